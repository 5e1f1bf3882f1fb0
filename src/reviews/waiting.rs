//! Clocks that run out soon or have, for those who answer for them: the daily digest and “My work” speak of the same.

use chrono::NaiveDate;

use crate::access::right::SeeReview;
use crate::access::{Actor, if_theirs, permit};
use crate::base::calendar::Calendar;
use crate::ids::ReviewId;
use crate::process::table::{Deadline, Measure, Owner};
use crate::process::{Due, DueState, Role, Rule};
use crate::store::{Stored, Tx, sql};

use super::list::Clocked;

/// How many working days ahead people are told.
const AHEAD: usize = 5;

/// A clock that somebody is reminded of today.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// In which review.
    pub review: ReviewId,
    /// Its reference.
    pub reference: String,
    /// The partnership that leads it.
    pub partnership: String,
    /// The clock.
    pub due: Due,
}

/// The clocks that this person is reminded of today, of those of every review in which they have a part, the most pressing first.
///
/// # Errors
/// When the database refuses.
pub async fn waiting(tx: &mut Tx, actor: &Actor, clocked: Vec<Clocked>) -> Stored<Vec<Waiting>> {
    let (today, calendar) = (tx.today(), Calendar::england_and_wales());
    let mut all = Vec::new();
    for Clocked { review, reference, partnership, clocks, .. } in clocked {
        let mut clocks = clocks.into_iter().filter(|due| occasion(due, today, calendar).is_some()).peekable();
        if clocks.peek().is_none() {
            continue;
        }
        // Nobody is reminded of what they may not know.
        let Some(grant) = if_theirs(permit::<SeeReview>(tx, actor, review).await)? else { continue };
        let roles = grant.roles();
        let asked = asked_one_by_one(tx, review).await?;
        let theirs = |due: &Due| {
            let answers = answers_for(due, today > due.working_date());
            !asked.contains(&due.clock.rule)
                && answers.iter().any(|role| roles.contains(role) && !asked_itself(due.clock.rule, *role))
        };
        let waits = |due| Waiting { review, reference: reference.clone(), partnership: partnership.clone(), due };
        all.extend(clocks.filter(theirs).map(waits));
    }
    all.sort_by_key(|one| (one.due.act_date(), one.reference.clone(), one.due.clock.rule));
    Ok(all)
}

/// Why people are told today, in a word that is the same until they should be told again: nothing when there is no reason.
#[must_use]
pub fn occasion(clock: &Due, today: NaiveDate, calendar: &Calendar) -> Option<String> {
    let runs = matches!(clock.state, DueState::Due | DueState::Overdue | DueState::ToAgree)
        && clock.clock.measure == Measure::NoLaterThan;
    if !runs {
        return None;
    }
    let last = clock.working_date();
    let when = clock.act_date();
    if today > last {
        // Once when it has run out, and then once a week.
        Some(format!("late-{}", (today - last).num_days() / 7))
    } else if today >= when {
        Some("today".into())
    } else {
        // Where nothing says when, somebody has to begin with saying it.
        (clock.state == DueState::ToAgree || calendar.working_days_late(today, when) <= AHEAD).then(|| "soon".into())
    }
}

/// Who answers for a clock; for those outside, and for what is late, the coordinator as well.
#[must_use]
pub fn answers_for(clock: &Due, late: bool) -> Vec<Role> {
    let by_request = by_request(clock.clock.rule);
    let mut roles = match clock.clock.owner {
        Owner::Within(_) if by_request => Vec::new(),
        // Those who lead an action report on it where it stands; that all were asked is recorded by who runs the review.
        Owner::Within(Role::ActionOwner) => vec![Role::Coordinator],
        Owner::Within(role) => vec![role],
        Owner::Outside(_) => vec![Role::Coordinator],
    };
    if late && !roles.contains(&Role::Coordinator) {
        roles.push(Role::Coordinator);
    }
    roles
}

/// Whether who holds this role is asked by name for what the clock is about, so that it stands among their duties with the clock's date.
fn asked_itself(rule: Rule, role: Role) -> bool {
    rule == Rule::Dl03Secured && role == Role::AgencySpoc
}

/// The clocks of this review for which each agency has a date of its own: its return is spoken of, and not the clock of them all.
///
/// # Errors
/// When the database refuses.
pub async fn asked_one_by_one(tx: &mut Tx, review: ReviewId) -> Stored<Vec<Rule>> {
    let rows: Vec<(Rule,)> = sql("SELECT DISTINCT rule FROM agency_request WHERE review = $1").bind(review).all(tx).await?;
    Ok(rows.into_iter().map(|(rule,)| rule).collect())
}

/// Whether agencies are asked for this one by one, each with a date of its own that stands with its return: such a clock runs until the last of
/// them has answered.
#[must_use]
pub(super) fn by_request(rule: Rule) -> bool {
    Deadline::of(rule).is_some_and(|clock| clock.asked_of_agencies)
}
