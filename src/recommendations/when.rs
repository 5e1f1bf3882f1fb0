//! When an action is to be done, in every form that real plans use.
//!
//! The words are kept as they were written. What is read from them is data, and no date is invented: an action that waits for guidance
//! has no due date, and says so.

use chrono::NaiveDate;

use crate::base::calendar::{last_day, month_named};

/// When an action is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// By a day.
    On(NaiveDate),
    /// By the end of a month; the day kept is its last.
    ByMonth(NaiveDate),
    /// In a financial year, which ends on 31 March; the day kept is its last.
    InYear(NaiveDate),
    /// Prepared in one financial year and delivered in a later one.
    TwoPhase {
        /// The last day of the first.
        first: NaiveDate,
        /// The last day of the second.
        then: NaiveDate,
    },
    /// Again and again.
    Recurring {
        /// Months from one time to the next.
        every: u32,
    },
    /// As long as the plan runs.
    Throughout,
    /// When something else has happened, which the words name.
    OnEvent,
    /// It starts in a month, and nothing says when it ends; the day kept is the last of that month.
    Starts(NaiveDate),
    /// Nothing can be read from the words.
    Unclear,
}

/// When somebody should look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Schedule {
    /// The first day on which there should be something to see.
    pub earliest_check: Option<NaiveDate>,
    /// Months from one look to the next.
    pub review_every: u32,
    /// The day by which it must be done, where there is one.
    pub hard_due: Option<NaiveDate>,
    /// Whether it is done again and again, so that after each time there is a next one.
    pub repeats: bool,
}

/// Boards look every quarter unless a plan says otherwise (domain section 2.2, DL-24).
const QUARTER: u32 = 3;

impl When {
    /// Reads the words of a plan.
    #[must_use]
    pub fn read(words: &str) -> Self {
        let text = words.to_lowercase().replace(['–', '—', '‑'], "-");
        let years = financial_years(&text);
        if let [first, .., then] = years.as_slice()
            && first != then
        {
            return Self::TwoPhase { first: *first, then: *then };
        }
        let dates = dates_in(&text);
        // Of a time from one date to another the last is the one by which it is done.
        if let Some(last) = dates.iter().max_by_key(|date| date.day) {
            return match (dates.len(), last) {
                (1, Dated { starts: true, day, .. }) => Self::Starts(*day),
                (_, Dated { whole_month: true, day, .. }) => Self::ByMonth(*day),
                (_, Dated { day, .. }) => Self::On(*day),
            };
        }
        if let Some(year) = years.first() {
            return Self::InYear(*year);
        }
        Self::without_a_date(&text)
    }

    /// What can be read from the words; a plan that repeats there who leads says no time.
    pub(super) fn beside(words: &str, lead: &str) -> Self {
        if words.eq_ignore_ascii_case(lead) { Self::Unclear } else { Self::read(words) }
    }

    fn without_a_date(text: &str) -> Self {
        let any = |words: &[&str]| words.iter().any(|word| text.contains(word));
        if any(&["throughout", "lifetime of", "ongoing", "on-going", "continuous"]) {
            Self::Throughout
        } else if any(&["per annum", "annual", "each year", "every year", "yearly"]) {
            Self::Recurring { every: 12 }
        } else if any(&["six-monthly", "twice a year", "every six months"]) {
            Self::Recurring { every: 6 }
        } else if any(&["quarterly", "each quarter", "every quarter"]) {
            Self::Recurring { every: QUARTER }
        } else if any(&["monthly", "each month", "every month"]) {
            Self::Recurring { every: 1 }
        } else if any(&[
            "awaiting",
            "when ",
            "once ",
            "in line with",
            "as part of",
            "subject to",
            "following",
            "prior to",
            "after ",
        ]) {
            Self::OnEvent
        } else {
            Self::Unclear
        }
    }

