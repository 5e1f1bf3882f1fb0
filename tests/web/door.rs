//! Sessions, forms, problems and headers.

use std::sync::atomic::Ordering;

use dardr::access::tokens;
use dardr::base::Line;
use dardr::ids::PersonId;
use dardr::process::Role;
use dardr::store::sql;
use dardr::web::{endpoint, routes};
use http::{Method, StatusCode};
use poem::{Endpoint as _, Request, Response};
use scraper::{Html, Selector};

use super::site::{Site, get};
use crate::support::{World, showing};

async fn text(response: Response) -> String {
    response.into_body().into_string().await.unwrap()
}

fn cookies(response: &Response) -> Vec<String> {
    response.headers().get_all("set-cookie").iter().map(|value| value.to_str().unwrap().to_owned()).collect()
}

both!(
    async fn nobody_is_sent_to_sign_in_and_back(world: World) {
        let site = Site::new(&world, Role::Coordinator).await;
        let answer = site.ask(get("/mine/3?q=a"), false).await;
        assert_eq!(
            (answer.status(), answer.header("location")),
            (StatusCode::SEE_OTHER, Some("/sign-in?next=%2Fmine%2F3%3Fq%3Da"))
        );
        let shown = text(site.ask(get("/mine/3?q=here"), true).await).await;
        assert!(shown.contains("3here") && shown.contains("Priya Nandakumar") && shown.contains("Wykebourne"));
        assert_eq!(site.ask(get("/mine/x"), true).await.status(), StatusCode::NOT_FOUND);
    }
);

both!(
    /// v5.0.0-7.3.1: a session ends by rest, and nothing typed is lost by it.
    async fn a_session_that_rested_too_long_is_over(world: World) {
        let site = Site::new(&world, Role::Coordinator).await;
        world.clock.advance(chrono::Duration::minutes(29));
        assert_eq!(site.ask(get("/mine"), true).await.status(), StatusCode::OK, "and this request is a sign of life");
        world.clock.advance(chrono::Duration::minutes(29));
        assert_eq!(site.ask(get("/mine"), true).await.status(), StatusCode::OK);
        world.clock.advance(chrono::Duration::minutes(31));
        let ended = site.ask(get("/mine"), true).await;
        assert_eq!((ended.status(), ended.header("location")), (StatusCode::SEE_OTHER, Some("/sign-in?next=%2Fmine")));
        let kept = cookies(&ended);
        assert!(
            kept.iter().any(|one| one.starts_with("__Host-dardr=;")),
            "said once, for the word of the session goes: {kept:?}"
        );
        assert!(kept.iter().any(|one| one.starts_with("__Host-dardr-told=Your+session+has+ended")), "{kept:?}");
        let stranger = cookies(&site.ask(get("/mine"), false).await);
        assert!(stranger.is_empty(), "who had no session is told of none: {stranger:?}");
        let sent = site.send("/mine", "note=What+I+wrote").await;
        assert_eq!(sent.status(), StatusCode::FORBIDDEN);
        let page = text(sent).await;
        assert!(page.contains("You are signed out") && page.contains("What I wrote"), "nothing typed is lost");
        assert_eq!(site.done.load(Ordering::SeqCst), 0);
    }
);

#[tokio::test]
async fn a_form_without_the_word_of_the_session_is_refused() {
    World::sqlite()
        .await
        .live(async |world| {
            let site = Site::new(&world, Role::Coordinator).await;
            let post = |token: &str| {
                let request = Request::builder().method(Method::POST).uri("/mine".parse().unwrap());
                let request = request.header("cookie", format!("__Host-dardr={}", site.cookie));
                request
                    .content_type("application/x-www-form-urlencoded")
                    .body(format!("_token={token}&note=mine&_once={}", showing()))
            };
            for token in ["", "0000", &site.cookie] {
                let answer = site.endpoint.get_response(post(token)).await;
                assert_eq!(answer.status(), StatusCode::FORBIDDEN, "v5.0.0-3.5.1");
                assert!(text(answer).await.contains("mine"));
            }
            let mut forged = post(&site.form_token);
            forged.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
            assert_eq!(site.endpoint.get_response(forged).await.status(), StatusCode::FORBIDDEN);
            assert_eq!(site.done.load(Ordering::SeqCst), 0);
            assert_eq!(site.endpoint.get_response(post(&site.form_token)).await.status(), StatusCode::SEE_OTHER);
        })
        .await;
}

