//! The pages of submission and publication.

use crate::access::right::{EditQuality, SeeQuality, TakeStep};
use crate::access::{if_theirs, permit};
use crate::ids::ReviewId;
use crate::parties::{labels, register_for_tying};
use crate::people;
use crate::process::{Act, offers};
use crate::reports;
use crate::reviews;
use crate::store::Tx;
use crate::ui::{Answer, Ask, Filled, Guard, Problem, Route, done, get, post};

use super::letters::{self, PointId};
use super::view::{self, Shown};
use super::{forms, late, pack, publish, send};

/// The slice's rows of the routes table.
pub fn routes() -> Vec<Route> {
    let (see, edit, steps) = (Guard::Review("SeeQuality"), Guard::Review("EditQuality"), Guard::Review("TakeStep"));
    vec![
        get("/reviews/:review/submission", see, page),
        post("/reviews/:review/submission/pack", edit, declare),
        post("/reviews/:review/submission/agree", steps, agree),
        post("/reviews/:review/submission/submit", steps, submit),
        post("/reviews/:review/submission/letter", edit, letter),
        post("/reviews/:review/submission/points/:point", edit, point),
        post("/reviews/:review/submission/amended", steps, amended),
        post("/reviews/:review/submission/publish", steps, do_publish),
        post("/reviews/:review/submission/hold-back", steps, hold_back),
        post("/reviews/:review/submission/withdraw", steps, withdraw),
    ]
}

async fn shown(tx: &mut Tx, ask: &Ask) -> Result<Shown, Problem> {
    let review: ReviewId = ask.param("review")?;
    let grant = permit::<SeeQuality>(tx, ask.actor()?, review).await?;
    let facts = reviews::facts(tx, review).await?;
    let unwritten = reports::unwritten(tx, review).await?;
    let front = reviews::front(tx, &grant).await?;
    let clocks = late::clocks(tx, &grant, send::act_at(front.stage)).await?;
    Ok(Shown {
        late: late::missed(&clocks, tx.today()),
        front,
        labels: labels(tx, review).await?,
        pack: pack::pack(tx, review, &facts.dates, &unwritten).await?,
        submissions: send::submissions(tx, &grant).await?,
        letters: letters::letters(tx, &grant).await?,
        points: letters::points(tx, &grant).await?,
        publications: publish::publications(tx, &grant).await?,
        offers: offers(&facts, &grant.roles()),
        edits: if_theirs(permit::<EditQuality>(tx, ask.actor()?, review).await)?.is_some(),
        held: grant.held().to_vec(),
    })
}

async fn page(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let shown = shown(&mut tx, &ask).await?;
    let today = tx.today();
    let f = ["agreed_on", "sent_on", "received_on", "amended_on", "published_on", "held_on", "withdrawn_on"]
        .iter()
        .fold(Filled::new().with("body", "Home Office Quality Assurance Board"), |f, name| f.with_date(name, Some(today)));
    ask.show(view::page(&ask.seal(), &shown, &f))
}

async fn again(tx: &mut Tx, ask: &Ask, f: &Filled) -> Answer {
    let shown = shown(tx, ask).await?;
    ask.refill(view::page(&ask.seal(), &shown, f), f)
}

fn home(review: ReviewId) -> String {
    format!("/reviews/{review}/submission")
}

async fn declare(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.write().await?;
    let grant = permit::<EditQuality>(&mut tx, ask.actor()?, review).await?;
    let register = register_for_tying(&mut tx, &ask.app.keyring, review).await?;
    let mut f = ask.filled();
    let Some((part, words)) = forms::declared(&mut f, &register) else { return again(&mut tx, &ask, &f).await };
    pack::declare(&mut tx, &grant, part, words).await?;
    tx.commit().await?;
    Ok(done(home(review), "The part is declared."))
}

/// A step that asks for a day only.
async fn dated(mut ask: Ask, act: Act, field: &str, what: &str, told: &'static str) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.write().await?;
    let grant = permit::<TakeStep>(&mut tx, ask.actor()?, review).await?;
    let (mut f, today) = (ask.filled(), tx.today());
    let Some(on) = f.past_date(field, what, today) else { return again(&mut tx, &ask, &f).await };
    send::step(&mut tx, &grant, act, on, f.version()).await?;
    tx.commit().await?;
    Ok(done(home(review), told))
}

async fn agree(ask: Ask) -> Answer {
    dated(ask, Act::AgreeReport, "agreed_on", "the day on which the partnership agreed", "The report is agreed.").await
}

