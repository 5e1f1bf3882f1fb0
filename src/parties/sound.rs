//! Whether every entry of every identity register still opens: for `dardr verify`.

use crate::ids::{EntryId, ReviewId};
use crate::keyring::Keyring;
use crate::store::{FromRow, Stored, Tx, sql};

use super::store::place;

#[derive(FromRow)]
struct Row {
    id: EntryId,
    review: ReviewId,
    reference: String,
    code: String,
    sealed: Vec<u8>,
}

/// The entries that do not open, as the review's reference and the entry's code. What stands in those that do is not looked at.
///
/// # Errors
/// When the database refuses.
pub async fn unsound(tx: &mut Tx, keyring: &Keyring) -> Stored<Vec<(String, String)>> {
    let rows: Vec<Row> =
        sql("SELECT e.id, e.review, r.reference, e.code, e.sealed FROM register_entry e JOIN review r ON r.id = e.review \
                              ORDER BY r.reference, e.code")
        .all(tx)
        .await?;
    let opens = |row: &Row| keyring.unseal(row.review, &place(row.id), &row.sealed).map(zeroize::Zeroizing::new).is_ok();
    Ok(rows.into_iter().filter(|row| !opens(row)).map(|row| (row.reference, row.code)).collect())
}
