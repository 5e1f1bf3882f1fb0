//! The board's page.

use crate::recommendations::{Rag, Row, rag_tag};
use crate::ui::*;

use super::store::Summary;

fn address(row: &Row) -> String {
    match (row.review, row.plan) {
        (Some(review), _) => format!("/reviews/{review}/recommendations/{}", row.id),
        (None, Some(plan)) => format!("/plans/{plan}/{}", row.id),
        (None, None) => "/plans".to_owned(),
    }
}

fn list(title: &str, rows: &[Row], summary: &Summary, empty: &'static str) -> Markup {
    let cells = rows.iter().map(|row| {
        vec![
            link(&row.reference, &address(row)),
            html! { (row.source_ref) },
            html! { (summary.shown(row, &row.leads())) },
            html! { (row.first_due.map(day).unwrap_or_default()) @if let Some(later) = row.new_due { br; span class="d-quiet" { "now agreed for " (day(later)) } } },
            html! { (row.state.label()) },
            rag_tag(&row.rating(summary.as_at)),
        ]
    });
    html! {
        (section_heading(title))
        (table(title, &["Reference", "Came as", "Lead", "First promised for", "State", "Colour"]).rows(cells).quiet_caption().small().when_empty(empty))
    }
}

/// What is red though its date has not passed, each with the reason that the paper gives.
fn red(summary: &Summary) -> Markup {
    let cells = summary.red.iter().map(|row| {
        vec![
            link(&row.reference, &address(row)),
            html! { (row.source_ref) },
            html! { (summary.shown(row, &row.leads())) },
            html! { (row.state.label()) },
            html! { (summary.why_red(row)) },
        ]
    });
    let title = "Red for another reason";
    html! {
        (section_heading(title))
        (table(title, &["Reference", "Came as", "Lead", "State", "Why it is red"]).rows(cells).quiet_caption().small().when_empty("Nothing else is red."))
    }
}

/// Bars of the colours, with the same numbers in the table under them.
fn colours(summary: &Summary) -> Markup {
    let most = summary.colours.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    // In per cent of the width, so that the longest bar and its number stand on a telephone too.
    let share = |count: usize| count * 70 / most;
    let class = |rag: Rag| match rag {
        Rag::Red => "p-red",
        Rag::Amber => "p-amber",
        Rag::Green => "p-green",
        Rag::Grey => "p-grey",
        Rag::Blue => "p-blue",
    };
    // Whoever does not tell the colours apart, or prints in grey, tells the marks: solid, slanted, level, empty, dotted.
    let mark = |rag: Rag| match rag {
        Rag::Amber => Some("url(#mark-amber)"),
        Rag::Green => Some("url(#mark-green)"),
        Rag::Blue => Some("url(#mark-blue)"),
        Rag::Red | Rag::Grey => None,
    };
    let svg = html! {
        svg class="d-path" width="100%" height="170" xmlns="http://www.w3.org/2000/svg" aria-hidden="true" focusable="false" {
            defs {
                pattern id="mark-amber" width="8" height="8" patternUnits="userSpaceOnUse" { path class="p-mark-dark" d="M-2 2 L2 -2 M0 8 L8 0 M6 10 L10 6" {} }
                pattern id="mark-green" width="8" height="6" patternUnits="userSpaceOnUse" { path class="p-mark" d="M0 3 H8" {} }
                pattern id="mark-blue" width="8" height="8" patternUnits="userSpaceOnUse" { circle class="p-dot" cx="4" cy="4" r="1.6" {} }
            }
            @for (at, (rag, count)) in summary.colours.iter().enumerate() {
                text class="p-text" x="0" y=(at * 32 + 22) { (rag.label()) }
                rect class=(class(*rag)) x="60" y=(at * 32 + 6) width={ (share(*count)) "%" } height="22" {}
                @if let Some(mark) = mark(*rag) { rect x="60" y=(at * 32 + 6) width={ (share(*count)) "%" } height="22" fill=(mark) {} }
                text class="p-text" x={ (share(*count)) "%" } dx="70" y=(at * 32 + 22) { (count) }
            }
        }
    };
    let numbers = summary.colours.iter().map(|(rag, count)| vec![html! { (rag.label()) }, html! { (count) }]);
    picture(
        "Recommendations by colour",
        &svg,
        &table("Recommendations by colour", &["Colour", "Number#"]).rows(numbers).quiet_caption().render(),
    )
}

pub(super) fn summary(summary: &Summary) -> Page {
    let [three, twelve, longer] = summary.ages;
    let running = summary.clocks.running;
    let to_check = summary.to_check();
    let stages = summary.stages.iter().map(|(stage, count)| vec![html! { (stage) }, html! { (count) }]);
    let body = html! {
        (heading_in(&summary.name, "Board summary"))
        p class="govuk-body d-quiet" { "As at " (day(summary.as_at)) ". No account of any case is on this page." }
        p class="govuk-body" { (crate::ui::link("The same as a paper (PDF)", &format!("/papers/boards/{}", summary.partnership))) }
        ul class="d-figures" {
            li class=[(!summary.overdue.is_empty()).then_some("d-figures__late")] { strong { (summary.overdue.len()) } " overdue" }
            li { strong { (summary.agreed.len()) } " agreed, not yet approved" }
            li { strong { (summary.new.len()) } " new in three months" }
            li { strong { (summary.settled.len()) } " settled in three months" }
            li { strong { (running) } " " (running.noun("review", "reviews")) " without an agreed report" }
            li { strong { (summary.clocks.late) } " of them beyond six months" }
        }
        (colours(summary))
        (section_heading("How late"))
        (table("How late", &["Late by", "Number#"]).quiet_caption().rows([
            vec![html! { "Up to three months" }, html! { (three) }],
            vec![html! { "Up to a year" }, html! { (twelve) }],
            vec![html! { "More than a year" }, html! { (longer) }],
        ]))
        (list("Overdue", &summary.overdue, summary, "Nothing is overdue."))
        (red(summary))
        (list("Not passed at the check of their impact", &summary.not_passed, summary, "No check was not passed."))
        (list("Agreed by the addressee, not yet approved", &summary.agreed, summary, "Nothing waits for approval."))
        (list("New in three months", &summary.new, summary, "Nothing is new."))
        (list("Settled in three months", &summary.settled, summary, "Nothing was settled."))
        @if summary.settled_before > 0 { (para(&summary.settled_earlier())) }
        @if !summary.ended.is_empty() { (list("Ended in three months without being done", &summary.ended, summary, "")) }
        @if !to_check.is_empty() { (section_heading("What to check in the register")) (bullets(&to_check)) }
        (section_heading("Reviews by stage"))
        @if summary.suppressed { (para("Numbers from 1 to 4 are shown as “fewer than 5”, so that nobody can be picked out. Stages of one part of the work with so few stand together.")) }
        (table("Reviews by stage", &["Stage", "Reviews#"]).rows(stages).quiet_caption().when_empty("There is no review."))
    };
    Page::new("Board summary", body).about(&summary.name).wide()
}

pub(super) fn choose(all: &[(String, String)]) -> Page {
    Page::new(
        "Board summaries",
        html! {
            (heading("Board summaries"))
            (bullets(all.iter().map(|(id, name)| link(name, &format!("/board/{id}")))))
        },
    )
}
