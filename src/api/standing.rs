//! What a review stands on: its legal basis, the partnership that leads it, the partnerships that share it.

use std::sync::Arc;

use chrono::NaiveDate;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use crate::access::right::SeeReview;
use crate::process::Regime;
use crate::reviews::{self as rooms, Partner};

use super::body::Sent;
use super::caller::Token;
use super::code::Code;
use super::fault::Fault;
use super::lists::{Choice, Page, choice, paged};
use super::press::{Desk, Outcome};

/// Operations on what a review stands on.
pub(super) struct Standing(pub(super) Arc<Desk>);

/// A partnership with a part in the review.
#[derive(Debug, Object)]
struct PartnerShown {
    /// Its id.
    partnership: String,
    /// Its name.
    name: String,
    /// lead or joint.
    part: String,
    /// When the death came to its attention.
    came_to_attention_on: NaiveDate,
    /// Who agreed there.
    agreed_by: String,
    /// When.
    agreed_on: Option<NaiveDate>,
    /// When it left.
    ended_on: Option<NaiveDate>,
}

/// A partner in a joint review, and whether it has agreed the report as the lead partnership agreed it last.
#[derive(Debug, Object)]
struct PartnerAgreed {
    /// Its id: a partnership's, or that of a review beside.
    partner: String,
    /// Its name.
    name: String,
    /// The version that it agreed.
    version_agreed: Option<String>,
    /// Who agreed there.
    agreed_by: String,
    /// When.
    agreed_on: Option<NaiveDate>,
}

/// What the review stands on.
#[derive(Debug, Object)]
struct StandingRoom {
    /// The legal basis.
    regime: Code<Regime>,
    /// The edition of the rules that it was opened under.
    edition: String,
    /// The partnerships with a part in it, the lead first.
    partnerships: Vec<PartnerShown>,
    /// Where this page of partnerships stands.
    #[oai(flatten)]
    at: Page,
    /// Partnerships that could take it over or share it, for those who may ask them.
    others: Vec<Choice>,
    /// The partners' agreement to the report.
    agreements: Vec<PartnerAgreed>,
    /// Where this page of agreements stands.
    agreements_at: Page,
    /// The version of the review, to be sent back.
    version: i64,
}

/// What another partnership agreed to.
#[derive(Debug, Object)]
struct Agreement {
    /// The id of the partnership.
    partnership: String,
    /// Who agreed there, and in what post.
    agreed_by: String,
    /// When they agreed.
    on: NaiveDate,
    /// When the death came to their attention: their own clock for the decision starts here.
    came: NaiveDate,
    /// Why.
    why: String,
    /// The version of the review that you saw.
    version: i64,
}

/// That a partner agreed the report.
#[derive(Debug, Object)]
struct ReportAgreed {
    /// The id of the partner.
    partner: String,
    /// Who agreed there, and in what post.
    report_by: String,
    /// When they agreed.
    report_on: NaiveDate,
    /// The version of the review that you saw.
    version: i64,
}

/// That a partnership shares the review no longer.
#[derive(Debug, Object)]
struct PartEnds {
    /// The day on which it ends.
    on: NaiveDate,
    /// Why.
    why: String,
    /// The version of the review that you saw.
    version: i64,
}

/// Another legal basis.
#[derive(Debug, Object)]
struct OtherBasis {
    /// Which.
    regime: Code<Regime>,
    /// Why.
    why: String,
    /// The version of the review that you saw.
    version: i64,
}

#[OpenApi]
impl Standing {
    /// The legal basis, and the partnerships that lead and share the review.
    #[oai(path = "/reviews/:review/joint", method = "get")]
    async fn show(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<StandingRoom>, Fault> {
        let mut desk = self.0.look::<SeeReview>(&token, &review).await?;
        let id = desk.front.id;
        let partners = rooms::partners(&mut desk.tx, id).await?;
        let shares = rooms::may_share(&desk.grant.roles());
        let others = if shares { rooms::others(&mut desk.tx, id).await? } else { Vec::new() };
        let agreements = rooms::agreements(&mut desk.tx, id).await?;
        let agreed = |one: rooms::Agreement| PartnerAgreed {
            partner: one.partner.to_string(),
            name: one.name,
            version_agreed: one.report_label,
            agreed_by: desk.labels.show(one.agreed_by.as_deref().unwrap_or_default()),
            agreed_on: one.agreed_on,
        };
        let partner = |one: Partner| PartnerShown {
            partnership: one.partnership.to_string(),
            name: one.name,
            part: one.part,
            came_to_attention_on: one.came_to_attention_on,
            agreed_by: desk.labels.show(&one.agreed_by),
            agreed_on: one.agreed_on,
            ended_on: one.ended_on,
        };
        let ((partners, at), (agreements, agreements_at)) = (paged(partners, page.0), paged(agreements, page.0));
        Ok(Json(StandingRoom {
            at,
            agreements_at,
            regime: desk.front.regime.into(),
            edition: desk.front.edition.clone(),
            partnerships: partners.into_iter().map(partner).collect(),
            others: others.into_iter().map(|(id, name)| choice(id, name)).collect(),
            agreements: agreements.into_iter().map(agreed).collect(),
            version: desk.front.version,
        }))
    }

    /// Record that a partner in a joint review agreed the report.
    #[oai(path = "/reviews/:review/joint/agreement", method = "post")]
    async fn agreed(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        agreed: Sent<ReportAgreed>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/joint/agreement", &[("review", &review)], &agreed.0).await
    }

    /// Share the review with another partnership that agreed.
    #[oai(path = "/reviews/:review/joint", method = "post")]
    async fn share(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        agreement: Sent<Agreement>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/joint", &[("review", &review)], &agreement.0).await
    }

    /// End the part of a partnership that shares the review.
    #[oai(path = "/reviews/:review/joint/:partner/end", method = "post")]
    async fn leave(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the partnership.
        partner: Path<String>,
        end: Sent<PartEnds>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("partner", partner.as_str())];
        self.0.send(&token, "/reviews/:review/joint/:partner/end", &at, &end.0).await
    }

    /// Hand the case over to another partnership that agreed. No name goes with it.
    #[oai(path = "/reviews/:review/transfer", method = "post")]
    async fn transfer(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        agreement: Sent<Agreement>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/transfer", &[("review", &review)], &agreement.0).await
    }

    /// Put the review on another legal basis.
    #[oai(path = "/reviews/:review/legal-basis", method = "post")]
    async fn rebase(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        basis: Sent<OtherBasis>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/legal-basis", &[("review", &review)], &basis.0).await
    }
}
