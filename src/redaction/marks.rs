//! References that say nothing of whom they are to somebody who may not see the name.
//!
//! Whoever types a name and reads back whose it is has asked the register. So a name that its writer may not see is kept as a reference with a
//! number, such as `{{V1:given?3}}`, and shown to them and to others like them as "[name 3]". What is written in
//! the same way at once has the same number, so that the text still reads; two ways of naming one person have two.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

use super::common::is_a_word;
use super::words::{Word, is_capital, words_of};
use crate::ui::UNSEEN_NAME;

/// Why a reference has a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Somebody typed the name who may not see it.
    Unseen,
    /// The name was typed before it was in the register, by whom nobody knows any more.
    Later,
}

impl Sign {
    const fn as_char(self) -> char {
        match self {
            Self::Unseen => '?',
            Self::Later => '~',
        }
    }
}

/// What stands inside a reference, without its mark, and that.
pub(super) fn mark_of(inside: &str) -> (&str, Option<(Sign, u32)>) {
    let marked = [Sign::Unseen, Sign::Later].into_iter().find_map(|sign| {
        let (body, number) = inside.split_once(sign.as_char())?;
        let digits = number.bytes().all(|b| b.is_ascii_digit());
        Some((body, Some((sign, number.parse().ok().filter(|_| digits)?))))
    });
    marked.unwrap_or((inside, None))
}

/// What is shown in place of a reference with a mark.
pub(super) fn shown_mark(number: u32) -> String {
    format!("{UNSEEN_NAME}{number}]")
}

/// The numbers of the marks that stand in a text as it is shown.
fn shown_marks(text: &str) -> impl Iterator<Item = u32> {
    let number = |piece: &str| piece.split_once(']')?.0.parse::<u32>().ok().filter(|number| *number < 100_000);
    text.split(UNSEEN_NAME).skip(1).filter_map(number)
}

/// Whether a mark stands in a text, or what a reader would take for one: in capitals, with other spaces, or with signs between that nobody sees.
fn reads_like_a_mark(text: &str) -> bool {
    let seen = |c: &char| c.is_alphanumeric() || matches!(c, '[' | ']');
    let word = UNSEEN_NAME.trim_end();
    let read: String = text.chars().filter(seen).flat_map(char::to_lowercase).collect();
    let number =
        |piece: &str| piece.split_once(']').is_some_and(|(inside, _)| !inside.is_empty() && inside.chars().all(char::is_numeric));
    read.split(word).skip(1).any(number)
}

/// The insides of the references with marks in a kept text.
fn marked(text: &str) -> impl Iterator<Item = (u32, &str)> {
    text.split("{{").skip(1).filter_map(|behind| {
        let inside = behind.split_once("}}")?.0;
        Some((mark_of(inside).1?.1, inside))
    })
}

/// The marks that a register gives, and those that it knows again.
#[derive(Default)]
pub(super) struct Marks {
    given: Mutex<Given>,
    /// References by their number; nothing where two texts of one form have the number.
    known: HashMap<u32, Option<String>>,
}

#[derive(Default)]
struct Given {
    last: u32,
    /// By the words that were written.
    by_words: HashMap<Vec<String>, u32>,
}

