//! The Home Office's letter, taken apart and answered.

use chrono::NaiveDate;
use dardr::access::right::{EditQuality, SeeQuality, TakeStep};
use dardr::access::{Actor, Denied, Grant, permit};
use dardr::base::calendar::Calendar;
use dardr::base::{Line, Prose};
use dardr::ids::ReviewId;
use dardr::parties::Kind;
use dardr::process::{Act, Event, Lengths, QaOutcome, Role, Rule, due};
use dardr::redaction::{CaseText, Register};
use dardr::reviews;
use dardr::store::{Tx, sql};
use dardr::submission::{
    Answer, Letter, Part, Sending, answer, bound, declare, keep, letters, pack, points, record, step, submissions, submit,
};
use dardr::ui::Problem;
use http::StatusCode;

use crate::parties::case::Case;
use crate::support::World;

fn words(text: &str) -> CaseText {
    Register::default().tie(&Prose::parse(text).unwrap())
}

async fn who(world: &World, name: &str, role: Role, at: dardr::ids::OrganisationId) -> Actor {
    let person = world.person(name, role, at).await;
    world.actor(person).await
}

/// Puts the review where the Home Office has it, as if all before had been done: this test is about what follows.
async fn with_the_home_office(tx: &mut Tx, review: ReviewId, by: &Actor) {
    let (today, now) = (tx.today(), tx.now());
    sql("UPDATE review SET stage = 'with_ho' WHERE id = $1").bind(review).run(tx).await.unwrap();
    sql("INSERT INTO submission (id, review, n, body, sent_on, how, report_label, sent_by, at) \
         VALUES ($1, $1, 1, 'Board', $2, 'by mail', 'S1', $3, $4)")
    .bind(review)
    .bind(today)
    .bind(by.person)
    .bind(now)
    .run(tx)
    .await
    .unwrap();
}

/// What records and reads a letter.
async fn rights(tx: &mut Tx, by: &Actor, review: ReviewId) -> (Grant<EditQuality>, Grant<TakeStep>, Grant<SeeQuality>) {
    let edit = permit::<EditQuality>(tx, by, review).await.unwrap();
    let steps = permit::<TakeStep>(tx, by, review).await.unwrap();
    (edit, steps, permit::<SeeQuality>(tx, by, review).await.unwrap())
}

/// A letter that praises nothing and asks nothing.
fn bare(outcome: QaOutcome, on: NaiveDate) -> Letter {
    Letter {
        met_on: None,
        letter_on: on,
        received_on: on,
        outcome,
        apologises: false,
        positives: CaseText::default(),
        points: Vec::new(),
    }
}

both!(
    async fn a_letter_with_points_moves_the_review_and_each_point_is_answered(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        let coordinator = who(&world, "Amina Holt", Role::Coordinator, wyk).await;
        let review = world.review(wyk).await;
        let mut tx = world.store.write().await.unwrap();
        with_the_home_office(&mut tx, review, &coordinator).await;
        let (edit, steps, see) = rights(&mut tx, &coordinator, review).await;
        let today = tx.today();
        let letter = Letter {
            met_on: Some(today),
            letter_on: today,
            received_on: today,
            outcome: QaOutcome::ClearSubjectToChanges,
            apologises: true,
            positives: words("The voice of the person who died is heard"),
            points: vec![words("Take the street name out"), words("Say more on economic abuse")],
        };
        let stale = record(&mut tx, &edit, &steps, letter.clone(), 7).await;
        assert!(stale.unwrap_err().to_string().contains("has changed since you opened the page"));
        drop(tx);
        let mut tx = world.store.write().await.unwrap();
        with_the_home_office(&mut tx, review, &coordinator).await;
        record(&mut tx, &edit, &steps, letter, 1).await.unwrap();
        let front = reviews::front(&mut tx, &see).await.unwrap();
        assert_eq!(front.stage, dardr::process::Stage::Amending);
        assert_eq!(letters(&mut tx, &see).await.unwrap().len(), 1);
        let facts = reviews::facts(&mut tx, review).await.unwrap();
        assert_eq!(facts.dates.latest(Event::QualityBoardMet), Some(today), "the letter says when the board met");
        let dues = due(&facts, Calendar::england_and_wales(), &Lengths::default());
        let letter_clock = dues.iter().find(|one| one.clock.rule == Rule::Dl19).unwrap();
        assert_eq!((letter_clock.started, letter_clock.met_on), (today, Some(today)));
        let meetings: i64 = sql("SELECT COUNT(*) FROM happening WHERE review = $1 AND act = $2")
            .bind(review)
            .bind(Act::RecordBoardMeeting)
            .scalar(&mut tx)
            .await
            .unwrap();
        assert_eq!(meetings, 1);
        let all = points(&mut tx, &see).await.unwrap();
        assert_eq!(reviews::facts(&mut tx, review).await.unwrap().outcome_points_unanswered, 2);
        let early = step(&mut tx, &steps, Act::ConfirmAmended, today, front.version).await;
        let early = early.unwrap_err().to_string();
        assert!(early.contains("point"), "{early}");
        for point in &all {
            answer(&mut tx, &edit, (point.id, 1), Answer::Done, words("In section 14")).await.unwrap();
        }
        let twice = answer(&mut tx, &edit, (all[0].id, 1), Answer::Contested, words("No")).await;
        assert!(matches!(twice, Err(Problem::Stale { .. })));
        step(&mut tx, &steps, Act::ConfirmAmended, today, front.version).await.unwrap();
        assert_eq!(reviews::front(&mut tx, &see).await.unwrap().stage, dardr::process::Stage::Cleared);
    }
);

