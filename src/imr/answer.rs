//! An agency's answer: written by one person, signed by another, locked from then on.

use chrono::NaiveDate;
use serde_json::json;

use crate::access::Actor;
use crate::audit::{self, Deed};
use crate::documents::{self, NewFile};
use crate::ids::{DocumentId, OrganisationId, ReviewId};
use crate::outbox::Kind;
use crate::panel::sits_on_it;
use crate::process::{Event, Role};
use crate::redaction::CaseText;
use crate::reviews;
use crate::store::{FromRow, Stored, Tx, sql};
use crate::ui::Problem;

use super::kinds::{State, outstanding, reviewing};
use super::mail::tell_review;
use super::part::let_go;
use super::read::{Request, RequestId, Return, confirmed, latest, request};
use super::rights::{self, Hand};
use super::secured::{asked_to_secure, still_secures};
use super::signature::misdated;

/// What was searched, and for what. A return that found nothing is worth only what this says.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// The systems.
    pub systems: CaseText,
    /// Names, dates of birth, addresses, numbers: as references to the register where it holds them.
    pub identifiers: CaseText,
}

impl Search {
    fn is_named(&self) -> bool {
        !self.systems.is_empty() && !self.identifiers.is_empty()
    }
}

/// A return as its author has it so far.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The words.
    pub body: CaseText,
    /// No record of anybody was found in any system.
    pub nil_return: bool,
    /// What was searched.
    pub search: Search,
}

fn locked() -> Problem {
    Problem::not_now("This return has been signed and is locked. Ask the chair to send it back if it must change.")
}

fn stale() -> Problem {
    Problem::Stale {
        sentence: "This return was saved since you opened the page. Copy what you typed, then open it again.".into(),
    }
}

fn writable(request: &Request, now: &Return) -> Result<(), Problem> {
    if now.signed_at.is_some() {
        Err(locked())
    } else if request.state == State::Excused {
        Err(Problem::not_now("Your agency has been excused from this. Ask the coordinator if you have something to send."))
    } else {
        Ok(())
    }
}

/// Saves what the author has so far. The declaration falls away when somebody else writes on.
///
/// # Errors
/// When it is not theirs, is locked, or was saved by another meanwhile.
pub async fn save(
    tx: &mut Tx,
    actor: &Actor,
    review: ReviewId,
    (id, version): (RequestId, i64),
    draft: Draft,
) -> Result<(), Problem> {
    let asked = request(tx, review, id).await?;
    let by = rights::writer(tx, actor, review, asked.organisation, asked.level).await?;
    let now = latest(tx, id).await?;
    writable(&asked, &now)?;
    let changed = sql("UPDATE agency_return SET body = $3, nil_return = $4, systems = $5, identifiers = $6, author = $7, \
         author_name = $8, author_post = $9, declared_at = CASE WHEN author = $7 THEN declared_at ELSE NULL END, version = version + 1 \
         WHERE id = $1 AND version = $2 AND signed_at IS NULL")
    .bind(now.id)
    .bind(version)
    .bind(draft.body)
    .bind(draft.nil_return)
    .bind(draft.search.systems)
    .bind(draft.search.identifiers)
    .bind(by.person)
    .bind(by.name.clone())
    .bind(by.post.clone())
    .run(tx)
    .await?;
    if changed == 0 {
        return Err(stale());
    }
    set_state(tx, &asked, State::Writing).await?;
    audit::record(tx, &by.doer, Deed::CaseChanged, json!({ "return": now.id, "round": now.round })).await?;
    Ok(())
}

