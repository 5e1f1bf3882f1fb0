//! A row of a plan: what is to be done, by whom, and how far it is.

use chrono::NaiveDate;

use crate::base::capital;
use crate::recommendations::{Level, Move, Rag, Row, State, Told, WhenKind, Whose};
use crate::redaction::{CaseText, Labels};
use crate::typeset::papers::ActionRow;
use crate::ui::day;

/// A recommendation of a review, or an action of a plan, as a row of a plan. A review's words stand under "recommendation", a
/// plan's under "action": the register keeps no second text, and none is made up.
pub(in crate::documents) fn action(row: &Row, told: &[Told], labels: &Labels, today: NaiveDate) -> ActionRow {
    let body = sentences(&row.body.show(labels));
    let (recommendation, action) = if row.plan.is_some() { (String::new(), body) } else { (body, String::new()) };
    ActionRow {
        reference: if row.source_ref.is_empty() { row.reference.clone() } else { row.source_ref.clone() },
        recommendation,
        scope: scope(row.level).to_owned(),
        rationale: row.rationale.show(labels),
        action,
        accepted: !matches!(row.state, State::Draft | State::Disputed),
        lead: labels.show(&row.leads()),
        support: supporters(row, labels),
        when: capital(&row.when_said()),
        no_when: row.no_date_because().unwrap_or_default().to_owned(),
        new_due: row.new_due.map(day).unwrap_or_default(),
        repeats: row.when_kind == WhenKind::Recurring,
        measure: row.measure.show(labels),
        milestones: milestones(told, labels),
        reported: reported(told, (&row.evidence, row.lead_body.is_none() && row.state == State::Open), labels, today),
        progress: progress(row, told, labels),
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

pub(super) fn supporters(row: &Row, labels: &Labels) -> Vec<String> {
    labels.show(&row.support).split(';').map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned).collect()
}

/// What is said of an action that is done again and again, and was not done yet.
const NOT_HELD: &str = "Last held: not yet";

/// Where it stands, with what keeps it there: evidence that the board did not accept, and why.
fn progress(row: &Row, told: &[Told], labels: &Labels) -> String {
    let refused = told.iter().rev().find(|one| row.queried && one.moved == Some(Move::Query));
    let refused = refused.map(|one| format!("Evidence not accepted, {}: {}", day(one.on_date), one.said.show(labels)));
    let waits = row.waits_for_its_first_round().then(|| NOT_HELD.to_owned());
    [Some(row.state.label().to_owned()), waits, refused].into_iter().flatten().collect::<Vec<_>>().join("\n\n")
}

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

/// How far it reaches, in the three words of the Home Office's model (domain section 5.3).
const fn scope(level: Level) -> &'static str {
    match level {
        Level::SingleAgency | Level::MultiAgency => "Local",
        Level::Regional => "Regional",
        Level::National => "National",
    }
}

/// What the lead said last of the work and what was asked of it, each with its day. That it agreed to the words is no report, nor is what it
/// sent as evidence, which stands in a place of its own. Of a body that nobody here answers for, silence is said too.
fn reported(told: &[Told], (evidence, nobodys): (&CaseText, bool), labels: &Labels, today: NaiveDate) -> String {
    let of_the_work = |one: &&Told| match one.moved {
        None => one.whose == Whose::Lead,
        Some(moved) => matches!(moved, Move::Start | Move::Claim),
    };
    let last = told.iter().filter(of_the_work).max_by_key(|one| one.on_date);
    let asked: Vec<_> = told.iter().filter(|one| one.moved.is_none() && one.whose == Whose::Asked).collect();
    let said = last.filter(|one| one.said.is_empty() || one.said != *evidence).map(|one| {
        let words = one.said.show(labels);
        format!("Last report, {}: {}", day(one.on_date), if words.is_empty() { "work began.".to_owned() } else { words })
    });
    let silent = (nobodys && last.is_none() && !asked.is_empty()).then(|| format!("No report on record by {}", day(today)));
    let asked = asked.into_iter().map(|one| format!("Asked, {}: {}", day(one.on_date), one.said.show(labels)));
    asked.chain(said).chain(silent).collect::<Vec<_>>().join("\n\n")
}

