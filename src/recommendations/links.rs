//! Recommendations that took the place of others, in both directions, as far as each reader may see them.

use std::collections::BTreeMap;

use crate::access::right::SeeRecommendations;
use crate::access::{Actor, Grant, if_theirs, permit};
use crate::ids::ReviewId;
use crate::parties;
use crate::redaction::Labels;
use crate::store::Tx;
use crate::ui::Problem;

use super::rights::{plan_hands, settled};
use super::state::State;
use super::store::{RecommendationId, Row, of_partnership};

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
    /// Those that could take its place.
    pub others: Vec<Other>,
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

/// What this recommendation has to do with others of its partnership that the reader may see.
///
/// # Errors
/// When the database refuses.
pub async fn links(tx: &mut Tx, actor: &Actor, row: &Row) -> Result<Links, Problem> {
    let mut grants: BTreeMap<ReviewId, Option<Grant<SeeRecommendations>>> = BTreeMap::new();
    let mut labels: BTreeMap<ReviewId, Labels> = BTreeMap::new();
    let mut found = Links { hidden: row.replaced_by.is_some(), ..Links::default() };
    for each in of_partnership(tx, row.partnership).await?.into_iter().filter(|each| each.id != row.id) {
        let seen = match each.review {
            None => plan_hands(actor, &each).is_ok(),
            Some(review) => {
                if let std::collections::btree_map::Entry::Vacant(place) = grants.entry(review) {
                    let grant = if_theirs(permit::<SeeRecommendations>(tx, actor, review).await)?;
                    if let Some(grant) = &grant {
                        labels.insert(review, parties::labels_to(tx, grant.held(), review).await?);
                    }
                    place.insert(grant);
                }
                let grant = grants.get(&review).and_then(Option::as_ref);
                grant.is_some_and(|grant| grant.covers(each.lead_body, settled(each.state)))
            }
        };
        if !seen {
            continue;
        }
        let of_it = each.review.and_then(|review| labels.get(&review)).cloned().unwrap_or_default();
        let it = other(&each, &of_it);
        if row.replaced_by == Some(each.id) {
            found.replaced_by = Some(it.clone());
            found.hidden = false;
        }
        if each.replaced_by == Some(row.id) {
            found.replaces.push(it.clone());
        }
        if takes_places(each.state) {
            found.others.push(it);
        }
    }
    Ok(found)
}

/// Whether a recommendation in this state can take the place of another: one that ended without being done cannot, so that nothing
/// takes the place of itself by way of others.
const fn takes_places(state: State) -> bool {
    !matches!(state, State::NotAccepted | State::Superseded | State::Merged | State::NoLongerApplicable)
}
