//! Returns that agencies owe: their authors are reminded before and on the day, and when a return is late the author and the
//! coordinator hear of it, then the signatory, then the partnership's chair (field notes, section 2.17: our default).

use chrono::NaiveDate;

use crate::access::{holders, holders_at};
use crate::base::calendar::Calendar;
use crate::duties::CHAIR_ASKS_AFTER;
use crate::ids::{OrganisationId, PersonId, ReviewId};
use crate::imr::{outstanding, wanted_by};
use crate::outbox::{Facts, Kind, Mail, To};
use crate::process::Role;
use crate::reviews::{Cause, raise_once};
use crate::store::{FromRow, Stored, Tx, sql};
use crate::ui::day;

use super::occasion::occasion;
use super::remind::Review;

crate::base::id!(OwedId, "a return that is owed");

/// Working days between one word and the next.
const STEP: usize = 5;

#[derive(FromRow)]
struct Late {
    review: ReviewId,
    agency: String,
    due: NaiveDate,
}

/// Asks for a new plan where a return is more than ten working days late, once for each day that it was due on.
pub(super) async fn plans(tx: &mut Tx) -> Stored<()> {
    let owed: Vec<Late> = sql(concat!(
        "SELECT q.review, o.name AS agency, ",
        wanted_by!(),
        " AS due FROM agency_request q JOIN organisation o ON o.id = q.organisation JOIN review r ON r.id = q.review \
         WHERE r.closed_at IS NULL AND q.state IN ",
        outstanding!(),
        " ORDER BY q.id"
    ))
    .all(tx)
    .await?;
    let (calendar, today) = (Calendar::england_and_wales(), tx.today());
    for one in owed.iter().filter(|one| calendar.working_days_late(one.due, today) > 2 * STEP) {
        raise_once(tx, one.review, Cause::ReturnLate, &format!("{}, due on {}", one.agency, day(one.due))).await?;
    }
    Ok(())
}

#[derive(FromRow)]
struct Owed {
    id: OwedId,
    organisation: OrganisationId,
    due: NaiveDate,
    author: Option<PersonId>,
}

/// The mails about what agencies owe in a review today. Each is asked for once: its key is the same until the next word is due.
pub(super) async fn returns(tx: &mut Tx, (review, partnership, reference): &Review) -> Stored<Vec<Mail>> {
    let owed: Vec<Owed> = sql(concat!(
        "SELECT q.id, q.organisation, ",
        wanted_by!(),
        " AS due, (SELECT t.author FROM agency_return t WHERE t.request = q.id \
         ORDER BY t.round DESC LIMIT 1) AS author FROM agency_request q WHERE q.review = $1 \
         AND q.state IN ",
        outstanding!(),
        " ORDER BY q.id"
    ))
    .bind(review)
    .all(tx)
    .await?;
    let (calendar, today) = (Calendar::england_and_wales(), tx.today());
    let mut mails = Vec::new();
    for one in owed {
        let late = calendar.working_days_late(one.due, today);
        let Some(occasion) = occasion(one.due, today, STEP, calendar) else { continue };
        for (person, kind) in told(tx, review, &one, late).await? {
            mails.push(Mail {
                to: To::Person(person),
                kind,
                partnership: Some(*partnership),
                review: Some(*review),
                facts: Facts {
                    reference: reference.clone(),
                    due: Some(one.due),
                    path: format!("/reviews/{review}/returns/{}", one.id),
                    count: 0,
                },
                dedupe: Some(format!("owed/{}/{}/{occasion}/{kind}/{person}", one.id, one.due)),
                digest: true,
            });
        }
    }
    Ok(mails)
}

/// Who hears of it: whoever writes the return, or the agency's own people while nobody does who is still there; once it is late the coordinator, after
/// ten working days the signatory, after twenty the partnership's chair.
async fn told(tx: &mut Tx, review: &ReviewId, one: &Owed, late: usize) -> Stored<Vec<(PersonId, Kind)>> {
    let mut all = Vec::new();
    let mut writers = holders_at(tx, *review, &[Role::ImrAuthor, Role::AgencySpoc], one.organisation).await?;
    if let Some(author) = one.author.filter(|author| writers.contains(author)) {
        writers = vec![author];
    }
    all.extend(writers.into_iter().map(|person| (person, Kind::ReturnDue)));
    if late >= 2 * STEP {
        let signs = holders_at(tx, *review, &[Role::SeniorSignatory], one.organisation).await?;
        all.extend(signs.into_iter().map(|person| (person, Kind::ReturnDue)));
    }
    if late > 0 {
        let leads: &[Role] = if late >= CHAIR_ASKS_AFTER { &[Role::Coordinator, Role::CspChair] } else { &[Role::Coordinator] };
        all.extend(holders(tx, *review, leads).await?.into_iter().map(|person| (person, Kind::ReturnLate)));
    }
    all.sort_by_key(|(person, _)| *person);
    all.dedup_by_key(|(person, _)| *person);
    Ok(all)
}
