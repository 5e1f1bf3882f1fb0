//! The summary that a board reads each quarter: figures and lists, no case content.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Frame, Passage, Rag};

/// The summary for a board.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoardSummary {
    /// What stands round it.
    pub frame: Frame,
    /// The title, such as "Domestic abuse action plan: summary for the board".
    pub title: String,
    /// The board.
    pub board: String,
    /// The day the figures are of.
    pub as_at: NaiveDate,
    /// What the board is asked to decide or note, a sentence each.
    #[serde(default)]
    pub asks: Vec<String>,
    /// Words before the figures.
    #[serde(default)]
    pub introduction: Passage,
    /// Up to four figures that matter most.
    #[serde(default)]
    pub figures: Vec<Figure>,
    /// Actions by priority, theme or agency, counted by rating.
    #[serde(default)]
    pub bars: Vec<Bar>,
    /// Actions that are late.
    #[serde(default)]
    pub late: Vec<LateAction>,
    /// Actions that are red and not late, with why.
    #[serde(default)]
    pub red: Vec<NotedAction>,
    /// Actions whose last check of their impact was not passed, with what it found.
    #[serde(default)]
    pub not_passed: Vec<NotedAction>,
    /// Actions settled in the last three months.
    #[serde(default)]
    pub settled: Vec<SettledAction>,
    /// Why fewer are listed as settled than are blue; empty where it is as many.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub settled_earlier: String,
    /// Actions that ended in the last three months without being done, with how and why.
    #[serde(default)]
    pub ended: Vec<NotedAction>,
    /// Reviews under way, with their clocks.
    #[serde(default)]
    pub reviews: Vec<BoardReview>,
    /// What to check in the register, a sentence each.
    #[serde(default)]
    pub data_notes: Vec<String>,
}

/// A figure that stands alone.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The number, as printed; fewer than five as "fewer than 5" where people are counted.
    pub number: String,
    /// What it counts.
    pub label: String,
}

/// A row of the picture of ratings, and of the table that it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bar {
    /// The priority, theme or agency.
    pub name: String,
    /// How many actions are blue.
    #[serde(default)]
    pub blue: u32,
    /// Green.
    #[serde(default)]
    pub green: u32,
    /// Amber.
    #[serde(default)]
    pub amber: u32,
    /// Red.
    #[serde(default)]
    pub red: u32,
    /// Grey.
    #[serde(default)]
    pub grey: u32,
}

/// An action that is late.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LateAction {
    /// The reference.
    pub reference: String,
    /// What was to be done.
    pub action: String,
    /// The lead.
    pub lead: String,
    /// When it was due, as written.
    pub due: String,
    /// The date that was agreed since, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub new_due: String,
    /// Its rating.
    pub rag: Rag,
    /// What the lead said last.
    #[serde(default)]
    pub said: String,
}

/// An action with a word on it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotedAction {
    /// The reference.
    pub reference: String,
    /// What was to be done.
    pub action: String,
    /// The lead.
    pub lead: String,
    /// What is said of it: why it is red, what a check found, how it ended.
    pub note: String,
}

/// An action settled in the last three months.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettledAction {
    /// The reference.
    pub reference: String,
    /// What was done.
    pub action: String,
    /// What is different for victims.
    pub outcome: String,
    /// The evidence that the board accepted.
    pub evidence: String,
}

/// A review under way: its reference and clock, no names.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoardReview {
    /// The reference.
    pub reference: String,
    /// The stage, in words.
    pub stage: String,
    /// The date that the guidance gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub computed_due: Option<NaiveDate>,
    /// The date agreed, when there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed_due: Option<NaiveDate>,
    /// What it waits for.
    #[serde(default)]
    pub waits_for: String,
}
