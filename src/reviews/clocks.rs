//! Agreed dates. They stand beside the computed one, which nothing here can change.

use chrono::NaiveDate;
use serde_json::json;

use crate::access::Grant;
use crate::access::right::EditClocks;
use crate::audit::{self, Deed};
use crate::process::{Due, Rule};
use crate::redaction::CaseText;
use crate::store::{Stored, Tx, sql};

use super::timeline::note;

crate::base::id!(AgreedDateId, "an agreed date");

/// A date that the partnership agrees for a clock.
#[derive(Clone, Debug)]
pub struct NewDate {
    /// The agreed date.
    pub due: NaiveDate,
    /// Who agreed: "Partnership chair, at the executive of 6 August".
    pub by: String,
    /// When they did.
    pub on: NaiveDate,
    /// Why.
    pub reason: CaseText,
}

/// Puts an agreed date beside the computed date of `clock`. Every earlier one stays on record.
///
/// # Errors
/// When the database refuses.
pub async fn agree(tx: &mut Tx, grant: &Grant<EditClocks>, clock: &Due, new: NewDate) -> Stored<()> {
    let (id, now, rule): (AgreedDateId, _, Rule) = (tx.id(), tx.now(), clock.clock.rule);
    sql("INSERT INTO agreed_date (id, review, rule, about, computed_due, agreed_due, agreed_by, agreed_on, reason, recorded_by, recorded_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
    .bind(id)
    .bind(grant.review())
    .bind(rule)
    .bind(clock.about.clone())
    .bind(clock.computed_due)
    .bind(new.due)
    .bind(new.by)
    .bind(new.on)
    .bind(new.reason.as_str())
    .bind(grant.actor().person)
    .bind(now)
    .run(tx)
    .await?;
    let detail = json!({ "rule": rule, "computed": clock.computed_due, "agreed": new.due });
    audit::record(tx, &grant.doer(), Deed::DateAgreed, detail).await?;
    note(tx, &grant.doer(), grant.review(), "date_agreed", new.on, new.reason.as_str()).await
}
