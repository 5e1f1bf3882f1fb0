//! What a notice of delay said that the next one takes up: what was promised is kept, and what was learned is not told as if it were not.

use chrono::{DateTime, NaiveDate, Utc};

use crate::base::london_day;
use crate::ids::{DocumentId, ReviewId};
use crate::redaction::{Labels, Register};
use crate::store::{FromRow, Stored, Tx, sql};
use crate::ui::day;

use super::letters::Added;

/// The last notice of delay of a review. Its texts have references instead of names.
#[derive(Clone, Debug, FromRow)]
pub(super) struct LastNotice {
    made_at: DateTime<Utc>,
    next_update: Option<NaiveDate>,
    learned: String,
    family_who: String,
}

impl LastNotice {
    /// None before the first.
    pub(super) async fn of(tx: &mut Tx, review: ReviewId) -> Stored<Option<Self>> {
        sql("SELECT d.made_at, n.next_update, n.learned, n.family_who FROM delay_notice n JOIN document d ON d.id = n.document \
             WHERE n.review = $1 AND d.withdrawn_at IS NULL ORDER BY d.made_at DESC, d.id DESC LIMIT 1")
        .bind(review)
        .maybe(tx)
        .await
    }

    /// The day on which it promised to write again, while that is still to come.
    pub(super) fn promised(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.next_update.filter(|on| *on > today)
    }

    /// What it said has been learned.
    pub(super) fn learned(&self, labels: &Labels) -> String {
        labels.show(&self.learned)
    }

    /// Who of the family was told, as it said.
    pub(super) fn told(&self, labels: &Labels) -> String {
        labels.show(&self.family_who)
    }

    /// What whoever writes the next one reads first.
    pub(super) fn reminder(&self, today: NaiveDate) -> String {
        let made = format!("A notice of delay was made on {}.", day(london_day(self.made_at)));
        let promised = match self.next_update {
            Some(on) if on > today => format!(" It said that you write again by {}: that day stands below.", day(on)),
            Some(on) => format!(" It said that you write again by {}.", day(on)),
            None => String::new(),
        };
        let learned = if self.learned.is_empty() { "" } else { " What it said has been learned stands below: add to it." };
        made + &promised + learned
    }
}

/// Keeps what the next notice takes up.
pub(super) async fn keep(tx: &mut Tx, (review, id): (ReviewId, DocumentId), register: &Register, added: &Added) -> Stored<()> {
    let today = tx.today();
    sql("INSERT INTO delay_notice (document, review, next_update, learned, family_who, made_on) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(id)
        .bind(review)
        .bind(added.dates.get("next_update").copied())
        .bind(register.kept(Some(&added.text("interim_learning"))))
        .bind(register.kept(Some(&added.text("family_who"))))
        .bind(today)
        .run(tx)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2027, 3, day).unwrap()
    }

    fn notice(next_update: Option<NaiveDate>, learned: &str) -> LastNotice {
        let made_at = on(1).and_hms_opt(9, 0, 0).unwrap().and_utc();
        LastNotice { made_at, next_update, learned: learned.to_owned(), family_who: String::new() }
    }

    #[test]
    fn a_day_that_has_come_is_not_promised_again() {
        let last = notice(Some(on(12)), "");
        assert_eq!((last.promised(on(11)), last.promised(on(12))), (Some(on(12)), None));
        assert_eq!(
            last.reminder(on(11)),
            "A notice of delay was made on 1 March 2027. It said that you write again by 12 March 2027: that day stands below."
        );
        assert!(last.reminder(on(12)).ends_with("It said that you write again by 12 March 2027."));
    }

    #[test]
    fn what_was_learned_is_added_to() {
        let last = notice(None, "Harbour Light tries in three ways.");
        assert_eq!(last.learned(&Labels::default()), "Harbour Light tries in three ways.");
        assert!(last.reminder(on(2)).ends_with("What it said has been learned stands below: add to it."));
        assert_eq!(notice(None, "").reminder(on(2)), "A notice of delay was made on 1 March 2027.");
    }
}
