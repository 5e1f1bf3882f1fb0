//! Holds are looked at again on their day: the coordinator is told before it, on it, and again while the look is late.

use chrono::NaiveDate;

use crate::access::holders;
use crate::base::calendar::Calendar;
use crate::outbox::{Facts, Kind, Mail, To};
use crate::process::Role;
use crate::reviews::HoldId;
use crate::store::{FromRow, Stored, Tx, sql};

use super::occasion::occasion;
use super::remind::Review;

/// Working days between one word and the next, once the look is late.
const STEP: usize = 5;

#[derive(FromRow)]
struct Look {
    id: HoldId,
    review_on: NaiveDate,
}

/// The mails about the holds of a review that stand. Each is asked for once: its key is the same until the next word is due.
pub(super) async fn holds(tx: &mut Tx, (review, partnership, reference): &Review) -> Stored<Vec<Mail>> {
    let standing: Vec<Look> =
        sql("SELECT id, review_on FROM hold WHERE review = $1 AND ended_on IS NULL ORDER BY id").bind(*review).all(tx).await?;
    let (calendar, today) = (Calendar::england_and_wales(), tx.today());
    let mut mails = Vec::new();
    for Look { id, review_on } in standing {
        let Some(occasion) = occasion(review_on, today, STEP, calendar) else { continue };
        for person in holders(tx, *review, &[Role::Coordinator]).await? {
            mails.push(Mail {
                to: To::Person(person),
                kind: Kind::HoldToLookAt,
                partnership: Some(*partnership),
                review: Some(*review),
                facts: Facts {
                    reference: reference.clone(),
                    due: Some(review_on),
                    path: format!("/reviews/{review}/holds/{id}/look"),
                    count: 0,
                },
                dedupe: Some(format!("hold/{id}/{review_on}/{occasion}/{person}")),
                digest: true,
            });
        }
    }
    Ok(mails)
}
