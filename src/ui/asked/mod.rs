//! Questions described once, for forms that are read like a document: from one row each is drawn, read, shown again and summed up.

mod draw;
mod sheet;

pub use draw::{draw, rows};
pub use sheet::Sheet;

use chrono::NaiveDate;

use super::Filled;

/// A list of choices: the code that is kept and the words that people read.
pub type Options = fn() -> Vec<(&'static str, &'static str)>;

/// What an answer is.
#[derive(Clone, Copy, Debug)]
pub enum Sort {
    /// One line.
    Line,
    /// Many lines.
    Prose,
    /// A time of day.
    Time,
    /// A day, past or to come.
    Day,
    /// A day that cannot lie ahead.
    PastDay,
    /// A whole number from the first to the second.
    Number(i64, i64),
    /// Yes or no.
    YesNo,
    /// Yes, no or not known.
    Known,
    /// One of a short list, as radios.
    One(Options),
    /// One of a long list.
    Pick(Options),
    /// Any of a list.
    Many(Options),
}

/// One question.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// The field's name.
    pub name: &'static str,
    /// What people read.
    pub label: &'static str,
    /// As a sentence would name it, in lower case and with its article; for yes and no, what follows "Select yes if".
    pub what: &'static str,
    /// What the answer is.
    pub sort: Sort,
    /// A sentence that helps to answer.
    pub hint: &'static str,
    /// Whether it must be answered.
    pub required: bool,
    /// Whether the answer points to a person: then it goes into the identity register and nowhere else.
    pub sealed: bool,
    /// Whether another question may be answered instead, as the hint says: then it is not "optional", though it may be left out.
    pub either: bool,
    /// Asked only when another field has this value.
    pub only_if: Option<(&'static str, &'static str)>,
}

/// A question. It may be left out unless [`Asked::must`] says otherwise.
#[must_use]
pub const fn ask(name: &'static str, label: &'static str, what: &'static str, sort: Sort) -> Asked {
    Asked { name, label, what, sort, hint: "", required: false, sealed: false, either: false, only_if: None }
}

impl Asked {
    /// It must be answered.
    #[must_use]
    pub const fn must(mut self) -> Self {
        self.required = true;
        self
    }

    /// A sentence that helps.
    #[must_use]
    pub const fn hint(mut self, hint: &'static str) -> Self {
        self.hint = hint;
        self
    }

    /// The answer points to a person.
    #[must_use]
    pub const fn seal(mut self) -> Self {
        self.sealed = true;
        self
    }

    /// One of two ways to answer: the hint says what the other is.
    #[must_use]
    pub const fn or_else(mut self, hint: &'static str) -> Self {
        self.either = true;
        self.hint = hint;
        self
    }

    /// Asked only when `name` is answered with `value`.
    #[must_use]
    pub const fn when(mut self, name: &'static str, value: &'static str) -> Self {
        self.only_if = Some((name, value));
        self
    }

    /// Whether the answer is words of the person's own.
    #[must_use]
    pub const fn is_words(&self) -> bool {
        matches!(self.sort, Sort::Line | Sort::Prose)
    }

    /// Whether the answer is a day.
    #[must_use]
    pub const fn is_day(&self) -> bool {
        matches!(self.sort, Sort::Day | Sort::PastDay)
    }

