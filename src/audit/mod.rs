//! What was done, by whom, as whom, to what: reads of what is sensitive as well as writes.
//!
//! Every row carries the digest of the one before it, so that a row changed, removed or slipped in breaks the chain;
//! from time to time the deployment's key is set under the last link, so that a chain written anew is seen too.
//! `dardr verify` walks it in the database alone.

mod chain;
mod compare;
mod deed;
mod subject;
mod verify;

pub use compare::differing;
pub use deed::Deed;
pub use subject::{Subject, begin, begun};
pub use verify::{Finding, Verdict, holds, verify};

use crate::ids::{OrganisationId, PersonId, ReviewId};
use crate::keyring::Keyring;
use crate::store::{FromRow, Stored, Tx, sql};
use chain::Link;

/// Who did it. The name is copied into the row: the record is read after people have gone.
#[derive(Clone, Debug)]
pub struct Doer {
    /// The person, or nothing when the program itself acted on its timetable.
    pub person: Option<PersonId>,
    /// The name as it stood that day.
    pub name: String,
    /// The role that gave the right, as its code, or what else gave it.
    pub acting_as: String,
    /// The partnership in whose work it was done.
    pub partnership: Option<OrganisationId>,
    /// The review it was done to.
    pub review: Option<ReviewId>,
}

impl Doer {
    /// The program itself, doing the work of its timetable.
    #[must_use]
    pub fn timetable() -> Self {
        Self { person: None, name: "dardr".into(), acting_as: "timetable".into(), partnership: None, review: None }
    }

    /// Somebody who has not signed in, for failed attempts.
    #[must_use]
    pub fn stranger() -> Self {
        Self { person: None, name: "not signed in".into(), acting_as: "nobody".into(), partnership: None, review: None }
    }
}

/// Adds one row to the record, in the caller's transaction. `detail` holds codes, ids and counts, never what people wrote or are called.
/// What was written with [`run_for_record`](crate::store::Statement::run_for_record) since the last row is told in it as it stands now.
///
/// # Errors
/// When the database refuses.
pub async fn record(tx: &mut Tx, by: &Doer, deed: Deed, mut detail: serde_json::Value) -> Stored<()> {
    subject::pay(tx, &mut detail).await?;
    let head = chain::take_turn(tx).await?;
    let link = Link {
        seq: head.seq + 1,
        at: tx.now(),
        person: by.person,
        person_name: by.name.clone(),
        acting_as: by.acting_as.clone(),
        partnership: by.partnership,
        review: by.review,
        deed: deed.as_str().to_owned(),
        detail: detail.to_string(),
        previous: head.digest,
    };
    chain::append(tx, &link).await
}

/// Sets the deployment's key under the last link, if anything was added since the last time.
///
/// # Errors
/// When the database refuses.
pub async fn seal(tx: &mut Tx, keyring: &Keyring) -> Stored<()> {
    let Some(head) = chain::head(tx).await? else { return Ok(()) };
    let seal = chain::seal(keyring, head.seq, &head.digest);
    let now = tx.now();
    sql("INSERT INTO audit_seal (seq, digest, seal, at) VALUES ($1, $2, $3, $4) ON CONFLICT (seq) DO NOTHING")
        .bind(head.seq)
        .bind(head.digest)
        .bind(seal.to_vec())
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}

/// One row of the record, as those who may read it see it.
#[derive(Clone, Debug, FromRow)]
pub struct Recorded {
    /// Its place in the chain.
    pub seq: i64,
    /// When.
    pub at: chrono::DateTime<chrono::Utc>,
    /// Who, as named then.
    pub person_name: String,
    /// As whom.
    pub acting_as: String,
    /// What.
    pub deed: String,
    /// Codes and counts, as JSON.
    pub detail: String,
}

/// The newest rows about one review, before `before`, at most `limit`.
///
/// # Errors
/// When the database refuses.
pub async fn of_review(tx: &mut Tx, review: ReviewId, before: i64, limit: i64) -> Stored<Vec<Recorded>> {
    page_of_review(tx, review, before, (0, usize::try_from(limit).unwrap_or(usize::MAX))).await
}

/// The rows about one review before `before`, the newest first: so many after the first so many.
///
/// # Errors
/// When the database refuses.
pub async fn page_of_review(
    tx: &mut Tx,
    review: ReviewId,
    before: i64,
    (skipped, limit): (usize, usize),
) -> Stored<Vec<Recorded>> {
    let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    sql("SELECT seq, at, person_name, acting_as, deed, detail FROM audit \
         WHERE review = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3 OFFSET $4")
    .bind(review)
    .bind(before)
    .bind(number(limit))
    .bind(number(skipped))
    .all(tx)
    .await
}

/// How many rows about one review come before `before`.
///
/// # Errors
/// When the database refuses.
pub async fn count_of_review(tx: &mut Tx, review: ReviewId, before: i64) -> Stored<usize> {
    let rows: i64 = sql("SELECT COUNT(*) FROM audit WHERE review = $1 AND seq < $2").bind(review).bind(before).scalar(tx).await?;
    Ok(usize::try_from(rows).unwrap_or(0))
}

/// The newest rows about a partnership's own affairs (people, settings), not about any review.
///
/// # Errors
/// When the database refuses.
pub async fn of_partnership(tx: &mut Tx, partnership: OrganisationId, before: i64, limit: i64) -> Stored<Vec<Recorded>> {
    sql("SELECT seq, at, person_name, acting_as, deed, detail FROM audit \
         WHERE partnership = $1 AND review IS NULL AND seq < $2 ORDER BY seq DESC LIMIT $3")
    .bind(partnership)
    .bind(before)
    .bind(limit)
    .all(tx)
    .await
}
