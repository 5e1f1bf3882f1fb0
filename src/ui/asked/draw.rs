//! Questions on the page, and their answers summed up.

use maud::{Markup, Render, html};

use super::{Asked, Sheet, Sort};
use crate::ui::{Filled, Row, Size, checkboxes, choice, date, number, radios, row, select, text, textarea};

/// Every question in its order; one that is asked only after a certain answer opens under that answer.
#[must_use]
pub fn draw(f: &Filled, questions: &[Asked]) -> Markup {
    html! {
        @for asked in questions.iter().filter(|asked| asked.only_if.is_none()) { (field(f, asked, questions)) }
    }
}

macro_rules! chained {
    ($field:expr, $asked:expr) => {{
        let mut field = $field;
        if !$asked.hint.is_empty() {
            field = field.hint($asked.hint);
        }
        if !$asked.required && !$asked.either && !matches!($asked.sort, Sort::Many(_)) {
            field = field.optional();
        }
        field.render()
    }};
}

fn field(f: &Filled, asked: &Asked, questions: &[Asked]) -> Markup {
    let Asked { name, label, .. } = *asked;
    match asked.sort {
        Sort::Line => chained!(text(f, name, label).not_spelled(), asked),
        Sort::Prose => chained!(textarea(f, name, label), asked),
        Sort::Time => chained!(text(f, name, label).width(5).not_spelled(), asked),
        Sort::Day | Sort::PastDay => chained!(date(f, name, label), asked),
        Sort::Number(..) => chained!(number(f, name, label), asked),
        Sort::Pick(options) => {
            chained!(select(f, name, label, options().into_iter().map(|(code, words)| choice(code, words)).collect()), asked)
        }
        Sort::Many(_) => chained!(checkboxes(f, name, label, nested(f, asked, questions)).small().size(Size::Small), asked),
        Sort::YesNo | Sort::Known | Sort::One(_) => {
            let nested = nested(f, asked, questions);
            let inline = asked.options().len() <= 3 && !questions.iter().any(|inner| opens_under(inner, asked));
            let radios = radios(f, name, label, nested).size(Size::Small);
            chained!(if inline { radios.inline() } else { radios }, asked)
        }
    }
}

fn opens_under(inner: &Asked, asked: &Asked) -> bool {
    inner.only_if.is_some_and(|(name, _)| name == asked.name)
}

fn nested(f: &Filled, asked: &Asked, questions: &[Asked]) -> Vec<crate::ui::Choice> {
    let with = |(code, words): (&'static str, &'static str)| {
        let mut inner = questions.iter().filter(|inner| inner.only_if == Some((asked.name, code))).peekable();
        if inner.peek().is_none() {
            return choice(code, words);
        }
        choice(code, words).reveals(html! { @for each in inner { (field(f, each, questions)) } })
    };
    asked.options().into_iter().map(with).collect()
}

/// The answers as rows of a summary list, each with its text passed through `show`. Questions that were not asked are
/// left out, unless they were answered by earlier rules.
#[must_use]
pub fn rows(sheet: &Sheet, questions: &[Asked], mut show: impl FnMut(&str) -> String) -> Vec<Row> {
    let asked_here =
        |asked: &&Asked| asked.only_if.is_none_or(|(name, value)| sheet.is(name, value)) || !sheet.all(asked.name).is_empty();
    let one = |asked: &Asked| {
        let words = sheet.words(asked);
        let words = if asked.is_words() { show(&words) } else { words };
        match asked.sort {
            Sort::Prose => crate::ui::prose_row(asked.label, &words),
            Sort::Line
            | Sort::Time
            | Sort::Day
            | Sort::PastDay
            | Sort::Number(..)
            | Sort::YesNo
            | Sort::Known
            | Sort::One(_)
            | Sort::Pick(_)
            | Sort::Many(_) => row(asked.label, words),
        }
    };
    questions.iter().filter(asked_here).map(one).collect()
}
