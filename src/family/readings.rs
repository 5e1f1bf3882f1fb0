//! Reading the draft: offered for a time, and ended one way or another.

use chrono::NaiveDate;
use serde_json::json;

use crate::access::right::{EditFamily, SeeFamily};
use crate::access::{Grant, Reach};
use crate::audit::{self, Deed};
use crate::base::calendar::{Calendar, Length};
use crate::base::within_a_sentence;
use crate::ids::ReviewId;
use crate::keyring::Keyring;
use crate::parties::{KeepProblem, register_for_tying};
use crate::process::{Deadline, Event, Rule};
use crate::reviews;
use crate::store::{FromRow, Stored, Tx, sql};
use crate::ui::{day, too_early};

use super::people::{FamilyPerson, one};
use super::{FamilyId, NewReading, ReadingEnd, ReadingId, Time, avoid};

/// A reading on record.
#[derive(Clone, Debug, FromRow)]
pub struct Reading {
    /// Its id.
    pub id: ReadingId,
    /// Who reads.
    pub person: FamilyId,
    /// The first day.
    pub opens_on: NaiveDate,
    /// The last day.
    pub closes_on: NaiveDate,
    /// Where.
    pub place: String,
    /// Who is with them.
    pub support: String,
    /// Which draft.
    pub draft: String,
    /// Why less time than the partnership gives was agreed with them.
    pub short_why: String,
    /// Why a day that they wish to avoid lies within it.
    pub avoid_why: String,
    /// When it ended.
    pub ended_on: Option<NaiveDate>,
    /// How it ended.
    pub ended_how: Option<ReadingEnd>,
    /// Why it was taken back.
    pub ended_why: String,
    /// Comments that nobody has answered.
    pub to_answer: i64,
    /// Answers of which the person was not told.
    pub to_tell: i64,
    /// Comments of which something was accepted that is not in the draft.
    pub to_change: i64,
    /// The version of the row.
    pub version: i64,
}

/// Every reading, the latest first. Whoever sees the family in summary sees that they read, an advocate sees it of those whom they
/// stand by.
///
/// # Errors
/// When the database refuses.
pub async fn readings(tx: &mut Tx, grant: &Grant<SeeFamily>) -> Stored<Vec<Reading>> {
    let rows: Vec<Reading> =
        sql("SELECT d.id, d.person, d.opens_on, d.closes_on, d.place, d.support, d.draft, d.short_why, d.avoid_why, d.ended_on, d.ended_how, d.ended_why, d.version, \
         COUNT(CASE WHEN c.id IS NOT NULL AND c.answer IS NULL THEN 1 END) AS to_answer, \
         COUNT(CASE WHEN c.answer IS NOT NULL AND c.told_on IS NULL AND NOT p.leave_be THEN 1 END) AS to_tell, \
         COUNT(CASE WHEN c.answer <> 'rejected' AND c.made_on IS NULL THEN 1 END) AS to_change \
         FROM family_reading d JOIN family_person p ON p.id = d.person \
         LEFT JOIN family_comment c ON c.reading = d.id WHERE d.review = $1 GROUP BY d.id ORDER BY d.id DESC")
        .bind(grant.review())
        .all(tx)
        .await?;
    Ok(match grant.reach() {
        Reach::All | Reach::Released => rows,
        Reach::Own => {
            let people = super::people::all(tx, grant.review()).await?;
            let own = |row: &Reading| {
                people.iter().any(|one| one.id == row.person && one.advocate_account == Some(grant.actor().person))
            };
            rows.into_iter().filter(own).collect()
        }
        Reach::Status => Vec::new(),
    })
}

/// How long somebody is given to read the draft at the least: DL-14, ten working days or what the partnership set in their place.
///
/// # Errors
/// When the database refuses.
pub async fn time_to_read(tx: &mut Tx, grant: &Grant<EditFamily>) -> Stored<Length> {
    let (facts, lengths) = reviews::facts_for_clocks(tx, grant.review()).await?;
    Ok(Deadline::of(Rule::Dl14).map_or(Length::WorkingDays(10), |clock| lengths.of(clock, facts.regime)))
}

