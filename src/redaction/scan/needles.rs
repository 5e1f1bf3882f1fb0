//! Finds the forms of all terms in one pass over a text.
//!
//! The text is folded and then made compact: letters and digits only. A match in the compact text is a match of the term
//! with anything or nothing between its parts, so what stood in between is looked at before it counts.

use aho_corasick::AhoCorasick;

use super::around::{passage, written};
use super::spellings::spellings;
use super::stutter;
use super::{Hit, Place, Rule, Term, TermKind};
use crate::redaction::common::{is_a_word, is_mainly_a_name};
use crate::redaction::normal::Normal;

/// All forms of all terms.
pub(super) struct Needles {
    search: Option<AhoCorasick>,
    raw: Option<AhoCorasick>,
    forms: Vec<Form>,
    raw_forms: Vec<usize>,
    /// Whom and what the paper names on purpose, compact.
    named: Vec<String>,
}

struct Form {
    entry: String,
    kind: TermKind,
    loose: bool,
    /// The folded form, with its spaces and marks.
    folded: String,
    /// Its letters and digits, where they may be drawn in several strokes.
    strokes: Option<Vec<char>>,
    /// For each of its letters and digits, does something stand before it?
    gaps: Vec<bool>,
    /// Of a name that is a word like any other, where it may be the name.
    common: Option<Common>,
}

/// Where a name that is a word like any other may be the name.
#[derive(Clone, Copy)]
enum Common {
    /// Where this one of its letters has a capital.
    Capital(usize),
    /// In lower case as well: in a report it is more often somebody than the word.
    Anywhere,
}

/// A compact text: letters and digits only, each with its place in the folded text.
struct Compact {
    text: String,
    /// For each character, its first byte in `text`.
    bytes: Vec<usize>,
    /// For each character, its place in the folded text.
    folded: Vec<usize>,
}

impl Compact {
    fn of(normal: &[char]) -> Self {
        let mut compact = Self { text: String::new(), bytes: Vec::new(), folded: Vec::new() };
        for (at, character) in normal.iter().enumerate().filter(|(_, character)| part_of_word(**character)) {
            compact.bytes.push(compact.text.len());
            compact.folded.push(at);
            compact.text.push(*character);
        }
        compact
    }
}

impl Needles {
    pub fn new(terms: &[Term], named: &[String], unread: &mut Vec<&'static str>) -> Self {
        let named: Vec<String> = named.iter().map(|name| Compact::of(&Normal::of(name).characters).text).collect();
        let mut forms = Vec::new();
        let mut compacts = Vec::new();
        for term in terms {
            for spelling in spellings(term) {
                let normal = Normal::of(&spelling.text);
                let compact = Compact::of(&normal.characters);
                if compact.folded.len() < 2 {
                    continue;
                }
                let gaps: Vec<bool> =
                    std::iter::once(false).chain(compact.folded.windows(2).map(|pair| pair[1] > pair[0] + 1)).collect();
                let folded: String = normal.characters.iter().collect();
                let common = if term.kind == TermKind::Name { a_word_in(&folded) } else { None };
                // Right-to-left text may be drawn from its left end.
                let backwards = compact.text.chars().any(right_to_left).then(|| {
                    let gaps = std::iter::once(false).chain(gaps.iter().skip(1).rev().copied()).collect();
                    (compact.text.chars().rev().collect::<String>(), gaps)
                });
                for (pattern, gaps) in std::iter::once((compact.text, gaps)).chain(backwards) {
                    let strokes = pattern.chars().any(stutter::in_strokes).then(|| pattern.chars().collect());
                    compacts.push(pattern);
                    forms.push(Form {
                        entry: term.entry.clone(),
                        kind: term.kind,
                        loose: spelling.loose,
                        folded: folded.clone(),
                        strokes,
                        gaps,
                        common,
                    });
                }
            }
        }
        let (patterns, raw_forms) = raw_patterns(terms, &named);
        let search = AhoCorasick::new(&compacts).ok();
        let raw = AhoCorasick::builder().ascii_case_insensitive(true).build(&patterns).ok();
        if search.is_none() || raw.is_none() {
            unread.push("The register holds more than can be searched for at once.");
        }
        Self { search, raw, forms, raw_forms, named }
    }

    /// Every term in `text`.
    pub fn find(&self, text: &str, place: &Place) -> Vec<Hit> {
        let readings = std::iter::once(Normal::of(text)).chain(Normal::by_shape(text));
        counted(longest(readings.flat_map(|normal| self.find_in(text, &normal, place)).collect()))
    }

