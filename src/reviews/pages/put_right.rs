//! The page on which a step is given the day on which it happened.

use crate::access::permit;
use crate::access::right::TakeStep;
use crate::ids::ReviewId;
use crate::parties::register_for_tying;
use crate::reviews::put_right::{RightDay, put_right, to_put_right};
use crate::reviews::{StepProblem, front, view};
use crate::ui::{Answer, Ask, Filled, done};

pub(super) async fn ask(ask: Ask) -> Answer {
    let (review, seq): (ReviewId, i64) = (ask.param("review")?, ask.param("seq")?);
    let mut tx = ask.read().await?;
    let grant = permit::<TakeStep>(&mut tx, ask.actor()?, review).await?;
    let one = to_put_right(&mut tx, &grant, seq).await?;
    let front = front(&mut tx, &grant).await?;
    let f = Filled::new().with_date("on", Some(one.on_date)).with("version", front.version.to_string());
    ask.show(view::put_right::page(&ask.seal(), &front, &one, &f))
}

pub(super) async fn act(mut ask: Ask) -> Answer {
    let (review, seq): (ReviewId, i64) = (ask.param("review")?, ask.param("seq")?);
    let mut f = ask.filled();
    let mut tx = ask.write().await?;
    let grant = permit::<TakeStep>(&mut tx, ask.actor()?, review).await?;
    let one = to_put_right(&mut tx, &grant, seq).await?;
    let front = front(&mut tx, &grant).await?;
    let on = f.past_date("on", "the day on which it happened", tx.today());
    let reason = f.prose("reason", "why another day was recorded");
    let (Some(()), Some(on), Some(reason)) = (f.good(), on, reason) else {
        return ask.refill(view::put_right::page(&ask.seal(), &front, &one, &f), &f);
    };
    let reason = register_for_tying(&mut tx, &ask.app.keyring, ask.actor()?, review).await?.tie(&reason);
    match put_right(&mut tx, &grant, RightDay { seq, on, reason, version: f.version() }).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(done(format!("/reviews/{review}/timeline"), "The day is put right, and the clocks count from it."))
        }
        Err(StepProblem::Day(sentence)) => {
            f.wrong("on", sentence);
            ask.refill(view::put_right::page(&ask.seal(), &front, &one, &f), &f)
        }
        Err(problem) => Err(problem.into()),
    }
}
