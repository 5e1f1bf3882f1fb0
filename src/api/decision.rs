//! Decision: the record with its reasons, what the Home Office says to it, and the ways back.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use crate::access::right::SeeCase;
use crate::decision::{self as room, Direction, Outcome as Decided, Part, Record, Scrutinised, Scrutiny};
use crate::process::ReopenReason;
use crate::redaction::Labels;
use crate::triage;
use crate::ui::asked::Sheet;

use super::body::Sent;
use super::caller::Token;
use super::code::Code;
use super::fault::Fault;
use super::lists::{Page, paged};
use super::press::{Desk, Outcome};
use super::sheets::{self, AnsweredForm, Answers};
use super::triage::{BothTests, both};

/// Operations on the decision.
pub(super) struct Decision(pub(super) Arc<Desk>);

/// A page of a decision record.
#[derive(Debug, Object)]
struct RecordPart {
    /// Which.
    part: Code<Part>,
    /// Its heading.
    title: String,
    /// Whether everything that it must say is there.
    complete: bool,
    /// Its questions and answers.
    #[oai(flatten)]
    form: AnsweredForm,
}

/// A decision record that was signed. It is never written over: the next one supersedes it.
#[derive(Debug, Object)]
struct RecordMade {
    /// Its number, from 1.
    number: i64,
    /// When it was signed.
    made_at: Option<DateTime<Utc>>,
    /// What was decided.
    outcome: Option<Code<Decided>>,
    /// On which day.
    decided_on: Option<NaiveDate>,
    /// Who signed.
    signed_by: String,
    /// Whether a later one superseded it.
    superseded: bool,
    /// What the Home Office said to it last.
    scrutiny: Option<Code<Scrutiny>>,
    /// Both scope tests as they stood then.
    tests: Option<BothTests>,
    /// Its pages.
    parts: Vec<RecordPart>,
}

/// What the Home Office said to a decision.
#[derive(Debug, Object)]
struct ScrutinyShown {
    /// What.
    status: Code<Scrutiny>,
    /// When.
    on: NaiveDate,
    /// In words.
    note: String,
    /// Who recorded it.
    recorded_by: String,
}

/// A letter of direction by the Secretary of State.
#[derive(Debug, Object)]
struct DirectionShown {
    /// Its date.
    letter_on: NaiveDate,
    /// establish or participate.
    kind: String,
    /// The body directed.
    body: String,
    /// What it says.
    said: String,
    /// A deadline in it.
    deadline: Option<NaiveDate>,
    /// Who recorded it.
    recorded_by: String,
    /// Which.
    id: String,
    /// Whether it is to take part and the body neither sits on the panel nor has sent its return.
    missing: bool,
    /// Since when it takes part in another way, where somebody said so.
    takes_part_since: Option<NaiveDate>,
    /// How.
    takes_part_how: String,
}

/// The decision: records that were made and what followed. The facts for it are under notification, triage and consultation.
#[derive(Debug, Object)]
struct DecisionRoom {
    /// The records that were signed, the first one first.
    records: Vec<RecordMade>,
    /// Where this page of records stands.
    #[oai(flatten)]
    at: Page,
    /// What the Home Office said, in order.
    scrutinies: Vec<ScrutinyShown>,
    /// Where this page of what it said stands.
    scrutinies_at: Page,
    /// Letters of direction, in order.
    directions: Vec<DirectionShown>,
    /// Where this page of letters stands.
    directions_at: Page,
    /// Both scope tests as they stand.
    tests: Option<BothTests>,
    /// The version of the review, to be sent back with a step.
    version: i64,
}

/// The record that is being prepared.
#[derive(Debug, Object)]
struct RecordOpen {
    /// Its pages.
    parts: Vec<RecordPart>,
    /// Whether it can be signed.
    ready: bool,
    /// The version of the record, to be sent back; 0 while there is none.
    record: i64,
    /// The version of the review, to be sent back with the signature.
    version: i64,
}

