//! Answers of the triage, and both tests on them, written together.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::clash;
use super::questions::{COMMON, Question};
use super::scope::scope_facts;
use crate::access::Grant;
use crate::access::right::{EditCase, Right};
use crate::audit::{self, Deed};
use crate::ids::ReviewId;
use crate::keyring::Keyring;
use crate::notification::{self, Account, CaseProblem, answers as rows};
use crate::parties;
use crate::process::Stage;
use crate::process::scope::{Answer, ScopeFacts, ScopeTests, evaluate};
use crate::reviews;
use crate::store::{FromRow, Json, Stored, Tx, Value, sql};
use crate::ui::Filled;
use crate::ui::asked::{Asked, Sheet, read};

/// One answer.
#[derive(Clone, Debug)]
pub struct Answered {
    /// Yes, no or not known.
    pub known: Answer,
    /// The structured part, with evidence, source and its date.
    pub parts: Sheet,
    /// Who answered last.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Grows with every change.
    pub version: i64,
}

/// Both scope tests as they stand.
#[derive(Clone, Debug)]
pub struct Tested {
    /// What they were evaluated on.
    pub facts: ScopeFacts,
    /// What they say.
    pub tests: ScopeTests,
    /// When.
    pub at: DateTime<Utc>,
}

#[derive(FromRow)]
struct Row {
    question: Question,
    known: Answer,
    answered_by_name: String,
    answered_at: DateTime<Utc>,
    version: i64,
}

/// Everything that a page of the triage asks.
pub(super) fn questions(question: Question) -> Vec<Asked> {
    question.spec().parts.iter().chain(COMMON).copied().collect()
}

fn address(question: Question) -> String {
    format!("triage/{question}")
}

/// The answers so far. The grant must reach the whole case.
///
/// # Errors
/// When the database refuses.
pub async fn answers<R: Right>(tx: &mut Tx, grant: &Grant<R>) -> Stored<BTreeMap<Question, Answered>> {
    load(tx, grant.review()).await
}

async fn load(tx: &mut Tx, review: ReviewId) -> Stored<BTreeMap<Question, Answered>> {
    let found: Vec<Row> =
        sql("SELECT question, known, answered_by_name, answered_at, version FROM triage_answer WHERE review = $1")
            .bind(review)
            .all(tx)
            .await?;
    let mut pages = rows::pages(tx, review, "triage/").await?;
    let answered = |row: Row| {
        let parts = pages.remove(&address(row.question)).unwrap_or_default();
        let answer = Answered { known: row.known, parts, by: row.answered_by_name, at: row.answered_at, version: row.version };
        (row.question, answer)
    };
    Ok(found.into_iter().map(answered).collect())
}

#[derive(FromRow)]
struct TestRow {
    facts: Json<ScopeFacts>,
    tests: Json<ScopeTests>,
    evaluated_at: DateTime<Utc>,
}

/// Both tests on the answers as they are now; nothing while no question is answered.
///
/// # Errors
/// When the database refuses.
pub async fn tested<R: Right>(tx: &mut Tx, grant: &Grant<R>) -> Stored<Option<Tested>> {
    let row: Option<TestRow> =
        sql("SELECT facts, tests, evaluated_at FROM scope_test WHERE review = $1").bind(grant.review()).maybe(tx).await?;
    Ok(row.map(|row| Tested { facts: row.facts.0, tests: row.tests.0, at: row.evaluated_at }))
}

