//! Links by mail with which a person chooses a password: when they are invited, and when they have forgotten theirs.
//! Each works once and not for long, and only a mark of it is kept, made with the deployment's key for one person: whoever
//! writes to the database makes no link, and turns none to somebody else.

use chrono::Duration;
use serde_json::json;

use crate::audit::{self, Deed, Doer, Subject};
use crate::base::{hex, london_day};
use crate::ids::{OrganisationId, PersonId};
use crate::keyring::Keyring;
use crate::outbox::{self, Facts, Kind, Mail, To};
use crate::store::{FromRow, Stored, Tx, sql, text_enum};

use super::password::Hashed;
use super::sessions;
use super::tokens;

text_enum!(
    /// What a link is for.
    pub enum Purpose {
        /// The first password of a new account.
        Invitation = "invitation",
        /// A new password in the place of one that was forgotten.
        PasswordReset = "password_reset",
    }
);

impl Purpose {
    /// How long the link works: people go on leave; a person who forgot a password is at the screen.
    #[must_use]
    pub fn life(self) -> Duration {
        match self {
            Self::Invitation => Duration::days(14),
            Self::PasswordReset => Duration::hours(1),
        }
    }

    const fn kind(self) -> Kind {
        match self {
            Self::Invitation => Kind::Invitation,
            Self::PasswordReset => Kind::ResetPassword,
        }
    }
}

/// What a link is known by in the database.
fn mark(keyring: &Keyring, token: &str) -> Vec<u8> {
    keyring.mark("invitation", token.as_bytes()).to_vec()
}

/// A token begins with whom it is for, so that its mark is for nobody else.
fn is_for(token: &str, person: PersonId) -> bool {
    token.split_once('.').is_some_and(|(named, _)| named == person.to_string())
}

/// Makes a link and gives its token. Links that the person was sent before stop working.
///
/// # Errors
/// When the database refuses.
pub async fn make(tx: &mut Tx, keyring: &Keyring, by: &Doer, person: PersonId, purpose: Purpose) -> Stored<String> {
    let now = tx.now();
    let token = format!("{person}.{}", hex(&tx.random::<32>()));
    sql("UPDATE invitation SET used_at = $2 WHERE person = $1 AND used_at IS NULL").bind(person).bind(now).run(tx).await?;
    sql("INSERT INTO invitation (token_hash, person, purpose, invited_by, expires_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(mark(keyring, &token))
        .bind(person)
        .bind(purpose)
        .bind(by.person)
        .bind(now + purpose.life())
        .run(tx)
        .await?;
    Ok(token)
}

/// Makes a link and queues the mail that brings it.
///
/// # Errors
/// When the database refuses.
pub async fn send(
    tx: &mut Tx,
    keyring: &Keyring,
    by: &Doer,
    (person, purpose): (PersonId, Purpose),
    partnership: Option<OrganisationId>,
) -> Stored<()> {
    let token = make(tx, keyring, by, person, purpose).await?;
    audit::record(tx, by, Deed::PersonInvited, json!({ "person": person, "purpose": purpose.as_str() })).await?;
    // A day is told where days are left; an hour is too short to be told as one.
    let due = (purpose == Purpose::Invitation).then(|| london_day(tx.now() + purpose.life()));
    let facts = Facts { path: format!("/invitation/{token}"), due, ..Facts::default() };
    outbox::queue(
        tx,
        Mail { to: To::Person(person), kind: purpose.kind(), partnership, review: None, facts, dedupe: None, digest: false },
    )
    .await
}

/// Whom a link is for.
#[derive(Clone, Debug, FromRow)]
pub struct Invited {
    /// Which person.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// What the link is for.
    pub purpose: Purpose,
}

/// Whom the link is for, while it works. Looking does not use it up: programs that check mail follow links too.
///
/// # Errors
/// When the database refuses.
pub async fn find(tx: &mut Tx, keyring: &Keyring, token: &str) -> Stored<Option<Invited>> {
    let now = tx.now();
    let invited: Option<Invited> =
        sql("SELECT i.person, p.name, p.email, i.purpose FROM invitation i JOIN person p ON p.id = i.person \
         WHERE i.token_hash = $1 AND i.used_at IS NULL AND i.expires_at > $2 AND p.disabled_at IS NULL")
        .bind(mark(keyring, token))
        .bind(now)
        .maybe(tx)
        .await?;
    Ok(invited.filter(|invited| is_for(token, invited.person)))
}

/// Uses the link up: sets the password, ends every session and revokes the tokens that were made under the old one.
/// Answers whether the link still worked.
///
/// # Errors
/// When the database refuses.
pub async fn accept(tx: &mut Tx, keyring: &Keyring, token: &str, hashed: &Hashed) -> Stored<bool> {
    let now = tx.now();
    let Some(invited) = find(tx, keyring, token).await? else { return Ok(false) };
    let used = sql("UPDATE invitation SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL")
        .bind(mark(keyring, token))
        .bind(now)
        .run(tx)
        .await?;
    if used == 0 {
        return Ok(false);
    }
    let by = Doer { person: Some(invited.person), name: invited.name, acting_as: "self".into(), partnership: None, review: None };
    set_password(tx, &by, invited.person, hashed).await?;
    sessions::end_all(tx, invited.person).await?;
    Ok(true)
}

/// Sets a password, and tells the person by mail, in case it was somebody else. Links on their way stop working, and so do tokens: whoever
/// changes a password does not know who has it.
///
/// # Errors
/// When the database refuses.
pub async fn set_password(tx: &mut Tx, by: &Doer, person: PersonId, hashed: &Hashed) -> Stored<()> {
    let now = tx.now();
    let had_one: bool = sql("SELECT password_hash IS NOT NULL FROM person WHERE id = $1").bind(person).scalar(tx).await?;
    sql("UPDATE person SET password_hash = $2, version = version + 1 WHERE id = $1")
        .bind(person)
        .bind(hashed.as_str())
        .run_for_record(Subject::Account, tx)
        .await?;
    sql("UPDATE invitation SET used_at = $2 WHERE person = $1 AND used_at IS NULL").bind(person).bind(now).run(tx).await?;
    tokens::revoke_all(tx, person).await?;
    audit::record(tx, by, Deed::PasswordSet, json!({ "person": person })).await?;
    if had_one {
        let (to, facts) = (To::Person(person), Facts::default());
        let mail = Mail { to, kind: Kind::PasswordChanged, partnership: None, review: None, facts, dedupe: None, digest: false };
        outbox::queue(tx, mail).await?;
    }
    Ok(())
}

/// Removes links that work no more. For the timetable.
///
/// # Errors
/// When the database refuses.
pub async fn forget(tx: &mut Tx) -> Stored<u64> {
    let now = tx.now();
    sql("DELETE FROM invitation WHERE expires_at <= $1 OR used_at IS NOT NULL").bind(now).run(tx).await
}
