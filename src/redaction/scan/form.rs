//! Whether what stands in a text is a form of a term, and by which rule.
//!
//! What is certainly the term stops the paper. What may be chance, as "In grid" where there is an Ingrid, asks a person, and only where it is
//! likely enough that few are asked: for names of some length, with their capital, on what a reader sees.

use super::around::Read;
use super::gaps::{broken, near, one_sign, part_of_word, unspaced};
use super::{Hit, Place, Rule, TermKind};
use crate::redaction::common::{is_a_word, is_mainly_a_name, is_ordinary};
use crate::redaction::normal::Normal;

/// Letters of a name that a plain space inside it does not make other words of: "in a" and "the o" are no Ina and no Theo.
const LONG: usize = 5;
/// Letters of a name that asks with a space in it where a piece of it is no word.
const MIDDLE: usize = 4;
/// Words of one and two letters.
const LITTLE: &str = "a ad ah am an as at be by do dr ed er go ha he hi i id if in is it la le me mr ms mx my no o of oh ok on op or so st to uk up us we";
/// Letters of a whole name that no longer word holds by chance.
const WHOLE: usize = 8;
/// Letters of a name that is looked for in other endings, without its last.
const STEM: usize = 5;
/// Letters of another ending: "Wolskiego".
const ENDING: usize = 4;
/// Signs, and signs with spaces, that may stand inside a name.
const SIGNS: usize = 8;
const SPACED_SIGNS: usize = 6;

/// One form of a term.
pub(super) struct Form {
    pub entry: String,
    pub kind: TermKind,
    pub loose: bool,
    /// Whether what was met is the term, or may be something else.
    pub sure: bool,
    /// Whether it counts only where it begins with a capital.
    pub capital: bool,
    /// The folded form, with its spaces and marks.
    pub folded: String,
    /// Its letters and digits, where they may be drawn in several strokes.
    pub strokes: Option<Vec<char>>,
    /// For each of its letters and digits, does something stand before it?
    pub gaps: Vec<bool>,
    /// Of a name that is a word like any other, where it may be the name.
    pub common: Option<Common>,
    /// Of the beginning of a name that is looked for in other endings, its last letter.
    pub stem_of: Option<char>,
}

/// Where a name that is a word like any other may be the name.
#[derive(Clone, Copy)]
pub(super) enum Common {
    /// Where this one of its letters has a capital.
    Capital(usize),
    /// In lower case as well: in a report it is more often somebody than the word.
    Anywhere,
}

/// The letters of a form where they were met.
pub(super) struct Met<'a> {
    pub normal: &'a Normal,
    /// The places of the letters in the folded text.
    pub spots: &'a [usize],
    pub text: &'a str,
    /// Whether people read what stands there.
    pub read: bool,
}

/// What something between two letters of one word makes of it.
enum Inside {
    /// It is the word, broken.
    Certain,
    /// It may be two words.
    Chance,
}

/// Whether a name is a word like any other, or an initial with one, and if so where it may be the name.
pub(super) fn a_word_in(folded: &str) -> Option<Common> {
    match folded.split_once(' ') {
        None if is_mainly_a_name(folded) => Some(Common::Anywhere),
        None => is_a_word(folded).then_some(Common::Capital(0)),
        Some((initial, word)) => (initial.chars().count() == 1 && is_a_word(word)).then_some(Common::Capital(1)),
    }
}

/// The beginning of a name of one word, by which it is found with another ending: "Danuty", "Wolskiej".
pub(super) fn stem(form: &Form) -> Option<Form> {
    let mut letters = form.folded.chars();
    let last = letters.next_back()?;
    let stem: String = letters.collect();
    let letters = stem.chars().count();
    let one_word = form.folded.chars().all(char::is_alphabetic) && form.gaps.len() == letters + 1;
    let known = form.kind == TermKind::Name && one_word && letters >= STEM && form.common.is_none();
    known.then(|| Form {
        entry: form.entry.clone(),
        kind: TermKind::Name,
        loose: form.loose,
        sure: form.sure,
        capital: form.capital,
        folded: stem,
        strokes: None,
        gaps: vec![false; letters],
        common: None,
        stem_of: Some(last),
    })
}

