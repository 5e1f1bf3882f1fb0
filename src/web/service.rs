//! What is for those who run the service: is it well, how much does it do; and the bound round what is nested.

use std::sync::Arc;

use http::{StatusCode, header};
use poem::endpoint::BoxEndpoint;
use poem::{Endpoint, Request, Response};
use subtle::ConstantTimeEq as _;

use super::api_errors;
use super::body::{self, Trouble};
use super::door::Template;
use super::house::House;
use crate::outbox;
use crate::store::Stored;

/// `/health`: 200 when the database answers, 503 when it does not.
pub struct Health(pub Arc<House>);

impl Endpoint for Health {
    type Output = Response;

    async fn call(&self, _: Request) -> poem::Result<Response> {
        let (status, words) = match self.0.app.store.check().await {
            Ok(()) => (StatusCode::OK, "ok\n"),
            Err(error) => {
                tracing::warn!(%error, "the database did not answer the question of health");
                (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
            }
        };
        let mut response = Response::builder().status(status).content_type("text/plain; charset=utf-8").body(words);
        response.set_data(Template("/health"));
        Ok(response)
    }
}

/// `/metrics`: for who brings the word that is set. Without one there is no such page.
pub struct MetricsText(pub Arc<House>);

impl Endpoint for MetricsText {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let brought = request.header(header::AUTHORIZATION).and_then(|value| value.strip_prefix("Bearer "));
        let may = match (&self.0.app.settings.web.metrics_token, brought) {
            (Some(word), Some(brought)) => bool::from(word.reveal().as_bytes().ct_eq(brought.as_bytes())),
            (Some(_) | None, _) => false,
        };
        if !may {
            return Err(poem::error::NotFoundError.into());
        }
        let mut text = self.0.metrics.text();
        let asked = self.0.app.store.asked();
        text.push_str("# HELP dardr_statements_total Statements run on the database.\n# TYPE dardr_statements_total counter\n");
        text.push_str(&format!("dardr_statements_total {asked}\n"));
        match self.mail().await {
            Ok(mail) => text.push_str(&mail),
            // The requests are worth knowing all the more then.
            Err(error) => tracing::warn!(%error, "the database did not say how the mail stands"),
        }
        let mut response = Response::builder().content_type("text/plain; version=0.0.4; charset=utf-8").body(text);
        response.set_data(Template("/metrics"));
        Ok(response)
    }
}

impl MetricsText {
    /// How the outbox stands, in the same format.
    async fn mail(&self) -> Stored<String> {
        let mut tx = self.0.app.store.read().await?;
        let standing = outbox::standing(&mut tx).await?;
        let age = standing.oldest.map_or(0, |oldest| (tx.now() - oldest).num_seconds().max(0));
        let gauge = |name, help, value| format!("# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}\n");
        Ok([
            gauge("dardr_mail_waiting", "Mail that is still to be sent.", standing.waiting),
            gauge("dardr_mail_given_up", "Mail that was given up after many tries.", standing.given_up),
            gauge("dardr_mail_oldest_seconds", "How long the oldest mail has waited.", age),
        ]
        .concat())
    }
}

/// The most that a program may send without a file, in bytes. The longest text of a field fits, and what is parsed takes many times the
/// memory of what was sent.
const TEXT: usize = 1024 * 1024;

/// Reads the body within its bounds before the nested endpoint, which knows none, may ask for it.
pub struct Bounded {
    /// What is nested.
    pub endpoint: BoxEndpoint<'static>,
    /// The most that it is given, in bytes, where what is sent has a file. Without one it is given [`TEXT`].
    pub most: usize,
    /// The largest file within that, in megabytes, for the sentence.
    pub megabytes: u64,
}

fn may_have_a_file(request: &Request) -> bool {
    request.content_type().is_some_and(|media_type| media_type.starts_with("multipart/"))
}

impl Endpoint for Bounded {
    type Output = Response;

    async fn call(&self, mut request: Request) -> poem::Result<Response> {
        let file = may_have_a_file(&request);
        match body::read(&mut request, if file { self.most } else { TEXT }).await {
            Ok(bytes) => request.set_body(bytes),
            Err(Trouble::TooLarge) => {
                let detail = if file {
                    format!("Nothing was saved. A file may have up to {} MB.", self.megabytes)
                } else {
                    format!("Nothing was saved. What is sent without a file may have up to {} MB.", TEXT / (1024 * 1024))
                };
                return Ok(api_errors::problem(StatusCode::PAYLOAD_TOO_LARGE, Some(&detail)));
            }
            Err(Trouble::Unfinished) => {
                let detail = "Nothing was saved: the request did not arrive whole, or not in time.";
                return Ok(api_errors::problem(StatusCode::REQUEST_TIMEOUT, Some(detail)));
            }
        }
        self.endpoint.call(request).await
    }
}
