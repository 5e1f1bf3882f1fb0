//! The one way in which a review moves on: the step, its day, its place in the story, its place on the record and the
//! mail that it sends are written together or not at all.

use chrono::NaiveDate;

use crate::access::right::TakeStep;
use crate::access::{Actor, Grant, holders, permit};
use crate::audit::{self, Deed, Doer};
use crate::base::within_a_sentence;
use crate::ids::ReviewId;
use crate::outbox::{self, Kind, Mail, To};
use crate::process::publication::{about_the_anniversary, before_their_time};
use crate::process::{Act, Change, Dates, Event, Facts, Happened, Need, Notice, Refusal, Regime, Role, Stage, Step, table, take};
use crate::store::{StoreError, Stored, Tx, sql};
use crate::ui::{Problem, day, too_early};

use super::facts::{dates, facts_for_steps};
use super::follow_up::follow_up;
use super::front::{self, Front};
use super::timeline::{Entry, append_at};

/// A step as somebody wants to take it.
#[derive(Clone, Debug)]
pub struct Taking {
    /// Which.
    pub act: Act,
    /// On which day it happened, in London.
    pub on: NaiveDate,
    /// In the person's own words, with references instead of names; empty when they said nothing.
    pub note: String,
    /// What the form of the step itself supplied.
    pub given: Vec<Need>,
    /// What it is about, for steps that can happen to several things; empty for the review as a whole.
    pub about: String,
    /// The version of the review that the person saw.
    pub version: i64,
}

impl Taking {
    /// A step on a day, with nothing further to say.
    #[must_use]
    pub fn new(act: Act, on: NaiveDate, version: i64) -> Self {
        Self { act, on, note: String::new(), given: Vec::new(), about: String::new(), version }
    }
}

/// A step that was taken.
#[derive(Clone, Copy, Debug)]
pub struct Advanced {
    /// The stage before.
    pub from: Stage,
    /// The stage after.
    pub to: Stage,
    /// The version after.
    pub version: i64,
}

/// Why a step was not taken. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum StepProblem {
    /// The process refuses it; the sentence says why.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Somebody else moved the review on since the page was drawn.
    #[error("This review has changed since you opened the page. Nothing was saved. Look at what changed, then try again.")]
    Stale,
    /// The day cannot be right.
    #[error("{0}")]
    Day(String),
    /// The day of a step that is to be put right is kept elsewhere as well, or was overtaken by what happened since.
    #[error(
        "The day of this step stays as it is recorded. Either the step has a record of its own, or it was taken again or taken back since."
    )]
    Stays,
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes a step.
///
/// # Errors
/// A [`StepProblem`]; then nothing was written.
pub async fn advance(tx: &mut Tx, grant: &Grant<TakeStep>, taking: Taking) -> Result<Advanced, StepProblem> {
    let front = seen(tx, grant, taking.act, taking.version).await?;
    let mut facts = facts_for_steps(tx, &front).await?;
    facts.given.clone_from(&taking.given);
    let step = take(&facts, taking.act, &grant.roles())?;
    if taking.on > facts.today {
        return Err(StepProblem::Day("The date must be today or in the past: a step is recorded when it has happened.".into()));
    }
    if let Some(sentence) = too_soon(tx, front.id, (&facts.dates, step), taking.on).await? {
        return Err(StepProblem::Day(sentence));
    }
    if let Some(sentence) = before_the_last_is_closed(&facts.dates, taking.act, taking.on) {
        return Err(StepProblem::Day(sentence));
    }
    if let Some(sentence) = not_for_the_family(&facts, taking.act, taking.on) {
        return Err(StepProblem::Day(sentence));
    }
    let agreed = facts.dates.stands(Event::ReportCompleted);
    keep(tx, grant.review(), &mut facts.dates, step.records, taking.on, &taking.about).await?;
    let taken_back = agreed && !facts.dates.stands(Event::ReportCompleted);
    let to = step.leads_to(front.stage);
    let since = if to == front.stage { front.stage_since } else { taking.on };
    // The review moves on and takes the next place in its story at once.
    let moved: Option<(i64,)> = sql("UPDATE review SET stage = $3, stage_since = $4, version = version + 1, happenings = happenings + 1, \
                                     closed_at = CASE WHEN $5 THEN $6 ELSE NULL END WHERE id = $1 AND version = $2 RETURNING happenings")
        .bind(front.id)
        .bind(front.version)
        .bind(to)
        .bind(since)
        .bind(to.is_end())
        .bind(tx.now())
        .maybe(tx)
        .await?;
    let Some((seq,)) = moved else { return Err(StepProblem::Stale) };
    let by = doer_of(grant, step);
    let entry = Entry {
        what: "step",
        act: Some(taking.act),
        from: Some(front.stage),
        to: Some(to),
        on: taking.on,
        source: authority(step, front.regime),
        note: taking.note,
    };
    append_at(tx, &by, front.id, seq, entry).await?;
    let detail = serde_json::json!({ "act": taking.act, "from": front.stage, "to": to, "on": taking.on, "seq": seq });
    audit::record(tx, &by, Deed::StepTaken, detail).await?;
    follow_up(tx, grant.actor(), &by, front.id, (taking.act, taken_back), taking.on).await?;
    tell(tx, &front, step, seq).await?;
    Ok(Advanced { from: front.stage, to, version: front.version + 1 })
}

