//! Opening a review.

use chrono::NaiveDate;

use crate::audit::{self, Deed, Doer, Subject};
use crate::base::id;
use crate::ids::{OrganisationId, ReviewId};
use crate::process::{Event, Regime, Stage};
use crate::store::{FromRow, Stored, Tx, sql};

use super::advance::record;
use super::timeline::{Entry, append};

id!(ShareId, "a partnership's part in a review");

/// What a review is opened with. Its key must be in the keyring already.
#[derive(Clone, Debug)]
pub struct NewReview {
    /// Its id, under which its key was made.
    pub id: ReviewId,
    /// The partnership that leads.
    pub partnership: OrganisationId,
    /// The year of death, for the reference.
    pub year_of_death: i32,
    /// The legal basis that the dates point to; a person confirms it at triage.
    pub regime: Regime,
    /// Why that one.
    pub regime_reason: String,
    /// The day on which the death came to the partnership's attention: the clock of the decision starts here.
    pub came_to_attention: NaiveDate,
    /// The day on which the notification was received.
    pub received: NaiveDate,
    /// When the police recognised a death that may qualify, where they said so.
    pub police_identified: Option<NaiveDate>,
    /// When the police gave notice in writing, where they did.
    pub police_wrote: Option<NaiveDate>,
    /// The review that this one takes over from another partnership.
    pub transferred_from: Option<ReviewId>,
}

#[derive(FromRow)]
struct Home {
    code: String,
    display_term: String,
}

/// Opens a review: mints its reference, starts its clocks. Returns the reference.
///
/// # Errors
/// When the database refuses.
pub async fn open(tx: &mut Tx, by: &Doer, new: &NewReview) -> Stored<String> {
    let home: Home =
        sql("SELECT code, display_term FROM partnership WHERE organisation = $1").bind(new.partnership).one(tx).await?;
    let given: i64 = sql("INSERT INTO reference_count (partnership, year, given) VALUES ($1, $2, 1) \
                          ON CONFLICT (partnership, year) DO UPDATE SET given = reference_count.given + 1 RETURNING given")
    .bind(new.partnership)
    .bind(i64::from(new.year_of_death))
    .scalar(tx)
    .await?;
    let reference = format!("{}-{}-{}", home.code, new.year_of_death, letters(given));
    let now = tx.now();
    sql("INSERT INTO review (id, partnership, reference, regime, edition, regime_reason, display_term, stage, stage_since, \
         transferred_from, opened_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
    .bind(new.id)
    .bind(new.partnership)
    .bind(reference.clone())
    .bind(new.regime)
    .bind(edition(new.regime))
    .bind(new.regime_reason.clone())
    .bind(home.display_term)
    .bind(Stage::Notified)
    .bind(new.received)
    .bind(new.transferred_from)
    .bind(now)
    .run(tx)
    .await?;
    let share: ShareId = tx.id();
    sql("INSERT INTO review_partnership (id, review, partnership, part, came_to_attention_on) VALUES ($1, $2, $3, 'lead', $4)")
        .bind(share)
        .bind(new.id)
        .bind(new.partnership)
        .bind(new.came_to_attention)
        .run_for_record(Subject::Share, tx)
        .await?;
    start_clocks(tx, new, &home.code).await?;
    let entry = Entry {
        what: "opened",
        act: None,
        from: None,
        to: Some(Stage::Notified),
        on: new.received,
        source: String::new(),
        note: String::new(),
    };
    append(tx, by, new.id, entry).await?;
    let by = Doer { review: Some(new.id), partnership: Some(new.partnership), ..by.clone() };
    audit::record(tx, &by, Deed::ReviewOpened, serde_json::json!({ "reference": reference, "regime": new.regime })).await?;
    Ok(reference)
}

async fn start_clocks(tx: &mut Tx, new: &NewReview, code: &str) -> Stored<()> {
    record(tx, new.id, Event::CameToAttention, new.came_to_attention, code).await?;
    record(tx, new.id, Event::NotificationReceived, new.received, "").await?;
    if let Some(on) = new.police_identified {
        record(tx, new.id, Event::PoliceIdentified, on, "").await?;
    }
    if let Some(on) = new.police_wrote {
        record(tx, new.id, Event::PoliceNotifiedInWriting, on, "").await?;
    }
    Ok(())
}

/// The edition of the rules that a review is opened under and keeps.
#[must_use]
pub fn edition(regime: Regime) -> &'static str {
    match regime {
        Regime::DhrS9 => "DHR-2016",
        Regime::DardrS8a => "DARDR-draft-2024",
        Regime::SusrDhr => "SUSR-2024",
        Regime::Nonstat => "local",
    }
}

/// An edition as people know it; its own code where it is none of ours.
#[must_use]
pub fn edition_in_words(edition: &str) -> &str {
    match edition {
        "DHR-2016" => "Home Office statutory guidance, December 2016",
        "DARDR-draft-2024" => "Draft statutory guidance for domestic abuse related death reviews, May 2024",
        "SUSR-2024" => "Single Unified Safeguarding Review statutory guidance (Wales)",
        "local" => "Local practice",
        other => other,
    }
}

/// a, b, … z, aa, ab: the deaths of a year in the order in which they came.
fn letters(mut n: i64) -> String {
    let mut out = Vec::new();
    while n > 0 {
        n -= 1;
        out.push(char::from(b'a' + u8::try_from(n % 26).unwrap_or(0)));
        n /= 26;
    }
    out.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn the_twenty_seventh_death_of_a_year_is_aa() {
        assert_eq!([1, 2, 26, 27, 52, 53, 703].map(letters), ["a", "b", "z", "aa", "az", "ba", "aaa"]);
    }
}
