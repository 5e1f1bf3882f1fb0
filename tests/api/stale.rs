//! Of two people who change the same thing, the second is told that the first was there.

use dardr::access::right::{EditFamily, EditInterviews};
use dardr::family::{self, InterviewKind, InterviewState, NewFamily, NewInterview, Part};
use dardr::ids::DocumentId;
use dardr::parties::Kind;
use dardr::process::{Act, Event};
use dardr::store::sql;
use dardr::{reports, reviews};
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
        let clock = clocks["clocks"].as_array().unwrap().iter().find(|one| one["rule"] == "DL-12").unwrap();
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

both!(
    async fn what_is_declared_and_not_asked_is_said_over_what_was_seen(world: World) {
        let case = Case::begin(world).await;
        let coordinator = Program::of(&case.world, case.coordinator).await;
        let home = format!("/reviews/{}", case.review);

        // A part of the pack.
        let at = format!("{home}/submission/pack");
        let room = format!("{home}/submission");
        for words in ["Filled in.", "Filled in again."] {
            let pack = coordinator.see(&room).await["pack"].clone();
            let part = pack.as_array().unwrap().iter().find(|one| one["part"] == "data_form").unwrap().clone();
            once(&coordinator, &at, json!({ "part": "data_form", "part_words": words, "version": part["version"] })).await;
        }

        // Why somebody is not asked, and who may be asked.
        let room = format!("{home}/consultation");
        let seen = coordinator.see(&room).await["version"].clone();
        let why = json!({ "silence": "Nobody was on probation.", "version": seen });
        once(&coordinator, &format!("{room}/not-asked/probation"), why.clone()).await;
        let (status, problem) = coordinator.send(&format!("{room}/not-asked/health"), why).await;
        assert_eq!(status, StatusCode::CONFLICT, "{problem}");
        let stranger = case.world.organisation("agency", "Elsewhere Housing").await.to_string();
        let ask = json!({ "kind": "other", "organisation": stranger, "way": "letter", "asked_on": "2026-03-05" });
        let (status, problem) = coordinator.send(&format!("{room}/ask"), ask).await;
        assert_eq!(
            (status, &problem["errors"][0]["field"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("organisation")),
            "{problem}"
        );
        assert_eq!(coordinator.see(&room).await["consultees"].as_array().unwrap().len(), 1, "only who is not asked");
    }
);

both!(
    async fn what_the_family_and_partners_were_told_is_said_over_what_was_seen(world: World) {
        let case = Case::begin(world).await;
        let home = format!("/reviews/{}", case.review);
        let mut tx = case.write().await;
        let entry = case.entry(&mut tx, Kind::Relative, "Barnaby Quillfeather").await;
        let edit = case.grant::<EditFamily>(&mut tx, case.coordinator).await;
        let brother = NewFamily::new(entry.id, line("brother"), Part::Sibling);
        let person = family::add_person(&mut tx, &case.app.keyring, &edit, &brother).await.unwrap();
        for act in [Act::ShareWithFamily, Act::AgreeReport] {
            let on = tx.today();
            reports::mark(&mut tx, &edit.doer(), case.review, act, on).await.unwrap();
        }
        tx.commit().await.unwrap();
        let partner = case.world.partnership("STB", "Stourby").await;
        let mut tx = case.write().await;
        let today = tx.today();
        let share: DocumentId = tx.id();
        sql("INSERT INTO review_partnership (id, review, partnership, part, came_to_attention_on) VALUES ($1, $2, $3, 'joint', $4)")
            .bind(share)
            .bind(case.review)
            .bind(partner)
            .bind(today)
            .run(&mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let coordinator = Program::of(&case.world, case.coordinator).await;

        // A reading that is offered, and that they were told what became of their comments.
        let at = format!("{home}/family/{person}");
        let seen = coordinator.see(&at).await["person"]["version"].clone();
        let offer = json!({ "opens_on": "2026-03-06", "closes_on": "2026-03-20", "draft": "F1", "version": seen });
        once(&coordinator, &format!("{at}/reading"), offer).await;
        let id = coordinator.see(&format!("{home}/family")).await["readings"][0]["id"].as_str().unwrap().to_owned();
        let at = format!("{home}/family/readings/{id}");
        let told = async || json!({ "told_on": "2026-03-06", "version": coordinator.see(&at).await["reading"]["version"] });
        let early = told().await;
        coordinator.act(&format!("{at}/comments"), json!({ "kind": "tone", "comment": "She was not hard to reach." })).await;
        let comment = coordinator.see(&at).await["comments"][0].clone();
        let answer = json!({ "answer": "accepted", "version": comment["version"] });
        coordinator.act(&format!("{home}/family/comments/{}", comment["id"].as_str().unwrap()), answer).await;
        let (status, problem) = coordinator.send(&format!("{at}/told"), early).await;
        assert_eq!(status, StatusCode::CONFLICT, "an answer came since: {problem}");
        once(&coordinator, &format!("{at}/told"), told().await).await;

        // What a partner agreed.
        let version = coordinator.see(&format!("{home}/joint")).await["version"].clone();
        let agreed = json!({ "partner": partner.to_string(), "report_by": "Priya Lane, head of community safety",
            "report_on": "2026-03-06", "version": version });
        let mut other = agreed.clone();
        other["version"] = json!(version.as_i64().unwrap() + 1);
        let (status, problem) = coordinator.send(&format!("{home}/joint/agreement"), other).await;
        assert_eq!(status, StatusCode::CONFLICT, "{problem}");
        once(&coordinator, &format!("{home}/joint/agreement"), agreed).await;
    }
);
