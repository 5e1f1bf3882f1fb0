//! Changing what a review stands on: its legal basis, the partnership that leads it.

use chrono::NaiveDate;
use serde_json::json;

use crate::access::Grant;
use crate::access::right::TakeStep;
use crate::audit::{self, Deed, Subject};
use crate::ids::{OrganisationId, ReviewId};
use crate::keyring::{Keyring, KeyringError};
use crate::process::{Act, Need, Regime};
use crate::redaction::CaseText;
use crate::store::{FromRow, StoreError, Stored, Tx, sql};

use super::advance::{StepProblem, Taking, advance};
use super::open::{NewReview, ShareId, edition, open};
use super::replan::{Cause, raise};
use super::timeline::note;

/// Puts the review on another legal basis, with the reason. Its days stay; the clocks of the new basis are counted from them.
///
/// # Errors
/// As [`advance`].
pub async fn rebase(tx: &mut Tx, grant: &Grant<TakeStep>, to: Regime, why: &CaseText, version: i64) -> Result<(), StepProblem> {
    let on = tx.today();
    let taking =
        Taking { note: why.as_str().to_owned(), given: vec![Need::RebasingReasoned], ..Taking::new(Act::Rebase, on, version) };
    advance(tx, grant, taking).await?;
    let now = tx.now();
    sql("UPDATE review SET regime = $2, edition = $3, regime_reason = $4, regime_confirmed_by = $5, regime_confirmed_at = $6 WHERE id = $1")
        .bind(grant.review())
        .bind(to)
        .bind(edition(to))
        .bind(why.as_str())
        .bind(grant.actor().person)
        .bind(now)
        .run(tx)
        .await?;
    audit::record(tx, &grant.doer(), Deed::RegimeConfirmed, json!({ "regime": to })).await?;
    // Whether to change it is answered.
    sql("UPDATE replan SET settled_on = $3, settled_by = $4, settled_why = '' WHERE review = $1 AND cause = $2 AND settled_on IS NULL")
        .bind(grant.review())
        .bind(Cause::Commenced)
        .bind(on)
        .bind(grant.actor().name.clone())
        .run(tx)
        .await?;
    Ok(())
}

