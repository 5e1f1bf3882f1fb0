//! How family and friends look to those who may see them.

pub(super) mod interview;
pub(super) mod person;
pub(super) mod reading;

use chrono::NaiveDate;

use crate::access::right::{Object, Right, Verb};
use crate::base::capital;
use crate::parties::Desk;
use crate::process::Stage;
use crate::ui::{
    Colour, Filled, Markup, Page, Seal, button, day, details, form, html, inset, link_about, link_button, para, row,
    section_heading, summary_list, table, tag, textarea,
};

use super::{FamilyPerson, Reading};

/// Everything that the family's own page shows.
pub(super) struct Sight<'a> {
    pub(super) people: &'a [FamilyPerson],
    pub(super) nobody: Option<&'a (String, String, NaiveDate)>,
    pub(super) readings: &'a [Reading],
}

pub(super) fn list<R: Right>(desk: &Desk<R>, seal: &Seal, sight: &Sight<'_>, f: &Filled) -> Page {
    let edits = desk.may(Object::Family, Verb::Edit);
    // What was not asked before the report left is not asked any more.
    let over = desk.front.stage >= Stage::Published;
    let rows = sight.people.iter().map(|one| vec![
        html! { (link_about(&called(desk, one), &desk.at(&format!("/family/{}", one.id)), "family or friend")) },
        html! { (relation(desk, one)) @if one.is_held_back() { br; (tag("Witness: ask the police first", Colour::Yellow)) } @if let Some(wish) = one.wishes_no_more() { br; (tag(wish, Colour::Purple)) } },
        html! { (settled(one, one.terms_settled_on, over)) },
        html! { (draft(one, sight.readings, over)) },
    ]);
    let readings = sight.readings.iter().map(|one| vec![
        html! { (link_about(&format!("From {}", day(one.opens_on)), &desk.at(&format!("/family/readings/{}", one.id)), "reading of the draft")) },
        html! { (sight.people.iter().find(|person| person.id == one.person).map(|person| called(desk, person)).unwrap_or_default()) },
        html! { (day(one.closes_on)) },
        html! { @match one.ended_how { Some(how) => (how.label()), None => (tag("Open", Colour::Blue)) } },
        html! { (waiting(one)) },
    ]);
    let close = sight.people.iter().any(|one| one.close && !one.leave_be);
    let body = html! {
        (inset(&html! { "Behind this page are people who grieve. Write what they could read one day. That you opened it is on the audit record." }))
        @if let Some((reason, by, on)) = sight.nobody {
            @let words = if close { "It was recorded that there is nobody to ask" } else { "There is nobody to ask" };
            (summary_list(&[row(words, desk.labels.show(reason)), row("Recorded", format!("{} by {by}", day(*on)))]))
            @if close { (para("Since then somebody of the close family is in the list: what was recorded does not count any more.")) }
        }
        (table("Family and friends", &["Person", "To the person who died", "Terms of reference", "Draft"]).quiet_caption()
            .when_empty("Nobody is recorded here yet, or nobody whom you may see.").rows(rows))
        @if edits { (link_button("Add somebody", &desk.at("/family/new"))) }
        (section_heading("Reading the draft"))
        (table("Readings", &["Reading", "Who", "Until", "How it ended", "Their comments"]).quiet_caption().when_empty("No reading has been offered yet.").rows(readings))
        @if edits && sight.nobody.is_none() && !close { (nobody_form(desk, seal, f)) }
    };
    desk.room("/family", "Family and friends", &body)
}

/// What is still to be done about somebody's comments.
fn waiting(reading: &Reading) -> String {
    let parts =
        [(reading.to_answer, "to answer"), (reading.to_tell, "to tell them of"), (reading.to_change, "to change in the draft")];
    let said: Vec<String> = parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    if said.is_empty() { "Nothing waits".into() } else { said.join(", ") }
}

fn nobody_form<R: Right>(desk: &Desk<R>, seal: &Seal, f: &Filled) -> Markup {
    details(
        "Record that there is nobody in the family to ask",
        &html! {
            (para("Record this only when you looked for family and found nobody, or nobody who may safely be told."))
            (form(seal, &desk.at("/family/nobody"), &html! { (textarea(f, "reason", "Why is there nobody to ask?").rows(3)) (button("Record it")) }))
        },
    )
}

/// What somebody is called on these pages: where no name and no pseudonym says who they are, by what they are to the person who died.
pub(super) fn called<R: Right>(desk: &Desk<R>, one: &FamilyPerson) -> String {
    let label = desk.labels.of(&one.code).unwrap_or(&one.code);
    let said = desk.labels.show(&one.relationship);
    if label.ends_with(&one.code) && !said.is_empty() { format!("{} ({})", capital(&said), one.code) } else { label.to_owned() }
}

/// What somebody is to the person who died, in the words that were written down.
pub(super) fn relation<R: Right>(desk: &Desk<R>, one: &FamilyPerson) -> String {
    let said = desk.labels.show(&one.relationship);
    if said.is_empty() { one.part.label().to_owned() } else { said }
}

/// How far somebody is with the draft: a reading that is open says so.
fn draft(one: &FamilyPerson, readings: &[Reading], over: bool) -> Markup {
    match readings.iter().find(|reading| reading.person == one.id && reading.ended_on.is_none()) {
        Some(reading) => html! { (tag("Reading", Colour::Blue)) br; span class="d-quiet" { "until " (day(reading.closes_on)) } },
        None => settled(one, one.draft_settled_on, over),
    }
}

fn settled(one: &FamilyPerson, on: Option<NaiveDate>, over: bool) -> Markup {
    match on {
        Some(on) => html! { (tag("Settled", Colour::Green)) br; span class="d-quiet" { (day(on)) } },
        None if one.leave_be => tag("Not asked", Colour::Purple),
        None if over => tag("Not asked", Colour::Grey),
        None if one.close => tag("To ask", Colour::Yellow),
        None => tag("May be asked", Colour::Grey),
    }
}
