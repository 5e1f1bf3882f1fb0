//! Triage: twenty questions, both scope tests on their answers, and the legal basis.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use crate::access::right::SeeCase;
use crate::process::Regime;
use crate::process::scope::{Answer, Finding, Outcome as Says, ParallelReview, RegimeChoice, ScopeTests};
use crate::redaction::Labels;
use crate::reviews::Front;
use crate::triage::{self as room, Answered, COMMON, Question};
use crate::ui::Problem;
use crate::ui::asked::{Asked, Sheet};

use super::body::Sent;
use super::caller::Token;
use super::code::Code;
use super::fault::Fault;
use super::press::{Desk, Outcome};
use super::sheets::{self, AnsweredForm, Answers};

/// Operations on the triage.
pub(super) struct Triage(pub(super) Arc<Desk>);

/// What one scope test says.
#[derive(Debug, Object)]
struct TestFinding {
    /// The answer.
    outcome: Code<Says>,
    /// The same in words.
    label: String,
    /// A sentence for each part of the test.
    reasons: Vec<String>,
}

/// Both scope tests. They help to decide; they decide nothing.
#[derive(Debug, Object)]
pub(super) struct BothTests {
    /// Section 9.
    s9: TestFinding,
    /// Section 8A.
    s8a: TestFinding,
    /// Other reviews to consider.
    also: Vec<Code<ParallelReview>>,
    /// What else to bear in mind.
    advice: Vec<String>,
}

/// A question of the triage with its answer.
#[derive(Debug, Object)]
struct TriageQuestion {
    /// Which.
    code: Code<Question>,
    /// Its heading.
    title: String,
    /// What yes means.
    ask: String,
    /// Its answer; nothing while there is none.
    known: Option<Code<Answer>>,
    /// Who answered last.
    answered_by: Option<String>,
    /// When.
    answered_at: Option<DateTime<Utc>>,
    /// Its further questions and answers.
    #[oai(flatten)]
    form: AnsweredForm,
    /// To be sent back with an answer; 0 while there is none.
    version: i64,
}

/// The legal basis.
#[derive(Debug, Object)]
struct TriageBasis {
    /// Which.
    regime: Code<Regime>,
    /// Why.
    reason: String,
    /// Whether a person has confirmed it.
    confirmed: bool,
    /// What such a review is called here.
    display_term: String,
    /// The legal basis that the dates lead to.
    suggested: Code<Regime>,
    /// Why.
    suggested_reason: String,
    /// Whether the dates settle it.
    settled: bool,
    /// The version of the review, to be sent back with a confirmation.
    version: i64,
}

/// The triage.
#[derive(Debug, Object)]
struct TriageRoom {
    /// Its questions, in order.
    questions: Vec<TriageQuestion>,
    /// Both scope tests on the answers; nothing while none is given.
    tests: Option<BothTests>,
    /// What does not fit together: answers that contradict themselves or each other, and where the notification says otherwise.
    misfits: Vec<String>,
    /// The legal basis.
    basis: TriageBasis,
}

/// A question with what the notification already says to it.
#[derive(Debug, Object)]
struct TriagePage {
    /// The question.
    #[oai(flatten)]
    question: TriageQuestion,
    /// What the notification suggests as an answer, by the name of the field; a person confirms it.
    suggested: std::collections::BTreeMap<String, String>,
}

/// An answer.
#[derive(Debug, Object)]
struct TriageAnswer {
    /// The answer.
    known: Code<Answer>,
    /// Answers to the further questions, with evidence, source and source_on.
    #[oai(default)]
    answers: Answers,
    /// The version of the answer that you saw; 0 when there was none.
    version: i64,
}

/// The legal basis, confirmed.
#[derive(Debug, Object)]
struct BasisConfirmed {
    /// Which.
    regime: Code<Regime>,
    /// Why.
    reason: String,
    /// What the review is called here.
    display_term: String,
    /// The version of the review that you saw.
    version: i64,
}

