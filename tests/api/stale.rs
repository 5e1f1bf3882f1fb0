//! Of two people who change the same thing, the second is told that the first was there.

use dardr::access::right::EditInterviews;
use dardr::family::{self, InterviewKind, InterviewState, NewInterview};
use dardr::parties::Kind;
use dardr::process::Event;
use dardr::reviews;
use http::{Method, StatusCode};
use serde_json::{Value, json};

use super::Program;
use crate::parties::case::{Case, line, prose};

/// Sends the same change twice: it is done once, and told to be stale the second time. Without a version it is no request at all.
async fn once(who: &Program, at: &str, change: Value) {
    let mut bare = change.clone();
    bare.as_object_mut().unwrap().remove("version");
    let (status, problem) = who.send(at, bare).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "{at}: {problem}");
    who.act(at, change.clone()).await;
    let (status, problem) = who.send(at, change).await;
    assert_eq!(status, StatusCode::CONFLICT, "{at}: {problem}");
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.contains("Nothing was saved") || detail.contains("Nobody was taken out"), "{at}: {problem}");
}

/// Notes of a talk with a member of the trust's staff.
async fn talk(case: &Case) {
    let mut tx = case.write().await;
    let officer = case.entry(&mut tx, Kind::Professional, "Ines Okoro").await;
    let grant = case.grant::<EditInterviews>(&mut tx, case.chair).await;
    let new = NewInterview {
        entry: officer.id,
        kind: InterviewKind::Staff,
        organisation: Some(case.trust),
        state: InterviewState::Held,
        held_on: tx.today(),
        present: Some(line("Nobody else")),
        sio_agreed_on: None,
        note: Some(prose("What was asked and said.")),
    };
    family::record_interview(&mut tx, &case.app.keyring, &grant, &new).await.unwrap();
    tx.commit().await.unwrap();
}

both!(
    async fn what_somebody_changed_meanwhile_is_not_changed_again(world: World) {
        let case = Case::begin(world).await;
        let coordinator = Program::of(&case.world, case.coordinator).await;
        let home = format!("/reviews/{}", case.review);
        let mut tx = case.write().await;
        let today = tx.today();
        reviews::record(&mut tx, case.review, Event::DecidedToReview, today, "").await.unwrap();
        tx.commit().await.unwrap();

        // An agreed date.
        let clocks = coordinator.see(&format!("{home}/clocks")).await;
        let clock = clocks.as_array().unwrap().iter().find(|one| one["rule"] == "DL-12").unwrap();
        let agreed = json!({ "due": "2026-10-30", "by": "Partnership chair", "on": "2026-03-06", "reason": "The trial took long",
            "version": clock["version"] });
        once(&coordinator, &format!("{home}/clocks/DL-12"), agreed).await;

        // The end of an author's appointment.
        let author =
            json!({ "person": case.chair.to_string(), "post": "author", "begins": "2026-03-02", "independence": "No tie." });
        coordinator.act(&format!("{home}/panel/author"), author).await;
        let one = coordinator.see(&format!("{home}/panel")).await["appointments"][0].clone();
        let end = json!({ "ends": "2026-03-06", "why": "The work is done", "version": one["version"] });
        let at = format!("{home}/panel/appointments/{}/end", one["id"].as_str().unwrap());
        let mut other = end.clone();
        other["version"] = json!(one["version"].as_i64().unwrap() + 1);
        assert_eq!(coordinator.send(&at, other).await.0, StatusCode::CONFLICT);
        once(&coordinator, &at, end).await;
    }
);

both!(
    async fn who_writes_and_who_may_read_is_said_once(world: World) {
        let case = Case::begin(world).await;
        let coordinator = Program::of(&case.world, case.coordinator).await;
        let author =
            json!({ "person": case.chair.to_string(), "post": "author", "begins": "2026-03-02", "independence": "No tie." });
        coordinator.act(&format!("/reviews/{}/panel/author", case.review), author).await;
        let author = Program::of(&case.world, case.chair).await;
        let at = format!("/reviews/{}/report/introduction", case.review);
        let seen = author.see(&at).await;
        let text = json!({ "body": "Her family remember her.", "state": "in_progress", "version": seen["version"] });
        author.act(&at, text).await;
        let given = json!({ "owner": case.chair.to_string(), "version": seen["owner_version"] });
        once(&author, &format!("{at}/owner"), given).await;
        // Who is nobody is not "nobody in particular".
        let nobody = json!({ "owner": "garbage", "version": author.see(&at).await["owner_version"] });
        let (status, problem) = author.send(&format!("{at}/owner"), nobody).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("owner")), "{problem}");
        assert_eq!(author.see(&at).await["owner"], "Ruth Calder");

        // Notes of a talk that are released.
        talk(&case).await;
        let notes = author.see(&format!("/reviews/{}/interviews", case.review)).await["interviews"][0].clone();
        let at = format!("/reviews/{}/interviews/{}/release", case.review, notes["id"].as_str().unwrap());
        once(&author, &at, json!({ "version": notes["version"] })).await;
        assert_eq!(author.see(&format!("/reviews/{}/interviews", case.review)).await["interviews"][0]["released"], true);
    }
);

both!(
    async fn nobody_is_taken_out_of_a_page_that_a_colleague_changed(world: World) {
        let cast = crate::casework::story::Cast::new(&world).await;
        let coordinator = Program::of(&world, cast.coordinator).await;
        let begun = coordinator.act("/notifications", json!({ "partnership": cast.home.to_string() })).await;
        let child = format!("/notifications/{}/child-1", begun["id"].as_str().unwrap());
        let seen = coordinator.see(&child).await["version"].clone();
        coordinator.act(&child, json!({ "answers": { "given": "Bo" }, "later": true, "version": seen })).await;
        let (status, problem) = coordinator.send(&format!("{child}/remove"), json!({ "version": seen })).await;
        assert_eq!(status, StatusCode::CONFLICT, "{problem}");
        let seen = coordinator.see(&child).await["version"].clone();
        once(&coordinator, &format!("{child}/remove"), json!({ "version": seen })).await;
        let (_, draft) = coordinator.call(Method::GET, child.trim_end_matches("/child-1"), &Value::Null).await;
        assert!(!draft["sections"].to_string().contains("child-1"), "{draft}");

        // Nor is a draft thrown away in which a colleague has written since.
        let (at, seen) = (child.trim_end_matches("/child-1"), draft["version"].clone());
        let version = coordinator.see(&child).await["version"].clone();
        coordinator.act(&child, json!({ "answers": { "given": "Bo" }, "later": true, "version": version })).await;
        let (status, problem) = coordinator.send(&format!("{at}/discard"), json!({ "version": seen })).await;
        assert_eq!(status, StatusCode::CONFLICT, "{problem}");
        assert_eq!(coordinator.see(&child).await["answers"]["given"], json!(["Bo"]));
    }
);
