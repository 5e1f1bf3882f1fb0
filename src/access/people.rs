//! Accounts, and the posts that people hold. A partnership knows the people whom it invited, and no others.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use crate::audit::{self, Deed, Doer, Subject};
use crate::base::{Email, Line, id};
use crate::ids::{OrganisationId, PersonId};
use crate::process::Role;
use crate::store::{FromRow, Stored, Tx, sql};

use super::{post_mail, sessions, tokens};

pub use super::known::{Known, known, known_one};

id!(PostId, "a post");

/// A person to be invited.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// As they are named to colleagues.
    pub name: Line,
    /// Where mail reaches them and what they sign in with.
    pub email: Email,
    /// For letters and signatures.
    pub job_title: Option<Line>,
}

/// An account.
#[derive(Clone, Debug, FromRow)]
pub struct Account {
    /// Which.
    pub id: PersonId,
    /// As they are named to colleagues.
    pub name: String,
    /// What they sign in with.
    pub email: Email,
    /// For letters and signatures.
    pub job_title: String,
    /// Whether they have chosen a password.
    pub has_password: bool,
    /// Whether a second factor is set up.
    pub has_second_factor: bool,
    /// Since when they can no longer sign in.
    pub disabled_at: Option<DateTime<Utc>>,
    /// For changes: see [`rename`].
    pub version: i64,
}

/// The account with this id.
///
/// # Errors
/// [`crate::store::StoreError::NotThere`] when there is none.
pub async fn get(tx: &mut Tx, person: PersonId) -> Stored<Account> {
    sql("SELECT id, name, email, job_title, password_hash IS NOT NULL AS has_password, \
         totp_confirmed_at IS NOT NULL AS has_second_factor, disabled_at, version FROM person WHERE id = $1")
    .bind(person)
    .one(tx)
    .await
}

/// The account with this address.
///
/// # Errors
/// When the database refuses.
pub async fn by_email(tx: &mut Tx, email: &Email) -> Stored<Option<Account>> {
    sql("SELECT id, name, email, job_title, password_hash IS NOT NULL AS has_password, \
         totp_confirmed_at IS NOT NULL AS has_second_factor, disabled_at, version FROM person WHERE email = $1")
    .bind(email)
    .maybe(tx)
    .await
}

/// Every account of the deployment, for those who run it.
///
/// # Errors
/// When the database refuses.
pub async fn all(tx: &mut Tx) -> Stored<Vec<Account>> {
    sql("SELECT id, name, email, job_title, password_hash IS NOT NULL AS has_password, \
         totp_confirmed_at IS NOT NULL AS has_second_factor, disabled_at, version FROM person ORDER BY name, id")
    .all(tx)
    .await
}

/// Finds the account with this address, or makes one. A name that is already kept stays: it is the person's own.
///
/// # Errors
/// When the database refuses.
pub async fn find_or_add(tx: &mut Tx, by: &Doer, new: &NewPerson) -> Stored<PersonId> {
    let (id, now) = (tx.id::<PersonId>(), tx.now());
    let title = new.job_title.as_ref().map_or("", Line::as_str);
    let added = sql(
        "INSERT INTO person (id, name, email, job_title, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (email) DO NOTHING",
    )
    .bind(id)
    .bind(&new.name)
    .bind(&new.email)
    .bind(title)
    .bind(now)
    .run_for_record(Subject::Account, tx)
    .await?;
    if added == 1 {
        audit::record(tx, by, Deed::PersonChanged, json!({ "person": id, "what": "added" })).await?;
        return Ok(id);
    }
    sql("SELECT id FROM person WHERE email = $1").bind(&new.email).scalar(tx).await
}

