//! Asking an agency, and excusing it.

use chrono::NaiveDate;
use serde_json::json;

use crate::access::Actor;
use crate::audit::{self, Deed};
use crate::base::calendar::Calendar;
use crate::base::within_a_sentence;
use crate::ids::{OrganisationId, ReviewId};
use crate::outbox::Kind;
use crate::process::table::Deadline;
use crate::process::{Event, Facts, Lengths, Role, Stage};
use crate::redaction::CaseText;
use crate::reviews::{self, Cause};
use crate::store::{FromRow, Stored, Tx, sql};
use crate::ui::{Problem, too_early};

use super::answer::all_in;
use super::kinds::{Excuse, Level, State, outstanding};
use super::mail::tell;
use super::part::{let_go, let_in};
use super::read::{RequestId, ReturnId, request};
use super::rights;
use super::secured::asks_at;

/// What to ask an agency for.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Which agency.
    pub organisation: OrganisationId,
    /// How much.
    pub level: Level,
    /// What in particular.
    pub asks: CaseText,
    /// On which day.
    pub on: NaiveDate,
}

/// The day before which no agency can have been asked: that on which the death came to the partnership's attention.
///
/// # Errors
/// When the database refuses.
pub(super) async fn earliest(tx: &mut Tx, review: ReviewId) -> Stored<Option<NaiveDate>> {
    Ok(known_since(&reviews::facts_for_clocks(tx, review).await?.0))
}

/// In a joint review it came to the attention of several.
fn known_since(facts: &Facts) -> Option<NaiveDate> {
    facts.dates.last_of(&[Event::CameToAttention]).map(|(_, on)| on)
}

/// What is wrong with the day of an asking, if anything is.
pub(super) fn misdated(on: NaiveDate, earliest: Option<NaiveDate>) -> Option<String> {
    too_early(on, earliest?, &within_a_sentence(Event::CameToAttention.label()))
}

/// Asks an agency: its people get in, are told by mail, and the clock starts. The coordinator asks.
///
/// # Errors
/// When it is not theirs to ask, when the day lies ahead or before the death was known, when the agency was asked for the same already, or
/// when the database refuses.
pub async fn ask(tx: &mut Tx, actor: &Actor, review: ReviewId, asked: Asked) -> Result<RequestId, Problem> {
    let by = rights::asker(tx, actor, review).await?;
    let (today, id) = (tx.today(), tx.id::<RequestId>());
    let (facts, lengths) = reviews::facts_for_clocks(tx, review).await?;
    if !asks_at(facts.regime, facts.stage) {
        return Err(Problem::not_now(
            "The report is agreed or the review has ended: no agency is asked any more. Nothing was saved.",
        ));
    }
    if asked.on > today {
        return Err(Problem::not_now("The day of the asking must be today or in the past"));
    }
    if let Some(sentence) = misdated(asked.on, known_since(&facts)) {
        return Err(Problem::not_now(sentence));
    }
    let found = newly_found(tx, review, asked.organisation, facts.stage).await?;
    // Who was excused is asked again, and goes on from what it wrote.
    let made: Option<(RequestId,)> = sql("INSERT INTO agency_request (id, review, organisation, level, asks, asked_on, asked_by, rule, due, state) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (review, organisation, level) DO UPDATE SET asks = excluded.asks, \
         asked_on = excluded.asked_on, asked_by = excluded.asked_by, rule = excluded.rule, due = excluded.due, state = excluded.state, \
         excused_why = NULL, excused_words = '', version = agency_request.version + 1 WHERE agency_request.state = $11 RETURNING id")
    .bind(id)
    .bind(review)
    .bind(asked.organisation)
    .bind(asked.level)
    .bind(asked.asks)
    .bind(asked.on)
    .bind(by.person)
    .bind(asked.level.clock())
    .bind(due(asked.level, asked.on, &facts, &lengths))
    .bind(State::Asked)
    .bind(State::Excused)
    .maybe(tx)
    .await?;
    let Some((id,)) = made else {
        return Err(Problem::not_now("This agency has already been asked for that."));
    };
    let first = tx.id::<ReturnId>();
    sql("INSERT INTO agency_return (id, request, round) SELECT $1, $2, 1 WHERE NOT EXISTS (SELECT 1 FROM agency_return WHERE request = $2)")
        .bind(first)
        .bind(id)
        .run(tx)
        .await?;
    let_in(tx, &by.doer, review, asked.organisation).await?;
    let request = request(tx, review, id).await?;
    tell(tx, &request, &[Role::AgencySpoc, Role::ImrAuthor, Role::SeniorSignatory], Kind::ReturnAsked, request.due).await?;
    let detail = json!({ "request": id, "organisation": asked.organisation, "level": asked.level, "due": request.due });
    audit::record(tx, &by.doer, Deed::ReturnAsked, detail).await?;
    let note = format!("{}: {}", request.agency, asked.level.label());
    reviews::record(tx, review, Event::AgenciesAsked, asked.on, "").await?;
    if found {
        reviews::raise(tx, review, Cause::AgencyFound, &request.agency).await?;
    }
    reviews::note(tx, &by.doer, review, "return_asked", asked.on, &note).await?;
    Ok(id)
}

