//! Reasons to plan again (field notes, section 2.17). Each stays a task until somebody says that an agreed date answers it, or why no
//! new dates are needed: a date for one clock says nothing of the others.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use crate::access::Grant;
use crate::access::right::{EditClocks, SeeReview};
use crate::audit::{self, Deed};
use crate::base::{london_day, within_a_sentence};
use crate::ids::ReviewId;
use crate::process::{Act, Due, DueState};
use crate::redaction::CaseText;
use crate::store::{FromRow, Stored, Tx, sql, worded_enum};

use super::timeline::note;

crate::base::id!(ReplanId, "a reason to plan again");

worded_enum! {
    /// Why a review is to be planned again.
    pub enum Cause {
        HoldLifted = "hold_lifted", "A hold was lifted";
        DateListed = "date_listed", "A hearing or another date in proceedings was set";
        DateMoved = "date_moved", "A hearing or another date in proceedings was moved";
        Concluded = "concluded", "Proceedings or another review have ended";
        JointJoined = "joint_joined", "Another review joined this one";
        JointLeft = "joint_left", "Another review left this one";
        PartnershipJoined = "partnership_joined", "Another partnership joined the review";
        PartnershipLeft = "partnership_left", "Another partnership left the review";
        Transferred = "transferred", "The case was taken over from another partnership";
        ChairReplaced = "chair_replaced", "The chair was replaced";
        TermsRevised = "terms_revised", "The terms of reference changed";
        ReportReturned = "report_returned", "The Home Office returned the report";
        Directed = "directed", "The Secretary of State directed a review";
        Rebased = "rebased", "The legal basis changed";
        ReturnLate = "return_late", "A return is more than ten working days late";
        AgencyFound = "agency_found", "An agency was newly found";
        RelatedCase = "related_case", "Another review or proceeding was found beside this one";
        FamilyAsked = "family_asked", "The family asked for more time";
        Commenced = "commenced", "By its dates another legal basis would apply: change it, or say why it stays";
    }
}

/// What a step of the process gives as a reason to plan again, if it does.
pub(super) const fn cause_of(act: Act) -> Option<Cause> {
    match act {
        Act::ReplaceChair => Some(Cause::ChairReplaced),
        Act::ReviseTerms => Some(Cause::TermsRevised),
        Act::RecordReturned => Some(Cause::ReportReturned),
        Act::RecordDirection => Some(Cause::Directed),
        Act::Rebase => Some(Cause::Rebased),
        _ => None,
    }
}

/// A reason to plan again that is open.
#[derive(Clone, Debug, FromRow)]
pub struct Replan {
    /// Its id.
    pub id: ReplanId,
    /// Why.
    pub cause: Cause,
    /// What it is about.
    pub about: String,
    /// Since when.
    pub raised_on: NaiveDate,
}

impl Replan {
    /// In words.
    #[must_use]
    pub fn label(&self) -> String {
        let known = crate::proceedings::in_words(&self.about);
        // Of a proceeding the kind is said; what else it is about, such as an agency, has a name of its own.
        let about = if known == self.about { known } else { within_a_sentence(&known) };
        if about.is_empty() { self.cause.label().to_owned() } else { format!("{} ({})", self.cause.label(), about) }
    }
}