/// Makes a person known to a partnership, which calls them as it entered them: from now on its people find them in their list. A disabled account is let in
/// again: whoever has the mailbox must choose a new password first.
///
/// # Errors
/// When the database refuses.
pub async fn make_known(
    tx: &mut Tx,
    by: &Doer,
    partnership: OrganisationId,
    person: PersonId,
    as_entered: Option<&Line>,
) -> Stored<()> {
    let now = tx.now();
    let added = sql("INSERT INTO partnership_person (partnership, person, added_at, as_entered) VALUES ($1, $2, $3, $4) ON CONFLICT (partnership, person) DO NOTHING")
        .bind(partnership)
        .bind(person)
        .bind(now)
        .bind(as_entered.map_or("", Line::as_str))
        .run(tx)
        .await?;
    let enabled = sql("UPDATE person SET disabled_at = NULL, password_hash = NULL, version = version + 1 WHERE id = $1 AND disabled_at IS NOT NULL")
        .bind(person)
        .run_for_record(Subject::Account, tx)
        .await?;
    if enabled > 0 {
        tokens::revoke_all(tx, person).await?;
    }
    if added + enabled > 0 {
        audit::record(tx, by, Deed::PersonInvited, json!({ "person": person, "enabled": enabled == 1 })).await?;
    }
    Ok(())
}

/// A post, with the name of the organisation.
#[derive(Clone, Debug, FromRow)]
pub struct PostHeld {
    /// Which.
    pub id: PostId,
    /// Whose.
    pub person: PersonId,
    /// Where.
    pub organisation: OrganisationId,
    /// What it is called.
    pub organisation_name: String,
    /// As what.
    pub role: Role,
    /// From when.
    pub begins: NaiveDate,
    /// Until when, inclusive; open when there is none.
    pub ends: Option<NaiveDate>,
}

/// The posts that are held or will be, in a partnership and in the organisations of its directory.
///
/// # Errors
/// When the database refuses.
pub async fn posts(tx: &mut Tx, partnership: OrganisationId) -> Stored<Vec<PostHeld>> {
    let today = tx.today();
    sql("SELECT t.id, t.person, t.organisation, o.name AS organisation_name, t.role, t.begins, t.ends FROM post t \
         JOIN organisation o ON o.id = t.organisation WHERE (t.organisation = $1 \
           OR EXISTS (SELECT 1 FROM directory d WHERE d.partnership = $1 AND d.organisation = t.organisation)) \
         AND (t.ends IS NULL OR t.ends >= $2) ORDER BY o.name, t.role, t.begins, t.id")
    .bind(partnership)
    .bind(today)
    .all(tx)
    .await
}

/// The posts of one person everywhere, for their own account page and for those who run dardr.
///
/// # Errors
/// When the database refuses.
pub async fn posts_of(tx: &mut Tx, person: PersonId) -> Stored<Vec<PostHeld>> {
    let today = tx.today();
    sql("SELECT t.id, t.person, t.organisation, o.name AS organisation_name, t.role, t.begins, t.ends FROM post t \
         JOIN organisation o ON o.id = t.organisation WHERE t.person = $1 AND (t.ends IS NULL OR t.ends >= $2) \
         ORDER BY o.name, t.role, t.begins, t.id")
    .bind(person)
    .bind(today)
    .all(tx)
    .await
}

/// The names of the organisations that a person works for or with: words that are no password for them.
///
/// # Errors
/// When the database refuses.
pub async fn places_of(tx: &mut Tx, person: PersonId) -> Stored<Vec<String>> {
    let rows: Vec<(String,)> = sql("SELECT o.name FROM organisation o WHERE o.id IN ( \
         SELECT t.organisation FROM post t WHERE t.person = $1 UNION SELECT k.partnership FROM partnership_person k WHERE k.person = $1) \
         ORDER BY o.name")
    .bind(person)
    .all(tx)
    .await?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}

/// A post to be given.
#[derive(Clone, Copy, Debug)]
pub struct NewPost {
    /// To whom.
    pub person: PersonId,
    /// Where.
    pub organisation: OrganisationId,
    /// As what.
    pub role: Role,
    /// From when.
    pub begins: NaiveDate,
    /// Until when, inclusive.
    pub ends: Option<NaiveDate>,
}