    /// When somebody should look, and by when it must be done.
    #[must_use]
    pub fn schedule(&self) -> Schedule {
        let due = |day: NaiveDate| Schedule {
            earliest_check: Some(day),
            review_every: QUARTER,
            hard_due: Some(day),
            ..Schedule::default()
        };
        match self {
            Self::On(day) | Self::ByMonth(day) | Self::InYear(day) => due(*day),
            Self::TwoPhase { first, then } => Schedule { earliest_check: Some(*first), ..due(*then) },
            Self::Recurring { every } => Schedule { review_every: *every, repeats: true, ..Schedule::default() },
            Self::Starts(month) => Schedule { earliest_check: Some(*month), review_every: QUARTER, ..Schedule::default() },
            Self::Throughout | Self::OnEvent | Self::Unclear => Schedule { review_every: QUARTER, ..Schedule::default() },
        }
    }

    /// The code under which it is kept.
    #[must_use]
    pub fn kind(&self) -> WhenKind {
        match self {
            Self::On(_) => WhenKind::On,
            Self::ByMonth(_) => WhenKind::ByMonth,
            Self::InYear(_) => WhenKind::InYear,
            Self::TwoPhase { .. } => WhenKind::TwoPhase,
            Self::Recurring { .. } => WhenKind::Recurring,
            Self::Throughout => WhenKind::Throughout,
            Self::OnEvent => WhenKind::OnEvent,
            Self::Starts(_) => WhenKind::Starts,
            Self::Unclear => WhenKind::Unclear,
        }
    }
}

crate::store::text_enum!(
    /// What kind of time it is.
    pub enum WhenKind {
        /// By a day.
        On = "on",
        /// By the end of a month.
        ByMonth = "by_month",
        /// In a financial year.
        InYear = "in_year",
        /// In two financial years, one for each phase.
        TwoPhase = "two_phase",
        /// Again and again.
        Recurring = "recurring",
        /// As long as the plan runs.
        Throughout = "throughout",
        /// When something else has happened.
        OnEvent = "on_event",
        /// From a month on.
        Starts = "starts",
        /// It cannot be read.
        Unclear = "unclear",
    }
);

impl WhenKind {
    /// In words, for the report on an import.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::On => "by a day",
            Self::ByMonth => "by the end of a month",
            Self::InYear => "in a financial year",
            Self::TwoPhase => "two phases, in two financial years",
            Self::Recurring => "again and again",
            Self::Throughout => "as long as the plan runs",
            Self::OnEvent => "when something else has happened",
            Self::Starts => "starts in a month; no end is given",
            Self::Unclear => "no time can be read from it",
        }
    }
}

impl WhenKind {
    /// How the words were read, where they do not say it themselves.
    #[must_use]
    pub const fn read_as(self) -> Option<&'static str> {
        match self {
            Self::On | Self::ByMonth | Self::InYear => None,
            Self::TwoPhase | Self::Recurring | Self::Throughout | Self::OnEvent | Self::Starts | Self::Unclear => {
                Some(self.label())
            }
        }
    }
}

/// The last days of the financial years named as `2025/26`, `2025/2026` or `2025-26`, in the order of the text.
fn financial_years(text: &str) -> Vec<NaiveDate> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("20") {
        let rest = &text[at..];
        if text[..at].ends_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let Some(start) = number(rest, 4) else { continue };
        let Some(after) = rest.get(4..).and_then(|rest| rest.strip_prefix(['/', '-'])) else { continue };
        let end = match after.chars().take_while(char::is_ascii_digit).count() {
            2 => number(after, 2).map(|short| start - start % 100 + short),
            4 => number(after, 4),
            _ => None,
        };
        let day = end.filter(|end| *end == start + 1).and_then(|end| NaiveDate::from_ymd_opt(end, 3, 31));
        found.extend(day);
    }
    found
}

fn number(text: &str, digits: usize) -> Option<i32> {
    let head = text.get(..digits)?;
    let follows_a_digit = text[digits..].starts_with(|c: char| c.is_ascii_digit());
    if follows_a_digit || !head.bytes().all(|b| b.is_ascii_digit()) { None } else { head.parse().ok() }
}

/// A date in words.
struct Dated {
    /// The day, or the last of the month.
    day: NaiveDate,
    whole_month: bool,
    /// Whether something begins on it.
    starts: bool,
}

/// The words and numbers of a text, without what parts them.
fn parts(text: &str) -> Vec<&str> {
    text.split(|c: char| c.is_whitespace() || ",;()".contains(c)).filter(|word| !word.is_empty()).collect()
}

