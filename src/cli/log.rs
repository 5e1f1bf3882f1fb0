//! What is written to the log: what the program did and how long it took, never a name, an address, a form or a query.

use tracing_subscriber::EnvFilter;

use crate::settings::Log;

/// Starts the log on standard error. A second call changes nothing.
pub(super) fn start(log: &Log) {
    let filter = EnvFilter::try_new(&log.filter).unwrap_or_default();
    let to = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A log that is there already stays.
    let _ = if log.json {
        to.json().flatten_event(true).with_current_span(false).try_init()
    } else {
        to.with_target(false).try_init()
    };
}
