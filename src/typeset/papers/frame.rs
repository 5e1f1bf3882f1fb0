//! What stands round every document: letterhead, marking, reference, draft mark, signature.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What stands round a document.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    /// The partnership that sends it.
    pub letterhead: Letterhead,
    /// The marking in the header of each page.
    pub marking: Marking,
    /// The case reference, such as `WYK-2025-a`: it names nobody.
    pub reference: String,
    /// The date printed on it.
    pub dated: NaiveDate,
    /// The mark across each page of a draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<Draft>,
}

/// The partnership as it signs its letters.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letterhead {
    /// The partnership's name.
    pub partnership: String,
    /// Who hosts it, such as the council.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub host: String,
    /// The postal address, a line each.
    #[serde(default)]
    pub address: Vec<String>,
    /// The telephone number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub telephone: String,
    /// The secure mail address.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// The web address, without `https://`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub website: String,
}

/// How a document is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Marking {
    /// OFFICIAL-SENSITIVE, the government's marking.
    OfficialSensitive,
    /// OFFICIAL-SENSITIVE, and restricted until publication.
    RestrictedUntilPublication,
    /// OFFICIAL-SENSITIVE, and kept from publication by an embargo.
    Embargoed,
    /// For letters to families: private and confidential.
    Private,
    /// Published: no marking.
    Public,
}

/// The mark of a draft.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// The version, such as `Draft P2`.
    pub version: String,
    /// For whom this copy was made. Empty when it is not made for one reader.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reader: String,
}

/// To whom a letter goes.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Addressee {
    /// The person, as on the envelope. Empty for a letter to a body.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The rest of the address, a line each: post, organisation, street, town, postcode.
    #[serde(default)]
    pub lines: Vec<String>,
    /// How the letter goes, such as "By secure email" or "By hand, through Ms Adeyemi of AAFDA".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub method: String,
    /// The words after "Dear".
    pub salutation: String,
}

/// Who signs.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signatory {
    /// The name.
    pub name: String,
    /// The post, such as "Chair, Wyreham and Kelsall Community Safety Partnership".
    pub post: String,
    /// Direct telephone number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub telephone: String,
    /// Direct mail address.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
}
