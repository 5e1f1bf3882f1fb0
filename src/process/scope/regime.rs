//! Which regime a case falls under by its dates.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::process::Regime;
use crate::process::coded::coded;

coded! {
    /// The nation in which the person who died was normally resident.
    #[derive(Default)]
    Nation;
    #[default]
    England = "england", "England";
    Wales = "wales", "Wales";
    Scotland = "scotland", "Scotland";
    NorthernIreland = "northern_ireland", "Northern Ireland";
}

coded! {
    /// Which date decides between section 9 and section 8A. The Act has no rule for the change; the commencement regulations may set one.
    #[derive(Default)]
    TransitionKey;
    #[default]
    DateOfDeath = "date_of_death", "Date of death";
    DateAware = "date_csp_aware", "Date it came to the partnership’s attention";
    DateOfDecision = "date_of_decision", "Date of the decision";
}

/// The dates on which the law changes, as settings: none is written into the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RegimeSettings {
    /// The day on which section 8A comes into force; none while no regulations name it.
    pub s8a_commencement: Option<NaiveDate>,
    /// Which date of a case is compared with it.
    pub s8a_transition_key: TransitionKey,
    /// The day from which domestic homicides in Wales go through the Single Unified Safeguarding Review; none while it is not set.
    pub susr_start: Option<NaiveDate>,
}

/// What is known of a case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RegimeFacts {
    /// The nation of normal residence.
    pub nation: Nation,
    /// The day of the death.
    pub date_of_death: Option<NaiveDate>,
    /// The day it came to the partnership's attention.
    pub date_aware: Option<NaiveDate>,
    /// The day of the decision.
    pub date_of_decision: Option<NaiveDate>,
}

/// The regime that the dates lead to. A person confirms it; a case that is open keeps its own until a person re-bases it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegimeChoice {
    /// The regime.
    pub regime: Regime,
    /// Why, in a sentence.
    pub reason: String,
    /// False when a date that decides is not known yet: choose again when it is.
    pub settled: bool,
}

/// Chooses the regime by date.
#[must_use]
pub fn regime_for(case: &RegimeFacts, settings: &RegimeSettings) -> RegimeChoice {
    let choice = |regime, reason, settled| RegimeChoice { regime, reason, settled };
    let mut settled = true;
    if let (Nation::Wales, Some(start)) = (case.nation, settings.susr_start) {
        match case.date_aware {
            Some(aware) if aware >= start => {
                let reason = format!(
                    "The person who died was normally resident in Wales, and the death came to attention on {}, on or after {}.",
                    long(aware),
                    long(start)
                );
                return choice(Regime::SusrDhr, reason, true);
            }
            Some(_) => {}
            None => settled = false,
        }
    }
    let Some(commencement) = settings.s8a_commencement else {
        return choice(
            Regime::DhrS9,
            "No day is set on which section 8A comes into force, so section 9 applies.".to_owned(),
            settled,
        );
    };
    let (name, key) = match settings.s8a_transition_key {
        TransitionKey::DateOfDeath => ("date of death", case.date_of_death),
        TransitionKey::DateAware => ("date it came to attention", case.date_aware),
        TransitionKey::DateOfDecision => ("date of the decision", case.date_of_decision),
    };
    let start = long(commencement);
    match key {
        Some(day) if day >= commencement => choice(
            Regime::DardrS8a,
            format!("The {name}, {}, is on or after {start}, when section 8A came into force.", long(day)),
            settled,
        ),
        Some(day) => choice(
            Regime::DhrS9,
            format!("The {name}, {}, is before {start}, when section 8A comes into force.", long(day)),
            settled,
        ),
        None if settings.s8a_transition_key == TransitionKey::DateOfDecision => choice(
            Regime::DhrS9,
            format!(
                "The date of the decision settles it: decided on or after {start} the review falls under section 8A, decided before that day under section 9."
            ),
            false,
        ),
        None => choice(Regime::DhrS9, format!("The {name} is not known yet, so section 9 applies until it is."), false),
    }
}

fn long(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}
