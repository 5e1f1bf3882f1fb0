//! The Home Office's letters, taken apart into points that are each answered.

use chrono::NaiveDate;
use serde_json::json;

use crate::access::Grant;
use crate::access::right::{EditQuality, SeeQuality, TakeStep};
use crate::audit::{self, Deed, Subject};
use crate::parties::KeepProblem;
use crate::process::{Act, Event, QaOutcome, Refusal};
use crate::redaction::CaseText;
use crate::reviews::{self, Fits, StepProblem};
use crate::store::{FromRow, StoreError, Stored, Tx, sql};
use crate::ui::Problem;

use super::kinds::Answer;
use super::send::{SubmissionId, step};

crate::base::id!(LetterId, "an outcome letter");
crate::base::id!(PointId, "a point of an outcome letter");

/// An outcome letter.
#[derive(Clone, Debug)]
pub struct Letter {
    /// When the board met.
    pub met_on: Option<NaiveDate>,
    /// Its date.
    pub letter_on: NaiveDate,
    /// When it came.
    pub received_on: NaiveDate,
    /// What it says.
    pub outcome: QaOutcome,
    /// Whether it apologises for delay.
    pub apologises: bool,
    /// What it praises.
    pub positives: CaseText,
    /// What it asks, each point by itself.
    pub points: Vec<CaseText>,
}

/// A letter on record.
#[derive(Clone, Debug, FromRow)]
pub struct LetterRow {
    /// The letter.
    pub id: LetterId,
    /// When the board met.
    pub met_on: Option<NaiveDate>,
    /// Its date.
    pub letter_on: NaiveDate,
    /// When it came.
    pub received_on: NaiveDate,
    /// What it says.
    pub outcome: QaOutcome,
    /// Whether it apologises for delay.
    pub apologises: bool,
    /// What it praises.
    #[sqlx(try_from = "String")]
    pub positives: CaseText,
    /// The letter in full; empty until somebody adds it.
    #[sqlx(try_from = "String")]
    pub words: CaseText,
    /// Why the report is published without it; empty while it is to be published with it.
    #[sqlx(try_from = "String")]
    pub left_out: CaseText,
    /// Grows with every change of the words.
    pub version: i64,
}

/// A point on record.
#[derive(Clone, Debug, FromRow)]
pub struct PointRow {
    /// The point.
    pub id: PointId,
    /// Its letter.
    pub letter: LetterId,
    /// Its place in the letter.
    pub n: i64,
    /// What it asks.
    #[sqlx(try_from = "String")]
    pub words: CaseText,
    /// What was done.
    pub answer: Option<Answer>,
    /// In words.
    #[sqlx(try_from = "String")]
    pub answer_words: CaseText,
    /// Grows with every change.
    pub version: i64,
}

