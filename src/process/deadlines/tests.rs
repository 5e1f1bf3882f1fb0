use super::*;
use crate::process::{HoldReason, Regime, Stage};

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn facts(regime: Regime, today: &str, happened: &[(Event, &str)]) -> Facts {
    let mut facts = Facts { regime, today: day(today), ..Facts::default() };
    for (event, on) in happened {
        facts.dates.record(*event, day(on), "");
    }
    facts
}

pub(super) fn all(facts: &Facts) -> Vec<Due> {
    due(facts, Calendar::england_and_wales(), &Lengths::default())
}

#[track_caller]
pub(super) fn one(facts: &Facts, rule: Rule) -> Due {
    let mut found: Vec<Due> = all(facts).into_iter().filter(|due| due.clock.rule == rule).collect();
    assert_eq!(found.len(), 1, "{rule}");
    found.remove(0)
}

/// Scenario A, "Marta", to a day.
pub(super) fn marta(today: &str) -> Facts {
    let happened = [
        (Event::CameToAttention, "2025-02-12"),
        (Event::NotificationReceived, "2025-02-12"),
        (Event::SecureRecordsSent, "2025-02-12"),
        (Event::DecidedToReview, "2025-03-06"),
        (Event::ScopingRequested, "2025-03-06"),
        (Event::ChairAppointed, "2025-04-04"),
        (Event::FirstPanelHeld, "2025-05-08"),
        (Event::TermsIssued, "2025-05-08"),
        (Event::DelayNoticeSent, "2025-08-01"),
        (Event::DraftShared, "2026-06-02"),
        (Event::FamilyReadingFinished, "2026-06-16"),
        (Event::SentForSignOff, "2026-06-17"),
        (Event::ReportCompleted, "2026-07-14"),
        (Event::SubmittedToHomeOffice, "2026-07-17"),
        (Event::ReportSentToCommissioner, "2026-07-17"),
        (Event::QualityBoardMet, "2026-10-21"),
        (Event::ChangesAsked, "2026-12-09"),
        (Event::ChangesMade, "2027-01-22"),
        (Event::Published, "2027-02-25"),
    ];
    let past: Vec<_> = happened.into_iter().filter(|(_, on)| day(on) <= day(today)).collect();
    facts(Regime::DhrS9, today, &past)
}

#[test]
fn scenario_a_from_notice_to_terms() {
    let decide = one(&marta("2025-02-12"), Rule::Dl02);
    assert_eq!((decide.computed_due, decide.state), (day("2025-03-12"), DueState::Due));
    assert_eq!(one(&marta("2025-02-12"), Rule::Dl03Secured).computed_due, day("2025-02-14"));
    assert_eq!(one(&marta("2025-02-12"), Rule::Dl03).state, DueState::Met);
    let decided = marta("2025-03-06");
    assert_eq!(one(&decided, Rule::Dl02).state, DueState::Met);
    let report = one(&decided, Rule::Dl12);
    assert_eq!((report.computed_due, report.act_by), (day("2025-09-06"), day("2025-09-05")));
    for rule in [Rule::Dl04, Rule::Dl05] {
        assert_eq!(one(&decided, rule).computed_due, day("2025-03-13"), "{rule}");
    }
    assert_eq!(one(&decided, Rule::Dl09).computed_due, day("2025-03-20"));
    assert_eq!(one(&decided, Rule::Dl13).computed_due, day("2025-08-08"));
    let scoped = marta("2025-05-08");
    assert_eq!(one(&scoped, Rule::Dl10).computed_due, day("2025-06-06"));
    assert_eq!(one(&scoped, Rule::Dl11).computed_due, day("2025-07-04"));
}

