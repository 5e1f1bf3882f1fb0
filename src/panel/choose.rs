//! Whom and which agencies a page can offer.

use std::collections::BTreeMap;

use crate::access::right::Right;
use crate::access::{Grant, in_conflict, stranger};
use crate::ids::{OrganisationId, PersonId};
use crate::imr::reviewing;
use crate::parties::KeepProblem;
use crate::process::Role;
use crate::redaction::Register;
use crate::store::{FromRow, Stored, Tx, sql, text_enum};

/// An agency of the partnership's directory.
#[derive(Clone, Debug, FromRow)]
pub struct Agency {
    /// Its id.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// Whether the Act lays the duty on it.
    pub statutory_duty: bool,
    /// Whether this review asks it to contribute.
    pub asked: bool,
}

/// Somebody who signs in and works with the partnership.
#[derive(Clone, Debug, FromRow)]
pub struct Colleague {
    /// Their id.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Their job title.
    pub job_title: String,
}

/// The agencies that the leading partnership works with, by name.
///
/// # Errors
/// When the database refuses.
pub async fn agencies<R: Right>(tx: &mut Tx, grant: &Grant<R>) -> Stored<Vec<Agency>> {
    sql("SELECT o.id, o.name, o.statutory_duty, \
         EXISTS (SELECT 1 FROM review_agency a WHERE a.review = $2 AND a.organisation = o.id AND a.ends IS NULL) AS asked \
         FROM organisation o WHERE o.id = $1 OR o.id IN (SELECT organisation FROM directory WHERE partnership = $1) \
         OR o.id IN (SELECT organisation FROM review_agency WHERE review = $2) ORDER BY o.name")
    .bind(grant.partnership())
    .bind(grant.review())
    .all(tx)
    .await
}

/// Whether this person may be given a part in the review: one of [`colleagues`]. An id from elsewhere would open the review to a stranger.
///
/// # Errors
/// When they are not, or the database refuses.
pub(super) async fn offered<R: Right>(tx: &mut Tx, grant: &Grant<R>, person: PersonId) -> Result<(), KeepProblem> {
    if colleagues(tx, grant).await?.iter().any(|one| one.id == person) {
        return Ok(());
    }
    Err(KeepProblem::rule("Select somebody who works with this partnership. Invite them first if they are not in the list."))
}

/// Whether nobody of the register is called as this person: members, chairs and authors stand in the papers by name (domain section 5.5), and
/// every paper with the name would be stopped.
///
/// # Errors
/// When somebody is, or the database refuses.
pub(super) async fn is_nobody_of(tx: &mut Tx, register: &Register, person: PersonId) -> Result<(), KeepProblem> {
    let name: Option<(String,)> = sql("SELECT name FROM person WHERE id = $1").bind(person).maybe(tx).await?;
    if name.is_some_and(|(name,)| register.names_whole(&name)) {
        return Err(KeepProblem::rule(
            "Somebody in the identity register has this person’s name, and the papers name who takes part. Select somebody else, or put the register right first.",
        ));
    }
    Ok(())
}

text_enum!(
    /// Why somebody of [`colleagues`] cannot sit on the panel (domain section 2.7). Of several reasons the first is said.
    enum Elsewhere {
        /// They chair, write or mentor the review.
        Appointed = "appointed",
        /// They run the review for the partnership, or sign its report off.
        Runs = "runs",
        /// They write their agency's management review.
        Writes = "writes",
        /// They stand by a family.
        Family = "family",
    }
);

impl Elsewhere {
    const fn sentence(self) -> &'static str {
        match self {
            Self::Appointed => "This person chairs, writes or mentors the review and sits on its panel already",
            Self::Runs => {
                "This person runs the review for the partnership or signs its report off, so they are no independent member of its panel. Select somebody else of the agency"
            }
            Self::Writes => {
                "This person writes their agency’s management review, and who writes one does not sit on the panel that reads it. Select somebody else of the agency"
            }
            Self::Family => "This person stands by a family in this review, so they are no member of its panel",
        }
    }
}

#[derive(FromRow)]
struct Placed {
    person: PersonId,
    place: Elsewhere,
}

