//! The register as each person may see it.

use crate::access::right::{EditRecommendations, SeeRecommendations};
use crate::access::{Actor, Denied, Grant, Reach, permit};
use crate::ids::{OrganisationId, ReviewId};
use crate::store::{StoreError, Stored, Tx, sql};
use crate::ui::Problem;

use super::rights::{Hands, hands, settled};
use super::store::{RecommendationId, Row, of_review, row};
use super::story::{Entry, entries};
use super::words::{Earlier, earlier, kept};

/// The recommendations of a review that the person may see, in order.
///
/// # Errors
/// [`Denied`] when they have no part in it.
pub async fn register(tx: &mut Tx, actor: &Actor, review: ReviewId) -> Result<Vec<Row>, Denied> {
    let see = permit::<SeeRecommendations>(tx, actor, review).await?;
    let rows = of_review(tx, review).await?;
    Ok(rows.into_iter().filter(|row| see.covers(row.lead_body, settled(row.state))).collect())
}

/// One recommendation with its story and what the person may do with it.
///
/// # Errors
/// [`Denied::NotThere`] when it is not there or not for them.
pub async fn one(tx: &mut Tx, actor: &Actor, id: RecommendationId) -> Result<(Row, Vec<Entry>, Hands), Denied> {
    let row = match row(tx, id).await {
        Ok(row) => row,
        Err(StoreError::NotThere) => return Err(Denied::NotThere),
        Err(error) => return Err(error.into()),
    };
    let hands = hands(tx, actor, &row).await?;
    let entries = entries(tx, id).await?;
    Ok((row, entries, hands))
}

/// Who may lead a recommendation that the holder adds, by name: the partnership and its directory, or one's own agencies.
///
/// # Errors
/// When the database refuses.
pub async fn leads(tx: &mut Tx, grant: &Grant<EditRecommendations>) -> Stored<Vec<(OrganisationId, String)>> {
    let all: Vec<(OrganisationId, String)> =
        sql("SELECT o.id, o.name FROM organisation o WHERE o.succeeded_by IS NULL AND (o.id = $1 OR o.id IN \
             (SELECT d.organisation FROM directory d WHERE d.partnership = $1)) ORDER BY o.name")
        .bind(grant.partnership())
        .all(tx)
        .await?;
    let own = (grant.reach() != Reach::All).then(|| grant.agencies());
    Ok(all.into_iter().filter(|(id, _)| own.as_ref().is_none_or(|own| own.contains(id))).collect())
}

/// The words that it had before, the latest first, and whether this person may change them now.
///
/// # Errors
/// When the database refuses.
pub(super) async fn words(tx: &mut Tx, row: &Row, hands: &Hands) -> Result<(Vec<Earlier>, bool), Problem> {
    let open = match kept(tx, row, hands).await {
        Ok(()) => true,
        Err(Problem::NotYours(_) | Problem::NotNow { .. }) => false,
        Err(problem) => return Err(problem),
    };
    Ok((earlier(tx, row.id).await?, open))
}
