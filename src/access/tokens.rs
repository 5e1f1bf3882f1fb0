//! Words with which a program acts for a person over the API. Each is shown once, ends within a year and can be revoked.

use chrono::{DateTime, Duration, Utc};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::audit::{self, Deed, Subject};
use crate::base::{Line, hex, id};
use crate::ids::PersonId;
use crate::store::{FromRow, Stored, Tx, sql};

use super::actor::Actor;

id!(TokenId, "a token");

/// Longest life of a token, in days.
pub const MOST_DAYS: i64 = 365;

/// So that a token that was left somewhere is known for what it is.
const MARK: &str = "dardr_";

/// A token as its person sees it: never its word.
#[derive(Clone, Debug, FromRow)]
pub struct Token {
    /// Which.
    pub id: TokenId,
    /// What the person called it.
    pub name: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it ends by itself.
    pub expires_at: DateTime<Utc>,
    /// When it was last used, within a minute.
    pub last_used_at: Option<DateTime<Utc>>,
}

fn digest(word: &str) -> Vec<u8> {
    Sha256::digest(word.as_bytes()).to_vec()
}

/// Makes a token and gives its word: the one time that it is seen. It lives for `days`, at most [`MOST_DAYS`].
///
/// # Errors
/// When the database refuses.
pub async fn make(tx: &mut Tx, actor: &Actor, name: &Line, days: i64) -> Stored<String> {
    let (id, now) = (tx.id::<TokenId>(), tx.now());
    let word = format!("{MARK}{}", hex(&tx.random::<32>()));
    sql("INSERT INTO api_token (id, person, name, token_hash, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(id)
        .bind(actor.person)
        .bind(name)
        .bind(digest(&word))
        .bind(now)
        .bind(now + Duration::days(days.clamp(1, MOST_DAYS)))
        .run_for_record(Subject::Token, tx)
        .await?;
    audit::record(tx, &actor.doer("self", None), Deed::TokenMade, json!({ "token": id })).await?;
    Ok(word)
}

/// The tokens of a person that can still be used.
///
/// # Errors
/// When the database refuses.
pub async fn list(tx: &mut Tx, person: PersonId) -> Stored<Vec<Token>> {
    let now = tx.now();
    sql("SELECT id, name, created_at, expires_at, last_used_at FROM api_token \
         WHERE person = $1 AND revoked_at IS NULL AND expires_at > $2 ORDER BY created_at DESC, id")
    .bind(person)
    .bind(now)
    .all(tx)
    .await
}

/// Revokes one of a person's own tokens, at once. Answers whether there was one.
///
/// # Errors
/// When the database refuses.
pub async fn revoke(tx: &mut Tx, actor: &Actor, token: TokenId) -> Stored<bool> {
    let now = tx.now();
    let revoked = sql("UPDATE api_token SET revoked_at = $3 WHERE id = $1 AND person = $2 AND revoked_at IS NULL")
        .bind(token)
        .bind(actor.person)
        .bind(now)
        .run_for_record(Subject::Token, tx)
        .await?;
    if revoked == 1 {
        audit::record(tx, &actor.doer("self", None), Deed::TokenRevoked, json!({ "token": token })).await?;
    }
    Ok(revoked == 1)
}

/// Revokes every token of a person: their account was disabled, or their password chosen anew by mail.
///
/// # Errors
/// When the database refuses.
pub async fn revoke_all(tx: &mut Tx, person: PersonId) -> Stored<u64> {
    let now = tx.now();
    sql("UPDATE api_token SET revoked_at = $2 WHERE person = $1 AND revoked_at IS NULL")
        .bind(person)
        .bind(now)
        .run_for_record(Subject::Token, tx)
        .await
}

/// Somebody's token that is good now.
#[derive(Clone, Copy, Debug, FromRow)]
pub struct Found {
    /// Which.
    pub id: TokenId,
    /// For whom it acts.
    pub person: PersonId,
    last_used_at: Option<DateTime<Utc>>,
}

impl Found {
    /// Whether its last use is long enough ago to be written anew with [`touch`].
    #[must_use]
    pub fn is_stale(&self, now: DateTime<Utc>) -> bool {
        self.last_used_at.is_none_or(|last| now - last > Duration::minutes(1))
    }
}

/// The token behind a word, if it is good now and its person's account is not disabled.
///
/// # Errors
/// When the database refuses.
pub async fn find(tx: &mut Tx, word: &str) -> Stored<Option<Found>> {
    if !word.starts_with(MARK) {
        return Ok(None);
    }
    let now = tx.now();
    sql("SELECT t.id, t.person, t.last_used_at FROM api_token t JOIN person p ON p.id = t.person \
         WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND t.expires_at > $2 AND p.disabled_at IS NULL")
    .bind(digest(word))
    .bind(now)
    .maybe(tx)
    .await
}

/// Writes that a token was used now.
///
/// # Errors
/// When the database refuses.
pub async fn touch(tx: &mut Tx, token: TokenId) -> Stored<()> {
    let now = tx.now();
    sql("UPDATE api_token SET last_used_at = $2 WHERE id = $1").bind(token).bind(now).run(tx).await?;
    Ok(())
}
