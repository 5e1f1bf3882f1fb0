//! Returns of agencies: asked for, written, signed, judged, released.

use std::sync::Arc;

use poem_openapi::OpenApi;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;

use super::body::Sent;
use super::caller::Token;
use super::fault::Fault;
use super::files::File;
use super::lists::{choice, paged};
use super::press::{Desk, Outcome};
use crate::access::right::SeeReview;
use crate::imr::{self as room, RequestId};
use crate::ui::Filled;

use super::returns_shapes::{
    Declaration, Draft, Judgement, NewExcuse, NewFile, NewRequest, ReturnRoom, ReturnSeen, ReturnSignature, RoundSeen, asked,
    seen,
};

/// Operations on returns of agencies.
pub(super) struct Returns(pub(super) Arc<Desk>);

#[OpenApi]
impl Returns {
    /// What agencies were asked for, as far as you may know of it. An agency sees its own.
    #[oai(path = "/reviews/:review/returns", method = "get")]
    async fn room(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<ReturnRoom>, Fault> {
        let mut desk = self.0.look::<SeeReview>(&token, &review).await?;
        let (actor, id) = (desk.grant.actor(), desk.front.id);
        let all = room::requests(&mut desk.tx, actor, id).await?;
        let agencies = match room::may_ask(&mut desk.tx, actor, id).await? {
            true => room::directory(&mut desk.tx, desk.front.partnership).await?,
            false => Vec::new(),
        };
        let (all, at) = paged(all, page.0);
        Ok(Json(ReturnRoom {
            requests: all.iter().map(|(request, _)| asked(request, &desk.labels)).collect(),
            at,
            agencies: agencies.into_iter().map(|(id, name)| choice(id, name)).collect(),
        }))
    }

    /// Ask an agency. Its people are told by mail, without any detail of the case.
    #[oai(path = "/reviews/:review/returns", method = "post")]
    async fn ask(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        new: Sent<NewRequest>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/returns/new", &[("review", &review)], &new.0).await
    }

    /// One request with what you may read of the answer.
    #[oai(path = "/reviews/:review/returns/:request", method = "get")]
    async fn one(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the request.
        request: Path<String>,
        /// The page of rounds and of files, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<ReturnSeen>, Fault> {
        let id: RequestId = request.parse().map_err(|_| Fault::not_there())?;
        let mut desk = self.0.look::<SeeReview>(&token, &review).await?;
        let actor = desk.grant.actor();
        let found = room::one(&mut desk.tx, actor, desk.front.id, id).await?;
        let may = room::may(&mut desk.tx, actor, &found.request).await?;
        Ok(Json(seen(&found, may, &desk.labels, page.0)))
    }

    /// Save a return as its author has it so far.
    #[oai(path = "/reviews/:review/returns/:request/write", method = "post")]
    async fn write(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the request.
        request: Path<String>,
        draft: Sent<Draft>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("request", request.as_str())];
        self.0.send(&token, "/reviews/:review/returns/:request/write", &at, &draft.0).await
    }

    /// Add a file to a return.
    #[oai(path = "/reviews/:review/returns/:request/file", method = "post")]
    async fn add_file(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the request.
        request: Path<String>,
        new: NewFile,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("request", request.as_str())];
        let body = Filled::new().with("part", new.part).with_upload(new.file.under("file"));
        self.0.send_filled(&token, "/reviews/:review/returns/:request/file", &at, body).await
    }

    /// A file of a return, as it was handed in. That you took it is on the audit record.
    #[oai(path = "/reviews/:review/returns/:request/files/:document", method = "get")]
    async fn take_file(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the request.
        request: Path<String>,
        /// The id of the file.
        document: Path<String>,
    ) -> Result<File, Fault> {
        let at = [("review", review.as_str()), ("request", request.as_str()), ("document", document.as_str())];
        Ok(self.0.file(&token, "/reviews/:review/returns/:request/files/:document", &at).await?.into())
    }

    /// Declare your independence as the author.
    #[oai(path = "/reviews/:review/returns/:request/declare", method = "post")]
    async fn declare(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the request.
        request: Path<String>,
        declaration: Sent<Declaration>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("request", request.as_str())];
        self.0.send(&token, "/reviews/:review/returns/:request/declare", &at, &declaration.0).await
    }

    /// Sign a return for the agency, which locks it.
    #[oai(path = "/reviews/:review/returns/:request/sign", method = "post")]
    async fn sign(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the request.
        request: Path<String>,
        signature: Sent<ReturnSignature>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("request", request.as_str())];
        self.0.send(&token, "/reviews/:review/returns/:request/sign", &at, &signature.0).await
    }

    /// Accept a signed return, with queries or without, or send it back.
    #[oai(path = "/reviews/:review/returns/:request/judge", method = "post")]
    async fn judge(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the request.
        request: Path<String>,
        judgement: Sent<Judgement>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("request", request.as_str())];
        self.0.send(&token, "/reviews/:review/returns/:request/judge", &at, &judgement.0).await
    }

    /// Release an accepted return to the panel.
    #[oai(path = "/reviews/:review/returns/:request/release", method = "post")]
    async fn release(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the request.
        request: Path<String>,
        seen: Sent<RoundSeen>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("request", request.as_str())];
        self.0.send(&token, "/reviews/:review/returns/:request/release", &at, &seen.0).await
    }

    /// Excuse an agency.
    #[oai(path = "/reviews/:review/returns/:request/excuse", method = "post")]
    async fn excuse(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the request.
        request: Path<String>,
        excuse: Sent<NewExcuse>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("request", request.as_str())];
        self.0.send(&token, "/reviews/:review/returns/:request/excuse", &at, &excuse.0).await
    }
}
