//! The family agree to one day of publication, and the report may come out on it.

use chrono::NaiveDate;
use dardr::process::publication::{before_their_time, had_their_time};
use dardr::process::{Event, Role, Stage};
use dardr::reviews;
use http::StatusCode;

use crate::parties::case::Case;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

both!(
    async fn the_day_to_which_the_family_agreed_is_the_one_on_which_the_report_may_come_out(world: World) {
        let case = Case::begin(world).await;
        case.stands_at(Stage::Cleared).await;
        let mut tx = case.write().await;
        for event in [Event::CameToAttention, Event::ReportCleared, Event::FamilyToldOfPublication] {
            let about = if event == Event::CameToAttention { "WYK" } else { "" };
            reviews::record(&mut tx, case.review, event, day("2026-03-02"), about).await.unwrap();
        }
        tx.commit().await.unwrap();
        let coordinator = case.world.visit(case.coordinator).await;
        let home = format!("/reviews/{}", case.review);
        let page = coordinator.open(&format!("{home}/steps/agree_publication_day")).await.unwrap();
        assert!(page.says("To which day did they agree?"), "{}", page.words());
        let fill = |on_day: &str, note: &str| {
            let mut filled = vec![("on", "2026-03-05"), ("note", note)];
            filled.extend((!on_day.is_empty()).then_some(("day", on_day)));
            page.fill(Some("Record that the family agreed to the day of publication"), &filled).unwrap()
        };
        for (on_day, note, sentence) in [
            ("2026-03-04", "Her mother, by telephone", "The date cannot be before 5 March 2026: on that day they agreed."),
            ("", "Her mother, by telephone", "Enter the day to which they agreed"),
            ("2026-03-12", "", "Say who of the family agreed, and how"),
        ] {
            let wrong = coordinator.send_filled(&fill(on_day, note)).await;
            assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.says(sentence), "{on_day}: {}", wrong.words());
        }
        coordinator.send_filled(&fill("2026-03-12", "Her mother, by telephone")).await;
        let story = coordinator.open(&format!("{home}/timeline")).await.unwrap();
        assert!(story.says("12 March 2026. Her mother, by telephone"), "{}", story.words());

        let mut tx = case.world.store.read().await.unwrap();
        let mut facts = reviews::facts(&mut tx, case.review).await.unwrap();
        (facts.nobody_to_tell, facts.family_time_until) = (false, Some(day("2026-03-16")));
        let until = |on: &str| before_their_time(&facts, day(on));
        assert_eq!(
            [until("2026-03-11"), until("2026-03-12"), until("2026-03-13")].map(|until| until.is_none()),
            [false, true, false]
        );
        for (today, had) in [("2026-03-11", false), ("2026-03-12", true), ("2026-03-13", true)] {
            facts.today = day(today);
            assert_eq!(had_their_time(&facts), had, "{today}: a publication is recorded when it has happened");
        }
        let board = case.world.person("Bo Arden", Role::BoardMember, case.wyk).await;
        let board = case.world.visit(board).await.open(&format!("{home}/steps/agree_publication_day")).await;
        assert!(!board.is_ok_and(|page| page.says("To which day did they agree?")), "it is for those who tell the family");
    }
);
