//! Parts that the overview report, the executive summary and the terms of reference share.

use serde::{Deserialize, Serialize};

use super::Passage;

/// A numbered section.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its text.
    #[serde(default)]
    pub text: Passage,
    /// Its parts, each with a heading.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Subsection>,
}

/// A part of a section.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subsection {
    /// The heading.
    pub heading: String,
    /// The text.
    pub text: Passage,
}

/// What the family wrote about the person who died.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tribute {
    /// The words.
    pub text: Passage,
    /// From whom, such as "Marta's sister".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
}

/// A term of the glossary.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The term or abbreviation.
    pub term: String,
    /// What it means.
    pub meaning: String,
}

/// A row of the pseudonym table.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PseudonymRow {
    /// The pseudonym.
    pub pseudonym: String,
    /// Who the person is in the report, such as "Marta's former partner".
    pub relationship: String,
    /// Age when Marta died, as number, band or stage. Empty when it is left out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub age: String,
    /// Ethnicity, where it matters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ethnicity: String,
}

/// An agency that contributed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contributor {
    /// The agency.
    pub agency: String,
    /// What it contributed, such as "Individual management review and chronology".
    pub contribution: String,
}

/// A member of the review panel.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Panellist {
    /// The name.
    pub name: String,
    /// The post.
    pub post: String,
    /// The organisation.
    pub organisation: String,
    /// Whether they sit on the panel as its specialist in domestic abuse.
    #[serde(default)]
    pub specialist: bool,
}

/// A review or proceedings that run beside this one.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParallelReview {
    /// What it is.
    pub kind: String,
    /// Who holds it.
    pub body: String,
    /// How it stands.
    pub state: String,
}

/// A protected characteristic or another that was looked at.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Characteristic {
    /// Which.
    pub name: String,
    /// What is known and what it meant, or why it was not relevant.
    pub analysis: Passage,
}

/// Who gets a copy.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disseminated {
    /// The body or person.
    pub to: String,
    /// What they get, and when.
    pub what: String,
}

/// An event of the chronology.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// When, in the words fit for the audience, such as "Three weeks before".
    pub when: String,
    /// The agency that recorded it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub agency: String,
    /// What happened.
    pub what: String,
}

/// A line of enquiry and what the panel found.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineOfEnquiry {
    /// Its number in the terms of reference.
    pub number: u32,
    /// The question.
    pub question: String,
    /// The analysis.
    #[serde(default)]
    pub analysis: Passage,
}

/// A lesson, an example of good practice, a key issue: a reference, a title and a text.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Titled {
    /// The reference, such as `Lesson 3`. May be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// The title.
    pub title: String,
    /// The text.
    pub text: Passage,
}

/// A recommendation.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recommendation {
    /// The reference, such as `WYK-2025-a-R01`.
    pub reference: String,
    /// To whom.
    pub addressee: String,
    /// Who helps whoever leads.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub support: Vec<String>,
    /// The board that sees to it that it is done.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub oversight: String,
    /// By when, as it was agreed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub when: String,
    /// What is recommended.
    pub text: String,
    /// The lesson that it rests on.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lesson: String,
    /// How it will be known that it was carried out, where that is agreed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub measure: String,
}
