//! The day of a step that was recorded wrong, put right: the clocks count from the right day, and the story keeps both.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::json;

use crate::access::Grant;
use crate::access::right::TakeStep;
use crate::audit::{self, Deed};
use crate::base::within_a_sentence;
use crate::ids::ReviewId;
use crate::process::{Act, Dates, Event, Refusal, Regime, Role, Stage, Step, table};
use crate::redaction::CaseText;
use crate::store::{FromRow, Stored, Tx, sql};
use crate::ui::{day, too_early};

use super::StepProblem;
use super::advance::{before_the_last_is_closed, doer_of, set_day};
use super::facts::dates;
use super::front::{self, Front};
use super::places::room_of;
use super::timeline::note;

/// The right day of a step, as somebody gives it.
#[derive(Clone, Debug)]
pub struct RightDay {
    /// The step's place in the story.
    pub seq: i64,
    /// The day on which it happened, in London.
    pub on: NaiveDate,
    /// Why another was recorded.
    pub reason: CaseText,
    /// The version of the review that the person saw.
    pub version: i64,
}

/// A step of the story that was taken once, and its day.
#[derive(Clone, Copy, Debug, FromRow)]
pub struct TakenOnce {
    /// Its place in the story.
    pub seq: i64,
    /// The step.
    pub act: Act,
    from_stage: Stage,
    to_stage: Stage,
    /// The day that is recorded.
    pub on_date: NaiveDate,
}

impl TakenOnce {
    fn step(&self, regime: Regime) -> Option<&'static Step> {
        table::step_at(self.act, regime, self.from_stage)
    }

    /// The row of the table, where the day can be put right: the step has no room of its own that keeps the day as well, or one that
    /// follows it, opened nothing on that day, and was not taken back since.
    fn rightable(&self, regime: Regime, dates: &Dates) -> Option<&'static Step> {
        let followed =
            matches!(self.act, Act::AgreeTerms | Act::HoldFirstPanel | Act::AppointChair | Act::Submit | Act::Resubmit);
        let by_itself = room_of(self.act).is_none() && self.act != Act::BeginMonitoring;
        let step = self.step(regime).filter(|_| by_itself || followed)?;
        let once = dates.rows().any(|row| {
            row.event == step.records
                && row.about.is_empty()
                && (row.first, row.latest, row.stands) == (self.on_date, self.on_date, Some(self.on_date))
        });
        once.then_some(step)
    }
}

/// A step that moved the review on, beside the one whose day is put right.
#[derive(FromRow)]
struct Move {
    seq: i64,
    act: Act,
    from_stage: Stage,
    on_date: NaiveDate,
}

/// The days between which a step that moved the review on lies: those of the moves before and after it, as they are told.
async fn neighbours(tx: &mut Tx, front: &Front, one: &TakenOnce, all: &[TakenOnce]) -> Stored<[Option<(Event, NaiveDate)>; 2]> {
    if one.from_stage == one.to_stage {
        return Ok([None, None]);
    }
    let moves: Vec<Move> = sql("SELECT seq, act, from_stage, on_date FROM happening WHERE review = $1 AND act IS NOT NULL \
         AND from_stage IS NOT NULL AND to_stage IS NOT NULL AND from_stage <> to_stage ORDER BY seq")
    .bind(front.id)
    .all(tx)
    .await?;
    let told = |one: &Move| {
        let step = table::step_at(one.act, front.regime, one.from_stage)?;
        let on = all.iter().find(|other| other.seq == one.seq).map_or(one.on_date, |other| other.on_date);
        Some((step.records, on))
    };
    let before = moves.iter().rfind(|other| other.seq < one.seq).and_then(told);
    let after = moves.iter().find(|other| other.seq > one.seq).and_then(told);
    Ok([before, after])
}

async fn taken_once(tx: &mut Tx, review: ReviewId) -> Stored<Vec<TakenOnce>> {
    sql("SELECT h.seq, h.act, h.from_stage, h.to_stage, h.on_date FROM happening h JOIN (SELECT MIN(seq) AS seq FROM happening \
         WHERE review = $1 AND act IS NOT NULL GROUP BY act HAVING COUNT(*) = 1) once ON once.seq = h.seq \
         WHERE h.review = $1 AND h.from_stage IS NOT NULL AND h.to_stage IS NOT NULL")
    .bind(review)
    .all(tx)
    .await
}

/// The days as they stand: a day that was put right before is not the one in the story.
async fn standing(tx: &mut Tx, front: &Front, dates: &Dates) -> Stored<Vec<TakenOnce>> {
    let mut all = taken_once(tx, front.id).await?;
    for one in &mut all {
        if let Some(row) = one.step(front.regime).and_then(|step| dates.first(step.records)) {
            one.on_date = row;
        }
    }
    Ok(all)
}

/// Which steps of the story somebody with this grant can give another day, by their places.
///
/// # Errors
/// When the database refuses.
pub async fn rightable(tx: &mut Tx, grant: &Grant<TakeStep>) -> Stored<BTreeSet<i64>> {
    let front = front::load(tx, grant.review()).await?;
    let (dates, roles) = (dates(tx, front.id).await?, grant.roles());
    let all = standing(tx, &front, &dates).await?;
    let theirs = |one: &&TakenOnce| one.rightable(front.regime, &dates).is_some_and(|step| may(step, &roles));
    Ok(all.iter().filter(theirs).map(|one| one.seq).collect())
}

fn may(step: &Step, roles: &[Role]) -> bool {
    step.by.iter().any(|role| roles.contains(role))
}

