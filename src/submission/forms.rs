//! What people type about submission and publication.

use chrono::NaiveDate;

use crate::base::{Line, Prose};
use crate::process::{Due, QaOutcome};
use crate::redaction::{CaseText, Register};
use crate::ui::{Filled, too_early};

use super::kinds::{Answer, Mode, WithdrawalReason};
use super::late;
use super::letters::Letter;
use super::pack::Part;
use super::publish::Publication;
use super::send::Sending;

fn tied(register: &Register, typed: Option<Prose>) -> CaseText {
    typed.map(|prose| register.tie(&prose)).unwrap_or_default()
}

/// A part with the version of it that was seen. One form declares any of them, so it carries a version for each.
pub(super) fn declared(f: &mut Filled, register: &Register) -> Option<((Part, i64), CaseText)> {
    let part = f.one_of("part", "which part is ready", &Part::DECLARED, Part::as_str);
    let words = f.optional_prose("part_words", "what you add");
    f.good()?;
    let part = part?;
    let seen = f.get(&version_of(part.as_str())).parse().unwrap_or(-1);
    Some(((part, seen), tied(register, words?)))
}

/// The name of the field that carries the version of a part.
pub(crate) fn version_of(part: &str) -> String {
    format!("version-{part}")
}

/// A submission; one that misses one of these clocks says why.
pub(super) fn sending(f: &mut Filled, register: &Register, today: NaiveDate, clocks: &[Due]) -> Option<Sending> {
    let body = f.line("body", "the body that it was sent to");
    let on = f.past_date("sent_on", "the day on which it was sent", today);
    let how = f.line("how", "how it was sent");
    let lateness = f.optional_prose("lateness", "why it is late");
    if let (Some(on), Some(None)) = (on, &lateness)
        && let Some(missed) = late::missed(clocks, on)
    {
        f.wrong("lateness", format!("Enter why it is late: {missed}"));
    }
    f.good()?;
    Some(Sending { body: body?, on: on?, how: how?, lateness: tied(register, lateness?) })
}

/// `sent` is the day on which the report that the letter answers was submitted.
pub(super) fn letter(f: &mut Filled, register: &Register, (sent, today): (Option<NaiveDate>, NaiveDate)) -> Option<Letter> {
    let met_on = f.optional_date("met_on", "the day of the meeting");
    let letter_on = f.past_date("letter_on", "the date of the letter", today);
    let received_on = f.past_date("received_on", "the day on which it came", today);
    if let (Some(written), Some(sent)) = (letter_on, sent)
        && let Some(sentence) = too_early(written, sent, "the report was submitted")
    {
        f.wrong_at("letter_on", "letter_on-day", sentence);
    }
    if let (Some(written), Some(came)) = (letter_on, received_on) {
        f.not_after("letter_on", "the date of the letter", written, came, "the day on which it came");
        if let Some(Some(met)) = met_on {
            f.not_after("met_on", "the day of the meeting", met, written, "the date of the letter");
        }
    }
    let outcome = f.one_of("outcome", "what the letter says", QaOutcome::ALL, QaOutcome::code);
    let positives = f.optional_prose("positives", "what it praises");
    let points = f.optional_prose("points", "the points");
    if outcome == Some(QaOutcome::ClearSubjectToChanges) && points == Some(None) {
        f.wrong("points", "Enter the points that the letter asks for, each on a line of its own");
    }
    f.good()?;
    let lines = points?.map(|prose| {
        prose.as_str().lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    });
    let points = lines.unwrap_or_default().iter().map(|line| CaseText::from(register.tie_str(line).into_owned())).collect();
    Some(Letter {
        met_on: met_on?,
        letter_on: letter_on?,
        received_on: received_on?,
        outcome: outcome?,
        apologises: f.ticked("apologises"),
        positives: tied(register, positives?),
        points,
    })
}

pub(super) fn answer(f: &mut Filled, register: &Register) -> Option<(Answer, CaseText)> {
    let answer = f.one_of("answer", "what was done", Answer::ALL, Answer::as_str);
    let said = f.prose("how", "what was done, where, or why it is contested");
    f.good()?;
    Some((answer?, register.tie(&said?)))
}

pub(super) fn publication(f: &mut Filled, register: &Register, today: NaiveDate) -> Option<Publication> {
    let mode = f.one_of("mode", "what is published", &Mode::PUBLISHED, Mode::as_str);
    let on = f.past_date("published_on", "the day of publication", today);
    let address = f.line("address", "the address of the page");
    let reason = f.optional_prose("publish_reason", "why it is not published in full");
    if mode.is_some_and(|mode| mode != Mode::Full) && reason == Some(None) {
        f.wrong("publish_reason", "Say why it is not published in full");
    }
    let is_web = |line: &Line| line.as_str().starts_with("https://") || line.as_str().starts_with("http://");
    if address.as_ref().is_some_and(|line| !is_web(line)) {
        f.wrong("address", "Enter the address of the page, beginning with https://");
    }
    f.good()?;
    // A reason typed for another choice is none for this one.
    let reason = reason?.filter(|_| mode != Some(Mode::Full));
    Some(Publication { mode: mode?, on: on?, address: address?, reason: tied(register, reason) })
}

pub(super) fn held_back(f: &mut Filled, register: &Register, today: NaiveDate) -> Option<(NaiveDate, CaseText, Line)> {
    let on = f.past_date("held_on", "the day of the decision", today);
    let reason = f.prose("held_reason", "the compelling reason");
    let agreement = f.line("agreement", "the date and reference of the Home Office’s agreement");
    f.good()?;
    Some((on?, register.tie(&reason?), agreement?))
}

pub(super) fn withdrawal(
    f: &mut Filled,
    register: &Register,
    today: NaiveDate,
) -> Option<(NaiveDate, WithdrawalReason, CaseText)> {
    let on = f.past_date("withdrawn_on", "the day of withdrawal", today);
    let why = f.one_of("withdrawn_why", "why it is withdrawn", WithdrawalReason::ALL, WithdrawalReason::as_str);
    let words = f.prose("withdrawn_words", "what happened");
    f.good()?;
    Some((on?, why?, register.tie(&words?)))
}
