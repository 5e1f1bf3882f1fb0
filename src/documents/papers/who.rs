//! Who somebody is to the person who died, in the words that a paper may use.

use std::collections::BTreeSet;

use crate::base::capital;
use crate::family::Part;
use crate::parties::{Kind, Person};

use super::gather::Gathered;

/// The words of a text, in small letters.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// What somebody is called by what they are, where the list says it well enough to be followed by "of".
const fn of_the_list(part: Part) -> Option<&'static str> {
    Some(match part {
        Part::NextOfKin => "next of kin",
        Part::Parent => "parent",
        Part::ChildAdult => "adult child",
        Part::ChildMinor => "child",
        Part::Sibling => "brother or sister",
        Part::Friend => "friend",
        Part::Neighbour => "neighbour",
        Part::Colleague => "colleague",
        Part::Employer => "employer",
        Part::ExPartner => "former partner",
        Part::Faith | Part::PerpFamily => return None,
    })
}

/// What says of which of several, and is no part of a relationship.
const WHICH: [&str; 11] = ["older", "elder", "eldest", "younger", "youngest", "oldest", "only", "twin", "adult", "her", "his"];

/// The relationship itself: what stands before what is told of it, without which of several it is.
fn plainly(relationship: &str) -> Vec<String> {
    let head = relationship.split([',', ';', '(', ':']).next().unwrap_or_default();
    words(head).filter(|word| !WHICH.contains(&word.as_str())).collect()
}

/// What the person who died was to somebody whose relationship is these words. Nothing where it is not one of the plain ones: a family is
/// not told wrongly who they have lost.
pub(super) fn lost(relationship: &str, pronoun: &str) -> Option<&'static str> {
    let said = plainly(relationship);
    let [said] = said.as_slice() else { return None };
    match (said.as_str(), pronoun) {
        ("sister" | "brother" | "sibling", "she") => Some("sister"),
        ("sister" | "brother" | "sibling", "he") => Some("brother"),
        ("mother" | "father" | "parent", "she") => Some("daughter"),
        ("mother" | "father" | "parent", "he") => Some("son"),
        ("daughter" | "son", "she") => Some("mother"),
        ("daughter" | "son", "he") => Some("father"),
        _ => None,
    }
}

impl Gathered {
    /// A row of the table of pseudonyms: what somebody is to the review, or better, to the person who died.
    ///
    /// What was written of a relationship is used where the report itself says each of its words; otherwise the word of the list, which names no
    /// sex and no age. So the table never tells a reader more than the report does (domain section 5.5). A child is a child.
    pub(super) fn who(&self, person: &Person) -> String {
        let part = person.kind.part(person.finding);
        match person.kind {
            Kind::AllegedPerpetrator => match self.case.alleged_was().filter(|_| self.only(Kind::AllegedPerpetrator)) {
                Some(was) => self.of_the_deceased(&format!("{part}, {was}")),
                None => part.to_owned(),
            },
            Kind::Relative | Kind::Friend | Kind::Other => self.related(person).unwrap_or_else(|| part.to_owned()),
            Kind::Deceased | Kind::Child | Kind::Professional => part.to_owned(),
        }
    }

    fn related(&self, person: &Person) -> Option<String> {
        let relation = self.relations.iter().find(|one| one.entry == person.id)?;
        // What somebody is to another than the person who died is not said of them.
        let Some(listed) = of_the_list(relation.part) else { return Some(relation.part.label().to_owned()) };
        let said = plainly(&relation.relationship);
        // Words that name somebody, or say of whom, are no word of a table, and a sentence is none either.
        let short =
            (1..=3).contains(&said.len()) && !relation.relationship.contains("{{") && !said.iter().any(|word| word == "of");
        let what = if short && self.report_says(&said) { said.join(" ") } else { listed.to_owned() };
        Some(self.of_the_deceased(&capital(&what)))
    }

    /// Whether each of these words stands in the report.
    fn report_says(&self, said: &[String]) -> bool {
        let all: BTreeSet<String> = self.sections.iter().flat_map(|row| words(row.body.as_str()).collect::<Vec<_>>()).collect();
        said.iter().all(|word| all.contains(word))
    }

    fn only(&self, kind: Kind) -> bool {
        self.people.iter().filter(|one| one.kind == kind).count() == 1
    }

    /// "Sister of Marta"; of one of several nobody can say which.
    fn of_the_deceased(&self, what: &str) -> String {
        match self.people.iter().find(|one| one.kind == Kind::Deceased).filter(|_| self.only(Kind::Deceased)) {
            Some(died) if died.pseudonym.is_some() => format!("{what} of {}", self.called(died)),
            Some(_) => format!("{what} of the person who died"),
            None => what.to_owned(),
        }
    }
}

/// Text as paragraphs.
pub(super) fn paragraphs(text: &str) -> impl Iterator<Item = String> {
    text.split("\n\n").map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_is_told_whom_they_lost_only_where_it_is_plain() {
        assert_eq!(lost("Older sister", "she"), Some("sister"));
        assert_eq!(lost("Sister", "he"), Some("brother"));
        assert_eq!(lost("Mother", "he"), Some("son"));
        assert_eq!(lost("Daughter", "she"), Some("mother"));
        assert_eq!(lost("Mother, who lives abroad", "she"), Some("daughter"));
        for unclear in ["Half-sister", "Stepmother", "Mother-in-law", "Sister and carer", "Aunt", "", "{{F1}}’s mother"] {
            assert_eq!(lost(unclear, "she"), None, "{unclear}");
        }
        assert_eq!(lost("Sister", "they"), None);
    }

    #[test]
    fn every_word_of_the_list_is_followed_by_of_or_is_none() {
        for part in Part::ALL {
            let said = of_the_list(*part);
            assert!(said.is_some() || matches!(part, Part::Faith | Part::PerpFamily), "{part:?}");
        }
    }
}
