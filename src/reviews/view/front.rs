//! The front page.

use std::collections::BTreeSet;

use maud::{Markup, html};

use crate::access::{DECLARE_FIRST, Held};
use crate::base::within_a_sentence;
use crate::decision::CasePart;
use crate::duties::Duty;
use crate::process::{Due, Event, Facts, Offer, Role};
use crate::redaction::Labels;
use crate::reviews::front::called;
use crate::reviews::replan::Replan;
use crate::reviews::waiting::by_request;
use crate::reviews::{Front, Happening, edition_in_words, sub_nav};
use crate::ui::{Page, banner, bullets, day, heading_in, inset, link, para, row, section_heading, summary_list, table, whole};

use super::{dates, name_among, next, path, state, timeline};

/// Everything that the page shows.
pub(in crate::reviews) struct Sight {
    pub(in crate::reviews) front: Front,
    pub(in crate::reviews) facts: Facts,
    pub(in crate::reviews) dues: Vec<Due>,
    pub(in crate::reviews) offers: Vec<Offer>,
    pub(in crate::reviews) others: Vec<Offer>,
    /// What waits for the reader or their agency.
    pub(in crate::reviews) duties: Vec<Duty>,
    /// Whether the reader sees the whole case, and so what others still have to do.
    pub(in crate::reviews) whole: bool,
    /// What of the case was released to the reader.
    pub(in crate::reviews) released: Vec<CasePart>,
    pub(in crate::reviews) latest: Vec<Happening>,
    pub(in crate::reviews) labels: Labels,
    pub(in crate::reviews) held: Vec<Held>,
    /// The roles in which the reader acts.
    pub(in crate::reviews) roles: Vec<Role>,
    /// Reasons to plan again that are open.
    pub(in crate::reviews) replans: Vec<Replan>,
    /// Whether the reader agrees dates.
    pub(in crate::reviews) plans: bool,
}

pub(in crate::reviews) fn page(sight: &Sight) -> Page {
    let front = &sight.front;
    let called = called(front.stage, &front.display_term);
    let title = format!("{called} {}", front.reference);
    Page::new(
        called,
        html! {
            (heading_in(&front.partnership_name, &title))
            (sub_nav(front.id, &sight.held, ""))
            (overlays(&sight.facts))
            @if sight.held.iter().any(|held| held.undeclared) { (inset(&html! { (DECLARE_FIRST) })) }
            (path::path(front.regime, front.stage))
            (next::next(sight))
            (released(sight))
            (clocks(sight))
            (basis(front, &sight.facts))
            (latest(sight))
        },
    )
    .about(&front.reference)
    .crumb("Reviews", "/reviews")
    .wide()
}

fn overlays(facts: &Facts) -> Markup {
    html! {
        @if let Some(hold) = facts.on_hold() {
            (banner("On hold", &html! { (para(&format!("Held since {}: {}. No hold stops a clock of law or guidance.", day(hold.start), within_a_sentence(hold.reason.label())))) }))
        } @else {
            @for hold in facts.holds.iter().filter(|hold| hold.stands_on(facts.today)) {
                (inset(&html! { "Some work waits since " (day(hold.start)) ": " (within_a_sentence(hold.reason.label())) "." }))
            }
        }
    }
}

fn released(sight: &Sight) -> Markup {
    html! {
        @if !sight.released.is_empty() {
            (section_heading("Released to you"))
            (bullets(sight.released.iter().map(|part| link(part.label(), &format!("/reviews/{}/{part}", sight.front.id)))))
        }
    }
}

fn clocks(sight: &Sight) -> Markup {
    // Who answers for an agency goes by its own date, which stands with what is asked of them.
    let answers = sight.held.iter().any(|held| held.role.answers_for_an_agency());
    let mut dues: Vec<&Due> = sight.dues.iter().filter(|due| due.runs() && !(answers && by_request(due.clock.rule))).collect();
    dues.sort_by_key(|due| due.working_date());
    let rows = dues.into_iter().map(|due| {
        vec![
            html! {
                (whole(&name_among(due, &sight.dues)))
                @if by_request(due.clock.rule) { br; span class="d-quiet" { "each agency’s own date is with its return" } }
            },
            html! { (due.clock.owner.label_in(sight.front.regime)) },
            dates(due),
            state(due),
        ]
    });
    html! {
        (section_heading("Clocks that are running"))
        (table("Clocks that are running", &["What", "For", "By", "State"]).quiet_caption().rows(rows).when_empty("No clock is running."))
        p class="govuk-body" { (link("Every clock, with its source", &format!("/reviews/{}/clocks", sight.front.id))) " · "
            (link("Holds, embargoes and restrictions", &format!("/reviews/{}/holds", sight.front.id))) }
    }
}

fn basis(front: &Front, facts: &Facts) -> Markup {
    let closed = facts.dates.latest(Event::LocalLearningClosed).filter(|_| facts.dates.stands(Event::LocalLearningClosed));
    html! {
        (section_heading("Legal basis"))
        (summary_list(&[
            row("Legal basis", front.regime.label()),
            row("What it is called here", &front.display_term),
            row("Edition of the rules", edition_in_words(&front.edition)),
            row("Lead partnership", &front.partnership_name),
            row("Stage", html! { (front.stage.label_in(front.regime)) ", since " (day(front.stage_since)) @if let Some(on) = closed.filter(|_| front.stage.is_end()) { "; closed on " (day(on)) } }),
        ]))
        p class="govuk-body" { (link("How a review of this kind proceeds", &format!("/help/process/{}", front.regime.code())))
            " · " (link("Partnerships in this review", &format!("/reviews/{}/joint", front.id))) }
    }
}

fn latest(sight: &Sight) -> Markup {
    html! {
        @if !sight.latest.is_empty() {
            (section_heading("Latest"))
            (para("What was recorded last, at the top; the day is the one on which it happened."))
            (timeline::story(&sight.front, &sight.latest, &BTreeSet::new(), &sight.labels))
            p class="govuk-body" { (link("Everything that happened", &format!("/reviews/{}/timeline", sight.front.id))) }
        }
    }
}
