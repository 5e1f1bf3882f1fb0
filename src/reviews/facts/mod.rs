//! What the process must know of one review, read in a handful of queries whose cost does not grow with its history.
//! Each file here reads what the steps of one time ask for: `asked` says which.

mod asked;
mod casework;
mod endings;
mod known;
mod people;

use crate::base::calendar::Calendar;
use crate::documents::papers::all_clean;
use crate::ids::ReviewId;
use crate::process::deadlines::family_time_until;
use crate::process::{Dates, Facts, Lengths};
use crate::reports;
use crate::store::{Stored, Tx, sql};

use super::front::{Front, load};
use asked::Source;
pub(super) use known::{Lines, days_in_a_line, lines, no_chronologies, nobody_to_tell, promised};
use known::{directed, read_days};
pub(crate) use known::{directed_missing, standing};

/// The facts of a review as they stand today, all of them.
///
/// # Errors
/// When the database refuses.
pub async fn facts(tx: &mut Tx, review: ReviewId) -> Stored<Facts> {
    let front = load(tx, review).await?;
    Ok(read(tx, &front, Source::ALL).await?.0)
}

/// What clocks are computed from: the days, holds and agreed dates, and the lengths of the partnership that leads.
///
/// # Errors
/// When the database refuses.
pub async fn facts_for_clocks(tx: &mut Tx, review: ReviewId) -> Stored<(Facts, Lengths)> {
    let front = load(tx, review).await?;
    read(tx, &front, []).await
}

/// The facts that a page or a step needs: the days, holds and agreed dates, and what the steps from the review's stage ask for. What only
/// steps from other stages ask for is not read, and stands as if nobody knew.
pub(super) async fn facts_for_steps(tx: &mut Tx, front: &Front) -> Stored<Facts> {
    Ok(facts_and_lengths(tx, front).await?.0)
}

/// The same, with the lengths of the partnership that leads, for its clocks.
pub(super) async fn facts_and_lengths(tx: &mut Tx, front: &Front) -> Stored<(Facts, Lengths)> {
    read(tx, front, asked::sources(front.regime, front.stage)).await
}

async fn read(tx: &mut Tx, front: &Front, sources: impl IntoIterator<Item = Source>) -> Stored<(Facts, Lengths)> {
    let review = front.id;
    let lines: Lines = sql(concat!("SELECT ", lines!("$2"), ", ", directed!(), " FROM review r WHERE r.id = $1"))
        .bind(review)
        .bind(tx.today())
        .one(tx)
        .await?;
    let known = lines.read()?;
    let mut facts = Facts {
        regime: front.regime,
        stage: front.stage,
        today: tx.today(),
        regime_confirmed: front.regime_confirmed,
        dates: known.dates.into_iter().collect(),
        holds: known.holds,
        agreed: known.agreed,
        embargoes: known.embargoes,
        nobody_to_tell: known.nobody_to_tell,
        no_chronologies: known.no_chronologies,
        asked_for: known.asked_for,
        promised: known.promised,
        directed_bodies: known.directed,
        directed_bodies_missing: known.directed_missing,
        disclosure_restrictions: known.restrictions,
        ..Facts::default()
    };
    facts.family_time_until = family_time_until(&facts, Calendar::england_and_wales(), &known.lengths);
    for source in sources {
        match source {
            Source::Always => {}
            Source::Casework => casework::read(tx, review, &mut facts).await?,
            Source::Consultation => casework::consultation(tx, review, &mut facts).await?,
            Source::People => people::people(tx, review, &mut facts).await?,
            Source::Endings => endings::endings(tx, review, &mut facts).await?,
            Source::Sections => endings::sections(tx, review, &mut facts).await?,
            Source::Pack => endings::pack(tx, review, &mut facts).await?,
            Source::Scan => (facts.scan_clean, facts.scan_waits) = all_clean(tx, review).await?,
            Source::Checks => (facts.fact_checks, facts.fact_checks_outstanding) = reports::checking(tx, review).await?,
        }
    }
    Ok((facts, known.lengths))
}

pub(super) async fn dates(tx: &mut Tx, review: ReviewId) -> Stored<Dates> {
    let line: Option<String> =
        sql(concat!("SELECT ", days_in_a_line!(), " FROM review_event WHERE review = $1")).bind(review).scalar(tx).await?;
    Ok(read_days(line.as_deref().unwrap_or_default())?.into_iter().collect())
}
