//! Reads one setting after another and remembers everything that is wrong, so that a person mends it all at once.

use std::fmt;

use super::catalogue::{ALL, Entry, Given};
use super::{Secret, Source};

/// What is wrong with the settings: a line a setting.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Wrong(Vec<String>);

impl fmt::Display for Wrong {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "dardr cannot start with these settings:")?;
        for line in &self.0 {
            write!(out, "\n  {line}")?;
        }
        write!(out, "\nEvery setting is described in docs/run/settings.md.")
    }
}

/// What a parser gives: the value, or what is wrong with it as the rest of a sentence, "… is not a date".
pub(super) type Parsed<T> = Result<T, String>;

pub(super) struct Reader<'a> {
    source: &'a Source,
    wrong: Vec<String>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(source: &'a Source) -> Self {
        let unknown = source.names().filter(|name| ALL.iter().all(|entry| entry.name != *name));
        let wrong = unknown.map(|name| format!("{name}: there is no such setting; look for a slip in its name")).collect();
        Self { source, wrong }
    }

    /// A setting that has a default or must be given.
    pub(super) fn value<T>(&mut self, entry: &Entry, parse: impl FnOnce(&str) -> Parsed<T>) -> Option<T> {
        let default = match entry.given {
            Given::Default(text) => Some(text),
            Given::Required | Given::Optional => None,
        };
        match self.source.get(entry.name).or(default) {
            Some(text) => self.check(entry, parse(text)),
            None => self.missing(entry),
        }
    }

    /// A setting that may be left out.
    pub(super) fn optional<T>(&mut self, entry: &Entry, parse: impl FnOnce(&str) -> Parsed<T>) -> Option<T> {
        let text = self.source.get(entry.name)?;
        self.check(entry, parse(text))
    }

    /// What stands in the file that an optional setting names.
    pub(super) fn secret(&mut self, entry: &Entry) -> Option<Secret> {
        self.optional(entry, |path| match std::fs::read_to_string(path) {
            Ok(text) if text.trim().is_empty() => Err("names a file with nothing in it".into()),
            Ok(text) => Ok(Secret::new(text.trim().to_owned())),
            Err(problem) => Err(format!("names a file that cannot be read ({problem})")),
        })
    }

    pub(super) fn check<T>(&mut self, entry: &Entry, parsed: Parsed<T>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(problem) => {
                self.wrong.push(format!("{} {problem}. Write for instance {}={}", entry.name, entry.name, entry.example));
                None
            }
        }
    }

    /// Notes that a setting is missing; always nothing.
    pub(super) fn missing<T>(&mut self, entry: &Entry) -> Option<T> {
        // A value that was given and was wrong has been spoken of already.
        if self.source.get(entry.name).is_none() { self.check(entry, Err("must be given".into())) } else { None }
    }

    pub(super) fn finish<T>(self, all: Option<T>) -> Result<T, Wrong> {
        match all {
            Some(all) if self.wrong.is_empty() => Ok(all),
            Some(_) | None => Err(Wrong(self.wrong)),
        }
    }
}
