//! Answers of the triage that contradict themselves, and answers that differ from what the notification says.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::questions::{Question, words};
use super::store::Answered;
use super::told;
use crate::notification::{Account, Section, Whom};
use crate::process::scope::{Answer, Connection, CriminalOutcome};
use crate::ui::asked::{Sheet, Sort};
use crate::ui::{Filled, day};

/// Two parts of one answer that cannot both be right.
pub(super) struct Clash {
    field: &'static str,
    sentence: String,
}

fn clash(field: &'static str, said: &str, other: &str) -> Option<Clash> {
    Some(Clash { field, sentence: format!("You said that {said}; {other}. Put one of them right") })
}

/// Two things said as sentences choose between them.
type Said = (&'static str, &'static str, &'static str);

fn said(known: Answer, (yes, no, unknown): Said) -> &'static str {
    match known {
        Answer::Yes => yes,
        Answer::No => no,
        Answer::Unknown => unknown,
    }
}

/// What of an answer contradicts itself, or the day of the death.
pub(super) fn clashes(question: Question, known: Answer, sheet: &Sheet, died: Option<NaiveDate>) -> Vec<Clash> {
    let found = match question {
        Question::T2 => age(known, sheet),
        Question::T5 => connected(known, sheet),
        Question::T9 => {
            vec![criminal(known, sheet), trial(known, sheet), before(sheet, "trial_on", "trial or next hearing", died)]
        }
        Question::T10 => vec![before(sheet, "inquest_on", "next date of the inquest", died)],
        _ => Vec::new(),
    };
    found.into_iter().flatten().collect()
}

/// Whether a kept answer contradicts itself: then nothing counts as known by it.
pub(super) fn contradicts_itself(question: Question, answered: &Answered) -> bool {
    !clashes(question, answered.known, &answered.parts, None).is_empty()
}

/// Says beside each field what does not fit.
pub(super) fn refuse(f: &mut Filled, question: Question, (known, sheet): (Answer, &Sheet), died: Option<NaiveDate>) {
    for Clash { field, sentence } in clashes(question, known, sheet, died) {
        let is_day = question.spec().parts.iter().any(|asked| asked.name == field && asked.is_day());
        let target = if is_day { format!("{field}-day") } else { field.to_owned() };
        f.wrong_at(field, &target, sentence);
    }
    match question {
        Question::T2 if known == Answer::Yes && sheet.get("age_band").is_empty() && sheet.get("deceased_age").is_empty() => {
            f.wrong("age_band", "Select the age band, or enter the age at death");
        }
        Question::T5 if known == Answer::Yes && sheet.get("relationship").is_empty() => {
            f.wrong("relationship", "Select what the person who died was to the person alleged");
        }
        _ => {}
    }
}

/// What follows from the other answers of the page and need not be asked: the age band from the age, the connection from the relationship.
pub(super) fn complete(question: Question, sheet: &mut Sheet) {
    let (field, follows) = match question {
        Question::T2 => ("age_band", sheet.parsed("deceased_age").map_or("", band)),
        Question::T5 => ("connection", told::connection(sheet.get("relationship"))),
        _ => return,
    };
    if sheet.get(field).is_empty() && !follows.is_empty() {
        sheet.set(field, vec![follows.to_owned()]);
    }
}

/// The age band of an age in years.
pub(super) fn band(age: u8) -> &'static str {
    match age {
        0..16 => "under_16",
        16..18 => "16_17",
        18.. => "adult",
    }
}

fn age(known: Answer, sheet: &Sheet) -> Vec<Option<Clash>> {
    let words_said = said(
        known,
        (
            "the person who died was 16 or over",
            "the person who died was under 16",
            "it is not known whether the person who died was 16 or over",
        ),
    );
    let fits = |band: &str| match band {
        "adult" | "16_17" => known == Answer::Yes,
        "under_16" => known == Answer::No,
        _ => true,
    };
    let years: Option<u8> = sheet.parsed("deceased_age");
    let given = sheet.get("age_band");
    let of_age = years
        .filter(|years| !fits(band(*years)))
        .and_then(|years| clash("deceased_age", words_said, &format!("the age is {years}")));
    let in_words = || words(Question::T2, "age_band", sheet).to_lowercase();
    let of_band = if fits(given) { None } else { clash("age_band", words_said, &format!("the age band is {}", in_words())) };
    let between = years.filter(|years| !matches!(given, "" | "unknown") && band(*years) != given);
    let between =
        between.and_then(|years| clash("age_band", &format!("the age band is {}", in_words()), &format!("the age is {years}")));
    vec![of_age, of_band, between]
}

