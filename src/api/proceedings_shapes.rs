//! What is sent and shown about what runs beside a review.

use chrono::NaiveDate;
use poem_openapi::Object;

use super::code::Code;
use super::lists::Page;
use crate::proceedings::{self as room, CoronerRequest, Gate, Kind, Proceeding, ReportKind, ReportToAnswer, State, Told};
use crate::redaction::Labels;

/// What is known of one that runs beside.
#[derive(Debug, Object)]
pub(super) struct ProceedingKnown {
    /// Who leads it: a court, a board, an office.
    #[oai(default)]
    pub(super) led_by: String,
    /// Whom to ask there.
    #[oai(default)]
    pub(super) contact: String,
    /// What it is about.
    #[oai(default)]
    pub(super) matter: String,
    /// Since when it is known of.
    pub(super) known_on: NaiveDate,
    /// When it began.
    pub(super) began_on: Option<NaiveDate>,
    /// How far it is.
    pub(super) state: Code<State>,
    /// The next hearing or date.
    pub(super) next_on: Option<NaiveDate>,
    /// What happens then.
    #[oai(default)]
    pub(super) next_what: String,
    /// When it concluded.
    pub(super) concluded_on: Option<NaiveDate>,
    /// How it ended.
    #[oai(default)]
    pub(super) outcome: String,
    /// The last day for leave to appeal.
    pub(super) appeal_until: Option<NaiveDate>,
    /// What waits for it; left out, what usually does.
    pub(super) gate: Option<Code<Gate>>,
    /// Whether one joint review answers both.
    #[oai(default)]
    joint: bool,
    /// When the national child safeguarding panel was notified, of a rapid review.
    pub(super) panel_notified_on: Option<NaiveDate>,
}

/// A clock of its own.
#[derive(Debug, Object)]
pub(super) struct ProceedingClock {
    /// What is due.
    pub(super) what: String,
    /// When.
    pub(super) due: NaiveDate,
}

/// One that runs beside, on record.
#[derive(Debug, Object)]
pub(super) struct ProceedingShown {
    /// Its id.
    pub(super) id: String,
    /// What it is.
    pub(super) kind: Code<Kind>,
    /// Its name in clocks and in the story, as SAR-1.
    pub(super) reference: String,
    /// What is known of it.
    #[oai(flatten)]
    pub(super) known: ProceedingKnown,
    /// Its own clocks.
    pub(super) clocks: Vec<ProceedingClock>,
    /// Whether it keeps the report from being published today.
    stops_publication: bool,
    /// To be sent back with a change.
    version: i64,
}

/// Something that the notification tells of and that is not recorded yet: to be checked, completed and sent.
#[derive(Debug, Object)]
pub(super) struct ProceedingTold {
    /// What it is.
    kind: Code<Kind>,
    /// How far it is, where the notification says so.
    state: Option<Code<State>>,
    /// The day of the notification.
    known_on: Option<NaiveDate>,
    /// Who leads it; empty where the notification does not say.
    led_by: String,
    /// The next hearing or date.
    next_on: Option<NaiveDate>,
    /// What happens then.
    next_what: String,
}

/// A page of what runs beside.
#[derive(Debug, Object)]
pub(super) struct ProceedingPage {
    /// What runs or ran beside, in the order in which it was recorded.
    pub(super) proceedings: Vec<ProceedingShown>,
    /// What the notification tells of and is not among them, for those who read the notification.
    pub(super) told: Vec<ProceedingTold>,
    /// Where the page stands.
    #[oai(flatten)]
    pub(super) at: Page,
}

/// One to record.
#[derive(Debug, Object)]
pub(super) struct ProceedingToAdd {
    /// What it is.
    pub(super) kind: Code<Kind>,
    /// What is known of it.
    #[oai(flatten)]
    pub(super) known: ProceedingKnown,
}

/// One as it is from now on.
#[derive(Debug, Object)]
pub(super) struct ProceedingChange {
    /// What is known of it: all of it.
    #[oai(flatten)]
    pub(super) known: ProceedingKnown,
    /// The version that you saw.
    version: i64,
}

/// What the coroner asked for, and what was done.
#[derive(Debug, Object)]
pub(super) struct CoronerAsked {
    /// The day of the request.
    pub(super) asked_on: NaiveDate,
    /// What was asked for.
    pub(super) items: String,
    /// Legal advice.
    #[oai(default)]
    pub(super) advice: String,
    /// When it was provided.
    pub(super) provided_on: Option<NaiveDate>,
    /// What was provided.
    #[oai(default)]
    pub(super) provided: String,
    /// When the agencies whose papers they are were told.
    pub(super) agencies_told_on: Option<NaiveDate>,
    /// When the family were told.
    pub(super) family_told_on: Option<NaiveDate>,
}

/// A request of the coroner on record.
#[derive(Debug, Object)]
pub(super) struct CoronerRequestShown {
    /// Its id.
    pub(super) id: String,
    /// What was asked for, and what was done.
    #[oai(flatten)]
    pub(super) asked: CoronerAsked,
    /// To be sent back with a change.
    version: i64,
}