/// Adds a file to the return. `part` is `report` or `chronology`.
///
/// # Errors
/// When it is not theirs, is locked, or the file was sealed for another review.
pub async fn add_file(
    tx: &mut Tx,
    actor: &Actor,
    (review, id): (ReviewId, RequestId),
    part: &'static str,
    file: NewFile,
) -> Result<DocumentId, Problem> {
    let asked = request(tx, review, id).await?;
    let by = rights::writer(tx, actor, review, asked.organisation, asked.level).await?;
    let now = latest(tx, id).await?;
    writable(&asked, &now)?;
    file.sealed.is_of(review)?;
    let file = NewFile { organisation: Some(asked.organisation), audience: "agency", ..file };
    let document = documents::keep(tx, &by.doer, file).await?;
    sql("INSERT INTO agency_return_file (return_id, document, part) VALUES ($1, $2, $3)")
        .bind(now.id)
        .bind(document)
        .bind(part)
        .run(tx)
        .await?;
    // What is declared and signed is the return with its files: who saw it without this one looks again.
    sql("UPDATE agency_return SET declared_at = CASE WHEN author = $2 THEN declared_at ELSE NULL END, version = version + 1 WHERE id = $1")
        .bind(now.id)
        .bind(by.person)
        .run(tx)
        .await?;
    set_state(tx, &asked, State::Writing).await?;
    Ok(document)
}

/// The author declares: no involvement with the people in the review, and no line management of those who had
/// (guidance; domain section 2.9).
///
/// # Errors
/// When the person did not write the return, cannot declare both, or it is locked.
pub async fn declare(
    tx: &mut Tx,
    actor: &Actor,
    review: ReviewId,
    (id, version): (RequestId, i64),
    (no_involvement, no_line_management): (bool, bool),
) -> Result<(), Problem> {
    let asked = request(tx, review, id).await?;
    let by = rights::writer(tx, actor, review, asked.organisation, asked.level).await?;
    let now = latest(tx, id).await?;
    writable(&asked, &now)?;
    if now.author.is_some_and(|author| author != by.person) {
        return Err(Problem::NotYours(format!(
            "{} wrote this return, so only they can declare their independence.",
            now.author_name
        )));
    }
    if !(no_involvement && no_line_management) {
        return Err(Problem::NotYours(
            "The author must have had no involvement with anybody in the review and must not manage those who had. Ask your agency to name another author.".into(),
        ));
    }
    if asked.level.reviews() && sits_on_it(tx, review, by.person).await? {
        return Err(Problem::NotYours(
            "You sit on the panel that reads this return, so you cannot be its author. Ask your agency to name another author, or the coordinator to end your membership.".into(),
        ));
    }
    let at = tx.now();
    let changed = sql("UPDATE agency_return SET author = $3, author_name = $4, author_post = $5, no_involvement = $6, \
         no_line_management = $6, declared_at = $7, version = version + 1 WHERE id = $1 AND version = $2 AND signed_at IS NULL")
    .bind(now.id)
    .bind(version)
    .bind(by.person)
    .bind(by.name.clone())
    .bind(by.post.clone())
    .bind(true)
    .bind(at)
    .run(tx)
    .await?;
    if changed == 0 {
        return Err(stale());
    }
    audit::record(tx, &by.doer, Deed::CaseChanged, json!({ "return": now.id, "declared": true })).await?;
    Ok(())
}

/// Why a return cannot be signed yet, in the order of the page.
#[must_use]
pub fn missing(now: &Return, files: usize) -> Vec<&'static str> {
    let mut missing = Vec::new();
    let search = Search { systems: now.systems.clone(), identifiers: now.identifiers.clone() };
    if now.nil_return && !search.is_named() {
        missing.push("A nil return must name the systems searched and what was searched for");
    }
    if !now.nil_return && now.body.is_empty() && files == 0 {
        missing.push("There is nothing in it yet: write the answer or add a file");
    }
    if now.author.is_none() || now.declared_at.is_none() {
        missing.push("Its author has not declared their independence");
    }
    missing
}

