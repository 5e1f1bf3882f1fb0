//! Clocks, agreed dates, holds.

use std::sync::Arc;

use chrono::NaiveDate;
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use crate::access::permit;
use crate::access::right::{EditClocks, SeeReview};
use crate::base::calendar::Calendar;
use crate::base::{Line, Prose};
use crate::process::{Due, Facts, HoldReason, HoldScope, Regime, Rule, TaskKind, due};
use crate::reviews::{self as rooms, Front, HoldId, NewDate, NewHold};
use crate::store::{Stored, Tx};

use super::caller::Token;
use super::fault::Fault;
use super::press::Desk;
use super::reviews::id;

/// Operations on clocks and holds.
pub(super) struct Clocks(pub(super) Arc<Desk>);

/// A clock that has started.
#[derive(Debug, Object)]
pub(super) struct Clock {
    /// Its number in the catalogue.
    rule: String,
    /// What is due.
    label: String,
    /// What it is about; empty for the review as a whole.
    about: String,
    /// The day on which it started.
    started: NaiveDate,
    /// Its length.
    length: String,
    /// The computed date, which nothing changes.
    computed_due: NaiveDate,
    /// The computed date, or the working day before it.
    act_by: NaiveDate,
    /// The agreed date beside it.
    agreed_due: Option<NaiveDate>,
    /// The day on which it was met.
    met_on: Option<NaiveDate>,
    /// How it stands, as a code.
    state: String,
    /// Its source.
    source: String,
}

impl Clock {
    pub(super) fn of(due: &Due, regime: Regime) -> Self {
        Self {
            rule: due.clock.rule.code().into(),
            label: due.clock.rule.label().into(),
            about: due.about.clone(),
            started: due.started,
            length: due.length.to_string(),
            computed_due: due.computed_due,
            act_by: due.act_by,
            agreed_due: due.agreed.as_ref().map(|agreed| agreed.due),
            met_on: due.met_on,
            state: due.state.code().into(),
            source: due.clock.cited(regime).map(crate::process::print::source).unwrap_or_default(),
        }
    }
}

async fn dues(tx: &mut Tx, front: &Front, facts: &Facts) -> Stored<Vec<Due>> {
    let lengths = rooms::lengths(tx, front.partnership).await?;
    Ok(due(facts, Calendar::england_and_wales(), &lengths))
}

pub(super) async fn clocks(tx: &mut Tx, front: &Front, facts: &Facts) -> Stored<Vec<Clock>> {
    Ok(dues(tx, front, facts).await?.iter().map(|due| Clock::of(due, front.regime)).collect())
}

/// A date that the partnership agrees.
#[derive(Debug, Object)]
struct NewAgreedDate {
    /// What the clock is about; empty for the review as a whole.
    #[oai(default)]
    about: String,
    /// The agreed date.
    due: NaiveDate,
    /// Who agreed to it.
    by: String,
    /// When.
    on: NaiveDate,
    /// Why the computed date cannot be kept.
    reason: String,
}

/// A hold to set.
#[derive(Debug, Object)]
struct HoldToSet {
    /// The code of the reason.
    reason: String,
    /// Codes of the kinds of task that wait; empty when everything waits.
    #[oai(default)]
    pauses: Vec<String>,
    /// Who asked for it.
    requested_by: String,
    /// The legal basis or the advice.
    advice: String,
    /// The first day.
    starts: NaiveDate,
    /// When it is expected to end.
    expected_end: Option<NaiveDate>,
}

/// A hold.
#[derive(Debug, Object)]
struct Hold {
    /// Its id.
    id: String,
    /// The code of the reason.
    reason: String,
    /// Codes of what waits; empty when everything waits.
    pauses: Vec<String>,
    /// The first day.
    starts: NaiveDate,
    /// When it is looked at again.
    review_on: NaiveDate,
    /// When it was lifted.
    ended_on: Option<NaiveDate>,
    /// To be sent back when it is lifted.
    version: i64,
}

/// The version of something that is to be ended.
#[derive(Debug, Object)]
struct Seen {
    /// The version that you saw.
    version: i64,
}

fn line(field: &str, text: &str) -> Result<Line, Fault> {
    Line::parse(text).map_err(|sentence| Fault::wrong(field, sentence))
}

fn prose(field: &str, text: &str) -> Result<Prose, Fault> {
    Prose::parse(text).map_err(|sentence| Fault::wrong(field, sentence))
}

#[OpenApi]
impl Clocks {
    /// Every clock that has started, with its source.
    #[oai(path = "/reviews/:review/clocks", method = "get")]
    async fn clocks(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
    ) -> Result<Json<Vec<Clock>>, Fault> {
        let actor = token.caller(&self.0.app).await?;
        let mut tx = self.0.app.store.read().await?;
        let grant = permit::<SeeReview>(&mut tx, &actor, id(&review)?).await?;
        let front = rooms::front(&mut tx, &grant).await?;
        let facts = rooms::facts(&mut tx, front.id).await?;
        Ok(Json(clocks(&mut tx, &front, &facts).await?))
    }