both!(
    async fn a_double_click_does_its_work_once(world: World) {
        let site = Site::new(&world, Role::Coordinator).await;
        let (one, two) = tokio::join!(site.send_bare("/mine", "_once=a&note=n"), site.send_bare("/mine", "_once=a&note=n"));
        for answer in [&one, &two] {
            assert_eq!((answer.status(), answer.header("location")), (StatusCode::SEE_OTHER, Some("/mine/7")));
            assert!(cookies(answer)[0].starts_with("__Host-dardr-told=The+note+is+kept."));
        }
        assert_eq!(site.done.load(Ordering::SeqCst), 1);
        site.send_bare("/mine", "_once=a&note=another").await;
        site.send_bare("/mine", "_once=b&note=n").await;
        assert_eq!(site.done.load(Ordering::SeqCst), 3, "other words and another showing are other forms");
    }
);

both!(
    async fn a_form_without_the_mark_of_its_page_does_nothing_however_often_it_comes(world: World) {
        let site = Site::new(&world, Role::Coordinator).await;
        for fields in ["note=n", "note=n", "note=n&_once="] {
            let answer = site.send_bare("/mine", fields).await;
            assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{fields}");
            let page = text(answer).await;
            assert!(page.contains("Nothing was saved. Open the page again and send the form from there"), "{page}");
            assert!(page.contains("value=\"n\"") || page.contains(">n<"), "what was typed is shown: {page}");
        }
        assert_eq!(site.done.load(Ordering::SeqCst), 0);
    }
);

both!(
    async fn what_is_wrong_is_shown_beside_what_was_typed(world: World) {
        let site = Site::new(&world, Role::Coordinator).await;
        let long = "x".repeat(201);
        let answer = site.send("/mine", &format!("note={long}")).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let page = text(answer).await;
        assert!(page.contains("<title>Error: A note – dardr</title>") && page.contains(&long));
        let page = Html::parse_document(&page);
        let link = page.select(&Selector::parse(".govuk-error-summary a[href='#note']").unwrap()).next().unwrap();
        assert_eq!(link.text().collect::<String>(), "A note: use 200 characters or fewer");
        let stale = site.send("/stale", "version=3&what-i-think=Kept+words").await;
        assert_eq!(stale.status(), StatusCode::CONFLICT);
        let stale = text(stale).await;
        assert!(
            stale.contains("The panel was changed.")
                && stale.contains("Kept words")
                && !stale.contains(&site.form_token[..8].repeat(9))
        );
    }
);

#[tokio::test]
async fn what_was_done_is_said_once() {
    World::sqlite()
        .await
        .live(async |world| {
            let site = Site::new(&world, Role::Coordinator).await;
            let both = format!("__Host-dardr={}; __Host-dardr-told=The+note+is+kept.", site.cookie);
            let answer = site.ask(get("/mine/7").header("cookie", both), false).await;
            assert!(cookies(&answer)[0].starts_with("__Host-dardr-told=; Path=/; Max-Age=0"));
            assert!(text(answer).await.contains("The note is kept."));
        })
        .await;
}

/// v5.0.0-3.4.1, 3.4.3, 3.4.4, 3.4.5, 3.4.6, 3.4.8 and 14.3.2: on every answer, errors included.
#[tokio::test]
async fn every_answer_carries_its_headers() {
    World::sqlite()
        .await
        .live(async |world| {
            let site = Site::new(&world, Role::Coordinator).await;
            for path in ["/", "/mine", "/nowhere", "/boom", "/broken", "/health", "/file", "/admin", "/assets/none.css"] {
                let answer = site.ask(get(path), true).await;
                for (name, value) in [
                    ("cache-control", "no-store"),
                    ("x-content-type-options", "nosniff"),
                    ("x-frame-options", "DENY"),
                    ("referrer-policy", "same-origin"),
                    ("strict-transport-security", "max-age=63072000; includeSubDomains"),
                    ("cross-origin-opener-policy", "same-origin"),
                ] {
                    assert_eq!(answer.header(name), Some(value), "{path}");
                }
                let policy = answer.header("content-security-policy").unwrap().to_owned();
                assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
                for bound in ["frame-ancestors 'none'", "base-uri 'none'"] {
                    assert!(policy.split(';').any(|each| each.trim() == bound), "{path}: {bound} in {policy}");
                }
                if answer.content_type().is_some_and(|kind| kind.starts_with("text/html")) {
                    let page = text(answer).await;
                    let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
                    assert!(page.contains(&format!("nonce=\"{nonce}\"")), "{path}");
                    assert!(page.contains("<h1") && page.contains("<main"), "{path}: a whole page");
                }
            }
        })
        .await;
}

