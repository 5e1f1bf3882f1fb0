//! The steps: a row a step.

use super::deadlines::{BEGUN, TOLD};
use super::sources::*;
use super::{Step, on};
use crate::process::{Act, Event as E, Need as N, Notice as T, Role, Stage};
use Act::*;
use Role::*;
use Stage::*;

/// The stages before there is a decision, in which a case can be transferred.
const UNDECIDED: &[Stage] = Stage::UNDECIDED;
/// The stages in which people are told of a decision, late if need be: until the report itself goes out.
const DECIDED: &[Stage] =
    &[Setup, Scoping, Gathering, Analysis, Drafting, FamilyReading, CspSignoff, NotDhrReferred, LocalLearning, NoReview];
/// The stages in which records are secured, and the police's notice is waited for: until the report is agreed, for an agency may come to
/// light late.
const SECURING: &[Stage] =
    &[Notified, Triage, Consultation, Decision, Setup, Scoping, Gathering, Analysis, Drafting, FamilyReading, CspSignoff];
/// The stages in which a report is being made.
const MAKING: &[Stage] = &[Setup, Scoping, Gathering, Analysis, Drafting, FamilyReading, CspSignoff];
/// The stages from which the report exists as the partnership agreed it.
const AGREED: &[Stage] = &[CspSignoff, WithHo, Amending, Cleared, Published, Monitoring, Closed];
/// The stages in which a review has a chair.
const CHAIRED: &[Stage] = &[Scoping, Gathering, Analysis, Drafting, FamilyReading, CspSignoff, WithHo, Amending, Cleared];

/// What a decision follows from: the death came to attention, and an earlier decision was opened again.
const UNDER_DECISION: &[E] = &[E::CameToAttention, E::Reopened];

