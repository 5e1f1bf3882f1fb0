//! The colour of a recommendation, computed and explained; nobody sets it by hand.

use chrono::{Months, NaiveDate};

use super::{Schedule, State};
use crate::ui::day;

/// The colour, always shown with its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rag {
    /// Late by more than three months, silent for two cycles with no date still to come, or not accepted.
    Red,
    /// Late or put off, by three months or less, begun and then silent for two cycles before its date, its evidence is questioned, or it did not hold.
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
    /// When it came on the register.
    pub since: NaiveDate,
    /// When its owner last reported.
    pub last_update: Option<NaiveDate>,
    /// When it was last opened for action, begun or claimed as done: nobody owed a report before, and a claim is one.
    pub moved_on: Option<NaiveDate>,
    /// Since when what is done again and again waits to be done for the first time: its approval, or when it was opened. None once it was.
    pub waits_since: Option<NaiveDate>,
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
/// changes. What is done again and again is late when its next time has passed. Two cycles of silence turn red what has no date to be
/// late by, and amber what was begun and is due later; silence counts from the day on which it was opened for action, or from the owner's
/// last word or claim. What has not been opened yet owes no report, and a draft is nobody's promise.
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
        State::Draft => return say(Rag::Grey, "It is a draft: nobody has taken it on yet"),
        State::Agreed | State::Disputed | State::Approved | State::Open | State::InProgress | State::Claimed => {}
    }
    if let Some(due) = of.schedule.hard_due {
        if months_after(due, 3).is_some_and(|limit| today > limit) {
            return say(Rag::Red, "It is more than three months late");
        }
        if today > due {
            return say(Rag::Amber, "It is late, by three months or less");
        }
    }
    let next = next_time(of);
    if let Some(due) = next.filter(|due| today > *due) {
        let far = months_after(due, 3).is_some_and(|limit| today > limit);
        let (rag, by) = if far { (Rag::Red, "more than three months") } else { (Rag::Amber, "three months or less") };
        let which = if of.waits_since.is_some() { "first" } else { "next" };
        return say(rag, &format!("It is done again and again; its {which} time was due by {} and is late by {by}", day(due)));
    }
    let cycle = of.schedule.review_every.max(1);
    let heard = heard(of);
    let silent_since = of.moved_on.map_or(heard, |on| on.max(heard));
    let not_begun = matches!(of.state, State::Agreed | State::Disputed | State::Approved | State::Open);
    let reports = matches!(of.state, State::Open | State::InProgress | State::Claimed);
    if reports && months_after(silent_since, cycle * 2).is_some_and(|limit| today > limit) {
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
        say(Rag::Grey, &not_started(of, today))
    } else if let (Some(due), true) = (next, of.waits_since.is_some()) {
        say(Rag::Green, &format!("It is on track: its first time is due by {}", day(due)))
    } else if let Some(due) = next {
        say(Rag::Green, &format!("It is on track: reported on {}, its next time is due by {}", day(heard), day(due)))
    } else {
        say(Rag::Green, "It is on track")
    }
}

/// Why what nobody has begun is grey: what has no day to be late by is not called "not yet due".
fn not_started(of: &Standing, today: NaiveDate) -> String {
    if let Some(begins) = begins(of).filter(|begins| *begins >= today) {
        return format!("It is not started; by its plan it begins by {}", day(begins));
    }
    let said = if of.schedule.hard_due.or(of.new_due).is_some() || of.schedule.repeats {
        "It is not started and not yet due"
    } else {
        "It is not started, and no day is set by which it is due"
    };
    said.to_owned()
}

/// The day by which something begins of which nothing says when it ends.
fn begins(of: &Standing) -> Option<NaiveDate> {
    of.schedule.earliest_check.filter(|_| of.schedule.hard_due.is_none())
}

/// When something was last heard of it. Nothing was to be reported while it was taken for done, nor before the month in which it begins.
fn heard(of: &Standing) -> NaiveDate {
    [of.last_update, of.not_passed, begins(of)].into_iter().flatten().fold(of.since, NaiveDate::max)
}

/// The next time of what is done again and again: the date that was agreed for it, or one round after it was last heard of. That work on
/// it began is no round: the first is due one round after it was approved.
pub(super) fn next_time(of: &Standing) -> Option<NaiveDate> {
    let asked = of.schedule.repeats && matches!(of.state, State::Open | State::InProgress | State::Claimed);
    let heard = of.waits_since.unwrap_or_else(|| heard(of));
    let round = || months_after(heard, of.schedule.review_every.max(1));
    asked.then(|| of.new_due.filter(|due| *due > heard).or_else(round)).flatten()
}

fn months_after(day: NaiveDate, months: u32) -> Option<NaiveDate> {
    day.checked_add_months(Months::new(months))
}

