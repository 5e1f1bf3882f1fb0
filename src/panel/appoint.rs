//! Appointing a chair and an author, and replacing them.

use chrono::NaiveDate;
use serde_json::json;

use crate::access::right::{EditPanel, SeePanel, TakeStep};
use crate::access::{Grant, Reach};
use crate::audit::{self, Deed, Subject};
use crate::base::Prose;
use crate::ids::{PersonId, ReviewId};
use crate::keyring::Keyring;
use crate::parties::{KeepProblem, register_for_tying};
use crate::process::{Act, Role};
use crate::reviews::{self, Taking, advance};
use crate::store::{FromRow, Stored, Tx, sql};

use super::choose::{appointable, is_nobody_of};
use super::{AppointmentId, NewAppointment, Post};

/// An appointment on record.
#[derive(Clone, Debug, FromRow)]
pub struct Appointment {
    /// Its id.
    pub id: AppointmentId,
    /// Who.
    pub person: PersonId,
    /// Their name today.
    pub name: String,
    /// To what.
    pub post: Post,
    /// Their firm.
    pub firm: String,
    /// The statement of independence.
    pub independence: String,
    /// Employment with agencies in the area.
    pub employment: String,
    /// Conflicts.
    pub conflicts: String,
    /// How they are met.
    pub mitigation: String,
    /// Training.
    pub training: String,
    /// When it was finished.
    pub trained_on: Option<NaiveDate>,
    /// The criminal record check.
    pub dbs: String,
    /// Its day.
    pub dbs_on: Option<NaiveDate>,
    /// Registration with the Information Commissioner.
    pub ico: String,
    /// Insurance.
    pub insurance: String,
    /// How they were found.
    pub procurement: String,
    /// The fee.
    pub fee: String,
    /// When the contract was signed.
    pub contract_on: Option<NaiveDate>,
    /// When the data terms were signed.
    pub data_terms_on: Option<NaiveDate>,
    /// Whether they work on a secure device.
    pub secure_device: bool,
    /// References.
    pub referees: String,
    /// Who stands in.
    pub cover: String,
    /// The first day.
    pub begins: NaiveDate,
    /// The last day.
    pub ends: Option<NaiveDate>,
    /// Why it ended.
    pub ended_why: String,
    /// The version of the row.
    pub version: i64,
}

/// Every appointment of the review, those that stand first.
///
/// # Errors
/// When the database refuses.
pub async fn appointments(tx: &mut Tx, grant: &Grant<SeePanel>) -> Stored<Vec<Appointment>> {
    let mut all: Vec<Appointment> = sql("SELECT a.id, a.person, p.name, a.post, a.firm, a.independence, a.employment, a.conflicts, a.mitigation, a.training, \
         a.trained_on, a.dbs, a.dbs_on, a.ico, a.insurance, a.procurement, a.fee, a.contract_on, a.data_terms_on, a.secure_device, \
         a.referees, a.cover, a.begins, a.ends, a.ended_why, a.version FROM panel_appointment a \
         JOIN person p ON p.id = a.person WHERE a.review = $1 ORDER BY CASE WHEN a.ends IS NULL THEN 0 ELSE 1 END, a.id")
    .bind(grant.review())
    .all(tx)
    .await?;
    if grant.reach() != Reach::All {
        // The name and the statement of independence are printed in the report; the contract and the rest are the partnership's.
        for one in &mut all {
            for words in [
                &mut one.employment,
                &mut one.conflicts,
                &mut one.mitigation,
                &mut one.dbs,
                &mut one.ico,
                &mut one.insurance,
                &mut one.procurement,
                &mut one.fee,
                &mut one.referees,
                &mut one.cover,
                &mut one.ended_why,
            ] {
                words.clear();
            }
        }
    }
    Ok(all)
}

/// Appoints the chair and takes the step that goes with it, with the roles that the post gives.
///
/// # Errors
/// When the post is not a chair's, when a conflict is named without how it is met, when the process refuses the step, or when the
/// database does.
pub async fn appoint_chair(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditPanel>,
    step: &Grant<TakeStep>,
    new: &NewAppointment,
    version: i64,
) -> Result<AppointmentId, KeepProblem> {
    if !new.post.chairs() {
        return Err(KeepProblem::rule("Select a post that chairs the review"));
    }
    let id = put_in_post(tx, keyring, grant, new).await?;
    advance(tx, step, Taking::new(Act::AppointChair, new.begins, version)).await?;
    Ok(id)
}

