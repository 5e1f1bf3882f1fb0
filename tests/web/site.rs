//! A small site: a world, a person with a session, and a few pages that do one thing each.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::Duration;
use dardr::access::sessions::{self, Limits};
use dardr::process::Role;
use dardr::ui::*;
use dardr::web::{Outer, endpoint};
use poem::{Endpoint, Request, Response};

use crate::support::{World, showing};

/// A site with one person.
pub struct Site {
    pub endpoint: Outer,
    pub cookie: String,
    pub form_token: String,
    /// How often the form of `/mine` did its work.
    pub done: Arc<AtomicUsize>,
}

impl Site {
    /// A site whose person is a coordinator, or an administrator.
    pub async fn new(world: &World, role: Role) -> Site {
        Self::signed_in(world, role, true).await
    }

    /// The same, with the second factor given or not.
    pub async fn signed_in(world: &World, role: Role, second_factor: bool) -> Site {
        let place = world.organisation("partnership", "Wykebourne").await;
        let person = world.person("Priya Nandakumar", role, place).await;
        let app = world.app().await;
        let mut tx = world.store.write().await.unwrap();
        let cookie = sessions::begin(&mut tx, &app.keyring, person, second_factor).await.unwrap();
        tx.commit().await.unwrap();
        let limits = Limits { idle: Duration::minutes(30), absolute: Duration::hours(12) };
        let mut tx = world.store.read().await.unwrap();
        let form_token = sessions::find(&mut tx, &app.keyring, &cookie, limits).await.unwrap().unwrap().session.form_token;
        let done = Arc::new(AtomicUsize::new(0));
        let endpoint = endpoint(app, None, pages(&done), vec![]);
        Site { endpoint, cookie, form_token, done }
    }

    /// Asks as the person, or as nobody.
    pub async fn ask(&self, request: poem::RequestBuilder, signed_in: bool) -> Response {
        let request = if signed_in { request.header("cookie", format!("__Host-dardr={}", self.cookie)) } else { request };
        self.endpoint.get_response(request.finish()).await
    }

    /// Sends a form as the person, of a showing of its own unless the fields name one.
    pub async fn send(&self, path: &str, fields: &str) -> Response {
        self.send_bare(path, &format!("{fields}&_once={}", showing())).await
    }

    /// Sends exactly these fields, with the session's word.
    pub async fn send_bare(&self, path: &str, fields: &str) -> Response {
        let body = format!("_token={}&{fields}", self.form_token);
        let request = Request::builder().method(http::Method::POST).uri(path.parse().unwrap());
        let request = request.header("cookie", format!("__Host-dardr={}", self.cookie));
        self.endpoint.get_response(request.content_type("application/x-www-form-urlencoded").body(body)).await
    }
}

/// A request for a page.
pub fn get(path: &str) -> poem::RequestBuilder {
    Request::builder().uri(path.parse().unwrap())
}

fn pages(done: &Arc<AtomicUsize>) -> Vec<Route> {
    let counter = done.clone();
    let add = move |mut ask: Ask| {
        let counter = counter.clone();
        async move {
            let mut f = ask.filled();
            if f.line("note", "a note").is_none() {
                return ask.refill(form_page(&ask, &f), &f);
            }
            counter.fetch_add(1, Ordering::SeqCst);
            Ok(dardr::ui::done("/mine/7", "The note is kept."))
        }
    };
    vec![
        dardr::ui::get("/", Guard::Public, |ask| async move { ask.show(Page::new("Home", heading("Home"))) }),
        dardr::ui::get("/mine/:number", Guard::SignedIn, |ask| async move {
            let number: u32 = ask.param("number")?;
            ask.show(Page::new("Mine", html! { (heading("Mine")) (number) (ask.query("q")) }))
        }),
        dardr::ui::get("/mine", Guard::SignedIn, |ask| async move { ask.show(form_page(&ask, &Filled::new())) }),
        dardr::ui::post("/mine", Guard::SignedIn, add),
        dardr::ui::get("/admin", Guard::Admin, |ask| async move { ask.show(Page::new("Admin", heading("Admin"))) }),
        dardr::ui::post("/stale", Guard::SignedIn, |_| async {
            Err(Problem::Stale { sentence: "The panel was changed.".to_owned() })
        }),
        dardr::ui::get("/boom", Guard::Public, |_| async { panic!("the house shakes") }),
        dardr::ui::get("/broken", Guard::Public, |_| async { Err(Problem::internal("a secret cause")) }),
        dardr::ui::get("/file", Guard::SignedIn, |_| async {
            let bytes = b"%PDF".to_vec();
            Ok(Reply::File(Download { name: "plan.pdf".to_owned(), media_type: "application/pdf", bytes, inline: true }))
        }),
    ]
}

fn form_page(ask: &Ask, f: &Filled) -> Page {
    let inside = html! { (text(f, "note", "Note")) (button("Keep")) };
    Page::new("A note", html! { (heading("A note")) (form(&ask.seal(), "/mine", &inside)) })
}
