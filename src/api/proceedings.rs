//! Reviews and proceedings that run beside, and what the coroner asked for.

use std::sync::Arc;

use chrono::NaiveDate;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use crate::access::right::SeeProceedings;
use crate::proceedings::{self as room, CoronerRequest, Gate, Kind, Proceeding, ReportKind, ReportToAnswer, State};
use crate::redaction::Labels;

use super::caller::Token;
use super::code::Code;
use super::fault::Fault;
use super::lists::{Page, paged};
use super::press::{Desk, Outcome};

/// Operations on what runs beside.
pub(super) struct Proceedings(pub(super) Arc<Desk>);

/// What is known of one that runs beside.
#[derive(Debug, Object)]
struct ProceedingKnown {
    /// Who leads it: a court, a board, an office.
    #[oai(default)]
    led_by: String,
    /// Whom to ask there.
    #[oai(default)]
    contact: String,
    /// What it is about.
    #[oai(default)]
    matter: String,
    /// Since when it is known of.
    known_on: NaiveDate,
    /// When it began.
    began_on: Option<NaiveDate>,
    /// How far it is.
    state: Code<State>,
    /// The next hearing or date.
    next_on: Option<NaiveDate>,
    /// What happens then.
    #[oai(default)]
    next_what: String,
    /// When it concluded.
    concluded_on: Option<NaiveDate>,
    /// How it ended.
    #[oai(default)]
    outcome: String,
    /// The last day for leave to appeal.
    appeal_until: Option<NaiveDate>,
    /// What waits for it; left out, what usually does.
    gate: Option<Code<Gate>>,
    /// Whether one joint review answers both.
    #[oai(default)]
    joint: bool,
}

/// A clock of its own.
#[derive(Debug, Object)]
struct ProceedingClock {
    /// What is due.
    what: String,
    /// When.
    due: NaiveDate,
}

/// One that runs beside, on record.
#[derive(Debug, Object)]
struct ProceedingShown {
    /// Its id.
    id: String,
    /// What it is.
    kind: Code<Kind>,
    /// Its name in clocks and in the story, as SAR-1.
    reference: String,
    /// What is known of it.
    #[oai(flatten)]
    known: ProceedingKnown,
    /// Its own clocks.
    clocks: Vec<ProceedingClock>,
    /// Whether it keeps the report from being published today.
    stops_publication: bool,
    /// To be sent back with a change.
    version: i64,
}

/// A page of what runs beside.
#[derive(Debug, Object)]
struct ProceedingPage {
    /// What runs or ran beside, in the order in which it was recorded.
    proceedings: Vec<ProceedingShown>,
    /// Where the page stands.
    #[oai(flatten)]
    at: Page,
}

/// One to record.
#[derive(Debug, Object)]
struct ProceedingToAdd {
    /// What it is.
    kind: Code<Kind>,
    /// What is known of it.
    #[oai(flatten)]
    known: ProceedingKnown,
}

/// One as it is from now on.
#[derive(Debug, Object)]
struct ProceedingChange {
    /// What is known of it: all of it.
    #[oai(flatten)]
    known: ProceedingKnown,
    /// The version that you saw.
    version: i64,
}

/// What the coroner asked for, and what was done.
#[derive(Debug, Object)]
struct CoronerAsked {
    /// The day of the request.
    asked_on: NaiveDate,
    /// What was asked for.
    items: String,
    /// Legal advice.
    #[oai(default)]
    advice: String,
    /// When it was provided.
    provided_on: Option<NaiveDate>,
    /// What was provided.
    #[oai(default)]
    provided: String,
    /// When the agencies whose papers they are were told.
    agencies_told_on: Option<NaiveDate>,
    /// When the family were told.
    family_told_on: Option<NaiveDate>,
}

/// A request of the coroner on record.
#[derive(Debug, Object)]
struct CoronerRequestShown {
    /// Its id.
    id: String,
    /// What was asked for, and what was done.
    #[oai(flatten)]
    asked: CoronerAsked,
    /// To be sent back with a change.
    version: i64,
}

/// A page of the coroner's requests.
#[derive(Debug, Object)]
struct CoronerRequestPage {
    /// The requests, the oldest first.
    requests: Vec<CoronerRequestShown>,
    /// Where the page stands.
    #[oai(flatten)]
    at: Page,
}

/// A request as it is from now on.
#[derive(Debug, Object)]
struct CoronerRequestChange {
    /// What was asked for, and what was done: all of it.
    #[oai(flatten)]
    asked: CoronerAsked,
    /// The version that you saw.
    version: i64,
}

/// A report that one body must answer by a day.
#[derive(Debug, Object)]
struct ReportKnown {
    /// The coroner or office that made it.
    issued_by: String,
    /// The body that must answer.
    addressed_to: String,
    /// The concerns, as far as they touch this review.
    concerns: String,
    /// The day on which it was sent, or published: the time to answer runs from it.
    issued_on: NaiveDate,
    /// The day of the answer.
    answered_on: Option<NaiveDate>,
    /// What the answer says.
    #[oai(default)]
    answer: String,
}

