//! The days that somebody wishes to avoid, as far as days can be read from their words. What cannot be read is left to whoever reads it:
//! nothing here says that no day lies within a time.

use chrono::{Datelike, NaiveDate};

use crate::base::calendar::{last_day, month_named};
use crate::ui::day;

/// A day of a year: the month and the day in it.
type Place = (u32, u32);

/// Days that were read: of one year, or of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Days {
    /// From the first to the last.
    Once(NaiveDate, NaiveDate),
    /// The same every year; the last may lie in the year after.
    EachYear(Place, Place),
}

impl Days {
    fn hold(self, on: NaiveDate) -> bool {
        match self {
            Self::Once(from, to) => (from..=to).contains(&on),
            Self::EachYear(from, to) => {
                let at = (on.month(), on.day());
                if from <= to { (from..=to).contains(&at) } else { at >= from || at <= to }
            }
        }
    }

    /// As they were understood.
    pub(super) fn in_words(self) -> String {
        match self {
            Self::Once(from, to) if from == to => day(from),
            Self::Once(from, to) => format!("{} to {}", day(from), day(to)),
            Self::EachYear(from, to) if from == to => format!("{} each year", place(from)),
            Self::EachYear(from, to) => format!("{} to {} each year", place(from), place(to)),
        }
    }
}

fn place((month, date): Place) -> String {
    // A year that has a 29 February.
    let written = NaiveDate::from_ymd_opt(LEAP, month, date).map(day).unwrap_or_default();
    written.trim_end_matches(&LEAP.to_string()).trim_end().to_owned()
}

const LEAP: i32 = 2028;

/// How many days of a time are looked through: ten years, for a year that was mistyped.
const LONGEST: usize = 3660;

/// The first day of this time that they wish to avoid, with how it was understood.
pub(super) fn first_within(all: &[Days], (opens, closes): (NaiveDate, NaiveDate)) -> Option<(NaiveDate, Days)> {
    let mut time = opens.iter_days().take_while(|on| *on <= closes).take(LONGEST);
    time.find_map(|on| all.iter().find(|days| days.hold(on)).map(|days| (on, *days)))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    Number(u32),
    Month(u32),
    /// The month or the verb.
    May,
    Year(i32),
    Whole(NaiveDate),
    To,
    And,
    Other,
}

/// The days that the words name: `14 June`, `June 14th 2026`, `24 to 26 December`, `3 and 4 May`, `14/06/2026`, `June`.
pub(super) fn read(text: &str) -> Vec<Days> {
    let words = words(text);
    let (mut found, mut at) = (Vec::new(), 0);
    while at < words.len() {
        let (days, taken) = read_at(&words[at..]);
        found.extend(days);
        at += taken.max(1);
    }
    found.dedup();
    found
}

fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    for raw in text.split(|c: char| c.is_whitespace() || ",;()&“”\"".contains(c)).filter(|raw| !raw.is_empty()) {
        let raw = raw.trim_end_matches(['.', ':']);
        let whole = ["%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y"].iter().find_map(|form| NaiveDate::parse_from_str(raw, form).ok());
        if let Some(on) = whole {
            found.push(Word::Whole(on));
            continue;
        }
        for (n, part) in raw.split(['-', '–', '—']).enumerate() {
            if n > 0 {
                found.push(Word::To);
            }
            found.extend(word(part));
        }
    }
    let beside_a_number = |at: usize| matches!(found.get(at), Some(Word::Number(_)));
    let month = |at: usize| beside_a_number(at + 1) || at.checked_sub(1).is_some_and(beside_a_number);
    let settled = |(at, word): (usize, &Word)| match word {
        Word::May if month(at) => Word::Month(5),
        other => *other,
    };
    found.iter().enumerate().map(settled).collect()
}

/// A word that says nothing of a day and stands between those that do is left out: the 14th of June.
fn word(part: &str) -> Option<Word> {
    let low = part.to_lowercase();
    let number = ["st", "nd", "rd", "th"].iter().find_map(|end| low.strip_suffix(end)).unwrap_or(&low);
    Some(match (number.parse::<u32>(), low.as_str()) {
        (Ok(date @ 1..=31), _) => Word::Number(date),
        (Ok(year @ 1900..=2199), _) => Word::Year(i32::try_from(year).unwrap_or(LEAP)),
        (_, "" | "of" | "the" | "on" | "each" | "every" | "year") => return None,
        (_, "to" | "until" | "till") => Word::To,
        (_, "and" | "or") => Word::And,
        (_, "may") if part != "May" => Word::May,
        (_, low) => month_named(low).map_or(Word::Other, Word::Month),
    })
}

/// The days that begin here, and how many words they take.
fn read_at(words: &[Word]) -> (Vec<Days>, usize) {
    match words {
        [Word::Whole(from), Word::To, Word::Whole(to), ..] if from <= to => (vec![Days::Once(*from, *to)], 3),
        [Word::Whole(on), ..] => (vec![Days::Once(*on, *on)], 1),
        [Word::Month(month), Word::Number(date), rest @ ..] => {
            let (year, taken) = year_of(rest);
            (one(*month, *date, year), 2 + taken)
        }
        [Word::Month(month), rest @ ..] => {
            let (year, taken) = year_of(rest);
            (whole_month(*month, year), 1 + taken)
        }
        [Word::Number(_), ..] => of_numbers(words),
        _ => (Vec::new(), 1),
    }
}