/// v5.0.0-3.4.2: no answer, of a page or of the API, allows a page of another site to read it, whoever asks and however.
#[tokio::test]
async fn no_other_site_may_read_an_answer() {
    World::sqlite()
        .await
        .live(async |world| {
            let cookie = format!("__Host-dardr={}", Site::new(&world, Role::Coordinator).await.cookie);
            let mut tx = world.store.write().await.unwrap();
            let person: PersonId = sql("SELECT id FROM person").scalar(&mut tx).await.unwrap();
            let actor = world.actor(person).await;
            let word = tokens::make(&mut tx, &actor, &Line::parse("Figures").unwrap(), 30).await.unwrap();
            tx.commit().await.unwrap();
            let mut shown = Vec::new();
            let app = world.app().await;
            let api = dardr::api::service(&app, &routes::table());
            let site = endpoint(app, None, routes::table(), vec![(dardr::api::PATH, api)]);
            for path in
                ["/", "/sign-in", "/reviews", "/nowhere", "/health", "/api", "/api/openapi.json", "/api/reviews", "/api/none"]
            {
                for origin in ["https://elsewhere.example", "null", "http://127.0.0.1:8080"] {
                    for method in [Method::GET, Method::POST, Method::OPTIONS] {
                        let request = Request::builder().method(method.clone()).uri(path.parse().unwrap());
                        let request = request.header("origin", origin).header("cookie", &cookie);
                        let request = request.header("authorization", format!("Bearer {word}"));
                        let request = request.header("access-control-request-method", "POST");
                        let request = request.header("access-control-request-headers", "authorization");
                        let answer = site.get_response(request.finish()).await;
                        let opened = answer.headers().keys().find(|name| name.as_str().starts_with("access-control-"));
                        assert_eq!(opened, None, "{method} {path} from {origin}");
                        if answer.status() == StatusCode::OK {
                            shown.push(path);
                        }
                    }
                }
            }
            assert!(
                shown.contains(&"/reviews") && shown.contains(&"/api/reviews"),
                "what there is to read was asked for: {shown:?}"
            );
        })
        .await;
}

/// v5.0.0-1.2.3: the scripts of a page are the same whatever people wrote, and none of it becomes an attribute that is run.
#[tokio::test]
async fn what_people_write_never_becomes_part_of_a_script() {
    const HOSTILE: &str = "</script><script>alert(1)</script>\"'`;${alert(2)}\u{2028}//-->";
    World::sqlite()
        .await
        .live(async |world| {
            let site = Site::new(&world, Role::Coordinator).await;
            let scripts = async |path: &str, fields: Option<&str>| {
                let answer = match fields {
                    Some(fields) => site.send(path, fields).await,
                    None => site.ask(get(path), true).await,
                };
                let page = text(answer).await;
                let page = Html::parse_document(&page);
                let run =
                    page.root_element().descendent_elements().flat_map(|each| each.value().attrs()).find(|(name, value)| {
                        name.starts_with("on") || value.trim_start().to_lowercase().starts_with("javascript:")
                    });
                assert_eq!(run, None, "{path}");
                let all = Selector::parse("script").unwrap();
                let told: Vec<String> = page.select(&all).map(|script| script.text().collect()).collect();
                (told, page.root_element().text().collect::<String>().contains("alert(2)"))
            };
            let (plain, _) = scripts("/mine/3?q=here", None).await;
            assert!(!plain.is_empty());
            let mut tx = world.store.write().await.unwrap();
            sql("UPDATE person SET name = $1").bind(HOSTILE).run(&mut tx).await.unwrap();
            tx.commit().await.unwrap();
            let asked: String = form_urlencoded::byte_serialize(HOSTILE.as_bytes()).collect();
            let long = format!("note={}", asked.repeat(20));
            for (path, fields) in [(format!("/mine/3?q={asked}"), None), ("/mine".to_owned(), Some(long.as_str()))] {
                let (told, shown) = scripts(&path, fields).await;
                assert_eq!(told, plain, "{path}");
                assert!(shown, "{path}: it is shown, as words");
            }
        })
        .await;
}

