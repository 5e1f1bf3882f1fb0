//! Partnerships that share a review beside the one that leads it: how one joins and how its part ends. Its people read what their posts let
//! them read; the lead partnership's act.

use chrono::NaiveDate;
use serde_json::json;

use crate::access::Grant;
use crate::access::right::TakeStep;
use crate::audit::{self, Deed, Subject};
use crate::ids::{OrganisationId, ReviewId};
use crate::process::{Event, Overlay, Role};
use crate::redaction::CaseText;
use crate::store::{Tx, sql};
use crate::ui::Problem;

use super::advance::{StepProblem, record, set_day};
use super::basis::partners;
use super::front::load;
use super::holds::OverlayId;
use super::open::ShareId;
use super::replan::{Cause, raise};
use super::timeline::note;

/// Another partnership that shares a review.
#[derive(Clone, Debug)]
pub struct Joining {
    /// Which.
    pub partner: OrganisationId,
    /// When the death came to its attention: its own clock of decision starts here.
    pub came_to_attention: NaiveDate,
    /// Who agreed there, and in what post.
    pub agreed_by: CaseText,
    /// When.
    pub on: NaiveDate,
    /// Why the review is a joint one.
    pub why: CaseText,
    /// The version of the review that the person saw.
    pub version: i64,
}

/// Whether these roles may make a review a joint one: those who answer for the partnership that leads it (field notes, section 2.3).
#[must_use]
pub fn may_share(roles: &[Role]) -> bool {
    roles.iter().any(|role| matches!(role, Role::Coordinator | Role::CspChair))
}

/// Makes the review a joint one: the other partnership's people reach it from now on, and its own clock of decision runs.
///
/// # Errors
/// When it is not theirs to share; when the review changed since it was seen; when that partnership has a part already.
pub async fn join(tx: &mut Tx, grant: &Grant<TakeStep>, joining: Joining) -> Result<(), Problem> {
    if !may_share(&grant.roles()) {
        return Err(Problem::NotYours("Only the partnership chair or the coordinator can make a review a joint one.".into()));
    }
    let review = grant.review();
    if grant.held().iter().any(|held| held.closed) {
        return Err(Problem::not_now("This review is closed: no other partnership comes into it."));
    }
    take_turn(tx, review, joining.version).await?;
    let link: OverlayId = tx.id();
    sql("INSERT INTO overlay (id, review, kind, reason, starts) VALUES ($1, $2, $3, $4, $5)")
        .bind(link)
        .bind(review)
        .bind(Overlay::JointReview)
        .bind(joining.why.as_str())
        .bind(joining.on)
        .run_for_record(Subject::Overlay, tx)
        .await?;
    let share: ShareId = tx.id();
    // A partnership whose part had ended can share the review again.
    let joined = sql("INSERT INTO review_partnership (id, review, partnership, part, came_to_attention_on, agreed_by, agreed_on, link) \
                VALUES ($1, $2, $3, 'joint', $4, $5, $6, $7) ON CONFLICT (review, partnership) DO UPDATE SET \
                came_to_attention_on = excluded.came_to_attention_on, agreed_by = excluded.agreed_by, agreed_on = excluded.agreed_on, \
                link = excluded.link, ended_on = NULL WHERE review_partnership.part = 'joint' AND review_partnership.ended_on IS NOT NULL")
        .bind(share)
        .bind(review)
        .bind(joining.partner)
        .bind(joining.came_to_attention)
        .bind(joining.agreed_by)
        .bind(joining.on)
        .bind(link)
        .run_for_record(Subject::Share, tx)
        .await?;
    if joined == 0 {
        return Err(Problem::Stale { sentence: "That partnership has a part in this review already.".into() });
    }
    let code: String = sql("SELECT code FROM partnership WHERE organisation = $1").bind(joining.partner).scalar(tx).await?;
    record(tx, review, Event::CameToAttention, joining.came_to_attention, &code).await?;
    if !load(tx, review).await?.stage.is_undecided() {
        record(tx, review, Event::JoinedDecided, joining.on, &code).await?;
    }
    raise(tx, review, Cause::PartnershipJoined, &code).await?;
    audit::record(tx, &grant.doer(), Deed::OverlaySet, json!({ "joint_with": code })).await?;
    Ok(note(tx, &grant.doer(), review, "partnership_joined", joining.on, joining.why.as_str()).await?)
}

/// The end of a partnership's part in a review.
#[derive(Clone, Debug)]
pub struct Leaving {
    /// Which.
    pub partner: OrganisationId,
    /// The day on which it was agreed that the part ends.
    pub on: NaiveDate,
    /// Why.
    pub why: CaseText,
    /// The version of the review that the person saw.
    pub version: i64,
}

/// Ends the part of a partnership that shares the review: its people no longer reach the review by it, and its clock of decision stops. What
/// they did and saw stays on the record.
///
/// # Errors
/// When it is not theirs to share; when the review changed since it was seen; when that partnership shares it no longer; when the day is
/// before it joined.
pub async fn leave(tx: &mut Tx, grant: &Grant<TakeStep>, leaving: Leaving) -> Result<(), Problem> {
    if !may_share(&grant.roles()) {
        return Err(Problem::NotYours("Only the partnership chair or the coordinator can end a partnership’s part.".into()));
    }
    let review = grant.review();
    take_turn(tx, review, leaving.version).await?;
    let all = partners(tx, review).await?;
    let Some(going) = all.iter().find(|one| one.shares() && one.partnership == leaving.partner) else {
        return Err(Problem::Stale { sentence: "That partnership does not share this review any more.".into() });
    };
    if going.agreed_on.is_some_and(|joined| leaving.on < joined) {
        return Err(Problem::not_now("The part of a partnership cannot end before it joined."));
    }
    sql("UPDATE review_partnership SET ended_on = $3 WHERE review = $1 AND partnership = $2")
        .bind(review)
        .bind(leaving.partner)
        .bind(leaving.on)
        .run_for_record(Subject::Share, tx)
        .await?;
    for event in [Event::CameToAttention, Event::JoinedDecided] {
        set_day(tx, review, event, &going.code, None).await?;
    }
    raise(tx, review, Cause::PartnershipLeft, &going.code).await?;
    sql("UPDATE overlay SET ended_on = $3, version = version + 1 WHERE ended_on IS NULL \
         AND id = (SELECT link FROM review_partnership WHERE review = $1 AND partnership = $2)")
    .bind(review)
    .bind(leaving.partner)
    .bind(leaving.on)
    .run_for_record(Subject::Overlay, tx)
    .await?;
    audit::record(tx, &grant.doer(), Deed::OverlayEnded, json!({ "joint_with": going.code })).await?;
    Ok(note(tx, &grant.doer(), review, "partnership_left", leaving.on, leaving.why.as_str()).await?)
}

/// Whoever saw the review as it stands takes the next turn in changing it.
async fn take_turn(tx: &mut Tx, review: ReviewId, version: i64) -> Result<(), Problem> {
    let seen =
        sql("UPDATE review SET version = version + 1 WHERE id = $1 AND version = $2").bind(review).bind(version).run(tx).await?;
    if seen == 0 { Err(StepProblem::Stale.into()) } else { Ok(()) }
}
