//! A form that is sent twice does its work once: the second sending waits for the first and is answered the same.
//!
//! Two sendings are the same when they come from one session, to one path, with the same values and files; every showing of a form
//! carries its own `_once`. The raw body tells less: a browser sets another boundary between the parts every time. It is remembered by this instance alone. Where two instances share a database, versions and unique keys
//! stop a second change that this memory cannot know of.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Duration, Utc};
use sha2::{Digest as _, Sha256};

use crate::ui::Filled;

/// How long an outcome is remembered.
const LENGTH: Duration = Duration::minutes(10);
/// How many outcomes are remembered before the old ones are looked through.
const MANY: usize = 4_096;

/// What came of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The person was sent there, and told this.
    Sent(String, Option<&'static str>),
    /// They were shown something that is kept nowhere, such as a token: it cannot be shown again, and must not be made again.
    Shown,
}

/// Where one outcome is kept.
pub type Place = Arc<tokio::sync::Mutex<Option<Outcome>>>;

/// The digest of a sending, with when it came first and what came of it.
type Places = HashMap<[u8; 32], (DateTime<Utc>, Place)>;

/// The outcomes of the last minutes.
#[derive(Default)]
pub struct Once(Mutex<Places>);

impl Once {
    /// The place for the outcome of this sending. Lock it for as long as the form is worked on.
    pub fn place(&self, now: DateTime<Utc>, session: &str, path: &str, f: &Filled) -> Place {
        let mut digest = Sha256::new();
        let mut add = |part: &[u8]| {
            digest.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            digest.update(part);
        };
        [session, path].map(str::as_bytes).into_iter().for_each(&mut add);
        f.pairs().for_each(|(name, value)| [name, value].map(str::as_bytes).into_iter().for_each(&mut add));
        // A file is no value.
        add(b"\0");
        f.uploads().for_each(|sent| {
            [sent.field.as_bytes(), sent.file_name.as_bytes(), sent.bytes.as_slice()].into_iter().for_each(&mut add);
        });
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if places.len() >= MANY {
            places.retain(|_, (at, _)| now - *at < LENGTH);
        }
        let (at, place) = places.entry(digest.finalize().into()).or_insert_with(|| (now, Place::default()));
        if now - *at >= LENGTH {
            (*at, *place) = (now, Place::default());
        }
        place.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(note: &str, boundary: &str, bytes: &str) -> impl Future<Output = Filled> {
        let part =
            |name: &str, value: &str| format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"{value}\r\n");
        let file = format!("; filename=\"a.txt\"\r\n\r\n{bytes}");
        let body = [part("note", &format!("\r\n\r\n{note}")), part("file", &file), format!("--{boundary}--\r\n")].concat();
        let media_type = format!("multipart/form-data; boundary={boundary}");
        async move { Filled::from_body(&media_type, body.into_bytes()).await.expect("a form") }
    }

    #[tokio::test]
    async fn the_second_sending_finds_the_outcome_of_the_first() {
        let once = Once::default();
        let now = DateTime::from_timestamp(1_700_000_000, 0).expect("a time");
        let (x, y) = (Filled::new().with("note", "x"), Filled::new().with("note", "y"));
        *once.place(now, "s", "/a", &x).lock().await = Some(Outcome::Sent("/b".to_owned(), None));
        assert!(once.place(now, "s", "/a", &x).lock().await.is_some());
        assert!(once.place(now, "s", "/a", &y).lock().await.is_none(), "other values are another form");
        assert!(once.place(now, "t", "/a", &x).lock().await.is_none(), "another session is another person");
        assert!(once.place(now + LENGTH, "s", "/a", &x).lock().await.is_none());
    }

    #[tokio::test]
    async fn a_file_that_a_browser_sends_twice_is_one_sending() {
        let once = Once::default();
        let now = DateTime::from_timestamp(1_700_000_000, 0).expect("a time");
        let first = sent("x", "----A1", "words").await;
        *once.place(now, "s", "/a", &first).lock().await = Some(Outcome::Sent("/b".to_owned(), None));
        let again = sent("x", "----B2", "words").await;
        assert!(once.place(now, "s", "/a", &again).lock().await.is_some(), "another boundary is the same form");
        for other in [sent("y", "----A1", "words").await, sent("x", "----A1", "other words").await] {
            assert!(once.place(now, "s", "/a", &other).lock().await.is_none());
        }
    }
}
