//! Words that are for some readers of a review and not for all of them, and tokens that get round nothing.

use dardr::access::right::{EditClocks, SeeReview};
use dardr::access::{Grant, permit, tokens};
use dardr::base::Line;
use dardr::documents::{FileType, NewFile, Sealed, keep};
use dardr::ids::{PersonId, ReviewId};
use dardr::process::{Event, HoldReason, HoldScope, Overlay, Role, Stage};
use dardr::redaction::CaseText;
use dardr::reviews::{self, NewHold};
use dardr::store::{Value, sql};
use http::StatusCode;
use poem::{Endpoint as _, Request};

use super::browser::{Site, with_password};
use crate::support::World;

/// What this person reads of holds, embargoes and the story, in one.
async fn read(world: &World, review: ReviewId, person: PersonId) -> (usize, String) {
    let actor = world.actor(person).await;
    let mut tx = world.store.read().await.unwrap();
    let grant: Grant<SeeReview> = permit(&mut tx, &actor, review).await.unwrap();
    let holds = reviews::holds(&mut tx, &grant).await.unwrap();
    let laid = reviews::overlays(&mut tx, &grant).await.unwrap();
    let story = reviews::timeline(&mut tx, &grant, i64::MAX, 100).await.unwrap();
    let words = holds.iter().map(|one| format!("{} {}", one.advice, one.requested_by));
    let all = words.chain(laid.iter().map(|one| one.reason.clone())).chain(story.into_iter().map(|one| one.note));
    (holds.len() + laid.len(), all.collect())
}

both!(
    async fn the_advice_on_a_hold_is_for_those_who_see_the_clocks(world: World) {
        let home = world.partnership("WYK", "Wykebourne").await;
        let police = world.organisation("agency", "Wyre Valley Police").await;
        let coordinator = world.person("Priya Nandakumar", Role::Coordinator, home).await;
        let board = world.person("Yusuf Adeyemi", Role::BoardMember, home).await;
        let spoc = world.person("Tom Ashby", Role::AgencySpoc, police).await;
        let review = world.review(home).await;
        world.let_in(review, police).await;
        let actor = world.actor(coordinator).await;
        let mut tx = world.store.write().await.unwrap();
        let grant: Grant<EditClocks> = permit(&mut tx, &actor, review).await.unwrap();
        let starts = tx.today();
        let hold = NewHold {
            reason: HoldReason::ALL[0],
            scope: HoldScope::Full,
            requested_by: CaseText::from("Senior investigator".to_owned()),
            advice: CaseText::from("Counsel advises silence".to_owned()),
            starts,
            expected_end: None,
        };
        reviews::set_hold(&mut tx, &grant, hold).await.unwrap();
        let reason = CaseText::from("Reporting is restricted".to_owned());
        reviews::lay(&mut tx, &grant, Overlay::PublicationEmbargo, &reason, starts, None).await.unwrap();
        tx.commit().await.unwrap();
        let (seen, words) = read(&world, review, coordinator).await;
        assert!(seen == 2 && words.contains("Counsel") && words.contains("restricted") && words.contains("investigator"));
        for person in [board, spoc] {
            let (seen, words) = read(&world, review, person).await;
            assert_eq!(seen, 2, "that it is held is no secret");
            assert!(!words.contains("Counsel") && !words.contains("restricted") && !words.contains("investigator"), "{words}");
        }
    }
);

