//! The first letter to the family: the decision, in plain and warm words (L12), or that there is to be no review (L13).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Addressee, Frame, Passage, Signatory};

/// The first letter to the family.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamilyLetter {
    /// What stands round it.
    pub frame: Frame,
    /// To whom.
    pub to: Addressee,
    /// The independent chair; empty while nobody is appointed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub chair: String,
    /// The person who died, as the family calls them: usually the first name.
    pub person: String,
    /// What the person who died was to whoever the letter is to, as "sister"; empty where the register does not say it plainly.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kin: String,
    /// She, he, they or the name again, as the subject of a sentence: "she".
    pub pronoun: String,
    /// Her, his, their, or the name with its ending: "her".
    pub possessive: String,
    /// What the review is called here, such as "domestic homicide review".
    pub review_name: String,
    /// Why the law calls it so, where the name says what did not happen. May be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about_the_name: String,
    /// When the partnership decided.
    pub decided: NaiveDate,
    /// Words of one's own, after the first paragraph. May be empty.
    #[serde(default)]
    pub personal: Passage,
    /// The decision.
    pub decision: FamilyDecision,
    /// Whether an advocate stands beside whoever the letter is to.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub has_advocate: bool,
    /// Who stands beside them and is no advocate, as "homicide service worker". May be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub worker: String,
    /// Whether the chair has spoken with them already.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub knows_chair: bool,
    /// Who can stand beside the family, free of charge.
    pub support: Vec<Support>,
    /// Whom the family can ring or write to.
    pub contact: Signatory,
    /// Who signs.
    pub signed: Signatory,
    /// What is sent with the letter.
    #[serde(default)]
    pub enclosures: Vec<String>,
}

/// What was decided.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case", deny_unknown_fields)]
pub enum FamilyDecision {
    /// There will be a review.
    Review {
        /// When the report should be ready. None where no date can be promised.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        report_due: Option<NaiveDate>,
        /// The day that the guidance gives, where the work is too late to promise it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        guidance_due: Option<NaiveDate>,
        /// When it was first decided to hold none, where it was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        replaces: Option<NaiveDate>,
        /// What court or inquest proceedings mean for the family's part. Empty when there are none.
        #[serde(default)]
        proceedings: Passage,
    },
    /// There will be none.
    NoReview {
        /// The reasons, in plain words.
        reasons: Passage,
        /// What will be done instead. May be empty.
        #[serde(default)]
        instead: Passage,
        /// A sentence on what they had hoped for. Empty where they agree with the decision.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        hoped: String,
        /// Where a challenge can be sent, beside the partnership itself.
        home_office: Vec<String>,
        /// Under what the Secretary of State can direct a review, such as "section 9(2)". Empty where no Act speaks of it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        direction: String,
    },
}

/// Someone who can stand beside the family.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// The name.
    pub name: String,
    /// What they do.
    pub what: String,
    /// How to reach them.
    pub contact: String,
}
