//! Months as people write them.

use chrono::{Months, NaiveDate};

const NAMES: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// The number of the month of this English name, or of the short form of it: October, oct, Sept.
#[must_use]
pub fn month_named(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    let short = |name: &str| word.len() == 3 && name.starts_with(&word);
    let at = NAMES.iter().position(|name| *name == word || short(name) || (word == "sept" && *name == "september"))?;
    u32::try_from(at + 1).ok()
}

/// The last day of a month.
#[must_use]
pub fn last_day(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, 1)?.checked_add_months(Months::new(1))?.pred_opt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_known_by_its_name_and_its_short_form() {
        for (word, month) in [("January", 1), ("may", 5), ("Sept", 9), ("sep", 9), ("DEC", 12)] {
            assert_eq!(month_named(word), Some(month), "{word}");
        }
        for word in ["", "ja", "janu", "mayor", "13", "é"] {
            assert_eq!(month_named(word), None, "{word}");
        }
    }

    #[test]
    fn a_month_ends_on_its_last_day() {
        assert_eq!(last_day(2028, 2), NaiveDate::from_ymd_opt(2028, 2, 29));
        assert_eq!(last_day(2027, 12), NaiveDate::from_ymd_opt(2027, 12, 31));
        assert_eq!(last_day(2027, 13), None);
    }
}
