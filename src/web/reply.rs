//! From what a page function answered to what goes over the wire.

use http::{HeaderValue, StatusCode, header};
use poem::Response;
use poem::http::header::HeaderName;

use crate::ui::{Cookie, Download, Markup, Reply, own_path};

use super::cookies;

/// A page with a status.
pub fn page(status: StatusCode, markup: Markup) -> Response {
    Response::builder().status(status).content_type("text/html; charset=utf-8").body(markup.into_string())
}

/// A reply of any kind.
pub fn response(reply: Reply) -> Response {
    match reply {
        Reply::Page(markup) => page(StatusCode::OK, markup),
        Reply::Refill { page: markup, .. } => page(StatusCode::UNPROCESSABLE_ENTITY, markup),
        Reply::Redirect { to, told, session } => redirect(&to, told, &session),
        Reply::File(file) => download(file),
    }
}

/// To another page of this service.
pub fn redirect(to: &str, told: Option<&str>, session: &Cookie) -> Response {
    let mut response = Response::builder().status(StatusCode::SEE_OTHER).header(header::LOCATION, own_path(to)).finish();
    let told = told.and_then(|sentence| cookies::set_for_a_minute(cookies::TOLD, &cookies::encode(sentence)));
    let session = match session {
        Cookie::Keep => None,
        Cookie::Set(word) => cookies::set(cookies::SESSION, word),
        Cookie::Clear => {
            // v5.0.0-14.3.1: what the browser kept of the session goes with it.
            let name = HeaderName::from_static("clear-site-data");
            response.headers_mut().insert(name, HeaderValue::from_static("\"cache\", \"storage\""));
            cookies::clear(cookies::SESSION)
        }
    };
    for cookie in told.into_iter().chain(session) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

fn download(file: Download) -> Response {
    let disposition = file.disposition();
    Response::builder().content_type(file.media_type).header(header::CONTENT_DISPOSITION, disposition).body(file.bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_stays_in_the_house() {
        for away in
            ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "/\t/elsewhere.example", "/\n", "/é", ""]
        {
            assert_eq!(redirect(away, None, &Cookie::Keep).header("location"), Some("/"));
        }
        assert_eq!(redirect("/reviews?page=2", None, &Cookie::Keep).header("location"), Some("/reviews?page=2"));
    }

    #[test]
    fn the_name_of_a_file_cannot_break_its_header() {
        let file = Download { name: "a\"\r\nX: é.pdf".to_owned(), media_type: "application/pdf", bytes: vec![], inline: false };
        let disposition = response(Reply::File(file)).header("content-disposition").map(str::to_owned);
        assert_eq!(
            disposition.as_deref(),
            Some("attachment; filename=\"a___X_ _.pdf\"; filename*=UTF-8''a%22%0D%0AX%3A%20%C3%A9.pdf")
        );
    }
}
