//! From answers to what the scope tests ask about.

use std::collections::BTreeMap;

use super::questions::Question;
use super::store::Answered;
use crate::process::scope::{Answer, ScopeFacts};
use crate::ui::asked::Sheet;

/// The facts that the answers amount to. What was not answered counts as not known.
#[must_use]
pub fn scope_facts(answers: &BTreeMap<Question, Answered>) -> ScopeFacts {
    let none = Sheet::default();
    let parts = |question| answers.get(&question).map_or(&none, |answer| &answer.parts);
    let said = |question| answers.get(&question).map_or(Answer::Unknown, |answer| answer.known);
    let yes = |question| said(question) == Answer::Yes;
    let codes = |sheet: &Sheet, name: &str| sheet.all(name).to_vec();
    let supervised = if yes(Question::T14) { codes(parts(Question::T14), "supervised") } else { Vec::new() };
    let abuse = codes(parts(Question::T7), "abuse").iter().filter_map(|code| code.parse().ok()).collect();
    let abroad = match said(Question::T17) {
        Answer::Yes if parts(Question::T17).is("elsewhere", "abroad") => Answer::Yes,
        Answer::Yes | Answer::No => Answer::No,
        Answer::Unknown => Answer::Unknown,
    };
    ScopeFacts {
        deceased_age: age(parts(Question::T2), "deceased_age", said(Question::T2)),
        alleged_age: parts(Question::T4).parsed("alleged_age"),
        connection: parts(Question::T5).parsed("connection"),
        same_household: said(Question::T6),
        abuse: if said(Question::T7) == Answer::No { Vec::new() } else { abuse },
        manner: parts(Question::T1).parsed("manner").unwrap_or_default(),
        appears_to_have_resulted: if said(Question::T7) == Answer::No {
            Answer::No
        } else {
            parts(Question::T7).parsed("resulted").unwrap_or_default()
        },
        died_abroad: abroad,
        alleged_died_alone: parts(Question::T4).is("died_alone", "yes"),
        evidence_alleged_was_victim: parts(Question::T4).parsed("was_victim").unwrap_or_default(),
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

/// The age, or one that stands for "16 or over" or "under 16" when only that is known.
fn age(parts: &Sheet, name: &str, sixteen: Answer) -> Option<u8> {
    parts.parsed(name).or(match sixteen {
        Answer::Yes => Some(18),
        Answer::No => Some(15),
        Answer::Unknown => None,
    })
}
