//! What people type about recommendations.

use chrono::NaiveDate;

use crate::base::{Line, Prose};
use crate::documents::values;
use crate::ids::OrganisationId;
use crate::process::Event;
use crate::redaction::{CaseText, Register};
use crate::ui::{Filled, too_early};

use super::impact::{self, Check};
use super::import::Sheet;
use super::kinds::{Level, Mechanism, Sector, Theme, Whose};
use super::life::{Ground, LAST_MOVED, Progress};
use super::links::Other;
use super::state::Move;
use super::store::{New, wrong_day};
use super::when::no_such_day;

fn tied(register: &Register, typed: Option<Prose>) -> CaseText {
    typed.map(|prose| register.tie(&prose)).unwrap_or_default()
}

fn words(line: Option<Line>) -> String {
    line.map(|line| line.to_string()).unwrap_or_default()
}

/// `since` is the first day on which it can have been written, for what is ticked on the form.
pub(super) fn new(
    f: &mut Filled,
    register: &Register,
    bodies: &[(OrganisationId, String)],
    (since, today): (Option<(NaiveDate, Event)>, NaiveDate),
) -> Option<New> {
    let body = f.prose("body", "what is to be done");
    let rationale = f.optional_prose("rationale", "the learning that it rests on");
    let level = f.one_of("level", "how far it reaches", Level::ALL, Level::as_str);
    let mechanism = f.one_of("mechanism", "what kind of change it is", Mechanism::ALL, Mechanism::as_str);
    let sector = f.one_of("sector", "to whom it is made", Sector::ALL, Sector::as_str);
    let theme = f.one_of("theme", "what it is about", Theme::ALL, Theme::as_str);
    let lead = if f.get("lead").is_empty() { Some(None) } else { f.id::<OrganisationId>("lead", "who leads").map(Some) };
    let other = f.optional_line("lead_other", "who leads");
    if lead == Some(None) && other == Some(None) {
        f.wrong("lead", "Select who leads, or write it below");
    }
    let support = f.optional_line("support", "who supports");
    let oversight = f.optional_line("oversight", "who oversees");
    let when = when(f);
    let measure = f.optional_prose("measure", "what will show the difference");
    let source_ref = f.optional_line("source_ref", "the reference that it came with");
    let added_on = added_on(f, since, today);
    register.refuse_in(f, &["lead_other", "support", "oversight", "when", "source_ref"]);
    let known = lead.flatten().and_then(|id| bodies.iter().find(|(one, _)| *one == id)).map(|(_, name)| name.clone());
    if lead.is_some_and(|lead| lead.is_some()) && known.is_none() {
        f.wrong("lead", "Select a body of the partnership’s directory, or write who leads below");
    }
    f.good()?;
    let lead = lead?;
    Some(New {
        body: register.tie(&body?),
        rationale: tied(register, rationale?),
        level: level?,
        mechanism,
        sector,
        theme,
        lead: lead.filter(|_| known.is_some()),
        lead_words: known.unwrap_or_else(|| words(other.flatten())),
        support: words(support?),
        oversight: words(oversight?),
        when: when?.to_string(),
        measure: tied(register, measure?),
        source_ref: words(source_ref?),
        early: f.ticked("early"),
        added_on: added_on?,
    })
}

/// When it is to be done, in any words that name no day that does not exist.
pub(super) fn when(f: &mut Filled) -> Option<Line> {
    let when = f.line("when", "when it is to be done")?;
    if let Some(day) = no_such_day(when.as_str()) {
        f.wrong("when", format!("There is no {day}. Enter a day that exists, or words such as “spring 2027”"));
    }
    Some(when)
}

/// The day on which it was written: today where none is given.
fn added_on(f: &mut Filled, since: Option<(NaiveDate, Event)>, today: NaiveDate) -> Option<Option<NaiveDate>> {
    let what = "the day on which it was written";
    let Some(on) = f.optional_date("added_on", what)? else { return Some(None) };
    let on = f.not_after("added_on", what, on, today, "today")?;
    if let Some(sentence) = wrong_day(on, since) {
        f.wrong_at("added_on", "added_on-day", sentence);
    }
    Some(Some(on))
}

