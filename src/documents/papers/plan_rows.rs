//! A row of a plan: what is to be done, by whom, and how far it is.

use chrono::NaiveDate;

use crate::base::capital;
use crate::recommendations::{Move, Rag, Row, State};
use crate::typeset::papers::ActionRow;
use crate::ui::day;

/// A recommendation of a review, or an action of a plan, as a row of a plan. A review's words stand under "recommendation", a
/// plan's under "action": the register keeps no second text, and none is made up.
pub(in crate::documents) fn action(
    row: &Row,
    moves: &[(NaiveDate, Move)],
    labels: &crate::redaction::Labels,
    today: NaiveDate,
) -> ActionRow {
    let body = row.body.show(labels);
    let waits = row.waits_for_its_first_round();
    let (recommendation, action) = if row.plan.is_some() { (String::new(), body) } else { (body, String::new()) };
    ActionRow {
        reference: if row.source_ref.is_empty() { row.reference.clone() } else { row.source_ref.clone() },
        recommendation,
        scope: row.level.label().to_owned(),
        rationale: row.rationale.show(labels),
        action,
        accepted: !matches!(row.state, State::Draft | State::Disputed),
        lead: labels.show(&row.leads()),
        support: supporters(row, labels),
        when: capital(&row.when_said()),
        no_when: row.no_date_because().unwrap_or_default().to_owned(),
        new_due: row.new_due.map(day).unwrap_or_default(),
        measure: row.measure.show(labels),
        milestones: [milestones(moves), if waits { format!("- {NOT_HELD}") } else { String::new() }]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("\n"),
        progress: if waits { format!("{}\n\n{NOT_HELD}", row.state.label()) } else { row.state.label().to_owned() },
        late: row.is_late(today),
        rag: row.rating(today).rag.map(colour),
        evidence: row.evidence.show(labels),
        completed: if row.state.done() { format!("{}, {}", row.state.label(), day(row.state_since)) } else { String::new() },
        outcome: [row.outcome.show(labels), row.ended_words.show(labels)]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("\n\n"),
    }
}

pub(super) fn supporters(row: &Row, labels: &crate::redaction::Labels) -> Vec<String> {
    labels.show(&row.support).split(';').map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned).collect()
}

/// What is said of an action that is done again and again, and was not done yet.
const NOT_HELD: &str = "Last held: not yet";

/// What was achieved, a line each. What was undone later is left out; a report that the board did not accept stays until it accepts one.
fn milestones(moves: &[(NaiveDate, Move)]) -> String {
    let mut stand: Vec<(Move, String)> = Vec::new();
    for (on, moved) in moves {
        let said = match moved {
            Move::Agree => "Accepted by its lead",
            Move::Approve => "Approved",
            Move::Start => "Work began",
            Move::Claim => "Reported as done",
            Move::AcceptEvidence => "Evidence accepted",
            Move::PassCheck => "Impact check passed",
            Move::CheckAgain => "Second check of the impact passed",
            Move::Close => "Closed",
            Move::Dispute => {
                stand.clear();
                continue;
            }
            Move::Query => {
                if let Some((done, line)) = stand.iter_mut().rev().find(|(done, _)| *done == Move::Claim) {
                    *done = Move::Query;
                    line.push_str(&format!("; not accepted by the board, {}", day(*on)));
                }
                continue;
            }
            Move::Unapprove => {
                stand.retain(|(done, _)| *done != Move::Approve);
                continue;
            }
            Move::NotAccept => {
                stand.retain(|(done, _)| !matches!(done, Move::Agree | Move::Approve));
                continue;
            }
            Move::FailCheck | Move::Reopen => {
                stand.retain(|(done, _)| matches!(done, Move::Agree | Move::Approve | Move::Start));
                continue;
            }
            Move::Open | Move::Supersede | Move::Merge | Move::SetAside => continue,
        };
        if *moved == Move::AcceptEvidence {
            stand.retain(|(done, _)| *done != Move::Query);
        }
        stand.push((*moved, format!("- {said}, {}", day(*on))));
    }
    stand.into_iter().map(|(_, line)| line).collect::<Vec<_>>().join("\n")
}

pub(in crate::documents) fn colour(rag: Rag) -> crate::typeset::papers::Rag {
    use crate::typeset::papers::Rag as Printed;
    match rag {
        Rag::Red => Printed::Red,
        Rag::Amber => Printed::Amber,
        Rag::Green => Printed::Green,
        Rag::Grey => Printed::Grey,
        Rag::Blue => Printed::Blue,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_reopened_is_no_milestone_any_more() {
        let on = |day: u32| NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
        let done = [(on(1), Move::Agree), (on(2), Move::Open), (on(3), Move::Claim), (on(4), Move::AcceptEvidence)];
        assert_eq!(
            milestones(&done),
            "- Accepted by its lead, 1 March 2026\n- Reported as done, 3 March 2026\n- Evidence accepted, 4 March 2026"
        );
        assert_eq!(milestones(&[done.as_slice(), &[(on(5), Move::Reopen)]].concat()), "- Accepted by its lead, 1 March 2026");
    }

    #[test]
    fn a_report_that_the_board_did_not_accept_stays_until_it_accepts_one() {
        let on = |day: u32| NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
        let refused = [(on(1), Move::Start), (on(3), Move::Claim), (on(4), Move::Query)];
        let line = "- Work began, 1 March 2026\n- Reported as done, 3 March 2026; not accepted by the board, 4 March 2026";
        assert_eq!(milestones(&refused), line);
        let accepted = milestones(&[refused.as_slice(), &[(on(5), Move::Claim), (on(6), Move::AcceptEvidence)]].concat());
        assert_eq!(accepted, "- Work began, 1 March 2026\n- Reported as done, 5 March 2026\n- Evidence accepted, 6 March 2026");
    }
}
