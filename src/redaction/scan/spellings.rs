//! The forms in which a term is looked for.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::addresses::addresses;
use super::{Term, TermKind};

/// A form of a term.
pub(super) struct Spelling {
    /// The form, as it might be written.
    pub text: String,
    /// May other marks and spaces stand between its parts, or none?
    pub loose: bool,
    /// Is it the term for certain, or may it be something else?
    pub sure: bool,
}

/// All forms of a term, each once. The first is the term as it was typed.
pub(super) fn spellings(term: &Term) -> Vec<Spelling> {
    let text = term.text.trim();
    match term.kind {
        TermKind::Name | TermKind::Email | TermKind::Other => vec![loose(text)],
        TermKind::Date => dates(text),
        TermKind::Phone => phones(text),
        TermKind::Number => vec![loose(text)],
        TermKind::Address => addresses(text),
        TermKind::Called => Vec::new(),
    }
}

pub(super) fn loose(text: &str) -> Spelling {
    Spelling { text: text.to_owned(), loose: true, sure: true }
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

const MONTHS: [[&str; 3]; 12] = [
    ["January", "Jan", "Ionawr"],
    ["February", "Feb", "Chwefror"],
    ["March", "Mar", "Mawrth"],
    ["April", "Apr", "Ebrill"],
    ["May", "May", "Mai"],
    ["June", "Jun", "Mehefin"],
    ["July", "Jul", "Gorffennaf"],
    ["August", "Aug", "Awst"],
    ["September", "Sept", "Medi"],
    ["October", "Oct", "Hydref"],
    ["November", "Nov", "Tachwedd"],
    ["December", "Dec", "Rhagfyr"],
];

const ORDINALS: [&str; 31] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty first",
    "twenty second",
    "twenty third",
    "twenty fourth",
    "twenty fifth",
    "twenty sixth",
    "twenty seventh",
    "twenty eighth",
    "twenty ninth",
    "thirtieth",
    "thirty first",
];

/// A date in the forms in which people and systems write it, with the year: day and month alone are too many other things.
fn dates(text: &str) -> Vec<Spelling> {
    let Ok(date) = NaiveDate::parse_from_str(text, "%Y-%m-%d") else { return vec![loose(text)] };
    let (year, month, day) = (date.year(), date.month(), date.day());
    let short = year.rem_euclid(100);
    let mut forms =
        vec![format!("{year}-{month:02}-{day:02}"), format!("{year}-{month}-{day}"), format!("{year}{month:02}{day:02}")];
    for (d, m) in [(format!("{day}"), format!("{month}")), (format!("{day:02}"), format!("{month:02}"))] {
        forms.extend([format!("{d}/{m}/{year}"), format!("{d}/{m}/{short:02}")]);
    }
    forms.push(format!("{day:02}{month:02}{year}"));
    let end = match day {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    };
    let mut days = vec![format!("{day}"), format!("{day:02}"), format!("{day}{end}"), format!("{day}{end} of")];
    days.extend(
        ORDINALS
            .get(day as usize - 1)
            .into_iter()
            .flat_map(|word| [format!("{word} of"), format!("the {word} of"), (*word).to_owned()]),
    );
    for name in MONTHS.get(month as usize - 1).into_iter().flatten() {
        for d in &days {
            forms.extend([format!("{d} {name} {year}"), format!("{d} {name} {short:02}")]);
        }
        forms.extend([format!("{name} {day} {year}"), format!("{name} {day:02} {year}"), format!("{name} {day}{end} {year}")]);
    }
    if month == 9 {
        forms.extend([format!("{day} Sep {year}"), format!("{day:02} Sep {year}"), format!("{day:02} Sep {short:02}")]);
    }
    typed_first(text, forms).into_iter().map(|text| Spelling { text, loose: false, sure: true }).collect()
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
        ] {
            let forms = spellings(&Term { entry: "V1".into(), text: text.into(), kind });
            let all: BTreeSet<&str> = forms.iter().map(|form| form.text.as_str()).collect();
            assert_eq!((forms[0].text.as_str(), all.len()), (text, forms.len()));
        }
    }
}