/// Puts a reason to plan again on the list, unless the same one is open.
///
/// # Errors
/// When the database refuses.
pub async fn raise(tx: &mut Tx, review: ReviewId, cause: Cause, about: &str) -> Stored<()> {
    let (id, now, today) = (tx.id::<ReplanId>(), tx.now(), tx.today());
    let open: i64 = sql("SELECT COUNT(*) FROM replan WHERE review = $1 AND cause = $2 AND about = $3 AND settled_on IS NULL")
        .bind(review)
        .bind(cause)
        .bind(about)
        .scalar(tx)
        .await?;
    if open > 0 {
        return Ok(());
    }
    sql("INSERT INTO replan (id, review, cause, about, raised_on, raised_at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(id)
        .bind(review)
        .bind(cause)
        .bind(about)
        .bind(today)
        .bind(now)
        .run(tx)
        .await
        .map(drop)
}

/// The same, but once in the life of a review for what it is about: what somebody has answered is not asked again. Says whether it is new.
///
/// # Errors
/// When the database refuses.
pub async fn raise_once(tx: &mut Tx, review: ReviewId, cause: Cause, about: &str) -> Stored<bool> {
    let known: i64 = sql("SELECT COUNT(*) FROM replan WHERE review = $1 AND cause = $2 AND about = $3")
        .bind(review)
        .bind(cause)
        .bind(about)
        .scalar(tx)
        .await?;
    if known == 0 {
        raise(tx, review, cause, about).await?;
    }
    Ok(known == 0)
}

/// The reasons that are open, the oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn replans(tx: &mut Tx, grant: &Grant<SeeReview>) -> Stored<Vec<Replan>> {
    sql("SELECT id, cause, about, raised_on FROM replan WHERE review = $1 AND settled_on IS NULL ORDER BY raised_on, id")
        .bind(grant.review())
        .all(tx)
        .await
}

/// How a reason to plan again is answered.
#[derive(Clone, Debug)]
pub enum Answered {
    /// By dates that are agreed.
    Dates,
    /// No new dates are needed, and why.
    NoneNeeded(CaseText),
}

/// Whether a date was agreed since the reason came up, so that it can be answered by dates. Nothing when it is not open.
///
/// # Errors
/// When the database refuses.
pub async fn dates_since(tx: &mut Tx, grant: &Grant<EditClocks>, replan: ReplanId) -> Stored<Option<bool>> {
    type Raised = (NaiveDate, Option<DateTime<Utc>>);
    let raised: Option<Raised> =
        sql("SELECT raised_on, raised_at FROM replan WHERE id = $1 AND review = $2 AND settled_on IS NULL")
            .bind(replan)
            .bind(grant.review())
            .maybe(tx)
            .await?;
    let last: Option<DateTime<Utc>> =
        sql("SELECT MAX(recorded_at) FROM agreed_date WHERE review = $1").bind(grant.review()).scalar(tx).await?;
    Ok(raised.map(|(on, at)| match (at, last) {
        (_, None) => false,
        (Some(at), Some(last)) => last >= at,
        // Of the oldest reasons only the day is known.
        (None, Some(last)) => london_day(last) >= on,
    }))
}

/// Settles a reason. False when it was settled meanwhile; then the transaction must be dropped.
///
/// # Errors
/// When the database refuses.
pub async fn settle(tx: &mut Tx, grant: &Grant<EditClocks>, replan: ReplanId, answered: &Answered) -> Stored<bool> {
    let (today, why) = (
        tx.today(),
        match answered {
            Answered::Dates => "",
            Answered::NoneNeeded(why) => why.as_str(),
        },
    );
    let changed = sql("UPDATE replan SET settled_on = $3, settled_by = $4, settled_why = $5 \
         WHERE id = $1 AND review = $2 AND settled_on IS NULL")
    .bind(replan)
    .bind(grant.review())
    .bind(today)
    .bind(grant.actor().name.clone())
    .bind(why)
    .run(tx)
    .await?;
    if changed == 1 {
        audit::record(tx, &grant.doer(), Deed::CaseChanged, json!({ "replan": replan, "settled": true })).await?;
        if let Answered::NoneNeeded(why) = answered {
            note(tx, &grant.doer(), grant.review(), "no_new_dates_needed", today, why.as_str()).await?;
        }
    }
    Ok(changed == 1)
}

/// Clocks whose agreed date has passed: they need another, with a reason.
pub(super) fn missed(dues: &[Due], today: NaiveDate) -> impl Iterator<Item = &Due> {
    dues.iter().filter(move |one| one.state == DueState::Overdue && one.agreed.as_ref().is_some_and(|agreed| agreed.due < today))
}
