//! A transaction: what is done in it is done together or not at all.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::Transaction;
use sqlx::postgres::{PgConnection, Postgres};
use sqlx::sqlite::{Sqlite, SqliteConnection};

use crate::base::{Chance, Id, london_day, uuid_v7};

use super::error::{StoreError, Stored};

/// A transaction, with its instant and its chance. Dropped without [`Tx::commit`], it is rolled back.
pub struct Tx {
    inner: Inner,
    now: DateTime<Utc>,
    chance: Arc<dyn Chance>,
    ids: u16,
    writes: bool,
    /// Whether something is held until the end.
    holds: bool,
    /// The store's count of statements.
    asked: Arc<AtomicU64>,
    last: Vec<Last>,
    /// What was written and is not on the record yet: the kind of row, and which.
    owed: Vec<(&'static str, String)>,
}

/// What is done when all else is done, and may still refuse it.
pub type Last = Box<dyn for<'t> FnOnce(&'t mut Tx) -> Pin<Box<dyn Future<Output = Stored<()>> + Send + 't>> + Send + Sync>;

pub(super) enum Inner {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// The connection of a transaction.
pub(super) enum On<'t> {
    Sqlite(&'t mut SqliteConnection),
    Postgres(&'t mut PgConnection),
}

impl Tx {
    pub(super) fn new(inner: Inner, now: DateTime<Utc>, chance: Arc<dyn Chance>, writes: bool, asked: Arc<AtomicU64>) -> Self {
        Self { inner, now, chance, ids: 0, writes, holds: false, asked, last: Vec::new(), owed: Vec::new() }
    }

    /// The connection, for one statement.
    pub(super) fn on(&mut self) -> On<'_> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        match &mut self.inner {
            Inner::Sqlite(tx) => On::Sqlite(tx),
            Inner::Postgres(tx) => On::Postgres(tx),
        }
    }

    /// The instant of this transaction: what happens together happens at one time. Taken after the wait for the turn to write.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// The day of this transaction in London.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        london_day(self.now)
    }

    /// Whether this transaction may write.
    #[must_use]
    pub fn writes(&self) -> bool {
        self.writes
    }

    /// A new id. Those made later in a transaction sort later.
    pub fn id<I: Id>(&mut self) -> I {
        let turn = self.ids;
        self.ids = self.ids.wrapping_add(1);
        I::from_uuid(uuid_v7(self.now, turn, self.random()))
    }

    /// `N` random bytes: for a token, a key, a salt.
    #[must_use]
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.chance.fill(&mut bytes);
        bytes
    }

    /// Waits until no other transaction holds `id`, and holds it until this one ends. What is decided from several tables of one review is
    /// decided under this, so that two people who act at once act one after the other. On SQLite writers do so anyway.
    ///
    /// # Errors
    /// [`StoreError::Busy`](super::StoreError::Busy) when another holds it for more than ten seconds.
    pub async fn hold<I: Id>(&mut self, id: I) -> Stored<()> {
        let (high, low) = id.uuid().as_u64_pair();
        if let Inner::Postgres(tx) = &mut self.inner {
            let key = i64::from_ne_bytes((high ^ low).to_ne_bytes());
            sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(key).execute(&mut **tx).await?;
        }
        self.holds = true;
        Ok(())
    }

    /// Whether this transaction holds something already.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.holds
    }

    /// Does this last, before all of it is kept: what only the end of the work knows belongs on its record.
    pub fn before_commit(&mut self, last: Last) {
        self.last.push(last);
    }

    pub(super) fn owe(&mut self, rows: impl Iterator<Item = (&'static str, String)>) {
        for row in rows {
            if !self.owed.contains(&row) {
                self.owed.push(row);
            }
        }
    }

    /// What [`Statement::run_for_record`](super::Statement::run_for_record) wrote and nobody asked for yet. Whoever asks puts it on record.
    #[must_use]
    pub fn take_owed(&mut self) -> Vec<(&'static str, String)> {
        std::mem::take(&mut self.owed)
    }

    fn owes_nothing(&self) -> Stored<()> {
        self.owed.first().map_or(Ok(()), |(what, _)| Err(StoreError::Unrecorded(what)))
    }

    /// Makes what was done last.
    ///
    /// # Errors
    /// When the database did not take it: then nothing of it was kept, unless the connection broke while it answered.
    /// [`StoreError::Unrecorded`] when the record does not say how what was written stands now: then nothing was kept either.
    pub async fn commit(mut self) -> Stored<()> {
        // What was owed before is not paid by what is put on record last.
        self.owes_nothing()?;
        for last in std::mem::take(&mut self.last) {
            last(&mut self).await?;
        }
        self.owes_nothing()?;
        match self.inner {
            Inner::Sqlite(tx) => tx.commit().await?,
            Inner::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}
