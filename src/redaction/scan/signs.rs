//! Words with figures and signs among their letters, and the words that they may be: "N40m1", "Na½omi", "Vo$$".

use crate::redaction::normal::figure;

/// A word with figures or signs in it.
pub(super) struct Signed {
    /// Its first byte.
    pub from: usize,
    /// The byte behind it.
    pub to: usize,
    /// The words that it may be, in small letters.
    pub readings: Vec<String>,
}

/// Letters of such a word: "4x4", "B12".
const LETTERS: usize = 2;
/// Letters behind a number that are no unit: "5am" is no Sam.
const BEHIND: usize = 3;

/// The letter that a figure or a sign is written for, or the other one. In a word of few letters some are rather what they are.
fn letter(c: char, first: bool) -> Option<char> {
    match c {
        '2' | '6' | '9' | '£' | '¦' => None,
        '¡' => figure('!', first),
        other => figure(other, first),
    }
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '!' | '¡' | '|' | '@' | '$' | '€' | '£' | '™' | '®' | '©' | '°' | '℠')
}

/// The words of a text that have figures or signs in them.
pub(super) fn signed(text: &str) -> Vec<Signed> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(from) = text.get(at..).and_then(|rest| rest.find(is_part)).map(|next| at + next) {
        let rest = text.get(from..).unwrap_or_default();
        let whole = rest.get(..rest.find(|c| !is_part(c)).unwrap_or(rest.len())).unwrap_or_default();
        at = from + whole.len();
        // At the end it is a mark more often than a letter.
        let word = whole.trim_end_matches(['!', '|', '™', '®', '©', '°', '℠']);
        let readings = readings(word);
        if !readings.is_empty() {
            found.push(Signed { from, to: from + word.len(), readings });
        }
    }
    found
}

fn readings(word: &str) -> Vec<String> {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let behind = word.trim_start_matches(char::is_numeric);
    let unit = behind.len() < word.len() && letters < BEHIND && behind.chars().all(char::is_alphabetic);
    if letters < LETTERS || unit || word.chars().all(char::is_alphabetic) {
        return Vec::new();
    }
    let small = |c: char| c.to_lowercase();
    let as_letters = |first: bool| word.chars().map(|c| letter(c, first).unwrap_or(c)).flat_map(small).collect::<String>();
    let mut all = vec![as_letters(true), as_letters(false)];
    // A number behind or before a name, as of a footnote, leaves the name what it is.
    let inner = word.trim_matches(|c: char| !c.is_alphabetic());
    if !inner.chars().all(char::is_alphabetic) {
        all.push(inner.chars().filter(|c| c.is_alphabetic()).flat_map(small).collect());
    }
    all.retain(|one| one.chars().all(char::is_alphabetic));
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_signs_are_read_as_letters_or_left_out() {
        let may_be = |text: &str, word: &str| signed(text).iter().any(|one| one.readings.iter().any(|reading| reading == word));
        for (text, word) in [
            ("N40m1", "naomi"),
            ("Na1omi", "naomi"),
            ("Na½omi", "naomi"),
            ("Na™omi!", "naomi"),
            ("(Vo$$)", "voss"),
            ("¡sla", "isla"),
            ("1sl@", "isla"),
        ] {
            assert!(may_be(text, word), "{text}");
        }
        for other in ["at 5am", "Naomi", "Naomi2", "in 2025!", "4th", "B12", "£100", "WYK-2025-a"] {
            assert!(signed(other).is_empty(), "{other}");
        }
    }
}
