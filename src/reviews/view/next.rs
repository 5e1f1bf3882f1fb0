//! What to do next on a review's front page: what waits for the reader, the steps that lead on with what keeps them, and whom else the
//! review waits for.

use maud::{Markup, html};

use crate::base::within_a_sentence;
use crate::duties::{self, Kind};
use crate::process::engine::applies;
use crate::process::{Act, Due, DueState, Facts, Need, Offer, Regime, Role, Rule, Stage, leads_on};
use crate::reviews::next::{self as steps, by_place, named};
use crate::reviews::replan::missed;
use crate::reviews::{place_for, place_of};
use crate::ui::{Status, Task, bullets, day, link, para, section_heading, small_heading, stated, task, task_list};

use super::front::Sight;

/// What this person can do next, and what keeps the rest.
pub(super) fn next(sight: &Sight) -> Markup {
    let review = sight.front.id;
    let (on, beside): (Vec<&Offer>, Vec<&Offer>) = sight.offers.iter().partition(|offer| leads_on(offer, &sight.facts));
    let (ready, waiting): (Vec<&Offer>, Vec<&Offer>) = on.into_iter().partition(|offer| offer.ready());
    // What stops a clock is asked for by law, guidance or practice, whether or not the review moves on by it.
    let (asked, beside): (Vec<&Offer>, Vec<&Offer>) =
        beside.into_iter().filter(|offer| !too_soon(sight, offer)).partition(|offer| stops(sight, offer).is_some());
    // Its clock runs whatever it still needs, so what that is stands here too.
    let (asked, kept): (Vec<&Offer>, Vec<&Offer>) = asked.into_iter().partition(|offer| offer.ready());
    let (overdue, asked): (Vec<&Offer>, Vec<&Offer>) = asked.into_iter().partition(|offer| is_overdue(sight, offer));
    let (ready, mut waiting) = (by_place(review, &ready), by_place(review, &waiting));
    // Where one way is open, the others that its page holds are for another case: another outcome, another letter.
    waiting.retain(|(place, _)| !ready.iter().any(|(open, _)| open == place));
    let yours: Vec<Task> = duties::tasks(&sight.duties, sight.facts.today).into_iter().chain(owed(sight)).collect();
    let again = again(sight);
    html! {
        (section_heading("What to do next"))
        @let (late, ready_now): (Vec<_>, Vec<_>) = ready.iter().partition(|(_, offers)| offers.iter().any(|offer| is_overdue(sight, offer)));
        @if !late.is_empty() { (task_list("late", &late.iter().map(|(place, offers)| dated(sight, named(offers), place, offers)).collect::<Vec<_>>())) }
        @if !overdue.is_empty() { (task_list("overdue", &overdue.iter().map(|offer| timely(sight, offer)).collect::<Vec<_>>())) }
        @if !yours.is_empty() { (task_list("yours", &yours)) }
        @if !again.is_empty() {
            p class="govuk-body" { strong { "Plan again" } ": agree new dates, or say why none are needed." }
            (task_list("replan", &again))
        }
        @if !ready_now.is_empty() {
            (task_list("ready", &ready_now.iter().map(|(place, offers)| dated(sight, named(offers), place, offers)).collect::<Vec<_>>()))
        }
        @if !asked.is_empty() { (task_list("asked", &asked.iter().map(|offer| timely(sight, offer)).collect::<Vec<_>>())) }
        @for offer in &kept { (before_its_clock(sight, offer)) }
        @for (place, offers) in &waiting { (before(sight, place, offers, &format!("Before you can {}", within_a_sentence(&named(offers))))) }
        @if ready.is_empty() { (for_others(sight, waiting.is_empty() && yours.is_empty() && again.is_empty())) }
        (aside(sight, &beside, &ready))
    }
}

/// What the reader owes to a step that others take; what one of their own waits for stands under it.
fn owed(sight: &Sight) -> impl Iterator<Item = Task> {
    let own = |need: &Need| sight.offers.iter().any(|offer| leads_on(offer, &sight.facts) && offer.missing.contains(need));
    let theirs = steps::owed(&sight.facts, &sight.roles).into_iter().filter(move |(need, ..)| !own(need));
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

/// How long before a clock that comes round again it is spoken of, in days: most of the time there is nothing to do for it.
const ROUND_IN_SIGHT: i64 = 28;

/// The clock that this step stops or sends round again though it moves nothing on.
fn stops<'a>(sight: &'a Sight, offer: &Offer) -> Option<&'a Due> {
    clock_of(sight, offer).filter(|_| offer.step.to.is_none())
}