#[test]
fn scenario_a_hold_agreed_date_and_lateness() {
    let mut paused = marta("2025-04-24");
    let mut hold = Hold {
        reason: HoldReason::Criminal,
        scope: HoldScope::Partial(vec![
            TaskKind::FamilyInterviews,
            TaskKind::StaffInterviews,
            TaskKind::PerpContact,
            TaskKind::Drafting,
        ]),
        start: day("2025-04-24"),
        lifted: None,
    };
    paused.holds.push(hold.clone());
    let report = one(&paused, Rule::Dl12);
    assert_eq!((report.state, report.computed_due), (DueState::Due, day("2025-09-06")), "a hold stops no clock of guidance");
    assert_eq!(report.held_since, Some(day("2025-04-24")), "and it is said beside it");
    assert_eq!(suggest(&report, &paused.holds, Calendar::england_and_wales()), None, "it still stands");
    hold.lifted = Some(day("2026-02-16"));
    let suggested = suggest(&report, &[hold], Calendar::england_and_wales()).unwrap();
    assert_eq!(suggested.due, day("2026-07-01"));
    assert!(suggested.why.contains("135 days were left"));

    let mut late = marta("2026-06-20");
    assert_eq!(one(&late, Rule::Dl12).state, DueState::Overdue);
    late.agreed.push(Agreed {
        rule: Rule::Dl12,
        about: String::new(),
        due: day("2026-06-30"),
        by: "Partnership chair".to_owned(),
        on: day("2026-02-16"),
        why: "The trial is over".to_owned(),
    });
    let agreed = one(&late, Rule::Dl12);
    assert_eq!((agreed.state, agreed.computed_due, agreed.working_date()), (DueState::Due, day("2025-09-06"), day("2026-06-30")));
    let reading = one(&late, Rule::Dl14);
    assert_eq!((reading.computed_due, reading.state), (day("2026-06-16"), DueState::Met));

    let mut signed = marta("2026-07-14");
    signed.agreed = late.agreed;
    let done = one(&signed, Rule::Dl12);
    assert_eq!((done.state, done.days_after_computed(signed.today)), (DueState::MetLate, 311));
    assert_eq!((day("2026-07-14") - done.started).num_days(), 495);
}

#[test]
fn scenario_a_from_submission_to_publication() {
    let sent = marta("2026-07-17");
    assert_eq!((one(&sent, Rule::Dl16).state, one(&sent, Rule::Dl17).state), (DueState::Met, DueState::Met));
    let changes = one(&marta("2026-12-09"), Rule::Dl20);
    assert_eq!(changes.computed_due, day("2027-01-11"));
    let made = marta("2027-01-22");
    assert_eq!(one(&made, Rule::Dl20).state, DueState::MetLate);
    assert_eq!(one(&made, Rule::Dl21).computed_due, day("2027-02-19"));
    assert_eq!(one(&marta("2027-02-25"), Rule::Dl21).state, DueState::MetLate);
    let embargoed = Facts { embargoes: 1, ..made };
    assert_eq!(one(&embargoed, Rule::Dl21).state, DueState::Embargoed);
}

/// Scenario B, "Leah": a decision reversed.
#[test]
fn scenario_b_a_reversed_decision_starts_a_new_clock_and_leaves_the_first_met() {
    let first = [(Event::CameToAttention, "2026-03-30"), (Event::DecidedNoReview, "2026-04-28")];
    let mut leah = facts(Regime::DhrS9, "2026-04-28", &first);
    assert_eq!(one(&leah, Rule::Dl02).computed_due, day("2026-04-30"));
    assert_eq!(one(&leah, Rule::Dl02).state, DueState::Met);
    for rule in [Rule::Dl04, Rule::Dl05] {
        assert_eq!(one(&leah, rule).computed_due, day("2026-05-06"), "{rule}");
    }
    assert!(!all(&leah).iter().any(|due| due.clock.rule == Rule::Dl12), "no report is due of no review");
    leah.dates.record(Event::HomeOfficeTold, day("2026-05-01"), "");
    assert_eq!(one(&leah, Rule::Dl04).state, DueState::Met);
    leah.dates.record(Event::Reopened, day("2026-07-15"), "");
    leah.dates.record(Event::DecidedToReview, day("2026-07-15"), "");
    leah.today = day("2026-07-15");
    assert_eq!(one(&leah, Rule::Dl12).computed_due, day("2027-01-15"));
    assert_eq!(one(&leah, Rule::Dl02).state, DueState::Met, "the first decision met it");
    let told = one(&leah, Rule::Dl04);
    assert_eq!((told.state, told.computed_due), (DueState::Due, day("2026-07-22")), "the new decision is told too");
    leah.dates.record(Event::PreventionReportSent, day("2027-03-12"), "PFD-1");
    leah.dates.record(Event::CommissionerReportPublished, day("2027-03-12"), "DAC-1");
    assert_eq!(one(&leah, Rule::Dl26).computed_due, day("2027-05-07"));
    assert_eq!(one(&leah, Rule::Dl27).computed_due, day("2027-05-06"));
}

