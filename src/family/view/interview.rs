//! Notes of interviews with staff and with the alleged perpetrator.

use crate::access::right::{Object, Right, Verb};
use crate::family::{Interview, InterviewKind, InterviewState};
use crate::panel::Agency;
use crate::parties::{Desk, Person};
use crate::ui::{
    Filled, Markup, Page, Seal, button, button_form, button_row, choice, choices, date, day, form, hidden, html, inset, link,
    link_button, para, prose_row, radios, row, second_link_button, select, summary_card, text, textarea,
};

pub(in crate::family) fn list<R: Right>(desk: &Desk<R>, seal: &Seal, all: &[Interview]) -> Page {
    let edits = desk.may(Object::Interviews, Verb::Edit);
    let body = html! {
        (inset(&html! { "These notes may be disclosed to a court. Write what was asked and said, and nothing else. That you opened this page is on the audit record." }))
        @if desk.may(Object::Family, Verb::See) {
            p class="govuk-body" { "What family and friends said is not here: it stands in the log of each of them, under " (link("Family and friends", &desk.at("/family"))) "." }
        }
        @for one in all { (card(desk, seal, one, edits)) }
        @if all.is_empty() { (para("No interview is recorded, or none that you may see.")) }
        @if edits { (link_button("Record an interview", &desk.at("/interviews/new"))) }
    };
    desk.room("/interviews", &desk.as_found(ROOM), &body)
}

/// What the room is called, before it is known what a court found.
const ROOM: &str = "Interviews with staff and with the person alleged or found to be responsible";

fn card<R: Right>(desk: &Desk<R>, seal: &Seal, one: &Interview, edits: bool) -> Markup {
    let who = desk.labels.of(&one.code).unwrap_or_default().to_owned();
    let released = (one.kind == InterviewKind::Staff && one.organisation.is_some())
        .then(|| row("Their agency", if one.released { "May read these notes" } else { "Has not been given these notes" }));
    let mut rows = vec![row("What came of it", one.state.label()), row("By", one.by_name.clone())];
    // Who sees only that there was an interview is told whose the rest is, and not that there is nothing.
    if one.code.is_empty() {
        rows.push(row("With whom, and what was said", "For the independent chair and the author"));
    } else {
        rows.insert(0, row("With", who));
        rows.extend([
            row("Also there", desk.labels.show(&one.present)),
            row("Police agreed on", one.sio_agreed_on.map(day).unwrap_or_default()),
            prose_row("Notes", &desk.labels.show(&one.note)),
        ]);
    }
    rows.extend(released);
    html! {
        (summary_card(&format!("{}, {}", desk.as_found(one.kind.label()), day(one.held_on)), &[], &rows))
        @if edits && !one.released && one.kind == InterviewKind::Staff && one.organisation.is_some() {
            (button_form(seal, &desk.at(&format!("/interviews/{}/release", one.id)), &html! {
                (hidden("version", one.version))
                (button("Let their agency read these notes"))
            }))
        }
    }
}

pub(in crate::family) fn new<R: Right>(
    desk: &Desk<R>,
    seal: &Seal,
    (people, agencies): (&[Person], &[Agency]),
    f: &Filled,
) -> Page {
    let body = form(
        seal,
        &desk.at("/interviews/new"),
        &html! {
            (select(f, "entry", "With whom?", people.iter().map(|one| choice(one.id.to_string(), one.described())).collect()).hint("From the identity register"))
            (radios(f, "kind", "As what?", InterviewKind::ALL.iter().map(|kind| choice(kind.as_str(), desk.as_found(kind.label()))).collect()))
            (select(f, "organisation", "Agency of a member of staff", agencies.iter().map(|one| choice(one.id.to_string(), one.name.clone())).collect()).empty("None").optional())
            (radios(f, "state", "What came of it?", choices(InterviewState::ALL, InterviewState::as_str, InterviewState::label)))
            (date(f, "held_on", "Day"))
            (text(f, "present", "Who else was there?").optional())
            (date(f, "sio_agreed_on", "When did the senior investigating officer agree?").hint(&desk.as_found("Needed before an interview with the person alleged or found to be responsible is held")))
            (textarea(f, "note", "Notes").rows(10).hint("Needed when the interview was held"))
            (button_row(&html! { (button("Record")) (second_link_button("Cancel", &desk.at("/interviews"))) }))
        },
    );
    desk.inner("/interviews", "Record an interview", &body)
}