impl Met<'_> {
    fn at(&self, place: Option<usize>) -> Option<char> {
        place.and_then(|place| self.normal.characters.get(place)).copied()
    }

    fn first(&self) -> usize {
        self.spots.first().copied().unwrap_or_default()
    }

    fn last(&self) -> usize {
        self.spots.last().copied().unwrap_or_default()
    }

    /// Whether nothing stands between the letters.
    fn in_one(&self) -> bool {
        self.last() - self.first() + 1 == self.spots.len()
    }

    /// What stands between each letter and the next.
    fn between(&self) -> Vec<String> {
        let gap = |pair: &[usize]| self.normal.characters.get(pair[0] + 1..pair[1]).unwrap_or_default().iter().collect();
        self.spots.windows(2).map(gap).collect()
    }

    /// The character at this place as it is written.
    fn written(&self, place: usize) -> Option<char> {
        self.text.get(self.normal.original(place, place + 1)).and_then(|piece| piece.chars().next())
    }

    fn is_capital(&self, letter: usize) -> bool {
        self.spots.get(letter).and_then(|place| self.written(*place)).is_some_and(char::is_uppercase)
    }

    /// Whether a word begins at this place as one does within "MsWolska".
    fn begins_within(&self, place: usize) -> bool {
        let is = |place: Option<usize>, wanted: fn(char) -> bool| place.and_then(|one| self.written(one)).is_some_and(wanted);
        is(place.checked_sub(1), char::is_lowercase) && is(Some(place), char::is_uppercase)
    }

    /// Whether a name that begins here is the rest of another: "McDonald" is no Donald.
    fn is_mac(&self) -> bool {
        let mut before: Vec<char> =
            (0..self.first()).rev().map_while(|at| self.at(Some(at)).filter(|c| part_of_word(*c))).take(5).collect();
        before.reverse();
        ["mc", "mac", "fitz"].contains(&before.into_iter().collect::<String>().as_str())
    }

    /// Whether a soft hyphen stands behind this letter: the word goes on in the next line.
    fn goes_on_behind(&self, letter: usize) -> bool {
        let place = |letter: usize| self.spots.get(letter).and_then(|place| self.normal.from.get(*place)).copied();
        let between = place(letter).zip(place(letter + 1)).and_then(|(from, to)| self.text.get(from..to));
        between.is_some_and(|between| between.contains('\u{AD}'))
    }
}

impl Form {
    /// What was met, with the bytes from and to which it stands.
    pub fn hit(&self, met: &Met, last: usize, rule: Rule, place: &Place) -> (usize, usize, Hit) {
        let (text, normal) = (met.text, met.normal);
        let range = normal.original(met.first(), last + 1);
        let found = text.get(range.clone()).unwrap_or_default().trim_end().to_owned();
        let hit = Read { text, normal, place }.hit_at(&range, &(met.first()..last + 1), &self.entry, rule);
        (range.start, range.end, Hit { found, ..hit })
    }

    /// Whether it is one word of a name: a whole name, a day or a number is nobody else's.
    pub fn may_be_a_namesake(&self) -> bool {
        matches!(self.kind, TermKind::Name | TermKind::Other) && (self.kind == TermKind::Other || !self.gaps.contains(&true))
    }