/// Keeps an answer and evaluates both tests again.
///
/// # Errors
/// [`CaseProblem::Form`] when `f` says what is wrong; [`CaseProblem::Stale`] when somebody answered since; [`CaseProblem::Said`] when the
/// decision has been made on the answers; else when key or database refuse.
pub async fn answer(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditCase>,
    question: Question,
    f: &mut Filled,
) -> Result<(), CaseProblem> {
    let review = grant.review();
    let front = reviews::front(tx, grant).await?;
    still_open(front.stage)?;
    let held = load(tx, review).await?.get(&question).map_or(0, |answer| answer.version);
    if held != f.version() {
        return Err(CaseProblem::Stale(
            "This question has been answered since you opened the page. What you sent from here was not saved.",
        ));
    }
    let account = account(tx, grant).await?;
    let (known, sheet) = read_answer(question, f, tx.today(), account.as_ref());
    if known.is_some_and(|known| known != Answer::Unknown) && sheet.get("source").is_empty() && f.error("source").is_none() {
        f.wrong("source", "Enter the source, or answer that it is not known");
    }
    let Some(known) = known.filter(|_| f.is_good()) else { return Err(CaseProblem::Form) };
    let register = parties::register_for_tying(tx, keyring, grant.actor(), review).await?;
    rows::keep(tx, &register, (review, &address(question)), &questions(question), &sheet).await?;
    let now = tx.now();
    sql("INSERT INTO triage_answer (review, question, known, answered_by_name, answered_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (review, question) DO UPDATE SET known = excluded.known, answered_by_name = excluded.answered_by_name, \
         answered_at = excluded.answered_at, version = triage_answer.version + 1")
    .bind(review)
    .bind(question)
    .bind(known)
    .bind(grant.actor().name.as_str())
    .bind(now)
    .run(tx)
    .await?;
    test(tx, review, account.as_ref()).await?;
    let detail = serde_json::json!({ "what": "triage", "question": question, "known": known });
    audit::record(tx, &grant.doer(), Deed::CaseChanged, detail).await?;
    if question == Question::T19 && known == Answer::Yes {
        let today = tx.today();
        reviews::note(tx, &grant.doer(), review, "risk_to_others", today, "").await?;
    }
    Ok(())
}

/// Reads an answer: what belongs to another one is left out, and what contradicts it is said beside the field.
fn read_answer(question: Question, f: &mut Filled, today: NaiveDate, account: Option<&Account>) -> (Option<Answer>, Sheet) {
    let asked: Vec<Asked> = std::iter::once(question.known()).chain(questions(question)).collect();
    let mut sheet = read(f, &asked, today);
    let known = sheet.take("known").parse().ok();
    if let Some(known) = known {
        clash::refuse(f, question, (known, &sheet), account.map(|account| account.died));
    }
    clash::complete(question, &mut sheet);
    (known, sheet)
}

/// Answers can change until a decision is made on them.
pub(crate) fn still_open(stage: Stage) -> Result<(), CaseProblem> {
    if stage.is_undecided() {
        return Ok(());
    }
    Err(CaseProblem::Said("The decision has been made on these answers. Reopen the decision to change them.".into()))
}

async fn test(tx: &mut Tx, review: ReviewId, account: Option<&Account>) -> Stored<()> {
    let facts = scope_facts(&load(tx, review).await?, account);
    let tests = evaluate(&facts);
    let now = tx.now();
    sql("INSERT INTO scope_test (review, facts, tests, s9, s8a, evaluated_at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (review) DO UPDATE SET facts = excluded.facts, tests = excluded.tests, s9 = excluded.s9, s8a = excluded.s8a, \
         evaluated_at = excluded.evaluated_at")
    .bind(review)
    .bind(Value::json(&facts)?)
    .bind(Value::json(&tests)?)
    .bind(tests.s9.outcome)
    .bind(tests.s8a.outcome)
    .bind(now)
    .run(tx)
    .await?;
    Ok(())
}

/// The notification's account, if the review has one.
pub async fn account<R: Right>(tx: &mut Tx, grant: &Grant<R>) -> Result<Option<Account>, CaseProblem> {
    match notification::account(tx, grant).await {
        Ok(account) => Ok(Some(account)),
        Err(CaseProblem::NotThere) => Ok(None),
        Err(problem) => Err(problem),
    }
}
