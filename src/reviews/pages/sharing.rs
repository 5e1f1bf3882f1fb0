//! The partnerships that share a review.

use super::basis::{partner, tied};
use crate::access::right::{SeeReview, TakeStep};
use crate::access::{Grant, if_theirs, permit};
use crate::base::Line;
use crate::ids::{OrganisationId, ReviewId};
use crate::reviews::basis::{Partner, origin, others, partners};
use crate::reviews::partners::{PartnerId, agree_report, agreements};
use crate::reviews::sharing::{Joining, Leaving, join, leave, may_share};
use crate::reviews::{Front, front, view};
use crate::store::Tx;
use crate::ui::{Answer, Ask, Filled, Page, Problem, day, done};

/// Whoever may make a review a joint one and say what its partners agreed.
async fn sharer(tx: &mut Tx, ask: &Ask, review: ReviewId) -> Result<Grant<TakeStep>, Problem> {
    let grant = permit::<TakeStep>(tx, ask.actor()?, review).await?;
    if may_share(&grant.roles()) {
        return Ok(grant);
    }
    Err(Problem::NotYours(
        "Only the partnership chair or the coordinator of the partnership that leads can make a review a joint one and record what its partners agreed.".into(),
    ))
}

async fn joint_page(tx: &mut Tx, ask: &Ask, f: &Filled) -> Result<Page, Problem> {
    let review: ReviewId = ask.param("review")?;
    let grant = permit::<SeeReview>(tx, ask.actor()?, review).await?;
    let may_share = if_theirs(permit::<TakeStep>(tx, ask.actor()?, review).await)?.is_some_and(|step| may_share(&step.roles()));
    let sight = view::sharing::Joint {
        front: front(tx, &grant).await?,
        held: grant.held().to_vec(),
        partners: partners(tx, review).await?,
        origin: origin(tx, review).await?,
        others: if may_share { others(tx, review).await? } else { Vec::new() },
        agreements: agreements(tx, review).await?,
        labels: crate::parties::labels_to(tx, grant.held(), review).await?,
        may_share,
    };
    Ok(view::sharing::joint(&ask.seal(), &sight, f))
}

pub(super) async fn joint(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let page = joint_page(&mut tx, &ask, &Filled::new()).await?;
    ask.show(page)
}

pub(super) async fn ask_agreed(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.read().await?;
    let grant = sharer(&mut tx, &ask, review).await?;
    let (front, agreements) = (front(&mut tx, &grant).await?, agreements(&mut tx, review).await?);
    ask.show(view::sharing::agreement(&ask.seal(), &front, &agreements, &Filled::new()))
}

pub(super) async fn agreed(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut f = ask.filled();
    let mut tx = ask.write().await?;
    let grant = sharer(&mut tx, &ask, review).await?;
    let partner: Option<PartnerId> = f.id("partner", "the partner");
    let by: Option<Line> = f.line("report_by", "who agreed there, and in what post");
    let on = f.past_date("report_on", "the day on which they agreed", tx.today());
    let (Some(()), Some(partner), Some(by), Some(on)) = (f.good(), partner, by, on) else {
        let (front, agreements) = (front(&mut tx, &grant).await?, agreements(&mut tx, review).await?);
        return ask.refill(view::sharing::agreement(&ask.seal(), &front, &agreements, &f), &f);
    };
    let register = crate::parties::register_for_tying(&mut tx, &ask.app.keyring, ask.actor()?, review).await?;
    agree_report(&mut tx, &grant, (partner, f.version()), tied(&register, &by), on).await?;
    tx.commit().await?;
    Ok(done(format!("/reviews/{review}/joint"), "The partner’s agreement is recorded."))
}

pub(super) async fn share(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut f = ask.filled();
    let mut tx = ask.write().await?;
    let grant = sharer(&mut tx, &ask, review).await?;
    let others = others(&mut tx, review).await?;
    let to = partner(&mut f, &others);
    let by: Option<Line> = f.line("agreed_by", "who agreed there, and in what post");
    let on = f.past_date("on", "the day on which they agreed", tx.today());
    let came = f.past_date("came", "the day on which the death came to their attention", tx.today());
    if let (Some(on), Some(came)) = (on, came)
        && on < came
    {
        let sentence = format!("They cannot have agreed before the death came to their attention, on {}", day(came));
        f.wrong_at("on", "on-day", sentence);
    }
    let why = f.prose("why", "why the review is a joint one");
    let version = f.version();
    let (Some(()), Some(partner), Some(by), Some(on), Some(came_to_attention), Some(why)) = (f.good(), to, by, on, came, why)
    else {
        let page = joint_page(&mut tx, &ask, &f).await?;
        return ask.refill(page, &f);
    };
    let register = crate::parties::register_for_tying(&mut tx, &ask.app.keyring, ask.actor()?, review).await?;
    let (agreed_by, why) = (tied(&register, &by), register.tie(&why));
    join(&mut tx, &grant, Joining { partner, came_to_attention, agreed_by, on, why, version }).await?;
    tx.commit().await?;
    Ok(done(
        format!("/reviews/{review}/joint"),
        "The review is a joint one now. Each partnership has its own clock for the decision.",
    ))
}

/// The partnership of this address, which shares the review, for somebody who may end its part.
async fn going(tx: &mut Tx, ask: &Ask) -> Result<(Grant<TakeStep>, Front, Partner), Problem> {
    let (review, id): (ReviewId, OrganisationId) = (ask.param("review")?, ask.param("partner")?);
    let grant = sharer(tx, ask, review).await?;
    let all = partners(tx, review).await?;
    let one = all.into_iter().find(|one| one.shares() && one.partnership == id).ok_or(Problem::NotThere)?;
    Ok((grant.clone(), front(tx, &grant).await?, one))
}

pub(super) async fn ask_leave(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let (_, front, one) = going(&mut tx, &ask).await?;
    let f = Filled::new().with_date("on", Some(tx.today()));
    ask.show(view::sharing::leaving(&ask.seal(), &front, &one, &f))
}

pub(super) async fn end_part(mut ask: Ask) -> Answer {
    let mut f = ask.filled();
    let mut tx = ask.write().await?;
    let (grant, front, one) = going(&mut tx, &ask).await?;
    let on = f.past_date("on", "the day on which the part ends", tx.today());
    if let (Some(on), Some(joined)) = (on, one.agreed_on)
        && on < joined
    {
        f.wrong_at("on", "on-day", format!("The part of a partnership cannot end before it joined, on {}", day(joined)));
    }
    let why = f.prose("why", "why the part ends");
    let (Some(()), Some(on), Some(why)) = (f.good(), on, why) else {
        return ask.refill(view::sharing::leaving(&ask.seal(), &front, &one, &f), &f);
    };
    let why = crate::parties::register_for_tying(&mut tx, &ask.app.keyring, ask.actor()?, front.id).await?.tie(&why);
    leave(&mut tx, &grant, Leaving { partner: one.partnership, on, why, version: f.version() }).await?;
    tx.commit().await?;
    Ok(done(format!("/reviews/{}/joint", front.id), "The part of that partnership is ended."))
}