/// Every step of every regime.
#[rustfmt::skip] // This is a table: a row reads across.
pub static STEPS: &[Step] = &[
    // ---- From notification to a decision
    on(&[Notified], BeginTriage, E::TriageBegun).to(Triage).by(&[Coordinator])
        .needs(&[N::NotificationComplete, N::LeadPartnershipSettled]).after(&[E::CameToAttention])
        .dhr(OWN).dardr(OWN).susr(SUSR).local(OWN),
    on(&[Triage], Consult, E::ConsultationBegun).to(Consultation).by(&[Coordinator])
        .needs(&[N::TriageAnswered, N::ScopeTested, N::RegimeConfirmed]).after(&[E::TriageBegun])
        .dhr(CONSIDER).dardr(CONSIDER).susr(SUSR).local(LOCAL),
    on(&[Consultation], PrepareDecision, E::DecisionPrepared).to(Decision).by(&[Coordinator])
        .needs(&[N::ConsulteesAsked, N::ConsulteesRepliedOrExplained, N::DaSpecialistConsulted]).after(&[E::ConsultationBegun]).tells(&[T::DecisionToMake])
        .dhr(CONSIDER).dardr(CONSIDER).susr(SUSR).local(LOCAL),
    on(&[Decision], DecideToReview, E::DecidedToReview).to(Setup).by(&[CspChair])
        .needs(&[N::DecisionReasoned]).after(UNDER_DECISION).tells(&[T::DecisionMade])
        .dhr(S9_1).dardr(S8A_1).susr(SUSR).local(LOCAL),
    on(&[Decision], DecideOtherStatutory, E::DecidedOtherStatutory).to(NotDhrReferred).by(&[CspChair])
        .needs(&[N::DecisionReasoned, N::OtherReviewNamed]).after(UNDER_DECISION).tells(&[T::DecisionMade])
        .dhr(GUIDE).dardr(DRAFT).susr(SUSR).local(OWN),
    on(&[Decision], DecideLocalLearning, E::DecidedLocalLearning).to(LocalLearning).by(&[CspChair])
        .needs(&[N::DecisionReasoned]).after(UNDER_DECISION).tells(&[T::DecisionMade])
        .dhr(LOCAL).dardr(LOCAL).susr(OWN).local(LOCAL),
    on(&[Decision], DecideNoReview, E::DecidedNoReview).to(NoReview).by(&[CspChair])
        .needs(&[N::DecisionReasoned]).after(UNDER_DECISION).tells(&[T::DecisionMade])
        .dhr(SCRUTINY).dardr(SCRUTINY).susr(SUSR).local(OWN),
    on(&[Decision], DeferDecision, E::DecisionDeferred).by(&[CspChair])
        .needs(&[N::DeferralReasoned]).after(UNDER_DECISION)
        .dhr(OWN).dardr(OWN).susr(OWN).local(OWN),
    on(UNDECIDED, TransferCase, E::CaseTransferred).to(Transferred).by(&[Coordinator])
        .needs(&[N::ReceivingPartnershipAgreed]).after(UNDER_DECISION)
        .dhr(GUIDE).dardr(DRAFT).susr(SUSR).local(OWN),
    on(&[NotDhrReferred, LocalLearning, NoReview], Reopen, E::Reopened).to(Decision).by(&[CspChair])
        .needs(&[N::ReopeningReasoned]).after(&[E::DecidedOtherStatutory, E::DecidedLocalLearning, E::DecidedNoReview]).tells(&[T::DecisionReopened])
        .dhr(SCRUTINY).dardr(SCRUTINY).susr(OWN).local(OWN),
    on(&[Transferred], Reopen, E::Reopened).to(Triage).by(&[CspChair])
        .needs(&[N::ReopeningReasoned]).after(&[E::CaseTransferred]).tells(&[T::DecisionReopened])
        .dhr(SCRUTINY).dardr(SCRUTINY).susr(OWN).local(OWN),
    on(&[Notified, Triage, Consultation, Decision, NotDhrReferred, LocalLearning, NoReview], RecordDirection, E::Directed).to(Setup).by(&[CspChair, Coordinator])
        .needs(&[N::DirectionAtHand]).after(&[E::CameToAttention]).tells(&[T::DirectionReceived])
        .dhr(S9_2).dardr(S8A_2).susr(S9_2),
    on(&[Setup], RecordDirectedDecision, E::DecidedToReview).by(&[CspChair])
        .needs(&[N::DirectionRecorded, N::DecisionReasoned]).after(&[E::Directed]).tells(&[T::DecisionMade])
        .dhr(OWN).dardr(OWN).susr(OWN),
    on(&[Triage, Consultation, Decision, Setup, Scoping, Gathering, Analysis, Drafting, NotDhrReferred, LocalLearning, NoReview], Rebase, E::Rebased)
        .by(&[CspChair]).needs(&[N::RebasingReasoned]).tells(&[T::LegalBasisChanged])
        .dhr(OWN).dardr(OWN).susr(OWN).local(OWN),
    on(&[LocalLearning], BeginLocalReview, E::LocalReviewBegun).to(Setup).by(&[CspChair, Coordinator])
        .needs(&[N::RegimeConfirmed]).after(&[E::DecidedLocalLearning])
        .local(LOCAL),

    // ---- From the decision to a report
    on(&[Setup], AppointChair, E::ChairAppointed).to(Scoping).by(&[Coordinator])
        .needs(&[N::ChairIndependent]).after(BEGUN).tells(&[T::ChairAppointed])
        .dhr(GUIDE).dardr(DRAFT).susr(SUSR).local(LOCAL),
    on(CHAIRED, ReplaceChair, E::ChairReplaced).by(&[Coordinator])
        .needs(&[N::ChairIndependent]).after(&[E::ChairAppointed]).tells(&[T::ChairAppointed])
        .dhr(GUIDE).dardr(DRAFT).susr(SUSR).local(LOCAL),
    on(&[Scoping], AgreeTerms, E::TermsIssued).to(Gathering).by(&[IndepChair])
        .needs(&[N::NotOnHold, N::PanelMet, N::PanelHasDaSpecialist, N::PanelConflictsSettled, N::DirectedBodiesTakePart, N::KeyLinesSet, N::FamilyAskedAboutTerms]).after(&[E::FirstPanelHeld]).tells(&[T::TermsAgreed])
        .dhr(GUIDE).dardr(DRAFT).susr(SUSR).local(LOCAL),
    on(&[Gathering, Analysis, Drafting], ReviseTerms, E::TermsRevised).by(&[IndepChair])
        .needs(&[N::KeyLinesSet]).after(&[E::TermsIssued]).tells(&[T::TermsChanged])
        .dhr(GUIDE).dardr(DRAFT).susr(SUSR).local(LOCAL),
    on(&[Gathering], BeginAnalysis, E::AnalysisBegun).to(Analysis).by(&[IndepChair, Coordinator])
        .needs(&[N::AnalysisNotPaused, N::AgenciesAsked, N::ReturnsInOrExcused]).after(&[E::TermsIssued, E::AgenciesAsked, E::ScopingReturned, E::ImrsIn]).tells(&[T::AnalysisBegun])
        .dhr(GUIDE).dardr(DRAFT).susr(SUSR).local(LOCAL),
    on(&[Gathering, Analysis], HoldLearningEvent, E::LearningEventHeld).by(&[IndepChair, Coordinator])
        .needs(&[N::StaffInterviewsNotPaused]).after(&[E::TermsIssued])
        .susr(SUSR),
    on(&[Analysis], BeginDrafting, E::DraftingBegun).to(Drafting).by(&[IndepChair, Author])
        .needs(&[N::DraftingNotPaused, N::ReturnsRead]).after(&[E::AnalysisBegun])
        .dhr(GUIDE).dardr(DRAFT).local(LOCAL),
    on(&[Analysis], BeginDrafting, E::DraftingBegun).to(Drafting).by(&[IndepChair, Author])
        .needs(&[N::DraftingNotPaused, N::ReturnsRead, N::LearningEventHeld]).after(&[E::AnalysisBegun])
        .susr(SUSR),
    on(&[Drafting], ShareWithFamily, E::DraftShared).to(FamilyReading).by(&[IndepChair])
        .needs(&[N::DraftingNotPaused, N::NotRestricted, N::SectionsWritten, N::PseudonymsChosen]).after(&[E::DraftingBegun, E::ReturnedToDrafting, E::ReportReturned]).tells(&[T::DraftToRead])
        .dhr(GUIDE).dardr(DRAFT).susr(SUSR).local(FAMILY),
    on(&[FamilyReading, CspSignoff], ReturnToDrafting, E::ReturnedToDrafting).to(Drafting).by(&[IndepChair, CspChair])
        .after(&[E::DraftShared, E::SentForSignOff, E::ReportCompleted]).tells(&[T::DraftReturned])
        .dhr(OWN).dardr(OWN).susr(OWN).local(OWN),
    on(&[FamilyReading], SendForSignOff, E::SentForSignOff).to(CspSignoff).by(&[IndepChair])
        .needs(&[N::DraftingNotPaused, N::FamilyReadOrDeclined, N::FamilyCommentsAnswered, N::FactsChecked, N::RecommendationsAnswered, N::DirectedBodiesTakePart]).after(&[E::DraftShared]).tells(&[T::SignOffAsked])
        .dhr(GUIDE).dardr(DRAFT).susr(SUSR).local(LOCAL),
    on(&[CspSignoff], AgreeReport, E::ReportCompleted).by(&[CspChair])
        .needs(&[N::NotOnHold, N::ReportNotAgreed, N::FamilyCommentsAnswered, N::FactsChecked, N::RecommendationsAnswered, N::DirectedBodiesTakePart]).after(&[E::SentForSignOff]).tells(&[T::ReportAgreed])
        .dhr(GUIDE).dardr(DRAFT).susr(SUSR).local(LOCAL),

    // ---- Quality assurance and publication
    on(&[CspSignoff], Submit, E::SubmittedToHomeOffice).to(WithHo).by(&[Coordinator])
        .needs(&[N::NotOnHold, N::ReportAgreed, N::JointPartnersAgreed, N::PackComplete, N::PseudonymsChosen, N::CourtFindingsKept, N::ScanClean]).after(&[E::ReportCompleted]).tells(&[T::ReportSubmitted])
        .dhr(GUIDE).dardr(DRAFT).susr(SUSR_HO),
    on(&[WithHo], ReturnToDrafting, E::ReturnedToDrafting).to(Drafting).by(&[CspChair, Coordinator])
        .after(&[E::ReportCompleted, E::SubmittedToHomeOffice, E::Resubmitted]).tells(&[T::DraftReturned])
        .dhr(OWN).dardr(OWN).susr(OWN),
    on(&[Cleared], ReturnToDrafting, E::ClearedReportReopened).to(Drafting).by(&[CspChair, Coordinator])
        .after(&[E::ReportCompleted, E::ReportCleared, E::ChangesMade, E::FamilyToldOfPublication, E::Withdrawn, E::PublicationReconsidered]).tells(&[T::DraftReturned])
        .dhr(OWN).dardr(OWN).susr(OWN),
    on(&[WithHo], RecordBoardMeeting, E::QualityBoardMet).by(&[Coordinator])
        .after(&[E::SubmittedToHomeOffice, E::Resubmitted])
        .dhr(ASSURANCE).dardr(ASSURANCE).susr(SUSR_HO),
    on(&[WithHo], RecordClear, E::ReportCleared).to(Cleared).by(&[Coordinator])
        .needs(&[N::OutcomeLetterRecorded, N::HoLetterClear]).after(&[E::SubmittedToHomeOffice, E::Resubmitted]).tells(&[T::OutcomeReceived, T::ReadyToPublish])
        .dhr(ASSURANCE).dardr(ASSURANCE).susr(SUSR_HO),
    on(&[WithHo], RecordClearSubject, E::ChangesAsked).to(Amending).by(&[Coordinator])
        .needs(&[N::OutcomeLetterRecorded, N::LetterAsksChanges]).after(&[E::SubmittedToHomeOffice, E::Resubmitted]).tells(&[T::OutcomeReceived, T::ChangesToMake])
        .dhr(ASSURANCE).dardr(ASSURANCE).susr(SUSR_HO),
    on(&[WithHo], RecordReturned, E::ReportReturned).to(Drafting).by(&[Coordinator])
        .needs(&[N::OutcomeLetterRecorded, N::LetterReturnsReport]).after(&[E::SubmittedToHomeOffice, E::Resubmitted]).tells(&[T::OutcomeReceived, T::DraftReturned])
        .dhr(ASSURANCE).dardr(ASSURANCE).susr(SUSR_HO),
    on(&[Amending], ConfirmAmended, E::ChangesMade).to(Cleared).by(&[Coordinator])
        .needs(&[N::OutcomePointsAnswered]).after(&[E::ChangesAsked]).tells(&[T::ReadyToPublish])
        .dhr(ASSURANCE).dardr(ASSURANCE).susr(SUSR_HO),
    on(&[Amending], Resubmit, E::Resubmitted).to(WithHo).by(&[Coordinator])
        .needs(&[N::OutcomePointsAnswered, N::PseudonymsChosen, N::ScanClean]).after(&[E::ChangesAsked]).tells(&[T::ReportSubmitted])
        .dhr(ASSURANCE).dardr(ASSURANCE).susr(SUSR_HO),
    on(&[Cleared], Publish, E::Published).to(Published).by(&[CspChair])
        .needs(&[N::PublicationNotPaused, N::HoLetterClear, N::LetterWithReport, N::CommissionerSent, N::FamilyTold, N::FamilyHadTime, N::AnniversaryAvoided, N::NoActiveProceedings, N::NoEmbargo, N::NotRestricted, N::PseudonymsChosen, N::CourtFindingsKept, N::ScanClean])
        .after(&[E::ReportCleared, E::ChangesMade, E::ReportSentToCommissioner, E::FamilyToldOfPublication, E::Withdrawn, E::PublicationReconsidered]).tells(&[T::ReportPublished])
        .dhr(PUBLISH).dardr(PUBLISH).susr(PUBLISH),
    on(&[Cleared], HoldBackReport, E::NonPublicationDecided).to(Monitoring).by(&[CspChair])
        .needs(&[N::HoLetterClear, N::CommissionerSent, N::NonPublicationAgreed]).after(&[E::ReportCleared, E::ChangesMade, E::ReportSentToCommissioner, E::Withdrawn, E::PublicationReconsidered]).tells(&[T::ActionsToMonitor])
        .dhr(HOLD_BACK).dardr(HOLD_BACK).susr(HOLD_BACK),
    on(&[Published], BeginMonitoring, E::MonitoringBegun).to(Monitoring).by(&[Coordinator])
        .after(&[E::Published]).tells(&[T::ActionsToMonitor])
        .dhr(PRACTICE).dardr(PRACTICE).susr(SUSR),
    on(&[CspSignoff], BeginMonitoring, E::MonitoringBegun).to(Monitoring).by(&[Coordinator])
        .needs(&[N::ReportAgreed, N::JointPartnersAgreed]).after(&[E::ReportCompleted]).tells(&[T::ActionsToMonitor])
        .local(LOCAL),
    on(&[Monitoring], ReconsiderPublication, E::PublicationReconsidered).to(Cleared).by(&[CspChair])
        .needs(&[N::ReportNotPublished]).after(&[E::NonPublicationDecided])
        .dhr(OWN).dardr(OWN).susr(OWN),
    on(&[Published, Monitoring, Closed], Withdraw, E::Withdrawn).to(Cleared).by(&[CspChair])
        .needs(&[N::ReportPublished, N::WithdrawalReasoned]).after(&[E::Published]).tells(&[T::ReportWithdrawn])
        .dhr(OWN).dardr(OWN).susr(OWN),
    on(&[Monitoring], Close, E::ReviewClosed).to(Closed).by(&[Coordinator])
        .needs(&[N::RecommendationsFinished, N::FamilyToldWhatChanged]).after(&[E::MonitoringBegun, E::NonPublicationDecided, E::FamilyToldWhatChanged]).tells(&[T::ReviewClosed])
        .dhr(OWN).dardr(OWN).susr(OWN).local(OWN),
    on(&[LocalLearning], CloseLocalLearning, E::LocalLearningClosed).by(&[Coordinator])
        .needs(&[N::RecommendationsFinished]).after(&[E::DecidedLocalLearning]).tells(&[T::ReviewClosed])
        .dhr(OWN).dardr(OWN).susr(OWN).local(OWN),

    // ---- Records that leave the stage as it is
    on(SECURING, RecordPoliceNotice, E::PoliceNotifiedInWriting).by(&[Coordinator])
        .after(&[E::CameToAttention, E::PoliceIdentified])
        .dhr(GUIDE_WRITTEN).dardr(DRAFT).susr(SUSR),
    on(SECURING, RecordSecureRecords, E::SecureRecordsSent).by(&[Coordinator])
        .after(&[E::CameToAttention]).tells(&[T::SecureRecords])
        .dhr(GUIDE).dardr(DRAFT).susr(OWN).local(OWN),
    on(SECURING, RecordSecured, E::RecordsSecured).by(&[Coordinator])
        .after(&[E::SecureRecordsSent])
        .dhr(OWN).dardr(OWN).susr(OWN).local(OWN),
    on(DECIDED, TellHomeOffice, E::HomeOfficeTold).by(&[CspChair, Coordinator])
        .after(TOLD)
        .dhr(GUIDE_TELL).dardr(DRAFT).susr(SUSR_HO),
    on(DECIDED, TellFamily, E::FamilyToldOfDecision).by(&[CspChair, Coordinator])
        .after(TOLD)
        .dhr(GUIDE).dardr(DRAFT).susr(SUSR).local(FAMILY),
    on(DECIDED, TellCommissioner, E::CommissionerTold).by(&[Coordinator])
        .after(TOLD)
        .dhr(UNSETTLED).dardr(UNSETTLED).susr(UNSETTLED),
    on(DECIDED, TellWelshGovernment, E::WelshGovernmentTold).by(&[Coordinator])
        .after(TOLD)
        .susr(SUSR),
    on(&[NotDhrReferred, LocalLearning, NoReview], RecordHomeOfficeScrutiny, E::HomeOfficeScrutinised).by(&[Coordinator])
        .after(&[E::DecidedOtherStatutory, E::DecidedLocalLearning, E::DecidedNoReview])
        .dhr(SCRUTINY).dardr(SCRUTINY).susr(SUSR_HO),
    on(&[Setup, Scoping, Gathering], RequestScoping, E::ScopingRequested).by(&[Coordinator, IndepChair])
        .after(UNDER_DECISION).tells(&[T::ScopingReturnAsked])
        .dhr(PRACTICE).dardr(PRACTICE).susr(PRACTICE).local(LOCAL),
    on(&[Scoping, Gathering], HoldFirstPanel, E::FirstPanelHeld).by(&[IndepChair, Coordinator])
        .after(BEGUN)
        .dhr(PAUSE).dardr(PAUSE).susr(SUSR).local(LOCAL),
    on(MAKING, SendDelayNotice, E::DelayNoticeSent).by(&[CspChair, Coordinator])
        .needs(&[N::ReportNotAgreed]).after(BEGUN).tells(&[T::DelayExpected])
        .dhr(GUIDE_DELAY).dardr(DRAFT).susr(SUSR_HO).local(OWN),
    on(AGREED, SendReportToCommissioner, E::ReportSentToCommissioner).by(&[Coordinator])
        .needs(&[N::ReportAgreed, N::ScanClean]).after(&[E::ReportCompleted])
        .dhr(S9_3B).dardr(S8A_4).susr(S9_3B),
    on(AGREED, SendReportToSecretaryOfState, E::ReportSentToSecretaryOfState).by(&[Coordinator])
        .needs(&[N::ReportAgreed, N::ScanClean]).after(&[E::ReportCompleted])
        .dardr(S8A_4),
    on(&[Cleared], TellFamilyOfPublication, E::FamilyToldOfPublication).by(&[IndepChair, Coordinator])
        .after(&[E::ReportCleared, E::ChangesMade, E::Withdrawn, E::PublicationReconsidered])
        .dhr(GUIDE).dardr(DRAFT).susr(SUSR),
    on(&[Cleared], AgreePublicationDay, E::PublicationDayAgreed).by(&[CspChair, IndepChair, Coordinator])
        .needs(&[N::FamilyTold]).after(&[E::FamilyToldOfPublication])
        .dhr(OWN).dardr(OWN).susr(OWN),
    on(&[Published, Monitoring, Closed], SendFinalCopies, E::FinalCopiesSent).by(&[Coordinator])
        .after(&[E::Published])
        .dhr(GUIDE).dardr(DRAFT).susr(SUSR_HO),
    on(&[Published, Monitoring, Closed], DepositInRepository, E::DepositedInRepository).by(&[Coordinator])
        .after(&[E::Published])
        .susr(SUSR),
    on(&[Published, Monitoring, Closed], ReviewOnlineCopy, E::OnlineCopyReviewed).by(&[Coordinator])
        .after(&[E::Published])
        .dhr(ONLINE).dardr(ONLINE).susr(ONLINE),
    on(&[CspSignoff, WithHo, Amending, Cleared, Published, Monitoring], ReportProgress, E::ProgressReported).by(&[Coordinator, BoardMember])
        .after(&[E::ReportCompleted])
        .dhr(PRACTICE).dardr(PRACTICE).susr(SUSR).local(PRACTICE),
    on(&[Published, Monitoring], TellFamilyWhatChanged, E::FamilyToldWhatChanged).by(&[CspChair, IndepChair, Coordinator])
        .after(&[E::ReportCompleted, E::Published])
        .dhr(FAMILY).dardr(FAMILY).susr(FAMILY).local(FAMILY),
];
