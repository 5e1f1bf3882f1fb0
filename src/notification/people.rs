//! From the pages of a notification to entries of the identity register.

use chrono::NaiveDate;

use super::draft::Draft;
use super::questions::OFFICERS;
use super::section::{Section, Whom};
use crate::base::Line;
use crate::parties::{Details, Finding, Kind, NewEntry};
use crate::ui::asked::Sheet;

/// Somebody to enter, and the page that they come from, if it is theirs alone.
pub(super) struct Coming {
    pub(super) page: Option<Section>,
    pub(super) entry: NewEntry,
}

/// Everybody in the notification, in the order in which codes are given.
pub(super) fn everybody(draft: &Draft, today: NaiveDate) -> Vec<Coming> {
    let died = draft.day(Section::Death, "died", today);
    let mut all = Vec::new();
    for whom in Whom::ALL {
        for (page, sheet) in draft.people(whom, today) {
            let Some(mut details) = details(&sheet) else { continue };
            if whom == Whom::Deceased {
                details.died = died;
                if page == Section::Person(Whom::Deceased, 1) {
                    details.places.extend(one_address(draft.sheet(Section::Death, today).get("place")));
                    let told = draft.sheet(Section::Told, today);
                    details.crime.extend(["police_reference", "operation"].iter().filter_map(|name| line(told.get(name))));
                }
            }
            let mut entry = NewEntry::usual(kind(whom), details);
            if whom == Whom::Alleged {
                entry.finding = finding(sheet.get("criminal"));
            }
            all.push(Coming { page: Some(page), entry });
        }
    }
    let contacts = draft.sheet(Section::Contacts, today);
    for (prefix, _) in OFFICERS {
        let Some(name) = line(contacts.get(&format!("{prefix}_name"))) else { continue };
        let mut details = Details::named(name);
        (details.mail, details.phones) = reached(contacts.get(&format!("{prefix}_contact")));
        all.push(Coming { page: None, entry: NewEntry::usual(Kind::Professional, details) });
    }
    all
}

/// The names of those who died, folded so that spelling by case, accent or hyphen makes no difference.
pub(super) fn names_of_deceased(draft: &Draft, today: NaiveDate) -> Vec<String> {
    let people = draft.people(Whom::Deceased, today);
    let of = |sheet: &Sheet| {
        let full = format!("{} {}", sheet.get("given"), sheet.get("family"));
        let aliases = sheet.get("aliases").split(',').map(str::to_owned).collect::<Vec<_>>();
        std::iter::once(full).chain(aliases).map(|name| folded(&name)).filter(|name| !name.is_empty()).collect::<Vec<_>>()
    };
    people.iter().flat_map(|(_, sheet)| of(sheet)).collect()
}

fn folded(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let mut words: Vec<String> = name
        .split(|c: char| c.is_whitespace() || c == '-')
        .map(|word| word.nfkd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect())
        .filter(|word: &String| !word.is_empty())
        .collect();
    words.sort_unstable();
    words.join(" ")
}

fn kind(whom: Whom) -> Kind {
    match whom {
        Whom::Deceased => Kind::Deceased,
        Whom::Alleged => Kind::AllegedPerpetrator,
        Whom::Child => Kind::Child,
    }
}

fn finding(criminal: &str) -> Finding {
    match criminal {
        "charged" => Finding::Charged,
        "convicted" => Finding::Convicted,
        "acquitted" => Finding::Acquitted,
        "alleged_dead" => Finding::DiedBeforeTrial,
        _ => Finding::Alleged,
    }
}

fn details(sheet: &Sheet) -> Option<Details> {
    let (given, family) = (line(sheet.get("given")), line(sheet.get("family")));
    let full = line(&format!("{} {}", sheet.get("given"), sheet.get("family")))?;
    let mut details = Details::named(full);
    (details.given, details.family) = (given, family);
    details.aliases = sheet.get("aliases").split(',').filter_map(line).collect();
    details.born = sheet.day("born");
    details.addresses = one_address(sheet.get("address"));
    details.safe_addresses = one_address(sheet.get("where_now"));
    details.nhs = line(sheet.get("nhs")).into_iter().collect();
    details.places = line(sheet.get("gp")).into_iter().collect();
    Some(details)
}

