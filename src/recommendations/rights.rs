//! On whose word somebody may act for one recommendation.

use crate::access::right::{ApproveRecommendations, EditRecommendations, SeeRecommendations};
use crate::access::{Actor, Denied, Reach, if_theirs, permit};
use crate::audit::Doer;
use crate::ids::OrganisationId;
use crate::process::Role;
use crate::store::Tx;

use super::state::{Hand, State};
use super::store::Row;

/// What somebody may do with one recommendation. Only [`hands`] makes one.
#[derive(Clone, Debug)]
pub struct Hands {
    owner: bool,
    keeper: bool,
    chair: bool,
    board: bool,
    leads: bool,
    pub(super) doer: Doer,
}

impl Hands {
    /// Whether they speak for whoever leads: an agency's own people. Anybody else who writes a report says whose words it is.
    #[must_use]
    pub const fn leads(&self) -> bool {
        self.leads
    }

    /// Whether they may act on this word.
    #[must_use]
    pub fn has(&self, hand: Hand) -> bool {
        match hand {
            // The coordinator writes down what an owner says who does not sign in.
            Hand::Owner => self.owner || self.keeper,
            Hand::Keeper => self.keeper || self.chair,
            // A board reads the register (permission matrix) and it alone moves a recommendation on from a claim (domain section 7.1).
            Hand::Board => self.board || self.chair,
        }
    }

    /// Whether they write the register. The partnership's chair approves what others write (permission matrix).
    #[must_use]
    pub(super) fn writes(&self) -> bool {
        self.keeper
    }
}

/// Roles in a partnership that see its plans.
const SEES: &[Role] = &[Role::CspChair, Role::Coordinator, Role::BoardMember, Role::Scrutiny, Role::LearningLead];

/// What this person may do with this recommendation.
///
/// # Errors
/// [`Denied`] when they may not see it.
pub async fn hands(tx: &mut Tx, actor: &Actor, row: &Row) -> Result<Hands, Denied> {
    let Some(review) = row.review else { return plan_hands(actor, row) };
    let see = permit::<SeeRecommendations>(tx, actor, review).await?;
    if !see.covers(row.lead_body, settled(row.state)) {
        return Err(Denied::NotThere);
    }
    let edit = if_theirs(permit::<EditRecommendations>(tx, actor, review).await)?;
    let approve = if_theirs(permit::<ApproveRecommendations>(tx, actor, review).await)?;
    let own = |reach: Reach, covers: bool| reach == Reach::Own && covers;
    let leads = edit.as_ref().is_some_and(|grant| own(grant.reach(), grant.covers(row.lead_body, false)))
        || approve.as_ref().is_some_and(|grant| own(grant.reach(), grant.covers(row.lead_body, false)));
    Ok(Hands {
        leads,
        owner: edit.as_ref().is_some_and(|grant| grant.covers(row.lead_body, false))
            || approve.as_ref().is_some_and(|grant| grant.covers(row.lead_body, false)),
        keeper: edit.as_ref().is_some_and(|grant| grant.reach() == Reach::All),
        chair: approve.as_ref().is_some_and(|grant| grant.reach() == Reach::All),
        board: see.roles().contains(&Role::BoardMember),
        doer: edit.map_or_else(|| see.doer(), |grant| grant.doer()),
    })
}

/// Whether a recommendation has been approved, so that those who see only what is released see it.
pub(super) fn settled(state: State) -> bool {
    !matches!(state, State::Draft | State::Agreed | State::Disputed)
}

/// What this person may do with an action of a partnership's own plan.
pub(super) fn plan_hands(actor: &Actor, row: &Row) -> Result<Hands, Denied> {
    let owner = row
        .lead_body
        .is_some_and(|lead| actor.posts.iter().any(|post| post.organisation == lead && post.partnerships.is_empty()));
    let Some(role) = SEES.iter().copied().find(|role| actor.is(*role, row.partnership)).or(owner.then_some(Role::ActionOwner))
    else {
        return Err(Denied::NotThere);
    };
    let [keeper, chair, board] =
        [Role::Coordinator, Role::CspChair, Role::BoardMember].map(|role| actor.is(role, row.partnership));
    Ok(Hands { owner, keeper, chair, board, leads: owner, doer: actor.doer(role.code(), Some(row.partnership)) })
}

/// Somebody who keeps a partnership's plans. Only [`steward`] makes one.
#[derive(Clone, Debug)]
pub struct Steward {
    pub(super) partnership: OrganisationId,
    pub(super) actor: Actor,
    pub(super) doer: Doer,
}

/// Proof that the person keeps the plans of this partnership: its coordinator or its chair.
///
/// # Errors
/// [`Denied::NotThere`] when they do not.
pub fn steward(actor: &Actor, partnership: OrganisationId) -> Result<Steward, Denied> {
    let role = [Role::Coordinator, Role::CspChair].into_iter().find(|role| actor.is(*role, partnership));
    let role = role.ok_or(Denied::NotThere)?;
    Ok(Steward { partnership, actor: actor.clone(), doer: actor.doer(role.code(), Some(partnership)) })
}

/// The partnerships whose plans the person may read.
#[must_use]
pub fn partnerships(actor: &Actor) -> Vec<OrganisationId> {
    actor.partnerships_as(SEES)
}