/// The step at this place, with its day as it stands.
///
/// # Errors
/// [`StepProblem::Refused`] when it is not theirs, [`StepProblem::Stays`] when its day stays as it is; when the database refuses.
pub async fn to_put_right(tx: &mut Tx, grant: &Grant<TakeStep>, seq: i64) -> Result<TakenOnce, StepProblem> {
    let front = front::load(tx, grant.review()).await?;
    let dates = dates(tx, front.id).await?;
    Ok(found(tx, grant, &front, &dates, seq).await?.0)
}

async fn found(
    tx: &mut Tx,
    grant: &Grant<TakeStep>,
    front: &Front,
    dates: &Dates,
    seq: i64,
) -> Result<(TakenOnce, &'static Step), StepProblem> {
    let one = standing(tx, front, dates).await?.into_iter().find(|one| one.seq == seq);
    let step = one.and_then(|one| Some((one, one.rightable(front.regime, dates)?)));
    let Some((one, step)) = step else { return Err(StepProblem::Stays) };
    if !may(step, &grant.roles()) {
        return Err(Refusal::NotYours { act: one.act, by: step.by, regime: front.regime }.into());
    }
    Ok((one, step))
}

/// What is wrong with this day for the step: it lies ahead, before the death was known or what the step follows, or after what followed
/// the step. `beside` are the moves of the review before and after it.
fn wrong(
    one: &TakenOnce,
    step: &Step,
    (front, dates, beside): (&Front, &Dates, [Option<(Event, NaiveDate)>; 2]),
    (on, today): (NaiveDate, NaiveDate),
) -> Option<String> {
    let [moved, moves] = beside;
    if on > today {
        return Some("The date must be today or in the past: a step is recorded when it has happened.".into());
    }
    if on == one.on_date {
        return Some(format!("This is the day that is recorded. Enter another, or leave it at {}.", day(on)));
    }
    let before = [dates.last_of(step.after), dates.last_of(&[Event::CameToAttention]), moved].into_iter().flatten();
    let before = before.filter(|(_, since)| *since <= one.on_date).max_by_key(|(_, since)| *since);
    if let Some(sentence) = before.and_then(|(event, since)| too_early(on, since, &within_a_sentence(event.label()))) {
        return Some(sentence);
    }
    if let Some(sentence) = before_the_last_is_closed(dates, one.act, on) {
        return Some(sentence);
    }
    let followers = table::steps(front.regime).filter(|next| next.after.contains(&step.records)).map(|next| next.records);
    let since = followers.filter_map(|event| Some((event, dates.first(event).filter(|day| *day >= one.on_date)?)));
    let since = since.chain(moves.filter(|(_, day)| *day >= one.on_date));
    let (event, next) = since.min_by_key(|(_, day)| *day).filter(|(_, next)| *next < on)?;
    Some(format!("The date cannot be after {}: on that day {}.", day(next), within_a_sentence(event.label())))
}

/// What keeps the day of the step as well, or counts from it, follows.
async fn follow(tx: &mut Tx, review: ReviewId, act: Act, days: (NaiveDate, NaiveDate)) -> Stored<()> {
    match act {
        Act::AgreeTerms => {
            crate::terms::redate(tx, review, days).await?;
            crate::imr::count_again(tx, review).await
        }
        Act::HoldFirstPanel => crate::panel::redate(tx, review, days).await,
        Act::AppointChair => crate::panel::redate_chair(tx, review, days).await,
        Act::Submit | Act::Resubmit => {
            crate::submission::redate(tx, review, days).await?;
            crate::reports::redate(tx, review, act, days).await
        }
        act => crate::reports::redate(tx, review, act, days).await,
    }
}

/// Gives a step the day on which it happened. The story keeps the day that was recorded first, the right one and the reason.
///
/// # Errors
/// A [`StepProblem`]; then nothing was written.
pub async fn put_right(tx: &mut Tx, grant: &Grant<TakeStep>, right: RightDay) -> Result<(), StepProblem> {
    let front = front::load(tx, grant.review()).await?;
    let dates = dates(tx, front.id).await?;
    let (one, step) = found(tx, grant, &front, &dates, right.seq).await?;
    if front.version != right.version {
        return Err(StepProblem::Stale);
    }
    let all = standing(tx, &front, &dates).await?;
    let beside = neighbours(tx, &front, &one, &all).await?;
    if let Some(sentence) = wrong(&one, step, (&front, &dates, beside), (right.on, tx.today())) {
        return Err(StepProblem::Day(sentence));
    }
    let leads = one.from_stage != one.to_stage && one.to_stage == front.stage && front.stage_since == one.on_date;
    let since = if leads { right.on } else { front.stage_since };
    let changed = sql("UPDATE review SET stage_since = $3, version = version + 1 WHERE id = $1 AND version = $2")
        .bind(front.id)
        .bind(front.version)
        .bind(since)
        .run(tx)
        .await?;
    if changed == 0 {
        return Err(StepProblem::Stale);
    }
    set_day(tx, front.id, step.records, "", Some(right.on)).await?;
    follow(tx, front.id, one.act, (one.on_date, right.on)).await?;
    let by = doer_of(grant, step);
    let words = format!("“{}” was on {}, not on {}. {}", one.act.done(), day(right.on), day(one.on_date), right.reason.as_str());
    note(tx, &by, front.id, "day_put_right", right.on, &words).await?;
    let detail = json!({ "act": one.act, "seq": one.seq, "was": one.on_date, "on": right.on });
    Ok(audit::record(tx, &by, Deed::DayPutRight, detail).await?)
}