/// A page of the record: all of its answers.
#[derive(Debug, Object)]
struct PartAnswers {
    /// Answers by the name of their question.
    answers: Answers,
    /// The version of the record that you saw; 0 while there is none.
    version: i64,
}

/// A signature.
#[derive(Debug, Object)]
struct Signature {
    /// The version of the record that you saw.
    record: i64,
    /// The version of the review that you saw.
    version: i64,
}

/// Why the decision is opened again.
#[derive(Debug, Object)]
struct Reopening {
    /// The reason.
    why: Code<ReopenReason>,
    /// On which day.
    on: NaiveDate,
    /// What is new, and where it comes from.
    note: String,
    /// The version of the review that you saw.
    version: i64,
}

/// A letter of direction.
#[derive(Debug, Object)]
struct NewDirection {
    /// Its date.
    letter_on: NaiveDate,
    /// establish, to hold a review, or participate, to take part in one.
    kind: String,
    /// The body directed.
    body: String,
    /// What it says.
    said: String,
    /// A deadline in it.
    deadline: Option<NaiveDate>,
    /// The version of the review that you saw.
    version: i64,
}

/// How a body that was directed to take part does so.
#[derive(Debug, Object)]
struct TakesPart {
    /// Since when.
    on: NaiveDate,
    /// How.
    how: String,
    /// The version of the review that you saw.
    version: i64,
}

/// What is released to the panel, or taken back.
#[derive(Debug, Object)]
struct NewRelease {
    /// notification or decision.
    part: String,
    /// release or take_back.
    act: String,
}

/// What the Home Office says.
#[derive(Debug, Object)]
struct NewScrutiny {
    /// What happened.
    status: Code<Scrutiny>,
    /// When.
    on: NaiveDate,
    /// What the letter says, or what was sent.
    note: String,
    /// The version of the review that you saw.
    version: i64,
}

#[OpenApi]
impl Decision {
    /// The decisions that were made, and what followed.
    #[oai(path = "/reviews/:review/decision", method = "get")]
    async fn show(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<DecisionRoom>, Fault> {
        let mut desk = self.0.look_all::<SeeCase>(&token, &review).await?;
        let today = desk.tx.today();
        let records = room::records(&mut desk.tx, &desk.grant).await?;
        let scrutinies = room::scrutinies(&mut desk.tx, &desk.grant).await?;
        let directions = room::directions(&mut desk.tx, &desk.grant).await?;
        let tested = triage::tested(&mut desk.tx, &desk.grant).await?;
        let labels = &desk.labels;
        let (signed, at) = paged(records.iter().filter(|record| !record.is_open()).collect(), page.0);
        let ((scrutinies, scrutinies_at), (directions, directions_at)) = (paged(scrutinies, page.0), paged(directions, page.0));
        Ok(Json(DecisionRoom {
            records: signed.into_iter().map(|record| made(record, labels, today)).collect(),
            at,
            scrutinies: scrutinies.into_iter().map(|one| scrutiny(one, labels)).collect(),
            scrutinies_at,
            directions: directions.into_iter().map(|one| direction(one, labels)).collect(),
            directions_at,
            tests: tested.map(|tested| both(&tested.tests)),
            version: desk.front.version,
        }))
    }

    /// The record that is being prepared.
    #[oai(path = "/reviews/:review/decision/record", method = "get")]
    async fn record(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
    ) -> Result<Json<RecordOpen>, Fault> {
        let mut desk = self.0.look_all::<SeeCase>(&token, &review).await?;
        let today = desk.tx.today();
        let open = room::record(&mut desk.tx, &desk.grant).await?.filter(Record::is_open);
        let parts = Part::ALL.iter().map(|part| self::part(*part, open.as_ref(), &desk.labels, today)).collect();
        let ready = open.as_ref().is_some_and(|open| open.is_ready(today));
        Ok(Json(RecordOpen { parts, ready, record: open.map_or(0, |open| open.version), version: desk.front.version }))
    }

    /// Keep a page of the record.
    #[oai(path = "/reviews/:review/decision/record/:part", method = "post")]
    async fn prepare(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The name of the page.
        part: Path<String>,
        page: Sent<PartAnswers>,
    ) -> Outcome {
        let which: Part = part.parse().map_err(|_| Fault::not_there())?;
        let f = sheets::sent(&page.answers, which.questions())?.with("version", page.version.to_string());
        let at = [("review", review.as_str()), ("part", part.as_str())];
        self.0.send_filled(&token, "/reviews/:review/decision/record/:part", &at, f).await
    }

    /// Sign the record: you make the decision for the partnership.
    #[oai(path = "/reviews/:review/decision/sign", method = "post")]
    async fn sign(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        signature: Sent<Signature>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/decision/sign", &[("review", &review)], &signature.0).await
    }

    /// Open the decision again. The first record stays.
    #[oai(path = "/reviews/:review/decision/reopen", method = "post")]
    async fn reopen(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        why: Sent<Reopening>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/decision/reopen", &[("review", &review)], &why.0).await
    }

    /// Record a letter of direction. One that directs a review takes the case there.
    #[oai(path = "/reviews/:review/decision/direction", method = "post")]
    async fn direct(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        letter: Sent<NewDirection>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/decision/direction", &[("review", &review)], &letter.0).await
    }

    /// Record how a body that was directed to take part does so, where neither the panel nor a return says it.
    #[oai(path = "/reviews/:review/decision/direction/:direction", method = "post")]
    async fn takes_part(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the direction.
        direction: Path<String>,
        how: Sent<TakesPart>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("direction", direction.as_str())];
        self.0.send(&token, "/reviews/:review/decision/direction/:direction", &at, &how.0).await
    }