/// What is wrong with a day that lies before what the step follows or, whatever it follows, before the death; before what came to
/// attention where the day of the death is not known.
async fn too_soon(tx: &mut Tx, review: ReviewId, (dates, step): (&Dates, &Step), on: NaiveDate) -> Stored<Option<String>> {
    let follows = dates.last_of(step.after).and_then(|(event, since)| too_early(on, since, &within_a_sentence(event.label())));
    if follows.is_some() {
        return Ok(follows);
    }
    Ok(match crate::notification::died_on(tx, review).await? {
        Some(died) => too_early(on, died, "the person died"),
        None => dates
            .last_of(&[Event::CameToAttention])
            .and_then(|(event, since)| too_early(on, since, &within_a_sentence(event.label()))),
    })
}

/// What is wrong with a day of closing that lies before the last recommendation was closed.
pub(super) fn before_the_last_is_closed(dates: &Dates, act: Act, on: NaiveDate) -> Option<String> {
    let closes = matches!(act, Act::Close | Act::CloseLocalLearning);
    let last = dates.last_anywhere(Event::RecommendationClosed).filter(|_| closes)?;
    too_early(on, last, "the last recommendation was closed")
}

/// What is wrong with a day of publication that lies before the family have had their time, or about the anniversary of the death.
fn not_for_the_family(facts: &Facts, act: Act, on: NaiveDate) -> Option<String> {
    if act != Act::Publish {
        return None;
    }
    let time = before_their_time(facts, on).map(|until| format!("The family were given their time until {}.", day(until)));
    time.or_else(|| {
        let after = about_the_anniversary(facts, on)?;
        Some(format!("The anniversary of the death is near: nothing is published about it until {}.", day(after)))
    })
}

/// Where a record that takes no step of its own fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fits {
    /// Where the step beside which it stands could be taken.
    WithItsStep,
    /// Wherever the review stands.
    AtAnyStage,
}

/// Says that a record may be made beside a step: by whom and as of which version the step itself could be taken, and where it could
/// if the record only fits there. What must hold first for the step is nothing to the record.
///
/// # Errors
/// As [`advance`].
pub async fn beside(tx: &mut Tx, grant: &Grant<TakeStep>, act: Act, fits: Fits, version: i64) -> Result<(), StepProblem> {
    let front = seen(tx, grant, act, version).await?;
    let here = Facts { regime: front.regime, stage: front.stage, ..Facts::default() };
    match take(&here, act, &grant.roles()) {
        Ok(_) | Err(Refusal::NotYet { .. }) => Ok(()),
        Err(Refusal::NotAStepHere { .. })
            if fits == Fits::AtAnyStage && table::steps(front.regime).any(|step| step.act == act) =>
        {
            Ok(())
        }
        Err(refusal) => Err(refusal.into()),
    }
}

/// The review as the person saw it, if the step is one of theirs at any stage.
async fn seen(tx: &mut Tx, grant: &Grant<TakeStep>, act: Act, version: i64) -> Result<Front, StepProblem> {
    let front = front::load(tx, grant.review()).await?;
    // Whose step it is comes first: how the review moves is nothing to somebody who could never take it.
    if let Some(refusal) = stranger(act, front.regime, &grant.roles()) {
        return Err(refusal.into());
    }
    if front.version == version { Ok(front) } else { Err(StepProblem::Stale) }
}

/// As [`permit`], for the form of this step: nobody is let in whose roles can take it at no stage.
///
/// # Errors
/// As [`permit`], and [`Problem::NotYours`] with whose step it is.
pub async fn permit_step(tx: &mut Tx, actor: &Actor, review: ReviewId, act: Act) -> Result<Grant<TakeStep>, Problem> {
    let grant = permit::<TakeStep>(tx, actor, review).await?;
    let regime = front::load(tx, review).await?.regime;
    match stranger(act, regime, &grant.roles()) {
        Some(refusal) => Err(Problem::NotYours(refusal.to_string())),
        None => Ok(grant),
    }
}

