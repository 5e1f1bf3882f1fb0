//! What a person can do to move a review on, or to put on record within a stage.

use super::coded::coded;

coded! {
    /// An act. Its label is an order that a button can carry; a refusal reads "You cannot" and the label.
    Act;
    // From notification to a decision.
    BeginTriage = "begin_triage", "Begin triage";
    Consult = "consult", "Consult partners";
    PrepareDecision = "prepare_decision", "Prepare the decision";
    DecideToReview = "decide_to_review", "Decide to hold a review";
    DecideOtherStatutory = "decide_other_statutory", "Refer to another statutory review";
    DecideLocalLearning = "decide_local_learning", "Decide on local learning";
    DecideNoReview = "decide_no_review", "Decide not to review";
    DeferDecision = "defer_decision", "Defer the decision";
    TransferCase = "transfer_case", "Transfer the case to another partnership";
    Reopen = "reopen", "Reopen the decision";
    RecordDirection = "record_direction", "Record a direction by the Secretary of State";
    RecordDirectedDecision = "record_directed_decision", "Record the decision that followed the direction";
    Rebase = "rebase", "Change the legal basis";
    BeginLocalReview = "begin_local_review", "Begin the local learning review";
    // From the decision to a report.
    AppointChair = "appoint_chair", "Appoint the chair";
    ReplaceChair = "replace_chair", "Replace the chair";
    AgreeTerms = "agree_terms", "Agree the terms of reference";
    ReviseTerms = "revise_terms", "Revise the terms of reference";
    BeginAnalysis = "begin_analysis", "Begin the analysis";
    HoldLearningEvent = "hold_learning_event", "Record the practitioner learning event";
    BeginDrafting = "begin_drafting", "Begin drafting";
    ShareWithFamily = "share_with_family", "Share the draft with the family";
    ReturnToDrafting = "return_to_drafting", "Return the report to drafting";
    SendForSignOff = "send_for_sign_off", "Send the report for sign-off";
    AgreeReport = "agree_report", "Agree the report";
    // Quality assurance and publication.
    Submit = "submit", "Submit to the Home Office";
    RecordBoardMeeting = "record_board_meeting", "Record the quality assurance meeting";
    RecordClear = "record_clear", "Record that the report is cleared";
    RecordClearSubject = "record_clear_subject", "Record that the report is cleared subject to changes";
    RecordReturned = "record_returned", "Record that the report is returned";
    ConfirmAmended = "confirm_amended", "Confirm that the changes are made";
    Resubmit = "resubmit", "Submit again to the Home Office";
    Publish = "publish", "Publish";
    HoldBackReport = "hold_back_report", "Record that the report will not be published";
    ReconsiderPublication = "reconsider_publication", "Consider publication again";
    BeginMonitoring = "begin_monitoring", "Begin monitoring";
    Withdraw = "withdraw", "Withdraw the published report";
    Close = "close", "Close the review";
    CloseLocalLearning = "close_local_learning", "Close the local learning";
    // Records that leave the stage as it is.
    RecordPoliceNotice = "record_police_notice", "Record the police's written notice";
    RecordSecureRecords = "record_secure_records", "Record the secure-records letters";
    RecordSecured = "record_secured", "Record that records are secured";
    TellHomeOffice = "tell_home_office", "Record that the Home Office was told";
    TellFamily = "tell_family", "Record that the family were told";
    TellCommissioner = "tell_commissioner", "Record that the Commissioner was told";
    TellWelshGovernment = "tell_welsh_government", "Record that the Welsh Government was told";
    RecordHomeOfficeScrutiny = "record_home_office_scrutiny", "Record the Home Office's scrutiny of the decision";
    RequestScoping = "request_scoping", "Record the requests for scoping returns";
    HoldFirstPanel = "hold_first_panel", "Record the first panel meeting";
    SendDelayNotice = "send_delay_notice", "Record a delay notice";
    SendReportToCommissioner = "send_report_to_commissioner", "Record that the report was sent to the Commissioner";
    SendReportToSecretaryOfState = "send_report_to_secretary_of_state", "Record that the report was sent to the Secretary of State";
    TellFamilyOfPublication = "tell_family_of_publication", "Record that the family were told of publication";
    SendFinalCopies = "send_final_copies", "Record that final copies were sent";
    DepositInRepository = "deposit_in_repository", "Record that the report is in the Wales Safeguarding Repository";
    ReviewOnlineCopy = "review_online_copy", "Record a review of the report's place online";
    ReportProgress = "report_progress", "Report progress on actions";
    TellFamilyWhatChanged = "tell_family_what_changed", "Record that the family were told what changed";
}
