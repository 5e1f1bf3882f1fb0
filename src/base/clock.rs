//! Time comes in as an argument, so that a test can stand on any day and a deadline can be computed twice with the same answer.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, NaiveDate, SubsecRound, TimeDelta, Utc};
use chrono_tz::Europe::London;

/// What tells the time.
pub trait Clock: Send + Sync {
    /// This instant, cut to microseconds: PostgreSQL holds no more, and both databases must give back what they were given.
    fn now(&self) -> DateTime<Utc>;

    /// The day it is in London.
    fn today(&self) -> NaiveDate {
        london_day(self.now())
    }
}

/// The day that it was in London at an instant. Reviews are held in England and Wales, and a clock that starts "on the day of
/// notification" starts on the day that people there had on their calendars, in summer time too.
#[must_use]
pub fn london_day(instant: DateTime<Utc>) -> NaiveDate {
    instant.with_timezone(&London).date_naive()
}

/// The clock of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where the machine's clock is read")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now().trunc_subsecs(6)
    }
}

/// A clock that stands still until it is moved: for tests, and for asking what a review would look like on another day.
#[derive(Debug)]
pub struct FixedClock(AtomicI64);

impl FixedClock {
    /// A clock that shows `instant`.
    #[must_use]
    pub fn at(instant: DateTime<Utc>) -> Self {
        Self(AtomicI64::new(instant.timestamp_micros()))
    }

    /// Moves the clock to `instant`, forwards or back.
    pub fn set(&self, instant: DateTime<Utc>) {
        self.0.store(instant.timestamp_micros(), Ordering::SeqCst);
    }

    /// Moves the clock on by `by`.
    pub fn advance(&self, by: TimeDelta) {
        // A length beyond 292,000 years has no microseconds; such a step is no step.
        self.0.fetch_add(by.num_microseconds().unwrap_or(0), Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0.load(Ordering::SeqCst)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_summer_evening_in_utc_is_the_next_day_in_london() {
        assert_eq!(london_day(instant("2026-06-30T23:30:00Z")), NaiveDate::from_ymd_opt(2026, 7, 1).unwrap());
        assert_eq!(london_day(instant("2026-12-30T23:30:00Z")), NaiveDate::from_ymd_opt(2026, 12, 30).unwrap());
    }

    #[test]
    fn the_system_clock_is_cut_to_microseconds() {
        assert_eq!(SystemClock.now().timestamp_subsec_nanos() % 1000, 0);
    }

    #[test]
    fn a_fixed_clock_moves_only_when_told() {
        let clock = FixedClock::at(instant("2026-03-06T09:00:00Z"));
        assert_eq!(clock.now(), clock.now());
        clock.advance(TimeDelta::days(25));
        assert_eq!(clock.today(), NaiveDate::from_ymd_opt(2026, 3, 31).unwrap());
        clock.set(instant("2025-01-01T00:00:00Z"));
        assert_eq!(clock.today(), NaiveDate::from_ymd_opt(2025, 1, 1).unwrap());
    }
}
