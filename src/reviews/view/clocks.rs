//! Every clock of a review with its source, and agreeing a date.

use chrono::NaiveDate;
use maud::{Markup, html};

use crate::access::Held;
use crate::base::counted;
use crate::process::table::Measure;
use crate::process::{Due, DueState, Facts};
use crate::redaction::Labels;
use crate::reviews::clocks::AgreedOnce;
use crate::reviews::replan::Replan;
use crate::reviews::{Front, sub_nav};
use crate::ui::{
    Filled, Page, Seal, button, button_row, checkboxes, choice, date, day, form, heading_in, hidden, inset, link_about, para,
    row, second_link_button, summary_list, table, text, textarea, whole,
};

use super::{dates, name_among, state};

pub(in crate::reviews) fn page(
    front: &Front,
    held: &[Held],
    facts: &Facts,
    (dues, agreed, labels): (&[Due], &[AgreedOnce], &Labels),
    may_agree: bool,
) -> Page {
    let rows = dues.iter().map(|due| clock_row(front, due, dues, may_agree));
    Page::new(
        "Clocks",
        html! {
            (heading_in(&front.reference, "Clocks"))
            (sub_nav(front.id, held, "/clocks"))
            (para("A computed date follows from what happened and is never changed. When it cannot be kept, an agreed date stands beside it, with who agreed, when and why."))
            (table("Every clock that has started", &["What", "Started", "Computed and agreed", "Met", "State", "Source"]).rows(rows).small())
            @if !agreed.is_empty() {
                (table("Every date that was agreed, the latest first", &["What", "Agreed date", "Who agreed", "When", "Why"]).small().rows(agreed.iter().map(|one| {
                    vec![html! { (whole(&one.name())) }, html! { (day(one.agreed_due)) }, html! { (labels.show(&one.agreed_by)) }, html! { (day(one.agreed_on)) }, html! { (labels.show(&one.reason)) }]
                })))
            }
            (para(&format!("Today is {}.", day(facts.today))))
        },
    )
    .about(&front.reference)
    .crumb("Reviews", "/reviews")
    .crumb(&front.reference, format!("/reviews/{}", front.id))
    .wide()
}

fn clock_row(front: &Front, due: &Due, dues: &[Due], may_agree: bool) -> Vec<Markup> {
    let agree = format!("/reviews/{}/clocks/{}?about={}", front.id, due.clock.rule.code(), due.about);
    let source = due.clock.cited(front.regime);
    vec![
        html! {
            (whole(&name_among(due, dues))) br;
            span class="d-quiet" title=(due.clock.rule.code()) { (due.length.in_words()) }
        },
        html! { (day(due.started)) br; span class="d-quiet" { (due.started_by.label()) } },
        html! {
            (dates(due))
            @if may_agree && due.runs() { br; (link_about("Agree a date", &agree, &format!(" for: {}", due.name()))) }
        },
        html! { @if let Some(met) = due.met_on { (day(met)) (taken(due, met)) } @else { span class="d-quiet" { @if due.runs() || due.state == DueState::Given { "Not yet" } @else if due.state == DueState::NotNeeded { "–" } @else { "Never" } } } },
        state(due),
        html! { @if let Some(source) = source { (source.source)
        @if !source.source.starts_with(source.level.label()) { br; span class="d-quiet" { (source.level.label()) } } } },
    ]
}

/// How long it took until it was met, and how much of that was after its computed date.
fn taken(due: &Due, met: NaiveDate) -> Markup {
    let days = |days: i64| counted(days, "day", "days");
    let (all, late) = ((met - due.started).num_days(), due.days_after_computed(met));
    html! {
        @if all > 0 {
            br; span class="d-quiet" {
                (days(all)) " after it started"
                @if late > 0 && due.clock.measure == Measure::NoLaterThan { ", " (days(late)) " after its computed date" }
            }
        }
    }
}

pub(in crate::reviews) fn agree(seal: &Seal, front: &Front, facts: &Facts, (due, open): (&Due, &[Replan]), f: &Filled) -> Page {
    let reasons: Vec<_> = open.iter().map(|one| choice(one.id.to_string(), one.label())).collect();
    let here = format!("/reviews/{}/clocks/{}", front.id, due.clock.rule.code());
    Page::new(
        "Agree a date",
        html! {
            (heading_in(&front.reference, "Agree a date"))
            (summary_list(&[
                row("Clock", due.name()),
                row("Started", day(due.started)),
                row("Computed date", day(due.computed_due)),
                row("Act by", day(due.act_by)),
                row("Agreed date now", due.agreed.as_ref().map(|agreed| day(agreed.due)).unwrap_or_default()),
            ]))
            @if due.computed_due < facts.today {
                (inset(&html! { "The computed date passed " (counted((facts.today - due.computed_due).num_days(), "day", "days")) " ago. It stays on record." }))
            }
            (form(seal, &here, &html! {
                (hidden("about", &due.about))
                (hidden("version", f.version()))
                (date(f, "due", "Agreed date"))
                (text(f, "by", "Who agreed to it?").hint("For example: partnership chair, at the executive meeting"))
                (date(f, "on", "When did they agree?"))
                (textarea(f, "reason", "Why can the computed date not be kept?"))
                @if !reasons.is_empty() {
                    (checkboxes(f, "answers", "Which reasons to plan again does this date answer?", reasons).hint("Those that you leave stay on the review’s front page").optional())
                }
                (button_row(&html! { (button("Record the agreed date")) (second_link_button("Cancel", &format!("/reviews/{}/clocks", front.id))) }))
            }))
        },
    )
    .about(&front.reference)
    .back(format!("/reviews/{}/clocks", front.id))
}