/// Whether a relationship of the list leaves room for a connection as the scope tests tell it apart.
fn leaves_room(relationship: &str, connection: Connection) -> bool {
    use Connection::{Engaged, FormerPartner, ParentsOfSameChild, Partner, Relative};
    match told::connection(relationship) {
        "partner" => matches!(connection, Partner | Engaged | ParentsOfSameChild),
        "former_partner" => matches!(connection, FormerPartner | Engaged | ParentsOfSameChild),
        "relative" => connection == Relative,
        "acquaintance" => !matches!(connection, Partner | FormerPartner | Relative),
        _ => true,
    }
}

fn connected(known: Answer, sheet: &Sheet) -> Vec<Option<Clash>> {
    let words_said = said(
        known,
        (
            "the two were related, or in an intimate personal relationship",
            "the two were not related and in no intimate personal relationship",
            "it is not known whether the two were related, or in an intimate personal relationship",
        ),
    );
    let relationship = sheet.get("relationship");
    let fits = |connection: Connection| match connection {
        Connection::ParentsOfSameChild => true,
        Connection::Partner | Connection::FormerPartner | Connection::Engaged | Connection::Relative => known == Answer::Yes,
        Connection::PaidCarer | Connection::ThroughAnother | Connection::Acquaintance | Connection::Stranger => {
            known == Answer::No
        }
    };
    let quoted = |field: &str| format!("“{}”", words(Question::T5, field, sheet));
    let given: Option<Connection> = sheet.parsed("connection");
    let settled: Option<Connection> = told::connection(relationship).parse().ok();
    let of_relationship = settled.filter(|settled| !fits(*settled) && given.is_none_or(|given| !fits(given)));
    let of_relationship = of_relationship
        .and_then(|_| clash("relationship", words_said, &format!("the relationship is {}", quoted("relationship"))));
    let of_connection = given.filter(|given| !fits(*given));
    let of_connection =
        of_connection.and_then(|_| clash("connection", words_said, &format!("the connection is {}", quoted("connection"))));
    let between = given.filter(|given| !leaves_room(relationship, *given)).and_then(|_| {
        let relationship = format!("the person who died was their {}", quoted("relationship"));
        clash("connection", &relationship, &format!("the connection is {}", quoted("connection")))
    });
    vec![of_relationship, of_connection, between]
}

/// A charge, a trial and what came of them need an investigation. A person alleged who has died may never have been investigated.
fn criminal(known: Answer, sheet: &Sheet) -> Option<Clash> {
    let outcome: CriminalOutcome = sheet.parsed("criminal")?;
    let investigated = !matches!(outcome, CriminalOutcome::NotKnown | CriminalOutcome::NoCharge | CriminalOutcome::AllegedDead);
    let words_said = said(
        known,
        (
            "there is, or was, a criminal investigation",
            "there is and was no criminal investigation",
            "it is not known whether there is a criminal investigation",
        ),
    );
    if known == Answer::Yes || !investigated {
        return None;
    }
    clash("criminal", words_said, &format!("the status is “{}”", outcome.label()))
}

fn trial(known: Answer, sheet: &Sheet) -> Option<Clash> {
    let on = sheet.day("trial_on").filter(|_| known == Answer::No)?;
    clash("trial_on", "there is and was no criminal investigation", &format!("the trial or next hearing is on {}", day(on)))
}

fn before(sheet: &Sheet, field: &'static str, what: &str, died: Option<NaiveDate>) -> Option<Clash> {
    let died = died.filter(|died| sheet.day(field).is_some_and(|on| on < *died))?;
    Some(Clash { field, sentence: format!("The {what} must not be before the death, {}", day(died)) })
}

/// What does not fit together, as sentences: answers that contradict themselves or each other, and where triage and notification differ.
/// None of it stops anybody.
#[must_use]
pub fn misfits(account: Option<&Account>, given: &BTreeMap<Question, Answered>) -> Vec<String> {
    let died = account.map(|account| account.died);
    let own = |(question, answer): (&Question, &Answered)| {
        let found = clashes(*question, answer.known, &answer.parts, died);
        found.into_iter().map(|one| format!("{question}: {}.", one.sentence)).collect::<Vec<_>>()
    };
    let mut all: Vec<String> = given.iter().flat_map(own).collect();
    let said = |question: Question, name: &str, value: &str| given.get(&question).is_some_and(|one| one.parts.is(name, value));
    if said(Question::T4, "alleged_alive", "yes") && said(Question::T9, "criminal", "alleged_dead") {
        all.push(
            "T4 says that the person alleged to be responsible is alive; T9 says that they have died. Put one of them right."
                .into(),
        );
    }
    if let Some(account) = account {
        all.extend(given.iter().flat_map(|(question, answer)| differences(account, *question, answer)));
    }
    all
}

