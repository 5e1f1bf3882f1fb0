//! Streets of the register with one letter more, less, changed or in its neighbour's place: "Wier Lane" for Weir Lane.

use std::collections::HashMap;

use super::addresses::{is_kind, street_names};
use super::around::Read;
use super::near::{one_apart, shortenings};
use super::tokens::tokens;
use super::{Hit, Place, Rule, Term, TermKind};
use crate::redaction::normal::Normal;

/// Letters of a name that few other streets are one letter away from.
const LEAST: usize = 4;

/// The streets, under what the last word of their names has in common with words one letter away.
#[derive(Default)]
pub(super) struct Streets {
    all: Vec<Street>,
    under: HashMap<String, Vec<usize>>,
}

struct Street {
    entry: String,
    /// The words of its name, without what it is.
    name: Vec<String>,
}

fn folded(word: &str) -> String {
    Normal::of(word).characters.into_iter().filter(|c| c.is_alphanumeric()).collect()
}

impl Streets {
    pub fn new(terms: &[Term]) -> Self {
        let mut streets = Self::default();
        for term in terms.iter().filter(|term| term.kind == TermKind::Address) {
            for name in street_names(&term.text) {
                let name: Vec<String> = name.into_iter().map(folded).collect();
                let Some(last) = name.last().filter(|last| last.chars().count() >= LEAST) else { continue };
                for short in shortenings(last) {
                    streets.under.entry(short).or_default().push(streets.all.len());
                }
                streets.all.push(Street { entry: term.entry.clone(), name });
            }
        }
        streets
    }

    /// What in `text` may be one of them, with the bytes from and to which it stands.
    pub fn find(&self, text: &str, normal: &Normal, place: &Place) -> Vec<(usize, usize, Hit)> {
        if self.all.is_empty() || !place.is_read() {
            return Vec::new();
        }
        let (words, read) = (tokens(text), Read { text, normal, place });
        let mut found = Vec::new();
        for (at, pair) in words.windows(2).enumerate() {
            let [one, kind] = pair else { continue };
            let apart = text.get(one.to..kind.from).is_some_and(|between| between.trim().is_empty());
            if !apart || !one.letters.starts_with(char::is_uppercase) || !is_kind(&kind.letters) {
                continue;
            }
            let word = folded(&one.letters);
            let mut near: Vec<usize> =
                shortenings(&word).iter().filter_map(|key| self.under.get(key)).flatten().copied().collect();
            near.sort_unstable();
            near.dedup();
            for street in near.into_iter().filter_map(|street| self.all.get(street)) {
                let Some((last, others)) = street.name.split_last() else { continue };
                let before = at.checked_sub(others.len()).and_then(|from| words.get(from..at)).unwrap_or_default();
                let same =
                    before.len() == others.len() && before.iter().zip(others).all(|(met, own)| folded(&met.letters) == *own);
                if same && one_apart(&word, last) {
                    let (from, to) = (before.first().unwrap_or(one).from, kind.to);
                    found.push((from, to, read.hit(&(from..to), &street.entry, Rule::Street)));
                }
            }
        }
        found
    }
}
