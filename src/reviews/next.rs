//! What a review waits for from one person: the steps that they can take, and what they alone can bring about for a step, be it theirs
//! or another's. The front page of the review says it, and “My work” for every review at once.

use chrono::NaiveDate;

use crate::access::right::SeeReview;
use crate::access::{Actor, if_theirs, permit};
use crate::base::within_a_sentence;
use crate::ids::ReviewId;
use crate::process::engine::offers_to_all;
use crate::process::{Due, Facts, Need, Offer, Role, Stage, Step, leads_on, offers, table};
use crate::store::{Stored, Tx};

use super::facts::facts_for_steps;
use super::front::front;
use super::list::Clocked;
use super::places::{place_for, place_of};

/// Something that the process waits for from a person.
#[derive(Clone, Debug)]
pub struct Next {
    /// What, in words.
    pub what: String,
    /// Where it is done.
    pub place: String,
    /// The reference of the review.
    pub reference: String,
    /// The partnership that leads it.
    pub partnership: String,
    /// By when, where a clock runs that it stops.
    pub due: Option<NaiveDate>,
}

/// What one role alone brings about, with the words in which it is asked for.
const fn owed_by(need: Need) -> Option<(Role, &'static str)> {
    match need {
        Need::NotificationComplete => Some((Role::Coordinator, "Complete the notification")),
        Need::TriageAnswered => Some((Role::Coordinator, "Answer the questions of the triage")),
        Need::RegimeConfirmed => Some((Role::Coordinator, "Confirm the legal basis")),
        Need::ConsulteesAsked => Some((Role::Coordinator, "Ask everyone who must be consulted")),
        Need::FamilyToldWhatChanged => Some((Role::Coordinator, "Tell the family what changed")),
        Need::DecisionReasoned => Some((Role::Coordinator, "Fill the decision record")),
        Need::FamilyCommentsAnswered => {
            Some((Role::IndepChair, "Answer the family’s comments on the draft, tell them, and change what was accepted"))
        }
        Need::CourtFindingsKept => Some((Role::Coordinator, "Enter in the register what the court found")),
        Need::PackComplete => Some((Role::Coordinator, "Complete the submission pack")),
        Need::ScanClean => Some((Role::Coordinator, "Make the papers for publication and search them")),
        _ => None,
    }
}

/// In place of making the papers, where they are made.
const ANSWER: &str = "Say of each word found in the papers for publication whether it is a name";

/// What people with these roles owe to the steps that lead on from here, whoever takes those: each need once, with its words and the step.
pub(super) fn owed(facts: &Facts, roles: &[Role]) -> Vec<(Need, &'static str, &'static Step)> {
    let mut all: Vec<(Need, &'static str, &'static Step)> = Vec::new();
    for offer in offers_to_all(facts).iter().filter(|offer| leads_on(offer, facts)) {
        // What goes out is made of the report as it was agreed: made before, it would be made for nothing.
        let agreed = !offer.missing.contains(&Need::ReportAgreed);
        for need in offer.missing.iter().copied().filter(|need| agreed || !matches!(need, Need::ScanClean | Need::PackComplete)) {
            if let Some((_, words)) = owed_by(need).filter(|(role, _)| roles.contains(role))
                && all.iter().all(|(known, ..)| *known != need)
            {
                let waits = need == Need::ScanClean && facts.scan_waits;
                all.push((need, if waits { ANSWER } else { words }, offer.step));
            }
        }
    }
    all
}

/// Steps that are taken on one page are one task: which of them it is, the page asks.
pub(super) fn by_place<'a>(review: ReviewId, offers: &[&'a Offer]) -> Vec<(String, Vec<&'a Offer>)> {
    let mut places: Vec<(String, Vec<&Offer>)> = Vec::new();
    for offer in offers {
        let place = place_of(review, offer.step.act);
        match places.iter_mut().find(|(known, _)| *known == place) {
            Some((_, there)) => there.push(offer),
            None => places.push((place, vec![offer])),
        }
    }
    places
}

/// One task for several steps: "Decide to hold a review, on local learning or on no review".
pub(super) fn named(offers: &[&Offer]) -> String {
    let mut labels = offers.iter().map(|offer| offer.step.act.label());
    let first = labels.next().unwrap_or_default().to_owned();
    labels.fold(first, |all, label| format!("{all}, or {}", within_a_sentence(label)))
}

/// What every review of `clocked` waits for from this person, the most pressing first.
///
/// # Errors
/// When the database refuses.
pub async fn next_for(tx: &mut Tx, actor: &Actor, clocked: &[Clocked]) -> Stored<Vec<Next>> {
    let mut all = Vec::new();
    // No step leads on from a closed review, and there are more of them every year.
    for one in clocked.iter().filter(|one| one.stage != Stage::Closed) {
        let Some(grant) = if_theirs(permit::<SeeReview>(tx, actor, one.review).await)? else { continue };
        let roles = grant.roles();
        if concerns(one, &roles) {
            let front = front(tx, &grant).await?;
            all.extend(of(one, &facts_for_steps(tx, &front).await?, &roles));
        }
    }
    all.sort_by(|a, b| (a.due.is_none(), a.due, &a.reference).cmp(&(b.due.is_none(), b.due, &b.reference)));
    Ok(all)
}

/// Whether people with these roles have a part in any step from where the review stands.
fn concerns(one: &Clocked, roles: &[Role]) -> bool {
    let theirs = |need: &Need| owed_by(*need).is_some_and(|(role, _)| roles.contains(&role));
    table::steps(one.regime)
        .filter(|step| step.from.contains(&one.stage))
        .any(|step| step.by.iter().any(|role| roles.contains(role)) || step.needs.iter().any(theirs))
}

fn of(one: &Clocked, facts: &Facts, roles: &[Role]) -> Vec<Next> {
    let Clocked { review, reference, partnership, clocks, .. } = one;
    let next = |what: String, place: String, steps: &[&Step]| Next {
        what,
        place,
        reference: reference.clone(),
        partnership: partnership.clone(),
        due: steps.iter().filter_map(|step| stopped(clocks, step)).min(),
    };
    let offers = offers(facts, roles);
    let ready: Vec<&Offer> = offers.iter().filter(|offer| offer.ready() && leads_on(offer, facts)).collect();
    let taken = by_place(*review, &ready).into_iter().map(|(place, offers)| {
        let steps: Vec<&Step> = offers.iter().map(|offer| offer.step).collect();
        next(named(&offers), place, &steps)
    });
    let by_event =
        |need: Need| clocks.iter().filter(move |due| need.event().is_some_and(|event| due.clock.met_by.contains(&event)));
    // What one of the steps above brings about is asked for once.
    let asked = |need: Need| need.event().is_some_and(|event| ready.iter().any(|offer| offer.step.records == event));
    let owed = owed(facts, roles).into_iter().filter(|(need, ..)| !asked(*need)).map(|(need, words, step)| {
        let one = next(words.into(), place_for(*review, need), &[step]);
        Next { due: by_event(need).map(Due::act_date).min().or(one.due), ..one }
    });
    taken.chain(owed).collect()
}

/// By when to act, where a clock runs that the step stops.
fn stopped(clocks: &[Due], step: &Step) -> Option<NaiveDate> {
    clocks.iter().filter(|due| due.clock.met_by.contains(&step.records)).map(Due::act_date).min()
}
