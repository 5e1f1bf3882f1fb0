//! Answers of the triage, and both tests on them, written together.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::questions::{COMMON, Question};
use super::scope::scope_facts;
use crate::access::Grant;
use crate::access::right::{EditCase, Right};
use crate::audit::{self, Deed};
use crate::ids::ReviewId;
use crate::keyring::Keyring;
use crate::notification::{self, Account, CaseProblem, Section, Whom, answers as rows};
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
            "Somebody else has answered this question since you opened the page. Yours was not saved.",
        ));
    }
    let known = f.one_of("known", "yes, no or not known", Answer::ALL, Answer::code);
    let asked = questions(question);
    let sheet = read(f, &asked, tx.today());
    if known.is_some_and(|known| known != Answer::Unknown) && sheet.get("source").is_empty() && f.error("source").is_none() {
        f.wrong("source", "Enter the source, or answer that it is not known");
    }
    let Some(known) = known.filter(|_| f.is_good()) else { return Err(CaseProblem::Form) };
    let register = parties::register_for_tying(tx, keyring, review).await?;
    rows::keep(tx, &register, (review, &address(question)), &asked, &sheet).await?;
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
    test(tx, review).await?;
    let detail = serde_json::json!({ "what": "triage", "question": question, "known": known });
    audit::record(tx, &grant.doer(), Deed::CaseChanged, detail).await?;
    if question == Question::T19 && known == Answer::Yes {
        let today = tx.today();
        reviews::note(tx, &grant.doer(), review, "risk_to_others", today, "").await?;
    }
    Ok(())
}

/// Answers can change until a decision is made on them.
pub(crate) fn still_open(stage: Stage) -> Result<(), CaseProblem> {
    if stage.is_undecided() {
        return Ok(());
    }
    Err(CaseProblem::Said("The decision has been made on these answers. Reopen the decision to change them.".into()))
}

