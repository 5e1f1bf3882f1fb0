//! The pages of a review's recommendations.

use crate::access::right::{EditRecommendations, SeeRecommendations};
use crate::access::{Reach, permit};
use crate::ids::ReviewId;
use crate::parties::{labels, register_for_tying};
use crate::reviews;
use crate::store::Tx;
use crate::ui::{Answer, Ask, Filled, Guard, Page, Problem, Route, done, get, post, upload};

use super::store::{RecommendationId, add};
use super::view::{self, One};
use super::{forms, life, plan_pages, read, word_pages};

/// The slice's rows of the routes table.
pub fn routes() -> Vec<Route> {
    let (see, edit) = (Guard::Review("SeeRecommendations"), Guard::Review("EditRecommendations"));
    let plans = Guard::Partnership("plans");
    let mut routes = word_pages::routes();
    routes.extend([
        get("/reviews/:review/recommendations", see, list),
        get("/reviews/:review/recommendations/new", edit, new),
        post("/reviews/:review/recommendations/new", edit, create),
        get("/reviews/:review/recommendations/:recommendation", see, one),
        post("/reviews/:review/recommendations/:recommendation/move", see, moved),
        post("/reviews/:review/recommendations/:recommendation/report", see, report),
        get("/plans", Guard::SignedIn, plan_pages::list),
        get("/plans/new", plans, plan_pages::bring),
        upload("/plans/new", plans, plan_pages::brought),
        get("/plans/files/:file", plans, plan_pages::look),
        post("/plans/files/:file", plans, plan_pages::enter),
        get("/plans/:plan", plans, plan_pages::plan),
        get("/plans/:plan/:recommendation", plans, plan_pages::one),
        post("/plans/:plan/:recommendation/move", plans, plan_pages::moved),
        post("/plans/:plan/:recommendation/report", plans, plan_pages::report),
    ]);
    routes
}

async fn list(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.app.store.read().await?;
    let grant = permit::<SeeRecommendations>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let all = read::register(&mut tx, ask.actor()?, review).await?;
    let edits = permit::<EditRecommendations>(&mut tx, ask.actor()?, review).await.is_ok();
    let (labels, today) = (labels(&mut tx, review).await?, tx.today());
    ask.show(view::list(&front, grant.held(), &all, &labels, edits, today))
}

async fn new(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.app.store.read().await?;
    let grant = permit::<EditRecommendations>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let early = grant.reach() != Reach::All;
    let bodies = read::leads(&mut tx, &grant).await?;
    ask.show(view::new(&ask.seal(), &front, &bodies, early, &Filled::new()))
}

async fn create(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.app.store.write().await?;
    let grant = permit::<EditRecommendations>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let early = grant.reach() != Reach::All;
    let bodies = read::leads(&mut tx, &grant).await?;
    let register = register_for_tying(&mut tx, &ask.app.keyring, review).await?;
    let mut f = ask.filled();
    let Some(new) = forms::new(&mut f, &register, &bodies) else {
        return ask.refill(view::new(&ask.seal(), &front, &bodies, early, &f), &f);
    };
    add(&mut tx, &grant, new).await?;
    tx.commit().await?;
    Ok(done(format!("/reviews/{review}/recommendations"), "The recommendation is on the register."))
}

async fn one_page(tx: &mut Tx, ask: &Ask, f: &Filled) -> Result<Page, Problem> {
    let (review, id) = (ask.param::<ReviewId>("review")?, ask.param::<RecommendationId>("recommendation")?);
    // Who has no part in the review learns nothing of it, whatever the recommendation.
    permit::<SeeRecommendations>(tx, ask.actor()?, review).await?;
    let (row, entries, hands) = read::one(tx, ask.actor()?, id).await?;
    if row.review != Some(review) {
        return Err(Problem::NotThere);
    }
    let labels = labels(tx, review).await?;
    let (earlier, rewords) = read::words(tx, &row, &hands).await?;
    let base = format!("/reviews/{review}/recommendations");
    Ok(view::one(
        &ask.seal(),
        &One {
            row: &row,
            entries: &entries,
            hands: &hands,
            labels: &labels,
            earlier: &earlier,
            rewords,
            base,
            today: tx.today(),
        },
        f,
    ))
}

async fn one(ask: Ask) -> Answer {
    let mut tx = ask.app.store.read().await?;
    let f = Filled::new().with_date("moved_on", Some(tx.today()));
    let page = one_page(&mut tx, &ask, &f).await?;
    ask.show(page)
}

async fn moved(mut ask: Ask) -> Answer {
    let (review, id) = (ask.param::<ReviewId>("review")?, ask.param::<RecommendationId>("recommendation")?);
    let mut tx = ask.app.store.write().await?;
    one_page(&mut tx, &ask, &Filled::new()).await?;
    let register = register_for_tying(&mut tx, &ask.app.keyring, review).await?;
    let (mut f, today) = (ask.filled(), tx.today());
    let Some((step, on, words)) = forms::moved(&mut f, &register, today) else {
        let page = one_page(&mut tx, &ask, &f).await?;
        return ask.refill(page, &f);
    };
    life::make(&mut tx, ask.actor()?, (id, f.version()), (step, on), words).await?;
    tx.commit().await?;
    Ok(done(format!("/reviews/{review}/recommendations/{id}"), "It is saved."))
}

async fn report(mut ask: Ask) -> Answer {
    let (review, id) = (ask.param::<ReviewId>("review")?, ask.param::<RecommendationId>("recommendation")?);
    let mut tx = ask.app.store.write().await?;
    one_page(&mut tx, &ask, &Filled::new()).await?;
    let register = register_for_tying(&mut tx, &ask.app.keyring, review).await?;
    let (mut f, today) = (ask.filled(), tx.today());
    let Some((said, new_due)) = forms::progress(&mut f, &register, today) else {
        let page = one_page(&mut tx, &ask, &f).await?;
        return ask.refill(page, &f);
    };
    life::report(&mut tx, ask.actor()?, (id, f.version()), said, new_due).await?;
    tx.commit().await?;
    Ok(done(format!("/reviews/{review}/recommendations/{id}"), "Progress is reported."))
}
