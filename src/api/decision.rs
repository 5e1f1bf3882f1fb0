//! Decision: the record with its reasons, what the Home Office says to it, and the ways back.

use std::sync::Arc;

use poem_openapi::OpenApi;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;

use crate::access::Reach;
use crate::access::right::SeeCase;
use crate::decision::{self as room, CasePart, Part, Record};
use crate::triage;

use super::body::Sent;
use super::caller::Token;
use super::decision_shapes::{
    DecisionRoom, NewDirection, NewRelease, NewScrutiny, PartAnswers, RecordOpen, Reopening, Signature, TakesPart, direction,
    made, part, scrutiny,
};
use super::fault::Fault;
use super::lists::paged;
use super::press::{Desk, Outcome};
use super::sheets;
use super::triage::both;

/// Operations on the decision.
pub(super) struct Decision(pub(super) Arc<Desk>);

#[OpenApi]
impl Decision {
    /// The decisions that were made, and what followed. The panel reads the signed records once they are released to it.
    #[oai(path = "/reviews/:review/decision", method = "get")]
    async fn show(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<DecisionRoom>, Fault> {
        let mut desk = self.0.look_part(&token, &review, CasePart::Decision).await?;
        let today = desk.tx.today();
        let records = room::records(&mut desk.tx, &desk.grant).await?;
        let whole = desk.grant.reach() == Reach::All;
        // What is released to the panel is the signed record, and not what was done about it.
        let (scrutinies, directions, tested) = if whole {
            let scrutinies = room::scrutinies(&mut desk.tx, &desk.grant).await?;
            let directions = room::directions(&mut desk.tx, &desk.grant).await?;
            (scrutinies, directions, triage::tested(&mut desk.tx, &desk.grant).await?)
        } else {
            (Vec::new(), Vec::new(), None)
        };
        let labels = &desk.labels;
        let (signed, at) = paged(records.iter().filter(|record| !record.is_open()).collect(), page.0);
        let ((scrutinies, scrutinies_at), (directions, directions_at)) = (paged(scrutinies, page.0), paged(directions, page.0));
        Ok(Json(DecisionRoom {
            records: signed.into_iter().map(|record| made(record, labels, today, whole)).collect(),
            at,
            scrutinies: scrutinies.into_iter().map(|one| scrutiny(one, labels)).collect(),
            scrutinies_at,
            directions: directions.into_iter().map(|one| direction(one, labels)).collect(),
            directions_at,
            tests: tested.map(|tested| both(&tested.tests)),
            version: desk.front.version,
        }))
    }

    /// The record that is being prepared.
    #[oai(path = "/reviews/:review/decision/record", method = "get")]
    async fn record(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
    ) -> Result<Json<RecordOpen>, Fault> {
        let mut desk = self.0.look_all::<SeeCase>(&token, &review).await?;
        let today = desk.tx.today();
        let open = room::record(&mut desk.tx, &desk.grant).await?.filter(Record::is_open);
        let parts = Part::ALL.iter().map(|each| part(*each, open.as_ref(), &desk.labels, today)).collect();
        let ready = open.as_ref().is_some_and(|open| open.is_ready(today));
        Ok(Json(RecordOpen { parts, ready, record: open.map_or(0, |open| open.version), version: desk.front.version }))
    }

    /// Keep a page of the record.
    #[oai(path = "/reviews/:review/decision/record/:part", method = "post")]
    async fn prepare(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The name of the page.
        part: Path<String>,
        page: Sent<PartAnswers>,
    ) -> Outcome {
        let which: Part = part.parse().map_err(|_| Fault::not_there())?;
        let f = sheets::sent(&page.answers, which.questions())?.with("version", page.version.to_string());
        let at = [("review", review.as_str()), ("part", part.as_str())];
        self.0.send_filled(&token, "/reviews/:review/decision/record/:part", &at, f).await
    }

    /// Sign the record: you make the decision for the partnership.
    #[oai(path = "/reviews/:review/decision/sign", method = "post")]
    async fn sign(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        signature: Sent<Signature>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/decision/sign", &[("review", &review)], &signature.0).await
    }

    /// Open the decision again. The first record stays.
    #[oai(path = "/reviews/:review/decision/reopen", method = "post")]
    async fn reopen(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        why: Sent<Reopening>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/decision/reopen", &[("review", &review)], &why.0).await
    }

    /// Record a letter of direction. One that directs a review takes the case there.
    #[oai(path = "/reviews/:review/decision/direction", method = "post")]
    async fn direct(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        letter: Sent<NewDirection>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/decision/direction", &[("review", &review)], &letter.0).await
    }

    /// Record how a body that was directed to take part does so, where neither the panel nor a return says it.
    #[oai(path = "/reviews/:review/decision/direction/:direction", method = "post")]
    async fn takes_part(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the direction.
        direction: Path<String>,
        how: Sent<TakesPart>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("direction", direction.as_str())];
        self.0.send(&token, "/reviews/:review/decision/direction/:direction", &at, &how.0).await
    }

    /// Release the notification or the record of the decision to the panel, or take that back.
    #[oai(path = "/reviews/:review/decision/released", method = "post")]
    async fn release(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        what: Sent<NewRelease>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/decision/released", &[("review", &review)], &what.0).await
    }

    /// Record what the Home Office says to the decision in force.
    #[oai(path = "/reviews/:review/decision/scrutiny", method = "post")]
    async fn scrutinise(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        said: Sent<NewScrutiny>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/decision/scrutiny", &[("review", &review)], &said.0).await
    }
}
