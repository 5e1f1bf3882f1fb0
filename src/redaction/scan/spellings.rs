//! The forms in which a term is looked for.

use std::collections::BTreeSet;

use super::addresses::addresses;
use super::days::days;
use super::numbers::references;
use super::practices::practices;
use super::{Term, TermKind};

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
    match term.kind {
        TermKind::Name | TermKind::Email => vec![loose(text)],
        TermKind::Other => std::iter::once(loose(text)).chain(practices(text)).collect(),
        TermKind::Date => days(text),
        TermKind::Phone => phones(text),
        TermKind::Number => references(text),
        TermKind::Address => addresses(text).into_iter().chain(practices(text)).collect(),
        TermKind::Called => Vec::new(),
    }
}

pub(super) fn loose(text: &str) -> Spelling {
    Spelling { text: text.to_owned(), loose: true, sure: true, capital: false }
}

/// What may be the term: a person is asked.
pub(super) fn asked(text: &str) -> Spelling {
    Spelling { sure: false, ..loose(text) }
}

fn phones(text: &str) -> Vec<Spelling> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let national =
        digits.strip_prefix("0044").or_else(|| digits.strip_prefix("44").filter(|_| text.trim_start().starts_with('+')));
    let bare = national.unwrap_or(&digits).trim_start_matches('0').to_owned();
    let forms =
        [text.to_owned(), digits.clone(), format!("0{bare}"), format!("44{bare}"), format!("0044{bare}"), format!("440{bare}")];
    typed_first(text, forms).iter().map(|form| loose(form)).collect()
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
