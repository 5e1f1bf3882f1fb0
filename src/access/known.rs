//! The people whom a partnership knows.

use crate::ids::{OrganisationId, PersonId};
use crate::store::{FromRow, Stored, Tx, sql};

/// A person whom a partnership knows.
#[derive(Clone, Debug, FromRow)]
pub struct Known {
    /// Which.
    pub id: PersonId,
    /// As they are named to colleagues; as they were entered, or their address, while they are a stranger.
    pub name: String,
    /// Where mail reaches them.
    pub email: String,
    /// For letters and signatures.
    pub job_title: String,
    /// Whether they have chosen a password; until then their invitation waits.
    pub has_password: bool,
    /// Whether a second factor is set up.
    pub has_second_factor: bool,
    /// Whether another partnership knows them and they have no part in this one.
    pub stranger: bool,
}

/// Whether the person `p`, whom the partnership `$at` invited, works elsewhere and has no part in it. Whoever types an address learns nothing of whose it is.
macro_rules! stranger {
    ($at:literal) => {
        concat!(
            "(EXISTS (SELECT 1 FROM partnership_person e WHERE e.person = p.id AND e.partnership <> ",
            $at,
            ") AND NOT EXISTS (SELECT 1 FROM post t WHERE t.person = p.id AND (t.organisation = ",
            $at,
            " OR t.organisation IN (SELECT d.organisation FROM directory d WHERE d.partnership = ",
            $at,
            "))) AND NOT EXISTS (SELECT 1 FROM review_role r JOIN review_partnership v ON v.review = r.review \
             WHERE r.person = p.id AND v.partnership = ",
            $at,
            "))"
        )
    };
}
pub(crate) use stranger;

macro_rules! known {
    ($tail:literal) => {
        concat!(
            "SELECT id, CASE WHEN NOT stranger THEN name WHEN as_entered <> '' THEN as_entered ELSE email END AS name, email, CASE WHEN stranger THEN '' ELSE job_title END AS job_title, \
             has_password, has_second_factor, stranger FROM (SELECT p.id, p.name, k.as_entered, p.email, p.job_title, p.password_hash IS NOT NULL AS has_password, \
             p.totp_confirmed_at IS NOT NULL AS has_second_factor, ",
            stranger!("$1"),
            " AS stranger FROM person p JOIN partnership_person k ON k.person = p.id WHERE k.partnership = $1 AND p.disabled_at IS NULL) x ",
            $tail
        )
    };
}

/// The people whom a partnership knows and whose accounts are in use, by name.
///
/// # Errors
/// When the database refuses.
pub async fn known(tx: &mut Tx, partnership: OrganisationId) -> Stored<Vec<Known>> {
    let mut all: Vec<Known> = sql(known!("ORDER BY id")).bind(partnership).all(tx).await?;
    all.sort_by_key(|one| one.name.to_lowercase());
    Ok(all)
}

/// One of the people whom a partnership knows; nothing when it knows no such person.
///
/// # Errors
/// When the database refuses.
pub async fn known_one(tx: &mut Tx, partnership: OrganisationId, person: PersonId) -> Stored<Option<Known>> {
    sql(known!("WHERE id = $2")).bind(partnership).bind(person).maybe(tx).await
}
