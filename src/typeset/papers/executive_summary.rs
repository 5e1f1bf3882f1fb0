//! The executive summary: it stands alone, with the report's pseudonyms.

use serde::{Deserialize, Serialize};

use super::{
    Contributor, Event, Frame, LineOfEnquiry, Panellist, Passage, PseudonymRow, Recommendation, Section, TitlePage, Titled,
};

/// The executive summary, in the order of the model.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExecutiveSummary {
    /// What stands round it.
    pub frame: Frame,
    /// The title page.
    pub title: TitlePage,
    /// The panel's condolences.
    #[serde(default)]
    pub condolences: Passage,
    /// 1 The review process.
    pub process: Section,
    /// The pseudonym table, told in section 1.
    #[serde(default)]
    pub pseudonyms: Vec<PseudonymRow>,
    /// 2 Contributors to the review.
    #[serde(default)]
    pub contributors: Vec<Contributor>,
    /// 3 The review panel members.
    #[serde(default)]
    pub panel: Vec<Panellist>,
    /// 4 Author of the overview report.
    #[serde(default)]
    pub author: Section,
    /// 5 Terms of reference.
    #[serde(default)]
    pub terms_of_reference: Section,
    /// The lines of enquiry of section 5; their analysis is left to the report.
    #[serde(default)]
    pub lines_of_enquiry: Vec<LineOfEnquiry>,
    /// 6 Summary chronology.
    #[serde(default)]
    pub chronology: Section,
    /// The table of section 6, when there is one.
    #[serde(default)]
    pub events: Vec<Event>,
    /// 7 Key issues arising from the review.
    #[serde(default)]
    pub key_issues: Vec<Titled>,
    /// 8 Conclusions.
    #[serde(default)]
    pub conclusions: Section,
    /// 9 Lessons to be learned.
    #[serde(default)]
    pub lessons: Vec<Titled>,
    /// 10 Recommendations, local.
    #[serde(default)]
    pub local_recommendations: Vec<Recommendation>,
    /// 10 Recommendations, national.
    #[serde(default)]
    pub national_recommendations: Vec<Recommendation>,
}
