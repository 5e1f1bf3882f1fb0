//! Reviews and proceedings that run beside, and what the coroner asked for.

use std::sync::Arc;

use poem_openapi::OpenApi;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;

use crate::access::right::SeeProceedings;
use crate::proceedings::{self as room};
use crate::ui::Problem;

use super::body::Sent;
use super::caller::Token;
use super::fault::Fault;
use super::lists::paged;
use super::press::{Desk, Outcome};
use super::proceedings_shapes::{
    CoronerAsked, CoronerRequestChange, CoronerRequestPage, ProceedingChange, ProceedingPage, ProceedingToAdd,
    ReportToAnswerChange, ReportToAnswerPage, ReportToAnswerToAdd, proceeding, proceeding_told, report, request,
};

/// Operations on what runs beside.
pub(super) struct Proceedings(pub(super) Arc<Desk>);

#[OpenApi]
impl Proceedings {
    /// What runs or ran beside the review.
    #[oai(path = "/reviews/:review/proceedings", method = "get")]
    async fn list(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<ProceedingPage>, Fault> {
        let mut desk = self.0.look::<SeeProceedings>(&token, &review).await?;
        let today = desk.tx.today();
        let all = room::proceedings(&mut desk.tx, &desk.grant).await?;
        let told = room::told(&mut desk.tx, &desk.grant, &all).await.map_err(Problem::from)?;
        let told = told.into_iter().map(|one| proceeding_told(one, &desk.labels)).collect();
        let (all, at) = paged(all, page.0);
        let proceedings = all.into_iter().map(|one| proceeding(one, &desk.labels, today)).collect();
        Ok(Json(ProceedingPage { proceedings, told, at }))
    }

    /// Record a review or proceeding that runs beside.
    #[oai(path = "/reviews/:review/proceedings", method = "post")]
    async fn add(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        new: Sent<ProceedingToAdd>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/proceedings/new", &[("review", &review)], &new.0).await
    }

    /// Change one that runs beside.
    #[oai(path = "/reviews/:review/proceedings/:proceeding", method = "post")]
    async fn change(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// Its id.
        proceeding: Path<String>,
        change: Sent<ProceedingChange>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("proceeding", proceeding.as_str())];
        self.0.send(&token, "/reviews/:review/proceedings/:proceeding", &at, &change.0).await
    }

    /// What the coroner asked for.
    #[oai(path = "/reviews/:review/proceedings/coroner", method = "get")]
    async fn requests(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<CoronerRequestPage>, Fault> {
        let mut desk = self.0.look::<SeeProceedings>(&token, &review).await?;
        let (all, at) = paged(room::coroner_requests(&mut desk.tx, &desk.grant).await?, page.0);
        Ok(Json(CoronerRequestPage { requests: all.into_iter().map(|one| request(one, &desk.labels)).collect(), at }))
    }

    /// Log a request of the coroner.
    #[oai(path = "/reviews/:review/proceedings/coroner", method = "post")]
    async fn add_request(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        new: Sent<CoronerAsked>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/proceedings/coroner/new", &[("review", &review)], &new.0).await
    }

    /// Keep what was advised, provided and told about a request of the coroner.
    #[oai(path = "/reviews/:review/proceedings/coroner/:request", method = "post")]
    async fn change_request(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the request.
        request: Path<String>,
        change: Sent<CoronerRequestChange>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("request", request.as_str())];
        self.0.send(&token, "/reviews/:review/proceedings/coroner/:request", &at, &change.0).await
    }

    /// Reports of a coroner or of the Commissioner that must be answered.
    #[oai(path = "/reviews/:review/proceedings/reports", method = "get")]
    async fn reports(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<ReportToAnswerPage>, Fault> {
        let mut desk = self.0.look::<SeeProceedings>(&token, &review).await?;
        let (all, at) = paged(room::reports_to_answer(&mut desk.tx, &desk.grant).await?, page.0);
        Ok(Json(ReportToAnswerPage { reports: all.into_iter().map(|one| report(one, &desk.labels)).collect(), at }))
    }

    /// Record a report that must be answered. Its clock runs.
    #[oai(path = "/reviews/:review/proceedings/reports", method = "post")]
    async fn add_report(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        new: Sent<ReportToAnswerToAdd>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/proceedings/reports/new", &[("review", &review)], &new.0).await
    }

    /// Change a report that must be answered, or record its answer.
    #[oai(path = "/reviews/:review/proceedings/reports/:report", method = "post")]
    async fn change_report(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the report.
        report: Path<String>,
        change: Sent<ReportToAnswerChange>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("report", report.as_str())];
        self.0.send(&token, "/reviews/:review/proceedings/reports/:report", &at, &change.0).await
    }
}
