//! Our cookies, all `__Host-`: only this host may set them, only over a safe connection, for the whole host.
//!
//! Browsers count `http://127.0.0.1` and `http://localhost` as safe. Programs like curl do not, and must carry the cookie by hand.

use http::HeaderValue;
use http::header::{COOKIE, HeaderMap};

/// Holds the session's word. `Lax`, so that the link in a mail finds the person signed in.
pub const SESSION: &str = "__Host-dardr";
/// Holds the sentence of the next page's banner.
pub const TOLD: &str = "__Host-dardr-told";

/// The value of a cookie that the browser sent.
pub fn find<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    lines
        .flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().split_once('=').filter(|(key, _)| *key == name))
        .map(|(_, value)| value)
}

/// Sets a cookie until the browser is closed; the session's own limits are kept by the database.
pub fn set(name: &str, value: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax")).ok()
}

/// Sets a cookie for a minute.
pub fn set_for_a_minute(name: &str, value: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("{name}={value}; Path=/; Max-Age=60; Secure; HttpOnly; SameSite=Lax")).ok()
}

/// Takes a cookie away.
pub fn clear(name: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("{name}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax")).ok()
}

/// A sentence as a cookie's value.
pub fn encode(sentence: &str) -> String {
    form_urlencoded::byte_serialize(sentence.as_bytes()).collect()
}

/// The sentence in a cookie's value.
pub fn decode(value: &str) -> String {
    let pair = format!("v={value}");
    form_urlencoded::parse(pair.as_bytes()).next().map(|(_, sentence)| sentence.into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// v5.0.0-3.3.1, 3.3.2, 3.3.3 and 3.3.4: the prefix, and what it promises.
    #[test]
    fn a_cookie_is_found_among_others_and_set_for_this_host_alone() {
        let headers: HeaderMap =
            [(COOKIE, "a=b; __Host-dardr=word; __Host-dardr-told=It+is+%C3%A9".parse().expect("a value"))].into_iter().collect();
        assert_eq!(find(&headers, SESSION), Some("word"));
        assert_eq!(find(&headers, TOLD).map(decode).as_deref(), Some("It is é"));
        assert_eq!(decode(&encode("Done; and =more")), "Done; and =more");
        let line = set(SESSION, "word").expect("a header");
        for part in ["__Host-dardr=word", "Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
            assert!(line.to_str().is_ok_and(|line| line.split("; ").any(|each| each == part)), "{part}");
        }
    }
}
