//! Organisations in the database.

use chrono::NaiveDate;
use serde_json::json;

use crate::access::Actor;
use crate::audit::{self, Deed};
use crate::base::Line;
use crate::ids::OrganisationId;
use crate::store::{FromRow, Stored, Tx, sql};

use super::{AgencyType, Kind};

/// An organisation of a partnership's directory.
#[derive(Clone, Debug, FromRow)]
pub struct Listed {
    /// Which.
    pub id: OrganisationId,
    /// What it is to the partnership.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// Its name where there is little room.
    pub short_name: String,
    /// What kind of agency.
    pub agency_type: Option<AgencyType>,
    /// Whether the Act lists it.
    pub statutory_duty: bool,
    /// What has taken its place.
    pub succeeded_by: Option<OrganisationId>,
    /// The name of what has.
    pub successor: Option<String>,
    /// From when.
    pub succeeded_on: Option<NaiveDate>,
    /// Where the partnership has it from; empty when it was typed.
    pub source: String,
    /// For changes.
    pub version: i64,
}

/// An organisation to be added, or as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct New {
    /// What it is to the partnership.
    pub kind: Kind,
    /// Its name.
    pub name: Line,
    /// Its name where there is little room.
    pub short_name: Line,
    /// What kind of agency; none for boards and regional bodies.
    pub agency_type: Option<AgencyType>,
}

/// The organisations of a partnership's directory, by kind and name.
///
/// # Errors
/// When the database refuses.
pub async fn in_directory(tx: &mut Tx, partnership: OrganisationId) -> Stored<Vec<Listed>> {
    sql("SELECT o.id, o.kind, o.name, o.short_name, o.agency_type, o.statutory_duty, o.succeeded_by, s.name AS successor, o.succeeded_on, \
         d.source, o.version FROM directory d JOIN organisation o ON o.id = d.organisation LEFT JOIN organisation s ON s.id = o.succeeded_by \
         WHERE d.partnership = $1 ORDER BY o.kind, lower(o.name), o.id")
    .bind(partnership)
    .all(tx)
    .await
}

/// One of the organisations of a partnership's directory.
///
/// # Errors
/// Not there, when the directory has no such organisation.
pub async fn get(tx: &mut Tx, partnership: OrganisationId, id: OrganisationId) -> Stored<Listed> {
    sql("SELECT o.id, o.kind, o.name, o.short_name, o.agency_type, o.statutory_duty, o.succeeded_by, s.name AS successor, o.succeeded_on, \
         d.source, o.version FROM directory d JOIN organisation o ON o.id = d.organisation LEFT JOIN organisation s ON s.id = o.succeeded_by \
         WHERE d.partnership = $1 AND d.organisation = $2")
    .bind(partnership)
    .bind(id)
    .one(tx)
    .await
}

/// Adds an organisation to a partnership's directory. `source` says where it comes from, or nothing.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, actor: &Actor, partnership: OrganisationId, new: &New, source: &str) -> Stored<OrganisationId> {
    let (id, now) = (tx.id::<OrganisationId>(), tx.now());
    let duty = new.agency_type.is_some_and(AgencyType::is_listed);
    sql("INSERT INTO organisation (id, kind, name, short_name, agency_type, statutory_duty) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(id)
        .bind(new.kind)
        .bind(&new.name)
        .bind(&new.short_name)
        .bind(new.agency_type)
        .bind(duty)
        .run(tx)
        .await?;
    sql("INSERT INTO directory (partnership, organisation, source, added_at) VALUES ($1, $2, $3, $4)")
        .bind(partnership)
        .bind(id)
        .bind(source)
        .bind(now)
        .run(tx)
        .await?;
    match new.kind {
        Kind::Board | Kind::Regional => {
            sql("INSERT INTO oversees (body, partnership) VALUES ($1, $2)").bind(id).bind(partnership).run(tx).await?;
        }
        Kind::Agency | Kind::Partnership => {}
    }
    let detail = json!({ "organisation": id, "what": "added", "kind": new.kind.as_str() });
    audit::record(tx, &actor.doer("partnership", Some(partnership)), Deed::OrganisationChanged, detail).await?;
    Ok(id)
}

/// Changes names and type of one of a directory's organisations, if nobody did so since `version` was read. Its kind stays:
/// posts in it would come to mean something else. Answers whether it was changed.
///
/// # Errors
/// When the database refuses.
pub async fn change(
    tx: &mut Tx,
    actor: &Actor,
    partnership: OrganisationId,
    id: OrganisationId,
    new: &New,
    version: i64,
) -> Stored<bool> {
    let duty = new.agency_type.is_some_and(AgencyType::is_listed);
    let changed = sql("UPDATE organisation SET name = $4, short_name = $5, agency_type = $6, statutory_duty = $7, version = version + 1 \
                       WHERE id = $2 AND version = $3 AND EXISTS (SELECT 1 FROM directory d WHERE d.partnership = $1 AND d.organisation = $2)")
    .bind(partnership)
    .bind(id)
    .bind(version)
    .bind(&new.name)
    .bind(&new.short_name)
    .bind(new.agency_type)
    .bind(duty)
    .run(tx)
    .await?;
    if changed == 1 {
        let detail = json!({ "organisation": id, "what": "changed", "statutory_duty": duty });
        audit::record(tx, &actor.doer("partnership", Some(partnership)), Deed::OrganisationChanged, detail).await?;
    }
    Ok(changed == 1)
}

/// Records that another organisation of the directory has taken the place of this one from a day on. What the old one was
/// asked and promised stays under its name. Answers whether it was recorded.
///
/// # Errors
/// When the database refuses.
pub async fn succeed(
    tx: &mut Tx,
    actor: &Actor,
    partnership: OrganisationId,
    id: OrganisationId,
    by: OrganisationId,
    on: NaiveDate,
    version: i64,
) -> Stored<bool> {
    let changed = sql("UPDATE organisation SET succeeded_by = $4, succeeded_on = $5, version = version + 1 WHERE id = $2 AND version = $3 \
                       AND $2 <> $4 AND (SELECT COUNT(*) FROM directory d WHERE d.partnership = $1 AND d.organisation IN ($2, $4)) = 2")
    .bind(partnership)
    .bind(id)
    .bind(version)
    .bind(by)
    .bind(on)
    .run(tx)
    .await?;
    if changed == 1 {
        let detail = json!({ "organisation": id, "what": "succeeded", "by": by });
        audit::record(tx, &actor.doer("partnership", Some(partnership)), Deed::OrganisationChanged, detail).await?;
    }
    Ok(changed == 1)
}