/// Where one answer differs from what the notification says, with both.
fn differences(account: &Account, question: Question, answer: &Answered) -> Vec<String> {
    let told = told::suggestion(account, question);
    let compared: &[&str] = match question {
        Question::T1 => &["manner", "count"],
        Question::T2 => &["deceased_age"],
        Question::T3 => &["nation"],
        Question::T4 => &["alleged_age"],
        Question::T5 => &["relationship"],
        _ => &[],
    };
    let spec = question.spec();
    let both = |name: &str| {
        let asked = spec.parts.iter().find(|asked| asked.name == name)?;
        let (theirs, ours) = (told.get(name), answer.parts.get(name));
        if theirs.is_empty() || ours.is_empty() || theirs == ours || matches!(theirs, "unknown") {
            return None;
        }
        let theirs = Sheet::one(name, theirs).words(asked);
        Some(differs(question, asked.label, (&quoted(asked.sort, theirs), &quoted(asked.sort, answer.parts.words(asked)))))
    };
    let mut all: Vec<String> = compared.iter().copied().filter_map(both).collect();
    // Who gave no age in the triage is held against the notification by the answer itself.
    let (age, band_given) = (told.get("deceased_age").parse::<u8>().ok(), answer.parts.get("age_band"));
    if let Some(years) = age.filter(|years| {
        question == Question::T2 && answer.parts.get("deceased_age").is_empty() && !fits_band(*years, answer.known, band_given)
    }) {
        let ours =
            if band_given.is_empty() { answer.known.label().to_owned() } else { words(question, "age_band", &answer.parts) };
        all.push(differs(question, spec.title, (&format!("{years}"), &format!("“{ours}”"))));
    }
    let named = !account.sheet(Section::Person(Whom::Alleged, 1)).is_empty();
    let abroad = account.sheet(Section::Death);
    let triaged = |name: &str, value: &str| answer.known == Answer::Yes && answer.parts.is(name, value);
    match question {
        Question::T4 if named && answer.known == Answer::No => all.push(
            "The notification names a person alleged to be responsible; T4 says that nobody is. Check both, and put right the one that is wrong.".into(),
        ),
        Question::T17 if abroad.is("abroad", "yes") && !triaged("elsewhere", "abroad") => all.push(
            "The notification says that they died outside England and Wales; T17 does not. Check both, and put right the one that is wrong.".into(),
        ),
        Question::T17 if abroad.is("abroad", "no") && triaged("elsewhere", "abroad") => all.push(
            "The notification says that they died in England or Wales; T17 says outside. Check both, and put right the one that is wrong.".into(),
        ),
        _ => {}
    }
    all
}

fn fits_band(years: u8, known: Answer, given: &str) -> bool {
    match (given, known) {
        ("" | "unknown", Answer::Yes) => years >= 16,
        ("" | "unknown", Answer::No) => years < 16,
        ("" | "unknown", Answer::Unknown) => true,
        (given, _) => band(years) == given,
    }
}

fn quoted(sort: Sort, words: String) -> String {
    if matches!(sort, Sort::Number(..)) { words } else { format!("“{words}”") }
}

