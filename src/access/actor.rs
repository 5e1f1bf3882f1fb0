//! The person at the keyboard and the posts that they hold today.

use chrono::NaiveDate;

use crate::audit::Doer;
use crate::ids::{OrganisationId, PersonId, ReviewId};
use crate::process::Role;
use crate::store::{FromRow, Stored, Tx, sql};

/// A role that a person holds in an organisation today.
#[derive(Clone, Debug)]
pub struct Post {
    /// Where.
    pub organisation: OrganisationId,
    /// What that is called.
    pub place: String,
    /// As what.
    pub role: Role,
    /// The partnerships that the post reaches: the organisation itself when it is one, or those that a board or a
    /// regional body looks after. None for a post in an agency, which reaches the reviews that the agency is asked into.
    pub partnerships: Vec<OrganisationId>,
}

/// A person with the posts of the day.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Who.
    pub person: PersonId,
    /// As they are named to colleagues.
    pub name: String,
    /// Their job title, for letters and signatures.
    pub job_title: String,
    /// What they hold today.
    pub posts: Vec<Post>,
}

impl Actor {
    /// Partnerships in which the person holds one of `roles`.
    #[must_use]
    pub fn partnerships_as(&self, roles: &[Role]) -> Vec<OrganisationId> {
        let mut found: Vec<OrganisationId> = self
            .posts
            .iter()
            .filter(|post| roles.contains(&post.role))
            .flat_map(|post| post.partnerships.iter().copied())
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether the person holds `role` in `partnership` today.
    #[must_use]
    pub fn is(&self, role: Role, partnership: OrganisationId) -> bool {
        self.posts.iter().any(|post| post.role == role && post.partnerships.contains(&partnership))
    }

    /// Agencies for which the person holds a post.
    #[must_use]
    pub fn agencies(&self) -> Vec<OrganisationId> {
        let mut found: Vec<OrganisationId> =
            self.posts.iter().filter(|post| post.partnerships.is_empty()).map(|post| post.organisation).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// For the record, when the act is not about a review: people, settings, sign-in.
    #[must_use]
    pub fn doer(&self, acting_as: &str, partnership: Option<OrganisationId>) -> Doer {
        Doer { person: Some(self.person), name: self.name.clone(), acting_as: acting_as.to_owned(), partnership, review: None }
    }
}

#[derive(FromRow)]
struct PersonRow {
    name: String,
    job_title: String,
}

#[derive(FromRow)]
struct PostRow {
    organisation: OrganisationId,
    place: String,
    role: Role,
    partnership: Option<OrganisationId>,
}

/// The person with the posts that hold on `today`; nothing when there is no such person or they were disabled.
///
/// # Errors
/// When the database refuses.
pub async fn actor(tx: &mut Tx, person: PersonId, today: NaiveDate) -> Stored<Option<Actor>> {
    let row: Option<PersonRow> =
        sql("SELECT name, job_title FROM person WHERE id = $1 AND disabled_at IS NULL").bind(person).maybe(tx).await?;
    let Some(row) = row else { return Ok(None) };
    let rows: Vec<PostRow> = sql("SELECT p.organisation, w.name AS place, p.role, COALESCE(s.organisation, o.partnership) AS partnership FROM post p \
         JOIN organisation w ON w.id = p.organisation LEFT JOIN partnership s ON s.organisation = p.organisation LEFT JOIN oversees o ON o.body = p.organisation \
         WHERE p.person = $1 AND p.begins <= $2 AND (p.ends IS NULL OR p.ends >= $2) ORDER BY p.organisation, p.role, partnership")
    .bind(person)
    .bind(today)
    .all(tx)
    .await?;
    let mut posts: Vec<Post> = Vec::new();
    for PostRow { organisation, place, role, partnership } in rows {
        match posts.last_mut() {
            Some(post) if post.organisation == organisation && post.role == role => post.partnerships.extend(partnership),
            Some(_) | None => posts.push(Post { organisation, place, role, partnerships: partnership.into_iter().collect() }),
        }
    }
    Ok(Some(Actor { person, name: row.name, job_title: row.job_title, posts }))
}

#[derive(FromRow)]
struct HolderRow {
    person: PersonId,
}

/// The people who hold `role` for this review today, by a post or by a role in it, for mail.
///
/// # Errors
/// When the database refuses.
pub async fn holders(tx: &mut Tx, review: ReviewId, role: Role) -> Stored<Vec<PersonId>> {
    let today = tx.today();
    let rows: Vec<HolderRow> = sql("SELECT DISTINCT h.person FROM ( \
           SELECT r.person FROM review_role r WHERE r.review = $1 AND r.role = $2 AND r.conflicted_at IS NULL \
             AND r.begins <= $3 AND (r.ends IS NULL OR r.ends >= $3) \
           UNION SELECT p.person FROM post p JOIN review_partnership rp ON rp.partnership = p.organisation \
             WHERE rp.review = $1 AND rp.ended_on IS NULL AND p.role = $2 AND p.begins <= $3 AND (p.ends IS NULL OR p.ends >= $3) \
           UNION SELECT p.person FROM post p JOIN review_agency ra ON ra.organisation = p.organisation \
             WHERE ra.review = $1 AND (ra.ends IS NULL OR ra.ends >= $3) AND p.role = $2 AND p.begins <= $3 \
             AND (p.ends IS NULL OR p.ends >= $3) \
         ) h JOIN person ON person.id = h.person WHERE person.disabled_at IS NULL ORDER BY h.person")
    .bind(review)
    .bind(role)
    .bind(today)
    .all(tx)
    .await?;
    Ok(rows.into_iter().map(|row| row.person).collect())
}

/// The people of one agency who hold `role` today, by a post in it or by a role in this review, for mail.
///
/// # Errors
/// When the database refuses.
pub async fn holders_at(tx: &mut Tx, review: ReviewId, role: Role, organisation: OrganisationId) -> Stored<Vec<PersonId>> {
    let today = tx.today();
    let rows: Vec<HolderRow> = sql("SELECT DISTINCT h.person FROM ( \
           SELECT p.person FROM post p WHERE p.organisation = $1 AND p.role = $2 AND p.begins <= $3 AND (p.ends IS NULL OR p.ends >= $3) \
           UNION SELECT r.person FROM review_role r WHERE r.organisation = $1 AND r.role = $2 AND r.review = $4 \
           AND r.conflicted_at IS NULL AND r.begins <= $3 AND (r.ends IS NULL OR r.ends >= $3) \
         ) h JOIN person ON person.id = h.person WHERE person.disabled_at IS NULL ORDER BY h.person")
    .bind(organisation)
    .bind(role)
    .bind(today)
    .bind(review)
    .all(tx)
    .await?;
    Ok(rows.into_iter().map(|row| row.person).collect())
}
