//! What a person can do to move a review on, or to put on record within a stage.

/// [`coded!`](super::coded::coded) with a third text for each act: what happened once it is done.
macro_rules! acts {
    (
        $(#[$meta:meta])*
        Act;
        $( $variant:ident = $code:literal, $label:literal, $done:literal; )+
    ) => {
        super::coded::coded! {
            $(#[$meta])*
            Act;
            $( $variant = $code, $label; )+
        }

        impl Act {
            /// What happened, for the story of a review.
            #[must_use]
            pub const fn done(self) -> &'static str {
                match self { $( Self::$variant => $done, )+ }
            }
        }
    };
}

acts! {
    /// An act. Its label is an order that a button can carry; a refusal reads "You cannot" and the label. Its third text says what
    /// happened.
    Act;
    // From notification to a decision.
    BeginTriage = "begin_triage", "Begin triage", "Triage begun";
    Consult = "consult", "Consult partners", "Consultation begun";
    PrepareDecision = "prepare_decision", "Prepare the decision", "Decision prepared";
    DecideToReview = "decide_to_review", "Decide to hold a review", "Decided to hold a review";
    DecideOtherStatutory = "decide_other_statutory", "Refer to another statutory review", "Referred to another statutory review";
    DecideLocalLearning = "decide_local_learning", "Decide on local learning", "Decided on local learning";
    DecideNoReview = "decide_no_review", "Decide not to review", "Decided not to review";
    DeferDecision = "defer_decision", "Defer the decision", "Decision deferred";
    TransferCase = "transfer_case", "Transfer the case to another partnership", "Case transferred to another partnership";
    Reopen = "reopen", "Reopen the decision", "Decision reopened";
    RecordDirection = "record_direction", "Record a direction by the Secretary of State", "Directed by the Secretary of State";
    RecordDirectedDecision = "record_directed_decision", "Record the decision that followed the direction", "Decision recorded after the direction";
    Rebase = "rebase", "Change the legal basis", "Legal basis changed";
    BeginLocalReview = "begin_local_review", "Begin the local learning review", "Local learning review begun";
    // From the decision to a report.
    AppointChair = "appoint_chair", "Appoint the chair", "Chair appointed";
    ReplaceChair = "replace_chair", "Replace the chair", "Chair replaced";
    AgreeTerms = "agree_terms", "Agree the terms of reference", "Terms of reference agreed";
    ReviseTerms = "revise_terms", "Revise the terms of reference", "Terms of reference revised";
    BeginAnalysis = "begin_analysis", "Begin the analysis", "Analysis begun";
    HoldLearningEvent = "hold_learning_event", "Record the practitioner learning event", "Practitioner learning event held";
    BeginDrafting = "begin_drafting", "Begin drafting", "Drafting begun";
    ShareWithFamily = "share_with_family", "Share the draft with the family", "Draft shared with the family";
    ReturnToDrafting = "return_to_drafting", "Return the report to drafting", "Report returned to drafting";
    SendForSignOff = "send_for_sign_off", "Send the report for sign-off", "Report sent for sign-off";
    AgreeReport = "agree_report", "Agree the report", "Report agreed";
    // Quality assurance and publication.
    Submit = "submit", "Submit to the Home Office", "Submitted to the Home Office";
    RecordBoardMeeting = "record_board_meeting", "Record the quality assurance meeting", "Quality assurance meeting held";
    RecordClear = "record_clear", "Record that the report is cleared", "Report cleared";
    RecordClearSubject = "record_clear_subject", "Record that the report is cleared subject to changes", "Report cleared subject to changes";
    RecordReturned = "record_returned", "Record that the report is returned", "Report returned by the Home Office";
    ConfirmAmended = "confirm_amended", "Confirm that the changes are made", "Changes confirmed as made";
    Resubmit = "resubmit", "Submit again to the Home Office", "Submitted again to the Home Office";
    Publish = "publish", "Publish", "Report published";
    HoldBackReport = "hold_back_report", "Record that the report will not be published", "Decided not to publish the report";
    ReconsiderPublication = "reconsider_publication", "Consider publication again", "Publication considered again";
    BeginMonitoring = "begin_monitoring", "Begin monitoring", "Monitoring begun";
    Withdraw = "withdraw", "Withdraw the published report", "Published report withdrawn";
    Close = "close", "Close the review", "Review closed";
    CloseLocalLearning = "close_local_learning", "Close the local learning", "Local learning closed";
    // Records that leave the stage as it is.
    RecordPoliceNotice = "record_police_notice", "Record the police’s written notice", "Written notice given by the police";
    RecordSecureRecords = "record_secure_records", "Record the secure-records letters", "Secure-records letters sent";
    RecordSecured = "record_secured", "Record that records are secured", "Records secured";
    TellHomeOffice = "tell_home_office", "Record that the Home Office was told", "Home Office told";
    TellFamily = "tell_family", "Record that the family were told", "Family told of the decision";
    TellCommissioner = "tell_commissioner", "Record that the Commissioner was told", "Commissioner told";
    TellWelshGovernment = "tell_welsh_government", "Record that the Welsh Government was told", "Welsh Government told";
    RecordHomeOfficeScrutiny = "record_home_office_scrutiny", "Record the Home Office’s scrutiny of the decision", "Decision scrutinised by the Home Office";
    RequestScoping = "request_scoping", "Record the requests for scoping returns", "Scoping returns requested";
    HoldFirstPanel = "hold_first_panel", "Record the first panel meeting", "First panel meeting held";
    SendDelayNotice = "send_delay_notice", "Record a delay notice", "Delay notice sent";
    SendReportToCommissioner = "send_report_to_commissioner", "Record that the report was sent to the Commissioner", "Report sent to the Commissioner";
    SendReportToSecretaryOfState = "send_report_to_secretary_of_state", "Record that the report was sent to the Secretary of State", "Report sent to the Secretary of State";
    TellFamilyOfPublication = "tell_family_of_publication", "Record that the family were told of publication", "Family told of publication";
    AgreePublicationDay = "agree_publication_day", "Record that the family agreed to the day of publication", "Day of publication agreed with the family";
    SendFinalCopies = "send_final_copies", "Record that final copies were sent", "Final copies sent";
    DepositInRepository = "deposit_in_repository", "Record that the report is in the Wales Safeguarding Repository", "Report placed in the Wales Safeguarding Repository";
    ReviewOnlineCopy = "review_online_copy", "Record a review of the report’s place online", "Report’s place online reviewed";
    ReportProgress = "report_progress", "Report progress on actions", "Progress on actions reported";
    TellFamilyWhatChanged = "tell_family_what_changed", "Record that the family were told what changed", "Family told what changed";
}
