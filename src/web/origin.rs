//! Whether a request comes from our own pages. Browsers say so themselves; the form token is the second lock.

use http::header::{HOST, HeaderMap, HeaderName, ORIGIN};

const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

/// Whether a form may be taken. Every browser of today sends `Sec-Fetch-Site` or at least `Origin` with a form; what sends
/// neither is no browser, so no person's cookies can have been used against them.
pub fn may_post(headers: &HeaderMap, public: &str) -> bool {
    if let Some(site) = text(headers, SITE) {
        return site == "same-origin";
    }
    match (headers.get(ORIGIN), text(headers, HOST)) {
        (None, _) => true,
        (Some(origin), _) if origin.as_bytes() == public.as_bytes() => true,
        (Some(origin), Some(host)) => {
            origin.to_str().is_ok_and(|origin| origin.split_once("://").is_some_and(|(_, from)| from == host))
        }
        (Some(_), None) => false,
    }
}

/// Whether a page may be shown: another site may link to us, but may not load our pages as pictures, scripts or frames.
pub fn may_get(headers: &HeaderMap) -> bool {
    match text(headers, SITE) {
        Some("cross-site" | "same-site") => text(headers, MODE) == Some("navigate"),
        Some(_) | None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().expect("a value"))).collect()
    }

    /// v5.0.0-3.5.1: a form that another site's page sends is refused.
    #[test]
    fn only_our_own_pages_may_send_forms() {
        for (sent, taken) in [
            (headers(&[("sec-fetch-site", "same-origin"), ("origin", "https://a.example"), ("host", "a.example")]), true),
            (headers(&[("sec-fetch-site", "cross-site")]), false),
            (headers(&[("sec-fetch-site", "same-site")]), false),
            (headers(&[("origin", "https://a.example:8443"), ("host", "a.example:8443")]), true),
            (headers(&[("origin", "https://b.example"), ("host", "a.example")]), false),
            // A proxy that changes the host still leaves the origin.
            (headers(&[("origin", "https://dardr.example"), ("host", "10.0.0.7:8080")]), true),
            (headers(&[("origin", "null"), ("host", "a.example")]), false),
            (headers(&[("host", "a.example")]), true),
        ] {
            assert_eq!(may_post(&sent, "https://dardr.example"), taken, "{sent:?}");
        }
    }

    /// v5.0.0-3.5.3: pages are not loaded as parts of another site's page.
    #[test]
    fn another_site_may_link_here_and_no_more() {
        assert!(may_get(&headers(&[("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate")])));
        assert!(!may_get(&headers(&[("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")])));
        assert!(may_get(&headers(&[("sec-fetch-site", "none"), ("sec-fetch-mode", "navigate")])));
    }
}
