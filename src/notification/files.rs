//! Files that came with a notification. Before there is a review they lie with the draft, sealed with the key that the review will have;
//! when it opens they become its documents.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::drafts::{Held, doer};
use crate::access::right::{EditCase, Right};
use crate::access::{Actor, Grant};
use crate::audit::{self, Deed, Doer, Subject};
use crate::documents::{self, FilePiece, FileRow, Kept, NewFile, Sealed};
use crate::ids::{DocumentId, ReviewId};
use crate::keyring::Keyring;
use crate::redaction::CaseText;
use crate::reviews;
use crate::store::{FromRow, Stored, Tx, sql};
use crate::ui::Problem;

const KIND: &str = "notification";

/// What a file can be, in words that name nobody: its own name on its sender's disk may.
pub(super) const WHAT: [(&str, &str); 6] = [
    ("report", "Police report or log"),
    ("form", "Notification or referral form"),
    ("statement", "Statement or account"),
    ("record", "Record of an agency"),
    ("press", "Press report"),
    ("other", "Another paper"),
];

/// Why a file is taken out again, in words that tell nothing of a case.
pub(super) const WHY: [(&str, &str); 4] = [
    ("other_case", "It belongs to another case"),
    ("twice", "It is here twice"),
    ("replaced", "A better copy replaces it"),
    ("other", "Another reason"),
];

/// A file that came with a notification.
#[derive(Clone, Debug, FromRow)]
pub struct Paper {
    /// Its id.
    pub id: DocumentId,
    /// What it is.
    pub title: String,
    /// Its size in bytes.
    pub bytes: i64,
    /// Who added it.
    pub added_by: String,
    /// When.
    pub added_at: DateTime<Utc>,
}

/// A file to add, recognised and sealed already.
pub(super) struct Coming {
    pub(super) title: &'static str,
    pub(super) sealed: Sealed,
}

/// The files of a draft, the first first. Who holds the draft may read it.
///
/// # Errors
/// When the database refuses.
pub async fn of_draft(tx: &mut Tx, held: &Held) -> Stored<Vec<Paper>> {
    sql("SELECT f.id, f.title, f.bytes, p.name AS added_by, f.made_at AS added_at FROM notification_draft_file f \
         JOIN person p ON p.id = f.made_by WHERE f.draft = $1 ORDER BY f.made_at, f.id")
    .bind(held.review)
    .all(tx)
    .await
}

/// The files of a notification whose review is open, the first first. The grant must reach the whole case.
///
/// # Errors
/// When the database refuses.
pub async fn of_review<R: Right>(tx: &mut Tx, grant: &Grant<R>) -> Stored<Vec<Paper>> {
    sql("SELECT d.id, d.title, d.bytes, p.name AS added_by, d.made_at AS added_at FROM document d JOIN person p ON p.id = d.made_by \
         WHERE d.review = $1 AND d.kind = $2 AND d.withdrawn_at IS NULL ORDER BY d.made_at, d.id")
    .bind(grant.review())
    .bind(KIND)
    .all(tx)
    .await
}

