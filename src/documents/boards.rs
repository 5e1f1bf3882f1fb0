//! Papers of a partnership's own: a strategy's plan in the layout of its strategy, and the summary that a board reads.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::ids::OrganisationId;
use crate::overview::{self, Summary};
use crate::recommendations::{self, PlanId, Rag, RecommendationId};
use crate::redaction::Labels;
use crate::typeset::papers::{
    ActionPlan, Bar, BoardSummary, Figure, Frame, LateAction, Layout, Letterhead, Marking, Passage, Priority, SettledAction,
};
use crate::ui::{Answer, Ask, Download, Guard, Problem, Reply, Route, day, get};

use super::papers::{action, capital, colour};

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

fn pdf(name: String, bytes: Vec<u8>) -> Reply {
    Reply::File(Download { name, media_type: "application/pdf", bytes, inline: true })
}

async fn plan(ask: Ask) -> Answer {
    let id: PlanId = ask.param("plan")?;
    let layout: String = ask.param("layout")?;
    let layout = match layout.as_str() {
        "priorities" => Layout::StHelens,
        "home-office" => Layout::HomeOffice,
        "boards" => Layout::Boards,
        _ => return Err(Problem::NotThere),
    };
    let mut tx = ask.read().await?;
    let found = recommendations::plan(&mut tx, ask.actor()?, id).await?;
    let letterhead = crate::people::letterhead(&mut tx, found.head.partnership).await?;
    let moves = recommendations::moves(&mut tx, found.head.partnership).await?;
    let today = tx.today();
    drop(tx);
    let none = Vec::new();
    // A strategy's plan speaks of no review's people, so there is nothing for labels to stand for.
    let labels = Labels::default();
    let priorities = found.priorities.iter().map(|(name, rows)| Priority {
        name: name.clone(),
        actions: rows.iter().map(|row| action(row, moves.get(&row.id).unwrap_or(&none), &labels, today)).collect(),
    });
    let paper = ActionPlan {
        frame: frame(letterhead, &found.head.code, today),
        title: found.head.title.clone(),
        subtitle: found.head.partnership_name.clone(),
        layout,
        introduction: Passage::default(),
        priorities: priorities.collect(),
    };
    let made = ask.app.typesetter.typeset_paper(&paper, today).await?;
    Ok(pdf(format!("action-plan-{}.pdf", found.head.code), made.bytes))
}

async fn board(ask: Ask) -> Answer {
    let partnership: OrganisationId = ask.param("partnership")?;
    let mut tx = ask.read().await?;
    let mut summary = overview::summary(&mut tx, ask.actor()?, partnership).await?;
    let letterhead = crate::people::letterhead(&mut tx, partnership).await?;
    let said = recommendations::last_said(&mut tx, partnership).await?;
    for row in &summary.overdue {
        if let (Some(review), true) = (row.review, said.get(&row.id).is_some_and(|(_, words)| words.contains("{{"))) {
            summary.labels.insert(review, crate::parties::stand_ins(&mut tx, review).await?);
        }
    }
    drop(tx);
    let paper = board_paper(&summary, &said, letterhead);
    let made = ask.app.typesetter.typeset_paper(&paper, summary.as_at).await?;
    Ok(pdf("board-summary.pdf".into(), made.bytes))
}

fn board_paper(
    summary: &Summary,
    said: &BTreeMap<RecommendationId, (NaiveDate, String)>,
    letterhead: Letterhead,
) -> BoardSummary {
    let today = summary.as_at;
    let total: usize = summary.colours.iter().map(|(_, count)| count).sum();
    let figure = |number: usize, label: &str| Figure { number: number.to_string(), label: label.to_owned() };
    let late = summary.overdue.iter().map(|row| LateAction {
        reference: row.reference.clone(),
        action: summary.shown(row, row.body.as_str()),
        lead: summary.shown(row, &row.lead_words),
        due: capital(&row.when_words),
        rag: row.rating(today).rag.map_or(crate::typeset::papers::Rag::Red, colour),
        said: said.get(&row.id).map(|(on, words)| format!("{}: {}", day(*on), summary.shown(row, words))).unwrap_or_default(),
    });
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
            figure(total, "recommendations on the register"),
            figure(summary.overdue.len(), "overdue"),
            figure(summary.agreed.len(), "agreed, not yet approved"),
            figure(summary.new.len(), "new in three months"),
            figure(summary.settled.len(), "settled in three months"),
        ],
        bars: if total == 0 { Vec::new() } else { vec![bar("All", &summary.colours)] },
        late: late.collect(),
        settled: settled.collect(),
        reviews: Vec::new(),
        data_notes: summary.to_check(),
    }
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
