//! What is wrong with a body is told to those who may know of what it is about, and to nobody else.

use dardr::process::Role;
use dardr::web::routes;
use http::{Method, StatusCode};
use serde_json::Value;

use super::Program;
use crate::parties::case::Case;

/// A path with its varying parts filled in: the review, a code where one is asked for, else an id of nothing.
fn address(path: &str, operation: &Value, review: &str) -> String {
    let mut at = path.trim_start_matches("/api").replace("{review}", review).replace("{draft}", review);
    for one in operation["parameters"].as_array().into_iter().flatten() {
        let name = one["name"].as_str().unwrap();
        let code = one["schema"]["enum"][0].as_str().unwrap_or(review);
        let value = if one["schema"]["type"] == "integer" { "1" } else { code };
        at = at.replace(&format!("{{{name}}}"), value);
    }
    at
}

both!(
    async fn a_stranger_is_not_told_what_is_wrong_with_a_body(world: World) {
        let case = Case::begin(world).await;
        let marsh = case.world.partnership("MAR", "Marshgate").await;
        let stranger = Program::of(&case.world, case.world.person("Idris Vaughan", Role::Coordinator, marsh).await).await;
        let coordinator = Program::of(&case.world, case.coordinator).await;
        let document = dardr::api::spec(&case.world.app().await, &routes::table());
        let (mut sent, mut open) = (0, Vec::new());
        for (path, operations) in document["paths"].as_object().unwrap() {
            let operation = &operations["post"];
            let of_one = path.contains("{review}") || path.contains("{draft}");
            let takes = &operation["requestBody"]["content"]["application/json; charset=utf-8"];
            if !of_one || takes.is_null() {
                continue;
            }
            let at = address(path, operation, &case.review.to_string());
            for body in ["[1]", "{"] {
                let (status, _) = stranger.call_with(Method::POST, &at, body.into()).await;
                if status != StatusCode::NOT_FOUND {
                    open.push(format!("{at}: {status}"));
                }
                sent += 1;
            }
        }
        assert!(open.is_empty() && sent > 150, "{sent} sent: {open:#?}");
        let at = format!("/reviews/{}/steps/begin_triage", case.review);
        assert_eq!(coordinator.call_with(Method::POST, &at, "[1]".into()).await.0, StatusCode::BAD_REQUEST);
    }
);
