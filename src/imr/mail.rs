//! Mail to the people of an agency: what is asked, by when, where. Nothing of the case.

use chrono::NaiveDate;

use crate::access::{holders, holders_at};
use crate::ids::OrganisationId;
use crate::outbox::{self, Facts, Kind, Mail, To};
use crate::process::Role;
use crate::store::{FromRow, Stored, Tx, sql};

use super::read::Request;

/// Writes to everybody who holds one of `roles` in the agency today.
pub(super) async fn tell(tx: &mut Tx, request: &Request, roles: &[Role], kind: Kind, due: NaiveDate) -> Stored<()> {
    #[derive(FromRow)]
    struct Head {
        reference: String,
        partnership: OrganisationId,
    }
    let head: Head = sql("SELECT reference, partnership FROM review WHERE id = $1").bind(request.review).one(tx).await?;
    for role in roles.iter().copied() {
        for person in holders_at(tx, request.review, role, request.organisation).await? {
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

/// Writes to everybody who holds one of `roles` in the review today.
pub(super) async fn tell_review(tx: &mut Tx, request: &Request, roles: &[Role], kind: Kind) -> Stored<()> {
    #[derive(FromRow)]
    struct Head {
        reference: String,
        partnership: OrganisationId,
    }
    let head: Head = sql("SELECT reference, partnership FROM review WHERE id = $1").bind(request.review).one(tx).await?;
    for role in roles.iter().copied() {
        for person in holders(tx, request.review, role).await? {
            let path = format!("/reviews/{}/returns/{}", request.review, request.id);
            let mail = Mail {
                to: To::Person(person),
                kind,
                partnership: Some(head.partnership),
                review: Some(request.review),
                facts: Facts { reference: head.reference.clone(), due: None, path, count: 0 },
                dedupe: Some(format!("return/{}/{kind}/{}/{person}", request.id, request.version)),
                digest: false,
            };
            outbox::queue(tx, mail).await?;
        }
    }
    Ok(())
}
