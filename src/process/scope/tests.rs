use chrono::NaiveDate;

use super::*;
use crate::process::Regime;
use AbuseKind::{ControllingOrCoercive, Economic, Neglect, PhysicalOrSexual};
use Outcome::{Arguable, AskHomeOffice, Consider, No, Yes};
use ParallelReview::{Cdr, Cqc, Inquest, Iopc, Lcspr, MappaScr, Mhhr, Owhr, Rapid, Sar, Sfo};

/// An adult killed by a partner; each row says how it differs.
fn killed() -> ScopeFacts {
    ScopeFacts {
        deceased_age: Some(34),
        alleged_age: Some(37),
        connection: Some(Connection::Partner),
        same_household: Answer::No,
        abuse: vec![PhysicalOrSexual],
        manner: Manner::Killed,
        appears_to_have_resulted: Answer::Yes,
        died_abroad: Answer::No,
        deceased_count: 1,
        ..ScopeFacts::default()
    }
}

/// An adult who died by suicide after abuse by a partner.
fn suicide(abuse: AbuseKind) -> ScopeFacts {
    ScopeFacts { manner: Manner::Suicide, abuse: vec![abuse], ..killed() }
}

#[track_caller]
fn advises(facts: &ScopeFacts, words: &str) {
    let advice = evaluate(facts).advice;
    assert!(advice.iter().any(|sentence| sentence.contains(words)), "{words}: {advice:?}");
    assert!(!evaluate(&killed()).advice.iter().any(|sentence| sentence.contains(words)), "{words} is said to everybody");
}

#[track_caller]
fn assert(facts: &ScopeFacts, s9: Outcome, s8a: Outcome, also: &[ParallelReview]) {
    let tests = evaluate(facts);
    assert_eq!((tests.s9.outcome, tests.s8a.outcome), (s9, s8a), "{tests:?}");
    for review in also {
        assert!(tests.also.contains(review), "{} is missing", review.label());
    }
    assert!(!tests.s9.reasons.is_empty() && !tests.s8a.reasons.is_empty());
}

#[test]
fn row_1_adult_killed_by_partner_or_ex() {
    let facts = ScopeFacts { police_contact: true, under_probation: true, under_mappa: true, ..killed() };
    assert(&facts, Yes, Yes, &[Iopc, Sfo, MappaScr]);
    assert(&ScopeFacts { connection: Some(Connection::FormerPartner), ..killed() }, Yes, Yes, &[]);
}

#[test]
fn row_2_parent_killed_by_adult_child() {
    let facts = ScopeFacts {
        deceased_age: Some(71),
        connection: Some(Connection::Relative),
        care_and_support_needs: true,
        mental_health_care: true,
        ..killed()
    };
    assert(&facts, Yes, Yes, &[Sar, Mhhr]);
}

#[test]
fn row_3_flatmate_kills_unrelated_flatmate() {
    let facts = ScopeFacts {
        connection: Some(Connection::Acquaintance),
        same_household: Answer::Yes,
        offensive_weapon: true,
        ..killed()
    };
    assert(&facts, Yes, No, &[Owhr]);
}

#[test]
fn row_4_victim_15_boyfriend_17() {
    assert(&ScopeFacts { deceased_age: Some(15), alleged_age: Some(17), ..killed() }, No, No, &[Rapid, Lcspr, Cdr]);
}

#[test]
fn row_5_victim_17_ex_boyfriend_18() {
    let facts =
        ScopeFacts { deceased_age: Some(17), alleged_age: Some(18), connection: Some(Connection::FormerPartner), ..killed() };
    assert(&facts, Yes, Yes, &[Rapid, Lcspr]);
}

#[test]
fn row_6_victim_19_killed_by_sibling_of_15() {
    let facts = ScopeFacts { deceased_age: Some(19), alleged_age: Some(15), connection: Some(Connection::Relative), ..killed() };
    assert(&facts, Yes, No, &[Lcspr]);
}

#[test]
fn row_7_suicide_after_coercive_control_without_charge() {
    let facts = ScopeFacts { criminal_outcome: CriminalOutcome::NoCharge, ..suicide(ControllingOrCoercive) };
    assert(&facts, Yes, Yes, &[Inquest]);
    advises(&facts, "conviction");
    advises(&facts, "suicide surveillance");
}

#[test]
fn row_8_suicide_after_economic_abuse_only() {
    assert(&suicide(Economic), Arguable, Yes, &[]);
}

#[test]
fn row_9_frail_parent_dies_from_omission_by_adult_child_carer() {
    let facts = ScopeFacts {
        deceased_age: Some(84),
        connection: Some(Connection::Relative),
        manner: Manner::Neglected,
        abuse: vec![Neglect],
        care_and_support_needs: true,
        ..killed()
    };
    assert(&facts, Yes, Arguable, &[Sar]);
}

