//! What asks for a new plan stays on the front page until new dates are agreed or somebody says why none are needed.

use dardr::access::right::{EditClocks, EditFamily, EditProceedings, SeeReview};
use dardr::base::calendar::Calendar;
use dardr::demo::Browser;
use dardr::family::{self, About, Medium, NewContact, NewFamily, Outcome, Part};
use dardr::ids::OrganisationId;
use dardr::imr::{self, Asked, Level};
use dardr::parties::{KeepProblem, Kind};
use dardr::proceedings::{self, NewProceeding, State};
use dardr::process::{Event, HoldReason, HoldScope, Lengths, Role, Rule, Stage, due};
use dardr::redaction::CaseText;
use dardr::reviews::{self, Cause, NewHold};
use dardr::store::{Tx, sql};
use dardr::work::run_due;
use http::StatusCode;

use crate::parties::case::{Case, line, prose};

async fn open(tx: &mut Tx, case: &Case) -> Vec<(Cause, String)> {
    let look = case.grant::<SeeReview>(tx, case.coordinator).await;
    reviews::replans(tx, &look).await.unwrap().into_iter().map(|one| (one.cause, one.about)).collect()
}

/// A hold is set and lifted, and a trial is listed and then ends.
async fn happens(tx: &mut Tx, case: &Case) {
    let today = tx.today();
    reviews::record(tx, case.review, Event::DecidedToReview, today, "").await.unwrap();
    let clocks = case.grant::<EditClocks>(tx, case.coordinator).await;
    let hold = NewHold {
        reason: HoldReason::Criminal,
        scope: HoldScope::Full,
        requested_by: CaseText::default(),
        advice: CaseText::default(),
        starts: today,
        expected_end: None,
    };
    let id = reviews::set_hold(tx, &clocks, hold).await.unwrap();
    assert_eq!(open(tx, case).await, []);
    assert!(reviews::lift(tx, &clocks, id, 1, today).await.unwrap());
    let edit = case.grant::<EditProceedings>(tx, case.coordinator).await;
    let (keyring, mut trial) = (&case.app.keyring, NewProceeding::new(proceedings::Kind::Crim, State::Active, today));
    let trial_id = proceedings::add(tx, keyring, &edit, &trial).await.unwrap();
    trial.next_on = Some(today);
    proceedings::change(tx, keyring, &edit, (trial_id, 2), &trial).await.unwrap();
    trial.state = State::Concluded;
    (trial.concluded_on, trial.outcome) = (Some(today), Some(prose("Guilty of murder.")));
    proceedings::change(tx, keyring, &edit, (trial_id, 3), &trial).await.unwrap();
    let stale: Result<(), KeepProblem> = proceedings::change(tx, keyring, &edit, (trial_id, 1), &trial).await;
    assert!(stale.is_err());
}

/// A date that was agreed earlier on the same day does not answer what came up after it.
async fn a_date_agreed_before_answers_nothing(case: &Case, coordinator: &Browser, home: &str) {
    case.world.clock.advance(chrono::TimeDelta::minutes(1));
    let mut tx = case.write().await;
    reviews::raise(&mut tx, case.review, Cause::TermsRevised, "").await.unwrap();
    tx.commit().await.unwrap();
    let page = coordinator.open(&format!("{home}/replan")).await.unwrap();
    let dates = [("replan", "The terms of reference changed"), ("answer", "New dates are agreed"), ("why", "")];
    let early = coordinator.send_filled(&page.fill(Some("Settle it"), &dates).unwrap()).await;
    assert!(early.says("No date has been agreed since this came up"), "{}", early.words());
    let none = [dates[0], ("answer", "No new dates are needed"), ("why", "They are as they were")];
    let settle = page.fill(Some("Settle it"), &none).unwrap();
    coordinator.send_filled(&settle).await;
}