/// A move, with what it asks for: it was last moved on `since`, `check` is the check of the impact that comes next, `others` are those
/// that may take its place.
pub(super) fn moved(
    f: &mut Filled,
    register: &Register,
    (since, today): (NaiveDate, NaiveDate),
    (check, others): (Option<Check>, &[Other]),
) -> Option<(Move, NaiveDate, Ground)> {
    let step = f.one_of("move", "what happens", Move::ALL, Move::as_str);
    let on = f.past_date("moved_on", "the day on which it happened", today);
    if let Some(sentence) = on.and_then(|on| too_early(on, since, LAST_MOVED)) {
        f.wrong_at("moved_on", "moved_on-day", sentence);
    }
    let said = f.optional_prose("words", "the reason or the evidence");
    if let (Some(asked), Some(None)) = (step.and_then(Move::asks), &said) {
        f.wrong("words", format!("Enter {asked}"));
    }
    let early = f.optional_prose("early_why", "why it was checked before its time");
    if let (Some(Move::PassCheck | Move::CheckAgain), Some(on), Some(early), Some(check)) = (step, on, &early, check)
        && let Some((field, sentence)) = impact::wrong(&check, on, early.is_some())
    {
        f.wrong_at(field, if field == "moved_on" { "moved_on-day" } else { field }, sentence);
    }
    let other = match f.get("replaced_by") {
        "" => None,
        _ if !step.is_some_and(Move::has_another) => None,
        _ => f.id("replaced_by", "what takes its place"),
    };
    if other.is_some_and(|id| others.iter().all(|one| one.id != id)) {
        f.wrong("replaced_by", "Select what takes its place from the list");
    }
    f.good()?;
    Some((step?, on?, Ground { words: tied(register, said?), early_why: tied(register, early?), replaced_by: other }))
}

/// `leads`: whether the words are the writer's own, who speaks for whoever leads.
pub(super) fn progress(f: &mut Filled, register: &Register, today: NaiveDate, leads: bool) -> Option<Progress> {
    let said = f.prose("said", "what has been done");
    let whose = if leads { Some(Whose::Lead) } else { f.one_of("whose", "whose words these are", Whose::ALL, Whose::as_str) };
    let new_due = f.optional_date("new_due", "the new date");
    if new_due.flatten().is_some_and(|due| due < today) {
        f.wrong("new_due", "The new date must not be in the past");
    }
    f.good()?;
    Some(Progress { said: register.tie(&said?), new_due: new_due?, whose })
}

/// A plan's file with its title and the code for our references.
pub(super) fn file(f: &mut Filled, partnerships: &[(OrganisationId, String)]) -> Option<(OrganisationId, Line, Line, Vec<u8>)> {
    let partnership = f.id::<OrganisationId>("partnership", "the partnership");
    if partnership.is_some_and(|id| partnerships.iter().all(|(one, _)| *one != id)) {
        f.wrong("partnership", "Select one of your partnerships");
    }
    let title = f.line("title", "the title of the plan");
    let code = f.line("code", "a short code");
    let plain =
        |line: &Line| line.as_str().len() <= 12 && line.as_str().chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    if code.as_ref().is_some_and(|line| !plain(line)) {
        f.wrong("code", "The code is up to 12 capital letters and digits, such as PLAN25");
    }
    let bytes = f.take_upload("file").map(|sent| sent.bytes).unwrap_or_default();
    if bytes.is_empty() {
        f.wrong("file", "Choose the file of the plan");
    } else if let Err(unreadable) = Sheet::read(&bytes) {
        f.wrong("file", unreadable.to_string());
    } else if let Err(refused) = values(&bytes) {
        f.wrong("file", refused.to_string());
    }
    f.good()?;
    Some((partnership?, title?, code?, bytes))
}
