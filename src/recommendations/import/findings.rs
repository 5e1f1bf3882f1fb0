//! What is odd in a plan, row by row, in words for the person who brings it in.

use std::collections::BTreeMap;

use super::{Entry, Sheet};
use crate::recommendations::WhenKind;

/// What is odd.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Oddity {
    /// Nothing says what is to be done. Such a plan does not enter.
    NoAction,
    /// A row without a reference.
    NoReference,
    /// A reference that another row has. Such a plan does not enter.
    ReferenceTwice,
    /// A number that is left out of a sequence.
    ReferenceMissing,
    /// The cell for when repeats the one for who.
    WhenRepeatsWho,
    /// No time can be read.
    WhenUnclear,
    /// A time, but no date by which it is done.
    WhenWithoutDate,
    /// Nobody is named who does it.
    NoOwner,
    /// A body that the partnership's directory does not hold.
    UnknownOrganisation,
    /// Several actions in one cell.
    SeveralActions,
    /// Words that were to be filled in later.
    Placeholder,
    /// A name that is spelt wrong.
    Misspelt,
    /// Markup among the words.
    Markup,
}

impl Oddity {
    /// Whether the plan cannot enter until it is mended.
    #[must_use]
    pub const fn stops(self) -> bool {
        matches!(self, Self::NoAction | Self::ReferenceTwice)
    }

    /// What kind of thing it is, for the heading of a list.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::NoAction => "No action",
            Self::NoReference => "No reference",
            Self::ReferenceTwice => "Reference used twice",
            Self::ReferenceMissing => "Reference left out",
            Self::WhenRepeatsWho => "“When” repeats “Who”",
            Self::WhenUnclear => "No time",
            Self::WhenWithoutDate => "No date",
            Self::NoOwner => "Nobody named",
            Self::UnknownOrganisation => "Unknown organisation",
            Self::SeveralActions => "Several actions in one",
            Self::Placeholder => "Placeholder",
            Self::Misspelt => "Spelling",
            Self::Markup => "Markup",
        }
    }
}

/// One odd thing, at its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The row in the file.
    pub row: usize,
    /// The reference of the row, as far as there is one.
    pub reference: String,
    /// What it is.
    pub oddity: Oddity,
    /// What was found and what becomes of it.
    pub sentence: String,
}

/// Everything odd in the plan, by row. `directory` holds the names of the bodies that the partnership works with.
#[must_use]
pub fn findings(sheet: &Sheet, directory: &[String]) -> Vec<Finding> {
    let known: Vec<String> = directory.iter().map(|name| plain(name)).filter(|name| name.len() > 2).collect();
    let mut found = references(&sheet.entries);
    for entry in &sheet.entries {
        let mut say = |oddity: Oddity, sentence: String| {
            found.push(Finding { row: entry.row, reference: entry.reference.clone(), oddity, sentence });
        };
        if entry.action.is_empty() {
            say(Oddity::NoAction, "Nothing says what is to be done. Fill in the action and send the file again.".into());
        }
        time(entry, &mut say);
        owners(entry, &known, &mut say);
        words(entry, &mut say);
    }
    found.sort_by_key(|finding| (finding.row, finding.oddity));
    found
}

fn time(entry: &Entry, say: &mut impl FnMut(Oddity, String)) {
    if entry.when_repeats_who() {
        let sentence =
            "The cell for “When” holds the same words as “Who”. It is kept as it is, without a date; ask the owner for one.";
        return say(Oddity::WhenRepeatsWho, sentence.into());
    }
    let kind = entry.time().kind();
    let kept = format!("“{}” is read as: {}.", entry.when, kind.label());
    match kind {
        WhenKind::Unclear if entry.when.is_empty() => say(Oddity::WhenUnclear, "Nothing says when it is to be done.".into()),
        WhenKind::Unclear => say(Oddity::WhenUnclear, format!("No time can be read from “{}”. It is kept as it is.", entry.when)),
        WhenKind::Recurring | WhenKind::Throughout | WhenKind::OnEvent | WhenKind::Starts => {
            say(
                Oddity::WhenWithoutDate,
                format!("{kept} No day is set by which it is due; the board looks at it in each cycle."),
            );
        }
        WhenKind::On | WhenKind::ByMonth | WhenKind::InYear | WhenKind::TwoPhase => {}
    }
}

fn owners(entry: &Entry, known: &[String], say: &mut impl FnMut(Oddity, String)) {
    if entry.who.is_empty() {
        return say(Oddity::NoOwner, "Nobody is named who does it.".into());
    }
    let named: Vec<&str> = bodies(&entry.who);
    let unknown: Vec<&str> = named.into_iter().filter(|body| !in_directory(body, known)).collect();
    if !unknown.is_empty() {
        let list = unknown.iter().map(|body| format!("“{body}”")).collect::<Vec<_>>().join(", ");
        say(Oddity::UnknownOrganisation, format!("Not in the directory of this partnership: {list}. The words are kept."));
    }
}

