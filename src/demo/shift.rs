//! The time of a demonstration: its clock, and the months by which a story is told earlier or later than in its own time.

use std::borrow::Cow;

use chrono::{DateTime, Datelike as _, Days, Months, NaiveDate, TimeDelta, Utc};

use crate::base::calendar::Calendar;
use crate::base::{Clock, SystemClock};

/// The clock of the machine, so many days earlier or later: it runs on, so that a session ends when it should.
#[derive(Clone, Copy, Debug, Default)]
pub struct ShiftedClock {
    /// Days later than today; earlier when negative.
    pub days: i64,
}

impl Clock for ShiftedClock {
    fn now(&self) -> DateTime<Utc> {
        let now = SystemClock.now();
        TimeDelta::try_days(self.days).and_then(|shift| now.checked_add_signed(shift)).unwrap_or(now)
    }
}

/// How many calendar months later than in its own time a story is told; earlier when negative.
///
/// Whole months, so that a text may speak of a month alone and stay true. What would come to stand on a day of rest is done on
/// the working day before, so that nobody is late by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shift {
    months: i32,
}

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

fn count(day: NaiveDate) -> i32 {
    day.year() * 12 + day.month0().cast_signed()
}

fn works(day: NaiveDate) -> bool {
    // A day beyond the calendar is taken as it is: nothing is known against it.
    Calendar::england_and_wales().is_working_day(day).unwrap_or(true)
}

impl Shift {
    /// The shift by which the month of `stands` in a story becomes the month of `until`.
    #[must_use]
    pub fn between(stands: NaiveDate, until: NaiveDate) -> Self {
        Self { months: count(until) - count(stands) }
    }

    fn months(self, day: NaiveDate) -> NaiveDate {
        let by = Months::new(self.months.unsigned_abs());
        let moved = if self.months < 0 { day.checked_sub_months(by) } else { day.checked_add_months(by) };
        moved.unwrap_or(day)
    }

    /// A day of the story as it is told.
    #[must_use]
    pub fn day(self, day: NaiveDate) -> NaiveDate {
        let mut moved = self.months(day);
        while self.months != 0 && !works(moved) {
            moved = moved.checked_sub_days(Days::new(1)).unwrap_or(moved);
        }
        moved
    }

    /// What somebody types in the story, as it is told: every day, month and financial year in it moved.
    #[must_use]
    pub fn words(self, typed: &str) -> Cow<'_, str> {
        if self.months == 0 {
            return Cow::Borrowed(typed);
        }
        if let Ok(day) = typed.parse::<NaiveDate>() {
            return Cow::Owned(self.day(day).to_string());
        }
        let mut out = String::with_capacity(typed.len());
        let mut rest = typed;
        while let Some(found) = next_date(rest) {
            out.push_str(&rest[..found.from]);
            out.push_str(&self.said(&found));
            rest = &rest[found.to..];
        }
        out.push_str(rest);
        Cow::Owned(out)
    }

    fn said(self, found: &Found) -> String {
        match found.what {
            What::Day(day) => self.day(day).format("%-d %B %Y").to_string(),
            What::Month(first) => self.months(first).format("%B %Y").to_string(),
            // The middle of a financial year stays within one.
            What::FinancialYear(begins) => {
                let middle = NaiveDate::from_ymd_opt(begins, 10, 1).map_or(begins, |middle| {
                    let moved = self.months(middle);
                    if moved.month() < 4 { moved.year() - 1 } else { moved.year() }
                });
                format!("{middle}/{:02}", (middle + 1).rem_euclid(100))
            }
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Day(NaiveDate),
    Month(NaiveDate),
    FinancialYear(i32),
}

/// A date in a text, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Found {
    from: usize,
    to: usize,
    what: What,
}

/// The first date in a text: “3 February 2025”, “February 2025” or “2025/26”.
fn next_date(text: &str) -> Option<Found> {
    let years = text.match_indices("20").filter_map(|(at, _)| dated(text, at));
    years.min_by_key(|found| found.from)
}

fn dated(text: &str, at: usize) -> Option<Found> {
    let year: i32 = text.get(at..at + 4).filter(|four| four.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?;
    let (before, after) = (&text[..at], &text[at + 4..]);
    if before.ends_with(|c: char| c.is_ascii_digit() || c == '/') || after.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let short = format!("/{:02}", (year + 1).rem_euclid(100));
    if after.starts_with(&short) {
        return Some(Found { from: at, to: at + 4 + short.len(), what: What::FinancialYear(year) });
    }
    let (number, name) =
        (1..).zip(MONTHS).find(|(_, name)| before.strip_suffix(' ').is_some_and(|words| words.ends_with(name)))?;
    let from = at - 1 - name.len();
    let first = NaiveDate::from_ymd_opt(year, number, 1)?;
    let month = Found { from, to: at + 4, what: What::Month(first) };
    let Some(words) = text[..from].strip_suffix(' ') else { return Some(month) };
    let digits = words.len() - words.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let day = text[words.len() - digits..words.len()].parse().ok().and_then(|day| NaiveDate::from_ymd_opt(year, number, day));
    Some(day.map_or(month, |day| Found { from: words.len() - digits, what: What::Day(day), ..month }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_story_is_told_whole_months_earlier() {
        let shift = Shift::between(day("2027-11-22"), day("2026-11-03"));
        assert_eq!(shift.day(day("2025-03-06")), day("2024-03-06"));
        assert_eq!(shift.day(day("2025-05-08")), day("2024-05-08"));
        assert_eq!(shift.day(day("2025-09-15")), day("2024-09-13"), "a Sunday is brought forward to the Friday");
        assert_eq!(shift.words("2025-03-06"), "2024-03-06");
        let said =
            "It began on 6 March 2025, in March 2025; the plan of 2025/26 ends by July 2027. Room 2025 and WV/25/00417 stay.";
        let told =
            "It began on 6 March 2024, in March 2024; the plan of 2024/25 ends by July 2026. Room 2025 and WV/25/00417 stay.";
        assert_eq!(shift.words(said), told);
    }

    #[test]
    fn a_story_in_its_own_time_is_told_as_it_is() {
        let shift = Shift::default();
        for word in ["2025-09-14", "14 September 2025", "2025/26"] {
            assert_eq!(shift.words(word), word);
        }
    }

    #[test]
    fn order_is_kept_whatever_the_shift() {
        let all: Vec<NaiveDate> = day("2025-01-01").iter_days().take(800).collect();
        for months in -30..30 {
            let shift = Shift { months };
            assert!(all.windows(2).all(|two| shift.day(two[0]) <= shift.day(two[1])), "{months}");
        }
    }
}
