//! The forms in which a reference is looked for: a crime's number, the name of an operation, a vehicle.

use std::collections::BTreeSet;

use super::spellings::{Spelling, asked, loose};
use crate::redaction::common::{is_a_word, is_ordinary};

/// Letters and figures, without the zeros that lead, of a number with letters in it that is nothing else however it is divided; and figures of
/// one without letters.
const SURE: usize = 6;
const SURE_FIGURES: usize = 8;
/// Letters and figures of what asks a person.
const LEAST: usize = 5;
/// Letters and figures of anything that is looked for.
const FEWEST: usize = 4;
/// Figures of a number that is one of its year: "417 of 2025". "4 of 2025" is too much else.
const SERIAL: usize = 3;
/// Figures to which a number is filled up with zeros.
const WIDTH: usize = 6;
/// Letters of the name of an operation that a space inside it does not make other words of.
const LONG: usize = 8;

/// A reference as it was typed; an operation by its name in short and alone; a number whatever stands between its parts and however many
/// zeros lead them, and by its year.
pub(super) fn references(text: &str) -> Vec<Spelling> {
    let known = known_by(text);
    if known.is_none() {
        return Vec::new();
    }
    let forms = operation(text).unwrap_or_else(|| numbers(text));
    let mut seen = BTreeSet::from([text.to_lowercase()]);
    let others = forms.into_iter().filter(|form| seen.insert(form.text.to_lowercase())).collect::<Vec<_>>();
    known.into_iter().chain(others).collect()
}

/// What was typed, as far as it can be known by that: few letters and figures are something else as often, and so are a word like any other,
/// a year, and what has no figure and several words.
fn known_by(text: &str) -> Option<Spelling> {
    let own = text.chars().filter(|c| c.is_alphanumeric()).count();
    let figures = text.chars().filter(char::is_ascii_digit).count();
    let name = operation_name(text).is_some() || figures > 0 && figures < own;
    if own < FEWEST || text.chars().filter(|c| c.is_alphabetic()).count() == 0 && (own < LEAST && year(text).is_some()) {
        None
    } else if name || figures >= LEAST {
        Some(loose(text))
    } else if figures > 0 {
        Some(Spelling { loose: false, ..asked(text) })
    } else {
        let small = text.to_lowercase();
        let words = text.split_whitespace().count() > 1 || is_a_word(&small) || is_ordinary(&small);
        Some(if words { Spelling { capital: true, ..asked(text) } } else { loose(text) })
    }
}

/// The name of an operation that is called one.
pub(super) fn operation_name(text: &str) -> Option<&str> {
    let (first, name) = text.split_once(char::is_whitespace)?;
    let name = name.trim();
    let called = ["operation", "op", "op."].contains(&first.to_lowercase().as_str());
    let letters = !name.is_empty() && name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’'));
    (called && letters).then_some(name)
}

fn operation(text: &str) -> Option<Vec<Spelling>> {
    let name = operation_name(text)?;
    let small = name.to_lowercase();
    let common = is_a_word(&small) || is_ordinary(&small);
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    // "The co-op may": in short, a name that is a word like any other may be it.
    let begins = |before: &str| {
        let form = format!("{before} {name}");
        if common { Spelling { capital: true, ..asked(&form) } } else { loose(&form) }
    };
    let mut forms = vec![loose(&format!("Operation {name}")), begins("Op")];
    if !common {
        forms.push(Spelling { capital: true, loose: letters >= LONG, ..asked(name) });
    }
    Some(forms)
}

/// A run of letters or of figures.
fn runs(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    let mut from: Option<(usize, bool)> = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let now = c.is_alphanumeric().then(|| c.is_ascii_digit());
        if let Some((begun, figures)) = from
            && now != Some(figures)
        {
            found.extend(text.get(begun..at));
            from = None;
        }
        if let (None, Some(figures)) = (from, now) {
            from = Some((at, figures));
        }
    }
    found
}

fn is_figures(run: &str) -> bool {
    run.bytes().all(|byte| byte.is_ascii_digit())
}

/// Without the zeros that lead it.
fn bare(run: &str) -> &str {
    let bare = run.trim_start_matches('0');
    if bare.is_empty() && !run.is_empty() { &run[run.len() - 1..] } else { bare }
}