/// How to reach somebody, as mail addresses and as what else was typed: a number, or through whom.
fn reached(contact: &str) -> (Vec<Line>, Vec<Line>) {
    let words = || contact.split([' ', ',', ';', '<', '>', '(', ')']).filter(|word| !word.is_empty());
    let mail: Vec<Line> = words().filter(|word| word.contains('@')).filter_map(line).collect();
    if mail.is_empty() {
        return (mail, line(contact).into_iter().collect());
    }
    let others: String = words().filter(|word| !word.contains('@')).collect::<Vec<_>>().join(" ");
    let others = Some(others).filter(|rest| rest.contains(|c: char| c.is_ascii_digit()));
    (mail, others.and_then(|rest| line(&rest)).into_iter().collect())
}

fn line(text: &str) -> Option<Line> {
    Line::parse(text).ok()
}

/// An address as it was typed, on one line. Its town alone is no address: looked for by itself, it would stop every document of the
/// partnership that has its name.
fn one_address(text: &str) -> Vec<Line> {
    let whole = text.lines().map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    match line(&whole) {
        Some(whole) => vec![whole],
        None => text.lines().filter_map(line).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::Filled;

    #[test]
    fn spelling_makes_no_difference_to_who_somebody_is() {
        assert_eq!(folded("Zoë O'Dell-Marsh"), folded("MARSH zoe odell"));
        assert_ne!(folded("Zoë Marsh"), folded("Zoë Mars"));
    }

    #[test]
    fn mail_and_telephone_are_told_apart_in_one_line() {
        let of = |text: &str| {
            let (mail, phones) = reached(text);
            [mail, phones].map(|all| all.iter().map(Line::to_string).collect::<Vec<_>>())
        };
        assert_eq!(of("bo@example.org"), [vec!["bo@example.org"], vec![]]);
        assert_eq!(of("07700 900123 or bo@example.org"), [vec!["bo@example.org"], vec!["07700 900123 or"]]);
        assert_eq!(of("Bo <bo@example.org>, deputy: al@example.org"), [vec!["bo@example.org", "al@example.org"], vec![]]);
        assert_eq!(of("Through the control room"), [vec![], vec!["Through the control room"]]);
        assert_eq!(of(""), [Vec::<String>::new(), vec![]]);
    }

    #[test]
    fn everybody_named_is_entered_once_and_the_dead_come_first() {
        let today = "2026-03-06".parse().expect("a day");
        let mut draft = Draft::default();
        draft.keep(
            Section::Contacts,
            &Filled::new().with("notifier_name", "Ines Okoro").with("sio_name", "Bo Tarn").with("sio_contact", "bo@example.org"),
        );
        draft.keep(
            Section::Person(Whom::Alleged, 1),
            &Filled::new().with("given", "Cal").with("family", "Ferns").with("criminal", "charged"),
        );
        draft.keep(
            Section::Person(Whom::Deceased, 1),
            &Filled::new()
                .with("given", "Ana")
                .with("family", "Quill")
                .with("aliases", "Annie Q, Ana Ferns")
                .with("address", "1 Moor Row\nKelsall"),
        );
        let all = everybody(&draft, today);
        let kinds: Vec<_> = all.iter().map(|one| one.entry.kind).collect();
        assert_eq!(kinds, [Kind::Deceased, Kind::AllegedPerpetrator, Kind::Professional, Kind::Professional]);
        assert_eq!((all[0].entry.details.aliases.len(), all[0].entry.details.addresses.len()), (2, 1));
        assert_eq!(all[1].entry.finding, Finding::Charged);
        assert_eq!(all[3].entry.details.mail.len(), 1);
    }
}