/// The refusal for somebody whose roles can take this step at no stage.
pub(super) fn stranger(act: Act, regime: Regime, roles: &[Role]) -> Option<Refusal> {
    let mut rows = table::steps(regime).filter(|step| step.act == act).peekable();
    let by = rows.peek()?.by;
    let theirs = rows.any(|step| step.by.iter().any(|role| roles.contains(role)));
    (!theirs).then_some(Refusal::NotYours { act, by, regime })
}

/// The role that gives the step, not merely one that may take steps.
pub(super) fn doer_of(grant: &Grant<TakeStep>, step: &Step) -> Doer {
    let role = grant.held().iter().map(|held| held.role).find(|role| step.by.contains(role)).unwrap_or_else(|| grant.role());
    Doer { acting_as: role.code().to_owned(), ..grant.doer() }
}

/// On whose word the step is taken, with how binding that is and how it is known.
fn authority(step: &Step, regime: Regime) -> String {
    let cited = step.cited(regime);
    cited.map(|cite| format!("{} ({}, {})", cite.source, cite.level.code(), cite.evidence)).unwrap_or_default()
}

async fn tell(tx: &mut Tx, front: &Front, step: &Step, seq: i64) -> Stored<()> {
    let mut mails = Vec::new();
    for notice in step.tells.iter().copied() {
        let people = match notice {
            Notice::SecureRecords => crate::imr::still_to_secure(tx, front.id).await?,
            notice => holders(tx, front.id, notice.to()).await?,
        };
        for person in people {
            mails.push(Mail {
                to: To::Person(person),
                kind: Kind::Notice(notice),
                partnership: Some(front.partnership),
                review: Some(front.id),
                facts: outbox::Facts {
                    reference: front.reference.clone(),
                    due: None,
                    path: format!("/reviews/{}", front.id),
                    count: 0,
                },
                dedupe: Some(format!("step/{}/{seq}/{}/{person}", front.id, notice.code())),
                digest: false,
            });
        }
    }
    outbox::queue_all(tx, mails).await
}

/// Puts on record an event that no step records: the notification's own, and what a slice sees happen. See `Event::origin`.
///
/// # Errors
/// When the database refuses.
pub async fn record(tx: &mut Tx, review: ReviewId, event: Event, on: NaiveDate, about: &str) -> Stored<()> {
    let mut known = dates(tx, review).await?;
    keep(tx, review, &mut known, event, on, about).await
}

/// Says on which day something happened that can be put right: what a slice recorded about one thing, as the day of a coroner's
/// report. The day replaces the one on record; without one it has not happened.
///
/// # Errors
/// When the database refuses.
pub async fn set_day(tx: &mut Tx, review: ReviewId, event: Event, about: &str, on: Option<NaiveDate>) -> Stored<()> {
    match on {
        Some(on) => {
            keep_row(tx, review, Happened { event, about: about.to_owned(), first: on, latest: on, stands: Some(on) }).await
        }
        None => forget(tx, review, event, about).await,
    }
}

async fn keep(tx: &mut Tx, review: ReviewId, known: &mut Dates, event: Event, on: NaiveDate, about: &str) -> Stored<()> {
    for change in known.record(event, on, about) {
        match change {
            Change::Keep(row) => keep_row(tx, review, row).await?,
            Change::Forget(event, about) => forget(tx, review, event, &about).await?,
        }
    }
    Ok(())
}

async fn keep_row(tx: &mut Tx, review: ReviewId, row: Happened) -> Stored<()> {
    sql("INSERT INTO review_event (review, event, about, first_on, latest_on, stands_on) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (review, event, about) DO UPDATE SET first_on = excluded.first_on, latest_on = excluded.latest_on, \
         stands_on = excluded.stands_on")
    .bind(review)
    .bind(row.event)
    .bind(row.about)
    .bind(row.first)
    .bind(row.latest)
    .bind(row.stands)
    .run(tx)
    .await
    .map(drop)
}

async fn forget(tx: &mut Tx, review: ReviewId, event: Event, about: &str) -> Stored<()> {
    sql("DELETE FROM review_event WHERE review = $1 AND event = $2 AND about = $3")
        .bind(review)
        .bind(event)
        .bind(about)
        .run(tx)
        .await
        .map(drop)
}
