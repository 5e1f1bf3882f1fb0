//! What is due in a review, by when, and how it stands. Computed from what is on record; nothing here is stored.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::coded::coded;
use super::table::{self, Deadline, Measure, Pick};
use super::{Agreed, AskedFor, Event, Facts, Hold, HoldScope, Regime, Rule, TaskKind};
use crate::base::calendar::{Calendar, Length};

coded! {
    /// How a clock stands.
    DueState;
    Due = "due", "Due";
    Overdue = "overdue", "Overdue";
    Paused = "paused", "Paused by a hold";
    /// An embargo on publication stands, and no hold.
    Embargoed = "embargoed", "Waits for an embargo";
    /// What agencies answer is counted from when one of them is asked.
    Unasked = "unasked", "Waits for the first request";
    /// No law, guidance or practice gives a length: people agree a date for this review.
    ToAgree = "to_agree", "Waits for a date to be agreed";
    Met = "met", "Met";
    MetAsAgreed = "met_as_agreed", "Met by the agreed date";
    MetLate = "met_late", "Met late";
    CutShort = "cut_short", "Ended too soon";
    /// A time that people are given is over, and they may go on: nobody is late.
    Given = "given", "The time was given";
    /// Nobody can meet it any more where the review stands, so nobody is asked to.
    Lapsed = "lapsed", "Not met, no longer runs";
    /// What it asked for is over, without having been asked of anybody to the end.
    Ended = "ended", "No longer runs";
    NotNeeded = "not_needed", "Not needed";
}

/// A clock of this review.
#[derive(Clone, Debug)]
pub struct Due {
    /// The row of the catalogue.
    pub clock: &'static Deadline,
    /// What it is about, when there can be several; empty for the review as a whole.
    pub about: String,
    /// The event that started it.
    pub started_by: Event,
    /// The day on which it started.
    pub started: NaiveDate,
    /// The length it runs.
    pub length: Length,
    /// The computed date. Nothing changes it but its start.
    pub computed_due: NaiveDate,
    /// The computed date, or the working day before it.
    pub act_by: NaiveDate,
    /// False when the dates touch years whose bank holidays are not known: show them with a warning.
    pub sure: bool,
    /// The agreed date that stands beside the computed one.
    pub agreed: Option<Agreed>,
    /// The day on which it was met.
    pub met_on: Option<NaiveDate>,
    /// Since when a hold that stands keeps back work that it waits for. A clock of law or guidance runs on all the same.
    pub held_since: Option<NaiveDate>,
    /// How it stands.
    pub state: DueState,
}

impl Due {
    /// The date that people work to: the agreed one, or the computed one.
    #[must_use]
    pub fn working_date(&self) -> NaiveDate {
        self.agreed.as_ref().map_or(self.computed_due, |agreed| agreed.due)
    }

    /// The day by which people are told to act: the agreed date, or the working day before the computed one.
    #[must_use]
    pub fn act_date(&self) -> NaiveDate {
        self.agreed.as_ref().map_or(self.act_by, |agreed| agreed.due)
    }

    /// Whether somebody is still to meet it.
    #[must_use]
    pub fn runs(&self) -> bool {
        match self.state {
            DueState::Due
            | DueState::Overdue
            | DueState::Paused
            | DueState::Embargoed
            | DueState::Unasked
            | DueState::ToAgree => true,
            DueState::Met
            | DueState::MetAsAgreed
            | DueState::MetLate
            | DueState::CutShort
            | DueState::Given
            | DueState::Lapsed
            | DueState::Ended
            | DueState::NotNeeded => false,
        }
    }

    /// Whether people are still to agree the date that it runs to; the computed date is the day by which they do.
    #[must_use]
    pub fn to_agree(&self) -> bool {
        self.clock.by_agreement && self.agreed.is_none()
    }

    /// What it is called, and after that what it is about.
    #[must_use]
    pub fn name(&self) -> String {
        self.clock.rule.about(&self.about)
    }

    /// Days from the computed date to the day it was met, or to today; negative when ahead of it.
    #[must_use]
    pub fn days_after_computed(&self, today: NaiveDate) -> i64 {
        (self.met_on.unwrap_or(today) - self.computed_due).num_days()
    }
}

/// The lengths that a partnership has set in place of the catalogue's. Who set them and why is kept elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lengths(BTreeMap<Rule, Length>);

/// A length that no partnership may change: it is set by statute or guidance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("The length of {0} is set by statute or guidance and cannot be changed. Agree a date for the review instead.")]
pub struct FixedLength(pub Rule);

