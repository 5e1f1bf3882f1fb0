//! Files that came with a notification. Before there is a review they lie with the draft, sealed with the key that the review will have;
//! when it opens they become its documents.

use chrono::{DateTime, Utc};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::drafts::Held;
use crate::access::right::{EditCase, Right};
use crate::access::{Actor, Grant};
use crate::audit::{self, Deed, Doer};
use crate::base::hex;
use crate::documents::{self, FileType, Kept, NewFile};
use crate::ids::{DocumentId, ReviewId};
use crate::keyring::Keyring;
use crate::process::Role;
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

/// A file to add, recognised already.
pub(super) struct Coming {
    pub(super) title: &'static str,
    pub(super) file_type: FileType,
    pub(super) bytes: Vec<u8>,
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

/// For the record, while there is no review.
fn doer(actor: &Actor, held: &Held) -> Doer {
    actor.doer(Role::Coordinator.code(), Some(held.partnership))
}

/// Adds a file to a draft.
///
/// # Errors
/// When key or database refuse.
pub(super) async fn add_to_draft(
    tx: &mut Tx,
    keyring: &Keyring,
    actor: &Actor,
    held: &Held,
    file: Coming,
) -> Result<(), Problem> {
    let id = tx.id::<DocumentId>();
    let sha256 = hex(&Sha256::digest(&file.bytes));
    let (now, bytes) = (tx.now(), i64::try_from(file.bytes.len()).unwrap_or(i64::MAX));
    sql("INSERT INTO notification_draft_file (id, draft, title, media_type, bytes, sha256, made_by, made_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
    .bind(id)
    .bind(held.review)
    .bind(file.title)
    .bind(file.file_type.media_type())
    .bind(bytes)
    .bind(sha256.clone())
    .bind(actor.person)
    .bind(now)
    .run(tx)
    .await?;
    for (n, sealed) in documents::seal_pieces(keyring, held.review, id, &file.bytes).enumerate() {
        sql("INSERT INTO notification_draft_piece (document, n, sealed) VALUES ($1, $2, $3)")
            .bind(id)
            .bind(i64::try_from(n).unwrap_or(i64::MAX))
            .bind(sealed.map_err(Problem::internal)?)
            .run(tx)
            .await?;
    }
    let detail =
        json!({ "document": id, "draft": held.review, "kind": KIND, "type": file.file_type, "bytes": bytes, "sha256": sha256 });
    Ok(audit::record(tx, &doer(actor, held), Deed::DocumentAdded, detail).await?)
}

#[derive(FromRow)]
struct Row {
    title: String,
    media_type: String,
    sha256: String,
}

#[derive(FromRow)]
struct Piece {
    sealed: Vec<u8>,
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
    let row: Option<Row> = sql("SELECT title, media_type, sha256 FROM notification_draft_file WHERE id = $1 AND draft = $2")
        .bind(id)
        .bind(held.review)
        .maybe(tx)
        .await?;
    let row = row.ok_or(Problem::NotThere)?;
    let pieces: Vec<Piece> =
        sql("SELECT sealed FROM notification_draft_piece WHERE document = $1 ORDER BY n").bind(id).all(tx).await?;
    let sealed: Vec<Vec<u8>> = pieces.into_iter().map(|piece| piece.sealed).collect();
    let bytes = documents::open_pieces(keyring, held.review, id, sealed).map_err(Problem::internal)?;
    if hex(&Sha256::digest(&bytes)) != row.sha256 {
        return Err(Problem::internal("a file is not the one that was kept: a piece is missing"));
    }
    let detail = json!({ "document": id, "draft": held.review, "sha256": row.sha256 });
    audit::record(tx, &doer(actor, held), Deed::DocumentTaken, detail).await?;
    let file_type = FileType::ALL.iter().copied().find(|each| each.media_type() == row.media_type).ok_or(Problem::NotThere)?;
    Ok(Kept { title: CaseText::from(row.title), file_type, bytes })
}

/// Adds a file to a notification whose review is open. The timeline tells that one came, and not what it says.
///
/// # Errors
/// When key or database refuse.
pub(super) async fn add(tx: &mut Tx, keyring: &Keyring, grant: &Grant<EditCase>, file: Coming) -> Result<(), Problem> {
    let (by, review, today) = (grant.doer(), grant.review(), tx.today());
    let title = CaseText::from(file.title.to_owned());
    let Coming { file_type, bytes, .. } = file;
    let new = NewFile { review, kind: KIND, title, audience: "case", organisation: None, file_type, bytes };
    documents::keep(tx, keyring, &by, new).await?;
    Ok(reviews::note(tx, &by, review, "notification_file_added", today, "").await?)
}

/// Makes the files of a draft documents of its review, which has just opened.
pub(super) async fn move_over(tx: &mut Tx, by: &Doer, review: ReviewId) -> Stored<()> {
    let moved = sql("INSERT INTO document (id, review, kind, title, media_type, audience, bytes, sha256, made_by, made_at) \
         SELECT id, draft, $2, title, media_type, 'case', bytes, sha256, made_by, made_at FROM notification_draft_file WHERE draft = $1")
    .bind(review)
    .bind(KIND)
    .run(tx)
    .await?;
    sql("INSERT INTO document_piece (document, n, sealed) SELECT p.document, p.n, p.sealed FROM notification_draft_piece p \
         JOIN notification_draft_file f ON f.id = p.document WHERE f.draft = $1")
    .bind(review)
    .run(tx)
    .await?;
    remove(tx, review).await?;
    let today = tx.today();
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