    /// Yes and no, the three answers, or the list of the question itself.
    #[must_use]
    pub fn options(&self) -> Vec<(&'static str, &'static str)> {
        match self.sort {
            Sort::YesNo => vec![("yes", "Yes"), ("no", "No")],
            Sort::Known => vec![("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
            Sort::One(options) | Sort::Pick(options) | Sort::Many(options) => options(),
            Sort::Line | Sort::Prose | Sort::Time | Sort::Day | Sort::PastDay | Sort::Number(..) => Vec::new(),
        }
    }

    fn applies(&self, f: &Filled) -> bool {
        self.only_if.is_none_or(|(name, value)| f.has(name, value))
    }
}

/// Reads every question that applies. What is wrong is recorded in `f`, in the order of the page; what is right is in the sheet.
pub fn read(f: &mut Filled, questions: &[Asked], today: NaiveDate) -> Sheet {
    let mut sheet = Sheet::default();
    for asked in questions.iter().filter(|asked| asked.only_if.is_none()) {
        with_inner(f, (asked, questions), today, &mut sheet);
    }
    sheet
}

fn with_inner(f: &mut Filled, (asked, questions): (&Asked, &[Asked]), today: NaiveDate, sheet: &mut Sheet) {
    one(f, asked, today, sheet);
    for inner in questions.iter().filter(|inner| inner.only_if.is_some_and(|(name, _)| name == asked.name)) {
        if inner.applies(f) {
            with_inner(f, (inner, questions), today, sheet);
        }
    }
}

fn one(f: &mut Filled, asked: &Asked, today: NaiveDate, sheet: &mut Sheet) {
    let Asked { name, what, .. } = *asked;
    let values = match asked.sort {
        Sort::Line => f.optional_line(name, what).map(|it| it.map(|it| vec![it.into_string()])),
        Sort::Prose => f.optional_prose(name, what).map(|it| it.map(|it| vec![it.into_string()])),
        Sort::Day => f.optional_date(name, what).map(|it| it.map(|it| vec![it.to_string()])),
        Sort::Time => f.optional_time(name, what).map(|it| it.map(|it| vec![it])),
        Sort::PastDay => f.optional_date(name, what).and_then(|it| match it {
            Some(date) => f.not_after(name, what, date, today, "today").map(|it| Some(vec![it.to_string()])),
            None => Some(None),
        }),
        Sort::Number(least, most) => f.optional_number(name, what, least..=most).map(|it| it.map(|it| vec![it.to_string()])),
        Sort::YesNo | Sort::Known | Sort::One(_) | Sort::Pick(_) => {
            let options = asked.options();
            f.maybe_one_of(name, what, &options, |(code, _)| code).map(|it| it.map(|(code, _)| vec![code.to_owned()]))
        }
        Sort::Many(options) => f.many_of(name, what, &options(), |(code, _)| code).map(|all| {
            let codes: Vec<String> = all.into_iter().map(|(code, _)| code.to_owned()).collect();
            (!codes.is_empty()).then_some(codes)
        }),
    };
    match values {
        Some(Some(values)) => sheet.set(name, values),
        Some(None) if asked.required => missing(f, asked),
        Some(None) | None => {}
    }
}

fn missing(f: &mut Filled, asked: &Asked) {
    let Asked { name, what, .. } = *asked;
    match asked.sort {
        Sort::Line | Sort::Prose | Sort::Time | Sort::Number(..) => f.wrong(name, format!("Enter {what}")),
        Sort::Day | Sort::PastDay => f.wrong_at(name, &format!("{name}-day"), format!("Enter {what}")),
        Sort::YesNo => f.wrong(name, format!("Select yes if {what}")),
        Sort::Known => f.wrong(name, format!("Select whether {what}, or that it is not known")),
        Sort::One(_) | Sort::Pick(_) | Sort::Many(_) => f.wrong(name, format!("Select {what}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUESTIONS: &[Asked] = &[
        ask("died", "Date of death", "the date of death", Sort::PastDay).must(),
        ask("met", "Had they met?", "they had met", Sort::Known).must(),
        ask("where", "Where", "where they met", Sort::Line).must().when("met", "yes"),
        ask("kinds", "Kinds", "the kinds", Sort::Many(|| vec![("a", "Apple"), ("b", "Bread")])),
    ];

    fn today() -> NaiveDate {
        "2026-03-06".parse().expect("a day")
    }

    #[test]
    fn what_applies_is_read_and_what_does_not_is_left() {
        let mut f = Filled::new().with_date("died", Some(today())).with("met", "no").with("where", "here").with("kinds", "b");
        let sheet = read(&mut f, QUESTIONS, today());
        assert!(f.is_good());
        assert_eq!((sheet.day("died"), sheet.get("where"), sheet.get("kinds")), (Some(today()), "", "b"));
        let again = read(&mut sheet.fill(QUESTIONS), QUESTIONS, today());
        assert_eq!(again, sheet);
    }

    #[test]
    fn errors_come_in_the_order_of_the_page() {
        let mut f = Filled::new().with_date("died", today().succ_opt()).with("met", "yes").with("kinds", "z");
        read(&mut f, QUESTIONS, today());
        let sentences: Vec<_> = f.errors().iter().map(|error| error.sentence.as_str()).collect();
        assert_eq!(
            sentences,
            ["The date of death must be today or in the past", "Enter where they met", "Select the kinds from the list"]
        );
    }
}
