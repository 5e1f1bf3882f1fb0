//! What the API refuses, and how it says so.

use dardr::process::Role;
use http::{Method, StatusCode};
use serde_json::{Value, json};

use super::Program;
use super::journey::{notify, step};
use crate::casework::story::Cast;
use crate::parties::case::Case;

both!(
    async fn nobody_reaches_what_is_not_theirs(world: World) {
        let cast = Cast::new(&world).await;
        let coordinator = Program::of(&world, cast.coordinator).await;
        let review = notify(&coordinator, &cast.home.to_string()).await;
        let agency = Program::of(&world, cast.spoc).await;
        let stranger = world.partnership("MAR", "Marshgate").await;
        let stranger = Program::of(&world, world.person("Idris Vaughan", Role::Coordinator, stranger).await).await;
        for room in
            ["notification", "triage", "consultation", "decision", "decision/record", "people", "panel", "proceedings", "joint"]
        {
            let at = format!("/reviews/{review}/{room}");
            coordinator.see(&at).await;
            for who in [&agency, &stranger] {
                let (status, problem) = who.call(Method::GET, &at, &Value::Null).await;
                assert_eq!(status, StatusCode::NOT_FOUND, "{at}: that there is a review is a secret: {problem}");
            }
        }
        // An agency that is asked has a part in the review, and sees no more than that part.
        step(&coordinator, &review, "begin_triage").await;
        let asked = json!({ "kind": "other", "organisation": cast.housing.to_string(), "way": "mail" });
        coordinator.act(&format!("/reviews/{review}/consultation/ask"), asked).await;
        agency.see(&format!("/reviews/{review}/consultation")).await;
        for room in ["notification", "notification/received", "triage", "triage/T1", "decision", "decision/record"] {
            let (status, problem) = agency.call(Method::GET, &format!("/reviews/{review}/{room}"), &Value::Null).await;
            assert_eq!(status, StatusCode::FORBIDDEN, "{room}: {problem}");
        }
        let (status, _) = agency.send(&format!("/reviews/{review}/triage/T1"), json!({ "known": "yes", "version": 0 })).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
    }
);

both!(
    async fn what_cannot_be_so_is_told_with_its_field(world: World) {
        let cast = Cast::new(&world).await;
        let coordinator = Program::of(&world, cast.coordinator).await;
        let review = notify(&coordinator, &cast.home.to_string()).await;
        let beside = format!("/reviews/{review}/proceedings");
        let one = |known_on: &str| json!({ "kind": "INQUEST", "state": "active", "known_on": known_on });
        let (status, problem) = coordinator.send(&beside, one("2026-03-07")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(problem["errors"][0]["field"], "known_on");
        assert!(problem["errors"][0]["detail"].as_str().unwrap().contains("must be today or in the past"), "{problem}");

        // Somebody else was first.
        coordinator.act(&beside, one("2026-03-05")).await;
        let kept = coordinator.see(&beside).await["proceedings"][0].clone();
        let at = format!("{beside}/{}", kept["id"].as_str().unwrap());
        let change = json!({ "state": "active", "known_on": "2026-03-05", "led_by": "The coroner", "version": kept["version"] });
        coordinator.act(&at, change.clone()).await;
        let (status, problem) = coordinator.send(&at, change).await;
        assert_eq!(status, StatusCode::CONFLICT, "{problem}");

        // A day that does not exist, and a question that is not asked.
        let answer = |answers: Value| json!({ "known": "yes", "answers": answers, "version": 0 });
        let at = format!("/reviews/{review}/triage/T9");
        let wrong = json!({ "criminal": "charged", "trial_on": "2026-02-31", "source": "Police" });
        let (status, problem) = coordinator.send(&at, answer(wrong)).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("trial_on")), "{problem}");
        let age = answer(json!({ "deceased_age": 12, "source": "Police" }));
        let (status, problem) = coordinator.send(&format!("/reviews/{review}/triage/T2"), age).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("deceased_age")));
        assert!(problem["errors"][0]["detail"].as_str().unwrap().contains("the age is 12. Put one of them right"), "{problem}");
        let (status, problem) = coordinator.send(&at, answer(json!({ "criminal": "charged", "colour": "red" }))).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("answers")), "{problem}");
        assert!(!problem.to_string().contains("colour"), "what was sent is not repeated: {problem}");
    }
);