impl Lengths {
    /// Sets a partnership's own length. It counts only under regimes where the length is local practice or our default.
    ///
    /// # Errors
    /// When statute or guidance sets the length under every regime.
    pub fn set(&mut self, rule: Rule, length: Length) -> Result<(), FixedLength> {
        let adjustable = |clock: &Deadline| Regime::ALL.iter().any(|regime| clock.adjustable(*regime));
        if !Deadline::of(rule).is_some_and(adjustable) {
            return Err(FixedLength(rule));
        }
        self.0.insert(rule, length);
        Ok(())
    }

    /// The length that a clock runs under a regime.
    #[must_use]
    pub fn of(&self, clock: &Deadline, regime: Regime) -> Length {
        let own = self.0.get(&clock.rule).filter(|_| clock.adjustable(regime));
        own.copied().unwrap_or(clock.length)
    }
}

/// Until when the family have their time since they were told of publication; nothing while they were not told.
#[must_use]
pub fn family_time_until(facts: &Facts, calendar: &Calendar, lengths: &Lengths) -> Option<NaiveDate> {
    let clock = Deadline::of(Rule::Dl31).filter(|clock| clock.cited(facts.regime).is_some())?;
    let told =
        facts.dates.latest(Event::FamilyToldOfPublication).filter(|_| facts.dates.stands(Event::FamilyToldOfPublication))?;
    Some(calendar.count(told, lengths.of(clock, facts.regime)).due)
}

/// Every clock that has started in this review, in the order of the catalogue.
#[must_use]
pub fn due(facts: &Facts, calendar: &Calendar, lengths: &Lengths) -> Vec<Due> {
    let mut all: Vec<Due> = table::deadlines(facts.regime)
        .flat_map(|clock| {
            let abouts: BTreeSet<&str> = clock.starts.iter().flat_map(|event| facts.dates.abouts(*event)).collect();
            abouts.into_iter().filter_map(move |about| started(clock, about, facts).map(|start| (clock, about, start)))
        })
        .map(|(clock, about, (started_by, started))| {
            let length = lengths.of(clock, facts.regime);
            let counted = match facts.promised.filter(|_| clock.promised) {
                Some(promised) => calendar.count(promised, Length::SameDay),
                None => calendar.count(started, length),
            };
            // One that was agreed for what this clock counted before is none for what it counts now.
            let agreed = facts
                .agreed(clock.rule, about)
                .filter(|agreed| !(clock.by_agreement || clock.promised) || agreed.on >= started)
                .cloned();
            let met_on = facts.dates.met_on(clock.met_by, about, started).filter(|_| !unasked(clock, facts));
            let mut due = Due {
                clock,
                about: about.to_owned(),
                started_by,
                started,
                length,
                computed_due: counted.due,
                act_by: counted.act_by,
                sure: counted.sure,
                agreed,
                met_on,
                held_since: None,
                state: DueState::Due,
            };
            due.held_since = held_since(&due, facts);
            due.state = state(&due, facts);
            due
        })
        .collect();
    spare(&mut all);
    settle(&mut all);
    all
}

/// Says of a clock for which people agree a date that it no longer runs, where another runs since then to what meets it and has a length.
fn settle(all: &mut [Due]) {
    for at in 0..all.len() {
        let one = &all[at];
        let other = |other: &Due| {
            !other.clock.by_agreement && other.runs() && other.clock.met_by == one.clock.met_by && other.started >= one.started
        };
        if one.clock.by_agreement && one.runs() && all.iter().any(other) {
            all[at].state = DueState::Ended;
        }
    }
}

/// Says of a clock that was not met, and that another spares, how that other one went: met by its computed date, it left nothing to do
/// here, and met later, what was due here was not done. Where one and the same thing met both, whatever the first was met by in time was
/// not waited for a second time.
fn spare(all: &mut [Due]) {
    let met: Vec<(Rule, String, DueState)> =
        all.iter().filter(|due| due.met_on.is_some()).map(|due| (due.clock.rule, due.about.clone(), due.state)).collect();
    for due in all.iter_mut().filter(|due| due.met_on.is_none()) {
        let by = |(rule, about, _): &&(Rule, String, DueState)| Some(*rule) == due.clock.spared_by && *about == due.about;
        match met.iter().find(by) {
            Some((.., DueState::Met)) => due.state = DueState::NotNeeded,
            Some(_) => due.state = DueState::Lapsed,
            None => {}
        }
    }
    for at in 0..all.len() {
        let one = &all[at];
        let first = |other: &Due| {
            Some(other.clock.rule) == one.clock.spared_by
                && other.about == one.about
                && other.clock.met_by == one.clock.met_by
                && matches!(other.state, DueState::Met | DueState::NotNeeded)
        };
        if one.met_on.is_some() && all.iter().any(first) {
            all[at].met_on = None;
            all[at].state = DueState::NotNeeded;
        }
    }
}