fn differs(question: Question, what: &str, (theirs, ours): (&str, &str)) -> String {
    let what = what.trim_end_matches('?');
    format!(
        "{question}, {what}: the notification says {theirs}, the triage {ours}. Check both, and put right the one that is wrong."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(pairs: &[(&str, &str)]) -> Sheet {
        let mut sheet = Sheet::default();
        pairs.iter().for_each(|(name, value)| sheet.set(name, vec![(*value).to_owned()]));
        sheet
    }

    fn said_of(question: Question, known: Answer, pairs: &[(&str, &str)]) -> Vec<String> {
        let mut f = Filled::new();
        refuse(&mut f, question, (known, &sheet(pairs)), "2026-02-08".parse().ok());
        f.errors().iter().map(|error| error.sentence.clone()).collect()
    }

    #[test]
    fn an_age_stands_against_what_was_said_of_it() {
        let said = said_of(Question::T2, Answer::Yes, &[("deceased_age", "12")]);
        assert_eq!(said, ["You said that the person who died was 16 or over; the age is 12. Put one of them right"]);
        let said = said_of(Question::T2, Answer::No, &[("deceased_age", "40")]);
        assert_eq!(said, ["You said that the person who died was under 16; the age is 40. Put one of them right"]);
        let said = said_of(Question::T2, Answer::No, &[("age_band", "16_17")]);
        assert_eq!(said, ["You said that the person who died was under 16; the age band is 16 or 17. Put one of them right"]);
        let said = said_of(Question::T2, Answer::Yes, &[("age_band", "16_17"), ("deceased_age", "18")]);
        assert_eq!(said, ["You said that the age band is 16 or 17; the age is 18. Put one of them right"]);
        assert_eq!(said_of(Question::T2, Answer::Yes, &[]), ["Select the age band, or enter the age at death"]);
        assert_eq!(said_of(Question::T2, Answer::Unknown, &[("deceased_age", "40")]).len(), 1);
        for (known, pairs) in [
            (Answer::Yes, &[("deceased_age", "16")][..]),
            (Answer::Yes, &[("age_band", "16_17"), ("deceased_age", "17")]),
            (Answer::Yes, &[("age_band", "unknown")]),
            (Answer::No, &[("deceased_age", "15")]),
            (Answer::No, &[]),
            (Answer::Unknown, &[]),
        ] {
            assert_eq!(said_of(Question::T2, known, pairs), Vec::<String>::new(), "{known:?} {pairs:?}");
        }
    }

    #[test]
    fn a_relationship_stands_against_the_denial_of_one() {
        let said = said_of(Question::T5, Answer::No, &[("relationship", "partner")]);
        let start = "You said that the two were not related and in no intimate personal relationship; ";
        assert_eq!(said, [format!("{start}the relationship is “Boyfriend or girlfriend”. Put one of them right")]);
        let said = said_of(Question::T5, Answer::No, &[("connection", "partner")]);
        assert_eq!(said, [format!("{start}the connection is “Partner, spouse or civil partner”. Put one of them right")]);
        assert_eq!(said_of(Question::T5, Answer::Yes, &[("relationship", "flatmate")]).len(), 1);
        assert_eq!(said_of(Question::T5, Answer::Unknown, &[("relationship", "spouse")]).len(), 1);
        let said = said_of(Question::T5, Answer::Yes, &[("relationship", "sibling"), ("connection", "partner")]);
        assert!(said[0].starts_with("You said that the person who died was their “Sibling”; the connection is"), "{said:?}");
        assert_eq!(said_of(Question::T5, Answer::Yes, &[]), ["Select what the person who died was to the person alleged"]);
        for (known, pairs) in [
            (Answer::Yes, &[("relationship", "ex_partner"), ("connection", "parents_of_same_child")][..]),
            (Answer::Yes, &[("relationship", "cohabitant"), ("connection", "partner")]),
            (Answer::Yes, &[("relationship", "other_relative")]),
            (Answer::No, &[("relationship", "flatmate")]),
            (Answer::No, &[("relationship", "non_relative"), ("connection", "through_another")]),
            (Answer::No, &[("relationship", "cared_for"), ("connection", "paid_carer")]),
            (Answer::Unknown, &[("relationship", "unknown")]),
            (Answer::Unknown, &[]),
        ] {
            assert_eq!(said_of(Question::T5, known, pairs), Vec::<String>::new(), "{known:?} {pairs:?}");
        }
    }

    #[test]
    fn a_conviction_needs_an_investigation_and_a_hearing_comes_after_the_death() {
        let said = said_of(Question::T9, Answer::No, &[("criminal", "convicted")]);
        assert_eq!(
            said,
            ["You said that there is and was no criminal investigation; the status is “Convicted”. Put one of them right"]
        );
        assert_eq!(said_of(Question::T9, Answer::No, &[("criminal", "no_charge"), ("trial_on", "2026-06-01")]).len(), 1);
        let said = said_of(Question::T9, Answer::Yes, &[("criminal", "charged"), ("trial_on", "1999-06-01")]);
        assert_eq!(said, ["The trial or next hearing must not be before the death, 8 February 2026"]);
        let said = said_of(Question::T10, Answer::Yes, &[("inquest_on", "1999-06-01")]);
        assert_eq!(said, ["The next date of the inquest must not be before the death, 8 February 2026"]);
        for outcome in ["not_known", "no_charge", "alleged_dead"] {
            assert!(said_of(Question::T9, Answer::No, &[("criminal", outcome)]).is_empty(), "{outcome}");
        }
    }

    #[test]
    fn what_follows_is_filled_in() {
        let mut age = sheet(&[("deceased_age", "17")]);
        complete(Question::T2, &mut age);
        assert_eq!(age.get("age_band"), "16_17");
        let mut ties = sheet(&[("relationship", "ex_spouse")]);
        complete(Question::T5, &mut ties);
        assert_eq!(ties.get("connection"), "former_partner");
        let mut own = sheet(&[("relationship", "ex_spouse"), ("connection", "engaged")]);
        complete(Question::T5, &mut own);
        assert_eq!(own.get("connection"), "engaged");
    }
}
