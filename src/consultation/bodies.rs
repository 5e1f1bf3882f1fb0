//! The bodies that can be consulted, and who answers for each.

use chrono::NaiveDate;

use crate::ids::{OrganisationId, PersonId};
use crate::process::Role;
use crate::store::{FromRow, Stored, Tx, sql};

#[derive(FromRow)]
struct Contact {
    person: PersonId,
}

/// The people who answer for a body here.
pub(super) async fn contacts(tx: &mut Tx, organisation: OrganisationId, today: NaiveDate) -> Stored<Vec<PersonId>> {
    let rows: Vec<Contact> = sql("SELECT DISTINCT p.person FROM post p JOIN person ON person.id = p.person WHERE p.organisation = $1 \
         AND p.role = $2 AND p.begins <= $3 AND (p.ends IS NULL OR p.ends >= $3) AND person.disabled_at IS NULL ORDER BY p.person")
    .bind(organisation)
    .bind(Role::AgencySpoc)
    .bind(today)
    .all(tx)
    .await?;
    Ok(rows.into_iter().map(|row| row.person).collect())
}

/// A body in the partnership's directory.
#[derive(Clone, Debug, FromRow)]
pub(crate) struct Body {
    pub(crate) id: OrganisationId,
    pub(crate) name: String,
    /// Who answers for it here, by name. Where there is nobody, it is asked by a letter.
    pub(crate) contacts: Option<String>,
}

/// The bodies of a partnership's directory, by name.
pub(crate) async fn directory(tx: &mut Tx, partnership: OrganisationId) -> Stored<Vec<Body>> {
    let today = tx.today();
    sql("SELECT o.id, o.name, (SELECT string_agg(w.name, ', ' ORDER BY w.name) FROM person w WHERE w.disabled_at IS NULL \
         AND EXISTS (SELECT 1 FROM post p WHERE p.person = w.id AND p.organisation = o.id AND p.role = $2 AND p.begins <= $3 \
         AND (p.ends IS NULL OR p.ends >= $3))) AS contacts FROM directory d JOIN organisation o ON o.id = d.organisation \
         WHERE d.partnership = $1 AND o.succeeded_by IS NULL ORDER BY lower(o.name)")
    .bind(partnership)
    .bind(Role::AgencySpoc)
    .bind(today)
    .all(tx)
    .await
}

#[derive(FromRow)]
struct Named {
    name: String,
}

/// What a body of the directory is called; nothing when it is not there.
pub(super) async fn name_in_directory(tx: &mut Tx, partnership: OrganisationId, id: OrganisationId) -> Stored<Option<String>> {
    let row: Option<Named> = sql("SELECT o.name FROM directory d JOIN organisation o ON o.id = d.organisation \
         WHERE d.partnership = $1 AND d.organisation = $2")
    .bind(partnership)
    .bind(id)
    .maybe(tx)
    .await?;
    Ok(row.map(|row| row.name))
}
