//! What people ask of the triage.

use std::collections::BTreeMap;

use super::clash::misfits;
use super::questions::Question;
use super::regime::{confirm, standing, suggested};
use super::store::{Answered, account, answer, answers, questions, tested};
use super::told::{at_risk, suggestion};
use super::view;
use crate::access::right::{EditCase, SeeCase};
use crate::access::{if_theirs, permit_all};
use crate::ids::ReviewId;
use crate::notification::CaseProblem;
use crate::parties;
use crate::reviews;
use crate::ui::{Answer, Ask, Filled, Guard, Problem, Route, done, get, post, redirect};

/// The routes of the triage.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![
        get("/reviews/:review/triage", Guard::Review("SeeCase"), overview),
        get("/reviews/:review/triage/regime", Guard::Review("EditCase"), regime),
        post("/reviews/:review/triage/regime", Guard::Review("EditCase"), confirm_regime),
        get("/reviews/:review/triage/:question", Guard::Review("EditCase"), question),
        post("/reviews/:review/triage/:question", Guard::Review("EditCase"), save),
    ]
}

async fn overview(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.read().await?;
    let grant = permit_all::<SeeCase>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let given = answers(&mut tx, &grant).await?;
    let tested = tested(&mut tx, &grant).await?;
    let standing = standing(&mut tx, review).await?;
    let choice = suggested(&mut tx, &grant, &ask.app.settings.law).await?;
    let labels = parties::labels_to(&mut tx, grant.held(), review).await?;
    let may_edit = if_theirs(permit_all::<EditCase>(&mut tx, ask.actor()?, review).await)?.is_some();
    let account = account(&mut tx, &grant).await?;
    let misfits = misfits(account.as_ref(), &given);
    let risk = account.as_ref().and_then(|account| at_risk(account, &labels)).map(|(who, _)| who);
    let seen = view::Overview { front, given, tested, standing, choice, labels, risk, misfits, may_edit };
    ask.show(view::overview(&seen, grant.held()))
}

fn form_of(given: &BTreeMap<Question, Answered>, question: Question, begin: Filled) -> Filled {
    match given.get(&question) {
        Some(answer) => {
            let f = answer.parts.fill(&questions(question)).with("known", answer.known.code());
            f.with("version", answer.version.to_string())
        }
        None => begin.with("version", "0"),
    }
}

fn question_of(ask: &Ask) -> Result<Question, Problem> {
    ask.param("question")
}

async fn question(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let question = question_of(&ask)?;
    let mut tx = ask.read().await?;
    let grant = permit_all::<EditCase>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let given = answers(&mut tx, &grant).await?;
    let account = account(&mut tx, &grant).await?;
    let labels = parties::labels_to(&mut tx, grant.held(), review).await?;
    let begin = account.as_ref().map_or_else(Filled::new, |account| suggestion(account, question));
    let told = account.as_ref().filter(|_| question == Question::T19).and_then(|account| at_risk(account, &labels));
    let (begin, risk) = match told {
        Some((who, done)) => (begin.with("risk_done", done), Some(who)),
        None => (begin, None),
    };
    let begun = account.is_some() && !given.contains_key(&question) && begin.pairs().next().is_some();
    let people = parties::people(&mut tx, review).await?;
    let f = form_of(&given, question, begin);
    ask.show(view::question(&ask.seal(), &front, question, &people, &f, (begun, risk)))
}

async fn save(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut f = ask.filled();
    let mut tx = ask.write().await?;
    let grant = permit_all::<EditCase>(&mut tx, ask.actor()?, review).await?;
    let question = question_of(&ask)?;
    match answer(&mut tx, &ask.app.keyring, &grant, question, &mut f).await {
        Ok(()) => {
            let given = answers(&mut tx, &grant).await?;
            tx.commit().await?;
            let after = Question::ALL.iter().skip_while(|each| **each != question).skip(1).find(|each| !given.contains_key(each));
            let base = format!("/reviews/{review}/triage");
            Ok(redirect(after.map_or_else(|| base.clone(), |next| format!("{base}/{next}"))))
        }
        Err(CaseProblem::Form) => {
            let front = reviews::front(&mut tx, &grant).await?;
            let people = parties::people(&mut tx, review).await?;
            ask.refill(view::question(&ask.seal(), &front, question, &people, &f, (false, None)), &f)
        }
        Err(problem) => Err(problem.into()),
    }
}

async fn regime(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.read().await?;
    let grant = permit_all::<EditCase>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let choice = suggested(&mut tx, &grant, &ask.app.settings.law).await?;
    let (reason, confirmed) = standing(&mut tx, review).await?;
    let labels = parties::labels_to(&mut tx, grant.held(), review).await?;
    let f = Filled::new()
        .with("regime", if confirmed { front.regime.code() } else { choice.regime.code() })
        .with("reason", if confirmed { labels.show(&reason) } else { choice.reason.clone() })
        .with("display_term", front.display_term.clone())
        .with("version", front.version.to_string());
    ask.show(view::regime(&ask.seal(), &front, &choice, &f))
}

async fn confirm_regime(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut f = ask.filled();
    let mut tx = ask.write().await?;
    let grant = permit_all::<EditCase>(&mut tx, ask.actor()?, review).await?;
    match confirm(&mut tx, &ask.app.keyring, &grant, &mut f).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(done(format!("/reviews/{review}/triage"), "The legal basis is confirmed."))
        }
        Err(CaseProblem::Form) => {
            let front = reviews::front(&mut tx, &grant).await?;
            let choice = suggested(&mut tx, &grant, &ask.app.settings.law).await?;
            ask.refill(view::regime(&ask.seal(), &front, &choice, &f), &f)
        }
        Err(problem) => Err(problem.into()),
    }
}
