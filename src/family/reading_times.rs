//! A reading that runs gets other days, or is taken back because it was offered in error. Each says why, and what stood before is kept.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use crate::access::Grant;
use crate::access::right::{EditFamily, SeeFamily};
use crate::audit::{self, Deed};
use crate::base::Prose;
use crate::ids::ReviewId;
use crate::keyring::Keyring;
use crate::parties::{KeepProblem, register_for_tying};
use crate::process::{Dates, Event};
use crate::reviews;
use crate::store::{FromRow, Stored, Tx, sql};

use super::people::one;
use super::readings::{finished_when_none_is_open, fitting};
use super::{FamilyId, ReadingEnd, ReadingId, Time};

/// The time that a reading had before it was changed.
#[derive(Clone, Debug, FromRow)]
pub struct Was {
    /// The first day.
    pub opens_on: NaiveDate,
    /// The last day.
    pub closes_on: NaiveDate,
    /// Why it was changed.
    pub why: String,
    /// By whom.
    pub changed_by_name: String,
    /// When.
    pub changed_at: DateTime<Utc>,
}

/// The times that a reading had before, the latest first. Who asks has found the reading.
///
/// # Errors
/// When the database refuses.
pub async fn earlier_times(tx: &mut Tx, grant: &Grant<SeeFamily>, reading: ReadingId) -> Stored<Vec<Was>> {
    sql("SELECT t.opens_on, t.closes_on, t.why, t.changed_by_name, t.changed_at FROM family_reading_time t \
         JOIN family_reading r ON r.id = t.reading WHERE t.reading = $1 AND r.review = $2 ORDER BY t.n DESC")
    .bind(reading)
    .bind(grant.review())
    .all(tx)
    .await
}

#[derive(FromRow)]
struct Running {
    person: FamilyId,
    opens_on: NaiveDate,
    closes_on: NaiveDate,
    was_settled_on: Option<NaiveDate>,
    ended_on: Option<NaiveDate>,
}

/// The reading, while it has not ended.
async fn running(tx: &mut Tx, review: ReviewId, reading: ReadingId) -> Result<Running, KeepProblem> {
    let found: Option<Running> =
        sql("SELECT person, opens_on, closes_on, was_settled_on, ended_on FROM family_reading WHERE id = $1 AND review = $2")
            .bind(reading)
            .bind(review)
            .maybe(tx)
            .await?;
    let found = found.ok_or(KeepProblem::NotThere)?;
    match found.ended_on {
        None => Ok(found),
        Some(_) => Err(KeepProblem::rule("This reading has ended, so it stays as it is")),
    }
}

/// Gives a reading that runs other days.
///
/// # Errors
/// [`KeepProblem::Stale`] when somebody else changed it since; when it has ended, the days are the same or not [`fitting`]; when the key is
/// not there or the database refuses.
pub async fn change_times(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditFamily>,
    (reading, version): (ReadingId, i64),
    time: &Time,
    why: &Prose,
) -> Result<(), KeepProblem> {
    let review = grant.review();
    let now = running(tx, review, reading).await?;
    if (now.opens_on, now.closes_on) == (time.opens_on, time.closes_on) {
        return Err(KeepProblem::rule("These are the days that it has already"));
    }
    let person = one(tx, review, now.person).await?;
    fitting(tx, grant, &person, time).await?;
    let register = register_for_tying(tx, keyring, grant.actor(), review).await?;
    let changed =
        sql("UPDATE family_reading SET opens_on = $4, closes_on = $5, short_why = $6, avoid_why = $7, version = version + 1 \
         WHERE id = $1 AND review = $2 AND version = $3 AND ended_on IS NULL")
        .bind(reading)
        .bind(review)
        .bind(version)
        .bind(time.opens_on)
        .bind(time.closes_on)
        .bind(register.kept(time.short_why.as_ref()))
        .bind(register.kept(time.avoid_why.as_ref()))
        .run(tx)
        .await?;
    if changed == 0 {
        return Err(KeepProblem::Stale);
    }
    let at = tx.now();
    sql("INSERT INTO family_reading_time (reading, n, opens_on, closes_on, why, changed_by, changed_by_name, changed_at) \
         SELECT $1, COALESCE(MAX(n), 0) + 1, $2, $3, $4, $5, $6, $7 FROM family_reading_time WHERE reading = $1")
    .bind(reading)
    .bind(now.opens_on)
    .bind(now.closes_on)
    .bind(register.tie(why))
    .bind(grant.actor().person)
    .bind(grant.actor().name.as_str())
    .bind(at)
    .run(tx)
    .await?;
    let today = tx.today();
    reviews::note(tx, &grant.doer(), review, "reading_of_the_draft_changed", today, "").await?;
    let detail = json!({ "reading": reading, "opens_on": time.opens_on, "closes_on": time.closes_on });
    Ok(audit::record(tx, &grant.doer(), Deed::FamilyNotesChanged, detail).await?)
}

/// Takes a reading back that was offered in error. It counts as none: what was settled before it is settled again, and when it was the last
/// one open and others were finished, the family have finished reading.
///
/// # Errors
/// [`KeepProblem::Stale`] when somebody else changed it since; when it has ended or a comment was written down, which says that it was read;
/// when the key is not there or the database refuses.
pub async fn take_back(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditFamily>,
    (reading, version): (ReadingId, i64),
    why: &Prose,
) -> Result<(), KeepProblem> {
    let (review, today) = (grant.review(), tx.today());
    let now = running(tx, review, reading).await?;
    let said: i64 = sql("SELECT COUNT(*) FROM family_comment WHERE reading = $1").bind(reading).scalar(tx).await?;
    if said > 0 {
        return Err(KeepProblem::rule("A comment of theirs is written down, so they have read it. End the reading instead"));
    }
    let register = register_for_tying(tx, keyring, grant.actor(), review).await?;
    let changed = sql("UPDATE family_reading SET ended_on = $4, ended_how = $5, ended_why = $6, version = version + 1 \
         WHERE id = $1 AND review = $2 AND version = $3 AND ended_on IS NULL")
    .bind(reading)
    .bind(review)
    .bind(version)
    .bind(today)
    .bind(ReadingEnd::TakenBack)
    .bind(register.tie(why))
    .run(tx)
    .await?;
    if changed == 0 {
        return Err(KeepProblem::Stale);
    }
    let (facts, _) = reviews::facts_for_clocks(tx, review).await?;
    settle_again(tx, &facts.dates, &now).await?;
    if !facts.dates.stands(Event::FamilyReadingFinished) {
        finished_when_none_is_open(tx, review).await?;
    }
    reviews::note(tx, &grant.doer(), review, "reading_of_the_draft_taken_back", today, "").await?;
    let detail = json!({ "reading": reading, "how": ReadingEnd::TakenBack });
    Ok(audit::record(tx, &grant.doer(), Deed::FamilyNotesChanged, detail).await?)
}

/// What was settled before it was offered holds again, unless the draft was shared anew since.
async fn settle_again(tx: &mut Tx, dates: &Dates, now: &Running) -> Stored<()> {
    let shared = dates.last_of(&[Event::DraftShared]).map(|(_, on)| on);
    let settled = now.was_settled_on.filter(|_| shared.is_none_or(|on| on <= now.opens_on));
    sql("UPDATE family_person SET draft_settled_on = $2, version = version + 1 WHERE id = $1")
        .bind(now.person)
        .bind(settled)
        .run(tx)
        .await
        .map(drop)
}
