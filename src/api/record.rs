//! The audit record of a review: who did and saw what.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use crate::access::permit_all;
use crate::access::right::SeeAudit;
use crate::audit::{self, Deed, Recorded};
use crate::ids::ReviewId;

use super::caller::Token;
use super::fault::Fault;
use super::lists::{Page, SIZE};
use super::press::Desk;

/// Operations on the audit record.
pub(super) struct Record(pub(super) Arc<Desk>);

/// A row of the audit record.
#[derive(Debug, Object)]
struct Audited {
    /// Its place in the chain.
    seq: i64,
    /// When.
    at: DateTime<Utc>,
    /// Who, as named then.
    person: String,
    /// As whom: the code of the role, or of the part of dardr that did it.
    acting_as: String,
    /// The code of what was done or seen.
    deed: String,
    /// Codes and counts, as JSON.
    detail: String,
}

/// A page of the audit record.
#[derive(Debug, Object)]
struct AuditPage {
    /// The rows, the newest first.
    rows: Vec<Audited>,
    /// Where this page stands.
    #[oai(flatten)]
    at: Page,
}

impl From<Recorded> for Audited {
    fn from(one: Recorded) -> Self {
        Self { seq: one.seq, at: one.at, person: one.person_name, acting_as: one.acting_as, deed: one.deed, detail: one.detail }
    }
}

#[OpenApi]
impl Record {
    /// Who did and saw what in a review, the newest first. To ask for it is on the record too.
    #[oai(path = "/reviews/:review/audit", method = "get")]
    async fn audit(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// Only what came before this place in the chain: sent with every page, it keeps what is recorded meanwhile from moving them.
        before: Query<Option<i64>>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<AuditPage>, Fault> {
        let review: ReviewId = review.parse().map_err(|_| Fault::not_there())?;
        let mut tx = self.0.app.store.write().await?;
        let grant = permit_all::<SeeAudit>(&mut tx, token.caller(), review).await?;
        let before = before.0.unwrap_or(i64::MAX);
        let at = Page::of(audit::count_of_review(&mut tx, review, before).await?, page.0);
        let rows = audit::page_of_review(&mut tx, review, before, (at.skips(), SIZE)).await?;
        audit::record(&mut tx, &grant.doer(), Deed::AuditSeen, serde_json::json!({})).await?;
        tx.commit().await?;
        Ok(Json(AuditPage { rows: rows.into_iter().map(Audited::from).collect(), at }))
    }
}
