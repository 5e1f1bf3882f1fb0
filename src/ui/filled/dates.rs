//! Dates as day, month and year. A date that does not exist gets a sentence that says why.

use chrono::{Datelike, NaiveDate};

use crate::base::capital;

use super::Filled;

impl Filled {
    /// The form with a date to begin with.
    pub fn with_date(self, name: &str, date: Option<NaiveDate>) -> Filled {
        match date {
            Some(date) => self
                .with(&format!("{name}-day"), date.day().to_string())
                .with(&format!("{name}-month"), date.month().to_string())
                .with(&format!("{name}-year"), date.year().to_string()),
            None => self,
        }
    }

    /// A date that must be given.
    pub fn date(&mut self, name: &str, what: &str) -> Option<NaiveDate> {
        let found = self.optional_date(name, what)?;
        if found.is_none() {
            self.wrong_at(name, &format!("{name}-day"), format!("Enter {what}"));
        }
        found
    }

    /// A date that may be left out: `Some(None)` if all three parts were.
    pub fn optional_date(&mut self, name: &str, what: &str) -> Option<Option<NaiveDate>> {
        let parts = ["day", "month", "year"].map(|part| (part, self.get(&format!("{name}-{part}")).trim().to_owned()));
        if parts.iter().all(|(_, value)| value.is_empty()) {
            return Some(None);
        }
        let read = read([&parts[0].1, &parts[1].1, &parts[2].1]);
        match read {
            Ok(date) => Some(Some(date)),
            Err((part, end)) => {
                let target = format!("{name}-{part}");
                self.wrong_at(name, &target, format!("{} {end}", capital(what)));
                None
            }
        }
    }

    /// A date that must be given and must not lie after `today`, London's day.
    pub fn past_date(&mut self, name: &str, what: &str, today: NaiveDate) -> Option<NaiveDate> {
        let date = self.date(name, what)?;
        self.not_after(name, what, date, today, "today")
    }

    /// Refuses a date after another; `other` names that one.
    pub fn not_after(&mut self, name: &str, what: &str, date: NaiveDate, latest: NaiveDate, other: &str) -> Option<NaiveDate> {
        if date > latest {
            let late = if other == "today" {
                format!("{} must be today or in the past", capital(what))
            } else {
                format!("{} must not be after {other}, {}", capital(what), crate::ui::day(latest))
            };
            self.wrong_at(name, &format!("{name}-day"), late);
            return None;
        }
        Some(date)
    }
}

/// The date, or the part that is wrong and the end of a sentence about it.
fn read([day, month, year]: [&String; 3]) -> Result<NaiveDate, (&'static str, String)> {
    for (part, value) in [("day", day), ("month", month), ("year", year)] {
        if value.is_empty() {
            return Err((part, format!("must include a {part}")));
        }
    }
    let month_number = month_number(month).ok_or_else(|| ("month", "must have a month between 1 and 12".to_owned()))?;
    let year_number: i32 = match year.parse() {
        Ok(year) if (1900..=2199).contains(&year) => year,
        Ok(_) | Err(_) => return Err(("year", "must have a year with 4 digits, like 2026".to_owned())),
    };
    let day_number: u32 = match day.parse() {
        Ok(day) if (1..=31).contains(&day) => day,
        Ok(_) | Err(_) => return Err(("day", "must have a day between 1 and 31".to_owned())),
    };
    NaiveDate::from_ymd_opt(year_number, month_number, day_number).ok_or_else(|| {
        let last =
            (28..=31).rev().filter_map(|day| NaiveDate::from_ymd_opt(year_number, month_number, day)).map(crate::ui::day).next();
        ("day", format!("must be a real date: the month ends on {}", last.unwrap_or_default()))
    })
}

/// A month as a number, or by its English name or the first three letters of it.
fn month_number(typed: &str) -> Option<u32> {
    if let Ok(number) = typed.parse::<u32>() {
        return (1..=12).contains(&number).then_some(number);
    }
    crate::base::calendar::month_named(typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(day: &str, month: &str, year: &str) -> Filled {
        Filled::new().with("died-day", day).with("died-month", month).with("died-year", year)
    }

    #[test]
    fn a_date_that_does_not_exist_says_why() {
        for (day, month, year, target, sentence) in [
            ("29", "2", "2025", "died-day", "The date of death must be a real date: the month ends on 28 February 2025"),
            ("31", "April", "2025", "died-day", "The date of death must be a real date: the month ends on 30 April 2025"),
            ("1", "13", "2025", "died-month", "The date of death must have a month between 1 and 12"),
            ("1", "1", "25", "died-year", "The date of death must have a year with 4 digits, like 2026"),
            ("", "1", "2025", "died-day", "The date of death must include a day"),
            ("x", "1", "2025", "died-day", "The date of death must have a day between 1 and 31"),
            ("", "", "", "died-day", "Enter the date of death"),
        ] {
            let mut f = typed(day, month, year);
            assert_eq!(f.date("died", "the date of death"), None);
            assert_eq!(f.error("died"), Some(sentence));
            assert_eq!(f.errors()[0].target, target);
        }
    }

    #[test]
    fn months_may_be_named_and_blanks_do_not_matter() {
        assert_eq!(typed(" 6 ", "MAR", "2025").date("died", "it"), NaiveDate::from_ymd_opt(2025, 3, 6));
        assert_eq!(typed("29", "february", "2024").date("died", "it"), NaiveDate::from_ymd_opt(2024, 2, 29));
        assert_eq!(typed("", "", "").optional_date("died", "it"), Some(None));
    }

    #[test]
    fn a_date_to_come_is_refused_where_it_must_be_past() {
        let today = NaiveDate::from_ymd_opt(2026, 1, 5).expect("a date");
        let mut f = typed("6", "1", "2026");
        assert_eq!(f.past_date("died", "the date of death", today), None);
        assert_eq!(f.error("died"), Some("The date of death must be today or in the past"));
    }
}
