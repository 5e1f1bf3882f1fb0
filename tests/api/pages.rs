//! Lists that can grow come in pages, and say how long they are on every page.

use std::collections::BTreeSet;

use dardr::web::routes;
use http::{Method, StatusCode};
use serde_json::Value;

use super::Program;
use crate::parties::case::Case;
use crate::support::World;

/// What a list holds that is as long as the process, a form or the partnership's directory makes it.
const SETTLED: &[&str] = &[
    "AskedQuestion",
    "Choice",
    "DraftSection",
    "NotificationPage",
    "Offered",
    "PanelCheck",
    "PartSeen",
    "ProceedingTold",
    "PublishedPaper",
    "RecordPart",
    "SectionSeen",
    "SectionThen",
    "Suggested",
    "Task",
    "TriageQuestion",
];

fn schema<'d>(document: &'d Value, reference: &'d Value) -> (&'d str, &'d Value) {
    let name = reference["$ref"].as_str().and_then(|at| at.rsplit('/').next()).unwrap_or_default();
    (name, &document["components"]["schemas"][name])
}

/// The fields of an object, those of what is laid into it too.
fn fields<'d>(document: &'d Value, object: &'d Value, into: &mut Vec<(&'d str, &'d Value)>) {
    if object["$ref"].is_string() {
        return fields(document, schema(document, object).1, into);
    }
    into.extend(object["properties"].as_object().into_iter().flatten().map(|(name, field)| (name.as_str(), field)));
    for part in object["allOf"].as_array().into_iter().flatten() {
        fields(document, part, into);
    }
}

/// The lists of an answer that do not say how long they are.
fn without_pages(document: &Value, answer: &Value) -> Vec<String> {
    let (name, object) = schema(document, answer);
    let mut all = Vec::new();
    fields(document, object, &mut all);
    let has = |wanted: &str| all.iter().any(|(name, _)| *name == wanted);
    let lists = all.iter().filter(|(_, field)| {
        let of = schema(document, &field["items"]).0;
        let settled = SETTLED.contains(&of) || (name == "Review" && of == "Clock");
        field["type"] == "array" && !of.is_empty() && !settled
    });
    let alone: Vec<&str> = lists.map(|(name, _)| *name).filter(|list| !has(&format!("{list}_at"))).collect();
    let one = usize::from(has("total") && has("page") && has("page_size"));
    if alone.len() <= one { Vec::new() } else { alone.into_iter().map(|list| format!("{name}.{list}")).collect() }
}

#[tokio::test]
async fn every_list_that_can_grow_says_how_long_it_is() {
    let world = World::sqlite().await;
    let document = dardr::api::spec(&world.app().await, &routes::table());
    let (mut bare, mut seen) = (BTreeSet::new(), 0);
    for (path, operations) in document["paths"].as_object().unwrap() {
        let answer = &operations["get"]["responses"]["200"]["content"]["application/json; charset=utf-8"]["schema"];
        // What was received is as long as the questions of a notification.
        if answer["type"] == "array" && !path.ends_with("/notification/received") {
            bare.insert(path.clone());
        }
        if answer["$ref"].is_string() {
            seen += 1;
            bare.extend(without_pages(&document, answer).into_iter().map(|list| format!("{path}: {list}")));
        }
    }
    assert!(bare.is_empty() && seen > 30, "{seen} looked at: {bare:#?}");
}

both!(
    async fn past_the_last_page_a_list_is_as_long_as_it_was(world: World) {
        let case = Case::begin(world).await;
        let coordinator = Program::of(&case.world, case.coordinator).await;
        let document = dardr::api::spec(&case.world.app().await, &routes::table());
        let mut looked = Vec::new();
        for (path, operations) in document["paths"].as_object().unwrap() {
            let asked = operations["get"]["parameters"].as_array();
            let turns = asked.is_some_and(|asked| asked.iter().any(|one| one["name"] == "page"));
            let at = path.trim_start_matches("/api").replace("{review}", &case.review.to_string());
            if !turns || at.contains('{') {
                continue;
            }
            // To look is on the record, and so is a row more: what came before the looks stays as long as it was.
            let before = if at.ends_with("/audit") { "&before=2" } else { "" };
            let (status, first) = coordinator.call(Method::GET, &format!("{at}?page=1{before}"), &Value::Null).await;
            if status != StatusCode::OK {
                continue;
            }
            let past = coordinator.see(&format!("{at}?page=99{before}")).await;
            assert_eq!(past["total"], first["total"], "{at}: {past}");
            assert_eq!((&past["page"], past["page_size"].as_u64()), (&Value::from(99), Some(50)), "{at}: {past}");
            looked.push(at);
        }
        assert!(looked.len() > 18, "{looked:#?}");
        let reviews = coordinator.see("/reviews?page=99").await;
        assert_eq!((reviews["total"].as_u64(), reviews["reviews"].as_array().map(Vec::len)), (Some(1), Some(0)), "{reviews}");
        let story = coordinator.see(&format!("/reviews/{}/timeline", case.review)).await;
        let newest = story["happenings"][0]["seq"].clone();
        let before = coordinator.see(&format!("/reviews/{}/timeline?before={newest}", case.review)).await;
        assert_eq!(before["total"].as_u64(), story["total"].as_u64().map(|total| total - 1), "{before}");
    }
);
