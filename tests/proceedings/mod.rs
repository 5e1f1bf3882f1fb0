//! What runs beside a review, and reports that somebody outside must answer by a day.

use chrono::NaiveDate;
use dardr::access::Denied;
use dardr::access::right::{EditProceedings, SeeProceedings, SeeReview};
use dardr::base::calendar::Calendar;
use dardr::parties::{KeepProblem, Kind};
use dardr::proceedings::{self, NewProceeding, NewReport, ReportKind, State, receive, reports_to_answer, update_report};
use dardr::process::deadlines::Lengths;
use dardr::process::{Due, DueState, Rule, due};
use dardr::reviews;
use dardr::store::Tx;
use http::StatusCode;

use crate::parties::case::{Case, line, prose};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn report(kind: ReportKind, to: &str, on: NaiveDate) -> NewReport {
    NewReport {
        kind,
        issued_by: line("Senior coroner for Kelsall"),
        addressed_to: line(to),
        concerns: prose("Referrals of Danuta Quillfeather were closed without contact"),
        issued_on: on,
        answered_on: None,
        answer: None,
    }
}

async fn clock(tx: &mut Tx, case: &Case, rule: Rule, about: &str) -> Due {
    let facts = reviews::facts(tx, case.review).await.unwrap();
    let all = due(&facts, Calendar::england_and_wales(), &Lengths::default());
    all.into_iter().find(|one| one.clock.rule == rule && one.about == about).unwrap()
}

both!(
    async fn the_clocks_of_reports_that_must_be_answered_start_and_are_met(world: World) {
        let case = Case::begin(world).await;
        case.world.clock.set("2027-05-10T09:00:00Z".parse().unwrap());
        let mut tx = case.write().await;
        case.entry(&mut tx, Kind::Deceased, "Danuta Quillfeather").await;
        let keyring = &case.app.keyring;
        let edit = case.grant::<EditProceedings>(&mut tx, case.coordinator).await;
        let sent = day("2027-03-12");
        let mut to_trust = report(ReportKind::Prevention, "Kelsall Mental Health Trust", sent);
        let id = receive(&mut tx, keyring, &edit, &to_trust).await.unwrap();
        receive(&mut tx, keyring, &edit, &report(ReportKind::Prevention, "Integrated Care Board", sent)).await.unwrap();
        receive(&mut tx, keyring, &edit, &report(ReportKind::Commissioner, "Kelsall Council", sent)).await.unwrap();
        for (rule, about, by) in
            [(Rule::Dl26, "PFD-1", "2027-05-07"), (Rule::Dl26, "PFD-2", "2027-05-07"), (Rule::Dl27, "DAC-1", "2027-05-06")]
        {
            let one = clock(&mut tx, &case, rule, about).await;
            assert_eq!((one.computed_due, one.state), (day(by), DueState::Overdue), "{about}");
        }

        to_trust.answered_on = Some(day("2027-05-06"));
        let unsaid = update_report(&mut tx, keyring, &edit, (id, 2), &to_trust).await;
        assert!(matches!(unsaid, Err(KeepProblem::Rule(_))), "an answer says something");
        to_trust.answer = Some(prose("Every referral is now followed up within a week"));
        assert!(matches!(update_report(&mut tx, keyring, &edit, (id, 1), &to_trust).await, Err(KeepProblem::Stale)));
        update_report(&mut tx, keyring, &edit, (id, 2), &to_trust).await.unwrap();
        let met = clock(&mut tx, &case, Rule::Dl26, "PFD-1").await;
        assert_eq!((met.state, met.met_on), (DueState::Met, Some(day("2027-05-06"))));
        assert_eq!(clock(&mut tx, &case, Rule::Dl26, "PFD-2").await.state, DueState::Overdue, "the other has not answered");

        // A day that was typed wrong is put right, and the clock with it.
        to_trust.issued_on = day("2027-03-01");
        update_report(&mut tx, keyring, &edit, (id, 3), &to_trust).await.unwrap();
        let moved = clock(&mut tx, &case, Rule::Dl26, "PFD-1").await;
        assert_eq!((moved.computed_due, moved.state), (day("2027-04-26"), DueState::MetLate));
        (to_trust.answered_on, to_trust.answer) = (None, None);
        update_report(&mut tx, keyring, &edit, (id, 4), &to_trust).await.unwrap();
        assert_eq!(clock(&mut tx, &case, Rule::Dl26, "PFD-1").await.state, DueState::Overdue);

        let see = case.grant::<SeeProceedings>(&mut tx, case.coordinator).await;
        let kept = reports_to_answer(&mut tx, &see).await.unwrap();
        assert_eq!(kept.len(), 3);
        assert!(!kept[0].concerns.contains("Quillfeather"), "{}", kept[0].concerns);
        let look = case.grant::<SeeReview>(&mut tx, case.coordinator).await;
        let story = reviews::timeline(&mut tx, &look, i64::MAX, 20).await.unwrap();
        let told: Vec<_> = story.iter().map(|one| (one.what.as_str(), one.note.as_str())).collect();
        assert!(told.contains(&("report_to_answer_received", "DAC-1")), "{told:?}");
        assert!(told.contains(&("report_to_answer_answered", "PFD-1")), "{told:?}");
        assert!(told.contains(&("answer_to_report_taken_back", "PFD-1")), "{told:?}");
        let denied = case.try_grant::<EditProceedings>(&mut tx, case.member).await;
        assert!(matches!(denied, Err(Denied::NotThere)), "an agency that has no part in the review");
        tx.commit().await.unwrap();
    }
);