/// An agreed date that passes asks for another, of those who agree dates.
async fn a_date_that_passes_asks_again(case: &Case, home: &str) {
    case.world.clock.set("2026-10-31T09:00:00Z".parse().unwrap());
    let coordinator = case.world.visit(case.coordinator).await;
    let front = coordinator.open(home).await.unwrap();
    assert!(front.says("Plan again") && front.says("The agreed date has passed"), "{}", front.words());
    let board = case.world.person("Bo Arden", Role::BoardMember, case.wyk).await;
    let board = case.world.visit(board).await;
    assert!(!board.open(home).await.unwrap().says("Plan again"), "for those who agree dates");
    assert_eq!(board.visit(&format!("{home}/replan")).await.status, StatusCode::FORBIDDEN);

    let clock = coordinator.open(&format!("{home}/clocks/DL-12")).await.unwrap();
    let another = [("due", "2027-01-29"), ("by", "Partnership chair"), ("on", "2026-10-31"), ("reason", "A witness is ill")];
    coordinator.send_filled(&clock.fill(Some("Record the agreed date"), &another).unwrap()).await;
    let mut tx = case.write().await;
    let facts = reviews::facts(&mut tx, case.review).await.unwrap();
    let dues = due(&facts, Calendar::england_and_wales(), &Lengths::default());
    let report = dues.iter().find(|due| due.clock.rule == Rule::Dl12).unwrap();
    assert_eq!(report.working_date(), "2027-01-29".parse().unwrap());
    let before = reviews::agreed_before(&mut tx, case.review, report).await.unwrap();
    assert_eq!(before, "2026-10-30".parse().ok(), "a notice of delay names the date that was agreed before");
}

const ENDED: &str = "Proceedings or another review have ended (criminal proceedings)";

