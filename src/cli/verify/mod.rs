//! `dardr verify`: whether the record is whole and nothing is half done. It needs the database alone; the server may run or not.

mod checks;
mod recorded;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use super::{Failure, Outcome, means};
use crate::audit;
use crate::base::{OsChance, SystemClock, counted};
use crate::keyring::Keyring;
use crate::store::{Store, sqlite_file};

/// What `dardr verify` is asked.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Look at this database instead of the one in the settings, which are then not read.
    #[arg(long, value_name = "ADDRESS")]
    database: Option<String>,
    /// With --database: the folder of the reviews' keys. Without it what is sealed is not tried.
    #[arg(long, value_name = "FOLDER", requires = "database", requires = "deployment_key")]
    keys: Option<PathBuf>,
    /// With --database: the file of the deployment's key.
    #[arg(long, value_name = "FILE", requires = "keys")]
    deployment_key: Option<PathBuf>,
    /// A digest that an earlier look printed: is the record of that day still the beginning of this one?
    #[arg(long, value_name = "DIGEST")]
    digest: Option<String>,
}

pub(super) async fn run(settings: Option<&Path>, asked: Arguments) -> Outcome {
    let (url, keys) = match asked.database {
        Some(url) => (url, asked.keys.zip(asked.deployment_key)),
        None => {
            let settings = means::settings(settings)?;
            (settings.database.reveal().to_owned(), Some((settings.keys, settings.deployment_key)))
        }
    };
    let keyring = keys.map(|(folder, key)| keyring(&folder, &key)).transpose()?;
    let findings = look(&url, keyring.as_ref(), asked.digest.as_deref()).await?;
    for finding in &findings {
        means::say(format_args!("  {finding}"));
    }
    match findings.len() {
        0 => means::say("Nothing is wrong."),
        1 => means::say("One thing is wrong."),
        many => means::say(format_args!("{many} things are wrong.")),
    }
    Ok(if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A keyring that is there. Looking must not make one: a new key would fit nothing.
fn keyring(folder: &Path, key: &Path) -> Result<Keyring, Failure> {
    if !key.exists() {
        return Err(format!("there is no deployment key at {}", key.display()).into());
    }
    Ok(Keyring::open(folder, key, Arc::new(OsChance))?)
}

async fn look(url: &str, keyring: Option<&Keyring>, digest: Option<&str>) -> Result<Vec<String>, Failure> {
    // Looking must not make a database either.
    if let Some(file) = sqlite_file(url).filter(|file| !file.exists()) {
        return Err(format!("there is no database at {}", file.display()).into());
    }
    let store = Store::open(url, Arc::new(SystemClock), Arc::new(OsChance)).await?;
    let mut tx = store.read().await?;
    let verdict = audit::verify(&mut tx, keyring).await?;
    let tried = match (keyring, verdict.sealed_to) {
        (None, _) => "seals not tried: no key was given".into(),
        (Some(_), 0) => "no seal tried, for there is none".into(),
        (Some(_), last) => format!("{} tried, the last under row {last}", counted(verdict.seals, "seal", "seals")),
    };
    means::say(format_args!("The record: {}, {tried}, its last digest {}", counted(verdict.rows, "row", "rows"), verdict.head));
    let mut findings: Vec<_> = verdict.findings.iter().map(|finding| format!("the record: {finding}")).collect();
    if let Some(digest) = digest
        && !audit::holds(&mut tx, digest).await?
    {
        findings.push("the record: the digest that was written down is not in it: since then it was cut, or written anew".into());
    }
    findings.extend(checks::all(&mut tx, keyring).await?);
    findings.extend(recorded::otherwise(&mut tx).await?);
    drop(tx);
    store.close().await;
    Ok(findings)
}
