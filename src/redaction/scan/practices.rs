//! Surgeries and schools under another word for what they are: "Millpond practice" is the Millpond Surgery.

use super::spellings::{Spelling, asked};

/// What each kind is called. The longer of two that end alike stands first.
const KINDS: [&[&str]; 2] = [
    &[
        "GP surgery",
        "GP practice",
        "doctors’ surgery",
        "medical practice",
        "medical centre",
        "health centre",
        "group practice",
        "surgery",
        "practice",
        "clinic",
        "doctors",
        "GPs",
    ],
    &["primary school", "infant school", "junior school", "secondary school", "high school", "primary", "academy", "school"],
];

/// The other names of what this text names, each line by itself. They ask with a capital: "church practice" is what a church does.
pub(super) fn practices(text: &str) -> Vec<Spelling> {
    let lines = text.split([',', '\n']).map(str::trim);
    lines.flat_map(others).map(|form| Spelling { capital: true, ..asked(&form) }).collect()
}

fn others(line: &str) -> Vec<String> {
    let small = line.to_lowercase().replace('\'', "’");
    let found = KINDS.iter().find_map(|kinds| {
        let own = kinds.iter().find(|kind| small.ends_with(&format!(" {}", kind.to_lowercase())))?;
        Some((kinds, own))
    });
    let Some((kinds, own)) = found else { return Vec::new() };
    let count = own.split_whitespace().count();
    let words: Vec<&str> = line.split_whitespace().collect();
    let name = words.get(..words.len().saturating_sub(count)).unwrap_or_default().join(" ");
    let name = name.strip_prefix("The ").or_else(|| name.strip_prefix("the ")).unwrap_or(&name);
    if !name.starts_with(char::is_uppercase) || name.chars().count() < 3 {
        return Vec::new();
    }
    kinds.iter().filter(|kind| *kind != own).map(|kind| format!("{name} {kind}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surgery_and_a_school_have_other_names_and_a_house_has_none() {
        let of = |text: &str| practices(text).into_iter().map(|form| form.text).collect::<Vec<_>>();
        let surgery = of("Millpond Surgery, Kelsall");
        assert!(
            surgery.iter().any(|form| form == "Millpond practice") && surgery.iter().any(|form| form == "Millpond GP surgery")
        );
        assert!(of("The Larkfield Primary School").iter().any(|form| form == "Larkfield school"));
        for none in ["9 Obelisk Row, Kelsall", "the surgery", "Surgery", ""] {
            assert_eq!(of(none), Vec::<String>::new(), "{none}");
        }
    }
}