both!(
    async fn a_new_plan_is_asked_for_until_dates_are_agreed_or_a_reason_is_given(world: World) {
        let case = Case::begin(world).await;
        let mut tx = case.write().await;
        happens(&mut tx, &case).await;
        let crim = || "CRIM-1".to_owned();
        assert_eq!(
            open(&mut tx, &case).await,
            [(Cause::HoldLifted, String::new()), (Cause::DateListed, crim()), (Cause::Concluded, crim())]
        );
        tx.commit().await.unwrap();

        let coordinator = case.world.visit(case.coordinator).await;
        let home = format!("/reviews/{}", case.review);
        let front = coordinator.open(&home).await.unwrap();
        assert!(front.says("Plan again") && front.says("A hold was lifted") && front.says(ENDED));
        let page = coordinator.open(&front.link("A hold was lifted").unwrap()).await.unwrap();
        let none = |why| [("replan", "A hold was lifted"), ("answer", "No new dates are needed"), ("why", why)];
        let bare = page.fill(Some("Settle it"), &none("")).unwrap();
        assert_eq!(coordinator.send_filled(&bare).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let dates = [("replan", ENDED), ("answer", "New dates are agreed"), ("why", "")];
        let early = coordinator.send_filled(&page.fill(Some("Settle it"), &dates).unwrap()).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(early.says("No date has been agreed since this came up"), "{}", early.words());
        let twice = page.fill(Some("Settle it"), &dates).unwrap();
        let settle = page.fill(Some("Settle it"), &none("It stood for a day")).unwrap();
        let front = coordinator.send_filled(&settle).await;
        assert!(!front.html.contains("/replan\">A hold was lifted"), "{}", front.words());
        let again = page.fill(Some("Settle it"), &none("Twice")).unwrap();
        assert_eq!(coordinator.send_filled(&again).await.status, StatusCode::CONFLICT);

        // A date answers what is ticked beside it, and nothing else.
        let listed = "A hearing or another date in proceedings was set (criminal proceedings)";
        let clock = coordinator.open(&format!("{home}/clocks/DL-12")).await.unwrap();
        let late = coordinator.open(&format!("{home}/clocks/DL-12")).await.unwrap();
        let agreed = [
            ("due", "2026-10-30"),
            ("by", "Partnership chair"),
            ("on", "2026-03-06"),
            ("reason", "The trial took long"),
            ("answers", listed),
        ];
        coordinator.send_filled(&clock.fill(Some("Record the agreed date"), &agreed).unwrap()).await;
        let late = late.fill(Some("Record the agreed date"), &agreed).unwrap();
        assert_eq!(coordinator.send_filled(&late).await.status, StatusCode::CONFLICT, "another date was agreed meanwhile");
        let front = coordinator.open(&home).await.unwrap();
        assert!(!front.says(listed) && front.says(ENDED), "{}", front.words());
        let story = coordinator.open(&format!("{home}/timeline")).await.unwrap();
        assert!(story.says("Complete the overview report: 30 October 2026. The trial took long"), "{}", story.words());
        let page = coordinator.open(&format!("{home}/replan")).await.unwrap();
        coordinator.send_filled(&page.fill(Some("Settle it"), &dates).unwrap()).await;
        let front = coordinator.open(&home).await.unwrap();
        assert!(!front.says("Plan again"), "{}", front.words());
        let twice = coordinator.send_filled(&twice).await;
        assert!(twice.status == StatusCode::CONFLICT && twice.says("This has been settled"), "{}", twice.words());

        a_date_agreed_before_answers_nothing(&case, &coordinator, &home).await;
        a_date_that_passes_asks_again(&case, &home).await;
    }
);

async fn asks(case: &Case, tx: &mut Tx, organisation: OrganisationId) {
    let coordinator = case.world.actor(case.coordinator).await;
    let asked = Asked { organisation, level: Level::Short, asks: CaseText::default(), on: tx.today() };
    imr::ask(tx, &coordinator, case.review, asked).await.unwrap();
}

both!(
    async fn an_agency_found_a_review_beside_and_a_word_of_the_family_ask_for_a_new_plan(world: World) {
        let case = Case::begin(world).await;
        let mut tx = case.write().await;
        let (keyring, today) = (&case.app.keyring, tx.today());
        let edit = case.grant::<EditProceedings>(&mut tx, case.coordinator).await;
        let beside = NewProceeding::new(proceedings::Kind::Sar, State::Active, today);
        proceedings::add(&mut tx, keyring, &edit, &beside).await.unwrap();
        tx.commit().await.unwrap();
        case.stands_at(Stage::Gathering).await;
        let mut tx = case.write().await;
        asks(&case, &mut tx, case.trust).await;
        assert_eq!(open(&mut tx, &case).await, [], "what is known before the decision, and asked first, is the plan itself");
        tx.commit().await.unwrap();

        case.stands_at(Stage::Analysis).await;
        let mut tx = case.write().await;
        asks(&case, &mut tx, case.service).await;
        proceedings::add(&mut tx, keyring, &edit, &beside).await.unwrap();
        let entry = case.entry(&mut tx, Kind::Relative, "Barnaby Quillfeather").await;
        let family = case.grant::<EditFamily>(&mut tx, case.coordinator).await;
        let brother = NewFamily::new(entry.id, line("brother"), Part::Sibling);
        let brother = family::add_person(&mut tx, keyring, &family, &brother).await.unwrap();
        for (outcome, asked) in [(Outcome::NoReply, 2), (Outcome::Spoke, 3)] {
            let (medium, about) = (Medium::Telephone, About::MoreTime);
            let new = NewContact { on: today, medium, about, outcome, note: None, next: None, next_on: None };
            family::log_contact(&mut tx, keyring, &family, brother, &new).await.unwrap();
            assert_eq!(open(&mut tx, &case).await.len(), asked, "{outcome}");
        }
        let found = (Cause::AgencyFound, "Harbour Domestic Abuse Service".to_owned());
        assert_eq!(
            open(&mut tx, &case).await,
            [found, (Cause::RelatedCase, "SAR-2".to_owned()), (Cause::FamilyAsked, String::new())]
        );
        tx.commit().await.unwrap();
        let front = case.world.visit(case.coordinator).await.open(&format!("/reviews/{}", case.review)).await.unwrap();
        assert!(front.says("An agency was newly found (Harbour Domestic Abuse Service)"), "{}", front.words());
        assert!(front.says("The family asked for more time"), "{}", front.words());
    }
);

both!(
    async fn a_return_that_is_ten_working_days_late_asks_once_for_a_new_plan(world: World) {
        let case = Case::begin(world).await;
        case.stands_at(Stage::Gathering).await;
        let mut tx = case.write().await;
        asks(&case, &mut tx, case.trust).await;
        sql("UPDATE agency_request SET due = $1").bind(tx.today()).run(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        let planned = async |at: &str| {
            case.world.clock.set(at.parse().unwrap());
            run_due(&case.app).await.unwrap();
            let mut tx = case.write().await;
            open(&mut tx, &case).await
        };
        assert_eq!(planned("2026-03-20T09:00:00Z").await, [], "ten working days");
        let late = (Cause::ReturnLate, "Kelsall Mental Health Trust, due on 6 March 2026".to_owned());
        assert_eq!(planned("2026-03-23T09:00:00Z").await, [late], "and one more");

        let coordinator = case.world.visit(case.coordinator).await;
        let front = coordinator.open(&format!("/reviews/{}", case.review)).await.unwrap();
        let page = coordinator.open(&front.link("A return is more than ten working days late").unwrap()).await.unwrap();
        let none = [
            ("replan", "A return is more than ten working days late (Kelsall Mental Health Trust, due on 6 March 2026)"),
            ("answer", "No new dates are needed"),
            ("why", "It comes tomorrow"),
        ];
        coordinator.send_filled(&page.fill(Some("Settle it"), &none).unwrap()).await;
        assert_eq!(planned("2026-03-24T09:00:00Z").await, [], "what was answered is not asked again");
    }
);
