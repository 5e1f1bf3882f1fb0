//! Sessions live in the database: the cookie holds a random word, the row holds only its digest, and a seal: whoever writes to the
//! database and does not hold the deployment's key cannot make a session, or make one into somebody else's.

use chrono::{DateTime, Duration, Utc};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use crate::base::hex;
use crate::ids::PersonId;
use crate::keyring::Keyring;
use crate::store::{FromRow, Stored, Tx, sql};

use super::actor::{Actor, ActorRow, actor_columns, actor_order, posts_of_the_day};

/// How long a session lives.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Without any request.
    pub idle: Duration,
    /// In all.
    pub absolute: Duration,
}

/// What a session is known by in the database: the digest of its word.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mark(Vec<u8>);

/// A session that is alive.
#[derive(Clone, Debug)]
pub struct Session {
    /// Whose.
    pub person: PersonId,
    /// The word that every form of this session carries.
    pub form_token: String,
    /// Whether the second factor was given.
    pub second_factor_passed: bool,
    /// When it began: what is grave asks for the password again when this is long ago.
    pub created_at: DateTime<Utc>,
    token_hash: Vec<u8>,
}

impl Session {
    /// What it is known by.
    #[must_use]
    pub fn mark(&self) -> Mark {
        Mark(self.token_hash.clone())
    }
}

/// A session that is alive, with its person.
#[derive(Clone, Debug)]
pub struct Found {
    /// The session.
    pub session: Session,
    /// Its person, with the posts of the day.
    pub actor: Actor,
    /// Whether its last sign of life is old enough to be written anew.
    pub stale: bool,
}

#[derive(FromRow)]
struct Row {
    seal: String,
    second_factor_passed: bool,
    created_at: DateTime<Utc>,
    seen_at: DateTime<Utc>,
    #[sqlx(flatten)]
    actor: ActorRow,
}