#[test]
fn a_report_taken_back_has_met_nothing_and_one_that_the_home_office_returned_has() {
    let begun = [(Event::DecidedToReview, "2026-01-12"), (Event::ReportCompleted, "2026-06-30")];
    let mut taken_back = facts(Regime::DhrS9, "2026-09-01", &begun);
    assert_eq!(one(&taken_back, Rule::Dl12).state, DueState::Met);
    taken_back.dates.record(Event::ReturnedToDrafting, day("2026-07-03"), "");
    assert_eq!(one(&taken_back, Rule::Dl12).state, DueState::Overdue);
    assert!(!all(&taken_back).iter().any(|due| due.clock.rule == Rule::Dl16), "nothing is to be sent");
    let mut returned = facts(Regime::DhrS9, "2026-11-01", &begun);
    returned.dates.record(Event::SubmittedToHomeOffice, day("2026-07-03"), "");
    returned.dates.record(Event::ReportReturned, day("2026-10-02"), "");
    assert_eq!(one(&returned, Rule::Dl12).state, DueState::Met, "it was finished in time");
    let mut reopened = facts(Regime::DhrS9, "2026-11-01", &begun);
    reopened.dates.record(Event::ClearedReportReopened, day("2026-10-02"), "");
    assert!(!reopened.dates.stands(Event::ReportCompleted), "it is agreed again");
    assert_eq!(one(&reopened, Rule::Dl12).state, DueState::Met);
}

#[test]
fn publication_waits_while_a_cleared_report_is_drafted_again() {
    let cleared = [
        (Event::ReportCompleted, "2026-06-30"),
        (Event::SubmittedToHomeOffice, "2026-07-03"),
        (Event::ChangesAsked, "2026-09-01"),
        (Event::ChangesMade, "2026-09-15"),
    ];
    let mut facts = facts(Regime::DhrS9, "2026-11-20", &cleared);
    assert_eq!(one(&facts, Rule::Dl21).state, DueState::Overdue);
    facts.dates.record(Event::ClearedReportReopened, day("2026-10-02"), "");
    assert!(!all(&facts).iter().any(|due| due.clock.rule == Rule::Dl21), "nothing is cleared that could be published");
    assert_eq!(one(&facts, Rule::Dl20).state, DueState::Met, "the changes were made in time");
    facts.dates.record(Event::ReportCleared, day("2026-11-19"), "");
    let again = one(&facts, Rule::Dl21);
    assert_eq!((again.started, again.state), (day("2026-11-19"), DueState::Due));
}

#[test]
fn a_transfer_that_is_reopened_has_decided_nothing() {
    let mut back =
        facts(Regime::DhrS9, "2026-05-20", &[(Event::CameToAttention, "2026-03-30"), (Event::CaseTransferred, "2026-04-10")]);
    assert_eq!(one(&back, Rule::Dl02).state, DueState::Met);
    back.dates.record(Event::Reopened, day("2026-05-12"), "");
    assert_eq!(one(&back, Rule::Dl02).state, DueState::Overdue);
}

#[test]
fn after_a_direction_the_report_runs_from_the_decision_that_followed_or_the_letter() {
    let mut directed =
        facts(Regime::DhrS9, "2026-09-10", &[(Event::DecidedNoReview, "2026-04-28"), (Event::Directed, "2026-09-01")]);
    assert_eq!(one(&directed, Rule::Dl12).computed_due, day("2027-03-01"));
    directed.dates.record(Event::DecidedToReview, day("2026-09-10"), "");
    assert_eq!(one(&directed, Rule::Dl12).computed_due, day("2027-03-10"));
}

#[test]
fn a_joint_review_has_a_clock_for_each_partnership_and_one_plan() {
    let mut joint = facts(Regime::DhrS9, "2025-02-20", &[]);
    joint.dates.record(Event::CameToAttention, day("2025-02-12"), "WYK");
    joint.dates.record(Event::CameToAttention, day("2025-02-19"), "STB");
    let clocks = |facts: &Facts| -> Vec<(String, NaiveDate, DueState)> {
        all(facts)
            .into_iter()
            .filter(|due| due.clock.rule == Rule::Dl02)
            .map(|due| (due.about, due.computed_due, due.state))
            .collect()
    };
    let expected = |state| vec![("STB".to_owned(), day("2025-03-19"), state), ("WYK".to_owned(), day("2025-03-12"), state)];
    assert_eq!(clocks(&joint), expected(DueState::Due));
    joint.dates.record(Event::DecidedToReview, day("2025-03-06"), "");
    assert_eq!(clocks(&joint), expected(DueState::Met), "the joint decision meets both");
    assert_eq!(one(&joint, Rule::Dl12).about, "");
}

#[test]
fn a_first_attention_found_to_be_earlier_moves_the_start_back() {
    let mut found = facts(Regime::DhrS9, "2025-02-20", &[(Event::CameToAttention, "2025-02-12")]);
    found.dates.record(Event::CameToAttention, day("2025-02-10"), "");
    assert_eq!(one(&found, Rule::Dl02).started, day("2025-02-10"));
    found.dates.record(Event::CameToAttention, day("2025-02-15"), "");
    assert_eq!(one(&found, Rule::Dl02).started, day("2025-02-10"));
}

