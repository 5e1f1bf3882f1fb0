//! Legal basis, transfer, joint review.

use maud::{Markup, html};

use crate::access::Held;
use crate::ids::OrganisationId;
use crate::process::Regime;
use crate::process::scope::RegimeChoice;
use crate::redaction::Labels;
use crate::reports::spoken;
use crate::reviews::basis::Partner;
use crate::reviews::partners::Agreement;
use crate::reviews::{Front, sub_nav};
use crate::ui::{
    Choice, Filled, Page, Seal, button, button_row, choice, choices, date, day, form, heading_in, hidden, inset, link_button,
    para, radios, second_link_button, section_heading, select, table, text, textarea,
};

pub(in crate::reviews) fn legal(seal: &Seal, front: &Front, other: Option<&RegimeChoice>, f: &Filled) -> Page {
    Page::new(
        "Change the legal basis",
        html! {
            (heading_in(&front.reference, "Change the legal basis"))
            (para(&format!("This review stands on: {}. A review keeps the law and the edition that it was opened under until a person changes it, with a reason.", front.regime.label())))
            @if let Some(choice) = other {
                (inset(&html! {
                    p class="govuk-body" { "The dates of this case lead to: " strong { (choice.regime.label()) } ". " (choice.reason) }
                    p class="govuk-body" { "The review keeps the basis that it was opened under unless you change it. If it stays, say why under “Plan again” on the overview." }
                }))
            }
            (form(seal, &format!("/reviews/{}/legal-basis", front.id), &html! {
                (radios(f, "regime", "New legal basis", choices(Regime::ALL, Regime::code, Regime::label)))
                (textarea(f, "why", "Why?"))
                (hidden("version", f.version_seen(front.version)))
                (button_row(&html! { (button("Change the legal basis")) (second_link_button("Cancel", &format!("/reviews/{}", front.id))) }))
            }))
        },
    )
    .about(&front.reference)
    .back(format!("/reviews/{}", front.id))
}

fn partnerships(others: &[(OrganisationId, String)]) -> Vec<Choice> {
    others.iter().map(|(id, name)| choice(id.to_string(), name)).collect()
}

pub(in crate::reviews) fn hand_over(seal: &Seal, front: &Front, others: &[(OrganisationId, String)], f: &Filled) -> Page {
    Page::new(
        "Transfer the case",
        html! {
            (heading_in(&front.reference, "Transfer the case to another partnership"))
            (inset(&html! { "The partnership for the area where the person normally lived leads. It must have agreed first. No name goes with the case." }))
            @if others.is_empty() { (para("No other partnership uses this deployment. Write to the other partnership, and record the decision to refer.")) }
            @else {
                (form(seal, &format!("/reviews/{}/transfer", front.id), &html! {
                    (select(f, "partnership", "Which partnership takes it over?", partnerships(others)))
                    (text(f, "agreed_by", "Who agreed there, and in what post?"))
                    (date(f, "on", "When did they agree?"))
                    (date(f, "came", "When did the death come to their attention?").hint("Their own month to decide is counted from this day"))
                    (textarea(f, "why", "Why is it theirs?"))
                    (hidden("version", f.version_seen(front.version)))
                    (button_row(&html! { (button("Transfer the case")) (second_link_button("Cancel", &format!("/reviews/{}", front.id))) }))
                }))
            }
        },
    )
    .about(&front.reference)
    .back(format!("/reviews/{}", front.id))
}

/// Everything that the page of a joint review shows.
pub(in crate::reviews) struct Joint {
    pub(in crate::reviews) front: Front,
    pub(in crate::reviews) held: Vec<Held>,
    pub(in crate::reviews) partners: Vec<Partner>,
    pub(in crate::reviews) others: Vec<(OrganisationId, String)>,
    pub(in crate::reviews) agreements: Vec<Agreement>,
    pub(in crate::reviews) labels: Labels,
    pub(in crate::reviews) may_share: bool,
}

