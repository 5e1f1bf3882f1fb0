//! What is sent and shown about the decision.

use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::Object;

use crate::decision::{Direction, Outcome as Decided, Part, Record, Scrutinised, Scrutiny};
use crate::process::ReopenReason;
use crate::redaction::Labels;
use crate::ui::asked::Sheet;

use super::code::Code;
use super::lists::Page;
use super::sheets::{self, AnsweredForm, Answers};
use super::triage::{BothTests, both};

/// A page of a decision record.
#[derive(Debug, Object)]
pub(super) struct RecordPart {
    /// Which.
    pub(super) part: Code<Part>,
    /// Its heading.
    pub(super) title: String,
    /// Whether everything that it must say is there.
    pub(super) complete: bool,
    /// Its questions and answers.
    #[oai(flatten)]
    pub(super) form: AnsweredForm,
}

/// A decision record that was signed. It is never written over: the next one supersedes it.
#[derive(Debug, Object)]
pub(super) struct RecordMade {
    /// Its number, from 1.
    pub(super) number: i64,
    /// When it was signed.
    pub(super) made_at: Option<DateTime<Utc>>,
    /// What was decided.
    pub(super) outcome: Option<Code<Decided>>,
    /// On which day.
    pub(super) decided_on: Option<NaiveDate>,
    /// Who signed.
    pub(super) signed_by: String,
    /// Whether a later one superseded it.
    pub(super) superseded: bool,
    /// What the Home Office said to it last.
    pub(super) scrutiny: Option<Code<Scrutiny>>,
    /// Both scope tests as they stood then.
    pub(super) tests: Option<BothTests>,
    /// Its pages.
    pub(super) parts: Vec<RecordPart>,
}

/// What the Home Office said to a decision.
#[derive(Debug, Object)]
pub(super) struct ScrutinyShown {
    /// What.
    pub(super) status: Code<Scrutiny>,
    /// When.
    pub(super) on: NaiveDate,
    /// In words.
    pub(super) note: String,
    /// Who recorded it.
    pub(super) recorded_by: String,
}

/// A letter of direction by the Secretary of State.
#[derive(Debug, Object)]
pub(super) struct DirectionShown {
    /// Its date.
    pub(super) letter_on: NaiveDate,
    /// establish or participate.
    pub(super) kind: String,
    /// The body directed.
    pub(super) body: String,
    /// What it says.
    pub(super) said: String,
    /// A deadline in it.
    pub(super) deadline: Option<NaiveDate>,
    /// Who recorded it.
    pub(super) recorded_by: String,
    /// Which.
    pub(super) id: String,
    /// Whether it is to take part and the body neither sits on the panel nor has sent its return.
    pub(super) missing: bool,
    /// Since when it takes part in another way, where somebody said so.
    pub(super) takes_part_since: Option<NaiveDate>,
    /// How.
    pub(super) takes_part_how: String,
}

/// The decision: records that were made and what followed. The facts for it are under notification, triage and consultation.
#[derive(Debug, Object)]
pub(super) struct DecisionRoom {
    /// The records that were signed, the first one first.
    pub(super) records: Vec<RecordMade>,
    /// Where this page of records stands.
    #[oai(flatten)]
    pub(super) at: Page,
    /// What the Home Office said, in order.
    pub(super) scrutinies: Vec<ScrutinyShown>,
    /// Where this page of what it said stands.
    pub(super) scrutinies_at: Page,
    /// Letters of direction, in order.
    pub(super) directions: Vec<DirectionShown>,
    /// Where this page of letters stands.
    pub(super) directions_at: Page,
    /// Both scope tests as they stand.
    pub(super) tests: Option<BothTests>,
    /// The version of the review, to be sent back with a step.
    pub(super) version: i64,
}

/// The record that is being prepared.
#[derive(Debug, Object)]
pub(super) struct RecordOpen {
    /// Its pages.
    pub(super) parts: Vec<RecordPart>,
    /// Whether it can be signed.
    pub(super) ready: bool,
    /// The version of the record, to be sent back; 0 while there is none.
    pub(super) record: i64,
    /// The version of the review, to be sent back with the signature.
    pub(super) version: i64,
}

