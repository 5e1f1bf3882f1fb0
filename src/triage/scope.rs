//! From answers to what the scope tests ask about.

use std::collections::BTreeMap;

use super::clash::contradicts_itself;
use super::questions::Question;
use super::store::Answered;
use super::told;
use crate::notification::{Account, Section};
use crate::process::scope::{Answer, Connection, ScopeFacts};
use crate::ui::asked::Sheet;

/// The facts that the answers amount to. What was not answered counts as not known, and so does what contradicts itself.
#[must_use]
pub fn scope_facts(answers: &BTreeMap<Question, Answered>, account: Option<&Account>) -> ScopeFacts {
    let none = Sheet::default();
    let fit = |question| answers.get(&question).filter(|answer| !contradicts_itself(question, answer));
    let parts = |question| fit(question).map_or(&none, |answer| &answer.parts);
    let said = |question| fit(question).map_or(Answer::Unknown, |answer| answer.known);
    let yes = |question| said(question) == Answer::Yes;
    // What belongs to a yes counts under no other answer: earlier rules kept both.
    let under_yes = |question| if yes(question) { parts(question) } else { &none };
    let (age, perhaps_under_18) = age(parts(Question::T2), said(Question::T2));
    let supervised = under_yes(Question::T14).all("supervised");
    let (abuse, alleged) = (under_yes(Question::T7), under_yes(Question::T4));
    let resulted = if said(Question::T7) == Answer::No { Answer::No } else { abuse.parsed("resulted").unwrap_or_default() };
    let abroad = match said(Question::T17) {
        Answer::Yes if parts(Question::T17).is("elsewhere", "abroad") => Answer::Yes,
        Answer::Yes | Answer::No => Answer::No,
        Answer::Unknown => Answer::Unknown,
    };
    let death = account.map(|account| (account.sheet(Section::Death).day("incident"), account.died));
    ScopeFacts {
        deceased_age: age,
        perhaps_under_18,
        alleged_age: alleged.parsed("alleged_age"),
        connection: connection(parts(Question::T5)),
        same_household: said(Question::T6),
        abuse: abuse.all("abuse").iter().filter_map(|code| code.parse().ok()).collect(),
        honour_or_forced_marriage: !abuse.all("honour").is_empty(),
        manner: parts(Question::T1).parsed("manner").unwrap_or_default(),
        appears_to_have_resulted: resulted,
        died_abroad: abroad,
        nation: parts(Question::T3).parsed("nation"),
        resident_here: said(Question::T3),
        incident_before_death: death.is_some_and(|(incident, died)| incident.is_some_and(|incident| incident < died)),
        alleged_died_alone: alleged.is("died_alone", "yes"),
        evidence_alleged_was_victim: alleged.parsed("was_victim").unwrap_or_default(),
        criminal_outcome: parts(Question::T9).parsed("criminal").unwrap_or_default(),
        deceased_count: parts(Question::T1).parsed("count").unwrap_or(1),
        child_died_or_harmed: parts(Question::T11).is("child_harmed", "yes"),
        care_and_support_needs: yes(Question::T12),
        mental_health_care: yes(Question::T13),
        offensive_weapon: yes(Question::T16),
        under_probation: supervised.iter().any(|one| one == "probation"),
        under_mappa: supervised.iter().any(|one| one == "mappa"),
        learning_disability: parts(Question::T12).is("learning", "yes"),
        in_custody: supervised.iter().any(|one| one == "custody"),
        police_contact: yes(Question::T15),
    }
}

/// The age, or one that stands for its band when only that is known; and whether somebody of 16 or over may have been under 18.
fn age(parts: &Sheet, sixteen: Answer) -> (Option<u8>, bool) {
    let of_band = match parts.get("age_band") {
        "adult" => Some(18),
        "16_17" => Some(16),
        "under_16" => Some(15),
        _ => None,
    };
    if let Some(age) = parts.parsed("deceased_age").or(of_band) {
        return (Some(age), false);
    }
    match sixteen {
        Answer::Yes => (Some(18), true),
        Answer::No => (Some(15), false),
        Answer::Unknown => (None, false),
    }
}

/// How the two were connected: in so many words, or as far as the relationship says it.
fn connection(parts: &Sheet) -> Option<Connection> {
    parts.parsed("connection").or_else(|| told::connection(parts.get("relationship")).parse().ok())
}