/// What was achieved, a line each; that work was agreed or has begun achieves nothing yet. What was undone later is left out; a report that
/// the board did not accept stays with its reason until it accepts one.
fn milestones(told: &[Told], labels: &Labels) -> String {
    let mut stand: Vec<(Move, String)> = Vec::new();
    for (on, moved, words) in told.iter().filter_map(|one| Some((&one.on_date, one.moved.as_ref()?, one.said.show(labels)))) {
        let said = match moved {
            Move::Claim => "Reported as done",
            Move::AcceptEvidence => "Evidence accepted",
            Move::PassCheck => "Impact check passed",
            Move::CheckAgain => "Second check of the impact passed",
            Move::Query => {
                if let Some((done, line)) = stand.iter_mut().rev().find(|(done, _)| *done == Move::Claim) {
                    *done = Move::Query;
                    line.push_str(&format!("; not accepted by the board, {}", day(*on)));
                    if !words.is_empty() {
                        line.push_str(&format!(": {words}"));
                    }
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

    fn on(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
    }

    fn moved(day: u32, moved: Move) -> Told {
        Told::of(on(day), moved, "")
    }

    fn milestones(told: &[Told]) -> String {
        super::milestones(told, &Labels::default())
    }

    #[test]
    fn what_was_reopened_is_no_milestone_any_more() {
        let done = [moved(1, Move::Agree), moved(2, Move::Open), moved(3, Move::Claim), moved(4, Move::AcceptEvidence)];
        assert_eq!(milestones(&done), "- Reported as done, 3 March 2026\n- Evidence accepted, 4 March 2026");
        assert_eq!(milestones(&[done.as_slice(), &[moved(5, Move::Reopen)]].concat()), "");
    }

    #[test]
    fn that_work_was_agreed_or_has_begun_is_no_milestone() {
        let begun = [moved(1, Move::Agree), moved(2, Move::Approve), moved(3, Move::Open), moved(4, Move::Start)];
        assert_eq!(milestones(&begun), "");
        let ended = [
            moved(5, Move::Claim),
            moved(6, Move::AcceptEvidence),
            moved(7, Move::PassCheck),
            moved(8, Move::CheckAgain),
            moved(9, Move::Close),
        ];
        let said = milestones(&[begun.as_slice(), &ended].concat());
        assert_eq!(said.lines().count(), 4, "{said}");
        assert!(said.ends_with("Second check of the impact passed, 8 March 2026"), "its end stands with its outcome: {said}");
    }

    #[test]
    fn a_plan_says_what_the_lead_said_last_and_what_was_asked_of_it() {
        let said = |told: &[Told], evidence: &str, nobodys| {
            reported(told, (&CaseText::from(evidence.to_owned()), nobodys), &Labels::default(), on(20))
        };
        let agreed = Told::of(on(1), Move::Agree, "Accepted by letter.");
        assert_eq!(said(std::slice::from_ref(&agreed), "", false), "", "who agrees to the words has reported nothing");
        let begun = [agreed, moved(2, Move::Start)];
        assert_eq!(said(&begun, "", false), "Last report, 2 March 2026: work began.");
        let nine = [begun.as_slice(), &[Told::word(on(9), Whose::Lead, "Nine of 23 trained.")]].concat();
        assert_eq!(said(&nine, "", false), "Last report, 9 March 2026: Nine of 23 trained.");
        assert_eq!(said(&nine, "Nine of 23 trained.", false), "", "it stands with the evidence");
        let asked = [Told::word(on(3), Whose::Asked, "The College was asked.")];
        let silent = "Asked, 3 March 2026: The College was asked.\n\nNo report on record by 20 March 2026";
        assert_eq!(said(&asked, "", true), silent);
    }

    #[test]
    fn several_sentences_of_one_cell_each_end_as_one() {
        assert_eq!(sentences("Attain it  Others consider it too"), "Attain it. Others consider it too");
        assert_eq!(sentences("Attain it.  Others too"), "Attain it. Others too");
        assert_eq!(sentences("Attain it"), "Attain it");
    }

    #[test]
    fn a_report_that_the_board_did_not_accept_stays_with_its_reason_until_it_accepts_one() {
        let refused = [moved(1, Move::Start), moved(3, Move::Claim), Told::of(on(4), Move::Query, "The sample is missing.")];
        let line = "- Reported as done, 3 March 2026; not accepted by the board, 4 March 2026: The sample is missing.";
        assert_eq!(milestones(&refused), line);
        let accepted = milestones(&[refused.as_slice(), &[moved(5, Move::Claim), moved(6, Move::AcceptEvidence)]].concat());
        assert_eq!(accepted, "- Reported as done, 5 March 2026\n- Evidence accepted, 6 March 2026");
    }
}
