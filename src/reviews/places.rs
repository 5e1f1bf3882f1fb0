//! Where in a review things are done: the rooms of its navigation, the page of each act, the place that mends a need.

use maud::{Markup, html};

use crate::access::right::{Object, Verb};
use crate::access::{Held, Reach};
use crate::ids::ReviewId;
use crate::process::{Act, Need};
use crate::ui::{Page, heading_in};

use super::Front;

/// One room of a review, as its navigation shows it.
struct Room {
    label: &'static str,
    path: &'static str,
    object: Object,
    /// Whether its page opens only to those who may see all of it, and refuses those who see a part.
    whole: bool,
}

const ROOMS: [Room; 16] = [
    Room { label: "Overview", path: "", object: Object::Review, whole: false },
    Room { label: "Notification", path: "/notification", object: Object::Case, whole: true },
    Room { label: "Triage", path: "/triage", object: Object::Case, whole: true },
    Room { label: "Consultation", path: "/consultation", object: Object::Case, whole: false },
    Room { label: "Decision", path: "/decision", object: Object::Case, whole: true },
    Room { label: "People", path: "/people", object: Object::Identity, whole: false },
    Room { label: "Panel", path: "/panel", object: Object::Panel, whole: false },
    Room { label: "Terms of reference", path: "/terms", object: Object::Terms, whole: false },
    Room { label: "Family", path: "/family", object: Object::Family, whole: false },
    Room { label: "Interviews", path: "/interviews", object: Object::Interviews, whole: false },
    Room { label: "Returns", path: "/returns", object: Object::Returns, whole: false },
    Room { label: "Proceedings", path: "/proceedings", object: Object::Proceedings, whole: false },
    Room { label: "Report", path: "/report", object: Object::Draft, whole: true },
    Room { label: "Recommendations", path: "/recommendations", object: Object::Recommendations, whole: false },
    Room { label: "Submission", path: "/submission", object: Object::Quality, whole: true },
    Room { label: "Papers", path: "/papers", object: Object::Papers, whole: false },
];

/// Pages of a review that no link of its navigation leads to, with what they are called.
const BESIDE: [(&str, &str); 5] = [
    ("/clocks", "Clocks"),
    ("/timeline", "Timeline"),
    ("/holds", "Holds"),
    ("/joint", "Partnerships"),
    ("/audit", "Audit record"),
];

/// The navigation of a review: only the rooms that this person may enter. `here` is the path of the room, empty for the overview.
#[must_use]
pub fn sub_nav(review: ReviewId, held: &[Held], here: &str) -> Markup {
    let open = |room: &&Room| {
        held.iter().any(|held| held.may(room.object, Verb::See).is_some_and(|reach| !room.whole || reach == Reach::All))
    };
    let rooms: Vec<&Room> = ROOMS.iter().filter(open).collect();
    let links = html! {
        ul class="d-subnav__list" {
            @for room in &rooms {
                li class="d-subnav__item" {
                    a class="govuk-link govuk-link--no-visited-state d-subnav__link" href={ "/reviews/" (review) (room.path) }
                      aria-current=[(room.path == here).then_some("page")] { (room.label) }
                }
            }
        }
    };
    let beside = || BESIDE.iter().find(|(path, _)| *path == here).map_or("Rooms", |(_, label)| *label);
    let words = rooms.iter().find(|room| room.path == here).map_or_else(beside, |room| room.label);
    // Where there is little room the list is folded away; the stylesheet shows the one or the other.
    html! {
        nav class="d-subnav d-subnav--open" aria-label="This review" { (links) }
        nav class="d-subnav d-subnav--folded" aria-label="This review" {
            details {
                summary class="d-subnav__fold" { span { (words) } span class="d-quiet" { "All rooms of this review" } }
                (links)
            }
        }
    }
}

/// The page of a room, with the review's navigation. `here` is as for [`sub_nav`].
#[must_use]
pub fn room(front: &Front, held: &[Held], here: &str, title: &str, inside: &Markup) -> Page {
    let body = html! { (heading_in(&front.reference, title)) (sub_nav(front.id, held, here)) (inside) };
    Page::new(title, body)
        .about(&front.reference)
        .crumb("Reviews", "/reviews")
        .crumb(&front.reference, format!("/reviews/{}", front.id))
        .wide()
}

/// The page on which an act is done: a slice's own where its form asks more than a day and a word, and otherwise the plain one.
#[must_use]
pub fn place_of(review: ReviewId, act: Act) -> String {
    match room_of(act) {
        Some(room) => format!("/reviews/{review}{room}"),
        None => format!("/reviews/{review}/steps/{}", act.code()),
    }
}

