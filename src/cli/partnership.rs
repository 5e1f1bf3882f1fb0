//! `dardr partnership`: the partnerships of the deployment.

use std::path::Path;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::{Outcome, means};
use crate::access::partnerships::{self, Code, NewPartnership};
use crate::base::Line;
use crate::process::scope::Nation;

/// What `dardr partnership` is asked.
#[derive(Debug, Subcommand)]
pub(super) enum Arguments {
    /// Add a partnership. Its letterhead, its people and all else are set in the pages.
    Add(Add),
    /// List the partnerships.
    List,
}

/// Which is added.
#[derive(Debug, Args)]
pub(super) struct Add {
    /// What its references begin with: two to eight letters and digits.
    #[arg(long)]
    code: Code,
    /// Its name.
    #[arg(long)]
    name: Line,
    /// Its name where there is little room. Without it, the whole name.
    #[arg(long)]
    short_name: Option<Line>,
    /// Where it is: england or wales.
    #[arg(long, default_value = "england")]
    nation: Nation,
    /// What it calls its reviews.
    #[arg(long, default_value = "DHR")]
    term: Line,
}

pub(super) async fn run(settings: Option<&Path>, arguments: Arguments) -> Outcome {
    let app = means::app(means::settings(settings)?).await?;
    match arguments {
        Arguments::Add(new) => {
            let short_name = new.short_name.unwrap_or_else(|| new.name.clone());
            let new = NewPartnership { name: new.name, short_name, code: new.code, nation: new.nation, display_term: new.term };
            let mut tx = app.store.write().await?;
            partnerships::add(&mut tx, &means::operator(), &new).await.map_err(|problem| {
                if problem.is_unique_violation() {
                    format!("there is a partnership {} already", new.code)
                } else {
                    problem.to_string()
                }
            })?;
            tx.commit().await?;
            means::say(format_args!("The partnership {} is added.", new.code));
        }
        Arguments::List => {
            for partnership in partnerships::all(&mut app.store.read().await?).await? {
                means::say(format_args!("{}\t{}", partnership.code, partnership.name));
            }
        }
    }
    app.store.close().await;
    Ok(ExitCode::SUCCESS)
}
