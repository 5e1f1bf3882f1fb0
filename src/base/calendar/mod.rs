//! Days as the law counts them in England and Wales: calendar months, days, "days beginning with", and working days.

mod length;
mod months;

use std::sync::LazyLock;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

pub use length::{Length, NotALength};
pub use months::{last_day, month_named};

/// The bank holidays of England and Wales (Banking and Financial Dealings Act 1971 and royal proclamations, as published on
/// gov.uk/bank-holidays), one a row, oldest first. To carry the calendar on, append a year's rows.
const BANK_HOLIDAYS: &str = include_str!("bank-holidays.csv");

static ENGLAND_AND_WALES: LazyLock<Calendar> = LazyLock::new(|| Calendar::of_rows(BANK_HOLIDAYS));

/// The bank holidays of some years, and how to count by them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    holidays: Vec<(NaiveDate, String)>,
    first_year: i32,
    last_year: i32,
}

/// A date that cannot be counted, because bank holidays are known for some years only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Bank holidays are known for {first_year} to {last_year} only, so this date cannot be counted")]
pub struct BeyondCalendar {
    /// First year whose bank holidays are known.
    pub first_year: i32,
    /// Last year whose bank holidays are known.
    pub last_year: i32,
}

/// A due date and the last working day on which to act, counted whether or not the calendar reaches so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The day on which it is due. It may be a weekend or a bank holiday, and stays there.
    pub due: NaiveDate,
    /// The due date, or the working day before it.
    pub act_by: NaiveDate,
    /// False when a year was touched whose bank holidays are not known: the dates then rest on weekends alone and are shown with a warning.
    pub sure: bool,
}

impl Calendar {
    /// The calendar of England and Wales that the program carries.
    #[must_use]
    pub fn england_and_wales() -> &'static Self {
        &ENGLAND_AND_WALES
    }

    /// A row that is not a date and a title is left out here and fails a test below.
    fn of_rows(text: &str) -> Self {
        let holidays: Vec<_> = text
            .lines()
            .skip(1)
            .filter_map(|row| row.split_once(','))
            .filter_map(|(day, title)| Some((day.parse().ok()?, title.to_owned())))
            .collect();
        let year = |end: Option<&(NaiveDate, String)>| end.map_or(0, |(day, _)| day.year());
        Self { first_year: year(holidays.first()), last_year: year(holidays.last()), holidays }
    }

    /// The last year whose bank holidays are known.
    #[must_use]
    pub fn runs_out(&self) -> i32 {
        self.last_year
    }

    /// From a year before the known bank holidays end: what to tell the administrator.
    #[must_use]
    pub fn warning(&self, today: NaiveDate) -> Option<String> {
        let year_ahead = today.checked_add_months(Months::new(12)).unwrap_or(NaiveDate::MAX);
        (year_ahead.year() > self.last_year).then(|| {
            format!(
                "Bank holidays are known up to the end of {}. Install a newer version before then: dates beyond it are counted by weekends alone.",
                self.last_year
            )
        })
    }

    /// The name of the bank holiday on this day.
    #[must_use]
    pub fn holiday(&self, day: NaiveDate) -> Option<&str> {
        let found = self.holidays.binary_search_by_key(&day, |(holiday, _)| *holiday).ok()?;
        self.holidays.get(found).map(|(_, title)| title.as_str())
    }

    /// Whether this is a working day.
    ///
    /// # Errors
    /// When the bank holidays of its year are not known.
    pub fn is_working_day(&self, day: NaiveDate) -> Result<bool, BeyondCalendar> {
        self.known(day).map(|()| self.works(day))
    }

    /// The day on which something is due. It is not moved when it falls on a weekend or a bank holiday: see [`Self::act_by`].
    ///
    /// # Errors
    /// When it cannot be counted without bank holidays that are not known.
    pub fn due(&self, start: NaiveDate, length: Length) -> Result<NaiveDate, BeyondCalendar> {
        let due = self.reach(start, length).ok_or(self.beyond())?;
        if length.counts_working_days() {
            self.known(start)?;
            self.known(due)?;
        }
        Ok(due)
    }

    /// The last working day on which to act on something due on this day: the day itself, or the working day before it.
    ///
    /// # Errors
    /// When the bank holidays around it are not known.
    pub fn act_by(&self, due: NaiveDate) -> Result<NaiveDate, BeyondCalendar> {
        self.known(due)?;
        let act_by = self.working_day_before(due).ok_or(self.beyond())?;
        self.known(act_by).map(|()| act_by)
    }

    /// Both dates in one, with a mark when they touch years whose bank holidays are not known.
    #[must_use]
    pub fn count(&self, start: NaiveDate, length: Length) -> Counted {
        let due = self.reach(start, length);
        let sure = self.due(start, length).and_then(|due| self.act_by(due)).is_ok();
        let due = due.unwrap_or(NaiveDate::MAX);
        Counted { due, act_by: self.working_day_before(due).unwrap_or(due), sure }
    }

    /// How many working days after `from` the day `to` is; 0 when it is not after it. Weekends alone count where bank holidays are not known.
    #[must_use]
    pub fn working_days_late(&self, from: NaiveDate, to: NaiveDate) -> usize {
        from.iter_days().skip(1).take_while(|day| *day <= to).filter(|day| self.works(*day)).count()
    }

    fn reach(&self, start: NaiveDate, length: Length) -> Option<NaiveDate> {
        match length {
            Length::SameDay => Some(start),
            Length::Months(n) => start.checked_add_months(Months::new(n)),
            Length::Days(n) => start.checked_add_days(Days::new(n.into())),
            Length::DaysBeginningWith(n) => start.checked_add_days(Days::new(n.saturating_sub(1).into())),
            Length::WorkingDays(n) => self.step(start, n, NaiveDate::succ_opt),
            Length::MonthsLessWorkingDays(months, days) => {
                self.step(start.checked_add_months(Months::new(months))?, days, NaiveDate::pred_opt)
            }
        }
    }

    /// The `count`th working day from `day`, forwards or backwards, `day` itself not counted.
    fn step(&self, day: NaiveDate, count: u32, next: fn(&NaiveDate) -> Option<NaiveDate>) -> Option<NaiveDate> {
        let mut day = day;
        let mut left = count;
        while left > 0 {
            day = next(&day)?;
            if self.works(day) {
                left -= 1;
            }
        }
        Some(day)
    }

    fn working_day_before(&self, day: NaiveDate) -> Option<NaiveDate> {
        if self.works(day) { Some(day) } else { self.step(day, 1, NaiveDate::pred_opt) }
    }

    fn works(&self, day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && self.holiday(day).is_none()
    }

    fn known(&self, day: NaiveDate) -> Result<(), BeyondCalendar> {
        if (self.first_year..=self.last_year).contains(&day.year()) { Ok(()) } else { Err(self.beyond()) }
    }

    fn beyond(&self) -> BeyondCalendar {
        BeyondCalendar { first_year: self.first_year, last_year: self.last_year }
    }
}

#[cfg(test)]
mod tests;