fn words(entry: &Entry, say: &mut impl FnMut(Oddity, String)) {
    let cells = [
        ("Action", &entry.action),
        ("Rationale", &entry.rationale),
        ("Who", &entry.who),
        ("When", &entry.when),
        ("Measurable Impact", &entry.measure),
    ];
    if let Some((first, second)) = entry.action.split_once("  ") {
        let (first, second) = (start_of(first), start_of(second));
        say(
            Oddity::SeveralActions,
            format!("The action holds several: “{first} …” and “{second} …”. They stay together under one reference."),
        );
    }
    for (column, cell) in cells {
        for word in placeholders(cell) {
            say(Oddity::Placeholder, format!("“{word}” in “{column}” was to be filled in later. Ask the owner."));
        }
        if cell.contains("Claire's Law") || cell.contains("Claire’s Law") {
            say(
                Oddity::Misspelt,
                "“Claire's Law” is written Clare's Law. It is kept as published; mend it in the register.".into(),
            );
        }
        if ["<td", "<tr", "<br", "<p>", "</", "&nbsp;"].iter().any(|mark| cell.to_lowercase().contains(mark)) {
            say(Oddity::Markup, "There is HTML among the words. It is kept and shown as text.".into());
        }
    }
}

fn references(entries: &[Entry]) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut last: BTreeMap<String, (u32, String)> = BTreeMap::new();
    for entry in entries {
        let mut say = |oddity: Oddity, sentence: String| {
            found.push(Finding { row: entry.row, reference: entry.reference.clone(), oddity, sentence });
        };
        if entry.reference.is_empty() {
            say(Oddity::NoReference, "It has no reference. It gets one of ours.".into());
            continue;
        }
        if let Some(row) = seen.insert(entry.reference.to_uppercase(), entry.row) {
            say(Oddity::ReferenceTwice, format!("Row {row} has the same reference. Give each its own and send the file again."));
        }
        let (prefix, number) = split(&entry.reference);
        let Some(number) = number else { continue };
        let before = last.get(&prefix).map_or(0, |(before, _)| *before);
        let gap: Vec<String> = (before + 1..number).take(10).map(|missing| format!("{prefix}{missing}")).collect();
        if !gap.is_empty() {
            let after = last.get(&prefix).map_or_else(|| "the beginning".to_owned(), |(_, reference)| reference.clone());
            let verb = if gap.len() == 1 { "is" } else { "are" };
            let sentence = format!(
                "{} {verb} left out between {after} and {}. The references are kept as they are.",
                gap.join(", "),
                entry.reference
            );
            say(Oddity::ReferenceMissing, sentence);
        }
        if number > before {
            last.insert(prefix, (number, entry.reference.clone()));
        }
    }
    found
}

fn split(reference: &str) -> (String, Option<u32>) {
    let prefix = reference.trim_end_matches(|c: char| c.is_ascii_digit());
    (prefix.to_owned(), reference[prefix.len()..].parse().ok())
}

/// The bodies named in a cell for who.
fn bodies(who: &str) -> Vec<&str> {
    who.split(['/', '&', '\n', ';'])
        .flat_map(|part| part.split("  "))
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" Support via"))
        .map(|part| ROLES.iter().find_map(|role| part.trim().strip_prefix(role)).unwrap_or(part).trim())
        .filter(|part| !part.is_empty())
        .collect()
}

/// What a body does for an action, before its name.
const ROLES: [&str; 3] = ["Commissioned by ", "Delivered by ", "Led by "];

/// Words for everybody name no body of their own.
const EVERYBODY: [&str; 6] =
    ["all ", "each ", "whole partnership", "wider partners", "individual agencies", "responsibility for each"];

fn in_directory(body: &str, known: &[String]) -> bool {
    let body = plain(body);
    EVERYBODY.iter().any(|words| body.starts_with(words.trim_end()))
        || known
            .iter()
            .any(|name| place_of_words(&body, name).is_some() || place_of_words(name, &body).is_some() || initials(name) == body)
}

/// Where in the text these words stand, as words and in small letters or capitals: "Cabinet member" does not name the body called CAB.
pub(in crate::recommendations) fn place_of_words(text: &str, words: &str) -> Option<usize> {
    let (text, words) = (text.to_lowercase(), words.to_lowercase());
    let ends = |near: Option<char>| near.is_none_or(|c| !c.is_alphanumeric());
    let whole = |at: &usize| ends(text[..*at].chars().next_back()) && ends(text[at + words.len()..].chars().next());
    text.match_indices(&words).map(|(at, _)| at).find(whole)
}

/// The first letters of a name's words, by which it is often called.
fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).collect()
}

/// Small letters, single blanks, no apostrophes: how two spellings of one name are compared.
fn plain(name: &str) -> String {
    let letters: String = name.to_lowercase().chars().filter(|c| !matches!(c, '\'' | '’')).collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What was left to be filled in, each once, as it is written: plans have it in capitals and in small letters.
#[must_use]
pub fn placeholders(cell: &str) -> Vec<&str> {
    let filler = |word: &&str| {
        let small = word.to_lowercase();
        (small.len() > 2 && small.chars().all(|c| c == 'x')) || ["tbc", "tba", "tbd"].contains(&small.as_str())
    };
    let mut found: Vec<&str> = cell.split(|c: char| !c.is_alphanumeric()).filter(filler).collect();
    found.extend(["[insert", "DN:", "[date]", "[name]"].into_iter().filter(|mark| cell.contains(mark)));
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|word| seen.insert(*word));
    found
}

