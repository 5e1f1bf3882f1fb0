//! The path of a review as a picture: the stages it passes, those behind it, the one it is at, those to come.

use maud::{Markup, html};

use crate::process::{Regime, Stage, table as process};
use crate::ui::{picture, table};

const PATH: [Stage; 17] = [
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

const STEP: usize = 56;

/// The picture with its table. Nothing for a review that ended off the path: its stage says all.
pub(super) fn path(regime: Regime, stage: Stage) -> Markup {
    let stages: Vec<Stage> = PATH.into_iter().filter(|one| process::stages(regime).any(|known| known == *one)).collect();
    let Some(here) = stages.iter().position(|one| *one == stage) else { return html! {} };
    let width = STEP * stages.len();
    let centre = |at: usize| at * STEP + STEP / 2;
    let drawing = html! {
        svg viewBox={ "0 0 " (width) " 64" } xmlns="http://www.w3.org/2000/svg" aria-hidden="true" focusable="false" {
            line class="p-line" x1=(centre(0)) y1="24" x2=(centre(stages.len() - 1)) y2="24" {}
            line class="p-path" x1=(centre(0)) y1="24" x2=(centre(here)) y2="24" {}
            @for (at, _) in stages.iter().enumerate() {
                @let (class, radius) = if at < here { ("p-done", 7) } else if at == here { ("p-now", 11) } else { ("p-todo", 7) };
                circle class=(class) cx=(centre(at)) cy="24" r=(radius) {}
            }
            text class="p-text p-strong" x=(centre(here).clamp(70, width.saturating_sub(70))) y="58" text-anchor="middle" {
                (stages[here].label_in(regime))
            }
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
    let title = format!("Path of the review: stage {} of {}, {}", here + 1, stages.len(), stages[here].label_in(regime));
    let facts = table("Stages", &["Stage", "Where it stands"]).rows(rows).small();
    picture(&title, &drawing, &html! { (facts) })
}