async fn test(tx: &mut Tx, review: ReviewId) -> Stored<()> {
    let facts = scope_facts(&load(tx, review).await?);
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

/// What the notification already says to a question: the form begins with it, and a person confirms it.
#[must_use]
pub fn suggestion(account: &Account, question: Question) -> Filled {
    let first = account.sheet(Section::Person(Whom::Deceased, 1));
    let alleged = account.sheet(Section::Person(Whom::Alleged, 1));
    let f = Filled::new();
    let known = |f: Filled, answer: &str| if answer.is_empty() { f } else { f.with("known", answer) };
    match question {
        Question::T1 => {
            let count = account.pages.keys().filter(|page| page.starts_with("notification/deceased-")).count();
            f.with("manner", account.manner.clone()).with("count", count.to_string()).with("known", "yes")
        }
        Question::T2 => {
            let age: Option<u8> = first.parsed("age");
            known(f, age.map_or("", |age| if age >= 16 { "yes" } else { "no" })).with("deceased_age", first.get("age"))
        }
        Question::T3 => {
            let lead = account.sheet(Section::Lead);
            let others = [lead.get("other_1"), lead.get("other_2")].map(str::trim);
            let others: Vec<&str> = others.into_iter().filter(|other| !other.is_empty()).collect();
            known(f, if lead.is("basis", "normal") { "yes" } else { "" })
                .with("nation", first.get("nation"))
                .with("bodies", first.get("residence"))
                .with("other_areas", others.join("\n"))
        }
        Question::T4 => {
            let alive = if alleged.is("custody", "died") { "no" } else { "" };
            known(f, if alleged.is_empty() { "" } else { "yes" })
                .with("alleged_age", alleged.get("age"))
                .with("alleged_alive", alive)
        }
        Question::T5 => {
            let connection = connection(alleged.get("relationship"));
            known(f, if connection.is_empty() { "" } else { "yes" }).with("connection", connection)
        }
        Question::T7 => {
            let history = account.sheet(Section::History);
            let said = history.is("abuse_recent", "yes") || history.is("abuse_ever", "yes");
            known(f, if said { "yes" } else { "" })
        }
        Question::T8 => {
            let signs = links(&account.sheet(Section::History));
            let f = known(f, if signs.is_empty() { "" } else { "yes" });
            signs.into_iter().fold(f, |f, link| f.with("links", link))
        }
        Question::T9 => {
            let next = account.sheet(Section::Next);
            // Whoever was charged or tried was investigated; that somebody was not charged does not say that nobody looked.
            let was = ["investigation", "charged", "no_further_action", "acquitted", "convicted"]
                .iter()
                .any(|code| alleged.is("criminal", code));
            known(f, if was { "yes" } else { "" })
                .with("criminal", alleged.get("criminal"))
                .with_date("trial_on", next.day("court_next"))
        }
        Question::T10 => {
            let next = account.sheet(Section::Next);
            known(f, next.get("coroner_opened"))
                .with("coroner_area", next.get("coroner_area"))
                .with_date("inquest_on", next.day("coroner_next"))
        }
        Question::T19 => known(f, account.sheet(Section::Risk).get("at_risk")),
        Question::T17 if account.sheet(Section::Death).is("abroad", "yes") => f.with("known", "yes").with("elsewhere", "abroad"),
        Question::T6
        | Question::T11
        | Question::T12
        | Question::T13
        | Question::T14
        | Question::T15
        | Question::T16
        | Question::T17
        | Question::T18
        | Question::T20 => f,
    }
}

/// What links death and abuse, as the notification tells it of somebody who may have died by suicide.
fn links(history: &Sheet) -> Vec<&'static str> {
    let link = |sign: &String| match sign.as_str() {
        "note" => Some("note"),
        "disclosures" => Some("disclosures"),
        "attempts" => Some("attempts"),
        "recent_incident" => Some("incident"),
        "separation" => Some("separation"),
        "court" => Some("court"),
        "stalking" => Some("stalking"),
        "debt" => Some("economic"),
        _ => None,
    };
    history.all("signs").iter().filter_map(link).collect()
}

/// The connection that a relationship of the notification amounts to; empty where it does not say.
fn connection(relationship: &str) -> &'static str {
    match relationship {
        "spouse" | "common_law_spouse" | "partner" | "casual_partner" => "partner",
        "ex_spouse" | "ex_common_law_spouse" | "ex_partner" => "former_partner",
        "parent" | "step_parent" | "grandparent" | "sibling" | "child" | "step_child" | "other_relative" => "relative",
        "flatmate" | "non_relative" => "acquaintance",
        _ => "",
    }
}

/// The notification's account, if the review has one.
pub(super) async fn account<R: Right>(tx: &mut Tx, grant: &Grant<R>) -> Result<Option<Account>, CaseProblem> {
    match notification::account(tx, grant).await {
        Ok(account) => Ok(Some(account)),
        Err(CaseProblem::NotThere) => Ok(None),
        Err(problem) => Err(problem),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::asked::Sort;

    #[test]
    fn every_sign_of_the_notification_is_a_link_that_the_triage_knows() {
        let signs = Section::History.questions().iter().find(|asked| asked.name == "signs").map(Asked::options);
        let mut history = Sheet::default();
        let codes: Vec<String> = signs.unwrap_or_default().iter().map(|(code, _)| (*code).to_owned()).collect();
        history.set("signs", codes.clone());
        let found = links(&history);
        assert!(found.len() == codes.len() && found.contains(&"separation") && found.contains(&"stalking"), "{found:?}");
        let asked = Question::T8.spec().parts.iter().find(|asked| asked.name == "links").copied();
        let asked = asked.filter(|asked| matches!(asked.sort, Sort::Many(_))).map(|asked| asked.options()).unwrap_or_default();
        assert!(found.iter().all(|link| asked.iter().any(|(code, _)| code == link)));
    }
}
