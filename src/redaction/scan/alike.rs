//! Words that are not a name of the register and look, read or sound like one: "IsIa", "Naorni", "Torne", "Торн", "alsI".
//!
//! What can be taken for a name by its shape stops the paper as the name does. The rest asks a person. Each name is kept under what it has
//! in common with such words, so a word is looked up a few times and compared with no name of the register but those that it may be.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::around::Read;
use super::near::{one_apart, shortenings};
use super::signs::signed;
use super::tokens::tokens;
use super::{Hit, Piece, Place, Rule, Term, TermKind, shape, sound};
use crate::redaction::common::{is_a_word, is_ordinary};
use crate::redaction::normal::Normal;
use crate::redaction::words::words_of;

/// Letters of a name that few other words look like or are one letter away from.
const LONG: usize = 5;
/// Letters of a name that is looked for backwards, and with an i for an l.
const MIDDLE: usize = 4;
/// Letters of a name that is looked for by its shape.
const SHORT: usize = 3;
/// Letters beyond which nothing is a name.
const ENDLESS: usize = 40;

/// The names of one word, under what they have in common with words that may be taken for them.
#[derive(Default)]
pub(super) struct Alike {
    names: Vec<Name>,
    tables: HashMap<Key, Vec<usize>>,
    /// What is a name of the register itself.
    known: HashSet<String>,
    /// What the paper says on purpose: whom it names, and what it calls people.
    said: HashSet<String>,
    /// What each word was found to be: a paper says the same words again and again.
    met: RefCell<HashMap<String, Vec<(usize, Rule)>>>,
}

/// A name of one word.
struct Name {
    entry: String,
    folded: String,
    letters: usize,
    /// What it sounds like, where its letters tell.
    sound: String,
    /// Whether its letters are of another alphabet than the Latin.
    other_letters: bool,
    /// Whether it is a word like any other.
    common: bool,
}

/// What a name and a word have in common.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Shape(String),
    Capitals(String),
    Dotless(String),
    Short(String),
    Backwards(String),
    /// As it is, for what has figures and signs for its letters.
    Plain(String),
    /// By its sound, of a name in Latin letters and of one in others.
    Sound(String),
    SoundInLatin(String),
}

fn folded(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    Normal::of(word).characters.into_iter().filter(|c| c.is_alphanumeric()).collect()
}

impl Alike {
    pub fn new(terms: &[Term], named: &[String]) -> Self {
        let mut alike = Self::default();
        let said = terms.iter().filter(|term| term.kind == TermKind::Called).map(|term| &term.text).chain(named);
        alike.said = said.flat_map(|text| words_of(text)).map(|word| word.folded).collect();
        for term in terms.iter().filter(|term| term.kind == TermKind::Name) {
            let mut words = words_of(&term.text).into_iter();
            let (Some(word), None) = (words.next(), words.next()) else { continue };
            let letters = word.folded.chars().count();
            let again = alike.names.iter().any(|one| one.entry == term.entry && one.folded == word.folded);
            if letters >= SHORT && !again && word.folded.chars().all(char::is_alphabetic) {
                let common = is_a_word(&word.folded);
                let latin = term.text.chars().any(shape::is_latin);
                let told = latin || term.text.chars().any(sound::is_spelt);
                let sound = if told { sound::of(&term.text) } else { String::new() };
                let (entry, folded) = (term.entry.clone(), word.folded);
                alike.add(Name { entry, folded, letters, sound, other_letters: !latin, common }, &term.text);
            }
        }
        alike
    }

    fn add(&mut self, name: Name, written: &str) {
        let small = name.folded.as_str();
        let capital: String = small.chars().take(1).flat_map(char::to_uppercase).chain(small.chars().skip(1)).collect();
        let mut keys = vec![Key::Capitals(shape::of_capitals(&small.to_uppercase()))];
        for shape in [shape::of(small), shape::of(&capital)] {
            if name.letters >= MIDDLE {
                keys.push(Key::Dotless(shape::dotless(&shape)));
            }
            keys.push(Key::Shape(shape));
        }
        if name.letters >= MIDDLE && !name.common {
            keys.push(Key::Plain(name.folded.clone()));
            keys.push(Key::Backwards(small.chars().rev().collect()));
        }
        // A script without capitals shows nobody which word is a name.
        if name.letters >= LONG && !name.common && written.chars().any(char::is_uppercase) {
            keys.extend(shortenings(small).into_iter().map(Key::Short));
        }
        if !name.sound.is_empty() {
            let near = if name.sound.len() >= LONG { shortenings(&name.sound) } else { vec![name.sound.clone()] };
            keys.extend(near.into_iter().map(if name.other_letters { Key::SoundInLatin } else { Key::Sound }));
        }
        for key in keys {
            let under = self.tables.entry(key).or_default();
            if !under.contains(&self.names.len()) {
                under.push(self.names.len());
            }
        }
        self.known.insert(name.folded.clone());
        self.names.push(name);
    }

