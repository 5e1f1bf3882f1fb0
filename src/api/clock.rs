//! A clock as the operations on clocks and on the list of reviews give it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use poem_openapi::Object;

use crate::process::{Due, Regime, Rule};

use super::code::Code;

/// A date that the partnership agreed.
#[derive(Debug, Object)]
struct Agreed {
    /// The agreed date.
    due: NaiveDate,
    /// Who agreed to it; empty for who sees only how far the review is.
    by: String,
    /// When.
    on: NaiveDate,
    /// Why the computed date cannot be kept; empty as above.
    reason: String,
}

/// A clock that has started.
#[derive(Debug, Object)]
pub(super) struct Clock {
    /// Its number in the catalogue.
    rule: Code<Rule>,
    /// What is due.
    label: String,
    /// What it is about; empty for the review as a whole.
    about: String,
    /// The day on which it started.
    started: NaiveDate,
    /// Its length.
    length: String,
    /// The computed date, which nothing changes.
    computed_due: NaiveDate,
    /// The computed date, or the working day before it.
    act_by: NaiveDate,
    /// The agreed date beside it.
    agreed_due: Option<NaiveDate>,
    /// Who agreed that date, when and why; in the list of reviews it is left out.
    #[oai(skip_serializing_if_is_none)]
    agreed: Option<Agreed>,
    /// The day on which it was met.
    met_on: Option<NaiveDate>,
    /// How it stands, as a code.
    state: String,
    /// Since when a hold that stands keeps back work that it waits for. A clock of law or guidance runs on all the same.
    held_since: Option<NaiveDate>,
    /// Its source.
    source: String,
    /// To be sent back when a date is agreed for it; in the list of reviews it is left out.
    #[oai(skip_serializing_if_is_none)]
    version: Option<i64>,
}

impl Clock {
    /// The clock without who agreed what.
    pub(super) fn of(due: &Due, regime: Regime) -> Self {
        Self {
            rule: due.clock.rule.into(),
            label: due.clock.rule.label().into(),
            about: due.about.clone(),
            started: due.started,
            length: due.length.to_string(),
            computed_due: due.computed_due,
            act_by: due.act_by,
            agreed_due: due.agreed.as_ref().map(|agreed| agreed.due),
            agreed: None,
            met_on: due.met_on,
            state: due.state.code().into(),
            held_since: due.held_since,
            source: due.clock.cited(regime).map(crate::process::print::source).unwrap_or_default(),
            version: None,
        }
    }

    /// The clock as [`rooms::clocks_seen`] gives it, with who agreed what and how many dates were agreed.
    pub(super) fn whole(due: &Due, regime: Regime, so_far: &BTreeMap<(Rule, String), i64>) -> Self {
        let version = so_far.get(&(due.clock.rule, due.about.clone())).copied().unwrap_or_default();
        let agreed = due.agreed.as_ref();
        let agreed = agreed.map(|one| Agreed { due: one.due, by: one.by.clone(), on: one.on, reason: one.why.clone() });
        Self { agreed, version: Some(version), ..Self::of(due, regime) }
    }
}
