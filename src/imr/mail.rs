//! Mail to the people of an agency: what is asked, by when, where. Nothing of the case.

use chrono::NaiveDate;

use crate::access::{holders, holders_at};
use crate::ids::{OrganisationId, PersonId};
use crate::outbox::{self, Facts, Kind, Mail, To};
use crate::process::Role;
use crate::store::{FromRow, Stored, Tx, sql};

use super::read::Request;

/// Writes to everybody who holds one of `roles` in the agency today.
pub(super) async fn tell(tx: &mut Tx, request: &Request, roles: &[Role], kind: Kind, due: NaiveDate) -> Stored<()> {
    let people = holders_at(tx, request.review, roles, request.organisation).await?;
    write(tx, request, people, kind, Some(due)).await
}

/// Writes to everybody who holds one of `roles` in the review today.
pub(super) async fn tell_review(tx: &mut Tx, request: &Request, roles: &[Role], kind: Kind) -> Stored<()> {
    let people = holders(tx, request.review, roles).await?;
    write(tx, request, people, kind, None).await
}

#[derive(FromRow)]
struct Head {
    reference: String,
    partnership: OrganisationId,
}

/// One mail to each, with a link to the return.
async fn write(tx: &mut Tx, request: &Request, people: Vec<PersonId>, kind: Kind, due: Option<NaiveDate>) -> Stored<()> {
    let head: Head = sql("SELECT reference, partnership FROM review WHERE id = $1").bind(request.review).one(tx).await?;
    let mail = |person| Mail {
        to: To::Person(person),
        kind,
        partnership: Some(head.partnership),
        review: Some(request.review),
        facts: Facts {
            reference: head.reference.clone(),
            due,
            path: format!("/reviews/{}/returns/{}", request.review, request.id),
            count: 0,
        },
        dedupe: Some(format!("return/{}/{kind}/{}/{person}", request.id, request.version)),
        digest: false,
    };
    outbox::queue_all(tx, people.into_iter().map(mail).collect()).await
}
