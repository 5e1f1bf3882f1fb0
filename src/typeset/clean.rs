//! Makes every string of a document fit to be typeset.
//!
//! One character that no font covers makes the whole PDF/UA export fail, and so does a control or private-use
//! character, so all strings are seen to before the template meets them: on decoded strings, because JSON escapes hide
//! such characters. Nothing is dropped that a reader could have read.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// Cleans every string in `value`; returns the characters that no font covers and that were replaced by a note such as `[U+6C49]`.
pub(super) fn fit(value: &mut Value, covers: &dyn Fn(char) -> bool) -> BTreeSet<char> {
    let mut wash = Wash { covers, known: HashMap::new(), replaced: BTreeSet::new() };
    wash.value(value);
    wash.replaced
}

struct Wash<'a> {
    covers: &'a dyn Fn(char) -> bool,
    known: HashMap<char, bool>,
    replaced: BTreeSet<char>,
}

impl Wash<'_> {
    fn value(&mut self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.text(text),
            Value::Array(items) => items.iter_mut().for_each(|item| self.value(item)),
            Value::Object(fields) => fields.iter_mut().for_each(|(_, field)| self.value(field)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn text(&mut self, text: &str) -> String {
        let mut clean = String::with_capacity(text.len());
        let mut before = None;
        for character in text.nfc() {
            match self.fate(character, before) {
                Fate::Keep => clean.push(typographic(character, before)),
                Fate::Space => clean.push(' '),
                Fate::NewLine => clean.push('\n'),
                Fate::Drop => continue,
                Fate::Note => {
                    self.replaced.insert(character);
                    clean.push_str(&format!("[U+{:04X}]", u32::from(character)));
                }
            }
            before = Some(character);
        }
        in_pieces(clean)
    }

    fn fate(&mut self, character: char, before: Option<char>) -> Fate {
        match character {
            '\n' | '\u{2028}' | '\u{2029}' => Fate::NewLine,
            '\t' => Fate::Space,
            // Joiners shape Bengali, Arabic and their kin; between Latin letters they only hide something.
            '\u{200C}' | '\u{200D}' => {
                if before.is_some_and(|b| ('\u{0590}'..'\u{2000}').contains(&b)) {
                    Fate::Keep
                } else {
                    Fate::Drop
                }
            }
            _ if unseen(character) => Fate::Drop,
            ' '..='~' => Fate::Keep,
            _ => {
                let covers = self.covers;
                if *self.known.entry(character).or_insert_with(|| covers(character)) { Fate::Keep } else { Fate::Note }
            }
        }
    }
}

/// A run of more letters than this without a space is no word and no address that anybody reads.
const LONGEST_WORD: usize = 1_000;
/// As many of its letters as stand together. One more, and `common.typ` matches a piece to hyphenate it.
const PIECE: usize = 26;
/// Each match of a text nests what follows it, and typst gives up at some hundred: a paragraph of as many words that need a hyphen is
/// broken here, and not there.
const MATCHES: usize = 40;

/// Puts spaces into what would be one endless line. It would run off the page, and PDF/A keeps no string of more than 32,767 bytes
/// (ISO 19005-2, 6.1.13), so that the whole document would fail for it. In a paragraph with more long words than typst can hyphenate
/// each of them is broken so.
fn in_pieces(text: String) -> String {
    let long = |line: &str| line.split(' ').any(|word| word.chars().count() > LONGEST_WORD);
    if !text.split('\n').any(|line| long(line) || to_hyphenate(line) > MATCHES) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + text.len() / PIECE);
    for line in text.split_inclusive('\n') {
        let longest = if to_hyphenate(line) > MATCHES { PIECE } else { LONGEST_WORD };
        for word in line.split_inclusive(' ') {
            broken(word, longest, &mut out);
        }
    }
    out
}

/// How many words of a line `common.typ` would hyphenate.
fn to_hyphenate(line: &str) -> usize {
    line.split(|character: char| !character.is_alphabetic()).filter(|word| word.chars().count() > PIECE).count()
}

