//! Every way in which somebody is written about: what is tied when it is typed, and what finished files are searched for.

use super::text::{Named, Part};
use super::words::words_of;

/// A word of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spelt {
    /// As it is written in the register.
    pub written: String,
    /// Without accents, capitals and marks.
    pub folded: String,
}

/// One way in which somebody is written about.
pub(super) type Way = (Vec<Spelt>, Part);

/// What stands before a name and is nobody's own. "Dr Patel" is called Patel, and not every doctor is.
const TITLES: &str = " mr mrs ms miss mx master dr doctor prof professor rev reverend father mother sister brother sir dame lady lord judge \
    nurse councillor cllr constable sergeant sgt inspector insp superintendent supt detective officer baby unborn unnamed unknown aka the ";

/// Ranks that are short forms of names as well: "Di Marsh" is somebody's name, "DI Marsh" is not.
const RANKS: [&str; 10] = ["PC", "DC", "PS", "DS", "DI", "CI", "DCI", "DSI", "SIO", "PCSO"];

fn is_title(word: &Spelt) -> bool {
    RANKS.contains(&word.written.as_str()) || TITLES.contains(&format!(" {} ", word.folded))
}

/// The words of a name.
fn split(name: &str) -> Vec<Spelt> {
    let words = words_of(name).into_iter().filter(|word| !word.folded.is_empty());
    words.map(|word| Spelt { written: name[word.from..word.to].to_owned(), folded: word.folded }).collect()
}

/// The words of a name that are the person's own.
fn own(words: Vec<Spelt>) -> Vec<Spelt> {
    words.into_iter().skip_while(is_title).collect()
}

/// Every way in which somebody is written about by name.
pub(super) fn ways(one: &Named) -> Vec<Way> {
    let (given, family) = (own(split(&one.given)), one.family.as_deref().map(split).unwrap_or_default());
    let mut ways = vec![(split(&one.full), Part::Whole)];
    for alias in &one.aliases {
        ways.extend(of_alias(alias));
    }
    if let (Some(first), false) = (given.first(), family.is_empty()) {
        let initial = |text: &str| text.chars().take(1).collect::<String>();
        let initial = Spelt { written: initial(&first.written), folded: initial(&first.folded) };
        ways.push(([vec![first.clone()], family.clone()].concat(), Part::Whole));
        ways.push(([family.clone(), vec![first.clone()]].concat(), Part::Whole));
        ways.push(([vec![initial], family.clone()].concat(), Part::Whole));
        let parts = family.iter().filter(|part| part.folded.chars().count() > 3).map(|part| (vec![part.clone()], Part::Family));
        ways.extend(parts);
    }
    for nickname in &one.nicknames {
        let nickname = own(split(nickname));
        if !nickname.is_empty() {
            ways.push(([nickname.clone(), family.clone()].concat(), Part::Whole));
            ways.push((nickname, Part::Given));
        }
    }
    ways.extend(given.first().map(|first| (vec![first.clone()], Part::Given)));
    ways.push((given, Part::Given));
    ways.push((family, Part::Family));
    ways.retain(|(words, _)| !words.is_empty());
    ways
}

/// A further name: the whole, and each of its words. What stands in brackets is a note, and so is what has no capital beside words that have
/// one: "Wolska (Facebook)", "known as Dan".
fn of_alias(alias: &str) -> Vec<Way> {
    let (name, notes) = without_brackets(alias);
    let words = split(&name);
    let mut parts: Vec<Spelt> = own(words.clone()).into_iter().filter(|word| has_letters(word) && !is_note(word)).collect();
    if parts.iter().any(has_capital) {
        parts.retain(has_capital);
    }
    let last = parts.pop();
    let letters = |word: &Spelt| word.folded.chars().count();
    let mut ways: Vec<Way> = Vec::new();
    // The first of them may have two letters: "Li" and "Jo" are names, and ask a person.
    let known = parts.into_iter().enumerate().filter(|(at, word)| letters(word) > if *at == 0 { 1 } else { 2 });
    ways.extend(known.map(|(_, part)| (vec![part], Part::Given)));
    let noted = notes.iter().flat_map(|note| names_in(split(note))).filter(|word| letters(word) > 2);
    ways.extend(last.into_iter().chain(noted).map(|part| (vec![part], Part::Family)));
    ways.push((words, Part::Whole));
    ways
}

/// A further name without what stands in brackets, and that. A name that is all in brackets is the name.
fn without_brackets(alias: &str) -> (String, Vec<String>) {
    let (mut name, mut notes, mut rest) = (String::new(), Vec::new(), alias);
    while let Some((before, after)) = rest.split_once('(') {
        let (note, behind) = after.split_once(')').unwrap_or((after, ""));
        name.push_str(before);
        name.push(' ');
        notes.push(note.to_owned());
        rest = behind;
    }
    name.push_str(rest);
    if split(&name).is_empty() { (alias.to_owned(), Vec::new()) } else { (name, notes) }
}

/// The names in a note: "(Marsh)" and "(née Marsh)" are another name, "(Polish spelling)" is none.
fn names_in(words: Vec<Spelt>) -> Vec<Spelt> {
    let says_so = words.len() == 1 || words.first().is_some_and(|word| BORN.contains(&word.folded.as_str()));
    let name = |word: &Spelt| has_letters(word) && has_capital(word) && !is_note(word);
    words.into_iter().filter(|word| says_so && name(word)).collect()
}

