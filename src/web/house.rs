//! The whole service as one endpoint: every request gets a number, every answer its headers, every fault a page.

use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::FutureExt as _;
use http::StatusCode;
use poem::endpoint::BoxEndpoint;
use poem::{Endpoint, EndpointExt as _, Request, Response};
use tokio::time::Instant;
use tracing::Instrument as _;

use crate::app::App;
use crate::store::Tx;
use crate::ui::{FORM, Filled, Frame, Method, Problem, Route, Seal, UPLOAD, Who, random_word};

use super::door::{Door, Template};
use super::metrics::Metrics;
use super::once::Once;
use super::seen::Seen;
use super::visit::Visit;
use super::{api_errors, assets, cookies, headers, problems, service, who};

/// What every door shares.
pub struct House {
    pub app: Arc<App>,
    notice: Option<String>,
    pub metrics: Metrics,
    pub once: Once,
    seen: Seen,
    paths: Vec<&'static str>,
}

impl House {
    /// Who has come, with the transaction in which that was read, and the frame of their pages.
    ///
    /// # Errors
    /// When the database does not answer: the problem, and a frame to show it in.
    pub async fn receive(&self, visit: &Visit) -> Result<(Option<(Who, Option<Tx>)>, Frame), (Problem, Frame)> {
        match who::find(&self.app, &self.seen, &visit.headers).await {
            Ok(Some(who::Come { who, place, tx })) => {
                let mut frame = self.frame(visit, who.form_token());
                if who.must.is_none() {
                    frame.nav = who::nav(&who.actor, |path| self.has(path));
                }
                (frame.person, frame.place) = (Some(who.actor.name.clone()), place);
                Ok((Some((who, Some(tx))), frame))
            }
            Ok(None) => Ok((None, self.frame(visit, ""))),
            Err(error) => Err((error.into(), self.frame(visit, ""))),
        }
    }

    fn frame(&self, visit: &Visit, token: &str) -> Frame {
        Frame {
            person: None,
            place: None,
            nav: Vec::new(),
            foot: who::foot(|path| self.has(path)),
            path: visit.path.clone(),
            notice: self.notice.clone(),
            seal: Seal { token: token.to_owned(), once: random_word(&*self.app.chance) },
            nonce: visit.nonce.clone(),
            told: cookies::find(&visit.headers, cookies::TOLD).filter(|value| !value.is_empty()).map(cookies::decode),
        }
    }

    /// The most that a route takes in, in bytes: for uploads what is set, with room for the fields beside the file.
    pub fn most(&self, most: usize) -> usize {
        if most == UPLOAD {
            usize::try_from(self.app.settings.web.upload_limit).unwrap_or(usize::MAX).saturating_add(FORM)
        } else {
            most
        }
    }

    /// What is said of a file that is too large.
    pub fn too_large(&self) -> Problem {
        Problem::TooLarge { what: "A file", megabytes: self.megabytes() }
    }

    /// The largest file that is taken, in megabytes.
    pub fn megabytes(&self) -> u64 {
        self.app.settings.web.upload_limit / (1024 * 1024)
    }

    fn has(&self, path: &str) -> bool {
        self.paths.contains(&path)
    }

    /// The page for a request that no door answered.
    async fn no_door(&self, visit: &Visit, status: StatusCode) -> Response {
        if visit.path.starts_with("/api/") {
            return api_errors::problem(status, None);
        }
        let frame = match self.receive(visit).await {
            Ok((_, frame)) | Err((_, frame)) => frame,
        };
        if status == StatusCode::NOT_FOUND {
            return problems::response(Problem::NotThere, &frame, &visit.id, &Filled::new());
        }
        problems::other(status, &frame, &visit.id)
    }
}

/// The endpoint round everything.
pub struct Outer {
    house: Arc<House>,
    inner: BoxEndpoint<'static>,
}

/// The service: the pages of `routes`, and what else is `nested` under a path of its own. `notice` is a line above every
/// page, for the demonstration.
pub fn endpoint(
    app: Arc<App>,
    notice: Option<String>,
    routes: Vec<Route>,
    nested: Vec<(&'static str, BoxEndpoint<'static>)>,
) -> Outer {
    let paths = routes.iter().filter(|route| route.method == Method::Get).map(|route| route.path).collect();
    let house = Arc::new(House { app, notice, metrics: Metrics::default(), once: Once::default(), seen: Seen::default(), paths });
    let mut doors: BTreeMap<&'static str, Door> = BTreeMap::new();
    for route in routes {
        let path = route.path;
        let door = doors.entry(path).or_insert_with(|| Door { house: house.clone(), path, get: None, post: None });
        match route.method {
            Method::Get => door.get = Some(route),
            Method::Post => door.post = Some(route),
        }
    }
    let mut inner = poem::Route::new()
        .at("/assets/:name", poem::endpoint::make_sync(|request| assets::serve(&request)))
        .at("/favicon.ico", poem::endpoint::make_sync(|_| assets::icon()))
        .at("/health", service::Health(house.clone()))
        .at("/metrics", service::MetricsText(house.clone()));
    for (path, door) in doors {
        inner = inner.at(path, door);
    }
    for (path, endpoint) in nested {
        inner = inner.nest(path, service::Bounded { endpoint, most: house.most(UPLOAD), megabytes: house.megabytes() });
    }
    Outer { house, inner: inner.map_to_response().boxed() }
}

impl Endpoint for Outer {
    type Output = Response;

    async fn call(&self, mut request: Request) -> poem::Result<Response> {
        let began = Instant::now();
        let method = method_name(request.method());
        let visit = Arc::new(Visit::new(&request, &*self.house.app.chance, &self.house.app.settings.web.trusted_proxies));
        request.set_data(visit.clone());
        // The path is left out: the template says as much, and addresses are kept out of logs.
        let span = tracing::info_span!("request", id = %visit.id, method);
        let answered = AssertUnwindSafe(self.inner.call(request).instrument(span.clone())).catch_unwind().await;
        let mut response = match answered {
            Ok(Ok(response)) => response,
            Ok(Err(error)) => self.house.no_door(&visit, error.status()).instrument(span.clone()).await,
            // What the panic said is on standard error already; it is not repeated here.
            Err(_panic) => self.house.no_door(&visit, StatusCode::INTERNAL_SERVER_ERROR).instrument(span.clone()).await,
        };
        headers::secure(&mut response, &visit.nonce, &visit.id);
        let template = response.data::<Template>().map_or("other", |template| template.0);
        let (status, took) = (response.status().as_u16(), began.elapsed());
        self.house.metrics.count(method, template, status, took);
        span.in_scope(|| tracing::info!(route = template, status, milliseconds = took.as_millis(), "answered"));
        Ok(response)
    }
}

/// The methods that are counted by name; a stranger's invented ones would fill the metrics.
fn method_name(method: &http::Method) -> &'static str {
    match *method {
        http::Method::GET => "GET",
        http::Method::HEAD => "HEAD",
        http::Method::POST => "POST",
        http::Method::PUT => "PUT",
        http::Method::PATCH => "PATCH",
        http::Method::DELETE => "DELETE",
        _ => "other",
    }
}