impl Marks {
    fn given<T>(&self, with: impl FnOnce(&mut Given) -> T) -> T {
        with(&mut self.given.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Knows again what stands in a text that is changed.
    pub(super) fn recall(&mut self, kept: &str) {
        for (number, inside) in marked(kept) {
            let same = |known: Option<String>| known.filter(|one| one == inside);
            let known = match self.known.remove(&number) {
                Some(known) => same(known),
                None => Some(inside.to_owned()),
            };
            self.known.insert(number, known);
        }
        self.step_over(kept);
    }

    /// Gives no number again that stands in this text.
    pub(super) fn step_over(&self, text: &str) {
        let Some(highest) = marked(text).map(|(number, _)| number).max() else { return };
        self.given(|given| {
            given.last = given.last.max(highest);
            given.by_words.retain(|_, number| *number > highest);
        });
    }

    /// Gives no number that stands in a text as it is shown: what somebody typed themselves stands for nobody.
    pub(super) fn step_over_shown(&self, text: &str) {
        let Some(highest) = shown_marks(text).max() else { return };
        self.given(|given| given.last = given.last.max(highest));
    }

    /// A mark for what these words name, as it stands at the end of a reference.
    pub(super) fn next(&self, sign: Sign, words: &[String]) -> String {
        let number = self.given(|given| {
            let next = given.last.saturating_add(1);
            let number = *given.by_words.entry(words.to_vec()).or_insert(next);
            given.last = given.last.max(number);
            number
        });
        format!("{}{number}", sign.as_char())
    }

    /// The text with the references that were shown as marks.
    pub(super) fn again(&self, text: &str) -> Option<String> {
        if self.known.is_empty() || !text.contains(UNSEEN_NAME) {
            return None;
        }
        let mut pieces = text.split(UNSEEN_NAME);
        let mut out = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let known = piece.split_once(']').and_then(|(number, rest)| {
                let known = self.known.get(&number.parse().ok()?)?.as_ref()?;
                Some((known, rest))
            });
            match known {
                Some((inside, rest)) => out.push_str(&format!("{{{{{inside}}}}}{rest}")),
                None => out.push_str(&format!("{UNSEEN_NAME}{piece}")),
            }
        }
        Some(out)
    }
}

/// How many different words that read like names somebody may save at once who may not see every name, in a text of whatever kind.
const A_LIST: usize = 60;

/// What somebody who may not see every name typed: for the record, and to stop who asks the register for a list of names.
#[derive(Default)]
pub struct Typed(Mutex<Counts>);

#[derive(Default)]
struct Counts {
    /// The people whose names they may not see.
    people: BTreeSet<String>,
    places: usize,
    words: BTreeSet<String>,
    like_names: BTreeSet<String>,
    /// Whether a mark was typed that stands for nobody.
    nobody: bool,
}

impl Typed {
    fn counts<T>(&self, with: impl FnOnce(&mut Counts) -> T) -> T {
        with(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn read(&self, text: &str) {
        let words = words_of(text);
        self.counts(|counts| {
            for word in words.iter().filter(|word| has_letters(word)) {
                counts.words.insert(word.folded.clone());
                if is_capital(text, word) && !is_a_word(&word.folded) {
                    counts.like_names.insert(word.folded.clone());
                }
            }
        });
    }

    /// Looks at what is left of the marks in a text whose own are references again, and at what reads like one.
    pub(super) fn left(&self, text: &str) {
        if reads_like_a_mark(text) {
            self.counts(|counts| counts.nobody = true);
        }
    }

    pub(super) fn tied(&self, codes: &[String]) {
        self.counts(|counts| {
            counts.people.extend(codes.iter().cloned());
            counts.places += 1;
        });
    }

    /// How many people whose names they may not see were named, and in how many places.
    #[must_use]
    pub fn named(&self) -> (usize, usize) {
        self.counts(|counts| (counts.people.len(), counts.places))
    }

    /// Whether a mark was typed, or pasted from another text, that stands for nobody where it stands now.
    #[must_use]
    pub fn names_nobody(&self) -> bool {
        self.counts(|counts| counts.nobody)
    }

    /// Whether it is a list of names: three in four of its different words have a capital and are no words like any other, which notes and tables
    /// do not come near. Whether the register knows any of them does not count, so that a refusal says nothing of that.
    #[must_use]
    pub fn is_a_list_of_names(&self) -> bool {
        self.counts(|counts| counts.like_names.len() > A_LIST && counts.like_names.len() * 4 > counts.words.len() * 3)
    }
}

fn has_letters(word: &Word) -> bool {
    word.folded.chars().count() > 2 && word.folded.chars().all(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_as_it_is_written() {
        assert_eq!(mark_of("V1:given?3"), ("V1:given", Some((Sign::Unseen, 3))));
        assert_eq!(mark_of("V1/F1:family~12"), ("V1/F1:family", Some((Sign::Later, 12))));
        for plain in ["V1", "V1:given", "V1?", "V1?x", "V1?+1"] {
            assert_eq!(mark_of(plain), (plain, None));
        }
    }

    #[test]
    fn what_reads_like_a_mark_is_told_from_brackets() {
        for like in ["[name 3]", "then [Name\u{a0}3] came", "[na\u{200b}me  12 ]", "[NAME 3]"] {
            assert!(reads_like_a_mark(like), "{like}");
        }
        for other in ["[name]", "[names 3]", "name 3", "[name of child]", "[name of V1 and F1]"] {
            assert!(!reads_like_a_mark(other), "{other}");
        }
    }

    #[test]
    fn a_list_of_names_is_told_from_a_report_about_a_family() {
        let names = |n: usize| (0..n).map(|at| format!("Mr Zq{}", letters(at))).collect::<Vec<_>>().join("; ");
        fn letters(mut at: usize) -> String {
            let mut out = String::new();
            for _ in 0..4 {
                out.push(char::from(b'a' + u8::try_from(at % 26).unwrap()));
                at /= 26;
            }
            out
        }
        let is_a_list_of_names = |text: &str| {
            let typed = Typed::default();
            typed.read(text);
            typed.is_a_list_of_names()
        };
        assert!(is_a_list_of_names(&names(200)) && is_a_list_of_names(&names(200).replace("; ", "\n")));
        assert!(!is_a_list_of_names(&names(30)));
        for honest in [include_str!("../../docs/run/settings.md"), include_str!("../../CHANGELOG.md")] {
            assert!(!is_a_list_of_names(honest));
        }
    }
}
