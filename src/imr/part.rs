//! An agency's part in a review: its people reach what is theirs there while it lasts.

use serde_json::json;

use crate::audit::{self, Deed, Doer, Subject};
use crate::base::id;
use crate::ids::{OrganisationId, ReviewId};
use crate::store::{FromRow, Stored, Tx, sql};

id!(PartId, "an agency's part in a review");

/// Lets an agency's people in, or in again; nothing for one that has a part.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn let_in(tx: &mut Tx, by: &Doer, review: ReviewId, organisation: OrganisationId) -> Stored<()> {
    let (id, today) = (tx.id::<PartId>(), tx.today());
    let let_in = sql("INSERT INTO review_agency (id, review, organisation, begins) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (review, organisation) DO UPDATE SET ends = NULL, begins = excluded.begins WHERE review_agency.ends IS NOT NULL")
    .bind(id)
    .bind(review)
    .bind(organisation)
    .bind(today)
    .run_for_record(Subject::Part, tx)
    .await?;
    if let_in > 0 {
        audit::record(tx, by, Deed::RoleGiven, json!({ "organisation": organisation })).await?;
    }
    Ok(())
}

/// Lets an agency in again that had a part once and is to lead a recommendation now. One that never had a part is reached by letter.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn let_in_again(tx: &mut Tx, by: &Doer, review: ReviewId, organisation: OrganisationId) -> Stored<()> {
    let had: bool = sql("SELECT EXISTS (SELECT 1 FROM review_agency WHERE review = $1 AND organisation = $2)")
        .bind(review)
        .bind(organisation)
        .scalar(tx)
        .await?;
    if had { let_in(tx, by, review, organisation).await } else { Ok(()) }
}

/// What an agency has still to do in a review, and what it said.
#[derive(FromRow)]
struct Standing {
    asked: bool,
    excused: bool,
    reply_waits: bool,
    knew: bool,
    knew_nobody: bool,
    secures: bool,
}

/// Whether nothing more is asked of an agency: it was excused from whatever it was asked for, or it was only consulted and replied that it
/// knew nobody. Its records must have been secured where it was asked for that by letter (domain section 2.8).
///
/// # Errors
/// When the database refuses.
pub(crate) async fn stood_down(tx: &mut Tx, review: ReviewId, organisation: OrganisationId) -> Stored<bool> {
    let standing: Standing = sql("WITH reply AS (SELECT c.replied_on, c.explained_on, a.value AS known FROM consultee c \
           LEFT JOIN case_answer a ON a.review = c.review AND a.sheet = 'consultation/' || CAST(c.id AS TEXT) AND a.name = 'known' \
           WHERE c.review = $1 AND c.organisation = $2 AND c.asked_on IS NOT NULL) \
         SELECT EXISTS (SELECT 1 FROM agency_request WHERE review = $1 AND organisation = $2 AND state <> 'excused') AS asked, \
         EXISTS (SELECT 1 FROM agency_request WHERE review = $1 AND organisation = $2 AND state = 'excused') AS excused, \
         EXISTS (SELECT 1 FROM reply WHERE replied_on IS NULL AND explained_on IS NULL) AS reply_waits, \
         EXISTS (SELECT 1 FROM reply WHERE replied_on IS NOT NULL AND COALESCE(known, '') <> 'no') AS knew, \
         EXISTS (SELECT 1 FROM reply WHERE replied_on IS NOT NULL AND known = 'no') AS knew_nobody, \
         EXISTS (SELECT 1 FROM document d WHERE d.review = $1 AND d.organisation = $2 AND d.kind = 'secure_records' \
           AND d.withdrawn_at IS NULL) AND NOT EXISTS (SELECT 1 FROM records_secured WHERE review = $1 AND organisation = $2) AS secures")
    .bind(review)
    .bind(organisation)
    .one(tx)
    .await?;
    let Standing { asked, excused, reply_waits, knew, knew_nobody, secures } = standing;
    Ok(!asked && !reply_waits && !secures && (excused || (knew_nobody && !knew)))
}

/// Ends the part of an agency of which nothing more is asked, from today on. One that leads a recommendation keeps it, to report on it.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn let_go(tx: &mut Tx, by: &Doer, review: ReviewId, organisation: OrganisationId) -> Stored<()> {
    let leads: bool = sql("SELECT EXISTS (SELECT 1 FROM recommendation WHERE review = $1 AND lead_body = $2)")
        .bind(review)
        .bind(organisation)
        .scalar(tx)
        .await?;
    if leads || !stood_down(tx, review, organisation).await? {
        return Ok(());
    }
    let today = tx.today();
    // A part lasts to the end of its last day, so what ends now ended yesterday.
    let ended = sql("UPDATE review_agency SET ends = $3 WHERE review = $1 AND organisation = $2 AND ends IS NULL")
        .bind(review)
        .bind(organisation)
        .bind(today.pred_opt().unwrap_or(today))
        .run_for_record(Subject::Part, tx)
        .await?;
    if ended > 0 {
        audit::record(tx, by, Deed::RoleEnded, json!({ "organisation": organisation })).await?;
    }
    Ok(())
}
