//! What goes wrong, as problem details (RFC 9457).

use http::StatusCode;
use poem::Response;
use poem_openapi::error::{ContentTypeError, ParseMultipartError, ParseParamError, ParsePathError, ParseRequestPayloadError};
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, Object};

use crate::access::Denied;
use crate::keyring::KeyringError;
use crate::parties::{KeepProblem, RegisterProblem};
use crate::reviews::StepProblem;
use crate::store::StoreError;
use crate::ui::{FieldError, Problem};

/// One thing wrong with what was sent.
#[derive(Debug, Object)]
pub(super) struct Wrong {
    /// The field.
    pub(super) field: String,
    /// What to do about it.
    pub(super) detail: String,
}

/// Problem details (RFC 9457).
#[derive(Debug, Object)]
pub(super) struct ProblemDetails {
    /// Always `about:blank`: the status says what kind of problem it is.
    #[oai(rename = "type")]
    kind: String,
    /// The status in words.
    title: String,
    /// The status.
    status: u16,
    /// What is wrong here and what to do.
    detail: String,
    /// What is wrong with single fields.
    #[oai(skip_serializing_if_is_empty, default)]
    errors: Vec<Wrong>,
}

const NO_TOKEN: &str =
    "Send a token in the Authorization header. You make one on your account page; it may have run out or been revoked.";
const NOT_THERE: &str = "There is no such thing here, or it is not for you to know of.";
const MALFORMED: &str = "What was sent is not what this operation takes. Nothing was saved.";
const NOTHING_SAVED: &str = "Something that was sent cannot be so. Nothing was saved.";

type Details = Json<ProblemDetails>;

/// Every fault of every operation.
#[derive(Debug, ApiResponse)]
pub(super) enum Fault {
    /// The body is not what the operation takes.
    #[oai(status = 400, content_type = "application/problem+json")]
    Malformed(Details),
    /// There is no good token.
    #[oai(status = 401, content_type = "application/problem+json")]
    NoToken(Details),
    /// It is there, and it is not the caller's.
    #[oai(status = 403, content_type = "application/problem+json")]
    NotYours(Details),
    /// It is not there, or not for the caller to know of.
    #[oai(status = 404, content_type = "application/problem+json")]
    NotThere(Details),
    /// It changed meanwhile, or the process does not allow it now.
    #[oai(status = 409, content_type = "application/problem+json")]
    Conflict(Details),
    /// Sent too much at once.
    #[oai(status = 413, content_type = "application/problem+json")]
    TooLarge(Details),
    /// Something that was sent cannot be so.
    #[oai(status = 422, content_type = "application/problem+json")]
    Unprocessable(Details),
    /// Too often in a short time.
    #[oai(status = 429, content_type = "application/problem+json")]
    TooOften(Details),
    /// Ours to mend.
    #[oai(status = 500, content_type = "application/problem+json")]
    Ours(Details),
    /// The database does not answer. Nothing was saved.
    #[oai(status = 503, content_type = "application/problem+json")]
    Busy(Details),
}

fn details(status: u16, title: &str, detail: impl Into<String>, errors: Vec<Wrong>) -> Details {
    Json(ProblemDetails { kind: "about:blank".into(), title: title.into(), status, detail: detail.into(), errors })
}

impl Fault {
    pub(super) fn no_token() -> Self {
        Self::NoToken(details(401, "Unauthorized", NO_TOKEN, Vec::new()))
    }

    pub(super) fn not_there() -> Self {
        Self::NotThere(details(404, "Not Found", NOT_THERE, Vec::new()))
    }

    /// A body that is not what the operation takes, with the places where it is not.
    pub(super) fn malformed(errors: Vec<Wrong>) -> Self {
        Self::Malformed(details(400, "Bad Request", MALFORMED, errors))
    }

    pub(super) fn conflict(detail: impl Into<String>) -> Self {
        Self::Conflict(details(409, "Conflict", detail, Vec::new()))
    }

    pub(super) fn wrong(field: &str, detail: impl Into<String>) -> Self {
        let errors = vec![Wrong { field: field.into(), detail: detail.into() }];
        Self::Unprocessable(details(422, "Unprocessable Content", NOTHING_SAVED, errors))
    }

    fn busy() -> Self {
        let detail = "The database does not answer. Nothing was saved. Try again.";
        Self::Busy(details(503, "Service Unavailable", detail, Vec::new()))
    }

    /// What is wrong with single fields, as a form would have said it.
    pub(super) fn fields(errors: Vec<FieldError>) -> Self {
        let errors = errors.into_iter().map(|each| Wrong { field: each.field, detail: each.sentence }).collect();
        Self::Unprocessable(details(422, "Unprocessable Content", NOTHING_SAVED, errors))
    }

    /// The same with another sentence about the whole, where a form keeps what it finds wrong.
    pub(super) fn saying(self, sentence: &str) -> Self {
        match self {
            Self::Unprocessable(Json(problem)) => {
                Self::Unprocessable(Json(ProblemDetails { detail: sentence.into(), ..problem }))
            }
            other => other,
        }
    }

    /// Something that is ours to mend.
    pub(super) fn internal(what: &'static str) -> Self {
        Self::ours(&*Box::<dyn std::error::Error + Send + Sync>::from(what))
    }

