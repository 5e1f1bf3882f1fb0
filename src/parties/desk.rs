//! What a page about a review has before it: the transaction, the right, the head of the review and what people are called.

use crate::access::right::{Object, Right, Verb};
use crate::access::{Grant, permit};
use crate::ids::ReviewId;
use crate::redaction::Labels;
use crate::reviews::{self, Front};
use crate::store::{Stored, Tx, sql};
use crate::ui::{Ask, Markup, Page, Problem, heading_in, html};

use super::{Finding, Kind, labels_to};

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
    /// What whoever is alleged or found responsible is called, by what the courts have found as of today.
    pub(crate) responsible: &'static str,
}

/// What labels say that are true before and after a trial. A page that knows the review says which of both it is.
const EITHER: &str = "person alleged or found to be responsible";

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
    let responsible = called_responsible(&mut tx, review).await?;
    Ok(Desk { tx, grant, front, labels, responsible })
}

/// The word for those who are alleged or found responsible: "alleged" until a court has found it of each of them.
async fn called_responsible(tx: &mut Tx, review: ReviewId) -> Stored<&'static str> {
    let findings: Vec<(Finding,)> = sql("SELECT finding FROM register_entry WHERE review = $1 AND kind = $2")
        .bind(review)
        .bind(Kind::AllegedPerpetrator)
        .all(tx)
        .await?;
    Ok(word_for(&findings.into_iter().map(|(finding,)| finding).collect::<Vec<_>>()))
}

fn word_for(findings: &[Finding]) -> &'static str {
    match findings {
        [] => "alleged perpetrator",
        [Finding::Convicted] => "perpetrator",
        all if all.iter().all(|one| *one == Finding::Convicted) => "perpetrators",
        [one] if one.is_found() => "person found to have done it",
        all if all.iter().any(|one| one.is_found()) => EITHER,
        _ => "alleged perpetrator",
    }
}

impl<R: Right> Desk<R> {
    /// A label in the words that fit what the courts have found.
    pub(crate) fn as_found(&self, label: &str) -> String {
        label.replace(EITHER, self.responsible)
    }

    /// The address of something in this review.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("/reviews/{}{path}", self.front.id)
    }

    /// Whether one of the person's roles may do this somewhere in the review.
    pub(crate) fn may(&self, object: Object, verb: Verb) -> bool {
        self.grant.held().iter().any(|held| held.may(object, verb).is_some())
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

#[cfg(test)]
mod tests {
    use super::{EITHER, Finding, word_for};

    #[test]
    fn somebody_is_alleged_until_a_court_has_found_it() {
        assert_eq!(word_for(&[]), "alleged perpetrator");
        assert_eq!(word_for(&[Finding::Charged]), "alleged perpetrator");
        assert_eq!(word_for(&[Finding::Acquitted]), "alleged perpetrator");
        assert_eq!(word_for(&[Finding::Convicted]), "perpetrator");
        assert_eq!(word_for(&[Finding::Convicted, Finding::Convicted]), "perpetrators");
        assert_eq!(word_for(&[Finding::Unfit]), "person found to have done it");
        assert_eq!(word_for(&[Finding::Convicted, Finding::Charged]), EITHER);
    }
}