both!(
    async fn a_letter_that_takes_no_step_is_recorded_while_the_home_office_has_the_report(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        let coordinator = who(&world, "Amina Holt", Role::Coordinator, wyk).await;
        let review = world.review(wyk).await;
        let mut tx = world.store.write().await.unwrap();
        with_the_home_office(&mut tx, review, &coordinator).await;
        let (edit, steps, see) = rights(&mut tx, &coordinator, review).await;
        let today = tx.today();
        let letter = |outcome| bare(outcome, today);
        for outcome in [QaOutcome::Query, QaOutcome::Awaiting] {
            let stale = record(&mut tx, &edit, &steps, letter(outcome), 7).await;
            assert!(stale.unwrap_err().to_string().contains("has changed since you opened the page"), "{outcome:?}");
            record(&mut tx, &edit, &steps, letter(outcome), 1).await.unwrap();
        }
        sql("UPDATE review SET stage = 'cleared' WHERE id = $1").bind(review).run(&mut tx).await.unwrap();
        let late = record(&mut tx, &edit, &steps, letter(QaOutcome::Query), 1).await;
        assert!(
            late.unwrap_err().to_string().contains("does not have this report"),
            "what the Home Office cleared stays cleared"
        );
        assert_eq!(letters(&mut tx, &see).await.unwrap().len(), 2);
    }
);

both!(
    async fn the_pack_says_what_is_missing_and_nothing_is_submitted_before_its_time(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        let coordinator = who(&world, "Amina Holt", Role::Coordinator, wyk).await;
        let board = who(&world, "Bo Arden", Role::BoardMember, wyk).await;
        let review = world.review(wyk).await;
        let mut tx = world.store.write().await.unwrap();
        let edit = permit::<EditQuality>(&mut tx, &coordinator, review).await.unwrap();
        assert!(matches!(permit::<EditQuality>(&mut tx, &board, review).await, Err(Denied::NotYours(_))));
        declare(&mut tx, &edit, (Part::DataForm, 0), words("Sent with the form of March")).await.unwrap();
        for seen in [0, 2] {
            let stale = declare(&mut tx, &edit, (Part::DataForm, seen), words("Never seen")).await;
            assert!(matches!(stale, Err(Problem::Stale { .. })), "{seen}");
        }
        declare(&mut tx, &edit, (Part::DataForm, 1), words("Sent again")).await.unwrap();
        let facts = reviews::facts(&mut tx, review).await.unwrap();
        let unwritten = dardr::reports::unwritten(&mut tx, review).await.unwrap();
        let parts = pack(&mut tx, review, &facts, &unwritten).await.unwrap();
        let there: Vec<Part> = parts.iter().filter(|part| part.there).map(|part| part.part).collect();
        assert_eq!(there, [Part::DataForm]);
        assert!(!facts.pack_complete);
        let steps = permit::<TakeStep>(&mut tx, &coordinator, review).await.unwrap();
        let sending = Sending {
            body: Line::parse("Home Office Quality Assurance Board").unwrap(),
            on: tx.today(),
            how: Line::parse("by secure mail").unwrap(),
            lateness: CaseText::default(),
        };
        assert!(matches!(Problem::from(submit(&mut tx, &steps, sending, 1).await.unwrap_err()), Problem::NotNow { .. }));
        assert!(submissions(&mut tx, &steps).await.unwrap().is_empty());
    }
);