    /// Put an agreed date beside a computed one.
    #[oai(path = "/reviews/:review/clocks/:rule/agreed-dates", method = "post")]
    async fn agree(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The number of the clock, such as DL-12.
        rule: Path<String>,
        agreed: Json<NewAgreedDate>,
    ) -> Result<Json<Vec<Clock>>, Fault> {
        let actor = token.caller(&self.0.app).await?;
        let rule: Rule = rule.parse().map_err(|_| Fault::not_there())?;
        let (by, reason) = (line("by", &agreed.by)?, prose("reason", &agreed.reason)?);
        let mut tx = self.0.app.store.write().await?;
        let grant = permit::<EditClocks>(&mut tx, &actor, id(&review)?).await?;
        if agreed.on > tx.today() {
            return Err(Fault::wrong("on", "The day on which it was agreed must be today or in the past"));
        }
        if agreed.due < agreed.on {
            return Err(Fault::wrong("due", "The agreed date must not be before the day on which it was agreed"));
        }
        let front = rooms::front(&mut tx, &grant).await?;
        let facts = rooms::facts(&mut tx, front.id).await?;
        let found = dues(&mut tx, &front, &facts).await?;
        let clock = found.iter().find(|due| due.clock.rule == rule && due.about == agreed.about).ok_or_else(Fault::not_there)?;
        let register = crate::parties::register_for_tying(&mut tx, &self.0.app.keyring, front.id).await?;
        let by = register.tie_str(by.as_str()).into_owned();
        let new = NewDate { due: agreed.due, by, on: agreed.on, reason: register.tie(&reason) };
        rooms::agree(&mut tx, &grant, clock, new).await?;
        let facts = rooms::facts(&mut tx, front.id).await?;
        let after = clocks(&mut tx, &front, &facts).await?;
        tx.commit().await?;
        Ok(Json(after))
    }

    /// The holds of a review, the latest first.
    #[oai(path = "/reviews/:review/holds", method = "get")]
    async fn holds(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
    ) -> Result<Json<Vec<Hold>>, Fault> {
        let actor = token.caller(&self.0.app).await?;
        let mut tx = self.0.app.store.read().await?;
        let grant = permit::<SeeReview>(&mut tx, &actor, id(&review)?).await?;
        Ok(Json(rooms::holds(&mut tx, &grant).await?.into_iter().map(hold).collect()))
    }

    /// Set a hold.
    #[oai(path = "/reviews/:review/holds", method = "post")]
    async fn set_hold(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        new: Json<HoldToSet>,
    ) -> Result<Json<Vec<Hold>>, Fault> {
        let actor = token.caller(&self.0.app).await?;
        let reason: HoldReason = new.reason.parse().map_err(|_| Fault::wrong("reason", "Give the code of a reason"))?;
        let kinds: Result<Vec<TaskKind>, _> = new.pauses.iter().map(|code| code.parse()).collect();
        let kinds = kinds.map_err(|_| Fault::wrong("pauses", "Give codes of kinds of task"))?;
        let (by, advice) = (line("requested_by", &new.requested_by)?, prose("advice", &new.advice)?);
        let mut tx = self.0.app.store.write().await?;
        let grant = permit::<EditClocks>(&mut tx, &actor, id(&review)?).await?;
        if new.starts > tx.today() {
            return Err(Fault::wrong("starts", "The first day of the hold must be today or in the past"));
        }
        let register = crate::parties::register_for_tying(&mut tx, &self.0.app.keyring, grant.review()).await?;
        let scope = if kinds.is_empty() { HoldScope::Full } else { HoldScope::Partial(kinds) };
        let requested_by = register.tie_str(by.as_str()).into_owned().into();
        let (starts, expected_end) = (new.starts, new.expected_end);
        let set = NewHold { reason, scope, requested_by, advice: register.tie(&advice), starts, expected_end };
        rooms::set_hold(&mut tx, &grant, set).await?;
        let looking = permit::<SeeReview>(&mut tx, &actor, grant.review()).await?;
        let after = rooms::holds(&mut tx, &looking).await?;
        tx.commit().await?;
        Ok(Json(after.into_iter().map(hold).collect()))
    }

    /// Lift a hold today.
    #[oai(path = "/reviews/:review/holds/:hold/lift", method = "post")]
    async fn lift(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the hold.
        hold: Path<String>,
        seen: Json<Seen>,
    ) -> Result<Json<Vec<Hold>>, Fault> {
        let actor = token.caller(&self.0.app).await?;
        let which: HoldId = hold.parse().map_err(|_| Fault::not_there())?;
        let mut tx = self.0.app.store.write().await?;
        let grant = permit::<EditClocks>(&mut tx, &actor, id(&review)?).await?;
        let today = tx.today();
        if !rooms::lift(&mut tx, &grant, which, seen.version, today).await? {
            return Err(Fault::conflict("The hold was changed or lifted since you saw it. Nothing was saved."));
        }
        let looking = permit::<SeeReview>(&mut tx, &actor, grant.review()).await?;
        let after = rooms::holds(&mut tx, &looking).await?;
        tx.commit().await?;
        Ok(Json(after.into_iter().map(self::hold).collect()))
    }
}

fn hold(row: rooms::HoldRow) -> Hold {
    Hold {
        id: row.id.to_string(),
        reason: row.kind.code().into(),
        pauses: row.pauses.split_whitespace().map(str::to_owned).collect(),
        starts: row.starts,
        review_on: row.review_on,
        ended_on: row.ended_on,
        version: row.version,
    }
}
