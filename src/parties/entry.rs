//! What the register holds about one person.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::base::Line;
use crate::ids::EntryId;
use crate::redaction::{Naming, naming};
use crate::store::{FromRow, worded_enum};

worded_enum! {
    /// What somebody is to the review.
    pub enum Kind {
        Deceased = "deceased", "Person who died";
        AllegedPerpetrator = "alleged_perpetrator", "Alleged perpetrator";
        Child = "child", "Child";
        Relative = "relative", "Relative";
        Friend = "friend", "Friend, neighbour or colleague";
        Professional = "professional", "Professional";
        Other = "other", "Somebody else";
    }
}

impl Kind {
    /// The letter of the codes that stand for such people in everything that is written.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Deceased => 'V',
            Self::AllegedPerpetrator => 'P',
            Self::Child => 'C',
            Self::Relative => 'F',
            Self::Friend => 'W',
            Self::Professional => 'N',
            Self::Other => 'O',
        }
    }

    /// What somebody is to the review, in the word that fits what a court found: nobody is "alleged" after a conviction, and
    /// everybody is before one.
    #[must_use]
    pub const fn part(self, finding: Finding) -> &'static str {
        match (self, finding) {
            (Self::AllegedPerpetrator, Finding::Convicted) => "Perpetrator",
            (Self::AllegedPerpetrator, Finding::SpecialVerdict | Finding::Unfit) => "Person found to have done it",
            _ => self.label(),
        }
    }

    /// Who usually sees such a person's name besides: agencies cannot search their records without the names of those concerned, and need
    /// nobody else's.
    #[must_use]
    pub const fn usually_seen_by(self) -> &'static [Audience] {
        match self {
            Self::Deceased | Self::AllegedPerpetrator | Self::Child => &[Audience::Agencies],
            Self::Relative | Self::Friend | Self::Professional | Self::Other => &[],
        }
    }

    /// What somebody is called while no pseudonym is chosen, before the code.
    #[must_use]
    pub const fn stand_in(self, finding: Finding) -> &'static str {
        match self {
            Self::Deceased => "Person who died",
            Self::AllegedPerpetrator => self.part(finding),
            Self::Child => "Child",
            Self::Relative => "Relative",
            Self::Friend => "Friend",
            Self::Professional => "Professional",
            Self::Other => "Person",
        }
    }

    /// Whether somebody of this kind can be of the family or of the friends, whom the review asks what they know and wish.
    /// Children of the person who died are among them; staff of agencies, those who died and those who are alleged are not.
    #[must_use]
    pub const fn may_be_family(self) -> bool {
        match self {
            Self::Child | Self::Relative | Self::Friend | Self::Other => true,
            Self::Deceased | Self::AllegedPerpetrator | Self::Professional => false,
        }
    }

    /// Whether a court may have found something about somebody of this kind that the review speaks of: who is alleged or found to be
    /// responsible. Where it is recorded of somebody else, it stays.
    #[must_use]
    pub const fn may_be_found(self) -> bool {
        matches!(self, Self::AllegedPerpetrator)
    }

    /// Whether somebody of this kind is in the report and so needs a pseudonym. Professionals are named by their role only.
    #[must_use]
    pub const fn needs_pseudonym(self) -> bool {
        match self {
            Self::Deceased | Self::AllegedPerpetrator | Self::Child | Self::Relative | Self::Friend | Self::Other => true,
            Self::Professional => false,
        }
    }
}

worded_enum! {
    /// What a court found about somebody. It decides whether a text may say "perpetrator" or must say "alleged".
    pub enum Finding {
        NotApplicable = "not_applicable", "Does not apply";
        Alleged = "alleged", "Alleged: no court has found it";
        Charged = "charged", "Charged: no court has found it yet";
        Convicted = "convicted", "Convicted";
        Acquitted = "acquitted", "Acquitted";
        SpecialVerdict = "special_verdict", "Not guilty by reason of insanity";
        Unfit = "unfit", "Unfit to plead, found to have done the act";
        DiedBeforeTrial = "died_before_trial", "Died before a trial";
    }
}

