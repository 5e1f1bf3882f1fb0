//! After a decision: the Home Office's scrutiny, a direction, reopening.

use chrono::NaiveDate;

use super::questions::{DIRECTION, REOPENING, SCRUTINY, Scrutiny};
use super::record::{load, open_one};
use crate::access::Grant;
use crate::access::right::{EditCase, Right, TakeStep};
use crate::audit::{self, Deed};
use crate::keyring::Keyring;
use crate::notification::CaseProblem;
use crate::parties;
use crate::process::{Act, Need, ReopenReason};
use crate::reviews::{self, Fits, Taking};
use crate::store::{FromRow, Stored, Tx, sql};
use crate::ui::Filled;
use crate::ui::asked::{Sheet, read};

crate::base::id!(ScrutinyId, "an answer of the Home Office");
crate::base::id!(DirectionId, "a direction");

/// What the Home Office said to a decision, once.
#[derive(Clone, Debug, FromRow)]
pub struct Scrutinised {
    /// What.
    pub status: Scrutiny,
    /// When.
    pub on_date: NaiveDate,
    /// In words, with references instead of names.
    pub note: String,
    /// Who recorded it.
    pub recorded_by_name: String,
}

/// A letter of direction by the Secretary of State.
#[derive(Clone, Debug, FromRow)]
pub struct Direction {
    /// Its date.
    pub letter_on: NaiveDate,
    /// `establish` or `participate`.
    pub kind: String,
    /// The body directed.
    pub body: String,
    /// What it says.
    pub said: String,
    /// A deadline in it.
    pub deadline: Option<NaiveDate>,
    /// Who recorded it.
    pub recorded_by_name: String,
}

/// What the Home Office said, in order.
///
/// # Errors
/// When the database refuses.
pub async fn scrutinies<R: Right>(tx: &mut Tx, grant: &Grant<R>) -> Stored<Vec<Scrutinised>> {
    sql("SELECT status, on_date, note, recorded_by_name FROM decision_scrutiny WHERE review = $1 ORDER BY id")
        .bind(grant.review())
        .all(tx)
        .await
}

/// The letters of direction, in order.
///
/// # Errors
/// When the database refuses.
pub async fn directions<R: Right>(tx: &mut Tx, grant: &Grant<R>) -> Stored<Vec<Direction>> {
    sql("SELECT letter_on, kind, body, said, deadline, recorded_by_name FROM decision_direction WHERE review = $1 ORDER BY id")
        .bind(grant.review())
        .all(tx)
        .await
}

fn read_all(f: &mut Filled, questions: &[crate::ui::asked::Asked], today: NaiveDate) -> Result<Sheet, CaseProblem> {
    let sheet = read(f, questions, today);
    if f.is_good() { Ok(sheet) } else { Err(CaseProblem::Form) }
}

