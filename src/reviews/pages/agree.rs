//! The clocks of a review, and agreeing a date for one.

use crate::access::permit;
use crate::access::right::{EditClocks, Object, SeeReview};
use crate::ids::ReviewId;
use crate::process::{Due, Rule};
use crate::reviews::clocks::{NewDate, agree, agreed_ever, agreed_so_far, dues, seen, suggestion};
use crate::reviews::replan::{Replan, ReplanId, replans};
use crate::reviews::{front, view};
use crate::store::Tx;
use crate::ui::{Answer, Ask, Filled, Problem, done};

const STALE: &str = "A date has been agreed for this clock, or what this one answers was settled, since you opened the page. Nothing was saved. Look at the clocks, then try again.";

fn find(dues: Vec<Due>, rule: Rule, about: &str) -> Result<Due, Problem> {
    dues.into_iter().find(|due| due.clock.rule == rule && due.about == about).ok_or(Problem::NotThere)
}

pub(super) async fn clocks(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.read().await?;
    let grant = permit::<SeeReview>(&mut tx, ask.actor()?, review).await?;
    let front = front(&mut tx, &grant).await?;
    let (facts, dues) = seen(&mut tx, &grant, &front).await?;
    let may_agree = grant.edits(Object::Clocks);
    let labels = crate::parties::labels_to(&mut tx, grant.held(), review).await?;
    let agreed = agreed_ever(&mut tx, &grant).await?;
    ask.show(view::clocks::page(&front, grant.held(), &facts, (&dues, &agreed, &labels), may_agree))
}

pub(super) async fn ask(ask: Ask) -> Answer {
    let (review, rule): (ReviewId, Rule) = (ask.param("review")?, ask.param("rule")?);
    let mut tx = ask.read().await?;
    let grant = permit::<EditClocks>(&mut tx, ask.actor()?, review).await?;
    let front = front(&mut tx, &grant).await?;
    let (facts, dues) = dues(&mut tx, &front).await?;
    let clock = find(dues, rule, ask.query("about"))?;
    let so_far = agreed_so_far(&mut tx, review).await?;
    let open = open(&mut tx, &ask).await?;
    let seen = so_far.get(&(rule, clock.about.clone())).copied().unwrap_or_default();
    let f = Filled::new().with_date("on", Some(tx.today())).with("version", seen.to_string());
    // What a lifted hold gives back is a proposal: the partnership agrees it or writes another.
    let f = match suggestion(&facts, &clock) {
        Some(suggestion) => f.with_date("due", Some(suggestion.due)).with("reason", suggestion.why),
        None => f,
    };
    // What happened beside the review and what the clock is about bear the same code, so the one is likely to answer the other.
    let same = open.iter().filter(|one| !one.about.is_empty() && one.about == clock.about);
    let f = same.fold(f, |f, one| f.with("answers", one.id.to_string()));
    ask.show(view::clocks::agree(&ask.seal(), &front, &facts, (&clock, &open), &f))
}

async fn open(tx: &mut Tx, ask: &Ask) -> Result<Vec<Replan>, Problem> {
    let grant = permit::<SeeReview>(tx, ask.actor()?, ask.param("review")?).await?;
    Ok(replans(tx, &grant).await?)
}

pub(super) async fn act(mut ask: Ask) -> Answer {
    let (review, rule): (ReviewId, Rule) = (ask.param("review")?, ask.param("rule")?);
    let mut f = ask.filled();
    let mut tx = ask.write().await?;
    let grant = permit::<EditClocks>(&mut tx, ask.actor()?, review).await?;
    let front = front(&mut tx, &grant).await?;
    let (facts, dues) = dues(&mut tx, &front).await?;
    let clock = find(dues, rule, f.get("about"))?;
    let due = f.date("due", "the agreed date");
    let by = f.line("by", "who agreed to it");
    let on = f.past_date("on", "the day on which it was agreed", tx.today());
    let reason = f.prose("reason", "the reason");
    let answers: Result<Vec<ReplanId>, _> = f.all("answers").map(str::parse).collect();
    if answers.is_err() {
        f.wrong("answers", "Select reasons to plan again from the list");
    }
    if let (Some(due), Some(on)) = (due, on)
        && due < on
    {
        f.wrong("due", "The agreed date must not be before the day on which it was agreed");
    }
    let (Some(()), Some(due), Some(by), Some(on), Some(reason), Ok(answers)) = (f.good(), due, by, on, reason, answers) else {
        let open = open(&mut tx, &ask).await?;
        return ask.refill(view::clocks::agree(&ask.seal(), &front, &facts, (&clock, &open), &f), &f);
    };
    let register = crate::parties::register_for_tying(&mut tx, &ask.app.keyring, ask.actor()?, review).await?;
    let by = register.tie_str(by.as_str()).into_owned();
    let new = NewDate { due, by, on, reason: register.tie(&reason), seen: f.version(), answers };
    if !agree(&mut tx, &grant, &clock, new).await? {
        return Err(Problem::Stale { sentence: STALE.into() });
    }
    tx.commit().await?;
    Ok(done(format!("/reviews/{review}/clocks"), "The agreed date is recorded beside the computed one."))
}