/// The clock that runs in the review and that this step stops or sends round again, the most pressing of them.
fn clock_of<'a>(sight: &'a Sight, offer: &Offer) -> Option<&'a Due> {
    let runs = |due: &&Due| matches!(due.state, DueState::Due | DueState::Overdue) && due.about.is_empty();
    let near = |due: &Due| (due.working_date() - sight.facts.today).num_days() <= ROUND_IN_SIGHT;
    // What starts it at first does not send it round.
    let later = |due: &Due| due.clock.starts.iter().skip(1).any(|event| *event == offer.step.records);
    // Who promised to write again keeps it by writing, and may promise again.
    let kept = |due: &Due| due.clock.promised && due.clock.starts.contains(&offer.step.records);
    let round = |due: &Due| (due.clock.met_by.is_empty() && later(due) || kept(due)) && near(due);
    let met = |due: &&Due| due.clock.met_by.contains(&offer.step.records) || round(due);
    sight.dues.iter().filter(runs).filter(met).min_by_key(|due| due.working_date())
}

fn is_overdue(sight: &Sight, offer: &Offer) -> bool {
    clock_of(sight, offer).is_some_and(|due| due.state == DueState::Overdue)
}

/// What a step still needs whose clock runs already.
fn before_its_clock(sight: &Sight, offer: &Offer) -> Markup {
    let due = stops(sight, offer).map(|due| {
        let was = if due.state == DueState::Overdue { "was due" } else { "is due" };
        format!(", which {was} on {}", day(due.working_date()))
    });
    let heading = format!("Before you can {}{}", within_a_sentence(offer.step.act.label()), due.unwrap_or_default());
    before(sight, &place_of(sight.front.id, offer.step.act), &[offer], &heading)
}

fn timely(sight: &Sight, offer: &Offer) -> Task {
    dated(sight, offer.step.act.label().to_owned(), &place_of(sight.front.id, offer.step.act), &[offer])
}

/// A task that stops a clock, with the date of the most pressing one.
fn dated(sight: &Sight, name: String, place: &str, offers: &[&Offer]) -> Task {
    let pressing = offers.iter().filter_map(|offer| clock_of(sight, offer)).min_by_key(|due| due.working_date());
    let Some(due) = pressing else { return task(name, place, Status::Ready) };
    let by = day(due.working_date());
    match due.state {
        DueState::Overdue => task(name, place, Status::Overdue(format!("Due {by}"))),
        DueState::Due
        | DueState::Met
        | DueState::MetAsAgreed
        | DueState::MetLate
        | DueState::Paused
        | DueState::Embargoed
        | DueState::Unasked
        | DueState::ToAgree
        | DueState::CutShort
        | DueState::Given
        | DueState::Lapsed
        | DueState::Ended
        | DueState::NotNeeded => task(name, place, Status::Ready).hint(format!("By {by}")),
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
        task(format!("The agreed date has passed: {}", due.name()), to, Status::NotStarted)
    });
    let to_agree = sight.dues.iter().filter(|due| due.runs() && due.to_agree() && due.state != DueState::Embargoed).map(|due| {
        let to = format!("/reviews/{review}/clocks/{}?about={}", due.clock.rule.code(), due.about);
        let status = if due.state == DueState::Overdue {
            Status::Overdue(format!("Due {}", day(due.working_date())))
        } else {
            Status::NotStarted
        };
        task(format!("Agree a date: {}", within_a_sentence(&due.name())), to, status).hint(format!("By {}", day(due.act_date())))
    });
    happened.chain(passed).chain(to_agree).collect()
}

/// What steps that are taken on one page ask for first, with what is missing at the top. What only one of them asks for is that step's
/// own affair, and its page says it.
fn before(sight: &Sight, place: &str, offers: &[&Offer], heading: &str) -> Markup {
    // What stands among the reader's own duties, with its date, is not named a second time.
    let duty = |need: &Need| *need == Need::OutcomePointsAnswered && sight.duties.iter().any(|one| one.kind == Kind::Points);
    // A direction to take part is rare: what asks after one is named only where there is one.
    let rare = |need: &Need| *need == Need::DirectedBodiesTakePart && !applies(*need, &sight.facts);
    let asked = |need: &Need| {
        !need.given_with_the_step() && !duty(need) && !rare(need) && offers.iter().all(|offer| offer.step.needs.contains(need))
    };
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
        (false, _) if !applies(need, facts) => Status::Waiting("Not needed".into()),
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
    let mut awaited: Posts = theirs.iter().flat_map(|offer| posts(offer.step.by, regime)).collect();
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
            (para(&waits(sight, &either(&awaited), &theirs)))
            @if sight.whole {
                @for (place, offers) in by_place(sight.front.id, &theirs) {
                    (before(sight, &place, &offers, &format!("Before the {} can {}", either(&posts(offers[0].step.by, regime)), within_a_sentence(&named(&offers)))))
                }
            }
        }
    }
}