/// Whether the agency comes to a review that others work on already: it has had no part in it, and the analysis has begun or somebody's
/// return has come in since the terms were agreed.
async fn newly_found(tx: &mut Tx, review: ReviewId, organisation: OrganisationId, stage: Stage) -> Stored<bool> {
    if stage < Stage::Gathering {
        return Ok(false);
    }
    sql("SELECT (NOT EXISTS (SELECT 1 FROM review_agency WHERE review = $1 AND organisation = $2) \
         AND NOT EXISTS (SELECT 1 FROM panel_member WHERE review = $1 AND organisation = $2) \
         AND ($3 OR EXISTS (SELECT 1 FROM agency_request WHERE review = $1 AND state IN ('signed', 'sent_back', 'accepted', 'accepted_with_queries'))))")
    .bind(review)
    .bind(organisation)
    .bind(stage > Stage::Gathering)
    .scalar(tx)
    .await
}

/// The due date of what was asked on a day, by the process's lengths or the partnership's own in their place. What goes by the terms of
/// reference counts from their issue.
fn due(level: Level, asked_on: NaiveDate, facts: &Facts, lengths: &Lengths) -> NaiveDate {
    let terms = facts.dates.first(Event::TermsIssued).filter(|_| level.reviews());
    let start = terms.map_or(asked_on, |issued| issued.max(asked_on));
    let length = Deadline::of(level.clock()).map(|clock| lengths.of(clock, facts.regime));
    length.map_or(start, |length| Calendar::england_and_wales().count(start, length).due)
}

#[derive(FromRow)]
struct Counted {
    id: RequestId,
    level: Level,
    asked_on: NaiveDate,
}

/// Counts again by when agencies answer that have not, since the day of the terms of reference was put right.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn count_again(tx: &mut Tx, review: ReviewId) -> Stored<()> {
    let (facts, lengths) = reviews::facts_for_clocks(tx, review).await?;
    let all: Vec<Counted> =
        sql(concat!("SELECT id, level, asked_on FROM agency_request WHERE review = $1 AND state IN ", outstanding!()))
            .bind(review)
            .all(tx)
            .await?;
    for one in all {
        sql("UPDATE agency_request SET due = $2 WHERE id = $1")
            .bind(one.id)
            .bind(due(one.level, one.asked_on, &facts, &lengths))
            .run(tx)
            .await?;
    }
    Ok(())
}

/// Excuses an agency from what it was asked for, with the reason. When nothing else is asked of it, its part in the review ends. What it
/// wrote so far stays its own, for when it is asked again.
///
/// # Errors
/// When it is not theirs to excuse, when the page was stale, or when the database refuses.
pub async fn excuse(
    tx: &mut Tx,
    actor: &Actor,
    review: ReviewId,
    (id, version): (RequestId, i64),
    why: Excuse,
    words: CaseText,
) -> Result<(), Problem> {
    let by = rights::asker(tx, actor, review).await?;
    let request = request(tx, review, id).await?;
    if !request.state.outstanding() {
        return Err(Problem::not_now("This return is no longer outstanding, so it cannot be excused."));
    }
    let changed = sql("UPDATE agency_request SET state = $3, excused_why = $4, excused_words = $5, version = version + 1 \
         WHERE id = $1 AND version = $2")
    .bind(id)
    .bind(version)
    .bind(State::Excused)
    .bind(why)
    .bind(words)
    .run(tx)
    .await?;
    if changed == 0 {
        return Err(Problem::Stale { sentence: "This request has changed since you opened the page. Nothing was saved.".into() });
    }
    audit::record(tx, &by.doer, Deed::ReturnAsked, json!({ "request": id, "excused": why })).await?;
    let today = tx.today();
    reviews::note(tx, &by.doer, review, "return_excused", today, &format!("{}: {}", request.agency, why.label())).await?;
    all_in(tx, review).await?;
    Ok(let_go(tx, &by.doer, review, request.organisation).await?)
}
