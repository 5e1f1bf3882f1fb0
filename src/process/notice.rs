//! Who in a review is told what, when a step is taken.

use super::Role;
use super::coded::coded;

coded! {
    /// A notice that a step sends to the people who hold its roles in the review. A notice says what is asked, never what the case is about.
    Notice;
    DecisionToMake = "decision_to_make", "A decision is ready to be made";
    DecisionMade = "decision_made", "A decision has been made";
    DecisionReopened = "decision_reopened", "A decision has been reopened";
    DirectionReceived = "direction_received", "A direction has been received";
    LegalBasisChanged = "legal_basis_changed", "The legal basis of a review has changed";
    SecureRecords = "secure_records", "Records must be kept safe";
    ScopingReturnAsked = "scoping_return_asked", "A scoping return is asked for";
    ChairAppointed = "chair_appointed", "A chair has been appointed";
    TermsAgreed = "terms_agreed", "The terms of reference are agreed";
    TermsChanged = "terms_changed", "Terms of reference have changed";
    AnalysisBegun = "analysis_begun", "The analysis has begun";
    DraftToRead = "draft_to_read", "A draft is ready to be read";
    DraftReturned = "draft_returned", "A report has gone back to drafting";
    SignOffAsked = "sign_off_asked", "A report waits for sign-off";
    ReportAgreed = "report_agreed", "A report has been agreed";
    ReportSubmitted = "report_submitted", "A report has been submitted";
    OutcomeReceived = "outcome_received", "An outcome letter has been received";
    ChangesToMake = "changes_to_make", "Changes to a report are asked for";
    ReadyToPublish = "ready_to_publish", "A report is cleared for publication";
    DelayExpected = "delay_expected", "A review will take longer";
    ReportPublished = "report_published", "A report has been published";
    ReportWithdrawn = "report_withdrawn", "A report has been withdrawn";
    ActionsToMonitor = "actions_to_monitor", "Actions are ready to be monitored";
    ReviewClosed = "review_closed", "A review has been closed";
}

use Role::{
    ActionOwner, Advocate, AgencySpoc, Author, BoardMember, Coordinator, CspChair, DaSpecialist, Expert, FamilyMember, IgLegal,
    ImrAuthor, IndepChair, LearningLead, PanelMember, SeniorSignatory,
};

impl Notice {
    /// Who is told: everyone who holds one of these roles in the review on that day.
    #[must_use]
    pub const fn to(self) -> &'static [Role] {
        match self {
            Self::DecisionToMake => &[CspChair],
            Self::DecisionMade | Self::DecisionReopened | Self::LegalBasisChanged => &[CspChair, Coordinator, IndepChair],
            Self::DirectionReceived => &[CspChair, Coordinator],
            Self::SecureRecords | Self::ScopingReturnAsked => &[AgencySpoc],
            Self::ChairAppointed => &[CspChair, Coordinator, IndepChair, Author, PanelMember, DaSpecialist],
            // Each agency hears of it when it is asked for its own part.
            Self::TermsAgreed => &[Coordinator, Author, PanelMember, DaSpecialist],
            Self::TermsChanged => {
                &[Coordinator, Author, PanelMember, DaSpecialist, Expert, AgencySpoc, ImrAuthor, SeniorSignatory]
            }
            Self::AnalysisBegun | Self::DraftReturned => &[Coordinator, IndepChair, Author, PanelMember, DaSpecialist],
            Self::DraftToRead => &[FamilyMember, Advocate],
            Self::SignOffAsked => &[CspChair, Coordinator, IgLegal],
            Self::ReportAgreed => &[Coordinator, IndepChair, Author, PanelMember, DaSpecialist],
            Self::ReportSubmitted | Self::OutcomeReceived => &[CspChair, Coordinator, IndepChair, Author],
            Self::ChangesToMake => &[Coordinator, IndepChair, Author],
            Self::ReadyToPublish => &[CspChair, Coordinator, IndepChair],
            Self::DelayExpected => &[CspChair, Coordinator, IndepChair, Author, PanelMember, DaSpecialist, AgencySpoc, Advocate],
            Self::ReportPublished => {
                &[CspChair, Coordinator, IndepChair, Author, PanelMember, DaSpecialist, AgencySpoc, SeniorSignatory, LearningLead]
            }
            Self::ReportWithdrawn => &[CspChair, Coordinator, IndepChair, PanelMember, AgencySpoc, LearningLead],
            Self::ActionsToMonitor => &[ActionOwner, AgencySpoc, BoardMember, LearningLead],
            Self::ReviewClosed => &[CspChair, Coordinator, IndepChair, BoardMember, LearningLead],
        }
    }
}
