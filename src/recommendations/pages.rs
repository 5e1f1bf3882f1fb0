//! The pages of a review's recommendations.

use crate::access::right::{EditRecommendations, SeeRecommendations};
use crate::access::{Reach, if_theirs, permit};
use crate::ids::ReviewId;
use crate::parties::{labels_to, register_for_tying};
use crate::reviews;
use crate::ui::{Answer, Ask, Filled, Guard, Route, done, get, post, upload};

use super::store::{add, first_day};
use super::{When, forms, one_pages, plan_pages, read, view, word_pages};

/// The slice's rows of the routes table.
pub fn routes() -> Vec<Route> {
    let (see, edit) = (Guard::Review("SeeRecommendations"), Guard::Review("EditRecommendations"));
    let plans = Guard::Partnership("plans");
    let mut routes = word_pages::routes();
    routes.extend(one_pages::routes());
    routes.extend([
        get("/reviews/:review/recommendations", see, list),
        get("/reviews/:review/recommendations/new", edit, new),
        post("/reviews/:review/recommendations/new", edit, create),
        get("/plans", Guard::SignedIn, plan_pages::list),
        get("/plans/new", plans, plan_pages::bring),
        upload("/plans/new", plans, plan_pages::brought),
        get("/plans/files/:file", plans, plan_pages::look),
        post("/plans/files/:file", plans, plan_pages::enter),
        get("/plans/:plan", plans, plan_pages::plan),
    ]);
    routes
}

async fn list(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.read().await?;
    let grant = permit::<SeeRecommendations>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let all = read::register(&mut tx, ask.actor()?, review).await?;
    let edits = if_theirs(permit::<EditRecommendations>(&mut tx, ask.actor()?, review).await)?.is_some();
    let (labels, today) = (labels_to(&mut tx, grant.held(), review).await?, tx.today());
    ask.show(view::list(&front, grant.held(), &all, &labels, edits, today))
}

async fn new(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.read().await?;
    let grant = permit::<EditRecommendations>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let early = grant.reach() != Reach::All;
    let bodies = read::leads(&mut tx, &grant).await?;
    let f = Filled::new().with_date("added_on", Some(tx.today()));
    ask.show(view::new(&ask.seal(), &front, &bodies, early, &f))
}

async fn create(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.write().await?;
    let grant = permit::<EditRecommendations>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let early = grant.reach() != Reach::All;
    let bodies = read::leads(&mut tx, &grant).await?;
    let register = register_for_tying(&mut tx, &ask.app.keyring, ask.actor()?, review).await?;
    let mut f = ask.filled();
    let since = first_day(&mut tx, review, f.ticked("early")).await?;
    let Some(new) = forms::new(&mut f, &register, &bodies, (since, tx.today())) else {
        // That a name was tried is on record, whether or not anything is saved.
        tx.commit().await?;
        return ask.refill(view::new(&ask.seal(), &front, &bodies, early, &f), &f);
    };
    let said = on_the_register(&new.when);
    add(&mut tx, &grant, new).await?;
    tx.commit().await?;
    Ok(done(format!("/reviews/{review}/recommendations"), said))
}

/// Words from which no time can be read are kept as they are, and whoever wrote them is told what follows.
fn on_the_register(when: &str) -> &'static str {
    match When::read(when) {
        When::Unclear => {
            "The recommendation is on the register. No time can be read from the words under “When?”: it has no day by which it is due, so it \
             is never shown as late."
        }
        _ => "The recommendation is on the register.",
    }
}
