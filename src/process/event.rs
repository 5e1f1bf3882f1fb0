//! What happened, on a day, that a clock starts from or stops at.

use super::coded::coded;

coded! {
    /// A dated event in the life of a review.
    Event;
    PoliceIdentified = "police_identified", "The police identified a death that may qualify";
    CameToAttention = "came_to_attention", "The death came to the partnership’s attention";
    NotificationReceived = "notification_received", "The notification was received";
    PoliceNotifiedInWriting = "police_notified_in_writing", "The police gave written notice";
    SecureRecordsSent = "secure_records_sent", "Secure-records letters were sent";
    RecordsSecured = "records_secured", "Every agency written to had secured its records";
    TriageBegun = "triage_begun", "Triage began";
    ConsultationBegun = "consultation_begun", "Consultation began";
    DecisionPrepared = "decision_prepared", "The decision was ready to be made";
    DecidedToReview = "decided_to_review", "The partnership decided to hold a review";
    DecidedOtherStatutory = "decided_other_statutory", "The partnership referred the death to another statutory review";
    DecidedLocalLearning = "decided_local_learning", "The partnership decided on local learning";
    DecidedNoReview = "decided_no_review", "The partnership decided not to review";
    DecisionDeferred = "decision_deferred", "The decision was deferred";
    CaseTransferred = "case_transferred", "The case was transferred";
    Reopened = "reopened", "The decision was reopened";
    Directed = "directed", "The Secretary of State directed a review";
    Rebased = "rebased", "The legal basis was changed";
    JoinedDecided = "joined_decided", "The partnership joined a review that was decided on";
    LocalReviewBegun = "local_review_begun", "The local learning review began";
    HomeOfficeTold = "home_office_told", "The Home Office was told of the decision";
    FamilyToldOfDecision = "family_told_of_decision", "The family were told of the decision in writing";
    CommissionerTold = "commissioner_told", "The Commissioner was told of the decision";
    WelshGovernmentTold = "welsh_government_told", "The Welsh Government was told";
    HomeOfficeScrutinised = "home_office_scrutinised", "The Home Office answered the decision";
    ChairAppointed = "chair_appointed", "The chair was appointed";
    ChairReplaced = "chair_replaced", "The chair was replaced";
    ScopingRequested = "scoping_requested", "Scoping returns were requested";
    AgenciesAsked = "agencies_asked", "Agencies were asked for what they know";
    ScopingReturned = "scoping_returned", "The last scoping return came in";
    FirstPanelHeld = "first_panel_held", "The panel first met";
    TermsIssued = "terms_issued", "The terms of reference were issued";
    TermsRevised = "terms_revised", "The terms of reference were revised";
    ChronologiesIn = "chronologies_in", "The last agency chronology came in";
    ImrsIn = "imrs_in", "The last IMR came in";
    AnalysisBegun = "analysis_begun", "The analysis began";
    LearningEventHeld = "learning_event_held", "The practitioner learning event was held";
    DraftingBegun = "drafting_begun", "Drafting began";
    DelayNoticeSent = "delay_notice_sent", "A delay notice was sent";
    DraftShared = "draft_shared", "The draft was shared with the family";
    FamilyReadingFinished = "family_reading_finished", "The family finished reading the draft";
    ReturnedToDrafting = "returned_to_drafting", "The report went back to drafting";
    ClearedReportReopened = "cleared_report_reopened", "A report that was cleared went back to drafting";
    SentForSignOff = "sent_for_sign_off", "The report was sent for sign-off";
    ReportCompleted = "report_completed", "The partnership agreed the report";
    ReportSentToCommissioner = "report_sent_to_commissioner", "The report was sent to the Commissioner";
    ReportSentToSecretaryOfState = "report_sent_to_secretary_of_state", "The report was sent to the Secretary of State";
    SubmittedToHomeOffice = "submitted_to_home_office", "The report was submitted to the Home Office";
    QualityBoardMet = "quality_board_met", "The Home Office’s quality assurance board considered the report";
    ReportCleared = "report_cleared", "The Home Office cleared the report";
    ChangesAsked = "changes_asked", "The Home Office asked for changes";
    ReportReturned = "report_returned", "The Home Office returned the report";
    ChangesMade = "changes_made", "The changes asked for were made";
    Resubmitted = "resubmitted", "The report was submitted again";
    /// Recorded only when the last embargo goes while the report waits, cleared, to be published.
    EmbargoLifted = "embargo_lifted", "The last embargo was lifted";
    FamilyToldOfPublication = "family_told_of_publication", "The family were told of publication";
    PublicationDayAgreed = "publication_day_agreed", "The family agreed to the day of publication";
    Published = "published", "The report was published";
    NonPublicationDecided = "non_publication_decided", "It was decided not to publish";
    PublicationReconsidered = "publication_reconsidered", "Publication was considered again";
    FinalCopiesSent = "final_copies_sent", "The final report and link were sent to the Home Office and the Commissioner";
    DepositedInRepository = "deposited_in_repository", "The report went into the Wales Safeguarding Repository";
    Withdrawn = "withdrawn", "The published report was withdrawn";
    OnlineCopyReviewed = "online_copy_reviewed", "The report’s place online was reviewed";
    MonitoringBegun = "monitoring_begun", "Monitoring began";
    ProgressReported = "progress_reported", "Progress on actions was reported";
    ActionCompleted = "action_completed", "An action was marked complete";
    ImpactChecked = "impact_checked", "The impact of an action was checked";
    ImpactCheckedAgain = "impact_checked_again", "The impact of an action was checked a second time";
    RecommendationClosed = "recommendation_closed", "A recommendation was closed";
    FamilyToldWhatChanged = "family_told_what_changed", "The family were told what changed";
    ReviewClosed = "review_closed", "The review was closed";
    LocalLearningClosed = "local_learning_closed", "The local learning was closed";
    PreventionReportSent = "prevention_report_sent", "The coroner sent a report to prevent future deaths";
    PreventionReportAnswered = "prevention_report_answered", "The report to prevent future deaths was answered";
    CommissionerReportPublished = "commissioner_report_published", "The Commissioner published a report";
    CommissionerReportAnswered = "commissioner_report_answered", "The Commissioner’s report was answered";
    ChildDeathKnown = "child_death_known", "The local authority became aware of a child’s death or serious harm";
    ChildPanelNotified = "child_panel_notified", "The national child safeguarding panel was notified";
    RapidReviewFinished = "rapid_review_finished", "The rapid review was finished";
    AdultsReviewBegun = "adults_review_begun", "A safeguarding adults review began";
    AdultsReviewFinished = "adults_review_finished", "The safeguarding adults review was finished";
}

