//! The cover of what is sent to the Home Office for quality assurance (L39), with its checklist.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Addressee, Frame, Passage, Signatory};

/// The cover of what is sent to the Home Office.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubmissionCover {
    /// What stands round it.
    pub frame: Frame,
    /// To whom.
    pub to: Addressee,
    /// What the review is called here.
    pub review_name: String,
    /// The statute or "None: held by agreement".
    pub legal_basis: String,
    /// The pseudonyms of those who died.
    pub deceased: String,
    /// Month and year of the death.
    pub death: String,
    /// First submission, or which.
    pub submission: String,
    /// When the partnership decided to hold the review.
    pub decided: NaiveDate,
    /// When the guidance wanted the report.
    pub computed_due: NaiveDate,
    /// When the partnership agreed the report.
    pub agreed: NaiveDate,
    /// Why it is late; empty when it is not.
    #[serde(default)]
    pub lateness: Passage,
    /// How the family was involved.
    pub family_involvement: Passage,
    /// Reviews and proceedings beside this one; empty for none.
    #[serde(default)]
    pub parallel: Vec<String>,
    /// The certificate that nobody is named who should not be: who checked, how, when.
    pub anonymity: Passage,
    /// When the report went to the Domestic Abuse Commissioner; none when not yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commissioner_sent: Option<NaiveDate>,
    /// What is enclosed, and what is not and why.
    pub enclosures: Vec<Enclosure>,
    /// Whom the Home Office may ask.
    pub contact: Signatory,
    /// Who signs.
    pub signed: Signatory,
}

/// A line of the checklist.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enclosure {
    /// What.
    pub what: String,
    /// Is it enclosed?
    pub enclosed: bool,
    /// The file name, or why it is not enclosed.
    #[serde(default)]
    pub note: String,
}
