//! A form that is sent twice does its work once: the second sending waits for the first and is answered the same.
//!
//! Two sendings are the same when they come from one session, to one path, with one body; every showing of a form carries
//! its own `_once`. It is remembered by this instance alone. Where two instances share a database, versions and unique keys
//! stop a second change that this memory cannot know of.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Duration, Utc};
use sha2::{Digest as _, Sha256};

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
    pub fn place(&self, now: DateTime<Utc>, session: &str, path: &str, body: &[u8]) -> Place {
        let mut digest = Sha256::new();
        for part in [session.as_bytes(), path.as_bytes(), body] {
            digest.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            digest.update(part);
        }
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

    #[tokio::test]
    async fn the_second_sending_finds_the_outcome_of_the_first() {
        let once = Once::default();
        let now = DateTime::from_timestamp(1_700_000_000, 0).expect("a time");
        *once.place(now, "s", "/a", b"x").lock().await = Some(Outcome::Sent("/b".to_owned(), None));
        assert!(once.place(now, "s", "/a", b"x").lock().await.is_some());
        assert!(once.place(now, "s", "/a", b"y").lock().await.is_none(), "another body is another form");
        assert!(once.place(now, "t", "/a", b"x").lock().await.is_none(), "another session is another person");
        assert!(once.place(now + LENGTH, "s", "/a", b"x").lock().await.is_none());
    }
}