/// What stands before the name that somebody had.
const BORN: [&str; 5] = ["nee", "born", "formerly", "previously", "now"];

/// Where a name is used, in whatever capitals.
const USED_ON: &str = " facebook instagram snapchat tiktok twitter whatsapp youtube online ";

/// What is said of a name in lower case, and is no part of it.
const SAID: &str = " account alias also as at birth born by called formerly in known maiden married name nee now on or previously profile record \
    records spelling spelt stage used user username ";

fn is_note(word: &Spelt) -> bool {
    let among = |list: &str| list.contains(&format!(" {} ", word.folded));
    among(USED_ON) || !has_capital(word) && among(SAID)
}

fn has_letters(word: &Spelt) -> bool {
    word.written.contains(char::is_alphabetic)
}

/// Whether a word has a capital, or is of a script that knows none.
fn has_capital(word: &Spelt) -> bool {
    word.written.contains(|c: char| c.is_alphabetic() && !c.is_lowercase())
}

impl Named {
    /// Every way in which this person is written about by name, as it is written: what a finished file is searched for. What they are
    /// called in place of a name is not among them.
    #[must_use]
    pub fn ways(&self) -> Vec<String> {
        let joined = |words: &[Spelt]| words.iter().map(|word| word.written.as_str()).collect::<Vec<_>>().join(" ");
        let mut all: Vec<String> = ways(self).iter().map(|(words, _)| joined(words)).collect();
        all.sort();
        all.dedup();
        all
    }

    /// As [`ways`], and what they are called, for tying; each with whether who types may be shown whom it means.
    pub(super) fn ways_to_tie(&self) -> Vec<(Way, bool)> {
        let called = |called: &String| Some((split(called), Part::Whole)).filter(|(words, _)| !words.is_empty());
        let names = ways(self).into_iter().map(|way| (way, !self.concealed));
        let read = self.called.iter().filter_map(called).map(|way| (way, true));
        names.chain(read).chain(self.called_elsewhere.iter().filter_map(called).map(|way| (way, false))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(full: &str, given: &str, family: Option<&str>) -> Named {
        Named { full: full.into(), given: given.into(), family: family.map(str::to_owned), ..Named::default() }
    }

    #[test]
    fn a_name_is_known_by_each_of_its_parts() {
        let mut ida = of("Ida Mary Quill-Feather", "Ida Mary", Some("Quill-Feather"));
        ida.aliases = vec!["Dana Nowak".into(), "Ida Marsh (maiden)".into()];
        ida.nicknames = vec!["Idka".into()];
        ida.called = vec!["Marta".into()];
        let ways = ida.ways();
        for way in [
            "Ida",
            "Ida Mary",
            "Quill Feather",
            "Quill",
            "Feather",
            "I Quill Feather",
            "Quill Feather Ida",
            "Dana Nowak",
            "Dana",
            "Nowak",
            "Marsh",
            "Idka",
            "Idka Quill Feather",
        ] {
            assert!(ways.iter().any(|one| one == way), "{way} not among {ways:?}");
        }
        for way in ["Marta", "maiden", "I", ""] {
            assert!(ways.iter().all(|one| one != way), "{way} among {ways:?}");
        }
    }

    #[test]
    fn a_further_name_is_known_by_each_of_its_words_and_not_by_its_notes() {
        for (alias, known, unknown) in [
            ("olga wieczorek", vec!["olga", "wieczorek", "olga wieczorek"], vec![]),
            ("Olga Maria Wieczorek (Facebook)", vec!["Olga", "Maria", "Wieczorek", "Olga Maria Wieczorek"], vec!["Facebook"]),
            ("Olga Marsh (maiden name)", vec!["Olga", "Marsh"], vec!["maiden", "name"]),
            ("olga w (Snapchat name)", vec!["olga", "w"], vec!["Snapchat", "name"]),
            ("Olga Wolska (née Marsh)", vec!["Wolska", "Marsh"], vec!["née"]),
            ("Wolska (Marsh)", vec!["Wolska", "Marsh"], vec![]),
            ("Wolska (Polish spelling", vec!["Wolska"], vec!["Polish", "spelling"]),
            ("known as Dan", vec!["Dan"], vec!["known", "as"]),
            ("on Facebook: danny 1990", vec!["danny"], vec!["1990", "Facebook", "on"]),
            ("(Danka)", vec!["Danka"], vec![]),
        ] {
            let mut one = of("Ida Quill", "Ida", Some("Quill"));
            one.aliases = vec![alias.into()];
            let ways = one.ways();
            assert!(known.iter().all(|way| ways.iter().any(|one| one == way)), "{alias}: {ways:?}");
            assert!(unknown.iter().all(|way| ways.iter().all(|one| one != way)), "{alias}: {ways:?}");
        }
    }

    #[test]
    fn a_title_is_nobody() {
        for (full, given, family) in
            [("Dr Anil Patel", "Dr Anil", "Patel"), ("Mr House", "Mr", "House"), ("DI Marsh", "DI", "Marsh")]
        {
            let ways = of(full, given, Some(family)).ways();
            assert!(ways.contains(&family.to_owned()));
            assert!(
                ways.iter().all(|way| !["Dr", "Mr", "DI", "M House", "D Marsh", "D Patel"].contains(&way.as_str())),
                "{ways:?}"
            );
        }
        assert!(of("Di Marsh", "Di", Some("Marsh")).ways().contains(&"Di".to_owned()));
    }
}