    /// What in `text` may be taken for a name, with the bytes from and to which it stands.
    pub fn find(&self, text: &str, normal: &Normal, place: &Place) -> Vec<(usize, usize, Hit)> {
        let mut found = Vec::new();
        if self.names.is_empty() {
            return found;
        }
        let read = Read { text, normal, place };
        let mut met = self.met.borrow_mut();
        for token in tokens(text) {
            for reading in token.readings() {
                let is = match met.get(reading) {
                    Some(is) => is,
                    None => met.entry(reading.to_owned()).or_insert(self.what_is(reading)),
                };
                for (name, rule) in is {
                    let Some(name) = self.names.get(*name) else { continue };
                    if place.is_read() || rule.stops() && name.letters >= LONG {
                        let hit = read.hit(&(token.from..token.to), &name.entry, *rule);
                        found.push((token.from, token.to, Hit { found: token.letters.clone(), ..hit }));
                    }
                }
            }
        }
        if place.is_read() {
            found.extend(self.by_signs(&read));
        }
        found
    }

    /// Words that are a name once their figures and signs are letters, or gone.
    fn by_signs(&self, read: &Read) -> Vec<(usize, usize, Hit)> {
        let mut found = Vec::new();
        for word in signed(read.text) {
            let names = word.readings.iter().map(|reading| Key::Plain(folded(reading)));
            let entries: BTreeSet<&str> =
                names.flat_map(|key| self.under(&key).map(|(_, name)| name.entry.as_str()).collect::<Vec<_>>()).collect();
            let hit = |entry| (word.from, word.to, read.hit(&(word.from..word.to), entry, Rule::Looks));
            found.extend(entries.into_iter().map(hit));
        }
        found
    }

    fn under(&self, key: &Key) -> impl Iterator<Item = (usize, &Name)> {
        let all = self.tables.get(key).map(Vec::as_slice).unwrap_or_default();
        all.iter().filter_map(|at| Some((*at, self.names.get(*at)?)))
    }

    /// The names that a word may be taken for, each once for an entry, and how.
    fn what_is(&self, word: &str) -> Vec<(usize, Rule)> {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let all = word.chars().count();
        let folded = folded(word);
        let several = folded.strip_suffix('s').filter(|_| !folded.ends_with("ss"));
        let known = |one: &str| self.known.contains(one);
        if !(SHORT..=ENDLESS).contains(&all) || letters < 2 || letters * 2 < all || known(&folded) || several.is_some_and(known) {
            return Vec::new();
        }
        let mut found = self.by_shape(word, &folded);
        if let Some(one) = word.strip_suffix(['s', 'S']) {
            found.extend(self.by_shape(one, several.unwrap_or(&folded)));
        }
        if self.said.contains(&folded) || several.is_some_and(|one| self.said.contains(one)) {
            // What can be taken for the name can be so wherever it comes from, and a person has to know it.
            found.retain(|(_, rule)| rule.stops());
            found.iter_mut().for_each(|(_, rule)| *rule = Rule::Looks);
        } else if letters == all {
            found.extend(self.by_letters(word, &folded));
            found.extend(self.by_sound(word));
        }
        let mut each: BTreeMap<&str, (usize, Rule)> = BTreeMap::new();
        for (at, rule) in found {
            let Some(name) = self.names.get(at) else { continue };
            let kept = each.entry(name.entry.as_str()).or_insert((at, rule));
            if rule < kept.1 {
                *kept = (at, rule);
            }
        }
        each.into_values().collect()
    }

    fn by_shape(&self, word: &str, folded: &str) -> Vec<(usize, Rule)> {
        let shape = shape::of(word);
        let dotless = Key::Dotless(shape::dotless(&shape));
        let capitals = shape::in_capitals(word).then(|| Key::Capitals(shape::of_capitals(word)));
        let same = [Some(Key::Shape(shape)), capitals].into_iter().flatten();
        let same: Vec<_> = same.flat_map(|key| self.under(&key).collect::<Vec<_>>()).collect();
        let mut found: Vec<_> = same.into_iter().filter_map(|(at, name)| Some((at, name.by_shape(word, folded)?))).collect();
        let looks = |(at, name): (usize, &Name)| Some((at, name.without_dots(word, folded)?));
        found.extend(self.under(&dotless).filter_map(looks));
        found
    }

