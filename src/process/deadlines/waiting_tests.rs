//! Clocks that wait for people: for the first request, for a date that is agreed, for what was promised.

use super::tests::{all, day, facts, one};
use super::*;
use crate::process::{Regime, Stage};

#[test]
fn what_agencies_answer_is_counted_from_when_one_is_asked_and_not_met_by_nobody() {
    let begun = [(Event::ScopingRequested, "2026-03-02"), (Event::TermsIssued, "2026-03-02"), (Event::ImrsIn, "2026-03-20")];
    let of = |asked: AskedFor| {
        let mut facts = facts(Regime::DhrS9, "2026-08-03", &begun);
        facts.asked_for = [Rule::Dl09, Rule::Dl10, Rule::Dl11].map(|rule| (rule, asked)).to_vec();
        facts
    };
    for rule in [Rule::Dl09, Rule::Dl10, Rule::Dl11] {
        let waits = one(&of(AskedFor::Nobody), rule);
        assert_eq!((waits.state, waits.met_on, waits.runs()), (DueState::Unasked, None, true), "{rule}");
        assert_eq!(waits.state.label(), "Waits for the first request");
    }
    let excused = of(AskedFor::Excused);
    assert_eq!([Rule::Dl09, Rule::Dl10].map(|rule| one(&excused, rule).state), [DueState::NotNeeded; 2]);
    let later = of(AskedFor::Since(day("2026-07-27")));
    let scoping = one(&later, Rule::Dl09);
    assert_eq!((scoping.started_by, scoping.started), (Event::AgenciesAsked, day("2026-07-27")));
    assert_eq!(scoping.state, DueState::Due, "nobody is late who was asked a week ago");
    assert_eq!(one(&later, Rule::Dl10).started, day("2026-03-02"), "a chronology counts from the terms of reference");
    let sooner = of(AskedFor::Since(day("2026-02-02")));
    assert_eq!((one(&sooner, Rule::Dl09).started, one(&sooner, Rule::Dl09).state), (day("2026-03-02"), DueState::Overdue));
    let mut over = of(AskedFor::Nobody);
    over.dates.record(Event::AnalysisBegun, day("2026-07-01"), "");
    assert_eq!(one(&over, Rule::Dl09).state, DueState::Ended);
}

#[test]
fn a_report_that_was_withdrawn_waits_for_a_date_that_people_agree() {
    let out = [(Event::ReportCleared, "2026-01-05"), (Event::Published, "2026-01-20"), (Event::Withdrawn, "2026-03-02")];
    let mut facts = facts(Regime::DhrS9, "2026-03-03", &out);
    facts.stage = Stage::Cleared;
    let again = one(&facts, Rule::Dl32);
    assert_eq!((again.started, again.computed_due, again.state), (day("2026-03-02"), day("2026-03-16"), DueState::ToAgree));
    assert!(again.to_agree() && again.runs());
    assert_eq!(one(&facts, Rule::Dl21).state, DueState::Met, "it was published in time");
    facts.today = day("2026-03-17");
    assert_eq!(one(&facts, Rule::Dl32).state, DueState::Overdue, "nobody agreed a date");
    let agreed = |on: &str| Agreed {
        rule: Rule::Dl32,
        about: String::new(),
        due: day("2026-09-01"),
        by: "Partnership chair".into(),
        on: day(on),
        why: "After the retrial".into(),
    };
    facts.agreed = vec![agreed("2026-02-27")];
    assert!(one(&facts, Rule::Dl32).to_agree(), "what was agreed before this withdrawal was for another");
    facts.agreed = vec![agreed("2026-03-17")];
    let again = one(&facts, Rule::Dl32);
    assert_eq!((again.state, again.working_date(), again.to_agree()), (DueState::Due, day("2026-09-01"), false));
    facts.embargoes = 1;
    assert_eq!(one(&facts, Rule::Dl32).state, DueState::Embargoed);
    facts.embargoes = 0;
    let mut lifted = facts.clone();
    lifted.dates.record(Event::EmbargoLifted, day("2026-03-12"), "");
    assert_eq!(one(&lifted, Rule::Dl32).state, DueState::Ended, "what has a length runs instead");
    assert_eq!(one(&lifted, Rule::Dl21).started, day("2026-03-12"));
    facts.dates.record(Event::Published, day("2026-08-20"), "");
    facts.today = day("2026-08-20");
    assert_eq!(one(&facts, Rule::Dl32).state, DueState::MetAsAgreed);
}

#[test]
fn a_day_on_which_to_write_again_is_kept_by_the_next_notice_or_by_submission() {
    let told = [(Event::DecidedToReview, "2025-03-06"), (Event::DelayNoticeSent, "2025-08-01")];
    let on =
        |today: &str| Facts { promised: Some(day("2025-10-01")), stage: Stage::Drafting, ..facts(Regime::DhrS9, today, &told) };
    let promise = one(&on("2025-09-01"), Rule::Dl33);
    assert_eq!((promise.started, promise.computed_due, promise.state), (day("2025-08-01"), day("2025-10-01"), DueState::Due));
    assert_eq!(one(&on("2025-10-02"), Rule::Dl33).state, DueState::Overdue);
    let mut next = on("2025-09-20");
    next.dates.record(Event::DelayNoticeSent, day("2025-09-20"), "");
    next.promised = Some(day("2026-02-16"));
    assert_eq!((one(&next, Rule::Dl33).started, one(&next, Rule::Dl33).computed_due), (day("2025-09-20"), day("2026-02-16")));
    next.promised = None;
    assert!(all(&next).iter().all(|due| due.clock.rule != Rule::Dl33), "the next notice promised nothing more");
    let mut sent = on("2025-09-25");
    sent.dates.record(Event::SubmittedToHomeOffice, day("2025-09-25"), "");
    assert_eq!(one(&sent, Rule::Dl33).state, DueState::Met);
    assert!(!Deadline::of(Rule::Dl33).unwrap().adjustable(Regime::DhrS9), "nobody sets the length of a promise");
}
