//! A statement: its text, what is bound to it, and the five ways to run it.

use std::borrow::Cow;
use std::sync::Arc;

use sqlx::postgres::{PgArguments, PgRow, Postgres};
use sqlx::sqlite::{Sqlite, SqliteArguments, SqliteRow};
use sqlx::{AssertSqlSafe, Decode, FromRow, SqlSafeStr as _, SqlStr, Type};

use super::error::{StoreError, Stored};
use super::tx::{On, Tx};
use super::value::{Bind, Value};

/// A row that both databases can give: any struct with `#[derive(FromRow)]`, and tuples.
pub trait Row: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}
impl<T> Row for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

/// A single value that both databases can give.
pub trait Cell: for<'r> Decode<'r, Sqlite> + Type<Sqlite> + for<'r> Decode<'r, Postgres> + Type<Postgres> + Send + Unpin {}
impl<T> Cell for T where
    T: for<'r> Decode<'r, Sqlite> + Type<Sqlite> + for<'r> Decode<'r, Postgres> + Type<Postgres> + Send + Unpin
{
}

/// A statement with what is bound to it. Nothing happens before `all`, `one`, `maybe`, `run` or `scalar`.
#[must_use = "a statement does nothing until it is run"]
pub struct Statement {
    sqlite: Text,
    postgres: Text,
    values: Vec<Value>,
}

/// The text of a statement: written in the program, or made in this room of such texts alone.
type Text = Cow<'static, str>;

/// A statement that is the same for both databases.
pub fn sql(text: &'static str) -> Statement {
    sql_either(text, text)
}

/// A statement that has to differ. Each use is counted by a test: there should be few.
pub fn sql_either(sqlite: &'static str, postgres: &'static str) -> Statement {
    Statement { sqlite: sqlite.into(), postgres: postgres.into(), values: Vec::new() }
}

impl Statement {
    /// A text for both databases with as many places as it turned out to need. Nothing that came from outside is ever in it.
    pub(super) fn made(text: String) -> Self {
        Self { sqlite: text.clone().into(), postgres: text.into(), values: Vec::new() }
    }

    /// Binds the next value: the first to `$1`, the second to `$2`.
    pub fn bind(mut self, value: impl Bind) -> Self {
        self.values.push(value.value());
        self
    }

    /// Every row.
    ///
    /// # Errors
    /// As [`StoreError`] tells.
    pub async fn all<R: Row>(self, tx: &mut Tx) -> Stored<Vec<R>> {
        Ok(match tx.on() {
            On::Sqlite(on) => sqlx::query_as_with(said(&self.sqlite), self.for_sqlite()?).fetch_all(on).await?,
            On::Postgres(on) => sqlx::query_as_with(said(&self.postgres), self.for_postgres()?).fetch_all(on).await?,
        })
    }

    /// The first row, if there is one.
    ///
    /// # Errors
    /// As [`StoreError`] tells.
    pub async fn maybe<R: Row>(self, tx: &mut Tx) -> Stored<Option<R>> {
        Ok(match tx.on() {
            On::Sqlite(on) => sqlx::query_as_with(said(&self.sqlite), self.for_sqlite()?).fetch_optional(on).await?,
            On::Postgres(on) => sqlx::query_as_with(said(&self.postgres), self.for_postgres()?).fetch_optional(on).await?,
        })
    }

    /// The first row, which must be there.
    ///
    /// # Errors
    /// [`StoreError::NotThere`] when there is none; else as [`StoreError`] tells.
    pub async fn one<R: Row>(self, tx: &mut Tx) -> Stored<R> {
        self.maybe(tx).await?.ok_or(StoreError::NotThere)
    }

    /// The first value of the first row, which must be there. A column that may be NULL is asked for as an `Option`.
    ///
    /// # Errors
    /// [`StoreError::NotThere`] when there is no row; else as [`StoreError`] tells.
    pub async fn scalar<T: Cell>(self, tx: &mut Tx) -> Stored<T>
    where
        (T,): Row,
    {
        self.one::<(T,)>(tx).await.map(|(value,)| value)
    }

    /// Runs the statement and tells how many rows it changed.
    ///
    /// # Errors
    /// As [`StoreError`] tells.
    pub async fn run(self, tx: &mut Tx) -> Stored<u64> {
        Ok(match tx.on() {
            On::Sqlite(on) => sqlx::query_with(said(&self.sqlite), self.for_sqlite()?).execute(on).await?.rows_affected(),
            On::Postgres(on) => sqlx::query_with(said(&self.postgres), self.for_postgres()?).execute(on).await?.rows_affected(),
        })
    }

    /// Runs a statement that writes rows for whose state the record answers, and tells how many it wrote. The transaction owes the record
    /// their state from now on: it is not committed before that was paid. The rows have an `id`, and the statement returns nothing itself.
    ///
    /// # Errors
    /// As [`StoreError`] tells.
    pub async fn run_for_record(mut self, what: impl Into<&'static str>, tx: &mut Tx) -> Stored<u64> {
        for text in [&mut self.sqlite, &mut self.postgres] {
            text.to_mut().push_str(" RETURNING CAST(id AS TEXT)");
        }
        let (what, rows) = (what.into(), self.all::<(String,)>(tx).await?);
        let written = rows.len() as u64;
        tx.owe(rows.into_iter().map(|(id,)| (what, id)));
        Ok(written)
    }

    fn for_sqlite(self) -> Stored<SqliteArguments> {
        check(&self.sqlite, &self.values)?;
        let mut arguments = SqliteArguments::default();
        for value in self.values {
            value.add_to_sqlite(&mut arguments).map_err(sqlx::Error::Encode)?;
        }
        Ok(arguments)
    }

    fn for_postgres(self) -> Stored<PgArguments> {
        check(&self.postgres, &self.values)?;
        let mut arguments = PgArguments::default();
        for value in self.values {
            value.add_to_postgres(&mut arguments).map_err(sqlx::Error::Encode)?;
        }
        Ok(arguments)
    }
}

fn said(text: &Text) -> SqlStr {
    match text {
        Cow::Borrowed(text) => text.into_sql_str(),
        Cow::Owned(text) => AssertSqlSafe(text.as_str()).into_sql_str(),
    }
}

/// SQLite takes a missing value for NULL and says nothing, and keeps a NUL that PostgreSQL refuses: both are caught here, on both.
fn check(text: &str, values: &[Value]) -> Stored<()> {
    let wanted = highest(text);
    if wanted != values.len() {
        return Err(StoreError::Binds { text: Arc::from(text), wanted, given: values.len() });
    }
    if values.iter().any(|value| matches!(value, Value::Text(Some(text)) if text.contains('\0'))) {
        return Err(StoreError::Unkeepable("text with a NUL in it"));
    }
    Ok(())
}

/// The highest `$n` outside quoted text.
fn highest(text: &str) -> usize {
    text.split('\'')
        .step_by(2)
        .flat_map(|unquoted| unquoted.split('$').skip(1))
        .filter_map(|after| {
            let digits = after.bytes().take_while(u8::is_ascii_digit).count();
            after[..digits].parse().ok()
        })
        .max()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::highest;

    #[test]
    fn placeholders_are_counted_outside_quotes() {
        assert_eq!(highest("SELECT 1"), 0);
        assert_eq!(highest("SELECT $1, $12 WHERE a = $2"), 12);
        assert_eq!(highest("SELECT 'it''s $9' WHERE a = $2"), 2);
        assert_eq!(highest("SELECT '$3'"), 0);
    }
}
