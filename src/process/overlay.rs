//! What lies over a stage and holds some of its steps back, without being a stage.

use super::coded::coded;

coded! {
    /// Something that lies over the stage of a review. Any number can at once.
    Overlay;
    Hold = "hold", "Hold";
    DisclosureRestriction = "disclosure_restriction", "Disclosure restriction";
    PublicationEmbargo = "publication_embargo", "Publication embargo";
    JointReview = "joint_review", "Joint review";
    LegalHold = "legal_hold", "Legal hold";
}

impl Overlay {
    /// What the overlay does, in a sentence.
    #[must_use]
    pub const fn effect(self) -> &'static str {
        match self {
            Self::Hold => {
                "A full hold pauses every step that moves the work on; a partial hold pauses the kinds of task it names. Securing records, telling people and giving notice never wait."
            }
            Self::DisclosureRestriction => "The draft is not shared and nothing is published while it is in force.",
            Self::PublicationEmbargo => "Nothing is published while it stands.",
            Self::JointReview => {
                "Each partnership keeps its own clock for the decision; there is one plan, and every partner agrees the report."
            }
            Self::LegalHold => "Nothing is destroyed while it stands. No step waits for it.",
        }
    }
}

coded! {
    /// Why a review is held.
    HoldReason;
    Criminal = "criminal", "Criminal investigation or trial";
    Coroner = "coroner", "Coroner";
    Iopc = "iopc", "IOPC";
    JointReview = "joint_review", "Joint review";
    Family = "family", "Family";
    ChairUnavailable = "chair_unavailable", "Chair unavailable";
    Legal = "legal", "Legal";
    Capacity = "capacity", "Capacity";
    Other = "other", "Pandemic or other";
}

coded! {
    /// A kind of task that a partial hold can pause.
    TaskKind;
    FamilyInterviews = "family_interviews", "Family interviews";
    StaffInterviews = "staff_interviews", "Staff interviews";
    PerpContact = "perp_contact", "Contact with the person alleged or found to be responsible";
    ImrAnalysis = "imr_analysis", "Analysis of IMRs";
    Drafting = "drafting", "Drafting";
    Publication = "publication", "Publication";
}

coded! {
    /// Why a decision is reopened. The first decision record is kept.
    ReopenReason;
    HoDirection = "ho_direction", "Direction by the Secretary of State";
    HoAskedToReconsider = "ho_asked_to_reconsider", "The Home Office asked to reconsider";
    NewEvidence = "new_evidence", "New evidence";
    FamilyChallenge = "family_challenge", "Challenge by the family";
    InquestFinding = "inquest_finding", "Inquest finding";
}

coded! {
    /// What the Home Office's quality assurance said.
    QaOutcome;
    Awaiting = "awaiting", "Awaiting";
    Query = "query", "Query";
    Clear = "clear", "Clear";
    ClearSubjectToChanges = "clear_subject_to_changes", "Clear subject to changes";
    ReturnForResubmission = "return_for_resubmission", "Return for resubmission";
}
