//! Which papers there are, and for whom.

use crate::store::worded_enum;

worded_enum! {
    /// A paper that is typeset from a review's data.
    pub enum PaperKind {
        OverviewReport = "overview_report", "Overview report";
        ExecutiveSummary = "executive_summary", "Executive summary";
        ActionPlan = "action_plan", "Action plan";
        TermsOfReference = "terms_of_reference", "Terms of reference";
        DecisionNotice = "decision_notice", "Decision notice to the Home Office";
        FamilyLetter = "family_letter", "First letter to the family";
        SecureRecords = "secure_records", "Secure-records letter";
        DelayNotice = "delay_notice", "Delay notice";
        SubmissionCover = "submission_cover", "Submission cover";
    }
}

worded_enum! {
    /// Who reads a paper.
    pub enum Audience {
        Named = "named", "Addressee, with names";
        Panel = "panel", "Panel, with pseudonyms";
        HomeOffice = "home_office", "Home Office, with pseudonyms";
        Publication = "publication", "Publication, with pseudonyms";
    }
}

impl Audience {
    /// Whether it is read outside the review, by whoever expects a whole report.
    #[must_use]
    pub const fn is_outside(self) -> bool {
        match self {
            Self::HomeOffice | Self::Publication => true,
            Self::Named | Self::Panel => false,
        }
    }

    /// Whether a name found in the finished file stops it.
    #[must_use]
    pub const fn is_searched(self) -> bool {
        match self {
            Self::Named => false,
            Self::Panel | Self::HomeOffice | Self::Publication => true,
        }
    }
}

impl PaperKind {
    /// Whether the partnership's chair signs it: to the family, and to the Home Office about the decision and a delay.
    #[must_use]
    pub const fn is_the_chairs(self) -> bool {
        matches!(self, Self::FamilyLetter | Self::DecisionNotice | Self::DelayNotice)
    }

    /// Its name within a sentence.
    #[must_use]
    pub fn in_a_sentence(self) -> String {
        crate::base::within_a_sentence(self.label())
    }

    /// For whom it can be made.
    #[must_use]
    pub const fn audiences(self) -> &'static [Audience] {
        match self {
            Self::OverviewReport | Self::ExecutiveSummary | Self::ActionPlan => {
                &[Audience::Panel, Audience::HomeOffice, Audience::Publication]
            }
            Self::TermsOfReference => &[Audience::Panel, Audience::Publication],
            Self::DecisionNotice | Self::SubmissionCover => &[Audience::HomeOffice],
            Self::DelayNotice => &[Audience::HomeOffice],
            Self::FamilyLetter | Self::SecureRecords => &[Audience::Named],
        }
    }

    /// Whether it is a letter, which has an addressee and a signature.
    #[must_use]
    pub const fn is_letter(self) -> bool {
        match self {
            Self::OverviewReport | Self::ExecutiveSummary | Self::ActionPlan | Self::TermsOfReference => false,
            Self::DecisionNotice | Self::FamilyLetter | Self::SecureRecords | Self::DelayNotice | Self::SubmissionCover => true,
        }
    }
}
