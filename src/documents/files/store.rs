//! Files on their way into the database and out of it.

use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::audit::{self, Deed, Doer, Subject};
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

/// A file's bytes, sealed for the place where they will lie. Made before the transaction that keeps them: sealing takes its time, and
/// nobody else writes while a transaction lasts.
#[derive(Clone, Debug)]
pub struct Sealed {
    id: DocumentId,
    review: ReviewId,
    file_type: FileType,
    length: i64,
    sha256: String,
    pieces: Vec<Vec<u8>>,
}

impl Sealed {
    /// Seals a file for the review and the id that it will have.
    ///
    /// # Errors
    /// When the review's key is not there.
    pub fn of(
        keyring: &Keyring,
        (review, id): (ReviewId, DocumentId),
        file_type: FileType,
        bytes: &[u8],
    ) -> Result<Self, KeyringError> {
        let pieces = bytes.chunks(PIECE).enumerate().map(|(n, piece)| keyring.seal(review, &place(id, n), piece));
        Ok(Self {
            id,
            review,
            file_type,
            length: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
            sha256: hex(&Sha256::digest(bytes)),
            pieces: pieces.collect::<Result<_, _>>()?,
        })
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> DocumentId {
        self.id
    }

    /// Holds when it lies under the key of this review, so that it can be opened there.
    ///
    /// # Errors
    /// When it was sealed for another one.
    pub fn is_of(&self, review: ReviewId) -> Result<(), Problem> {
        if self.review == review { Ok(()) } else { Err(Problem::internal("a file was sealed for another review")) }
    }

    /// What it is.
    #[must_use]
    pub fn file_type(&self) -> FileType {
        self.file_type
    }

    /// Its size in bytes.
    #[must_use]
    pub fn length(&self) -> i64 {
        self.length
    }

    /// The SHA-256 of its bytes, in hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The sealed pieces with their numbers.
    pub fn into_pieces(self) -> impl Iterator<Item = (i64, Vec<u8>)> {
        (0..).zip(self.pieces)
    }
}

/// A file to keep, recognised and sealed already.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// What it is for, as a code: `return`, `chronology`, `outcome_letter`.
    pub kind: &'static str,
    /// What it is called here; the name that its sender gave it may hold a person's.
    pub title: CaseText,
    /// For whom, as a code.
    pub audience: &'static str,
    /// The agency whose it is.
    pub organisation: Option<OrganisationId>,
    /// Its bytes, with the review whose they are.
    pub sealed: Sealed,
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
/// When the database refuses.
pub async fn keep(tx: &mut Tx, by: &Doer, file: NewFile) -> Stored<DocumentId> {
    let NewFile { kind, title, audience, organisation, sealed } = file;
    let (id, now) = (sealed.id, tx.now());
    sql("INSERT INTO document (id, review, kind, title, media_type, audience, organisation, bytes, sha256, made_by, made_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
    .bind(id)
    .bind(sealed.review)
    .bind(kind)
    .bind(title)
    .bind(sealed.file_type.media_type())
    .bind(audience)
    .bind(organisation)
    .bind(sealed.length)
    .bind(sealed.sha256.clone())
    .bind(by.person)
    .bind(now)
    .run_for_record(Subject::Document, tx)
    .await?;
    let detail =
        json!({ "document": id, "kind": kind, "type": sealed.file_type, "bytes": sealed.length, "sha256": sealed.sha256 });
    for (n, piece) in sealed.into_pieces() {
        sql("INSERT INTO document_piece (document, n, sealed) VALUES ($1, $2, $3)").bind(id).bind(n).bind(piece).run(tx).await?;
    }
    audit::record(tx, by, Deed::DocumentAdded, detail).await?;
    Ok(id)
}

/// What is known of a kept file, wherever it lies.
#[derive(Debug, FromRow)]
pub struct Row {
    title: String,
    media_type: String,
    sha256: String,
}

/// A sealed piece of a file.
#[derive(Debug, FromRow)]
pub struct Piece {
    sealed: Vec<u8>,
}

impl Row {
    /// The SHA-256 of its bytes, in hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The file of these pieces, in their order.
    ///
    /// # Errors
    /// [`Problem::NotThere`] when its type is none that is kept; else when a piece is not the one that was sealed for its place, one is
    /// missing, or the key is not there.
    pub fn opened(self, keyring: &Keyring, review: ReviewId, id: DocumentId, pieces: &[Piece]) -> Result<Kept, Problem> {
        let bytes = open(keyring, review, id, pieces).map_err(Problem::internal)?;
        if hex(&Sha256::digest(&bytes)) != self.sha256 {
            return Err(Problem::internal("a file is not the one that was kept: a piece is missing"));
        }
        let of_type = |each: &FileType| each.media_type() == self.media_type;
        let file_type = FileType::ALL.iter().copied().find(of_type).ok_or(Problem::NotThere)?;
        Ok(Kept { title: CaseText::from(self.title), file_type, bytes })
    }
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
    audit::record(tx, by, Deed::DocumentTaken, json!({ "document": id, "sha256": row.sha256() })).await?;
    row.opened(keyring, review, id, &pieces(tx, id).await?)
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

/// The place for which a piece is sealed: pieces cannot change places.
fn place(id: DocumentId, n: usize) -> String {
    format!("document_piece/{id}/{n}")
}
