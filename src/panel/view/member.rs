//! Adding a member, and looking at one.

use chrono::NaiveDate;

use crate::access::right::{Object, Right, Verb};
use crate::panel::{Agency, Colleague, Member};
use crate::parties::Desk;
use crate::ui::{
    Filled, Markup, Page, Seal, button, button_row, checkboxes, choice, date, day, form, hidden, html, link, link_button, para,
    prose_row, radios, row, second_link_button, select, summary_list, table, text, textarea, warning, warning_button, yes_no,
};

use super::interests;

pub(in crate::panel) fn new<R: Right>(
    desk: &Desk<R>,
    seal: &Seal,
    (people, agencies, members): (&[Colleague], &[Agency], &[Member]),
    f: &Filled,
) -> Page {
    let sitting = members.iter().filter(|one| one.ends.is_none());
    let body = html! {
        (para("Members are senior enough to commit their agency, were not involved with the people of this review, did not manage those who were, and do not write an agency’s management review or short report in this review. A specialist in domestic abuse is always on the panel."))
        (form(seal, &desk.at("/panel/members/new"), &html! {
            (select(f, "person", "Somebody who signs in", people.iter().map(|one| choice(one.id.to_string(), one.name.clone())).collect())
                .empty("Nobody: I enter a name").optional())
            (text(f, "name", "Or their name").not_spelled().hint("Panel members are named in the report").optional())
            (select(f, "organisation", "Agency", agencies.iter().map(|one| choice(one.id.to_string(), one.name.clone())).collect()))
            (text(f, "job_title", "Job title").optional())
            (text(f, "expertise", "What they bring").hint("For example: older people, disability, by-and-for service, economic abuse").optional())
            (checkboxes(f, "da_specialist", "Specialism", vec![choice("yes", "They are the panel’s specialist in domestic abuse")]))
            (select(f, "deputy_for", "They stand in for", sitting.map(|one| choice(one.id.to_string(), one.name.clone())).collect())
                .empty("Nobody").optional())
            (date(f, "begins", "First day"))
            (button_row(&html! { (button("Add to the panel")) (second_link_button("Cancel", &desk.at("/panel"))) }))
        }))
    };
    desk.inner("/panel", "Add a panel member", &body)
}

type Told = (NaiveDate, String, bool, String);

pub(in crate::panel) fn one<R: Right>(desk: &Desk<R>, one: &Member, told: &[Told], own: bool) -> Page {
    let edits = desk.may(Object::Panel, Verb::Edit);
    let at = |what: &str| desk.at(&format!("/panel/members/{}{what}", one.id));
    let body = html! {
        @if one.in_conflict() && one.ends.is_none() {
            (warning("A conflict of interest is declared and not settled. This member has no access to the review until the chair accepts how it is met, or the member steps down."))
        }
        (facts(desk, one))
        (table("Declarations", &["Day", "Declaration", "Conflict", "Recorded by"]).when_empty("Nothing has been declared yet.")
            .rows(told.iter().map(|(on, words, conflict, by)| vec![
                html! { (day(*on)) }, html! { (desk.labels.show(words)) }, html! { @if *conflict { "Yes" } @else { "No" } }, html! { (by) },
            ])))
        @if one.ends.is_none() { (button_row(&html! {
            @if edits || own { (link_button("Declare interests", &at("/declare"))) }
            @if desk.may(Object::Panel, Verb::Approve) && one.in_conflict() && !own { (link_button("Accept how the conflict is met", &at("/accept"))) }
            @if edits && one.confidentiality_on.is_none() { (second_link_button("Record the confidentiality agreement", &at("/confidentiality"))) }
            @if edits { (second_link_button("End this membership", &at("/end"))) }
        })) }
    };
    desk.inner("/panel", &one.name, &body)
}

fn facts<R: Right>(desk: &Desk<R>, one: &Member) -> Markup {
    let settled = one.accepted_on.map(|on| format!("{} by {}", day(on), one.accepted_by)).unwrap_or_default();
    summary_list(&[
        row("Agency", one.agency.clone()),
        row("Job title", one.job_title.clone()),
        row("Brings", one.expertise.clone()),
        row("Domestic abuse specialist", if one.da_specialist { "Yes" } else { "No" }),
        row("First day", day(one.begins)),
        row("Last day", one.ends.map_or_else(|| "No last day".into(), day)),
        prose_row("Why it ended", &desk.labels.show(&one.ended_why)),
        row("Interests", interests(one)),
        prose_row("How a conflict is met", &desk.labels.show(&one.mitigation)),
        row("Accepted", settled),
        row("Confidentiality agreement signed", one.confidentiality_on.map(day).unwrap_or_default()),
    ])
}

/// A form about a member, on a page of its own: what is typed in it is not lost by doing something else.
fn asked<R: Right>(
    desk: &Desk<R>,
    seal: &Seal,
    one: &Member,
    (title, act): (&str, &str),
    fields: &Markup,
    send: &Markup,
) -> Page {
    let back = format!("/panel/members/{}", one.id);
    let buttons = button_row(&html! { (send) (second_link_button("Cancel", &desk.at(&back))) });
    desk.inner(&back, title, &form(seal, &desk.at(&format!("{back}{act}")), &html! { (fields) (buttons) }))
}

pub(in crate::panel) fn declare<R: Right>(desk: &Desk<R>, seal: &Seal, one: &Member, own: bool, f: &Filled) -> Page {
    let fields = html! {
        @if own && desk.may(Object::Identity, Verb::See) {
            p class="govuk-body" { (link("Who this review is about", &desk.at("/people"))) " lists the names that are released to the panel. The coordinator tells you of others." }
        }
        (para("Any tie to the people of this review, to those who worked with them or to what is decided about them. A conflict takes access away at once; the chair can give it back by accepting how it is met."))
        (date(f, "declared_on", "Day of the declaration"))
        (radios(f, "conflict", if own { "Do you have a conflict of interest?" } else { "Is there a conflict of interest?" }, yes_no()).inline())
        (textarea(f, "declaration", "The declaration").hint("In the member’s own words. Write if there is nothing to declare").rows(4))
        (textarea(f, "mitigation", "How a conflict could be met").rows(3).optional())
    };
    let title = format!("Declare interests: {}", one.name);
    asked(desk, seal, one, (&title, "/declare"), &fields, &button("Record the declaration"))
}

pub(in crate::panel) fn accept<R: Right>(desk: &Desk<R>, seal: &Seal, one: &Member, f: &Filled) -> Page {
    let fields = html! {
        (hidden("version", f.version_seen(one.version)))
        (textarea(f, "accepted", "How the conflict is met").rows(3))
    };
    asked(desk, seal, one, ("Accept how the conflict is met", "/accept"), &fields, &button("Accept and give access back"))
}

pub(in crate::panel) fn confidentiality<R: Right>(desk: &Desk<R>, seal: &Seal, one: &Member, f: &Filled) -> Page {
    let fields = html! { (hidden("version", f.version_seen(one.version))) (date(f, "signed_on", "Signed on")) };
    asked(desk, seal, one, ("Confidentiality agreement", "/confidentiality"), &fields, &button("Record that it is signed"))
}

pub(in crate::panel) fn leave<R: Right>(desk: &Desk<R>, seal: &Seal, one: &Member, f: &Filled) -> Page {
    let fields = html! {
        (hidden("version", f.version_seen(one.version)))
        (date(f, "ends", "Last day"))
        (textarea(f, "why", "Why?").rows(2))
    };
    asked(desk, seal, one, ("End this membership", "/end"), &fields, &warning_button("End the membership"))
}