/// The page of a slice on which an act is done; none where the plain page is enough, so that its day is known from the step alone.
pub(super) const fn room_of(act: Act) -> Option<&'static str> {
    Some(match act {
        Act::DecideToReview
        | Act::DecideOtherStatutory
        | Act::DecideLocalLearning
        | Act::DecideNoReview
        | Act::DeferDecision
        | Act::RecordDirectedDecision => "/decision/record",
        Act::Reopen => "/decision/reopen",
        Act::RecordDirection => "/decision/direction",
        Act::RecordHomeOfficeScrutiny => "/decision/scrutiny",
        Act::TransferCase => "/transfer",
        Act::Rebase => "/legal-basis",
        Act::AppointChair | Act::ReplaceChair => "/panel/chair",
        Act::HoldFirstPanel => "/panel",
        Act::AgreeTerms | Act::ReviseTerms => "/terms",
        Act::AgreeReport
        | Act::Submit
        | Act::RecordClear
        | Act::RecordClearSubject
        | Act::RecordReturned
        | Act::ConfirmAmended
        | Act::Resubmit
        | Act::Publish
        | Act::HoldBackReport
        | Act::Withdraw => "/submission",
        Act::BeginTriage
        | Act::Consult
        | Act::PrepareDecision
        | Act::BeginLocalReview
        | Act::BeginAnalysis
        | Act::HoldLearningEvent
        | Act::RecordBoardMeeting
        | Act::BeginDrafting
        | Act::ShareWithFamily
        | Act::ReturnToDrafting
        | Act::SendForSignOff
        | Act::ReconsiderPublication
        | Act::BeginMonitoring
        | Act::Close
        | Act::CloseLocalLearning
        | Act::RecordPoliceNotice
        | Act::RecordSecureRecords
        | Act::RecordSecured
        | Act::TellHomeOffice
        | Act::TellFamily
        | Act::TellCommissioner
        | Act::TellWelshGovernment
        | Act::RequestScoping
        | Act::SendDelayNotice
        | Act::SendReportToCommissioner
        | Act::SendReportToSecretaryOfState
        | Act::TellFamilyOfPublication
        | Act::AgreePublicationDay
        | Act::SendFinalCopies
        | Act::DepositInRepository
        | Act::ReviewOnlineCopy
        | Act::ReportProgress
        | Act::TellFamilyWhatChanged => return None,
    })
}

/// The place in the review where what is missing can be mended.
#[must_use]
pub fn place_for(review: ReviewId, need: Need) -> String {
    format!("/reviews/{review}{}", room_for(need))
}

/// That place, as its path under the review.
pub(super) const fn room_for(need: Need) -> &'static str {
    match need {
        Need::NotificationComplete | Need::LeadPartnershipSettled => "/notification",
        Need::TriageAnswered | Need::ScopeTested | Need::RegimeConfirmed => "/triage",
        Need::ConsulteesAsked | Need::ConsulteesRepliedOrExplained | Need::DaSpecialistConsulted => "/consultation",
        Need::DecisionReasoned | Need::DeferralReasoned | Need::OtherReviewNamed => "/decision/record",
        Need::ReopeningReasoned => "/decision/reopen",
        Need::DirectionAtHand | Need::DirectionRecorded => "/decision/direction",
        Need::DirectedBodiesTakePart => "/decision",
        Need::ReceivingPartnershipAgreed => "/transfer",
        Need::RebasingReasoned => "/legal-basis",
        Need::ChairIndependent => "/panel/chair",
        Need::PanelMet | Need::PanelHasDaSpecialist | Need::PanelConflictsSettled => "/panel",
        Need::KeyLinesSet => "/terms",
        Need::FamilyAskedAboutTerms | Need::FamilyReadOrDeclined | Need::FamilyCommentsAnswered => "/family",
        Need::AgenciesAsked | Need::ReturnsInOrExcused | Need::ReturnsRead => "/returns",
        Need::SectionsWritten => "/report",
        Need::FactsChecked => "/report/checks",
        Need::PseudonymsChosen | Need::CourtFindingsKept => "/people",
        Need::RecommendationsAnswered | Need::RecommendationsFinished => "/recommendations",
        Need::JointPartnersAgreed => "/joint",
        Need::ScanClean => "/papers",
        Need::ReportAgreed
        | Need::ReportNotAgreed
        | Need::PackComplete
        | Need::OutcomeLetterRecorded
        | Need::LetterAsksChanges
        | Need::LetterReturnsReport
        | Need::OutcomePointsAnswered
        | Need::HoLetterClear
        | Need::LetterWithReport
        | Need::NonPublicationAgreed
        | Need::ReportPublished
        | Need::ReportNotPublished
        | Need::WithdrawalReasoned => "/submission",
        Need::NoActiveProceedings => "/proceedings",
        Need::NoEmbargo
        | Need::NotRestricted
        | Need::NotOnHold
        | Need::StaffInterviewsNotPaused
        | Need::AnalysisNotPaused
        | Need::DraftingNotPaused
        | Need::PublicationNotPaused => "/holds",
        Need::LearningEventHeld => "/steps/hold_learning_event",
        Need::CommissionerSent => "/steps/send_report_to_commissioner",
        Need::FamilyTold => "/steps/tell_family_of_publication",
        Need::FamilyHadTime | Need::AnniversaryAvoided => "/steps/agree_publication_day",
        Need::FamilyToldWhatChanged => "/steps/tell_family_what_changed",
    }
}
