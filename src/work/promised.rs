//! What agencies promised: whoever carries a recommendation out is reminded before its day, on it, and every four weeks while it is late.

use chrono::NaiveDate;

use crate::access::holders_at;
use crate::base::calendar::Calendar;
use crate::ids::OrganisationId;
use crate::outbox::{Facts, Kind, Mail, To};
use crate::process::Role;
use crate::recommendations::RecommendationId;
use crate::store::{FromRow, Stored, Tx, sql};

use super::occasion::occasion;
use super::remind::Review;

/// Working days between one word and the next, once it is late.
const STEP: usize = 20;

#[derive(FromRow)]
struct Promise {
    id: RecommendationId,
    lead_body: OrganisationId,
    due: NaiveDate,
}

/// The mails about what agencies promised in a review. The day is the one first promised: a later one that an agency expects moves no promise.
/// Each is asked for once, as its key is the same until the next word is due.
pub(super) async fn actions(tx: &mut Tx, (review, partnership, reference): &Review) -> Stored<Vec<Mail>> {
    let open: Vec<Promise> = sql("SELECT id, lead_body, first_due AS due FROM recommendation WHERE review = $1 \
         AND state IN ('approved', 'open', 'in_progress') AND lead_body IS NOT NULL AND first_due IS NOT NULL ORDER BY id")
    .bind(review)
    .all(tx)
    .await?;
    let (calendar, today) = (Calendar::england_and_wales(), tx.today());
    let mut mails = Vec::new();
    for one in open {
        let Some(occasion) = occasion(one.due, today, STEP, calendar) else { continue };
        let roles = [Role::AgencySpoc, Role::SeniorSignatory, Role::ActionOwner];
        for person in holders_at(tx, *review, &roles, one.lead_body).await? {
            mails.push(Mail {
                to: To::Person(person),
                kind: Kind::ActionDue,
                partnership: Some(*partnership),
                review: Some(*review),
                facts: Facts {
                    reference: reference.clone(),
                    due: Some(one.due),
                    path: format!("/reviews/{review}/recommendations/{}", one.id),
                    count: 0,
                },
                dedupe: Some(format!("promised/{}/{}/{occasion}/{person}", one.id, one.due)),
                digest: true,
            });
        }
    }
    Ok(mails)
}
