//! Whole SQLite files: copied while they are in use, checked, and let go of. For backup and restore.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode};
use sqlx::{ConnectOptions, Connection};

use super::error::{StoreError, Stored};
use super::migrate::SQLITE;

/// The file of a `sqlite:` address; none for PostgreSQL.
#[must_use]
pub fn sqlite_file(url: &str) -> Option<PathBuf> {
    let options = SqliteConnectOptions::from_str(url).ok()?;
    url.starts_with("sqlite:").then(|| options.get_filename().to_path_buf())
}

/// Copies a database as it is at one instant, while others go on reading and writing it.
///
/// # Errors
/// When `to` exists and is not empty, or one of the two cannot be read or written.
pub async fn copy_sqlite(from: &Path, to: &Path) -> Stored<()> {
    let to = to.to_str().ok_or(StoreError::Address("the folder's name is not UTF-8"))?;
    let mut connection = open(from).read_only(true).connect().await?;
    sqlx::query("VACUUM INTO $1").bind(to).execute(&mut connection).await?;
    Ok(connection.close().await?)
}

/// Reads a whole database and tells the number of its last migration.
///
/// # Errors
/// When the file is damaged, is no database of this program, or was made by a newer program.
pub async fn check_sqlite(file: &Path) -> Stored<i64> {
    let mut connection = open(file).read_only(true).immutable(true).connect().await?;
    let said: String = sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&mut connection).await?;
    if said != "ok" {
        return Err(StoreError::Failed("the file is damaged".into()));
    }
    let last: i64 =
        sqlx::query_scalar("SELECT coalesce(MAX(version), 0) FROM _sqlx_migrations").fetch_one(&mut connection).await?;
    connection.close().await?;
    if last > newest(&SQLITE) {
        return Err(StoreError::Migration("it was made by a newer dardr than this one".into()));
    }
    Ok(last)
}

/// Brings everything into the one file and lets go of it, which works only while nobody else has it open.
///
/// # Errors
/// [`StoreError::Busy`] when somebody has.
pub async fn release_sqlite(file: &Path) -> Stored<()> {
    // Leaving write-ahead logging takes the whole file for oneself: SQLite refuses it to all but the last who has it open.
    let options = open(file).journal_mode(SqliteJournalMode::Delete).busy_timeout(Duration::from_millis(500));
    let mut connection = options.connect().await?;
    let mode: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&mut connection).await?;
    connection.close().await?;
    if mode == "delete" { Ok(()) } else { Err(StoreError::Busy) }
}

fn open(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new().filename(file).disable_statement_logging()
}

fn newest(migrator: &Migrator) -> i64 {
    migrator.iter().map(|migration| migration.version).max().unwrap_or(0)
}
