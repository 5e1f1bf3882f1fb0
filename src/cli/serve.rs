//! `dardr serve`: the pages, the API and the timetable, until told to stop.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::watch;

use super::{Failure, Outcome, log, means};
use crate::api;
use crate::app::App;
use crate::ui::assets;
use crate::web::{self, Patience, routes};
use crate::work;

/// What `dardr serve` is asked.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Read the settings, try the database, the keys and the mail route, say how each is, and end.
    #[arg(long)]
    check: bool,
    /// Leave the timetable to another instance that runs `dardr work`.
    #[arg(long)]
    pages_only: bool,
}

pub(super) async fn run(settings: Option<&Path>, arguments: Arguments) -> Outcome {
    let settings = means::settings(settings)?;
    log::start(&settings.log);
    let app = Arc::new(means::app(settings).await?);
    if arguments.check {
        return Ok(check(&app).await);
    }
    let stop = means::stop_signal()?;
    until_stopped(app, None, !arguments.pages_only, stop).await?;
    Ok(ExitCode::SUCCESS)
}

/// Serves `app` until `stop` is true: requests under way are answered and the job under way is finished. `notice` stands above
/// every page.
pub(super) async fn until_stopped(
    app: Arc<App>,
    notice: Option<String>,
    keep_time: bool,
    stop: watch::Receiver<bool>,
) -> Result<(), Failure> {
    if !assets::are_built() {
        return Err(assets::MISSING.into());
    }
    let listen = app.settings.web.listen;
    let listener = TcpListener::bind(listen).await.map_err(|problem| {
        format!("nothing can listen at {listen} ({problem}): is dardr running already? DARDR_LISTEN chooses another place")
    })?;
    let endpoint =
        web::endpoint(Arc::clone(&app), notice, routes::table(), vec![(api::PATH, api::service(&app, &routes::table()))]);
    tracing::info!(%listen, public = app.settings.web.public.origin(), "serving");
    let jobs = keep_time.then(|| tokio::spawn(work::until_stopped(Arc::clone(&app), stop.clone())));
    let mut told = stop;
    let stopped = async move {
        // An end of the channel is an end of the program.
        let _ = told.wait_for(|stop| *stop).await;
    };
    web::serve(listener, endpoint, Patience::default(), stopped).await?;
    if let Some(jobs) = jobs {
        jobs.await?;
    }
    app.store.close().await;
    tracing::info!("stopped");
    Ok(())
}

async fn check(app: &App) -> ExitCode {
    let database = app.store.check().await.is_ok();
    let mail = app.mailer.check().await;
    let word = |well| if well { "well" } else { "does not answer" };
    means::say(format_args!("Settings and keys: well\nDatabase: {}\nMail: {}", word(database), word(mail)));
    app.store.close().await;
    if database && mail { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