pub(in crate::reviews) fn joint(seal: &Seal, sight: &Joint, f: &Filled) -> Page {
    let (front, labels) = (&sight.front, &sight.labels);
    let rows = sight.partners.iter().map(|one| {
        vec![
            html! { (one.name) },
            html! { @match one.part.as_str() { "lead" => "Leads", "received" => "Took the case over", _ => "Joint" } },
            html! { (day(one.came_to_attention_on)) },
            html! { (labels.show(&one.agreed_by)) @if let Some(on) = one.agreed_on { ", " (day(on)) } },
        ]
    });
    Page::new(
        "Partnerships in this review",
        html! {
            (heading_in(&front.reference, "Partnerships in this review"))
            (sub_nav(front.id, &sight.held, "/joint"))
            (table("Partnerships", &["Partnership", "Part", "Came to attention", "Agreed by"]).quiet_caption().rows(rows))
            @if !sight.agreements.is_empty() { (report(sight)) }
            @if !sight.others.is_empty() { (share(seal, front, &sight.others, f)) }
        },
    )
    .about(&front.reference)
    .crumb("Reviews", "/reviews")
    .crumb(&front.reference, format!("/reviews/{}", front.id))
    .wide()
}

/// Which partners have agreed the report, and the way to the form for those that have not.
fn report(sight: &Joint) -> Markup {
    let rows = sight.agreements.iter().map(|one| {
        vec![
            html! { (one.name) },
            html! { (one.report_label.as_deref().map_or_else(|| "Not yet".into(), spoken)) },
            html! { (sight.labels.show(one.agreed_by.as_deref().unwrap_or_default())) @if let Some(on) = one.agreed_on { ", " (day(on)) } },
        ]
    });
    let open = sight.agreements.iter().any(|one| one.report_label.is_none());
    html! {
        (section_heading("Agreement to the report"))
        (para("The report is submitted when every partner has agreed the version that the lead partnership agreed."))
        (table("Agreement to the report", &["Partner", "Version agreed", "Who agreed"]).quiet_caption().rows(rows))
        @if sight.may_share && open {
            (link_button("Record an agreement", &format!("/reviews/{}/joint/agreement", sight.front.id)))
        }
    }
}

/// That a partner has agreed the report, on a page of its own: it is no part of making the review a joint one.
pub(in crate::reviews) fn agreement(seal: &Seal, front: &Front, agreements: &[Agreement], f: &Filled) -> Page {
    let open = agreements.iter().filter(|one| one.report_label.is_none());
    let open: Vec<Choice> = open.map(|one| choice(one.partner.to_string(), &one.name)).collect();
    let home = format!("/reviews/{}/joint", front.id);
    Page::new(
        "Record an agreement to the report",
        html! {
            (heading_in(&front.reference, "Record an agreement to the report"))
            (form(seal, &format!("{home}/agreement"), &html! {
                (select(f, "partner", "Which partner agreed the report?", open))
                (text(f, "report_by", "Who agreed the report there, and in what post?"))
                (date(f, "report_on", "When did they agree the report?"))
                (hidden("version", f.version_seen(front.version)))
                (button_row(&html! { (button("Record the agreement")) (second_link_button("Cancel", &home)) }))
            }))
        },
    )
    .about(&front.reference)
    .back(home)
}

fn share(seal: &Seal, front: &Front, others: &[(OrganisationId, String)], f: &Filled) -> Markup {
    html! {
        (section_heading("Make it a joint review"))
        (para("Each partnership keeps its own clock for the decision. There is one review, one plan and one contact with the family."))
        (form(seal, &format!("/reviews/{}/joint", front.id), &html! {
            (select(f, "partnership", "With which partnership?", partnerships(others)))
            (text(f, "agreed_by", "Who agreed there, and in what post?"))
            (date(f, "on", "When did they agree?"))
            (date(f, "came", "When did the death come to their attention?"))
            (textarea(f, "why", "Why is the review a joint one?"))
            (hidden("version", f.version_seen(front.version)))
            (button("Make it a joint review"))
        }))
    }
}