/// v5.0.0-16.5.1: a fault shows no detail, and is a whole page.
#[tokio::test]
async fn a_fault_says_nothing_of_its_cause() {
    World::sqlite()
        .await
        .live(async |world| {
            let site = Site::new(&world, Role::Coordinator).await;
            for path in ["/boom", "/broken"] {
                let answer = site.ask(get(path), true).await;
                assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
                let number = answer.header("x-request-id").unwrap().to_owned();
                let page = text(answer).await;
                assert!(page.contains(&number) && !page.contains("secret") && !page.contains("shakes"), "{path}");
            }
            let wrong = Request::builder().method(Method::DELETE).uri("/mine".parse().unwrap());
            assert_eq!(site.ask(wrong, true).await.status(), StatusCode::METHOD_NOT_ALLOWED);
            assert_eq!(site.ask(get("/admin"), true).await.status(), StatusCode::FORBIDDEN);
        })
        .await;
}

#[tokio::test]
async fn an_administrator_may_enter_where_others_may_not() {
    World::sqlite()
        .await
        .live(async |world| {
            let site = Site::new(&world, Role::SysAdmin).await;
            assert_eq!(site.ask(get("/admin"), true).await.status(), StatusCode::OK);
            assert_eq!(site.ask(get("/admin"), false).await.status(), StatusCode::SEE_OTHER);
        })
        .await;
}

both!(
    async fn a_database_that_is_away_is_a_clear_sentence(world: World) {
        let site = Site::new(&world, Role::Coordinator).await;
        world.store.close().await;
        let answer = site.send("/mine", "note=Kept").await;
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert!(text(answer).await.contains("Nothing was saved."));
        assert_eq!(site.ask(get("/health"), false).await.status(), StatusCode::SERVICE_UNAVAILABLE);
    }
);

#[tokio::test]
async fn assets_are_kept_by_browsers_and_known_again() {
    World::sqlite()
        .await
        .live(async |world| {
            if !dardr::ui::assets::are_built() {
                return;
            }
            let site = Site::new(&world, Role::Coordinator).await;
            let path = dardr::ui::assets::href("app.css");
            let first = site.ask(get(&path), false).await;
            assert_eq!(first.header("cache-control"), Some("public, max-age=31536000, immutable"));
            let tag = first.header("etag").unwrap().to_owned();
            assert_eq!(site.ask(get(&path).header("if-none-match", tag), false).await.status(), StatusCode::NOT_MODIFIED);
        })
        .await;
}

/// v5.0.0-6.3.3: where a partnership asks for a second factor, the password alone opens nothing.
#[tokio::test]
async fn who_has_given_only_half_of_their_sign_in_sees_nothing() {
    World::sqlite()
        .await
        .live(async |world| {
            let site = Site::signed_in(&world, Role::Coordinator, false).await;
            let mut tx = world.store.write().await.unwrap();
            sql("INSERT INTO partnership (organisation, code, nation, display_term, letterhead, second_factor_required) \
                 SELECT id, 'WYK', 'england', 'DHR', '{}', 1 FROM organisation")
            .run(&mut tx)
            .await
            .unwrap();
            tx.commit().await.unwrap();
            let answer = site.ask(get("/mine"), true).await;
            assert_eq!(
                (answer.status(), answer.header("location")),
                (StatusCode::SEE_OTHER, Some("/account/second-factor?next=%2Fmine"))
            );
            assert_eq!(site.send("/mine", "note=n").await.status(), StatusCode::FORBIDDEN);
            assert_eq!(site.done.load(Ordering::SeqCst), 0);
            let home = text(site.ask(get("/"), true).await).await;
            assert!(!home.contains("href=\"/mine\""));
        })
        .await;
}
