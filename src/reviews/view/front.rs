//! The front page.

use maud::{Markup, html};

use crate::access::Held;
use crate::ids::ReviewId;
use crate::process::{Due, DueState, Facts, Need, Offer, Stage};
use crate::redaction::Labels;
use crate::reviews::replan::{Replan, missed};
use crate::reviews::{Front, Happening, edition_in_words, place_for, place_of, sub_nav};
use crate::ui::{
    Page, Status, Task, banner, bullets, day, heading_in, inset, link, para, row, section_heading, small_heading, summary_list,
    table, task, task_list,
};

use super::{dates, name, name_among, path, state, timeline};

/// Everything that the page shows.
pub(in crate::reviews) struct Sight {
    pub(in crate::reviews) front: Front,
    pub(in crate::reviews) facts: Facts,
    pub(in crate::reviews) dues: Vec<Due>,
    pub(in crate::reviews) offers: Vec<Offer>,
    pub(in crate::reviews) others: Vec<Offer>,
    pub(in crate::reviews) latest: Vec<Happening>,
    pub(in crate::reviews) labels: Labels,
    pub(in crate::reviews) held: Vec<Held>,
    /// Reasons to plan again that are open.
    pub(in crate::reviews) replans: Vec<Replan>,
    /// Whether the reader agrees dates.
    pub(in crate::reviews) plans: bool,
}

pub(in crate::reviews) fn page(sight: &Sight) -> Page {
    let front = &sight.front;
    let title = format!("{} {}", front.display_term, front.reference);
    Page::new(
        &front.display_term,
        html! {
            (heading_in(&front.partnership_name, &title))
            (sub_nav(front.id, &sight.held, ""))
            (overlays(&sight.facts))
            (path::path(front.regime, front.stage))
            (next(sight))
            (clocks(sight))
            (basis(front))
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
            (banner("On hold", &html! { (para(&format!("Held since {}: {}. No hold stops a clock of law or guidance.", day(hold.start), hold.reason.label().to_lowercase()))) }))
        } @else {
            @for hold in facts.holds.iter().filter(|hold| hold.stands_on(facts.today)) {
                (inset(&html! { "Some work waits since " (day(hold.start)) ": " (hold.reason.label().to_lowercase()) "." }))
            }
        }
    }
}

/// Whether a step leads on, and not back, aside or out of the partnership's hands.
fn leads_on(offer: &Offer, stage: Stage) -> bool {
    let place = |stage| path::PATH.iter().position(|one| *one == stage);
    match offer.step.to.map(|to| (to, place(to))) {
        Some((_, Some(to))) => place(stage).is_none_or(|here| to > here),
        Some((to, None)) => to != Stage::Transferred && stage == Stage::Decision,
        None => false,
    }
}

/// What this person can do next, and what keeps the rest.
fn next(sight: &Sight) -> Markup {
    let (review, stage) = (sight.front.id, sight.front.stage);
    let (on, beside): (Vec<&Offer>, Vec<&Offer>) = sight.offers.iter().partition(|offer| leads_on(offer, stage));
    let (ready, waiting): (Vec<&Offer>, Vec<&Offer>) = on.into_iter().partition(|offer| offer.ready());
    let tasks: Vec<Task> =
        ready.iter().map(|offer| task(offer.step.act.label(), place_of(review, offer.step.act), Status::Ready)).collect();
    let beside = beside.into_iter().filter(|offer| offer.ready()).map(|offer| offer.step.act);
    let again = again(sight);
    let beside: Vec<Markup> = beside.map(|act| link(act.label(), &place_of(review, act))).collect();
    html! {
        (section_heading("What to do next"))
        @if !again.is_empty() {
            p class="govuk-body" { strong { "Plan again" } ": agree new dates, or say why none are needed." }
            (task_list("replan", &again))
        }
        @if ready.is_empty() && waiting.is_empty() && again.is_empty() { (for_others(sight)) }
        @if !ready.is_empty() { (task_list("ready", &tasks)) }
        @for offer in &waiting {
            (small_heading(&format!("Before you can {}", lower(offer.step.act.label()))))
            (task_list(&format!("wait-{}", offer.step.act.code()), &needs(review, offer)))
        }
        @if !beside.is_empty() {
            (small_heading("Other steps that you can take"))
            (bullets(beside))
        }
    }
}

/// What asks for new dates: what happened since the plan was made, and agreed dates that have passed.
fn again(sight: &Sight) -> Vec<Task> {
    if !sight.plans {
        return Vec::new();
    }
    let review = sight.front.id;
    let happened = sight.replans.iter().map(|one| task(one.label(), format!("/reviews/{review}/replan"), Status::Ready));
    let passed = missed(&sight.dues, sight.facts.today).map(|due| {
        let to = format!("/reviews/{review}/clocks/{}?about={}", due.clock.rule.code(), due.about);
        task(format!("The agreed date has passed: {}", name(due)), to, Status::Ready)
    });
    happened.chain(passed).collect()
}

/// An act in the middle of a sentence.
fn lower(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// All that a step asks for first, with what is missing at the top.
fn needs(review: ReviewId, offer: &Offer) -> Vec<Task> {
    let mut needs: Vec<Need> = offer.step.needs.iter().copied().filter(|need| !need.given_with_the_step()).collect();
    needs.sort_by_key(|need| !offer.missing.contains(need));
    let status = |need| if offer.missing.contains(&need) { Status::Needed } else { Status::Completed };
    needs.into_iter().map(|need| task(need.label(), place_for(review, need), status(need))).collect()
}

fn for_others(sight: &Sight) -> Markup {
    let regime = sight.front.regime;
    let mut roles: Vec<&str> = sight
        .others
        .iter()
        .filter(|offer| offer.step.to.is_some())
        .flat_map(|offer| offer.step.by.iter().map(|role| role.label_in(regime)))
        .collect();
    roles.sort_unstable();
    roles.dedup();
    html! {
        @if sight.front.stage.is_end() { (para("Nothing more has to be done here.")) }
        @else if roles.is_empty() { (para("There is nothing for you to do here now.")) }
        @else { (para(&format!("To move on, the review waits for: {}.", roles.join(", ").to_lowercase()))) }
    }
}

fn clocks(sight: &Sight) -> Markup {
    let running = |due: &&Due| matches!(due.state, DueState::Due | DueState::Overdue | DueState::Paused);
    let mut dues: Vec<&Due> = sight.dues.iter().filter(running).collect();
    dues.sort_by_key(|due| due.working_date());
    let rows = dues.into_iter().map(|due| {
        vec![
            html! { (name_among(due, &sight.dues)) },
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

fn basis(front: &Front) -> Markup {
    html! {
        (section_heading("Legal basis"))
        (summary_list(&[
            row("Legal basis", front.regime.label()),
            row("What it is called here", &front.display_term),
            row("Edition of the rules", edition_in_words(&front.edition)),
            row("Lead partnership", &front.partnership_name),
            row("Stage", html! { (front.stage.label_in(front.regime)) ", since " (day(front.stage_since)) }),
        ]))
        p class="govuk-body" { (link("How a review of this kind proceeds", &format!("/help/process/{}", front.regime.code())))
            " · " (link("Partnerships in this review", &format!("/reviews/{}/joint", front.id))) }
    }
}

fn latest(sight: &Sight) -> Markup {
    html! {
        @if !sight.latest.is_empty() {
            (section_heading("Latest"))
            (timeline::story(&sight.latest, sight.front.regime, &sight.labels))
            p class="govuk-body" { (link("Everything that happened", &format!("/reviews/{}/timeline", sight.front.id))) }
        }
    }
}