    /// Does what was met count, by which rule, and where does it end?
    pub fn judge(&self, met: &Met) -> Option<(Rule, usize)> {
        let (normal, last) = (met.normal, met.last());
        let spaced_script = !met.at(Some(met.first())).is_some_and(unspaced);
        let inside = spaced_script && met.at(met.first().checked_sub(1)).is_some_and(|before| self.goes_on(before));
        if let Some(own) = self.stem_of {
            let rest = if inside { None } else { self.other_ending(met, own) };
            return rest.map(|rest| (Rule::Chance, last + rest));
        }
        let ending = self.ending(normal, last);
        let Some(ending) = ending.filter(|_| !inside) else {
            return self.glued(met, !inside, ending.is_some()).map(|rule| (rule, last));
        };
        let between = met.between();
        let (rule, chance) = self.together(&between, met)?;
        if chance {
            return self.by_chance(met).map(|rule| (rule, last));
        }
        let apart = self.apart(&between);
        let word = || normal.characters.get(met.first()..=last).unwrap_or_default().iter().collect::<String>();
        let rule = match self.kind {
            TermKind::Date => Some(Rule::Date),
            TermKind::Phone | TermKind::Number if word() != self.folded => Some(Rule::Number),
            _ => match self.common_with(ending) {
                Some(Common::Anywhere) => Some(Rule::CommonWord),
                Some(Common::Capital(letter)) => met.is_capital(letter).then_some(Rule::CommonWord),
                // "A. L. I." may be the letters of anything.
                None if apart && met.spots.len() == 3 => Some(Rule::CommonWord),
                None if rule == Rule::Exact && !ending.is_empty() => Some(Rule::Possessive),
                None => Some(rule),
            },
        };
        let asks = met.read && (!self.capital || met.is_capital(0)) && !self.is_half_a_day(met);
        let rule = if self.sure { rule } else { rule.filter(|_| asks).map(|_| Rule::InShort) };
        rule.map(|rule| (rule, last))
    }

    /// Whether a day in figures goes on with its year: "born 2.6.90" is not the day that "born 2.6" is.
    fn is_half_a_day(&self, met: &Met) -> bool {
        let behind = |ahead: usize| met.at(Some(met.last() + ahead));
        let divided = matches!(behind(1), Some('.' | '/' | '-')) && behind(2).is_some_and(char::is_numeric);
        self.kind == TermKind::Date && divided && self.folded.starts_with(char::is_alphabetic)
    }

    /// By which rule the letters belong together, and whether they may do so by chance; none when they do not.
    fn together(&self, between: &[String], met: &Met) -> Option<(Rule, bool)> {
        let apart = self.apart(between);
        let (mut rule, mut chance) = (Rule::Exact, false);
        for (at, gap) in between.iter().enumerate() {
            let wanted = self.gaps.get(at + 1) == Some(&true);
            let short = gap.chars().count() <= if apart { SPACED_SIGNS } else { 3 };
            let now = match (gap.is_empty(), wanted) {
                (true, false) => continue,
                (false, true) if short => {
                    if near(gap) {
                        Rule::Exact
                    } else {
                        Rule::Spacing
                    }
                }
                (true, true) if self.loose => Rule::Spacing,
                (false, false) if self.numeric() && self.loose && short => Rule::Number,
                (false, false) if apart && short => {
                    if broken(gap) {
                        Rule::Split
                    } else {
                        Rule::Spacing
                    }
                }
                (false, false) if self.kind != TermKind::Name => (short && broken(gap)).then_some(Rule::Split)?,
                (false, false) => match self.inside(between, at, met)? {
                    Inside::Certain => Rule::Split,
                    Inside::Chance => {
                        chance = true;
                        continue;
                    }
                },
                (true | false, true) => return None,
            };
            rule = rule.max(now);
        }
        Some((rule, chance))
    }

    /// What stands between two letters of one word of a name, of which `at` is the first.
    fn inside(&self, between: &[String], at: usize, met: &Met) -> Option<Inside> {
        let gap = between.get(at)?.as_str();
        let signs = gap.chars().count();
        let goes_on = between.iter().skip(at + 1).take_while(|gap| gap.is_empty()).count() + 1;
        let piece: String = met.spots.iter().skip(at + 1).take(goes_on).filter_map(|place| met.at(Some(*place))).collect();
        // "She’ll" is no Shell, and "Adam’s on" no Adamson.
        if gap == "'" && matches!(piece.as_str(), "s" | "d" | "t" | "m" | "ll" | "re" | "ve") {
            return None;
        }
        if gap.starts_with('(') && matches!(piece.as_str(), "s" | "es") {
            return Some(Inside::Chance);
        }
        let hyphen = gap.starts_with('-') && gap.chars().all(|c| matches!(c, '-' | '\n' | ' '));
        if hyphen && signs <= 3 || one_sign(gap) || met.goes_on_behind(at) {
            return Some(Inside::Certain);
        }
        let long = self.word_around(at) >= LONG;
        if gap.contains(char::is_whitespace) {
            let long = long || signs == 1 && self.is_in_odd_pieces(at, met);
            return (long && signs <= SPACED_SIGNS).then_some(Inside::Chance);
        }
        // "He gave in.Grid" lacks a space.
        let stop = matches!(gap, "." | "," | ":" | ";" | "?" | "!") && met.is_capital(at + 1) && !met.is_capital(at);
        (signs <= SIGNS).then_some(if long && !stop { Inside::Certain } else { Inside::Chance })
    }