    /// Every term in one reading of `text`, with the bytes from and to which it stands.
    fn find_in(&self, text: &str, normal: &Normal, place: &Place) -> Vec<(usize, usize, Hit)> {
        let Some(search) = &self.search else { return Vec::new() };
        let compact = Compact::of(&normal.characters);
        let mut found: Vec<(usize, usize, Hit)> = Vec::new();
        for hit in search.find_overlapping_iter(&compact.text) {
            let Some(form) = self.forms.get(hit.pattern().as_usize()) else { continue };
            let start = compact.bytes.partition_point(|at| *at < hit.start());
            let end = compact.bytes.partition_point(|at| *at < hit.end());
            let spots = compact.folded.get(start..end).unwrap_or_default();
            let namesake = |rule: Rule| {
                let within = rule.stops() && form.may_be_a_namesake() && self.is_named(&compact.text, hit.start(), hit.end());
                if within { Rule::Namesake } else { rule }
            };
            if let Some(rule) = form.judge(normal, spots, text).map(namesake) {
                found.push(form.hit(text, normal, spots, rule, place));
            }
        }
        found.extend(self.in_strokes(text, normal, &compact, place));
        found
    }

    /// Whether what stands at these bytes of a compact text is part of a name that the paper names on purpose.
    fn is_named(&self, compact: &str, start: usize, end: usize) -> bool {
        let Some(word) = compact.get(start..end) else { return false };
        let stands = |name: &str, at: usize| {
            let from = start.checked_sub(at);
            from.and_then(|from| compact.get(from..from + name.len())).is_some_and(|met| met == name)
        };
        self.named.iter().any(|name| name.len() > word.len() && name.match_indices(word).any(|(at, _)| stands(name, at)))
    }

    fn in_strokes(&self, text: &str, normal: &Normal, compact: &Compact, place: &Place) -> Vec<(usize, usize, Hit)> {
        let letters: Vec<char> = compact.text.chars().collect();
        if !letters.iter().copied().any(stutter::in_strokes) {
            return Vec::new();
        }
        let word = |at: Option<usize>| at.and_then(|at| normal.characters.get(at)).copied().is_some_and(part_of_word);
        let edge = |at: usize| !(word(at.checked_sub(1)) && word(Some(at)));
        let mut found = Vec::new();
        for (form, strokes) in self.forms.iter().filter_map(|form| Some((form, form.strokes.as_ref()?))) {
            for spots in stutter::find(strokes, &letters, &compact.folded, &edge) {
                let spots = compact.folded.get(spots).unwrap_or_default();
                found.push(form.hit(text, normal, spots, Rule::Exact, place));
            }
        }
        found
    }

    /// Terms in the bytes as they lie, in UTF-8 and UTF-16: what a parser would not look at.
    pub fn find_bytes(&self, bytes: &[u8]) -> Vec<Hit> {
        let Some(raw) = &self.raw else { return Vec::new() };
        let hits = raw.find_iter(bytes).filter_map(|hit| {
            let form = self.forms.get(*self.raw_forms.get(hit.pattern().as_usize() / 3)?)?;
            Some(Hit {
                place: Place::Bytes,
                entry: form.entry.clone(),
                rule: Rule::Exact,
                found: form.folded.clone(),
                passage: String::new(),
                written: form.folded.clone(),
                times: 1,
            })
        });
        hits.collect()
    }
}

/// Whether a name is a word like any other, or an initial with one, and if so where it may be the name.
fn a_word_in(folded: &str) -> Option<Common> {
    match folded.split_once(' ') {
        None if is_mainly_a_name(folded) => Some(Common::Anywhere),
        None => is_a_word(folded).then_some(Common::Capital(0)),
        Some((initial, word)) => (initial.chars().count() == 1 && is_a_word(word)).then_some(Common::Capital(1)),
    }
}

