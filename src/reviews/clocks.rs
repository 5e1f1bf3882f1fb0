//! Agreed dates. They stand beside the computed one, which nothing here can change.

use chrono::NaiveDate;
use serde_json::json;

use crate::access::Grant;
use crate::access::right::{EditClocks, Object, SeeReview};
use crate::audit::{self, Deed};
use crate::base::calendar::Calendar;
use crate::process::deadlines::{Suggestion, suggest};
use crate::process::{Due, Facts, Rule, due};
use crate::redaction::CaseText;
use crate::store::{Stored, Tx, sql};

use super::timeline::note;
use super::{Front, facts, lengths};

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
}

/// Puts an agreed date beside the computed date of `clock`. Every earlier one stays on record.
///
/// # Errors
/// When the database refuses.
pub async fn agree(tx: &mut Tx, grant: &Grant<EditClocks>, clock: &Due, new: NewDate) -> Stored<()> {
    let (id, now, rule): (AgreedDateId, _, Rule) = (tx.id(), tx.now(), clock.clock.rule);
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
    .run(tx)
    .await?;
    let detail = json!({ "rule": rule, "computed": clock.computed_due, "agreed": new.due });
    audit::record(tx, &grant.doer(), Deed::DateAgreed, detail).await?;
    super::replan::planned(tx, grant).await?;
    note(tx, &grant.doer(), grant.review(), "date_agreed", new.on, new.reason.as_str()).await
}

/// What is known of the review, and every clock that has started.
///
/// # Errors
/// When the database refuses.
pub(super) async fn dues(tx: &mut Tx, front: &Front) -> Stored<(Facts, Vec<Due>)> {
    let facts = facts(tx, front.id).await?;
    let lengths = lengths(tx, front.partnership).await?;
    let dues = due(&facts, Calendar::england_and_wales(), &lengths);
    Ok((facts, dues))
}

/// The same for a reader, with pseudonyms: who sees only how far a review is sees the agreed date, not why or on whose word.
///
/// # Errors
/// When the database refuses.
pub async fn seen(tx: &mut Tx, grant: &Grant<SeeReview>, front: &Front) -> Stored<(Facts, Vec<Due>)> {
    let (facts, mut dues) = dues(tx, front).await?;
    let (labels, sees) = (crate::parties::labels(tx, front.id).await?, grant.sees(Object::Clocks));
    for agreed in dues.iter_mut().filter_map(|due| due.agreed.as_mut()) {
        let shown = |text: &str| if sees { labels.show(text) } else { String::new() };
        (agreed.by, agreed.why) = (shown(&agreed.by), shown(&agreed.why));
    }
    Ok((facts, dues))
}

/// Dates to propose for the clocks that still run, since holds were lifted.
#[must_use]
pub fn suggestions<'a>(facts: &Facts, dues: &'a [Due]) -> Vec<(&'a Due, Suggestion)> {
    let running = || dues.iter().filter(|due| due.met_on.is_none());
    let lifted = facts.holds.iter().filter(|hold| hold.lifted.is_some());
    lifted.flat_map(|hold| running().filter_map(|due| Some((due, suggest(due.clock, due.computed_due, hold)?)))).collect()
}
