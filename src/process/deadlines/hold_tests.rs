//! What holds and embargoes do to clocks.

use super::tests::{day, facts, marta, one};
use super::*;
use crate::process::{HoldReason, Regime, Stage};

fn lifted(from: &str, to: &str, scope: HoldScope) -> Hold {
    Hold { reason: HoldReason::Criminal, scope, start: day(from), lifted: Some(day(to)) }
}

#[test]
fn a_full_hold_gives_back_the_days_that_were_left() {
    let report = one(&marta("2025-03-06"), Rule::Dl12);
    let proposed = |holds: &[Hold]| suggest(&report, holds, Calendar::england_and_wales()).map(|suggestion| suggestion.due);
    let full = |from, to| lifted(from, to, HoldScope::Full);
    assert_eq!(proposed(&[full("2025-04-24", "2026-02-16")]), Some(day("2026-07-01")), "fixture A7");
    assert_eq!(proposed(&[full("2025-09-06", "2026-02-16")]), Some(day("2026-02-16")), "no days were left");
    assert_eq!(proposed(&[full("2025-10-01", "2026-02-16")]), None, "it had run out before the hold began");
    let chronologies = one(&marta("2025-05-08"), Rule::Dl10);
    let weeks = suggest(&chronologies, &[full("2025-05-30", "2025-08-20")], Calendar::england_and_wales()).unwrap();
    assert_eq!(weeks.due, day("2025-08-28"), "five working days, none of them the bank holiday of 25 August");
    assert!(weeks.why.starts_with("5 working days were left to its date"), "{}", weeks.why);
    let apart = lifted("2025-04-24", "2026-02-16", HoldScope::Partial(vec![TaskKind::PerpContact]));
    assert_eq!(suggest(&report, &[apart], Calendar::england_and_wales()), None, "the report does not wait for it");
}

#[test]
fn a_hold_gives_no_more_days_than_it_kept_the_clock_back() {
    let report = one(&marta("2025-03-06"), Rule::Dl12);
    let full = |from, to| lifted(from, to, HoldScope::Full);
    let proposed = |holds: &[Hold]| suggest(&report, holds, Calendar::england_and_wales()).map(|suggestion| suggestion.due);
    let before = suggest(&report, &[full("2020-01-01", "2025-03-16")], Calendar::england_and_wales()).unwrap();
    assert_eq!(before.due, day("2025-09-16"), "ten days of the hold lie after the decision");
    assert!(before.why.contains("when the hold began to keep it back"), "{}", before.why);
    assert_eq!(proposed(&[full("2020-01-01", "2025-03-06")]), None, "it was lifted on the day the clock started");
    assert_eq!(proposed(&[full("2024-12-01", "2025-01-20")]), None);
    let (first, second) = (full("2025-04-01", "2025-04-11"), full("2025-06-01", "2025-06-21"));
    assert_eq!(proposed(&[second.clone(), first.clone()]), Some(day("2025-10-06")), "ten days and twenty");
    assert_eq!(proposed(&[first, full("2025-04-06", "2025-04-21")]), Some(day("2025-09-26")), "shared days count once");
    assert_eq!(proposed(&[second.clone(), second]), Some(day("2025-09-26")));
}

#[test]
fn no_day_is_proposed_before_the_date_that_was_agreed() {
    let full = |from, to| lifted(from, to, HoldScope::Full);
    let agreed = |due: &str, on: &str| {
        let mut begun = marta("2025-03-06");
        let (due, on) = (day(due), day(on));
        begun.agreed.push(Agreed {
            rule: Rule::Dl12,
            about: String::new(),
            due,
            by: "Chair".into(),
            on,
            why: "The trial".into(),
        });
        one(&begun, Rule::Dl12)
    };
    let short = [full("2025-05-01", "2025-05-11")];
    assert_eq!(
        suggest(&agreed("2026-01-30", "2025-05-05"), &short, Calendar::england_and_wales()),
        None,
        "its computed date and ten days lie before it"
    );
    let before = suggest(&agreed("2026-01-30", "2025-04-01"), &short, Calendar::england_and_wales()).unwrap();
    assert_eq!(before.due, day("2026-02-09"), "the days that were left to the agreed date");
    assert!(before.why.contains("274 days were left to its agreed date when the hold began"), "{}", before.why);
    let trial = [full("2025-04-24", "2026-02-16")];
    assert_eq!(
        suggest(&agreed("2026-01-30", "2025-08-01"), &trial, Calendar::england_and_wales()).map(|one| one.due),
        Some(day("2026-07-01")),
        "fixture A7"
    );
    assert_eq!(
        suggest(&agreed("2026-06-30", "2026-02-20"), &trial, Calendar::england_and_wales()),
        None,
        "the partnership has answered it"
    );
}

#[test]
fn a_hold_pauses_what_its_scope_names_and_nothing_of_law_or_guidance_and_nothing_late() {
    let on = |today: &str, start: &str, scope: HoldScope| {
        let mut begun = marta("2025-05-08");
        begun.today = day(today);
        begun.holds.push(Hold { reason: HoldReason::Criminal, scope, start: day(start), lifted: None });
        [Rule::Dl10, Rule::Dl11, Rule::Dl12, Rule::Dl13].map(|rule| one(&begun, rule).state)
    };
    use DueState::{Due, Overdue, Paused};
    assert_eq!(on("2025-06-02", "2025-06-01", HoldScope::Full), [Paused, Paused, Due, Due]);
    assert_eq!(on("2025-06-20", "2025-06-01", HoldScope::Full), [Paused, Paused, Due, Due], "its date fell into the hold");
    assert_eq!(on("2025-06-20", "2025-06-12", HoldScope::Full), [Overdue, Paused, Due, Due], "what was late stays late");
    assert_eq!(on("2025-10-01", "2025-06-12", HoldScope::Full), [Overdue, Paused, Overdue, Overdue]);
    let talks = HoldScope::Partial(vec![TaskKind::FamilyInterviews]);
    assert_eq!(on("2025-06-20", "2025-06-01", talks), [Overdue, Due, Due, Due]);
}

#[test]
fn an_embargo_is_not_called_a_hold() {
    let mut cleared = facts(Regime::DhrS9, "2026-10-20", &[(Event::ReportCleared, "2026-10-01")]);
    cleared.stage = Stage::Cleared;
    cleared.embargoes = 1;
    assert_eq!(one(&cleared, Rule::Dl21).state, DueState::Embargoed);
    assert!(one(&cleared, Rule::Dl21).runs());
}