/// Why a letter was not recorded, and by which of its days.
#[derive(Debug, thiserror::Error)]
pub enum NotRecorded {
    /// By the day on which the board met.
    #[error(transparent)]
    Meeting(KeepProblem),
    /// By the day on which it came, or by anything else.
    #[error(transparent)]
    Letter(#[from] KeepProblem),
}

impl From<StoreError> for NotRecorded {
    fn from(error: StoreError) -> Self {
        Self::Letter(error.into())
    }
}

/// Puts a letter on record and takes the step that it brings, or neither.
///
/// # Errors
/// When the process refuses the step, or nothing was submitted.
pub async fn record(
    tx: &mut Tx,
    grant: &Grant<EditQuality>,
    steps: &Grant<TakeStep>,
    letter: Letter,
    version: i64,
) -> Result<(), NotRecorded> {
    if letter.outcome == QaOutcome::ClearSubjectToChanges && letter.points.is_empty() {
        return Err(KeepProblem::rule("Enter the points that the letter asks for, each on a line of its own").into());
    }
    let act = match letter.outcome {
        QaOutcome::Clear => Some(Act::RecordClear),
        QaOutcome::ClearSubjectToChanges => Some(Act::RecordClearSubject),
        QaOutcome::ReturnForResubmission => Some(Act::RecordReturned),
        QaOutcome::Awaiting | QaOutcome::Query => None,
    };
    if act.is_none() {
        // The latest letter is the one that counts, so one that settles nothing must not follow one that settled.
        beside(tx, steps, version).await?;
    }
    let submission: SubmissionId =
        sql("SELECT id FROM submission WHERE review = $1 ORDER BY n DESC LIMIT 1").bind(grant.review()).scalar(tx).await?;
    let (id, at) = (tx.id::<LetterId>(), tx.now());
    sql("INSERT INTO outcome_letter (id, review, submission, met_on, letter_on, received_on, outcome, apologises, positives, \
         recorded_by, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
    .bind(id)
    .bind(grant.review())
    .bind(submission)
    .bind(letter.met_on)
    .bind(letter.letter_on)
    .bind(letter.received_on)
    .bind(letter.outcome)
    .bind(letter.apologises)
    .bind(letter.positives)
    .bind(grant.actor().person)
    .bind(at)
    .run_for_record(Subject::OutcomeLetter, tx)
    .await?;
    for (n, words) in (1_i64..).zip(letter.points) {
        let point = tx.id::<PointId>();
        sql("INSERT INTO outcome_point (id, letter, n, words) VALUES ($1, $2, $3, $4)")
            .bind(point)
            .bind(id)
            .bind(n)
            .bind(words)
            .run(tx)
            .await?;
    }
    audit::record(tx, &grant.doer(), Deed::CaseChanged, json!({ "letter": id, "outcome": letter.outcome })).await?;
    let known = reviews::facts_for_clocks(tx, grant.review()).await?.0.dates.latest(Event::QualityBoardMet);
    let version = match letter.met_on.filter(|on| known != Some(*on)) {
        // The clock of the Home Office's letter (DL-19) runs from the meeting, which often becomes known only by the letter.
        Some(on) => {
            step(tx, steps, Act::RecordBoardMeeting, on, version).await.map_err(|problem| NotRecorded::Meeting(problem.into()))?
        }
        None => version,
    };
    if let Some(act) = act {
        step(tx, steps, act, letter.received_on, version).await.map_err(KeepProblem::from)?;
    }
    Ok(())
}

/// A letter that takes no step is recorded by whom and where the letter that clears the report would be.
async fn beside(tx: &mut Tx, steps: &Grant<TakeStep>, version: i64) -> Result<(), KeepProblem> {
    match reviews::beside(tx, steps, Act::RecordClear, Fits::WithItsStep, version).await {
        Err(StepProblem::Refused(Refusal::NotAStepHere { .. })) => {
            Err(KeepProblem::rule("The Home Office does not have this report now, so there is no letter of its to record"))
        }
        answered => Ok(answered?),
    }
}

/// The letters of a review, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn letters(tx: &mut Tx, grant: &Grant<SeeQuality>) -> Stored<Vec<LetterRow>> {
    sql(
        "SELECT id, met_on, letter_on, received_on, outcome, apologises, positives, words, left_out, version FROM outcome_letter \
         WHERE review = $1 ORDER BY recorded_at DESC, id DESC",
    )
    .bind(grant.review())
    .all(tx)
    .await
}

/// The points of all letters of a review, in the order of the letters' pages.
///
/// # Errors
/// When the database refuses.
pub async fn points(tx: &mut Tx, grant: &Grant<SeeQuality>) -> Stored<Vec<PointRow>> {
    sql("SELECT p.id, p.letter, p.n, p.words, p.answer, p.answer_words, p.version FROM outcome_point p \
         JOIN outcome_letter l ON l.id = p.letter WHERE l.review = $1 ORDER BY p.letter, p.n")
    .bind(grant.review())
    .all(tx)
    .await
}

/// Answers a point: answered, done or contested, in words.
///
/// # Errors
/// When the point is not of this review, or somebody answered it since the page was drawn.
pub async fn answer(
    tx: &mut Tx,
    grant: &Grant<EditQuality>,
    (point, version): (PointId, i64),
    answer: Answer,
    words: CaseText,
) -> Result<(), Problem> {
    let at = tx.now();
    let changed = sql(
        "UPDATE outcome_point SET answer = $4, answer_words = $5, answered_by = $6, answered_at = $7, version = version + 1 \
         WHERE id = $1 AND version = $2 AND letter IN (SELECT id FROM outcome_letter WHERE review = $3)",
    )
    .bind(point)
    .bind(version)
    .bind(grant.review())
    .bind(answer)
    .bind(words)
    .bind(grant.actor().person)
    .bind(at)
    .run(tx)
    .await?;
    if changed == 0 {
        return Err(Problem::Stale {
            sentence: "Somebody has answered this point since you opened the page. Nothing was saved.".into(),
        });
    }
    Ok(audit::record(tx, &grant.doer(), Deed::CaseChanged, json!({ "point": point, "answer": answer })).await?)
}
