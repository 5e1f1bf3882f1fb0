//! The decision itself: record and step in one transaction.

use super::questions::{Outcome, Part};
use super::record::{Record, before_a_reply, load, open_one};
use crate::access::Grant;
use crate::access::right::{DecideCase, TakeStep};
use crate::audit::Subject;
use crate::ids::ReviewId;
use crate::notification::CaseProblem;
use crate::process::scope::{RegimeSettings, TransitionKey};
use crate::process::{Act, Need, Stage};
use crate::reviews::{self, Taking};
use crate::store::{Tx, Value, sql};
use crate::triage;

/// Signs the record that was prepared and takes the step that it decides. `record` and `version` are those of the record and of the
/// review that the person saw. Where the law goes by the day of the decision, the review is put on the legal basis that this day leads to.
///
/// # Errors
/// [`CaseProblem::Stale`] when somebody else changed the record or decided first; [`CaseProblem::Said`] when a page is not complete;
/// [`CaseProblem::Step`] when the process refuses; else when the database refuses.
pub async fn decide(
    tx: &mut Tx,
    grant: &Grant<DecideCase>,
    step: &Grant<TakeStep>,
    law: &RegimeSettings,
    (record, version): (i64, i64),
) -> Result<Outcome, CaseProblem> {
    let review = grant.review();
    let front = reviews::front(tx, grant).await?;
    let last = load(tx, review).await?.pop().ok_or_else(|| CaseProblem::Said("There is no decision record yet.".into()))?;
    if !last.is_open() || last.version != record {
        return Err(CaseProblem::Stale(
            "The decision record has changed, or the decision was made, since you opened this page. Nothing was decided from this page.",
        ));
    }
    let today = tx.today();
    let outcome = last.outcome.ok_or_else(|| CaseProblem::Said("The record does not say what was decided.".into()))?;
    let on = if outcome == Outcome::Deferred { last.decided_on.unwrap_or(today) } else { complete(&last, today)? };
    if let Some(sentence) = before_a_reply(tx, review, on).await? {
        return Err(CaseProblem::Said(format!("{sentence}.")));
    }
    let (act, given) = act_of(outcome, front.stage)?;
    seal(tx, grant, &last).await?;
    let taking = Taking { given, ..Taking::new(act, on, version) };
    supersede(tx, review, &last).await?;
    let advanced = reviews::advance(tx, step, taking).await?;
    if outcome != Outcome::Deferred {
        follow_the_law(tx, grant, step, law, advanced.version).await?;
    }
    if outcome == Outcome::Deferred {
        open_one(tx, &grant.doer(), review).await?;
    }
    Ok(outcome)
}

/// Re-bases a review on section 9 that its decision, by its day, puts under another law: a step of its own, on the record and in the story, and
/// a reason to plan again. Nothing else moves a review to another basis by itself.
async fn follow_the_law(
    tx: &mut Tx,
    grant: &Grant<DecideCase>,
    step: &Grant<TakeStep>,
    law: &RegimeSettings,
    version: i64,
) -> Result<(), CaseProblem> {
    if law.s8a_transition_key != TransitionKey::DateOfDecision {
        return Ok(());
    }
    if let Some(choice) = triage::another(tx, grant, law, None).await? {
        reviews::rebase(tx, step, choice.regime, &choice.reason.into(), version).await?;
    }
    Ok(())
}

fn complete(record: &Record, today: chrono::NaiveDate) -> Result<chrono::NaiveDate, CaseProblem> {
    let missing: Vec<&str> =
        Part::ALL.iter().filter(|part| !record.is_complete(**part, today)).map(|part| part.label()).collect();
    match (missing.is_empty(), record.decided_on) {
        (true, Some(on)) => Ok(on),
        (_, _) => Err(CaseProblem::Said(format!("These pages of the record are not complete: {}.", missing.join("; ")))),
    }
}

fn act_of(outcome: Outcome, stage: Stage) -> Result<(Act, Vec<Need>), CaseProblem> {
    let directed = stage == Stage::Setup;
    match outcome {
        Outcome::Review | Outcome::JointReview if directed => Ok((Act::RecordDirectedDecision, Vec::new())),
        Outcome::OtherStatutory | Outcome::LocalLearning | Outcome::NoReview | Outcome::Deferred if directed => {
            Err(CaseProblem::Said("A review was directed. The decision that follows can only be to hold it.".into()))
        }
        Outcome::Review | Outcome::JointReview => Ok((Act::DecideToReview, Vec::new())),
        Outcome::OtherStatutory => Ok((Act::DecideOtherStatutory, vec![Need::OtherReviewNamed])),
        Outcome::LocalLearning => Ok((Act::DecideLocalLearning, Vec::new())),
        Outcome::NoReview => Ok((Act::DecideNoReview, Vec::new())),
        Outcome::Deferred => Ok((Act::DeferDecision, vec![Need::DeferralReasoned])),
    }
}

/// Signs the record, with both tests as they stand.
async fn seal(tx: &mut Tx, grant: &Grant<DecideCase>, record: &Record) -> Result<(), CaseProblem> {
    let tests = match triage::tested(tx, grant).await? {
        Some(tested) => Some(Value::json(&tested.tests)?),
        None => None,
    };
    let now = tx.now();
    let signed = sql("UPDATE decision SET made_at = $3, signed_by = $4, signed_name = $5, tests = $6, version = version + 1 \
         WHERE id = $1 AND version = $2 AND made_at IS NULL")
    .bind(record.id)
    .bind(record.version)
    .bind(now)
    .bind(grant.actor().person)
    .bind(grant.actor().name.as_str())
    .bind(tests.unwrap_or(Value::Json(None)))
    .run_for_record(Subject::Decision, tx)
    .await?;
    if signed == 0 {
        return Err(CaseProblem::Stale("The decision has been made since you opened this page."));
    }
    Ok(())
}

/// Earlier records stay, each with what superseded it.
async fn supersede(tx: &mut Tx, review: ReviewId, by: &Record) -> Result<(), CaseProblem> {
    sql("UPDATE decision SET superseded_by = $2 WHERE review = $1 AND number < $3 AND superseded_by IS NULL")
        .bind(review)
        .bind(by.id)
        .bind(by.number)
        .run_for_record(Subject::Decision, tx)
        .await?;
    Ok(())
}