/// Raw patterns only for what is long enough not to lie in compressed data by chance, and is not a word.
fn raw_patterns(terms: &[Term], named: &[String]) -> (Vec<Vec<u8>>, Vec<usize>) {
    let mut patterns: Vec<Vec<u8>> = Vec::new();
    let mut owners = Vec::new();
    let mut form = 0;
    for term in terms {
        for (at, spelling) in spellings(term).iter().enumerate() {
            let compact = Compact::of(&Normal::of(&spelling.text).characters);
            if compact.folded.len() < 2 {
                continue;
            }
            let own = form;
            form += if compact.text.chars().any(right_to_left) { 2 } else { 1 };
            let common = term.kind == TermKind::Name && a_word_in(&compact.text).is_some();
            let namesake = !spelling.text.contains(' ') && named.iter().any(|name| name.contains(&compact.text));
            if at == 0 && spelling.text.len() > 7 && !common && !namesake {
                let wide: Vec<u16> = spelling.text.encode_utf16().collect();
                patterns.push(spelling.text.clone().into_bytes());
                patterns.push(wide.iter().flat_map(|unit| unit.to_be_bytes()).collect());
                patterns.push(wide.iter().flat_map(|unit| unit.to_le_bytes()).collect());
                owners.push(own);
            }
        }
    }
    (patterns, owners)
}

impl Form {
    /// What stands at `spots`, with the bytes from and to which it stands.
    fn hit(&self, text: &str, normal: &Normal, spots: &[usize], rule: Rule, place: &Place) -> (usize, usize, Hit) {
        let range = normal.original(spots.first().copied().unwrap_or_default(), spots.last().map_or(0, |last| last + 1));
        let found = text.get(range.clone()).unwrap_or_default().trim_end().to_owned();
        let (entry, passage) = (self.entry.clone(), passage(text, &range));
        let written = written(text, normal, spots);
        (range.start, range.end, Hit { place: place.clone(), entry, rule, found, passage, written, times: 1 })
    }

    /// Whether it is one word of a name: a whole name, a day or a number is nobody else's.
    fn may_be_a_namesake(&self) -> bool {
        matches!(self.kind, TermKind::Name | TermKind::Other) && (self.kind == TermKind::Other || !self.gaps.contains(&true))
    }

    /// Does what stands at `spots` of the folded text count, and by which rule?
    fn judge(&self, normal: &Normal, spots: &[usize], text: &str) -> Option<Rule> {
        let (first, last) = (*spots.first()?, *spots.last()?);
        let at = |place: Option<usize>| place.and_then(|place| normal.characters.get(place)).copied();
        let spaced_script = !at(Some(first)).is_some_and(unspaced);
        if spaced_script && at(first.checked_sub(1)).is_some_and(|before| self.goes_on(before)) {
            return None;
        }
        let ending = self.ending(normal, last)?;
        let between: Vec<String> = spots
            .windows(2)
            .map(|pair| normal.characters.get(pair[0] + 1..pair[1]).unwrap_or_default().iter().collect())
            .collect();
        let mut rule = Rule::Exact;
        let apart = self.apart(&between);
        for (gap, wanted) in between.iter().zip(self.gaps.iter().skip(1)) {
            match (gap.is_empty(), *wanted) {
                (true, false) => {}
                (false, true) => rule = rule.max(if near(gap) { Rule::Exact } else { Rule::Spacing }),
                (true, true) if self.loose => rule = rule.max(Rule::Spacing),
                (true, true) => return None,
                (false, false) if self.numeric() && self.loose => rule = rule.max(Rule::Number),
                (false, false) if broken(gap) => rule = rule.max(Rule::Split),
                (false, false) if apart => rule = rule.max(Rule::Spacing),
                (false, false) => return None,
            }
        }
        if between.iter().any(|gap| gap.chars().count() > 3) {
            return None;
        }
        let word: String = normal.characters.get(first..=last).unwrap_or_default().iter().collect();
        match self.kind {
            TermKind::Date => Some(Rule::Date),
            TermKind::Phone | TermKind::Number if word != self.folded => Some(Rule::Number),
            _ => match self.common_with(ending) {
                Some(Common::Anywhere) => Some(Rule::CommonWord),
                Some(Common::Capital(letter)) => {
                    spots.get(letter).is_some_and(|at| capital(text, normal, *at)).then_some(Rule::CommonWord)
                }
                // "A. L. I." may be the letters of anything.
                None if apart && spots.len() == 3 => Some(Rule::CommonWord),
                None if rule == Rule::Exact && !ending.is_empty() => Some(Rule::Possessive),
                None => Some(rule),
            },
        }
    }

    /// Whether each letter of a name stands by itself: "D o r e e n", "D.O.R.E.E.N.".
    fn apart(&self, between: &[String]) -> bool {
        matches!(self.kind, TermKind::Name | TermKind::Other) && between.len() > 1 && between.iter().all(|gap| !gap.is_empty())
    }

