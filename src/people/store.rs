//! Partnerships in the database: settings, letterhead, lengths.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::access::Actor;
use crate::audit::{self, Deed};
use crate::base::calendar::Length;
use crate::base::{Line, Prose, id};
use crate::ids::{OrganisationId, PersonId};
use crate::process::scope::Nation;
use crate::process::{Role, Rule};
use crate::store::{FromRow, Json, Stored, Tx, Value, sql};
use crate::typeset::papers::Letterhead;

use super::office::Led;

id!(LengthId, "a length");

/// A partnership with its settings.
#[derive(Clone, Debug, FromRow)]
pub struct Partnership {
    /// Which.
    pub organisation: OrganisationId,
    /// Its name.
    pub name: String,
    /// Its name where there is little room.
    pub short_name: String,
    /// What its references begin with.
    pub code: String,
    /// Where it is.
    pub nation: Nation,
    /// What it calls its reviews.
    pub display_term: String,
    /// As it signs its letters, as far as it is filled in.
    pub letterhead: Json<serde_json::Value>,
    /// Whether everybody who works with it needs a second factor.
    pub second_factor_required: bool,
    /// For changes.
    pub version: i64,
}

impl Partnership {
    /// The letterhead, with the partnership's own name where none was typed.
    pub fn letterhead(&self) -> Letterhead {
        let empty = || Letterhead {
            partnership: self.name.clone(),
            host: String::new(),
            address: Vec::new(),
            telephone: String::new(),
            email: String::new(),
            website: String::new(),
        };
        serde_json::from_value(self.letterhead.0.clone()).unwrap_or_else(|_| empty())
    }
}

/// The partnership.
///
/// # Errors
/// Not there, when this organisation is none.
pub async fn partnership(tx: &mut Tx, id: OrganisationId) -> Stored<Partnership> {
    sql("SELECT p.organisation, o.name, o.short_name, p.code, p.nation, p.display_term, p.letterhead, p.second_factor_required, p.version \
         FROM partnership p JOIN organisation o ON o.id = p.organisation WHERE p.organisation = $1")
    .bind(id)
    .one(tx)
    .await
}

/// As the partnership signs its letters.
///
/// # Errors
/// Not there, when this organisation is no partnership.
pub async fn letterhead(tx: &mut Tx, id: OrganisationId) -> Stored<Letterhead> {
    Ok(partnership(tx, id).await?.letterhead())
}

/// Settings as they were typed.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Its name.
    pub name: Line,
    /// Its name where there is little room.
    pub short_name: Line,
    /// What its references begin with.
    pub code: String,
    /// Where it is.
    pub nation: Nation,
    /// What it calls its reviews.
    pub display_term: Line,
    /// As it signs its letters.
    pub letterhead: Letterhead,
    /// Whether everybody who works with it needs a second factor.
    pub second_factor_required: bool,
}

/// Changes the settings, if nobody did so since `version` was read. Answers whether they were changed.
///
/// # Errors
/// When another partnership has the code.
pub async fn change(tx: &mut Tx, actor: &Actor, id: OrganisationId, new: &Settings, version: i64) -> Stored<bool> {
    let changed =
        sql("UPDATE partnership SET code = $3, nation = $4, display_term = $5, letterhead = $6, second_factor_required = $7, \
                       version = version + 1 WHERE organisation = $1 AND version = $2")
        .bind(id)
        .bind(version)
        .bind(&*new.code)
        .bind(new.nation)
        .bind(&new.display_term)
        .bind(Value::json(&new.letterhead)?)
        .bind(new.second_factor_required)
        .run(tx)
        .await?;
    if changed == 0 {
        return Ok(false);
    }
    sql("UPDATE organisation SET name = $2, short_name = $3, version = version + 1 WHERE id = $1")
        .bind(id)
        .bind(&new.name)
        .bind(&new.short_name)
        .run(tx)
        .await?;
    let detail = json!({ "code": new.code, "second_factor_required": new.second_factor_required });
    audit::record(tx, &actor.doer("partnership", Some(id)), Deed::PartnershipChanged, detail).await?;
    Ok(true)
}

