//! Notes of interviews with staff and with the alleged perpetrator. They may be disclosed to a court one day, and never weigh more than
//! what happened.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use crate::access::right::{EditInterviews, SeeInterviews};
use crate::access::{Grant, Reach};
use crate::audit::{self, Deed};
use crate::ids::OrganisationId;
use crate::keyring::Keyring;
use crate::parties::{self, KeepProblem, register_for_tying};
use crate::process::TaskKind;
use crate::reviews;
use crate::store::{FromRow, Stored, Tx, sql};

use super::{InterviewId, InterviewKind, InterviewState, NewInterview};

/// Notes on record.
#[derive(Clone, Debug, FromRow)]
pub struct Interview {
    /// Their id.
    pub id: InterviewId,
    /// The code of the person's entry in the register.
    pub code: String,
    /// As what they were interviewed.
    pub kind: InterviewKind,
    /// The agency of a member of staff.
    pub organisation: Option<OrganisationId>,
    /// What came of it.
    pub state: InterviewState,
    /// The day.
    pub held_on: NaiveDate,
    /// Who asked.
    pub by_name: String,
    /// Who else was there.
    pub present: String,
    /// When the senior investigating officer agreed.
    pub sio_agreed_on: Option<NaiveDate>,
    /// The notes; empty for who sees only that they are there.
    pub note: String,
    /// Whether the member of staff's own agency may read them.
    pub released: bool,
    /// When they were recorded.
    pub recorded_at: DateTime<Utc>,
    /// The version of the row.
    pub version: i64,
}

/// The notes as far as the right goes, the latest first, and on record as seen. An agency reads what was released of its own staff;
/// who sees only the index sees days and kinds.
///
/// # Errors
/// When the database refuses.
pub async fn interviews(tx: &mut Tx, grant: &Grant<SeeInterviews>) -> Stored<Vec<Interview>> {
    let rows: Vec<Interview> =
        sql("SELECT i.id, e.code, i.kind, i.organisation, i.state, i.held_on, i.by_name, i.present, i.sio_agreed_on, \
         i.note, i.released, i.recorded_at, i.version FROM interview_note i JOIN register_entry e ON e.id = i.entry WHERE i.review = $1 \
         ORDER BY i.held_on DESC, i.id DESC")
        .bind(grant.review())
        .all(tx)
        .await?;
    let seen: Vec<Interview> = match grant.reach() {
        Reach::All => rows,
        Reach::Own | Reach::Released => {
            let own = |row: &Interview| row.kind == InterviewKind::Staff && row.released && grant.covers(row.organisation, false);
            rows.into_iter().filter(own).collect()
        }
        Reach::Status => {
            let index = |row| Interview { code: String::new(), note: String::new(), present: String::new(), ..row };
            rows.into_iter().map(index).collect()
        }
    };
    audit::record(tx, &grant.doer(), Deed::InterviewNotesSeen, json!({ "notes": seen.len() })).await?;
    Ok(seen)
}

/// Records notes, or that an interview was offered, refused or held back.
///
/// # Errors
/// When a hold paused such interviews on that day; when the day lies ahead; when the alleged perpetrator was interviewed before the police agreed; when
/// the person is not in the register; when the key is not there or the database refuses.
pub async fn record_interview(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditInterviews>,
    new: &NewInterview,
) -> Result<InterviewId, KeepProblem> {
    let review = grant.review();
    if new.held_on > tx.today() {
        return Err(KeepProblem::rule("The date must be today or in the past"));
    }
    if new.state == InterviewState::Held && new.note.is_none() {
        return Err(KeepProblem::rule("Enter the notes of the interview"));
    }
    let paused = match new.kind {
        InterviewKind::Perpetrator => TaskKind::PerpContact,
        InterviewKind::Staff => TaskKind::StaffInterviews,
    };
    if new.state == InterviewState::Held {
        if reviews::facts_for_clocks(tx, review).await?.0.paused_on(paused, new.held_on).is_some() {
            return Err(KeepProblem::rule(
                "A hold paused such interviews on that day. Record that it waits, or lift the hold first",
            ));
        }
        if new.kind == InterviewKind::Perpetrator && new.sio_agreed_on.is_none_or(|agreed| agreed > new.held_on) {
            return Err(KeepProblem::rule(
                "Enter when the senior investigating officer agreed that this person may be contacted: on the day of the interview or before it",
            ));
        }
    }
    let people = parties::people(tx, review).await?;
    let Some(code) = people.iter().find(|one| one.id == new.entry).map(|one| one.code.clone()) else {
        return Err(KeepProblem::rule("Select somebody from the identity register"));
    };
    let register = register_for_tying(tx, keyring, grant.actor(), review).await?;
    let (id, now): (InterviewId, _) = (tx.id(), tx.now());
    sql("INSERT INTO interview_note (id, review, entry, kind, organisation, state, held_on, by_name, present, sio_agreed_on, note, released, \
         recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)")
    .bind(id)
    .bind(review)
    .bind(new.entry)
    .bind(new.kind)
    .bind(new.organisation)
    .bind(new.state)
    .bind(new.held_on)
    .bind(grant.actor().name.as_str())
    .bind(register.kept(new.present.as_ref()))
    .bind(new.sio_agreed_on)
    .bind(register.kept(new.note.as_ref()))
    .bind(false)
    .bind(now)
    .run(tx)
    .await?;
    reviews::note(tx, &grant.doer(), review, happened(new.state), new.held_on, &with_whom(new.kind, &code)).await?;
    audit::record(tx, &grant.doer(), Deed::InterviewNotesChanged, json!({ "interview": id, "state": new.state })).await?;
    Ok(id)
}

/// What the story of the review says of it: nobody reads that an interview took place where it was refused.
const fn happened(state: InterviewState) -> &'static str {
    match state {
        InterviewState::Held => "interview_recorded",
        InterviewState::Offered => "interview_offered",
        InterviewState::Refused => "interview_refused",
        InterviewState::Waiting => "interview_waiting",
    }
}

/// With whom, in the story: whoever is alleged or found responsible by their reference, so that they are called what a court has found by
/// the day of reading; a member of staff by no more than that.
fn with_whom(kind: InterviewKind, code: &str) -> String {
    match kind {
        InterviewKind::Perpetrator => format!("{{{{{code}}}}}"),
        InterviewKind::Staff => kind.label().to_owned(),
    }
}

/// Lets the agency of a member of staff read the notes of the interview, as their version was seen.
///
/// # Errors
/// [`KeepProblem::NotThere`] when they are no notes of an interview with staff, [`KeepProblem::Stale`] when somebody was first; else when
/// the database refuses.
pub async fn release_interview(
    tx: &mut Tx,
    grant: &Grant<EditInterviews>,
    (interview, version): (InterviewId, i64),
) -> Result<(), KeepProblem> {
    let of_staff: bool = sql("SELECT EXISTS (SELECT 1 FROM interview_note WHERE id = $1 AND review = $2 AND kind = 'staff' \
         AND organisation IS NOT NULL)")
    .bind(interview)
    .bind(grant.review())
    .scalar(tx)
    .await?;
    if !of_staff {
        return Err(KeepProblem::NotThere);
    }
    let changed = sql("UPDATE interview_note SET released = $3, version = version + 1 WHERE id = $1 AND version = $2")
        .bind(interview)
        .bind(version)
        .bind(true)
        .run(tx)
        .await?;
    if changed == 0 {
        return Err(KeepProblem::Stale);
    }
    Ok(audit::record(tx, &grant.doer(), Deed::Released, json!({ "interview": interview })).await?)
}