/// Every day written as `31 October 2025`, `31/10/2025` or `2025-10-31`, and every month with its year. Of a day that no calendar has the month stands.
fn dates_in(text: &str) -> Vec<Dated> {
    let words = parts(text);
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let word = word.trim_end_matches('.');
        let numeric = NaiveDate::parse_from_str(word, "%d/%m/%Y").or_else(|_| NaiveDate::parse_from_str(word, "%Y-%m-%d"));
        if let Ok(day) = numeric {
            found.push(Dated { day, whole_month: false, starts: begins(&words[..at]) });
            continue;
        }
        let Some((month, year)) = month_number(word).zip(words.get(at + 1).and_then(|next| year_of(next))) else { continue };
        let before = at.checked_sub(1).and_then(|before| words[before].trim_end_matches(char::is_alphabetic).parse::<u32>().ok());
        let day = before.and_then(|day| NaiveDate::from_ymd_opt(year, month, day));
        let starts = begins(&words[..at - usize::from(before.is_some())]);
        found.extend(day.or_else(|| last_day(year, month)).map(|on| Dated { day: on, whole_month: day.is_none(), starts }));
    }
    found
}

/// Whether the words before a date say that something begins on it: "to commence in", "starting from".
fn begins(before: &[&str]) -> bool {
    let mut before = before.iter().rev();
    let word = before.find(|word| !["in", "on", "the", "of", "end", "early", "late", "mid"].contains(word));
    word.is_some_and(|word| *word == "from" || ["commenc", "start", "begin"].iter().any(|stem| word.starts_with(stem)))
}

/// A day that the words name and no calendar has, as `30 February 2027` or `31/11/2026`, in those words.
#[must_use]
pub fn no_such_day(words: &str) -> Option<String> {
    let parts = parts(words);
    let trimmed = |word: &str| word.trim_end_matches('.').to_lowercase();
    parts.iter().enumerate().find_map(|(at, part)| {
        let word = trimmed(part);
        if has_the_form_of_a_day(&word) {
            let is_one = ["%d/%m/%Y", "%Y-%m-%d"].iter().any(|form| NaiveDate::parse_from_str(&word, form).is_ok());
            return (!is_one).then_some(word);
        }
        let month = month_number(&word)?;
        let before = *parts.get(at.checked_sub(1)?)?;
        let day: u32 = trimmed(before).trim_end_matches(char::is_alphabetic).parse().ok()?;
        let year = parts.get(at + 1).and_then(|next| year_of(next));
        // Without a year it may be one that has a 29 February.
        let is_one = NaiveDate::from_ymd_opt(year.unwrap_or(2028), month, day).is_some();
        // A number that no month reaches may count something else: "the 40 June sessions".
        let written = [Some(before.to_owned()), Some((*part).to_owned()), year.map(|year| year.to_string())];
        (!is_one && (year.is_some() || day <= 31)).then(|| written.into_iter().flatten().collect::<Vec<_>>().join(" "))
    })
}

/// Whether a word is made of numbers as `31/10/2025` and `2025-10-31` are.
fn has_the_form_of_a_day(word: &str) -> bool {
    let numbers = |sign: char| -> Vec<usize> {
        let parts: Vec<&str> = word.split(sign).collect();
        let digits = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if parts.iter().all(digits) { parts.iter().map(|part| part.len()).collect() } else { Vec::new() }
    };
    matches!(numbers('/').as_slice(), [1 | 2, 1 | 2, 4]) || matches!(numbers('-').as_slice(), [4, 1 | 2, 1 | 2])
}

/// The last day of a month written as `October 2025`.
fn month_number(word: &str) -> Option<u32> {
    month_named(word.trim_matches(|c: char| !c.is_alphabetic()))
}

