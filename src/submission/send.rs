//! Sending to the Home Office, and the steps around it that need no more than a day.

use chrono::NaiveDate;

use crate::access::Grant;
use crate::access::right::{Right, TakeStep};
use crate::base::Line;
use crate::ids::ReviewId;
use crate::parties::KeepProblem;
use crate::process::{Act, Stage};
use crate::redaction::CaseText;
use crate::reviews::{self, StepProblem, Taking};
use crate::store::{FromRow, Stored, Tx, sql};

use super::late;

crate::base::id!(SubmissionId, "a submission");

/// A submission.
#[derive(Clone, Debug)]
pub struct Sending {
    /// The body that judges it, by its name of the day.
    pub body: Line,
    /// When.
    pub on: NaiveDate,
    /// How it was sent.
    pub how: Line,
    /// Why it is late, if it is.
    pub lateness: CaseText,
}

/// A submission that was made.
#[derive(Clone, Debug, FromRow)]
pub struct SubmissionRow {
    /// From 1.
    pub n: i64,
    /// The body.
    pub body: String,
    /// When.
    pub sent_on: NaiveDate,
    /// How.
    pub how: String,
    /// Why it was late.
    #[sqlx(try_from = "String")]
    pub lateness: CaseText,
    /// The version of the report.
    pub report_label: String,
}

/// Takes a step that needs a day only.
///
/// # Errors
/// When the process refuses it.
pub async fn step(tx: &mut Tx, grant: &Grant<TakeStep>, act: Act, on: NaiveDate, version: i64) -> Result<i64, StepProblem> {
    Ok(reviews::advance(tx, grant, Taking::new(act, on, version)).await?.version)
}

/// What a submission is at this stage: the first one, or another after changes.
pub(super) const fn act_at(stage: Stage) -> Act {
    if matches!(stage, Stage::Amending) { Act::Resubmit } else { Act::Submit }
}

/// When the report was submitted last; never where it was not.
///
/// # Errors
/// When the database refuses.
pub(super) async fn sent_last(tx: &mut Tx, review: ReviewId) -> Stored<Option<NaiveDate>> {
    let (last,): (Option<NaiveDate>,) = sql("SELECT MAX(sent_on) FROM submission WHERE review = $1").bind(review).one(tx).await?;
    Ok(last)
}

/// Gives the submission of a day the right one, with its step.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn redate(tx: &mut Tx, review: ReviewId, (was, on): (NaiveDate, NaiveDate)) -> Stored<()> {
    sql("UPDATE submission SET sent_on = $3 WHERE review = $1 AND sent_on = $2")
        .bind(review)
        .bind(was)
        .bind(on)
        .run(tx)
        .await
        .map(drop)
}

/// Submits the report, or submits it again after changes: the step and its record, or neither.
///
/// # Errors
/// When the process refuses it: what is missing is in the sentence. When it is late and does not say why.
pub async fn submit(tx: &mut Tx, grant: &Grant<TakeStep>, sending: Sending, version: i64) -> Result<(), KeepProblem> {
    let front = reviews::front(tx, grant).await?;
    let act = act_at(front.stage);
    if sending.lateness.is_empty()
        && let Some(missed) = late::missed(&late::clocks(tx, grant, act).await?, sending.on)
    {
        return Err(KeepProblem::rule(format!("Enter why it is late: {missed}")));
    }
    step(tx, grant, act, sending.on, version).await?;
    let label: String =
        sql("SELECT label FROM report_version WHERE review = $1 AND kind IN ('S', 'R') ORDER BY made_at DESC, id DESC LIMIT 1")
            .bind(front.id)
            .scalar(tx)
            .await?;
    let (id, at) = (tx.id::<SubmissionId>(), tx.now());
    sql("INSERT INTO submission (id, review, n, body, sent_on, how, lateness, report_label, sent_by, at) \
         SELECT $1, $2, COALESCE(MAX(n), 0) + 1, $3, $4, $5, $6, $7, $8, $9 FROM submission WHERE review = $2")
    .bind(id)
    .bind(front.id)
    .bind(sending.body)
    .bind(sending.on)
    .bind(sending.how)
    .bind(sending.lateness)
    .bind(label)
    .bind(grant.actor().person)
    .bind(at)
    .run(tx)
    .await?;
    Ok(())
}

/// The submissions of a review, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn submissions<R: Right>(tx: &mut Tx, grant: &Grant<R>) -> Stored<Vec<SubmissionRow>> {
    of(tx, grant.review()).await
}

async fn of(tx: &mut Tx, review: ReviewId) -> Stored<Vec<SubmissionRow>> {
    sql("SELECT n, body, sent_on, how, lateness, report_label FROM submission WHERE review = $1 ORDER BY n DESC")
        .bind(review)
        .all(tx)
        .await
}
