//! What must hold before a step can be taken.

use super::Event;
use super::coded::coded;

coded! {
    /// A condition of a step. The label says what holds; [`Need::sentence`] says what is missing.
    Need;
    NotificationComplete = "notification_complete", "The notification is complete";
    LeadPartnershipSettled = "lead_partnership_settled", "The lead partnership is settled";
    TriageAnswered = "triage_answered", "Every triage question is answered";
    ScopeTested = "scope_tested", "Both scope tests are evaluated";
    RegimeConfirmed = "regime_confirmed", "The legal basis is confirmed";
    ConsulteesAsked = "consultees_asked", "Everyone who must be consulted has been asked";
    ConsulteesRepliedOrExplained = "consultees_replied_or_explained", "Every consultee has replied, or the silence is explained";
    DaSpecialistConsulted = "da_specialist_consulted", "The local specialist domestic abuse service has been consulted";
    DecisionReasoned = "decision_reasoned", "The decision record gives its reasons";
    DeferralReasoned = "deferral_reasoned", "The deferral says what is missing and when it is looked at again";
    OtherReviewNamed = "other_review_named", "The other statutory review is named";
    ReceivingPartnershipAgreed = "receiving_partnership_agreed", "The receiving partnership has agreed";
    ReopeningReasoned = "reopening_reasoned", "The reason for reopening is recorded";
    DirectionAtHand = "direction_at_hand", "The letter of direction is at hand";
    DirectionRecorded = "direction_recorded", "The letter of direction is recorded";
    DirectedBodiesTakePart = "directed_bodies_take_part", "Every body that was directed to take part does so";
    RebasingReasoned = "rebasing_reasoned", "The new legal basis and the reason for it are recorded";
    ChairIndependent = "chair_independent", "The chair’s independence statement is recorded";
    PanelMet = "panel_met", "The panel has met";
    PanelHasDaSpecialist = "panel_has_da_specialist", "The panel has a domestic abuse specialist";
    PanelConflictsSettled = "panel_conflicts_settled", "Every panel member has declared interests, and every conflict is settled";
    KeyLinesSet = "key_lines_set", "The key lines of enquiry are set";
    FamilyAskedAboutTerms = "family_asked_about_terms", "The family have been asked about the terms of reference";
    AgenciesAsked = "agencies_asked", "The agencies have been asked for what they know";
    ReturnsInOrExcused = "returns_in_or_excused", "Every agency’s return is in, or its absence is excused";
    ReturnsRead = "returns_read", "The chair has accepted every return that came in";
    LearningEventHeld = "learning_event_held", "The practitioner learning event has been held";
    SectionsWritten = "sections_written", "Every required section of the report is written, and no section has two texts to join";
    PseudonymsChosen = "pseudonyms_chosen", "Everyone in the report has a pseudonym";
    FactsChecked = "facts_checked", "Every agency has checked the facts about itself, and what was accepted is in the draft";
    RecommendationsAnswered = "recommendations_answered", "Every addressee has accepted its recommendations or said why not";
    FamilyReadOrDeclined = "family_read_or_declined", "The family have read the draft or declined to";
    FamilyCommentsAnswered = "family_comments_answered", "Every comment by the family has an answer, they were told it, and what was accepted is in the draft";
    ReportAgreed = "report_agreed", "The partnership has agreed the report";
    ReportNotAgreed = "report_not_agreed", "The partnership has not agreed the report yet";
    JointPartnersAgreed = "joint_partners_agreed", "Every partner in the joint review has agreed the report";
    PackComplete = "pack_complete", "The submission pack is complete";
    CourtFindingsKept = "court_findings_kept", "The register says what the criminal court found";
    ScanClean = "scan_clean", "The report, the summary and the action plan for publication are made and searched, and no name was found";
    OutcomeLetterRecorded = "outcome_letter_recorded", "The outcome letter is recorded";
    LetterAsksChanges = "letter_asks_changes", "The outcome letter asks for changes";
    LetterReturnsReport = "letter_returns_report", "The outcome letter returns the report";
    OutcomePointsAnswered = "outcome_points_answered", "Every point in the outcome letter has an answer";
    HoLetterClear = "ho_letter_clear", "The Home Office letter clears the report";
    LetterWithReport = "letter_with_report", "The words of the Home Office’s letter are with the report, or why it is published without them is recorded";
    CommissionerSent = "commissioner_sent", "The report has been sent to the Commissioner";
    FamilyTold = "family_told", "The family have been told of publication";
    FamilyHadTime = "family_had_time", "The family have had their time since they were told of publication, or agreed to the day";
    AnniversaryAvoided = "anniversary_avoided", "The anniversary of the death is not near, or the family agreed to the day";
    NoActiveProceedings = "no_active_proceedings", "No criminal proceedings or appeal are active";
    NoEmbargo = "no_embargo", "No embargo stands in the way of publication";
    NotRestricted = "not_restricted", "No disclosure restriction is in force";
    NonPublicationAgreed = "non_publication_agreed", "The reason not to publish, and the Home Office’s agreement, are recorded";
    ReportPublished = "report_published", "The report is published";
    ReportNotPublished = "report_not_published", "The report is not published";
    WithdrawalReasoned = "withdrawal_reasoned", "The reason for withdrawal is recorded";
    RecommendationsFinished = "recommendations_finished", "Every recommendation is finished";
    FamilyToldWhatChanged = "family_told_what_changed", "The family have been told what changed";
    NotOnHold = "not_on_hold", "The review is not on hold";
    StaffInterviewsNotPaused = "staff_interviews_not_paused", "Talking to staff is not paused";
    AnalysisNotPaused = "analysis_not_paused", "The analysis is not paused";
    DraftingNotPaused = "drafting_not_paused", "Drafting is not paused";
    PublicationNotPaused = "publication_not_paused", "Publication is not paused";
}