/// Adds a word, in pieces if it is longer than this.
fn broken(word: &str, longest: usize, out: &mut String) {
    let long = word.trim_end().chars().count() > longest;
    for (at, character) in word.chars().enumerate() {
        if long && at > 0 && at % PIECE == 0 && !matches!(character, ' ' | '\n') {
            out.push(' ');
        }
        out.push(character);
    }
}

enum Fate {
    Keep,
    Space,
    NewLine,
    Drop,
    Note,
}

/// Characters without a shape: controls, direction marks (the layout finds directions itself), soft hyphens, variation
/// selectors, tags, private use and noncharacters.
fn unseen(character: char) -> bool {
    let code = u32::from(character);
    character.is_control()
        || matches!(code, 0xAD | 0x61C | 0x180E | 0x200B | 0x200E | 0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFE00..=0xFE0F | 0xFEFF | 0xFFF9..=0xFFFC)
        || matches!(code, 0xE000..=0xF8FF | 0xF_0000..=0x10_FFFF | 0xE_0000..=0xE_0FFF | 0xFDD0..=0xFDEF)
        || code & 0xFFFE == 0xFFFE
}

/// Straight quotation marks as a typesetter would set them; the words are left as they were written.
fn typographic(character: char, before: Option<char>) -> char {
    let opens =
        before.is_none_or(|b| b.is_whitespace() || matches!(b, '(' | '[' | '{' | '/' | '–' | '—' | '-' | '‘' | '“' | '"' | '\''));
    match (character, opens) {
        ('"', true) => '“',
        ('"', false) => '”',
        ('\'', true) => '‘',
        ('\'', false) => '’',
        (other, _) => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn washed(text: &str) -> (String, Vec<char>) {
        let mut value = json!({ "a": [text] });
        let replaced = fit(&mut value, &|c| c < '\u{3000}');
        (value["a"][0].as_str().unwrap().to_owned(), replaced.into_iter().collect())
    }

    #[test]
    fn what_no_font_covers_becomes_a_note() {
        assert_eq!(washed("Zhang 汉 Wei"), ("Zhang [U+6C49] Wei".to_owned(), vec!['汉']));
    }

    #[test]
    fn controls_marks_and_private_use_go() {
        assert_eq!(washed("a\u{1}b\u{202E}c\u{E001}d\u{FFFE}e\u{AD}f\u{0}").0, "abcdef");
        assert_eq!(washed("one\r\ntwo\tthree").0, "one\ntwo three");
    }

    #[test]
    fn quotation_marks_are_set_as_in_print() {
        assert_eq!(washed("she said \"don't\" ('no')").0, "she said “don’t” (‘no’)");
    }

    #[test]
    fn what_no_line_could_hold_is_broken() {
        let word = "x".repeat(LONGEST_WORD);
        assert_eq!(washed(&word).0, word);
        let broken = washed(&format!("before {word}y after")).0;
        assert!(broken.split(' ').all(|piece| piece.len() <= PIECE), "{broken}");
        assert_eq!(broken.replace(' ', ""), format!("before{word}yafter"));
    }

    #[test]
    fn a_paragraph_of_more_long_words_than_can_be_hyphenated_is_broken_too() {
        let word = "donaudampfschifffahrtsgesellschaft";
        let few = [word; MATCHES].join(" ");
        assert_eq!(washed(&format!("{few}\n{few}")).0, format!("{few}\n{few}"));
        let many = washed(&format!("{few} {word}\n{word}")).0;
        let (first, second) = many.split_once('\n').unwrap();
        assert!(first.split(' ').all(|piece| piece.chars().count() <= PIECE), "{first}");
        assert_eq!(second, word, "the next paragraph has its own measure");
    }

    #[test]
    fn joiners_stay_where_they_shape_a_script() {
        assert_eq!(washed("ক\u{200D}ষ").0, "ক\u{200D}ষ");
        assert_eq!(washed("Ma\u{200D}rta").0, "Marta");
    }
}
