//! Who reaches which part of a return: the rows of the permission matrix, put together for each level.

use crate::access::right::{
    ApproveImr, ApproveReturns, EditImrDraft, EditReturns, Right, SeeImr, SeeImrDraft, SeeReturns, SignImr,
};
use crate::access::{Actor, Denied, Grant, Reach, if_theirs, permit, permit_all};
use crate::audit::Doer;
use crate::ids::{OrganisationId, PersonId, ReviewId};
use crate::store::{Stored, Tx};

use super::kinds::Level;
use super::read::Request;

/// How much of a request somebody sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sight {
    /// Not that it is there.
    Nothing,
    /// That it is there and how far it is.
    Status,
    /// What it says.
    Words,
}

/// What somebody may see of the returns in one review.
pub(super) struct Eyes {
    returns: Option<Grant<SeeReturns>>,
    drafts: Option<Grant<SeeImrDraft>>,
    signed: Option<Grant<SeeImr>>,
}

impl Eyes {
    /// How much of a return they see: one of `organisation`, at `level`, `signed` and `released` or not.
    pub(super) fn sight(&self, organisation: OrganisationId, level: Level, signed: bool, released: bool) -> Sight {
        let words = match (level.reviews(), signed) {
            (true, true) => self.signed.as_ref().is_some_and(|grant| grant.covers(Some(organisation), released)),
            (true, false) => self.drafts.as_ref().is_some_and(|grant| grant.covers(Some(organisation), false)),
            (false, true) => self.returns.as_ref().is_some_and(|grant| grant.covers(Some(organisation), released)),
            // A return that its agency has not signed is its own, even to those who will read it all.
            (false, false) => self.returns.as_ref().is_some_and(|grant| grant.speaks_for(organisation)),
        };
        let reach = [self.returns.as_ref().map(Grant::reach), self.signed.as_ref().map(Grant::reach)];
        let status = reach.into_iter().flatten().any(|reach| reach != Reach::Own) || self.is_theirs(organisation);
        if words {
            Sight::Words
        } else if status {
            Sight::Status
        } else {
            Sight::Nothing
        }
    }

    /// Whether they act for this agency.
    pub(super) fn is_theirs(&self, organisation: OrganisationId) -> bool {
        self.returns.as_ref().is_some_and(|grant| grant.agencies().contains(&organisation))
            || self.signed.as_ref().is_some_and(|grant| grant.agencies().contains(&organisation))
    }

    /// Whether what agencies sign is theirs to read without limits.
    pub(super) fn sees_all(&self) -> bool {
        self.signed.as_ref().is_some_and(|grant| grant.reach() == Reach::All)
    }
}

pub(super) async fn eyes(tx: &mut Tx, actor: &Actor, review: ReviewId) -> Result<Eyes, Denied> {
    let returns = permit::<SeeReturns>(tx, actor, review).await;
    let drafts = if_theirs(permit::<SeeImrDraft>(tx, actor, review).await)?;
    let signed = if_theirs(permit::<SeeImr>(tx, actor, review).await)?;
    match (returns, signed) {
        (Ok(returns), signed) => Ok(Eyes { returns: Some(returns), drafts, signed }),
        (Err(Denied::NotYours(_)), Some(signed)) => Ok(Eyes { returns: None, drafts, signed: Some(signed) }),
        (Err(denied), _) => Err(denied),
    }
}

/// Somebody who may act on one agency's part. Only the functions below make one.
pub(super) struct Hand {
    /// For the record.
    pub(super) doer: Doer,
    /// Who.
    pub(super) person: PersonId,
    /// As they are named.
    pub(super) name: String,
    /// Their post.
    pub(super) post: String,
}

fn hand(actor: &Actor, doer: Doer) -> Hand {
    Hand { doer, person: actor.person, name: actor.name.clone(), post: actor.job_title.clone() }
}

fn not_theirs() -> Denied {
    Denied::NotYours("Only people of the agency that was asked can do this. Ask the coordinator if you act for it now.".into())
}

