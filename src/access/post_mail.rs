//! Whom a post concerns beside the person who holds it: who gives posts could give one to a second account of their own, so those who would
//! know better are told at once.

use crate::audit::Doer;
use crate::base::Email;
use crate::ids::{OrganisationId, PersonId};
use crate::outbox::{self, Facts, Kind, Mail, To};
use crate::process::Role;
use crate::store::{FromRow, Stored, Tx, sql};

use super::people::NewPost;

/// Who invites people and gives posts, by a post in the partnership.
pub const RUN_PEOPLE: [Role; 3] = [Role::CspChair, Role::Coordinator, Role::SysAdmin];

#[derive(FromRow)]
struct Told {
    person: PersonId,
    sees_people: bool,
}

/// Tells those who hold the same post in the organisation, and those who chair the partnership, that it was given; of a new chair, all who run
/// the partnership's people.
///
/// # Errors
/// When the database refuses.
pub(super) async fn given(tx: &mut Tx, by: &Doer, partnership: OrganisationId, post: NewPost) -> Stored<()> {
    let (today, [chair, coordinator, administrator]) = (tx.today(), RUN_PEOPLE);
    let told: Vec<Told> = sql("SELECT DISTINCT t.person, EXISTS (SELECT 1 FROM post l WHERE l.person = t.person AND l.organisation = $3 \
           AND l.role IN ($4, $5, $6) AND l.begins <= $7 AND (l.ends IS NULL OR l.ends >= $7)) AS sees_people \
         FROM post t JOIN person h ON h.id = t.person WHERE h.disabled_at IS NULL AND t.begins <= $7 AND (t.ends IS NULL OR t.ends >= $7) \
         AND ((t.organisation = $1 AND t.role = $2) OR (t.organisation = $3 AND (t.role = $4 OR ($2 = $4 AND t.role IN ($5, $6))))) ORDER BY t.person")
    .bind(post.organisation)
    .bind(post.role)
    .bind(partnership)
    .bind(chair)
    .bind(coordinator)
    .bind(administrator)
    .bind(today)
    .all(tx)
    .await?;
    let mails = told.into_iter().filter(|told| told.person != post.person && Some(told.person) != by.person).map(|told| {
        let path = if told.sees_people { format!("/partnership/{partnership}/people/{}", post.person) } else { String::new() };
        mail(To::Person(told.person), Kind::PostGiven, partnership, path)
    });
    let mails = mails.collect();
    outbox::queue_all(tx, mails).await
}

/// Tells the person that a post of theirs has ended; by address, as the account may be closed with it.
///
/// # Errors
/// When the database refuses.
pub(super) async fn ended(tx: &mut Tx, by: &Doer, partnership: OrganisationId, person: PersonId) -> Stored<()> {
    if by.person == Some(person) {
        return Ok(());
    }
    let address: Email = sql("SELECT email FROM person WHERE id = $1").bind(person).scalar(tx).await?;
    outbox::queue(tx, mail(To::Address(address), Kind::PostEnded, partnership, String::new())).await
}

fn mail(to: To, kind: Kind, partnership: OrganisationId, path: String) -> Mail {
    let facts = Facts { path, ..Facts::default() };
    Mail { to, kind, partnership: Some(partnership), review: None, facts, dedupe: None, digest: false }
}
