//! Mail about a recommendation: that there is something to read, and where. Nothing of what it says.

use crate::access::{Actor, holders, holders_at};
use crate::ids::{OrganisationId, PersonId, ReviewId};
use crate::outbox::{self, Facts, Kind, Mail, To};
use crate::process::Role;
use crate::store::{Stored, Tx, sql};

use super::store::Row;

/// Who does what a recommendation asks, for the body that leads it.
const LEADS: &[Role] = &[Role::AgencySpoc, Role::ActionOwner];

/// Tells the board and the body that leads it that a check of its impact was not passed; whoever wrote it down knows.
pub(super) async fn not_passed(tx: &mut Tx, actor: &Actor, row: &Row) -> Stored<()> {
    let (mut people, path, reference) = match row.review {
        Some(review) => {
            let reference: String = sql("SELECT reference FROM review WHERE id = $1").bind(review).scalar(tx).await?;
            let mut people = holders(tx, review, &[Role::BoardMember]).await?;
            if let Some(lead) = row.lead_body
                && takes_part(tx, review, lead).await?
            {
                people.extend(holders_at(tx, review, LEADS, lead).await?);
            }
            (people, format!("/reviews/{review}/recommendations/{}", row.id), reference)
        }
        None => {
            let plan = row.plan.map(|plan| plan.to_string()).unwrap_or_default();
            (of_a_plan(tx, row).await?, format!("/plans/{plan}/{}", row.id), row.reference.clone())
        }
    };
    people.sort_unstable();
    people.dedup();
    let mail = |person| Mail {
        to: To::Person(person),
        kind: Kind::ImpactNotPassed,
        partnership: Some(row.partnership),
        review: row.review,
        facts: Facts { reference: reference.clone(), due: None, path: path.clone(), count: 0 },
        dedupe: Some(format!("impact/{}/{}/{person}", row.id, row.version)),
        digest: false,
    };
    outbox::queue_all(tx, people.into_iter().filter(|person| *person != actor.person).map(mail).collect()).await
}

/// Whether the body was asked into the review, so that its people know of it.
async fn takes_part(tx: &mut Tx, review: ReviewId, body: OrganisationId) -> Stored<bool> {
    let today = tx.today();
    sql("SELECT EXISTS (SELECT 1 FROM review_agency WHERE review = $1 AND organisation = $2 AND begins <= $3 \
         AND (ends IS NULL OR ends >= $3))")
    .bind(review)
    .bind(body)
    .bind(today)
    .scalar(tx)
    .await
}

/// The board of the partnership whose plan it is, and the people of the body that leads.
async fn of_a_plan(tx: &mut Tx, row: &Row) -> Stored<Vec<PersonId>> {
    let today = tx.today();
    let rows: Vec<(PersonId,)> =
        sql("SELECT DISTINCT p.person FROM post p JOIN person w ON w.id = p.person AND w.disabled_at IS NULL \
         WHERE p.begins <= $3 AND (p.ends IS NULL OR p.ends >= $3) AND ((p.role = 'board_member' AND (p.organisation = $1 \
         OR EXISTS (SELECT 1 FROM oversees v WHERE v.body = p.organisation AND v.partnership = $1))) \
         OR (p.role IN ('agency_spoc', 'action_owner') AND p.organisation = $2))")
        .bind(row.partnership)
        .bind(row.lead_body)
        .bind(today)
        .all(tx)
        .await?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}