/// The codes of the findings for which criminal proceedings belong on record, for a statement: what [`Finding::is_of_a_court`] says.
macro_rules! of_a_court {
    () => {
        "('charged', 'convicted', 'acquitted', 'special_verdict', 'unfit')"
    };
}
pub(crate) use of_a_court;

impl Finding {
    /// Whether a court has the case or had it, so that criminal proceedings belong on record.
    #[must_use]
    pub const fn is_of_a_court(self) -> bool {
        match self {
            Self::Charged | Self::Convicted | Self::Acquitted | Self::SpecialVerdict | Self::Unfit => true,
            Self::NotApplicable | Self::Alleged | Self::DiedBeforeTrial => false,
        }
    }

    /// Whether a court found that the person did it, so that "alleged" is no longer right.
    #[must_use]
    pub const fn is_found(self) -> bool {
        match self {
            Self::Convicted | Self::SpecialVerdict | Self::Unfit => true,
            Self::NotApplicable | Self::Alleged | Self::Charged | Self::Acquitted | Self::DiedBeforeTrial => false,
        }
    }
}

worded_enum! {
    /// Who may see a name besides those whose right reaches the whole register.
    pub enum Audience {
        Panel = "panel", "Panel members";
        Agencies = "agencies", "Agencies asked to search their records";
        Disclosure = "disclosure", "The police disclosure officer";
    }
}

worded_enum! {
    /// How a pseudonym came to be chosen.
    pub enum ChosenBy {
        Family = "family", "The family chose it";
        Advocate = "advocate", "The family chose it with their advocate";
        Themselves = "themselves", "The person chose it";
        Chair = "chair", "The chair chose it";
        Neutral = "neutral", "A neutral name, like Child A";
    }
}

impl ChosenBy {
    /// Whether it is the family's own wish, which may be another family's as well.
    #[must_use]
    pub const fn is_the_familys(self) -> bool {
        matches!(self, Self::Family | Self::Advocate)
    }
}

/// How a pseudonym came to be chosen, and whether it is to be used although another review uses it.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// How.
    pub by: ChosenBy,
    /// The family were told that another review uses it, and still wish it.
    pub shared: bool,
}

impl From<ChosenBy> for Choice {
    fn from(by: ChosenBy) -> Self {
        Self { by, shared: false }
    }
}

/// What points to a real person. It is kept sealed, and nothing of it stands anywhere else.
#[derive(Clone, Serialize, Deserialize)]
pub struct Details {
    /// The full name.
    pub full: Line,
    /// First names, when they are known apart.
    #[serde(default)]
    pub given: Option<Line>,
    /// The family name, when it is known apart.
    #[serde(default)]
    pub family: Option<Line>,
    /// Other names: maiden names, aliases, spellings met in records.
    #[serde(default)]
    pub aliases: Vec<Line>,
    /// Nicknames and short forms.
    #[serde(default)]
    pub nicknames: Vec<Line>,
    /// Date of birth.
    #[serde(default)]
    pub born: Option<NaiveDate>,
    /// Date of death.
    #[serde(default)]
    pub died: Option<NaiveDate>,
    /// Addresses, one a line.
    #[serde(default)]
    pub addresses: Vec<Line>,
    /// Addresses that could put somebody in danger: a refuge, a new home. Shown only when they are asked for.
    #[serde(default)]
    pub safe_addresses: Vec<Line>,
    /// Telephone numbers.
    #[serde(default)]
    pub phones: Vec<Line>,
    /// Mail addresses and names used online.
    #[serde(default)]
    pub mail: Vec<Line>,
    /// NHS numbers.
    #[serde(default)]
    pub nhs: Vec<Line>,
    /// Police national computer numbers.
    #[serde(default)]
    pub pnc: Vec<Line>,
    /// Crime and incident numbers.
    #[serde(default)]
    pub crime: Vec<Line>,
    /// Vehicle registrations.
    #[serde(default)]
    pub vehicles: Vec<Line>,
    /// Schools, employers, practices and other places that would point to the person.
    #[serde(default)]
    pub places: Vec<Line>,
}

