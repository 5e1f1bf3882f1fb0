//! Errors for programs: problem details (RFC 9457), for what goes wrong before or beside an operation of the API.

use http::StatusCode;
use poem::Response;

/// A problem with its status and, where there is more to say, a sentence.
pub fn problem(status: StatusCode, detail: Option<&str>) -> Response {
    let mut body = serde_json::json!({ "type": "about:blank", "title": status.canonical_reason(), "status": status.as_u16() });
    if let Some(detail) = detail {
        body["detail"] = detail.into();
    }
    Response::builder().status(status).content_type("application/problem+json").body(body.to_string())
}
