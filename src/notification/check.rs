//! What must fit together between the answers of a notification.

use chrono::NaiveDate;

use super::draft::Draft;
use super::section::{Section, Whom};
use super::wording;
use crate::base::{NOT_AN_NHS_NUMBER, is_nhs_number};
use crate::ui::Filled;
use crate::ui::asked::{Sheet, read};

/// Reads one page against the other pages of the draft. Whatever does not fit is recorded in `f`.
pub(super) fn page(draft: &Draft, section: Section, f: &mut Filled, today: NaiveDate) -> Sheet {
    let sheet = read(f, section.questions(), today);
    let died = match section {
        Section::Death => sheet.day("died"),
        Section::Told
        | Section::Contacts
        | Section::Person(..)
        | Section::Risk
        | Section::History
        | Section::Next
        | Section::Lead => draft.day(Section::Death, "died", today),
    };
    match section {
        Section::Told => told(&sheet, f, died),
        Section::Death => death(draft, &sheet, f, today),
        Section::Person(whom, _) => {
            person(whom, &sheet, f, died);
            if whom == Whom::Alleged {
                young(draft, &sheet, f, (died, today));
            }
        }
        Section::Next => next(&sheet, f, died),
        Section::Lead => lead(&sheet, f),
        Section::History => history(&sheet, f),
        Section::Contacts | Section::Risk => {}
    }
    sheet
}

fn told(sheet: &Sheet, f: &mut Filled, died: Option<NaiveDate>) {
    let (received, attention) = (sheet.day("received"), sheet.day("attention"));
    if let (Some(received), Some(attention)) = (received, attention) {
        f.not_after("attention", "the day it came to attention", attention, received, "the notification");
        if attention < received && sheet.get("attention_why").is_empty() {
            f.wrong("attention_why", "Enter how it came to attention before the notification");
        }
    }
    let identified = sheet.day("police_identified");
    for (name, what, day) in [
        ("received", "notification", received),
        ("attention", "day it came to attention", attention),
        ("police_identified", "day the police recognised it", identified),
    ] {
        if let (Some(day), Some(died)) = (day, died)
            && day < died
        {
            let sentence = format!("The {what} must not be before the death, {}. Check both dates", crate::ui::day(died));
            f.wrong_at(name, &format!("{name}-day"), sentence);
        }
    }
    if let (Some(identified), Some(received), true) = (identified, received, sheet.is("source", "police")) {
        f.not_after("police_identified", "the day the police recognised it", identified, received, "their notification");
    }
    if let (Some(written), Some(received)) = (sheet.day("written_on"), received)
        && written < received
    {
        f.wrong_at("written_on", "written_on-day", "The written confirmation must not be before the notification");
    }
}

fn death(draft: &Draft, sheet: &Sheet, f: &mut Filled, today: NaiveDate) {
    let Some(died) = sheet.day("died") else { return };
    if let Some(incident) = sheet.day("incident") {
        f.not_after("incident", "the date of the incident", incident, died, "the date of death");
    }
    for (name, other) in [("attention", "the day it came to attention"), ("received", "the day you were notified")] {
        if let Some(day) = draft.day(Section::Told, name, today) {
            f.not_after("died", "the date of death", died, day, other);
        }
    }
    let dead = draft.people(Whom::Deceased, today);
    for (section, person) in dead.into_iter().chain(draft.people(Whom::Alleged, today)) {
        if let Some(born) = person.day("born")
            && born > died
        {
            let who = section.title().to_lowercase();
            f.wrong_at("died", "died-day", format!("The date of death must not be before the date of birth of {who}"));
        }
    }
}

fn person(whom: Whom, sheet: &Sheet, f: &mut Filled, died: Option<NaiveDate>) {
    let nhs = sheet.get("nhs");
    // A wrong digit, and the number itself would be looked for in no document.
    if !nhs.is_empty() && !is_nhs_number(nhs) {
        f.wrong("nhs", format!("Check the NHS number. {NOT_AN_NHS_NUMBER}"));
    }
    let Some(born) = sheet.day("born") else {
        if sheet.get("age").is_empty() && whom == Whom::Deceased && f.error("born").is_none() && f.error("age").is_none() {
            f.wrong_at("born", "born-day", "Enter the date of birth, or the age at death");
        }
        return;
    };
    let Some(died) = died else { return };
    // A child can be born after the death, and then it is only told of.
    if whom != Whom::Child {
        f.not_after("born", "the date of birth", born, died, "the date of death");
    }
    let Some(age) = age_on(born, died) else { return };
    let given: Option<i64> = sheet.parsed("age");
    // The day of the incident or of the notification can lie on the other side of a birthday for anybody but the deceased.
    let room = if whom == Whom::Deceased { 0 } else { 1 };
    if given.is_some_and(|given| (given - i64::from(age)).abs() > room) {
        f.wrong("age", format!("The age does not fit the date of birth: on the day of death it was {age}. Check both"));
    }
}

