//! What stands in clear in a signed return: names behind a title of people whom nobody entered in the identity register, staff as a rule, whom
//! an IMR names by their role alone (domain section 5.5); and what the register holds and no text is tied to, such as an address, a day or a
//! number. What is accepted is read into the report, so whoever accepts it is asked once, in these words.

use std::collections::BTreeSet;

use serde_json::json;

use crate::audit::{self, Deed};
use crate::ids::ReviewId;
use crate::keyring::Keyring;
use crate::parties::terms_to_find;
use crate::redaction::{CaseText, Hit, OnPurpose, in_clear};
use crate::store::{Stored, Tx, sql};
use crate::ui::Problem;

use super::read::{Request, Return};
use super::rights::Hand;

/// What stands in clear in the return that nobody has answered for.
///
/// # Errors
/// When the review's key is not there, the search breaks down or the database refuses.
pub(super) async fn asked(tx: &mut Tx, keyring: &Keyring, request: &Request, now: &Return) -> Result<Vec<Hit>, Problem> {
    let terms = terms_to_find(tx, keyring, request.review).await?;
    let mut named = on_purpose(tx, request.review).await?;
    named.people.extend([now.author_name.clone(), now.signatory_name.clone()]);
    let answered = answered(tx, request.review).await?;
    let texts = [&now.body, &now.systems, &now.identifiers, &now.reservations].map(|text| text.as_str().to_owned());
    let search = move || in_clear(&texts.each_ref().map(String::as_str), &terms, &named);
    let mut hits = tokio::task::spawn_blocking(search).await.map_err(Problem::internal)?;
    hits.retain(|hit| !answered.contains(&hit.question()));
    Ok(hits)
}

/// Whom and what a review names on purpose: its panel, its chair and authors, and the agencies.
async fn on_purpose(tx: &mut Tx, review: ReviewId) -> Stored<OnPurpose> {
    let people: Vec<(String,)> = sql("SELECT name FROM panel_member WHERE review = $1 \
         UNION SELECT p.name FROM panel_appointment a JOIN person p ON p.id = a.person WHERE a.review = $1")
    .bind(review)
    .all(tx)
    .await?;
    let bodies: Vec<(String,)> =
        sql("SELECT o.name FROM agency_request q JOIN organisation o ON o.id = q.organisation WHERE q.review = $1 \
         UNION SELECT o.name FROM panel_member m JOIN organisation o ON o.id = m.organisation WHERE m.review = $1")
        .bind(review)
        .all(tx)
        .await?;
    let names = |rows: Vec<(String,)>| rows.into_iter().map(|(name,)| name).collect();
    Ok(OnPurpose { people: names(people), bodies: names(bodies) })
}

async fn answered(tx: &mut Tx, review: ReviewId) -> Stored<BTreeSet<String>> {
    let rows: Vec<(String,)> = sql("SELECT question FROM return_answer WHERE review = $1").bind(review).all(tx).await?;
    Ok(rows.into_iter().map(|(question,)| question).collect())
}

/// Keeps why these words may stand, with who said so.
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
