//! The path of a review as a picture: the stages it passes, those behind it, the one it is at, those to come.

use maud::{Markup, html};

use crate::process::{Regime, Stage, table as process};
use crate::ui::{picture, table};

pub(super) const PATH: [Stage; 17] = [
    Stage::Notified,
    Stage::Triage,
    Stage::Consultation,
    Stage::Decision,
    Stage::Setup,
    Stage::Scoping,
    Stage::Gathering,
    Stage::Analysis,
    Stage::Drafting,
    Stage::FamilyReading,
    Stage::CspSignoff,
    Stage::WithHo,
    Stage::Amending,
    Stage::Cleared,
    Stage::Published,
    Stage::Monitoring,
    Stage::Closed,
];

/// The picture with its table. Nothing for a review that ended off the path: its stage says all.
///
/// Places are in per cent of the width and sizes are not, so that it is as clear on a telephone as on a desk.
pub(super) fn path(regime: Regime, stage: Stage) -> Markup {
    let stages: Vec<Stage> = PATH.into_iter().filter(|one| process::stages(regime).any(|known| known == *one)).collect();
    let Some(here) = stages.iter().position(|one| *one == stage) else { return html! {} };
    let (last, label) = (stages.len() - 1, stages[here].label_in(regime));
    let place = |at: usize| {
        let tenths = 30 + at * 940 / last.max(1);
        format!("{}.{}%", tenths / 10, tenths % 10)
    };
    // The words begin under the first stages, stand centred under those in the middle and end under the last.
    let (anchor, aside) = match here * 3 / stages.len() {
        0 => ("start", "-11"),
        1 => ("middle", "0"),
        _ => ("end", "11"),
    };
    let drawing = html! {
        svg class="d-path" width="100%" height="82" xmlns="http://www.w3.org/2000/svg" aria-hidden="true" focusable="false" {
            line class="p-line" x1=(place(0)) y1="20" x2=(place(last)) y2="20" {}
            line class="p-path" x1=(place(0)) y1="20" x2=(place(here)) y2="20" {}
            @for (at, _) in stages.iter().enumerate() {
                @let (class, radius) = if at < here { ("p-done", 6) } else if at == here { ("p-now", 10) } else { ("p-todo", 6) };
                circle class=(class) cx=(place(at)) cy="20" r=(radius) {}
            }
            text class="p-label p-strong" x=(place(here)) dx=(aside) y="54" text-anchor=(anchor) { (label) }
            text class="p-text" x=(place(here)) dx=(aside) y="75" text-anchor=(anchor) { "Stage " (here + 1) " of " (stages.len()) }
        }
    };
    let rows = stages.iter().enumerate().map(|(at, one)| {
        let how = if at < here {
            "Behind it"
        } else if at == here {
            "Now"
        } else {
            "To come"
        };
        vec![html! { (one.label_in(regime)) }, html! { (how) }]
    });
    let title = format!("Path of the review: stage {} of {}, {label}", here + 1, stages.len());
    let facts = table("Stages", &["Stage", "Where it stands"]).rows(rows).small();
    picture(&title, &drawing, &html! { (facts) })
}
