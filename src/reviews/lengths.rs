//! The lengths that partnerships set in place of the catalogue's defaults.

use std::collections::HashMap;

use crate::ids::OrganisationId;
use crate::process::{Lengths, Rule};
use crate::store::{FromRow, Stored, Tx, sql};

#[derive(FromRow)]
struct Row {
    partnership: OrganisationId,
    rule: Rule,
    length: String,
}

/// The lengths that this partnership has set; the latest of each rule counts.
///
/// # Errors
/// When the database refuses.
pub async fn lengths(tx: &mut Tx, partnership: OrganisationId) -> Stored<Lengths> {
    let rows: Vec<Row> =
        sql("SELECT partnership, rule, length FROM partnership_length WHERE partnership = $1 AND ended_at IS NULL ORDER BY id")
            .bind(partnership)
            .all(tx)
            .await?;
    Ok(by_partnership(rows).remove(&partnership).unwrap_or_default())
}

/// The lengths of every partnership that has set any.
///
/// # Errors
/// When the database refuses.
pub async fn all_lengths(tx: &mut Tx) -> Stored<HashMap<OrganisationId, Lengths>> {
    let rows: Vec<Row> =
        sql("SELECT partnership, rule, length FROM partnership_length WHERE ended_at IS NULL ORDER BY id").all(tx).await?;
    Ok(by_partnership(rows))
}

fn by_partnership(rows: Vec<Row>) -> HashMap<OrganisationId, Lengths> {
    let mut found: HashMap<OrganisationId, Lengths> = HashMap::new();
    for row in rows {
        // A length that was kept and can no longer be set (the law now sets it) gives way to the catalogue.
        if let Ok(length) = row.length.parse() {
            found.entry(row.partnership).or_default().set(row.rule, length).ok();
        }
    }
    found
}
