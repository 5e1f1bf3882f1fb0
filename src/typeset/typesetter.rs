//! The server's side: starts the child, waits a set time, reads what comes back.

use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Output, Stdio};
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use serde_json::Value;
use tokio::io::AsyncWriteExt;
use tokio::process::Command;
use tokio::sync::Semaphore;

use super::child::{Job, Outcome};
use super::papers::Paper;
use super::{Template, TypesetError};

/// How long a document may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// Address space of one document: 300 pages were measured to pass under it.
const MEMORY: u64 = 3 << 29;
/// How many documents are typeset at once; the rest wait their turn.
const PRESSES: usize = 2;

const SIGABRT: i32 = 6;
const SIGKILL: i32 = 9;
const SIGXCPU: i32 = 24;

/// A typeset document.
#[derive(Clone, PartialEq, Eq)]
pub struct Pdf {
    /// PDF/UA-1 with PDF/A-2a. The same input gives the same bytes.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Characters that no built-in font covers, each replaced by a note such as `[U+6C49]`.
    pub replaced: Vec<char>,
}

impl Pdf {
    /// What to tell the person who asked, when some characters could not be shown.
    #[must_use]
    pub fn notice(&self) -> Option<String> {
        let notes: Vec<String> = self.replaced.iter().take(5).map(|c| format!("[U+{:04X}]", u32::from(*c))).collect();
        match self.replaced.len() {
            0 => None,
            1 => Some(format!("One character could not be shown. {} stands in its place.", notes.join(", "))),
            count => Some(format!(
                "{count} different characters could not be shown. A note stands in the place of each: {}.",
                notes.join(", ")
            )),
        }
    }
}

/// Typesets documents in child processes. Clones share one queue.
#[derive(Clone)]
pub struct Typesetter {
    program: PathBuf,
    arguments: Vec<String>,
    patience: Duration,
    memory: u64,
    presses: Arc<Semaphore>,
}

impl Typesetter {
    /// With `program typeset` as the child: the server gives its own path, a test that of the built binary.
    #[must_use]
    pub fn new(program: PathBuf) -> Self {
        let presses = Arc::new(Semaphore::new(PRESSES));
        Self { program, arguments: vec!["typeset".to_owned()], patience: PATIENCE, memory: MEMORY, presses }
    }

    /// The same with other limits: the time of one document, its memory in bytes, and how many are typeset side by side.
    #[must_use]
    pub fn within(mut self, patience: Duration, memory: u64, at_once: usize) -> Self {
        self.patience = patience;
        self.memory = memory;
        self.presses = Arc::new(Semaphore::new(at_once));
        self
    }

    /// The same with other arguments and another limit: for tests of what goes wrong.
    #[must_use]
    pub fn with(mut self, arguments: &[&str], patience: Duration) -> Self {
        self.arguments = arguments.iter().map(|argument| (*argument).to_owned()).collect();
        self.patience = patience;
        self
    }

    /// Typesets a paper, dated `date`.
    ///
    /// # Errors
    /// See [`TypesetError`]; each says what the person who asked can do.
    pub async fn typeset_paper<P: Paper>(&self, paper: &P, date: NaiveDate) -> Result<Pdf, TypesetError> {
        let data = serde_json::to_value(paper)
            .map_err(|fault| TypesetError::Template { place: P::TEMPLATE.name().to_owned(), detail: fault.to_string() })?;
        self.typeset(P::TEMPLATE, &data, date).await
    }

    /// Typesets data that fits the struct of the template's name, dated `date`.
    ///
    /// # Errors
    /// See [`TypesetError`]; each says what the person who asked can do.
    pub async fn typeset(&self, template: Template, data: &Value, date: NaiveDate) -> Result<Pdf, TypesetError> {
        // Waiting counts for the one limit and work for the other; the child ends itself if this process is gone.
        let seconds = self.patience.as_secs() + self.patience.as_secs() / 4;
        let job = serde_json::to_vec(&Job { template, date, memory: self.memory, seconds, data: data.clone() })
            .map_err(|fault| TypesetError::Template { place: template.name().to_owned(), detail: fault.to_string() })?;
        let _press = self.presses.acquire().await.map_err(|_| TypesetError::Stopped)?;
        match tokio::time::timeout(self.patience, self.child(&job)).await {
            Ok(Ok(output)) => read(output),
            Ok(Err(fault)) => Err(TypesetError::Child(fault)),
            Err(_) => Err(TypesetError::TookTooLong),
        }
    }

    async fn child(&self, job: &[u8]) -> std::io::Result<Output> {
        let mut child = Command::new(&self.program)
            .args(&self.arguments)
            .env_clear()
            // A thread more is an arena more of address space, and typst was measured to gain nothing by it.
            .env("RAYON_NUM_THREADS", "1")
            .env("MALLOC_ARENA_MAX", "2")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let mut stdin = child.stdin.take();
        let send = async move {
            // A child that ends early closes its end; what it said before tells why.
            if let Some(pipe) = stdin.as_mut() {
                let _ = pipe.write_all(job).await;
                let _ = pipe.shutdown().await;
            }
            drop(stdin);
        };
        let ((), output) = tokio::join!(send, child.wait_with_output());
        output
    }
}

fn read(output: Output) -> Result<Pdf, TypesetError> {
    match output.status.signal() {
        Some(SIGXCPU) => return Err(TypesetError::TookTooLong),
        Some(SIGABRT | SIGKILL) => return Err(TypesetError::TooBig),
        Some(_) => return Err(TypesetError::Stopped),
        None => {}
    }
    let line = output.stdout.iter().position(|byte| *byte == b'\n').ok_or(TypesetError::Stopped)?;
    let outcome = output.stdout.get(..line).and_then(|line| serde_json::from_slice(line).ok()).ok_or(TypesetError::Stopped)?;
    match outcome {
        Outcome::Done { pages, replaced } => {
            let bytes = output.stdout.get(line + 1..).unwrap_or_default().to_vec();
            Ok(Pdf { bytes, pages, replaced })
        }
        Outcome::Fault { place, detail } => Err(TypesetError::Template { place, detail }),
        Outcome::NoFonts => Err(TypesetError::NoFonts),
    }
}
