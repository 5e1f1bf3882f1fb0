//! The plain page of a step.

use maud::html;

use crate::process::{Act, Need, Refusal, Role, Step, table};
use crate::reviews::asks::{Asks, Without};
use crate::reviews::{Front, place_for};
use crate::ui::{
    Filled, Page, Seal, bullets, button, button_row, date, form, heading_in, hidden, inset, link, para, second_link_button,
    textarea,
};

/// `beside` is what is known already of what the step is about, a paragraph each.
pub(in crate::reviews) fn page(seal: &Seal, front: &Front, step: &Step, beside: &[String], f: &Filled) -> Page {
    let label = step.act.label();
    let asks = Asks::of(step.act, step.needs.iter().any(|need| need.given_with_the_step()));
    let mut note = textarea(f, "note", asks.note);
    if !matches!(asks.without, Without::Never(_)) {
        note = note.optional();
    }
    let source = step.cited(front.regime);
    Page::new(
        label,
        html! {
            (heading_in(&front.reference, label))
            @if let Some(to) = step.to && to != front.stage {
                (para(&format!("The review goes from “{}” to “{}”.", front.stage.label_in(front.regime), to.label_in(front.regime))))
            } @else {
                (para("This is put on record with its day. The review stays at its stage."))
            }
            @for known in beside { (para(known)) }
            @if let Some(source) = source { (inset(&html! { "Source: " (source.source) "." })) }
            (form(seal, &format!("/reviews/{}/steps/{}", front.id, step.act.code()), &html! {
                @if let Some(agreed) = asks.agreed { (date(f, "day", agreed)) }
                (date(f, "on", asks.on))
                (note.hint("People’s names become their pseudonyms when this is saved."))
                (hidden("version", front.version))
                (button_row(&html! { (button(label)) (second_link_button("Cancel", &format!("/reviews/{}", front.id))) }))
            }))
        },
    )
    .about(&front.reference)
    .back(format!("/reviews/{}", front.id))
}

/// Why it cannot be done, and where to mend it.
pub(in crate::reviews) fn refused(front: &Front, act: Act, refusal: &Refusal, roles: &[Role]) -> Page {
    let takes = |event| {
        let steps = table::steps(front.regime).filter(|step| step.records == event && step.from.contains(&front.stage));
        steps.flat_map(|step| step.by).any(|role| roles.contains(role))
    };
    let mend = |need: &Need| {
        if need.event().is_none_or(takes) {
            link(need.sentence(), &place_for(front.id, *need))
        } else {
            html! { (need.sentence()) }
        }
    };
    let missing = match refusal {
        Refusal::NotYet { missing, .. } => missing.clone(),
        Refusal::NotAStepHere { .. } | Refusal::NotYours { .. } => Vec::new(),
    };
    Page::new(
        act.label(),
        html! {
            (heading_in(&front.reference, act.label()))
            @if missing.is_empty() { (para(&refusal.to_string())) }
            @else {
                (para("This cannot be done yet:"))
                (bullets(missing.iter().map(mend)))
            }
            p class="govuk-body" { (link("Back to the review", &format!("/reviews/{}", front.id))) }
        },
    )
    .about(&front.reference)
    .back(format!("/reviews/{}", front.id))
}
