//! From the agreed report to its publication: the pack, the Home Office's letters and what they ask, publication and withdrawal.

use std::sync::Arc;

use poem_openapi::OpenApi;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::types::ToJSON as _;

use super::body::Sent;
use super::caller::Token;
use super::fault::Fault;
use super::lists::paged;
use super::press::{Desk, Outcome, filled};
use super::reviews::task;
use crate::access::right::SeeQuality;
use crate::documents::papers;
use crate::process::{Act, offers};
use crate::submission as room;
use crate::{reports, reviews};

use super::submission_shapes::{
    Amendment, Declared, HeldBack, LetterWords, NewLetter, NewPublication, NewSubmission, PointAnswer, ReportAgreement,
    SubmissionRoom, Withdrawal, letter, part, published, submitted,
};

/// Operations on submission and publication.
pub(super) struct Submission(pub(super) Arc<Desk>);

/// The steps that this room takes.
const STEPS: [Act; 7] =
    [Act::AgreeReport, Act::Submit, Act::Resubmit, Act::ConfirmAmended, Act::Publish, Act::HoldBackReport, Act::Withdraw];

#[OpenApi]
impl Submission {
    /// The pack, submissions, letters with their points, and publication.
    #[oai(path = "/reviews/:review/submission", method = "get")]
    async fn room(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<SubmissionRoom>, Fault> {
        let mut desk = self.0.look::<SeeQuality>(&token, &review).await?;
        let id = desk.front.id;
        let facts = reviews::facts(&mut desk.tx, id).await?;
        let unwritten = reports::unwritten(&mut desk.tx, id).await?;
        let pack = room::pack(&mut desk.tx, id, &facts, &unwritten).await?;
        let papers = papers::sending(&mut desk.tx, &desk.front).await?;
        let submissions = room::submissions(&mut desk.tx, &desk.grant).await?;
        let letters = room::letters(&mut desk.tx, &desk.grant).await?;
        let points = room::points(&mut desk.tx, &desk.grant).await?;
        let publications = room::publications(&mut desk.tx, &desk.grant).await?;
        let labels = &desk.labels;
        let offered = offers(&facts, &desk.grant.roles());
        let (letters, at) = paged(letters, page.0);
        let ((submissions, submissions_at), (publications, publications_at)) =
            (paged(submissions, page.0), paged(publications, page.0));
        Ok(Json(SubmissionRoom {
            at,
            submissions_at,
            publications_at,
            version: desk.front.version,
            pack: pack.into_iter().map(|one| part(one, &papers, labels)).collect(),
            submissions: submissions.into_iter().map(|one| submitted(one, labels)).collect(),
            letters: letters.iter().map(|one| letter(one, &points, labels)).collect(),
            publications: publications.into_iter().map(|one| published(one, labels)).collect(),
            tasks: offered.iter().filter(|offer| STEPS.contains(&offer.step.act)).map(task).collect(),
        }))
    }

    /// Declare a part of the pack that is made elsewhere.
    #[oai(path = "/reviews/:review/submission/pack", method = "post")]
    async fn declare(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        declared: Sent<Declared>,
    ) -> Outcome {
        // The page's form declares any part, and carries a version for each.
        let version = room::version_of(declared.part.as_str());
        let body = filled(&declared.0.to_json().unwrap_or_default()).with(&version, declared.version.to_string());
        self.0.send_filled(&token, "/reviews/:review/submission/pack", &[("review", &review)], body).await
    }

    /// Record that the partnership agreed the report.
    #[oai(path = "/reviews/:review/submission/agree", method = "post")]
    async fn agree(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        agreement: Sent<ReportAgreement>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/submission/agree", &[("review", &review)], &agreement.0).await
    }

    /// Record that the report was submitted, or submitted again.
    #[oai(path = "/reviews/:review/submission/submit", method = "post")]
    async fn submit(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        new: Sent<NewSubmission>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/submission/submit", &[("review", &review)], &new.0).await
    }

    /// Record an outcome letter and take the step that it brings.
    #[oai(path = "/reviews/:review/submission/letter", method = "post")]
    async fn letter(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        new: Sent<NewLetter>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/submission/letter", &[("review", &review)], &new.0).await
    }

    /// Keep the words of a letter, which are bound into the report.
    #[oai(path = "/reviews/:review/submission/letters/:letter/words", method = "post")]
    async fn letter_words(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the letter.
        letter: Path<String>,
        words: Sent<LetterWords>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("letter", letter.as_str())];
        self.0.send(&token, "/reviews/:review/submission/letters/:letter/words", &at, &words.0).await
    }

    /// Answer a point of a letter.
    #[oai(path = "/reviews/:review/submission/points/:point", method = "post")]
    async fn point(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the point.
        point: Path<String>,
        answer: Sent<PointAnswer>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("point", point.as_str())];
        self.0.send(&token, "/reviews/:review/submission/points/:point", &at, &answer.0).await
    }

    /// Confirm that the changes which a letter asked for are made.
    #[oai(path = "/reviews/:review/submission/amended", method = "post")]
    async fn amended(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        amendment: Sent<Amendment>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/submission/amended", &[("review", &review)], &amendment.0).await
    }

    /// Record the publication.
    #[oai(path = "/reviews/:review/submission/publish", method = "post")]
    async fn publish(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        new: Sent<NewPublication>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/submission/publish", &[("review", &review)], &new.0).await
    }

    /// Record the decision not to publish.
    #[oai(path = "/reviews/:review/submission/hold-back", method = "post")]
    async fn hold_back(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        held: Sent<HeldBack>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/submission/hold-back", &[("review", &review)], &held.0).await
    }

    /// Withdraw a published report.
    #[oai(path = "/reviews/:review/submission/withdraw", method = "post")]
    async fn withdraw(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        withdrawal: Sent<Withdrawal>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/submission/withdraw", &[("review", &review)], &withdrawal.0).await
    }
}