/// The year that a run of figures is, in both ways of writing it.
fn year(run: &str) -> Option<(String, String)> {
    match run.len() {
        2 => Some((format!("20{run}"), run.to_owned())),
        4 if run.starts_with("19") || run.starts_with("20") => Some((run.to_owned(), run[2..].to_owned())),
        _ => None,
    }
}

fn numbers(text: &str) -> Vec<Spelling> {
    let runs = runs(text);
    let Some(serial_at) = runs.iter().rposition(|run| is_figures(run)) else { return Vec::new() };
    let letters = runs.iter().any(|run| !is_figures(run));
    let year_at = runs.iter().position(|run| is_figures(run) && year(run).is_some()).filter(|at| *at != serial_at);
    let mut forms = Vec::new();
    // Without the letters, the figures alone may be another number.
    let divided = |figures_only: bool, serial: &str, year: Option<&str>| {
        let own = |(at, run): (usize, &&str)| match at {
            at if at == serial_at => serial.to_owned(),
            at if Some(at) == year_at => year.map_or_else(|| bare(run).to_owned(), str::to_owned),
            _ if is_figures(run) => bare(run).to_owned(),
            _ => (*run).to_owned(),
        };
        let wanted = runs.iter().enumerate().filter(|(_, run)| !figures_only || is_figures(run));
        wanted.map(own).collect::<Vec<_>>().join(" ")
    };
    let serial = runs.get(serial_at).copied().unwrap_or_default();
    let own: usize = runs.iter().map(|run| if is_figures(run) { bare(run).len() } else { run.chars().count() }).sum();
    let is_sure = own >= if letters { SURE } else { SURE_FIGURES };
    if own < LEAST {
        return Vec::new();
    }
    let years = year_at.and_then(|at| year(runs.get(at)?));
    let spelt: Vec<Option<&str>> = match &years {
        Some((long, short)) => vec![Some(long.as_str()), Some(short.as_str()), None],
        None => vec![None],
    };
    for serial in filled(serial) {
        for year in &spelt {
            let form = divided(false, &serial, *year);
            forms.push(if is_sure { loose(&form) } else { asked(&form) });
            if letters && years.is_some() && bare(&serial).len() >= SERIAL {
                forms.push(Spelling { loose: false, ..asked(&divided(true, &serial, *year)) });
            }
        }
    }
    if let Some((long, short)) = years.filter(|_| bare(serial).len() >= SERIAL) {
        let serials = [bare(serial), serial].map(|serial| [format!("{serial} of {long}"), format!("{serial} of {short}")]);
        forms.extend(serials.into_iter().flatten().map(|form| Spelling { loose: false, ..asked(&form) }));
    }
    forms
}

/// A number with none, some and all of the zeros that may lead it.
fn filled(run: &str) -> Vec<String> {
    let bare = bare(run);
    (bare.len()..=run.len().max(WIDTH)).map(|width| format!("{bare:0>width$}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str, sure: bool) -> Vec<String> {
        references(text).into_iter().filter(|form| form.sure == sure).map(|form| form.text).collect()
    }

    #[test]
    fn a_number_is_divided_where_letters_and_figures_meet() {
        assert_eq!(runs("WV25/00417"), ["WV", "25", "00417"]);
        assert_eq!(runs("AB12 CDE"), ["AB", "12", "CDE"]);
        assert_eq!(runs("--"), Vec::<&str>::new());
        assert_eq!([bare("00417"), bare("000"), bare("")], ["417", "0", ""]);
    }

    #[test]
    fn few_forms_of_a_number_are_looked_for() {
        let (sure, asks) = (forms("WV/25/00417", true), forms("WV/25/00417", false));
        assert!(sure.iter().any(|form| form == "WV 25 417") && sure.len() < 20, "{sure:?}");
        assert!(asks.iter().any(|form| form == "417 of 2025") && asks.len() < 20, "{asks:?}");
        assert_eq!(forms("A/1/23", true), ["A/1/23"], "too short to be known by");
        assert_eq!(forms("nothing", false), Vec::<String>::new());
        for other in ["101", "999", "2025", "AB1"] {
            assert!(references(other).is_empty(), "{other}");
        }
        for asks in ["4417", "Park", "Told by letter"] {
            assert!(forms(asks, true).is_empty() && !forms(asks, false).is_empty(), "{asks}");
        }
        assert_eq!(forms("Saltmarsh", true), ["Saltmarsh"]);
    }
}
