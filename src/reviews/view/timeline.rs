//! The story of a review.

use std::collections::BTreeSet;

use maud::{Markup, html};

use crate::access::right::{Object, Verb};
use crate::access::{Held, Reach};
use crate::base::within_a_sentence;
use crate::process::{Regime, Role};
use crate::redaction::Labels;
use crate::reviews::{Front, Happening, sub_nav};
use crate::ui::{Page, day, heading_in, link, link_about, para};

use super::happened;

/// `rightable` are the places of the steps to which the reader can give another day.
pub(in crate::reviews) fn page(
    front: &Front,
    held: &[Held],
    (happened, size): (&[Happening], usize),
    rightable: &BTreeSet<i64>,
    labels: &Labels,
) -> Page {
    let shown = &happened[..happened.len().min(size)];
    let more = (happened.len() > size).then(|| shown.last().map(|one| one.seq)).flatten();
    Page::new(
        "Timeline",
        html! {
            (heading_in(&front.reference, "Timeline"))
            (sub_nav(front.id, held, "/timeline"))
            (para("Everything in the order in which it was recorded, what was recorded last at the top; the day is the one on which it happened. Nothing here is ever changed or removed: a day that is put right is an entry of its own."))
            @if held.iter().any(|held| held.may(Object::Audit, Verb::See) == Some(Reach::All)) {
                p class="govuk-body" { (link("Who did and saw what: the audit record", &format!("/reviews/{}/audit", front.id))) }
            }
            (story(front, shown, rightable, labels))
            @if let Some(seq) = more { p class="govuk-body" { (link("Earlier", &format!("/reviews/{}/timeline?before={seq}", front.id))) } }
        },
    )
    .about(&front.reference)
    .crumb("Reviews", "/reviews")
    .crumb(&front.reference, format!("/reviews/{}", front.id))
    .wide()
}

pub(super) fn story(front: &Front, happened: &[Happening], rightable: &BTreeSet<i64>, labels: &Labels) -> Markup {
    let regime = front.regime;
    html! {
        ol class="d-timeline" {
            @for one in happened {
                li class="d-timeline__item" {
                    p class="d-timeline__when" { (day(one.on_date)) }
                    p class="d-timeline__what" {
                        (happened::words(one))
                        @if let Some(to) = one.to_stage && one.from_stage != Some(to) { ": now at the stage “" (to.label_in(regime)) "”" }
                    }
                    @if !one.note.is_empty() { p class="govuk-body" { (labels.show(&one.note)) } }
                    p class="govuk-body-s d-quiet" {
                        (one.person_name) ", " (role(&one.acting_as, regime))
                        @if !one.source.is_empty() { " · Source: " (happened::source(&one.source)) }
                        @if rightable.contains(&one.seq) {
                            " · "
                            (link_about("Put the day right", &format!("/reviews/{}/timeline/{}/day", front.id, one.seq), &happened::words(one)))
                        }
                    }
                }
            }
        }
    }
}

pub(super) fn role(code: &str, regime: Regime) -> String {
    code.parse::<Role>().map_or_else(|_| code.replace('_', " "), |role| within_a_sentence(role.label_in(regime)))
}
