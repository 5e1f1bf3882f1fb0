//! The partnerships of a deployment: made by those who run it; all else about them is set in the pages.

use serde_json::json;

use crate::audit::{self, Deed, Doer};
use crate::base::Line;
use crate::ids::OrganisationId;
use crate::process::scope::Nation;
use crate::store::{FromRow, Stored, Tx, sql};

/// A partnership to be made.
#[derive(Clone, Debug)]
pub struct NewPartnership {
    /// Its name.
    pub name: Line,
    /// Its name where there is little room.
    pub short_name: Line,
    /// What its references begin with. No two partnerships have the same.
    pub code: Code,
    /// Where it is: in Wales, reviews go another way.
    pub nation: Nation,
    /// What it calls its reviews, such as "DHR" or "DARDR".
    pub display_term: Line,
}

/// What the references of a partnership begin with: two to eight letters and digits, kept in capitals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code(String);

impl std::str::FromStr for Code {
    type Err = &'static str;

    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        let code = typed.trim().to_ascii_uppercase();
        let fits = (2..=8).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if fits { Ok(Self(code)) } else { Err("Use 2 to 8 letters and digits") }
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.pad(&self.0)
    }
}

/// A partnership, for those who run the deployment.
#[derive(Clone, Debug, FromRow)]
pub struct Listed {
    /// Which.
    pub organisation: OrganisationId,
    /// What its references begin with.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// Makes a partnership.
///
/// # Errors
/// [`crate::store::StoreError::Taken`] when another has the code.
pub async fn add(tx: &mut Tx, by: &Doer, new: &NewPartnership) -> Stored<OrganisationId> {
    let id = tx.id::<OrganisationId>();
    sql("INSERT INTO organisation (id, kind, name, short_name, statutory_duty) VALUES ($1, $2, $3, $4, $5)")
        .bind(id)
        .bind("partnership")
        .bind(&new.name)
        .bind(&new.short_name)
        .bind(false)
        .run(tx)
        .await?;
    sql("INSERT INTO partnership (organisation, code, nation, display_term, letterhead) VALUES ($1, $2, $3, $4, $5)")
        .bind(id)
        .bind(new.code.to_string())
        .bind(new.nation)
        .bind(&new.display_term)
        .bind(json!({ "partnership": new.name }))
        .run(tx)
        .await?;
    let by = Doer { partnership: Some(id), ..by.clone() };
    audit::record(tx, &by, Deed::PartnershipChanged, json!({ "organisation": id, "what": "added" })).await?;
    Ok(id)
}

/// Every partnership of the deployment.
///
/// # Errors
/// When the database refuses.
pub async fn all(tx: &mut Tx) -> Stored<Vec<Listed>> {
    sql("SELECT p.organisation, p.code, o.name FROM partnership p JOIN organisation o ON o.id = p.organisation ORDER BY p.code")
        .all(tx)
        .await
}

/// The partnership with this code, in small or capital letters.
///
/// # Errors
/// When the database refuses.
pub async fn by_code(tx: &mut Tx, code: &str) -> Stored<Option<OrganisationId>> {
    let found: Option<(OrganisationId,)> =
        sql("SELECT organisation FROM partnership WHERE code = $1").bind(code.to_ascii_uppercase()).maybe(tx).await?;
    Ok(found.map(|(organisation,)| organisation))
}
