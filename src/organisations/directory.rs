//! Starting directories: the bodies that two published strategies name, to begin from. Bodies only, no people.

use crate::base::Line;

use super::store::{Listed, New};
use super::{AgencyType, Kind};

/// A starting directory that comes with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Directory {
    /// Sefton.
    Sefton,
    /// St Helens.
    StHelens,
}

/// One body of a starting directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// How the source names it.
    pub named: String,
    /// The organisation.
    pub new: New,
    /// What whoever loads it should know.
    pub note: String,
}

/// A body of a starting directory beside what the partnership has.
#[derive(Clone, Debug)]
pub struct Found {
    /// The body.
    pub entry: Entry,
    /// The organisation that is in the partnership's directory already, by the same name or short name.
    pub already: Option<String>,
}

impl Directory {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Sefton, Self::StHelens];

    /// The name in an address.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sefton => "sefton",
            Self::StHelens => "st-helens",
        }
    }

    /// What people read.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Sefton => "Sefton",
            Self::StHelens => "St Helens",
        }
    }

    const fn text(self) -> &'static str {
        match self {
            Self::Sefton => include_str!("directories/sefton.csv"),
            Self::StHelens => include_str!("directories/st-helens.csv"),
        }
    }

    /// Where the names come from.
    #[must_use]
    pub fn source(self) -> &'static str {
        self.text().lines().next().map(|line| line.trim_start_matches("# Bodies named in: ")).unwrap_or_default()
    }

    /// The bodies, in the order of the source.
    #[must_use]
    pub fn entries(self) -> Vec<Entry> {
        let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(self.text().as_bytes());
        // The files are part of the program and a test reads every row: one that cannot be read is left out.
        reader.records().filter_map(|row| entry(&row.ok()?)).collect()
    }
}

impl std::str::FromStr for Directory {
    type Err = crate::base::UnknownCode;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|each| each.code() == code).ok_or(crate::base::UnknownCode("Directory"))
    }
}

fn entry(row: &csv::StringRecord) -> Option<Entry> {
    let kind: Kind = row.get(3)?.parse().ok()?;
    let agency_type: Option<AgencyType> = match (kind, row.get(4)?) {
        (Kind::Agency, code) => Some(code.parse().ok()?),
        (Kind::Board | Kind::Regional | Kind::Partnership, _) => None,
    };
    let new = New { kind, name: Line::parse(row.get(1)?).ok()?, short_name: Line::parse(row.get(2)?).ok()?, agency_type };
    Some(Entry { named: row.get(0)?.to_owned(), new, note: row.get(5)?.to_owned() })
}

/// The letters and figures of a name, so that spelling of case, commas and "and" does not hide a duplicate.
fn bare(name: &str) -> String {
    let words = name.to_lowercase().replace('&', " and ");
    words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && *word != "the").collect()
}

/// The organisation of a directory that goes by this name already.
pub(super) fn namesake<'a>(name: &str, short_name: &str, there: &'a [Listed]) -> Option<&'a Listed> {
    let same = |a: &str, b: &str| bare(a) == bare(b);
    there.iter().find(|each| same(&each.name, name) || same(&each.short_name, short_name) || same(&each.name, short_name))
}

/// The bodies of a starting directory beside what the partnership has.
#[must_use]
pub fn compare(directory: Directory, there: &[Listed]) -> Vec<Found> {
    let entries = directory.entries().into_iter();
    entries
        .map(|entry| {
            let already = namesake(entry.new.name.as_str(), entry.new.short_name.as_str(), there).map(|each| each.name.clone());
            Found { entry, already }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_both_directories_is_read() {
        for directory in Directory::ALL {
            let rows = directory.text().lines().filter(|line| !line.starts_with('#')).count() - 1;
            assert_eq!(directory.entries().len(), rows, "{directory:?}");
            assert!(directory.source().contains("Strategy"), "{directory:?}");
        }
        assert_eq!((Directory::Sefton.entries().len(), Directory::StHelens.entries().len()), (21, 20));
    }

    /// Section 13.1 of the field notes: foundation trusts, housing associations and voluntary services have no duty.
    #[test]
    fn duties_are_told_apart() {
        let duty = |short: &str| {
            let entries = [Directory::Sefton.entries(), Directory::StHelens.entries()].concat();
            let found = entries.into_iter().find(|entry| entry.new.short_name.as_str() == short).unwrap();
            found.new.agency_type.is_some_and(AgencyType::is_listed)
        };
        for listed in [
            "Sefton Council",
            "Merseyside Police",
            "Probation",
            "Southport and Ormskirk",
            "Cheshire and Merseyside ICB",
            "St Helens Council",
        ] {
            assert!(duty(listed), "{listed}");
        }
        for not in [
            "Liverpool University Hospitals",
            "Mersey Care",
            "One Vision",
            "Torus",
            "SWACA",
            "RASA",
            "Venus",
            "Merseyside Fire",
            "OPCC Merseyside",
            "Safe2Speak",
        ] {
            assert!(!duty(not), "{not}");
        }
    }

    #[test]
    fn a_name_is_known_again_in_other_spellings() {
        assert_eq!(bare("The Strategic Domestic Violence & Abuse Group"), bare("Strategic domestic violence and abuse group"));
        assert_ne!(bare("Torus"), bare("Torus Foundation"));
    }
}