fn year_of(rest: &[Word]) -> (Option<i32>, usize) {
    match rest {
        [Word::Year(year), ..] => (Some(*year), 1),
        _ => (None, 0),
    }
}

/// Numbers before a month: one day, several, or from one to another, in the same month or in two.
fn of_numbers(words: &[Word]) -> (Vec<Days>, usize) {
    let (mut dates, mut at, mut range) = (Vec::new(), 0, false);
    while let Some(Word::Number(date)) = words.get(at) {
        dates.push(*date);
        at += 1;
        match (words.get(at), words.get(at + 1)) {
            (Some(joint @ (Word::To | Word::And)), Some(Word::Number(_))) => {
                range |= *joint == Word::To;
                at += 1;
            }
            _ => break,
        }
    }
    let Some(Word::Month(month)) = words.get(at) else { return (Vec::new(), at) };
    let (year, taken) = year_of(&words[at + 1..]);
    at += 1 + taken;
    if let [first] = dates.as_slice()
        && let [Word::To, Word::Number(last), Word::Month(then), rest @ ..] = &words[at..]
    {
        let (second, taken) = year_of(rest);
        return (span((*month, *first), (*then, *last), (year, second)), at + 3 + taken);
    }
    if let ([first, last], true) = (dates.as_slice(), range) {
        return (span((*month, *first), (*month, *last), (year, year)), at);
    }
    (dates.into_iter().flat_map(|date| one(*month, date, year)).collect(), at)
}

fn one(month: u32, date: u32, year: Option<i32>) -> Vec<Days> {
    span((month, date), (month, date), (year, year))
}

fn whole_month(month: u32, year: Option<i32>) -> Vec<Days> {
    let last = last_day(year.unwrap_or(LEAP), month).map_or(28, |last| last.day());
    span((month, 1), (month, last), (year, year))
}

fn span(from: Place, to: Place, (year, second): (Option<i32>, Option<i32>)) -> Vec<Days> {
    let on = |year: i32, (month, date): Place| NaiveDate::from_ymd_opt(year, month, date);
    let days = match year.or(second) {
        Some(_) => {
            let last = second.or(year).unwrap_or(LEAP);
            let first = year.unwrap_or(if from <= to { last } else { last - 1 });
            on(first, from).zip(on(last, to)).filter(|(from, to)| from <= to).map(|(from, to)| Days::Once(from, to))
        }
        None => on(LEAP, from).zip(on(LEAP, to)).map(|_| Days::EachYear(from, to)),
    };
    days.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn understood(text: &str) -> Vec<String> {
        read(text).into_iter().map(Days::in_words).collect()
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        for (text, days) in [
            ("14 June", vec!["14 June each year"]),
            ("14th of June (his birthday)", vec!["14 June each year"]),
            ("June 14", vec!["14 June each year"]),
            ("14 June 2026; 3 March", vec!["14 June 2026", "3 March each year"]),
            ("24–26 December", vec!["24 December to 26 December each year"]),
            ("24 December to 2 January", vec!["24 December to 2 January each year"]),
            ("30 December 2026 to 2 January 2027", vec!["30 December 2026 to 2 January 2027"]),
            ("3 and 4 may", vec!["3 May each year", "4 May each year"]),
            ("14/06/2026 and 2026-09-01.", vec!["14 June 2026", "1 September 2026"]),
            ("All of June", vec!["1 June to 30 June each year"]),
            ("February 2027", vec!["1 February 2027 to 28 February 2027"]),
            ("29 February", vec!["29 February each year"]),
        ] {
            assert_eq!(understood(text), days, "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_not_taken_for_one() {
        for text in ["", "His birthday", "Mondays", "31 June", "She may be away", "Room 14", "the 14th", "30 February 2027"] {
            assert_eq!(understood(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_day_of_each_year_lies_in_a_time_of_any_year() {
        let on = |text: &str| text.parse::<NaiveDate>().unwrap();
        let within = |text: &str, from: &str, to: &str| first_within(&read(text), (on(from), on(to))).map(|(on, _)| on);
        assert_eq!(within("14 June", "2027-06-10", "2027-06-20"), Some(on("2027-06-14")));
        assert_eq!(within("14 June", "2027-06-15", "2027-06-20"), None);
        assert_eq!(within("14 June 2026", "2027-06-10", "2027-06-20"), None);
        assert_eq!(within("24 December to 2 January", "2026-12-28", "2027-01-10"), Some(on("2026-12-28")));
        assert_eq!(within("24 December to 2 January", "2027-01-03", "2027-01-10"), None);
        assert_eq!(within("3 May", "2026-06-01", "2027-06-01"), Some(on("2027-05-03")));
        assert_eq!(within("3 May", "2027-06-01", "2027-05-01"), None);
    }
}