#[test]
fn each_action_has_its_own_checks() {
    let mut done = facts(Regime::DhrS9, "2027-01-01", &[]);
    done.dates.record(Event::ActionCompleted, day("2026-06-30"), "R01.a");
    done.dates.record(Event::ActionCompleted, day("2026-08-31"), "R02.a");
    done.dates.record(Event::ImpactChecked, day("2026-12-20"), "R01.a");
    let checks: Vec<_> = all(&done).into_iter().filter(|due| due.clock.rule == Rule::Dl25).collect();
    assert_eq!(
        checks.iter().map(|due| (due.computed_due, due.state)).collect::<Vec<_>>(),
        [(day("2026-12-30"), DueState::Met), (day("2027-02-28"), DueState::Due),]
    );
}

/// The clocks that still ask something of somebody at a stage, had each begun years ago and nobody met it.
fn still_run(regime: Regime, stage: Stage) -> Vec<&'static str> {
    let asks = |clock: &&Deadline| {
        let begun = facts(regime, "2028-06-01", &[(clock.starts[0], "2025-01-06")]);
        let due = one(&Facts { stage, promised: Some(day("2025-03-03")), ..begun }, clock.rule);
        due.runs() || due.state == DueState::Given
    };
    crate::process::table::deadlines(regime).filter(asks).map(|clock| clock.rule.code()).collect()
}