/// Ends the chair's appointment and puts another in post, with the step that records it.
///
/// # Errors
/// As [`appoint_chair`]; and when nobody chairs the review.
pub async fn replace_chair(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditPanel>,
    step: &Grant<TakeStep>,
    new: &NewAppointment,
    why: &Prose,
    version: i64,
) -> Result<AppointmentId, KeepProblem> {
    if !new.post.chairs() {
        return Err(KeepProblem::rule("Select a post that chairs the review"));
    }
    let register = register_for_tying(tx, keyring, grant.actor(), grant.review()).await?;
    let why = register.tie(why);
    let old: Vec<(AppointmentId, PersonId, Post)> =
        sql("SELECT id, person, post FROM panel_appointment WHERE review = $1 AND ends IS NULL \
         AND post IN ('chair_author', 'chair', 'co_chair')")
        .bind(grant.review())
        .all(tx)
        .await?;
    if old.is_empty() {
        return Err(KeepProblem::rule("Nobody chairs this review yet. Appoint a chair first"));
    }
    for each in old {
        end(tx, grant, each, new.begins, why.as_str()).await?;
    }
    let id = put_in_post(tx, keyring, grant, new).await?;
    let taking = Taking { note: why.as_str().to_owned(), ..Taking::new(Act::ReplaceChair, new.begins, version) };
    advance(tx, step, taking).await?;
    Ok(id)
}

/// Appoints an author or a mentor beside the chair. No step belongs to it.
///
/// # Errors
/// When the post is a chair's, when a conflict is named without how it is met, or when the database refuses.
pub async fn appoint_author(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditPanel>,
    new: &NewAppointment,
) -> Result<AppointmentId, KeepProblem> {
    if new.post.chairs() {
        return Err(KeepProblem::rule("A chair is appointed by the step for it"));
    }
    let id = put_in_post(tx, keyring, grant, new).await?;
    reviews::note(tx, &grant.doer(), grant.review(), "author_appointed", new.begins, "").await?;
    Ok(id)
}

/// Ends an appointment, as its version was seen; its roles end with it, but for those that another appointment of the person gives.
///
/// # Errors
/// [`KeepProblem::Stale`] when it was changed or ended meanwhile; else when the database refuses.
pub async fn end_appointment(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditPanel>,
    (appointment, version): (AppointmentId, i64),
    on: NaiveDate,
    why: &Prose,
) -> Result<(), KeepProblem> {
    let register = register_for_tying(tx, keyring, grant.actor(), grant.review()).await?;
    let found: Option<(PersonId, Post)> =
        sql("SELECT person, post FROM panel_appointment WHERE id = $1 AND review = $2 AND ends IS NULL AND version = $3")
            .bind(appointment)
            .bind(grant.review())
            .bind(version)
            .maybe(tx)
            .await?;
    let Some((person, post)) = found else { return Err(KeepProblem::Stale) };
    if post.chairs() {
        return Err(KeepProblem::rule("A review is never without a chair: replace the chair instead"));
    }
    end(tx, grant, (appointment, person, post), on, register.tie(why).as_str()).await?;
    reviews::note(tx, &grant.doer(), grant.review(), "appointment_ended", on, "").await?;
    Ok(())
}

async fn end(
    tx: &mut Tx,
    grant: &Grant<EditPanel>,
    (appointment, person, post): (AppointmentId, PersonId, Post),
    on: NaiveDate,
    why: &str,
) -> Result<(), KeepProblem> {
    sql("UPDATE panel_appointment SET ends = $2, ended_why = $3, version = version + 1 WHERE id = $1")
        .bind(appointment)
        .bind(on)
        .bind(why)
        .run_for_record(Subject::Appointment, tx)
        .await?;
    // What another appointment of the same person gives stays theirs.
    let standing: Vec<(Post,)> =
        sql("SELECT post FROM panel_appointment WHERE review = $1 AND person = $2 AND ends IS NULL AND id <> $3")
            .bind(grant.review())
            .bind(person)
            .bind(appointment)
            .all(tx)
            .await?;
    let kept = |role: &Role| standing.iter().any(|(other,)| other.roles().contains(role));
    for role in post.roles().iter().filter(|role| !kept(role)) {
        // A role is held to the end of its last day: the day before, or nothing is left of a change made today.
        sql("UPDATE review_role SET ends = $4, ended_why = $5 WHERE review = $1 AND person = $2 AND role = $3 AND ends IS NULL")
            .bind(grant.review())
            .bind(person)
            .bind(*role)
            .bind(on.pred_opt().unwrap_or(on))
            .bind(why)
            .run_for_record(Subject::ReviewRole, tx)
            .await?;
    }
    audit::record(tx, &grant.doer(), Deed::RoleEnded, json!({ "person": person, "appointment": appointment })).await?;
    Ok(())
}

