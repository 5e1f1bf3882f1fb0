//! What a page about a review has before it: the transaction, the right, the head of the review and what people are called.

use crate::access::right::{Object, Right, Verb};
use crate::access::{Grant, may, permit};
use crate::ids::ReviewId;
use crate::redaction::Labels;
use crate::reviews::{self, Front};
use crate::store::Tx;
use crate::ui::{Ask, Markup, Page, Problem, heading_in, html};

use super::labels_to;

/// A page function's desk.
pub(crate) struct Desk<R: Right> {
    /// The transaction.
    pub(crate) tx: Tx,
    /// The right to be here.
    pub(crate) grant: Grant<R>,
    /// The head of the review.
    pub(crate) front: Front,
    /// What its people are called.
    pub(crate) labels: Labels,
}

/// A desk to look from: nothing can be written.
pub(crate) async fn look<R: Right>(ask: &Ask) -> Result<Desk<R>, Problem> {
    let tx = ask.read().await?;
    sit(ask, tx).await
}

/// A desk to work at, and to look at what is on record as seen.
pub(crate) async fn work<R: Right>(ask: &Ask) -> Result<Desk<R>, Problem> {
    let tx = ask.write().await?;
    sit(ask, tx).await
}

async fn sit<R: Right>(ask: &Ask, mut tx: Tx) -> Result<Desk<R>, Problem> {
    let review: ReviewId = ask.param("review")?;
    let grant = permit::<R>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let labels = labels_to(&mut tx, grant.held(), review).await?;
    Ok(Desk { tx, grant, front, labels })
}

impl<R: Right> Desk<R> {
    /// The address of something in this review.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("/reviews/{}{path}", self.front.id)
    }

    /// Whether one of the person's roles may do this somewhere in the review.
    pub(crate) fn may(&self, object: Object, verb: Verb) -> bool {
        self.grant.held().iter().any(|held| may(held.role, object, verb).is_some())
    }

    /// A further right in the same transaction.
    pub(crate) async fn also<S: Right>(&mut self) -> Result<Grant<S>, Problem> {
        let actor = self.grant.actor().clone();
        Ok(permit::<S>(&mut self.tx, &actor, self.front.id).await?)
    }

    /// A room's own page, with the review's navigation.
    pub(crate) fn room(&self, room: &str, title: &str, inside: &Markup) -> Page {
        reviews::room(&self.front, self.grant.held(), room, title, inside)
    }

    /// A page inside a room, with the way back to it.
    pub(crate) fn inner(&self, room: &str, title: &str, inside: &Markup) -> Page {
        self.inner_of(room, (title, title), inside)
    }

    /// A page about somebody. Its title stays in the browser's history, so it names nobody; the heading does.
    pub(crate) fn inner_of(&self, room: &str, (title, heading): (&str, &str), inside: &Markup) -> Page {
        let body = html! { (heading_in(&self.front.reference, heading)) (inside) };
        Page::new(title, body).about(&self.front.reference).back(self.at(room))
    }
}
