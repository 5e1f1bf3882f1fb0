//! Terms of reference, in versions.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use crate::access::right::SeeTerms;
use crate::redaction::Labels;
use crate::terms::{self as room, KeyLine, Terms};

use super::body::Sent;
use super::caller::Token;
use super::fault::Fault;
use super::lists::{Page, paged};
use super::press::{Desk, Outcome};

/// Operations on terms of reference.
pub(super) struct TermsOfReference(pub(super) Arc<Desk>);

/// A key line of enquiry.
#[derive(Debug, Object)]
struct Question {
    /// Its number.
    number: i64,
    /// The question.
    question: String,
    /// The code of the suggestion that it began as; empty for one of the review's own.
    bank: String,
}

/// The words of a version. Each may have many lines; empty where nothing is said.
#[derive(Debug, Object)]
struct TermsText {
    /// What the review is for.
    purpose: String,
    /// First day of the time that is looked at.
    period_from: NaiveDate,
    /// Last day.
    period_to: NaiveDate,
    /// Why that time. Earlier events of significance are always within it.
    period_why: String,
    /// Areas and partnerships concerned.
    #[oai(default)]
    areas: String,
    /// Agencies and what is asked of each.
    #[oai(default)]
    agencies: String,
    /// Questions of the family.
    #[oai(default)]
    family_questions: String,
    /// Equality and diversity.
    #[oai(default)]
    equality: String,
    /// Experts and research.
    #[oai(default)]
    experts: String,
    /// Reviews and proceedings beside.
    #[oai(default)]
    parallel: String,
    /// How family, friends, the employer and the alleged perpetrator are contacted.
    #[oai(default)]
    contact_plan: String,
    /// Media and communications.
    #[oai(default)]
    media: String,
    /// Legal advice.
    #[oai(default)]
    legal: String,
    /// How papers are disclosed.
    #[oai(default)]
    disclosure: String,
    /// The timetable.
    #[oai(default)]
    timetable: String,
    /// Whoever disagrees, and why.
    #[oai(default)]
    dissent: String,
    /// What is different from the version before, and why.
    #[oai(default)]
    changes: String,
    /// When the panel agreed it.
    panel_agreed_on: Option<NaiveDate>,
}

/// A version on record.
#[derive(Debug, Object)]
struct TermsVersion {
    /// Its number, from 1.
    number: i64,
    /// Who drafted it.
    drafted_by: String,
    /// When.
    drafted_at: DateTime<Utc>,
    /// When it was issued; a draft has no such day.
    issued_on: Option<NaiveDate>,
    /// Its words.
    #[oai(flatten)]
    text: TermsText,
    /// Its questions, in order.
    key_lines: Vec<Question>,
}

/// A page of the versions.
#[derive(Debug, Object)]
struct TermsPage {
    /// The versions, the newest first.
    versions: Vec<TermsVersion>,
    /// Where this page stands.
    #[oai(flatten)]
    at: Page,
}

/// A version to keep.
#[derive(Debug, Object)]
struct NewTerms {
    /// Its words.
    #[oai(flatten)]
    text: TermsText,
    /// Codes of the suggested key lines of enquiry to take.
    #[oai(default)]
    bank: Vec<String>,
    /// The review's own key lines of enquiry, with an empty line between them.
    #[oai(default)]
    own: String,
    /// The number of the newest version that you saw; 0 when there was none.
    seen: i64,
}

/// The newest version, to be issued.
#[derive(Debug, Object)]
struct Issue {
    /// The day on which it is issued.
    issued_on: NaiveDate,
    /// Why the terms change; for the first version it is not asked.
    #[oai(default)]
    why: String,
    /// The number of the newest version that you saw.
    seen: i64,
    /// The version of the review that you saw.
    version: i64,
}

#[OpenApi]
impl TermsOfReference {
    /// Every version of the terms that you may see, the newest first.
    #[oai(path = "/reviews/:review/terms", method = "get")]
    async fn versions(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<TermsPage>, Fault> {
        let mut desk = self.0.look::<SeeTerms>(&token, &review).await?;
        let mut all = Vec::new();
        let (versions, at) = paged(room::versions(&mut desk.tx, &desk.grant).await?, page.0);
        for one in versions {
            let lines = room::key_lines(&mut desk.tx, &desk.grant, one.id).await?;
            all.push(version(one, lines, &desk.labels));
        }
        Ok(Json(TermsPage { versions: all, at }))
    }

    /// Keep a new version, as a draft.
    #[oai(path = "/reviews/:review/terms", method = "post")]
    async fn draft(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        new: Sent<NewTerms>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/terms/new", &[("review", &review)], &new.0).await
    }

    /// Agree the first version, or issue a later one.
    #[oai(path = "/reviews/:review/terms/issue", method = "post")]
    async fn issue(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        issue: Sent<Issue>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/terms/issue", &[("review", &review)], &issue.0).await
    }
}

fn version(one: Terms, lines: Vec<KeyLine>, labels: &Labels) -> TermsVersion {
    let shown = |text: &str| labels.show(text);
    let question = |line: KeyLine| Question { number: line.number, question: shown(&line.question), bank: line.bank };
    TermsVersion {
        number: one.number,
        text: TermsText {
            purpose: shown(&one.purpose),
            period_from: one.period_from,
            period_to: one.period_to,
            period_why: shown(&one.period_why),
            areas: shown(&one.areas),
            agencies: shown(&one.agencies),
            family_questions: shown(&one.family_questions),
            equality: shown(&one.equality),
            experts: shown(&one.experts),
            parallel: shown(&one.parallel),
            contact_plan: shown(&one.contact_plan),
            media: shown(&one.media),
            legal: shown(&one.legal),
            disclosure: shown(&one.disclosure),
            timetable: shown(&one.timetable),
            dissent: shown(&one.dissent),
            changes: shown(&one.changes),
            panel_agreed_on: one.panel_agreed_on,
        },
        key_lines: lines.into_iter().map(question).collect(),
        drafted_by: one.drafted_by,
        drafted_at: one.drafted_at,
        issued_on: one.issued_on,
    }
}
