//! Files on their way into the database and out of it.

use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::audit::{self, Deed, Doer};
use crate::base::hex;
use crate::ids::{DocumentId, OrganisationId, ReviewId};
use crate::keyring::{Keyring, KeyringError};
use crate::redaction::CaseText;
use crate::store::{FromRow, Stored, Tx, sql};
use crate::ui::Problem;

use super::FileType;

/// The largest file that is taken, in bytes.
pub const LARGEST: u64 = 25 * 1024 * 1024;

/// A file is sealed and kept in pieces of this size, so that no row is huge.
const PIECE: usize = 1024 * 1024;

/// A file to keep, recognised already.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// The review whose key seals it.
    pub review: ReviewId,
    /// What it is for, as a code: `return`, `chronology`, `outcome_letter`.
    pub kind: &'static str,
    /// What it is called here; the name that its sender gave it may hold a person's.
    pub title: CaseText,
    /// For whom, as a code.
    pub audience: &'static str,
    /// The agency whose it is.
    pub organisation: Option<OrganisationId>,
    /// What it is.
    pub file_type: FileType,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A file that was kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// What it is called, with references instead of names.
    pub title: CaseText,
    /// What it is.
    pub file_type: FileType,
    /// Its bytes, as they came.
    pub bytes: Vec<u8>,
}

/// Keeps a file. `by` comes from the grant that allowed it.
///
/// # Errors
/// When the database or the keyring refuses.
pub async fn keep(tx: &mut Tx, keyring: &Keyring, by: &Doer, file: NewFile) -> Result<DocumentId, Problem> {
    let id = tx.id::<DocumentId>();
    let sha256 = hex(&Sha256::digest(&file.bytes));
    let (now, bytes) = (tx.now(), i64::try_from(file.bytes.len()).unwrap_or(i64::MAX));
    sql("INSERT INTO document (id, review, kind, title, media_type, audience, organisation, bytes, sha256, made_by, made_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
    .bind(id)
    .bind(file.review)
    .bind(file.kind)
    .bind(file.title)
    .bind(file.file_type.media_type())
    .bind(file.audience)
    .bind(file.organisation)
    .bind(bytes)
    .bind(sha256.clone())
    .bind(by.person)
    .bind(now)
    .run(tx)
    .await?;
    for (n, sealed) in seal_pieces(keyring, file.review, id, &file.bytes).enumerate() {
        sql("INSERT INTO document_piece (document, n, sealed) VALUES ($1, $2, $3)")
            .bind(id)
            .bind(i64::try_from(n).unwrap_or(i64::MAX))
            .bind(sealed.map_err(Problem::internal)?)
            .run(tx)
            .await?;
    }
    let detail = json!({ "document": id, "kind": file.kind, "type": file.file_type, "bytes": bytes, "sha256": sha256 });
    audit::record(tx, by, Deed::DocumentAdded, detail).await?;
    Ok(id)
}

#[derive(FromRow)]
struct Row {
    title: String,
    media_type: String,
    sha256: String,
}

#[derive(FromRow)]
pub(super) struct Piece {
    sealed: Vec<u8>,
}

/// Takes a file out, on the record. `by` comes from the grant that allowed it.
///
/// # Errors
/// [`Problem::NotThere`] when the review has no such file, and what the database or the keyring refuse.
pub async fn take(tx: &mut Tx, keyring: &Keyring, by: &Doer, review: ReviewId, id: DocumentId) -> Result<Kept, Problem> {
    let row: Row = sql("SELECT title, media_type, sha256 FROM document WHERE id = $1 AND review = $2 AND withdrawn_at IS NULL")
        .bind(id)
        .bind(review)
        .one(tx)
        .await?;
    let bytes = open(keyring, review, id, &pieces(tx, id).await?).map_err(Problem::internal)?;
    if hex(&Sha256::digest(&bytes)) != row.sha256 {
        return Err(Problem::internal("a file is not the one that was kept: a piece is missing"));
    }
    audit::record(tx, by, Deed::DocumentTaken, json!({ "document": id, "sha256": row.sha256 })).await?;
    let file_type = FileType::ALL.iter().copied().find(|each| each.media_type() == row.media_type).ok_or(Problem::NotThere)?;
    Ok(Kept { title: CaseText::from(row.title), file_type, bytes })
}

pub(super) async fn pieces(tx: &mut Tx, id: DocumentId) -> Stored<Vec<Piece>> {
    sql("SELECT sealed FROM document_piece WHERE document = $1 ORDER BY n").bind(id).all(tx).await
}

pub(super) fn open(keyring: &Keyring, review: ReviewId, id: DocumentId, pieces: &[Piece]) -> Result<Vec<u8>, KeyringError> {
    let mut bytes = Vec::with_capacity(pieces.len() * PIECE);
    for (n, piece) in pieces.iter().enumerate() {
        bytes.extend(keyring.unseal(review, &place(id, n), &piece.sealed)?);
    }
    Ok(bytes)
}

/// The pieces of a file, each sealed for its place with the review's key, for whoever keeps them before there is a review.
pub fn seal_pieces(
    keyring: &Keyring,
    review: ReviewId,
    id: DocumentId,
    bytes: &[u8],
) -> impl Iterator<Item = Result<Vec<u8>, KeyringError>> {
    bytes.chunks(PIECE).enumerate().map(move |(n, piece)| keyring.seal(review, &place(id, n), piece))
}

/// The file of which these are the pieces, in their order.
///
/// # Errors
/// When a piece is not the one that was sealed for its place, or the key is not there.
pub fn open_pieces(keyring: &Keyring, review: ReviewId, id: DocumentId, pieces: Vec<Vec<u8>>) -> Result<Vec<u8>, KeyringError> {
    let pieces: Vec<Piece> = pieces.into_iter().map(|sealed| Piece { sealed }).collect();
    open(keyring, review, id, &pieces)
}

/// The place for which a piece is sealed: pieces cannot change places.
fn place(id: DocumentId, n: usize) -> String {
    format!("document_piece/{id}/{n}")
}
