//! `dardr backup` and `dardr restore`: a whole deployment on SQLite, copied while it runs and brought back by one command.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::files;
use crate::base::{Clock, counted, hex};
use crate::store::{StoreError, check_sqlite, copy_sqlite, release_sqlite, sqlite_file};

/// The database in a backup.
const DATABASE: &str = "dardr.db";
/// What the backup says of itself. Written last: a folder without it is no backup.
const LABEL: &str = "backup.json";

/// Why a backup or a restore was not done. Each says what to do.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The deployment is on PostgreSQL.
    #[error(
        "This deployment keeps its data in PostgreSQL, which has its own tools. Use pg_dump --format=custom to back up and pg_restore \
         to bring back, and copy the keys folder to another place than the dump. See docs/run/back-up-and-restore.md"
    )]
    Postgres,
    /// There is nothing to copy.
    #[error("There is no database at {0}. Check the database setting")]
    NoDatabase(PathBuf),
    /// The folder has something in it.
    #[error("{0} is not empty. Give a folder for this backup alone, for instance one named after the day")]
    NotEmpty(PathBuf),
    /// The keys would lie with what they open.
    #[error("The keys must not be kept with the data that they open. Give --keys-to a folder outside the backup")]
    KeysWithData,
    /// Not a finished backup.
    #[error("{0} is not a finished backup: it has no readable {LABEL}")]
    NotABackup(PathBuf),
    /// The database in the backup is not the one that was put there.
    #[error("{0} is damaged: it is not what was backed up. Nothing was changed. Use another backup")]
    Damaged(PathBuf),
    /// The service is running.
    #[error("The database at {0} is in use. Nothing was changed. Stop dardr first, then restore, then start it")]
    InUse(PathBuf),
    /// A key here differs from the one in the backup.
    #[error(
        "The key {0} is here already and differs from the one in the backup. Nothing was changed. Restore into an empty keys folder"
    )]
    OtherKey(PathBuf),
    /// A file could not be read or written.
    #[error("{0} could not be read or written: {1}")]
    File(PathBuf, io::Error),
    /// The database failed.
    #[error("{0}")]
    Store(#[from] StoreError),
}

/// What a backup says of itself.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Label {
    made: DateTime<Utc>,
    program: String,
    schema: i64,
    bytes: u64,
    sha256: String,
}

/// What was done, in sentences for the person at the terminal.
#[derive(Debug)]
pub struct Report(String);

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Copies the database into `to`, as it is at one instant, while the service goes on; and the keys to `keys_to`, apart from it.
///
/// # Errors
/// When it could not be done. Nothing half done is left in `to`.
pub async fn backup(url: &str, keys: &Path, to: &Path, keys_to: Option<&Path>, clock: &dyn Clock) -> Result<Report, BackupError> {
    let from = sqlite_file(url).ok_or(BackupError::Postgres)?;
    if !from.is_file() {
        return Err(BackupError::NoDatabase(from));
    }
    files::empty_folder(to)?;
    if let Some(keys_to) = keys_to {
        files::empty_folder(keys_to)?;
        let (data, beside) = (files::real(to)?, files::real(keys_to)?);
        if data.starts_with(&beside) || beside.starts_with(&data) {
            // Both are empty still: leave no trace of a mistake.
            drop(fs::remove_dir(keys_to));
            drop(fs::remove_dir(to));
            return Err(BackupError::KeysWithData);
        }
    }

    let made = clock.now();
    let database = to.join(DATABASE);
    let label = match copy(&from, &database, made).await {
        Ok(label) => label,
        Err(error) => {
            // It may be the disk that is full: give back what was taken. What cannot be removed is no backup either, having no label.
            drop(fs::remove_file(&database));
            return Err(error);
        }
    };
    // After the database: every review in the copy then has its key among those copied, however many were begun meanwhile.
    let copied = match keys_to {
        Some(keys_to) => Some(files::copy_new(keys, keys_to)?),
        None => None,
    };
    let text = serde_json::to_vec_pretty(&label).map_err(|error| BackupError::File(to.join(LABEL), error.into()))?;
    files::write(&to.join(LABEL), &text)?;
    files::sync_folder(to)?;
    Ok(Report(match (keys_to, copied) {
        (Some(place), Some(n)) => {
            let keys = counted(n, "key file", "key files");
            format!("Backed up {} bytes to {} and {keys} to {}", label.bytes, to.display(), place.display())
        }
        _ => format!(
            "Backed up {} bytes to {}. The keys in {} are not in it, and nothing that is sealed can be read without them: \
             back them up to another place, with --keys-to",
            label.bytes,
            to.display(),
            keys.display()
        ),
    }))
}

