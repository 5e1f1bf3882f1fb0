//! A hold is looked at again: it goes on, and why.

use super::holds::{STALE, standing};
use crate::access::permit;
use crate::access::right::EditClocks;
use crate::ids::ReviewId;
use crate::reviews::holds::{self, HoldId, REVIEW_EVERY};
use crate::reviews::{front, view};
use crate::ui::{Answer, Ask, Filled, Problem, done, too_early};

pub(super) async fn ask(ask: Ask) -> Answer {
    let (review, hold): (ReviewId, HoldId) = (ask.param("review")?, ask.param("hold")?);
    let mut tx = ask.read().await?;
    let grant = permit::<EditClocks>(&mut tx, ask.actor()?, review).await?;
    let front = front(&mut tx, &grant).await?;
    let (row, _) = standing(&mut tx, &grant, hold).await?;
    let today = tx.today();
    let f = Filled::new().with_date("looked_on", Some(today));
    ask.show(view::looks::page(&ask.seal(), &front, &row, &f))
}

pub(super) async fn act(mut ask: Ask) -> Answer {
    let (review, hold): (ReviewId, HoldId) = (ask.param("review")?, ask.param("hold")?);
    let mut f = ask.filled();
    let mut tx = ask.write().await?;
    let grant = permit::<EditClocks>(&mut tx, ask.actor()?, review).await?;
    let (row, last) = standing(&mut tx, &grant, hold).await?;
    let today = tx.today();
    let on = f.past_date("looked_on", "the day on which the hold was looked at", today);
    let since = last.map_or((row.starts, "the hold began"), |last| (last, "it was looked at before"));
    if let Some(sentence) = on.and_then(|on| too_early(on, since.0, since.1)) {
        f.wrong_at("looked_on", "looked_on-day", sentence);
    }
    let next = f.optional_date("next_on", "the day on which it is looked at next");
    // Four weeks are counted from the look, which may have been some time ago.
    let next = next.and_then(|next| next.or_else(|| on.map(|on| on + REVIEW_EVERY)));
    if on.zip(next).is_some_and(|(on, next)| next <= on) {
        f.wrong_at("next_on", "next_on-day", "The day on which it is looked at next must be after the day of this look");
    }
    let why = f.prose("why", "why the hold goes on");
    let (Some(()), Some(on), Some(next), Some(why)) = (f.good(), on, next, why) else {
        let front = front(&mut tx, &grant).await?;
        return ask.refill(view::looks::page(&ask.seal(), &front, &row, &f), &f);
    };
    let why = crate::parties::register_for_tying(&mut tx, &ask.app.keyring, ask.actor()?, review).await?.tie(&why);
    if !holds::look(&mut tx, &grant, (hold, f.version()), (on, next), &why).await? {
        return Err(Problem::Stale { sentence: STALE.into() });
    }
    tx.commit().await?;
    Ok(done(
        format!("/reviews/{review}/holds"),
        "It is recorded that the hold goes on. You are reminded when it is looked at next.",
    ))
}
