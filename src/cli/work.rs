//! `dardr work`: the timetable alone, for a deployment that keeps its pages and its jobs apart.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use super::{Outcome, log, means};
use crate::{outbox, work};

/// What `dardr work` is asked.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Do what is due now, once, and end: for a timer of the system.
    #[arg(long)]
    once: bool,
}

pub(super) async fn run(settings: Option<&Path>, arguments: Arguments) -> Outcome {
    let settings = means::settings(settings)?;
    log::start(&settings.log);
    let app = Arc::new(means::app(settings).await?);
    if arguments.once {
        let done = work::run_due(&app).await?;
        let round = outbox::send_due(&app.store, &app.mailer, &app.settings.web.public).await?;
        let names: Vec<_> = done.iter().map(|job| job.as_str()).collect();
        means::say(format_args!("Jobs done: {}", if names.is_empty() { "none was due".into() } else { names.join(", ") }));
        means::say(format_args!("Mail: {} sent, {} put off, {} given up", round.sent, round.postponed, round.given_up));
    } else {
        work::until_stopped(Arc::clone(&app), means::stop_signal()?).await;
    }
    app.store.close().await;
    Ok(ExitCode::SUCCESS)
}
