//! Whether every file is still the one that was kept: for `dardr verify`.

use sha2::{Digest as _, Sha256};

use crate::base::hex;
use crate::ids::{DocumentId, ReviewId};
use crate::keyring::Keyring;
use crate::store::{FromRow, Stored, Tx, sql};

use super::store::{open, pieces};

#[derive(FromRow)]
struct Row {
    id: DocumentId,
    review: ReviewId,
    reference: String,
    sha256: String,
}

/// The files that do not open, or are not what was kept: the review's reference and the file's id. One file is in memory at a time.
///
/// # Errors
/// When the database refuses.
pub async fn unsound(tx: &mut Tx, keyring: &Keyring) -> Stored<Vec<(String, DocumentId)>> {
    let rows: Vec<Row> = sql("SELECT d.id, d.review, r.reference, d.sha256 FROM document d JOIN review r ON r.id = d.review \
                              ORDER BY r.reference, d.id")
    .all(tx)
    .await?;
    let mut found = Vec::new();
    for Row { id, review, reference, sha256 } in rows {
        let opened = open(keyring, review, id, &pieces(tx, id).await?);
        if !opened.is_ok_and(|bytes| hex(&Sha256::digest(&bytes)) == sha256) {
            found.push((reference, id));
        }
    }
    Ok(found)
}
