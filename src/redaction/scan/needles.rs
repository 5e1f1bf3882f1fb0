//! Finds the forms of all terms in one pass over a text.
//!
//! The text is folded and then made compact: letters and digits only. A match in the compact text is a match of the term
//! with anything or nothing between its parts, so what stood in between is looked at before it counts.

use aho_corasick::AhoCorasick;

use super::alike::Alike;
use super::form::{Form, Met, a_word_in, stem};
use super::gaps::part_of_word;
use super::spellings::spellings;
use super::streets::Streets;
use super::stutter;
use super::{Hit, Place, Rule, Term, TermKind};
use crate::redaction::normal::Normal;

/// All forms of all terms.
pub(super) struct Needles {
    search: Option<AhoCorasick>,
    raw: Option<AhoCorasick>,
    forms: Vec<Form>,
    raw_forms: Vec<usize>,
    /// Whom and what the paper names on purpose, compact.
    named: Vec<String>,
    alike: Alike,
    streets: Streets,
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
        let alike = Alike::new(terms, named);
        let named: Vec<String> = named.iter().map(|name| Compact::of(&Normal::of(name).characters).text).collect();
        let mut forms = Vec::new();
        let mut compacts = Vec::new();
        let mut typed = Vec::new();
        for term in terms {
            for (at, spelling) in spellings(term).into_iter().enumerate() {
                let normal = Normal::of(&spelling.text);
                let compact = Compact::of(&normal.characters);
                if compact.folded.len() < 2 {
                    continue;
                }
                let gaps: Vec<bool> =
                    std::iter::once(false).chain(compact.folded.windows(2).map(|pair| pair[1] > pair[0] + 1)).collect();
                if at == 0 && goes_raw(term, &spelling.text, &compact.text, &named) {
                    typed.push((forms.len(), spelling.text));
                }
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
                        sure: spelling.sure,
                        capital: spelling.capital,
                        folded: folded.clone(),
                        strokes,
                        gaps,
                        common,
                        stem_of: None,
                    });
                }
            }
        }
        for form in stems(&forms) {
            compacts.push(form.folded.clone());
            forms.push(form);
        }
        let patterns: Vec<Vec<u8>> = typed.iter().flat_map(|(_, text)| raw_patterns(text)).collect();
        let raw_forms = typed.into_iter().map(|(form, _)| form).collect();
        let search = AhoCorasick::new(&compacts).ok();
        let raw = AhoCorasick::builder().ascii_case_insensitive(true).build(&patterns).ok();
        if search.is_none() || raw.is_none() {
            unread.push("The register holds more than can be searched for at once.");
        }
        Self { search, raw, forms, raw_forms, named, alike, streets: Streets::new(terms) }
    }

    /// Every term in `text`.
    pub fn find(&self, text: &str, place: &Place) -> Vec<Hit> {
        let plain = Normal::of(text);
        let mut found = self.alike.find(text, &plain, place);
        found.extend(self.find_in(text, &plain, place));
        let readings = Normal::by_shape(text).into_iter().chain(Normal::by_figures(text)).chain(Normal::by_numbers(text));
        found.extend(self.streets.find(text, &plain, place));
        found.extend(readings.flat_map(|normal| self.find_in(text, &normal, place)));
        counted(longest(found))
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
            let met = Met { normal, spots, text, read: place.is_read() };
            let Some((rule, last)) = form.judge(&met) else { continue };
            let within = || self.is_named(&compact.text, hit.start(), hit.end());
            let rule = match rule {
                // Another word, and whose it is, is known.
                Rule::Chance if form.stem_of.is_some() && within() => continue,
                rule if rule.stops() && form.may_be_a_namesake() && within() => Rule::Namesake,
                rule => rule,
            };
            found.push(form.hit(&met, last, rule, place));
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
                let last = spots.last().copied().unwrap_or_default();
                found.push(form.hit(&Met { normal, spots, text, read: true }, last, Rule::Exact, place));
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

/// What begins the names of one word in another ending, each once for each entry.
fn stems(forms: &[Form]) -> Vec<Form> {
    let mut all: Vec<Form> = Vec::new();
    for form in forms.iter().filter_map(stem) {
        if all.iter().all(|one| one.entry != form.entry || one.folded != form.folded || one.stem_of != form.stem_of) {
            all.push(form);
        }
    }
    all
}

/// Whether the bytes are searched for a term as it was typed: only what is long enough not to lie in compressed data by chance, and is no word.
fn goes_raw(term: &Term, typed: &str, compact: &str, named: &[String]) -> bool {
    let common = term.kind == TermKind::Name && a_word_in(compact).is_some();
    let namesake = !typed.contains(' ') && named.iter().any(|name| name.contains(compact));
    typed.len() > 7 && !common && !namesake
}

/// A term in the bytes of each way of writing letters.
fn raw_patterns(typed: &str) -> [Vec<u8>; 3] {
    let wide: Vec<u16> = typed.encode_utf16().collect();
    [
        typed.as_bytes().to_vec(),
        wide.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
        wide.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
    ]
}

fn right_to_left(character: char) -> bool {
    matches!(u32::from(character), 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF)
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
