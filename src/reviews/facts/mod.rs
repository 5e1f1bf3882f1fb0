//! What the process must know of one review, read in a handful of queries whose cost does not grow with its history.
//! Each file here reads the tables of one slice.

mod casework;
mod endings;
mod many;
mod people;

use chrono::NaiveDate;

use crate::ids::ReviewId;
use crate::process::{Agreed, Dates, Event, Facts, Happened, Hold, HoldReason, HoldScope, Overlay, Regime, Rule, Stage};
use crate::store::{FromRow, Stored, Tx, sql};

pub(super) use many::FactsOfMany;

/// The facts of a review as they stand today.
///
/// # Errors
/// When the database refuses.
pub async fn facts(tx: &mut Tx, review: ReviewId) -> Stored<Facts> {
    let row: Row = sql("SELECT regime, stage, regime_confirmed_at IS NOT NULL AS regime_confirmed FROM review WHERE id = $1")
        .bind(review)
        .one(tx)
        .await?;
    let mut facts = Facts {
        regime: row.regime,
        stage: row.stage,
        today: tx.today(),
        regime_confirmed: row.regime_confirmed,
        dates: dates(tx, review).await?,
        holds: holds(tx, review).await?,
        agreed: agreed(tx, review).await?,
        ..Facts::default()
    };
    overlays(tx, review, &mut facts).await?;
    endings::endings(tx, review, &mut facts).await?;
    people::people(tx, review, &mut facts).await?;
    casework::read(tx, review, &mut facts).await?;
    Ok(facts)
}

#[derive(FromRow)]
struct Row {
    regime: Regime,
    stage: Stage,
    regime_confirmed: bool,
}

#[derive(FromRow)]
struct EventRow {
    event: Event,
    about: String,
    first_on: NaiveDate,
    latest_on: NaiveDate,
    stands_on: Option<NaiveDate>,
}

pub(super) async fn dates(tx: &mut Tx, review: ReviewId) -> Stored<Dates> {
    let rows: Vec<EventRow> = sql("SELECT event, about, first_on, latest_on, stands_on FROM review_event WHERE review = $1")
        .bind(review)
        .all(tx)
        .await?;
    Ok(rows.into_iter().map(Happened::from).collect())
}

impl From<EventRow> for Happened {
    fn from(row: EventRow) -> Self {
        Self { event: row.event, about: row.about, first: row.first_on, latest: row.latest_on, stands: row.stands_on }
    }
}

#[derive(FromRow)]
struct HoldRow {
    kind: HoldReason,
    scope: String,
    pauses: String,
    starts: NaiveDate,
    ended_on: Option<NaiveDate>,
}

async fn holds(tx: &mut Tx, review: ReviewId) -> Stored<Vec<Hold>> {
    let rows: Vec<HoldRow> = sql("SELECT kind, scope, pauses, starts, ended_on FROM hold WHERE review = $1 ORDER BY starts, id")
        .bind(review)
        .all(tx)
        .await?;
    Ok(rows.into_iter().map(Hold::from).collect())
}

impl From<HoldRow> for Hold {
    fn from(row: HoldRow) -> Self {
        let kinds = row.pauses.split_whitespace().filter_map(|code| code.parse().ok()).collect();
        let scope = if row.scope == "full" { HoldScope::Full } else { HoldScope::Partial(kinds) };
        Self { reason: row.kind, scope, start: row.starts, lifted: row.ended_on }
    }
}

#[derive(FromRow)]
struct AgreedRow {
    rule: Rule,
    about: String,
    agreed_due: NaiveDate,
    agreed_by: String,
    agreed_on: NaiveDate,
    reason: String,
}

/// The latest agreed date of each clock.
async fn agreed(tx: &mut Tx, review: ReviewId) -> Stored<Vec<Agreed>> {
    let rows: Vec<AgreedRow> =
        sql("SELECT rule, about, agreed_due, agreed_by, agreed_on, reason FROM agreed_date a WHERE review = $1 \
         AND NOT EXISTS (SELECT 1 FROM agreed_date b WHERE b.review = a.review AND b.rule = a.rule AND b.about = a.about \
         AND b.id > a.id) ORDER BY rule, about")
        .bind(review)
        .all(tx)
        .await?;
    Ok(rows.into_iter().map(Agreed::from).collect())
}

impl From<AgreedRow> for Agreed {
    fn from(row: AgreedRow) -> Self {
        Self { rule: row.rule, about: row.about, due: row.agreed_due, by: row.agreed_by, on: row.agreed_on, why: row.reason }
    }
}

#[derive(FromRow)]
struct OverlayRow {
    kind: Overlay,
}

async fn overlays(tx: &mut Tx, review: ReviewId, facts: &mut Facts) -> Stored<()> {
    let today = facts.today;
    let rows: Vec<OverlayRow> =
        sql("SELECT kind FROM overlay WHERE review = $1 AND starts <= $2 AND (ends IS NULL OR ends >= $2) \
         AND (ended_on IS NULL OR ended_on > $2)")
        .bind(review)
        .bind(today)
        .all(tx)
        .await?;
    for row in rows {
        match row.kind {
            Overlay::PublicationEmbargo => facts.embargoes += 1,
            Overlay::DisclosureRestriction => facts.disclosure_restrictions += 1,
            Overlay::Hold | Overlay::JointReview | Overlay::LegalHold => {}
        }
    }
    Ok(())
}
