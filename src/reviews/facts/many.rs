//! What the clocks of many reviews are computed from, at once, fifty in a query.

use std::collections::HashMap;

use crate::ids::ReviewId;
use crate::store::{FromRow, Stored, Tx, sql};

use super::known::{Known, Lines, days_in_a_line, lines, standing};

/// What is known of each of several reviews.
pub(in crate::reviews) struct FactsOfMany(HashMap<ReviewId, Known>);

/// Reviews in a query. The two databases take a list of ids apart differently, so it is handed over as a page of single ones.
const PAGE: usize = 50;

#[derive(FromRow)]
struct LinesOf {
    review: ReviewId,
    #[sqlx(flatten)]
    lines: Lines,
}

impl FactsOfMany {
    pub(in crate::reviews) async fn read(tx: &mut Tx, ids: &[ReviewId]) -> Stored<Self> {
        let today = tx.today();
        let mut known: HashMap<ReviewId, Known> = HashMap::new();
        for page in ids.chunks(PAGE) {
            let statement = sql(concat!(
                "SELECT r.id AS review, ",
                lines!("$51"),
                " FROM review r WHERE r.id IN (",
                "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, ",
                "$26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50)"
            ));
            // The last id is bound as often as it takes to fill the page.
            let padded = page.iter().chain(page.last().into_iter().cycle()).take(PAGE);
            let rows: Vec<LinesOf> = padded.fold(statement, |statement, id| statement.bind(*id)).bind(today).all(tx).await?;
            for row in rows {
                known.insert(row.review, row.lines.read()?);
            }
        }
        Ok(Self(known))
    }

    pub(in crate::reviews) fn take(&mut self, review: ReviewId) -> Known {
        self.0.remove(&review).unwrap_or_default()
    }
}