impl Need {
    /// What is missing, as a sentence without its full stop, so that it can stand alone or after a colon.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "the words of every condition in one exhaustive match, an arm a condition")]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NotificationComplete => "The notification is not complete",
            Self::LeadPartnershipSettled => "It is not settled which partnership leads",
            Self::TriageAnswered => "Not every triage question has an answer",
            Self::ScopeTested => "The scope tests have not been evaluated",
            Self::RegimeConfirmed => "Nobody has confirmed the legal basis of this case",
            Self::ConsulteesAsked => "Not everyone who must be consulted has been asked",
            Self::ConsulteesRepliedOrExplained => "A consultee has not replied and nobody has explained why",
            Self::DaSpecialistConsulted => "The local specialist domestic abuse service has not been consulted",
            Self::DecisionReasoned => "The decision record does not give all its reasons",
            Self::DeferralReasoned => "The deferral does not say what is missing and when it is looked at again",
            Self::OtherReviewNamed => "The other statutory review has not been named",
            Self::ReceivingPartnershipAgreed => "The receiving partnership has not agreed to take the case",
            Self::ReopeningReasoned => "The reason for reopening has not been recorded",
            Self::DirectionAtHand => "The letter of direction is not at hand",
            Self::DirectionRecorded => "The letter of direction has not been recorded",
            Self::DirectedBodiesTakePart => {
                "A body that the Secretary of State directed to take part is neither on the panel nor has sent its return"
            }
            Self::RebasingReasoned => "The new legal basis and the reason for it have not been recorded",
            Self::ChairIndependent => "The chair’s independence statement has not been recorded",
            Self::PanelMet => "The panel has not met",
            Self::PanelHasDaSpecialist => "The panel has no domestic abuse specialist",
            Self::PanelConflictsSettled => {
                "The panel has no members, or one has not declared interests, or a conflict is not settled"
            }
            Self::KeyLinesSet => "The key lines of enquiry have not been set",
            Self::FamilyAskedAboutTerms => "The family have not been asked about the terms of reference",
            Self::AgenciesAsked => "No agency has been asked for what it knows",
            Self::ReturnsInOrExcused => "An agency’s return is not in and has not been excused",
            Self::ReturnsRead => "A return has come in that the chair has not accepted",
            Self::LearningEventHeld => "The practitioner learning event has not been held",
            Self::SectionsWritten => "A required section of the report is not written, or a section has two texts to join",
            Self::PseudonymsChosen => "Not everyone in the report has a pseudonym",
            Self::FactsChecked => "An agency has not returned its check of the facts",
            Self::RecommendationsAnswered => "An addressee has not accepted a recommendation or said why not",
            Self::FamilyReadOrDeclined => "The family have neither read the draft nor declined to",
            Self::FamilyCommentsAnswered => "A comment by the family has no answer, or they were not told it",
            Self::ReportAgreed => "The partnership has not agreed the report",
            Self::ReportNotAgreed => "The partnership has agreed the report already",
            Self::JointPartnersAgreed => "A partner in the joint review has not agreed the report",
            Self::PackComplete => "The submission pack is not complete",
            Self::CourtFindingsKept => {
                "The criminal proceedings are concluded, and the identity register does not say what the court found"
            }
            Self::ScanClean => {
                "The report, the summary and the action plan for publication have not all been made from the present text and searched, or a word in one waits for an answer"
            }
            Self::OutcomeLetterRecorded => "The outcome letter has not been recorded",
            Self::LetterAsksChanges => "The outcome letter on record does not ask for changes",
            Self::LetterReturnsReport => "The outcome letter on record does not return the report",
            Self::OutcomePointsAnswered => "A point in the outcome letter has no answer",
            Self::HoLetterClear => "No Home Office letter on record clears the report",
            Self::LetterWithReport => {
                "The Home Office’s letter is published with the report, and its words are not entered; enter them, or say why the report is published without them"
            }
            Self::CommissionerSent => "The report has not been sent to the Commissioner",
            Self::FamilyTold => "The family have not been told of publication",
            Self::FamilyHadTime => {
                "The family have not had the time that they are given before publication, and have not agreed to an earlier day"
            }
            Self::AnniversaryAvoided => {
                "The anniversary of the death is near, and the family have not agreed to publication about it"
            }
            Self::NoActiveProceedings => "Criminal proceedings or an appeal are active",
            Self::NoEmbargo => "An embargo stands in the way of publication",
            Self::NotRestricted => "A disclosure restriction is in force",
            Self::NonPublicationAgreed => {
                "The reason not to publish, or the Home Office’s agreement to it, has not been recorded"
            }
            Self::ReportPublished => "The report is not published",
            Self::ReportNotPublished => "The report is published",
            Self::WithdrawalReasoned => "The reason for withdrawal has not been recorded",
            Self::RecommendationsFinished => "A recommendation is not finished",
            Self::FamilyToldWhatChanged => "The family have not been told what changed",
            Self::NotOnHold => "The review is on hold",
            Self::StaffInterviewsNotPaused => "A hold pauses talking to staff",
            Self::AnalysisNotPaused => "A hold pauses the analysis",
            Self::DraftingNotPaused => "A hold pauses drafting",
            Self::PublicationNotPaused => "A hold pauses publication",
        }
    }

    /// What must have happened, where the condition is that something has happened and was not undone since.
    #[must_use]
    pub fn event(self) -> Option<Event> {
        MET_BY.iter().find(|(need, _)| *need == self).map(|(_, event)| *event)
    }

    /// Whether the form of the step itself supplies this: a reason, a name, an agreement. Such a condition does not stop a step
    /// from being offered, only from being taken without it.
    #[must_use]
    pub fn given_with_the_step(self) -> bool {
        GIVEN_WITH_THE_STEP.contains(&self)
    }

    /// Whether the form of the step must first justify it by this, which makes it a way aside. That a chair is independent belongs to every
    /// appointment.
    #[must_use]
    pub fn justifies(self) -> bool {
        self.given_with_the_step() && self != Self::ChairIndependent
    }
}

/// The conditions that are an event, so that the step which records it is known to be the way to them.
const MET_BY: &[(Need, Event)] = &[
    (Need::PanelMet, Event::FirstPanelHeld),
    (Need::LearningEventHeld, Event::LearningEventHeld),
    (Need::ReportAgreed, Event::ReportCompleted),
    (Need::CommissionerSent, Event::ReportSentToCommissioner),
    (Need::FamilyTold, Event::FamilyToldOfPublication),
    (Need::ReportPublished, Event::Published),
    (Need::FamilyToldWhatChanged, Event::FamilyToldWhatChanged),
];

const GIVEN_WITH_THE_STEP: &[Need] = &[
    Need::ChairIndependent,
    Need::DeferralReasoned,
    Need::OtherReviewNamed,
    Need::ReceivingPartnershipAgreed,
    Need::ReopeningReasoned,
    Need::DirectionAtHand,
    Need::RebasingReasoned,
    Need::NonPublicationAgreed,
    Need::WithdrawalReasoned,
];
