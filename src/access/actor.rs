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

/// A person with one of their posts: a row for each partnership that the post reaches, and one with no post for somebody who holds none.
#[derive(FromRow)]
pub(super) struct ActorRow {
    id: PersonId,
    name: String,
    job_title: String,
    organisation: Option<OrganisationId>,
    place: Option<String>,
    role: Option<Role>,
    partnership: Option<OrganisationId>,
}

/// What is read of a person `h` to make an [`Actor`], and from where: with the posts of the day `$2`, in the order in which they are put together.
macro_rules! actor_columns {
    () => {
        "h.id, h.name, h.job_title, p.organisation, w.name AS place, p.role, COALESCE(s.organisation, o.partnership) AS partnership"
    };
}
macro_rules! posts_of_the_day {
    () => {
        " LEFT JOIN post p ON p.person = h.id AND p.begins <= $2 AND (p.ends IS NULL OR p.ends >= $2) \
         LEFT JOIN organisation w ON w.id = p.organisation LEFT JOIN partnership s ON s.organisation = p.organisation \
         LEFT JOIN oversees o ON o.body = p.organisation"
    };
}
macro_rules! actor_order {
    () => {
        " ORDER BY p.organisation, p.role, partnership"
    };
}
pub(super) use {actor_columns, actor_order, posts_of_the_day};

/// Whether the person of `$person` is free of a declared conflict that nothing settles, in the review of `$review`. A conflict closes every
/// road to a review but that of the partnership's own people, who must still run it. It outlasts the role in which it was
/// declared: who leaves the panel with a conflict has it still.
macro_rules! without_conflict {
    ($review:literal, $person:literal) => {
        concat!(
            "NOT EXISTS (SELECT 1 FROM review_role k WHERE k.review = ",
            $review,
            " AND k.person = ",
            $person,
            " AND k.conflicted_at IS NOT NULL)"
        )
    };
}
pub(crate) use without_conflict;

/// Whether this person has declared a conflict of interest in the review that nobody has accepted.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn in_conflict(tx: &mut Tx, review: ReviewId, person: PersonId) -> Stored<bool> {
    sql(concat!("SELECT NOT ", without_conflict!("$1", "$2"))).bind(review).bind(person).scalar(tx).await
}

impl Actor {
    /// Puts the rows of one person together; nothing when there are none.
    pub(super) fn of(rows: Vec<ActorRow>) -> Option<Self> {
        let first = rows.first()?;
        let mut actor =
            Self { person: first.id, name: first.name.clone(), job_title: first.job_title.clone(), posts: Vec::new() };
        for row in rows {
            let (Some(organisation), Some(place), Some(role)) = (row.organisation, row.place, row.role) else { continue };
            match actor.posts.last_mut() {
                Some(post) if post.organisation == organisation && post.role == role => post.partnerships.extend(row.partnership),
                Some(_) | None => {
                    actor.posts.push(Post { organisation, place, role, partnerships: row.partnership.into_iter().collect() });
                }
            }
        }
        Some(actor)
    }
}

/// The person with the posts that hold on `today`; nothing when there is no such person or they were disabled.
///
/// # Errors
/// When the database refuses.
pub async fn actor(tx: &mut Tx, person: PersonId, today: NaiveDate) -> Stored<Option<Actor>> {
    let rows = sql(concat!(
        "SELECT ",
        actor_columns!(),
        " FROM person h",
        posts_of_the_day!(),
        " WHERE h.id = $1 AND h.disabled_at IS NULL",
        actor_order!()
    ));
    Ok(Actor::of(rows.bind(person).bind(today).all(tx).await?))
}

#[derive(FromRow)]
struct HolderRow {
    person: PersonId,
    role: Role,
}

/// The people who hold one of `roles` for this review today, by a post or by a role in it, for mail: each once, in the order of the roles.
///
/// # Errors
/// When the database refuses.
pub async fn holders(tx: &mut Tx, review: ReviewId, roles: &[Role]) -> Stored<Vec<PersonId>> {
    let today = tx.today();
    let rows: Vec<HolderRow> = sql(concat!("SELECT h.person, h.role FROM ( \
           SELECT r.person, r.role FROM review_role r WHERE r.review = $1 AND ", without_conflict!("$1", "r.person"), " \
             AND r.begins <= $2 AND (r.ends IS NULL OR r.ends >= $2) \
           UNION SELECT p.person, p.role FROM post p JOIN review_partnership rp ON rp.partnership = p.organisation \
             WHERE rp.review = $1 AND rp.ended_on IS NULL AND p.begins <= $2 AND (p.ends IS NULL OR p.ends >= $2) \
           UNION SELECT p.person, p.role FROM post p JOIN oversees v ON v.body = p.organisation \
             JOIN review_partnership rp ON rp.partnership = v.partnership \
             WHERE rp.review = $1 AND rp.ended_on IS NULL AND p.begins <= $2 AND (p.ends IS NULL OR p.ends >= $2) \
           UNION SELECT p.person, p.role FROM post p JOIN review_agency ra ON ra.organisation = p.organisation \
             WHERE ra.review = $1 AND ra.begins <= $2 AND (ra.ends IS NULL OR ra.ends >= $2) AND p.begins <= $2 AND (p.ends IS NULL OR p.ends >= $2) \
             AND ", without_conflict!("$1", "p.person"), " \
         ) h JOIN person ON person.id = h.person WHERE person.disabled_at IS NULL ORDER BY h.person"))
    .bind(review)
    .bind(today)
    .all(tx)
    .await?;
    Ok(in_order(&rows, roles))
}

/// The people of one agency who hold one of `roles` today, by a post in it or by a role in this review, for mail: as [`holders`].
///
/// # Errors
/// When the database refuses.
pub async fn holders_at(tx: &mut Tx, review: ReviewId, roles: &[Role], organisation: OrganisationId) -> Stored<Vec<PersonId>> {
    let today = tx.today();
    let rows: Vec<HolderRow> = sql(concat!(
        "SELECT h.person, h.role FROM ( \
           SELECT p.person, p.role FROM post p WHERE p.organisation = $1 AND p.begins <= $2 AND (p.ends IS NULL OR p.ends >= $2) \
           AND ",
        without_conflict!("$3", "p.person"),
        " UNION SELECT r.person, r.role FROM review_role r WHERE r.organisation = $1 AND r.review = $3 \
           AND ",
        without_conflict!("$3", "r.person"),
        " AND r.begins <= $2 AND (r.ends IS NULL OR r.ends >= $2) \
         ) h JOIN person ON person.id = h.person WHERE person.disabled_at IS NULL ORDER BY h.person"
    ))
    .bind(organisation)
    .bind(today)
    .bind(review)
    .all(tx)
    .await?;
    Ok(in_order(&rows, roles))
}

fn in_order(rows: &[HolderRow], roles: &[Role]) -> Vec<PersonId> {
    let mut found: Vec<PersonId> = Vec::new();
    for row in roles.iter().flat_map(|role| rows.iter().filter(|row| row.role == *role)) {
        if !found.contains(&row.person) {
            found.push(row.person);
        }
    }
    found
}
