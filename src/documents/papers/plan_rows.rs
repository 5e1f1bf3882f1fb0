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
    let body = sentences(&row.body.show(labels));
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
        milestones: milestones(moves),
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

/// Words in which a plan put several sentences into one cell with blanks between them: each ends as a sentence does.
fn sentences(words: &str) -> String {
    let each = words.split("  ").map(str::trim).filter(|one| !one.is_empty());
    each.fold(String::new(), |mut said, one| {
        if !said.is_empty() {
            said.push_str(if said.ends_with(['.', '!', '?', ':', ';', ',']) { " " } else { ". " });
        }
        said + one
    })
}

/// What was achieved, a line each; that work was agreed or has begun achieves nothing yet. What was undone later is left out; a report that
/// the board did not accept stays until it accepts one.
fn milestones(moves: &[(NaiveDate, Move)]) -> String {
    let mut stand: Vec<(Move, String)> = Vec::new();
    for (on, moved) in moves {
        let said = match moved {
            Move::Claim => "Reported as done",
            Move::AcceptEvidence => "Evidence accepted",
            Move::PassCheck => "Impact check passed",
            Move::CheckAgain => "Second check of the impact passed",
            Move::Query => {
                if let Some((done, line)) = stand.iter_mut().rev().find(|(done, _)| *done == Move::Claim) {
                    *done = Move::Query;
                    line.push_str(&format!("; not accepted by the board, {}", day(*on)));
                }
                continue;
            }
            Move::FailCheck | Move::Reopen => {
                stand.clear();
                continue;
            }
            Move::Agree
            | Move::Dispute
            | Move::Approve
            | Move::Unapprove
            | Move::Open
            | Move::Start
            | Move::NotAccept
            | Move::Supersede
            | Move::Merge
            | Move::SetAside
            | Move::Close => continue,
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
        assert_eq!(milestones(&done), "- Reported as done, 3 March 2026\n- Evidence accepted, 4 March 2026");
        assert_eq!(milestones(&[done.as_slice(), &[(on(5), Move::Reopen)]].concat()), "");
    }

    #[test]
    fn that_work_was_agreed_or_has_begun_is_no_milestone() {
        let on = |day: u32| NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
        let begun = [(on(1), Move::Agree), (on(2), Move::Approve), (on(3), Move::Open), (on(4), Move::Start)];
        assert_eq!(milestones(&begun), "");
        let ended = [
            (on(5), Move::Claim),
            (on(6), Move::AcceptEvidence),
            (on(7), Move::PassCheck),
            (on(8), Move::CheckAgain),
            (on(9), Move::Close),
        ];
        let said = milestones(&[begun.as_slice(), &ended].concat());
        assert_eq!(said.lines().count(), 4, "{said}");
        assert!(said.ends_with("Second check of the impact passed, 8 March 2026"), "its end stands with its outcome: {said}");
    }

    #[test]
    fn several_sentences_of_one_cell_each_end_as_one() {
        assert_eq!(sentences("Attain it  Others consider it too"), "Attain it. Others consider it too");
        assert_eq!(sentences("Attain it.  Others too"), "Attain it. Others too");
        assert_eq!(sentences("Attain it"), "Attain it");
    }

    #[test]
    fn a_report_that_the_board_did_not_accept_stays_until_it_accepts_one() {
        let on = |day: u32| NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
        let refused = [(on(1), Move::Start), (on(3), Move::Claim), (on(4), Move::Query)];
        let line = "- Reported as done, 3 March 2026; not accepted by the board, 4 March 2026";
        assert_eq!(milestones(&refused), line);
        let accepted = milestones(&[refused.as_slice(), &[(on(5), Move::Claim), (on(6), Move::AcceptEvidence)]].concat());
        assert_eq!(accepted, "- Reported as done, 5 March 2026\n- Evidence accepted, 6 March 2026");
    }
}