#[OpenApi]
impl Triage {
    /// The triage: its questions with their answers, both scope tests, the legal basis.
    #[oai(path = "/reviews/:review/triage", method = "get")]
    async fn show(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
    ) -> Result<Json<TriageRoom>, Fault> {
        let mut desk = self.0.look_all::<SeeCase>(&token, &review).await?;
        let given = room::answers(&mut desk.tx, &desk.grant).await?;
        let tested = room::tested(&mut desk.tx, &desk.grant).await?;
        let standing = room::standing(&mut desk.tx, desk.front.id).await?;
        let law = &self.0.app.settings.law;
        let choice = room::suggested(&mut desk.tx, &desk.grant, law).await.map_err(Problem::from)?;
        let account = room::account(&mut desk.tx, &desk.grant).await.map_err(Problem::from)?;
        let question = |which: &Question| question(*which, given.get(which), &desk.labels);
        Ok(Json(TriageRoom {
            questions: Question::ALL.iter().map(question).collect(),
            tests: tested.map(|tested| both(&tested.tests)),
            misfits: room::misfits(account.as_ref(), &given),
            basis: basis(&desk.front, standing, &choice, &desk.labels),
        }))
    }

    /// One question, with what the notification already says to it.
    #[oai(path = "/reviews/:review/triage/:question", method = "get")]
    async fn one(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The code of the question, such as T1.
        question: Path<String>,
    ) -> Result<Json<TriagePage>, Fault> {
        let which: Question = question.parse().map_err(|_| Fault::not_there())?;
        let mut desk = self.0.look_all::<SeeCase>(&token, &review).await?;
        let given = room::answers(&mut desk.tx, &desk.grant).await?;
        let account = room::account(&mut desk.tx, &desk.grant).await.map_err(Problem::from)?;
        let suggested = account.map(|account| room::suggestion(&account, which)).unwrap_or_default();
        let suggested = suggested.pairs().filter(|(_, value)| !value.is_empty());
        Ok(Json(TriagePage {
            suggested: suggested.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            question: self::question(which, given.get(&which), &desk.labels),
        }))
    }

    /// Answer a question. Both scope tests are evaluated again.
    #[oai(path = "/reviews/:review/triage/:question", method = "post")]
    async fn answer(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The code of the question, such as T1.
        question: Path<String>,
        answer: Sent<TriageAnswer>,
    ) -> Outcome {
        let which: Question = question.parse().map_err(|_| Fault::not_there())?;
        let f = sheets::sent(&answer.answers, &asked(which))?;
        let f = f.with("known", answer.known.as_str()).with("version", answer.version.to_string());
        let at = [("review", review.as_str()), ("question", question.as_str())];
        self.0.send_filled(&token, "/reviews/:review/triage/:question", &at, f).await
    }

    /// Confirm the legal basis, and what the review is called here.
    #[oai(path = "/reviews/:review/triage/regime", method = "post")]
    async fn confirm(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        basis: Sent<BasisConfirmed>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/triage/regime", &[("review", &review)], &basis.0).await
    }
}

fn asked(question: Question) -> Vec<Asked> {
    question.spec().parts.iter().chain(COMMON).copied().collect()
}

fn question(question: Question, given: Option<&Answered>, labels: &Labels) -> TriageQuestion {
    let spec = question.spec();
    let none = Sheet::default();
    TriageQuestion {
        code: question.into(),
        title: spec.title.into(),
        ask: spec.ask.into(),
        known: given.map(|one| one.known.into()),
        answered_by: given.map(|one| one.by.clone()),
        answered_at: given.map(|one| one.at),
        form: sheets::form(&asked(question), given.map_or(&none, |one| &one.parts), Some(labels)),
        version: given.map_or(0, |one| one.version),
    }
}

pub(super) fn both(tests: &ScopeTests) -> BothTests {
    let finding = |one: &Finding| TestFinding {
        outcome: one.outcome.into(),
        label: one.outcome.label().into(),
        reasons: one.reasons.clone(),
    };
    BothTests {
        s9: finding(&tests.s9),
        s8a: finding(&tests.s8a),
        also: tests.also.iter().map(|review| Code::from(*review)).collect(),
        advice: tests.advice.clone(),
    }
}

fn basis(front: &Front, (reason, confirmed): (String, bool), choice: &RegimeChoice, labels: &Labels) -> TriageBasis {
    TriageBasis {
        regime: front.regime.into(),
        reason: labels.show(&reason),
        confirmed,
        display_term: front.display_term.clone(),
        suggested: choice.regime.into(),
        suggested_reason: choice.reason.clone(),
        settled: choice.settled,
        version: front.version,
    }
}