/// Why a case was not handed over.
#[derive(Debug, thiserror::Error)]
pub enum TransferProblem {
    /// The step was refused.
    #[error(transparent)]
    Step(#[from] StepProblem),
    /// The new review's key could not be made.
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What the receiving partnership agreed to.
#[derive(Clone, Debug)]
pub struct Transfer {
    /// The partnership that takes the case over.
    pub to: OrganisationId,
    /// Who agreed there, and in what post.
    pub agreed_by: CaseText,
    /// When.
    pub on: NaiveDate,
    /// Why it is theirs.
    pub why: CaseText,
    /// When the death came to their attention: their own clock starts here.
    pub came_to_attention: NaiveDate,
    /// The version of the review that the person saw.
    pub version: i64,
}

#[derive(FromRow)]
struct Handed {
    regime: Regime,
    reference: String,
    name: String,
}

/// Hands the case over: this review ends as transferred, and one of the receiving partnership's own is opened. No name
/// goes with it: the receiving partnership enters its own notification, from what it is sent by its own way. Who agreed
/// there stays on record here, among the partnerships, as a part that has ended and opens nothing.
///
/// # Errors
/// A [`TransferProblem`]; then nothing was written.
pub async fn transfer(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<TakeStep>,
    handed: Transfer,
) -> Result<ReviewId, TransferProblem> {
    let taking = Taking {
        note: handed.why.as_str().to_owned(),
        given: vec![Need::ReceivingPartnershipAgreed],
        ..Taking::new(Act::TransferCase, handed.on, handed.version)
    };
    advance(tx, grant, taking).await?;
    let row: Handed =
        sql("SELECT r.regime, r.reference, o.name FROM review r JOIN organisation o ON o.id = r.partnership WHERE r.id = $1")
            .bind(grant.review())
            .one(tx)
            .await?;
    // The year of death stands in the reference, between the two hyphens.
    let year = row.reference.rsplit('-').nth(1).and_then(|year| year.parse().ok()).unwrap_or_default();
    let id: ReviewId = tx.id();
    keyring.make(id)?;
    let new = NewReview {
        id,
        partnership: handed.to,
        year_of_death: year,
        regime: row.regime,
        regime_reason: "Taken over with the case; to be confirmed at triage".into(),
        came_to_attention: handed.came_to_attention,
        received: handed.on,
        police_identified: None,
        police_wrote: None,
        transferred_from: Some(grant.review()),
    };
    let share: ShareId = tx.id();
    // Before the other review is opened: what the record says of that says how this row stands, too.
    sql("INSERT INTO review_partnership (id, review, partnership, part, came_to_attention_on, agreed_by, agreed_on, ended_on) \
         VALUES ($1, $2, $3, 'received', $4, $5, $6, $6) ON CONFLICT (review, partnership) DO UPDATE SET part = excluded.part, \
         agreed_by = excluded.agreed_by, agreed_on = excluded.agreed_on, ended_on = excluded.ended_on")
    .bind(share)
    .bind(grant.review())
    .bind(handed.to)
    .bind(handed.came_to_attention)
    .bind(handed.agreed_by)
    .bind(handed.on)
    .run_for_record(Subject::Share, tx)
    .await?;
    open(tx, &grant.doer(), &new).await?;
    note(tx, &grant.doer(), id, "taken_over", handed.on, &format!("From {}, where it was {}", row.name, row.reference)).await?;
    raise(tx, id, Cause::Transferred, "").await?;
    sql("UPDATE review SET transferred_to = $2 WHERE id = $1").bind(grant.review()).bind(id).run(tx).await?;
    Ok(id)
}

/// The review of another partnership from which a case was taken over.
#[derive(Clone, Debug, FromRow)]
pub(super) struct Origin {
    /// The partnership.
    pub(super) name: String,
    /// What the review was called there.
    pub(super) reference: String,
    /// When the partnership that leads here agreed to take it.
    pub(super) agreed_on: Option<NaiveDate>,
}

/// Where the case was taken over from; nothing for one that began here.
pub(super) async fn origin(tx: &mut Tx, review: ReviewId) -> Stored<Option<Origin>> {
    sql("SELECT o.name, g.reference, rp.agreed_on FROM review r JOIN review g ON g.id = r.transferred_from \
         JOIN organisation o ON o.id = g.partnership \
         LEFT JOIN review_partnership rp ON rp.review = g.id AND rp.partnership = r.partnership AND rp.part = 'received' WHERE r.id = $1")
    .bind(review)
    .maybe(tx)
    .await
}

/// A partnership with a part in a review.
#[derive(Clone, Debug, FromRow)]
pub struct Partner {
    /// The partnership.
    pub partnership: OrganisationId,
    /// Its name.
    pub name: String,
    /// Its code.
    pub code: String,
    /// `lead`, `joint`, or `received` for the one that took the case over.
    pub part: String,
    /// When the death came to its attention.
    pub came_to_attention_on: NaiveDate,
    /// Who agreed there.
    pub agreed_by: String,
    /// When.
    pub agreed_on: Option<NaiveDate>,
    /// When it left.
    pub ended_on: Option<NaiveDate>,
}

impl Partner {
    /// Whether it shares the review today and does not lead it.
    #[must_use]
    pub fn shares(&self) -> bool {
        self.part == "joint" && self.ended_on.is_none()
    }
}

/// The partnerships with a part in the review, the lead first.
///
/// # Errors
/// When the database refuses.
pub async fn partners(tx: &mut Tx, review: ReviewId) -> Stored<Vec<Partner>> {
    sql("SELECT rp.partnership, o.name, p.code, rp.part, rp.came_to_attention_on, rp.agreed_by, rp.agreed_on, rp.ended_on \
         FROM review_partnership rp JOIN partnership p ON p.organisation = rp.partnership JOIN organisation o ON o.id = rp.partnership \
         WHERE rp.review = $1 ORDER BY CASE WHEN rp.part = 'lead' THEN 0 ELSE 1 END, rp.came_to_attention_on, rp.partnership")
    .bind(review)
    .all(tx)
    .await
}

/// The partnerships of this deployment that have no part in the review yet, by id and name.
///
/// # Errors
/// When the database refuses.
pub async fn others(tx: &mut Tx, review: ReviewId) -> Stored<Vec<(OrganisationId, String)>> {
    sql("SELECT p.organisation, o.name FROM partnership p JOIN organisation o ON o.id = p.organisation WHERE NOT EXISTS \
         (SELECT 1 FROM review_partnership rp WHERE rp.review = $1 AND rp.partnership = p.organisation AND rp.ended_on IS NULL) \
         ORDER BY lower(o.name), p.organisation")
    .bind(review)
    .all(tx)
    .await
}
