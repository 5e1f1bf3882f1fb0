//! What a word looks like: its skeleton as Unicode has it (Technical Standard 39), so that "IsIa", "|sla" and "lsla" are one shape.
//!
//! The Standard knows what one character can be taken for. That two together can be taken for one ("vv" for "w"), it does not say.

use unicode_normalization::char::is_combining_mark;
use unicode_security::confusable_detection::skeleton;

use crate::redaction::normal::{look_alike, spelled_out};

/// Signs that stand for a letter inside a word.
pub(super) fn is_sign(character: char) -> bool {
    matches!(character, '|' | '¦' | '!' | 'ǀ' | '∣')
}

/// The shape of a word, whatever its capitals: what has the same can be taken for it.
pub(super) fn of(word: &str) -> String {
    let mut shape = String::with_capacity(word.len() + 4);
    if word.is_ascii() {
        word.chars().for_each(|c| put(&mut shape, ascii(c)));
    } else {
        // What the Standard takes for a letter that looks like a small capital is that capital's letter.
        each(word).flat_map(char::to_lowercase).for_each(|c| match spelled_out(c) {
            Some(letters) => letters.chars().for_each(|c| put(&mut shape, c)),
            None => put(&mut shape, look_alike(c)),
        });
    }
    shape
}

/// The shape of a word in capitals: an L is no I there.
pub(super) fn of_capitals(word: &str) -> String {
    each(word).collect()
}

/// A shape in which an i is an l as well: "Naornl".
pub(super) fn dotless(shape: &str) -> String {
    shape.replace('i', "l")
}

/// Whether a word is written in capitals, but for an l, which looks like one.
pub(super) fn in_capitals(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() > 1 && !word.chars().any(|c| c.is_lowercase() && c != 'l')
}

/// Whether a word is written as words are: in letters of one alphabet, all small, all capitals, or with a capital before small ones.
pub(super) fn is_plain(word: &str) -> bool {
    let latin = word.chars().filter(|c| is_latin(*c)).count();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let one_alphabet = letters == word.chars().count() && (latin == 0 || latin == letters);
    let capital = |c: char| c.is_uppercase();
    let mut behind = word.chars().skip(1).map(capital);
    let second = behind.next();
    one_alphabet && second.is_none_or(|second| behind.all(|c| c == second) && (!second || word.starts_with(capital)))
}

/// Letters of the Latin alphabet, with and without accents.
pub(super) fn is_latin(character: char) -> bool {
    character.is_ascii_alphabetic() || matches!(u32::from(character), 0xC0..=0xD6 | 0xD8..=0xF6 | 0xF8..=0x24F | 0x1E00..=0x1EFF)
}

fn each(word: &str) -> impl Iterator<Item = char> + '_ {
    skeleton(word).filter(|c| !is_combining_mark(*c)).map(|c| if is_sign(c) { 'l' } else { c })
}

/// What [`skeleton`] makes of a character of ASCII, without capitals.
fn ascii(character: char) -> char {
    match character {
        'I' | '1' | '|' | '!' => 'l',
        '0' => 'o',
        other => other.to_ascii_lowercase(),
    }
}

fn put(shape: &mut String, character: char) {
    match character {
        'm' => shape.push_str("rn"),
        'w' => shape.push_str("vv"),
        other => shape.push(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_through_ascii_is_the_way_of_the_standard() {
        for c in (b'0'..=b'z').chain([b'|', b'!']).map(char::from).filter(|c| c.is_ascii_alphanumeric() || is_sign(*c)) {
            let mut long = String::new();
            each(&c.to_string()).flat_map(char::to_lowercase).for_each(|c| put(&mut long, c));
            assert_eq!(of(&c.to_string()), long, "{c}");
        }
    }

    #[test]
    fn what_can_be_taken_for_another_has_its_shape() {
        for (one, other) in [
            ("Isla", "|sla"),
            ("Isla", "lsla"),
            ("Isla", "IsIa"),
            ("Isla", "Іsla"),
            ("Naomi", "Naorni"),
            ("Wolska", "VVolska"),
            ("Orla", "0rla"),
            ("Stella", "Ѕте||а"),
        ] {
            assert_eq!(of(one), of(other), "{other}");
        }
        assert_ne!(of_capitals("ALL"), of_capitals("ALI"));
        assert_eq!(of_capitals("ISLA"), of_capitals("lSLA"));
    }

    #[test]
    fn words_are_plain_as_people_write_them() {
        for plain in ["Isla", "isla", "ISLA", "Ісла", "I"] {
            assert!(is_plain(plain), "{plain}");
        }
        for odd in ["IsIa", "lSLA", "|sla", "Іsla", "Ste11a", "VVolska"] {
            assert!(!is_plain(odd), "{odd}");
        }
    }
}
