//! The action plan: one set of rows, three layouts.

use serde::{Deserialize, Serialize};

use super::{Frame, Passage};

/// The action plan.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionPlan {
    /// What stands round it.
    pub frame: Frame,
    /// The title, such as "Action plan: Marta" or "Domestic Abuse Strategy Action Plan 2025 to 2028".
    pub title: String,
    /// What it is the plan of, such as "Domestic homicide review, February 2025".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subtitle: String,
    /// The columns.
    pub layout: Layout,
    /// Words before the table. For a live plan: that it is live, and as of when.
    #[serde(default)]
    pub introduction: Passage,
    /// The rows, under the priorities or themes in the order to print. One with an empty name has no heading.
    pub priorities: Vec<Priority>,
    /// What was left to be filled in, listed at the end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_open: Vec<String>,
}

/// The columns of an action plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// Recommendation, scope, action to take, lead agency, key milestones, target date, date of completion and outcome.
    HomeOffice,
    /// Reference code, action, rationale, who, when, measurable impact, under each priority.
    StHelens,
    /// As safeguarding boards read it: reference, recommendation and learning, action, lead, due, progress, rating, evidence.
    Boards,
}

/// A priority or theme with its actions.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Priority {
    /// Its name, such as "Community and Culture".
    #[serde(default)]
    pub name: String,
    /// Its actions.
    pub actions: Vec<ActionRow>,
}

/// An action. The superset of all layouts; each prints its own columns, and an empty cell says what is not there.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ActionRow {
    /// The reference, minted here (`WYK-2025-a-R01`) or kept from the source (`CC1`).
    pub reference: String,
    /// The recommendation.
    pub recommendation: String,
    /// Local, regional or national.
    pub scope: String,
    /// Why: the learning or finding that it rests on. Lines that begin with `•` or `- ` make a list.
    pub rationale: String,
    /// What is to be done, where it is recorded beside the recommendation. The same words are not printed twice.
    pub action: String,
    /// Whether the recommendation was accepted or opened, so that without an action of its own it is carried out as it says.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub accepted: bool,
    /// The lead.
    pub lead: String,
    /// Who supports the lead.
    pub support: Vec<String>,
    /// When, as written.
    pub when: String,
    /// Why there is none, where the plan has words that are no date.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub no_when: String,
    /// The date that was agreed later, in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub new_due: String,
    /// Whether it is done again and again, so that a later date is its next time and no delay.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub repeats: bool,
    /// What will show the difference.
    pub measure: String,
    /// Milestones reached.
    pub milestones: String,
    /// What the lead reported last, or what was asked of it, each with its day.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reported: String,
    /// Progress.
    pub progress: String,
    /// The rating.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rag: Option<Rag>,
    /// Evidence held.
    pub evidence: String,
    /// Date of completion, as written.
    pub completed: String,
    /// Whether its date has passed and it is not done.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub late: bool,
    /// What is different for victims.
    pub outcome: String,
}

/// A rating, always printed in words too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rag {
    /// Embedded or closed.
    Blue,
    /// On track.
    Green,
    /// Slipped by up to three months, or evidence queried.
    Amber,
    /// Overdue by more than three months, without an update for two cycles, or not accepted.
    Red,
    /// Not started, not yet due.
    Grey,
}