both!(
    async fn what_is_no_request_is_refused_with_a_reason(world: World) {
        let cast = Cast::new(&world).await;
        let coordinator = Program::of(&world, cast.coordinator).await;
        let (status, _) = coordinator.call_with(Method::POST, "/notifications", b"{\"partnership\":".to_vec()).await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        let (status, _) = coordinator.call_with(Method::POST, "/notifications", b"{}".to_vec()).await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        // What is wrong is told by its place, and nothing of what was sent comes back.
        let wrong = json!({ "kind": ["Danuta Wilk"], "state": "active", "known_on": "Danuta Wilk", "joint": "Danuta Wilk" });
        let review = notify(&coordinator, &cast.home.to_string()).await;
        let (status, problem) = coordinator.send(&format!("/reviews/{review}/proceedings"), wrong).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{problem}");
        let told = |field: &str| problem["errors"].as_array().unwrap().iter().find(|one| one["field"] == field).unwrap().clone();
        assert_eq!(told("known_on")["detail"], "Send a date as 2026-03-06", "{problem}");
        assert!(told("kind")["detail"].as_str().unwrap().starts_with("Send one of: "), "{problem}");
        let (status, page) = coordinator.call(Method::GET, "/notifications?page=Danuta", &Value::Null).await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        assert!(page["detail"].as_str().unwrap().starts_with("The parameter page"), "{page}");
        assert!(!format!("{problem}{page}").contains("Danuta"), "{problem}{page}");
        let (status, _) = coordinator.call(Method::GET, "/nowhere", &Value::Null).await;
        assert_eq!(status, StatusCode::NOT_FOUND);

        let of = |bytes: usize| json!({ "partnership": "x".repeat(bytes - 18) }).to_string().into_bytes();
        let most = 1024 * 1024;
        let (status, _) = coordinator.call_with(Method::POST, "/notifications", of(most)).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "as large as it may be, it is read");
        let (status, problem) = coordinator.call_with(Method::POST, "/notifications", of(most + 1)).await;
        assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(problem["detail"].as_str().unwrap().contains("1 MB"), "{problem}");

        // What a stranger sends is not looked at, and the answer to a list of faults ends.
        let many = json!({ "held_on": "2026-03-05", "attendance": vec![1; 100_000], "version": 1 });
        let at = format!("/reviews/{review}/panel/meetings");
        let (status, problem) = coordinator.send(&at, many.clone()).await;
        assert_eq!((status, problem["errors"].as_array().unwrap().len()), (StatusCode::BAD_REQUEST, 11), "{problem}");
        let (status, problem) = coordinator.stranger().send(&at, many).await;
        assert_eq!((status, &problem["errors"]), (StatusCode::UNAUTHORIZED, &Value::Null), "{problem}");
    }
);

both!(
    async fn a_page_of_a_draft_is_kept_even_when_it_is_wrong(world: World) {
        let cast = Cast::new(&world).await;
        let coordinator = Program::of(&world, cast.coordinator).await;
        let begun = coordinator.act("/notifications", json!({ "partnership": cast.home.to_string() })).await;
        let draft = format!("/notifications/{}", begun["id"].as_str().unwrap());
        let at = format!("{draft}/death");
        let version = coordinator.see(&at).await["version"].clone();
        let wrong = json!({ "answers": { "died": "2026-03-07", "place_kind": "public" }, "version": version });
        let (status, problem) = coordinator.send(&at, wrong.clone()).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(problem["detail"].as_str().unwrap().starts_with("The page is kept as a draft"), "{problem}");
        let kept = coordinator.see(&at).await;
        assert_eq!((&kept["standing"], &kept["answers"]["place_kind"]), (&json!("begun"), &json!(["public"])), "{kept}");
        let (status, _) = coordinator.send(&at, wrong).await;
        assert_eq!(status, StatusCode::CONFLICT, "the page has changed since it was seen");

        let child = format!("{draft}/child-1");
        let version = coordinator.see(&child).await["version"].clone();
        coordinator.act(&child, json!({ "answers": { "given": "Bo" }, "later": true, "version": version })).await;
        let other = format!("{draft}/child-2");
        let version = coordinator.see(&other).await["version"].clone();
        coordinator.act(&other, json!({ "answers": { "given": "Bo" }, "later": true, "version": version })).await;
        // Two children of whom the same is known are two: the second sending takes nobody else out.
        let seen = json!({ "version": coordinator.see(&child).await["version"] });
        coordinator.act(&format!("{child}/remove"), seen.clone()).await;
        let (status, problem) = coordinator.send(&format!("{child}/remove"), seen).await;
        assert_eq!(status, StatusCode::CONFLICT, "{problem}");
        assert_eq!(coordinator.see(&child).await["standing"], "begun");
        let version = coordinator.see(&draft).await["version"].clone();
        coordinator.act(&format!("{draft}/discard"), json!({ "version": version })).await;
        let (status, _) = coordinator.call(Method::GET, &draft, &Value::Null).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }
);