fn digest(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// What shows that the program wrote a session: it holds for whose it is, for the second factor and for its age.
fn seal(keyring: &Keyring, mark: &Mark, person: PersonId, second_factor_passed: bool, created_at: DateTime<Utc>) -> String {
    let told = format!("{} {person} {second_factor_passed} {}", hex(&mark.0), created_at.timestamp_micros());
    hex(&keyring.mark("session", told.as_bytes()))
}

/// The word of a session's forms, which no row holds. It stays the same as long as the session.
fn form_token(keyring: &Keyring, mark: &Mark) -> String {
    hex(&keyring.mark("forms of a session", &mark.0))
}

/// Begins a session and returns the word for the cookie: 256 random bits in hexadecimal.
///
/// # Errors
/// When the database refuses.
pub async fn begin(tx: &mut Tx, keyring: &Keyring, person: PersonId, second_factor_passed: bool) -> Stored<String> {
    let (token, now) = (hex(&tx.random::<32>()), tx.now());
    let mark = Mark(digest(&token));
    let seal = seal(keyring, &mark, person, second_factor_passed, now);
    sql("INSERT INTO session (token_hash, person, seal, second_factor_passed, created_at, seen_at) VALUES ($1, $2, $3, $4, $5, $5)")
        .bind(mark.0)
        .bind(person)
        .bind(seal)
        .bind(second_factor_passed)
        .bind(now)
        .run(tx)
        .await?;
    Ok(token)
}

/// The living session behind the word of a cookie, with its person; nothing when there is none, when it is not as this program wrote it,
/// or when the person was disabled. Every request asks this, so it is one question.
///
/// # Errors
/// When the database refuses.
pub async fn find(tx: &mut Tx, keyring: &Keyring, token: &str, limits: Limits) -> Stored<Option<Found>> {
    find_used(tx, keyring, token, limits, |_| None).await
}

/// As [`find`], where `used` knows of a later use than the database does.
///
/// # Errors
/// When the database refuses.
pub async fn find_used(
    tx: &mut Tx,
    keyring: &Keyring,
    token: &str,
    limits: Limits,
    used: impl Fn(&Mark) -> Option<DateTime<Utc>>,
) -> Stored<Option<Found>> {
    let (mark, now, today) = (Mark(digest(token)), tx.now(), tx.today());
    // Asked first: a use that is written meanwhile is then found in the one place or the other.
    let used = used(&mark);
    let rows: Vec<Row> = sql(concat!(
        "SELECT e.seal, e.second_factor_passed, e.created_at, e.seen_at, ",
        actor_columns!(),
        " FROM session e JOIN person h ON h.id = e.person",
        posts_of_the_day!(),
        " WHERE e.token_hash = $1 AND e.ended_at IS NULL AND h.disabled_at IS NULL",
        actor_order!()
    ))
    .bind(mark.0.clone())
    .bind(today)
    .all(tx)
    .await?;
    let Some(Row { seal: kept, second_factor_passed, created_at, seen_at, .. }) = rows.first() else { return Ok(None) };
    let last = used.map_or(*seen_at, |used| used.max(*seen_at));
    let (kept, second_factor_passed, created_at, unseen) = (kept.clone(), *second_factor_passed, *created_at, now - last);
    let Some(actor) = Actor::of(rows.into_iter().map(|row| row.actor).collect()) else { return Ok(None) };
    if unseen >= limits.idle || now - created_at >= limits.absolute {
        return Ok(None);
    }
    let seal = seal(keyring, &mark, actor.person, second_factor_passed, created_at);
    if !bool::from(kept.as_bytes().ct_eq(seal.as_bytes())) {
        return Ok(None);
    }
    let form_token = form_token(keyring, &mark);
    let session = Session { person: actor.person, form_token, second_factor_passed, created_at, token_hash: mark.0 };
    // Writing on every request would make every reader a writer.
    Ok(Some(Found { session, actor, stale: unseen > Duration::minutes(1) }))
}

/// Writes that the session was used at this instant, where no later use is written.
///
/// # Errors
/// When the database refuses.
pub async fn touch(tx: &mut Tx, session: &Mark, at: DateTime<Utc>) -> Stored<()> {
    sql("UPDATE session SET seen_at = $2 WHERE token_hash = $1 AND seen_at < $2")
        .bind(session.0.clone())
        .bind(at)
        .run(tx)
        .await?;
    Ok(())
}

/// Ends one session.
///
/// # Errors
/// When the database refuses.
pub async fn end(tx: &mut Tx, session: &Session) -> Stored<()> {
    let now = tx.now();
    sql("UPDATE session SET ended_at = $2 WHERE token_hash = $1").bind(session.token_hash.clone()).bind(now).run(tx).await?;
    Ok(())
}

/// Ends every session of a person: sign-out everywhere, a new password, a disabled account. Returns how many.
///
/// # Errors
/// When the database refuses.
pub async fn end_all(tx: &mut Tx, person: PersonId) -> Stored<u64> {
    let now = tx.now();
    sql("UPDATE session SET ended_at = $2 WHERE person = $1 AND ended_at IS NULL").bind(person).bind(now).run(tx).await
}

/// Ends every session of a person but this one: what follows a new password or a new second factor.
///
/// # Errors
/// When the database refuses.
pub async fn end_others(tx: &mut Tx, session: &Session) -> Stored<u64> {
    let now = tx.now();
    sql("UPDATE session SET ended_at = $3 WHERE person = $1 AND token_hash <> $2 AND ended_at IS NULL")
        .bind(session.person)
        .bind(session.token_hash.clone())
        .bind(now)
        .run(tx)
        .await
}

/// Ends this session and begins one in its place with a new word, for when what the person may do has grown: the word of a
/// session that somebody may have seen before is worth nothing after.
///
/// # Errors
/// When the database refuses.
pub async fn renew(tx: &mut Tx, keyring: &Keyring, session: &Session, second_factor_passed: bool) -> Stored<String> {
    end(tx, session).await?;
    begin(tx, keyring, session.person, second_factor_passed).await
}

/// Writes that the second factor was given in this session, keeping its word: for the one page that shows recovery codes
/// in the answer to the form that made them. Everywhere else use [`renew`].
///
/// # Errors
/// When the database refuses.
pub async fn pass(tx: &mut Tx, keyring: &Keyring, session: &Session) -> Stored<()> {
    let seal = seal(keyring, &session.mark(), session.person, true, session.created_at);
    sql("UPDATE session SET second_factor_passed = $2, seal = $3 WHERE token_hash = $1")
        .bind(session.token_hash.clone())
        .bind(true)
        .bind(seal)
        .run(tx)
        .await?;
    Ok(())
}

/// One of a person's living sessions, as they see it themselves.
#[derive(Clone, Debug)]
pub struct Living {
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it was last used, within a minute.
    pub seen_at: DateTime<Utc>,
    /// Whether it is the one that asks.
    pub this_one: bool,
}

#[derive(FromRow)]
struct LivingRow {
    token_hash: Vec<u8>,
    created_at: DateTime<Utc>,
    seen_at: DateTime<Utc>,
}

/// The living sessions of the person whose session this is, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn living(tx: &mut Tx, session: &Session, limits: Limits) -> Stored<Vec<Living>> {
    let now = tx.now();
    let rows: Vec<LivingRow> = sql("SELECT token_hash, created_at, seen_at FROM session WHERE person = $1 AND ended_at IS NULL \
                                    AND seen_at > $2 AND created_at > $3 ORDER BY created_at DESC, token_hash")
    .bind(session.person)
    .bind(now - limits.idle)
    .bind(now - limits.absolute)
    .all(tx)
    .await?;
    let living = |row: LivingRow| Living {
        created_at: row.created_at,
        seen_at: row.seen_at,
        this_one: row.token_hash == session.token_hash,
    };
    Ok(rows.into_iter().map(living).collect())
}

/// Removes sessions that nobody can use any more. For the timetable.
///
/// # Errors
/// When the database refuses.
pub async fn forget(tx: &mut Tx, limits: Limits) -> Stored<u64> {
    let now = tx.now();
    sql("DELETE FROM session WHERE created_at <= $1 OR seen_at <= $2 OR ended_at IS NOT NULL")
        .bind(now - limits.absolute)
        .bind(now - limits.idle)
        .run(tx)
        .await
}
