//! Names in a signed return of people whom nobody entered in the identity register: staff, as a rule, whom an IMR names by their role alone
//! (domain section 5.5). What is accepted is read into the report, so whoever accepts it is asked once, in these words.

use std::collections::BTreeSet;

use serde_json::json;

use crate::audit::{self, Deed};
use crate::ids::ReviewId;
use crate::keyring::Keyring;
use crate::parties::terms_to_find;
use crate::redaction::{CaseText, Hit, titled_names};
use crate::store::{Stored, Tx, sql};
use crate::ui::Problem;

use super::read::{Request, Return};
use super::rights::Hand;

/// What the return says behind a title, of nobody in the register, that nobody has answered for.
///
/// # Errors
/// When the review's key is not there or the database refuses.
pub(super) async fn asked(tx: &mut Tx, keyring: &Keyring, request: &Request, now: &Return) -> Result<Vec<Hit>, Problem> {
    let terms = terms_to_find(tx, keyring, request.review).await?;
    let mut named = on_purpose(tx, request.review).await?;
    named.extend([now.author_name.clone(), now.signatory_name.clone()]);
    let answered = answered(tx, request.review).await?;
    let texts = [&now.body, &now.systems, &now.identifiers, &now.reservations];
    let mut hits: Vec<Hit> = texts.iter().flat_map(|text| titled_names(text.as_str(), &terms, &named)).collect();
    hits.retain(|hit| !answered.contains(&hit.question()));
    Ok(hits)
}

/// Whom a review names on purpose: its panel, its chair and authors.
async fn on_purpose(tx: &mut Tx, review: ReviewId) -> Stored<Vec<String>> {
    let rows: Vec<(String,)> = sql("SELECT name FROM panel_member WHERE review = $1 \
         UNION SELECT p.name FROM panel_appointment a JOIN person p ON p.id = a.person WHERE a.review = $1")
    .bind(review)
    .all(tx)
    .await?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}

async fn answered(tx: &mut Tx, review: ReviewId) -> Stored<BTreeSet<String>> {
    let rows: Vec<(String,)> = sql("SELECT question FROM return_answer WHERE review = $1").bind(review).all(tx).await?;
    Ok(rows.into_iter().map(|(question,)| question).collect())
}

/// Keeps why these names may stand, with who said so.
///
/// # Errors
/// When the database refuses.
pub(super) async fn answer(
    tx: &mut Tx,
    (by, review): (&Hand, ReviewId),
    now: &Return,
    hits: &[Hit],
    reason: &CaseText,
) -> Stored<()> {
    let at = tx.now();
    for hit in hits {
        sql("INSERT INTO return_answer (review, question, return_id, reason, answered_by, answered_at) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (review, question) DO NOTHING")
        .bind(review)
        .bind(hit.question())
        .bind(now.id)
        .bind(reason.clone())
        .bind(by.person)
        .bind(at)
        .run(tx)
        .await?;
    }
    audit::record(tx, &by.doer, Deed::WordsAnswered, json!({ "return": now.id, "answers": hits.len() })).await
}
