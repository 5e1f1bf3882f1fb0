//! What a page function answers.

use maud::Markup;

use crate::base::capital;

use super::{FieldError, Filled};

/// What every page function gives back.
pub type Answer = Result<Reply, Problem>;

/// An answer that is as it should be.
#[derive(Debug)]
pub enum Reply {
    /// A page.
    Page(Markup),
    /// The page again, with what is wrong in its form: 422.
    Refill {
        /// The page.
        page: Markup,
        /// What is wrong, for those who are not shown a page.
        errors: Vec<FieldError>,
    },
    /// Somewhere else, after something was done: 303.
    Redirect {
        /// A path of this service.
        to: String,
        /// A sentence for the banner of the next page. It is fixed text, never case content: it travels in a cookie.
        told: Option<&'static str>,
        /// What becomes of the session.
        session: Cookie,
    },
    /// A file.
    File(Download),
}

/// The address if it is a path of this service, or else the first page: a redirect never leads away from here, wherever its words came from.
/// Browsers drop tabs and line breaks from an address and read a backslash as a slash, so `/\t/elsewhere` is another site's; and a header cannot carry every letter.
#[must_use]
pub fn own_path(address: &str) -> &str {
    let of_one_host = address.starts_with('/') && !address.starts_with("//");
    if of_one_host && address.bytes().all(|b| matches!(b, b' '..=b'~') && b != b'\\') { address } else { "/" }
}

/// What a redirect does to the session's cookie.
#[derive(Clone, PartialEq, Eq, Default)]
pub enum Cookie {
    /// Nothing.
    #[default]
    Keep,
    /// Signed in: sets the word that [`crate::access`] gave.
    Set(String),
    /// Signed out: clears it, and the browser's cache with it.
    Clear,
}

impl std::fmt::Debug for Cookie {
    /// Without the word, which is a key.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Cookie::Keep => "Keep",
            Cookie::Set(_) => "Set(…)",
            Cookie::Clear => "Clear",
        })
    }
}

/// A file to send.
#[derive(Debug)]
pub struct Download {
    /// The name it is saved under. It must not name a person.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether the browser may show it instead of saving it; only for what we made ourselves.
    pub inline: bool,
}

impl Download {
    /// The header that says under which name it is saved.
    #[must_use]
    pub fn disposition(&self) -> String {
        let how = if self.inline { "inline" } else { "attachment" };
        let plain: String =
            self.name.chars().map(|c| if c.is_ascii_alphanumeric() || "-_. ".contains(c) { c } else { '_' }).collect();
        let encoded: String = self.name.bytes().map(encode).collect();
        format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
    }
}

/// RFC 8187, section 3.2.1.
fn encode(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
}

/// To another page. `to` is a path of this service.
pub fn redirect(to: impl Into<String>) -> Reply {
    Reply::Redirect { to: to.into(), told: None, session: Cookie::Keep }
}

/// To another page, whose banner says what was done.
pub fn done(to: impl Into<String>, told: &'static str) -> Reply {
    Reply::Redirect { to: to.into(), told: Some(told), session: Cookie::Keep }
}

/// Why there is no answer. Each becomes a whole page with the frame round it.
#[derive(Debug)]
pub enum Problem {
    /// Not there, or not for this person to know of: 404.
    NotThere,
    /// They know of it, and it is not theirs: 403. The sentence says why and whom to ask.
    NotYours(String),
    /// Nobody is signed in: to the sign-in page, and back after it.
    SignIn,
    /// Somebody else was first: 409. The sentence says what changed. What the person typed is shown to be copied.
    Stale {
        /// What changed meanwhile.
        sentence: String,
    },
    /// Nobody was first; a rule stands in the way: 409. What the person typed is shown to be copied.
    NotNow {
        /// What the rule is, and what to do.
        sentence: String,
        /// What is missing, in words, each with the place under the same review where it is done.
        missing: Vec<(&'static str, &'static str)>,
    },
    /// Sent too much at once: 413.
    TooLarge {
        /// What was too large: "A file", or "A form without a file".
        what: &'static str,
        /// The most that it may have.
        megabytes: u64,
    },
    /// Too often in a short time: 429. The sentence says when to try again.
    TooOften(String),
    /// The database is away: 503. Nothing was saved; what the person typed is shown to be copied.
    Busy,
    /// Ours to mend: 500. The error goes to the log and not to the page; it must hold no personal data.
    Internal(Box<dyn std::error::Error + Send + Sync>),
}

