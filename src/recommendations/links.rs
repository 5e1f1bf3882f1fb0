//! Recommendations that took the place of others, in both directions, as far as each reader may see them.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::access::right::SeeRecommendations;
use crate::access::{Actor, Grant, if_theirs, permit};
use crate::ids::ReviewId;
use crate::parties;
use crate::redaction::Labels;
use crate::store::Tx;
use crate::ui::Problem;

use super::rights::{Hands, plan_hands, settled};
use super::state::State;
use super::store::{RecommendationId, Row, of_partnership, tied_to};

/// Another recommendation of the same partnership, as this reader may see it.
#[derive(Clone, Debug)]
pub struct Other {
    /// Which.
    pub id: RecommendationId,
    /// Its reference and the words that it begins with.
    pub label: String,
    /// Its page.
    pub address: String,
}

/// What a recommendation has to do with others.
#[derive(Clone, Debug, Default)]
pub struct Links {
    /// What took its place, or what it was merged into; nothing when there is none, or none for this reader.
    pub replaced_by: Option<Other>,
    /// Whether something took its place that this reader may not see.
    pub hidden: bool,
    /// Those of which it took the place.
    pub replaces: Vec<Other>,
}

/// How much of the words of another recommendation tells which it is, in characters.
const BEGINNING: usize = 80;

fn other(row: &Row, labels: &Labels) -> Other {
    let words = row.body.show(labels);
    let mut label = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if label.chars().count() > BEGINNING {
        label = format!("{}…", label.chars().take(BEGINNING).collect::<String>().trim_end());
    }
    let address = match (row.review, row.plan) {
        (Some(review), _) => format!("/reviews/{review}/recommendations/{}", row.id),
        (None, Some(plan)) => format!("/plans/{plan}/{}", row.id),
        (None, None) => "/plans".to_owned(),
    };
    Other { id: row.id, label: format!("{}: {label}", row.reference), address }
}

/// Others of the partnership, as far as this reader may see them: each review is asked for once.
#[derive(Default)]
struct Eyes {
    grants: BTreeMap<ReviewId, Option<Grant<SeeRecommendations>>>,
    labels: BTreeMap<ReviewId, Labels>,
}

impl Eyes {
    async fn see(&mut self, tx: &mut Tx, actor: &Actor, row: &Row) -> Result<Option<Other>, Problem> {
        let Some(review) = row.review else {
            return Ok(plan_hands(actor, row).is_ok().then(|| other(row, &Labels::default())));
        };
        if let Entry::Vacant(place) = self.grants.entry(review) {
            let grant = if_theirs(permit::<SeeRecommendations>(tx, actor, review).await)?;
            if let Some(grant) = &grant {
                self.labels.insert(review, parties::labels_to(tx, grant.held(), review).await?);
            }
            place.insert(grant);
        }
        let grant = self.grants.get(&review).and_then(Option::as_ref);
        let seen = grant.is_some_and(|grant| grant.covers(row.lead_body, settled(row.state)));
        Ok(self.labels.get(&review).filter(|_| seen).map(|labels| other(row, labels)))
    }
}

/// What took the place of this recommendation, and of which it took the place, as far as the reader may see it.
///
/// # Errors
/// When the database refuses.
pub async fn links(tx: &mut Tx, actor: &Actor, row: &Row) -> Result<Links, Problem> {
    let mut eyes = Eyes::default();
    let mut found = Links { hidden: row.replaced_by.is_some(), ..Links::default() };
    for each in tied_to(tx, row).await? {
        let Some(it) = eyes.see(tx, actor, &each).await? else { continue };
        if row.replaced_by == Some(each.id) {
            found.replaced_by = Some(it);
            found.hidden = false;
        } else {
            found.replaces.push(it);
        }
    }
    Ok(found)
}

/// Those that could take its place, for whoever may say so: nothing for anybody else.
///
/// # Errors
/// When the database refuses.
pub async fn others(tx: &mut Tx, actor: &Actor, row: &Row, hands: &Hands) -> Result<Vec<Other>, Problem> {
    let mut found = Vec::new();
    if !row.state.moves().any(|each| each.has_another() && hands.has(each.hand())) {
        return Ok(found);
    }
    let mut eyes = Eyes::default();
    let all = of_partnership(tx, row.partnership).await?;
    for each in all.iter().filter(|each| each.id != row.id && takes_places(each.state)) {
        found.extend(eyes.see(tx, actor, each).await?);
    }
    Ok(found)
}

/// Whether a recommendation in this state can take the place of another: one that ended without being done cannot, so that nothing
/// takes the place of itself by way of others.
const fn takes_places(state: State) -> bool {
    !matches!(state, State::NotAccepted | State::Superseded | State::Merged | State::NoLongerApplicable)
}