/// Who has a part beside the panel that keeps them off it, with the first of the reasons of each.
async fn elsewhere<R: Right>(tx: &mut Tx, grant: &Grant<R>) -> Stored<BTreeMap<PersonId, Elsewhere>> {
    let today = tx.today();
    let rows: Vec<Placed> = sql(concat!(
        "SELECT r.person, 'family' AS place FROM review_role r WHERE r.review = $2 AND (r.ends IS NULL OR r.ends >= $3) \
           AND r.role IN ($7, $8) \
         UNION SELECT t.author, 'writes' FROM agency_return t JOIN agency_request q ON q.id = t.request WHERE q.review = $2 AND t.author IS NOT NULL \
           AND q.state <> 'excused' AND q.level IN ",
        reviewing!(),
        " UNION SELECT p.person, 'writes' FROM post p WHERE p.role = $6 AND p.begins <= $3 AND (p.ends IS NULL OR p.ends >= $3) \
           AND (p.organisation = $1 OR p.organisation IN (SELECT organisation FROM directory WHERE partnership = $1) \
             OR p.organisation IN (SELECT organisation FROM review_agency WHERE review = $2)) \
         UNION SELECT p.person, 'runs' FROM post p WHERE p.organisation = $1 AND p.role IN ($4, $5) \
           AND p.begins <= $3 AND (p.ends IS NULL OR p.ends >= $3) \
         UNION SELECT a.person, 'appointed' FROM panel_appointment a WHERE a.review = $2 AND a.ends IS NULL"
    ))
    .bind(grant.partnership())
    .bind(grant.review())
    .bind(today)
    .bind(Role::Coordinator)
    .bind(Role::CspChair)
    .bind(Role::ImrAuthor)
    .bind(Role::FamilyMember)
    .bind(Role::Advocate)
    .all(tx)
    .await?;
    let placed = |place: Elsewhere| rows.iter().filter(move |row| row.place == place).map(move |row| (row.person, place));
    // What is put in last stays.
    Ok(Elsewhere::ALL.iter().rev().copied().flat_map(placed).collect())
}

/// Those of [`colleagues`] who can sit on the panel: who chairs or writes the review is there already, who runs it or signs its report off
/// is not independent of it, and who writes an agency's management review does not judge it.
///
/// # Errors
/// When the database refuses.
pub(super) async fn for_the_panel<R: Right>(tx: &mut Tx, grant: &Grant<R>) -> Stored<Vec<Colleague>> {
    let elsewhere = elsewhere(tx, grant).await?;
    let mut people = colleagues(tx, grant).await?;
    people.retain(|one| !elsewhere.contains_key(&one.id));
    Ok(people)
}

/// Whether this person can sit on the panel: one of [`for_the_panel`].
///
/// # Errors
/// When they cannot, or the database refuses.
pub(super) async fn can_sit<R: Right>(tx: &mut Tx, grant: &Grant<R>, person: PersonId) -> Result<(), KeepProblem> {
    offered(tx, grant, person).await?;
    match elsewhere(tx, grant).await?.get(&person) {
        Some(why) => Err(KeepProblem::rule(why.sentence())),
        None => Ok(()),
    }
}

/// Those of [`colleagues`] who can be independent: without a post in the partnership or in an agency of its directory, and no part in
/// its reviews for a family. The partnership invited them without a post, or they worked on another of its reviews.
///
/// # Errors
/// When the database refuses.
pub async fn independent<R: Right>(tx: &mut Tx, grant: &Grant<R>) -> Stored<Vec<Colleague>> {
    let today = tx.today();
    let tied: Vec<Tied> = sql("SELECT p.person FROM post p WHERE (p.ends IS NULL OR p.ends >= $2) \
           AND (p.organisation = $1 OR p.organisation IN (SELECT organisation FROM directory WHERE partnership = $1)) \
         UNION SELECT r.person FROM review_role r JOIN review v ON v.id = r.review WHERE v.partnership = $1 AND r.role IN ($3, $4)")
    .bind(grant.partnership())
    .bind(today)
    .bind(Role::FamilyMember)
    .bind(Role::Advocate)
    .all(tx)
    .await?;
    let mut people = colleagues(tx, grant).await?;
    people.retain(|one| tied.iter().all(|tied| tied.person != one.id));
    Ok(people)
}

#[derive(FromRow)]
struct Tied {
    person: PersonId,
}

