//! The colour of a recommendation, computed and explained; nobody sets it by hand.

use chrono::{Months, NaiveDate};

use super::{Schedule, State};

/// The colour, always shown with its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rag {
    /// Late by more than three months, silent for two cycles with no date still to come, or not accepted.
    Red,
    /// Late or put off, by three months or less, begun and then silent for two cycles, its evidence is questioned, or it did not hold.
    Amber,
    /// On track.
    Green,
    /// Not started, and not yet due.
    Grey,
    /// Evidenced, embedded or closed.
    Blue,
}

impl Rag {
    /// All, the gravest first.
    pub const ALL: [Self; 5] = [Self::Red, Self::Amber, Self::Green, Self::Grey, Self::Blue];

    /// The word.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Red => "Red",
            Self::Amber => "Amber",
            Self::Green => "Green",
            Self::Grey => "Grey",
            Self::Blue => "Blue",
        }
    }
}

/// What the colour is computed from.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// Where it stands.
    pub state: State,
    /// Its times as first promised.
    pub schedule: Schedule,
    /// The date that was agreed later, if any.
    pub new_due: Option<NaiveDate>,
    /// When it was opened.
    pub since: NaiveDate,
    /// When its owner last reported.
    pub last_update: Option<NaiveDate>,
    /// The board asked for better evidence and has not had it.
    pub queried: bool,
    /// When a check found that it did not hold, if the board has accepted no evidence since.
    pub not_passed: Option<NaiveDate>,
}

/// A colour and the sentence that explains it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rating {
    /// The colour; none for what another has taken the place of.
    pub rag: Option<Rag>,
    /// Why.
    pub why: String,
}

/// Rates by the rules of domain section 7.1, which are our default. Being late is counted from the date first promised, which never
/// changes. Two cycles of silence turn red what has no date to be late by; what is due later is not red before that, and what has not
/// been opened yet owes no report.
#[must_use]
pub fn rate(of: &Standing, today: NaiveDate) -> Rating {
    let say = |rag: Rag, why: &str| Rating { rag: Some(rag), why: why.to_owned() };
    match of.state {
        State::Evidenced => return say(Rag::Blue, "The board has accepted the evidence"),
        State::Embedded => return say(Rag::Blue, "The check of its impact passed"),
        State::Closed => return say(Rag::Blue, "The board has closed it"),
        State::NotAccepted => return say(Rag::Red, "It was not accepted"),
        State::Superseded | State::Merged | State::NoLongerApplicable => {
            return Rating { rag: None, why: of.state.label().to_owned() };
        }
        State::Draft | State::Agreed | State::Disputed | State::Approved | State::Open | State::InProgress | State::Claimed => {}
    }
    if let Some(due) = of.schedule.hard_due {
        if months_after(due, 3).is_some_and(|limit| today > limit) {
            return say(Rag::Red, "It is more than three months late");
        }
        if today > due {
            return say(Rag::Amber, "It is late, by three months or less");
        }
    }
    let cycle = of.schedule.review_every.max(1);
    // Nothing was to be reported while it was taken for done.
    let heard = [of.last_update, of.not_passed].into_iter().flatten().fold(of.since, NaiveDate::max);
    let not_begun = matches!(of.state, State::Draft | State::Agreed | State::Disputed | State::Approved | State::Open);
    let reports = matches!(of.state, State::Open | State::InProgress | State::Claimed);
    if reports && months_after(heard, cycle * 2).is_some_and(|limit| today > limit) {
        if of.schedule.hard_due.is_none() {
            return say(Rag::Red, "Nothing was reported for two cycles");
        }
        if !not_begun {
            return say(Rag::Amber, "Nothing was reported for two cycles; it is not yet due");
        }
    }
    if of.not_passed.is_some() {
        return say(Rag::Amber, "The check of its impact was not passed");
    }
    if of.queried {
        return say(Rag::Amber, "The board asked for better evidence");
    }
    if let (Some(first), Some(now)) = (of.schedule.hard_due, of.new_due)
        && now > first
    {
        return say(Rag::Amber, "Its date was put off");
    }
    if not_begun && of.last_update.is_none() {
        say(Rag::Grey, "It is not started and not yet due")
    } else {
        say(Rag::Green, "It is on track")
    }
}

fn months_after(day: NaiveDate, months: u32) -> Option<NaiveDate> {
    day.checked_add_months(Months::new(months))
}

