//! What somebody said of the draft: each comment is answered, they are told, and what was accepted is in the draft.

use chrono::NaiveDate;
use serde_json::json;

use crate::access::right::{EditFamily, SeeFamily};
use crate::access::{Grant, Reach};
use crate::audit::{self, Deed, Subject};
use crate::base::Prose;
use crate::keyring::Keyring;
use crate::parties::{KeepProblem, register_for_tying};
use crate::reports::{Change, Made};
use crate::reviews;
use crate::store::{FromRow, Stored, Tx, sql};
use crate::ui::too_early;

use super::readings::readings;
use super::{CommentAnswer, CommentId, CommentKind, NewComment, ReadingEnd, ReadingId};

/// A comment on record.
#[derive(Clone, Debug, FromRow)]
pub struct Comment {
    /// Its id.
    pub id: CommentId,
    /// Whose reading it belongs to.
    pub reading: ReadingId,
    /// Its number in the reading.
    pub number: i64,
    /// Where in the draft.
    pub passage: String,
    /// What it is about.
    pub kind: CommentKind,
    /// The comment.
    pub comment: String,
    /// What became of it.
    pub answer: Option<CommentAnswer>,
    /// Why, for what was not accepted whole.
    pub reason: String,
    /// Who answered.
    pub answered_by: String,
    /// When.
    pub answered_on: Option<NaiveDate>,
    /// When the person was told.
    pub told_on: Option<NaiveDate>,
    /// Where in the draft what was accepted was changed.
    #[sqlx(flatten)]
    pub change: Change,
    /// The version of the row.
    pub version: i64,
}

impl Comment {
    /// Whether it was accepted, whole or in part, and the draft was not changed yet.
    #[must_use]
    pub fn is_to_be_made(&self) -> bool {
        self.change.waits(self.answer.is_some_and(CommentAnswer::is_accepted))
    }
}

/// Whether something is waited for of a comment by `$person`: an answer, that they are told, or that what was accepted is in the draft.
macro_rules! comment_open {
    ($comment:literal, $person:literal) => {
        concat!(
            "(",
            $comment,
            ".answer IS NULL OR (",
            $comment,
            ".told_on IS NULL AND NOT ",
            $person,
            ".leave_be) OR (",
            $comment,
            ".answer <> 'rejected' AND ",
            $comment,
            ".made_on IS NULL))"
        )
    };
}
pub(crate) use comment_open;

/// The comments of one reading, in order, for whose right reaches them; on record as seen.
///
/// # Errors
/// When the database refuses.
pub async fn comments(tx: &mut Tx, grant: &Grant<SeeFamily>, reading: ReadingId) -> Stored<Vec<Comment>> {
    let visible = grant.reach() != Reach::Released && readings(tx, grant).await?.iter().any(|one| one.id == reading);
    if !visible {
        return Ok(Vec::new());
    }
    audit::record(tx, &grant.doer(), Deed::FamilyNotesSeen, json!({ "reading": reading })).await?;
    sql("SELECT id, reading, number, passage, kind, comment, answer, reason, answered_by, answered_on, told_on, made_in, made_on, version \
         FROM family_comment WHERE review = $1 AND reading = $2 ORDER BY number")
    .bind(grant.review())
    .bind(reading)
    .all(tx)
    .await
}

/// Writes down a comment.
///
/// # Errors
/// When there is no such reading in this review, or it was taken back; when the key is not there or the database refuses.
pub async fn add_comment(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditFamily>,
    reading: ReadingId,
    new: &NewComment,
) -> Result<CommentId, KeepProblem> {
    let review = grant.review();
    let found: Option<(Option<ReadingEnd>,)> =
        sql("SELECT ended_how FROM family_reading WHERE id = $1 AND review = $2").bind(reading).bind(review).maybe(tx).await?;
    let (ended,) = found.ok_or(KeepProblem::NotThere)?;
    if ended == Some(ReadingEnd::TakenBack) {
        return Err(KeepProblem::rule(
            "This reading was taken back. Write the comment down with the reading at which it was made",
        ));
    }
    let number: i64 = sql("SELECT COUNT(*) + 1 FROM family_comment WHERE reading = $1").bind(reading).scalar(tx).await?;
    let register = register_for_tying(tx, keyring, grant.actor(), review).await?;
    let id: CommentId = tx.id();
    sql("INSERT INTO family_comment (id, review, reading, number, passage, kind, comment, reason, answered_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, '', '')")
    .bind(id)
    .bind(review)
    .bind(reading)
    .bind(number)
    .bind(register.kept(new.passage.as_ref()))
    .bind(new.kind)
    .bind(register.tie(&new.comment))
    .run_for_record(Subject::FamilyComment, tx)
    .await?;
    audit::record(tx, &grant.doer(), Deed::FamilyNotesChanged, json!({ "reading": reading, "comment": id, "number": number }))
        .await?;
    Ok(id)
}

