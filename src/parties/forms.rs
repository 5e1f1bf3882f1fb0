//! What people type into the register, parsed.

use crate::base::{Line, NOT_AN_NHS_NUMBER, is_nhs_number};
use crate::ui::Filled;

use super::entry::{Audience, Choice, ChosenBy, Details, Entry, Finding, Kind, NewEntry};

/// Most lines that a field of several holds.
const MOST: usize = 40;

/// The lines of a field, one thing a line.
fn lines(f: &mut Filled, name: &str, what: &str) -> Vec<Line> {
    let typed = f.get(name).to_owned();
    let mut found = Vec::new();
    for one in typed.lines().filter(|one| !one.trim().is_empty()) {
        match Line::parse(one) {
            Ok(line) => found.push(line),
            Err(_) => f.wrong(name, format!("Each line of {what} must have 200 characters or fewer")),
        }
    }
    if found.len() > MOST {
        f.wrong(name, format!("Enter at most {MOST} lines for {what}"));
    }
    found
}

fn nhs(f: &mut Filled) -> Vec<Line> {
    let all = lines(f, "nhs", "NHS numbers");
    if let Some(odd) = all.iter().find(|one| !is_nhs_number(one.as_str())) {
        f.wrong("nhs", format!("Check the NHS number {odd}. {NOT_AN_NHS_NUMBER}"));
    }
    all
}

/// An entry; `kind` is given when it cannot be changed any more.
pub(super) fn entry(f: &mut Filled, kind: Option<Kind>, today: chrono::NaiveDate) -> Option<NewEntry> {
    let kind = kind.or_else(|| f.one_of("kind", "what the person is to the review", Kind::ALL, Kind::as_str));
    let full = f.line("full", "the full name");
    let given = f.optional_line("given", "the given names");
    let family = f.optional_line("family", "the family name");
    let (aliases, nicknames) = (lines(f, "aliases", "other names"), lines(f, "nicknames", "nicknames"));
    let born = f.optional_date("born", "the date of birth");
    let died = f.optional_date("died", "the date of death");
    for (field, what, date) in [("born", "the date of birth", born), ("died", "the date of death", died)] {
        if let Some(Some(date)) = date {
            f.not_after(field, what, date, today, "today");
        }
    }
    if let (Some(Some(born)), Some(Some(died))) = (born, died)
        && died < born
    {
        f.wrong_at("died", "died-day", "The date of death must not be before the date of birth");
    }
    let finding = f.maybe_one_of("finding", "what a court found", Finding::ALL, Finding::as_str);
    let seen_by = f.many_of("seen_by", "who may see the name", Audience::ALL, Audience::as_str);
    let details = |full, given, family, born, died, f: &mut Filled| Details {
        full,
        given,
        family,
        aliases,
        nicknames,
        born,
        died,
        addresses: lines(f, "addresses", "addresses"),
        safe_addresses: lines(f, "safe_addresses", "addresses to keep safe"),
        phones: lines(f, "phones", "telephone numbers"),
        mail: lines(f, "mail", "mail addresses"),
        nhs: nhs(f),
        pnc: lines(f, "pnc", "PNC numbers"),
        crime: lines(f, "crime", "crime numbers"),
        vehicles: lines(f, "vehicles", "vehicle registrations"),
        places: lines(f, "places", "places"),
    };
    let details = details(full?, given?, family?, born?, died?, f);
    f.good()?;
    let usual = NewEntry::usual(kind?, details);
    Some(NewEntry { finding: finding?.unwrap_or(usual.finding), seen_by: seen_by?, ..usual })
}

/// The form for somebody new, with what is usual for such a person.
pub(super) fn begin_new(kind: Kind) -> Filled {
    let mut f = Filled::new().with("kind", kind.as_str());
    for audience in kind.usually_seen_by() {
        f = f.with("seen_by", audience.as_str());
    }
    f
}

fn joined(lines: &[Line]) -> String {
    lines.iter().map(Line::as_str).collect::<Vec<_>>().join("\n")
}

/// The form as an entry begins it, without the addresses that are kept safe.
pub(super) fn begin(entry: &Entry) -> Filled {
    let d = &entry.details;
    let mut f = Filled::new()
        .with("full", d.full.as_str())
        .with_some("given", d.given.as_ref().map(Line::as_str))
        .with_some("family", d.family.as_ref().map(Line::as_str))
        .with_date("born", d.born)
        .with_date("died", d.died)
        .with("finding", entry.finding.as_str());
    for (name, lines) in [
        ("aliases", &d.aliases),
        ("nicknames", &d.nicknames),
        ("addresses", &d.addresses),
        ("phones", &d.phones),
        ("mail", &d.mail),
        ("nhs", &d.nhs),
        ("pnc", &d.pnc),
        ("crime", &d.crime),
        ("vehicles", &d.vehicles),
        ("places", &d.places),
    ] {
        f = f.with(name, joined(lines));
    }
    for audience in &entry.seen_by {
        f = f.with("seen_by", audience.as_str());
    }
    f
}

/// The form with the addresses that are kept safe, once somebody has asked for them.
pub(super) fn with_safe(f: Filled, safe: &[Line]) -> Filled {
    f.with("safe_addresses", joined(safe)).with("safe", "shown")
}

/// A pseudonym and how it was chosen.
pub(super) fn pseudonym(f: &mut Filled) -> Option<(Line, Choice)> {
    let name = f.line("pseudonym", "the pseudonym");
    let by = f.one_of("chosen_by", "how it was chosen", ChosenBy::ALL, ChosenBy::as_str);
    f.good()?;
    Some((name?, Choice { by: by?, shared: f.ticked("shared") }))
}
