//! The answers to a list of questions, as they are kept.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Asked, Sort};
use crate::ui::Filled;

/// Answers by the name of their question. Days are kept as `2026-03-06`. `Debug` shows no answer.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sheet(BTreeMap<String, Vec<String>>);

impl std::fmt::Debug for Sheet {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Sheet({} answers)", self.0.len())
    }
}

impl Sheet {
    /// The first answer, or nothing.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.all(name).first().map_or("", String::as_str)
    }

    /// Every answer.
    #[must_use]
    pub fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether this is the answer, or among the answers.
    #[must_use]
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.all(name).iter().any(|each| each == value)
    }

    /// The answer as a day.
    #[must_use]
    pub fn day(&self, name: &str) -> Option<NaiveDate> {
        self.get(name).parse().ok()
    }

    /// The answer as a number or as a code.
    #[must_use]
    pub fn parsed<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.get(name).parse().ok()
    }

    /// Sets an answer.
    pub fn set(&mut self, name: &str, values: Vec<String>) {
        self.0.insert(name.to_owned(), values);
    }

    /// One answer alone.
    #[must_use]
    pub fn one(name: &str, value: &str) -> Self {
        Self(BTreeMap::from([(name.to_owned(), vec![value.to_owned()])]))
    }

    /// Takes an answer out.
    pub fn take(&mut self, name: &str) -> String {
        self.0.remove(name).and_then(|values| values.into_iter().next()).unwrap_or_default()
    }

    /// Whether nothing was answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds the answers of another sheet, which win.
    pub fn merge(&mut self, other: Sheet) {
        self.0.extend(other.0);
    }

    /// The answers whose questions are in this list and point to no person, with `with` done to people's own words.
    #[must_use]
    pub fn open_part(&self, questions: &[Asked], mut with: impl FnMut(&str) -> String) -> Sheet {
        let mut open = Sheet::default();
        for asked in questions.iter().filter(|asked| !asked.sealed) {
            let Some(values) = self.0.get(asked.name) else { continue };
            let values = if asked.is_words() { values.iter().map(|each| with(each)).collect() } else { values.clone() };
            open.set(asked.name, values);
        }
        open
    }

    /// A form that begins with these answers.
    #[must_use]
    pub fn fill(&self, questions: &[Asked]) -> Filled {
        let mut f = Filled::new();
        for asked in questions {
            f = if asked.is_day() {
                f.with_date(asked.name, self.day(asked.name))
            } else {
                self.all(asked.name).iter().fold(f, |f, value| f.with(asked.name, value.clone()))
            };
        }
        f
    }

    /// The answer to a question in the words that people read.
    #[must_use]
    pub fn words(&self, asked: &Asked) -> String {
        let options = asked.options();
        match asked.sort {
            Sort::Day | Sort::PastDay => self.day(asked.name).map(crate::ui::day).unwrap_or_default(),
            Sort::Line | Sort::Prose | Sort::Time | Sort::Number(..) => self.get(asked.name).to_owned(),
            Sort::YesNo | Sort::Known | Sort::One(_) | Sort::Pick(_) | Sort::Many(_) => {
                let label = |code: &String| options.iter().find(|(each, _)| each == code).map_or("", |(_, label)| *label);
                self.all(asked.name).iter().map(label).collect::<Vec<_>>().join(", ")
            }
        }
    }
}
