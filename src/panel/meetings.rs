//! Meetings of the panel: who came, what was decided, and minutes in versions.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use crate::access::right::{ApprovePanel, EditPanel, SeePanel, TakeStep};
use crate::access::{Grant, Reach};
use crate::audit::{self, Deed};
use crate::base::{Prose, within_a_sentence};
use crate::ids::ReviewId;
use crate::keyring::Keyring;
use crate::parties::{KeepProblem, register_for_change, register_for_tying};
use crate::process::{Act, Event};
use crate::reviews::{self, Taking, advance};
use crate::store::{FromRow, Stored, Tx, sql};
use crate::ui::too_early;

use super::{Attended, MeetingId, NewMeeting, RecordId};

/// A meeting on record.
#[derive(Clone, Debug, FromRow)]
pub struct Meeting {
    /// Its id.
    pub id: MeetingId,
    /// Its number, from 1.
    pub number: i64,
    /// The day.
    pub held_on: NaiveDate,
    /// Where.
    pub place: String,
    /// The agenda.
    pub agenda: String,
    /// What was decided.
    pub decisions: String,
    /// Who does what by when.
    pub actions: String,
    /// How many members were there, or sent a deputy.
    pub present: i64,
    /// Whether the minutes are approved.
    pub approved: bool,
}

/// A version of the minutes of a meeting.
#[derive(Clone, Debug, FromRow)]
pub struct Minutes {
    /// Its number, from 1.
    pub number: i64,
    /// The text.
    pub body: String,
    /// Who wrote it.
    pub written_by: String,
    /// When.
    pub written_at: DateTime<Utc>,
    /// When it was approved.
    pub approved_on: Option<NaiveDate>,
    /// By whom.
    pub approved_by: String,
}

/// Every meeting, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn meetings(tx: &mut Tx, grant: &Grant<SeePanel>) -> Stored<Vec<Meeting>> {
    let mut all: Vec<Meeting> = sql("SELECT m.id, m.number, m.held_on, m.place, m.agenda, m.decisions, m.actions, \
         (SELECT COUNT(*) FROM panel_attendance a WHERE a.meeting = m.id AND a.how IN ('present', 'deputy')) AS present, \
         EXISTS (SELECT 1 FROM panel_minutes t WHERE t.meeting = m.id AND t.approved_on IS NOT NULL) AS approved \
         FROM panel_meeting m WHERE m.review = $1 ORDER BY m.number DESC")
    .bind(grant.review())
    .all(tx)
    .await?;
    for one in &mut all {
        let open = match grant.reach() {
            Reach::All => true,
            Reach::Released => one.approved,
            Reach::Own | Reach::Status => false,
        };
        if !open {
            for words in [&mut one.agenda, &mut one.decisions, &mut one.actions] {
                words.clear();
            }
        }
    }
    Ok(all)
}

/// Who came to a meeting: name, agency and how.
///
/// # Errors
/// When the database refuses.
pub async fn attendance(tx: &mut Tx, grant: &Grant<SeePanel>, meeting: MeetingId) -> Stored<Vec<(String, String, Attended)>> {
    sql("SELECT p.name, o.name AS agency, a.how FROM panel_attendance a JOIN panel_member p ON p.id = a.member \
         JOIN organisation o ON o.id = p.organisation WHERE a.meeting = $1 AND p.review = $2 ORDER BY p.name")
    .bind(meeting)
    .bind(grant.review())
    .all(tx)
    .await
}

/// With what the review began, and when; before its decision is on record, with the notification.
async fn begun(tx: &mut Tx, review: ReviewId) -> Stored<Option<(Event, NaiveDate)>> {
    let (facts, _) = reviews::facts_for_clocks(tx, review).await?;
    let first = |event: Event| facts.dates.first(event).map(|on| (event, on));
    let began = [Event::DecidedToReview, Event::Directed, Event::LocalReviewBegun].into_iter().filter_map(first);
    Ok(began.min_by_key(|(_, on)| *on).or_else(|| first(Event::NotificationReceived)))
}

