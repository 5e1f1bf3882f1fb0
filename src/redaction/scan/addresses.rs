//! The forms in which an address is looked for.

use std::collections::BTreeSet;

use super::spellings::{Spelling, asked, loose, typed_first};
use crate::redaction::common::is_a_word;

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

/// An address as it was typed, its first line, its streets with and without the number, its postcode; and its streets in short.
pub(super) fn addresses(text: &str) -> Vec<Spelling> {
    let mut forms: BTreeSet<String> = BTreeSet::from([text.to_owned()]);
    let mut short: BTreeSet<String> = BTreeSet::new();
    let first_line = text.split([',', '\n']).map(str::trim).find(|line| line.split_whitespace().count() > 1);
    if let Some(line) = first_line {
        forms.insert(line.to_owned());
    }
    for line in text.split([',', '\n']).map(str::trim) {
        let street =
            line.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['a', 'b', 'c', 'A', 'B', 'C']).trim();
        if line.starts_with(|c: char| c.is_ascii_digit()) && street.split_whitespace().count() > 1 {
            forms.extend([line.to_owned(), street.to_owned()]);
            short.extend(in_short(line.strip_suffix(street).unwrap_or_default().trim(), street));
        }
    }
    if let Ok(postcode) = regex::Regex::new(r"(?i)\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b") {
        forms.extend(postcode.find_iter(text).map(|found| found.as_str().to_owned()));
    }
    let short: Vec<Spelling> = short.difference(&forms).map(|form| asked(form)).collect();
    typed_first(text, forms).iter().map(|form| loose(form)).chain(short).collect()
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
    fn a_street_is_known_in_short_and_in_full() {
        let short = |text: &str| addresses(text).into_iter().filter(|form| !form.sure).map(|form| form.text).collect::<Vec<_>>();
        assert_eq!(short("9 Weir Lane, Kelsall"), ["9 Weir", "Weir 9", "Weir la", "Weir ln"]);
        assert_eq!(short("9 Weir Ln."), ["9 Weir", "Weir 9", "Weir la", "Weir lane"]);
        assert_eq!(short("9 May Street"), ["May st", "May str"]);
        assert_eq!(short("9 Obelisk Row"), Vec::<String>::new());
    }
}
