//! The days, holds and agreed dates of many reviews at once: three queries in all.

use std::collections::HashMap;

use crate::ids::ReviewId;
use crate::reviews::list::Known;
use crate::store::{FromRow, Row, Statement, Stored, Tx, sql};

use super::events::{events_in_a_line, read_events};
use super::{AgreedRow, HoldRow};

/// What is known of each of several reviews.
pub(in crate::reviews) struct FactsOfMany(HashMap<ReviewId, Known>);

/// The two databases take a list of ids apart differently, so it is handed over as a page of single ones.
macro_rules! of_fifty {
    ($($text:expr),+ $(; $rest:literal)?) => {
        concat!(
            $($text,)+
            "(",
            "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, ",
            "$26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50 ",
            ")" $(, $rest)?
        )
    };
}

#[derive(FromRow)]
struct EventsOf {
    review: ReviewId,
    events: String,
}

#[derive(FromRow)]
struct HoldOf {
    review: ReviewId,
    #[sqlx(flatten)]
    row: HoldRow,
}

#[derive(FromRow)]
struct AgreedOf {
    review: ReviewId,
    #[sqlx(flatten)]
    row: AgreedRow,
}

impl FactsOfMany {
    pub(in crate::reviews) async fn read(tx: &mut Tx, ids: &[ReviewId]) -> Stored<Self> {
        let mut known: HashMap<ReviewId, Known> = HashMap::new();
        for fifty in ids.chunks(50) {
            let events: Vec<EventsOf> = all(
                sql(of_fifty!("SELECT review, ", events_in_a_line!(), " AS events FROM review_event WHERE review IN "; " GROUP BY review")),
                fifty,
                tx,
            )
            .await?;
            for one in events {
                known.entry(one.review).or_default().dates = read_events(&one.events)?;
            }
            let holds: Vec<HoldOf> =
                all(sql(of_fifty!("SELECT review, kind, scope, pauses, starts, ended_on FROM hold WHERE review IN ")), fifty, tx)
                    .await?;
            for one in holds {
                known.entry(one.review).or_default().holds.push(one.row.into());
            }
            let agreed: Vec<AgreedOf> = all(
                sql(of_fifty!(
                    "SELECT review, rule, about, agreed_due, agreed_by, agreed_on, reason FROM agreed_date a WHERE NOT EXISTS (",
                    "SELECT 1 FROM agreed_date b WHERE b.review = a.review AND b.rule = a.rule AND b.about = a.about ",
                    "AND b.id > a.id) AND review IN "
                )),
                fifty,
                tx,
            )
            .await?;
            for one in agreed {
                known.entry(one.review).or_default().agreed.push(one.row.into());
            }
        }
        Ok(Self(known))
    }

    pub(in crate::reviews) fn take(&mut self, review: ReviewId) -> Known {
        self.0.remove(&review).unwrap_or_default()
    }
}

/// Binds the ids, the last of them as often as it takes to fill the page.
async fn all<R: Row>(statement: Statement, ids: &[ReviewId], tx: &mut Tx) -> Stored<Vec<R>> {
    let Some(last) = ids.last() else { return Ok(Vec::new()) };
    let padded = ids.iter().chain(std::iter::repeat(last)).take(50);
    padded.fold(statement, |statement, id| statement.bind(*id)).all(tx).await
}
