//! A permission as a value.

use std::marker::PhantomData;

use crate::audit::Doer;
use crate::base::within_a_sentence;
use crate::ids::{OrganisationId, ReviewId};
use crate::process::{Role, Stage};
use crate::store::{FromRow, StoreError, Stored, Tx, sql};

use super::actor::{Actor, in_conflict};
use super::policy::{Reach, may};
use super::right::{Object, Right, Verb};

/// Why somebody may not.
#[derive(Debug, thiserror::Error)]
pub enum Denied {
    /// The review is not there, or not for this person to know of: the two look the same.
    #[error("there is no such review")]
    NotThere,
    /// They know the review, and this part of it is not theirs.
    #[error("{0}")]
    NotYours(String),
    /// The question could not be asked.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A role in one review, held today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// As what.
    pub role: Role,
    /// For which agency, where the role speaks for one.
    pub organisation: Option<OrganisationId>,
    /// Whether it comes from a partnership that shares the review and does not lead it: its people look, and the lead partnership's act.
    pub follows: bool,
    /// Whether the review is closed: what was worked out in it stays as it is.
    pub closed: bool,
    /// Whether it is a seat on the panel whose holder has not declared their interests: they learn who it is about, and nothing of the case.
    pub undeclared: bool,
}

impl Held {
    /// How far the matrix lets whoever holds this do this. A partnership that follows does nothing, whatever its people's role, nobody
    /// changes what a closed review has come to, and who is to declare their interests first is let in as far as that needs.
    #[must_use]
    pub fn may(&self, object: Object, verb: Verb) -> Option<Reach> {
        let stays = self.follows || (self.closed && object.stays_once_closed());
        let reach = if stays && verb != Verb::See { None } else { may(self.role, object, verb) };
        if self.undeclared { reach.and_then(|reach| until_declared(object, verb, reach)) } else { reach }
    }
}

/// What a member of the panel reaches before they have declared their interests: that the review is there, who sits on its panel, and the
/// people whose names are released to the panel, without whom nobody can say whether they have a tie to them.
fn until_declared(object: Object, verb: Verb, reach: Reach) -> Option<Reach> {
    match (object, verb) {
        (Object::Review | Object::Panel, Verb::See) => Some(Reach::Status),
        (Object::Identity, Verb::See) => Some(reach),
        _ => None,
    }
}

/// Proof that this person may use the right `R` in this review. Only [`permit`] makes one.
#[derive(Clone, Debug)]
pub struct Grant<R: Right> {
    actor: Actor,
    review: ReviewId,
    partnership: OrganisationId,
    reach: Reach,
    by: Held,
    held: Vec<Held>,
    _right: PhantomData<R>,
}

impl<R: Right> Grant<R> {
    /// Who holds it.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// In which review.
    #[must_use]
    pub fn review(&self) -> ReviewId {
        self.review
    }

    /// The partnership that leads the review.
    #[must_use]
    pub fn partnership(&self) -> OrganisationId {
        self.partnership
    }

    /// How far it goes.
    #[must_use]
    pub fn reach(&self) -> Reach {
        self.reach
    }

    /// The role that gave it.
    #[must_use]
    pub fn role(&self) -> Role {
        self.by.role
    }

    /// The agency to whose part it is limited, when it reaches one's own only.
    #[must_use]
    pub fn organisation(&self) -> Option<OrganisationId> {
        self.by.organisation
    }

    /// Every role that the person holds in the review today.
    #[must_use]
    pub fn held(&self) -> &[Held] {
        &self.held
    }

    /// The roles in which the person acts, and does not only follow a review that another partnership leads.
    #[must_use]
    pub fn roles(&self) -> Vec<Role> {
        self.held.iter().filter(|held| !held.follows).map(|held| held.role).collect()
    }

    /// Whether any of these roles may see `object`, however little of it.
    #[must_use]
    pub fn sees(&self, object: Object) -> bool {
        self.held.iter().any(|held| held.may(object, Verb::See).is_some())
    }

    /// Whether any of these roles may see the whole of `object`.
    #[must_use]
    pub fn sees_all(&self, object: Object) -> bool {
        self.held.iter().any(|held| held.may(object, Verb::See) == Some(Reach::All))
    }

    /// Whether any of these roles may change `object`, however little of it.
    #[must_use]
    pub fn edits(&self, object: Object) -> bool {
        self.held.iter().any(|held| held.may(object, Verb::Edit).is_some())
    }

    /// Every agency for which the person may use this right.
    #[must_use]
    pub fn agencies(&self) -> Vec<OrganisationId> {
        self.held.iter().filter(|held| held.may(R::OBJECT, R::VERB).is_some()).filter_map(|held| held.organisation).collect()
    }

