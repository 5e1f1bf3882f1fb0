//! The terms of reference, one version.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Frame, LineOfEnquiry, Panellist, ParallelReview, Passage, PseudonymRow};

/// The terms of reference of a review.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermsOfReference {
    /// What stands round it.
    pub frame: Frame,
    /// What the review is called here, such as "Domestic homicide review".
    pub review_name: String,
    /// The statute or "None: held by agreement".
    pub legal_basis: String,
    /// The version, such as "Version 2".
    pub version: String,
    /// When it was issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<NaiveDate>,
    /// When the panel agreed it, where that is on record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed: Option<NaiveDate>,
    /// Was the family asked, and what followed.
    #[serde(default)]
    pub family_consulted: Passage,
    /// The event, in one paragraph.
    pub introduction: Passage,
    /// The purposes, a sentence each.
    pub purposes: Vec<String>,
    /// Whom the review is about.
    pub subjects: Vec<PseudonymRow>,
    /// The period, such as "January 2019 to February 2025".
    pub period: String,
    /// Why that period.
    pub period_reason: Passage,
    /// Areas and partnerships concerned.
    #[serde(default)]
    pub areas: Vec<String>,
    /// What is asked of each agency.
    pub agencies: Vec<AgencyAsked>,
    /// The key lines of enquiry, numbered.
    pub lines_of_enquiry: Vec<LineOfEnquiry>,
    /// What the family asks.
    #[serde(default)]
    pub family_questions: Vec<String>,
    /// Questions of equality and diversity.
    #[serde(default)]
    pub equality_questions: Vec<String>,
    /// Experts and research.
    #[serde(default)]
    pub experts: Passage,
    /// Reviews and proceedings beside this one.
    #[serde(default)]
    pub parallel: Vec<ParallelReview>,
    /// How family, friends, employer and the person responsible are involved.
    #[serde(default)]
    pub involvement: Passage,
    /// Media and communications.
    #[serde(default)]
    pub communications: Passage,
    /// Disclosure and legal advice.
    #[serde(default)]
    pub disclosure: Passage,
    /// Who of the panel disagrees with what, and why. May be empty.
    #[serde(default, skip_serializing_if = "Passage::is_empty")]
    pub dissent: Passage,
    /// The panel.
    #[serde(default)]
    pub panel: Vec<Panellist>,
    /// The timetable.
    #[serde(default)]
    pub timetable: Vec<Milestone>,
    /// What changed from version to version.
    #[serde(default)]
    pub versions: Vec<VersionNote>,
}

/// What is asked of an agency.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgencyAsked {
    /// The agency.
    pub agency: String,
    /// What is asked, such as "Individual management review and chronology".
    pub asked: String,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
}

/// A step of the timetable.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// What.
    pub what: String,
    /// By when.
    pub due: NaiveDate,
    /// Where the date comes from, such as "Guidance: six months from the decision".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// The date that people agreed beside it, and when they did.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub agreed: String,
}

/// A line of the change log.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VersionNote {
    /// The version.
    pub version: String,
    /// Its date.
    pub on: NaiveDate,
    /// What changed and why.
    pub change: String,
}
