//! The forms in which an address is looked for.

use std::collections::BTreeSet;

use super::spellings::{Spelling, asked, loose, typed_first};
use crate::redaction::common::is_a_word;
use crate::redaction::vague::{Naming, naming};

/// What streets are called, and how that is written in short.
const IN_SHORT: [(&str, &[&str]); 26] = [
    ("avenue", &["ave", "av"]),
    ("buildings", &["bldgs"]),
    ("close", &["cl"]),
    ("cottages", &["cotts"]),
    ("court", &["ct", "crt"]),
    ("crescent", &["cres", "cresc"]),
    ("drive", &["dr", "drv"]),
    ("estate", &["est"]),
    ("gardens", &["gdns", "gdn"]),
    ("green", &["grn"]),
    ("grove", &["gr", "gro"]),
    ("heights", &["hts"]),
    ("hill", &["hl"]),
    ("house", &["hse", "ho"]),
    ("lane", &["ln", "la"]),
    ("mews", &["mws"]),
    ("mount", &["mt"]),
    ("parade", &["pde"]),
    ("park", &["pk"]),
    ("place", &["pl"]),
    ("road", &["rd"]),
    ("square", &["sq"]),
    ("street", &["st", "str"]),
    ("terrace", &["terr", "ter", "tce"]),
    ("view", &["vw"]),
    ("walk", &["wlk", "wk"]),
];

/// Letters and figures of the least that is an address: "12" is a number.
const LEAST: usize = 4;
/// Letters and figures of a postcode that is nothing else however it is divided: "E1 6 AN" may be.
const POSTCODE: usize = 6;

/// An address as it was typed, its first line, its streets with and without the number, its postcode; and its streets in short.
pub(super) fn addresses(text: &str) -> Vec<Spelling> {
    if text.chars().filter(|c| c.is_alphanumeric()).count() < LEAST {
        return Vec::new();
    }
    let mut forms: BTreeSet<String> = BTreeSet::from([text.to_owned()]);
    let mut short: BTreeSet<String> = BTreeSet::new();
    let first_line = text.split([',', '\n']).map(str::trim).find(|line| line.split_whitespace().count() > 1);
    // "At home, 9 Obelisk Row".
    if let Some(line) = first_line.filter(|line| naming(line) == Naming::Name) {
        forms.insert(line.to_owned());
    }
    for (number, street) in streets(text) {
        forms.extend([format!("{number}{street}"), street.to_owned()]);
        short.extend(in_short(number.trim(), street));
    }
    if let Ok(postcode) = regex::Regex::new(r"(?i)\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b") {
        for found in postcode.find_iter(text) {
            forms.insert(found.as_str().to_owned());
            let letters: Vec<String> = found.as_str().split_whitespace().flat_map(str::chars).map(String::from).collect();
            let divided = letters.join(" ");
            if letters.len() < POSTCODE {
                short.insert(divided)
            } else {
                forms.insert(divided)
            };
        }
    }
    let short: Vec<Spelling> = short.difference(&forms).map(|form| asked(form)).collect();
    typed_first(text, forms).iter().map(|form| loose(form)).chain(short).collect()
}

/// The lines of an address that begin with a number, each as that, with what stands behind it, and the street.
fn streets(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split([',', '\n']).map(str::trim).filter_map(|line| {
        let street =
            line.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['a', 'b', 'c', 'A', 'B', 'C']).trim();
        let is_one = line.starts_with(|c: char| c.is_ascii_digit()) && street.split_whitespace().count() > 1;
        is_one.then(|| (line.strip_suffix(street).unwrap_or_default(), street))
    })
}

/// The streets of an address by the words of their names without what they are, for a look at what is almost one.
pub(super) fn street_names(text: &str) -> Vec<Vec<&str>> {
    let lines = text.split([',', '\n']).map(|line| line.trim().trim_end_matches('.'));
    let named = lines.filter_map(|line| {
        let words: Vec<&str> =
            line.split_whitespace().skip_while(|word| word.starts_with(|c: char| c.is_ascii_digit())).collect();
        let (kind, name) = words.split_last()?;
        (is_kind(kind) && !name.is_empty()).then(|| name.to_vec())
    });
    named.collect()
}

/// Whether a word is what streets are called, in full or in short.
pub(super) fn is_kind(word: &str) -> bool {
    let lower = word.to_lowercase();
    IN_SHORT.iter().any(|(full, shorts)| *full == lower || shorts.contains(&lower.as_str()))
}

/// A street with its kind in short, or in full where it was typed in short, and with its number but without its kind.
fn in_short(number: &str, street: &str) -> Vec<String> {
    let Some((name, kind)) = street.trim_end_matches('.').rsplit_once(' ') else { return Vec::new() };
    let lower = kind.to_lowercase();
    let Some((full, shorts)) = IN_SHORT.iter().find(|(full, shorts)| *full == lower || shorts.contains(&lower.as_str())) else {
        return Vec::new();
    };
    let name = name.trim();
    let mut forms: Vec<String> = shorts.iter().chain([full]).map(|kind| format!("{name} {kind}")).collect();
    // "9 May" is a day.
    if !is_a_word(&name.to_lowercase()) {
        forms.extend([format!("{number} {name}"), format!("{name} {number}")]);
    }
    forms.retain(|form| !form.eq_ignore_ascii_case(street.trim_end_matches('.')));
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_address_is_not_looked_for() {
        let sure = |text: &str| addresses(text).into_iter().filter(|form| form.sure).map(|form| form.text).collect::<Vec<_>>();
        assert_eq!(sure("12"), Vec::<String>::new());
        assert!(!sure("At home, 9 Weir Lane").contains(&"At home".to_owned()));
        assert!(sure("9 Weir Lane, ZZ6 2LP").contains(&"Z Z 6 2 L P".to_owned()));
        assert!(!sure("9 Weir Lane, E1 6AN").contains(&"E 1 6 A N".to_owned()));
        assert_eq!(street_names("Flat 3, 9 Old Weir Ln., Kelsall, The Hill"), [vec!["Old", "Weir"], vec!["The"]]);
    }

    #[test]
    fn a_street_is_known_in_short_and_in_full() {
        let short = |text: &str| addresses(text).into_iter().filter(|form| !form.sure).map(|form| form.text).collect::<Vec<_>>();
        assert_eq!(short("9 Weir Lane, Kelsall"), ["9 Weir", "Weir 9", "Weir la", "Weir ln"]);
        assert_eq!(short("9 Weir Ln."), ["9 Weir", "Weir 9", "Weir la", "Weir lane"]);
        assert_eq!(short("9 May Street"), ["May st", "May str"]);
        assert_eq!(short("9 Obelisk Row"), Vec::<String>::new());
    }
}
