//! The lengths that partnerships set in place of the catalogue's defaults.

use crate::ids::OrganisationId;
use crate::process::{Lengths, Rule};
use crate::store::{Stored, Tx, sql};

/// The lengths that this partnership has set; the latest of each rule counts.
///
/// # Errors
/// When the database refuses.
pub async fn lengths(tx: &mut Tx, partnership: OrganisationId) -> Stored<Lengths> {
    let rows: Vec<(Rule, String)> =
        sql("SELECT rule, length FROM partnership_length WHERE partnership = $1 AND ended_at IS NULL ORDER BY id")
            .bind(partnership)
            .all(tx)
            .await?;
    Ok(own_lengths(rows))
}

/// Lengths as they were set, the earliest first.
pub(super) fn own_lengths(rows: Vec<(Rule, String)>) -> Lengths {
    let mut found = Lengths::default();
    for (rule, length) in rows {
        // A length that was kept and can no longer be set (the law now sets it) gives way to the catalogue.
        if let Ok(length) = length.parse() {
            found.set(rule, length).ok();
        }
    }
    found
}
