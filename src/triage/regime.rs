//! The legal basis: proposed by the dates, confirmed by a person.

use chrono::NaiveDate;

use crate::access::Grant;
use crate::access::right::{EditCase, Right};
use crate::audit::{self, Deed};
use crate::ids::ReviewId;
use crate::keyring::Keyring;
use crate::notification::{CaseProblem, Section, Whom, account_of};
use crate::parties;
use crate::process::scope::{RegimeChoice, RegimeFacts, RegimeSettings, regime_for};
use crate::process::{Act, Event, Regime, Stage, table};
use crate::reviews;
use crate::store::{Stored, Tx, sql};
use crate::ui::Filled;

use super::store::still_open;

/// The decisions whose day can settle the legal basis.
const DECIDED: &[Event] =
    &[Event::DecidedToReview, Event::DecidedOtherStatutory, Event::DecidedLocalLearning, Event::DecidedNoReview];

/// What the dates of the case lead to.
///
/// # Errors
/// When the database refuses.
pub async fn suggested<R: Right>(tx: &mut Tx, grant: &Grant<R>, law: &RegimeSettings) -> Result<RegimeChoice, CaseProblem> {
    by_dates(tx, grant.review(), law, None).await
}

/// What they lead to where a review that stands on section 9 would stand on another basis: by the decision as it stands or, were one made on
/// the day `decided`, by that. Nothing where the dates do not settle it, and where a person chose another basis than section 9.
///
/// # Errors
/// When the database refuses.
pub async fn another<R: Right>(
    tx: &mut Tx,
    grant: &Grant<R>,
    law: &RegimeSettings,
    decided: Option<NaiveDate>,
) -> Result<Option<RegimeChoice>, CaseProblem> {
    let front = reviews::front(tx, grant).await?;
    if front.regime != Regime::DhrS9 || *law == RegimeSettings::default() {
        return Ok(None);
    }
    let choice = by_dates(tx, front.id, law, decided).await?;
    Ok(Some(choice).filter(|choice| choice.settled && choice.regime != front.regime))
}

/// The reviews on section 9 that can be put on another basis and that the dates, as the settings have them, would put there.
///
/// # Errors
/// When the database refuses.
pub async fn to_look_at(tx: &mut Tx, law: &RegimeSettings) -> Result<Vec<ReviewId>, CaseProblem> {
    if *law == RegimeSettings::default() {
        return Ok(Vec::new());
    }
    let open: Vec<(ReviewId, Stage)> = sql("SELECT id, stage FROM review WHERE regime = $1 AND closed_at IS NULL ORDER BY id")
        .bind(Regime::DhrS9)
        .all(tx)
        .await?;
    let movable = |stage: &Stage| table::step_at(Act::Rebase, Regime::DhrS9, *stage).is_some();
    let mut found = Vec::new();
    for (review, _) in open.into_iter().filter(|(_, stage)| movable(stage)) {
        let choice = by_dates(tx, review, law, None).await?;
        if choice.settled && choice.regime != Regime::DhrS9 {
            found.push(review);
        }
    }
    Ok(found)
}

async fn by_dates(
    tx: &mut Tx,
    review: ReviewId,
    law: &RegimeSettings,
    decided: Option<NaiveDate>,
) -> Result<RegimeChoice, CaseProblem> {
    let standing = reviews::facts_for_clocks(tx, review).await?.0.dates.last_of(DECIDED).map(|(_, on)| on);
    let date_of_decision = decided.or(standing);
    let account = match account_of(tx, review).await {
        Ok(account) => account,
        Err(CaseProblem::NotThere) => return Ok(regime_for(&RegimeFacts { date_of_decision, ..RegimeFacts::default() }, law)),
        Err(problem) => return Err(problem),
    };
    let first = account.sheet(Section::Person(Whom::Deceased, 1));
    let case = RegimeFacts {
        nation: first.parsed("nation").unwrap_or_default(),
        date_of_death: Some(account.died),
        date_aware: account.sheet(Section::Told).day("attention"),
        date_of_decision,
    };
    Ok(regime_for(&case, law))
}

struct Chosen {
    regime: Regime,
    reason: String,
}

async fn chosen<R: Right>(tx: &mut Tx, keyring: &Keyring, grant: &Grant<R>, f: &mut Filled) -> Result<Chosen, CaseProblem> {
    let regime = f.one_of("regime", "the legal basis", Regime::ALL, Regime::code);
    let reason = f.prose("reason", "the reason");
    let (Some(regime), Some(reason)) = (regime, reason) else { return Err(CaseProblem::Form) };
    let (before, _) = standing(tx, grant.review()).await?;
    let register = parties::register_for_change(tx, keyring, grant, [before]).await?;
    Ok(Chosen { regime, reason: register.tie(&reason).as_str().to_owned() })
}

/// Confirms the legal basis, with a reason, and what the review is called here, which is a thing apart.
///
/// # Errors
/// [`CaseProblem::Form`] when `f` says what is wrong; [`CaseProblem::Stale`] when the review moved on; else when key or database refuse.
pub async fn confirm(tx: &mut Tx, keyring: &Keyring, grant: &Grant<EditCase>, f: &mut Filled) -> Result<(), CaseProblem> {
    let front = reviews::front(tx, grant).await?;
    still_open(front.stage)?;
    let term = f.text("display_term", "what the review is called", 60);
    let chosen = chosen(tx, keyring, grant, f).await?;
    parties::register_for_tying(tx, keyring, grant.actor(), front.id).await?.refuse_in(f, &["display_term"]);
    if !f.is_good() {
        return Err(CaseProblem::Form);
    }
    let Some(term) = term else { return Err(CaseProblem::Form) };
    set(tx, grant, &chosen, Some(&term), f.version()).await?;
    let detail = serde_json::json!({ "regime": chosen.regime });
    audit::record(tx, &grant.doer(), Deed::RegimeConfirmed, detail).await?;
    let today = tx.today();
    Ok(reviews::note(tx, &grant.doer(), front.id, "regime_confirmed", today, &chosen.reason).await?)
}

async fn set<R: Right>(
    tx: &mut Tx,
    grant: &Grant<R>,
    chosen: &Chosen,
    term: Option<&str>,
    version: i64,
) -> Result<(), CaseProblem> {
    let now = tx.now();
    let changed = sql("UPDATE review SET regime = $3, edition = $4, regime_reason = $5, regime_confirmed_by = $6, \
         regime_confirmed_at = $7, display_term = COALESCE($8, display_term), version = version + 1 WHERE id = $1 AND version = $2")
    .bind(grant.review())
    .bind(version)
    .bind(chosen.regime)
    .bind(reviews::edition(chosen.regime))
    .bind(chosen.reason.as_str())
    .bind(grant.actor().person)
    .bind(now)
    .bind(term)
    .run(tx)
    .await?;
    if changed == 0 {
        return Err(CaseProblem::Stale("The review has changed since you opened this page. Nothing was saved."));
    }
    Ok(())
}

/// The reason that stands for the legal basis, and whether a person has confirmed it.
///
/// # Errors
/// When the database refuses.
pub async fn standing(tx: &mut Tx, review: ReviewId) -> Stored<(String, bool)> {
    sql("SELECT regime_reason, regime_confirmed_at IS NOT NULL FROM review WHERE id = $1").bind(review).one(tx).await
}