async fn amended(ask: Ask) -> Answer {
    dated(ask, Act::ConfirmAmended, "amended_on", "the day on which the changes were made", "The changes are confirmed.").await
}

async fn submit(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.write().await?;
    let grant = permit::<TakeStep>(&mut tx, ask.actor()?, review).await?;
    let register = register_for_tying(&mut tx, &ask.app.keyring, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let clocks = late::clocks(&mut tx, &grant, send::act_at(front.stage)).await?;
    let (mut f, today) = (ask.filled(), tx.today());
    let Some(sending) = forms::sending(&mut f, &register, today, &clocks) else { return again(&mut tx, &ask, &f).await };
    send::submit(&mut tx, &grant, sending, f.version()).await?;
    tx.commit().await?;
    Ok(done(home(review), "The submission is recorded."))
}

async fn letter(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.write().await?;
    let grant = permit::<EditQuality>(&mut tx, ask.actor()?, review).await?;
    let steps = permit::<TakeStep>(&mut tx, ask.actor()?, review).await?;
    let register = register_for_tying(&mut tx, &ask.app.keyring, review).await?;
    let (mut f, today) = (ask.filled(), tx.today());
    let Some(letter) = forms::letter(&mut f, &register, today) else { return again(&mut tx, &ask, &f).await };
    letters::record(&mut tx, &grant, &steps, letter, f.version()).await?;
    tx.commit().await?;
    Ok(done(home(review), "The letter is recorded."))
}

async fn point(mut ask: Ask) -> Answer {
    let (review, id) = (ask.param::<ReviewId>("review")?, ask.param::<PointId>("point")?);
    let mut tx = ask.write().await?;
    let grant = permit::<EditQuality>(&mut tx, ask.actor()?, review).await?;
    let shown = shown(&mut tx, &ask).await?;
    let register = register_for_tying(&mut tx, &ask.app.keyring, review).await?;
    let mut f = ask.filled();
    let Some(point) = shown.points.iter().find(|point| point.id == id) else { return Err(Problem::NotThere) };
    let Some((answer, words)) = forms::answer(&mut f, &register, point) else {
        return ask.refill(view::page(&ask.seal(), &shown, &f), &f);
    };
    letters::answer(&mut tx, &grant, (id, f.version()), answer, words).await?;
    tx.commit().await?;
    Ok(done(home(review), "The point is answered."))
}

async fn do_publish(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut f = ask.filled();
    // Who may not take the step is not asked for a password, which would tell whether it is right.
    permit::<TakeStep>(&mut ask.read().await?, ask.actor()?, review).await?;
    // What is published is read by anybody and cannot be taken back: a screen left open must not be enough (v5.0.0-7.5.3).
    people::is_theirs(&ask, &mut f).await?;
    let mut tx = ask.write().await?;
    let grant = permit::<TakeStep>(&mut tx, ask.actor()?, review).await?;
    let register = register_for_tying(&mut tx, &ask.app.keyring, review).await?;
    let today = tx.today();
    let Some(what) = forms::publication(&mut f, &register, today) else { return again(&mut tx, &ask, &f).await };
    publish::publish(&mut tx, &grant, what, f.version()).await?;
    tx.commit().await?;
    Ok(done(home(review), "The publication is recorded."))
}

async fn hold_back(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.write().await?;
    let grant = permit::<TakeStep>(&mut tx, ask.actor()?, review).await?;
    let register = register_for_tying(&mut tx, &ask.app.keyring, review).await?;
    let (mut f, today) = (ask.filled(), tx.today());
    let Some((on, reason, agreement)) = forms::held_back(&mut f, &register, today) else { return again(&mut tx, &ask, &f).await };
    publish::hold_back(&mut tx, &grant, on, (reason, agreement), f.version()).await?;
    tx.commit().await?;
    Ok(done(home(review), "The decision not to publish is recorded."))
}

async fn withdraw(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.write().await?;
    let grant = permit::<TakeStep>(&mut tx, ask.actor()?, review).await?;
    let register = register_for_tying(&mut tx, &ask.app.keyring, review).await?;
    let (mut f, today) = (ask.filled(), tx.today());
    let Some((on, why, words)) = forms::withdrawal(&mut f, &register, today) else { return again(&mut tx, &ask, &f).await };
    publish::withdraw(&mut tx, &grant, on, (why, words), f.version()).await?;
    tx.commit().await?;
    Ok(done(home(review), "The withdrawal is recorded."))
}