    /// Whether one of the roles has this agency's part as its own, whatever else the person may reach by another role.
    #[must_use]
    pub fn speaks_for(&self, organisation: OrganisationId) -> bool {
        let own = |held: &Held| held.may(R::OBJECT, R::VERB) == Some(Reach::Own);
        self.held.iter().any(|held| held.organisation == Some(organisation) && own(held))
    }

    /// Whether what belongs to `organisation` is within reach: always when the right goes everywhere or to what was
    /// `released`, and otherwise only for one's own agency.
    #[must_use]
    pub fn covers(&self, organisation: Option<OrganisationId>, released: bool) -> bool {
        match self.reach {
            Reach::All => true,
            Reach::Released => released || organisation.is_some_and(|one| self.agencies().contains(&one)),
            Reach::Own => organisation.is_some_and(|one| self.agencies().contains(&one)),
            Reach::Status => false,
        }
    }

    /// For the record.
    #[must_use]
    pub fn doer(&self) -> Doer {
        Doer {
            person: Some(self.actor.person),
            name: self.actor.name.clone(),
            acting_as: self.by.role.code().to_owned(),
            partnership: Some(self.partnership),
            review: Some(self.review),
        }
    }
}

/// Asks for the right `R` in one review. In a transaction that will write, the review is held until it ends, so that what
/// was true when the right was given is still true when it is used. Who only looks at a further review does not hold that
/// one too: two people who each hold one and look at the other's would wait for each other.
///
/// # Errors
/// [`Denied::NotThere`] when the person has no part in the review, [`Denied::NotYours`] when this is not theirs, or a conflict of theirs
/// keeps the review closed to them.
pub async fn permit<R: Right>(tx: &mut Tx, actor: &Actor, review: ReviewId) -> Result<Grant<R>, Denied> {
    if tx.writes() && (R::VERB != Verb::See || !tx.holds()) {
        tx.hold(review).await?;
    }
    let Some((partnership, held)) = roles_in(tx, actor, review).await? else { return Err(kept_out(tx, actor, review).await?) };
    let widest = held.iter().filter_map(|held| Some((held.may(R::OBJECT, R::VERB)?, *held))).max_by_key(|(reach, _)| *reach);
    let Some((reach, by)) = widest else { return Err(Denied::NotYours(refusal(&held, R::OBJECT, R::VERB))) };
    Ok(Grant { actor: actor.clone(), review, partnership, reach, by, held, _right: PhantomData })
}

/// As [`permit`], for what only a right without limits may do.
///
/// # Errors
/// As [`permit`], and [`Denied::NotYours`] when the right reaches only a part.
pub async fn permit_all<R: Right>(tx: &mut Tx, actor: &Actor, review: ReviewId) -> Result<Grant<R>, Denied> {
    let grant = permit::<R>(tx, actor, review).await?;
    if grant.reach() == Reach::All { Ok(grant) } else { Err(Denied::NotYours(refusal(grant.held(), R::OBJECT, R::VERB))) }
}

/// What was asked for, or nothing where it is not this person's. A question that could not be asked is no answer: the error goes
/// on, because the next statement of its transaction would fail too, and because "no" would be untrue.
///
/// # Errors
/// When the database refuses.
pub fn if_theirs<T>(asked: Result<T, Denied>) -> Stored<Option<T>> {
    match asked {
        Ok(theirs) => Ok(Some(theirs)),
        Err(Denied::NotThere | Denied::NotYours(_)) => Ok(None),
        Err(Denied::Store(error)) => Err(error),
    }
}

/// What somebody without a part in the review is told: nothing, unless a conflict that they have declared themselves, or that was recorded
/// for them, is all that keeps them out. They know of the review; nobody else learns that it is there.
async fn kept_out(tx: &mut Tx, actor: &Actor, review: ReviewId) -> Stored<Denied> {
    Ok(if in_conflict(tx, review, actor.person).await? { Denied::NotYours(IN_CONFLICT.into()) } else { Denied::NotThere })
}

const IN_CONFLICT: &str = "The conflict of interest that you declared keeps this review closed to you until its independent chair has accepted how the conflict is met.";

/// What a member of the panel is told who has not declared their interests.
pub const DECLARE_FIRST: &str = "Declare your interests first, under Panel. The rest of this review opens to you once you have declared that you have no conflict of interest.";

