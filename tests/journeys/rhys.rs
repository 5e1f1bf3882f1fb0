//! A review that goes to its end: published on time, its recommendations carried out, checked and closed.

use dardr::demo::{day, rhys};
use dardr::process::{DueState, Rule, Stage};

use super::{Telling, secrets};

const COORDINATOR: &str = "amina.holt@wyreham.example";

both!(
    async fn a_review_is_closed_when_what_it_recommended_was_done_and_checked(world: World) {
        let mut story = Telling::of(&world, rhys()).await;
        story.until(day(2024, 2, 3)).await;
        let front = story.page(COORDINATOR, "").await;
        assert!(!front.contains("Record a delay notice"), "nobody says that the report will be late: {front}");

        story.until(day(2024, 7, 10)).await;
        let report = story.clock(Rule::Dl12).await;
        assert_eq!((report.computed_due, report.state), (day(2024, 8, 2), DueState::Met));

        story.until(day(2026, 2, 19)).await;
        assert_eq!(story.facts().await.stage, Stage::Monitoring);
        story.until(day(2026, 11, 1)).await;
        let facts = story.facts().await;
        assert_eq!((facts.stage, facts.recommendations, facts.recommendations_unfinished), (Stage::Closed, 3, 0));
        let register = story.page(COORDINATOR, "/recommendations").await;
        assert_eq!(register.matches("Closed").count(), 3, "{register}");
        story.record_is_whole().await;
        secrets::names_stand_nowhere(&world, &["Aled", "Morrow", "Craig", "Tansley", "Megan", "Tanner"]).await;
        secrets::mail_says_nothing(&world).await;
    }
);