    /// Whether a name of four letters is in two pieces of which neither is a word: "Vo ss". "The o" is no Theo, and "Ann a" may be an Ann.
    fn is_in_odd_pieces(&self, at: usize, met: &Met) -> bool {
        if self.gaps.len() != MIDDLE || self.gaps.contains(&true) || self.common.is_some() || self.kind != TermKind::Name {
            return false;
        }
        let piece = |spots: &[usize]| spots.iter().filter_map(|place| met.at(Some(*place))).collect::<String>();
        let word = |piece: &str| match piece.len() {
            1 | 2 => LITTLE.split(' ').any(|one| one == piece),
            _ => is_a_word(piece) || is_ordinary(piece),
        };
        let (first, second) = met.spots.split_at_checked(at + 1).unwrap_or_default();
        let capitals = met.is_capital(1) && !met.is_capital(MIDDLE - 1);
        !capitals && !word(&piece(first)) && !word(&piece(second))
    }

    /// What may be the name or other words: a whole name is certain where each of its words has its capital, and one word asks with it.
    fn by_chance(&self, met: &Met) -> Option<Rule> {
        let begins = |at: usize| at == 0 || self.gaps.get(at) == Some(&true);
        let capitals = (0..met.spots.len()).filter(|at| begins(*at)).all(|at| met.is_capital(at));
        match (met.read, capitals, self.is_whole()) {
            (false, _, _) | (true, false, false) => None,
            (true, true, true) => Some(Rule::Spacing),
            (true, _, _) => Some(Rule::Chance),
        }
    }

    /// What is glued to other letters: a whole name in one is the name, and one word asks where a capital shows that a word begins.
    fn glued(&self, met: &Met, begins: bool, ends: bool) -> Option<Rule> {
        if self.kind != TermKind::Name || met.spots.len() < 3 || !met.in_one() {
            return None;
        }
        if self.is_whole() {
            return Some(Rule::Spacing);
        }
        let begins = begins || met.begins_within(met.first()) && !met.is_mac();
        let ends = ends || met.begins_within(met.last() + 1);
        (met.read && begins && ends).then_some(Rule::Chance)
    }

    /// How many letters of another ending follow the beginning of a name, if what stands there may be the name in another ending.
    fn other_ending(&self, met: &Met, own: char) -> Option<usize> {
        if !met.read || !met.in_one() || !met.is_capital(0) {
            return None;
        }
        let from = met.last() + 1;
        let rest: String = (from..).map_while(|at| met.at(Some(at)).filter(|c| part_of_word(*c))).take(ENDING + 1).collect();
        let letters = rest.chars().count();
        let of_the_name = rest.strip_prefix(own).is_some_and(|behind| matches!(behind, "" | "s" | "es"));
        // "Parked" is no Parker.
        let past = own == 'r' && rest == "d" && self.folded.ends_with('e');
        let another = (1..=ENDING).contains(&letters) && rest.chars().all(char::is_alphabetic) && !of_the_name && !past;
        (another && !is_a_word(&format!("{}{rest}", self.folded))).then_some(letters)
    }

    /// Whether it is a name of several words, each more than an initial, and too long to stand in other words by chance.
    fn is_whole(&self) -> bool {
        let words = self.gaps.contains(&true);
        words && self.gaps.len() >= WHOLE && (0..self.gaps.len()).all(|at| self.word_around(at) > 1)
    }

    /// How many letters the word of the form has in which this letter stands.
    fn word_around(&self, letter: usize) -> usize {
        let begins = |at: &usize| self.gaps.get(*at) == Some(&true);
        let from = (0..=letter).rev().find(begins).unwrap_or(0);
        let to = (letter + 1..self.gaps.len()).find(begins).unwrap_or(self.gaps.len());
        to - from
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
