//! What lies over a stage without being one: holds, embargoes, restrictions. No hold stops a clock of law or guidance.

use chrono::{Days, NaiveDate};
use serde_json::json;

use crate::access::Grant;
use crate::access::right::{EditClocks, Object, SeeReview};
use crate::audit::{self, Deed, Subject};
use crate::ids::ReviewId;
use crate::process::{Event, HoldReason, HoldScope, Overlay, Stage, TaskKind};
use crate::redaction::CaseText;
use crate::store::{Codes, FromRow, Stored, Tx, sql};

use super::advance::record;
use super::facts::standing;
use super::replan::{Cause, raise};
use super::timeline::note;

crate::base::id!(HoldId, "a hold");
crate::base::id!(LookId, "a look at a hold");
crate::base::id!(OverlayId, "an embargo or restriction");

/// A hold is looked at again after four weeks: our default.
pub const REVIEW_EVERY: Days = Days::new(28);

/// A hold as somebody sets it.
#[derive(Clone, Debug)]
pub struct NewHold {
    /// Why.
    pub reason: HoldReason,
    /// What waits.
    pub scope: HoldScope,
    /// Who asked for it.
    pub requested_by: CaseText,
    /// The legal basis or advice.
    pub advice: CaseText,
    /// Its first day.
    pub starts: NaiveDate,
    /// When it is expected to end.
    pub expected_end: Option<NaiveDate>,
}

/// A hold on record.
#[derive(Clone, Debug, FromRow)]
pub struct HoldRow {
    /// Which.
    pub id: HoldId,
    /// Why.
    pub kind: HoldReason,
    /// `full` or `partial`.
    pub scope: String,
    /// What waits.
    #[sqlx(try_from = "String")]
    pub pauses: Codes<TaskKind>,
    /// Who asked for it.
    pub requested_by: String,
    /// The legal basis or advice.
    pub advice: String,
    /// Its first day.
    pub starts: NaiveDate,
    /// When it is looked at again.
    pub review_on: NaiveDate,
    /// When it is expected to end.
    pub expected_end: Option<NaiveDate>,
    /// When it was lifted.
    pub ended_on: Option<NaiveDate>,
    /// Grows with every change.
    pub version: i64,
}

/// A look at a hold, after which it went on.
#[derive(Clone, Debug, FromRow)]
pub struct Look {
    /// Which hold.
    pub hold: HoldId,
    /// The day of the look.
    pub looked_on: NaiveDate,
    /// When it was to be looked at next.
    pub next_on: NaiveDate,
    /// Why it goes on.
    pub why: String,
    /// Who recorded it, as named then.
    pub recorded_name: String,
}

/// An embargo, restriction or legal hold on record.
#[derive(Clone, Debug, FromRow)]
pub struct OverlayRow {
    /// Which.
    pub id: OverlayId,
    /// What kind.
    pub kind: Overlay,
    /// Why.
    pub reason: String,
    /// Its first day.
    pub starts: NaiveDate,
    /// Its last day, if known.
    pub ends: Option<NaiveDate>,
    /// When it was ended.
    pub ended_on: Option<NaiveDate>,
    /// Grows with every change.
    pub version: i64,
}

fn codes(scope: &HoldScope) -> (&'static str, String) {
    match scope {
        HoldScope::Full => ("full", String::new()),
        HoldScope::Partial(kinds) => ("partial", kinds.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(" ")),
    }
}

/// Whether a hold for the same reason, of the same work and from the same day stands already. Nobody sets another until the transaction ends.
///
/// # Errors
/// When the database refuses.
pub(super) async fn stands(tx: &mut Tx, grant: &Grant<EditClocks>, new: &NewHold) -> Stored<bool> {
    let (scope, pauses) = codes(&new.scope);
    tx.hold(grant.review()).await?;
    sql("SELECT EXISTS (SELECT 1 FROM hold WHERE review = $1 AND kind = $2 AND scope = $3 AND pauses = $4 AND starts = $5 AND ended_on IS NULL)")
        .bind(grant.review())
        .bind(new.reason)
        .bind(scope)
        .bind(pauses)
        .bind(new.starts)
        .scalar(tx)
        .await
}

/// Whether the same lies over the review already, for the same reason and from the same day; as in [`stands`].
///
/// # Errors
/// When the database refuses.
pub(super) async fn lies(
    tx: &mut Tx,
    grant: &Grant<EditClocks>,
    kind: Overlay,
    reason: &CaseText,
    starts: NaiveDate,
) -> Stored<bool> {
    tx.hold(grant.review()).await?;
    sql("SELECT EXISTS (SELECT 1 FROM overlay WHERE review = $1 AND kind = $2 AND reason = $3 AND starts = $4 AND ended_on IS NULL)")
        .bind(grant.review())
        .bind(kind)
        .bind(reason.as_str())
        .bind(starts)
        .scalar(tx)
        .await
}