/// Whether this person may be appointed: one of [`independent`], without a conflict that nobody has accepted.
///
/// # Errors
/// When they are not, or the database refuses.
pub(super) async fn appointable<R: Right>(tx: &mut Tx, grant: &Grant<R>, person: PersonId) -> Result<(), KeepProblem> {
    offered(tx, grant, person).await?;
    if in_conflict(tx, grant.review(), person).await? {
        return Err(KeepProblem::rule(
            "This person has declared a conflict of interest in this review that nobody has accepted. Select somebody else, or settle the conflict first.",
        ));
    }
    if independent(tx, grant).await?.iter().any(|one| one.id == person) {
        return Ok(());
    }
    Err(KeepProblem::rule(
        "Select somebody independent: this person holds a post in the partnership or in an agency of its directory, or stands by a family.",
    ))
}

/// Those of [`colleagues`] who can stand by a family: without a post in the partnership, in a board, in a body on which the Act lays the duty,
/// such as the police, or in one that is asked in this review, and without a part of their own in it.
///
/// # Errors
/// When the database refuses.
pub async fn advocates<R: Right>(tx: &mut Tx, grant: &Grant<R>) -> Stored<Vec<Colleague>> {
    let today = tx.today();
    let tied: Vec<Tied> = sql("SELECT p.person FROM post p JOIN organisation o ON o.id = p.organisation \
         WHERE (p.ends IS NULL OR p.ends >= $2) AND p.role <> $4 AND (p.organisation = $1 OR o.statutory_duty \
         OR o.kind = 'board' OR p.organisation IN (SELECT organisation FROM review_agency WHERE review = $3)) \
         UNION SELECT r.person FROM review_role r WHERE r.review = $3 AND (r.ends IS NULL OR r.ends >= $2) AND r.role <> $4 \
         UNION SELECT m.person FROM panel_member m WHERE m.review = $3 AND m.ends IS NULL AND m.person IS NOT NULL")
    .bind(grant.partnership())
    .bind(today)
    .bind(grant.review())
    .bind(Role::Advocate)
    .all(tx)
    .await?;
    let mut people = colleagues(tx, grant).await?;
    people.retain(|one| tied.iter().all(|tied| tied.person != one.id));
    Ok(people)
}

/// Whether this body is one of [`agencies`].
///
/// # Errors
/// When it is not, or the database refuses.
pub(super) async fn works_here<R: Right>(tx: &mut Tx, grant: &Grant<R>, organisation: OrganisationId) -> Result<(), KeepProblem> {
    if agencies(tx, grant).await?.iter().any(|one| one.id == organisation) {
        return Ok(());
    }
    Err(KeepProblem::rule("Select an agency of the partnership’s directory. Enter it there first if it is not in the list."))
}

/// The people who hold a post in the partnership or in an agency of its directory, or a role in one of its reviews, and those whom the
/// partnership invited without a post, as independent chairs are; by name.
///
/// # Errors
/// When the database refuses.
pub async fn colleagues<R: Right>(tx: &mut Tx, grant: &Grant<R>) -> Stored<Vec<Colleague>> {
    let today = tx.today();
    sql(concat!(
        "SELECT p.id, CASE WHEN ",
        stranger!("$1"),
        " THEN COALESCE(NULLIF(k.as_entered, ''), p.email) ELSE p.name END AS name, \
         CASE WHEN ",
        stranger!("$1"),
        " THEN '' ELSE p.job_title END AS job_title FROM person p LEFT JOIN partnership_person k ON k.person = p.id AND k.partnership = $1 WHERE p.disabled_at IS NULL AND p.id IN ( \
         SELECT h.person FROM post h WHERE h.begins <= $2 AND (h.ends IS NULL OR h.ends >= $2) AND h.role <> $3 \
           AND (h.organisation = $1 OR h.organisation IN (SELECT organisation FROM directory WHERE partnership = $1)) \
         UNION SELECT y.person FROM partnership_person y WHERE y.partnership = $1 \
           AND NOT EXISTS (SELECT 1 FROM post a WHERE a.person = y.person AND a.role = $3 AND (a.ends IS NULL OR a.ends >= $2)) \
         UNION SELECT r.person FROM review_role r JOIN review v ON v.id = r.review WHERE v.partnership = $1) ORDER BY 2, 1"
    ))
    .bind(grant.partnership())
    .bind(today)
    // An administrator sees no case, and is given no part in one.
    .bind(Role::SysAdmin)
    .all(tx)
    .await
}