/// What their right lets somebody do for their own agency.
async fn theirs<R: Right>(tx: &mut Tx, actor: &Actor, review: ReviewId, organisation: OrganisationId) -> Result<Hand, Denied> {
    let grant = permit::<R>(tx, actor, review).await?;
    if grant.agencies().contains(&organisation) { Ok(hand(actor, grant.doer())) } else { Err(not_theirs()) }
}

/// The same, by the right to what is written under the rules for management reviews, or to any other return.
async fn of_level<Reviews: Right, Others: Right>(
    tx: &mut Tx,
    actor: &Actor,
    (review, organisation): (ReviewId, OrganisationId),
    level: Level,
) -> Result<Hand, Denied> {
    if level.reviews() {
        theirs::<Reviews>(tx, actor, review, organisation).await
    } else {
        theirs::<Others>(tx, actor, review, organisation).await
    }
}

/// To write a return of an agency.
pub(super) async fn writer(
    tx: &mut Tx,
    actor: &Actor,
    review: ReviewId,
    organisation: OrganisationId,
    level: Level,
) -> Result<Hand, Denied> {
    of_level::<EditImrDraft, EditReturns>(tx, actor, (review, organisation), level).await
}

/// To sign a return for its agency.
pub(super) async fn signatory(
    tx: &mut Tx,
    actor: &Actor,
    review: ReviewId,
    organisation: OrganisationId,
    level: Level,
) -> Result<Hand, Denied> {
    of_level::<SignImr, ApproveReturns>(tx, actor, (review, organisation), level).await
}

/// To accept, send back or release a signed return: the chair.
pub(super) async fn judge(tx: &mut Tx, actor: &Actor, review: ReviewId, level: Level) -> Result<Hand, Denied> {
    let doer = if level.reviews() {
        permit_all::<ApproveImr>(tx, actor, review).await?.doer()
    } else {
        permit_all::<ApproveReturns>(tx, actor, review).await?.doer()
    };
    Ok(hand(actor, doer))
}

/// To ask agencies: the coordinator.
pub(super) async fn asker(tx: &mut Tx, actor: &Actor, review: ReviewId) -> Result<Hand, Denied> {
    let grant = permit_all::<EditReturns>(tx, actor, review).await?;
    Ok(hand(actor, grant.doer()))
}

/// To say for an agency that its records are safe.
pub(super) async fn keeper(tx: &mut Tx, actor: &Actor, review: ReviewId, organisation: OrganisationId) -> Result<Hand, Denied> {
    let grant = permit::<EditReturns>(tx, actor, review).await?;
    if grant.agencies().contains(&organisation) { Ok(hand(actor, grant.doer())) } else { Err(not_theirs()) }
}

/// What somebody may do with a request.
#[derive(Clone, Copy, Debug)]
pub struct May {
    /// Write the return and hand in files.
    pub write: bool,
    /// Sign it for the agency.
    pub sign: bool,
    /// Accept it, send it back, release it.
    pub judge: bool,
    /// Ask agencies, and excuse them.
    pub ask: bool,
}

/// What this person may do with this request, whatever its state.
///
/// # Errors
/// When the database refuses.
pub async fn may(tx: &mut Tx, actor: &Actor, request: &Request) -> Stored<May> {
    let (review, organisation, level) = (request.review, request.organisation, request.level);
    Ok(May {
        write: if_theirs(writer(tx, actor, review, organisation, level).await)?.is_some(),
        sign: if_theirs(signatory(tx, actor, review, organisation, level).await)?.is_some(),
        judge: if_theirs(judge(tx, actor, review, level).await)?.is_some(),
        ask: if_theirs(asker(tx, actor, review).await)?.is_some(),
    })
}

/// Whether this person asks agencies in this review.
///
/// # Errors
/// When the database refuses.
pub async fn may_ask(tx: &mut Tx, actor: &Actor, review: ReviewId) -> Stored<bool> {
    Ok(if_theirs(asker(tx, actor, review).await)?.is_some())
}