#[test]
fn row_10_live_in_paid_carer_kills_client() {
    let carer = ScopeFacts { connection: Some(Connection::PaidCarer), care_and_support_needs: true, ..killed() };
    assert(&ScopeFacts { same_household: Answer::Yes, ..carer.clone() }, Yes, No, &[Sar, Cqc]);
    assert(&ScopeFacts { same_household: Answer::No, ..carer.clone() }, No, No, &[Sar, Cqc]);
    assert(&ScopeFacts { same_household: Answer::Unknown, ..carer }, Consider, No, &[Sar, Cqc]);
}

#[test]
fn row_11_new_partner_of_ex_wife_killed_by_ex_husband() {
    let facts = ScopeFacts { connection: Some(Connection::ThroughAnother), ..killed() };
    assert(&facts, No, No, &[]);
    assert!(evaluate(&facts).advice.iter().any(|sentence| sentence.contains("local review")));
    assert(&ScopeFacts { same_household: Answer::Yes, ..facts }, Yes, No, &[]);
}

#[test]
fn row_12_first_cousin_or_in_law() {
    let facts = ScopeFacts { connection: Some(Connection::Relative), honour_or_forced_marriage: true, ..killed() };
    assert(&facts, Yes, Yes, &[]);
    advises(&facts, "honour-based abuse and forced marriage");
}

#[test]
fn row_13_homicide_followed_by_perpetrators_suicide() {
    let facts = ScopeFacts { criminal_outcome: CriminalOutcome::AllegedDead, deceased_count: 2, ..killed() };
    assert(&facts, Yes, Yes, &[Inquest]);
}

#[test]
fn row_14_perpetrator_alone_dies_by_suicide() {
    let facts = ScopeFacts { alleged_died_alone: true, ..suicide(PhysicalOrSexual) };
    assert(&facts, No, No, &[]);
    assert(&ScopeFacts { evidence_alleged_was_victim: Answer::Yes, ..facts }, Yes, Yes, &[]);
}

#[test]
fn row_15_unexplained_fall_with_a_history_of_abuse() {
    let facts = ScopeFacts { manner: Manner::Unexplained, appears_to_have_resulted: Answer::Unknown, ..killed() };
    assert(&facts, Consider, Consider, &[Inquest]);
    assert!(evaluate(&facts).advice.iter().any(|sentence| sentence.contains("after the inquest")));
}

#[test]
fn row_16_acquittal_or_no_further_action() {
    for outcome in [CriminalOutcome::Acquitted, CriminalOutcome::NoFurtherAction] {
        let facts = ScopeFacts { criminal_outcome: outcome, ..killed() };
        assert(&facts, Yes, Yes, &[]);
        assert!(evaluate(&facts).advice.iter().any(|sentence| sentence.contains("no reason not to review")));
    }
}

#[test]
fn row_17_stranger_who_stalked_never_connected() {
    assert(&ScopeFacts { connection: Some(Connection::Stranger), offensive_weapon: true, ..killed() }, No, No, &[Owhr]);
}

#[test]
fn row_18_mother_and_child_of_nine_killed() {
    let mother = ScopeFacts { child_died_or_harmed: true, deceased_count: 2, ..killed() };
    assert(&mother, Yes, Yes, &[Rapid, Lcspr]);
    assert!(evaluate(&mother).advice.iter().any(|sentence| sentence.contains("one plan for contact")));
    let child = ScopeFacts { deceased_age: Some(9), connection: Some(Connection::Relative), ..mother };
    assert(&child, No, No, &[Rapid, Lcspr, Cdr]);
}

#[test]
fn row_19_died_months_after_the_assault() {
    let born: NaiveDate = "2009-03-01".parse().unwrap();
    let age_on = |day: &str| day.parse::<NaiveDate>().unwrap().years_since(born).and_then(|years| years.try_into().ok());
    let (assault, death) = (age_on("2025-01-10"), age_on("2025-06-10"));
    assert_eq!((assault, death), (Some(15), Some(16)));
    let facts = ScopeFacts { deceased_age: death, incident_before_death: true, ..killed() };
    assert(&facts, Yes, Yes, &[]);
    advises(&facts, "the period to be reviewed back from the incident");
}

#[test]
fn row_20_uk_resident_killed_abroad() {
    let facts = ScopeFacts { died_abroad: Answer::Yes, ..killed() };
    assert(&facts, AskHomeOffice, AskHomeOffice, &[]);
}

#[test]
fn row_21_two_victims_one_review() {
    let facts = ScopeFacts { deceased_count: 2, ..killed() };
    assert(&facts, Yes, Yes, &[]);
    assert!(evaluate(&facts).advice.iter().any(|sentence| sentence.contains("One review")));
}

