//! The API: that it can do what the pages can, what its document says, and how it refuses.

mod bodies;
mod journey;
mod late;
mod pages;
mod refusals;
mod stale;

use dardr::access::tokens;
use dardr::base::Line;
use dardr::ids::PersonId;
use dardr::ui::Method;
use dardr::web::{Outer, endpoint, routes};
use expect_test::expect_file;
use http::StatusCode;
use poem::{Endpoint as _, Request};
use serde_json::Value;

use crate::support::World;

/// A program that acts for somebody.
pub struct Program {
    site: Outer,
    word: String,
}

impl Program {
    /// A program with a token of this person.
    pub async fn of(world: &World, person: PersonId) -> Self {
        let actor = world.actor(person).await;
        let mut tx = world.store.write().await.unwrap();
        let word = tokens::make(&mut tx, &actor, &Line::parse("Figures").unwrap(), 30).await.unwrap();
        tx.commit().await.unwrap();
        Self { site: site(world).await, word }
    }

    /// The same program with a token that nobody made.
    pub fn stranger(self) -> Self {
        Self { word: "x".into(), ..self }
    }

    /// Calls an operation, with a body unless it is null.
    pub async fn call(&self, method: http::Method, path: &str, body: &Value) -> (StatusCode, Value) {
        let body = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
        self.call_with(method, path, body).await
    }

    /// Calls an operation with any bytes. Whatever goes wrong is told as a problem with all that one says.
    pub async fn call_with(&self, method: http::Method, path: &str, body: Vec<u8>) -> (StatusCode, Value) {
        let request = Request::builder()
            .method(method)
            .uri(format!("/api{path}").parse().unwrap())
            .header("authorization", format!("Bearer {}", self.word))
            .content_type("application/json")
            .body(body);
        let answer = self.site.get_response(request).await;
        let (status, sort) = (answer.status(), answer.content_type().unwrap_or_default().to_owned());
        let body = answer.into_body().into_string().await.unwrap();
        let value: Value = serde_json::from_str(&body).unwrap_or_else(|_| panic!("{path}: {status} {body}"));
        if status != StatusCode::OK {
            assert_eq!(sort, "application/problem+json", "{path}: {body}");
            assert_eq!(value["status"], status.as_u16(), "{path}: {body}");
            assert!(["type", "title", "detail"].iter().all(|name| value[name].is_string()), "{path}: {body}");
        }
        (status, value)
    }

    /// Looks at something that is there.
    pub async fn see(&self, path: &str) -> Value {
        let (status, value) = self.call(http::Method::GET, path, &Value::Null).await;
        assert_eq!(status, StatusCode::OK, "{path}: {value}");
        value
    }

    /// Sends something, whatever becomes of it.
    pub async fn send(&self, path: &str, body: Value) -> (StatusCode, Value) {
        self.call(http::Method::POST, path, &body).await
    }

    /// Does something that can be done.
    pub async fn act(&self, path: &str, body: Value) -> Value {
        let (status, value) = self.send(path, body).await;
        assert_eq!(status, StatusCode::OK, "{path}: {value}");
        value
    }
}

async fn site(world: &World) -> Outer {
    let app = world.app().await;
    let api = dardr::api::service(&app, &routes::table());
    endpoint(app, None, routes::table(), vec![(dardr::api::PATH, api)])
}

#[test]
fn what_a_form_of_a_review_can_do_a_program_can() {
    let mut sent = Vec::new();
    let files = std::fs::read_dir("src/api").unwrap().map(|file| file.unwrap().path()).filter(|path| path.is_file());
    for file in files {
        let text = std::fs::read_to_string(file).unwrap();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ").replace("( &token", "(&token");
        let calls = text.split("(&token, \"").skip(1).filter_map(|rest| rest.split('"').next());
        sent.extend(calls.map(str::to_owned));
    }
    let forms = routes::table().into_iter().filter(|route| {
        route.method == Method::Post && ["/reviews/", "/notifications"].iter().any(|begin| route.path.starts_with(begin))
    });
    let forms: Vec<&str> = forms.map(|route| route.path).collect();
    let missing: Vec<_> = forms.iter().filter(|path| !sent.iter().any(|each| each == *path)).collect();
    assert!(missing.is_empty(), "no operation sends these forms: {missing:#?}");
}

/// A change of what programs may ask is a change that people read.
#[tokio::test]
async fn the_document_is_the_one_checked_in() {
    let world = World::sqlite().await;
    let document = dardr::api::spec(&world.app().await, &routes::table());
    expect_file!["../golden/openapi.json"].assert_eq(&(serde_json::to_string_pretty(&document).unwrap() + "\n"));
}
