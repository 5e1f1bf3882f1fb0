//! The days of a review, read as one line of text: SQLite hands rows over one by one from one thread to another, which wakes up for each,
//! and the days of the fifty reviews of a list are hundreds of rows.

use chrono::NaiveDate;

use crate::process::Happened;
use crate::store::{StoreError, Stored};

/// Between two days, and between the parts of one: control characters, which no code and no reference holds.
const BETWEEN_DAYS: char = '\u{1e}';
const BETWEEN_PARTS: char = '\u{1f}';

/// The rows of `review_event` as a line, to be grouped by review; both databases have this function under this name.
macro_rules! events_in_a_line {
    () => {
        "string_agg(event || '\u{1f}' || about || '\u{1f}' || CAST(first_on AS TEXT) || '\u{1f}' || CAST(latest_on AS TEXT) \
         || '\u{1f}' || COALESCE(CAST(stands_on AS TEXT), ''), '\u{1e}')"
    };
}
pub(super) use events_in_a_line;

/// Takes such a line apart.
pub(super) fn read_events(line: &str) -> Stored<Vec<Happened>> {
    let days = line.split(BETWEEN_DAYS).filter(|day| !day.is_empty());
    days.map(|day| read(day).ok_or_else(|| StoreError::Unreadable("review_event".into()))).collect()
}

fn read(day: &str) -> Option<Happened> {
    let mut parts = day.split(BETWEEN_PARTS);
    let (event, about) = (parts.next()?.parse().ok()?, parts.next()?.to_owned());
    let (first, latest) = (date(parts.next()?)?, date(parts.next()?)?);
    let stands = match parts.next()? {
        "" => None,
        stands => Some(date(stands)?),
    };
    Some(Happened { event, about, first, latest, stands })
}

/// `2026-03-06`, as both databases write it.
fn date(text: &str) -> Option<NaiveDate> {
    let mut numbers = text.split('-');
    let (year, month, day) = (numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?);
    NaiveDate::from_ymd_opt(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::Event;

    #[test]
    fn a_line_is_read_back_as_the_days_it_was_made_of() {
        let line = "came_to_attention\u{1f}WYK\u{1f}2026-03-06\u{1f}2026-04-01\u{1f}2026-03-06\u{1e}triage_begun\u{1f}\u{1f}2026-03-09\u{1f}2026-03-09\u{1f}";
        let read = read_events(line).expect("it is whole");
        assert_eq!((read[0].event, read[0].about.as_str()), (Event::CameToAttention, "WYK"));
        assert_eq!((read[0].first, read[0].stands), (date("2026-03-06").expect("a day"), date("2026-03-06")));
        assert_eq!((read[1].event, read[1].stands), (Event::TriageBegun, None));
        assert!(read_events("").expect("nothing happened").is_empty());
        assert!(read_events("came_to_attention\u{1f}WYK").is_err());
    }
}
