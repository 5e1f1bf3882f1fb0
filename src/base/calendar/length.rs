//! How long something may take.

use std::fmt;
use std::str::FromStr;

use crate::base::counted;

/// The length of a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Length {
    /// The day on which it starts.
    SameDay,
    /// Calendar months: the same day number, or the last day of a shorter month (31 January and one month is 28 February).
    Months(u32),
    /// Days after the start.
    Days(u32),
    /// Days of which the first is the day of the start, as statutes say "beginning with".
    DaysBeginningWith(u32),
    /// Working days of England and Wales after the start.
    WorkingDays(u32),
    /// Calendar months, and then working days back from there: a warning ahead of another clock.
    MonthsLessWorkingDays(u32, u32),
}

/// Longest count in a length that is read from text: 9,999 days are 27 years.
const MOST: u32 = 9_999;

impl Length {
    /// Whether bank holidays matter to it.
    #[must_use]
    pub fn counts_working_days(self) -> bool {
        match self {
            Self::WorkingDays(_) | Self::MonthsLessWorkingDays(..) => true,
            Self::SameDay | Self::Months(_) | Self::Days(_) | Self::DaysBeginningWith(_) => false,
        }
    }

    /// The length in words: "6 calendar months".
    #[must_use]
    pub fn in_words(self) -> String {
        match self {
            Self::SameDay => "the same day".to_owned(),
            Self::Months(n) => counted(n, "calendar month", "calendar months"),
            Self::Days(n) => counted(n, "day", "days"),
            Self::DaysBeginningWith(n) => format!("{} beginning with the day it starts", counted(n, "day", "days")),
            Self::WorkingDays(n) => counted(n, "working day", "working days"),
            Self::MonthsLessWorkingDays(months, days) => {
                format!("{} before the end of {}", counted(days, "working day", "working days"), Self::Months(months).in_words())
            }
        }
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = match self {
            Self::SameDay => "SAME DAY".to_owned(),
            Self::Months(n) => format!("CM {n}"),
            Self::Days(n) => format!("CD {n}"),
            Self::DaysBeginningWith(n) => format!("CDB {n}"),
            Self::WorkingDays(n) => format!("WD {n}"),
            Self::MonthsLessWorkingDays(months, days) => format!("CM {months} - WD {days}"),
        };
        f.pad(&code)
    }
}

/// A text that is not a length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "A length is CM (calendar months), CD (days), CDB (days beginning with) or WD (working days) and a number from 1 to 9999, for instance CM 6"
)]
pub struct NotALength;

impl FromStr for Length {
    type Err = NotALength;

    /// Reads what `Display` writes; spaces may be missing and letters small.
    fn from_str(text: &str) -> Result<Self, NotALength> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
        if text == "SAMEDAY" {
            return Ok(Self::SameDay);
        }
        if let Some((months, days)) = text.split_once('-') {
            let (Self::Months(months), Self::WorkingDays(days)) = (months.parse()?, days.parse()?) else {
                return Err(NotALength);
            };
            return Ok(Self::MonthsLessWorkingDays(months, days));
        }
        let split = text.find(|c: char| c.is_ascii_digit()).ok_or(NotALength)?;
        let (unit, number) = text.split_at(split);
        if !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NotALength);
        }
        let number = number.parse().ok().filter(|n| (1..=MOST).contains(n)).ok_or(NotALength)?;
        match unit {
            "CM" => Ok(Self::Months(number)),
            "CD" => Ok(Self::Days(number)),
            "CDB" => Ok(Self::DaysBeginningWith(number)),
            "WD" => Ok(Self::WorkingDays(number)),
            _ => Err(NotALength),
        }
    }
}
