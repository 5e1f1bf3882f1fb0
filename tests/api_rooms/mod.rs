//! The API's rooms of the work on a case: a program does what a person does with the forms, and no more.

use std::fmt::Write as _;

use dardr::access::tokens;
use dardr::base::Line;
use dardr::ids::{OrganisationId, PersonId};
use dardr::notification;
use dardr::process::Role;
use dardr::store::sql;
use dardr::web::{Outer, endpoint, routes};
use http::{Method, StatusCode};
use poem::{Endpoint as _, Request, Response};
use serde_json::{Value, json};

use crate::casework::story::{Cast, enter};
use crate::support::World;

/// The service, with a token of each person.
struct Site {
    site: Outer,
}

impl Site {
    async fn new(world: &World) -> Self {
        let app = world.app().await;
        let api = dardr::api::service(&app, &routes::table());
        Self { site: endpoint(app, None, routes::table(), vec![(dardr::api::PATH, api)]) }
    }

    async fn answer(&self, token: &str, method: Method, path: &str, sort: &str, body: Vec<u8>) -> Response {
        let request = Request::builder().method(method).uri(format!("/api{path}").parse().unwrap());
        let request = request.header("authorization", format!("Bearer {token}")).header("content-length", body.len());
        self.site.get_response(request.content_type(sort).body(body)).await
    }

    async fn send(&self, token: &str, path: &str, body: Value) -> (StatusCode, Value) {
        told(self.answer(token, Method::POST, path, "application/json", body.to_string().into_bytes()).await).await
    }

    async fn see(&self, token: &str, path: &str) -> (StatusCode, Value) {
        told(self.answer(token, Method::GET, path, "application/json", Vec::new()).await).await
    }

    async fn file(&self, token: &str, path: &str, part: &str, (name, bytes): (&str, &[u8])) -> (StatusCode, Value) {
        let mut head = String::new();
        write!(head, "--x\r\nContent-Disposition: form-data; name=\"part\"\r\n\r\n{part}\r\n--x\r\n").unwrap();
        write!(head, "Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n").unwrap();
        let body = [head.as_bytes(), bytes, b"\r\n--x--\r\n"].concat();
        told(self.answer(token, Method::POST, path, "multipart/form-data; boundary=x", body).await).await
    }
}

/// The answer as JSON; what goes wrong is a problem with all that one says.
async fn told(answer: Response) -> (StatusCode, Value) {
    let (status, sort) = (answer.status(), answer.content_type().unwrap_or_default().to_owned());
    let body = answer.into_body().into_string().await.unwrap();
    let value: Value = serde_json::from_str(&body).unwrap_or_else(|_| panic!("{status}: {body}"));
    if status != StatusCode::OK {
        assert_eq!(sort, "application/problem+json", "{body}");
        assert!(value["detail"].is_string(), "{body}");
    }
    (status, value)
}

async fn token(world: &World, person: PersonId) -> String {
    let actor = world.actor(person).await;
    let mut tx = world.store.write().await.unwrap();
    let word = tokens::make(&mut tx, &actor, &Line::parse("Rooms").unwrap(), 30).await.unwrap();
    tx.commit().await.unwrap();
    word
}