both!(
    /// v5.0.0-8.1.2: what of a record is open to whom depends on how far it has come.
    async fn an_agency_does_not_take_a_report_before_it_is_published(world: World) {
        let home = world.partnership("WYK", "Wykebourne").await;
        let police = world.organisation("agency", "Wyre Valley Police").await;
        let coordinator = world.person("Priya Nandakumar", Role::Coordinator, home).await;
        let author = world.person("Tom Ashby", Role::ImrAuthor, police).await;
        with_password(&world, author, "tom@police.example").await;
        let review = world.review(home).await;
        world.let_in(review, police).await;
        let actor = world.actor(coordinator).await;
        let mut tx = world.store.write().await.unwrap();
        let by = permit::<SeeReview>(&mut tx, &actor, review).await.unwrap().doer();
        let mut papers = Vec::new();
        for audience in ["named", "panel", "home_office", "publication"] {
            let title = CaseText::from(format!("report-{audience}"));
            let bytes = b"%PDF-1.7 the report".to_vec();
            let sealed = Sealed::of(&world.keyring(), (review, tx.id()), FileType::Pdf, &bytes).unwrap();
            let file = NewFile { kind: "overview_report", title, audience, organisation: None, sealed };
            let id = keep(&mut tx, &by, file).await.unwrap();
            let scan = serde_json::json!({ "hits": 0, "clean": true, "at": "2026-01-05T09:00:00Z" });
            sql("UPDATE document SET scan = $2 WHERE id = $1")
                .bind(id)
                .bind(Value::json(&scan).unwrap())
                .run(&mut tx)
                .await
                .unwrap();
            papers.push((audience, id));
        }
        tx.commit().await.unwrap();
        let site = Site::of(&world).await;
        let agency = site.signed_in("tom@police.example").await;
        // Actions are monitored whether the report was published or held back, and what was withdrawn is published no more.
        for (stage, event, published) in [
            (Stage::Drafting, Event::DraftingBegun, false),
            (Stage::Cleared, Event::ReportCleared, false),
            (Stage::Monitoring, Event::NonPublicationDecided, false),
            (Stage::Published, Event::Published, true),
            (Stage::Monitoring, Event::MonitoringBegun, true),
            (Stage::Cleared, Event::Withdrawn, false),
        ] {
            let mut tx = world.store.write().await.unwrap();
            let today = tx.today();
            reviews::record(&mut tx, review, event, today, "").await.unwrap();
            sql("UPDATE review SET stage = $2 WHERE id = $1").bind(review).bind(stage).run(&mut tx).await.unwrap();
            tx.commit().await.unwrap();
            let list = agency.get(&format!("/reviews/{review}/papers")).await;
            assert_eq!(list.status, StatusCode::OK);
            for (audience, id) in &papers {
                let theirs = published && *audience == "publication";
                let taken = agency.get(&format!("/reviews/{review}/papers/{id}")).await;
                assert_eq!(taken.status == StatusCode::OK, theirs, "{audience} at {stage:?}");
                assert_eq!(list.body.contains(&id.to_string()), theirs, "{audience} at {stage:?}");
            }
        }
    }
);

both!(
    async fn a_token_does_not_get_round_a_second_factor_that_is_asked_for(world: World) {
        let home = world.partnership("WYK", "Wykebourne").await;
        let coordinator = world.person("Priya Nandakumar", Role::Coordinator, home).await;
        let actor = world.actor(coordinator).await;
        let mut tx = world.store.write().await.unwrap();
        let word = tokens::make(&mut tx, &actor, &Line::parse("Figures").unwrap(), 30).await.unwrap();
        tx.commit().await.unwrap();
        let api = dardr::api::service(&world.app().await, &dardr::web::routes::table());
        for (asked_for, status) in [(false, StatusCode::OK), (true, StatusCode::UNAUTHORIZED), (false, StatusCode::OK)] {
            let mut tx = world.store.write().await.unwrap();
            sql("UPDATE partnership SET second_factor_required = $2 WHERE organisation = $1")
                .bind(home)
                .bind(asked_for)
                .run(&mut tx)
                .await
                .unwrap();
            tx.commit().await.unwrap();
            let request = Request::builder().uri("/reviews".parse().unwrap()).header("authorization", format!("Bearer {word}"));
            assert_eq!(api.get_response(request.finish()).await.status(), status);
        }
    }
);

both!(
    async fn the_api_tells_why_it_refuses(world: World) {
        let home = world.partnership("WYK", "Wykebourne").await;
        let coordinator = world.person("Priya Nandakumar", Role::Coordinator, home).await;
        let review = world.review(home).await;
        let actor = world.actor(coordinator).await;
        let mut tx = world.store.write().await.unwrap();
        let word = tokens::make(&mut tx, &actor, &Line::parse("Figures").unwrap(), 30).await.unwrap();
        let today = tx.today();
        tx.commit().await.unwrap();
        let api = dardr::api::service(&world.app().await, &dardr::web::routes::table());
        let step = |on: chrono::NaiveDate, version: i64| {
            Request::builder()
                .method(http::Method::POST)
                .uri(format!("/reviews/{review}/steps/record_secure_records").parse().unwrap())
                .header("authorization", format!("Bearer {word}"))
                .content_type("application/json")
                .body(serde_json::json!({ "on": on, "version": version, "note": "By secure mail." }).to_string())
        };
        let told = [
            (step(today, 7), StatusCode::CONFLICT, "has changed since you opened"),
            (step(today + chrono::Days::new(9), 1), StatusCode::UNPROCESSABLE_ENTITY, "must be today or in the past"),
        ];
        for (request, status, sentence) in told {
            let answer = api.get_response(request).await;
            assert_eq!(answer.status(), status);
            assert_eq!(answer.content_type(), Some("application/problem+json"));
            let body = answer.into_body().into_string().await.unwrap();
            assert!(body.contains(sentence), "{body}");
        }
    }
);
