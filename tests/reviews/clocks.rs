//! Clocks that wait for people: for the first request, for a date that is agreed, for what was promised.

use dardr::documents::{FileType, NewFile, Sealed, keep};
use dardr::imr::{Asked, Excuse, Level, ask, excuse};
use dardr::process::{Event, Stage};
use dardr::redaction::CaseText;
use dardr::reviews;
use dardr::store::sql;

use crate::parties::case::Case;

both!(
    async fn nobody_is_late_and_nothing_is_met_where_no_agency_was_asked(world: World) {
        let case = Case::begin(world).await;
        case.stands_at(Stage::Gathering).await;
        let mut tx = case.write().await;
        for (event, on, about) in [
            (Event::CameToAttention, "2025-12-01", "WYK"),
            (Event::ScopingRequested, "2025-12-08", ""),
            (Event::TermsIssued, "2025-12-15", ""),
        ] {
            reviews::record(&mut tx, case.review, event, on.parse().unwrap(), about).await.unwrap();
        }
        tx.commit().await.unwrap();
        let coordinator = case.world.visit(case.coordinator).await;
        let (home, clocks) = (format!("/reviews/{}", case.review), format!("/reviews/{}/clocks", case.review));
        for page in [coordinator.open(&home).await.unwrap(), coordinator.open(&clocks).await.unwrap()] {
            assert_eq!(page.words().matches("Waits for the first request").count(), 3, "{}", page.words());
            assert!(page.says("Counted from the first request"), "{}", page.words());
        }
        let waits = coordinator.open("/my-work").await.unwrap();
        assert!(!waits.says("Scoping returns") && !waits.says("Agency chronologies"), "{}", waits.words());
        let actor = case.world.actor(case.coordinator).await;
        let mut tx = case.write().await;
        let what =
            |level| Asked { organisation: case.trust, level, asks: CaseText::default(), on: "2026-03-06".parse().unwrap() };
        let summary = ask(&mut tx, &actor, case.review, what(Level::Summary)).await.unwrap();
        tx.commit().await.unwrap();
        let page = coordinator.open(&clocks).await.unwrap();
        assert_eq!(page.words().matches("Waits for the first request").count(), 2, "{}", page.words());
        assert!(page.says("20 March 2026"), "ten working days from the request: {}", page.words());
        assert!(!page.says("Overdue: Scoping"), "{}", page.words());
        let mut tx = case.write().await;
        excuse(&mut tx, &actor, case.review, (summary, 1), Excuse::NoContact, CaseText::default()).await.unwrap();
        tx.commit().await.unwrap();
        let page = coordinator.open(&clocks).await.unwrap();
        assert!(page.says("Not needed"), "who is excused answers nothing: {}", page.words());
    }
);

both!(
    async fn after_a_withdrawal_a_date_is_agreed_for_publishing_again(world: World) {
        let case = Case::begin(world).await;
        case.stands_at(Stage::Cleared).await;
        let mut tx = case.write().await;
        for (event, on, about) in [
            (Event::CameToAttention, "2025-01-06", "WYK"),
            (Event::ReportCompleted, "2025-11-03", ""),
            (Event::ReportCleared, "2026-01-05", ""),
            (Event::Published, "2026-01-20", ""),
            (Event::Withdrawn, "2026-03-02", ""),
        ] {
            reviews::record(&mut tx, case.review, event, on.parse().unwrap(), about).await.unwrap();
        }
        tx.commit().await.unwrap();
        let coordinator = case.world.visit(case.coordinator).await;
        let (home, clocks) = (format!("/reviews/{}", case.review), format!("/reviews/{}/clocks", case.review));
        let task = "Agree a date: publish the withdrawn report again, or decide not to";
        let front = coordinator.open(&home).await.unwrap();
        assert!(front.says(task) && front.says("Waits for a date to be agreed"), "{}", front.words());
        assert!(
            coordinator.open("/my-work").await.unwrap().says("Publish the withdrawn report again"),
            "it is near enough to be told"
        );
        let form = front.link(task).unwrap();
        let fields = [("due", "2026-09-01"), ("by", "Partnership chair"), ("on", "2026-03-06"), ("reason", "After the retrial")];
        coordinator.send(&form, &fields).await.unwrap();
        let front = coordinator.open(&home).await.unwrap();
        assert!(!front.says(task) && front.says("1 September 2026"), "{}", front.words());
        let page = coordinator.open(&clocks).await.unwrap();
        assert!(
            page.says("Publish the withdrawn report again, or decide not to") && !page.says("Waits for a date"),
            "{}",
            page.words()
        );
    }
);

both!(
    async fn the_day_on_which_a_notice_promised_to_write_again_is_a_clock(world: World) {
        let case = Case::begin(world).await;
        case.stands_at(Stage::Drafting).await;
        let mut tx = case.write().await;
        for (event, on, about) in [
            (Event::CameToAttention, "2025-06-02", "WYK"),
            (Event::DecidedToReview, "2025-06-16", ""),
            (Event::DelayNoticeSent, "2026-03-06", ""),
        ] {
            reviews::record(&mut tx, case.review, event, on.parse().unwrap(), about).await.unwrap();
        }
        let id = tx.id();
        let sealed = Sealed::of(&case.app.keyring, (case.review, id), FileType::Txt, b"a notice").unwrap();
        let edit = case.grant::<dardr::access::right::EditPapers>(&mut tx, case.coordinator).await;
        let new = NewFile {
            kind: "delay_notice",
            title: CaseText::from("Notice".to_owned()),
            audience: "home_office",
            organisation: None,
            sealed,
        };
        keep(&mut tx, &edit.doer(), new).await.unwrap();
        let promise = |on: &'static str| {
            sql("UPDATE delay_notice SET next_update = $2 WHERE review = $1")
                .bind(case.review)
                .bind(on.parse::<chrono::NaiveDate>().unwrap())
        };
        sql("INSERT INTO delay_notice (document, review, next_update, learned, family_who, made_on) VALUES ($1, $2, $3, '', '', $4)")
            .bind(id)
            .bind(case.review)
            .bind("2026-03-12".parse::<chrono::NaiveDate>().unwrap())
            .bind("2026-03-06".parse::<chrono::NaiveDate>().unwrap())
            .run(&mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let coordinator = case.world.visit(case.coordinator).await;
        let name = "Write again, as the last notice of delay promised";
        for at in [format!("/reviews/{}", case.review), format!("/reviews/{}/clocks", case.review), "/my-work".to_owned()] {
            let page = coordinator.open(&at).await.unwrap();
            assert!(page.says(name) && page.says("12 March 2026"), "{at}: {}", page.words());
        }
        let mut tx = case.write().await;
        promise("2026-06-01").run(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        let page = coordinator.open("/my-work").await.unwrap();
        assert!(!page.says(name), "it is far off: {}", page.words());
        let mut tx = case.write().await;
        reviews::record(&mut tx, case.review, Event::SubmittedToHomeOffice, "2026-03-06".parse().unwrap(), "").await.unwrap();
        tx.commit().await.unwrap();
        let page = coordinator.open(&format!("/reviews/{}", case.review)).await.unwrap();
        assert!(!page.says(name), "it is met by the submission: {}", page.words());
    }
);
