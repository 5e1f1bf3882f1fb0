//! The plain page of a step: its day, a word on it, and the act.

use crate::access::permit;
use crate::access::right::TakeStep;
use crate::ids::ReviewId;
use crate::imr;
use crate::process::{Act, DueState, Event, Refusal, table, take};
use crate::redaction::CaseText;
use crate::reviews::advance::stranger;
use crate::reviews::asks::Asks;
use crate::reviews::clocks::dues;
use crate::reviews::{Front, StepProblem, Taking, advance, facts, front, place_of, record, view};
use crate::store::{Stored, Tx};
use crate::ui::{Answer, Ask, Filled, Problem, day, done, redirect};

/// What is known already of what the step is about: which agencies were asked to keep their records safe, and which have confirmed.
/// With the step that closes the review, the clocks that it would leave behind overdue.
async fn beside(tx: &mut Tx, front: &Front, act: Act) -> Stored<Vec<String>> {
    let review = front.id;
    Ok(match act {
        Act::Close | Act::CloseLocalLearning => left_overdue(tx, front).await?,
        Act::RecordSecureRecords => vec![
            "Each agency that has a letter under Papers gets in by this step, and its contact is told by mail to confirm here: make the letters first. Where the agencies were written to in another way, say how.".into(),
        ],
        Act::RecordSecured => vec![
            imr::told_of_records(tx, review).await?,
            "It is recorded by itself when the last of them confirms. Record it yourself if the others have told you in another way, and say how.".into(),
        ],
        _ => Vec::new(),
    })
}

async fn left_overdue(tx: &mut Tx, front: &Front) -> Stored<Vec<String>> {
    let (_, dues) = dues(tx, front).await?;
    let late: Vec<String> = dues
        .iter()
        .filter(|due| due.state == DueState::Overdue)
        .map(|due| format!("“{}” since {}", due.clock.rule.label(), day(due.working_date())))
        .collect();
    if late.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![format!(
        "Still overdue: {}. See to it first where you can: after the closing nobody is asked for what belongs to the review itself.",
        late.join("; ")
    )])
}

pub(super) async fn ask(ask: Ask) -> Answer {
    let (review, act): (ReviewId, Act) = (ask.param("review")?, ask.param("act")?);
    let place = place_of(review, act);
    if place != ask.path() {
        return Ok(redirect(place));
    }
    let mut tx = ask.read().await?;
    let grant = permit::<TakeStep>(&mut tx, ask.actor()?, review).await?;
    let front = front(&mut tx, &grant).await?;
    let mut facts = facts(&mut tx, review).await?;
    let Some(step) = table::step_at(act, front.regime, front.stage) else {
        let refusal = Refusal::NotAStepHere { act, stage: front.stage, regime: front.regime };
        return ask.show(view::step::refused(&front, act, &refusal, &grant.roles()));
    };
    facts.given.extend(step.needs.iter().copied().filter(|need| need.given_with_the_step()));
    if let Err(refusal) = take(&facts, act, &grant.roles()) {
        return ask.show(view::step::refused(&front, act, &refusal, &grant.roles()));
    }
    let f = Filled::new().with_date("on", Some(tx.today()));
    let beside = beside(&mut tx, &front, act).await?;
    ask.show(view::step::page(&ask.seal(), &front, step, &beside, &f))
}

pub(super) async fn act(mut ask: Ask) -> Answer {
    let (review, act): (ReviewId, Act) = (ask.param("review")?, ask.param("act")?);
    if place_of(review, act) != ask.path() {
        return Err(Problem::NotThere);
    }
    let mut f = ask.filled();
    let mut tx = ask.write().await?;
    let grant = permit::<TakeStep>(&mut tx, ask.actor()?, review).await?;
    let front = front(&mut tx, &grant).await?;
    if let Some(refusal) = stranger(act, front.regime, &grant.roles()) {
        return Err(StepProblem::Refused(refusal).into());
    }
    let Some(step) = table::step_at(act, front.regime, front.stage) else {
        let refusal = Refusal::NotAStepHere { act, stage: front.stage, regime: front.regime };
        return Err(Problem::not_now(refusal.to_string()));
    };
    let given: Vec<_> = step.needs.iter().copied().filter(|need| need.given_with_the_step()).collect();
    let told = Asks::of(act, !given.is_empty()).read(&mut tx, &mut f, review).await?;
    let version = f.version();
    let beside = beside(&mut tx, &front, act).await?;
    let (Some(()), Some(told)) = (f.good(), told) else {
        return ask.refill(view::step::page(&ask.seal(), &front, step, &beside, &f), &f);
    };
    let note = match told.note {
        Some(text) => crate::parties::register_for_tying(&mut tx, &ask.app.keyring, ask.actor()?, review).await?.tie(&text),
        None => CaseText::default(),
    };
    let note = told.agreed.map_or_else(|| note.as_str().to_owned(), |agreed| format!("{}. {}", day(agreed), note.as_str()));
    let taking = Taking { note, given, ..Taking::new(act, told.on, version) };
    match advance(&mut tx, &grant, taking).await {
        Ok(_) => {
            if let Some(agreed) = told.agreed {
                record(&mut tx, review, Event::PublicationDayAgreed, told.on, &agreed.to_string()).await?;
            }
            tx.commit().await?;
            Ok(done(format!("/reviews/{review}"), "It is recorded."))
        }
        Err(StepProblem::Day(sentence)) => {
            f.wrong("on", sentence);
            ask.refill(view::step::page(&ask.seal(), &front, step, &beside, &f), &f)
        }
        Err(problem) => Err(problem.into()),
    }
}
