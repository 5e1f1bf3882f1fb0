//! That agencies keep their records safe.

use std::sync::Arc;

use chrono::NaiveDate;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use crate::access::right::SeeReview;
use crate::imr as room;
use crate::redaction::Labels;

use super::body::Sent;
use super::caller::Token;
use super::fault::Fault;
use super::lists::{Choice, Page, choice, paged};
use super::press::{Desk, Outcome};

/// Operations on secured records.
pub(super) struct SecuredRecords(pub(super) Arc<Desk>);

/// What an agency did to keep its records safe.
#[derive(Debug, Object)]
struct Securing {
    /// The systems that were searched.
    systems: String,
    /// What was searched for.
    identifiers: String,
    /// Where paper files are, and who sealed them.
    #[oai(default)]
    paper: String,
    /// Electronic records are locked, or their use is logged.
    electronic: bool,
    /// Destruction of records is suspended.
    destruction: bool,
    /// Systems of others, and old systems.
    #[oai(default)]
    other: String,
    /// Since when.
    on: NaiveDate,
}

/// A confirmation to give.
#[derive(Debug, Object)]
struct NewSecured {
    /// The id of your agency.
    agency: String,
    /// What it did.
    #[oai(flatten)]
    what: Securing,
}

/// A confirmation on record.
#[derive(Debug, Object)]
struct Secured {
    /// The name of the agency.
    agency: String,
    /// What it did.
    #[oai(flatten)]
    what: Securing,
    /// Who says so.
    by_name: String,
}

/// The room of secured records.
#[derive(Debug, Object)]
struct SecuredRoom {
    /// What agencies confirmed, as far as you may know of it.
    confirmed: Vec<Secured>,
    /// Where this page of them stands.
    #[oai(flatten)]
    at: Page,
    /// Your agencies that may confirm.
    agencies: Vec<Choice>,
}

#[OpenApi]
impl SecuredRecords {
    /// What agencies said about the safety of their records, as far as you may know of it.
    #[oai(path = "/reviews/:review/secure-records", method = "get")]
    async fn secured(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<SecuredRoom>, Fault> {
        let mut desk = self.0.look::<SeeReview>(&token, &review).await?;
        let (actor, id) = (desk.grant.actor(), desk.front.id);
        let all = room::secured(&mut desk.tx, actor, id).await?;
        let theirs = room::keeps(&mut desk.tx, actor, id).await?;
        let (all, at) = paged(all, page.0);
        Ok(Json(SecuredRoom {
            confirmed: all.into_iter().map(|one| secured(one, &desk.labels)).collect(),
            at,
            agencies: theirs.into_iter().map(|(id, name)| choice(id, name)).collect(),
        }))
    }

    /// Confirm for your agency that its records are secured.
    #[oai(path = "/reviews/:review/secure-records", method = "post")]
    async fn secure(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        new: Sent<NewSecured>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/secure-records", &[("review", &review)], &new.0).await
    }
}

fn secured(one: room::Secured, labels: &Labels) -> Secured {
    Secured {
        what: Securing {
            systems: one.systems.show(labels),
            identifiers: one.identifiers.show(labels),
            paper: one.paper.show(labels),
            electronic: one.electronic_locked,
            destruction: one.destruction_suspended,
            other: one.other_systems.show(labels),
            on: one.secured_on,
        },
        agency: one.agency,
        by_name: one.by_name,
    }
}