impl Details {
    /// Somebody of whom only the name is known.
    #[must_use]
    pub fn named(full: Line) -> Self {
        Self {
            full,
            given: None,
            family: None,
            aliases: Vec::new(),
            nicknames: Vec::new(),
            born: None,
            died: None,
            addresses: Vec::new(),
            safe_addresses: Vec::new(),
            phones: Vec::new(),
            mail: Vec::new(),
            nhs: Vec::new(),
            pnc: Vec::new(),
            crime: Vec::new(),
            vehicles: Vec::new(),
            places: Vec::new(),
        }
    }

    /// Every form of the name, fullest first.
    pub fn names(&self) -> impl Iterator<Item = &Line> {
        std::iter::once(&self.full).chain(&self.given).chain(&self.family).chain(&self.aliases).chain(&self.nicknames)
    }

    /// The addresses that a finished file is searched for: those that name a place. "Foster care" and "with grandmother" say where
    /// somebody is and point to nobody; looked for as they stand, they would stop a report that only says the words.
    pub fn addresses_to_find(&self) -> impl Iterator<Item = &Line> {
        self.addresses.iter().chain(&self.safe_addresses).filter(|one| names_a_place(one.as_str()))
    }

    /// The places that a finished file is searched for: those that have a name, or may have. "Nursery", "the hospital", "At home" and "Not known"
    /// point to nobody, with a capital or without.
    pub fn places_to_find(&self) -> impl Iterator<Item = &Line> {
        let named = |text: &str| {
            text.contains(|c: char| c.is_uppercase() || c.is_ascii_digit() || (c.is_alphabetic() && !c.is_lowercase()))
        };
        self.places.iter().filter(move |one| named(one.as_str()) && naming(one.as_str()) != Naming::Nothing)
    }

    /// Given name or names: as kept apart, or else all but the last word of the full name.
    #[must_use]
    pub fn given_name(&self) -> &str {
        let full = self.full.as_str();
        self.given.as_ref().map_or_else(|| full.rsplit_once(' ').map_or(full, |(given, _)| given), Line::as_str)
    }

    /// Family name: as kept apart, or else the last word of a full name that has several.
    #[must_use]
    pub fn family_name(&self) -> Option<&str> {
        self.family
            .as_ref()
            .map_or_else(|| self.full.as_str().rsplit_once(' ').map(|(_, family)| family), |one| Some(one.as_str()))
    }
}

/// What streets and houses are called, as the last word of their names.
const PLACES: &str = " avenue bungalow close cottage cottages court crescent drive farm flats gardens gate green grove hall hill house \
    lane lodge manor mews park parade place rectory refuge road row square street terrace tower view vicarage villa villas walk way yard ";

/// Whether words are an address: they have a number or a postcode, or a name that a street or a house has. Lower-case words, as
/// in "at a foster home near the park", name none.
pub(super) fn names_a_place(text: &str) -> bool {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|word| !word.is_empty()).collect();
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let called =
        |pair: &[&str]| capital(pair[0]) && capital(pair[1]) && PLACES.contains(&format!(" {} ", pair[1].to_lowercase()));
    text.chars().any(|c| c.is_ascii_digit()) || words.windows(2).any(called)
}

/// An entry as it is added or changed.
#[derive(Clone)]
pub struct NewEntry {
    /// What the person is to the review.
    pub kind: Kind,
    /// What a court found.
    pub finding: Finding,
    /// Who may see the name besides.
    pub seen_by: Vec<Audience>,
    /// What points to them.
    pub details: Details,
}

impl NewEntry {
    /// An entry with who usually sees it.
    #[must_use]
    pub fn usual(kind: Kind, details: Details) -> Self {
        let finding = if kind == Kind::AllegedPerpetrator { Finding::Alleged } else { Finding::NotApplicable };
        Self { kind, finding, seen_by: kind.usually_seen_by().to_vec(), details }
    }
}

