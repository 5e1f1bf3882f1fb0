//! How a review looks.

pub(super) mod basis;
pub(super) mod clocks;
pub(super) mod front;
mod happened;
pub(super) mod holds;
pub(super) mod list;
pub(super) mod looks;
mod next;
mod path;
pub(super) mod put_right;
pub(super) mod record;
pub(super) mod replan;
pub(super) mod sharing;
pub(super) mod step;
pub(super) mod timeline;

use maud::{Markup, html};

use crate::process::{Due, DueState};
use crate::ui::{Colour, day, tag};

/// A clock's state as a tag: words first, colour only repeats them.
fn state(due: &Due) -> Markup {
    let colour = match due.state {
        DueState::Due | DueState::ToAgree => Colour::Blue,
        DueState::Overdue => Colour::Red,
        DueState::Paused | DueState::Embargoed => Colour::Purple,
        DueState::Met | DueState::MetAsAgreed => Colour::Green,
        DueState::MetLate | DueState::CutShort => Colour::Yellow,
        DueState::Unasked | DueState::Given | DueState::Lapsed | DueState::Ended | DueState::NotNeeded => Colour::Grey,
    };
    html! {
        (tag(due.state.label(), colour))
        @if let Some(since) = due.held_since.filter(|_| due.state != DueState::Paused) {
            br; span class="d-quiet" { "work that it needs is on hold since " (day(since)) "; the clock runs on" }
        }
    }
}

/// The date that people work to, with the working day to act by where that is another, and the computed date where one was agreed.
fn dates(due: &Due) -> Markup {
    if due.state == DueState::Unasked {
        return html! { span class="d-quiet" { "Counted from the first request" } };
    }
    html! {
        @if due.to_agree() { span class="d-quiet" { "agree a date by" } " " }
        span class="d-nowrap" { (day(due.working_date())) }
        @if let Some(agreed) = &due.agreed {
            br; span class="d-quiet" { "agreed " (day(agreed.on)) "; computed " (day(due.computed_due)) }
        } @else if due.act_by != due.computed_due {
            br; span class="d-quiet" { "act by " (day(due.act_by)) }
        }
        @if !due.sure { br; span class="d-quiet" { "beyond the bank holidays that are known" } }
    }
}

/// What a clock is about, after its name, where several of its kind run.
fn name_among(due: &Due, all: &[Due]) -> String {
    let alone = all.iter().filter(|one| one.clock.rule == due.clock.rule).count() < 2;
    if alone { due.clock.rule.label().to_owned() } else { due.name() }
}
