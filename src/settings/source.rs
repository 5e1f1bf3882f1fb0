//! Where settings come from: the environment, and a file of the kind that systemd and containers read.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Why a settings file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The file is not there or may not be read.
    #[error("the settings file {path} cannot be read: {problem}")]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        problem: std::io::Error,
    },
    /// A line is neither empty, a comment nor `NAME=value`. What stands there is not repeated: it may be a secret.
    #[error("line {line} of {path} is not of the form NAME=value")]
    Line {
        /// Which file.
        path: PathBuf,
        /// Which line, from 1.
        line: usize,
    },
}

/// Names and values of settings, not yet understood.
#[derive(Clone, Default)]
pub struct Source(BTreeMap<String, String>);

impl Source {
    /// What the environment holds. `DARDR_TEST_*` belongs to the tests and `DARDR_SETTINGS` names the file.
    #[must_use]
    pub fn environment() -> Self {
        let ours = |name: &str| name.starts_with("DARDR_") && !name.starts_with("DARDR_TEST_") && name != "DARDR_SETTINGS";
        std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .filter(|(name, _)| ours(name))
            .collect()
    }

    /// Adds the lines of a file. What is here already wins, so that a setting can be changed for one run.
    ///
    /// # Errors
    /// When the file cannot be read or a line is not understood.
    pub fn and_file(mut self, path: &Path) -> Result<Self, SourceError> {
        let text = std::fs::read_to_string(path).map_err(|problem| SourceError::File { path: path.to_owned(), problem })?;
        for (at, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let wrong = || SourceError::Line { path: path.to_owned(), line: at + 1 };
            let (name, value) = line.split_once('=').ok_or_else(wrong)?;
            let value = value.trim();
            let bare = ['"', '\''].iter().find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote)).unwrap_or(value);
            self.0.entry(name.trim().to_owned()).or_insert_with(|| bare.to_owned());
        }
        Ok(self)
    }

    /// The value of a setting; an empty one counts as left out.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Source {
    fn from_iter<T: IntoIterator<Item = (N, V)>>(pairs: T) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}