/// Signs the return for the agency on this day, which locks it. Whoever signs did not write it.
///
/// # Errors
/// When it is not theirs to sign, is not complete, the day cannot be, or it was signed already.
pub async fn sign(
    tx: &mut Tx,
    actor: &Actor,
    review: ReviewId,
    (id, version): (RequestId, i64),
    (on, reservations): (NaiveDate, CaseText),
) -> Result<(), Problem> {
    let asked = request(tx, review, id).await?;
    let by = rights::signatory(tx, actor, review, asked.organisation, asked.level).await?;
    let now = latest(tx, id).await?;
    writable(&asked, &now)?;
    if now.author == Some(by.person) {
        return Err(Problem::NotYours("You wrote this return, so somebody else must sign it for your agency.".into()));
    }
    let files: i64 = sql("SELECT COUNT(*) FROM agency_return_file WHERE return_id = $1").bind(now.id).scalar(tx).await?;
    if let Some(first) = missing(&now, usize::try_from(files).unwrap_or_default()).first() {
        return Err(Problem::not_now(format!("{first}.")));
    }
    if let Some(sentence) = misdated(tx, &asked, on).await? {
        return Err(Problem::not_now(sentence));
    }
    let at = tx.now();
    let changed = sql("UPDATE agency_return SET signatory = $3, signatory_name = $4, signatory_post = $5, reservations = $6, \
         signed_at = $7, signed_on = $8, version = version + 1 WHERE id = $1 AND version = $2 AND signed_at IS NULL")
    .bind(now.id)
    .bind(version)
    .bind(by.person)
    .bind(by.name.clone())
    .bind(by.post.clone())
    .bind(reservations)
    .bind(at)
    .bind(on)
    .run(tx)
    .await?;
    if changed == 0 {
        return Err(stale());
    }
    signed(tx, &asked, &by, on).await
}

async fn signed(tx: &mut Tx, asked: &Request, by: &Hand, on: NaiveDate) -> Result<(), Problem> {
    set_state(tx, asked, State::Signed).await?;
    if asked.level.reviews() {
        // The chronology is part of the review that is signed, at the latest.
        sql("UPDATE agency_request SET chronology_on = COALESCE(chronology_on, $2) WHERE id = $1")
            .bind(asked.id)
            .bind(on)
            .run(tx)
            .await?;
    }
    audit::record(tx, &by.doer, Deed::ReturnSent, json!({ "request": asked.id, "level": asked.level, "on": on })).await?;
    reviews::note(tx, &by.doer, asked.review, "return_signed", on, &format!("{}: {}", asked.agency, asked.level.label())).await?;
    // Whoever chairs reads it: the coordinator sees on the board that it is in.
    tell_review(tx, asked, &[Role::IndepChair], Kind::ReturnSigned).await?;
    all_in(tx, asked.review).await?;
    Ok(())
}

async fn set_state(tx: &mut Tx, asked: &Request, state: State) -> Stored<()> {
    sql("UPDATE agency_request SET state = $2, version = version + 1 WHERE id = $1 AND state <> $2")
        .bind(asked.id)
        .bind(state)
        .run(tx)
        .await?;
    Ok(())
}

#[derive(FromRow)]
struct Tally {
    asked: i64,
    outstanding: i64,
    signed: i64,
    chronologies: i64,
    whole_reviews: i64,
    latest: Option<NaiveDate>,
}

/// Puts on record that the last return of its kind has come in: on the day of the last signature.
pub(super) async fn all_in(tx: &mut Tx, review: ReviewId) -> Stored<()> {
    const COUNTS: &str = concat!(
        "SELECT COUNT(*) AS asked, COUNT(CASE WHEN state IN ",
        outstanding!(),
        " THEN 1 END) AS outstanding, \
         COUNT(CASE WHEN state NOT IN ",
        outstanding!(),
        " AND state <> 'excused' THEN 1 END) AS signed, \
         COUNT(CASE WHEN chronology_on IS NULL AND state <> 'excused' AND level = 'imr' THEN 1 END) AS chronologies, \
         COUNT(CASE WHEN state <> 'excused' AND level = 'imr' THEN 1 END) AS whole_reviews, \
         MAX((SELECT MAX(t.signed_on) FROM agency_return t WHERE t.request = agency_request.id)) AS latest FROM agency_request WHERE review = $1 AND CASE WHEN level IN ",
        reviewing!(),
        " THEN $2 ELSE NOT $2 END"
    );
    let today = tx.today();
    let day = |tally: &Tally| tally.latest.unwrap_or(today);
    let imrs: Tally = sql(COUNTS).bind(review).bind(true).one(tx).await?;
    let scoping: Tally = sql(COUNTS).bind(review).bind(false).one(tx).await?;
    let whole = |tally: &Tally| tally.asked > 0 && tally.outstanding == 0 && tally.signed > 0;
    if whole(&scoping) {
        reviews::record(tx, review, Event::ScopingReturned, day(&scoping), "").await?;
    }
    if whole(&imrs) {
        reviews::record(tx, review, Event::ImrsIn, day(&imrs), "").await?;
    }
    // A short report brings none.
    if whole(&imrs) && imrs.whole_reviews > 0 && imrs.chronologies == 0 {
        reviews::record(tx, review, Event::ChronologiesIn, day(&imrs), "").await?;
    }
    Ok(())
}

