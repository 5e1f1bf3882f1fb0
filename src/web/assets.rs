//! The embedded stylesheet, scripts and fonts: kept by browsers for ever, because a new content has a new name.

use http::{StatusCode, header};
use poem::{Request, Response};

use crate::ui::assets;

/// Answers `/assets/:name`.
pub fn serve(request: &Request) -> Response {
    let name = request.uri().path().rsplit('/').next().unwrap_or_default();
    let Some((bytes, media_type)) = assets::file(name) else { return StatusCode::NOT_FOUND.into() };
    let tag = format!("\"{name}\"");
    let known = request.headers().get_all(header::IF_NONE_MATCH).iter().any(|value| value.as_bytes() == tag.as_bytes());
    let response =
        Response::builder().header(header::ETAG, tag).header(header::CACHE_CONTROL, "public, max-age=31536000, immutable");
    if known { response.status(StatusCode::NOT_MODIFIED).finish() } else { response.content_type(media_type).body(bytes) }
}

/// Answers `/favicon.ico`, which browsers ask for beside a PDF: such a page has no head to name it in.
pub fn icon() -> Response {
    Response::builder().status(StatusCode::FOUND).header(header::LOCATION, assets::href("favicon.svg")).finish()
}
