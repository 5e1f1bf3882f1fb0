//! Checks of the facts: each agency looks at its own passages of the draft.

use std::sync::Arc;

use chrono::NaiveDate;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use crate::access::right::{Object as Room, SeeDraft, Verb};
use crate::redaction::Labels;
use crate::reports::{self as room, Decision, FactCheck, Said, Section};

use super::body::Sent;
use super::caller::Token;
use super::code::Code;
use super::fault::Fault;
use super::lists::{Choice, Page, choice, paged};
use super::press::{Desk, Outcome};

/// Operations on checks of the facts.
pub(super) struct Checks(pub(super) Arc<Desk>);

/// A check of the facts by one agency.
#[derive(Debug, Object)]
struct CheckShown {
    /// Its id.
    id: String,
    /// The id of the agency.
    organisation: String,
    /// Its name.
    agency: String,
    /// Which time it is asked, from 1.
    round: i64,
    /// Its passages of the draft.
    passages: String,
    /// When they were sent.
    sent_on: NaiveDate,
    /// By when an answer is wanted.
    due: NaiveDate,
    /// What the agency says.
    answer: Option<Code<Said>>,
    /// In its words.
    said: String,
    /// When.
    answered_on: Option<NaiveDate>,
    /// What the author makes of corrections.
    decision: Option<Code<Decision>>,
    /// Why.
    reason: String,
    /// The section in which what was accepted was changed.
    made_in: Option<Code<Section>>,
    /// When.
    made_on: Option<NaiveDate>,
    /// To be sent back.
    version: i64,
}

/// Checks of the facts. An agency sees its own.
#[derive(Debug, Object)]
struct CheckPage {
    /// The checks.
    checks: Vec<CheckShown>,
    /// Where the page stands.
    #[oai(flatten)]
    at: Page,
    /// Agencies that wait for their passages, for those who write the draft.
    to_send: Vec<Choice>,
}

/// Passages to send.
#[derive(Debug, Object)]
struct PassagesToSend {
    /// The id of the agency.
    agency: String,
    /// When they are sent.
    sent_on: NaiveDate,
    /// Its passages of the draft, and only what is said about it.
    passages: String,
}

/// An agency's answer.
#[derive(Debug, Object)]
struct CheckAnswer {
    /// Whether the facts are right.
    answer: Code<Said>,
    /// What must be corrected, or how the agency was asked.
    #[oai(default)]
    said: String,
    /// The day of the answer.
    answered_on: NaiveDate,
    /// The version that you saw.
    version: i64,
}

/// What the author makes of corrections.
#[derive(Debug, Object)]
struct CheckDecision {
    /// Whether they are taken over.
    decision: Code<Decision>,
    /// Why, or why not.
    #[oai(default)]
    reason: String,
    /// The version that you saw.
    version: i64,
}

/// Where what was accepted was changed in the draft.
#[derive(Debug, Object)]
pub(super) struct ChangeMade {
    /// The section. Its text must have been saved since the change was asked for.
    pub(super) section: Code<Section>,
    /// When.
    pub(super) made_on: NaiveDate,
    /// The version that you saw.
    pub(super) version: i64,
}

#[OpenApi]
impl Checks {
    /// The checks of the facts that you may see.
    #[oai(path = "/reviews/:review/report/checks", method = "get")]
    async fn list(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<CheckPage>, Fault> {
        let mut desk = self.0.look::<SeeDraft>(&token, &review).await?;
        let (all, at) = paged(room::checks(&mut desk.tx, &desk.grant).await?, page.0);
        let writes = desk.may(Room::Draft, Verb::Edit);
        let to_send = if writes { room::to_send(&mut desk.tx, desk.front.id).await? } else { Vec::new() };
        Ok(Json(CheckPage {
            checks: all.into_iter().map(|one| shown(one, &desk.labels)).collect(),
            at,
            to_send: to_send.into_iter().map(|(id, name)| choice(id, name)).collect(),
        }))
    }

    /// Send an agency its passages of the draft.
    #[oai(path = "/reviews/:review/report/checks", method = "post")]
    async fn send(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        passages: Sent<PassagesToSend>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/report/checks", &[("review", &review)], &passages.0).await
    }

    /// Give your agency's answer, or record one.
    #[oai(path = "/reviews/:review/report/checks/:check", method = "post")]
    async fn answer(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the check.
        check: Path<String>,
        answer: Sent<CheckAnswer>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("check", check.as_str())];
        self.0.send(&token, "/reviews/:review/report/checks/:check", &at, &answer.0).await
    }

    /// Decide what becomes of an agency's corrections.
    #[oai(path = "/reviews/:review/report/checks/:check/decision", method = "post")]
    async fn decide(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the check.
        check: Path<String>,
        decision: Sent<CheckDecision>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("check", check.as_str())];
        self.0.send(&token, "/reviews/:review/report/checks/:check/decision", &at, &decision.0).await
    }

    /// Record where in the draft an accepted correction was made.
    #[oai(path = "/reviews/:review/report/checks/:check/made", method = "post")]
    async fn made(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the check.
        check: Path<String>,
        made: Sent<ChangeMade>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("check", check.as_str())];
        self.0.send(&token, "/reviews/:review/report/checks/:check/made", &at, &made.0).await
    }
}

fn shown(one: FactCheck, labels: &Labels) -> CheckShown {
    CheckShown {
        id: one.id.to_string(),
        organisation: one.organisation.to_string(),
        agency: one.agency,
        round: one.round,
        passages: labels.show(&one.passages),
        sent_on: one.sent_on,
        due: one.due,
        answer: one.answer.map(Code::from),
        said: labels.show(&one.said),
        answered_on: one.answered_on,
        decision: one.decision.map(Code::from),
        reason: labels.show(&one.reason),
        made_in: one.change.made_in.map(Code::from),
        made_on: one.change.made_on,
        version: one.version,
    }
}