/// What an agency did to keep its records safe (domain section 2.8).
#[derive(Clone, Debug)]
pub struct Securing {
    /// What was searched, and for what.
    pub search: Search,
    /// Where paper files are, and who sealed them.
    pub paper: CaseText,
    /// Electronic records are locked, or their audit is on.
    pub electronic_locked: bool,
    /// Destruction is suspended.
    pub destruction_suspended: bool,
    /// Systems of others, and old ones.
    pub other_systems: CaseText,
    /// Since when.
    pub on: NaiveDate,
}

/// Acknowledges that an agency's records are secured.
///
/// # Errors
/// When it is not their agency, the day is still to come, or the database refuses.
pub async fn secure(
    tx: &mut Tx,
    actor: &Actor,
    review: ReviewId,
    organisation: OrganisationId,
    what: Securing,
) -> Result<(), Problem> {
    let by = rights::keeper(tx, actor, review, organisation).await?;
    if !still_secures(tx, review).await? {
        return Err(Problem::not_now(
            "The review has gone on, and nobody is asked any more to confirm that records are secured.",
        ));
    }
    if confirmed(tx, review, organisation).await? {
        return Err(Problem::not_now("It is on record already that your agency’s records are secured. Nothing was saved."));
    }
    let (id, at, today) = (tx.id::<RequestId>(), tx.now(), tx.today());
    if what.on > today || !what.search.is_named() {
        return Err(Problem::not_now("Name the systems and what was searched for, and a day that is not in the future."));
    }
    sql("INSERT INTO records_secured (id, review, organisation, systems, identifiers, paper, electronic_locked, \
         destruction_suspended, other_systems, secured_on, by_person, by_name, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)")
    .bind(id)
    .bind(review)
    .bind(organisation)
    .bind(what.search.systems)
    .bind(what.search.identifiers)
    .bind(what.paper)
    .bind(what.electronic_locked)
    .bind(what.destruction_suspended)
    .bind(what.other_systems)
    .bind(what.on)
    .bind(by.person)
    .bind(by.name.clone())
    .bind(at)
    .run(tx)
    .await?;
    audit::record(tx, &by.doer, Deed::ReturnSent, json!({ "secured": organisation })).await?;
    let agency: String = sql("SELECT name FROM organisation WHERE id = $1").bind(organisation).scalar(tx).await?;
    reviews::note(tx, &by.doer, review, "records_secured", what.on, &agency).await?;
    all_secured(tx, review).await?;
    Ok(let_go(tx, &by.doer, review, organisation).await?)
}

/// Puts on record that the last agency that was asked has secured its records, for the latest of the days that they gave.
async fn all_secured(tx: &mut Tx, review: ReviewId) -> Result<(), Problem> {
    let asked = asked_to_secure(tx, review).await?;
    // One that confirms of itself does not speak for those that were written to in another way.
    if !asked.is_empty() && asked.iter().all(|agency| agency.confirmed) {
        let last = sql("SELECT MAX(secured_on) FROM records_secured WHERE review = $1").bind(review).scalar(tx).await?;
        reviews::record(tx, review, Event::RecordsSecured, last, "").await?;
    }
    Ok(())
}
