//! Everything that happened to a review, in order. Nothing is ever changed or removed here.

use chrono::{DateTime, NaiveDate, Utc};

use crate::access::Grant;
use crate::access::right::{Object, SeeReview};
use crate::audit::Doer;
use crate::ids::ReviewId;
use crate::process::{Act, Stage};
use crate::store::{FromRow, Stored, Tx, sql};

/// One thing that happened.
#[derive(Clone, Debug, FromRow)]
pub struct Happening {
    /// Its place in the review's story, from 1.
    pub seq: i64,
    /// What, as a code: `step`, or what a slice noted.
    pub what: String,
    /// The step taken, if it was one.
    pub act: Option<Act>,
    /// The stage before it.
    pub from_stage: Option<Stage>,
    /// The stage after it.
    pub to_stage: Option<Stage>,
    /// The day on which it happened, which can be before the day on which it was recorded.
    pub on_date: NaiveDate,
    /// Who recorded it, as named then.
    pub person_name: String,
    /// As whom.
    pub acting_as: String,
    /// The source of the step: statute, guidance or local practice.
    pub source: String,
    /// In people's own words, with references instead of names.
    pub note: String,
    /// When it was recorded.
    pub at: DateTime<Utc>,
    /// Whether the same step was taken before.
    pub again: bool,
}

pub(super) struct Entry {
    pub(super) what: &'static str,
    pub(super) act: Option<Act>,
    pub(super) from: Option<Stage>,
    pub(super) to: Option<Stage>,
    pub(super) on: NaiveDate,
    pub(super) source: String,
    pub(super) note: String,
}

/// Adds to the story, at its next place.
pub(super) async fn append(tx: &mut Tx, by: &Doer, review: ReviewId, entry: Entry) -> Stored<()> {
    let seq: i64 =
        sql("UPDATE review SET happenings = happenings + 1 WHERE id = $1 RETURNING happenings").bind(review).scalar(tx).await?;
    append_at(tx, by, review, seq, entry).await
}

/// Adds to the story at a place that was taken already.
pub(super) async fn append_at(tx: &mut Tx, by: &Doer, review: ReviewId, seq: i64, entry: Entry) -> Stored<()> {
    let now = tx.now();
    sql("INSERT INTO happening (review, seq, what, act, from_stage, to_stage, on_date, person, person_name, acting_as, source, note, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)")
    .bind(review)
    .bind(seq)
    .bind(entry.what)
    .bind(entry.act)
    .bind(entry.from)
    .bind(entry.to)
    .bind(entry.on)
    .bind(by.person)
    .bind(by.name.clone())
    .bind(by.acting_as.clone())
    .bind(entry.source)
    .bind(entry.note)
    .bind(now)
    .run(tx)
    .await
    .map(drop)
}

/// Adds to the story something that is no step: a hold, a date agreed, a hearing listed. `what` is a code that the
/// timeline page has words for; `note` holds references instead of names.
///
/// # Errors
/// When the database refuses.
pub async fn note(tx: &mut Tx, by: &Doer, review: ReviewId, what: &'static str, on: NaiveDate, note: &str) -> Stored<()> {
    let entry = Entry { what, act: None, from: None, to: None, on, source: String::new(), note: note.to_owned() };
    append(tx, by, review, entry).await
}

/// The latest day since `since` that the story has for something that is no step.
///
/// # Errors
/// When the database refuses.
pub async fn noted_since(tx: &mut Tx, review: ReviewId, what: &'static str, since: NaiveDate) -> Stored<Option<NaiveDate>> {
    sql("SELECT MAX(on_date) FROM happening WHERE review = $1 AND what = $2 AND on_date >= $3")
        .bind(review)
        .bind(what)
        .bind(since)
        .scalar(tx)
        .await
}

/// What was said of these is for those who see the review's clocks: the advice of prosecutors, the reason of an embargo.
const OF_CLOCKS: [&str; 7] = [
    "hold_set",
    "hold_looked_at",
    "overlay_set",
    "disclosure_restriction_set",
    "publication_embargo_set",
    "legal_hold_set",
    "date_agreed",
];

/// The story, newest first: what came before `before`, at most `limit`. Who does not see the clocks reads that a hold was
/// set and when, not on whose advice; who sees neither the case nor the panel reads the steps alone, for the rest tells of other agencies.
///
/// # Errors
/// When the database refuses.
pub async fn timeline(tx: &mut Tx, grant: &Grant<SeeReview>, before: i64, limit: i64) -> Stored<Vec<Happening>> {
    let inside = grant.sees_all(Object::Case) || grant.sees_all(Object::Panel);
    let mut story: Vec<Happening> =
        sql("SELECT h.seq, h.what, h.act, h.from_stage, h.to_stage, h.on_date, h.person_name, h.acting_as, h.source, h.note, h.at, \
         EXISTS (SELECT 1 FROM happening e WHERE e.review = h.review AND e.act = h.act AND e.seq < h.seq) AS again FROM happening h \
         WHERE h.review = $1 AND h.seq < $2 AND ($4 OR h.act IS NOT NULL) ORDER BY h.seq DESC LIMIT $3")
        .bind(grant.review())
        .bind(before)
        .bind(limit)
        .bind(inside)
        .all(tx)
        .await?;
    if !inside {
        story.iter_mut().for_each(|one| one.note.clear());
    }
    if !grant.sees(Object::Clocks) {
        story.iter_mut().filter(|one| OF_CLOCKS.contains(&one.what.as_str())).for_each(|one| one.note.clear());
    }
    Ok(story)
}