    /// Where it may be the name with this ending: "Less" may be Les, and "bills" are no Bill.
    fn common_with(&self, ending: &str) -> Option<Common> {
        let a_word = matches!(ending, "s" | "es") && is_a_word(&format!("{}{ending}", self.folded));
        if a_word { Some(Common::Capital(0)) } else { self.common }
    }

    /// The ending of a possessive or of several of a name that follows `last`, or nothing; `None` when the word goes on.
    fn ending(&self, normal: &Normal, last: usize) -> Option<&'static str> {
        let at = |ahead: usize| normal.characters.get(last + ahead).copied();
        let ends = |ahead: usize| !at(ahead).is_some_and(|next| self.goes_on(next));
        let unspaced_script = at(0).is_some_and(unspaced);
        let name = self.kind == TermKind::Name && self.gaps.len() > 2;
        // "The Joneses" and "the Foxes", as English has it: "times" are no Tim.
        let hissing = ["s", "x", "z", "ch", "sh"].iter().any(|end| self.folded.ends_with(end));
        match at(1) {
            Some('\'') if at(2) == Some('s') && ends(3) => Some("'s"),
            // "Danutas keys": the apostrophe is lost as often as it is set.
            Some('s') if name && ends(2) => Some("s"),
            Some('e') if name && hissing && at(2) == Some('s') && ends(3) => Some("es"),
            Some(next) if self.goes_on(next) && !unspaced_script => None,
            Some(_) | None => Some(""),
        }
    }

    /// Whether a term that stands beside this character is part of a longer word: a number glued to a name leaves the name what it is.
    fn goes_on(&self, beside: char) -> bool {
        part_of_word(beside) && (self.kind != TermKind::Name || !beside.is_numeric())
    }

    fn numeric(&self) -> bool {
        matches!(self.kind, TermKind::Phone | TermKind::Number)
    }
}

/// What may stand between the parts of a term without a thought: a space, or a line's end.
fn near(gap: &str) -> bool {
    matches!(gap, " " | "\n" | "-" | "'" | "/" | "." | ", " | "@" | ". ")
}

/// What breaks a word: a hyphen, a line's end, or both; or one sign that stands in no word.
fn broken(gap: &str) -> bool {
    // "Dor(e)en" as a proof-reader writes it.
    let sign = matches!(gap, "(" | ")" | "[" | "]" | "~" | "*" | "_" | "^" | "|" | "=" | "+" | "·" | "•" | "¦" | "¬" | "\\");
    sign || gap.contains(['-', '\n']) && gap.chars().all(|c| matches!(c, '-' | '\n' | ' '))
}

/// A raised mark stands in a text that is read by shape, and is no part of a word there.
fn part_of_word(character: char) -> bool {
    character.is_alphanumeric() && character != '¹'
}

/// Scripts written without spaces, where a word's edge cannot be seen.
fn unspaced(character: char) -> bool {
    matches!(u32::from(character), 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x3400..=0x9FFF)
}

fn right_to_left(character: char) -> bool {
    matches!(u32::from(character), 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF)
}

fn capital(text: &str, normal: &Normal, first: usize) -> bool {
    text.get(normal.original(first, first + 1)).and_then(|piece| piece.chars().next()).is_some_and(char::is_uppercase)
}

/// Each find once, with how often it stands in the text.
fn counted(mut found: Vec<Hit>) -> Vec<Hit> {
    found.sort();
    found.dedup_by(|next, kept| {
        let same = Hit { times: kept.times, ..next.clone() } == *kept;
        if same {
            kept.times += 1;
        }
        same
    });
    found
}

/// Drops what lies inside a longer find of the same entry: the given name within the full one.
fn longest(mut found: Vec<(usize, usize, Hit)>) -> Vec<Hit> {
    found.sort_by_key(|(start, end, hit)| (*start, std::cmp::Reverse(*end), hit.rule));
    let mut kept: Vec<(usize, usize, Hit)> = Vec::new();
    for (start, end, hit) in found {
        let inside = kept
            .iter()
            .rev()
            .take(8)
            .any(|(s, e, other)| *s <= start && end <= *e && other.entry == hit.entry && other.rule <= hit.rule);
        if !inside {
            kept.push((start, end, hit));
        }
    }
    kept.into_iter().map(|(_, _, hit)| hit).collect()
}