fn year_of(word: &str) -> Option<i32> {
    let word = word.trim_matches(|c: char| !c.is_ascii_digit());
    if word.len() == 4 { number(word, 4).filter(|year| (2000..2100).contains(year)) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_form_of_the_published_plan_is_read() {
        let cases = [
            ("2025/26", When::InYear(day("2026-03-31"))),
            ("Throughout the lifetime of the Strategy", When::Throughout),
            (
                "Attainment of status by October 2025  Annual Plan produced as part of the status requirements",
                When::ByMonth(day("2025-10-31")),
            ),
            ("To be completed by December 2025", When::ByMonth(day("2025-12-31"))),
            ("On an annual basis within forward plan of Board", When::Recurring { every: 12 }),
            ("In line with recommendations of audit", When::OnEvent),
            ("Torus / Safe2Speak and Safeguarding Children Partnership members", When::Unclear),
            ("Recruitment to commence June 2025", When::Starts(day("2025-06-30"))),
            ("Reviewed as part of wider Needs Assessment for the borough.", When::OnEvent),
            ("June 2025", When::ByMonth(day("2025-06-30"))),
            ("During 2025/26", When::InYear(day("2026-03-31"))),
            ("Awaiting national guidance", When::OnEvent),
            ("Review existing MATAC approach 2025/26", When::InYear(day("2026-03-31"))),
            (
                "Commissioned during 2025/26 – delivered during 2026/27",
                When::TwoPhase { first: day("2026-03-31"), then: day("2027-03-31") },
            ),
            ("Once per annum", When::Recurring { every: 12 }),
        ];
        for (words, when) in cases {
            assert_eq!(When::read(words), when, "{words}");
        }
    }

    #[test]
    fn days_are_read_and_none_is_invented() {
        assert_eq!(When::read("by 31 October 2025"), When::On(day("2025-10-31")));
        assert_eq!(When::read("1st Feb 2026, at the latest"), When::On(day("2026-02-01")));
        assert_eq!(When::read("31/10/2025"), When::On(day("2025-10-31")));
        assert_eq!(When::read("30 February 2026"), When::ByMonth(day("2026-02-28")));
        assert_eq!(When::read("Between 1 April 2025 and 31 March 2026"), When::On(day("2026-03-31")));
        assert_eq!(When::read("October 2025 to March 2026"), When::ByMonth(day("2026-03-31")));
        assert_eq!(When::read("Learning from the audit shared by March 2026"), When::ByMonth(day("2026-03-31")));
        assert_eq!(When::read("Commence 1 April 2026"), When::Starts(day("2026-04-01")));
        assert_eq!(When::read("Starting from April 2026"), When::Starts(day("2026-04-30")));
        assert_eq!(When::read("From 1 April 2026"), When::Starts(day("2026-04-01")));
        assert_eq!(When::read("From April 2025 to March 2026"), When::ByMonth(day("2026-03-31")));
        assert_eq!(When::read("2025/29"), When::Unclear);
        assert_eq!(When::read("12025/26"), When::Unclear);
        assert_eq!(When::read("soon"), When::Unclear);
        assert_eq!(When::read(""), When::Unclear);
        assert_eq!(When::read("may"), When::Unclear);
        assert_eq!(When::read("2025–26"), When::InYear(day("2026-03-31")));
    }

    #[test]
    fn a_day_that_does_not_exist_is_told_from_words() {
        for (words, day) in [
            ("30 February 2027", "30 February 2027"),
            ("By 31st June, at the latest", "31st June"),
            ("29 February 2027", "29 February 2027"),
            ("by 31/11/2026", "31/11/2026"),
            ("2026-13-01", "2026-13-01"),
            ("45 June 2026", "45 June 2026"),
        ] {
            assert_eq!(no_such_day(words).as_deref(), Some(day), "{words}");
        }
        for words in [
            "spring 2027",
            "28 February 2027",
            "29 February",
            "29 February 2028",
            "31/10/2026",
            "2025/26",
            "2025-26",
            "During 2025/2026",
            "Attainment of status by October 2025",
            "after the 40 June sessions",
            "Annually",
            "",
        ] {
            assert_eq!(no_such_day(words), None, "{words}");
        }
    }

    #[test]
    fn only_what_has_a_date_can_be_overdue() {
        assert_eq!(When::read("March 2026").schedule().hard_due, Some(day("2026-03-31")));
        assert_eq!(When::read("Recruitment to commence June 2025").schedule().hard_due, None);
        assert_eq!(When::read("Awaiting national guidance").schedule(), Schedule { review_every: 3, ..Schedule::default() });
        let two = When::read("Commissioned during 2025/26 – delivered during 2026/27").schedule();
        assert_eq!((two.earliest_check, two.hard_due), (Some(day("2026-03-31")), Some(day("2027-03-31"))));
    }
}