/// For whom the review waits: for those who can take its next step, or first for what that step still needs.
fn waits(sight: &Sight, whom: &str, theirs: &[&Offer]) -> String {
    if theirs.iter().any(|offer| offer.ready()) {
        return format!("To move on, the review waits for the {whom}.");
    }
    let needed = theirs.iter().flat_map(|offer| &offer.missing).filter_map(|need| brought_by(sight, *need));
    let first: Vec<Posts> = needed.filter(|by| either(by) != whom).collect();
    let prepares = sight.roles.contains(&Role::Coordinator);
    let next = match (sight.whole && prepares, first.is_empty()) {
        (true, true) => "once all that is still needed below is done, whoever does it",
        (false, true) => "when all that it needs is done",
        (true | false, false) => "after that",
    };
    if first.is_empty() {
        return format!("The next step is for the {whom}, {next}.");
    }
    format!("The review waits for the {}. The next step is for the {whom}, {next}.", each_once(&first))
}

/// Any of these posts, in words after “the”.
type Posts = Vec<String>;

fn posts(of: &[Role], regime: Regime) -> Posts {
    of.iter().map(|role| within_a_sentence(role.label_in(regime))).collect()
}

fn either(posts: &[String]) -> String {
    posts.join(" or the ")
}

/// Whom several things wait for, in words after “the”, each post once. What any of several can do waits for nobody else where one of them
/// is waited for in any case, and what shares a post with another is told with it.
fn each_once(all: &[Posts]) -> String {
    let within = |one: &Posts, other: &Posts| one.iter().all(|post| other.contains(post));
    let needless = |at: usize, one: &Posts| {
        all.iter().enumerate().any(|(n, other)| within(other, one) && (n < at || other.len() < one.len()))
    };
    let mut told: Vec<Posts> = Vec::new();
    for (_, one) in all.iter().enumerate().filter(|(at, one)| !needless(*at, one)) {
        let shares = |other: &Posts| other.iter().any(|post| one.contains(post));
        let (shared, apart): (Vec<Posts>, Vec<Posts>) = told.into_iter().partition(shares);
        let mut whole = shared.concat();
        whole.extend(one.iter().filter(|post| !shared.concat().contains(*post)).cloned());
        told = apart;
        told.push(whole);
    }
    told.iter().map(|posts| either(posts)).collect::<Vec<_>>().join(" and the ")
}

/// Who alone brings about what a step still needs, in words after “the”; nothing where it is for several, or for whoever takes the step.
fn brought_by(sight: &Sight, need: Need) -> Option<Posts> {
    let regime = sight.front.regime;
    let others = |whom: &str| Some(vec![whom.to_owned()]);
    if let Some(event) = need.event() {
        let step = sight.others.iter().map(|offer| offer.step).find(|step| step.records == event)?;
        return Some(posts(step.by, regime));
    }
    match need {
        Need::ReturnsRead | Need::FamilyAskedAboutTerms => Some(posts(&[Role::IndepChair], regime)),
        Need::RecommendationsFinished => Some([vec!["board".into()], posts(&[Role::CspChair], regime)].concat()),
        Need::RecommendationsAnswered => others("bodies that are to carry out the recommendations"),
        Need::ReturnsInOrExcused | Need::FactsChecked => others("agencies"),
        Need::JointPartnersAgreed => others("partners in the joint review"),
        Need::OutcomeLetterRecorded => others("Home Office"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_post_is_waited_for_once() {
        let all = |groups: &[&[&str]]| {
            each_once(&groups.iter().map(|group| group.iter().map(|post| (*post).to_owned()).collect()).collect::<Vec<Posts>>())
        };
        assert_eq!(all(&[&["coordinator"], &["chair"]]), "coordinator and the chair");
        assert_eq!(all(&[&["board", "chair"], &["chair"], &["chair", "coordinator"], &["chair"]]), "chair");
        assert_eq!(all(&[&["board", "chair"], &["chair", "coordinator"]]), "board or the chair or the coordinator");
        assert_eq!(all(&[&["a", "b"], &["c", "d"], &["b", "c"], &["e"]]), "a or the b or the c or the d and the e");
    }
}
