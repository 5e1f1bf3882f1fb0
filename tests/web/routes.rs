//! Every route, visited as nobody, as people it is not meant for, and as those it is.

use dardr::access::sessions::{self, Limits};
use dardr::ids::{OrganisationId, PersonId, ReviewId};
use dardr::process::Role;
use dardr::ui::{Guard, Method, Route};
use dardr::web::{Outer, endpoint, routes};
use expect_test::expect_file;
use http::StatusCode;
use poem::{Endpoint, Request};

use crate::support::{World, showing};

#[test]
fn the_table_is_the_one_checked_in() {
    expect_file!["../golden/routes.txt"].assert_eq(&routes::print(&routes::table()));
}

#[test]
fn a_path_and_method_stand_once() {
    let mut seen: Vec<(&str, Method)> = routes::table().iter().map(|route| (route.path, route.method)).collect();
    let all = seen.len();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), all);
}

/// Somebody with a session.
pub struct Visitor {
    cookie: String,
    form_token: String,
}

/// What the parts of a path that vary stand for. Everything else that varies is of no one.
#[derive(Clone, Copy)]
pub struct Places {
    pub review: ReviewId,
    pub partnership: OrganisationId,
}

/// A session of this person, with the second factor given.
pub async fn sign_in(world: &World, person: PersonId) -> Visitor {
    let (keyring, mut tx) = (world.keyring(), world.store.write().await.unwrap());
    let cookie = sessions::begin(&mut tx, &keyring, person, true).await.unwrap();
    let limits = Limits { idle: chrono::Duration::minutes(30), absolute: chrono::Duration::hours(12) };
    let form_token = sessions::find(&mut tx, &keyring, &cookie, limits).await.unwrap().unwrap().session.form_token;
    tx.commit().await.unwrap();
    Visitor { cookie, form_token }
}

/// Visits a route, with an empty form where it takes one.
pub async fn visit(site: &Outer, route: &Route, places: Places, who: Option<&Visitor>) -> (StatusCode, String) {
    let part = |part: &str| match part {
        ":review" => places.review.to_string(),
        ":partnership" => places.partnership.to_string(),
        _ if part.starts_with(':') => "01920000-0000-7000-8000-000000000000".to_owned(),
        _ => part.to_owned(),
    };
    let path = route.path.split('/').map(part).collect::<Vec<_>>().join("/");
    let method = match route.method {
        Method::Get => http::Method::GET,
        Method::Post => http::Method::POST,
    };
    let request = Request::builder().method(method).uri(path.parse().unwrap()).content_type("application/x-www-form-urlencoded");
    let request = match who {
        Some(who) => request.header("cookie", format!("__Host-dardr={}", who.cookie)).body(format!(
            "_token={}&_once={}",
            who.form_token,
            showing()
        )),
        None => request.finish(),
    };
    let answer = site.get_response(request).await;
    (answer.status(), answer.header("location").unwrap_or_default().to_owned())
}

/// Whatever a route makes, it makes once: see `src/web/once.rs`.
#[tokio::test]
async fn no_route_takes_a_form_without_the_mark_of_its_page() {
    World::sqlite()
        .await
        .live(async |world| {
            let home = world.partnership("WYK", "Wykebourne").await;
            let review = world.review(home).await.to_string();
            let site = endpoint(world.app().await, None, routes::table(), vec![]);
            let coordinator = sign_in(&world, world.person("Priya Nandakumar", Role::Coordinator, home).await).await;
            let administrator = sign_in(&world, world.person("Sam Ellery", Role::SysAdmin, home).await).await;
            let mut tried = 0;
            for route in routes::table().iter().filter(|route| route.method == Method::Post) {
                let who = if route.guard == Guard::Admin { &administrator } else { &coordinator };
                let part = |part: &str| match part {
                    ":review" => review.clone(),
                    _ if part.starts_with(':') => "01920000-0000-7000-8000-000000000000".to_owned(),
                    _ => part.to_owned(),
                };
                let path = route.path.split('/').map(part).collect::<Vec<_>>().join("/");
                let request = Request::builder().method(http::Method::POST).uri(path.parse().unwrap());
                let request = request.header("cookie", format!("__Host-dardr={}", who.cookie));
                let request =
                    request.content_type("application/x-www-form-urlencoded").body(format!("_token={}", who.form_token));
                let answer = site.get_response(request).await;
                assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{route:?}");
                let page = answer.into_body().into_string().await.unwrap();
                assert!(page.contains("This form came without the mark that its page gives it"), "{route:?}: {page}");
                tried += 1;
            }
            assert!(tried > 100, "{tried}");
        })
        .await;
}

/// v5.0.0-8.2.1, 8.2.2, 8.3.1 and 8.4.1.
#[tokio::test]
async fn a_route_is_open_to_those_it_is_meant_for_and_to_no_others() {
    World::sqlite()
        .await
        .live(async |world| {
            let home = world.partnership("WYK", "Wykebourne").await;
            let elsewhere = world.partnership("MAR", "Marshgate").await;
            let places = Places { review: world.review(home).await, partnership: home };
            let site = endpoint(world.app().await, None, routes::table(), vec![]);
            let coordinator = sign_in(&world, world.person("Priya Nandakumar", Role::Coordinator, home).await).await;
            let chair = sign_in(&world, world.person("Gwen Pryor", Role::CspChair, home).await).await;
            let stranger = sign_in(&world, world.person("Idris Vaughan", Role::Coordinator, elsewhere).await).await;
            let administrator = sign_in(&world, world.person("Sam Ellery", Role::SysAdmin, home).await).await;
            for route in routes::table() {
                if route.guard == Guard::Public {
                    continue;
                }
                let (status, to) = visit(&site, &route, places, None).await;
                match route.method {
                    Method::Get => {
                        assert!(status == StatusCode::SEE_OTHER && to.starts_with("/sign-in"), "{route:?} as nobody: {status}")
                    }
                    Method::Post => assert_eq!(status, StatusCode::FORBIDDEN, "{route:?} as nobody"),
                }
                match route.guard {
                    Guard::Review(_) => {
                        for (name, who) in [("a stranger", &stranger), ("an administrator", &administrator)] {
                            let (status, _) = visit(&site, &route, places, Some(who)).await;
                            assert_eq!(status, StatusCode::NOT_FOUND, "{route:?} as {name}: that there is a review is a secret");
                        }
                        let only_review = route.path.matches(':').count() == 1;
                        if only_review && route.method == Method::Get {
                            let mut told = Vec::new();
                            for who in [&coordinator, &chair] {
                                told.push(visit(&site, &route, places, Some(who)).await.0);
                            }
                            assert!(
                                told.iter().any(|status| status.is_success() || status.is_redirection()),
                                "{route:?}: {told:?}"
                            );
                        }
                    }
                    Guard::Admin => {
                        let (status, _) = visit(&site, &route, places, Some(&coordinator)).await;
                        assert_eq!(status, StatusCode::FORBIDDEN, "{route:?} as a coordinator");
                        let (status, _) = visit(&site, &route, places, Some(&administrator)).await;
                        assert_ne!(status, StatusCode::FORBIDDEN, "{route:?} as an administrator");
                    }
                    Guard::Public | Guard::SignedIn | Guard::Partnership(_) => {
                        let (status, _) = visit(&site, &route, places, Some(&coordinator)).await;
                        assert!(!status.is_server_error(), "{route:?} as a coordinator: {status}");
                    }
                }
            }
        })
        .await;
}
