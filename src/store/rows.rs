//! Many rows in one statement: each statement is a wait for PostgreSQL's answer, or for the thread that holds the SQLite file.

use std::fmt::Write as _;

use super::error::Stored;
use super::statement::Statement;
use super::tx::Tx;
use super::value::{Bind, Value};

/// Rows in one statement. SQLite takes 32,766 values and PostgreSQL 65,535, which no row of ours times this comes near; each number of
/// rows is a statement of its own that a connection keeps prepared.
const TOGETHER: usize = 50;

/// Rows on their way into one table.
///
/// ```ignore
/// let mut rows = Rows::into("INSERT INTO note (id, said)");
/// for text in texts { rows.add(OneRow::default().bind(tx.id::<NoteId>()).bind(text)); }
/// rows.run("ON CONFLICT (id) DO NOTHING", tx).await?;
/// ```
#[must_use = "rows are not written until they are run"]
pub struct Rows {
    into: &'static str,
    rows: Vec<OneRow>,
}

/// One row, whose values are bound in the order of the columns.
#[derive(Clone, Default)]
pub struct OneRow(Vec<Value>);

impl OneRow {
    /// Binds the value of the next column.
    #[must_use]
    pub fn bind(mut self, value: impl Bind) -> Self {
        self.0.push(value.value());
        self
    }
}

impl Rows {
    /// `into` is the statement as far as its columns.
    pub fn into(into: &'static str) -> Self {
        Self { into, rows: Vec::new() }
    }

    /// One more row, with as many values as every other.
    pub fn add(&mut self, row: OneRow) {
        self.rows.push(row);
    }

    /// Writes them, and tells how many were written. `then` is the rest of the statement, for what is there already.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) tells.
    pub async fn run(self, then: &str, tx: &mut Tx) -> Stored<u64> {
        let mut written = 0;
        for rows in self.rows.chunks(TOGETHER) {
            let text = text(self.into, rows.iter().map(|row| row.0.len()), then);
            let values = rows.iter().flat_map(|row| row.0.clone());
            written += values.fold(Statement::made(text), Statement::bind).run(tx).await?;
        }
        Ok(written)
    }
}

/// `INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4) ON CONFLICT …`.
fn text(into: &str, columns: impl Iterator<Item = usize>, then: &str) -> String {
    let (mut text, mut last) = (format!("{into} VALUES "), 0);
    for (n, columns) in columns.enumerate() {
        text.push_str(if n == 0 { "(" } else { ", (" });
        for column in 0..columns {
            last += 1;
            let comma = if column == 0 { "" } else { ", " };
            // Writing to a String does not fail.
            write!(text, "{comma}${last}").ok();
        }
        text.push(')');
    }
    text + " " + then
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn places_are_counted_through_the_rows() {
        let text = text("INSERT INTO t (a, b)", [2, 2].into_iter(), "ON CONFLICT (a) DO NOTHING");
        assert_eq!(text, "INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4) ON CONFLICT (a) DO NOTHING");
    }
}