both!(
    async fn a_wrong_day_is_said_beside_it_and_what_was_typed_stays(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        let coordinator = who(&world, "Amina Holt", Role::Coordinator, wyk).await;
        let review = world.review(wyk).await;
        let mut tx = world.store.write().await.unwrap();
        with_the_home_office(&mut tx, review, &coordinator).await;
        let today = tx.today();
        reviews::record(&mut tx, review, Event::SubmittedToHomeOffice, today, "").await.unwrap();
        tx.commit().await.unwrap();
        let browser = world.visit(coordinator.person).await;
        let room = browser.open(&format!("/reviews/{review}/submission")).await.unwrap();
        assert!(room.fields_beginning("letter_on").is_empty(), "each form has a page of its own");
        let form = room.link("Record an outcome letter").unwrap();
        let early =
            [("letter_on", "2026-01-05"), ("received_on", "2026-01-05"), ("outcome", "clear"), ("positives", "The tribute.")];
        let filled = browser.fill(&form, None, &early).await.unwrap();
        let refused = browser.send_filled(&filled).await;
        assert_eq!(refused.status, http::StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.words());
        assert!(refused.says("The date cannot be before") && refused.html.contains("#letter_on-day"), "{}", refused.words());
        assert!(refused.html.contains("The tribute."), "what was typed is kept");
        let today = today.to_string();
        let mended = refused.fill(None, &[("letter_on", today.as_str()), ("received_on", today.as_str())]).unwrap();
        let done = browser.send_filled(&mended).await;
        assert!(done.status.is_success() && done.says("The tribute."), "{}", done.words());
    }
);

both!(
    async fn the_words_of_the_letter_are_kept_until_the_report_is_published(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        let coordinator = who(&world, "Amina Holt", Role::Coordinator, wyk).await;
        let scrutiny = who(&world, "Pia Lund", Role::Scrutiny, wyk).await;
        let review = world.review(wyk).await;
        let mut tx = world.store.write().await.unwrap();
        with_the_home_office(&mut tx, review, &coordinator).await;
        let (edit, steps, see) = rights(&mut tx, &coordinator, review).await;
        let today = tx.today();
        record(&mut tx, &edit, &steps, bare(QaOutcome::Clear, today), 1).await.unwrap();
        assert!(bound(&mut tx, &see).await.unwrap().is_none(), "a letter without its words is bound nowhere");
        tx.commit().await.unwrap();
        let home = format!("/reviews/{review}/submission");
        let browser = world.visit(coordinator.person).await;
        let form = browser.open(&home).await.unwrap().link("Add the words of the letter").unwrap();
        let older = browser.fill(&form, None, &[("letter_words", "Thank you for an older draft.")]).await.unwrap();
        let empty = browser.fill(&form, None, &[("letter_words", " ")]).await.unwrap();
        let empty = browser.send_filled(&empty).await;
        assert!(empty.says("Enter the words of the letter"), "{}", empty.words());
        let page = browser.send(&form, &[("letter_words", "Thank you for the report. It can be published.")]).await.unwrap();
        assert!(page.says("Its words are bound into the report"), "{}", page.words());
        assert_eq!(browser.send_filled(&older).await.status, StatusCode::CONFLICT, "another window does not undo it");
        let outsider = world.visit(scrutiny.person).await;
        assert_ne!(outsider.visit(&form).await.status, StatusCode::OK, "who does not record letters does not change one");
        let mut tx = world.store.write().await.unwrap();
        let (on, said) = bound(&mut tx, &see).await.unwrap().unwrap();
        assert_eq!((on, said.as_str()), (today, "Thank you for the report. It can be published."));
        let id = letters(&mut tx, &see).await.unwrap()[0].id;
        sql("UPDATE review SET stage = 'published' WHERE id = $1").bind(review).run(&mut tx).await.unwrap();
        let late = keep(&mut tx, &edit, (id, 2), (words("Other words"), CaseText::default())).await;
        assert!(matches!(late, Err(Problem::NotNow { .. })), "what was published stays: {late:?}");
    }
);

