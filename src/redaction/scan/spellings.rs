//! The forms in which a term is looked for.

use std::collections::BTreeSet;

use super::addresses::addresses;
use super::days::days;
use super::numbers::{operation_name, references};
use super::practices::practices;
use super::{Term, TermKind};
use crate::redaction::vague::{Naming, is_no_name, naming, says_nothing};

/// A form of a term.
pub(super) struct Spelling {
    /// The form, as it might be written.
    pub text: String,
    /// May other marks and spaces stand between its parts, or none?
    pub loose: bool,
    /// Is it the term for certain, or may it be something else?
    pub sure: bool,
    /// Does it count only where it begins with a capital?
    pub capital: bool,
}

/// All forms of a term, each once. The first is the term as it was typed.
pub(super) fn spellings(term: &Term) -> Vec<Spelling> {
    let text = term.text.trim();
    let nothing = match term.kind {
        TermKind::Name => is_no_name(text),
        // Whatever an operation is called, it is called so.
        TermKind::Number => operation_name(text).map_or_else(|| says_nothing(text), is_no_name),
        TermKind::Other | TermKind::Email | TermKind::Address => says_nothing(text),
        TermKind::Date | TermKind::Phone | TermKind::Called => false,
    };
    if nothing {
        return Vec::new();
    }
    match term.kind {
        TermKind::Name | TermKind::Email => vec![loose(text)],
        TermKind::Other => std::iter::once(place(text)).chain(practices(text)).collect(),
        TermKind::Date => days(text),
        TermKind::Phone => phones(text),
        TermKind::Number => references(text),
        TermKind::Address => addresses(text).into_iter().chain(practices(text)).collect(),
        TermKind::Called => Vec::new(),
    }
}

/// A place by what was typed. One whose name is in words that every such place has asks, with its capital: "High School".
fn place(text: &str) -> Spelling {
    match naming(text) {
        Naming::Name => loose(text),
        Naming::Perhaps | Naming::Nothing => Spelling { capital: true, ..asked(text) },
    }
}

pub(super) fn loose(text: &str) -> Spelling {
    Spelling { text: text.to_owned(), loose: true, sure: true, capital: false }
}

/// What may be the term: a person is asked.
pub(super) fn asked(text: &str) -> Spelling {
    Spelling { sure: false, ..loose(text) }
}

/// Figures of a number that rings somebody up. Fewer are an extension, an emergency number or a number of something else.
const RINGS: usize = 7;
/// Figures of a number within a town, which may be another number.
const LOCAL: usize = 6;
/// Figures of a number that is known without the zero before it.
const BARE: usize = 9;

/// The numbers in what was typed, each with and without the country's code. Words without a number are none: "Through the control room".
fn phones(text: &str) -> Vec<Spelling> {
    let part = |c: char| !(c.is_ascii_digit() || matches!(c, ' ' | '+' | '(' | ')' | '-' | '.' | '\u{a0}' | '‑' | '–'));
    let numbers: Vec<Vec<Spelling>> = text.split(part).map(number).filter(|forms| !forms.is_empty()).collect();
    if numbers.is_empty() {
        return Vec::new();
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let whole = if digits < RINGS { asked(text) } else { loose(text) };
    let mut seen = BTreeSet::from([text.to_owned()]);
    let others = numbers.into_iter().flatten().filter(|form| seen.insert(form.text.clone())).collect::<Vec<_>>();
    std::iter::once(whole).chain(others).collect()
}

fn number(text: &str) -> Vec<Spelling> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let national =
        digits.strip_prefix("0044").or_else(|| digits.strip_prefix("44").filter(|_| text.trim_start().starts_with('+')));
    let bare = national.unwrap_or(&digits).trim_start_matches('0').to_owned();
    if bare.len() == LOCAL && digits.len() == LOCAL {
        return vec![asked(&digits)];
    }
    if bare.len() < RINGS {
        return Vec::new();
    }
    let mut forms = vec![digits, format!("0{bare}"), format!("44{bare}"), format!("0044{bare}"), format!("440{bare}")];
    if bare.len() >= BARE {
        forms.push(bare);
    }
    forms.iter().map(|form| loose(form)).collect()
}

/// Each form once, the typed one first.
pub(super) fn typed_first(typed: &str, forms: impl IntoIterator<Item = String>) -> Vec<String> {
    let others: BTreeSet<String> = forms.into_iter().filter(|form| form != typed).collect();
    std::iter::once(typed.to_owned()).chain(others).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_typed_form_is_first_and_each_form_stands_once() {
        for (text, kind) in [
            ("+44 7700 900123", TermKind::Phone),
            ("07700 900123", TermKind::Phone),
            ("1990-06-02", TermKind::Date),
            ("9 Obelisk Row, Kelsall QX7 3ZZ", TermKind::Address),
            ("Danuta", TermKind::Name),
            ("Operation Saltmarsh", TermKind::Number),
            ("WV/25/00417", TermKind::Number),
            ("Millpond Surgery", TermKind::Other),
            ("Millpond Surgery, Kelsall", TermKind::Address),
        ] {
            let forms = spellings(&Term { entry: "V1".into(), text: text.into(), kind });
            let all: BTreeSet<&str> = forms.iter().map(|form| form.text.as_str()).collect();
            assert_eq!((forms[0].text.as_str(), all.len()), (text, forms.len()));
        }
    }
}
