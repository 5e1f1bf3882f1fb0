//! The register for what is typed: who types a name that they may not see learns nothing of whose it is, and it is on record that they did.

use std::sync::Arc;

use serde_json::json;

use crate::access::right::Right;
use crate::access::{Actor, Grant, Held, roles_in};
use crate::audit::{self, Deed, Doer};
use crate::ids::{OrganisationId, ReviewId};
use crate::keyring::Keyring;
use crate::redaction::{Register, Typed};
use crate::store::{StoreError, Stored, Tx};

use super::labels::labels_to;
use super::problem::RegisterProblem;
use super::sight::{Seen, Sight, sight_of, works_by_code};
use super::store::named;

const A_LIST: &str = "This reads like a list of names. Nothing was saved. Write in sentences, about people by their part in the review, such as \
    “her sister” or “the neighbour”, and save it again. Send a list that the review needs to the coordinator.";

const NOBODY: &str = "What you wrote has a word such as “[name 3]” that stands for nobody there: it was read in another text, or in this one before it was \
    changed. Nothing was saved. Write the name in its place, or who the person is, such as “her sister”, and save it again.";

/// The names of a review's people for tying what this person types. A read by the program: nobody sees them, so nothing is put on record of it. What
/// is put on record, at the end of the transaction, is that somebody typed names which they may not see: of how many people, and not of whom.
///
/// # Errors
/// When the review's key is not there or the database refuses.
pub async fn register_for_tying(
    tx: &mut Tx,
    keyring: &Keyring,
    actor: &Actor,
    review: ReviewId,
) -> Result<Register, RegisterProblem> {
    let part = roles_in(tx, actor, review).await?;
    let (partnership, held) = part.map_or((None, Vec::new()), |(partnership, held)| (Some(partnership), held));
    let sight = sight_of(tx, &held, review).await?;
    let by_code = held.is_empty() || works_by_code(&held);
    let register = named(tx, keyring, review, |seen_by| {
        let name = sight.shows(seen_by);
        // Beside a name that an agency sees, a pseudonym would say who in the report is whom.
        Seen { name, pseudonym: !(by_code && name && !sight.pairs(seen_by)) }
    })
    .await?;
    if matches!(sight, Sight::Whole) {
        return Ok(register);
    }
    let typed = Arc::new(Typed::default());
    watch(tx, by(actor, review, (partnership, &held)), &typed);
    Ok(register.typed_into(&typed))
}

/// As [`register_for_tying`], for the change of these texts, which the person read by what they call people.
///
/// # Errors
/// When the review's key is not there or the database refuses.
pub async fn register_for_change<R: Right, T: AsRef<str>>(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<R>,
    kept: impl IntoIterator<Item = T>,
) -> Result<Register, RegisterProblem> {
    let labels = labels_to(tx, grant.held(), grant.review()).await?;
    Ok(register_for_tying(tx, keyring, grant.actor(), grant.review()).await?.remembering(&labels, kept))
}

fn by(actor: &Actor, review: ReviewId, (partnership, held): (Option<OrganisationId>, &[Held])) -> Doer {
    let acting_as = held.first().map_or("nobody", |held| held.role.code());
    Doer { review: Some(review), ..actor.doer(acting_as, partnership) }
}

fn watch(tx: &mut Tx, by: Doer, typed: &Arc<Typed>) {
    let typed = Arc::clone(typed);
    tx.before_commit(Box::new(move |tx| Box::pin(async move { on_record(tx, &by, &typed).await })));
}

async fn on_record(tx: &mut Tx, by: &Doer, typed: &Typed) -> Stored<()> {
    if typed.is_a_list_of_names() {
        tracing::warn!(person = ?by.person, review = ?by.review, "a list of names was refused");
        return Err(StoreError::Rule(A_LIST));
    }
    if typed.names_nobody() {
        return Err(StoreError::Rule(NOBODY));
    }
    let (people, places) = typed.named();
    if people == 0 {
        return Ok(());
    }
    audit::record(tx, by, Deed::NamesTyped, json!({ "people": people, "places": places })).await
}
