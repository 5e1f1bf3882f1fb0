//! What every page about a review says at its head.

use chrono::NaiveDate;

use crate::access::Grant;
use crate::access::right::Right;
use crate::ids::{OrganisationId, ReviewId};
use crate::process::{Regime, Stage};
use crate::store::{FromRow, Stored, Tx, sql};

/// The head of a review: no account of anybody.
#[derive(Clone, Debug, FromRow)]
pub struct Front {
    /// The review.
    pub id: ReviewId,
    /// Its reference, such as `WYK-2025-a`.
    pub reference: String,
    /// Where it stands.
    pub stage: Stage,
    /// Since when.
    pub stage_since: NaiveDate,
    /// Its legal basis.
    pub regime: Regime,
    /// Whether a person has confirmed the legal basis.
    pub regime_confirmed: bool,
    /// The edition of the guidance that it was opened under.
    pub edition: String,
    /// What such a review is called here.
    pub display_term: String,
    /// The partnership that leads.
    pub partnership: OrganisationId,
    /// Its name.
    pub partnership_name: String,
    /// Its code.
    pub partnership_code: String,
    /// Grows with every step: a page that was drawn from an older one is refused.
    pub version: i64,
}

/// What a case is called on its page and in a list: where no review of the law is held, it has not the name of one.
pub(super) fn called(stage: Stage, term: &str) -> &str {
    match stage {
        Stage::LocalLearning => "Local learning review",
        Stage::NoReview | Stage::NotDhrReferred => "Case",
        _ => term,
    }
}

/// Where it stands, in words: local learning rests at its stage when it is closed.
pub(super) fn standing_in_words(stage: Stage, regime: Regime, closed_on: Option<NaiveDate>) -> String {
    let label = stage.label_in(regime);
    match closed_on.filter(|_| stage == Stage::LocalLearning) {
        Some(on) => format!("{label}, closed on {}", crate::ui::day(on)),
        None => label.to_owned(),
    }
}

/// The head of the review that the grant is for.
///
/// # Errors
/// When the database refuses.
pub async fn front<R: Right>(tx: &mut Tx, grant: &Grant<R>) -> Stored<Front> {
    load(tx, grant.review()).await
}

pub(super) async fn load(tx: &mut Tx, review: ReviewId) -> Stored<Front> {
    sql("SELECT r.id, r.reference, r.stage, r.stage_since, r.regime, \
         r.regime_confirmed_at IS NOT NULL AS regime_confirmed, r.edition, r.display_term, r.partnership, \
         o.name AS partnership_name, p.code AS partnership_code, r.version FROM review r \
         JOIN partnership p ON p.organisation = r.partnership JOIN organisation o ON o.id = r.partnership WHERE r.id = $1")
    .bind(review)
    .one(tx)
    .await
}
