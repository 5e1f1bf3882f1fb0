//! The pages of problems: whole pages with the frame round them, a sentence that says what to do, and what was typed.

use http::StatusCode;
use poem::Response;

use crate::ui::{
    Filled, Frame, Markup, Page, Problem, bullets, details, heading, html, link, para, prose_row, summary_list, typed,
};

use super::reply;

/// What a problem says.
struct Says {
    status: StatusCode,
    title: &'static str,
    sentences: Vec<String>,
    shows_typed: bool,
    /// What is missing, and where under the review of this page it is done.
    missing: Vec<(&'static str, &'static str)>,
}

fn says(status: StatusCode, title: &'static str, sentences: &[&str], shows_typed: bool) -> Says {
    let mut said: Vec<String> = Vec::new();
    for sentence in sentences {
        // A sentence from where the problem was met may say already that nothing was saved.
        let again = *sentence == NOT_SAVED && said.iter().any(|before| before.contains(NOT_SAVED));
        if !again {
            said.push((*sentence).to_owned());
        }
    }
    Says { status, title, sentences: said, shows_typed, missing: Vec::new() }
}

const NOT_SAVED: &str = "Nothing was saved.";

fn wording(problem: &Problem, request_id: &str) -> Says {
    match problem {
        Problem::NotThere => says(
            StatusCode::NOT_FOUND,
            "Page not found",
            &[
                "If you typed the address, check that it is right. If you followed a link, what it led to may have moved, or it is not open to you.",
            ],
            false,
        ),
        Problem::NotYours(sentence) => says(StatusCode::FORBIDDEN, "You cannot do this", &[sentence], true),
        Problem::SignIn => says(
            StatusCode::FORBIDDEN,
            "You are signed out",
            &[NOT_SAVED, "Sign in again, go back to where you were, and send it again."],
            true,
        ),
        Problem::Stale { sentence } => says(
            StatusCode::CONFLICT,
            "This has changed meanwhile",
            &[sentence, NOT_SAVED, "Open the page again to see how things stand now, and copy from below what you still need."],
            true,
        ),
        Problem::NotNow { sentence, missing } if missing.is_empty() => {
            says(StatusCode::CONFLICT, "This cannot be done now", &[sentence, NOT_SAVED], true)
        }
        Problem::NotNow { missing, .. } => {
            Says { missing: missing.clone(), ..says(StatusCode::CONFLICT, "This cannot be done yet", &[NOT_SAVED], true) }
        }
        Problem::TooLarge { what, megabytes } => says(
            StatusCode::PAYLOAD_TOO_LARGE,
            "That is too large",
            &[NOT_SAVED, &format!("{what} may have up to {megabytes} MB. Save it smaller, or split it, and send it again.")],
            true,
        ),
        Problem::TooOften(sentence) => says(StatusCode::TOO_MANY_REQUESTS, "Too many attempts", &[sentence], false),
        Problem::Busy => says(
            StatusCode::SERVICE_UNAVAILABLE,
            "The service is not available for the moment",
            &[NOT_SAVED, "Try again in a minute. If it goes on, tell the person who runs this service."],
            true,
        ),
        Problem::Internal(_) => Says {
            sentences: vec![
                NOT_SAVED.to_owned(),
                format!(
                    "The fault is ours and it is in the log. If it comes again, tell the person who runs this service this number: {request_id}."
                ),
            ],
            ..says(StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong", &[], true)
        },
    }
}

/// The answer to a problem: its page, with its status.
pub fn response(problem: Problem, frame: &Frame, request_id: &str, f: &Filled) -> Response {
    let says = wording(&problem, request_id);
    match problem {
        Problem::Internal(error) => tracing::error!(%request_id, error = %chain(&*error), "a request failed"),
        Problem::NotThere
        | Problem::NotYours(_)
        | Problem::SignIn
        | Problem::Stale { .. }
        | Problem::NotNow { .. }
        | Problem::TooLarge { .. }
        | Problem::TooOften(_)
        | Problem::Busy => {}
    }
    let shown = says.shows_typed.then_some(f);
    reply::page(says.status, plain(&says, shown, frame))
}

/// The answer to what is wrong with the request itself or, at 500, with us.
pub fn other(status: StatusCode, frame: &Frame, request_id: &str) -> Response {
    if status.is_server_error() {
        return response(Problem::internal("a request was not answered"), frame, request_id, &Filled::new());
    }
    let sentence = if status == StatusCode::METHOD_NOT_ALLOWED {
        "This address cannot be used in that way. Go back and use the buttons of the page."
    } else {
        "The request could not be understood. Go back and try again."
    };
    reply::page(status, plain(&says(status, "That does not work", &[sentence], false), None, frame))
}

/// The review that an address belongs to, as its own address.
fn review_of(path: &str) -> Option<&str> {
    let rest = path.strip_prefix("/reviews/")?;
    let end = rest.find('/').map_or(path.len(), |at| at + "/reviews/".len());
    path.get(..end)
}

/// The way on: to the review that the page belongs to, unless it may be what is not there, and to the person's first page.
fn ways_on(status: StatusCode, frame: &Frame) -> Markup {
    let review = review_of(&frame.path).filter(|_| ![StatusCode::NOT_FOUND, StatusCode::FORBIDDEN].contains(&status));
    html! {
        p class="govuk-body" {
            @if let Some(review) = review { (link("Back to the review", review)) }
            @else if frame.person.is_some() { (link("Go to your first page", "/")) }
            @else { (link("Sign in", "/sign-in")) }
        }
    }
}

/// A page with a title, some sentences, what is missing and the way on.
fn plain(says: &Says, f: Option<&Filled>, frame: &Frame) -> Markup {
    let rows: Vec<_> = f.map(typed).unwrap_or_default().iter().map(|(name, value)| prose_row(name, value)).collect();
    let review = review_of(&frame.path).unwrap_or_default();
    let body = html! {
        (heading(says.title))
        @for sentence in &says.sentences { (para(sentence)) }
        @if !says.missing.is_empty() {
            (para("What is missing, and where it is done:"))
            (bullets(says.missing.iter().map(|(words, room)| link(words, &format!("{review}{room}")))))
        }
        @if !rows.is_empty() { (details("What you had entered", &summary_list(&rows))) }
        (ways_on(says.status, frame))
    };
    Page::new(says.title, body).show(frame)
}

/// An error with its causes.
fn chain(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        words.push_str(": ");
        words.push_str(&next.to_string());
        cause = next.source();
    }
    words
}
