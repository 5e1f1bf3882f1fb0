//! `dardr due`: a clock without a case, for anyone who wants to check one.

use chrono::{Datelike, NaiveDate};
use serde_json::{Map, Value, json};

use super::process::read_regime;
use crate::base::calendar::{Calendar, Length};
use crate::process::print;
use crate::process::{Deadline, Regime, Rule};

/// The computed date and the date to act by, as JSON, for a clock of the catalogue ("DL-12") or a bare length ("CM 6").
/// A clock is read under `regime`; without one, under the first kind of review that has it.
///
/// # Errors
/// A sentence when the rule, the kind of review or the date cannot be read, or bank holidays are not known so far ahead.
pub fn due(rule: &str, from: &str, regime: Option<&str>) -> Result<String, String> {
    let start = read_day(from)?;
    let regime = regime.map(read_regime).transpose()?;
    let answer = match rule.trim().to_uppercase().parse::<Rule>() {
        Ok(rule) => of_clock(rule, start, regime)?,
        Err(_) => of_length(rule, start)?,
    };
    serde_json::to_string_pretty(&answer)
        .map(|json| json + "\n")
        .map_err(|_| "The answer could not be written as JSON.".to_owned())
}

fn of_clock(rule: Rule, start: NaiveDate, regime: Option<Regime>) -> Result<Map<String, Value>, String> {
    let none = || format!("{rule} is not in the catalogue.");
    let clock = Deadline::of(rule).ok_or_else(none)?;
    let regime = match regime {
        Some(regime) => regime,
        None => *Regime::ALL.iter().find(|regime| clock.cited(**regime).is_some()).ok_or_else(none)?,
    };
    let source =
        clock.cited(regime).ok_or_else(|| format!("There is no {rule} in a review of this kind: {}.", regime.label()))?;
    let mut answer = Map::new();
    answer.insert("rule".to_owned(), json!(rule));
    answer.insert("title".to_owned(), json!(rule.label()));
    answer.insert("regime".to_owned(), json!(regime));
    answer.append(&mut counted(start, clock.length)?);
    answer.insert("level".to_owned(), json!(source.level));
    answer.insert("source".to_owned(), json!(print::source(source)));
    answer.insert("length_level".to_owned(), json!(clock.length_level));
    answer.insert("adjustable".to_owned(), json!(clock.adjustable(regime)));
    answer.insert("note".to_owned(), json!(clock.note));
    Ok(answer)
}

fn of_length(text: &str, start: NaiveDate) -> Result<Map<String, Value>, String> {
    let length: Length =
        text.parse().map_err(|bad| format!("There is no such rule. Name one of DL-01 to DL-31, or a length. {bad}."))?;
    let mut answer = Map::new();
    answer.insert("rule".to_owned(), json!(length.to_string()));
    answer.append(&mut counted(start, length)?);
    answer.insert("level".to_owned(), Value::Null);
    answer.insert("note".to_owned(), json!("A length without a duty."));
    Ok(answer)
}

fn counted(start: NaiveDate, length: Length) -> Result<Map<String, Value>, String> {
    let calendar = Calendar::england_and_wales();
    let due = calendar.due(start, length).map_err(|beyond| format!("{beyond}."))?;
    let act_by = calendar.act_by(due).map_err(|beyond| format!("{beyond}."))?;
    let mut answer = Map::new();
    answer.insert("start".to_owned(), json!(start));
    answer.insert("length".to_owned(), json!(length.to_string()));
    answer.insert("length_in_words".to_owned(), json!(length.in_words()));
    answer.insert("computed_due".to_owned(), json!(due));
    answer.insert("act_by".to_owned(), json!(act_by));
    Ok(answer)
}

/// Reads a day as year-month-day, and tells a day that does not exist from a text that is no date.
fn read_day(text: &str) -> Result<NaiveDate, String> {
    let written = "Write the date as year-month-day, for instance 2025-03-06.";
    let parts: Vec<&str> = text.trim().split('-').collect();
    let [year, month, day] = parts.as_slice() else { return Err(written.to_owned()) };
    let digits = |part: &str, width| part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit());
    if !(digits(year, 4) && digits(month, 2) && digits(day, 2)) {
        return Err(written.to_owned());
    }
    let number = |part: &str| part.parse::<u32>().unwrap_or_default();
    NaiveDate::from_ymd_opt(number(year).cast_signed(), number(month), number(day))
        .filter(|date| date.year() > 0)
        .ok_or_else(|| format!("There is no such day as {}.", text.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(rule: &str, from: &str, regime: Option<&str>) -> Value {
        serde_json::from_str(&due(rule, from, regime).unwrap()).unwrap()
    }

    #[test]
    fn a_clock_of_the_catalogue() {
        let report = answer("DL-12", "2025-03-06", None);
        assert_eq!(report["rule"], "DL-12");
        assert_eq!(report["regime"], "dhr_s9");
        assert_eq!((&report["start"], &report["length"]), (&json!("2025-03-06"), &json!("CM 6")));
        assert_eq!((&report["computed_due"], &report["act_by"]), (&json!("2025-09-06"), &json!("2025-09-05")));
        assert_eq!(report["level"], "L2");
        assert_eq!(answer("dl-18", "2026-07-14", None)["regime"], "dardr_s8a", "the only kind that has it");
        assert_eq!(answer("DL-12", "2025-03-06", Some("nonstat"))["level"], "L3");
    }

    #[test]
    fn a_bare_length() {
        let six = answer("CM 6", "2025-03-06", None);
        assert_eq!((&six["computed_due"], &six["act_by"]), (&json!("2025-09-06"), &json!("2025-09-05")));
        assert_eq!(answer("WD20", "2025-05-08", None)["computed_due"], "2025-06-06");
    }

    #[test]
    fn what_cannot_be_answered_is_told_in_a_sentence() {
        let refusal = |rule, from, regime| due(rule, from, regime).unwrap_err();
        assert_eq!(refusal("DL-12", "2025-02-30", None), "There is no such day as 2025-02-30.");
        assert_eq!(refusal("DL-12", "6 March 2025", None), "Write the date as year-month-day, for instance 2025-03-06.");
        assert_eq!(refusal("DL-12", "0000-01-01", None), "There is no such day as 0000-01-01.");
        assert!(refusal("DL-99", "2025-03-06", None).starts_with("There is no such rule."));
        assert!(refusal("CM 0", "2025-03-06", None).starts_with("There is no such rule."));
        assert!(refusal("DL-18", "2025-03-06", Some("dhr_s9")).starts_with("There is no DL-18 in a review of this kind"));
        assert!(refusal("DL-12", "2025-03-06", Some("xyz")).starts_with("There is no such kind of review."));
        let beyond = "Bank holidays are known for 2019 to 2028 only, so this date cannot be counted.";
        assert_eq!(refusal("DL-12", "2028-09-01", None), beyond);
        assert_eq!(refusal("WD 5", "2018-06-01", None), beyond);
        assert_eq!(refusal("CD 9999", "9999-12-31", None), beyond);
    }
}
