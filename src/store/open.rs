//! Opening a store: which database, with which settings, and the two kinds of transaction.

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use log::LevelFilter;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions, Postgres};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection as _, Transaction};

use crate::base::{Chance, Clock};

use super::error::{StoreError, Stored};
use super::tx::{Inner, Tx};

/// How long a person waits for a turn before being told that it is busy.
const PATIENCE: Duration = Duration::from_secs(10);
/// A statement that takes this long is worth a line in the log (its text, never what was bound).
const SLOW: Duration = Duration::from_secs(1);
/// Connections that read a SQLite file beside the one that writes.
const READERS: u32 = 4;
/// Connections to PostgreSQL of one instance: its default limit of 100 leaves room for several instances and for people.
const CONNECTIONS: u32 = 16;

/// Prepared statements kept on a connection: more than the program has, so that none is prepared twice.
const STATEMENTS: usize = 1000;

/// A database, with the clock and the chance that its transactions carry. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pub(super) pools: Pools,
    clock: Arc<dyn Clock>,
    chance: Arc<dyn Chance>,
    asked: Arc<AtomicU64>,
}

#[derive(Clone)]
pub(super) enum Pools {
    /// One connection writes, so that no writer is refused because another was quicker; the others cannot write at all.
    Sqlite {
        read: SqlitePool,
        write: SqlitePool,
    },
    Postgres(PgPool),
}

impl Store {
    /// Opens `sqlite:<file>` (made when it is not there) or `postgres://…`. Does not migrate.
    ///
    /// # Errors
    /// When the address is not understood or the database cannot be reached.
    pub async fn open(url: &str, clock: Arc<dyn Clock>, chance: Arc<dyn Chance>) -> Stored<Self> {
        let pools = if url.starts_with("sqlite:") {
            sqlite(url).await?
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            postgres(url).await?
        } else {
            return Err(StoreError::Address("it starts with neither sqlite: nor postgres:"));
        };
        Ok(Self { pools, clock, chance, asked: Arc::default() })
    }

    /// A transaction that only reads, and sees one state of the database throughout.
    ///
    /// # Errors
    /// When the database cannot be reached or is too busy.
    pub async fn read(&self) -> Stored<Tx> {
        self.begin("BEGIN DEFERRED", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", false).await
    }

    /// A transaction that may write. On SQLite it waits for the one before it to end, so it should not wait for anything itself.
    ///
    /// # Errors
    /// When the database cannot be reached or is too busy.
    pub async fn write(&self) -> Stored<Tx> {
        self.begin("BEGIN IMMEDIATE", "BEGIN", true).await
    }

    /// Whether the database answers: for the health endpoint.
    ///
    /// # Errors
    /// When it does not.
    pub async fn check(&self) -> Stored<()> {
        super::sql("SELECT CAST(1 AS BIGINT)").scalar::<i64>(&mut self.read().await?).await.map(drop)
    }

    async fn begin(&self, sqlite: &'static str, postgres: &'static str, writing: bool) -> Stored<Tx> {
        let inner = match &self.pools {
            Pools::Sqlite { read, write } => {
                let pool = if writing { write } else { read };
                Inner::Sqlite(pool.begin_with(sqlite).await?)
            }
            Pools::Postgres(pool) => {
                let own = pool.clone();
                // A caller who goes away in the middle of it would leave the connection inside a transaction that nobody ends (sqlx 0.9
                // forgets one that it has not seen begin): a task of its own sees it through, and then nobody's transaction is rolled back.
                let begun = tokio::spawn(async move { begin_on_postgres(&own, postgres).await }).await;
                match begun.unwrap_or(Err(sqlx::Error::WorkerCrashed)) {
                    Ok(tx) => Inner::Postgres(tx),
                    // The pool waits for a server that is away as it waits for a turn; with no connection at all, it is the former.
                    Err(sqlx::Error::PoolTimedOut) if pool.size() == 0 => {
                        return Err(StoreError::Away("no answer".into()));
                    }
                    Err(error) => return Err(error.into()),
                }
            }
        };
        Ok(Tx::new(inner, self.clock.now(), Arc::clone(&self.chance), writing, Arc::clone(&self.asked)))
    }

    /// How many statements this store has run since it was opened, without those that begin and end a transaction. Each is a wait.
    #[must_use]
    pub fn asked(&self) -> u64 {
        self.asked.load(Ordering::Relaxed)
    }

    /// Whether this is SQLite, in one file.
    #[must_use]
    pub fn is_sqlite(&self) -> bool {
        matches!(self.pools, Pools::Sqlite { .. })
    }

    /// Closes every connection, after those in use have come back.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { read, write } => {
                read.close().await;
                // Last, so that it is the writer who tidies the write-ahead log away.
                write.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}

async fn sqlite(url: &str) -> Stored<Pools> {
    if url.contains(":memory:") || url.contains("mode=memory") {
        return Err(StoreError::Address("a database in memory would be lost; name a file"));
    }
    let options = SqliteConnectOptions::from_str(url)
        .map_err(|_| StoreError::Address("it is not of the form sqlite:<file>"))?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // NORMAL may lose the last commits when the power goes.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        .statement_cache_capacity(STATEMENTS)
        // What is deleted is overwritten, and what is sorted is not written to a temporary file that others may find.
        .pragma("secure_delete", "on")
        .pragma("temp_store", "memory")
        .log_statements(LevelFilter::Off)
        .log_slow_statements(LevelFilter::Warn, SLOW);
    make_for_oneself(options.get_filename())?;
    let write = SqlitePoolOptions::new()
        .max_connections(1)
        // A file does not go away as a server does: to ask the connection first would only cost a page its time.
        .test_before_acquire(false)
        .acquire_timeout(PATIENCE)
        .idle_timeout(None)
        .max_lifetime(None)
        // When its disk is full SQLite rolls back by itself, and the driver then takes the transaction for one that has not ended. Such a
        // connection would refuse every write from then on; another is opened instead.
        .before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }))
        .connect_with(options.clone())
        .await?;
    let read = SqlitePoolOptions::new()
        .max_connections(READERS)
        .test_before_acquire(false)
        .acquire_timeout(PATIENCE)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_lazy_with(options.create_if_missing(false).read_only(true));
    Ok(Pools::Sqlite { read, write })
}

