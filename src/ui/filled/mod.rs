//! What a form holds: the values it starts with, or those that a person posted, and what is wrong with them.
//!
//! One view function serves the first showing and the showing again with errors, so nothing that was typed is lost:
//!
//! ```
//! use dardr::ui::Filled;
//!
//! let mut f = Filled::from_urlencoded(b"seats=many&chair=Ines+Okoro");
//! let (chair, seats) = (f.text("chair", "who chairs the panel", 200), f.number("seats", "how many seats there are", 1..=40));
//! assert_eq!(chair.as_deref(), Some("Ines Okoro"));
//! assert_eq!(seats, None);
//! assert_eq!(f.error("seats"), Some("How many seats there are must be a number between 1 and 40"));
//! assert_eq!(f.get("seats"), "many");
//! ```

mod body;
mod dates;
mod lines;
mod parse;

pub use body::{BodyError, Upload};
pub use parse::Known;

use maud::{Markup, html};

/// Something wrong with a field, in words for the person who filled it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name, beside which the sentence stands.
    pub field: String,
    /// The id of the element that the error summary leads to.
    pub target: String,
    /// The sentence: what to do, not what was done wrong.
    pub sentence: String,
}

/// The values of a form and the errors found in them. Values are kept exactly as they came.
#[derive(Clone, Debug, Default)]
pub struct Filled {
    values: Vec<(String, String)>,
    uploads: Vec<Upload>,
    errors: Vec<FieldError>,
}

impl Filled {
    /// An empty form.
    pub fn new() -> Filled {
        Filled::default()
    }

    /// The form with a value to begin with; the same name may be given several times.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Filled {
        self.values.push((name.to_owned(), value.into()));
        self
    }

    /// The form with a value to begin with, if there is one.
    pub fn with_some(self, name: &str, value: Option<impl Into<String>>) -> Filled {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// The form with a file.
    pub fn with_upload(mut self, upload: Upload) -> Filled {
        self.uploads.push(upload);
        self
    }

    /// The first value under this name, as it was typed; empty if there is none.
    pub fn get(&self, name: &str) -> &str {
        self.values.iter().find(|(each, _)| each == name).map(|(_, value)| value.as_str()).unwrap_or_default()
    }

    /// Every value under this name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.values.iter().filter(move |(each, _)| each == name).map(|(_, value)| value.as_str())
    }

    /// Whether this value was chosen under this name.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|each| each == value)
    }

    /// Every name and value, in the order they came.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The file sent under this name; `None` if none was chosen.
    pub fn upload(&self, name: &str) -> Option<&Upload> {
        self.uploads.iter().find(|each| each.field == name)
    }

    /// Every file, in the order they came.
    pub fn uploads(&self) -> impl Iterator<Item = &Upload> {
        self.uploads.iter()
    }

    /// The size of the largest file, in bytes.
    pub fn largest_upload(&self) -> u64 {
        self.uploads.iter().map(|each| u64::try_from(each.bytes.len()).unwrap_or(u64::MAX)).max().unwrap_or_default()
    }

    /// Takes out the file sent under this name, so that its bytes need not be copied.
    pub fn take_upload(&mut self, name: &str) -> Option<Upload> {
        let at = self.uploads.iter().position(|each| each.field == name)?;
        Some(self.uploads.remove(at))
    }

    /// The values alone, without files and errors: what is shown again when a page cannot be saved.
    pub fn words(&self) -> Filled {
        Filled { values: self.values.clone(), ..Filled::default() }
    }

    /// Records that a field is wrong. The first sentence for a field stands.
    pub fn wrong(&mut self, field: &str, sentence: impl Into<String>) {
        self.wrong_at(field, field, sentence);
    }

    /// Records that a field is wrong, with the id of the element to lead to.
    pub fn wrong_at(&mut self, field: &str, target: &str, sentence: impl Into<String>) {
        if self.error(field).is_none() {
            self.errors.push(FieldError { field: field.to_owned(), target: target.to_owned(), sentence: sentence.into() });
        }
    }

    /// What is wrong with a field.
    pub fn error(&self, field: &str) -> Option<&str> {
        self.errors.iter().find(|each| each.field == field).map(|each| each.sentence.as_str())
    }

    /// Everything that is wrong, in the order it was found, which is the order of the page if it was read in that order.
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// Whether nothing is wrong so far.
    pub fn is_good(&self) -> bool {
        self.errors.is_empty()
    }

    /// `Some` if nothing is wrong so far: `f.good()?` ends the reading of a form.
    pub fn good(&self) -> Option<()> {
        self.is_good().then_some(())
    }

    pub(super) fn part_is_wrong(&self, field: &str, part: &str) -> bool {
        let target = format!("{field}-{part}");
        self.errors.iter().any(|each| each.field == field && each.target == target)
    }

    pub(super) fn names_a_part(&self, field: &str) -> bool {
        ["day", "month", "year"].iter().any(|part| self.part_is_wrong(field, part))
    }
}

/// The summary of what is wrong, above the page's heading; each line leads to its field. Nothing, when nothing is wrong.
pub fn error_summary(f: &Filled) -> Markup {
    html! {
        @if !f.is_good() {
            div class="govuk-error-summary" data-module="govuk-error-summary" {
                div role="alert" {
                    h2 class="govuk-error-summary__title" { "There is a problem" }
                    div class="govuk-error-summary__body" {
                        ul class="govuk-list govuk-error-summary__list" {
                            @for each in f.errors() { li { a href={ "#" (each.target) } { (each.sentence) } } }
                        }
                    }
                }
            }
        }
    }
}
