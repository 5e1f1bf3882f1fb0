//! When the impact of a change is checked: some months after the board accepted the evidence, because the question is whether the
//! change still holds.

use chrono::NaiveDate;

use crate::base::calendar::Calendar;
use crate::process::{Deadline, Regime, Rule};
use crate::reviews;
use crate::store::{Stored, Tx, sql};
use crate::ui::day;

use super::state::{Move, State};
use super::store::Row;

/// The check that comes next for a recommendation.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// The day of the board's last word, after which it comes.
    pub after: NaiveDate,
    /// The day from which it needs no reason: when its clock runs out, DL-25 for the first check and DL-25.2 for the second.
    pub from: NaiveDate,
}

impl Check {
    /// The first day on which it can be made at all.
    #[must_use]
    pub fn first(&self) -> NaiveDate {
        self.after.succ_opt().unwrap_or(self.after)
    }
}

/// The check that comes next, where one does. Its months are local practice: a partnership may set its own, and a check before them
/// says why. The actions of a plan are under no regime and go by those of a local review.
///
/// # Errors
/// When the database refuses.
pub async fn next_check(tx: &mut Tx, row: &Row) -> Stored<Option<Check>> {
    let rule = match row.state {
        State::Evidenced => Rule::Dl25,
        State::Embedded => Rule::Dl25Second,
        State::Draft
        | State::Agreed
        | State::Disputed
        | State::Approved
        | State::Open
        | State::InProgress
        | State::Claimed
        | State::Closed
        | State::NotAccepted
        | State::Superseded
        | State::Merged
        | State::NoLongerApplicable => return Ok(None),
    };
    let Some(clock) = Deadline::of(rule) else { return Ok(None) };
    let (regime, lengths) = match row.review {
        Some(review) => {
            let (facts, lengths) = reviews::facts_for_clocks(tx, review).await?;
            (facts.regime, lengths)
        }
        None => (Regime::Nonstat, reviews::lengths(tx, row.partnership).await?),
    };
    let accepted: Option<(NaiveDate,)> =
        sql("SELECT on_date FROM recommendation_entry WHERE recommendation = $1 AND move = $2 ORDER BY seq DESC LIMIT 1")
            .bind(row.id)
            .bind(Move::AcceptEvidence)
            .maybe(tx)
            .await?;
    let start = accepted.map_or(row.state_since, |(on,)| on);
    Ok(Some(Check { after: row.state_since, from: Calendar::england_and_wales().count(start, lengths.of(clock, regime)).due }))
}

/// What is wrong with a check that passed on this day, and in which field of the form.
pub(super) fn wrong(check: &Check, on: NaiveDate, reasoned: bool) -> Option<(&'static str, String)> {
    if on <= check.after {
        let sentence = "The check asks whether the change still holds, so it comes after the day of the board’s last word";
        return Some(("moved_on", format!("{sentence}, {}: from {}", day(check.after), day(check.first()))));
    }
    let early = on < check.from && !reasoned;
    early.then(|| ("early_why", format!("The check is due from {}. Enter why it was made before that day", day(check.from))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_is_never_on_the_day_of_acceptance_and_needs_a_reason_before_its_time() {
        let on = |text: &str| text.parse::<NaiveDate>().unwrap();
        let check = Check { after: on("2026-03-06"), from: on("2026-09-06") };
        let field = |day: &str, reasoned: bool| wrong(&check, on(day), reasoned).map(|(field, _)| field);
        assert_eq!(field("2026-03-06", true), Some("moved_on"));
        assert_eq!(field("2026-03-07", false), Some("early_why"));
        assert_eq!(field("2026-09-05", true), None);
        assert_eq!(field("2026-09-06", false), None);
    }
}
