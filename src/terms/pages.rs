//! What people ask of the terms of reference, and its answers.

use crate::access::right::{EditTerms, SeeTerms, TakeStep};
use crate::parties::{look, work};
use crate::process::{Act, Stage, offers};
use crate::reviews;
use crate::ui::{Answer, Ask, Filled, Guard, Problem, Route, done, get, post};

use super::{forms, store, view};

/// The pages of the terms of reference.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![
        get("/reviews/:review/terms", Guard::Review("SeeTerms"), list),
        get("/reviews/:review/terms/new", Guard::Review("EditTerms"), new),
        post("/reviews/:review/terms/new", Guard::Review("EditTerms"), draft),
        post("/reviews/:review/terms/issue", Guard::Review("EditTerms"), issue),
    ]
}

async fn list(ask: Ask) -> Answer {
    page(&ask, &Filled::new(), false).await
}

async fn page(ask: &Ask, f: &Filled, again: bool) -> Answer {
    let mut desk = look::<SeeTerms>(ask).await?;
    let versions = store::versions(&mut desk.tx, &desk.grant).await?;
    let one = match ask.query("version").parse::<i64>() {
        Ok(number) => Some(versions.iter().find(|one| one.number == number).ok_or(Problem::NotThere)?),
        Err(_) => versions.first(),
    };
    let lines = match one {
        Some(one) => store::key_lines(&mut desk.tx, &desk.grant, one.id).await?,
        None => Vec::new(),
    };
    let begun = Filled::new().with_date("issued_on", Some(desk.tx.today()));
    let facts = reviews::facts(&mut desk.tx, desk.front.id).await?;
    let offers = offers(&facts, &desk.grant.roles());
    let offer = offers.iter().find(|offer| matches!(offer.step.act, Act::AgreeTerms | Act::ReviseTerms));
    let sight = view::Sight { versions: &versions, one: one.map(|one| (one, lines.as_slice())), offer };
    if again {
        return ask.refill(view::list(&desk, &ask.seal(), &sight, f), f);
    }
    ask.show(view::list(&desk, &ask.seal(), &sight, &begun))
}

async fn new(ask: Ask) -> Answer {
    let mut desk = look::<EditTerms>(&ask).await?;
    let see = desk.also::<SeeTerms>().await?;
    let versions = store::versions(&mut desk.tx, &see).await?;
    let (seen, f) = match versions.first() {
        Some(one) => {
            let lines = store::key_lines(&mut desk.tx, &see, one.id).await?;
            (one.number, forms::begin(&desk.labels, one, &lines))
        }
        None => (0, Filled::new()),
    };
    ask.show(view::new(&desk, &ask.seal(), seen, &f))
}

async fn draft(mut ask: Ask) -> Answer {
    let mut desk = work::<EditTerms>(&ask).await?;
    let (mut f, today) = (ask.filled(), desk.tx.today());
    let seen = f.get("seen").parse().unwrap_or(-1);
    let Some(new) = forms::terms(&mut f, today) else {
        return ask.refill(view::new(&desk, &ask.seal(), seen, &f), &f);
    };
    store::draft(&mut desk.tx, &ask.app.keyring, &desk.grant, &new, seen).await?;
    let to = desk.at("/terms");
    desk.tx.commit().await?;
    Ok(done(to, "This version is kept."))
}

async fn issue(mut ask: Ask) -> Answer {
    let mut desk = work::<EditTerms>(&ask).await?;
    let step = desk.also::<TakeStep>().await?;
    let (mut f, today) = (ask.filled(), desk.tx.today());
    let (seen, version) = (f.get("seen").parse().unwrap_or(-1), f.version());
    let first = desk.front.stage == Stage::Scoping;
    let why = if first { None } else { f.prose("why", "why the terms change") };
    let on = f.past_date("issued_on", "the day", today);
    if let (Some(on), true) = (on, f.is_good()) {
        let kept = match &why {
            None => store::agree(&mut desk.tx, &desk.grant, &step, seen, on, version).await,
            Some(why) => store::revise(&mut desk.tx, &ask.app.keyring, &desk.grant, &step, (seen, why), on, version).await,
        };
        match kept {
            Ok(()) => {
                let to = desk.at("/terms");
                desk.tx.commit().await?;
                return Ok(done(to, "The terms of reference are issued."));
            }
            Err(problem) => problem.on_form("issued_on", &mut f)?,
        }
    }
    drop(desk);
    page(&ask, &f, true).await
}
