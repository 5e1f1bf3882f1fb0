//! What is due in a review, by when, and how it stands. Computed from what is on record; nothing here is stored.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::coded::coded;
use super::table::{self, Deadline, Measure, Pick};
use super::{Agreed, Event, Facts, Hold, HoldScope, Regime, Rule, TaskKind};
use crate::base::calendar::{Calendar, Length};
use crate::base::counted;

coded! {
    /// How a clock stands.
    DueState;
    Due = "due", "Due";
    Overdue = "overdue", "Overdue";
    Paused = "paused", "Paused by a hold";
    Met = "met", "Met";
    MetAsAgreed = "met_as_agreed", "Met by the agreed date";
    MetLate = "met_late", "Met late";
    CutShort = "cut_short", "Ended too soon";
    /// Nobody can meet it any more where the review stands, so nobody is asked to.
    Lapsed = "lapsed", "Not met, no longer runs";
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
            DueState::Due | DueState::Overdue | DueState::Paused => true,
            DueState::Met | DueState::MetAsAgreed | DueState::MetLate | DueState::CutShort | DueState::Lapsed => false,
        }
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

/// Every clock that has started in this review, in the order of the catalogue.
#[must_use]
pub fn due(facts: &Facts, calendar: &Calendar, lengths: &Lengths) -> Vec<Due> {
    table::deadlines(facts.regime)
        .flat_map(|clock| {
            let abouts: BTreeSet<&str> = clock.starts.iter().flat_map(|event| facts.dates.abouts(*event)).collect();
            abouts.into_iter().filter_map(move |about| started(clock, about, facts).map(|start| (clock, about, start)))
        })
        .map(|(clock, about, (started_by, started))| {
            let length = lengths.of(clock, facts.regime);
            let counted = calendar.count(started, length);
            let agreed = facts.agreed(clock.rule, about).cloned();
            let met_on = facts.dates.met_on(clock.met_by, about, started);
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
                state: DueState::Due,
            };
            due.state = state(&due, facts);
            due
        })
        .collect()
}

/// The event and day that started a clock about something.
fn started(clock: &Deadline, about: &str, facts: &Facts) -> Option<(Event, NaiveDate)> {
    let counts = |event: &&Event| !clock.while_it_stands || facts.dates.stands(**event);
    let days = clock.starts.iter().filter(counts).filter_map(|event| Some((*event, facts.dates.span(*event, about)?)));
    match clock.pick {
        Pick::First => days.map(|(event, (first, _))| (event, first)).min_by_key(|(_, day)| *day),
        Pick::Latest => days.map(|(event, (_, latest))| (event, latest)).max_by_key(|(_, day)| *day),
    }
}

fn state(due: &Due, facts: &Facts) -> DueState {
    match (due.clock.measure, due.met_on) {
        (Measure::NoSoonerThan, Some(met)) if met < due.computed_due => DueState::CutShort,
        (Measure::NoSoonerThan, Some(_)) => DueState::Met,
        (Measure::NoLaterThan, Some(met)) if met <= due.computed_due => DueState::Met,
        (Measure::NoLaterThan, Some(met)) if met <= due.working_date() => DueState::MetAsAgreed,
        (Measure::NoLaterThan, Some(_)) => DueState::MetLate,
        (Measure::NoLaterThan | Measure::NoSoonerThan, None) if !can_be_met(due.clock, facts) => DueState::Lapsed,
        (Measure::NoLaterThan | Measure::NoSoonerThan, None) if waits(due.clock, facts) => DueState::Paused,
        (Measure::NoLaterThan, None) if facts.today > due.working_date() => DueState::Overdue,
        (Measure::NoLaterThan | Measure::NoSoonerThan, None) => DueState::Due,
    }
}

/// Whether somebody can still do what meets it: a clock that nobody can end asks nothing of anybody.
fn can_be_met(clock: &Deadline, facts: &Facts) -> bool {
    clock.met_by.iter().any(|event| table::can_happen(*event, facts.regime, facts.stage))
}

fn waits(clock: &Deadline, facts: &Facts) -> bool {
    clock.waits_for.iter().any(|kind| {
        let embargoed = *kind == TaskKind::Publication && facts.embargoes > 0;
        embargoed || facts.paused(*kind).is_some()
    })
}

/// What to propose when a hold is lifted. The partnership decides, and gives its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The date to propose; none when the hold did not hold this clock up.
    pub due: Option<NaiveDate>,
    /// Why, in sentences.
    pub why: String,
}

/// The date to propose for a clock when a hold has been lifted: as many days after the lifting as were left when the hold began.
/// None while the hold stands.
#[must_use]
pub fn suggest(clock: &Deadline, computed_due: NaiveDate, hold: &Hold) -> Option<Suggestion> {
    let lifted = hold.lifted?;
    let held: Vec<TaskKind> = clock.waits_for.iter().copied().filter(|kind| hold.scope.pauses(*kind)).collect();
    if held.is_empty() {
        let why = format!("The hold paused nothing that “{}” waits for, so its date has no reason to move.", clock.rule.label());
        return Some(Suggestion { due: None, why });
    }
    let left = (computed_due - hold.start).max(chrono::TimeDelta::zero());
    let due = lifted.checked_add_signed(left)?;
    let days = left.num_days();
    let left = format!("{} left to the computed date when the hold began", counted(days, "day was", "days were"));
    let why = match &hold.scope {
        HoldScope::Full => format!("{left}, and they are counted again from the day it was lifted."),
        HoldScope::Partial(_) => {
            let held: Vec<String> = held.iter().map(|kind| kind.label().to_owned()).collect();
            format!(
                "The hold was partial, but “{}” waits for what it paused: {}. {left}, and they are counted again from the day it was lifted. Work that went on meanwhile may allow an earlier date.",
                clock.rule.label(),
                held.join(", ")
            )
        }
    };
    Some(Suggestion { due: Some(due), why })
}
#[cfg(test)]
mod tests;
