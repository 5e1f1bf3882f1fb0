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
        ways.extend(of_alias(split(alias)));
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

/// A further name: the whole, its first word and its last. A note beside it, as "Wolska (maiden)" or "known as Dan", is no name, and a
/// note has no capital.
fn of_alias(words: Vec<Spelt>) -> Vec<Way> {
    let parts: Vec<Spelt> = own(words.clone()).into_iter().filter(|word| !word.written.starts_with(char::is_lowercase)).collect();
    let mut ways = Vec::new();
    if let [first, .., _] = parts.as_slice()
        && first.folded.chars().count() > 1
    {
        ways.push((vec![first.clone()], Part::Given));
    }
    ways.extend(parts.last().map(|last| (vec![last.clone()], Part::Family)));
    ways.push((words, Part::Whole));
    ways
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

    /// As [`ways`], and what they are called, for tying.
    pub(super) fn ways_to_tie(&self) -> Vec<Way> {
        let called = self.called.as_deref().map(|called| (split(called), Part::Whole));
        let mut all = ways(self);
        all.extend(called.into_iter().filter(|(words, _): &Way| !words.is_empty()));
        all
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
        ida.called = Some("Marta".into());
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
