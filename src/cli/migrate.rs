//! `dardr migrate`.

use std::path::Path;
use std::process::ExitCode;

use super::{Outcome, log, means};

pub(super) async fn run(settings: Option<&Path>) -> Outcome {
    let settings = means::settings(settings)?;
    log::start(&settings.log);
    let app = means::app(settings).await?;
    app.store.close().await;
    means::say("The database has the schema of this program.");
    Ok(ExitCode::SUCCESS)
}
