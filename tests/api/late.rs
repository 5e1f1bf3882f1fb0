//! What is late says why, and what is short says what was agreed.

use dardr::process::{Event, Stage};
use dardr::reviews;
use http::StatusCode;
use serde_json::json;

use super::Program;
use crate::parties::case::Case;

both!(
    async fn a_submission_after_its_time_says_why(world: World) {
        let case = Case::begin(world).await;
        case.stands_at(Stage::CspSignoff).await;
        let mut tx = case.write().await;
        let day = |text: &str| text.parse().unwrap();
        reviews::record(&mut tx, case.review, Event::DecidedToReview, day("2025-08-01"), "").await.unwrap();
        reviews::record(&mut tx, case.review, Event::ReportCompleted, day("2026-03-02"), "").await.unwrap();
        tx.commit().await.unwrap();
        let coordinator = Program::of(&case.world, case.coordinator).await;
        let at = format!("/reviews/{}/submission", case.review);
        let sent = |lateness: &str| {
            json!({ "body": "Home Office Quality Assurance Board", "sent_on": "2026-03-06", "how": "by secure mail",
                "lateness": lateness, "version": 1 })
        };
        let (status, problem) = coordinator.send(&format!("{at}/submit"), sent("")).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("lateness")), "{problem}");
        let said = problem["errors"][0]["detail"].as_str().unwrap();
        assert!(said.contains("Enter why it is late") && said.contains("1 February 2026"), "{said}");
        // With the reason, what is left to say is what the pack lacks.
        let (status, problem) = coordinator.send(&format!("{at}/submit"), sent("The trial ended in January.")).await;
        assert_eq!(status, StatusCode::CONFLICT, "{problem}");
        assert!(!problem.to_string().contains("late"), "{problem}");
    }
);
