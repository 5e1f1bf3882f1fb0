//! Reasons to plan again, and settling one: by dates that are agreed, or because none are needed.

use crate::access::permit;
use crate::access::right::{EditClocks, SeeReview};
use crate::ids::ReviewId;
use crate::reviews::replan::{Answered, ReplanId, dates_since, replans, settle};
use crate::reviews::{front, view};
use crate::store::Tx;
use crate::ui::{Answer, Ask, Filled, Page, Problem, done};

async fn page(tx: &mut Tx, ask: &Ask, f: &Filled) -> Result<Page, Problem> {
    let review: ReviewId = ask.param("review")?;
    permit::<EditClocks>(tx, ask.actor()?, review).await?;
    let grant = permit::<SeeReview>(tx, ask.actor()?, review).await?;
    let front = front(tx, &grant).await?;
    let open = replans(tx, &grant).await?;
    Ok(view::replan::page(&ask.seal(), &front, &open, f))
}

pub(super) async fn list(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let page = page(&mut tx, &ask, &Filled::new()).await?;
    ask.show(page)
}

pub(super) async fn settled(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut f = ask.filled();
    let mut tx = ask.write().await?;
    let grant = permit::<EditClocks>(&mut tx, ask.actor()?, review).await?;
    let which: Option<ReplanId> = f.id("replan", "the reason to plan again");
    let answer = f.one_of("answer", "how it is answered", &["dates", "none"], |code| code);
    let why = if answer == Some("none") { f.prose("why", "why no new dates are needed") } else { None };
    let stale = || Problem::Stale { sentence: "This has been settled since you opened the page.".into() };
    if let (Some("dates"), Some(which)) = (answer, which)
        && !dates_since(&mut tx, &grant, which).await?.ok_or_else(stale)?
    {
        f.wrong("answer", "No date has been agreed since this came up. Agree one first, or say why none is needed");
    }
    let (Some(()), Some(which)) = (f.good(), which) else {
        let page = page(&mut tx, &ask, &f).await?;
        return ask.refill(page, &f);
    };
    let answered = match why {
        Some(why) => {
            let register = crate::parties::register_for_tying(&mut tx, &ask.app.keyring, ask.actor()?, review).await?;
            Answered::NoneNeeded(register.tie(&why))
        }
        None => Answered::Dates,
    };
    if !settle(&mut tx, &grant, which, &answered).await? {
        return Err(stale());
    }
    tx.commit().await?;
    Ok(done(format!("/reviews/{review}"), "It is settled, with your answer on record."))
}
