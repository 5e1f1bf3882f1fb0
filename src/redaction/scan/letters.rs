//! Words in letters that the search for names does not read, in letters of several alphabets, or that the typesetter could only print as a
//! note. What they say is not known here, so a person who can read them is asked.

use unicode_security::MixedScript as _;

use super::around::Read;
use super::titled::NOBODY;
use super::{Hit, OnPurpose, Piece, Place, Rule, Term, TermKind, shape, sound};
use crate::redaction::normal::{Normal, hidden};

/// Letters of a word that are in two alphabets by mischance: "μg" is a unit.
const MIXED: usize = 3;
/// How the typesetter's note of a letter begins, and how long the number in it can be.
const NOTE: &str = "[U+";
const NUMBER: usize = 6;

/// Whether a character is a letter to somebody who reads it: braille is.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(u32::from(c), 0x2801..=0x28FF | 0x1F1E6..=0x1F1FF)
}

/// The words of the pieces that ask, but for what the paper says on purpose.
pub(super) fn in_pieces(pieces: &[Piece], terms: &[Term], named: &OnPurpose) -> Vec<Hit> {
    let called = terms.iter().filter(|term| term.kind == TermKind::Called).map(|term| term.text.as_str());
    let said: Vec<&str> = called.chain(named.people.iter().chain(&named.bodies).map(String::as_str)).collect();
    pieces.iter().filter(|piece| piece.place.is_read()).flat_map(|piece| find(&piece.text, &piece.place, &said)).collect()
}

fn find(text: &str, place: &Place, said: &[&str]) -> Vec<Hit> {
    let spans: Vec<(usize, usize)> = words(text).chain(notes(text)).collect();
    let spans: Vec<_> = spans.into_iter().filter(|(from, to)| !said.iter().any(|one| one.contains(&text[*from..*to]))).collect();
    if spans.is_empty() {
        return Vec::new();
    }
    let normal = Normal::of(text);
    let read = Read { text, normal: &normal, place };
    spans.into_iter().map(|(from, to)| read.hit(&(from..to), NOBODY, Rule::Letters)).collect()
}

/// Where the words stand that ask by their letters.
fn words(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let from = at + text.get(at..)?.find(is_letter)?;
        let rest = text.get(from..)?;
        at = from + rest.find(|c| !is_letter(c) && !hidden(c)).unwrap_or(rest.len());
        Some((from, at))
    })
    .filter(|(from, to)| text.get(*from..*to).is_some_and(asks))
}

fn asks(word: &str) -> bool {
    if word.is_ascii() {
        return false;
    }
    let unread = |c: &char| is_letter(*c) && !shape::is_latin(*c) && !sound::is_spelt(*c);
    word.chars().filter(|c| is_letter(*c)).count() >= MIXED && !word.is_single_script()
        || Normal::of(word).characters.iter().any(unread)
}

/// Where the typesetter's notes of letters stand, those side by side as one.
fn notes(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let from = at + text.get(at..)?.find(NOTE)?;
            at = from;
            let mut letters = false;
            while let Some((letter, length)) = note(text.get(at..).unwrap_or_default()) {
                letters |= letter;
                at += length;
            }
            if letters {
                return Some((from, at));
            }
            at = at.max(from + NOTE.len());
        }
    })
}

/// Whether the note with which a text begins is that of a letter, and its length.
fn note(text: &str) -> Option<(bool, usize)> {
    let number = text.strip_prefix(NOTE)?;
    let number = number.get(..number.find(']').filter(|length| *length <= NUMBER)?)?;
    let letter = char::from_u32(u32::from_str_radix(number, 16).ok()?)?;
    Some((is_letter(letter), NOTE.len() + number.len() + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(text: &str) -> Vec<String> {
        find(text, &Place::Text, &["Мария", "Zhang 伟"]).into_iter().map(|hit| hit.found).collect()
    }

    #[test]
    fn words_in_letters_that_are_not_read_ask() {
        for word in [
            "נעמי",
            "نعومي",
            "नाओमी",
            "ナオミ",
            "나오미",
            "王伟",
            "ᎾᎣᎻ",
            "ꓠꓮꓳꓟꓲ",
            "⠝⠁⠕⠍⠊",
            "𐌍𐌀𐌏𐌌𐌉",
            "חaomi",
            "Wоss",
            "Nаomi",
            "Naօmi",
        ] {
            assert_eq!(asked(&format!("she was {word}, they said")), [word]);
        }
        assert_eq!(asked("with [U+6C49][U+4F1F] there"), ["[U+6C49][U+4F1F]"]);
    }

    #[test]
    fn words_in_letters_that_are_read_ask_nobody() {
        let welsh = "Llanfair-ym-Muallt, Tŷ Gŵyr, Ynys Môn; £5 and €3, 12 m², 5 μg, 10 µm, 3 Ω, café, Łódź, Straße, naïve, 1º, ﬁle, № 4, ✓ • → … ½ ™";
        assert_eq!(asked(welsh), Vec::<String>::new());
        assert_eq!(asked("Мария, Торн, Στέλλα, Հայկ, თამარ; zhang 伟, Nguyễn Thị, [U+1F600] and [U+"), Vec::<String>::new());
    }
}