/// An agency of the directory, with the tokens of its author and its signatory.
async fn agency(world: &World, of: OrganisationId, name: &str) -> (OrganisationId, String, String) {
    let id = world.organisation("agency", name).await;
    let mut tx = world.store.write().await.unwrap();
    let now = tx.now();
    sql("INSERT INTO directory (partnership, organisation, added_at) VALUES ($1, $2, $3)")
        .bind(of)
        .bind(id)
        .bind(now)
        .run(&mut tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let author = world.person(&format!("{name} Author"), Role::ImrAuthor, id).await;
    let signatory = world.person(&format!("{name} Signatory"), Role::SeniorSignatory, id).await;
    (id, token(world, author).await, token(world, signatory).await)
}

async fn documents(world: &World) -> i64 {
    let mut tx = world.store.read().await.unwrap();
    sql("SELECT COUNT(*) FROM document").scalar(&mut tx).await.unwrap()
}

const PDF: &[u8] =
    b"%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n\
    3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>> endobj\ntrailer <</Root 1 0 R>>\n%\x00\xff\r\n%%EOF\r\n";

both!(
    async fn an_agency_answers_over_the_api_for_itself_alone(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        let coordinator = token(&world, world.person("Amina Holt", Role::Coordinator, wyk).await).await;
        let (police, author, signatory) = agency(&world, wyk, "Wyreham Police").await;
        let (health, other, _) = agency(&world, wyk, "Kelsall Health").await;
        let (site, base) = (Site::new(&world).await, format!("/reviews/{}/returns", world.review(wyk).await));
        for agency in [police, health] {
            let asked = json!({ "agency": agency.to_string(), "level": "imr" });
            assert_eq!(site.send(&coordinator, &base, asked).await.0, StatusCode::OK);
        }
        let (_, room) = site.see(&author, &base).await;
        assert_eq!((room["total"].as_i64(), &room["requests"][0]["agency"]), (Some(1), &json!("Wyreham Police")), "{room}");
        let one = format!("{base}/{}", room["requests"][0]["id"].as_str().unwrap());
        assert_eq!(site.see(&other, &one).await.0, StatusCode::NOT_FOUND, "not even that it is there");

        let write = |body: &str, nil: bool, version: i64| json!({ "body": body, "nil": nil, "version": version });
        let at = format!("{one}/write");
        let (status, problem) = site.send(&author, &at, write("", true, 1)).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("systems")), "{problem}");
        assert!(problem["errors"][0]["detail"].as_str().unwrap().starts_with("Name the systems"));
        let (status, problem) = site.send(&author, &at, write("What happened.", false, 1)).await;
        assert_eq!(status, StatusCode::OK, "{problem}");
        let (status, problem) = site.send(&author, &at, write("Late.", false, 1)).await;
        assert_eq!(status, StatusCode::CONFLICT, "{problem}");
        assert_eq!(site.send(&coordinator, &at, write("Not mine.", false, 2)).await.0, StatusCode::FORBIDDEN);
        let (_, seen) = site.see(&author, &one).await;
        assert_eq!((&seen["kept"]["body"], &seen["rounds"][0]["nil"]), (&json!("What happened."), &json!(false)), "{seen}");

        let at = format!("{one}/file");
        let (status, problem) = site.file(&author, &at, "report", ("review.pdf", b"\x89PNG\r\n\x1a\n and so on")).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("file")), "{problem}");
        assert!(problem["errors"][0]["detail"].as_str().unwrap().contains("named as a PDF but it is a PNG"), "{problem}");
        // Above what a body may have, and above what a file may have but not what a body may.
        for megabytes in [50, 27] {
            let large = vec![b' '; megabytes * 1024 * 1024];
            let (status, problem) = site.file(&author, &at, "report", ("review.txt", &large)).await;
            assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE, "{megabytes}: {problem}");
            assert_eq!(problem["detail"], "Nothing was saved. A file may have up to 25 MB.");
        }
        assert_eq!(documents(&world).await, 0);
        let (status, problem) = site.file(&author, &at, "report", ("review.pdf", PDF)).await;
        assert_eq!(status, StatusCode::OK, "{problem}");
        let (_, seen) = site.see(&author, &one).await;
        let file = format!("{one}/files/{}", seen["files"][0]["document"].as_str().unwrap());
        let answer = site.answer(&author, Method::GET, &file, "application/json", Vec::new()).await;
        assert_eq!((answer.status(), answer.content_type()), (StatusCode::OK, Some("application/pdf")));
        assert_eq!(answer.into_body().into_vec().await.unwrap(), PDF, "byte for byte");
        assert_eq!(site.see(&other, &file).await.0, StatusCode::NOT_FOUND);

        let version = seen["rounds"][0]["version"].as_i64().unwrap();
        let declared = json!({ "declared": ["involvement", "management"], "version": version });
        assert_eq!(site.send(&author, &format!("{one}/declare"), declared).await.0, StatusCode::OK);
        let (status, problem) = site.send(&signatory, &format!("{one}/sign"), json!({ "version": version + 1 })).await;
        assert_eq!(status, StatusCode::OK, "{problem}");
        assert_eq!(site.see(&coordinator, &one).await.1["request"]["state"], "signed");
    }
);

