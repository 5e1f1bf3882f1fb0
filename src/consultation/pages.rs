//! What people ask of the consultation.

use super::bodies::directory;
use super::questions::Kind;
use super::store::{Consultee, ConsulteeId, ask as ask_somebody, consultees, explain, not_needed, reply, so_far, standing};
use super::view;
use crate::access::right::{EditCase, Object, SeeCase, SeeNames};
use crate::access::{Grant, Reach, if_theirs, permit, permit_all};
use crate::ids::ReviewId;
use crate::notification::CaseProblem;
use crate::parties;
use crate::process::Role;
use crate::reviews;
use crate::store::Tx;
use crate::ui::{Answer, Ask, Filled, Guard, Problem, Route, done, get, post};

/// The routes of the consultation.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![
        get("/reviews/:review/consultation", Guard::Review("SeeCase"), overview),
        get("/reviews/:review/consultation/ask", Guard::Review("EditCase"), ask_form),
        post("/reviews/:review/consultation/ask", Guard::Review("EditCase"), send),
        get("/reviews/:review/consultation/not-asked/:kind", Guard::Review("EditCase"), not_asked_form),
        post("/reviews/:review/consultation/not-asked/:kind", Guard::Review("EditCase"), not_asked),
        get("/reviews/:review/consultation/:consultee/reply", Guard::Review("EditCase"), reply_form),
        post("/reviews/:review/consultation/:consultee/reply", Guard::Review("EditCase"), send_reply),
        get("/reviews/:review/consultation/:consultee/explain", Guard::Review("EditCase"), explain_form),
        post("/reviews/:review/consultation/:consultee/explain", Guard::Review("EditCase"), send_explanation),
    ]
}

async fn overview(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.read().await?;
    let grant = permit::<SeeCase>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let all = consultees(&mut tx, &grant).await?;
    let standing = if grant.reach() == Reach::All { Some(standing(&mut tx, review).await?) } else { None };
    let labels = parties::labels_to(&mut tx, grant.held(), review).await?;
    let edit = front.stage.is_undecided() && if_theirs(permit::<EditCase>(&mut tx, ask.actor()?, review).await)?.is_some();
    ask.show(view::overview(&front, grant.held(), (&all, tx.today()), standing.as_ref(), &labels, edit))
}

async fn ask_form(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.read().await?;
    let grant = permit_all::<EditCase>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let bodies = directory(&mut tx, grant.partnership()).await?;
    let f = Filled::new().with("kind", ask.query("kind")).with("way", "mail").with_date("asked_on", Some(tx.today()));
    ask.show(view::ask(&ask.seal(), &front, &bodies, &f))
}

async fn send(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut f = ask.filled();
    let mut tx = ask.write().await?;
    let grant = permit_all::<EditCase>(&mut tx, ask.actor()?, review).await?;
    match ask_somebody(&mut tx, &grant, &mut f).await {
        Ok(_) => {
            tx.commit().await?;
            Ok(done(format!("/reviews/{review}/consultation"), "It is on record that they are asked."))
        }
        Err(CaseProblem::Form) => {
            let front = reviews::front(&mut tx, &grant).await?;
            let bodies = directory(&mut tx, grant.partnership()).await?;
            ask.refill(view::ask(&ask.seal(), &front, &bodies, &f), &f)
        }
        Err(problem) => Err(problem.into()),
    }
}

async fn not_asked_form(ask: Ask) -> Answer {
    let (review, kind): (ReviewId, Kind) = (ask.param("review")?, ask.param("kind")?);
    let mut tx = ask.read().await?;
    let grant = permit_all::<EditCase>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let seen = so_far(&mut tx, review).await?;
    ask.show(view::not_asked(&ask.seal(), &front, kind, &Filled::new().with("version", seen.to_string())))
}

