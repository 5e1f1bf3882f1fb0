//! Legal basis and transfer.

use maud::html;

use crate::ids::OrganisationId;
use crate::process::Regime;
use crate::process::scope::RegimeChoice;
use crate::reviews::Front;
use crate::ui::{
    Choice, Filled, Page, Seal, button, button_row, choice, choices, date, form, heading_in, hidden, inset, para, radios,
    second_link_button, select, text, textarea,
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

pub(super) fn partnerships(others: &[(OrganisationId, String)]) -> Vec<Choice> {
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
