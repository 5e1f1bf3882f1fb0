//! What `dardr backup` and `dardr restore` are asked.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::{Outcome, backup, means};
use crate::base::SystemClock;

/// What `dardr backup` is asked.
#[derive(Debug, clap::Args)]
pub(super) struct BackupArguments {
    /// An empty or new folder for this backup alone.
    to: PathBuf,
    /// Copy the reviews' keys too, into this folder: it must lie apart from the backup, which the keys open.
    #[arg(long, value_name = "FOLDER")]
    keys_to: Option<PathBuf>,
}

/// What `dardr restore` is asked.
#[derive(Debug, clap::Args)]
pub(super) struct RestoreArguments {
    /// The folder of the backup. dardr must not be running.
    from: PathBuf,
    /// Bring back the keys that are missing, from this folder.
    #[arg(long, value_name = "FOLDER")]
    keys_from: Option<PathBuf>,
}

pub(super) async fn run_backup(settings: Option<&Path>, asked: BackupArguments) -> Outcome {
    let settings = means::settings(settings)?;
    let (url, keys) = (settings.database.reveal(), settings.keys.as_path());
    let report = backup::backup(url, keys, &asked.to, asked.keys_to.as_deref(), &SystemClock).await?;
    means::say(report);
    Ok(ExitCode::SUCCESS)
}

pub(super) async fn run_restore(settings: Option<&Path>, asked: RestoreArguments) -> Outcome {
    let settings = means::settings(settings)?;
    let (url, keys) = (settings.database.reveal(), settings.keys.as_path());
    let report = backup::restore(url, keys, &asked.from, asked.keys_from.as_deref(), &SystemClock).await?;
    means::say(report);
    Ok(ExitCode::SUCCESS)
}