/// The event and day that started a clock about something.
fn started(clock: &Deadline, about: &str, facts: &Facts) -> Option<(Event, NaiveDate)> {
    let counts = |event: &&Event| !clock.while_it_stands || facts.dates.stands(**event);
    if clock.promised && facts.promised.is_none() {
        return None;
    }
    let days = clock.starts.iter().filter(counts).filter_map(|event| Some((*event, facts.dates.span(*event, about)?)));
    let begun = match clock.pick {
        Pick::First => days.map(|(event, (first, _))| (event, first)).min_by_key(|(_, day)| *day),
        Pick::Latest => days.map(|(event, (_, latest))| (event, latest)).max_by_key(|(_, day)| *day),
    };
    // What counts from a request counts from one that was made.
    match (begun, facts.asked_for(clock.rule)) {
        (Some((_, day)), Some(AskedFor::Since(on))) if clock.from_the_first && on > day => Some((Event::AgenciesAsked, on)),
        (begun, _) => begun,
    }
}

/// Whether it counts what agencies answer and none was asked.
fn unasked(clock: &Deadline, facts: &Facts) -> bool {
    clock.asked_of_agencies && facts.asked_for(clock.rule) == Some(AskedFor::Nobody)
}

fn state(due: &Due, facts: &Facts) -> DueState {
    match (due.clock.measure, due.met_on) {
        (Measure::NoSoonerThan, Some(met)) if met < due.computed_due && !ended(due, facts) => DueState::CutShort,
        (Measure::NoSoonerThan, Some(_)) => DueState::Met,
        (Measure::NoLaterThan, Some(met)) if met <= due.computed_due => DueState::Met,
        (Measure::NoLaterThan, Some(met)) if met <= due.working_date() => DueState::MetAsAgreed,
        (Measure::NoLaterThan, Some(_)) => DueState::MetLate,
        (Measure::NoLaterThan | Measure::NoSoonerThan, None) if ended(due, facts) => DueState::Ended,
        (Measure::NoLaterThan | Measure::NoSoonerThan, None) if !needed(due.clock, facts) => DueState::NotNeeded,
        (Measure::NoLaterThan | Measure::NoSoonerThan, None) if !can_be_met(due.clock, facts) => DueState::Lapsed,
        (Measure::NoLaterThan | Measure::NoSoonerThan, None) if unasked(due.clock, facts) => DueState::Unasked,
        (Measure::NoLaterThan | Measure::NoSoonerThan, None) if paused(due, facts) => DueState::Paused,
        (Measure::NoLaterThan | Measure::NoSoonerThan, None) if embargoed(due.clock, facts) => DueState::Embargoed,
        (Measure::NoSoonerThan, None) if facts.today >= due.computed_due => DueState::Given,
        (Measure::NoLaterThan, None) if facts.today > due.working_date() => DueState::Overdue,
        (Measure::NoLaterThan, None) if due.to_agree() => DueState::ToAgree,
        (Measure::NoLaterThan | Measure::NoSoonerThan, None) => DueState::Due,
    }
}

/// Whether somebody can still do what meets it: a clock that nobody can end asks nothing of anybody.
fn can_be_met(clock: &Deadline, facts: &Facts) -> bool {
    let ways = if clock.met_by.is_empty() { clock.ended_by } else { clock.met_by };
    ways.iter().any(|event| table::can_happen(*event, facts.regime, facts.stage))
}

/// Whether what ends it without meeting it has happened since it started.
fn ended(due: &Due, facts: &Facts) -> bool {
    facts.dates.met_on(due.clock.ended_by, &due.about, due.started).is_some()
}

/// Whether there is somebody to do it for, or to do it: what changed is told to nobody where there is nobody to tell, a chronology comes
/// with a management review, and an agency that was excused answers nothing.
fn needed(clock: &Deadline, facts: &Facts) -> bool {
    let told = facts.nobody_to_tell && clock.met_by == [Event::FamilyToldWhatChanged];
    let chronologies = facts.no_chronologies && clock.met_by == [Event::ChronologiesIn];
    let excused = clock.asked_of_agencies && facts.asked_for(clock.rule) == Some(AskedFor::Excused);
    !told && !chronologies && !excused
}

/// Whether it waits. No hold stops a clock whose length law or guidance sets, and what was late before a hold began stays late.
fn paused(due: &Due, facts: &Facts) -> bool {
    due.held_since.is_some_and(|since| since <= due.working_date()) && due.clock.adjustable(facts.regime)
}

