//! What to do next on a review's front page: what waits for the reader, the steps that lead on with what keeps them, and whom else the
//! review waits for.

use maud::{Markup, html};

use crate::base::within_a_sentence;
use crate::duties::{self, Kind};
use crate::process::{Act, Due, DueState, Facts, Need, Offer, Role, Rule, Stage, leads_on};
use crate::reviews::next::{self as steps, by_place, named};
use crate::reviews::replan::missed;
use crate::reviews::{place_for, place_of};
use crate::ui::{Status, Task, bullets, day, link, para, section_heading, small_heading, stated, task, task_list};

use super::front::Sight;
use super::name;

/// What this person can do next, and what keeps the rest.
pub(super) fn next(sight: &Sight) -> Markup {
    let review = sight.front.id;
    let (on, beside): (Vec<&Offer>, Vec<&Offer>) = sight.offers.iter().partition(|offer| leads_on(offer, &sight.facts));
    let (ready, waiting): (Vec<&Offer>, Vec<&Offer>) = on.into_iter().partition(|offer| offer.ready());
    // What stops a clock is asked for by law, guidance or practice, whether or not the review moves on by it.
    let (asked, beside): (Vec<&Offer>, Vec<&Offer>) = beside
        .into_iter()
        .filter(|offer| !too_soon(sight, offer))
        .partition(|offer| offer.ready() && stops(sight, offer).is_some());
    let (ready, mut waiting) = (by_place(review, &ready), by_place(review, &waiting));
    // Where one way is open, the others that its page holds are for another case: another outcome, another letter.
    waiting.retain(|(place, _)| !ready.iter().any(|(open, _)| open == place));
    let yours: Vec<Task> = duties::tasks(&sight.duties, sight.facts.today).into_iter().chain(owed(sight)).collect();
    let again = again(sight);
    html! {
        (section_heading("What to do next"))
        @if !yours.is_empty() { (task_list("yours", &yours)) }
        @if !again.is_empty() {
            p class="govuk-body" { strong { "Plan again" } ": agree new dates, or say why none are needed." }
            (task_list("replan", &again))
        }
        @if !ready.is_empty() {
            (task_list("ready", &ready.iter().map(|(place, offers)| task(named(offers), place, Status::Ready)).collect::<Vec<_>>()))
        }
        @if !asked.is_empty() { (task_list("asked", &asked.iter().map(|offer| timely(sight, offer)).collect::<Vec<_>>())) }
        @for (place, offers) in &waiting { (before(sight, place, offers, &format!("Before you can {}", within_a_sentence(&named(offers))))) }
        @if ready.is_empty() { (for_others(sight, waiting.is_empty() && yours.is_empty() && again.is_empty())) }
        (aside(sight, &beside, &ready))
    }
}

/// What the reader owes to a step that others take; what one of their own waits for stands under it.
fn owed(sight: &Sight) -> impl Iterator<Item = Task> {
    let own = |need: &Need| sight.offers.iter().any(|offer| leads_on(offer, &sight.facts) && offer.missing.contains(need));
    let roles: Vec<Role> = sight.held.iter().map(|held| held.role).collect();
    let theirs = steps::owed(&sight.facts, &roles).into_iter().filter(move |(need, ..)| !own(need));
    theirs.map(|(need, words, _)| task(words, place_for(sight.front.id, need), Status::Ready))
}

/// How long before its clock runs out a notice of delay is thought of, in days.
const DELAY_IN_SIGHT: i64 = 28;

/// Whether nobody says yet that the report will be late: no later date is agreed for it, and the time for a notice of delay is not near.
fn too_soon(sight: &Sight, offer: &Offer) -> bool {
    let clock = |rule| sight.dues.iter().find(|due| due.clock.rule == rule);
    let later = clock(Rule::Dl12).is_some_and(|due| due.working_date() > due.computed_due);
    let near = clock(Rule::Dl13).is_none_or(|due| (due.working_date() - sight.facts.today).num_days() <= DELAY_IN_SIGHT);
    offer.step.act == Act::SendDelayNotice && !later && !near
}

/// The clock that runs in the review and that this step stops, the most pressing of them.
fn stops<'a>(sight: &'a Sight, offer: &Offer) -> Option<&'a Due> {
    let runs = |due: &&Due| matches!(due.state, DueState::Due | DueState::Overdue) && due.about.is_empty();
    let met = |due: &&Due| offer.step.to.is_none() && due.clock.met_by.contains(&offer.step.records);
    sight.dues.iter().filter(runs).filter(met).min_by_key(|due| due.working_date())
}

fn timely(sight: &Sight, offer: &Offer) -> Task {
    let place = place_of(sight.front.id, offer.step.act);
    let Some(due) = stops(sight, offer) else { return task(offer.step.act.label(), place, Status::Ready) };
    let by = day(due.working_date());
    match due.state {
        DueState::Overdue => task(offer.step.act.label(), place, Status::Overdue(format!("Due {by}"))),
        DueState::Due
        | DueState::Met
        | DueState::MetAsAgreed
        | DueState::MetLate
        | DueState::Paused
        | DueState::Embargoed
        | DueState::CutShort
        | DueState::Lapsed
        | DueState::Ended
        | DueState::NotNeeded => task(offer.step.act.label(), place, Status::Ready).hint(format!("By {by}")),
    }
}

