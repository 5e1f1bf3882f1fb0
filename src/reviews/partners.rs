//! Partners in a joint review agree the report too: each partnership that shares it, and each review beside that it answers.
//! An agreement is to one version, so a report that goes back to drafting and is agreed again is agreed again by all.

use chrono::NaiveDate;
use serde_json::json;

use crate::access::Grant;
use crate::access::right::TakeStep;
use crate::audit::{self, Deed};
use crate::ids::ReviewId;
use crate::redaction::CaseText;
use crate::store::{FromRow, Stored, Tx, sql};
use crate::ui::Problem;

use super::advance::StepProblem;
use super::front::load;
use super::sharing::may_share;
use super::timeline::note;

crate::base::id!(PartnerId, "a partner in a joint review");

/// A partner, and whether it has agreed the report as it stands.
#[derive(Clone, Debug, FromRow)]
pub struct Agreement {
    /// Which: a partnership, or a review beside.
    pub partner: PartnerId,
    /// Its name.
    pub name: String,
    /// The version that it agreed, where that is the one that the lead partnership agreed last.
    pub report_label: Option<String>,
    /// Who agreed there.
    pub agreed_by: Option<String>,
    /// When.
    pub agreed_on: Option<NaiveDate>,
}

/// Every partner in the review `$1`, with its name.
macro_rules! joint_partners {
    () => {
        "SELECT rp.partnership AS partner, o.name FROM review_partnership rp JOIN organisation o ON o.id = rp.partnership \
         WHERE rp.review = $1 AND rp.part = 'joint' AND rp.ended_on IS NULL \
         UNION SELECT id, reference FROM proceeding WHERE review = $1 AND joint AND state <> 'not_pursued'"
    };
}
/// The version of the report of the review `$1` that the lead partnership agreed last.
macro_rules! last_agreed {
    () => {
        "SELECT label FROM report_version WHERE review = $1 AND kind = 'C' ORDER BY n DESC LIMIT 1"
    };
}
/// How many partners in the review `$1` have not agreed that version: for the facts, which count it beside much else.
macro_rules! partners_outstanding {
    () => {
        concat!(
            "(SELECT COUNT(*) FROM (",
            joint_partners!(),
            ") j WHERE NOT EXISTS (SELECT 1 FROM partner_agreement a WHERE a.review = $1 AND a.partner = j.partner \
             AND a.report_label = (",
            last_agreed!(),
            ")))"
        )
    };
}
pub(super) use {joint_partners, last_agreed, partners_outstanding};

/// The version that the lead partnership agreed last.
async fn agreed_version(tx: &mut Tx, review: ReviewId) -> Stored<Option<String>> {
    #[derive(FromRow)]
    struct Label {
        label: String,
    }
    let row: Option<Label> = sql(last_agreed!()).bind(review).maybe(tx).await?;
    Ok(row.map(|row| row.label))
}

/// Every partner in the review, with its agreement to the report as the lead partnership agreed it.
///
/// # Errors
/// When the database refuses.
pub async fn agreements(tx: &mut Tx, review: ReviewId) -> Stored<Vec<Agreement>> {
    let label = agreed_version(tx, review).await?;
    sql(concat!(
        "SELECT j.partner, j.name, a.report_label, a.agreed_by, a.agreed_on FROM (",
        joint_partners!(),
        ") j LEFT JOIN partner_agreement a ON a.review = $1 AND a.partner = j.partner AND a.report_label = $2 ORDER BY j.name, j.partner"
    ))
    .bind(review)
    .bind(label)
    .all(tx)
    .await
}

/// Records that a partner agreed the report as the lead partnership agreed it.
///
/// # Errors
/// When it is not theirs to record, the review has moved on since the person looked, the lead partnership has not agreed, or the partner
/// has agreed this version already.
pub async fn agree_report(
    tx: &mut Tx,
    grant: &Grant<TakeStep>,
    (partner, version): (PartnerId, i64),
    by: CaseText,
    on: NaiveDate,
) -> Result<(), Problem> {
    if !may_share(&grant.roles()) {
        return Err(Problem::NotYours("Only the partnership chair or the coordinator can record that a partner agreed.".into()));
    }
    if on > tx.today() {
        return Err(Problem::not_now("The day on which they agreed must be today or in the past."));
    }
    let review = grant.review();
    if load(tx, review).await?.version != version {
        return Err(StepProblem::Stale.into());
    }
    let Some(label) = agreed_version(tx, review).await? else {
        return Err(Problem::not_now("The lead partnership has not agreed the report yet. The partners follow."));
    };
    let Some(found) = agreements(tx, review).await?.into_iter().find(|one| one.partner == partner) else {
        return Err(Problem::NotThere);
    };
    if found.report_label.is_some() {
        return Err(Problem::Stale { sentence: "This partner has agreed this version already. Nothing was saved.".into() });
    }
    let now = tx.now();
    sql("INSERT INTO partner_agreement (review, partner, report_label, agreed_by, agreed_on, recorded_by, recorded_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)")
    .bind(review)
    .bind(partner)
    .bind(label.clone())
    .bind(by)
    .bind(on)
    .bind(grant.actor().person)
    .bind(now)
    .run(tx)
    .await?;
    let detail = json!({ "partner": partner, "agreed_version": label });
    audit::record(tx, &grant.doer(), Deed::CaseChanged, detail).await?;
    Ok(note(tx, &grant.doer(), review, "partner_agreed_the_report", on, &found.name).await?)
}
