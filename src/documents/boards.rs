//! Papers of a partnership's own: a strategy's plan in the layout of its strategy, and the summary that a board reads.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::base::{capital, noun};
use crate::ids::{OrganisationId, ReviewId};
use crate::overview::{self, Summary};
use crate::recommendations::{self, LastWords, PlanId, Rag, Row};
use crate::redaction::Labels;
use crate::typeset::papers::{
    ActionPlan, Bar, BoardSummary, Figure, Frame, LateAction, Layout, Letterhead, Marking, NotedAction, Passage, Priority,
    SettledAction,
};
use crate::ui::{Answer, Ask, Download, Guard, Problem, Reply, Route, day, get};

use super::papers::{action, colour};
use super::printed::{Printed, searched, terms};

/// The pages that give these papers.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![
        get("/papers/plans/:plan/:layout", Guard::Partnership("plans"), plan),
        get("/papers/boards/:partnership", Guard::Partnership("board summary"), board),
    ]
}

fn frame(letterhead: Letterhead, reference: &str, dated: chrono::NaiveDate) -> Frame {
    Frame { letterhead, marking: Marking::Public, reference: reference.to_owned(), dated, draft: None }
}

fn pdf((name, bytes): (String, Vec<u8>)) -> Reply {
    Reply::File(Download { name, media_type: "application/pdf", bytes, inline: true })
}

async fn plan(ask: Ask) -> Answer {
    let id: PlanId = ask.param("plan")?;
    let called: String = ask.param("layout")?;
    let layout = match called.as_str() {
        "priorities" => Layout::StHelens,
        "home-office" => Layout::HomeOffice,
        "boards" => Layout::Boards,
        _ => return Err(Problem::NotThere),
    };
    let mut tx = ask.read().await?;
    let found = recommendations::plan(&mut tx, ask.actor()?, id).await?;
    let letterhead = crate::people::letterhead(&mut tx, found.head.partnership).await?;
    let told = recommendations::told(&mut tx, found.head.partnership).await?;
    let today = tx.today();
    let rows = || found.priorities.iter().flat_map(|(_, rows)| rows);
    let terms = terms(&mut tx, &ask.app.keyring, rows()).await?;
    drop(tx);
    let none = Vec::new();
    // A strategy's plan speaks of no review's people, so there is nothing for labels to stand for. An action that is a review's as well is
    // searched for that review's people.
    let labels = Labels::default();
    let priorities = found.priorities.iter().map(|(name, rows)| Priority {
        name: name.clone(),
        actions: rows.iter().map(|row| action(row, told.get(&row.id).unwrap_or(&none), &labels, today)).collect(),
    });
    let paper = ActionPlan {
        frame: frame(letterhead, &found.head.code, today),
        title: found.head.title.clone(),
        subtitle: found.head.partnership_name.clone(),
        layout,
        introduction: Passage::default(),
        priorities: priorities.collect(),
        left_open: found.left_open(),
    };
    let made = ask.app.typesetter.typeset_paper(&paper, today).await?;
    let actions = paper.priorities.iter().flat_map(|priority| &priority.actions);
    let printed = rows().zip(actions).map(|(row, action)| Printed::of(row, action)).collect::<Result<Vec<_>, _>>()?;
    let named = rows().map(|row| row.lead_words.clone()).chain([found.head.partnership_name.clone()]).collect();
    Ok(pdf(searched((format!("action-plan-{}-{called}.pdf", found.head.code), made.bytes), terms, printed, named).await?))
}

async fn board(ask: Ask) -> Answer {
    let partnership: OrganisationId = ask.param("partnership")?;
    let mut tx = ask.read().await?;
    let mut summary = overview::summary(&mut tx, ask.actor()?, partnership).await?;
    let letterhead = crate::people::letterhead(&mut tx, partnership).await?;
    let said = recommendations::last_said(&mut tx, partnership).await?;
    let found = recommendations::last_found(&mut tx, partnership).await?;
    let names = |row: &Row, words: &LastWords| words.get(&row.id).is_some_and(|(_, words)| words.contains("{{"));
    let spoken = summary.overdue.iter().filter(|row| names(row, &said));
    let spoken = spoken.chain(summary.not_passed.iter().filter(|row| names(row, &found)));
    let reviews: BTreeSet<ReviewId> = spoken.filter_map(|row| row.review).collect();
    for review in reviews {
        summary.labels.insert(review, crate::parties::stand_ins(&mut tx, review).await?);
    }
    let terms = terms(&mut tx, &ask.app.keyring, rows_of(&summary)).await?;
    drop(tx);
    let paper = board_paper(&summary, (&said, &found), letterhead);
    let made = ask.app.typesetter.typeset_paper(&paper, summary.as_at).await?;
    let named = rows_of(&summary).map(|row| row.lead_words.clone()).chain([summary.name.clone()]).collect();
    Ok(pdf(searched(("board-summary.pdf".into(), made.bytes), terms, printed(&summary, &paper)?, named).await?))
}