/// An entry with its names, for those who may see them.
#[derive(Clone)]
pub struct Entry {
    /// Its id.
    pub id: EntryId,
    /// The code that stands for the person in every text, as `V1`.
    pub code: String,
    /// What the person is to the review.
    pub kind: Kind,
    /// What a court found.
    pub finding: Finding,
    /// The pseudonym.
    pub pseudonym: Option<Line>,
    /// Whether the pseudonym turned out to be a real name of this review.
    pub pseudonym_clash: bool,
    /// Who may see the name besides.
    pub seen_by: Vec<Audience>,
    /// What points to them. Addresses that must stay safe are left out; they are asked for apart.
    pub details: Details,
    /// How many addresses were left out.
    pub safe_addresses: usize,
    /// The version of the row.
    pub version: i64,
}

/// An entry without its names: what everybody in the review may see.
#[derive(Clone, Debug, FromRow)]
pub struct Person {
    /// Its id.
    pub id: EntryId,
    /// The code.
    pub code: String,
    /// What the person is to the review.
    pub kind: Kind,
    /// What a court found.
    pub finding: Finding,
    /// The pseudonym.
    pub pseudonym: Option<Line>,
    /// Whether another pseudonym must be chosen.
    pub pseudonym_clash: bool,
}

/// What somebody is called in texts: the pseudonym, or what they are to the review with the code.
pub(super) fn called(code: &str, (kind, finding): (Kind, Finding), pseudonym: Option<&Line>) -> String {
    pseudonym.map_or_else(|| format!("{} {code}", kind.stand_in(finding)), Line::to_string)
}

impl Person {
    /// What they are called in texts: the pseudonym, or what they are to the review with the code.
    #[must_use]
    pub fn called(&self) -> String {
        called(&self.code, (self.kind, self.finding), self.pseudonym.as_ref())
    }

    /// For a list to choose from: the name in texts, the code and what they are.
    #[must_use]
    pub fn described(&self) -> String {
        match &self.pseudonym {
            Some(name) => format!("{name} ({}, {})", self.code, self.kind.part(self.finding).to_lowercase()),
            None => format!("{} {}", self.kind.stand_in(self.finding), self.code),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_alleged_after_a_conviction_and_everybody_before() {
        for finding in Finding::ALL.iter().copied() {
            let called = called("P1", (Kind::AllegedPerpetrator, finding), None);
            assert_eq!(called.contains("lleged"), !finding.is_found(), "{called}");
            assert_eq!(Kind::Relative.part(finding), "Relative");
        }
        assert_eq!(Kind::AllegedPerpetrator.part(Finding::Convicted), "Perpetrator");
    }

    #[test]
    fn the_findings_of_a_court_are_the_same_in_a_statement() {
        for finding in Finding::ALL.iter().copied() {
            let listed = of_a_court!().contains(&format!("'{}'", finding.as_str()));
            assert_eq!(listed, finding.is_of_a_court(), "{finding:?}");
        }
    }

    #[test]
    fn places_without_a_name_are_looked_for_nowhere() {
        let mut details = Details::named(Line::parse("Ada Quillfeather").unwrap());
        let places = ["Not known", "None", "At home", "Nursery", "The hospital", "a park", "High School", "Larkfield Nursery"];
        details.places = places.into_iter().map(|place| Line::parse(place).unwrap()).collect();
        assert_eq!(details.places_to_find().map(Line::as_str).collect::<Vec<_>>(), ["High School", "Larkfield Nursery"]);
    }

    #[test]
    fn an_address_names_a_place_and_ordinary_words_do_not() {
        for address in
            ["1 Moor Row", "Rose Cottage, Kelsall", "The Old Rectory", "Flat 3", "QX7 3ZZ", "Harbour House", "St Mary’s Road"]
        {
            assert!(names_a_place(address), "{address}");
        }
        for words in [
            "foster care",
            "Foster care",
            "with grandmother",
            "With her aunt in Kelsall",
            "in care of the council",
            "at home",
            "not known",
            "a house near the park",
        ] {
            assert!(!names_a_place(words), "{words}");
        }
    }
}
