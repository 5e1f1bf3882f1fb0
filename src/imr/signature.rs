//! The day on which an agency signs its return.

use chrono::NaiveDate;

use crate::store::{Stored, Tx, sql};
use crate::ui::too_early;

use super::read::Request;

/// What is wrong with the day of a signature: it lies ahead, before the agency was asked, or before it signed the round that was sent back.
///
/// # Errors
/// When the database refuses.
pub(super) async fn misdated(tx: &mut Tx, asked: &Request, on: NaiveDate) -> Stored<Option<String>> {
    if on > tx.today() {
        return Ok(Some("The date must be today or in the past".into()));
    }
    if let Some(sentence) = too_early(on, asked.asked_on, "the agency was asked for it") {
        return Ok(Some(sentence));
    }
    let before: Option<NaiveDate> =
        sql("SELECT MAX(signed_on) FROM agency_return WHERE request = $1").bind(asked.id).scalar(tx).await?;
    Ok(before.and_then(|before| too_early(on, before, "the agency signed the round that was sent back")))
}
