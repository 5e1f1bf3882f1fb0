//! Names that a title shows to be somebody's, and that no entry of the register holds: "Dr Okoro rang" names a doctor whom nobody entered. The
//! search for the register's names cannot find them, so a person is asked.

use std::collections::HashSet;

use super::around::Read;
use super::{Hit, Piece, Place, Rule, Term, TermKind};
use crate::redaction::normal::Normal;
use crate::redaction::words::words_of;

/// Titles and ranks as they are written before a name.
const TITLES: &str = "Mr Mrs Ms Miss Mx Dr Doctor Prof Professor PC WPC PCSO DC DS DI DCI Sgt Sergeant Insp Inspector Constable Nurse Sister Matron \
    Midwife Cllr Councillor Rev Revd Reverend Sir Dame";
/// Those of them that are shortened, and may end with a full stop.
const SHORTENED: &str = "Mr Mrs Ms Mx Dr Prof Sgt Insp Cllr Rev Revd";
/// What follows such a word where it is part of a post, a place or a document, and no name.
const NO_NAMES: &str = "act adviser advisor advocate and appendix assistant associate associates chief clinic commissioner constable consultant coordinator \
    detective director family figure force general home hospital house inspector investigation investigator lead liaison manager midwife nurse office \
    officer officers part partnership physician practitioner practitioners prescriber principal registrar report review safeguarding section sergeant \
    service services specialist station superintendent surgeon surgery table team trust unit visitor ward";
/// Words of a name, at the most.
const MOST: usize = 3;
/// Figures of a number on a shoulder: "PC 4217 Marsh".
const COLLAR: usize = 6;
/// The entry under which they are asked: none of the register.
pub(super) const NOBODY: &str = "nobody";

/// What is known, so that nobody is asked about it.
pub(super) struct Titled {
    known: HashSet<String>,
}

/// A word between two spaces, without the marks at its edges.
struct Bare<'a> {
    from: usize,
    word: &'a str,
    /// What stands behind it: with any mark a name ends.
    behind: &'a str,
}

impl Titled {
    /// Knows the names of the register, what papers call its people, and which `people` the paper names on purpose. What a body is called
    /// makes no word of it the name of a person.
    pub fn new(terms: &[Term], people: &[String]) -> Self {
        let names = terms.iter().filter(|term| matches!(term.kind, TermKind::Name | TermKind::Called)).map(|term| &term.text);
        Self { known: names.chain(people).flat_map(|text| words_of(text)).map(|word| word.folded).collect() }
    }

    pub fn find(&self, text: &str, place: &Place) -> Vec<Hit> {
        let all: Vec<Bare> = bare(text).collect();
        let titled = all.iter().enumerate().filter(|(_, one)| is_title(one));
        let names: Vec<(usize, usize)> =
            titled.filter_map(|(at, one)| Some((one.from, self.name(all.get(at + 1..)?)?))).collect();
        if names.is_empty() {
            return Vec::new();
        }
        let normal = Normal::of(text);
        let read = Read { text, normal: &normal, place };
        names.into_iter().map(|(from, to)| read.hit(&(from..to), NOBODY, Rule::Titled)).collect()
    }

    /// The byte behind the name that follows a title, if one follows that nobody knows.
    fn name(&self, behind: &[Bare]) -> Option<usize> {
        let mut words = behind.iter().skip_while(|one| is_collar(one.word)).skip_while(|one| is_initials(one.word)).peekable();
        let first = words.peek()?;
        let (small, mut last) = (first.word.to_lowercase(), None);
        let no_name = NO_NAMES.split_ascii_whitespace().any(|word| word == small) || !is_name(first.word);
        for one in words.take(MOST) {
            if no_name || !is_name(one.word) {
                break;
            }
            last = Some(one);
            if !one.behind.is_empty() {
                break;
            }
        }
        let last = last?;
        // Whoever has a known family name, or is called only by what is known, is somebody of the register or of the panel.
        let known = words_of(last.word).last().is_some_and(|word| self.known.contains(&word.folded));
        (!known).then_some(last.from + last.word.len())
    }
}

