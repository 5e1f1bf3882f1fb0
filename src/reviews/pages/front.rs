//! The front page of a review: where it stands, what is due, what to do next and why something cannot be done yet.

use crate::access::right::{Object, SeeReview};
use crate::access::{Reach, permit};
use crate::base::calendar::Calendar;
use crate::decision;
use crate::duties;
use crate::ids::ReviewId;
use crate::process::engine::offers_to_all;
use crate::process::{due, offers};
use crate::reviews::facts::facts_and_lengths;
use crate::reviews::view::front::{Sight, page};
use crate::reviews::{front as head, replans, timeline};
use crate::ui::{Answer, Ask};

const LATEST: i64 = 5;

pub(super) async fn front(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.read().await?;
    let grant = permit::<SeeReview>(&mut tx, ask.actor()?, review).await?;
    let front = head(&mut tx, &grant).await?;
    let (facts, lengths) = facts_and_lengths(&mut tx, &front).await?;
    // Who may see only that the review is there sees its stage and clocks, and not its story.
    let whole = grant.reach() == Reach::All;
    let latest = if whole { timeline(&mut tx, &grant, i64::MAX, LATEST).await? } else { Vec::new() };
    let labels = crate::parties::labels_to(&mut tx, grant.held(), review).await?;
    let roles = grant.roles();
    // Who agrees dates sees what asks for new ones.
    let plans = grant.edits(Object::Clocks);
    let waits = facts.directed_bodies_missing > 0 || facts.holds.iter().any(|hold| hold.stands_on(facts.today));
    let dues = due(&facts, Calendar::england_and_wales(), &lengths);
    let sight = Sight {
        replans: if plans { replans(&mut tx, &grant).await? } else { Vec::new() },
        plans,
        duties: duties::here(&mut tx, &grant, (front.stage, waits), &dues).await?,
        whole: grant.sees_all(Object::Case),
        released: decision::released_to(&mut tx, grant.held(), review).await?,
        dues,
        offers: offers(&facts, &roles),
        others: offers_to_all(&facts),
        latest,
        labels,
        held: grant.held().to_vec(),
        roles,
        facts,
        front,
    };
    ask.show(page(&sight))
}
