//! Mail to the people of an agency: what is asked, by when, where. Nothing of the case.

use chrono::NaiveDate;

use crate::ids::{OrganisationId, PersonId};
use crate::outbox::{self, Facts, Kind, Mail, To};
use crate::process::Role;
use crate::store::{FromRow, Stored, Tx, sql};

use super::read::Request;

#[derive(FromRow)]
struct Colleague {
    person: PersonId,
}

/// Writes to everybody who holds one of `roles` in the agency today.
pub(super) async fn tell(tx: &mut Tx, request: &Request, roles: &[Role], kind: Kind, due: NaiveDate) -> Stored<()> {
    #[derive(FromRow)]
    struct Head {
        reference: String,
        partnership: OrganisationId,
    }
    let head: Head = sql("SELECT reference, partnership FROM review WHERE id = $1").bind(request.review).one(tx).await?;
    let today = tx.today();
    for role in roles.iter().copied() {
        let people: Vec<Colleague> = sql("SELECT DISTINCT h.person FROM ( \
               SELECT p.person FROM post p WHERE p.organisation = $1 AND p.role = $2 AND p.begins <= $3 AND (p.ends IS NULL OR p.ends >= $3) \
               UNION SELECT r.person FROM review_role r WHERE r.organisation = $1 AND r.role = $2 AND r.review = $4 \
               AND r.conflicted_at IS NULL AND r.begins <= $3 AND (r.ends IS NULL OR r.ends >= $3) \
             ) h JOIN person ON person.id = h.person WHERE person.disabled_at IS NULL ORDER BY h.person")
        .bind(request.organisation)
        .bind(role)
        .bind(today)
        .bind(request.review)
        .all(tx)
        .await?;
        for Colleague { person } in people {
            let facts = Facts {
                reference: head.reference.clone(),
                due: Some(due),
                path: format!("/reviews/{}/returns/{}", request.review, request.id),
                count: 0,
            };
            let mail = Mail {
                to: To::Person(person),
                kind,
                partnership: Some(head.partnership),
                review: Some(request.review),
                facts,
                dedupe: Some(format!("return/{}/{kind}/{}/{person}", request.id, request.version)),
                digest: false,
            };
            outbox::queue(tx, mail).await?;
        }
    }
    Ok(())
}
