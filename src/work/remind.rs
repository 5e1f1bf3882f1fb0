//! Clocks that run out soon, today, or have run out: told to those who answer for them, in the digest.

use crate::access::holders;
use crate::app::App;
use crate::base::calendar::Calendar;
use crate::ids::{OrganisationId, PersonId, ReviewId};
use crate::imr::still_to_secure;
use crate::outbox::{self, Facts, Kind, Mail, To};
use crate::process::{Role, Rule, due};
use crate::reviews::{answers_for, asked_one_by_one, facts_for_clocks, occasion};
use crate::store::{Stored, Tx, sql};

use super::{held, late, promised};

pub(super) type Review = (ReviewId, OrganisationId, String);

/// A review, and whether work on it goes on.
type One = (ReviewId, OrganisationId, String, bool);

pub(super) async fn people(app: &App) -> Stored<()> {
    let mut tx = app.store.read().await?;
    // A review that rests has clocks too: its decision is still to be told, its report is looked at each year.
    let all: Vec<One> =
        sql("SELECT id, partnership, reference, closed_at IS NULL AS open FROM review ORDER BY id").all(&mut tx).await?;
    let mut mails = Vec::new();
    for (id, partnership, reference, open) in all {
        let review = (id, partnership, reference);
        mails.extend(for_review(&mut tx, &review).await?);
        mails.extend(promised::actions(&mut tx, &review).await?);
        if open {
            mails.extend(late::returns(&mut tx, &review).await?);
            mails.extend(held::holds(&mut tx, &review).await?);
        }
    }
    drop(tx);
    let mut tx = app.store.write().await?;
    late::plans(&mut tx).await?;
    outbox::queue_all(&mut tx, mails).await?;
    tx.commit().await
}

/// Who is reminded, of those who hold these roles: an agency that has confirmed that its records are safe is asked no more.
async fn reminded(tx: &mut Tx, review: ReviewId, rule: Rule, mut roles: Vec<Role>) -> Stored<Vec<PersonId>> {
    if rule != Rule::Dl03Secured {
        return holders(tx, review, &roles).await;
    }
    roles.retain(|role| *role != Role::AgencySpoc);
    let mut people = still_to_secure(tx, review).await?;
    people.extend(holders(tx, review, &roles).await?);
    Ok(people)
}

async fn for_review(tx: &mut Tx, review: &Review) -> Stored<Vec<Mail>> {
    let (id, partnership, reference) = review;
    let calendar = Calendar::england_and_wales();
    let (known, own) = facts_for_clocks(tx, *id).await?;
    let asked = asked_one_by_one(tx, *id).await?;
    let mut mails = Vec::new();
    for clock in due(&known, calendar, &own).into_iter().filter(|clock| !asked.contains(&clock.clock.rule)) {
        let Some(occasion) = occasion(&clock, known.today, calendar) else { continue };
        let late = known.today > clock.working_date();
        // "Act by" is the working day before a due date at a weekend; once that has passed the due date itself is named, which is the law's.
        let when = if known.today > clock.act_date() { clock.working_date() } else { clock.act_date() };
        let rule = clock.clock.rule;
        for person in reminded(tx, *id, rule, answers_for(&clock, late)).await? {
            mails.push(Mail {
                to: To::Person(person),
                kind: if late { Kind::Overdue(rule) } else { Kind::Reminder(rule) },
                partnership: Some(*partnership),
                review: Some(*id),
                facts: Facts { reference: reference.clone(), due: Some(when), path: format!("/reviews/{id}"), count: 0 },
                dedupe: Some(format!("clock/{id}/{rule}/{}/{}/{occasion}/{person}", clock.about, clock.act_date())),
                digest: true,
            });
        }
    }
    Ok(mails)
}