/// The Domestic Abuse Act 2021 connects two people who were both 16 or over. Somebody younger is confirmed, for it may be a slip.
fn young(draft: &Draft, sheet: &Sheet, f: &mut Filled, (died, today): (Option<NaiveDate>, NaiveDate)) {
    if sheet.is("young", "checked") || f.error("born").is_some() || f.error("age").is_some() {
        return;
    }
    let intimate = wording::partners(sheet.get("relationship"));
    let tied = if intimate { " and in a relationship with the person who died" } else { "" };
    if let Some(age) = draft_age(sheet, died).filter(|age| *age < 16) {
        let sentence =
            format!("The person alleged to be responsible was {age}{tied}. Put the age right, or confirm that it was checked");
        f.wrong("young", sentence);
    }
    let dead = draft.sheet(Section::Person(Whom::Deceased, 1), today);
    if let Some(age) = draft_age(&dead, died).filter(|age| intimate && *age < 16) {
        f.wrong("young", format!("The person who died was {age} and in a relationship with the person alleged. Put it right, or confirm that it was checked"));
    }
}

fn next(sheet: &Sheet, f: &mut Filled, died: Option<NaiveDate>) {
    for (name, what) in [("coroner_next", "next inquest date"), ("court_next", "next court date")] {
        if let (Some(day), Some(died)) = (sheet.day(name), died)
            && day < died
        {
            f.wrong_at(name, &format!("{name}-day"), format!("The {what} must not be before the death"));
        }
    }
}

/// What was known in the last 12 months was known at some time.
fn history(sheet: &Sheet, f: &mut Filled) {
    let other = match sheet.get("abuse_ever") {
        "no" => "that none was known at any time",
        "unknown" => "that it is not known whether it ever was",
        _ => return,
    };
    if sheet.is("abuse_recent", "yes") {
        let sentence = format!("You said that abuse was known in the last 12 months, and {other}. Put one of them right");
        f.wrong("abuse_ever", sentence);
    }
}

fn lead(sheet: &Sheet, f: &mut Filled) {
    for n in ["1", "2"] {
        let (by, on) = (format!("other_{n}_by"), format!("other_{n}_on"));
        match (sheet.get(&by).is_empty(), sheet.day(&on).is_none()) {
            (true, false) => f.wrong(&by, "Enter who agreed for them"),
            (false, true) if f.error(&on).is_none() => f.wrong_at(&on, &format!("{on}-day"), "Enter the day they agreed"),
            (true, true) | (false, false | true) => {}
        }
    }
}

/// Whole years between birth and a later day.
pub(super) fn age_on(born: NaiveDate, on: NaiveDate) -> Option<u8> {
    on.years_since(born).and_then(|years| u8::try_from(years).ok())
}

/// Whether it is settled which partnership leads: no dispute, and every other one concerned has agreed.
pub(super) fn lead_settled(lead: &Sheet) -> bool {
    let agreed = |n: &str| lead.get(&format!("other_{n}")).is_empty() || lead.day(&format!("other_{n}_on")).is_some();
    lead.is("dispute", "no") && (lead.is("others", "no") || (agreed("1") && agreed("2")))
}

/// Whether what came by phone has come in writing too.
pub(super) fn in_writing(told: &Sheet) -> bool {
    !told.is("channel", "phone") || told.day("written_on").is_some()
}

/// What to bear in mind before the review is opened. None of it stops anybody.
pub(super) fn warnings(draft: &Draft, today: NaiveDate) -> Vec<String> {
    let died = draft.day(Section::Death, "died", today);
    let mut found = Vec::new();
    for (_, person) in draft.people(Whom::Deceased, today) {
        let age = draft_age(&person, died);
        if age.is_some_and(|age| age < 16) {
            found.push(
                "A person who died was under 16. Neither section 9 nor section 8A covers the death; a rapid review and a child \
                 death review may be due at once. Tell the safeguarding children partnership today."
                    .to_owned(),
            );
        } else if age.is_some_and(|age| age < 18) {
            found.push("A person who died was 16 or 17. A rapid review may run beside this one.".to_owned());
        }
    }
    for (section, person) in draft.people(Whom::Child, today) {
        if let (Some(born), Some(died)) = (person.day("born"), died)
            && born > died
        {
            let (who, born, died) = (section.title(), crate::ui::day(born), crate::ui::day(died));
            found.push(format!("{who}: born on {born}, after the death on {died}. Check both days."));
        }
    }
    let young = |age: Option<u8>| age.is_some_and(|age| age < 16);
    if draft.people(Whom::Alleged, today).iter().any(|(_, person)| young(draft_age(person, died))) {
        found.push(
            "A person alleged to be responsible was under 16. Section 8A does not cover the death by them; section 9 can. A local child safeguarding \
             practice review may be due."
                .to_owned(),
        );
    }
    if draft.people(Whom::Alleged, today).is_empty() {
        found.push("Nobody is named as alleged to be responsible. You can add them later in the identity register.".to_owned());
    }
    let told = draft.sheet(Section::Told, today);
    if !in_writing(&told) {
        found.push("The notification came by phone. Triage cannot begin until it is confirmed in writing.".to_owned());
    }
    if let (Some(attention), Some(died)) = (told.day("attention"), died)
        && (attention - died).num_days() > 28
    {
        let days = (attention - died).num_days();
        found.push(format!("{days} days passed between the death and its coming to attention. Say why in the triage."));
    }
    found
}

/// The age at death: from the date of birth, or as given.
pub(super) fn draft_age(person: &Sheet, died: Option<NaiveDate>) -> Option<u8> {
    let counted = person.day("born").zip(died).and_then(|(born, died)| age_on(born, died));
    counted.or_else(|| person.parsed("age"))
}
