//! After a decision: the Home Office's scrutiny, a direction, reopening.

use chrono::NaiveDate;

use super::questions::{DIRECTION, REOPENING, SCRUTINY, Scrutiny, TAKES_PART};
use super::record::{load, open_one};
use crate::access::Grant;
use crate::access::right::{EditCase, Right, TakeStep};
use crate::audit::{self, Deed, Subject};
use crate::ids::OrganisationId;
use crate::keyring::Keyring;
use crate::notification::{self, CaseProblem};
use crate::parties;
use crate::process::{Act, Need, ReopenReason};
use crate::reviews::{self, Fits, Taking, directed_missing};
use crate::store::{FromRow, Stored, Tx, sql};
use crate::ui::asked::{Sheet, read};
use crate::ui::{Filled, too_early};

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
    /// Which.
    pub id: DirectionId,
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
    /// Whether it is to take part and the body does not.
    pub missing: bool,
    /// Since when the body takes part in another way than on the panel or by a return, where somebody said so.
    pub met_on: Option<NaiveDate>,
    /// How.
    pub met_how: String,
    /// Who said so.
    pub met_by_name: String,
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
    sql(concat!(
        "SELECT x.id, x.letter_on, x.kind, x.body, x.said, x.deadline, x.recorded_by_name, ",
        directed_missing!(),
        " AS missing, x.met_on, x.met_how, x.met_by_name FROM decision_direction x WHERE x.review = $1 ORDER BY x.id"
    ))
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
    sql("UPDATE decision SET scrutiny = $2 WHERE id = $1")
        .bind(made.id)
        .bind(status)
        .run_for_record(Subject::Decision, tx)
        .await?;
    if status == Scrutiny::Sent {
        audit::record(tx, &grant.doer(), Deed::CaseChanged, serde_json::json!({ "what": "scrutiny", "status": status })).await?;
        return Ok(reviews::note(tx, &grant.doer(), review, "scrutiny_sent", on, &note).await?);
    }
    let taking = Taking { note, ..Taking::new(Act::RecordHomeOfficeScrutiny, on, f.version()) };
    reviews::advance(tx, step, taking).await?;
    Ok(())
}

#[derive(FromRow)]
struct Body {
    id: OrganisationId,
    name: String,
    short_name: String,
}

/// The body of the directory that is called this, in full or in short.
async fn named(tx: &mut Tx, step: &Grant<TakeStep>, body: &str) -> Stored<Option<Body>> {
    let all: Vec<Body> = sql("SELECT o.id, o.name, o.short_name FROM organisation o WHERE o.id = $1 \
         OR o.id IN (SELECT organisation FROM directory WHERE partnership = $1) \
         OR o.id IN (SELECT organisation FROM review_agency WHERE review = $2) ORDER BY o.id")
    .bind(step.partnership())
    .bind(step.review())
    .all(tx)
    .await?;
    let typed = body.trim().to_lowercase();
    Ok(all.into_iter().find(|one| [&one.name, &one.short_name].iter().any(|name| name.to_lowercase() == typed)))
}

/// The partnership itself: a review is held by it.
async fn own(tx: &mut Tx, step: &Grant<TakeStep>) -> Stored<Option<Body>> {
    sql("SELECT id, name, short_name FROM organisation WHERE id = $1").bind(step.partnership()).maybe(tx).await
}

/// Puts on record how a body that was directed to take part does so, where it neither sits on the panel nor sends a return: the task ends.
///
/// # Errors
/// As [`scrutinise`].
pub async fn takes_part(
    tx: &mut Tx,
    keyring: &Keyring,
    step: &Grant<TakeStep>,
    direction: DirectionId,
    f: &mut Filled,
) -> Result<(), CaseProblem> {
    let (review, today) = (step.review(), tx.today());
    reviews::beside(tx, step, Act::RecordDirection, Fits::AtAnyStage, f.version()).await?;
    let one = directions(tx, step).await?.into_iter().find(|one| one.id == direction).ok_or(CaseProblem::NotThere)?;
    if !one.missing {
        return Err(CaseProblem::Stale("It is on record already that this body takes part."));
    }
    let sheet = read(f, TAKES_PART, today);
    if let Some(sentence) = sheet.day("on").and_then(|on| too_early(on, one.letter_on, "the letter was written")) {
        f.wrong_at("on", "on-day", sentence);
    }
    let (Some(()), Some(on)) = (f.good(), sheet.day("on")) else { return Err(CaseProblem::Form) };
    let how = parties::register_for_tying(tx, keyring, step.actor(), review).await?.tie_str(sheet.get("how")).into_owned();
    sql("UPDATE decision_direction SET met_on = $3, met_how = $4, met_by_name = $5 WHERE id = $1 AND review = $2")
        .bind(direction)
        .bind(review)
        .bind(on)
        .bind(how.as_str())
        .bind(step.actor().name.as_str())
        .run(tx)
        .await?;
    let detail = serde_json::json!({ "what": "direction", "takes_part": direction });
    audit::record(tx, &step.doer(), Deed::CaseChanged, detail).await?;
    Ok(reviews::note(tx, &step.doer(), review, "directed_body_takes_part", on, &format!("{}. {how}", one.body)).await?)
}

/// Records a letter of direction. One that directs a review takes the case there, whatever was decided; the first decision stays on record.
///
/// # Errors
/// As [`scrutinise`].
pub async fn direct(tx: &mut Tx, keyring: &Keyring, step: &Grant<TakeStep>, f: &mut Filled) -> Result<(), CaseProblem> {
    let (review, today) = (step.review(), tx.today());
    let sheet = read_all(f, DIRECTION, today)?;
    let Some(letter_on) = sheet.day("letter_on") else { return Err(CaseProblem::Form) };
    if let Some(sentence) =
        notification::died_on(tx, review).await?.and_then(|died| too_early(letter_on, died, "the person died"))
    {
        f.wrong_at("letter_on", "letter_on-day", sentence);
    }
    if let Some(sentence) = sheet.day("deadline").and_then(|deadline| too_early(deadline, letter_on, "the letter was written")) {
        f.wrong_at("deadline", "deadline-day", sentence);
    }
    let takes_part = sheet.is("kind", "participate");
    let named = if takes_part { named(tx, step, sheet.get("body")).await? } else { own(tx, step).await? };
    let Some(body) = named else {
        f.wrong(
            "body",
            format!(
                "No body in your directory is called “{}”. Write its name as it stands there, or have it added first",
                sheet.get("body").trim()
            ),
        );
        return Err(CaseProblem::Form);
    };
    f.good().ok_or(CaseProblem::Form)?;
    if takes_part {
        // A body is directed to take part in a review that runs already as well as in one that is still to be decided on.
        reviews::beside(tx, step, Act::RecordDirection, Fits::AtAnyStage, f.version()).await?;
    }
    let register = parties::register_for_tying(tx, keyring, step.actor(), review).await?;
    let said = register.tie_str(sheet.get("said")).into_owned();
    let (id, now) = (tx.id::<DirectionId>(), tx.now());
    sql("INSERT INTO decision_direction (id, review, letter_on, kind, body, said, deadline, recorded_by_name, recorded_at, organisation) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)")
    .bind(id)
    .bind(review)
    .bind(letter_on)
    .bind(sheet.get("kind"))
    .bind(body.name)
    .bind(said.as_str())
    .bind(sheet.day("deadline"))
    .bind(step.actor().name.as_str())
    .bind(now)
    .bind(body.id)
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
    open_one(tx, &step.doer(), review).await?;
    Ok(())
}
