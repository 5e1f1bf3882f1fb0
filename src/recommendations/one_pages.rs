//! The page of one recommendation, the same in a review's register and in a partnership's plan.

use crate::access::right::SeeRecommendations;
use crate::access::{Actor, permit};
use crate::documents::papers;
use crate::ids::ReviewId;
use crate::parties::{labels_for, register_for_tying};
use crate::redaction::{Labels, Register};
use crate::store::Tx;
use crate::ui::{Answer, Ask, Filled, Guard, Page, Problem, Route, done, get, post};

use super::impact::next_check;
use super::life::offered;
use super::links::{links, others};
use super::rights::Hands;
use super::state::Hand;
use super::store::{PlanId, RecommendationId, Row};
use super::story::Entry;
use super::view::{self, One};
use super::{forms, life, read};

/// The rows of the routes table.
pub(super) fn routes() -> Vec<Route> {
    let (see, plans) = (Guard::Review("SeeRecommendations"), Guard::Partnership("plans"));
    vec![
        get("/reviews/:review/recommendations/:recommendation", see, one),
        post("/reviews/:review/recommendations/:recommendation/move", see, moved),
        get("/reviews/:review/recommendations/:recommendation/report", see, report_form),
        post("/reviews/:review/recommendations/:recommendation/report", see, report),
        get("/plans/:plan/:recommendation", plans, one),
        post("/plans/:plan/:recommendation/move", plans, moved),
        get("/plans/:plan/:recommendation/report", plans, report_form),
        post("/plans/:plan/:recommendation/report", plans, report),
    ]
}

/// Where the recommendation stands.
#[derive(Clone, Copy)]
enum Home {
    Review(ReviewId),
    Plan(PlanId),
}

impl Home {
    /// As the address says. Who has no part in the review learns nothing of it, whatever the recommendation.
    async fn of(tx: &mut Tx, ask: &Ask) -> Result<Self, Problem> {
        if let Ok(plan) = ask.param("plan") {
            return Ok(Self::Plan(plan));
        }
        let review = ask.param("review")?;
        permit::<SeeRecommendations>(tx, ask.actor()?, review).await?;
        Ok(Self::Review(review))
    }

    fn holds(self, row: &Row) -> bool {
        match self {
            Self::Review(review) => row.review == Some(review),
            Self::Plan(plan) => row.plan == Some(plan),
        }
    }

    fn address(self) -> String {
        match self {
            Self::Review(review) => format!("/reviews/{review}/recommendations"),
            Self::Plan(plan) => format!("/plans/{plan}"),
        }
    }

    /// A plan speaks of no review's people, so there is nothing for labels to stand for.
    async fn labels(self, tx: &mut Tx, actor: &Actor) -> Result<Labels, Problem> {
        match self {
            Self::Review(review) => Ok(labels_for(tx, actor, review).await?),
            Self::Plan(_) => Ok(Labels::default()),
        }
    }

    async fn register(self, tx: &mut Tx, ask: &Ask) -> Result<Register, Problem> {
        match self {
            Self::Review(review) => Ok(register_for_tying(tx, &ask.app.keyring, ask.actor()?, review).await?),
            Self::Plan(_) => Ok(Register::default()),
        }
    }
}

/// A recommendation as this person may see it.
struct Found {
    row: Row,
    entries: Vec<Entry>,
    hands: Hands,
}

async fn found(tx: &mut Tx, ask: &Ask, home: Home) -> Result<Found, Problem> {
    let id: RecommendationId = ask.param("recommendation")?;
    let (row, entries, hands) = read::one(tx, ask.actor()?, id).await?;
    if home.holds(&row) { Ok(Found { row, entries, hands }) } else { Err(Problem::NotThere) }
}

/// Whether the papers for publication are made and have not left for good, so that what they print of it is read from them.
async fn printed(tx: &mut Tx, row: &Row) -> Result<bool, Problem> {
    let Some(review) = row.review else { return Ok(false) };
    Ok(papers::waiting(tx, review).await?)
}

async fn page(tx: &mut Tx, ask: &Ask, home: Home, f: &Filled) -> Result<Page, Problem> {
    let Found { row, entries, hands } = found(tx, ask, home).await?;
    let labels = home.labels(tx, ask.actor()?).await?;
    let (earlier, rewords) = match home {
        Home::Review(_) => read::words(tx, &row, &hands).await?,
        Home::Plan(_) => (Vec::new(), false),
    };
    let check = next_check(tx, &row).await?;
    let moves = offered(tx, ask.actor()?, (&row, check), &hands).await?;
    let shown = One {
        links: &links(tx, ask.actor()?, &row).await?,
        others: &others(tx, ask.actor()?, &row, &hands).await?,
        check,
        // It is said where something can be moved on, and nowhere else.
        printed: !moves.is_empty() && printed(tx, &row).await?,
        moves: &moves,
        row: &row,
        entries: &entries,
        hands: &hands,
        labels: &labels,
        earlier: &earlier,
        rewords,
        base: home.address(),
        today: tx.today(),
    };
    Ok(view::one(&ask.seal(), &shown, f))
}

async fn one(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let home = Home::of(&mut tx, &ask).await?;
    let f = Filled::new().with_date("moved_on", Some(tx.today()));
    let page = page(&mut tx, &ask, home, &f).await?;
    ask.show(page)
}

async fn moved(mut ask: Ask) -> Answer {
    let mut tx = ask.write().await?;
    let (home, id) = (Home::of(&mut tx, &ask).await?, ask.param::<RecommendationId>("recommendation")?);
    let Found { row, hands, .. } = found(&mut tx, &ask, home).await?;
    let others = others(&mut tx, ask.actor()?, &row, &hands).await?;
    let check = next_check(&mut tx, &row).await?;
    let register = home.register(&mut tx, &ask).await?;
    let (mut f, today) = (ask.filled(), tx.today());
    let Some((step, on, ground)) = forms::moved(&mut f, &register, (row.state_since, today), (check, &others)) else {
        let page = page(&mut tx, &ask, home, &f).await?;
        return ask.refill(page, &f);
    };
    life::make(&mut tx, ask.actor()?, (id, f.version()), (step, on), ground).await?;
    tx.commit().await?;
    Ok(done(format!("{}/{id}", home.address()), "It is saved."))
}

async fn report_form(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let home = Home::of(&mut tx, &ask).await?;
    let Found { row, hands, .. } = found(&mut tx, &ask, home).await?;
    if !hands.has(Hand::Owner) {
        return Err(Problem::NotYours("Whoever answers for a recommendation reports its progress.".into()));
    }
    ask.show(view::report(&ask.seal(), &home.address(), (&row, &hands), &Filled::new()))
}

async fn report(mut ask: Ask) -> Answer {
    let mut tx = ask.write().await?;
    let (home, id) = (Home::of(&mut tx, &ask).await?, ask.param::<RecommendationId>("recommendation")?);
    let Found { row, hands, .. } = found(&mut tx, &ask, home).await?;
    let register = home.register(&mut tx, &ask).await?;
    let (mut f, today) = (ask.filled(), tx.today());
    let Some(progress) = forms::progress(&mut f, &register, today, hands.leads()) else {
        return ask.refill(view::report(&ask.seal(), &home.address(), (&row, &hands), &f), &f);
    };
    life::report(&mut tx, ask.actor()?, (id, f.version()), progress).await?;
    tx.commit().await?;
    Ok(done(format!("{}/{id}", home.address()), "Progress is reported."))
}