fn start_of(words: &str) -> String {
    words.split_whitespace().take(5).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PUBLISHED: &[u8] = include_bytes!("../../../tests/fixtures/st-helens-action-plan-2025-28.csv");

    fn directory() -> Vec<String> {
        let names = [
            "Merseyside Police",
            "St Helens Borough Council",
            "Domestic Abuse Partnership Board",
            "Probation",
            "Safe2Speak",
            "Torus",
            "Safeguarding Children Partnership",
            "Children's Social Care",
            "St Helens CSP",
            "St Helens People's Board",
        ];
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn of(oddity: Oddity, all: &[Finding]) -> Vec<&str> {
        all.iter().filter(|each| each.oddity == oddity).map(|each| each.reference.as_str()).collect()
    }

    #[test]
    fn the_published_plan_shows_its_defects_and_can_enter() {
        let sheet = Sheet::read(PUBLISHED).unwrap();
        assert_eq!(sheet.entries.len(), 26);
        let all = findings(&sheet, &directory());
        assert_eq!(of(Oddity::ReferenceMissing, &all), ["ISS3"]);
        assert_eq!(of(Oddity::WhenRepeatsWho, &all), ["SC2"]);
        assert_eq!(of(Oddity::Misspelt, &all), ["CC5"]);
        assert_eq!(of(Oddity::SeveralActions, &all), ["SC1"]);
        assert_eq!(of(Oddity::UnknownOrganisation, &all), ["ISS1", "ISS6"]);
        assert_eq!(
            of(Oddity::WhenWithoutDate, &all),
            ["CC2", "CC4", "CC5", "VS2", "VS3", "SC1", "SC3", "SC4", "SA1", "ISS3", "ISS5", "ISS7", "ISS8"]
        );
        assert!(all.iter().all(|each| !each.oddity.stops()), "nothing in it keeps it out");
        let gap = all.iter().find(|each| each.oddity == Oddity::ReferenceMissing).unwrap();
        assert_eq!(gap.sentence, "ISS2 is left out between ISS1 and ISS3. The references are kept as they are.");
    }

    #[test]
    fn each_body_of_a_cell_is_looked_up() {
        let known: Vec<String> = directory().iter().map(|name| plain(name)).chain(["cab".to_owned()]).collect();
        let unknown = |who| bodies(who).into_iter().filter(|body| !in_directory(body, &known)).collect::<Vec<_>>();
        assert_eq!(unknown("Commissioned by DAPB / Delivered by Harbour House"), ["Harbour House"]);
        assert_eq!(unknown("Domestic Abuse Partnership Board Support via Harbour House"), ["Harbour House"]);
        assert_eq!(
            unknown("Cabinet member for communities"),
            ["Cabinet member for communities"],
            "not Citizens Advice, called CAB"
        );
        assert_eq!(unknown("Led by Torus and Merseyside Police"), [""; 0]);
    }

    #[test]
    fn every_row_and_every_cell_with_a_placeholder_is_named() {
        let rows = "Priority,Ref,Action,Rationale,Who,When,Measurable Impact\n\
                    P,A1,Do,b,Torus,2025/26,XXX people\nP,A2,Reach xxx people,b,Torus,tbc,XXX, of xxx\nP,A3,Use the TBCA form,b,Torus,2025/26,Xxxi\n";
        let all = findings(&Sheet::read(rows.as_bytes()).unwrap(), &directory());
        let named: Vec<_> = all
            .iter()
            .filter(|each| each.oddity == Oddity::Placeholder)
            .map(|each| (each.reference.as_str(), each.sentence.as_str()))
            .collect();
        assert_eq!(
            named,
            [
                ("A1", "“XXX” in “Measurable Impact” was to be filled in later. Ask the owner."),
                ("A2", "“xxx” in “Action” was to be filled in later. Ask the owner."),
                ("A2", "“tbc” in “When” was to be filled in later. Ask the owner."),
                ("A2", "“XXX” in “Measurable Impact” was to be filled in later. Ask the owner."),
            ]
        );
    }

    #[test]
    fn placeholders_doubles_and_markup_are_named() {
        let rows = "Priority,Ref,Action,Rationale,Who,When,Measurable Impact\n\
                    P,A1,XXX people supported,<td>cell</td>,,,\nP,A1,,b,Torus,TBC,\nP,,Do,b,Torus,2025/26,m\n";
        let all = findings(&Sheet::read(rows.as_bytes()).unwrap(), &directory());
        let kinds: Vec<Oddity> = all.iter().map(|each| each.oddity).collect();
        assert_eq!(
            kinds,
            [
                Oddity::WhenUnclear,
                Oddity::NoOwner,
                Oddity::Placeholder,
                Oddity::Markup,
                Oddity::NoAction,
                Oddity::ReferenceTwice,
                Oddity::WhenUnclear,
                Oddity::Placeholder,
                Oddity::NoReference
            ]
        );
    }
}
