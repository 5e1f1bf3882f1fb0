//! Reasons to plan again.

use maud::html;

use crate::reviews::Front;
use crate::reviews::replan::Replan;
use crate::ui::{
    Filled, Page, Seal, button, button_row, choice, day, form, heading_in, link, para, radios, second_link_button,
    section_heading, table, textarea,
};

pub(in crate::reviews) fn page(seal: &Seal, front: &Front, open: &[Replan], f: &Filled) -> Page {
    let rows = open.iter().map(|one| vec![html! { (one.label()) }, html! { (day(one.raised_on)) }]);
    let which = open.iter().map(|one| choice(one.id.to_string(), one.label())).collect();
    Page::new(
        "Plan again",
        html! {
            (heading_in(&front.reference, "Plan again"))
            (para("Something happened that may move the dates of this review. Agree new dates for the clocks that it concerns, or say why none are needed. An agreed date answers only what you tick beside it."))
            (table("Reasons to plan again", &["What happened", "On the list since"]).quiet_caption().rows(rows).when_empty("Nothing asks for a new plan."))
            p class="govuk-body" { (link("Agree new dates for the clocks", &format!("/reviews/{}/clocks", front.id))) }
            @if !open.is_empty() {
                (section_heading("Settle a reason"))
                (form(seal, &format!("/reviews/{}/replan", front.id), &html! {
                    (radios(f, "replan", "What do you settle?", which))
                    (radios(f, "answer", "How is it answered?", vec![
                        choice("dates", "New dates are agreed").hint("They stand on the page of clocks"),
                        choice("none", "No new dates are needed").reveals(html! { (textarea(f, "why", "Why?").rows(3)) }),
                    ]))
                    (button_row(&html! { (button("Settle it")) (second_link_button("Cancel", &format!("/reviews/{}", front.id))) }))
                }))
            }
        },
    )
    .about(&front.reference)
    .back(format!("/reviews/{}", front.id))
}