both!(
    async fn whose_a_step_is_comes_before_what_is_stale(world: World) {
        let cast = Cast::new(&world).await;
        let coordinator = Program::of(&world, cast.coordinator).await;
        let review = notify(&coordinator, &cast.home.to_string()).await;
        let chair = Program::of(&world, cast.chair).await;
        let stale = json!({ "on": "2026-03-06", "version": 0 });
        // Not yet possible, possible, and past: it is never the chair's, and what the review's version is, is nothing to the chair.
        for act in ["consult", "begin_triage"] {
            let (status, problem) = chair.send(&format!("/reviews/{review}/steps/{act}"), stale.clone()).await;
            assert_eq!(status, StatusCode::FORBIDDEN, "{act}: {problem}");
        }
        let at = format!("/reviews/{review}/steps/begin_triage");
        let (status, problem) = coordinator.send(&at, stale.clone()).await;
        assert_eq!(status, StatusCode::CONFLICT, "{problem}");
        step(&coordinator, &review, "begin_triage").await;
        assert_eq!(chair.send(&at, stale).await.0, StatusCode::FORBIDDEN);

        // Who did and saw what is the coordinator's to ask for, which is on the record too, and not the chair's.
        let record = coordinator.see(&format!("/reviews/{review}/audit")).await;
        let deeds = |record: &Value| record["rows"].as_array().unwrap().iter().map(|row| row["deed"].clone()).collect::<Vec<_>>();
        assert!(deeds(&record).contains(&json!("step_taken")), "{record}");
        let (seq, again) = (record["rows"][0]["seq"].clone(), coordinator.see(&format!("/reviews/{review}/audit")).await);
        let newest = &again["rows"][0];
        assert_eq!((&newest["deed"], newest["seq"].as_i64() > seq.as_i64()), (&json!("audit_seen"), true), "{again}");
        let before = coordinator.see(&format!("/reviews/{review}/audit?before={seq}")).await;
        assert_eq!(before["total"].as_i64(), record["total"].as_i64().map(|total| total - 1), "{before}");
        let (status, problem) = chair.call(Method::GET, &format!("/reviews/{review}/audit"), &Value::Null).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{problem}");

        // What a member of another review's panel declared is not there.
        let nobody = format!("/reviews/{review}/panel/members/{review}/declarations");
        let (status, problem) = coordinator.call(Method::GET, &nobody, &Value::Null).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{problem}");
    }
);

both!(
    async fn what_names_nobody_of_the_list_is_refused_beside_its_field(world: World) {
        let case = Case::begin(world).await;
        let coordinator = Program::of(&case.world, case.coordinator).await;
        let home = format!("/reviews/{}", case.review);
        let wrong = async |path: &str, body: Value, field: &str| {
            let (status, problem) = coordinator.send(&format!("{home}/{path}"), body).await;
            assert_eq!((status, &problem["errors"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)), "{problem}");
        };
        let member = json!({ "name": "Ada Finch", "organisation": case.trust.to_string(), "begins": "2026-03-02",
            "deputy_for": case.review.to_string() });
        wrong("panel/members", member, "deputy_for").await;
        let version = coordinator.see(&home).await["version"].clone();
        let came = json!([{ "member": case.review.to_string(), "how": "present" }]);
        let meeting = json!({ "held_on": "2026-03-05", "attendance": came, "version": version });
        wrong("panel/meetings", meeting, "attendance").await;
        wrong("papers/new/decision_notice", json!({ "audience": "publication" }), "audience").await;
    }
);
