//! Publication, the decision not to publish, and withdrawal.

use chrono::NaiveDate;
use serde_json::json;

use crate::access::Grant;
use crate::access::right::{SeeQuality, TakeStep};
use crate::audit::{self, Deed, Subject};
use crate::base::Line;
use crate::ids::ReviewId;
use crate::parties::KeepProblem;
use crate::proceedings::Kind;
use crate::process::{Act, Need};
use crate::redaction::CaseText;
use crate::reviews::{self, Taking};
use crate::store::{FromRow, Stored, Tx, sql};

use super::kinds::{Mode, WithdrawalReason};

crate::base::id!(PublicationId, "a publication");

/// What is published, when and where.
#[derive(Clone, Debug)]
pub struct Publication {
    /// How much.
    pub mode: Mode,
    /// When.
    pub on: NaiveDate,
    /// The address of the page.
    pub address: Line,
    /// Why not in full, if not.
    pub reason: CaseText,
}

/// A publication on record, or the decision against one.
#[derive(Clone, Debug, FromRow)]
pub struct PublicationRow {
    /// How much.
    pub mode: Mode,
    /// When.
    pub published_on: Option<NaiveDate>,
    /// Where.
    pub address: String,
    /// Why not in full, or not at all.
    #[sqlx(try_from = "String")]
    pub reason: CaseText,
    /// The Home Office's agreement to it.
    pub agreement: String,
    /// The version of the report.
    pub report_label: String,
    /// When it was withdrawn.
    pub withdrawn_on: Option<NaiveDate>,
    /// Why.
    pub withdrawn_why: Option<WithdrawalReason>,
    /// In words.
    #[sqlx(try_from = "String")]
    pub withdrawn_words: CaseText,
}

/// Publishes: the step, which holds every blocker, and the record of it.
///
/// # Errors
/// When the process refuses it: what stands in the way is in the sentence.
pub async fn publish(tx: &mut Tx, grant: &Grant<TakeStep>, what: Publication, version: i64) -> Result<(), KeepProblem> {
    if what.mode == Mode::NotPublished {
        return Err(KeepProblem::rule("Record a decision not to publish as that, with the Home Office’s agreement"));
    }
    reviews::advance(tx, grant, Taking::new(Act::Publish, what.on, version)).await?;
    let label: String =
        sql("SELECT label FROM report_version WHERE review = $1 AND kind = 'PUB' ORDER BY made_at DESC, id DESC LIMIT 1")
            .bind(grant.review())
            .scalar(tx)
            .await?;
    let (id, at) = (tx.id::<PublicationId>(), tx.now());
    sql("INSERT INTO publication (id, review, mode, published_on, address, reason, report_label, published_by, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
    .bind(id)
    .bind(grant.review())
    .bind(what.mode)
    .bind(what.on)
    .bind(what.address)
    .bind(what.reason)
    .bind(label)
    .bind(grant.actor().person)
    .bind(at)
    .run_for_record(Subject::Publication, tx)
    .await?;
    Ok(audit::record(tx, &grant.doer(), Deed::CaseChanged, json!({ "publication": "published" })).await?)
}

/// Decides not to publish, for a compelling reason and with the Home Office's agreement.
///
/// # Errors
/// When the process refuses it.
pub async fn hold_back(
    tx: &mut Tx,
    grant: &Grant<TakeStep>,
    on: NaiveDate,
    (reason, agreement): (CaseText, Line),
    version: i64,
) -> Result<(), KeepProblem> {
    let note = reason.as_str().to_owned();
    let taking = Taking { given: vec![Need::NonPublicationAgreed], note, ..Taking::new(Act::HoldBackReport, on, version) };
    reviews::advance(tx, grant, taking).await?;
    let (id, at) = (tx.id::<PublicationId>(), tx.now());
    sql("INSERT INTO publication (id, review, mode, reason, agreement, published_by, at) VALUES ($1, $2, $3, $4, $5, $6, $7)")
        .bind(id)
        .bind(grant.review())
        .bind(Mode::NotPublished)
        .bind(reason)
        .bind(agreement)
        .bind(grant.actor().person)
        .bind(at)
        .run_for_record(Subject::Publication, tx)
        .await?;
    Ok(audit::record(tx, &grant.doer(), Deed::CaseChanged, json!({ "publication": "held_back" })).await?)
}

/// Withdraws what is published, with the reason.
///
/// # Errors
/// When the process refuses it.
pub async fn withdraw(
    tx: &mut Tx,
    grant: &Grant<TakeStep>,
    on: NaiveDate,
    (why, words): (WithdrawalReason, CaseText),
    version: i64,
) -> Result<(), KeepProblem> {
    let note = words.as_str().to_owned();
    let taking = Taking { given: vec![Need::WithdrawalReasoned], note, ..Taking::new(Act::Withdraw, on, version) };
    reviews::advance(tx, grant, taking).await?;
    sql("UPDATE publication SET withdrawn_on = $2, withdrawn_why = $3, withdrawn_words = $4 \
         WHERE review = $1 AND published_on IS NOT NULL AND withdrawn_on IS NULL")
    .bind(grant.review())
    .bind(on)
    .bind(why)
    .bind(words)
    .run_for_record(Subject::Publication, tx)
    .await?;
    Ok(audit::record(tx, &grant.doer(), Deed::CaseChanged, json!({ "publication": "withdrawn" })).await?)
}

/// The days that those of the family who are in touch ask to avoid, in their words.
pub(super) async fn to_avoid(tx: &mut Tx, review: ReviewId) -> Stored<Vec<String>> {
    let rows: Vec<(String,)> =
        sql("SELECT dates_to_avoid FROM family_person WHERE review = $1 AND NOT leave_be AND dates_to_avoid <> '' ORDER BY id")
            .bind(review)
            .all(tx)
            .await?;
    Ok(rows.into_iter().map(|(words,)| words).collect())
}

/// What runs beside and wants to be asked before the report is published, with who leads it.
pub(super) async fn to_ask(tx: &mut Tx, review: ReviewId) -> Stored<Vec<(Kind, String)>> {
    sql("SELECT kind, led_by FROM proceeding WHERE review = $1 AND gates = 'ask' AND state IN ('expected', 'active') ORDER BY id")
        .bind(review)
        .all(tx)
        .await
}

/// The publications of a review, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn publications(tx: &mut Tx, grant: &Grant<SeeQuality>) -> Stored<Vec<PublicationRow>> {
    sql("SELECT mode, published_on, address, reason, agreement, report_label, withdrawn_on, withdrawn_why, withdrawn_words \
         FROM publication WHERE review = $1 ORDER BY at DESC, id DESC")
    .bind(grant.review())
    .all(tx)
    .await
}
