//! Drafts: rows of their own before there is a review. They belong to the partnership, and to nobody outside it.

use chrono::{DateTime, Utc};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::draft::Draft;
use super::files;
use super::problem::CaseProblem;
use super::section::Section;
use crate::access::right::EditCase;
use crate::access::{Actor, Grant};
use crate::audit::{self, Deed, Doer};
use crate::ids::{OrganisationId, ReviewId};
use crate::keyring::Keyring;
use crate::process::Role;
use crate::store::{FromRow, Stored, Tx, sql};

const PLACE: &str = "notification_draft";

/// A draft with what was typed so far.
#[derive(Clone, Debug)]
pub struct Held {
    /// The id that the review will have.
    pub review: ReviewId,
    /// Whose it is.
    pub partnership: OrganisationId,
    /// The review in another partnership that it comes from.
    pub transferred_from: Option<ReviewId>,
    /// What was typed.
    pub draft: Draft,
    /// The version of the row: it changes with every page that somebody saves.
    pub version: i64,
}

/// A draft in a list: nothing of what it says.
#[derive(Clone, Debug, FromRow)]
pub struct Listed {
    /// Its id.
    pub review: ReviewId,
    /// The partnership's name.
    pub partnership_name: String,
    /// Who began it.
    pub begun_by: String,
    /// When.
    pub begun_at: DateTime<Utc>,
    /// When somebody last saved a page.
    pub changed_at: DateTime<Utc>,
}

#[derive(FromRow)]
struct Row {
    partnership: OrganisationId,
    transferred_from: Option<ReviewId>,
    sealed: Vec<u8>,
    version: i64,
}

/// Begins a notification and makes the key under which it lies from the first word on.
///
/// # Errors
/// [`CaseProblem::NotThere`] when the person is no coordinator of the partnership; else when key or database refuse.
pub async fn begin(tx: &mut Tx, keyring: &Keyring, actor: &Actor, partnership: OrganisationId) -> Result<ReviewId, CaseProblem> {
    if !actor.is(Role::Coordinator, partnership) {
        return Err(CaseProblem::NotThere);
    }
    let review: ReviewId = tx.id();
    keyring.make(review)?;
    insert(tx, keyring, &actor.name, (review, partnership, None), &Draft::default()).await?;
    Ok(review)
}

/// Begins the notification of a review that is open without one: it came from another partnership. The review's own key seals it.
///
/// # Errors
/// [`CaseProblem::NotThere`] when the review has a notification; else when key or database refuse.
pub async fn begin_for(tx: &mut Tx, keyring: &Keyring, grant: &Grant<EditCase>) -> Result<(), CaseProblem> {
    let review = grant.review();
    let held: bool = sql("SELECT EXISTS (SELECT 1 FROM notification WHERE review = $1)").bind(review).scalar(tx).await?;
    if held {
        return Err(CaseProblem::NotThere);
    }
    let begun: bool = sql("SELECT EXISTS (SELECT 1 FROM notification_draft WHERE review = $1)").bind(review).scalar(tx).await?;
    if !begun {
        let from: Option<ReviewId> = sql("SELECT transferred_from FROM review WHERE id = $1").bind(review).scalar(tx).await?;
        insert(tx, keyring, &grant.actor().name, (review, grant.partnership(), from), &Draft::default()).await?;
    }
    Ok(())
}

async fn insert(
    tx: &mut Tx,
    keyring: &Keyring,
    begun_by: &str,
    (review, partnership, from): (ReviewId, OrganisationId, Option<ReviewId>),
    draft: &Draft,
) -> Result<(), CaseProblem> {
    let sealed = seal(keyring, review, draft)?;
    let now = tx.now();
    sql("INSERT INTO notification_draft (review, partnership, begun_by, begun_at, changed_at, sealed, transferred_from) \
         VALUES ($1, $2, $3, $4, $4, $5, $6)")
    .bind(review)
    .bind(partnership)
    .bind(begun_by)
    .bind(now)
    .bind(sealed)
    .bind(from)
    .run(tx)
    .await?;
    Ok(())
}

fn seal(keyring: &Keyring, review: ReviewId, draft: &Draft) -> Result<Vec<u8>, CaseProblem> {
    let plain = zeroize::Zeroizing::new(serde_json::to_vec(draft).map_err(|_| CaseProblem::Unreadable)?);
    Ok(keyring.seal(review, PLACE, &plain)?)
}

pub(super) fn unseal(keyring: &Keyring, review: ReviewId, sealed: &[u8]) -> Result<Draft, CaseProblem> {
    let plain = zeroize::Zeroizing::new(keyring.unseal(review, PLACE, sealed)?);
    serde_json::from_slice(&plain).map_err(|_| CaseProblem::Unreadable)
}

/// The draft, for a coordinator of its partnership.
///
/// # Errors
/// [`CaseProblem::NotThere`] for anybody else; else when key or database refuse.
pub async fn draft(tx: &mut Tx, keyring: &Keyring, actor: &Actor, review: ReviewId) -> Result<Held, CaseProblem> {
    if tx.writes() {
        tx.hold(review).await?;
    }
    let row: Option<Row> = sql("SELECT partnership, transferred_from, sealed, version FROM notification_draft WHERE review = $1")
        .bind(review)
        .maybe(tx)
        .await?;
    let row = row.filter(|row| actor.is(Role::Coordinator, row.partnership)).ok_or(CaseProblem::NotThere)?;
    let draft = unseal(keyring, review, &row.sealed)?;
    Ok(Held { review, partnership: row.partnership, transferred_from: row.transferred_from, draft, version: row.version })
}

