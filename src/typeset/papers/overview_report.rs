//! The overview report, in the order of the 2016 guidance's model layout.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    ActionRow, Characteristic, Contributor, Disseminated, Event, Frame, LineOfEnquiry, Panellist, ParallelReview, Passage,
    PseudonymRow, Recommendation, Section, Term, Titled, Tribute,
};

/// The overview report.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OverviewReport {
    /// What stands round it.
    pub frame: Frame,
    /// The title page.
    pub title: TitlePage,
    /// What the family wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tribute: Option<Tribute>,
    /// The panel's condolences.
    pub condolences: Passage,
    /// The glossary, by term.
    #[serde(default)]
    pub glossary: Vec<Term>,
    /// Sections 1 to 19.
    pub sections: ReviewSections,
    /// What is bound in.
    #[serde(default)]
    pub appendices: Appendices,
}

/// The title page of a report.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TitlePage {
    /// What the review is called here, such as "Domestic homicide review".
    pub review_name: String,
    /// The statute or "None: held by agreement", such as "Section 9, Domestic Violence, Crime and Victims Act 2004".
    pub legal_basis: String,
    /// The pseudonyms of those who died, such as "Marta" or "Marta and Child A".
    pub deceased: String,
    /// Month and year of the death, such as "February 2025": never the day.
    pub death: String,
    /// The chair, and the author where that is another person, as they sign.
    pub authors: Vec<String>,
    /// When the report was completed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completed: Option<NaiveDate>,
    /// When it was last revised after that, in words; empty where it was not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub revised: String,
}

/// Sections 1 to 19 of the overview report. All are printed; one without text says so.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewSections {
    /// 1 Introduction.
    #[serde(default)]
    pub introduction: Section,
    /// 2 Timescales, with the reasons for any delay.
    #[serde(default)]
    pub timescales: Section,
    /// 3 Confidentiality.
    #[serde(default)]
    pub confidentiality: Section,
    /// The pseudonym table of section 3.
    #[serde(default)]
    pub pseudonyms: Vec<PseudonymRow>,
    /// 4 Terms of reference.
    #[serde(default)]
    pub terms_of_reference: Section,
    /// 5 Methodology.
    #[serde(default)]
    pub methodology: Section,
    /// 6 Involvement of family, friends, work colleagues, neighbours and the wider community.
    #[serde(default)]
    pub involvement: Section,
    /// 7 Contributors to the review.
    #[serde(default)]
    pub contributors: Section,
    /// The table of section 7.
    #[serde(default)]
    pub contributor_list: Vec<Contributor>,
    /// 8 The review panel members.
    #[serde(default)]
    pub panel: Section,
    /// The table of section 8.
    #[serde(default)]
    pub panel_list: Vec<Panellist>,
    /// 9 Author of the overview report.
    #[serde(default)]
    pub author: Section,
    /// 10 Parallel reviews.
    #[serde(default)]
    pub parallel_reviews: Section,
    /// The table of section 10.
    #[serde(default)]
    pub parallel_list: Vec<ParallelReview>,
    /// 11 Equality and diversity.
    #[serde(default)]
    pub equality: Section,
    /// The table of section 11.
    #[serde(default)]
    pub characteristics: Vec<Characteristic>,
    /// 12 Dissemination.
    #[serde(default)]
    pub dissemination: Section,
    /// The table of section 12.
    #[serde(default)]
    pub dissemination_list: Vec<Disseminated>,
    /// 13 Background information (the facts).
    #[serde(default)]
    pub background: Section,
    /// 14 Chronology, as a narrative.
    #[serde(default)]
    pub chronology: Section,
    /// The table of section 14, when there is one.
    #[serde(default)]
    pub events: Vec<Event>,
    /// 15 Overview.
    #[serde(default)]
    pub overview: Section,
    /// 16 Analysis.
    #[serde(default)]
    pub analysis: Section,
    /// The lines of enquiry of section 16, with the analysis of each.
    #[serde(default)]
    pub lines_of_enquiry: Vec<LineOfEnquiry>,
    /// 17 Conclusions.
    #[serde(default)]
    pub conclusions: Section,
    /// 18 Lessons to be learnt.
    #[serde(default)]
    pub lessons: Section,
    /// The lessons of section 18.
    #[serde(default)]
    pub lesson_list: Vec<Titled>,
    /// Good practice, told in section 18.
    #[serde(default)]
    pub good_practice: Vec<Titled>,
    /// 19 Recommendations.
    #[serde(default)]
    pub recommendations: Section,
    /// Single- and multi-agency recommendations together.
    #[serde(default)]
    pub local_recommendations: Vec<Recommendation>,
    /// National recommendations, apart.
    #[serde(default)]
    pub national_recommendations: Vec<Recommendation>,
}

/// What stands at the head of a letter that is bound in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterHeads {
    /// Who wrote it.
    pub from: String,
    /// To whom.
    pub to: String,
    /// Its date.
    pub on: NaiveDate,
    /// What it is about.
    pub about: String,
}

/// What is bound into the report. An empty one is left out, and the letters stay those of the model.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Appendices {
    /// A: the terms of reference in full.
    #[serde(default)]
    pub terms_of_reference: Passage,
    /// B: the action plan.
    #[serde(default)]
    pub action_plan: Vec<ActionRow>,
    /// Words before the table of B, as before that of the plan on its own.
    #[serde(default)]
    pub action_plan_introduction: Passage,
    /// C: the Home Office's quality assurance letter, as text.
    #[serde(default)]
    pub quality_assurance_letter: Passage,
    /// Who wrote C to whom, when and about what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quality_assurance_heads: Option<LetterHeads>,
    /// D: research and sources.
    #[serde(default)]
    pub research: Passage,
}
