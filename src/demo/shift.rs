//! The time of a demonstration that stands on another day than today.

use chrono::{DateTime, TimeDelta, Utc};

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
