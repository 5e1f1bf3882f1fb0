//! The notice of the decision to the Home Office (L08 and L09). It goes by mail, so it carries no full names.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Addressee, Frame, Passage, Signatory};

/// The notice of the decision to the Home Office.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionNotice {
    /// What stands round it.
    pub frame: Frame,
    /// The Home Office team.
    pub to: Addressee,
    /// The decision in the words of the record, such as "To hold a domestic homicide review".
    pub decision: String,
    /// When it was made.
    pub decided: NaiveDate,
    /// The decision that this one takes the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Earlier>,
    /// Why it takes the place of that decision, and what the family were told. May be empty.
    #[serde(default, skip_serializing_if = "Passage::is_empty")]
    pub change: Passage,
    /// The statute that was applied.
    pub legal_basis: String,
    /// When the death came to the partnership's attention.
    pub came_to_attention: NaiveDate,
    /// Month, year and area of the death, such as "February 2025, Kelsall".
    pub death: String,
    /// Homicide, suicide, unexplained.
    pub manner: String,
    /// Those who died, never by name.
    pub deceased: Vec<PersonBand>,
    /// Those who are or may be responsible.
    #[serde(default)]
    pub responsible: Vec<PersonBand>,
    /// Their relationship: "The person who died was the former partner of the person alleged".
    pub relationship: String,
    /// How criminal proceedings stand.
    pub criminal: String,
    /// How the coroner's investigation stands.
    pub coroner: String,
    /// Joint and parallel reviews; empty for none.
    #[serde(default)]
    pub parallel: Vec<String>,
    /// The chair, when one is appointed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub chair: String,
    /// When the report is due; none without a review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report_due: Option<NaiveDate>,
    /// The date that was agreed for it beside that one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report_agreed: Option<NaiveDate>,
    /// Why there is to be no review. Present exactly when the decision is not to hold one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_review: Option<NoReviewGrounds>,
    /// Whom the Home Office may ask.
    pub contact: Signatory,
    /// Who signs.
    pub signed: Signatory,
}

/// A decision that another took the place of.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Earlier {
    /// What was decided, after "to": "hold no review".
    pub decision: String,
    /// When.
    pub decided: NaiveDate,
}

/// Age band and sex of a person, without a name.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonBand {
    /// Which of several, such as "First"; empty for the only one.
    pub code: String,
    /// The age band.
    pub age: String,
    /// The sex.
    pub sex: String,
}

/// Why there is to be no review, and what was done instead.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoReviewGrounds {
    /// The reasons.
    pub reasons: Passage,
    /// The other review that is held, where one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead: Option<HeldInstead>,
    /// The views of those who were asked, dissent among them.
    pub views: Vec<ConsulteeView>,
    /// How the learning will be taken up otherwise: what the review held instead looks at, or what was done without one. May be empty.
    pub other_learning: Passage,
    /// Which other ways were considered. May be empty.
    #[serde(default)]
    pub alternatives: Passage,
    /// What the family was told, and how they may challenge it.
    pub family: Passage,
}

/// A review that is held in place of the one that was considered.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeldInstead {
    /// What was considered, within a sentence: "domestic homicide review".
    pub of: String,
    /// What is held, as a sentence begins with it: "A local learning review (table-top exercise)".
    pub what: String,
}

/// The view of one who was consulted.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsulteeView {
    /// The agency.
    pub agency: String,
    /// Review, no review, other.
    pub view: String,
    /// The reason given.
    pub reason: String,
}