/// Where an event comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Put on record with the notification, before any step.
    Notification,
    /// Recorded by a step of the table.
    Step,
    /// Recorded by a slice as its own work goes on: the last return in, an action complete, a coroner's report.
    Slice,
    /// Put on record for a partnership when it joins the review: nobody is asked to bring it about later.
    Joining,
}

impl Event {
    /// Where this event comes from.
    #[must_use]
    pub fn origin(self) -> Origin {
        if OF_THE_NOTIFICATION.contains(&self) {
            Origin::Notification
        } else if OF_A_SLICE.contains(&self) {
            Origin::Slice
        } else if self == Self::JoinedDecided {
            Origin::Joining
        } else {
            Origin::Step
        }
    }

    /// Whether a slice can still see it happen in a review that rests: what a board, a coroner or another review does goes on, what
    /// agencies and the family were asked for does not.
    #[must_use]
    pub fn outlasts_the_review(self) -> bool {
        self.origin() == Origin::Slice && !OF_THE_WORK.contains(&self)
    }
}

const OF_THE_NOTIFICATION: &[Event] = &[Event::PoliceIdentified, Event::CameToAttention, Event::NotificationReceived];

/// Of those that a slice records, the ones that belong to the work on the report.
const OF_THE_WORK: &[Event] = &[
    Event::AgenciesAsked,
    Event::ScopingReturned,
    Event::ChronologiesIn,
    Event::ImrsIn,
    Event::FamilyReadingFinished,
    Event::EmbargoLifted,
];

const OF_A_SLICE: &[Event] = &[
    Event::AgenciesAsked,
    Event::ScopingReturned,
    Event::ChronologiesIn,
    Event::ImrsIn,
    Event::FamilyReadingFinished,
    Event::EmbargoLifted,
    Event::ActionCompleted,
    Event::ImpactChecked,
    Event::ImpactCheckedAgain,
    Event::RecommendationClosed,
    Event::PreventionReportSent,
    Event::PreventionReportAnswered,
    Event::CommissionerReportPublished,
    Event::CommissionerReportAnswered,
    Event::ChildDeathKnown,
    Event::ChildPanelNotified,
    Event::RapidReviewFinished,
    Event::AdultsReviewBegun,
    Event::AdultsReviewFinished,
];