/// Gives a post, and makes the person known to `partnership`. A post that the person holds already is left as it is. Those who hold the same
/// post, and who chairs the partnership, are told.
///
/// # Errors
/// When the database refuses.
pub async fn give_post(tx: &mut Tx, by: &Doer, partnership: OrganisationId, post: NewPost) -> Stored<()> {
    make_known(tx, by, partnership, post.person, None).await?;
    let held: bool = sql("SELECT EXISTS (SELECT 1 FROM post WHERE person = $1 AND organisation = $2 AND role = $3 AND (ends IS NULL OR ends >= $4))")
        .bind(post.person)
        .bind(post.organisation)
        .bind(post.role)
        .bind(post.begins)
        .scalar(tx)
        .await?;
    if held {
        return Ok(());
    }
    let id = tx.id::<PostId>();
    sql("INSERT INTO post (id, person, organisation, role, begins, ends) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(id)
        .bind(post.person)
        .bind(post.organisation)
        .bind(post.role)
        .bind(post.begins)
        .bind(post.ends)
        .run_for_record(Subject::Post, tx)
        .await?;
    let detail = json!({ "person": post.person, "organisation": post.organisation, "role": post.role.code() });
    audit::record(tx, by, Deed::PostGiven, detail).await?;
    post_mail::given(tx, by, partnership, post).await
}

/// Ends a post of a partnership or of its directory at once: today is no longer part of it. Whose it was is told. Answers whether there was one.
///
/// # Errors
/// When the database refuses.
pub async fn end_post(tx: &mut Tx, by: &Doer, partnership: OrganisationId, post: PostId) -> Stored<bool> {
    let yesterday = tx.today().pred_opt().unwrap_or(NaiveDate::MIN);
    let holder: Option<(PersonId,)> = sql("SELECT person FROM post WHERE id = $1").bind(post).maybe(tx).await?;
    let ended = sql("UPDATE post SET ends = $3 WHERE id = $2 AND (ends IS NULL OR ends > $3) AND (organisation = $1 \
                     OR EXISTS (SELECT 1 FROM directory d WHERE d.partnership = $1 AND d.organisation = post.organisation))")
    .bind(partnership)
    .bind(post)
    .bind(yesterday)
    .run_for_record(Subject::Post, tx)
    .await?;
    let (1, Some((holder,))) = (ended, holder) else { return Ok(false) };
    audit::record(tx, by, Deed::PostEnded, json!({ "post": post })).await?;
    post_mail::ended(tx, by, partnership, holder).await?;
    Ok(true)
}

/// Ends everything that a person does for a partnership: posts in it and in its directory, and roles in its reviews. When nothing is left
/// anywhere, the account is disabled and its sessions end; who serves elsewhere is not disturbed there. Nothing here tells which it was.
///
/// # Errors
/// When the database refuses.
pub async fn remove(tx: &mut Tx, by: &Doer, partnership: OrganisationId, person: PersonId) -> Stored<()> {
    let (now, today) = (tx.now(), tx.today());
    let yesterday = today.pred_opt().unwrap_or(NaiveDate::MIN);
    let posts = sql("UPDATE post SET ends = $3 WHERE person = $2 AND (ends IS NULL OR ends > $3) AND (organisation = $1 \
         OR EXISTS (SELECT 1 FROM directory d WHERE d.partnership = $1 AND d.organisation = post.organisation))")
    .bind(partnership)
    .bind(person)
    .bind(yesterday)
    .run_for_record(Subject::Post, tx)
    .await?;
    sql("UPDATE review_role SET ends = $3, ended_why = $4 WHERE person = $2 AND (ends IS NULL OR ends > $3) \
         AND EXISTS (SELECT 1 FROM review r WHERE r.id = review_role.review AND r.partnership = $1)")
    .bind(partnership)
    .bind(person)
    .bind(yesterday)
    .bind("left_the_partnership")
    .run_for_record(Subject::ReviewRole, tx)
    .await?;
    sql("DELETE FROM partnership_person WHERE partnership = $1 AND person = $2").bind(partnership).bind(person).run(tx).await?;
    let disabled = sql("UPDATE person SET disabled_at = $2, version = version + 1 WHERE id = $1 AND disabled_at IS NULL \
         AND NOT EXISTS (SELECT 1 FROM partnership_person k WHERE k.person = person.id) \
         AND NOT EXISTS (SELECT 1 FROM post t WHERE t.person = person.id AND (t.ends IS NULL OR t.ends >= $3)) \
         AND NOT EXISTS (SELECT 1 FROM review_role r WHERE r.person = person.id AND (r.ends IS NULL OR r.ends >= $3))")
    .bind(person)
    .bind(now)
    .bind(today)
    .run_for_record(Subject::Account, tx)
    .await?;
    if disabled == 1 {
        sessions::end_all(tx, person).await?;
        tokens::revoke_all(tx, person).await?;
    }
    if posts > 0 {
        post_mail::ended(tx, by, partnership, person).await?;
    }
    audit::record(tx, by, Deed::PersonDisabled, json!({ "person": person, "where": "partnership" })).await
}

/// Disables an account everywhere, at once, and ends what the person held: for those who run dardr. Whoever invites the
/// person again begins with nothing.
///
/// # Errors
/// When the database refuses.
pub async fn disable(tx: &mut Tx, by: &Doer, person: PersonId) -> Stored<()> {
    let now = tx.now();
    let yesterday = tx.today().pred_opt().unwrap_or(NaiveDate::MIN);
    sql("UPDATE post SET ends = $2 WHERE person = $1 AND (ends IS NULL OR ends > $2)")
        .bind(person)
        .bind(yesterday)
        .run_for_record(Subject::Post, tx)
        .await?;
    sql("UPDATE review_role SET ends = $2, ended_why = $3 WHERE person = $1 AND (ends IS NULL OR ends > $2)")
        .bind(person)
        .bind(yesterday)
        .bind("account_disabled")
        .run_for_record(Subject::ReviewRole, tx)
        .await?;
    sql("DELETE FROM partnership_person WHERE person = $1").bind(person).run(tx).await?;
    sql("UPDATE person SET disabled_at = $2, version = version + 1 WHERE id = $1 AND disabled_at IS NULL")
        .bind(person)
        .bind(now)
        .run_for_record(Subject::Account, tx)
        .await?;
    sessions::end_all(tx, person).await?;
    tokens::revoke_all(tx, person).await?;
    audit::record(tx, by, Deed::PersonDisabled, json!({ "person": person, "where": "everywhere" })).await
}

/// Changes how a person is named, if nobody did so since `version` was read. Answers whether it was changed.
///
/// # Errors
/// When the database refuses.
pub async fn rename(
    tx: &mut Tx,
    by: &Doer,
    person: PersonId,
    name: &Line,
    job_title: Option<&Line>,
    version: i64,
) -> Stored<bool> {
    let title = job_title.map_or("", Line::as_str);
    let before: String = sql("SELECT name FROM person WHERE id = $1").bind(person).scalar(tx).await?;
    let changed = sql("UPDATE person SET name = $2, job_title = $3, version = version + 1 WHERE id = $1 AND version = $4")
        .bind(person)
        .bind(name)
        .bind(title)
        .bind(version)
        .run(tx)
        .await?;
    if changed == 1 {
        audit::record(
            tx,
            by,
            Deed::PersonChanged,
            json!({ "person": person, "what": "name", "from": before, "to": name.as_str() }),
        )
        .await?;
    }
    Ok(changed == 1)
}