async fn copy(from: &Path, database: &Path, made: DateTime<Utc>) -> Result<Label, BackupError> {
    // Made here first, so that from the first byte nobody else can read it.
    files::write(database, b"")?;
    copy_sqlite(from, database).await?;
    files::sync(database)?;
    let schema = check_sqlite(database).await?;
    let (bytes, sha256) = sum(database)?;
    Ok(Label { made, program: env!("CARGO_PKG_VERSION").to_owned(), schema, bytes, sha256 })
}

/// Puts a backup in the place of the database. What was there stays beside it under another name. Keys that are missing are
/// brought back too, when `keys_from` is given; those that are there stay.
///
/// # Errors
/// When it could not be done: then the database is as it was.
pub async fn restore(
    url: &str,
    keys: &Path,
    from: &Path,
    keys_from: Option<&Path>,
    clock: &dyn Clock,
) -> Result<Report, BackupError> {
    let place = sqlite_file(url).ok_or(BackupError::Postgres)?;
    let label = read_label(from)?;
    let backup = from.join(DATABASE);
    if sum(&backup)? != (label.bytes, label.sha256) {
        return Err(BackupError::Damaged(backup));
    }
    check_sqlite(&backup).await?;
    if let Some(keys_from) = keys_from
        && let Some(other) = files::differing(keys_from, keys)?
    {
        return Err(BackupError::OtherKey(other));
    }
    if place.exists() {
        release_sqlite(&place).await.map_err(|error| match error {
            StoreError::Busy => BackupError::InUse(place.clone()),
            other => other.into(),
        })?;
    }
    let incoming = beside(&place, "restoring");
    if let Err(error) = files::copy(&backup, &incoming) {
        drop(fs::remove_file(&incoming));
        return Err(error);
    }
    let brought = match keys_from {
        Some(keys_from) => files::copy_new(keys_from, keys)?,
        None => 0,
    };
    let kept = if place.exists() { Some(keep_aside(&place, clock.now())?) } else { None };
    // The one step that counts: before it the old database is in place, after it the new one, whole either way.
    fs::rename(&incoming, &place).map_err(|error| BackupError::File(place.clone(), error))?;
    files::sync_folder(place.parent().unwrap_or(Path::new(".")))?;
    let mut said = format!("Restored the backup of {} to {}", label.made.format("%-d %B %Y at %H:%M UTC"), place.display());
    if keys_from.is_some() {
        said += &format!(", and {} to {}", counted(brought, "key file", "key files"), keys.display());
    }
    if let Some(kept) = kept {
        said += &format!(". What was there before is kept as {}", kept.display());
    }
    Ok(Report(said))
}

/// Gives the present database a second name.
fn keep_aside(place: &Path, now: DateTime<Utc>) -> Result<PathBuf, BackupError> {
    let kept = beside(place, &format!("before-{}", now.format("%Y%m%dT%H%M%SZ")));
    match fs::hard_link(place, &kept) {
        Ok(()) => {}
        // Some file systems have no second names.
        Err(error) if error.kind() == io::ErrorKind::Unsupported => files::copy(place, &kept)?,
        Err(error) => return Err(BackupError::File(kept, error)),
    }
    Ok(kept)
}

fn beside(place: &Path, what: &str) -> PathBuf {
    let mut name = place.as_os_str().to_owned();
    name.push(".");
    name.push(what);
    PathBuf::from(name)
}

fn read_label(from: &Path) -> Result<Label, BackupError> {
    let text = fs::read(from.join(LABEL)).map_err(|_| BackupError::NotABackup(from.to_path_buf()))?;
    serde_json::from_slice(&text).map_err(|_| BackupError::NotABackup(from.to_path_buf()))
}

/// The length and the SHA-256 of a file.
fn sum(file: &Path) -> Result<(u64, String), BackupError> {
    let failed = |error| BackupError::File(file.to_path_buf(), error);
    let mut source = File::open(file).map_err(failed)?;
    let (mut hash, mut bytes, mut buffer) = (Sha256::new(), 0, vec![0; 1 << 16]);
    loop {
        let n = source.read(&mut buffer).map_err(failed)?;
        if n == 0 {
            break;
        }
        hash.update(&buffer[..n]);
        bytes += n as u64;
    }
    Ok((bytes, hex(&hash.finalize())))
}