#[cfg(test)]
mod tests {
    use super::super::When;
    use super::{NaiveDate, Rag, Rating, Standing, State, rate};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn standing(state: State, when: &str) -> Standing {
        let since = day("2025-04-01");
        let schedule = When::read(when).schedule();
        Standing {
            state,
            schedule,
            new_due: None,
            since,
            last_update: None,
            moved_on: None,
            waits_since: None,
            queried: false,
            not_passed: None,
        }
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
    fn what_has_no_day_is_not_called_not_yet_due() {
        let why = |when: &str| rate(&standing(State::Open, when), day("2025-05-01")).why;
        assert_eq!(why("soon"), "It is not started, and no day is set by which it is due");
        assert_eq!(why("Awaiting national guidance"), why("soon"));
        assert_eq!(why("March 2028"), "It is not started and not yet due");
        assert_eq!(why("Once per annum"), why("March 2028"));
    }

    #[test]
    fn silence_turns_red_after_two_cycles() {
        let of = standing(State::Open, "Throughout the lifetime of this Strategy");
        assert_eq!(colour(&of, "2025-05-01"), Some(Rag::Grey));
        assert_eq!(colour(&of, "2025-10-01"), Some(Rag::Grey));
        assert_eq!(colour(&of, "2025-10-02"), Some(Rag::Red));
    }

    #[test]
    fn silence_counts_from_the_opening_and_from_a_claim_and_not_from_the_writing() {
        let mut of = standing(State::Claimed, "March 2028");
        assert_eq!(colour(&of, "2026-04-01"), Some(Rag::Amber), "written a year ago, and nothing since");
        of.moved_on = Some(day("2026-02-25"));
        let said = rate(&of, day("2026-04-01"));
        assert_eq!((said.rag, said.why.as_str()), (Some(Rag::Green), "It is on track"));
        assert_eq!(colour(&of, "2026-08-26"), Some(Rag::Amber));
        let opened = Standing { moved_on: of.moved_on, ..standing(State::Open, "Throughout the lifetime of this Strategy") };
        assert_eq!(colour(&opened, "2026-08-25"), Some(Rag::Grey));
        assert_eq!(colour(&opened, "2026-08-26"), Some(Rag::Red));
    }

    #[test]
    fn what_is_to_begin_later_is_not_red_before_it_begins() {
        let of = standing(State::Open, "Recruitment to commence January 2027");
        let said = rate(&of, day("2026-11-23"));
        assert_eq!(
            (said.rag, said.why.as_str()),
            (Some(Rag::Grey), "It is not started; by its plan it begins by 31 January 2027")
        );
        assert_eq!(colour(&of, "2027-07-31"), Some(Rag::Grey), "two cycles after it was to begin");
        assert_eq!(colour(&of, "2027-08-01"), Some(Rag::Red));
    }

    #[test]
    fn what_is_done_again_and_again_is_late_after_its_next_time() {
        let mut yearly = standing(State::Open, "Once per annum");
        assert_eq!(colour(&yearly, "2026-04-01"), Some(Rag::Grey));
        assert_eq!(colour(&yearly, "2026-04-02"), Some(Rag::Amber));
        assert_eq!(colour(&yearly, "2026-07-02"), Some(Rag::Red));
        yearly = Standing { state: State::InProgress, last_update: Some(day("2026-06-20")), ..yearly };
        let said = rate(&yearly, day("2026-07-02"));
        assert_eq!(
            (said.rag, said.why.as_str()),
            (Some(Rag::Green), "It is on track: reported on 20 June 2026, its next time is due by 20 June 2027")
        );
        yearly.new_due = Some(day("2027-03-31"));
        assert_eq!(colour(&yearly, "2027-03-31"), Some(Rag::Green));
        assert_eq!(colour(&yearly, "2027-04-01"), Some(Rag::Amber), "the date that was agreed for the next time");
        yearly.last_update = Some(day("2027-04-10"));
        assert_eq!(colour(&yearly, "2028-04-10"), Some(Rag::Green), "one round after the report");
        assert_eq!(colour(&yearly, "2028-04-11"), Some(Rag::Amber));
    }

    #[test]
    fn the_first_round_is_due_one_round_after_the_approval_whenever_work_began() {
        let mut yearly = standing(State::InProgress, "Once per annum");
        (yearly.waits_since, yearly.last_update) = (Some(day("2025-07-14")), Some(day("2026-09-09")));
        assert_eq!(colour(&yearly, "2026-07-14"), Some(Rag::Green));
        assert_eq!(colour(&yearly, "2026-07-15"), Some(Rag::Amber));
        let said = rate(&yearly, day("2026-11-23"));
        assert_eq!(
            (said.rag, said.why.as_str()),
            (
                Some(Rag::Red),
                "It is done again and again; its first time was due by 14 July 2026 and is late by more than three months"
            )
        );
        yearly.new_due = Some(day("2026-12-31"));
        assert_eq!(rate(&yearly, day("2026-11-23")).why, "It is on track: its first time is due by 31 December 2026");
    }

    #[test]
    fn a_draft_is_nobodys_yet_and_never_red() {
        for when in ["June 2025", "Throughout the lifetime of this Strategy", "Once per annum"] {
            assert_eq!(colour(&standing(State::Draft, when), "2030-01-01"), Some(Rag::Grey), "{when}");
        }
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