/// What is wrong with the last day of a reading that begins on this day, if it leaves less time than that and nobody says why.
fn too_short(length: Length, time: &Time) -> Option<String> {
    let earliest = Calendar::england_and_wales().count(time.opens_on, length).due;
    (time.short_why.is_none() && time.closes_on < earliest).then(|| {
        format!(
            "Give them at least {}: the last day is then {} or later. If a shorter time was agreed with them, say why below",
            length.in_words(),
            day(earliest)
        )
    })
}

/// What is wrong with a time in which a day lies that can be read from the days to avoid, if nobody says why.
fn over_a_day_to_avoid(words: &str, time: &Time) -> Option<String> {
    let (on, days) = avoid::first_within(&avoid::read(words), (time.opens_on, time.closes_on))?;
    time.avoid_why.is_none().then(|| {
        format!(
            "{} lies within the time, and they wish to avoid {}. Choose other days, or say below why this was agreed with them",
            day(on),
            days.in_words()
        )
    })
}

/// Whether somebody can read in this time.
///
/// # Errors
/// When the last day lies before the first, or the first before the draft was shared; when it leaves less time than [`time_to_read`], or a
/// day lies within it that they wish to avoid, and nothing says why that was agreed; when the database refuses.
pub(super) async fn fitting(
    tx: &mut Tx,
    grant: &Grant<EditFamily>,
    person: &FamilyPerson,
    time: &Time,
) -> Result<(), KeepProblem> {
    let (facts, _) = reviews::facts_for_clocks(tx, grant.review()).await?;
    if let Some((event, since)) = facts.dates.last_of(&[Event::DraftShared])
        && let Some(sentence) = too_early(time.opens_on, since, &within_a_sentence(event.label()))
    {
        return Err(KeepProblem::Rule(sentence));
    }
    if time.closes_on < time.opens_on {
        return Err(KeepProblem::rule("The last day must not be before the first day"));
    }
    let wrong = too_short(time_to_read(tx, grant).await?, time).or_else(|| over_a_day_to_avoid(&person.dates_to_avoid, time));
    wrong.map_or(Ok(()), |sentence| Err(KeepProblem::Rule(sentence)))
}