#[test]
fn row_22_resident_in_wales_died_in_england() {
    let case = RegimeFacts { nation: Nation::Wales, date_aware: day("2025-03-01"), ..RegimeFacts::default() };
    let settings = RegimeSettings { susr_start: day("2024-10-01"), ..RegimeSettings::default() };
    assert_eq!(regime_for(&case, &settings).regime, Regime::SusrDhr);
    let facts = ScopeFacts { nation: Some(Nation::Wales), resident_here: Answer::No, ..killed() };
    assert(&facts, Yes, Yes, &[]);
    advises(&facts, "Tell both");
    let at_home = ScopeFacts { resident_here: Answer::Yes, ..facts.clone() };
    assert!(
        !evaluate(&at_home).advice.iter().any(|sentence| sentence.contains("Tell both")),
        "a partnership of Wales leads itself"
    );
    advises(&ScopeFacts { nation: Some(Nation::England), ..facts }, "Tell both partnerships");
}

#[test]
fn somebody_of_16_or_over_who_may_have_been_under_18_prompts_a_rapid_review() {
    let facts = ScopeFacts { deceased_age: Some(18), perhaps_under_18: true, ..killed() };
    assert(&facts, Yes, Yes, &[Rapid]);
    advises(&facts, "16 or 17");
}

#[test]
fn what_is_not_known_is_to_be_considered() {
    assert(&ScopeFacts::default(), Consider, Consider, &[]);
    assert(&ScopeFacts { deceased_age: None, ..killed() }, Consider, Consider, &[]);
    assert(&ScopeFacts { alleged_age: None, ..killed() }, Yes, Consider, &[]);
    assert(&ScopeFacts { connection: None, ..killed() }, Consider, Consider, &[]);
    assert(&ScopeFacts { appears_to_have_resulted: Answer::No, ..suicide(PhysicalOrSexual) }, No, No, &[]);
}

#[test]
fn both_tests_are_kept_as_json() {
    let facts = killed();
    let kept = serde_json::to_string(&(&facts, evaluate(&facts))).unwrap();
    let (again, tests): (ScopeFacts, ScopeTests) = serde_json::from_str(&kept).unwrap();
    assert_eq!((again, tests), (facts.clone(), evaluate(&facts)));
}

#[expect(clippy::unnecessary_wraps, reason = "the fields it fills are options")]
fn day(text: &str) -> Option<NaiveDate> {
    Some(text.parse().unwrap())
}

#[test]
fn the_regime_follows_the_date_that_the_settings_name() {
    let case = RegimeFacts {
        nation: Nation::England,
        date_of_death: day("2026-01-19"),
        date_aware: day("2026-03-30"),
        date_of_decision: day("2026-07-15"),
    };
    let begins = |key, on| RegimeSettings { s8a_commencement: day(on), s8a_transition_key: key, susr_start: day("2024-10-01") };
    let regime = |settings| regime_for(&case, &settings).regime;
    assert_eq!(regime(RegimeSettings::default()), Regime::DhrS9, "section 8A has no day");
    assert_eq!(regime(begins(TransitionKey::DateOfDeath, "2026-01-19")), Regime::DardrS8a);
    assert_eq!(regime(begins(TransitionKey::DateOfDeath, "2026-01-20")), Regime::DhrS9);
    assert_eq!(regime(begins(TransitionKey::DateAware, "2026-03-30")), Regime::DardrS8a);
    assert_eq!(regime(begins(TransitionKey::DateAware, "2026-03-31")), Regime::DhrS9);
    assert_eq!(regime(begins(TransitionKey::DateOfDecision, "2026-07-15")), Regime::DardrS8a);
    assert_eq!(regime(begins(TransitionKey::DateOfDecision, "2026-07-16")), Regime::DhrS9);
    let undecided = RegimeFacts { date_of_decision: None, ..case };
    let choice = regime_for(&undecided, &begins(TransitionKey::DateOfDecision, "2026-01-01"));
    assert_eq!((choice.regime, choice.settled), (Regime::DhrS9, false));
    assert!(choice.reason.contains("decided on or after 1 January 2026"), "{}", choice.reason);
}

#[test]
fn wales_goes_its_own_way_from_its_own_day() {
    let settings =
        RegimeSettings { s8a_commencement: day("2024-01-01"), susr_start: day("2024-10-01"), ..RegimeSettings::default() };
    let case = |aware| RegimeFacts {
        nation: Nation::Wales,
        date_of_death: day("2024-09-20"),
        date_aware: aware,
        date_of_decision: None,
    };
    assert_eq!(regime_for(&case(day("2024-10-01")), &settings).regime, Regime::SusrDhr);
    assert_eq!(regime_for(&case(day("2024-09-30")), &settings).regime, Regime::DardrS8a);
    assert!(!regime_for(&case(None), &settings).settled);
}
