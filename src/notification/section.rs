//! The pages of a notification.

use std::fmt;
use std::str::FromStr;

use super::questions as q;
use crate::ui::asked::Asked;

/// Most people of one kind in a notification.
pub const MOST: u8 = 12;

/// A person whom a page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Whom {
    /// A person who died.
    Deceased,
    /// A person alleged to be responsible.
    Alleged,
    /// A child of either, or of the household.
    Child,
}

impl Whom {
    /// In the order of the pages.
    pub const ALL: [Self; 3] = [Self::Deceased, Self::Alleged, Self::Child];

    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Deceased => "deceased",
            Self::Alleged => "alleged",
            Self::Child => "child",
        }
    }
}

/// One page of a notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Section {
    /// How and when the partnership was told.
    Told,
    /// Who told it, and the officers concerned.
    Contacts,
    /// One person, counted from 1.
    Person(Whom, u8),
    /// The death and the incident.
    Death,
    /// Who is at risk now.
    Risk,
    /// What was known before.
    History,
    /// Coroner, court, press.
    Next,
    /// Which partnership leads.
    Lead,
}

impl Section {
    /// Those that every notification has, in the order of the task list.
    pub const FIXED: [Self; 8] = [
        Self::Told,
        Self::Contacts,
        Self::Person(Whom::Deceased, 1),
        Self::Death,
        Self::Risk,
        Self::History,
        Self::Next,
        Self::Lead,
    ];

    /// Those that name nobody and can be corrected after the review has opened.
    pub const OPEN: [Self; 6] = [Self::Told, Self::Death, Self::Risk, Self::History, Self::Next, Self::Lead];

    /// Its questions.
    #[must_use]
    pub fn questions(self) -> &'static [Asked] {
        match self {
            Self::Told => q::TOLD,
            Self::Contacts => q::CONTACTS,
            Self::Person(Whom::Deceased, _) => q::DECEASED,
            Self::Person(Whom::Alleged, _) => q::ALLEGED,
            Self::Person(Whom::Child, _) => q::CHILD,
            Self::Death => q::DEATH,
            Self::Risk => q::RISK,
            Self::History => q::HISTORY,
            Self::Next => q::NEXT,
            Self::Lead => q::LEAD,
        }
    }

    /// Its heading.
    #[must_use]
    pub fn title(self) -> String {
        let numbered = |words: &str, n: u8| if n == 1 { words.to_owned() } else { format!("{words} ({n})") };
        match self {
            Self::Told => "How you were told".to_owned(),
            Self::Contacts => "Who told you, and the officers concerned".to_owned(),
            Self::Person(Whom::Deceased, n) => numbered("The person who died", n),
            Self::Person(Whom::Alleged, n) => numbered("The person alleged to be responsible", n),
            Self::Person(Whom::Child, n) => numbered("A child", n),
            Self::Death => "The death".to_owned(),
            Self::Risk => "Risk to others and safeguarding".to_owned(),
            Self::History => "What was known before".to_owned(),
            Self::Next => "Coroner, court and press".to_owned(),
            Self::Lead => "Which partnership leads".to_owned(),
        }
    }
}

impl fmt::Display for Section {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Told => out.write_str("told"),
            Self::Contacts => out.write_str("contacts"),
            Self::Person(whom, n) => write!(out, "{}-{n}", whom.code()),
            Self::Death => out.write_str("death"),
            Self::Risk => out.write_str("risk"),
            Self::History => out.write_str("history"),
            Self::Next => out.write_str("next"),
            Self::Lead => out.write_str("lead"),
        }
    }
}

impl FromStr for Section {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if let Some((whom, n)) = text.split_once('-') {
            let whom = Whom::ALL.into_iter().find(|each| each.code() == whom).ok_or(())?;
            let n = n.parse().ok().filter(|n| (1..=MOST).contains(n)).ok_or(())?;
            return Ok(Self::Person(whom, n));
        }
        Self::FIXED.into_iter().find(|each| each.to_string() == text).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back_what_it_was_written_from() {
        let people = [Section::Person(Whom::Alleged, 3), Section::Person(Whom::Child, MOST)];
        for section in Section::FIXED.into_iter().chain(people) {
            assert_eq!(section.to_string().parse(), Ok(section));
        }
        for wrong in ["child-0", "child-13", "child-x", "nobody-1", "", "told-1"] {
            assert!(wrong.parse::<Section>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn names_of_fields_are_unique_on_a_page_and_what_is_corrected_later_points_to_nobody_new() {
        for section in Section::FIXED {
            let mut names: Vec<_> = section.questions().iter().map(|asked| asked.name).collect();
            names.sort_unstable();
            let count = names.len();
            names.dedup();
            assert_eq!(names.len(), count, "{section}");
        }
    }
}
