//! How the panel looks.

pub(super) mod appointment;
pub(super) mod meeting;
pub(super) mod member;

use crate::access::right::{Object, Right, Verb};
use crate::parties::Desk;
use crate::process::Stage;
use crate::ui::{
    Colour, Markup, Page, button_row, day, html, link_about, link_button, para, row, second_link_button, section_heading,
    summary_card, table, tag,
};

use super::{Appointment, Check, Meeting, Member};

/// Everything that the panel's own page shows.
pub(super) struct Sight<'a> {
    pub(super) appointments: &'a [Appointment],
    pub(super) members: &'a [Member],
    pub(super) meetings: &'a [Meeting],
    pub(super) checks: &'a [Check],
}

pub(super) fn list<R: Right>(desk: &Desk<R>, sight: &Sight<'_>) -> Page {
    let closed = desk.front.stage == Stage::Closed;
    let edits = desk.may(Object::Panel, Verb::Edit) && !closed;
    let chaired = sight.appointments.iter().any(|one| one.ends.is_none() && one.post.chairs());
    let body = html! {
        @if closed { (para("The review is closed: its panel meets no more. Minutes that are open can still be written and approved.")) }
        (section_heading("Chair and author"))
        @for one in sight.appointments { (appointment_card(desk, one)) }
        @if sight.appointments.is_empty() { (para("Nobody is appointed yet.")) }
        @if edits {
            (button_row(&html! {
                (link_button(if chaired { "Replace the chair" } else { "Appoint the chair" }, &desk.at("/panel/chair")))
                (second_link_button("Add an author or a mentor", &desk.at("/panel/author")))
            }))
        }
        (section_heading("Members"))
        (checks(sight.checks))
        (table("Members of the panel", &["Name", "Agency", "Brings", "Interests", "Confidentiality"])
            .quiet_caption().when_empty("The panel has no members yet.").rows(sight.members.iter().map(|one| member_row(desk, one))))
        @if edits { (link_button("Add a panel member", &desk.at("/panel/members/new"))) }
        (section_heading("Meetings"))
        (table("Meetings of the panel", &["Meeting", "Day", "Present#", "Minutes"])
            .quiet_caption().when_empty("The panel has not met yet.").rows(sight.meetings.iter().map(|one| vec![
                html! { (link_about(&format!("Meeting {}", one.number), &desk.at(&format!("/panel/meetings/{}", one.id)), "of the panel")) },
                html! { (day(one.held_on)) },
                html! { (one.present) },
                html! { @if one.approved { (tag("Approved", Colour::Green)) } @else { (tag("Not approved yet", Colour::Grey)) } },
            ])))
        @if edits { (link_button("Record a meeting", &desk.at("/panel/meetings/new"))) }
    };
    desk.room("/panel", "Panel", &body)
}

fn appointment_card<R: Right>(desk: &Desk<R>, one: &Appointment) -> Markup {
    let until = one.ends.map_or_else(|| "No last day".to_owned(), |ends| format!("Until {}", day(ends)));
    summary_card(
        one.post.label(),
        &[("Look at the appointment", desk.at(&format!("/panel/appointments/{}", one.id)))],
        &[
            row(
                "Name",
                if one.firm.is_empty() { one.name.clone() } else { format!("{}, {}", one.name, desk.labels.show(&one.firm)) },
            ),
            row("From", day(one.begins)),
            row("Until", until),
            row("Statement of independence", desk.labels.show(&one.independence)),
        ],
    )
}

fn checks(checks: &[Check]) -> Markup {
    html! {
        ul class="govuk-list" {
            @for check in checks {
                li { @if check.holds { (tag("Met", Colour::Green)) } @else { (tag("To do", Colour::Yellow)) } " " (check.sentence) }
            }
        }
    }
}

fn member_row<R: Right>(desk: &Desk<R>, one: &Member) -> Vec<Markup> {
    vec![
        html! {
            (link_about(&one.name, &desk.at(&format!("/panel/members/{}", one.id)), "panel member"))
            @if !one.job_title.is_empty() { br; span class="d-quiet" { (one.job_title) } }
            @if let Some(ends) = one.ends { br; span class="d-quiet" { "left " (day(ends)) } }
        },
        html! { (one.agency) @if one.statutory { br; span class="d-quiet" { "statutory" } } },
        html! {
            @if one.da_specialist { (tag("Domestic abuse specialist", Colour::Purple)) br; }
            (one.expertise)
        },
        html! { (interests(one)) },
        html! { @match one.confidentiality_on { Some(on) => (day(on)), None => (tag("Not signed", Colour::Yellow)) } },
    ]
}

/// Where a member stands with their declaration of interests, as a tag.
fn interests(one: &Member) -> Markup {
    match (one.declared_on, one.in_conflict(), one.conflict) {
        (None, _, _) => tag("Not declared", Colour::Yellow),
        (Some(_), true, _) => tag("Conflict: no access", Colour::Red),
        (Some(_), false, true) => tag("Conflict settled", Colour::Blue),
        (Some(_), false, false) => tag("None", Colour::Green),
    }
}
