//! Papers typeset from a review's own data, each for its audience.

use std::sync::Arc;

use poem_openapi::OpenApi;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;

use crate::access::right::{EditPapers, SeePapers};
use crate::access::{if_theirs, permit};
use crate::documents::papers::{self as room, PaperKind};
use crate::ui::Filled;

use super::body::Sent;
use super::caller::Token;
use super::code::Code;
use super::fault::Fault;
use super::files::Pdf;
use super::lists::{choice, paged};
use super::papers_shapes::{
    NewPaper, PaperAnswer, PaperAnswerBack, PaperAsks, PaperBegun, PaperRoom, begins, paper, published, words,
};
use super::press::{Desk, Outcome};

/// Operations on papers.
pub(super) struct Papers(pub(super) Arc<Desk>);

#[OpenApi]
impl Papers {
    /// The papers that you may read.
    #[oai(path = "/reviews/:review/papers", method = "get")]
    async fn room(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<PaperRoom>, Fault> {
        let mut desk = self.0.look::<SeePapers>(&token, &review).await?;
        let rows = room::papers(&mut desk.tx, &desk.grant).await?;
        let makes = if_theirs(permit::<EditPapers>(&mut desk.tx, desk.grant.actor(), desk.front.id).await)?.is_some();
        let agencies = if makes { room::agencies(&mut desk.tx, &desk.front).await? } else { Vec::new() };
        let sending = if makes { room::sending(&mut desk.tx, &desk.front).await? } else { Vec::new() };
        let (rows, at) = paged(rows, page.0);
        Ok(Json(PaperRoom {
            for_publication: sending.into_iter().map(published).collect(),
            papers: rows.into_iter().map(paper).collect(),
            at,
            kinds: PaperKind::ALL.iter().filter(|_| makes).map(|kind| Code::from(*kind)).collect(),
            agencies: agencies.into_iter().map(|(id, name)| choice(id, name)).collect(),
        }))
    }

    /// Make the report, the summary and the action plan for publication, those of them that were not made and searched as the review is now.
    #[oai(path = "/reviews/:review/papers/for-publication", method = "post")]
    async fn make_for_publication(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
    ) -> Outcome {
        self.0.send_filled(&token, "/reviews/:review/papers/for-publication", &[("review", &review)], Filled::new()).await
    }

    /// A paper as its form begins, for those who may make one.
    #[oai(path = "/reviews/:review/papers/new/:kind", method = "get")]
    async fn begun(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// What to make.
        kind: Path<Code<PaperKind>>,
    ) -> Result<Json<PaperBegun>, Fault> {
        let kind: PaperKind = kind.as_str().parse().map_err(|_| Fault::not_there())?;
        let mut desk = self.0.look::<EditPapers>(&token, &review).await?;
        let begun = room::begun(&mut desk.tx, &desk.grant, kind).await?;
        Ok(Json(PaperBegun {
            begins: begins(begun.values)?,
            required: begun.required.into_iter().map(str::to_owned).collect(),
            recipients: begun.recipients.into_iter().map(|(id, who)| choice(id, who)).collect(),
        }))
    }

    /// Make a paper. What is made under pseudonyms is searched for every entry of the identity register, and is not kept if one is found.
    #[oai(path = "/reviews/:review/papers/new/:kind", method = "post")]
    async fn make(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// What to make.
        kind: Path<Code<PaperKind>>,
        new: Sent<NewPaper>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("kind", kind.as_str())];
        self.0.send(&token, "/reviews/:review/papers/new/:kind", &at, &new.0).await
    }

    /// The words of a paper that may be a name. That you saw them is on the audit record.
    #[oai(path = "/reviews/:review/papers/:document/words", method = "get")]
    async fn words(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the paper.
        document: Path<String>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<PaperAsks>, Fault> {
        let document = document.parse().map_err(|_| Fault::not_there())?;
        let mut desk = self.0.look_on_record::<EditPapers>(&token, &review).await?;
        let asked = room::asked(&mut desk.tx, &self.0.app, &desk.grant, document).await?;
        desk.tx.commit().await?;
        let (questions, at) = paged(asked.questions, page.0);
        let words = questions.into_iter().map(words).collect();
        Ok(Json(PaperAsks { stopped: asked.stopped, left: asked.left, words, at }))
    }

    /// Answer that words of a paper are not the person, or take the paper back.
    #[oai(path = "/reviews/:review/papers/:document/words", method = "post")]
    async fn answer(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the paper.
        document: Path<String>,
        answer: Sent<PaperAnswer>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("document", document.as_str())];
        self.0.send(&token, "/reviews/:review/papers/:document/words", &at, &answer.0).await
    }

    /// Search a kept paper once more, for the identity register as it is now: its readers read it again when nothing is found.
    #[oai(path = "/reviews/:review/papers/:document/search", method = "post")]
    async fn search_again(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the paper.
        document: Path<String>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("document", document.as_str())];
        self.0.send_filled(&token, "/reviews/:review/papers/:document/search", &at, Filled::new()).await
    }

    /// Take back an answer that was given in error, while the paper is not submitted or published. The words wait for one again.
    #[oai(path = "/reviews/:review/papers/:document/words/take-back", method = "post")]
    async fn take_answer_back(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the paper.
        document: Path<String>,
        answer: Sent<PaperAnswerBack>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("document", document.as_str())];
        self.0.send(&token, "/reviews/:review/papers/:document/words/take-back", &at, &answer.0).await
    }

    /// A paper as a PDF. That you took it is on the audit record.
    #[oai(path = "/reviews/:review/papers/:document", method = "get")]
    async fn take(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the paper.
        document: Path<String>,
    ) -> Result<Pdf, Fault> {
        let at = [("review", review.as_str()), ("document", document.as_str())];
        Ok(self.0.file(&token, "/reviews/:review/papers/:document", &at).await?.into())
    }
}
