//! The documents that can be typeset.

use serde::{Deserialize, Serialize};

/// A document that can be typeset. Its data is the struct of the same name in [`super::papers`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Template {
    /// The overview report in the order of the 2016 guidance's model.
    OverviewReport,
    /// The executive summary, which stands alone.
    ExecutiveSummary,
    /// The action plan, in one of three layouts.
    ActionPlan,
    /// The terms of reference, one version.
    TermsOfReference,
    /// The notice of the decision to the Home Office, review or no review (L08, L09).
    DecisionNotice,
    /// The first letter to the family (L12, and L13 when there is no review).
    FamilyLetter,
    /// The letter that asks an agency to secure its records (L03).
    SecureRecordsLetter,
    /// The notice that the report will be late (L33).
    DelayNotice,
    /// The cover of what is sent to the Home Office (L39).
    SubmissionCover,
    /// The summary that a board reads each quarter.
    BoardSummary,
}

impl Template {
    /// Every document, in the order in which a review meets them.
    pub const ALL: [Self; 10] = [
        Self::DecisionNotice,
        Self::FamilyLetter,
        Self::SecureRecordsLetter,
        Self::TermsOfReference,
        Self::DelayNotice,
        Self::OverviewReport,
        Self::ExecutiveSummary,
        Self::ActionPlan,
        Self::SubmissionCover,
        Self::BoardSummary,
    ];

    /// The name of its file in `templates-typst` and of its samples, without an ending.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::OverviewReport => "overview-report",
            Self::ExecutiveSummary => "executive-summary",
            Self::ActionPlan => "action-plan",
            Self::TermsOfReference => "terms-of-reference",
            Self::DecisionNotice => "decision-notice",
            Self::FamilyLetter => "family-letter",
            Self::SecureRecordsLetter => "secure-records-letter",
            Self::DelayNotice => "delay-notice",
            Self::SubmissionCover => "submission-cover",
            Self::BoardSummary => "board-summary",
        }
    }
}