fn refusal(held: &[Held], object: Object, verb: Verb) -> String {
    if held.iter().any(|held| held.follows && may(held.role, object, verb).is_some()) {
        return "Another partnership leads this review and does this in it. Yours shares it: you read what your post lets you read.".into();
    }
    if held.iter().any(|held| held.closed && may(held.role, object, verb).is_some()) {
        return "This review is closed, so this part of it stays as it is.".into();
    }
    if held.iter().any(|held| held.undeclared && may(held.role, object, verb).is_some()) {
        return DECLARE_FIRST.into();
    }
    let as_what = held.iter().map(|held| within_a_sentence(held.role.label())).collect::<Vec<_>>().join(" and ");
    let doing = match verb {
        Verb::See => "see",
        Verb::Edit => "change",
        Verb::Approve => "approve",
    };
    let what = within_a_sentence(object.label());
    // The coordinator gives everybody their part; a coordinator is told what the rule is, not to ask themselves.
    let then = if held.iter().any(|held| held.role == Role::Coordinator) {
        "“Who may see and do what”, under Help, says who can."
    } else {
        "Ask the coordinator if you think you should."
    };
    format!("As {as_what} of this review you cannot {doing} this part of it ({what}). {then}")
}

/// A partnership with its part in the review, a role that the person holds in it, a conflict of theirs that is not settled, interests that
/// they have not declared, or that the review is closed.
#[derive(FromRow)]
struct PartRow {
    partnership: Option<OrganisationId>,
    part: String,
    role: Option<Role>,
    organisation: Option<OrganisationId>,
}

/// The lead partnership and every role that the person holds in the review today; nothing when they have no part in it.
///
/// # Errors
/// When the database refuses.
pub async fn roles_in(tx: &mut Tx, actor: &Actor, review: ReviewId) -> Stored<Option<(OrganisationId, Vec<Held>)>> {
    let today = tx.today();
    let rows: Vec<PartRow> = sql("SELECT partnership, part, NULL AS role, NULL AS organisation FROM review_partnership \
         WHERE review = $1 AND ended_on IS NULL UNION ALL SELECT NULL, '', role, organisation FROM review_role \
         WHERE review = $1 AND person = $2 AND conflicted_at IS NULL AND begins <= $3 AND (ends IS NULL OR ends >= $3) \
         UNION ALL SELECT NULL, 'conflict', NULL, NULL FROM review_role WHERE review = $1 AND person = $2 \
         AND conflicted_at IS NOT NULL UNION ALL SELECT NULL, 'undeclared', NULL, NULL FROM panel_member \
         WHERE review = $1 AND person = $2 AND ends IS NULL AND declared_on IS NULL UNION ALL SELECT NULL, 'closed', NULL, NULL FROM review WHERE id = $1 AND stage = $4 ORDER BY role")
    .bind(review)
    .bind(actor.person)
    .bind(today)
    .bind(Stage::Closed)
    .all(tx)
    .await?;
    let Some(lead) = rows.iter().find(|row| row.part == "lead").and_then(|row| row.partnership) else { return Ok(None) };
    let told = |what: &str| rows.iter().any(|row| row.part == what);
    let (closed, undeclared) = (told("closed"), told("undeclared"));
    let mut held: Vec<Held> = Vec::new();
    for post in &actor.posts {
        let shares = |one: &OrganisationId| rows.iter().any(|row| row.partnership == Some(*one));
        if post.role != Role::SysAdmin && post.partnerships.iter().any(shares) {
            let follows = !post.partnerships.contains(&lead);
            held.push(Held { role: post.role, organisation: None, follows, closed, undeclared: false });
        }
    }
    // Who has declared a conflict that nothing settles does not come back in by another role or by their agency's door.
    if !told("conflict") {
        held.extend(rows.iter().filter_map(|row| {
            let role = row.role?;
            let undeclared = undeclared && matches!(role, Role::PanelMember | Role::DaSpecialist);
            Some(Held { role, organisation: row.organisation, follows: false, closed, undeclared })
        }));
        if !actor.agencies().is_empty() {
            held.extend(agency_posts(tx, actor, review, closed).await?);
        }
    }
    Ok(if held.is_empty() { None } else { Some((lead, held)) })
}

#[derive(FromRow)]
struct AgencyRow {
    organisation: OrganisationId,
}

async fn agency_posts(tx: &mut Tx, actor: &Actor, review: ReviewId, closed: bool) -> Stored<Vec<Held>> {
    let today = tx.today();
    let asked: Vec<AgencyRow> =
        sql("SELECT organisation FROM review_agency WHERE review = $1 AND begins <= $2 AND (ends IS NULL OR ends >= $2)")
            .bind(review)
            .bind(today)
            .all(tx)
            .await?;
    let posts = actor.posts.iter().filter(|post| asked.iter().any(|row| row.organisation == post.organisation));
    Ok(posts
        .map(|post| Held { role: post.role, organisation: Some(post.organisation), follows: false, closed, undeclared: false })
        .collect())
}