/// Gives the chair's appointment the right first day, with its step, and the roles that it gave.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn redate_chair(tx: &mut Tx, review: ReviewId, (was, on): (NaiveDate, NaiveDate)) -> Stored<()> {
    let chairs: Vec<(AppointmentId, PersonId, Post)> = sql("SELECT id, person, post FROM panel_appointment WHERE review = $1 \
         AND begins = $2 AND post IN ('chair_author', 'chair', 'co_chair')")
    .bind(review)
    .bind(was)
    .all(tx)
    .await?;
    for (appointment, person, post) in chairs {
        sql("UPDATE panel_appointment SET begins = $2, version = version + 1 WHERE id = $1")
            .bind(appointment)
            .bind(on)
            .run_for_record(Subject::Appointment, tx)
            .await?;
        for role in post.roles() {
            sql("UPDATE review_role SET begins = $5 WHERE review = $1 AND person = $2 AND role = $3 AND begins = $4")
                .bind(review)
                .bind(person)
                .bind(*role)
                .bind(was)
                .bind(on)
                .run_for_record(Subject::ReviewRole, tx)
                .await?;
        }
    }
    Ok(())
}

async fn put_in_post(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditPanel>,
    new: &NewAppointment,
) -> Result<AppointmentId, KeepProblem> {
    appointable(tx, grant, new.person).await?;
    if new.conflicts.is_some() && new.mitigation.is_none() {
        return Err(KeepProblem::rule("Say how the conflict of interest is met, or appoint somebody who has none"));
    }
    let id = insert(tx, keyring, grant, new).await?;
    audit::record(tx, &grant.doer(), Deed::CaseChanged, json!({ "appointment": id, "what": "added" })).await?;
    for role in new.post.roles().iter().copied() {
        give(tx, grant, new.person, role, new.begins).await?;
    }
    Ok(id)
}

async fn give(tx: &mut Tx, grant: &Grant<EditPanel>, person: PersonId, role: Role, begins: NaiveDate) -> Result<(), KeepProblem> {
    let id: super::RoleId = tx.id();
    sql("INSERT INTO review_role (id, review, person, role, begins) VALUES ($1, $2, $3, $4, $5)")
        .bind(id)
        .bind(grant.review())
        .bind(person)
        .bind(role)
        .bind(begins)
        .run_for_record(Subject::ReviewRole, tx)
        .await?;
    audit::record(tx, &grant.doer(), Deed::RoleGiven, json!({ "person": person, "role": role })).await?;
    Ok(())
}

async fn insert(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditPanel>,
    new: &NewAppointment,
) -> Result<AppointmentId, KeepProblem> {
    let review = grant.review();
    let register = register_for_tying(tx, keyring, grant.actor(), review).await?;
    is_nobody_of(tx, &register, new.person).await?;
    let id: AppointmentId = tx.id();
    sql("INSERT INTO panel_appointment (id, review, person, post, firm, independence, employment, conflicts, mitigation, training, \
         trained_on, dbs, dbs_on, ico, insurance, procurement, fee, contract_on, data_terms_on, secure_device, referees, cover, begins) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)")
    .bind(id)
    .bind(review)
    .bind(new.person)
    .bind(new.post)
    .bind(register.kept(new.firm.as_ref()))
    .bind(register.tie(&new.independence))
    .bind(register.kept(new.employment.as_ref()))
    .bind(register.kept(new.conflicts.as_ref()))
    .bind(register.kept(new.mitigation.as_ref()))
    .bind(register.kept(new.training.as_ref()))
    .bind(new.trained_on)
    .bind(register.kept(new.dbs.as_ref()))
    .bind(new.dbs_on)
    .bind(register.kept(new.ico.as_ref()))
    .bind(register.kept(new.insurance.as_ref()))
    .bind(register.kept(new.procurement.as_ref()))
    .bind(register.kept(new.fee.as_ref()))
    .bind(new.contract_on)
    .bind(new.data_terms_on)
    .bind(new.secure_device)
    .bind(register.kept(new.referees.as_ref()))
    .bind(register.kept(new.cover.as_ref()))
    .bind(new.begins)
    .run_for_record(Subject::Appointment, tx)
    .await?;
    Ok(id)
}
