//! The letter that asks an agency to secure its records on the day the death is notified (L03).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Addressee, Frame, Signatory};

/// The letter that asks an agency to secure its records. It names people in full, so it goes by secure mail only.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecureRecordsLetter {
    /// What stands round it.
    pub frame: Frame,
    /// To whom.
    pub to: Addressee,
    /// The agency.
    pub agency: String,
    /// The statute under which a review is considered.
    pub statute: Statute,
    /// Is the agency one of the bodies that the Act lists? Only then does the letter speak of a duty.
    pub statutory_duty: bool,
    /// When the partnership was notified.
    pub notified: NaiveDate,
    /// When it decided to hold the review; none while it is still considering one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<NaiveDate>,
    /// When the Secretary of State directed the review, where the partnership has made no decision on that yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub directed: Option<NaiveDate>,
    /// Whose records.
    pub subjects: Vec<Subject>,
    /// From when, such as "January 2015".
    pub period_from: String,
    /// Until when, such as "the date of this letter".
    pub period_to: String,
    /// By when the agency confirms.
    pub confirm_by: NaiveDate,
    /// Whom to ask.
    pub contact: Signatory,
    /// Who signs.
    pub signed: Signatory,
}

/// The statute under which a review is considered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Statute {
    /// Section 9 of the Domestic Violence, Crime and Victims Act 2004.
    #[serde(rename = "DHR_S9")]
    Section9,
    /// Section 8A of the same Act, once in force.
    #[serde(rename = "DARDR_S8A")]
    Section8A,
    /// A Single Unified Safeguarding Review in Wales.
    #[serde(rename = "SUSR_DHR")]
    Susr,
    /// None: a local learning review.
    #[serde(rename = "NONSTAT")]
    None,
}

/// A person whose records are to be kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// The full name.
    pub name: String,
    /// Other names.
    #[serde(default)]
    pub other_names: Vec<String>,
    /// The date of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub born: Option<NaiveDate>,
    /// Addresses.
    #[serde(default)]
    pub addresses: Vec<String>,
    /// Their part, such as "the person who died".
    pub part: String,
}
