//! What commands are carried out with: settings, the app, a way to speak.

use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use tokio::sync::watch;

use crate::app::App;
use crate::audit::{self, Doer};
use crate::base::{OsChance, SystemClock};
use crate::settings::{Settings, Source};
use crate::store::Store;

use super::Failure;

pub(super) fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}

/// The settings of the environment, and of the file if one is named.
pub(super) fn settings(file: Option<&Path>) -> Result<Settings, Failure> {
    let source = Source::environment();
    let source = match file {
        Some(file) => source.and_file(file)?,
        None => source,
    };
    Ok(Settings::read(&source)?)
}

/// The app on the machine's own clock and chance, its database brought to this program's schema.
pub(super) async fn app(settings: Settings) -> Result<App, Failure> {
    if let Some(parent) = crate::store::sqlite_file(settings.database.reveal()).as_deref().and_then(Path::parent) {
        std::fs::create_dir_all(parent)?;
    }
    let program = std::env::current_exe()?;
    let app = App::open(settings, Arc::new(SystemClock), Arc::new(OsChance), program).await?;
    make_ready(&app.store).await?;
    Ok(app)
}

/// Brings a database to this program's schema, and begins the record's answer for what is in it.
pub(super) async fn make_ready(store: &Store) -> Result<(), Failure> {
    store.migrate().await?;
    if !audit::begun(&mut store.read().await?).await? {
        let mut tx = store.write().await?;
        audit::begin(&mut tx).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Prints a line. A terminal that went away is no failure of the command.
pub(super) fn say(line: impl std::fmt::Display) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Says what went wrong and what it came from.
pub(super) fn complain(failure: &dyn std::error::Error) {
    let _ = writeln!(std::io::stderr(), "dardr: {failure}");
}

/// Who does what is done at the command line: whoever runs the deployment. Which person that is, the machine's own log knows.
pub(super) fn operator() -> Doer {
    Doer { person: None, name: "command line".into(), acting_as: "operator".into(), partnership: None, review: None }
}

/// True from the first SIGTERM or SIGINT on.
pub(super) fn stop_signal() -> Result<watch::Receiver<bool>, Failure> {
    use tokio::signal::unix::{SignalKind, signal};
    let (tell, stop) = watch::channel(false);
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    tokio::spawn(async move {
        tokio::select! { _ = terminate.recv() => (), _ = interrupt.recv() => () }
        tracing::info!("told to stop");
        tell.send_replace(true);
        // Kept open, so that whoever waits sees the word and not the end of the channel.
        tell.closed().await;
    });
    Ok(stop)
}