impl Problem {
    /// A rule that stands in the way, with nothing missing that could be named. What is said beside a field bears no full stop, what stands
    /// alone does.
    pub fn not_now(sentence: impl Into<String>) -> Problem {
        let mut sentence = sentence.into();
        if !sentence.ends_with(['.', '?', '!']) {
            sentence.push('.');
        }
        Problem::NotNow { sentence, missing: Vec::new() }
    }

    /// Something that is ours to mend.
    pub fn internal(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Problem {
        Problem::Internal(error.into())
    }
}

impl From<crate::store::StoreError> for Problem {
    fn from(error: crate::store::StoreError) -> Problem {
        use crate::store::StoreError as E;
        match error {
            E::NotThere => Problem::NotThere,
            E::Busy | E::Away(_) | E::Full => {
                tracing::warn!(%error, "the database did not answer");
                Problem::Busy
            }
            E::Rule(sentence) => Problem::not_now(sentence),
            E::Taken(_)
            | E::Refused(_)
            | E::ReadOnly
            | E::Unrecorded(_)
            | E::Binds { .. }
            | E::Unkeepable(_)
            | E::Unreadable(_)
            | E::Address(_)
            | E::Migration(_)
            | E::Failed(_) => Problem::internal(error),
        }
    }
}

impl From<crate::access::Denied> for Problem {
    fn from(denied: crate::access::Denied) -> Problem {
        use crate::access::Denied as D;
        match denied {
            D::NotThere => Problem::NotThere,
            D::NotYours(sentence) => Problem::NotYours(sentence),
            D::Store(error) => error.into(),
        }
    }
}

impl From<crate::keyring::KeyringError> for Problem {
    fn from(error: crate::keyring::KeyringError) -> Problem {
        Problem::internal(error)
    }
}

/// What a person typed, as rows of a name and a value, for a page that could not save it: the three parts of a date in one row. Passwords,
/// codes, ids and the fields that belong to the form are left out.
pub fn typed(f: &Filled) -> Vec<(String, String)> {
    let secret =
        |name: &str| name.starts_with('_') || name == "version" || ["password", "code"].iter().any(|word| name.contains(word));
    let mut rows: Vec<(String, String)> = Vec::new();
    for (name, value) in f.pairs().filter(|(name, value)| !secret(name) && !value.trim().is_empty()) {
        if uuid::Uuid::try_parse(value).is_ok() {
            continue;
        }
        let part = ["-day", "-month", "-year"].iter().find_map(|part| name.strip_suffix(part));
        let named = match part.unwrap_or(name) {
            "body" => "Text".to_owned(),
            field => capital(&field.replace(['-', '_'], " ")),
        };
        match rows.last_mut().filter(|(last, _)| part.is_some() && *last == named) {
            Some((_, date)) => *date = format!("{date} {value}"),
            None => rows.push((named, value.to_owned())),
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_reads_as_words_with_a_date_in_one_row_and_no_secret() {
        let f = Filled::new()
            .with("moved_on-day", "6")
            .with("moved_on-month", "3")
            .with("moved_on-year", "2026")
            .with("why_so", "It rained")
            .with("body", "On Monday")
            .with("version", "4")
            .with("password", "copper kettle")
            .with("lead", "0198f3c2-5d5e-7c11-9f00-8a5e4c1d2b3a");
        let rows = typed(&f);
        let rows: Vec<(&str, &str)> = rows.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(rows, [("Moved on", "6 3 2026"), ("Why so", "It rained"), ("Text", "On Monday")]);
    }
}
