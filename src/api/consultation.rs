//! Consultation: who is asked before a decision, and what each replied.

use std::sync::Arc;

use chrono::NaiveDate;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use crate::access::Reach;
use crate::access::right::SeeCase;
use crate::consultation::{self as room, Consultee, Kind, REPLY, SILENCE, View};
use crate::redaction::Labels;

use super::body::Sent;
use super::caller::Token;
use super::code::Code;
use super::fault::Fault;
use super::lists::{Choice, Page, choice, paged};
use super::press::{Desk, Outcome, filled};
use super::sheets::{self, AnsweredForm, Answers};

/// Operations on the consultation.
pub(super) struct Consultation(pub(super) Arc<Desk>);

/// Somebody consulted.
#[derive(Debug, Object)]
struct ConsulteeShown {
    /// Their id.
    id: String,
    /// Their part.
    kind: Code<Kind>,
    /// The id of the body, if it is in the directory.
    organisation: Option<String>,
    /// What the body is called.
    body: String,
    /// mail, letter, or none where nobody was asked.
    way: String,
    /// When they were asked.
    asked_on: Option<NaiveDate>,
    /// By when a reply was wanted.
    due_on: Option<NaiveDate>,
    /// When they replied.
    replied_on: Option<NaiveDate>,
    /// Who replied.
    replied_by: String,
    /// Their view.
    view: Option<Code<View>>,
    /// When their silence was explained.
    explained_on: Option<NaiveDate>,
    /// What they are asked, and what they wrote.
    reply: AnsweredForm,
    /// Why they did not reply, or were not asked.
    silence: String,
    /// To be sent back.
    version: i64,
}

/// The consultation. Who replies for an agency sees that agency's part.
#[derive(Debug, Object)]
struct ConsultationRoom {
    /// Those consulted.
    consultees: Vec<ConsulteeShown>,
    /// Where this page of them stands.
    #[oai(flatten)]
    at: Page,
    /// Parts that must be consulted and are neither asked nor explained.
    not_asked: Vec<Code<Kind>>,
    /// How many have neither replied nor been explained.
    outstanding: u64,
    /// Bodies of the partnership's directory.
    bodies: Vec<Choice>,
    /// How many were asked or explained so far, to be sent back with why somebody is not asked.
    version: i64,
}

/// Somebody to ask.
#[derive(Debug, Object)]
struct ToAsk {
    /// Their part.
    kind: Code<Kind>,
    /// The id of a body in the directory.
    organisation: Option<String>,
    /// Or the name of a body that is not there.
    #[oai(default)]
    body: String,
    /// mail, to have dardr send it, or letter, for a letter or call of your own.
    way: String,
    /// The date of the letter.
    asked_on: Option<NaiveDate>,
}

/// A reply.
#[derive(Debug, Object)]
struct ConsulteeReply {
    /// The date of the reply, not before they were asked. An agency that replies itself may leave it out when it replies today.
    replied_on: Option<NaiveDate>,
    /// Who replied, and in what post. An agency that replies itself leaves it out.
    #[oai(default)]
    replied_by: String,
    /// Answers by the name of their question.
    answers: Answers,
    /// The version that you saw.
    version: i64,
}

/// Why there is no reply.
#[derive(Debug, Object)]
struct Silence {
    /// What was tried and when.
    silence: String,
    /// The version that you saw.
    version: i64,
}

/// Why somebody is not asked.
#[derive(Debug, Object)]
struct NotAsked {
    /// Why.
    silence: String,
    /// The version of the consultation that you saw.
    version: i64,
}

#[OpenApi]
impl Consultation {
    /// Who is consulted, what each replied, who is still to be asked.
    #[oai(path = "/reviews/:review/consultation", method = "get")]
    async fn show(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<ConsultationRoom>, Fault> {
        let mut desk = self.0.look::<SeeCase>(&token, &review).await?;
        let all = room::consultees(&mut desk.tx, &desk.grant).await?;
        let (all, at) = paged(all, page.0);
        let whole = desk.grant.reach() == Reach::All;
        let (mut not_asked, mut outstanding, mut bodies) = (Vec::new(), 0, Vec::new());
        let version = room::so_far(&mut desk.tx, desk.front.id).await?;
        if whole {
            let standing = room::standing(&mut desk.tx, desk.front.id).await?;
            not_asked = standing.not_asked.into_iter().map(Code::from).collect();
            outstanding = standing.outstanding as u64;
            bodies = room::directory(&mut desk.tx, desk.grant.partnership()).await?;
        }
        Ok(Json(ConsultationRoom {
            consultees: all.into_iter().map(|one| shown(one, &desk.labels)).collect(),
            at,
            not_asked,
            outstanding,
            bodies: bodies.into_iter().map(|one| choice(one.id, one.name)).collect(),
            version,
        }))
    }

    /// Ask somebody.
    #[oai(path = "/reviews/:review/consultation/ask", method = "post")]
    async fn ask(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        new: Sent<ToAsk>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/consultation/ask", &[("review", &review)], &new.0).await
    }

    /// Put on record why a part that is usually consulted is not asked.
    #[oai(path = "/reviews/:review/consultation/not-asked/:kind", method = "post")]
    async fn not_asked(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The part.
        kind: Path<Code<Kind>>,
        why: Sent<NotAsked>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("kind", kind.as_str())];
        self.0.send(&token, "/reviews/:review/consultation/not-asked/:kind", &at, &why.0).await
    }

    /// Give your agency's reply, or record one that came by letter.
    #[oai(path = "/reviews/:review/consultation/:consultee/reply", method = "post")]
    async fn reply(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of who was consulted.
        consultee: Path<String>,
        reply: Sent<ConsulteeReply>,
    ) -> Outcome {
        let head =
            serde_json::json!({ "replied_on": reply.replied_on, "replied_by": reply.replied_by, "version": reply.version });
        let answers = sheets::sent(&reply.answers, REPLY)?;
        let f = answers.pairs().fold(filled(&head), |f, (name, value)| f.with(name, value));
        let at = [("review", review.as_str()), ("consultee", consultee.as_str())];
        self.0.send_filled(&token, "/reviews/:review/consultation/:consultee/reply", &at, f).await
    }

    /// Explain why somebody who was asked has not replied.
    #[oai(path = "/reviews/:review/consultation/:consultee/explain", method = "post")]
    async fn explain(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of who was consulted.
        consultee: Path<String>,
        why: Sent<Silence>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("consultee", consultee.as_str())];
        self.0.send(&token, "/reviews/:review/consultation/:consultee/explain", &at, &why.0).await
    }
}

fn shown(one: Consultee, labels: &Labels) -> ConsulteeShown {
    ConsulteeShown {
        id: one.id.to_string(),
        kind: one.kind.into(),
        organisation: one.organisation.map(|id| id.to_string()),
        way: one.way,
        asked_on: one.asked_on,
        due_on: one.due_on,
        replied_on: one.replied_on,
        replied_by: one.replied_by_name,
        view: one.view.map(Code::from),
        explained_on: one.explained_on,
        reply: sheets::form(REPLY, &one.sheet.open_part(REPLY, |words| labels.show(words)), Some(labels)),
        silence: SILENCE.iter().map(|asked| labels.show(one.sheet.get(asked.name))).collect(),
        body: one.body,
        version: one.version,
    }
}
