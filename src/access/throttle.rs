//! Guessing is made slow: after a few failures for one address, or many from one place, each further try waits longer.
//!
//! A try is counted before it is answered and struck out when it succeeds, so that a hundred tries at the same moment are
//! a hundred tries. Tries that were refused for being too early are not counted, or a stranger could lock a person out for ever.

use std::net::IpAddr;

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Europe::London;
use sha2::{Digest as _, Sha256};

use crate::base::{Email, Id as _, id};
use crate::ids::PersonId;
use crate::store::{FromRow, Stored, Tx, sql};

id!(TryId, "a try");

/// What tries are counted for.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    /// Signing in with this address, whether anybody has it or not.
    Address(&'a Email),
    /// Signing in from this network address: all the computers of a council may share one.
    Origin(IpAddr),
    /// Giving this person's second factor or a recovery code.
    SecondFactor(PersonId),
    /// Giving this person's password again within a session.
    Password(PersonId),
    /// Asking for a new password for this address.
    Forgotten(&'a Email),
    /// Asking for new passwords from this network address.
    ForgottenFrom(IpAddr),
}

impl Subject<'_> {
    /// Failures that cost no wait.
    const fn free(self) -> i64 {
        match self {
            Self::Address(_) | Self::SecondFactor(_) | Self::Password(_) => 5,
            Self::Forgotten(_) => 3,
            Self::ForgottenFrom(_) => 20,
            Self::Origin(_) => 50,
        }
    }

    /// Kept as a digest: a stranger's mistyped address is nobody's business.
    fn digest(self) -> Vec<u8> {
        let text = match self {
            Self::Address(email) => format!("address {}", email.as_str()),
            Self::Origin(origin) => format!("origin {}", network(origin)),
            Self::SecondFactor(person) => format!("second factor {person}"),
            Self::Password(person) => format!("password {person}"),
            Self::Forgotten(email) => format!("forgotten {}", email.as_str()),
            Self::ForgottenFrom(origin) => format!("forgotten from {}", network(origin)),
        };
        Sha256::digest(text.as_bytes()).to_vec()
    }

    fn lock(self) -> TryId {
        let mut start = [0; 16];
        start.iter_mut().zip(self.digest()).for_each(|(to, from)| *to = from);
        TryId::from_uuid(uuid::Uuid::from_bytes(start))
    }
}

/// A subscriber of IPv6 has at least a /64 to try from: it counts as one place.
fn network(origin: IpAddr) -> IpAddr {
    match origin {
        IpAddr::V4(_) => origin,
        IpAddr::V6(six) => six.to_ipv4_mapped().map_or_else(|| IpAddr::V6((six.to_bits() >> 64 << 64).into()), IpAddr::V4),
    }
}

/// How long a failure is remembered.
const REMEMBERED: Duration = Duration::hours(24);
/// The longest wait: a person who is kept out by a stranger's tries gets in the same morning.
const LONGEST_MINUTES: i64 = 15;

/// The wait after so many failures beyond the free ones: one minute, then twice as long each time.
fn wait(beyond: i64) -> Duration {
    let doubled = 1_i64 << beyond.clamp(0, 4);
    Duration::minutes(doubled.min(LONGEST_MINUTES))
}

/// Too early to try again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooSoon {
    /// From when the next try is taken.
    pub until: DateTime<Utc>,
}

impl std::fmt::Display for TooSoon {
    /// A whole sentence. The minute is rounded up, so that a try at that minute is taken.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let minute = (self.until + Duration::seconds(59)).with_timezone(&London);
        write!(out, "There were too many tries that did not succeed. Try again after {}.", minute.format("%-I:%M%P"))
    }
}

/// A try that was counted. When it succeeded, hand it to [`succeeded`].
#[derive(Debug)]
#[must_use = "a try that succeeded must be struck out"]
pub struct Try(Vec<TryId>);

#[derive(FromRow)]
struct Failures {
    n: i64,
    last: Option<DateTime<Utc>>,
}

/// Counts a try against every subject, if none of them has to wait. The caller commits before it does the costly part.
///
/// # Errors
/// When the database refuses.
pub async fn begin(tx: &mut Tx, subjects: &[Subject<'_>]) -> Stored<Result<Try, TooSoon>> {
    let now = tx.now();
    for subject in subjects {
        // Tries at one moment are counted one after the other. Callers name subjects in one order, so none waits in a ring.
        tx.hold(subject.lock()).await?;
        let Failures { n, last } =
            sql("SELECT COUNT(*) AS n, MAX(at) AS last FROM sign_in_failure WHERE subject_hash = $1 AND at > $2")
                .bind(subject.digest())
                .bind(now - REMEMBERED)
                .one(tx)
                .await?;
        let beyond = n - subject.free();
        let until = last.filter(|_| beyond >= 0).map(|last| last + wait(beyond));
        if let Some(until) = until.filter(|until| *until > now) {
            return Ok(Err(TooSoon { until }));
        }
    }
    let mut counted = Vec::new();
    for subject in subjects {
        let id = tx.id::<TryId>();
        sql("INSERT INTO sign_in_failure (id, subject_hash, at) VALUES ($1, $2, $3)")
            .bind(id)
            .bind(subject.digest())
            .bind(now)
            .run(tx)
            .await?;
        counted.push(id);
    }
    Ok(Ok(Try(counted)))
}

/// Strikes a try out, and forgets the earlier failures of `subject`, who has shown who they are.
///
/// # Errors
/// When the database refuses.
pub async fn succeeded(tx: &mut Tx, tried: Try, subject: Subject<'_>) -> Stored<()> {
    for id in tried.0 {
        sql("DELETE FROM sign_in_failure WHERE id = $1").bind(id).run(tx).await?;
    }
    sql("DELETE FROM sign_in_failure WHERE subject_hash = $1").bind(subject.digest()).run(tx).await?;
    Ok(())
}

/// Removes failures that count no more. For the timetable.
///
/// # Errors
/// When the database refuses.
pub async fn forget(tx: &mut Tx) -> Stored<u64> {
    let now = tx.now();
    sql("DELETE FROM sign_in_failure WHERE at <= $1").bind(now - REMEMBERED).run(tx).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_stop_growing() {
        let minutes: Vec<i64> = (0..7).map(|beyond| wait(beyond).num_minutes()).collect();
        assert_eq!(minutes, [1, 2, 4, 8, 15, 15, 15]);
        assert_eq!(wait(i64::MAX).num_minutes(), 15);
        assert_eq!(wait(63).num_minutes(), 15);
    }

    #[test]
    fn the_sentence_tells_a_time_in_london() {
        let until = "2026-07-01T08:10:20Z".parse().unwrap();
        assert!(TooSoon { until }.to_string().ends_with("Try again after 9:11am."), "{}", TooSoon { until });
    }

    #[test]
    fn one_subscriber_is_one_place() {
        let place = |text: &str| network(text.parse().unwrap()).to_string();
        assert_eq!(place("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(place("::ffff:192.0.2.7"), "192.0.2.7");
    }
}
