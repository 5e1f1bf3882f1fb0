//! `dardr mail`: what the outbox could not send.

use std::path::Path;
use std::process::ExitCode;

use super::{Outcome, means};
use crate::base::{counted, noun};
use crate::outbox;

/// What `dardr mail` is asked.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Try the mail that was given up again, from the start.
    #[arg(long)]
    again: bool,
}

pub(super) async fn run(settings: Option<&Path>, arguments: Arguments) -> Outcome {
    let app = means::app(means::settings(settings)?).await?;
    if arguments.again {
        let mut tx = app.store.write().await?;
        let count = outbox::try_again(&mut tx).await?;
        tx.commit().await?;
        let are = noun(&count, "is", "are");
        means::say(format_args!("{} {are} tried again.", counted(count, "mail", "mails")));
    }
    let mut tx = app.store.read().await?;
    let standing = outbox::standing(&mut tx).await?;
    means::say(format_args!("{} waiting, {} given up", standing.waiting, standing.given_up));
    for mail in outbox::given_up(&mut tx).await? {
        let problem = mail.last_problem.unwrap_or_default();
        let queued = mail.created_at.format("%Y-%m-%d %H:%M");
        means::say(format_args!("{}  {}  queued {queued}, tried {} times: {problem}", mail.id, mail.kind, mail.attempts));
    }
    drop(tx);
    app.store.close().await;
    Ok(ExitCode::SUCCESS)
}
