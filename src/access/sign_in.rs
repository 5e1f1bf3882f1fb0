//! Signing in: an address and a password, counted before they are compared.

use std::net::IpAddr;

use serde_json::json;

use crate::audit::{self, Deed, Doer};
use crate::base::Email;
use crate::ids::PersonId;
use crate::keyring::Keyring;
use crate::store::{FromRow, Store, StoreError, Tx, sql};

use super::password::{self, Hashed, PasswordError};
use super::sessions::{self, Session};
use super::throttle::{self, Subject, TooSoon, Try};

/// Why the question could not be asked.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The password could not be compared.
    #[error(transparent)]
    Password(#[from] PasswordError),
}

/// What came of it.
#[derive(Debug)]
pub enum SignedIn {
    /// They are in: the word for the cookie.
    In(String),
    /// The address and the password are not a pair. Which of them is wrong is not told.
    Wrong,
    /// Too early to try again.
    TooSoon(TooSoon),
}

#[derive(FromRow)]
struct Row {
    id: PersonId,
    name: String,
    password_hash: Option<String>,
}

async fn find(tx: &mut Tx, email: &Email) -> Result<Option<Row>, StoreError> {
    sql("SELECT id, name, password_hash FROM person WHERE email = $1 AND disabled_at IS NULL").bind(email).maybe(tx).await
}

/// Signs a person in, and ends the session that their browser had before.
///
/// # Errors
/// When the database refuses, or there is no memory to compare the password.
pub async fn sign_in(
    (store, keyring): (&Store, &Keyring),
    email: &Email,
    password: &str,
    origin: IpAddr,
    before: Option<&Session>,
) -> Result<SignedIn, SignInError> {
    let mut tx = store.write().await?;
    let subjects = [Subject::Address(email), Subject::Origin(origin)];
    let tried = match throttle::begin(&mut tx, &subjects).await? {
        Ok(tried) => tried,
        Err(too_soon) => return Ok(SignedIn::TooSoon(too_soon)),
    };
    let person = find(&mut tx, email).await?;
    tx.commit().await?;
    // Outside any transaction: hashing is slow on purpose, and others must be able to write meanwhile.
    let hash = person.as_ref().and_then(|person| person.password_hash.clone());
    let right = password::verify(password, hash.clone().map(Hashed::kept)).await?;
    let mut tx = store.write().await?;
    let now_there = find(&mut tx, email).await?.filter(|now_there| right && now_there.password_hash == hash);
    let outcome = match now_there {
        Some(person) => SignedIn::In(let_in((&mut tx, keyring), &person, tried, Subject::Address(email), before).await?),
        None => {
            let detail = json!({ "person": person.map(|person| person.id) });
            audit::record(&mut tx, &Doer::stranger(), Deed::SignInRefused, detail).await?;
            SignedIn::Wrong
        }
    };
    tx.commit().await?;
    Ok(outcome)
}

async fn let_in(
    (tx, keyring): (&mut Tx, &Keyring),
    person: &Row,
    tried: Try,
    subject: Subject<'_>,
    before: Option<&Session>,
) -> Result<String, StoreError> {
    throttle::succeeded(tx, tried, subject).await?;
    if let Some(before) = before {
        sessions::end(tx, before).await?;
    }
    let by =
        Doer { person: Some(person.id), name: person.name.clone(), acting_as: "self".into(), partnership: None, review: None };
    audit::record(tx, &by, Deed::SignedIn, json!({})).await?;
    // The second factor is asked for by every page until it is given: see `gate`.
    sessions::begin(tx, keyring, person.id, false).await
}

/// What came of giving the password again within a session.
#[derive(Debug, PartialEq, Eq)]
pub enum Again {
    /// It is theirs.
    Right,
    /// It is not.
    Wrong,
    /// Too early to try again.
    TooSoon(TooSoon),
}

/// Asks a person who is signed in for their password again, before something grave.
///
/// # Errors
/// As [`sign_in`].
pub async fn password_again(store: &Store, person: PersonId, password: &str) -> Result<Again, SignInError> {
    let mut tx = store.write().await?;
    let tried = match throttle::begin(&mut tx, &[Subject::Password(person)]).await? {
        Ok(tried) => tried,
        Err(too_soon) => return Ok(Again::TooSoon(too_soon)),
    };
    let hash: Option<String> =
        sql("SELECT password_hash FROM person WHERE id = $1 AND disabled_at IS NULL").bind(person).scalar(&mut tx).await?;
    tx.commit().await?;
    if !password::verify(password, hash.map(Hashed::kept)).await? {
        return Ok(Again::Wrong);
    }
    let mut tx = store.write().await?;
    throttle::succeeded(&mut tx, tried, Subject::Password(person)).await?;
    tx.commit().await?;
    Ok(Again::Right)
}