/// Adds a file to a draft, for which it was sealed.
///
/// # Errors
/// When it was sealed for another one, or the database refuses.
pub(super) async fn add_to_draft(tx: &mut Tx, actor: &Actor, held: &Held, file: Coming) -> Result<(), Problem> {
    let Coming { title, sealed } = file;
    sealed.is_of(held.review)?;
    let (id, now, bytes, kind) = (sealed.id(), tx.now(), sealed.length(), sealed.file_type());
    let sha256 = sealed.sha256().to_owned();
    sql("INSERT INTO notification_draft_file (id, draft, title, media_type, bytes, sha256, made_by, made_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
    .bind(id)
    .bind(held.review)
    .bind(title)
    .bind(kind.media_type())
    .bind(bytes)
    .bind(sha256.clone())
    .bind(actor.person)
    .bind(now)
    .run(tx)
    .await?;
    for (n, piece) in sealed.into_pieces() {
        sql("INSERT INTO notification_draft_piece (document, n, sealed) VALUES ($1, $2, $3)")
            .bind(id)
            .bind(n)
            .bind(piece)
            .run(tx)
            .await?;
    }
    let detail = json!({ "document": id, "draft": held.review, "kind": KIND, "type": kind, "bytes": bytes, "sha256": sha256 });
    Ok(audit::record(tx, &doer(actor, held.partnership), Deed::DocumentAdded, detail).await?)
}

/// Takes a file out of a draft, on the record.
///
/// # Errors
/// [`Problem::NotThere`] when the draft has no such file; else when key or database refuse.
pub(super) async fn take_from_draft(
    tx: &mut Tx,
    keyring: &Keyring,
    actor: &Actor,
    held: &Held,
    id: DocumentId,
) -> Result<Kept, Problem> {
    let row: Option<FileRow> = sql("SELECT title, media_type, sha256 FROM notification_draft_file WHERE id = $1 AND draft = $2")
        .bind(id)
        .bind(held.review)
        .maybe(tx)
        .await?;
    let row = row.ok_or(Problem::NotThere)?;
    let pieces = pieces(tx, id).await?;
    let detail = json!({ "document": id, "draft": held.review, "sha256": row.sha256() });
    audit::record(tx, &doer(actor, held.partnership), Deed::DocumentTaken, detail).await?;
    row.opened(keyring, held.review, id, &pieces)
}

/// Adds a file to a notification whose review is open. The timeline tells that one came, and not what it says.
///
/// # Errors
/// When it was sealed for another review, or the database refuses.
pub(super) async fn add(tx: &mut Tx, grant: &Grant<EditCase>, file: Coming) -> Result<(), Problem> {
    let (by, review, today) = (grant.doer(), grant.review(), tx.today());
    file.sealed.is_of(review)?;
    let title = CaseText::from(file.title.to_owned());
    let new = NewFile { kind: KIND, title, audience: "case", organisation: None, sealed: file.sealed };
    documents::keep(tx, &by, new).await?;
    Ok(reviews::note(tx, &by, review, "notification_file_added", today, "").await?)
}

/// Takes a file out of a draft for good: nothing was built on it yet.
///
/// # Errors
/// [`Problem::NotThere`] when the draft has no such file; else what the database refuses.
pub(super) async fn remove_from_draft(tx: &mut Tx, actor: &Actor, held: &Held, id: DocumentId, why: &str) -> Result<(), Problem> {
    sql("DELETE FROM notification_draft_piece WHERE document IN (SELECT id FROM notification_draft_file WHERE id = $1 AND draft = $2)")
        .bind(id)
        .bind(held.review)
        .run(tx)
        .await?;
    let gone = sql("DELETE FROM notification_draft_file WHERE id = $1 AND draft = $2").bind(id).bind(held.review).run(tx).await?;
    if gone == 0 {
        return Err(Problem::NotThere);
    }
    let detail = json!({ "document": id, "draft": held.review, "why": why });
    Ok(audit::record(tx, &doer(actor, held.partnership), Deed::DocumentTakenOut, detail).await?)
}

/// Takes a file out of a notification whose review is open. It stays under seal, for the record may have been built on it, and nobody can
/// take it any more.
///
/// # Errors
/// [`Problem::NotThere`] when the notification has no such file; else what the database refuses.
pub(super) async fn remove_from_review(
    tx: &mut Tx,
    grant: &Grant<EditCase>,
    id: DocumentId,
    (code, words): (&str, &str),
) -> Result<(), Problem> {
    let (by, review, today, now) = (grant.doer(), grant.review(), tx.today(), tx.now());
    let out = sql("UPDATE document SET withdrawn_at = $4 WHERE id = $1 AND review = $2 AND kind = $3 AND withdrawn_at IS NULL")
        .bind(id)
        .bind(review)
        .bind(KIND)
        .bind(now)
        .run_for_record(Subject::Document, tx)
        .await?;
    if out == 0 {
        return Err(Problem::NotThere);
    }
    reviews::note(tx, &by, review, "notification_file_taken_out", today, words).await?;
    Ok(audit::record(tx, &by, Deed::DocumentTakenOut, json!({ "document": id, "why": code })).await?)
}

/// Makes the files of a draft documents of its review, which has just opened.
pub(super) async fn move_over(tx: &mut Tx, by: &Doer, review: ReviewId) -> Stored<()> {
    let moved = sql("INSERT INTO document (id, review, kind, title, media_type, audience, bytes, sha256, made_by, made_at) \
         SELECT id, draft, $2, title, media_type, 'case', bytes, sha256, made_by, made_at FROM notification_draft_file WHERE draft = $1")
    .bind(review)
    .bind(KIND)
    .run_for_record(Subject::Document, tx)
    .await?;
    sql("INSERT INTO document_piece (document, n, sealed) SELECT p.document, p.n, p.sealed FROM notification_draft_piece p \
         JOIN notification_draft_file f ON f.id = p.document WHERE f.draft = $1")
    .bind(review)
    .run(tx)
    .await?;
    remove(tx, review).await?;
    if moved == 0 {
        return Ok(());
    }
    let (today, detail) = (tx.today(), json!({ "what": "notification", "files": moved }));
    audit::record(tx, by, Deed::CaseChanged, detail).await?;
    for _ in 0..moved {
        reviews::note(tx, by, review, "notification_file_added", today, "").await?;
    }
    Ok(())
}

/// Takes the files of a draft away with it.
pub(super) async fn remove(tx: &mut Tx, draft: ReviewId) -> Stored<()> {
    sql("DELETE FROM notification_draft_piece WHERE document IN (SELECT id FROM notification_draft_file WHERE draft = $1)")
        .bind(draft)
        .run(tx)
        .await?;
    sql("DELETE FROM notification_draft_file WHERE draft = $1").bind(draft).run(tx).await.map(drop)
}

/// The files of drafts that do not open, or are not what was kept: for `dardr verify`. One file is in memory at a time.
///
/// # Errors
/// When the database refuses.
pub async fn unsound_files(tx: &mut Tx, keyring: &Keyring) -> Stored<Vec<DocumentId>> {
    let rows: Vec<(DocumentId, ReviewId)> = sql("SELECT id, draft FROM notification_draft_file ORDER BY id").all(tx).await?;
    let mut found = Vec::new();
    for (id, draft) in rows {
        let row: FileRow =
            sql("SELECT title, media_type, sha256 FROM notification_draft_file WHERE id = $1").bind(id).one(tx).await?;
        if row.opened(keyring, draft, id, &pieces(tx, id).await?).is_err() {
            found.push(id);
        }
    }
    Ok(found)
}

async fn pieces(tx: &mut Tx, id: DocumentId) -> Stored<Vec<FilePiece>> {
    sql("SELECT sealed FROM notification_draft_piece WHERE document = $1 ORDER BY n").bind(id).all(tx).await
}
