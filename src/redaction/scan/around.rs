//! What stands around something that was found: for a person to read, and to know the same place again.

use std::ops::Range;

use super::{Hit, Place, Rule};
use crate::redaction::normal::Normal;

/// Characters of context on each side of what was found: what a person reads before they answer, and what their answer is kept for.
const AROUND: usize = 40;

/// What stands between the context and the word: no text holds it, for the folding leaves it out.
const EDGE: char = '\u{1}';

/// A text that is searched, as it is read.
#[derive(Clone, Copy)]
pub(super) struct Read<'a> {
    pub text: &'a str,
    pub normal: &'a Normal,
    pub place: &'a Place,
}

impl Read<'_> {
    /// What stands at these bytes, found by this rule for this entry.
    pub fn hit(&self, range: &Range<usize>, entry: &str, rule: Rule) -> Hit {
        let spot = |byte: usize| self.normal.from.partition_point(|at| *at < byte);
        self.hit_at(range, &(spot(range.start)..spot(range.end)), entry, rule)
    }

    /// As [`Read::hit`], where the folded characters are known that these bytes stand for.
    pub fn hit_at(&self, range: &Range<usize>, spots: &Range<usize>, entry: &str, rule: Rule) -> Hit {
        Hit {
            place: self.place.clone(),
            entry: entry.to_owned(),
            rule,
            found: self.text.get(range.clone()).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" "),
            passage: passage(self.text, range),
            written: written(self.text, self.normal, spots),
            times: 1,
        }
    }
}

/// The words around what was found, on one line.
fn passage(text: &str, found: &Range<usize>) -> String {
    let before = text.get(..found.start).unwrap_or_default();
    let from = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let after = text.get(found.end..).unwrap_or_default();
    let to = after.char_indices().nth(AROUND).map_or(text.len(), |(at, _)| found.end + at);
    // Half a reference to somebody is shown as nobody.
    let from = reference_at(text, from).map_or(from, |whole| whole.start);
    let to = reference_at(text, to).map_or(to, |whole| whole.end);
    text.get(from..to).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The reference of a kept text, such as `{{V1:given}}`, that is cut in two at this byte.
fn reference_at(text: &str, cut: usize) -> Option<Range<usize>> {
    let open = text.get(..=cut).or_else(|| text.get(..cut))?.rfind("{{")?;
    let whole = text.get(open..)?;
    let end = open + whole.find("}}")? + 2;
    let is_one = text.get(open..end).is_some_and(|inside| !inside.contains(char::is_whitespace));
    (open < cut && cut < end && is_one).then_some(open..end)
}

/// What is written at `found` and around it, with its digits, marks and capitals: "6 May" is a month, "6. May" may be somebody. Only where
/// the lines break makes no difference.
fn written(text: &str, normal: &Normal, found: &Range<usize>) -> String {
    let sign = |at: usize| sign(text, normal, found, at);
    let mut before: Vec<char> = (0..found.start).rev().filter_map(sign).take(AROUND).collect();
    before.reverse();
    let own: String = found.clone().filter_map(sign).collect();
    let before: String = before.into_iter().collect();
    let behind: String = (found.end..normal.characters.len()).filter_map(sign).take(AROUND).collect();
    format!("{}{EDGE}{own}{EDGE}{}", before.trim_start(), behind.trim_end())
}

/// The character as it is written, or none for a hyphen inside a word, which may be a line's end, and for what belongs to the one before.
fn sign(text: &str, normal: &Normal, found: &Range<usize>, at: usize) -> Option<char> {
    let folded = |at: Option<usize>| at.and_then(|at| normal.characters.get(at)).copied();
    let letter = |at: Option<usize>| folded(at).is_some_and(char::is_alphabetic);
    let (before, next) = (at.checked_sub(1), Some(at + 1));
    match folded(Some(at))? {
        '-' => {
            let edge = at == found.end || at + 1 == found.start || at + 2 == found.start;
            let goes_on = letter(next) || folded(next) == Some('\n') && letter(Some(at + 2));
            if letter(before) && goes_on && !edge { None } else { Some('-') }
        }
        '\n' if folded(before) == Some('-') && letter(at.checked_sub(2)) && letter(next) => None,
        space if space.is_whitespace() => Some(' '),
        // A character that is folded into several is written once.
        _ if before.is_some_and(|before| normal.from.get(before) == normal.from.get(at)) => None,
        _ => text.get(*normal.from.get(at)?..)?.chars().next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_stands_whole_in_the_words_around() {
        let text = format!("{{{{V1:given?3}}}}{} Larch Street {}{{{{P1}}}} and on", "a".repeat(38), "b".repeat(35));
        let from = text.find("Larch").unwrap();
        let words = passage(&text, &(from..from + "Larch Street".len()));
        assert!(words.starts_with("{{V1:given?3}}aaa") && words.ends_with("bbb{{P1}}"), "{words}");
        for cut in 0..text.len() {
            let whole = reference_at(&text, cut).map(|range| text[range].to_owned());
            assert!(whole.as_deref().is_none_or(|one| one.starts_with("{{") && one.ends_with("}}")), "{cut}");
        }
        assert_eq!(reference_at("a {{ b }} c", 5), None, "words in braces are words");
    }
}
