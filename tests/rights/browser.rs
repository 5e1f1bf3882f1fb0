//! A browser as far as these stories need one: it keeps cookies, follows nothing, and fills in forms.

use std::collections::HashMap;
use std::sync::Mutex;

use dardr::access::invitations;
use dardr::access::password;
use dardr::audit::Doer;
use dardr::base::Email;
use dardr::ids::PersonId;
use dardr::store::sql;
use dardr::web::{Outer, endpoint, routes};
use http::StatusCode;
use poem::{Endpoint as _, Request};

use crate::support::{World, showing};

pub const PASSWORD: &str = "lantern copper walrus bread";

/// The service, as it is served.
pub struct Site {
    endpoint: Outer,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub to: String,
    pub headers: http::HeaderMap,
    pub body: String,
}

impl Site {
    pub async fn of(world: &World) -> Self {
        let app = world.app().await;
        Self { endpoint: endpoint(app, None, routes::table(), vec![]) }
    }

    pub fn browser(&self) -> Browser<'_> {
        Browser { site: self, cookies: Mutex::default() }
    }

    /// A browser in which this person has signed in with their password.
    pub async fn signed_in(&self, address: &str) -> Browser<'_> {
        let browser = self.browser();
        let answer = browser.send("/sign-in", &[("email", address), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        browser
    }
}

pub struct Browser<'a> {
    site: &'a Site,
    cookies: Mutex<HashMap<String, String>>,
}

impl Browser<'_> {
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.ask(Request::builder().uri(path.parse().unwrap()), String::new()).await
    }

    /// Sends a form with the session's own word in it and the mark of a showing, as its page would.
    pub async fn send(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let (token, once) = (self.form_token().await, showing());
        let mut all = vec![("_token", token.as_str())];
        all.extend(fields);
        if fields.iter().all(|(name, _)| *name != "_once") {
            all.push(("_once", &once));
        }
        self.send_bare(path, &all).await
    }

    /// Sends exactly these fields.
    pub async fn send_bare(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body: String = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::builder().method(http::Method::POST).uri(path.parse().unwrap());
        self.ask(request.content_type("application/x-www-form-urlencoded"), body).await
    }

    async fn form_token(&self) -> String {
        let page = self.get("/account").await;
        let page = if page.status == StatusCode::OK { page } else { self.get("/account/second-factor").await };
        let page = if page.status == StatusCode::OK { page } else { self.get("/sign-in/second-factor").await };
        hidden(&page.body, "_token").unwrap_or_default()
    }

    async fn ask(&self, request: poem::RequestBuilder, body: String) -> Answer {
        let cookies =
            self.cookies.lock().unwrap().iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        let request = if cookies.is_empty() { request } else { request.header("cookie", cookies) };
        let mut response = self.site.endpoint.get_response(request.body(body)).await;
        for line in response.headers().get_all("set-cookie") {
            let line = line.to_str().unwrap();
            for promise in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
                assert!(line.split("; ").any(|part| part == promise), "v5.0.0-3.3.1 to 3.3.4: {line}");
            }
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            assert!(name.starts_with("__Host-"), "v5.0.0-3.3.1: {name}");
            let mut kept = self.cookies.lock().unwrap();
            if line.contains("Max-Age=0") {
                kept.remove(name);
            } else {
                kept.insert(name.to_owned(), value.to_owned());
            }
        }
        let (status, headers) = (response.status(), response.headers().clone());
        let to = response.header("location").unwrap_or_default().to_owned();
        Answer { status, to, headers, body: response.take_body().into_string().await.unwrap_or_default() }
    }
}

/// The value of a hidden field.
pub fn hidden(page: &str, name: &str) -> Option<String> {
    let document = scraper::Html::parse_document(page);
    let field = scraper::Selector::parse(&format!("input[name='{name}']")).unwrap();
    document.select(&field).next()?.value().attr("value").map(str::to_owned)
}

/// Gives a person of the world this address and the password of these stories.
pub async fn with_password(world: &World, person: PersonId, address: &str) {
    let hashed = password::hash(PASSWORD, &*world.chance).await.unwrap();
    let mut tx = world.store.write().await.unwrap();
    sql("UPDATE person SET email = $2 WHERE id = $1")
        .bind(person)
        .bind(Email::parse(address).unwrap())
        .run(&mut tx)
        .await
        .unwrap();
    invitations::set_password(&mut tx, &Doer::timetable(), person, &hashed).await.unwrap();
    tx.commit().await.unwrap();
}