/// What the summary prints in words, in the order of the paper's parts.
fn rows_of(summary: &Summary) -> impl Iterator<Item = &Row> {
    [&summary.overdue, &summary.red, &summary.not_passed, &summary.ended, &summary.settled, &summary.unclear]
        .into_iter()
        .flatten()
}

/// The words of each recommendation that the paper prints.
fn printed(summary: &Summary, paper: &BoardSummary) -> Result<Vec<Printed>, Problem> {
    let mut found = Vec::new();
    for (row, late) in summary.overdue.iter().zip(&paper.late) {
        found.push(Printed::of(row, late)?);
    }
    let noted = [(&summary.red, &paper.red), (&summary.not_passed, &paper.not_passed), (&summary.ended, &paper.ended)];
    for (row, note) in noted.into_iter().flat_map(|(rows, notes)| rows.iter().zip(notes)) {
        found.push(Printed::of(row, note)?);
    }
    for (row, settled) in summary.settled.iter().zip(&paper.settled) {
        found.push(Printed::of(row, settled)?);
    }
    for row in &summary.unclear {
        found.push(Printed::of(row, &row.when_words)?);
    }
    Ok(found)
}

/// `said` is what those who lead said last, `found` what a check found that was not passed.
fn board_paper(summary: &Summary, (said, found): (&LastWords, &LastWords), letterhead: Letterhead) -> BoardSummary {
    let today = summary.as_at;
    let total: usize = summary.colours.iter().map(|(_, count)| count).sum();
    let figure = |number: usize, label: &str| Figure { number: number.to_string(), label: label.to_owned() };
    let last = |row: &Row, words: &LastWords| {
        let dated = |(on, words): &(NaiveDate, String)| format!("{}: {}", day(*on), summary.shown(row, words));
        words.get(&row.id).map(dated).unwrap_or_default()
    };
    let late = summary.overdue.iter().map(|row| LateAction {
        reference: row.reference.clone(),
        action: summary.shown(row, row.body.as_str()),
        lead: summary.shown(row, &row.leads()),
        due: capital(&row.when_words),
        new_due: row.new_due.map(day).unwrap_or_default(),
        rag: row.rating(today).rag.map_or(crate::typeset::papers::Rag::Red, colour),
        said: last(row, said),
    });
    let red = summary.red.iter().map(|row| noted(summary, row, summary.why_red(row)));
    let not_passed = summary.not_passed.iter().map(|row| noted(summary, row, last(row, found)));
    let ended = summary.ended.iter().map(|row| noted(summary, row, how_it_ended(summary, row)));
    let settled = summary.settled.iter().map(|row| SettledAction {
        reference: row.reference.clone(),
        action: summary.shown(row, row.body.as_str()),
        outcome: summary.shown(row, row.outcome.as_str()),
        evidence: summary.shown(row, row.evidence.as_str()),
    });
    BoardSummary {
        frame: frame(letterhead, "", today),
        title: "Recommendations: summary for the board".into(),
        board: summary.name.clone(),
        as_at: today,
        asks: Vec::new(),
        introduction: Passage::from(
            "No account of any case is in this paper. Ratings are computed from dates, updates and evidence; nobody sets them by hand."
                .to_owned(),
        ),
        figures: vec![
            figure(total, noun(&total, "recommendation on the register", "recommendations on the register")),
            figure(summary.overdue.len(), "overdue"),
            figure(summary.agreed.len(), "agreed, not yet approved"),
            figure(summary.new.len(), "new in three months"),
            figure(summary.settled.len(), "settled in three months"),
        ],
        bars: if total == 0 { Vec::new() } else { vec![bar("All", &summary.colours)] },
        late: late.collect(),
        red: red.collect(),
        not_passed: not_passed.collect(),
        settled: settled.collect(),
        settled_earlier: if summary.settled_before == 0 { String::new() } else { summary.settled_earlier() },
        ended: ended.collect(),
        reviews: Vec::new(),
        data_notes: summary.to_check(),
    }
}

fn noted(summary: &Summary, row: &Row, note: String) -> NotedAction {
    NotedAction {
        reference: row.reference.clone(),
        action: summary.shown(row, row.body.as_str()),
        lead: summary.shown(row, &row.leads()),
        note,
    }
}

fn how_it_ended(summary: &Summary, row: &Row) -> String {
    format!("{}, {}: {}", row.state.label(), day(row.state_since), summary.shown(row, row.ended_words.as_str()))
}

fn bar(name: &str, colours: &[(Rag, usize)]) -> Bar {
    let by: BTreeMap<Rag, u32> = colours.iter().map(|(rag, count)| (*rag, u32::try_from(*count).unwrap_or(u32::MAX))).collect();
    let count = |rag: Rag| by.get(&rag).copied().unwrap_or_default();
    Bar {
        name: name.to_owned(),
        blue: count(Rag::Blue),
        green: count(Rag::Green),
        amber: count(Rag::Amber),
        red: count(Rag::Red),
        grey: count(Rag::Grey),
    }
}