/// Sets a hold.
///
/// # Errors
/// When the database refuses.
pub async fn set(tx: &mut Tx, grant: &Grant<EditClocks>, new: NewHold) -> Stored<HoldId> {
    let (scope, pauses) = codes(&new.scope);
    let id: HoldId = tx.id();
    sql("INSERT INTO hold (id, review, kind, scope, pauses, requested_by, advice, starts, review_on, expected_end) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)")
    .bind(id)
    .bind(grant.review())
    .bind(new.reason)
    .bind(scope)
    .bind(pauses.clone())
    .bind(new.requested_by.as_str())
    .bind(new.advice.as_str())
    .bind(new.starts)
    .bind(new.starts + REVIEW_EVERY)
    .bind(new.expected_end)
    .run_for_record(Subject::Hold, tx)
    .await?;
    let detail = json!({ "hold": id, "reason": new.reason, "scope": scope, "pauses": pauses });
    audit::record(tx, &grant.doer(), Deed::HoldSet, detail).await?;
    note(tx, &grant.doer(), grant.review(), "hold_set", new.starts, new.advice.as_str()).await?;
    Ok(id)
}

/// Puts on record that a hold was looked at on a day and goes on, why, and when it is looked at next. False when it was changed or lifted
/// meanwhile.
///
/// # Errors
/// When the database refuses.
pub async fn look(
    tx: &mut Tx,
    grant: &Grant<EditClocks>,
    (hold, version): (HoldId, i64),
    (on, next): (NaiveDate, NaiveDate),
    why: &CaseText,
) -> Stored<bool> {
    let changed = sql("UPDATE hold SET review_on = $4, version = version + 1 WHERE id = $1 AND review = $2 AND version = $3 AND ended_on IS NULL")
        .bind(hold)
        .bind(grant.review())
        .bind(version)
        .bind(next)
        .run_for_record(Subject::Hold, tx)
        .await?;
    if changed == 0 {
        return Ok(false);
    }
    let (id, now): (LookId, _) = (tx.id(), tx.now());
    sql("INSERT INTO hold_look (id, hold, looked_on, next_on, why, recorded_by, recorded_name, recorded_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
    .bind(id)
    .bind(hold)
    .bind(on)
    .bind(next)
    .bind(why.as_str())
    .bind(grant.actor().person)
    .bind(grant.actor().name.as_str())
    .bind(now)
    .run(tx)
    .await?;
    audit::record(tx, &grant.doer(), Deed::HoldLookedAt, json!({ "hold": hold, "on": on, "next": next })).await?;
    note(tx, &grant.doer(), grant.review(), "hold_looked_at", on, why.as_str()).await?;
    Ok(true)
}

/// Every look at the holds of the review, the latest first; why a hold goes on as in [`holds`].
///
/// # Errors
/// When the database refuses.
pub async fn looks(tx: &mut Tx, grant: &Grant<SeeReview>) -> Stored<Vec<Look>> {
    let mut rows: Vec<Look> = sql("SELECT l.hold, l.looked_on, l.next_on, l.why, l.recorded_name FROM hold_look l \
         JOIN hold h ON h.id = l.hold WHERE h.review = $1 ORDER BY l.id DESC")
    .bind(grant.review())
    .all(tx)
    .await?;
    if !grant.sees(Object::Clocks) {
        rows.iter_mut().for_each(|row| row.why.clear());
    }
    Ok(rows)
}

/// The hold that somebody is about to change, and the latest day on which it was looked at; nothing when it is not of this review.
///
/// # Errors
/// When the database refuses.
pub(super) async fn one(tx: &mut Tx, grant: &Grant<EditClocks>, hold: HoldId) -> Stored<Option<(HoldRow, Option<NaiveDate>)>> {
    let row: Option<HoldRow> = sql(
        "SELECT id, kind, scope, pauses, requested_by, advice, starts, review_on, expected_end, ended_on, version FROM hold \
         WHERE id = $1 AND review = $2",
    )
    .bind(hold)
    .bind(grant.review())
    .maybe(tx)
    .await?;
    let last: Option<NaiveDate> = sql("SELECT MAX(looked_on) FROM hold_look WHERE hold = $1").bind(hold).scalar(tx).await?;
    Ok(row.map(|row| (row, last)))
}

/// Lifts a hold on a day. False when it was changed or lifted meanwhile.
///
/// # Errors
/// When the database refuses.
pub async fn lift(tx: &mut Tx, grant: &Grant<EditClocks>, hold: HoldId, version: i64, on: NaiveDate) -> Stored<bool> {
    let changed = sql("UPDATE hold SET ended_on = $4, version = version + 1 WHERE id = $1 AND review = $2 AND version = $3 AND ended_on IS NULL")
        .bind(hold)
        .bind(grant.review())
        .bind(version)
        .bind(on)
        .run_for_record(Subject::Hold, tx)
        .await?;
    if changed == 1 {
        audit::record(tx, &grant.doer(), Deed::HoldLifted, json!({ "hold": hold, "on": on })).await?;
        note(tx, &grant.doer(), grant.review(), "hold_lifted", on, "").await?;
        raise(tx, grant.review(), Cause::HoldLifted, "").await?;
    }
    Ok(changed == 1)
}

/// What the story says when something is laid over the review, and when it ends. Where it has words of its own, it is named.
const fn story(kind: Overlay) -> (&'static str, &'static str) {
    match kind {
        Overlay::DisclosureRestriction => ("disclosure_restriction_set", "disclosure_restriction_ended"),
        Overlay::PublicationEmbargo => ("publication_embargo_set", "publication_embargo_ended"),
        Overlay::LegalHold => ("legal_hold_set", "legal_hold_ended"),
        Overlay::Hold | Overlay::JointReview => ("overlay_set", "overlay_ended"),
    }
}

/// Lays an embargo, a restriction or a legal hold over the review.
///
/// # Errors
/// When the database refuses.
pub async fn lay(
    tx: &mut Tx,
    grant: &Grant<EditClocks>,
    kind: Overlay,
    reason: &CaseText,
    starts: NaiveDate,
    ends: Option<NaiveDate>,
) -> Stored<OverlayId> {
    let id: OverlayId = tx.id();
    sql("INSERT INTO overlay (id, review, kind, reason, starts, ends) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(id)
        .bind(grant.review())
        .bind(kind)
        .bind(reason.as_str())
        .bind(starts)
        .bind(ends)
        .run_for_record(Subject::Overlay, tx)
        .await?;
    audit::record(tx, &grant.doer(), Deed::OverlaySet, json!({ "overlay": id, "kind": kind })).await?;
    note(tx, &grant.doer(), grant.review(), story(kind).0, starts, reason.as_str()).await?;
    Ok(id)
}

/// Ends an embargo, a restriction or a legal hold. False when it was changed or ended meanwhile, and for what makes a review a joint one:
/// that ends with the part of the partnership that shares it.
///
/// # Errors
/// When the database refuses.
pub async fn end(tx: &mut Tx, grant: &Grant<EditClocks>, overlay: OverlayId, version: i64, on: NaiveDate) -> Stored<bool> {
    let changed =
        sql("UPDATE overlay SET ended_on = $4, version = version + 1 WHERE id = $1 AND review = $2 AND version = $3 AND ended_on IS NULL AND kind <> $5")
            .bind(overlay)
            .bind(grant.review())
            .bind(version)
            .bind(on)
            .bind(Overlay::JointReview)
            .run_for_record(Subject::Overlay, tx)
            .await?;
    if changed == 1 {
        audit::record(tx, &grant.doer(), Deed::OverlayEnded, json!({ "overlay": overlay, "on": on })).await?;
        let kind: Overlay = sql("SELECT kind FROM overlay WHERE id = $1").bind(overlay).scalar(tx).await?;
        note(tx, &grant.doer(), grant.review(), story(kind).1, on, "").await?;
        embargo_may_be_over(tx, grant.review(), on).await?;
    }
    Ok(changed == 1)
}

/// The clock of publication starts when the last embargo of a cleared report is lifted.
async fn embargo_may_be_over(tx: &mut Tx, review: ReviewId, on: NaiveDate) -> Stored<()> {
    let waiting: bool = sql(concat!(
        "SELECT r.stage = $2 AND ",
        standing!("r.id", "publication_embargo", "$3"),
        " = 0 FROM review r WHERE r.id = $1"
    ))
    .bind(review)
    .bind(Stage::Cleared)
    .bind(on)
    .scalar(tx)
    .await?;
    if waiting { record(tx, review, Event::EmbargoLifted, on, "").await } else { Ok(()) }
}

/// Every hold of the review, the latest first. Who sees only how far a review is does not read on whose advice it waits:
/// those words are empty.
///
/// # Errors
/// When the database refuses.
pub async fn holds(tx: &mut Tx, grant: &Grant<SeeReview>) -> Stored<Vec<HoldRow>> {
    let mut rows: Vec<HoldRow> = sql(
        "SELECT id, kind, scope, pauses, requested_by, advice, starts, review_on, expected_end, ended_on, version FROM hold \
         WHERE review = $1 ORDER BY starts DESC, id DESC",
    )
    .bind(grant.review())
    .all(tx)
    .await?;
    if !grant.sees(Object::Clocks) {
        for row in &mut rows {
            row.requested_by.clear();
            row.advice.clear();
        }
    }
    Ok(rows)
}

/// Every embargo, restriction and legal hold, the latest first; the reasons as in [`holds`].
///
/// # Errors
/// When the database refuses.
pub async fn overlays(tx: &mut Tx, grant: &Grant<SeeReview>) -> Stored<Vec<OverlayRow>> {
    let mut rows: Vec<OverlayRow> = sql(
        "SELECT id, kind, reason, starts, ends, ended_on, version FROM overlay WHERE review = $1 ORDER BY starts DESC, id DESC",
    )
    .bind(grant.review())
    .all(tx)
    .await?;
    if !grant.sees(Object::Clocks) {
        rows.iter_mut().for_each(|row| row.reason.clear());
    }
    Ok(rows)
}
