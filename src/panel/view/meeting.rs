//! Recording a meeting, and its minutes.

use crate::access::right::{Object, Right, Verb};
use crate::panel::{Attended, Meeting, Member, Minutes};
use crate::parties::Desk;
use crate::ui::{
    Colour, Filled, Markup, Page, Seal, button, button_row, choices, date, day, fieldset, form, hidden, html, inset, para, prose,
    prose_row, row, second_link_button, section_heading, select, summary_list, table, tag, text, textarea,
};

pub(in crate::panel) fn new<R: Right>(desk: &Desk<R>, seal: &Seal, members: &[Member], first: bool, f: &Filled) -> Page {
    let version = f.version_seen(desk.front.version);
    let body = html! {
        @if first {
            (inset(&html! { "A first meeting usually covers the process and everybody’s part in it, support for those who will read distressing accounts, definitions, and what the police and the agencies know so far." }))
        }
        (form(seal, &desk.at("/panel/meetings/new"), &html! {
            (hidden("version", version))
            (date(f, "held_on", "Day of the meeting"))
            (text(f, "place", "Where, or how people met").optional())
            (fieldset("Who took part", &html! {
                @for one in members {
                    (select(f, &format!("came-{}", one.id), &format!("{}, {}", one.name, one.agency), choices(Attended::ALL, Attended::as_str, Attended::label))
                        .empty("Not recorded").optional())
                }
                @if members.is_empty() { (para("The panel has no members yet.")) }
            }))
            (textarea(f, "agenda", "Agenda").rows(3).optional())
            (textarea(f, "decisions", "Decisions").rows(4).optional())
            (textarea(f, "actions", "Actions: who, what, by when").rows(4).optional())
            (button_row(&html! { (button("Record the meeting")) (second_link_button("Cancel", &desk.at("/panel"))) }))
        }))
    };
    desk.inner("/panel", "Record a meeting of the panel", &body)
}

pub(in crate::panel) fn one<R: Right>(
    desk: &Desk<R>,
    seal: &Seal,
    meeting: &Meeting,
    came: &[(String, String, Attended)],
    versions: &[Minutes],
) -> Page {
    let at = |what: &str| desk.at(&format!("/panel/meetings/{}{what}", meeting.id));
    let latest = versions.first();
    let body = html! {
        (summary_list(&[
            row("Day", day(meeting.held_on)),
            row("Where", desk.labels.show(&meeting.place)),
            prose_row("Agenda", &desk.labels.show(&meeting.agenda)),
            prose_row("Decisions", &desk.labels.show(&meeting.decisions)),
            prose_row("Actions", &desk.labels.show(&meeting.actions)),
        ]))
        (table("Who took part", &["Name", "Agency", "How"]).when_empty("Nobody’s attendance is recorded.").rows(came.iter().map(|(name, agency, how)| vec![
            html! { (name) }, html! { (agency) }, html! { (how.label()) },
        ])))
        (section_heading("Minutes"))
        (inset(&html! { "Confidential to the panel. Minutes may have to be disclosed to a court: write what was decided and why, neutrally." }))
        @if let Some(one) = latest { (minutes(desk, seal, &at("/minutes/approve"), one)) }
        @if desk.may(Object::Panel, Verb::Edit) {
            @let words = if latest.is_none() { "Write the minutes" } else { "Write a new version" };
            (button_row(&second_link_button(words, &at("/minutes"))))
        }
        (table("Versions", &["Version", "Written by", "Approved"]).quiet_caption().when_empty("No minutes yet.").rows(versions.iter().map(|one| vec![
            html! { (one.number) },
            html! { (one.written_by) ", " (day(crate::base::london_day(one.written_at))) },
            html! { (one.approved_on.map(day).unwrap_or_default()) },
        ])))
    };
    desk.inner("/panel", &format!("Meeting {} of the panel", meeting.number), &body)
}

/// The minutes are written on a page of their own: to approve a version there is another button, and it would drop what is typed.
pub(in crate::panel) fn write<R: Right>(desk: &Desk<R>, seal: &Seal, meeting: &Meeting, f: &Filled) -> Page {
    let back = format!("/panel/meetings/{}", meeting.id);
    let body = html! {
        (inset(&html! { "Confidential to the panel. Minutes may have to be disclosed to a court: write what was decided and why, neutrally." }))
        (form(seal, &desk.at(&format!("{back}/minutes")), &html! {
            (hidden("seen", f.get("seen")))
            (textarea(f, "body", "The minutes").rows(20))
            (button_row(&html! { (button("Keep this version")) (second_link_button("Cancel", &desk.at(&back))) }))
        }))
    };
    desk.inner(&back, &format!("Minutes of meeting {} of the panel", meeting.number), &body)
}

fn minutes<R: Right>(desk: &Desk<R>, seal: &Seal, to: &str, one: &Minutes) -> Markup {
    html! {
        @match one.approved_on {
            Some(on) => { p class="govuk-body" { (tag("Approved", Colour::Green)) " " (day(on)) ", " (one.approved_by) } }
            None => { p class="govuk-body" { (tag("Draft", Colour::Grey)) } }
        }
        (prose(&desk.labels.show(&one.body)))
        @if one.approved_on.is_none() && desk.may(Object::Panel, Verb::Approve) {
            (form(seal, to, &html! { (hidden("number", one.number)) (button("Approve these minutes for the panel")) }))
        }
    }
}