    /// Release the notification or the record of the decision to the panel, or take that back.
    #[oai(path = "/reviews/:review/decision/released", method = "post")]
    async fn release(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        what: Sent<NewRelease>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/decision/released", &[("review", &review)], &what.0).await
    }

    /// Record what the Home Office says to the decision in force.
    #[oai(path = "/reviews/:review/decision/scrutiny", method = "post")]
    async fn scrutinise(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        said: Sent<NewScrutiny>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/decision/scrutiny", &[("review", &review)], &said.0).await
    }
}

fn part(part: Part, record: Option<&Record>, labels: &Labels, today: NaiveDate) -> RecordPart {
    let sheet = record.map_or_else(Sheet::default, |record| record.sheet(part));
    RecordPart {
        part: part.into(),
        title: part.label().into(),
        complete: record.is_some_and(|record| record.is_complete(part, today)),
        form: sheets::form(part.questions(), &sheet, Some(labels)),
    }
}

fn made(record: &Record, labels: &Labels, today: NaiveDate) -> RecordMade {
    RecordMade {
        number: record.number,
        made_at: record.made_at,
        outcome: record.outcome.map(Code::from),
        decided_on: record.decided_on,
        signed_by: record.signed_name.clone(),
        superseded: record.superseded_by.is_some(),
        scrutiny: record.scrutiny.map(Code::from),
        tests: record.tests.as_ref().map(|tests| both(&tests.0)),
        parts: Part::ALL.iter().map(|each| part(*each, Some(record), labels, today)).collect(),
    }
}

fn scrutiny(one: Scrutinised, labels: &Labels) -> ScrutinyShown {
    ScrutinyShown { status: one.status.into(), on: one.on_date, note: labels.show(&one.note), recorded_by: one.recorded_by_name }
}

fn direction(one: Direction, labels: &Labels) -> DirectionShown {
    DirectionShown {
        letter_on: one.letter_on,
        kind: one.kind,
        body: one.body,
        said: labels.show(&one.said),
        deadline: one.deadline,
        recorded_by: one.recorded_by_name,
        id: one.id.to_string(),
        missing: one.missing,
        takes_part_since: one.met_on,
        takes_part_how: labels.show(&one.met_how),
    }
}
