//! Errors for programs: problem details (RFC 9457), for what goes wrong before or beside an operation of the API.

use http::StatusCode;
use poem::Response;

/// A problem with nothing but its status.
pub fn problem(status: StatusCode) -> Response {
    let body = serde_json::json!({ "type": "about:blank", "title": status.canonical_reason(), "status": status.as_u16() });
    Response::builder().status(status).content_type("application/problem+json").body(body.to_string())
}
