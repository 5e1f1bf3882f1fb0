//! The plain page of a step: its day, a word on it, and the act.

use crate::access::permit;
use crate::access::right::TakeStep;
use crate::ids::ReviewId;
use crate::process::{Act, Event, Refusal, table, take};
use crate::redaction::CaseText;
use crate::reviews::advance::stranger;
use crate::reviews::asks::{Asks, beside};
use crate::reviews::{StepProblem, Taking, advance, facts, front, place_of, record, view};
use crate::ui::{Answer, Ask, Filled, Problem, day, done, redirect};

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
    let Some(told) = told else {
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