both!(
    async fn the_letter_is_published_with_the_report_or_the_reason_why_not_is_on_record(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        let coordinator = who(&world, "Amina Holt", Role::Coordinator, wyk).await;
        let csp_chair = who(&world, "Grace Odell", Role::CspChair, wyk).await;
        let review = world.review(wyk).await;
        let mut tx = world.store.write().await.unwrap();
        with_the_home_office(&mut tx, review, &coordinator).await;
        let (edit, steps, see) = rights(&mut tx, &coordinator, review).await;
        let today = tx.today();
        record(&mut tx, &edit, &steps, bare(QaOutcome::Clear, today), 1).await.unwrap();
        let unbound = async |tx: &mut Tx| reviews::facts(tx, review).await.unwrap().letters_unbound;
        assert_eq!(unbound(&mut tx).await, 1);
        let publishes = permit::<TakeStep>(&mut tx, &csp_chair, review).await.unwrap();
        let version = reviews::front(&mut tx, &see).await.unwrap().version;
        let early = step(&mut tx, &publishes, Act::Publish, today, version).await.unwrap_err().to_string();
        assert!(
            early.contains("the Home Office’s letter is published with the report, and its words are not entered"),
            "{early}"
        );
        tx.commit().await.unwrap();
        let home = format!("/reviews/{review}/submission");
        let chair = world.visit(csp_chair.person).await.open(&home).await.unwrap();
        assert!(
            chair.says("The Home Office’s letter is published with the report, and its words are not entered"),
            "{}",
            chair.words()
        );
        let browser = world.visit(coordinator.person).await;
        let form = browser.open(&home).await.unwrap().link("Add the words of the letter").unwrap();
        let both = [("letter_words", "Thank you."), ("left_out", "The Home Office asked for it.")];
        let both = browser.send_filled(&browser.fill(&form, None, &both).await.unwrap()).await;
        assert!(both.says("and not both"), "{}", both.words());
        let page = browser.send(&form, &[("left_out", "The Home Office asked for it.")]).await.unwrap();
        assert!(
            page.says("The report is published without its words.") && page.says("The Home Office asked for it."),
            "{}",
            page.words()
        );
        let mut tx = world.store.write().await.unwrap();
        assert_eq!(unbound(&mut tx).await, 0);
        drop(tx);
        browser.send(&form, &[("left_out", ""), ("letter_words", "Thank you.")]).await.unwrap();
        let mut tx = world.store.write().await.unwrap();
        assert_eq!((unbound(&mut tx).await, bound(&mut tx, &see).await.unwrap().is_some()), (0, true));
    }
);

both!(
    async fn saving_the_words_of_the_letter_unchanged_keeps_every_reference(world: World) {
        let case = Case::begin(world).await;
        let coordinator = case.world.actor(case.coordinator).await;
        let mut tx = case.write().await;
        case.entry(&mut tx, Kind::Deceased, "Danuta Wolska").await;
        case.entry(&mut tx, Kind::Relative, "Ewa Wolska").await;
        with_the_home_office(&mut tx, case.review, &coordinator).await;
        let (edit, steps, see) = rights(&mut tx, &coordinator, case.review).await;
        let (today, version) = (tx.today(), case.version(&mut tx).await);
        record(&mut tx, &edit, &steps, bare(QaOutcome::Clear, today), version).await.unwrap();
        tx.commit().await.unwrap();
        let browser = case.world.visit(case.coordinator).await;
        let home = browser.open(&format!("/reviews/{}/submission", case.review)).await.unwrap();
        let form = home.link("Add the words of the letter").unwrap();
        let typed = "The Wolskas and Mrs Wolska and Danuta Wolska. Danuta’s keys; Ewa.";
        browser.send(&form, &[("letter_words", typed)]).await.unwrap();
        let kept = "The {{V1/F1:family}}s and Mrs {{V1/F1:family}} and {{V1}}. {{V1:given}}’s keys; {{F1:given}}.";
        for again in 0..2 {
            let mut tx = case.write().await;
            let (_, said) = bound(&mut tx, &see).await.unwrap().unwrap();
            assert_eq!(said.as_str(), kept, "saved {again} times more");
            drop(tx);
            browser.send(&form, &[]).await.unwrap();
        }
    }
);