both!(
    async fn a_report_is_recorded_and_answered_on_its_pages(world: World) {
        let case = Case::begin(world).await;
        let browser = case.world.visit(case.coordinator).await;
        let room = format!("/reviews/{}/proceedings", case.review);
        let typed = [
            ("kind", "PFD"),
            ("issued_by", "Senior coroner for Kelsall"),
            ("addressed_to", "Kelsall Mental Health Trust"),
            ("issued_on", "2026-03-02"),
            ("concerns", "Referrals were closed without contact"),
        ];
        let mut early = browser.fill(&format!("{room}/reports/new"), None, &typed).await.unwrap();
        for (name, value) in &mut early.pairs {
            if name == "issued_on-year" {
                "2027".clone_into(value);
            }
        }
        let refused = browser.send_filled(&early).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.html.contains("Referrals were closed without contact"), "what was typed is kept");
        let page = browser.send(&format!("{room}/reports/new"), &typed).await.unwrap();
        assert!(page.says("PFD-1") && page.says("27 April 2026"), "{}", page.words());
        let clocks = browser.open(&format!("/reviews/{}/clocks", case.review)).await.unwrap();
        assert!(clocks.says("(PFD-1)"), "{}", clocks.words());

        let change = page.link("Change PFD-1").unwrap();
        let answer = [("answered_on", "2026-03-05"), ("answer", "Every referral is followed up")];
        let older = browser.fill(&change, None, &answer).await.unwrap();
        let page = browser.send(&change, &answer).await.unwrap();
        assert!(page.says("Every referral is followed up"), "{}", page.words());
        assert_eq!(browser.send_filled(&older).await.status, StatusCode::CONFLICT, "a page of before is refused");

        let stranger = case.world.visit(case.member).await;
        assert_eq!(stranger.visit(&change).await.status, StatusCode::NOT_FOUND);
    }
);

both!(
    async fn the_clock_of_the_national_panel_ends_when_it_is_notified(world: World) {
        let case = Case::begin(world).await;
        let (mut tx, keyring) = (case.write().await, &case.app.keyring);
        let edit = case.grant::<EditProceedings>(&mut tx, case.coordinator).await;
        let mut rapid = NewProceeding::new(proceedings::Kind::Rapid, State::Active, day("2026-02-23"));
        let id = proceedings::add(&mut tx, keyring, &edit, &rapid).await.unwrap();
        let about = "RAPID-1";
        let running = clock(&mut tx, &case, Rule::Dl28, about).await;
        assert_eq!((running.computed_due, running.state), (day("2026-03-02"), DueState::Overdue));

        rapid.panel_notified_on = Some(day("2026-03-07"));
        let ahead = proceedings::change(&mut tx, keyring, &edit, (id, 2), &rapid).await;
        assert!(matches!(ahead, Err(KeepProblem::Rule(_))), "a day that lies ahead");
        rapid.panel_notified_on = Some(day("2026-03-02"));
        proceedings::change(&mut tx, keyring, &edit, (id, 2), &rapid).await.unwrap();
        let met = clock(&mut tx, &case, Rule::Dl28, about).await;
        assert_eq!((met.state, met.met_on), (DueState::Met, Some(day("2026-03-02"))));
        assert_eq!(clock(&mut tx, &case, Rule::Dl28Review, about).await.met_on, None, "the review itself goes on");

        // A day that was typed wrong is put right, and one that was not so is taken back.
        rapid.panel_notified_on = Some(day("2026-03-04"));
        proceedings::change(&mut tx, keyring, &edit, (id, 3), &rapid).await.unwrap();
        assert_eq!(clock(&mut tx, &case, Rule::Dl28, about).await.state, DueState::MetLate);
        rapid.panel_notified_on = None;
        proceedings::change(&mut tx, keyring, &edit, (id, 4), &rapid).await.unwrap();
        assert_eq!(clock(&mut tx, &case, Rule::Dl28, about).await.state, DueState::Overdue);

        // The clock counts from the day as it was put right.
        assert_eq!(clock(&mut tx, &case, Rule::Dl28, about).await.computed_due, day("2026-03-02"));
        rapid.known_on = day("2026-03-03");
        proceedings::change(&mut tx, keyring, &edit, (id, 5), &rapid).await.unwrap();
        assert_eq!(clock(&mut tx, &case, Rule::Dl28, about).await.computed_due, day("2026-03-10"));

        let mut adults = NewProceeding::new(proceedings::Kind::Sar, State::Active, day("2026-02-23"));
        adults.panel_notified_on = Some(day("2026-03-02"));
        assert!(proceedings::add(&mut tx, keyring, &edit, &adults).await.is_err(), "the national panel is for children");
    }
);

both!(
    async fn that_the_national_panel_was_notified_is_recorded_on_the_page(world: World) {
        let case = Case::begin(world).await;
        let browser = case.world.visit(case.coordinator).await;
        let room = format!("/reviews/{}/proceedings", case.review);
        let typed = [("kind", "RAPID"), ("known_on", "2026-02-23"), ("state", "active"), ("panel_notified_on", "2026-02-27")];
        let asks = "When was the national child safeguarding panel notified?";
        assert!(!browser.visit(&format!("{room}/new")).await.says(asks), "it is asked of a rapid review only");
        let form = format!("{room}/new?kind=RAPID");
        assert!(browser.visit(&form).await.says(asks));
        let page = browser.send(&form, &typed).await.unwrap();
        assert!(page.says("National panel notified") && page.says("27 February 2026"), "{}", page.words());
    }
);