/// Offers somebody a reading of the draft for a time. What was settled before about an earlier draft is open again.
///
/// # Errors
/// [`KeepProblem::Stale`] when somebody else changed what is known of them since; when the time is not [`fitting`]; when a reading is open
/// for them already; when they wish to be left alone; when the key is not there or the database refuses.
pub async fn offer_reading(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditFamily>,
    (person, version): (FamilyId, i64),
    new: &NewReading,
) -> Result<ReadingId, KeepProblem> {
    let review = grant.review();
    let found = one(tx, review, person).await?;
    if found.version != version {
        return Err(KeepProblem::Stale);
    }
    fitting(tx, grant, &found, &new.time).await?;
    if found.leave_be {
        return Err(KeepProblem::rule("This person wishes to be left alone until the report is published"));
    }
    let open: i64 =
        sql("SELECT COUNT(*) FROM family_reading WHERE person = $1 AND ended_on IS NULL").bind(person).scalar(tx).await?;
    if open > 0 {
        return Err(KeepProblem::rule("This person has a reading open already"));
    }
    let register = register_for_tying(tx, keyring, grant.actor(), review).await?;
    let id: ReadingId = tx.id();
    sql("INSERT INTO family_reading (id, review, person, opens_on, closes_on, place, support, draft, short_why, avoid_why, was_settled_on) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
        .bind(id)
        .bind(review)
        .bind(person)
        .bind(new.time.opens_on)
        .bind(new.time.closes_on)
        .bind(register.kept(new.place.as_ref()))
        .bind(register.kept(new.support.as_ref()))
        .bind(register.kept(Some(&new.draft)))
        .bind(register.kept(new.time.short_why.as_ref()))
        .bind(register.kept(new.time.avoid_why.as_ref()))
        .bind(found.draft_settled_on)
        .run(tx)
        .await?;
    let opened = sql("UPDATE family_person SET draft_settled_on = NULL, version = version + 1 WHERE id = $1 AND version = $2")
        .bind(person)
        .bind(version)
        .run(tx)
        .await?;
    if opened == 0 {
        return Err(KeepProblem::Stale);
    }
    reviews::note(tx, &grant.doer(), review, "reading_of_the_draft_offered", new.time.opens_on, "").await?;
    audit::record(tx, &grant.doer(), Deed::FamilyNotesChanged, json!({ "person": person, "reading": id })).await?;
    Ok(id)
}

/// Ends a reading. When it was the last one open, the family have finished reading.
///
/// # Errors
/// [`KeepProblem::Stale`] when somebody else changed it since; when the day lies ahead or before the reading, or silence is recorded before the time is
/// over; when the database refuses.
pub async fn finish_reading(
    tx: &mut Tx,
    grant: &Grant<EditFamily>,
    (reading, version): (ReadingId, i64),
    how: ReadingEnd,
    on: NaiveDate,
) -> Result<(), KeepProblem> {
    let review = grant.review();
    let row: Option<(FamilyId, NaiveDate, NaiveDate)> =
        sql("SELECT person, opens_on, closes_on FROM family_reading WHERE id = $1 AND review = $2")
            .bind(reading)
            .bind(review)
            .maybe(tx)
            .await?;
    let Some((person, opens_on, closes_on)) = row else { return Err(KeepProblem::NotThere) };
    if on > tx.today() {
        return Err(KeepProblem::rule("The date must be today or in the past"));
    }
    if how == ReadingEnd::Read
        && let Some(sentence) = too_early(on, opens_on, "the reading began")
    {
        return Err(KeepProblem::Rule(sentence));
    }
    // Somebody may choose not to read before the first day that they were offered, and not before there was a draft to read.
    let (facts, _) = reviews::facts_for_clocks(tx, review).await?;
    let draft = facts.dates.last_of(&[Event::DraftShared, Event::NotificationReceived]);
    if let Some((event, since)) = draft.filter(|_| on < opens_on)
        && let Some(sentence) = too_early(on, since, &within_a_sentence(event.label()))
    {
        return Err(KeepProblem::Rule(sentence));
    }
    if how == ReadingEnd::Lapsed && on <= closes_on {
        return Err(KeepProblem::rule("The time for reading is not over yet. Wait until the last day has passed"));
    }
    let changed = sql("UPDATE family_reading SET ended_on = $4, ended_how = $5, version = version + 1 \
         WHERE id = $1 AND review = $2 AND version = $3 AND ended_on IS NULL")
    .bind(reading)
    .bind(review)
    .bind(version)
    .bind(on)
    .bind(how)
    .run(tx)
    .await?;
    if changed == 0 {
        return Err(KeepProblem::Stale);
    }
    sql("UPDATE family_person SET draft_settled_on = $2, version = version + 1 WHERE id = $1")
        .bind(person)
        .bind(on)
        .run(tx)
        .await?;
    finished_when_none_is_open(tx, review).await?;
    reviews::note(tx, &grant.doer(), review, "reading_of_the_draft_ended", on, how.label()).await?;
    audit::record(tx, &grant.doer(), Deed::FamilyNotesChanged, json!({ "reading": reading, "how": how })).await?;
    Ok(())
}

/// The family have finished reading when the last reading that was open has ended: on the latest day on which one did, whichever was recorded last.
pub(super) async fn finished_when_none_is_open(tx: &mut Tx, review: ReviewId) -> Stored<()> {
    let open: i64 =
        sql("SELECT COUNT(*) FROM family_reading WHERE review = $1 AND ended_on IS NULL").bind(review).scalar(tx).await?;
    let last: Option<NaiveDate> = sql("SELECT MAX(ended_on) FROM family_reading WHERE review = $1 AND ended_how <> $2")
        .bind(review)
        .bind(ReadingEnd::TakenBack)
        .scalar(tx)
        .await?;
    match last {
        Some(on) if open == 0 => reviews::record(tx, review, Event::FamilyReadingFinished, on, "").await,
        _ => Ok(()),
    }
}