/// Answers a comment. What is not accepted whole needs its reason.
///
/// # Errors
/// [`KeepProblem::Stale`] when somebody else changed it since; when the reason is missing; when the key is not there or the database
/// refuses.
pub async fn answer_comment(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditFamily>,
    (comment, version): (CommentId, i64),
    answer: CommentAnswer,
    reason: Option<&Prose>,
) -> Result<(), KeepProblem> {
    if answer != CommentAnswer::Accepted && reason.is_none() {
        return Err(KeepProblem::rule("Enter the reason: the family will be told why"));
    }
    let register = register_for_tying(tx, keyring, grant.actor(), grant.review()).await?;
    let today = tx.today();
    let changed = sql("UPDATE family_comment SET answer = $4, reason = $5, answered_by = $6, answered_on = $7, told_on = NULL, made_in = NULL, made_on = NULL, \
         version = version + 1 WHERE id = $1 AND review = $2 AND version = $3")
    .bind(comment)
    .bind(grant.review())
    .bind(version)
    .bind(answer)
    .bind(register.kept(reason))
    .bind(grant.actor().name.as_str())
    .bind(today)
    .run_for_record(Subject::FamilyComment, tx)
    .await?;
    if changed == 0 {
        return Err(KeepProblem::Stale);
    }
    sql("UPDATE family_reading SET version = version + 1 WHERE id = (SELECT reading FROM family_comment WHERE id = $1)")
        .bind(comment)
        .run(tx)
        .await?;
    Ok(audit::record(tx, &grant.doer(), Deed::FamilyNotesChanged, json!({ "comment": comment, "answer": answer })).await?)
}

/// Keeps where in the draft what was accepted of a comment was changed.
///
/// # Errors
/// [`KeepProblem::Stale`] when nothing that was accepted waits, or somebody recorded it meanwhile; when the database refuses.
pub async fn comment_made(
    tx: &mut Tx,
    grant: &Grant<EditFamily>,
    (comment, version): (CommentId, i64),
    made: Made,
) -> Result<(), KeepProblem> {
    let changed = sql("UPDATE family_comment SET made_in = $4, made_on = $5, version = version + 1 \
         WHERE id = $1 AND review = $2 AND version = $3 AND answer IN ('accepted', 'partly') AND made_on IS NULL")
    .bind(comment)
    .bind(grant.review())
    .bind(version)
    .bind(made.section)
    .bind(made.on)
    .run_for_record(Subject::FamilyComment, tx)
    .await?;
    if changed == 0 {
        return Err(KeepProblem::Stale);
    }
    Ok(audit::record(tx, &grant.doer(), Deed::FamilyNotesChanged, json!({ "comment": comment, "made_in": made.section })).await?)
}

/// Records that the person was told what became of their comments: all that are answered and not yet told, of one reading. A comment that was
/// answered since the page was drawn was not told, so the version of the reading counts.
///
/// # Errors
/// [`KeepProblem::Stale`] when somebody else answered or told since; when nothing is answered that was not told, or the day lies before
/// the reading; when the database refuses. An answer is often entered after the family heard it, so the day of its entry does not count.
pub async fn told_of_answer(
    tx: &mut Tx,
    grant: &Grant<EditFamily>,
    (reading, version): (ReadingId, i64),
    on: NaiveDate,
) -> Result<u64, KeepProblem> {
    let opens_on: NaiveDate = sql("SELECT opens_on FROM family_reading WHERE id = $1 AND review = $2")
        .bind(reading)
        .bind(grant.review())
        .scalar(tx)
        .await?;
    if let Some(sentence) = too_early(on, opens_on, "the reading began") {
        return Err(KeepProblem::Rule(sentence));
    }
    let seen = sql("UPDATE family_reading SET version = version + 1 WHERE id = $1 AND review = $2 AND version = $3")
        .bind(reading)
        .bind(grant.review())
        .bind(version)
        .run(tx)
        .await?;
    if seen == 0 {
        return Err(KeepProblem::Stale);
    }
    let told = sql("UPDATE family_comment SET told_on = $3, version = version + 1 \
         WHERE reading = $1 AND review = $2 AND answer IS NOT NULL AND told_on IS NULL")
    .bind(reading)
    .bind(grant.review())
    .bind(on)
    .run_for_record(Subject::FamilyComment, tx)
    .await?;
    if told == 0 {
        return Err(KeepProblem::rule("No answer is waiting to be told"));
    }
    reviews::note(tx, &grant.doer(), grant.review(), "family_told_of_answers_to_their_comments", on, "").await?;
    audit::record(tx, &grant.doer(), Deed::FamilyNotesChanged, json!({ "reading": reading, "told": told })).await?;
    Ok(told)
}

/// The reading that a comment belongs to.
pub(super) async fn reading_of(tx: &mut Tx, grant: &Grant<EditFamily>, comment: CommentId) -> Stored<ReadingId> {
    let (reading,): (ReadingId,) = sql("SELECT reading FROM family_comment WHERE id = $1 AND review = $2")
        .bind(comment)
        .bind(grant.review())
        .one(tx)
        .await?;
    Ok(reading)
}