both!(
    async fn every_room_of_the_work_opens_to_a_program_and_to_nobody_else(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        let coordinator = token(&world, world.person("Amina Holt", Role::Coordinator, wyk).await).await;
        let marsh = world.partnership("MAR", "Marshgate").await;
        let stranger = token(&world, world.person("Idris Vaughan", Role::Coordinator, marsh).await).await;
        let (site, base) = (Site::new(&world).await, format!("/reviews/{}", world.review(wyk).await));
        for room in [
            "",
            "/clocks",
            "/holds",
            "/family",
            "/interviews",
            "/returns",
            "/secure-records",
            "/report",
            "/papers",
            "/submission",
        ] {
            let (status, seen) = site.see(&coordinator, &format!("{base}{room}")).await;
            assert_eq!(status, StatusCode::OK, "{room}: {seen}");
            assert_eq!(site.see(&stranger, &format!("{base}{room}")).await.0, StatusCode::NOT_FOUND, "{room}");
        }
        let nobody = json!({ "reason": "Nobody was found, with the help of the liaison officer." });
        assert_eq!(site.send(&coordinator, &format!("{base}/family/nobody"), nobody).await.0, StatusCode::OK);
        let (_, seen) = site.see(&coordinator, &format!("{base}/family")).await;
        assert_eq!(seen["nobody"]["recorded_by"], "Amina Holt", "{seen}");

        let hold = |starts: &str| {
            let words =
                json!({ "reason": "cps_request", "requested_by": "Senior investigating officer", "advice": "By letter." });
            let mut hold = words.clone();
            hold["scope"] = "full".into();
            hold["starts"] = starts.into();
            hold
        };
        let holds = format!("{base}/holds");
        let (status, problem) = site.send(&coordinator, &holds, hold("2026-03-07")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(problem["errors"].as_array().unwrap().iter().any(|wrong| wrong["field"] == "starts"), "{problem}");
        let added = json!({
            "body": "Train the front desk.", "level": "single_agency", "mechanism": "training", "sector": "police", "theme": "training",
            "lead_other": "Wyreham Police", "when": "by October 2026", "early": false,
        });
        let register = format!("{base}/recommendations");
        assert_eq!(site.send(&coordinator, &register, added).await.0, StatusCode::OK);
        let (_, seen) = site.see(&coordinator, &register).await;
        assert_eq!(seen["recommendations"][0]["state"], "draft", "a box that is not ticked is not ticked: {seen}");
    }
);

/// A file that belongs to another case goes out once, for good, and by no stranger.
async fn taken_out(site: &Site, (coordinator, agency): (&str, &str), (at, id): (&str, &str)) {
    let out = format!("{at}/{id}/remove");
    let (status, problem) = site.send(coordinator, &out, json!({ "why": "no such reason" })).await;
    assert_eq!((status, &problem["errors"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("why")), "{problem}");
    assert_ne!(site.send(agency, &out, json!({ "why": "other_case" })).await.0, StatusCode::OK);
    assert_eq!(site.send(coordinator, &out, json!({ "why": "other_case" })).await.0, StatusCode::OK);
    assert_eq!(site.send(coordinator, &out, json!({ "why": "other_case" })).await.0, StatusCode::NOT_FOUND, "once");
    let (_, list) = site.see(coordinator, at).await;
    assert_eq!(list["files"].as_array().unwrap().len(), 1, "{list}");
    let gone = site.answer(coordinator, Method::GET, &format!("{at}/{id}"), "application/json", Vec::new()).await;
    assert_eq!(gone.status(), StatusCode::NOT_FOUND, "nobody takes it any more");
}

both!(
    async fn files_come_with_a_notification_before_its_review_is_open_and_after(world: World) {
        let cast = Cast::new(&world).await;
        let (app, actor) = (world.app().await, world.actor(cast.coordinator).await);
        let mut tx = world.store.write().await.unwrap();
        let draft = enter(&mut tx, &app, &actor, cast.home, &[]).await;
        tx.commit().await.unwrap();
        let (site, coordinator) = (Site::new(&world).await, token(&world, cast.coordinator).await);
        let (chair, agency) = (token(&world, cast.chair).await, token(&world, cast.spoc).await);
        let at = format!("/notifications/{draft}/files");
        let (status, problem) = site.file(&coordinator, &at, "report", ("danuta-wilk.pdf", PDF)).await;
        assert_eq!(status, StatusCode::OK, "{problem}");
        let (_, list) = site.see(&coordinator, &at).await;
        let one = &list["files"][0];
        assert_eq!((&one["title"], &one["added_by"]), (&json!("Police report or log"), &json!("Amina Holt")), "{list}");
        assert!(one["added_at"].is_string() && !list.to_string().contains("danuta"), "{list}");
        let id = one["id"].as_str().unwrap().to_owned();
        let taken = site.answer(&coordinator, Method::GET, &format!("{at}/{id}"), "application/json", Vec::new()).await;
        assert_eq!((taken.status(), taken.content_type()), (StatusCode::OK, Some("application/pdf")));
        assert_eq!(taken.into_body().into_vec().await.unwrap(), PDF, "byte for byte");
        assert_ne!(site.see(&agency, &format!("{at}/{id}")).await.0, StatusCode::OK);

        let mut tx = world.store.write().await.unwrap();
        let sealed: Vec<u8> = sql("SELECT sealed FROM notification_draft_piece").scalar(&mut tx).await.unwrap();
        assert!(!sealed.windows(4).any(|piece| piece == b"%PDF"), "it lies open");
        notification::open(&mut tx, &app.keyring, &app.settings.law, &actor, draft).await.unwrap();
        tx.commit().await.unwrap();
        let at = format!("/reviews/{draft}/notification/files");
        // Of two files of one moment either may stand first.
        world.clock.advance(chrono::TimeDelta::seconds(1));
        let (status, problem) = site.file(&coordinator, &at, "form", ("form.pdf", PDF)).await;
        assert_eq!(status, StatusCode::OK, "{problem}");
        let (_, list) = site.see(&coordinator, &at).await;
        assert_eq!(
            (&list["files"][0]["id"], &list["files"][1]["title"]),
            (&json!(id), &json!("Notification or referral form")),
            "{list}"
        );
        for (who, status) in [(&coordinator, StatusCode::OK), (&chair, StatusCode::OK), (&agency, StatusCode::NOT_FOUND)] {
            let taken = site.answer(who, Method::GET, &format!("{at}/{id}"), "application/json", Vec::new()).await;
            assert_eq!(taken.status(), status);
            if status == StatusCode::OK {
                assert_eq!(taken.into_body().into_vec().await.unwrap(), PDF);
            }
        }
        assert_ne!(site.file(&agency, &at, "form", ("form.pdf", PDF)).await.0, StatusCode::OK);
        assert_eq!(documents(&world).await, 2);
        let page = world.visit(cast.coordinator).await.visit(&format!("/reviews/{draft}/notification")).await;
        assert!(page.says("Police report or log") && page.says("Amina Holt"), "{}", page.words());

        let mut tx = world.store.write().await.unwrap();
        let left: i64 = sql("SELECT COUNT(*) FROM notification_draft_file").scalar(&mut tx).await.unwrap();
        let told: i64 =
            sql("SELECT COUNT(*) FROM happening WHERE review = $1 AND what = 'notification_file_added' AND note = ''")
                .bind(draft)
                .scalar(&mut tx)
                .await
                .unwrap();
        assert_eq!((left, told), (0, 2));
        let audited: i64 = sql("SELECT COUNT(*) FROM audit WHERE deed = 'document_added'").scalar(&mut tx).await.unwrap();
        assert_eq!(audited, 2);
        tx.commit().await.unwrap();

        taken_out(&site, (&coordinator, &agency), (&at, &id)).await;
    }
);

both!(
    async fn a_file_of_a_notification_is_what_it_says_and_goes_with_its_draft(world: World) {
        let cast = Cast::new(&world).await;
        let (app, actor) = (world.app().await, world.actor(cast.coordinator).await);
        let (site, coordinator) = (Site::new(&world).await, token(&world, cast.coordinator).await);
        let agency = token(&world, cast.spoc).await;
        let mut tx = world.store.write().await.unwrap();
        let thrown = notification::begin(&mut tx, &app.keyring, &actor, cast.home).await.unwrap();
        tx.commit().await.unwrap();
        let at = format!("/notifications/{thrown}/files");
        let (status, problem) = site.file(&coordinator, &at, "report", ("log.pdf", b"\x89PNG\r\n\x1a\n and so on")).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("file")), "{problem}");
        let (status, problem) = site.file(&coordinator, &at, "nothing", ("log.pdf", PDF)).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("part")), "{problem}");
        assert_ne!(site.file(&agency, &at, "report", ("log.pdf", PDF)).await.0, StatusCode::OK);
        for _ in 0..2 {
            assert_eq!(site.file(&coordinator, &at, "press", ("a.pdf", PDF)).await.0, StatusCode::OK);
        }
        let (_, list) = site.see(&coordinator, &at).await;
        let out = format!("{at}/{}/remove", list["files"][1]["id"].as_str().unwrap());
        assert_ne!(site.send(&agency, &out, json!({ "why": "twice" })).await.0, StatusCode::OK);
        assert_eq!(site.send(&coordinator, &out, json!({ "why": "twice" })).await.0, StatusCode::OK);
        assert_eq!(site.see(&coordinator, &at).await.1["files"].as_array().unwrap().len(), 1);
        let mut tx = world.store.write().await.unwrap();
        notification::discard(&mut tx, &app.keyring, &actor, (thrown, 1)).await.unwrap();
        let left: i64 = sql("SELECT COUNT(*) FROM notification_draft_piece").scalar(&mut tx).await.unwrap();
        assert_eq!(left, 0, "a draft that is thrown away takes its files with it");
    }
);
