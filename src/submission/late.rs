//! Whether a report goes to the Home Office late, so that its submission says why (domain section 2.14).

use chrono::NaiveDate;

use crate::access::Grant;
use crate::access::right::Right;
use crate::base::calendar::Calendar;
use crate::process::{Act, Due, Rule, due};
use crate::reviews;
use crate::store::{Stored, Tx};
use crate::ui::day;

/// The clocks of this submission: the six months for the report and the days for sending it, or the days for the changes when it is
/// submitted again.
///
/// # Errors
/// When the database refuses.
pub async fn clocks<R: Right>(tx: &mut Tx, grant: &Grant<R>, act: Act) -> Stored<Vec<Due>> {
    let answers = |rule: Rule| match act {
        Act::Resubmit => rule == Rule::Dl20,
        _ => matches!(rule, Rule::Dl12 | Rule::Dl16),
    };
    let (facts, lengths) = reviews::facts_for_clocks(tx, grant.review()).await?;
    let all = due(&facts, Calendar::england_and_wales(), &lengths);
    Ok(all.into_iter().filter(|one| answers(one.clock.rule)).collect())
}

/// Which of them is missed by a submission on this day, in words; nothing when none is. The date of guidance stays what it is when
/// another is agreed, so a report that keeps to an agreed date is late by the guidance all the same. Where we set the days
/// ourselves, the agreed date is the one that counts.
#[must_use]
pub fn missed(clocks: &[Due], on: NaiveDate) -> Option<String> {
    let date = |due: &Due| if due.clock.rule == Rule::Dl12 { due.computed_due } else { due.working_date() };
    let late = clocks.iter().find(|due| due.met_on.unwrap_or(on) > date(due))?;
    Some(format!("“{}” was due on {}", late.clock.rule.label(), day(date(late))))
}