/// A report that must be answered, on record.
#[derive(Debug, Object)]
struct ReportToAnswerShown {
    /// Its id.
    id: String,
    /// Whose it is.
    kind: Code<ReportKind>,
    /// Its name in clocks and in the story, as PFD-1.
    reference: String,
    /// What it says, and the answer.
    #[oai(flatten)]
    known: ReportKnown,
    /// By when it must be answered.
    due: Option<NaiveDate>,
    /// To be sent back with a change.
    version: i64,
}

/// A page of reports that must be answered.
#[derive(Debug, Object)]
struct ReportToAnswerPage {
    /// The reports, in the order in which they were recorded.
    reports: Vec<ReportToAnswerShown>,
    /// Where the page stands.
    #[oai(flatten)]
    at: Page,
}

/// A report to record.
#[derive(Debug, Object)]
struct ReportToAnswerToAdd {
    /// Whose it is.
    kind: Code<ReportKind>,
    /// What it says, and the answer.
    #[oai(flatten)]
    known: ReportKnown,
}

/// A report as it is from now on.
#[derive(Debug, Object)]
struct ReportToAnswerChange {
    /// What it says, and the answer: all of it.
    #[oai(flatten)]
    known: ReportKnown,
    /// The version that you saw.
    version: i64,
}

#[OpenApi]
impl Proceedings {
    /// What runs or ran beside the review.
    #[oai(path = "/reviews/:review/proceedings", method = "get")]
    async fn list(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<ProceedingPage>, Fault> {
        let mut desk = self.0.look::<SeeProceedings>(&token, &review).await?;
        let today = desk.tx.today();
        let (all, at) = paged(room::proceedings(&mut desk.tx, &desk.grant).await?, page.0);
        let proceedings = all.into_iter().map(|one| proceeding(one, &desk.labels, today)).collect();
        Ok(Json(ProceedingPage { proceedings, at }))
    }

    /// Record a review or proceeding that runs beside.
    #[oai(path = "/reviews/:review/proceedings", method = "post")]
    async fn add(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        new: Json<ProceedingToAdd>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/proceedings/new", &[("review", &review)], &new.0).await
    }

    /// Change one that runs beside.
    #[oai(path = "/reviews/:review/proceedings/:proceeding", method = "post")]
    async fn change(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// Its id.
        proceeding: Path<String>,
        change: Json<ProceedingChange>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("proceeding", proceeding.as_str())];
        self.0.send(&token, "/reviews/:review/proceedings/:proceeding", &at, &change.0).await
    }

    /// What the coroner asked for.
    #[oai(path = "/reviews/:review/proceedings/coroner", method = "get")]
    async fn requests(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<CoronerRequestPage>, Fault> {
        let mut desk = self.0.look::<SeeProceedings>(&token, &review).await?;
        let (all, at) = paged(room::coroner_requests(&mut desk.tx, &desk.grant).await?, page.0);
        Ok(Json(CoronerRequestPage { requests: all.into_iter().map(|one| request(one, &desk.labels)).collect(), at }))
    }

    /// Log a request of the coroner.
    #[oai(path = "/reviews/:review/proceedings/coroner", method = "post")]
    async fn add_request(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        new: Json<CoronerAsked>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/proceedings/coroner/new", &[("review", &review)], &new.0).await
    }

    /// Keep what was advised, provided and told about a request of the coroner.
    #[oai(path = "/reviews/:review/proceedings/coroner/:request", method = "post")]
    async fn change_request(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the request.
        request: Path<String>,
        change: Json<CoronerRequestChange>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("request", request.as_str())];
        self.0.send(&token, "/reviews/:review/proceedings/coroner/:request", &at, &change.0).await
    }

    /// Reports of a coroner or of the Commissioner that must be answered.
    #[oai(path = "/reviews/:review/proceedings/reports", method = "get")]
    async fn reports(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<ReportToAnswerPage>, Fault> {
        let mut desk = self.0.look::<SeeProceedings>(&token, &review).await?;
        let (all, at) = paged(room::reports_to_answer(&mut desk.tx, &desk.grant).await?, page.0);
        Ok(Json(ReportToAnswerPage { reports: all.into_iter().map(|one| report(one, &desk.labels)).collect(), at }))
    }

    /// Record a report that must be answered. Its clock runs.
    #[oai(path = "/reviews/:review/proceedings/reports", method = "post")]
    async fn add_report(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        new: Json<ReportToAnswerToAdd>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/proceedings/reports/new", &[("review", &review)], &new.0).await
    }

    /// Change a report that must be answered, or record its answer.
    #[oai(path = "/reviews/:review/proceedings/reports/:report", method = "post")]
    async fn change_report(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the report.
        report: Path<String>,
        change: Json<ReportToAnswerChange>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("report", report.as_str())];
        self.0.send(&token, "/reviews/:review/proceedings/reports/:report", &at, &change.0).await
    }
}

fn proceeding(one: Proceeding, labels: &Labels, today: NaiveDate) -> ProceedingShown {
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
        },
        reference: one.reference,
        clocks: clocks.into_iter().map(|(what, due)| ProceedingClock { what: what.into(), due }).collect(),
        version: one.version,
    }
}

fn request(one: CoronerRequest, labels: &Labels) -> CoronerRequestShown {
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

fn report(one: ReportToAnswer, labels: &Labels) -> ReportToAnswerShown {
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