/// The words of a text.
fn bare(text: &str) -> impl Iterator<Item = Bare<'_>> {
    let (mut rest, mut at) = (text, 0);
    let wholes = std::iter::from_fn(move || {
        let begun = rest.trim_start();
        let from = at + rest.len() - begun.len();
        let (whole, after) = begun.split_at(begun.find(char::is_whitespace).unwrap_or(begun.len()));
        (rest, at) = (after, from + whole.len());
        (!whole.is_empty()).then_some((from, whole))
    });
    wholes.map(|(from, whole)| {
        let begun = whole.trim_start_matches(|c: char| !c.is_alphanumeric());
        let word = begun.trim_end_matches(|c: char| !c.is_alphanumeric());
        let own = ["'s", "’s"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
        Bare { from: from + whole.len() - begun.len(), word: own, behind: &begun[own.len()..] }
    })
}

fn is_title(one: &Bare) -> bool {
    let among = |titles: &str| titles.split_ascii_whitespace().any(|title| title == one.word);
    match one.behind {
        "" => among(TITLES),
        "." => among(SHORTENED),
        _ => false,
    }
}

fn is_collar(word: &str) -> bool {
    (1..=COLLAR).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// "J", "J.R".
fn is_initials(word: &str) -> bool {
    word.split('.').all(|letter| letter.chars().count() == 1 && letter.chars().all(char::is_uppercase))
}

/// Whether it is written as a name is: with a capital, and not in capitals throughout, which are an abbreviation.
fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word.contains(char::is_lowercase)
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
}

/// The names of several pieces of a text.
pub(super) fn in_pieces(pieces: &[Piece], terms: &[Term], people: &[String]) -> Vec<Hit> {
    let titled = Titled::new(terms, people);
    pieces.iter().filter(|piece| piece.place.is_read()).flat_map(|piece| titled.find(&piece.text, &piece.place)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let term = |text: &str, kind: TermKind| Term { entry: "V1".into(), text: text.into(), kind };
        let terms = [term("Danuta Wolska", TermKind::Name), term("Marta", TermKind::Called)];
        let titled = Titled::new(&terms, &["Rosalind Keane".to_owned()]);
        titled.find(text, &Place::Text).into_iter().map(|hit| hit.found).collect()
    }

    #[test]
    fn a_title_shows_that_somebody_is_named() {
        for (text, name) in [
            ("She rang Dr Okoro’s surgery", "Dr Okoro"),
            ("seen by Mrs. A. B. Hall, who wrote", "Mrs. A. B. Hall"),
            ("PC 4217 Marsh came", "PC 4217 Marsh"),
            ("(Sister Mary O’Brien-Jones)", "Sister Mary O’Brien-Jones"),
            ("by Nurse\nBrown", "Nurse Brown"),
            ("Cllr Jane May. Then", "Cllr Jane May"),
            ("Ms Short said", "Ms Short"),
            ("DS Ó Briain", "DS Ó Briain"),
        ] {
            assert_eq!(found(text), [name], "{text}");
        }
        assert_eq!(found("Mr Amos Tarn and Mrs Tarn"), ["Mr Amos Tarn", "Mrs Tarn"]);
    }

    #[test]
    fn who_is_known_and_what_is_no_name_asks_nobody() {
        for text in [
            "Ms Wolska and Ms Danuta Wolska, known as Marta and Miss Marta",
            "Dr Keane, Ms Rosalind Keane",
            "a Nurse Practitioner and a Midwife at Sister Trust",
            "Inspector General, PC and DC, DS. Nothing",
            "Miss, Please",
            "the Family Nurse Partnership; Constable constables",
            "her sister Maria rang; Mr. and",
            "DI REPORT",
            "Dr",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
