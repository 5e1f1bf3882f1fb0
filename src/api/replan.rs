//! Reasons to plan again.

use std::sync::Arc;

use chrono::NaiveDate;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};

use crate::access::permit;
use crate::access::right::{EditClocks, SeeReview};
use crate::reviews::{Cause, replans};

use super::body::Sent;
use super::caller::Token;
use super::code::Code;
use super::fault::Fault;
use super::lists::{Page, paged};
use super::press::{Desk, Outcome};

/// Operations on reasons to plan again.
pub(super) struct PlanAgain(pub(super) Arc<Desk>);

/// A reason to plan again that is open: it asks for new dates, or for a word on why none are needed.
#[derive(Debug, Object)]
struct ReasonToPlan {
    /// Its id.
    id: String,
    /// What happened.
    cause: Code<Cause>,
    /// What it is about; empty for the review as a whole.
    about: String,
    /// Since when it is on the list.
    raised_on: NaiveDate,
}

/// A page of the reasons to plan again.
#[derive(Debug, Object)]
struct ReasonPage {
    /// The reasons that are open, the oldest first.
    reasons: Vec<ReasonToPlan>,
    /// Where this page stands.
    #[oai(flatten)]
    at: Page,
}

/// How a reason to plan again is answered.
#[derive(Debug, Enum)]
#[oai(rename_all = "lowercase")]
enum HowAnswered {
    /// By dates that were agreed since it came up.
    Dates,
    /// No new dates are needed.
    None,
}

/// A reason to plan again that is settled.
#[derive(Debug, Object)]
struct SettledReason {
    /// The id of the reason.
    replan: String,
    /// How it is answered.
    answer: HowAnswered,
    /// Why no new dates are needed.
    #[oai(default)]
    why: String,
}

#[OpenApi]
impl PlanAgain {
    /// The reasons to plan again that are open, the oldest first. An agreed date settles those that it is said to answer.
    #[oai(path = "/reviews/:review/replan", method = "get")]
    async fn reasons_to_plan_again(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<ReasonPage>, Fault> {
        let mut desk = self.0.look::<SeeReview>(&token, &review).await?;
        let actor = desk.grant.actor().clone();
        permit::<EditClocks>(&mut desk.tx, &actor, desk.front.id).await?;
        let (open, at) = paged(replans(&mut desk.tx, &desk.grant).await?, page.0);
        let open = open.into_iter().map(|one| ReasonToPlan {
            id: one.id.to_string(),
            cause: one.cause.into(),
            about: one.about,
            raised_on: one.raised_on,
        });
        Ok(Json(ReasonPage { reasons: open.collect(), at }))
    }

    /// Settle a reason: new dates are agreed, or none are needed.
    #[oai(path = "/reviews/:review/replan", method = "post")]
    async fn settle_reason_to_plan_again(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        settled: Sent<SettledReason>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/replan", &[("review", &review)], &settled.0).await
    }
}