/// The steps beside the way on that can be taken now, but for those whose page is among the tasks already.
fn aside(sight: &Sight, beside: &[&Offer], ready: &[(String, Vec<&Offer>)]) -> Markup {
    let links: Vec<Markup> = beside
        .iter()
        .filter(|offer| offer.ready())
        .map(|offer| (offer.step, place_of(sight.front.id, offer.step.act)))
        .filter(|(_, place)| !ready.iter().any(|(known, _)| known == place))
        .map(|(step, place)| {
            let last = sight.facts.dates.latest(step.records);
            html! {
                (link(step.act.label(), &place))
                @if let Some(last) = last { span class="d-quiet" { ", recorded for " (day(last)) } }
            }
        })
        .collect();
    html! {
        @if !links.is_empty() {
            (small_heading("Other steps that you can take"))
            (bullets(links))
        }
    }
}

/// What asks for new dates: what happened since the plan was made, and agreed dates that have passed.
fn again(sight: &Sight) -> Vec<Task> {
    // Once the report is out there is nothing left to plan; the page of reasons still holds them.
    if !sight.plans || sight.front.stage >= Stage::Published {
        return Vec::new();
    }
    let review = sight.front.id;
    let happened = sight.replans.iter().map(|one| task(one.label(), format!("/reviews/{review}/replan"), Status::NotStarted));
    let passed = missed(&sight.dues, sight.facts.today).map(|due| {
        let to = format!("/reviews/{review}/clocks/{}?about={}", due.clock.rule.code(), due.about);
        task(format!("The agreed date has passed: {}", name(due)), to, Status::NotStarted)
    });
    happened.chain(passed).collect()
}

/// What steps that are taken on one page ask for first, with what is missing at the top. What only one of them asks for is that step's
/// own affair, and its page says it.
fn before(sight: &Sight, place: &str, offers: &[&Offer], heading: &str) -> Markup {
    // What stands among the reader's own duties, with its date, is not named a second time.
    let duty = |need: &Need| *need == Need::OutcomePointsAnswered && sight.duties.iter().any(|one| one.kind == Kind::Points);
    let asked =
        |need: &Need| !need.given_with_the_step() && !duty(need) && offers.iter().all(|offer| offer.step.needs.contains(need));
    let missing = |need: &Need| offers.iter().any(|offer| offer.missing.contains(need));
    let mut needs: Vec<Need> = offers.first().map_or(&[][..], |offer| offer.step.needs).iter().copied().filter(asked).collect();
    needs.sort_by_key(|need| !missing(need));
    let one = |need: Need| {
        let status = standing(need, missing(&need), &sight.facts);
        if opens(sight, need) {
            task(need.label(), place_for(sight.front.id, need), status)
        } else {
            stated(need.label(), status)
        }
    };
    let name = place.rsplit('/').next().unwrap_or_default();
    if needs.is_empty() {
        return html! {};
    }
    html! {
        (small_heading(heading))
        (task_list(&format!("wait-{name}"), &needs.into_iter().map(one).collect::<Vec<_>>()))
    }
}

/// Whether the reader can go where the need is met. Rooms open to all who see the whole case; a step's page to those who may take it.
fn opens(sight: &Sight, need: Need) -> bool {
    need.event().is_none() || sight.offers.iter().any(|own| Some(own.step.records) == need.event())
}

fn standing(need: Need, missing: bool, facts: &Facts) -> Status {
    let of_recommendations = matches!(need, Need::RecommendationsAnswered | Need::RecommendationsFinished);
    match (missing, of_recommendations && facts.recommendations == 0) {
        (true, _) => Status::Needed,
        // Nothing is done where there is nothing to do it to, and a report without a recommendation is rare.
        (false, true) => Status::Waiting("None made yet".into()),
        (false, false) => Status::Completed,
    }
}

/// Whom the review waits for and, for who sees the whole of it, what they still need.
fn for_others(sight: &Sight, alone: bool) -> Markup {
    let regime = sight.front.regime;
    let theirs: Vec<&Offer> = sight
        .others
        .iter()
        .filter(|offer| leads_on(offer, &sight.facts) && offer.step.to.is_some())
        .filter(|offer| !sight.offers.iter().any(|own| own.step.act == offer.step.act))
        .collect();
    let roles = |offer: &Offer| {
        offer.step.by.iter().map(|role| within_a_sentence(role.label_in(regime))).collect::<Vec<_>>().join(" or the ")
    };
    let mut awaited: Vec<String> = theirs.iter().map(|offer| roles(offer)).collect();
    awaited.sort_unstable();
    awaited.dedup();
    html! {
        @if sight.front.stage.is_end() {
            @if alone && sight.dues.iter().any(|due| matches!(due.state, DueState::Due | DueState::Overdue)) {
                (para("No step leads on from here. The clocks below still run."))
            } @else if alone { (para("Nothing more has to be done here.")) }
        }
        @else if theirs.is_empty() { @if alone { (para("There is nothing for you to do here now.")) } }
        @else {
            (para(&waits(sight, &awaited.join(" and the "), theirs.iter().any(|offer| offer.ready()))))
            @if sight.whole {
                @for (place, offers) in by_place(sight.front.id, &theirs) {
                    (before(sight, &place, &offers, &format!("Before the {} can {}", roles(offers[0]), within_a_sentence(&named(&offers)))))
                }
            }
        }
    }
}

/// For whom the review waits: for those who can take its next step, or first for what that step still needs.
fn waits(sight: &Sight, whom: &str, ready: bool) -> String {
    let prepares = sight.held.iter().any(|held| held.role == Role::Coordinator);
    match (ready, sight.whole && prepares) {
        (true, true | false) => format!("To move on, the review waits for the {whom}."),
        (false, true) => {
            format!("The next step is for the {whom}, when what is listed below as still needed is done, by whoever it is for.")
        }
        (false, false) => format!("The next step is for the {whom}, when all that it needs is done."),
    }
}