/// Who has led the partnership. After the first coordinator or chair, those who hold such a post give the others; an administrator who
/// ends them all gains nothing by it.
///
/// # Errors
/// When the database refuses.
pub async fn led(tx: &mut Tx, id: OrganisationId) -> Stored<Led> {
    let today = tx.today();
    sql("SELECT COUNT(*) > 0 AS ever, COUNT(CASE WHEN t.role = $3 AND t.begins <= $4 AND (t.ends IS NULL OR t.ends >= $4) \
           AND h.disabled_at IS NULL THEN 1 END) > 0 AS chaired \
         FROM post t JOIN person h ON h.id = t.person WHERE t.organisation = $1 AND t.role IN ($2, $3)")
    .bind(id)
    .bind(Role::Coordinator)
    .bind(Role::CspChair)
    .bind(today)
    .one(tx)
    .await
}

/// Whether somebody holds the post of coordinator or chair of the partnership today, and can sign in: those who give the posts that reach
/// a case.
///
/// # Errors
/// When the database refuses.
pub async fn somebody_leads(tx: &mut Tx, id: OrganisationId) -> Stored<bool> {
    let today = tx.today();
    sql("SELECT EXISTS (SELECT 1 FROM post t JOIN person p ON p.id = t.person WHERE t.organisation = $1 AND t.role IN ($2, $3) \
         AND t.begins <= $4 AND (t.ends IS NULL OR t.ends >= $4) AND p.disabled_at IS NULL)")
    .bind(id)
    .bind(Role::Coordinator)
    .bind(Role::CspChair)
    .bind(today)
    .scalar(tx)
    .await
}

/// A length that a partnership set, and why.
#[derive(Clone, Debug, FromRow)]
pub struct OwnLength {
    /// Of which clock.
    pub rule: Rule,
    /// How long.
    #[sqlx(try_from = "String")]
    pub length: Kept,
    /// Why.
    pub reason: String,
    /// Who set it.
    pub set_by: String,
    /// When.
    pub set_at: DateTime<Utc>,
    /// Until when it held; open for the one that holds now.
    pub ended_at: Option<DateTime<Utc>>,
}

/// A length as it was kept.
#[derive(Clone, Copy, Debug)]
pub struct Kept(pub Length);

impl TryFrom<String> for Kept {
    type Error = crate::base::calendar::NotALength;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map(Self)
    }
}

/// Every length that a partnership ever set, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn own_lengths(tx: &mut Tx, id: OrganisationId) -> Stored<Vec<OwnLength>> {
    sql("SELECT l.rule, l.length, l.reason, p.name AS set_by, l.set_at, l.ended_at FROM partnership_length l \
         JOIN person p ON p.id = l.set_by WHERE l.partnership = $1 ORDER BY l.set_at DESC, l.id DESC")
    .bind(id)
    .all(tx)
    .await
}

/// Ends the partnership's own length of a clock, and sets another if one is given.
///
/// # Errors
/// When the database refuses.
pub async fn set_length(tx: &mut Tx, actor: &Actor, id: OrganisationId, rule: Rule, new: Option<(Length, &Prose)>) -> Stored<()> {
    let now = tx.now();
    sql("UPDATE partnership_length SET ended_at = $3 WHERE partnership = $1 AND rule = $2 AND ended_at IS NULL")
        .bind(id)
        .bind(rule)
        .bind(now)
        .run(tx)
        .await?;
    if let Some((length, reason)) = new {
        let own = tx.id::<LengthId>();
        let by: PersonId = actor.person;
        sql("INSERT INTO partnership_length (id, partnership, rule, length, reason, set_by, set_at) VALUES ($1, $2, $3, $4, $5, $6, $7)")
            .bind(own)
            .bind(id)
            .bind(rule)
            .bind(length.to_string())
            .bind(reason)
            .bind(by)
            .bind(now)
            .run(tx)
            .await?;
    }
    let detail = json!({ "rule": rule.code(), "length": new.map(|(length, _)| length.to_string()) });
    audit::record(tx, &actor.doer("partnership", Some(id)), Deed::LengthSet, detail).await
}
