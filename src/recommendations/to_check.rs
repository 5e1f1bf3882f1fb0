//! What a plan left open: a date that nobody can read, a lead, words that were to be filled in.

use std::collections::BTreeSet;

use super::import::placeholders;
use super::plans::Plan;
use super::store::Row;
use super::when::WhenKind;

/// What is to be looked at in the words of a recommendation, a sentence each, under the reference that its reader knows it by.
#[must_use]
pub fn to_check(row: &Row, reference: &str) -> Vec<String> {
    let undated = || match row.when_words.trim() {
        "" => format!("{reference} has no date."),
        // Plans that were copied by hand often have the lead in the column of the date too.
        said if said == row.lead_words.trim() => {
            format!("{reference} has no date: in its plan the name of its lead, “{said}”, stands under “When” as well.")
        }
        said => format!("{reference} has no date that can be read: under “When” its plan says “{said}”."),
    };
    let date = (row.when_kind == WhenKind::Unclear).then(undated);
    let lead = row.lead_words.trim().is_empty().then(|| format!("{reference} has no lead."));
    let left: Vec<String> = to_fill_in(row).into_iter().map(|word| format!("“{word}”")).collect();
    let left = (!left.is_empty()).then(|| format!("{reference} has words that were to be filled in: {}.", left.join(", ")));
    [date, lead, left].into_iter().flatten().collect()
}

impl Plan {
    /// What was left open in the actions that are not done, by the references that the plan gives them.
    #[must_use]
    pub fn left_open(&self) -> Vec<String> {
        let rows = self.priorities.iter().flat_map(|(_, rows)| rows).filter(|row| !row.state.done());
        rows.flat_map(|row| to_check(row, if row.source_ref.is_empty() { &row.reference } else { &row.source_ref })).collect()
    }
}

/// What its plan left to be filled in.
fn to_fill_in(row: &Row) -> Vec<&str> {
    let cells = [row.body.as_str(), row.rationale.as_str(), row.measure.as_str(), &row.lead_words, &row.when_words];
    let mut found: Vec<&str> = cells.into_iter().flat_map(placeholders).collect();
    let mut seen = BTreeSet::new();
    found.retain(|word| seen.insert(*word));
    found
}