/// The drafts of every partnership that the person coordinates, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn drafts(tx: &mut Tx, actor: &Actor) -> Stored<Vec<Listed>> {
    let mut found: Vec<Listed> = Vec::new();
    for partnership in actor.partnerships_as(&[Role::Coordinator]) {
        let rows: Vec<Listed> = sql("SELECT d.review, o.name AS partnership_name, d.begun_by, d.begun_at, d.changed_at \
             FROM notification_draft d JOIN organisation o ON o.id = d.partnership WHERE d.partnership = $1")
        .bind(partnership)
        .all(tx)
        .await?;
        found.extend(rows);
    }
    found.sort_by_key(|one| std::cmp::Reverse(one.changed_at));
    Ok(found)
}

/// Keeps the draft as it is now.
///
/// # Errors
/// When key or database refuse.
pub async fn keep(tx: &mut Tx, keyring: &Keyring, held: &Held) -> Result<(), CaseProblem> {
    let sealed = seal(keyring, held.review, &held.draft)?;
    let now = tx.now();
    sql("UPDATE notification_draft SET sealed = $2, changed_at = $3, version = version + 1 WHERE review = $1")
        .bind(held.review)
        .bind(sealed)
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}

/// Keeps one page as it was typed, right or wrong. `seen` is the [`mark`] of the page that the person saw.
///
/// # Errors
/// [`CaseProblem::Stale`] when a colleague saved the same page since; else as [`draft`].
pub async fn save(
    tx: &mut Tx,
    keyring: &Keyring,
    actor: &Actor,
    (review, seen): (ReviewId, i64),
    section: Section,
    typed: &crate::ui::Filled,
) -> Result<Held, CaseProblem> {
    let mut held = draft(tx, keyring, actor, review).await?;
    if mark(&held.draft, section) != seen {
        return Err(CaseProblem::Stale(
            "This page was saved since you opened it, by a colleague or in another window of yours. What you typed now was not saved. Copy what you need, open the page again and add it.",
        ));
    }
    held.draft.keep(section, typed);
    keep(tx, keyring, &held).await?;
    let detail = json!({ "what": "draft_page", "draft": review, "page": section.to_string() });
    audit::record(tx, &doer(actor, held.partnership), Deed::CaseChanged, detail).await?;
    Ok(held)
}

/// Puts on record that a page of a draft was read, or all of them, where something is in it that points to a person. Whoever changes a draft
/// is on record by that.
///
/// # Errors
/// When the database refuses.
pub async fn seen(tx: &mut Tx, actor: &Actor, held: &Held, page: Option<Section>) -> Stored<()> {
    let named = |section: &Section| held.draft.has(*section) && section.questions().iter().any(|asked| asked.sealed);
    let pages: Vec<String> = held
        .draft
        .sections()
        .into_iter()
        .filter(|section| page.is_none_or(|page| page == *section))
        .filter(named)
        .map(|section| section.to_string())
        .collect();
    if pages.is_empty() {
        return Ok(());
    }
    let detail = json!({ "what": "draft", "draft": held.review, "pages": pages });
    audit::record(tx, &doer(actor, held.partnership), Deed::NamesSeen, detail).await
}

/// Who works on a draft, for the record.
pub(super) fn doer(actor: &Actor, partnership: OrganisationId) -> Doer {
    actor.doer(Role::Coordinator.code(), Some(partnership))
}

/// A number that changes with what a page says: the version that its form carries. That of a person also changes with how many people of
/// the kind there are: taking one out moves those after them up, and two may be described with the same words.
#[must_use]
pub fn mark(draft: &Draft, section: Section) -> i64 {
    let mut hash = Sha256::new();
    if let Section::Person(whom, _) = section {
        hash.update([draft.count(whom)]);
    }
    for (name, value) in draft.filled(section).pairs() {
        hash.update(name.as_bytes());
        hash.update([0]);
        hash.update(value.as_bytes());
        hash.update([0]);
    }
    let digest: [u8; 32] = hash.finalize().into();
    let [a, b, c, d, e, f, ..] = digest;
    i64::from_be_bytes([0, 0, a, b, c, d, e, f])
}

/// Throws a draft away, as its version was seen. What it said cannot be read again.
///
/// # Errors
/// [`CaseProblem::Stale`] when a colleague saved a page since; else as [`draft`].
pub async fn discard(tx: &mut Tx, keyring: &Keyring, actor: &Actor, (review, seen): (ReviewId, i64)) -> Result<(), CaseProblem> {
    let held = draft(tx, keyring, actor, review).await?;
    if held.version != seen {
        return Err(CaseProblem::Stale(
            "A colleague has saved a page of this draft since you looked at it. Nothing was thrown away. Look at the draft again.",
        ));
    }
    remove(tx, review).await?;
    let detail = json!({ "what": "draft_discarded", "draft": review });
    Ok(audit::record(tx, &doer(actor, held.partnership), Deed::CaseChanged, detail).await?)
}

pub(super) async fn remove(tx: &mut Tx, review: ReviewId) -> Stored<()> {
    files::remove(tx, review).await?;
    sql("DELETE FROM notification_draft WHERE review = $1").bind(review).run(tx).await.map(drop)
}
