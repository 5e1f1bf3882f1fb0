//! What can go wrong with a database, said so that a person knows what to do.

use std::fmt;
use std::sync::Arc;

use sqlx::error::ErrorKind;
use sqlx::migrate::MigrateError;

/// What the store answers.
pub type Stored<T> = Result<T, StoreError>;

/// What went wrong with the database. No text of it holds what was bound or read: that is personal data, and errors are logged.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// A row that must be there is not.
    #[error("what was looked for is not in the database")]
    NotThere,
    /// Another row has this already: the constraint's name on PostgreSQL, the columns on SQLite.
    #[error("the database already holds one ({0})")]
    Taken(Arc<str>),
    /// A rule of the work stands against it; the sentence is for the person.
    #[error("{0}")]
    Rule(&'static str),
    /// A rule of the schema was broken: a missing value, a reference to nothing, a failed check.
    #[error("the database refused it: {0}")]
    Refused(Arc<str>),
    /// Others were at it; asking again may work.
    #[error("the database is busy. Nothing was changed. Try again in a moment")]
    Busy,
    /// The database cannot be reached; it may come back.
    #[error("the database cannot be reached. Try again in a minute ({0})")]
    Away(Arc<str>),
    /// The disk is full.
    #[error("the database's disk is full. Nothing was changed. Tell the person who runs this service")]
    Full,
    /// A write in a transaction that only reads: a mistake in the program.
    #[error("a write was tried in a transaction that only reads")]
    ReadOnly,
    /// Something was written and is not on the record: a mistake in the program.
    #[error("a {0} was written, and the record does not say so")]
    Unrecorded(&'static str),
    /// As many values must be bound as the text has places: a mistake in the program.
    #[error("{given} values for {wanted} places in: {text}")]
    Binds {
        /// The statement.
        text: Arc<str>,
        /// The highest place in it.
        wanted: usize,
        /// How many values were bound.
        given: usize,
    },
    /// What neither database, or only one of them, can keep.
    #[error("the database cannot keep {0}")]
    Unkeepable(&'static str),
    /// What a column holds is not what the program expects there.
    #[error("column {0} does not hold what was expected")]
    Unreadable(Arc<str>),
    /// The address of the database is wrong.
    #[error("the database's address is wrong: {0}")]
    Address(&'static str),
    /// A migration failed or does not fit.
    #[error("the database could not be brought up to date: {0}")]
    Migration(Arc<str>),
    /// Anything else, by its code and the database's own words where those hold no data.
    #[error("the database failed: {0}")]
    Failed(Arc<str>),
}

impl StoreError {
    /// Whether another row has this already.
    #[must_use]
    pub fn is_unique_violation(&self) -> bool {
        matches!(self, Self::Taken(_))
    }

    /// Whether the database cannot be reached now.
    #[must_use]
    pub fn is_away(&self) -> bool {
        matches!(self, Self::Away(_))
    }
}

/// The same words as `Display`: what a derived one would show of the database's error may hold values.
impl fmt::Debug for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StoreError({self})")
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::RowNotFound => Self::NotThere,
            sqlx::Error::Database(error) => from_database(&*error),
            sqlx::Error::PoolTimedOut => Self::Busy,
            sqlx::Error::Io(error) => Self::Away(error.kind().to_string().into()),
            sqlx::Error::Tls(_) => Self::Away("no secure connection".into()),
            sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => Self::Away("it was closed".into()),
            sqlx::Error::BeginFailed => Self::Away("no transaction".into()),
            sqlx::Error::ColumnDecode { index, .. } => Self::Unreadable(index.into()),
            sqlx::Error::ColumnNotFound(name) => Self::Unreadable(name.into()),
            sqlx::Error::Encode(_) => Self::Unkeepable("a value"),
            sqlx::Error::Decode(_) => Self::Unreadable("of this row".into()),
            sqlx::Error::Migrate(error) => (*error).into(),
            // Words of the driver about itself: protocol, types, configuration.
            other => Self::Failed(other.to_string().into()),
        }
    }
}

impl From<MigrateError> for StoreError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::Execute(error) => error.into(),
            MigrateError::VersionMissing(_) => Self::Migration("it was made by a newer dardr than this one".into()),
            MigrateError::VersionMismatch(n) => Self::Migration(format!("migration {n} was changed after it had run").into()),
            other => Self::Migration(other.to_string().into()),
        }
    }
}

fn from_database(error: &dyn sqlx::error::DatabaseError) -> StoreError {
    let code = error.code().unwrap_or_default();
    let constraint = || Arc::from(error.constraint().unwrap_or_else(|| error.message()));
    match error.kind() {
        ErrorKind::UniqueViolation => return StoreError::Taken(constraint()),
        ErrorKind::ForeignKeyViolation | ErrorKind::NotNullViolation | ErrorKind::CheckViolation => {
            return StoreError::Refused(constraint());
        }
        _ => {}
    }
    if error.try_downcast_ref::<sqlx::postgres::PgDatabaseError>().is_some() {
        from_postgres(&code, error.message())
    } else {
        from_sqlite(&code, error.message())
    }
}

/// Codes of the PostgreSQL manual, appendix A.
fn from_postgres(code: &str, message: &str) -> StoreError {
    match code {
        // Serialization failure, deadlock, no lock in time, statement cancelled by its time limit.
        "40001" | "40P01" | "55P03" | "57014" => StoreError::Busy,
        // Too many connections.
        "53300" => StoreError::Busy,
        "53100" => StoreError::Full,
        "25006" => StoreError::ReadOnly,
        // Shut down, crashed, starting up, connection trouble.
        "57P01" | "57P02" | "57P03" | "57P05" => StoreError::Away(message.into()),
        _ if code.starts_with("08") => StoreError::Away(message.into()),
        // The words of data exceptions quote the data.
        _ if code.starts_with("22") => StoreError::Failed(format!("code {code}").into()),
        _ => StoreError::Failed(format!("{message} (code {code})").into()),
    }
}

/// Result codes of SQLite (`sqlite.org/rescode.html`), extended ones cut to their lowest byte.
fn from_sqlite(code: &str, message: &str) -> StoreError {
    match code.parse::<u32>().unwrap_or(0) & 0xff {
        5 | 6 => StoreError::Busy,
        8 => StoreError::ReadOnly,
        13 => StoreError::Full,
        14 => StoreError::Away(message.into()),
        _ => StoreError::Failed(format!("{message} (code {code})").into()),
    }
}