/// A page of the record: all of its answers.
#[derive(Debug, Object)]
pub(super) struct PartAnswers {
    /// Answers by the name of their question.
    pub(super) answers: Answers,
    /// The version of the record that you saw; 0 while there is none.
    pub(super) version: i64,
}

/// A signature.
#[derive(Debug, Object)]
pub(super) struct Signature {
    /// The version of the record that you saw.
    pub(super) record: i64,
    /// The version of the review that you saw.
    pub(super) version: i64,
}

/// Why the decision is opened again.
#[derive(Debug, Object)]
pub(super) struct Reopening {
    /// The reason.
    pub(super) why: Code<ReopenReason>,
    /// On which day.
    pub(super) on: NaiveDate,
    /// What is new, and where it comes from.
    pub(super) note: String,
    /// The version of the review that you saw.
    pub(super) version: i64,
}

/// A letter of direction.
#[derive(Debug, Object)]
pub(super) struct NewDirection {
    /// Its date.
    pub(super) letter_on: NaiveDate,
    /// establish, to hold a review, or participate, to take part in one.
    pub(super) kind: String,
    /// The body directed to take part, as the directory names it; nothing where the partnership is to hold a review.
    pub(super) body: Option<String>,
    /// What it says.
    pub(super) said: String,
    /// A deadline in it.
    pub(super) deadline: Option<NaiveDate>,
    /// The version of the review that you saw.
    pub(super) version: i64,
}

/// How a body that was directed to take part does so.
#[derive(Debug, Object)]
pub(super) struct TakesPart {
    /// Since when.
    pub(super) on: NaiveDate,
    /// How.
    pub(super) how: String,
    /// The version of the review that you saw.
    pub(super) version: i64,
}

/// What is released to the panel, or taken back.
#[derive(Debug, Object)]
pub(super) struct NewRelease {
    /// notification or decision.
    pub(super) part: String,
    /// release or take_back.
    pub(super) act: String,
}

/// What the Home Office says.
#[derive(Debug, Object)]
pub(super) struct NewScrutiny {
    /// What happened.
    pub(super) status: Code<Scrutiny>,
    /// When.
    pub(super) on: NaiveDate,
    /// What the letter says, or what was sent.
    pub(super) note: String,
    /// The version of the review that you saw.
    pub(super) version: i64,
}

pub(super) fn part(part: Part, record: Option<&Record>, labels: &Labels, today: NaiveDate) -> RecordPart {
    let sheet = record.map_or_else(Sheet::default, |record| record.sheet(part));
    answered(part, record, &sheet, labels, today)
}

fn answered(part: Part, record: Option<&Record>, sheet: &Sheet, labels: &Labels, today: NaiveDate) -> RecordPart {
    RecordPart {
        part: part.into(),
        title: part.label().into(),
        complete: record.is_some_and(|record| record.is_complete(part, today)),
        form: sheets::form(part.questions(), sheet, Some(labels)),
    }
}

/// A part of a record that is signed: nobody changes it, so it is there in the words that people read alone.
fn signed(part: Part, record: &Record, labels: &Labels, today: NaiveDate) -> RecordPart {
    let sheet = record.sheet(part).open_part(part.questions(), |words| labels.show(words));
    answered(part, Some(record), &sheet, labels, today)
}

pub(super) fn made(record: &Record, labels: &Labels, today: NaiveDate, whole: bool) -> RecordMade {
    RecordMade {
        number: record.number,
        made_at: record.made_at,
        outcome: record.outcome.map(Code::from),
        decided_on: record.decided_on,
        signed_by: record.signed_name.clone(),
        superseded: record.superseded_by.is_some(),
        scrutiny: record.scrutiny.map(Code::from),
        tests: record.tests.as_ref().filter(|_| whole).map(|tests| both(&tests.0)),
        parts: Part::ALL.iter().map(|each| signed(*each, record, labels, today)).collect(),
    }
}

pub(super) fn scrutiny(one: Scrutinised, labels: &Labels) -> ScrutinyShown {
    ScrutinyShown { status: one.status.into(), on: one.on_date, note: labels.show(&one.note), recorded_by: one.recorded_by_name }
}

pub(super) fn direction(one: Direction, labels: &Labels) -> DirectionShown {
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