/// Makes the file, readable for nobody else, if it is not there. The files that SQLite puts beside it are given the same rights.
fn make_for_oneself(file: &Path) -> Stored<()> {
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(file) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(StoreError::Away(format!("{}: {error}", file.display()).into())),
    }
}

async fn postgres(url: &str) -> Stored<Pools> {
    let options = PgConnectOptions::from_str(url)
        .map_err(|_| StoreError::Address("it is not of the form postgres://user:password@host/database"))?
        .application_name("dardr")
        // Nobody waits for ever for a row that another holds, and a client that hangs does not hold rows for ever.
        .options([("lock_timeout", "10s"), ("idle_in_transaction_session_timeout", "120s")])
        .statement_cache_capacity(STATEMENTS)
        .log_statements(LevelFilter::Off)
        .log_slow_statements(LevelFilter::Warn, SLOW);
    let pool = PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        // Beginning a transaction is the question whether the connection is alive: see `begin_on_postgres`.
        .test_before_acquire(false)
        .acquire_timeout(PATIENCE / 2)
        .connect_with(options)
        .await?;
    Ok(Pools::Postgres(pool))
}

/// Begins a transaction. A connection that broke while it lay idle, as all do when the server restarts, is found out by this, and the
/// pool lets it go; then another is taken. To ask first whether each is alive would be one more wait for the server's answer.
async fn begin_on_postgres(pool: &PgPool, begin: &'static str) -> sqlx::Result<Transaction<'static, Postgres>> {
    let since = Instant::now();
    for _ in 0..CONNECTIONS {
        match pool.begin_with(begin).await {
            // Between two tries and not around one: a try that is given up half-way leaves its transaction behind.
            Err(error) if was_broken(&error) && since.elapsed() < PATIENCE => {}
            begun => return begun,
        }
    }
    pool.begin_with(begin).await
}

/// Whether the connection, and not what was asked of it, was at fault: it ended, or the server said that it ends it.
fn was_broken(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) => true,
        sqlx::Error::Database(error) => error.code().is_some_and(|code| matches!(&*code, "57P01" | "57P02" | "57P05")),
        _ => false,
    }
}