async fn not_asked(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut f = ask.filled();
    let mut tx = ask.write().await?;
    let grant = permit_all::<EditCase>(&mut tx, ask.actor()?, review).await?;
    let kind: Kind = ask.param("kind")?;
    match not_needed(&mut tx, &ask.app.keyring, &grant, kind, &mut f).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(done(format!("/reviews/{review}/consultation"), "The reason is on record."))
        }
        Err(CaseProblem::Form) => {
            let front = reviews::front(&mut tx, &grant).await?;
            ask.refill(view::not_asked(&ask.seal(), &front, kind, &f), &f)
        }
        Err(problem) => Err(problem.into()),
    }
}

async fn one(tx: &mut Tx, ask: &Ask, grant: &Grant<EditCase>) -> Result<Consultee, Problem> {
    let id: ConsulteeId = ask.param("consultee")?;
    consultees(tx, grant).await?.into_iter().find(|one| one.id == id).ok_or(Problem::NotThere)
}

/// What of the case this person may read beside the reply.
async fn about(tx: &mut Tx, ask: &Ask, grant: &Grant<EditCase>) -> Result<view::About, Problem> {
    let register = if_theirs(permit::<SeeNames>(tx, ask.actor()?, grant.review()).await)?.is_some();
    Ok(view::About { notification: grant.sees_all(Object::Case), register })
}

async fn reply_form(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.read().await?;
    let grant = permit::<EditCase>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let one = one(&mut tx, &ask, &grant).await?;
    let own = grant.role() == Role::AgencySpoc;
    let who = about(&mut tx, &ask, &grant).await?;
    let labels = parties::labels_to(&mut tx, grant.held(), review).await?;
    ask.show(view::reply(&ask.seal(), &front, &one, (own, who), &view::begun(&one, &labels, own, tx.today())))
}

async fn send_reply(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut f = ask.filled();
    let mut tx = ask.write().await?;
    let grant = permit::<EditCase>(&mut tx, ask.actor()?, review).await?;
    let id: ConsulteeId = ask.param("consultee")?;
    match reply(&mut tx, &ask.app.keyring, &grant, id, &mut f).await {
        Ok(()) => {
            let stays = if_theirs(permit::<EditCase>(&mut tx, ask.actor()?, review).await)?.is_some();
            tx.commit().await?;
            if !stays {
                return Ok(done("/my-work", "The reply is on record. Nothing more is asked of your agency in this review."));
            }
            Ok(done(format!("/reviews/{review}/consultation"), "The reply is on record."))
        }
        Err(CaseProblem::Form) => {
            let front = reviews::front(&mut tx, &grant).await?;
            let one = one(&mut tx, &ask, &grant).await?;
            let own = grant.role() == Role::AgencySpoc;
            let who = about(&mut tx, &ask, &grant).await?;
            ask.refill(view::reply(&ask.seal(), &front, &one, (own, who), &f), &f)
        }
        Err(problem) => Err(problem.into()),
    }
}

async fn explain_form(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.read().await?;
    let grant = permit_all::<EditCase>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let one = one(&mut tx, &ask, &grant).await?;
    let labels = parties::labels_to(&mut tx, grant.held(), review).await?;
    ask.show(view::explain(&ask.seal(), &front, &one, &view::begun(&one, &labels, false, tx.today())))
}

async fn send_explanation(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut f = ask.filled();
    let mut tx = ask.write().await?;
    let grant = permit_all::<EditCase>(&mut tx, ask.actor()?, review).await?;
    let id: ConsulteeId = ask.param("consultee")?;
    match explain(&mut tx, &ask.app.keyring, &grant, id, &mut f).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(done(format!("/reviews/{review}/consultation"), "The explanation is on record."))
        }
        Err(CaseProblem::Form) => {
            let front = reviews::front(&mut tx, &grant).await?;
            let one = one(&mut tx, &ask, &grant).await?;
            ask.refill(view::explain(&ask.seal(), &front, &one, &f), &f)
        }
        Err(problem) => Err(problem.into()),
    }
}
