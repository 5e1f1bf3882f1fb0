//! Agreed dates. They stand beside the computed one, which nothing here can change.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::json;

use crate::access::Grant;
use crate::access::right::{EditClocks, Object, SeeReview};
use crate::audit::{self, Deed, Subject};
use crate::base::calendar::Calendar;
use crate::ids::ReviewId;
use crate::process::deadlines::{Suggestion, suggest};
use crate::process::{Due, Facts, Rule, due};
use crate::redaction::CaseText;
use crate::store::{FromRow, Stored, Tx, sql};
use crate::ui::day;

use super::Front;
use super::facts::facts_and_lengths;
use super::replan::{Answered, ReplanId, settle};
use super::timeline::note;

crate::base::id!(AgreedDateId, "an agreed date");

/// A date that the partnership agrees for a clock.
#[derive(Clone, Debug)]
pub struct NewDate {
    /// The agreed date.
    pub due: NaiveDate,
    /// Who agreed: "Partnership chair, at the executive of 6 August".
    pub by: String,
    /// When they did.
    pub on: NaiveDate,
    /// Why.
    pub reason: CaseText,
    /// How many dates had been agreed for the clock when the person looked.
    pub seen: i64,
    /// The reasons to plan again that it answers.
    pub answers: Vec<ReplanId>,
}

/// Puts an agreed date beside the computed date of `clock`. Every earlier one stays on record. False when another was agreed, or a
/// reason that it answers was settled, since the person looked; then the transaction must be dropped.
///
/// # Errors
/// When the database refuses.
pub async fn agree(tx: &mut Tx, grant: &Grant<EditClocks>, clock: &Due, new: NewDate) -> Stored<bool> {
    let (id, now, rule): (AgreedDateId, _, Rule) = (tx.id(), tx.now(), clock.clock.rule);
    let so_far = agreed_so_far(tx, grant.review()).await?;
    if so_far.get(&(rule, clock.about.clone())).copied().unwrap_or_default() != new.seen {
        return Ok(false);
    }
    sql("INSERT INTO agreed_date (id, review, rule, about, computed_due, agreed_due, agreed_by, agreed_on, reason, recorded_by, recorded_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
    .bind(id)
    .bind(grant.review())
    .bind(rule)
    .bind(clock.about.clone())
    .bind(clock.computed_due)
    .bind(new.due)
    .bind(new.by)
    .bind(new.on)
    .bind(new.reason.as_str())
    .bind(grant.actor().person)
    .bind(now)
    .run_for_record(Subject::AgreedDate, tx)
    .await?;
    let detail = json!({ "rule": rule, "computed": clock.computed_due, "agreed": new.due });
    audit::record(tx, &grant.doer(), Deed::DateAgreed, detail).await?;
    for replan in new.answers {
        if !settle(tx, grant, replan, &Answered::Dates).await? {
            return Ok(false);
        }
    }
    let agreed = format!("{}: {}. {}", clock.name(), day(new.due), new.reason.as_str());
    note(tx, &grant.doer(), grant.review(), "date_agreed", new.on, &agreed).await?;
    Ok(true)
}

/// How many dates were agreed so far, by clock and what it is about; nothing for a clock without one. It tells a person who agrees
/// another whether somebody did so meanwhile.
///
/// # Errors
/// When the database refuses.
pub async fn agreed_so_far(tx: &mut Tx, review: ReviewId) -> Stored<BTreeMap<(Rule, String), i64>> {
    let rows: Vec<(Rule, String, i64)> =
        sql("SELECT rule, about, COUNT(*) FROM agreed_date WHERE review = $1 GROUP BY rule, about").bind(review).all(tx).await?;
    Ok(rows.into_iter().map(|(rule, about, count)| ((rule, about), count)).collect())
}

/// The date that was agreed for a clock before the one that stands; none where only one was.
///
/// # Errors
/// When the database refuses.
pub async fn agreed_before(tx: &mut Tx, review: ReviewId, clock: &Due) -> Stored<Option<NaiveDate>> {
    let rows: Vec<(NaiveDate,)> =
        sql("SELECT agreed_due FROM agreed_date WHERE review = $1 AND rule = $2 AND about = $3 ORDER BY id DESC LIMIT 2")
            .bind(review)
            .bind(clock.clock.rule)
            .bind(clock.about.clone())
            .all(tx)
            .await?;
    Ok(rows.get(1).map(|(date,)| *date))
}

/// A date that was agreed for a clock, whether or not it stands.
#[derive(Clone, Debug, FromRow)]
pub struct AgreedOnce {
    /// For which clock.
    pub rule: Rule,
    /// What that is about.
    pub about: String,
    /// The date.
    pub agreed_due: NaiveDate,
    /// Who agreed.
    pub agreed_by: String,
    /// When.
    pub agreed_on: NaiveDate,
    /// Why.
    pub reason: String,
}

impl AgreedOnce {
    /// Its clock, and after that what it is about.
    #[must_use]
    pub fn name(&self) -> String {
        self.rule.about(&self.about)
    }
}

/// Every date that was ever agreed in the review, the latest first; who agreed and why as in [`seen`].
///
/// # Errors
/// When the database refuses.
pub async fn agreed_ever(tx: &mut Tx, grant: &Grant<SeeReview>) -> Stored<Vec<AgreedOnce>> {
    let mut all: Vec<AgreedOnce> =
        sql("SELECT rule, about, agreed_due, agreed_by, agreed_on, reason FROM agreed_date WHERE review = $1 ORDER BY id DESC")
            .bind(grant.review())
            .all(tx)
            .await?;
    if !grant.sees(Object::Clocks) {
        for one in &mut all {
            one.agreed_by.clear();
            one.reason.clear();
        }
    }
    Ok(all)
}

/// What the steps from the review's stage ask for, and every clock that has started.
///
/// # Errors
/// When the database refuses.
pub(super) async fn dues(tx: &mut Tx, front: &Front) -> Stored<(Facts, Vec<Due>)> {
    let (facts, lengths) = facts_and_lengths(tx, front).await?;
    let dues = due(&facts, Calendar::england_and_wales(), &lengths);
    Ok((facts, dues))
}

/// The same for a reader, with pseudonyms: who sees only how far a review is sees the agreed date, not why or on whose word.
///
/// # Errors
/// When the database refuses.
pub async fn seen(tx: &mut Tx, grant: &Grant<SeeReview>, front: &Front) -> Stored<(Facts, Vec<Due>)> {
    let (facts, mut dues) = dues(tx, front).await?;
    let (labels, sees) = (crate::parties::labels_to(tx, grant.held(), front.id).await?, grant.sees(Object::Clocks));
    for agreed in dues.iter_mut().filter_map(|due| due.agreed.as_mut()) {
        let shown = |text: &str| if sees { labels.show(text) } else { String::new() };
        (agreed.by, agreed.why) = (shown(&agreed.by), shown(&agreed.why));
    }
    Ok((facts, dues))
}

/// Dates to propose for the clocks that still run and that lifted holds kept back.
#[must_use]
pub fn suggestions<'a>(facts: &Facts, dues: &'a [Due]) -> Vec<(&'a Due, Suggestion)> {
    dues.iter().filter_map(|due| Some((due, suggestion(facts, due)?))).collect()
}

/// The date to propose for one clock, where it still runs and lifted holds kept it back.
pub(super) fn suggestion(facts: &Facts, due: &Due) -> Option<Suggestion> {
    suggest(due, &facts.holds, Calendar::england_and_wales()).filter(|_| due.runs())
}
