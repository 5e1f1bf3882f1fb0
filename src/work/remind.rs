//! Clocks that run out soon, today, or have run out: told to those who answer for them, in the digest.

use chrono::NaiveDate;

use crate::access::holders;
use crate::app::App;
use crate::base::calendar::Calendar;
use crate::ids::{OrganisationId, ReviewId};
use crate::outbox::{self, Facts, Kind, Mail, To};
use crate::process::table::{Measure, Owner};
use crate::process::{Due, DueState, Role, Rule, due};
use crate::reviews::{facts_for_clocks, lengths};
use crate::store::{Stored, Tx, sql};

use super::late;

/// How many working days ahead people are told.
const AHEAD: usize = 5;

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
        if open {
            mails.extend(late::returns(&mut tx, &review).await?);
        }
    }
    drop(tx);
    let mut tx = app.store.write().await?;
    outbox::queue_all(&mut tx, mails).await?;
    tx.commit().await
}

async fn for_review(tx: &mut Tx, review: &Review) -> Stored<Vec<Mail>> {
    let (id, partnership, reference) = review;
    let calendar = Calendar::england_and_wales();
    let own = lengths(tx, *partnership).await?;
    let known = facts_for_clocks(tx, *id).await?;
    let mut mails = Vec::new();
    for clock in due(&known, calendar, &own) {
        let Some(occasion) = occasion(&clock, known.today, calendar) else { continue };
        let when = clock.agreed.as_ref().map_or(clock.act_by, |agreed| agreed.due);
        let late = known.today > clock.working_date();
        let rule = clock.clock.rule;
        for person in holders(tx, *id, &told(&clock, late)).await? {
            mails.push(Mail {
                to: To::Person(person),
                kind: if late { Kind::Overdue(rule) } else { Kind::Reminder(rule) },
                partnership: Some(*partnership),
                review: Some(*id),
                facts: Facts { reference: reference.clone(), due: Some(when), path: format!("/reviews/{id}"), count: 0 },
                dedupe: Some(format!("clock/{id}/{rule}/{}/{when}/{occasion}/{person}", clock.about)),
                digest: true,
            });
        }
    }
    Ok(mails)
}

/// Why people are told today, in a word that is the same until they should be told again: nothing when there is no reason.
fn occasion(clock: &Due, today: NaiveDate, calendar: &Calendar) -> Option<String> {
    let runs = matches!(clock.state, DueState::Due | DueState::Overdue) && clock.clock.measure == Measure::NoLaterThan;
    if !runs {
        return None;
    }
    let last = clock.working_date();
    let when = clock.agreed.as_ref().map_or(clock.act_by, |agreed| agreed.due);
    if today > last {
        // Once when it has run out, and then once a week.
        Some(format!("late-{}", (today - last).num_days() / 7))
    } else if today >= when {
        Some("today".into())
    } else {
        (calendar.working_days_late(today, when) <= AHEAD).then(|| "soon".into())
    }
}

/// Who answers for a clock; for those outside, and for what is late, the coordinator as well.
fn told(clock: &Due, late: bool) -> Vec<Role> {
    // What agencies are asked for is told to each of them request by request: these clocks run until the last of them has answered.
    let by_request = matches!(clock.clock.rule, Rule::Dl09 | Rule::Dl10 | Rule::Dl11);
    let mut roles = match clock.clock.owner {
        Owner::Within(_) if by_request => Vec::new(),
        Owner::Within(role) => vec![role],
        Owner::Outside(_) => vec![Role::Coordinator],
    };
    if late && !roles.contains(&Role::Coordinator) {
        roles.push(Role::Coordinator);
    }
    roles
}