#[cfg(test)]
mod tests {
    use super::super::When;
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn standing(state: State, when: &str) -> Standing {
        let since = day("2025-04-01");
        let schedule = When::read(when).schedule();
        Standing { state, schedule, new_due: None, since, last_update: None, queried: false, not_passed: None }
    }

    fn colour(of: &Standing, today: &str) -> Option<Rag> {
        rate(of, day(today)).rag
    }

    #[test]
    fn late_is_counted_from_the_first_date() {
        let mut of = standing(State::InProgress, "June 2025");
        of.last_update = Some(day("2025-06-20"));
        assert_eq!(colour(&of, "2025-06-30"), Some(Rag::Green));
        assert_eq!(colour(&of, "2025-07-01"), Some(Rag::Amber));
        assert_eq!(colour(&of, "2025-09-30"), Some(Rag::Amber));
        assert_eq!(colour(&of, "2025-10-01"), Some(Rag::Red));
        of.new_due = Some(day("2026-03-31"));
        assert_eq!(colour(&of, "2025-10-01"), Some(Rag::Red), "a new date does not make the first one kept");
        assert_eq!(colour(&of, "2025-06-25"), Some(Rag::Amber));
    }

    #[test]
    fn silence_turns_red_after_two_cycles() {
        let of = standing(State::Open, "Throughout the lifetime of this Strategy");
        assert_eq!(colour(&of, "2025-05-01"), Some(Rag::Grey));
        assert_eq!(colour(&of, "2025-10-01"), Some(Rag::Grey));
        assert_eq!(colour(&of, "2025-10-02"), Some(Rag::Red));
        let yearly = standing(State::Open, "Once per annum");
        assert_eq!(colour(&yearly, "2027-04-01"), Some(Rag::Grey));
        assert_eq!(colour(&yearly, "2027-04-02"), Some(Rag::Red));
    }

    #[test]
    fn what_is_due_later_is_never_red() {
        let open = standing(State::Open, "March 2028");
        let begun = Standing { last_update: Some(day("2025-06-01")), ..standing(State::InProgress, "March 2028") };
        let agreed = standing(State::Agreed, "Throughout the lifetime of this Strategy");
        for today in ["2025-05-01", "2025-10-02", "2027-12-31", "2028-03-31"] {
            assert_eq!(colour(&open, today), Some(Rag::Grey), "{today}");
            assert_ne!(colour(&begun, today), Some(Rag::Red), "{today}");
            assert_eq!(colour(&agreed, today), Some(Rag::Grey), "not opened yet: {today}");
        }
        assert_eq!(colour(&begun, "2025-12-02"), Some(Rag::Amber), "silent for two cycles");
        assert_eq!(colour(&begun, "2025-12-01"), Some(Rag::Green));
        assert_eq!(colour(&open, "2028-04-01"), Some(Rag::Amber));
        assert_eq!(colour(&open, "2028-07-01"), Some(Rag::Red));
    }

    #[test]
    fn what_is_settled_has_its_colour_whatever_the_date() {
        assert_eq!(colour(&standing(State::Closed, "June 2025"), "2030-01-01"), Some(Rag::Blue));
        assert_eq!(colour(&standing(State::NotAccepted, "June 2025"), "2025-04-02"), Some(Rag::Red));
        assert_eq!(colour(&standing(State::Superseded, "June 2025"), "2030-01-01"), None);
    }

    #[test]
    fn what_did_not_hold_is_amber_and_its_silence_counts_from_then() {
        let mut of = standing(State::InProgress, "Throughout the lifetime of this Strategy");
        of.not_passed = Some(day("2026-03-01"));
        let said = rate(&of, day("2026-03-02"));
        assert_eq!((said.rag, said.why.as_str()), (Some(Rag::Amber), "The check of its impact was not passed"));
        assert_eq!(colour(&of, "2026-09-02"), Some(Rag::Red), "silent for two cycles since");
    }

    #[test]
    fn questioned_evidence_is_amber() {
        let mut of = standing(State::InProgress, "March 2026");
        of.last_update = Some(day("2025-09-20"));
        of.queried = true;
        assert_eq!(
            rate(&of, day("2025-10-01")),
            Rating { rag: Some(Rag::Amber), why: "The board asked for better evidence".into() }
        );
    }
}
