//! When people are told of something that is owed: before its day, on it, and again while it is late.

use chrono::NaiveDate;

use crate::base::calendar::Calendar;

/// Working days before the day on which people are told first.
const AHEAD: usize = 5;

/// Why people are told today, in a word that is the same until they should be told again; nothing when there is no reason. Once it is late
/// they are told every `every` working days.
pub(super) fn occasion(due: NaiveDate, today: NaiveDate, every: usize, calendar: &Calendar) -> Option<String> {
    if today > due {
        Some(format!("late-{}", calendar.working_days_late(due, today) / every))
    } else if today == due {
        Some("today".into())
    } else {
        (calendar.working_days_late(today, due) <= AHEAD).then(|| "soon".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_a_week_before_on_the_day_and_then_at_each_turn() {
        let on = |text: &str| text.parse::<NaiveDate>().unwrap();
        let told = |today: &str| occasion(on("2026-03-20"), on(today), 5, Calendar::england_and_wales());
        assert_eq!(told("2026-03-12"), None);
        assert_eq!(told("2026-03-13").as_deref(), Some("soon"));
        assert_eq!(told("2026-03-19"), told("2026-03-13"));
        assert_eq!(told("2026-03-20").as_deref(), Some("today"));
        assert_eq!(told("2026-03-26").as_deref(), Some("late-0"));
        assert_eq!(told("2026-03-27").as_deref(), Some("late-1"));
    }
}