/// Records what the Home Office says to the decision in force.
///
/// # Errors
/// [`CaseProblem::Form`] when `f` says what is wrong; [`CaseProblem::Said`] when no decision was made; [`CaseProblem::Step`] when the
/// process refuses; else when key or database refuse.
pub async fn scrutinise(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditCase>,
    step: &Grant<TakeStep>,
    f: &mut Filled,
) -> Result<(), CaseProblem> {
    let (review, today) = (grant.review(), tx.today());
    let made = load(tx, review).await?.into_iter().rfind(|one| !one.is_open());
    let made = made.ok_or_else(|| CaseProblem::Said("No decision has been made yet.".into()))?;
    let sheet = read(f, SCRUTINY, today);
    if let (Some(on), Some(decided)) = (sheet.day("on"), made.decided_on)
        && on < decided
    {
        f.wrong_at("on", "on-day", format!("The date must not be before the decision, {}", crate::ui::day(decided)));
    }
    let (Some(()), Some(status), Some(on)) = (f.good(), sheet.parsed::<Scrutiny>("status"), sheet.day("on")) else {
        return Err(CaseProblem::Form);
    };
    if status == Scrutiny::Sent {
        reviews::beside(tx, step, Act::RecordHomeOfficeScrutiny, Fits::WithItsStep, f.version()).await?;
    }
    let register = parties::register_for_tying(tx, keyring, grant.actor(), review).await?;
    let note = register.tie_str(sheet.get("note")).into_owned();
    let (id, now) = (tx.id::<ScrutinyId>(), tx.now());
    sql("INSERT INTO decision_scrutiny (id, review, decision, status, on_date, note, recorded_by_name, recorded_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
    .bind(id)
    .bind(review)
    .bind(made.id)
    .bind(status)
    .bind(on)
    .bind(note.as_str())
    .bind(grant.actor().name.as_str())
    .bind(now)
    .run(tx)
    .await?;
    sql("UPDATE decision SET scrutiny = $2 WHERE id = $1").bind(made.id).bind(status).run(tx).await?;
    if status == Scrutiny::Sent {
        audit::record(tx, &grant.doer(), Deed::CaseChanged, serde_json::json!({ "what": "scrutiny", "status": status })).await?;
        return Ok(reviews::note(tx, &grant.doer(), review, "scrutiny_sent", on, &note).await?);
    }
    let taking = Taking { note, ..Taking::new(Act::RecordHomeOfficeScrutiny, on, f.version()) };
    reviews::advance(tx, step, taking).await?;
    Ok(())
}

/// Records a letter of direction. One that directs a review takes the case there, whatever was decided; the first decision stays on record.
///
/// # Errors
/// As [`scrutinise`].
pub async fn direct(tx: &mut Tx, keyring: &Keyring, step: &Grant<TakeStep>, f: &mut Filled) -> Result<(), CaseProblem> {
    let (review, today) = (step.review(), tx.today());
    let sheet = read_all(f, DIRECTION, today)?;
    let Some(letter_on) = sheet.day("letter_on") else { return Err(CaseProblem::Form) };
    let takes_part = sheet.is("kind", "participate");
    if takes_part {
        // A body is directed to take part in a review that runs already as well as in one that is still to be decided on.
        reviews::beside(tx, step, Act::RecordDirection, Fits::AtAnyStage, f.version()).await?;
    }
    let register = parties::register_for_tying(tx, keyring, step.actor(), review).await?;
    let said = register.tie_str(sheet.get("said")).into_owned();
    let (id, now) = (tx.id::<DirectionId>(), tx.now());
    sql("INSERT INTO decision_direction (id, review, letter_on, kind, body, said, deadline, recorded_by_name, recorded_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
    .bind(id)
    .bind(review)
    .bind(letter_on)
    .bind(sheet.get("kind"))
    .bind(sheet.get("body"))
    .bind(said.as_str())
    .bind(sheet.day("deadline"))
    .bind(step.actor().name.as_str())
    .bind(now)
    .run(tx)
    .await?;
    if takes_part {
        audit::record(tx, &step.doer(), Deed::CaseChanged, serde_json::json!({ "what": "direction", "kind": "participate" }))
            .await?;
        return Ok(reviews::note(tx, &step.doer(), review, "directed_to_take_part", letter_on, &said).await?);
    }
    let given = vec![Need::DirectionAtHand];
    let taking = Taking { note: said, given, ..Taking::new(Act::RecordDirection, letter_on, f.version()) };
    reviews::advance(tx, step, taking).await?;
    Ok(())
}

/// Reopens the decision for one of the five reasons. The record in force stays until another supersedes it.
///
/// # Errors
/// As [`scrutinise`].
pub async fn reopen(tx: &mut Tx, keyring: &Keyring, step: &Grant<TakeStep>, f: &mut Filled) -> Result<(), CaseProblem> {
    let (review, today) = (step.review(), tx.today());
    let sheet = read_all(f, REOPENING, today)?;
    let (Some(why), Some(on)) = (sheet.parsed::<ReopenReason>("why"), sheet.day("on")) else { return Err(CaseProblem::Form) };
    let register = parties::register_for_tying(tx, keyring, step.actor(), review).await?;
    let note = format!("{}. {}", why.label(), register.tie_str(sheet.get("note")));
    let taking = Taking { note, given: vec![Need::ReopeningReasoned], ..Taking::new(Act::Reopen, on, f.version()) };
    reviews::advance(tx, step, taking).await?;
    open_one(tx, review).await?;
    Ok(())
}