/// The first day of the hold that stands and keeps back work that an unmet clock waits for; of several the earliest.
fn held_since(due: &Due, facts: &Facts) -> Option<NaiveDate> {
    let holds = || facts.holds.iter().filter(|hold| hold.stands_on(facts.today) && !held(due.clock, hold).is_empty());
    holds().map(|hold| hold.start).min().filter(|_| due.met_on.is_none())
}

/// The kinds of task that a clock waits for and that a hold pauses.
fn held(clock: &Deadline, hold: &Hold) -> Vec<TaskKind> {
    clock.waits_for.iter().copied().filter(|kind| hold.scope.pauses(*kind)).collect()
}

fn embargoed(clock: &Deadline, facts: &Facts) -> bool {
    facts.embargoes > 0 && clock.waits_for.contains(&TaskKind::Publication)
}

/// What to propose when a hold is lifted. The partnership decides, and gives its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The date to propose.
    pub due: NaiveDate,
    /// Why, in sentences.
    pub why: String,
}

/// The date to propose for a clock since holds were lifted: as many days after the lifting as were left when the hold began to keep it
/// back, counted as the clock counts them, in working days or in all. A hold that began before the clock keeps it back from the day on which
/// the clock started, one that was lifted by then never did, and none keeps back what had run out before it began.
/// Days that two holds share count once. A date that was agreed before a hold began is the one to which days were left; one agreed since it
/// was lifted answers it, and none is brought forward. None when no lifted hold kept the clock back beyond the date that people work to.
#[must_use]
pub fn suggest(due: &Due, holds: &[Hold], calendar: &Calendar) -> Option<Suggestion> {
    let unanswered = |to: NaiveDate| due.agreed.as_ref().is_none_or(|agreed| agreed.on <= to);
    let mut lifted: Vec<(NaiveDate, NaiveDate, &Hold)> = holds
        .iter()
        .filter_map(|hold| Some((hold.start.max(due.started), hold.lifted.filter(|to| unanswered(*to))?, hold)))
        .collect();
    lifted.sort_by_key(|(from, to, _)| (*from, *to));
    let (mut date, mut free, mut told) = (due.computed_due, due.started, Vec::new());
    for (from, to, hold) in lifted {
        let (from, waited) = (from.max(free), held(due.clock, hold));
        if to <= from || waited.is_empty() {
            continue;
        }
        let agreed = due.agreed.as_ref().filter(|agreed| agreed.on <= from && agreed.due > date);
        let runs_to = agreed.map_or(date, |agreed| agreed.due);
        if runs_to < from {
            continue;
        }
        let left = left_of(due.length, (from, runs_to), calendar);
        date = calendar.count(to, left).due;
        free = to;
        let what = if agreed.is_some() { "its agreed date" } else { "its date" };
        told.push(sentence((due.clock, what), hold, (from, left), &waited));
    }
    let later = due.agreed.as_ref().is_none_or(|agreed| agreed.due < date);
    (!told.is_empty() && later).then(|| Suggestion { due: date, why: told.join(" ") })
}

/// How much was left of a clock of this length from one day to another.
fn left_of(length: Length, (from, to): (NaiveDate, NaiveDate), calendar: &Calendar) -> Length {
    let short = |days: usize| u32::try_from(days).unwrap_or(u32::MAX);
    match length {
        Length::WorkingDays(_) => Length::WorkingDays(short(calendar.working_days_late(from, to))),
        Length::SameDay
        | Length::Months(_)
        | Length::Days(_)
        | Length::DaysBeginningWith(_)
        | Length::MonthsLessWorkingDays(..) => Length::Days(u32::try_from((to - from).num_days()).unwrap_or_default()),
    }
}

/// Why one hold moves the date: how many days were left to what, from when, and what waited.
fn sentence((clock, what): (&Deadline, &str), hold: &Hold, (from, days): (NaiveDate, Length), waited: &[TaskKind]) -> String {
    let began = if from > hold.start { "when the hold began to keep it back" } else { "when the hold began" };
    let were = if matches!(days, Length::Days(1) | Length::WorkingDays(1)) { "was" } else { "were" };
    let left = format!("{} {were} left to {what} {began}", days.in_words());
    match &hold.scope {
        HoldScope::Full => format!("{left}, and they are counted again from the day it was lifted."),
        HoldScope::Partial(_) => {
            let waited: Vec<&str> = waited.iter().map(|kind| kind.label()).collect();
            format!(
                "The hold was partial, but “{}” waits for what it paused: {}. {left}, and they are counted again from the day it was lifted. Work that went on meanwhile may allow an earlier date.",
                clock.rule.label(),
                waited.join(", ")
            )
        }
    }
}
#[cfg(test)]
mod hold_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod waiting_tests;