    fn ours(error: &dyn std::error::Error) -> Self {
        tracing::error!(%error, "the API failed");
        Self::Ours(details(
            500,
            "Internal Server Error",
            "Something went wrong that is ours to mend. Nothing was saved.",
            Vec::new(),
        ))
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotThere => Self::not_there(),
            StoreError::Rule(sentence) => Self::conflict(sentence.to_owned()),
            StoreError::Busy | StoreError::Away(_) | StoreError::Full => {
                tracing::warn!(%error, "the database did not answer");
                Self::busy()
            }
            other => Self::ours(&other),
        }
    }
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::NotThere => Self::not_there(),
            Problem::NotYours(sentence) => Self::NotYours(details(403, "Forbidden", sentence, Vec::new())),
            Problem::SignIn => Self::NotYours(details(
                403,
                "Forbidden",
                "A token cannot do this: it is for the person themselves, signed in.",
                Vec::new(),
            )),
            Problem::Stale { sentence } | Problem::NotNow { sentence, .. } => {
                let said = sentence.contains("othing was saved");
                // What a rule says may stand beside a field, where it has no full stop.
                let stop = if sentence.ends_with('.') { "" } else { "." };
                Self::conflict(if said { sentence } else { format!("{sentence}{stop} Nothing was saved.") })
            }
            Problem::TooLarge { what, megabytes } => {
                let detail = format!("Nothing was saved. {what} may have up to {megabytes} MB.");
                Self::TooLarge(details(413, "Content Too Large", detail, Vec::new()))
            }
            Problem::TooOften(sentence) => Self::TooOften(details(429, "Too Many Requests", sentence, Vec::new())),
            Problem::Busy => Self::busy(),
            Problem::Internal(error) => Self::ours(&*error),
        }
    }
}

impl From<Denied> for Fault {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::NotThere => Self::not_there(),
            Denied::NotYours(sentence) => Self::NotYours(details(403, "Forbidden", sentence, Vec::new())),
            Denied::Store(error) => error.into(),
        }
    }
}

impl From<StepProblem> for Fault {
    fn from(problem: StepProblem) -> Self {
        match problem {
            StepProblem::Refused(_) | StepProblem::Stale | StepProblem::Stays => Self::conflict(problem.to_string()),
            StepProblem::Day(sentence) => Self::wrong("on", sentence),
            StepProblem::Store(error) => error.into(),
        }
    }
}

impl From<KeyringError> for Fault {
    fn from(error: KeyringError) -> Self {
        Self::ours(&error)
    }
}

impl From<RegisterProblem> for Fault {
    fn from(problem: RegisterProblem) -> Self {
        match problem {
            RegisterProblem::NotThere => Self::not_there(),
            RegisterProblem::Stale | RegisterProblem::Pseudonym(_) | RegisterProblem::SharedPseudonym => {
                Problem::from(problem).into()
            }
            RegisterProblem::Store(error) => error.into(),
            RegisterProblem::Unreadable | RegisterProblem::Keyring(_) => Self::ours(&problem),
        }
    }
}

impl From<KeepProblem> for Fault {
    fn from(problem: KeepProblem) -> Self {
        Problem::from(problem).into()
    }
}

/// Faults outside the operations: no such path, a body that is no JSON, a parameter that is no number. A fault of an operation
/// comes by here too and goes on as it is, with what it says. Nothing that was sent is repeated.
pub(super) async fn outside(error: poem::Error) -> Response {
    if error.is_from_response() {
        return error.into_response();
    }
    let status = error.status();
    let detail = match status {
        StatusCode::UNAUTHORIZED => NO_TOKEN.into(),
        StatusCode::NOT_FOUND => NOT_THERE.into(),
        StatusCode::METHOD_NOT_ALLOWED => "This address does not take this method.".into(),
        // How much may be sent is ours to say.
        StatusCode::PAYLOAD_TOO_LARGE => error.to_string(),
        other if other.is_client_error() => unread(&error),
        _ => "Something went wrong that is ours to mend.".into(),
    };
    let title = status.canonical_reason().unwrap_or("Error");
    let body = serde_json::json!({ "type": "about:blank", "title": title, "status": status.as_u16(), "detail": detail });
    Response::builder().status(status).content_type("application/problem+json").body(body.to_string())
}

/// Why a request could not be read: the place, and what belongs there.
fn unread(error: &poem::Error) -> String {
    if let Some(param) = error.downcast_ref::<ParseParamError>() {
        format!("The parameter {} cannot be read. The document of the API says what it may be.", param.name)
    } else if let Some(path) = error.downcast_ref::<ParsePathError>() {
        format!("The {} in the address cannot be read. The document of the API says what it may be.", path.name)
    } else if let Some(body) = error.downcast_ref::<ParseRequestPayloadError>() {
        // The parser names a line and a column, and no word of the body.
        format!("The body is not JSON: {}. Nothing was saved.", body.reason)
    } else if error.is::<ContentTypeError>() {
        "Say in the Content-Type header what you send, and send what the document of the API names. Nothing was saved.".into()
    } else if error.is::<ParseMultipartError>() {
        "The parts of the form cannot be read. The document of the API names them. Nothing was saved.".into()
    } else {
        "The request cannot be read. Nothing was saved.".into()
    }
}
