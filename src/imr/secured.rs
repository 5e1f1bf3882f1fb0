//! Whether the agencies that were asked to keep their records safe have confirmed that they do.

use chrono::NaiveDate;

use crate::access::holders_at;
use crate::audit::Doer;
use crate::base::{counted, noun};
use crate::ids::{OrganisationId, PersonId, ReviewId};
use crate::process::{Act, Event, Regime, Role, Stage, table};
use crate::store::{FromRow, Stored, Tx, sql};
use crate::ui::day;

use super::kinds::must_secure;
use super::part::let_in;

/// An agency that was asked to keep its records safe.
#[derive(Clone, Debug, FromRow)]
pub struct Keeper {
    /// Which.
    pub organisation: OrganisationId,
    /// Its name.
    pub agency: String,
    /// Whether it has confirmed.
    pub confirmed: bool,
}

/// The agencies that were asked, by name: those for which a letter was made, and those that are asked for a return.
///
/// # Errors
/// When the database refuses.
pub async fn asked_to_secure(tx: &mut Tx, review: ReviewId) -> Stored<Vec<Keeper>> {
    sql(concat!(
        "SELECT o.id AS organisation, o.name AS agency, \
         EXISTS (SELECT 1 FROM records_secured s WHERE s.review = $1 AND s.organisation = o.id) AS confirmed FROM organisation o WHERE ",
        must_secure!("$1", "o.id"),
        " ORDER BY lower(o.name), o.id"
    ))
    .bind(review)
    .all(tx)
    .await
}

/// Whether a secure-records letter was made, to any agency.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn letters_made(tx: &mut Tx, review: ReviewId) -> Stored<bool> {
    let made: i64 = sql("SELECT COUNT(*) FROM document WHERE review = $1 AND kind = 'secure_records' AND withdrawn_at IS NULL")
        .bind(review)
        .scalar(tx)
        .await?;
    Ok(made > 0)
}

/// Whether an agency that was written to has not confirmed here that its records are safe.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn some_have_not_secured(tx: &mut Tx, review: ReviewId) -> Stored<bool> {
    Ok(asked_to_secure(tx, review).await?.iter().any(|agency| !agency.confirmed))
}

/// Whether a review still asks that records are kept safe, and agencies for what they know: until its report is agreed, as the process
/// table says of the step, for an agency may come to light late; and again when the report comes back to drafting.
pub(super) fn asks_at(regime: Regime, stage: Stage) -> bool {
    table::step_at(Act::RecordSecured, regime, stage).is_some()
}

/// The same, of this review.
///
/// # Errors
/// When the database refuses.
pub(super) async fn still_secures(tx: &mut Tx, review: ReviewId) -> Stored<bool> {
    let (regime, stage) = sql("SELECT regime, stage FROM review WHERE id = $1").bind(review).one(tx).await?;
    Ok(asks_at(regime, stage))
}

/// Lets the agencies in for which a secure-records letter was made and that have not confirmed, so that they can: the letters have gone out.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn let_written_in(tx: &mut Tx, by: &Doer, review: ReviewId) -> Stored<()> {
    let written: Vec<(OrganisationId,)> = sql("SELECT DISTINCT d.organisation FROM document d WHERE d.review = $1 \
         AND d.kind = 'secure_records' AND d.withdrawn_at IS NULL AND d.organisation IS NOT NULL \
         AND NOT EXISTS (SELECT 1 FROM records_secured s WHERE s.review = $1 AND s.organisation = d.organisation)")
    .bind(review)
    .all(tx)
    .await?;
    for (agency,) in written {
        let_in(tx, by, review, agency).await?;
    }
    Ok(())
}

/// The contacts of the agencies that were asked and have not confirmed, for mail: each once.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn still_to_secure(tx: &mut Tx, review: ReviewId) -> Stored<Vec<PersonId>> {
    let mut people = Vec::new();
    for agency in asked_to_secure(tx, review).await?.into_iter().filter(|agency| !agency.confirmed) {
        people.extend(holders_at(tx, review, &[Role::AgencySpoc], agency.organisation).await?);
    }
    people.sort_unstable();
    people.dedup();
    Ok(people)
}

/// How many of those asked have confirmed and which have not, in sentences, with the day for which the coordinator recorded that all had.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn told(tx: &mut Tx, review: ReviewId) -> Stored<String> {
    #[derive(FromRow)]
    struct Recorded {
        latest_on: NaiveDate,
    }
    let asked = asked_to_secure(tx, review).await?;
    let recorded: Option<Recorded> =
        sql("SELECT latest_on FROM review_event WHERE review = $1 AND event = $2 AND about = '' AND stands_on IS NOT NULL")
            .bind(review)
            .bind(Event::RecordsSecured)
            .maybe(tx)
            .await?;
    Ok(match recorded {
        Some(Recorded { latest_on }) => recorded_for(latest_on, &asked),
        None => in_words(&asked),
    })
}

/// What was recorded comes first, and beside it who said so here: it holds for those who answered in another way too.
fn recorded_for(on: NaiveDate, asked: &[Keeper]) -> String {
    let recorded = format!("It is recorded for {} that all those written to by then had secured their records.", day(on));
    let here = asked.iter().filter(|one| one.confirmed).count();
    match (asked.len(), here) {
        (0, _) => format!("{recorded} No agency was written to in dardr, so none is asked to confirm it here."),
        (all, here) if all == here => format!("{recorded} Each of them confirmed it here."),
        (all, here) => {
            format!(
                "{recorded} Of the {} written to in dardr, {here} confirmed it here.",
                counted(u64::try_from(all).unwrap_or_default(), "agency", "agencies")
            )
        }
    }
}

fn in_words(asked: &[Keeper]) -> String {
    let open: Vec<&str> = asked.iter().filter(|one| !one.confirmed).map(|one| one.agency.as_str()).collect();
    match (asked.len(), open.len()) {
        (0, _) => "No agency has been written to in dardr yet.".into(),
        (1, 0) => "The one agency that was written to has confirmed that it secured its records.".into(),
        (all, 0) => format!("All {all} agencies that were written to have confirmed that they secured their records."),
        (all, left) => {
            let confirmed = all - left;
            let (agencies, have) = (noun(&all, "agency that was", "agencies that were"), noun(&confirmed, "has", "have"));
            format!(
                "{confirmed} of {all} {agencies} written to {have} confirmed that records are secured. Not yet: {}.",
                open.join(", ")
            )
        }
    }
}
