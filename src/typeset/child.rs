//! The child's side: one document on stdin, one on stdout, under limits that the child sets on itself.
//!
//! In: a [`Job`] as JSON. Out: one line of JSON, an [`Outcome`], then the PDF when there is one.

use std::io::{self, Read, Write};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::press::{Templates, press};
use super::{Template, TypesetError};

/// What the parent asks for.
#[derive(Serialize, Deserialize)]
pub(super) struct Job {
    pub template: Template,
    pub date: NaiveDate,
    /// Address space, in bytes.
    pub memory: u64,
    /// Seconds of processor time, a little above the parent's patience.
    pub seconds: u64,
    pub data: Value,
}

/// How it went.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Outcome {
    Done { pages: usize, replaced: Vec<char> },
    Fault { place: String, detail: String },
    NoFonts,
}

/// Typesets the job on `stdin` to `stdout`. What goes wrong with the document is told on `stdout` too.
///
/// # Errors
/// When the streams fail, the job is not one, or the limits cannot be set.
pub fn run(mut stdin: impl Read, mut stdout: impl Write) -> io::Result<()> {
    // A dump of this process would hold the document.
    rlimit::setrlimit(rlimit::Resource::CORE, 0, 0)?;
    let mut bytes = Vec::new();
    stdin.read_to_end(&mut bytes)?;
    let job: Job = serde_json::from_slice(&bytes)
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "stdin is not a typesetting job"))?;
    drop(bytes);
    rlimit::setrlimit(rlimit::Resource::AS, job.memory, job.memory)?;
    rlimit::setrlimit(rlimit::Resource::CPU, job.seconds, job.seconds)?;
    let (outcome, pdf) = match press(&Templates::built_in(), job.template, job.data, job.date) {
        Ok(sheet) => (Outcome::Done { pages: sheet.pages, replaced: sheet.replaced.into_iter().collect() }, sheet.pdf),
        Err(TypesetError::Template { place, detail }) => (Outcome::Fault { place, detail }, Vec::new()),
        Err(TypesetError::NoFonts) => (Outcome::NoFonts, Vec::new()),
        Err(other) => return Err(io::Error::other(other)),
    };
    serde_json::to_writer(&mut stdout, &outcome)?;
    stdout.write_all(b"\n")?;
    stdout.write_all(&pdf)?;
    stdout.flush()
}