    fn by_letters(&self, word: &str, folded: &str) -> Vec<(usize, Rule)> {
        let letters = folded.chars().count();
        let mut found = Vec::new();
        if is_ordinary(folded) {
            return found;
        }
        if word.chars().any(char::is_uppercase) || letters >= LONG {
            found.extend(self.under(&Key::Backwards(folded.to_owned())).map(|(at, _)| (at, Rule::Backwards)));
        }
        if word.starts_with(char::is_uppercase) && letters + 1 >= LONG {
            let near = shortenings(folded).into_iter().map(Key::Short);
            let near = near.flat_map(|key| self.under(&key).collect::<Vec<_>>());
            let near = near.filter(|(_, name)| one_apart(folded, &name.folded) && !is_another_form(folded, &name.folded));
            found.extend(near.map(|(at, _)| (at, Rule::OneLetter)));
        }
        found
    }

    fn by_sound(&self, word: &str) -> Vec<(usize, Rule)> {
        let spelt = word.chars().all(sound::is_spelt);
        let key = if spelt { Key::Sound } else { Key::SoundInLatin };
        let asked = spelt || word.chars().all(shape::is_latin) && self.names.iter().any(|name| name.other_letters);
        let sound = if asked { sound::of(word) } else { String::new() };
        if sound.len() < SHORT {
            return Vec::new();
        }
        let capital = word.starts_with(char::is_uppercase);
        let near = if sound.len() >= MIDDLE && capital { shortenings(&sound) } else { vec![sound.clone()] };
        let met = near.into_iter().flat_map(|near| self.under(&key(near)).collect::<Vec<_>>());
        let is = |name: &Name| {
            let own = &name.sound;
            *own == sound && (capital || sound.len() >= LONG) || own.len() >= LONG && capital && one_apart(own, &sound)
        };
        met.filter(|(_, name)| is(name)).map(|(at, _)| (at, Rule::Alphabet)).collect()
    }
}

impl Name {
    /// What a word of the same shape is.
    fn by_shape(&self, word: &str, folded: &str) -> Option<Rule> {
        let plain = shape::is_plain(word);
        let capital = word.starts_with(char::is_uppercase);
        let long = self.letters >= LONG;
        // An l where the name has an I: no word begins like that by chance.
        let l_for_i = word.starts_with('l') && self.folded.starts_with('i') && folded.get(1..) == self.folded.get(1..);
        if self.folded == folded || plain && is_ordinary(folded) {
            None
        } else if self.common {
            (!plain || l_for_i).then_some(Rule::CommonWord)
        } else if plain && !l_for_i {
            // "Torn" may be a Tom, and "torn" is not.
            (capital || long).then_some(if capital && long { Rule::Shape } else { Rule::Looks })
        } else {
            // "1an" may be one of something, and "1am" is.
            let count = self.letters == SHORT && word.starts_with('1');
            let unit = count && matches!(folded, "1am" | "1in" | "1st" | "1lb");
            (!unit).then_some(if count { Rule::Looks } else { Rule::Shape })
        }
    }

    /// What a word is that has the same shape when an i is an l.
    fn without_dots(&self, word: &str, folded: &str) -> Option<Rule> {
        let plain = shape::is_plain(word);
        if self.common || self.folded == folded || is_ordinary(folded) || plain && !word.starts_with(char::is_uppercase) {
            return None;
        }
        Some(if !plain && self.letters >= LONG { Rule::Shape } else { Rule::Looks })
    }
}

/// Whether a word is what English makes of another that a name is as well: the Roberts are no misspelt Robert, and "Parked" is no Parker.
fn is_another_form(word: &str, name: &str) -> bool {
    let several = word.strip_suffix('s') == Some(name) || name.strip_suffix('s') == Some(word);
    let stem = name.strip_suffix("er");
    several || stem.is_some() && (word.strip_suffix("ed") == stem || word.strip_suffix("es") == stem)
}

/// Leaves out what stands in the file in small letters too, for that is a word and no name: "Share", "Tower". A disguise is none.
pub(super) fn without_words(hits: Vec<Hit>, pieces: &[Piece]) -> Vec<Hit> {
    let may_be =
        |hit: &Hit| matches!(hit.rule, Rule::Looks | Rule::OneLetter | Rule::Backwards) && hit.found.contains(char::is_uppercase);
    if !hits.iter().any(may_be) {
        return hits;
    }
    let wanted: HashSet<String> = hits.iter().filter(|hit| may_be(hit)).map(|hit| hit.found.to_lowercase()).collect();
    let read = pieces.iter().filter(|piece| piece.place.is_read());
    let words: HashSet<String> =
        read.flat_map(|piece| tokens(&piece.text)).map(|token| token.letters).filter(|word| wanted.contains(word)).collect();
    hits.into_iter().filter(|hit| !(may_be(hit) && words.contains(&hit.found.to_lowercase()))).collect()
}
