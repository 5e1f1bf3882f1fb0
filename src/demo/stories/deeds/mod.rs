//! What people do in every story: the same pages, filled in with each story's answers.

mod actions;
mod opening;
mod panel;
mod papers;
mod report;
mod returns;
mod steps;

pub(super) use actions::{asked_of_the_lead, carry_on, note_on, recommend, tell_progress};
pub(super) use opening::{Consulted, Decided, ask_everybody, decide, hear_everybody, leave_out, notify, tell};
pub(super) use panel::{Seat, among_the_family, appoint, enter_relative, found_guilty, in_touch, meet, relative, seat, seat_all};
pub(super) use papers::{letter, paper};
pub(super) use report::{
    Checked, answer_points, changed_in, corrected_in, facts_answered, letter_words, name, send_facts, write_all,
};
pub(super) use returns::{ask_agency, begin_return, confirm_secured, judge_return, release_return, sign_return, write_return};
pub(super) use steps::{judged, progress_told};

use crate::demo::browser::Stuck;
use crate::demo::story::Case;

/// Answers to a page, by the names of its fields.
pub(super) type Answers<'a> = &'a [(&'a str, &'a str)];

/// What the triage knows of one person who was killed, when nothing of it is in doubt.
pub(super) const KILLED: Answers<'static> = &[
    ("known", "yes"),
    ("manner", "killed"),
    ("died_basis", "fact"),
    ("place_basis", "fact"),
    ("manner_basis", "fact"),
    ("body", "yes"),
    ("count", "1"),
];

/// Where the links of a room lead that have `part` in their address.
pub(super) async fn links(case: &Case, who: &str, room: &str, part: &str) -> Result<Vec<String>, Stuck> {
    let page = case.look(who, room).await?;
    let mut found: Vec<String> = page.links().into_iter().map(|(to, _)| to).filter(|to| to.contains(part)).collect();
    found.dedup();
    Ok(found)
}

/// Sends a form that adds something to a room, and leaves the address of what was added under `name`.
pub(super) async fn add(
    case: &mut Case,
    who: &str,
    (room, part, name): (&str, &str, &str),
    fields: Answers<'_>,
) -> Result<String, Stuck> {
    let before = links(case, who, room, part).await?;
    case.send(who, &format!("{room}/new"), fields).await?;
    let after = links(case, who, room, part).await?;
    let new = after.into_iter().find(|to| !before.contains(to) && !to.ends_with("/new"));
    let new = new.ok_or_else(|| Stuck(format!("what was added to {room} has no link there")))?;
    case.left.insert(name.to_owned(), new.clone());
    Ok(new)
}

/// Agrees a later date for a clock beside the computed one.
pub(super) async fn agree_date(case: &Case, who: &str, rule: &str, due: &str, reason: &str) -> Result<(), Stuck> {
    let on = case.today();
    let page = case.look(who, &format!("/clocks/{rule}")).await?;
    let mut fields = vec![("due", due), ("by", "The partnership’s chair"), ("on", on.as_str()), ("reason", reason)];
    // Whatever asked for a new plan is answered by this date.
    let asked = page.choices("answers");
    fields.extend(asked.iter().map(|one| ("answers", one.as_str())));
    case.send(who, &format!("/clocks/{rule}"), &fields).await?;
    Ok(())
}

/// Tells everybody that the report will be late, and agrees a new date.
pub(super) async fn delay(case: &Case, who: &str, due: &str, why: &str) -> Result<(), Stuck> {
    case.step_noted(who, "send_delay_notice", why).await?;
    agree_date(case, who, "DL-12", due, why).await
}
