//! The page of one person's work.

use super::{store, view};
use crate::reviews;
use crate::ui::{Answer, Ask, Guard, Route, get};

/// The slice's rows of the routes table.
pub fn routes() -> Vec<Route> {
    vec![get("/my-work", Guard::SignedIn, my_work)]
}

async fn my_work(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let (actor, today) = (ask.actor()?, tx.today());
    let clocked = reviews::clocked(&mut tx, actor).await?;
    let duties = store::everywhere(&mut tx, actor, &clocked).await?;
    let next = reviews::next_for(&mut tx, actor, &clocked).await?;
    let clocks = reviews::waiting(&mut tx, actor, clocked).await?;
    ask.show(view::my_work(&duties, &next, &clocks, today))
}