/// A page of the coroner's requests.
#[derive(Debug, Object)]
pub(super) struct CoronerRequestPage {
    /// The requests, the oldest first.
    pub(super) requests: Vec<CoronerRequestShown>,
    /// Where the page stands.
    #[oai(flatten)]
    pub(super) at: Page,
}

/// A request as it is from now on.
#[derive(Debug, Object)]
pub(super) struct CoronerRequestChange {
    /// What was asked for, and what was done: all of it.
    #[oai(flatten)]
    pub(super) asked: CoronerAsked,
    /// The version that you saw.
    version: i64,
}

/// A report that one body must answer by a day.
#[derive(Debug, Object)]
pub(super) struct ReportKnown {
    /// The coroner or office that made it.
    pub(super) issued_by: String,
    /// The body that must answer.
    pub(super) addressed_to: String,
    /// The concerns, as far as they touch this review.
    pub(super) concerns: String,
    /// The day on which it was sent, or published: the time to answer runs from it.
    pub(super) issued_on: NaiveDate,
    /// The day of the answer.
    pub(super) answered_on: Option<NaiveDate>,
    /// What the answer says.
    #[oai(default)]
    pub(super) answer: String,
}

/// A report that must be answered, on record.
#[derive(Debug, Object)]
pub(super) struct ReportToAnswerShown {
    /// Its id.
    pub(super) id: String,
    /// Whose it is.
    pub(super) kind: Code<ReportKind>,
    /// Its name in clocks and in the story, as PFD-1.
    pub(super) reference: String,
    /// What it says, and the answer.
    #[oai(flatten)]
    pub(super) known: ReportKnown,
    /// By when it must be answered.
    pub(super) due: Option<NaiveDate>,
    /// To be sent back with a change.
    version: i64,
}

/// A page of reports that must be answered.
#[derive(Debug, Object)]
pub(super) struct ReportToAnswerPage {
    /// The reports, in the order in which they were recorded.
    pub(super) reports: Vec<ReportToAnswerShown>,
    /// Where the page stands.
    #[oai(flatten)]
    pub(super) at: Page,
}

/// A report to record.
#[derive(Debug, Object)]
pub(super) struct ReportToAnswerToAdd {
    /// Whose it is.
    pub(super) kind: Code<ReportKind>,
    /// What it says, and the answer.
    #[oai(flatten)]
    pub(super) known: ReportKnown,
}

/// A report as it is from now on.
#[derive(Debug, Object)]
pub(super) struct ReportToAnswerChange {
    /// What it says, and the answer: all of it.
    #[oai(flatten)]
    pub(super) known: ReportKnown,
    /// The version that you saw.
    version: i64,
}

pub(super) fn proceeding_told(one: Told, labels: &Labels) -> ProceedingTold {
    ProceedingTold {
        kind: one.kind.into(),
        state: one.state.map(Code::from),
        known_on: one.known_on,
        led_by: labels.show(&one.led_by),
        next_on: one.next_on,
        next_what: labels.show(&one.next_what),
    }
}

pub(super) fn proceeding(one: Proceeding, labels: &Labels, today: NaiveDate) -> ProceedingShown {
    let shown = |text: &str| labels.show(text);
    let clocks = room::clocks(one.kind, one.known_on, one.began_on);
    ProceedingShown {
        id: one.id.to_string(),
        kind: one.kind.into(),
        stops_publication: one.stops_publication(today),
        known: ProceedingKnown {
            led_by: shown(&one.led_by),
            contact: shown(&one.contact),
            matter: shown(&one.matter),
            known_on: one.known_on,
            began_on: one.began_on,
            state: one.state.into(),
            next_on: one.next_on,
            next_what: shown(&one.next_what),
            concluded_on: one.concluded_on,
            outcome: shown(&one.outcome),
            appeal_until: one.appeal_until,
            gate: Some(one.gate.into()),
            joint: one.joint,
            panel_notified_on: one.panel_notified_on,
        },
        reference: one.reference,
        clocks: clocks.into_iter().map(|(what, due)| ProceedingClock { what: what.into(), due }).collect(),
        version: one.version,
    }
}

pub(super) fn request(one: CoronerRequest, labels: &Labels) -> CoronerRequestShown {
    CoronerRequestShown {
        id: one.id.to_string(),
        asked: CoronerAsked {
            asked_on: one.asked_on,
            items: labels.show(&one.items),
            advice: labels.show(&one.advice),
            provided_on: one.provided_on,
            provided: labels.show(&one.provided),
            agencies_told_on: one.agencies_told_on,
            family_told_on: one.family_told_on,
        },
        version: one.version,
    }
}

pub(super) fn report(one: ReportToAnswer, labels: &Labels) -> ReportToAnswerShown {
    ReportToAnswerShown {
        id: one.id.to_string(),
        kind: one.kind.into(),
        reference: one.reference,
        known: ReportKnown {
            issued_by: labels.show(&one.issued_by),
            addressed_to: labels.show(&one.addressed_to),
            concerns: labels.show(&one.concerns),
            issued_on: one.issued_on,
            answered_on: one.answered_on,
            answer: labels.show(&one.answer),
        },
        due: one.kind.due(one.issued_on),
        version: one.version,
    }
}
