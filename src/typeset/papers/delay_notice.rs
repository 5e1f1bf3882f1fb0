//! The notice that the report will be late (L33), to the Home Office with copies to the family, agencies and the Commissioner.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Addressee, Frame, Passage, Signatory, Titled};

/// The notice that the report will be late.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DelayNotice {
    /// What stands round it.
    pub frame: Frame,
    /// To whom.
    pub to: Addressee,
    /// What the review is called here.
    pub review_name: String,
    /// When the partnership decided to hold it.
    pub decided: NaiveDate,
    /// The date that the guidance gives: it never changes.
    pub computed_due: NaiveDate,
    /// The date agreed last before this notice, when there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed_before: Option<NaiveDate>,
    /// The date now agreed.
    pub new_due: NaiveDate,
    /// Who agreed it, such as "the partnership's chair and the independent chair".
    pub agreed_by: String,
    /// When it was agreed.
    pub agreed_on: NaiveDate,
    /// The reasons, each with a title such as "Criminal proceedings".
    pub reasons: Vec<Titled>,
    /// What has been done.
    pub work_done: Passage,
    /// What has been learnt, and what has been changed already.
    pub interim_learning: Passage,
    /// When the family was told; none when nobody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_told: Option<NaiveDate>,
    /// Who of the family was told, without names.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub family_who: String,
    /// When the next update comes; nothing where no day is promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_update: Option<NaiveDate>,
    /// Who gets a copy.
    #[serde(default)]
    pub copies: Vec<String>,
    /// Who signs.
    pub signed: Signatory,
}