#[test]
fn a_review_that_rests_runs_only_clocks_that_somebody_can_still_end() {
    let beside = ["DL-26", "DL-27", "DL-28", "DL-28.2", "DL-29"];
    let and_beside = |own: &[&'static str]| [own, &beside].concat();
    let closed = ["DL-17", "DL-22", "DL-23", "DL-25", "DL-25.2"];
    assert_eq!(still_run(Regime::DhrS9, Stage::Closed), and_beside(&closed));
    assert_eq!(still_run(Regime::Nonstat, Stage::Closed), and_beside(&["DL-25", "DL-25.2"]));
    assert_eq!(still_run(Regime::DhrS9, Stage::NoReview), and_beside(&["DL-02", "DL-04", "DL-05", "DL-06", "DL-25", "DL-25.2"]));
    assert_eq!(still_run(Regime::DhrS9, Stage::Transferred), and_beside(&["DL-25", "DL-25.2"]));
}

#[test]
fn while_a_review_goes_on_only_what_is_past_lapses() {
    let lapsed = |stage| {
        let run = still_run(Regime::DhrS9, stage);
        let all = crate::process::table::deadlines(Regime::DhrS9).map(|clock| clock.rule.code());
        all.filter(|rule| !run.contains(rule)).collect::<Vec<_>>()
    };
    assert_eq!(lapsed(Stage::Notified), [""; 0]);
    assert_eq!(lapsed(Stage::CspSignoff), ["DL-02", "DL-07", "DL-08"], "which are met by then, or the review would not be there");
    let secured = facts(Regime::DhrS9, "2025-06-01", &[(Event::SecureRecordsSent, "2025-02-12")]);
    assert_eq!(one(&secured, Rule::Dl03Secured).state, DueState::Overdue);
    let closed = Facts { stage: Stage::Closed, ..secured };
    assert_eq!(one(&closed, Rule::Dl03Secured).state, DueState::Lapsed, "nobody can confirm it any more");
    let reopened = Facts { stage: Stage::Decision, ..closed };
    assert_eq!(one(&reopened, Rule::Dl03Secured).state, DueState::Overdue);
}

#[test]
fn a_reading_window_that_ends_early_says_so() {
    let reading =
        facts(Regime::DhrS9, "2026-06-10", &[(Event::DraftShared, "2026-06-02"), (Event::FamilyReadingFinished, "2026-06-09")]);
    assert_eq!(one(&reading, Rule::Dl14).state, DueState::CutShort);
    let open = facts(Regime::DhrS9, "2026-08-10", &[(Event::DraftShared, "2026-06-02")]);
    assert_eq!(one(&open, Rule::Dl14).state, DueState::Given, "people who take longer are never overdue");
}

#[test]
fn a_partnership_sets_its_own_lengths_but_not_those_of_guidance() {
    let mut lengths = Lengths::default();
    assert_eq!(lengths.set(Rule::Dl11, Length::WorkingDays(30)), Ok(()));
    assert_eq!(lengths.set(Rule::Dl27, Length::Days(90)), Err(FixedLength(Rule::Dl27)));
    assert_eq!(lengths.set(Rule::Dl12, Length::Months(9)), Ok(()), "for local learning reviews");
    let begun =
        |regime| facts(regime, "2025-06-01", &[(Event::DecidedToReview, "2025-03-06"), (Event::TermsIssued, "2025-05-08")]);
    let ends = |regime, rule| {
        due(&begun(regime), Calendar::england_and_wales(), &lengths)
            .into_iter()
            .find(|due| due.clock.rule == rule)
            .unwrap()
            .computed_due
    };
    assert_eq!(ends(Regime::DhrS9, Rule::Dl12), day("2025-09-06"));
    assert_eq!(ends(Regime::Nonstat, Rule::Dl12), day("2025-12-06"));
    assert_eq!(ends(Regime::DhrS9, Rule::Dl11), day("2025-06-20"));
}

#[test]
fn beyond_the_known_bank_holidays_a_date_is_marked() {
    let far = facts(Regime::DhrS9, "2028-12-20", &[(Event::TermsIssued, "2028-12-20")]);
    assert!(!one(&far, Rule::Dl10).sure);
    assert!(one(&marta("2025-03-06"), Rule::Dl12).sure);
}

#[test]
fn a_notice_of_delay_is_met_by_a_notice_and_by_nothing_else() {
    let begun = (Event::DecidedToReview, "2025-03-06");
    let state = |happened: &[(Event, &str)]| one(&facts(Regime::DhrS9, "2026-06-01", happened), Rule::Dl13).state;
    assert_eq!(state(&[begun]), DueState::Overdue);
    assert_eq!(state(&[begun, (Event::ReportCompleted, "2025-09-05")]), DueState::NotNeeded, "the report was in time");
    assert_eq!(state(&[begun, (Event::ReportCompleted, "2026-05-01")]), DueState::Lapsed, "it was late, and nobody was told");
    assert_eq!(state(&[begun, (Event::DelayNoticeSent, "2025-08-01"), (Event::ReportCompleted, "2026-05-01")]), DueState::Met);
}

#[test]
fn what_is_over_without_its_step_is_not_met() {
    let begun = [(Event::TermsIssued, "2025-05-08"), (Event::AnalysisBegun, "2025-09-01"), (Event::ImrsIn, "2025-07-01")];
    let analysis = facts(Regime::DhrS9, "2026-06-01", &begun);
    let chronologies = one(&analysis, Rule::Dl10);
    assert_eq!((chronologies.state, chronologies.met_on), (DueState::Ended, None));
    assert_eq!(one(&analysis, Rule::Dl11).state, DueState::Met);
    let closed =
        facts(Regime::DhrS9, "2027-06-01", &[(Event::ReportCompleted, "2026-07-14"), (Event::ReviewClosed, "2027-05-01")]);
    assert_eq!(one(&closed, Rule::Dl24).state, DueState::Ended);
}

#[test]
fn nine_months_after_publication_it_is_late_to_tell_the_family_what_changed() {
    let out = [(Event::Published, "2026-01-20"), (Event::MonitoringBegun, "2026-02-02")];
    let mut late = facts(Regime::DhrS9, "2026-10-20", &out);
    late.stage = Stage::Monitoring;
    let tell = one(&late, Rule::Dl30);
    assert_eq!((tell.computed_due, tell.state), (day("2026-07-20"), DueState::Overdue));
    let nobody = Facts { nobody_to_tell: true, ..late.clone() };
    assert_eq!(one(&nobody, Rule::Dl30).state, DueState::NotNeeded);
    late.dates.record(Event::FamilyToldWhatChanged, day("2026-10-20"), "");
    late.dates.record(Event::Published, day("2026-10-21"), "");
    assert_eq!(one(&late, Rule::Dl30).state, DueState::MetLate);
    assert!(late.dates.stands(Event::FamilyToldWhatChanged), "a promise is kept once");
}

#[test]
fn nobody_owes_a_chronology_where_only_short_reports_are_asked_for() {
    let asked = facts(Regime::DhrS9, "2026-06-10", &[(Event::TermsIssued, "2026-03-02")]);
    assert_eq!(one(&asked, Rule::Dl10).state, DueState::Overdue);
    let short = Facts { no_chronologies: true, ..asked };
    assert_eq!(one(&short, Rule::Dl10).state, DueState::NotNeeded);
    assert_eq!(one(&short, Rule::Dl11).state, DueState::Overdue, "a short report has its day from it too");
}
