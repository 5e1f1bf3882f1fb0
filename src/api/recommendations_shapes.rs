//! What programs send about recommendations.

use chrono::NaiveDate;
use poem_openapi::Object;

use crate::recommendations::{Level, Mechanism, Move, Sector, Theme, Whose};

use super::code::Code;

/// A recommendation to put on the register.
#[derive(Debug, Object)]
pub(super) struct NewRecommendation {
    /// What is to be done: one action, with a verb.
    pub(super) body: String,
    /// The learning that it rests on.
    #[oai(default)]
    pub(super) rationale: String,
    /// How far it reaches.
    pub(super) level: Code<Level>,
    /// What kind of change it is.
    pub(super) mechanism: Code<Mechanism>,
    /// To whom it is made.
    pub(super) sector: Code<Sector>,
    /// What it is about.
    pub(super) theme: Code<Theme>,
    /// The id of the body that leads.
    pub(super) lead: Option<String>,
    /// Who leads, when it is somebody else.
    #[oai(default)]
    pub(super) lead_other: String,
    /// Who supports.
    #[oai(default)]
    pub(super) support: String,
    /// Which board oversees it.
    #[oai(default)]
    pub(super) oversight: String,
    /// When, as a plan says it: "by October 2025", "once per annum".
    pub(super) when: String,
    /// What will show the difference.
    #[oai(default)]
    pub(super) measure: String,
    /// The reference that it came with.
    #[oai(default)]
    pub(super) source_ref: String,
    /// It comes from an agency's own review, and is open from the day on which it was written.
    #[oai(default)]
    pub(super) early: bool,
    /// When it was written; left out, today.
    pub(super) added_on: Option<NaiveDate>,
}

/// A move to make.
#[derive(Debug, Object)]
pub(super) struct NewMove {
    /// What happens.
    #[oai(rename = "move")]
    pub(super) step: Code<Move>,
    /// The reason or the evidence, where the move asks for it.
    #[oai(default)]
    pub(super) words: String,
    /// Why a check of the impact was made before its time.
    #[oai(default)]
    pub(super) early_why: String,
    /// The id of what takes its place, where it is superseded or merged and the other is in dardr.
    pub(super) replaced_by: Option<String>,
    /// When it happened.
    pub(super) moved_on: NaiveDate,
    /// The version that you saw.
    pub(super) version: i64,
}

/// Progress to report.
#[derive(Debug, Object)]
pub(super) struct NewReport {
    /// What has been done.
    pub(super) said: String,
    /// Whose words these are; left out by the people of the agency that leads.
    pub(super) whose: Option<Code<Whose>>,
    /// When it is expected now, if it takes longer. The first date stays on record.
    pub(super) new_due: Option<NaiveDate>,
    /// The version that you saw.
    pub(super) version: i64,
}

/// Other words for a recommendation.
#[derive(Debug, Object)]
pub(super) struct NewWords {
    /// What is to be done.
    pub(super) body: String,
    /// The learning that it rests on.
    #[oai(default)]
    pub(super) rationale: String,
    /// What will show the difference.
    #[oai(default)]
    pub(super) measure: String,
    /// When it is to be done, until it is open to be done; it stays as it is when this is left out.
    pub(super) when: Option<String>,
    /// Why the words are changed.
    pub(super) why: String,
    /// The version that you saw.
    pub(super) version: i64,
}