/// Records a meeting. The first one is a step of the process; `version` is the review's, as the person saw it.
///
/// # Errors
/// [`KeepProblem::Stale`] when the review moved or another meeting was recorded since; when the day lies ahead or before the review, when the process refuses the first meeting, or the database refuses.
pub async fn record_meeting(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditPanel>,
    step: &Grant<TakeStep>,
    new: &NewMeeting,
    version: i64,
) -> Result<MeetingId, KeepProblem> {
    if new.held_on > tx.today() {
        return Err(KeepProblem::rule("The date must be today or in the past: a meeting is recorded when it has happened"));
    }
    let review = grant.review();
    if let Some((event, since)) = begun(tx, review).await?
        && let Some(sentence) = too_early(new.held_on, since, &within_a_sentence(event.label()))
    {
        return Err(KeepProblem::Rule(sentence));
    }
    let register = register_for_tying(tx, keyring, grant.actor(), review).await?;
    let number: i64 = sql("SELECT COUNT(*) + 1 FROM panel_meeting WHERE review = $1").bind(review).scalar(tx).await?;
    let id: MeetingId = tx.id();
    sql("INSERT INTO panel_meeting (id, review, number, held_on, place, agenda, decisions, actions) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
        .bind(id)
        .bind(review)
        .bind(number)
        .bind(new.held_on)
        .bind(register.kept(new.place.as_ref()))
        .bind(register.kept(new.agenda.as_ref()))
        .bind(register.kept(new.decisions.as_ref()))
        .bind(register.kept(new.actions.as_ref()))
        .run(tx)
        .await?;
    for (member, how) in new.attendance.iter().copied() {
        let known: i64 =
            sql("SELECT COUNT(*) FROM panel_member WHERE id = $1 AND review = $2").bind(member).bind(review).scalar(tx).await?;
        if known == 0 {
            return Err(KeepProblem::NotThere);
        }
        sql("INSERT INTO panel_attendance (meeting, member, how) VALUES ($1, $2, $3)")
            .bind(id)
            .bind(member)
            .bind(how)
            .run(tx)
            .await?;
    }
    if number == 1 {
        advance(tx, step, Taking::new(Act::HoldFirstPanel, new.held_on, version)).await?;
    } else {
        // The same form sent twice is one meeting, as it is for the first.
        let seen = sql("UPDATE review SET version = version + 1 WHERE id = $1 AND version = $2")
            .bind(review)
            .bind(version)
            .run(tx)
            .await?;
        if seen == 0 {
            return Err(KeepProblem::Stale);
        }
        reviews::note(tx, &grant.doer(), review, "panel_met", new.held_on, "").await?;
    }
    audit::record(tx, &grant.doer(), Deed::CaseChanged, json!({ "panel_meeting": number })).await?;
    Ok(id)
}

/// Gives the first meeting the right day, with its step.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn redate(tx: &mut Tx, review: ReviewId, (was, on): (NaiveDate, NaiveDate)) -> Stored<()> {
    sql("UPDATE panel_meeting SET held_on = $3 WHERE review = $1 AND held_on = $2 AND number = 1")
        .bind(review)
        .bind(was)
        .bind(on)
        .run(tx)
        .await
        .map(drop)
}

/// The versions of a meeting's minutes, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn minutes(tx: &mut Tx, grant: &Grant<SeePanel>, meeting: MeetingId) -> Stored<Vec<Minutes>> {
    let mut all: Vec<Minutes> = sql("SELECT number, body, written_by, written_at, approved_on, approved_by FROM panel_minutes \
         WHERE review = $1 AND meeting = $2 ORDER BY number DESC")
    .bind(grant.review())
    .bind(meeting)
    .all(tx)
    .await?;
    match grant.reach() {
        Reach::All => {}
        Reach::Released => all.retain(|one| one.approved_on.is_some()),
        Reach::Own | Reach::Status => all.iter_mut().for_each(|one| one.body.clear()),
    }
    Ok(all)
}

/// Keeps a new version of the minutes. `seen` is the number of the version that the writer began from, 0 for none.
///
/// # Errors
/// [`KeepProblem::Stale`] when a newer version is there; else when the database refuses.
pub async fn write_minutes(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditPanel>,
    meeting: MeetingId,
    body: &Prose,
    seen: i64,
) -> Result<i64, KeepProblem> {
    let review = grant.review();
    let there: i64 =
        sql("SELECT COUNT(*) FROM panel_meeting WHERE id = $1 AND review = $2").bind(meeting).bind(review).scalar(tx).await?;
    if there == 0 {
        return Err(KeepProblem::NotThere);
    }
    let latest: i64 = sql("SELECT COUNT(*) FROM panel_minutes WHERE meeting = $1").bind(meeting).scalar(tx).await?;
    if latest != seen {
        return Err(KeepProblem::Stale);
    }
    let before: Option<(String,)> =
        sql("SELECT body FROM panel_minutes WHERE meeting = $1 AND number = $2").bind(meeting).bind(latest).maybe(tx).await?;
    let register = register_for_change(tx, keyring, grant, before.map(|(body,)| body)).await?;
    let (id, now): (RecordId, _) = (tx.id(), tx.now());
    sql("INSERT INTO panel_minutes (id, review, meeting, number, body, written_by, written_at) VALUES ($1, $2, $3, $4, $5, $6, $7)")
        .bind(id)
        .bind(review)
        .bind(meeting)
        .bind(latest + 1)
        .bind(register.tie(body))
        .bind(grant.actor().name.as_str())
        .bind(now)
        .run(tx)
        .await?;
    audit::record(tx, &grant.doer(), Deed::CaseChanged, json!({ "panel_minutes": latest + 1, "meeting": meeting })).await?;
    Ok(latest + 1)
}

/// Approves a version of the minutes for the panel.
///
/// # Errors
/// [`KeepProblem::Stale`] when it is not the newest version or is approved already; else when the database refuses.
pub async fn approve_minutes(
    tx: &mut Tx,
    grant: &Grant<ApprovePanel>,
    meeting: MeetingId,
    number: i64,
    on: NaiveDate,
) -> Result<(), KeepProblem> {
    let changed =
        sql("UPDATE panel_minutes SET approved_on = $4, approved_by = $5 WHERE review = $1 AND meeting = $2 AND number = $3 \
         AND approved_on IS NULL AND number = (SELECT COUNT(*) FROM panel_minutes t WHERE t.meeting = $2)")
        .bind(grant.review())
        .bind(meeting)
        .bind(number)
        .bind(on)
        .bind(grant.actor().name.as_str())
        .run(tx)
        .await?;
    if changed == 0 {
        return Err(KeepProblem::Stale);
    }
    reviews::note(tx, &grant.doer(), grant.review(), "minutes_approved", on, "").await?;
    Ok(audit::record(tx, &grant.doer(), Deed::CaseChanged, json!({ "panel_minutes": number, "what": "approved" })).await?)
}
