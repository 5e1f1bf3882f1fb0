//! The partnerships that share a review.

use maud::{Markup, html};

use super::basis::partnerships;
use crate::access::Held;
use crate::ids::OrganisationId;
use crate::redaction::Labels;
use crate::reports::spoken;
use crate::reviews::basis::{Origin, Partner};
use crate::reviews::partners::Agreement;
use crate::reviews::{Front, sub_nav};
use crate::ui::{
    Choice, Filled, Page, Seal, button, button_row, choice, date, day, form, heading_in, hidden, link_button, para,
    second_link_button, section_heading, select, table, text, textarea, warning, warning_button,
};

/// Everything that the page of a joint review shows.
pub(in crate::reviews) struct Joint {
    pub(in crate::reviews) front: Front,
    pub(in crate::reviews) held: Vec<Held>,
    pub(in crate::reviews) partners: Vec<Partner>,
    pub(in crate::reviews) origin: Option<Origin>,
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
            html! {
                @match one.part.as_str() { "lead" => "Leads", "received" => "Took the case over", _ => "Joint" }
                @if let Some(ended) = one.ended_on.filter(|_| one.part == "joint") { " until " (day(ended)) }
            },
            html! { (day(one.came_to_attention_on)) },
            html! {
                (labels.show(&one.agreed_by)) @if let Some(on) = one.agreed_on { ", " (day(on)) }
                @if sight.may_share && one.shares() {
                    br; a class="govuk-link" href=(format!("/reviews/{}/joint/{}/end", front.id, one.partnership)) {
                        "End its part" span class="govuk-visually-hidden" { ": " (one.name) }
                    }
                }
            },
        ]
    });
    Page::new(
        "Partnerships in this review",
        html! {
            (heading_in(&front.reference, "Partnerships in this review"))
            (sub_nav(front.id, &sight.held, "/joint"))
            @if let Some(from) = &sight.origin {
                (para(&format!(
                    "This case was taken over from {}, where it was {}{}. No name came with it: what is known here was entered here.",
                    from.name, from.reference, from.agreed_on.map(|on| format!(", on {}", day(on))).unwrap_or_default(),
                )))
            }
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
        (para("Each partnership keeps its own clock for the decision. There is one review, one plan and one contact with the family. The partnership that leads it acts; the other’s people read."))
        (warning("From then on the other partnership’s chair, coordinators and others in its posts read what such posts read in your own reviews, names included. Check which one you choose."))
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

/// That a partnership shares the review no longer.
pub(in crate::reviews) fn leaving(seal: &Seal, front: &Front, one: &Partner, f: &Filled) -> Page {
    let home = format!("/reviews/{}/joint", front.id);
    let title = "End a partnership’s part in the review";
    Page::new(
        title,
        html! {
            (heading_in(&front.reference, title))
            (para(&format!("Nobody of {} reaches this review by that partnership any more, and its clock for the decision stops. What its people did and saw stays on the record.", one.name)))
            (form(seal, &format!("{home}/{}/end", one.partnership), &html! {
                (date(f, "on", "When does it end?"))
                (textarea(f, "why", "Why does it end?"))
                (hidden("version", f.version_seen(front.version)))
                (button_row(&html! { (warning_button("End its part")) (second_link_button("Cancel", &home)) }))
            }))
        },
    )
    .about(&front.reference)
    .back(home)
}
