//! What the process must know of one review, read in a handful of queries whose cost does not grow with its history.
//! Each file here reads the tables of one slice.

mod asked;
mod casework;
mod endings;
mod events;
mod many;
mod people;

use chrono::NaiveDate;

use crate::documents::papers::current_is_clean;
use crate::ids::ReviewId;
use crate::process::{Agreed, Dates, Facts, Hold, HoldReason, HoldScope, Overlay, Rule};
use crate::reports;
use crate::store::{FromRow, Stored, Tx, sql};

use super::front::{Front, load};
use asked::Source;
use events::{events_in_a_line, read_events};
pub(super) use many::FactsOfMany;

/// The facts of a review as they stand today, all of them.
///
/// # Errors
/// When the database refuses.
pub async fn facts(tx: &mut Tx, review: ReviewId) -> Stored<Facts> {
    let front = load(tx, review).await?;
    read(tx, &front, Source::ALL).await
}

/// The facts that a page or a step needs: the days, holds and agreed dates, and what the steps from the review's stage ask for. What only
/// steps from other stages ask for is not read, and stands as if nobody knew.
pub(super) async fn facts_for_steps(tx: &mut Tx, front: &Front) -> Stored<Facts> {
    read(tx, front, asked::sources(front.regime, front.stage)).await
}

async fn read(tx: &mut Tx, front: &Front, sources: impl IntoIterator<Item = Source>) -> Stored<Facts> {
    let review = front.id;
    let mut facts = Facts {
        regime: front.regime,
        stage: front.stage,
        today: tx.today(),
        regime_confirmed: front.regime_confirmed,
        dates: dates(tx, review).await?,
        holds: holds(tx, review).await?,
        agreed: agreed(tx, review).await?,
        ..Facts::default()
    };
    for source in sources {
        match source {
            Source::Always => {}
            Source::Overlays => overlays(tx, review, &mut facts).await?,
            Source::Casework => casework::read(tx, review, &mut facts).await?,
            Source::Consultation => casework::consultation(tx, review, &mut facts).await?,
            Source::People => people::people(tx, review, &mut facts).await?,
            Source::Endings => endings::endings(tx, review, &mut facts).await?,
            Source::Sections => endings::sections(tx, review, &mut facts).await?,
            Source::Pack => endings::pack(tx, review, &mut facts).await?,
            Source::Scan => facts.scan_clean = current_is_clean(tx, review).await?,
            Source::Checks => facts.fact_checks_outstanding = reports::outstanding(tx, review).await?,
        }
    }
    Ok(facts)
}

pub(super) async fn dates(tx: &mut Tx, review: ReviewId) -> Stored<Dates> {
    let line: Option<String> =
        sql(concat!("SELECT ", events_in_a_line!(), " FROM review_event WHERE review = $1")).bind(review).scalar(tx).await?;
    Ok(read_events(line.as_deref().unwrap_or_default())?.into_iter().collect())
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
