//! Fields that are typed into: one line, a number, a password, many lines, a file.

use maud::{Markup, Render, html};

use super::Filled;
use super::field::{Words, words};

/// One line. Made by [`text`], [`email`], [`number`] or [`password`].
#[derive(Debug)]
pub struct Input {
    words: Words,
    value: String,
    kind: &'static str,
    width: Option<u8>,
    autocomplete: Option<&'static str>,
    numeric: bool,
    spellcheck: bool,
    suffix: Option<&'static str>,
}
words!(Input);

fn input(f: &Filled, name: &str, label: &str, kind: &'static str) -> Input {
    let value = if kind == "password" { String::new() } else { f.get(name).to_owned() };
    Input {
        words: Words::new(f, name, label),
        value,
        kind,
        width: None,
        autocomplete: None,
        numeric: false,
        spellcheck: true,
        suffix: None,
    }
}

/// A field for one line of text.
pub fn text(f: &Filled, name: &str, label: &str) -> Input {
    input(f, name, label, "text")
}

/// A field for an e-mail address.
pub fn email(f: &Filled, name: &str, label: &str) -> Input {
    Input { spellcheck: false, autocomplete: Some("email"), ..input(f, name, label, "email") }
}

/// A field for a whole number.
pub fn number(f: &Filled, name: &str, label: &str) -> Input {
    Input { numeric: true, spellcheck: false, width: Some(5), ..input(f, name, label, "text") }
}

/// A field for a password, never filled in again. `autocomplete` is `current-password` or `new-password`.
pub fn password(f: &Filled, name: &str, label: &str, autocomplete: &'static str) -> Input {
    Input { spellcheck: false, autocomplete: Some(autocomplete), width: Some(20), ..input(f, name, label, "password") }
}

impl Input {
    /// Width in characters: 2, 3, 4, 5, 10, 20 or 30.
    pub fn width(mut self, characters: u8) -> Input {
        self.width = Some(characters);
        self
    }
    /// The browser's autocomplete purpose, where the person types about themselves.
    pub fn autocomplete(mut self, purpose: &'static str) -> Input {
        self.autocomplete = Some(purpose);
        self
    }
    /// For names and codes: no spell checking.
    pub fn not_spelled(mut self) -> Input {
        self.spellcheck = false;
        self
    }
    /// A unit after the field: "working days".
    pub fn suffix(mut self, unit: &'static str) -> Input {
        self.suffix = Some(unit);
        self
    }
}

impl Render for Input {
    fn render(&self) -> Markup {
        let w = &self.words;
        let mut class = String::from("govuk-input");
        if w.error.is_some() {
            class.push_str(" govuk-input--error");
        }
        if let Some(width) = self.width {
            class.push_str(&format!(" govuk-input--width-{width}"));
        }
        let field = html! {
            input class=(class) id=(w.name) name=(w.name) type=(self.kind) value=[(self.kind != "password").then_some(&self.value)]
                inputmode=[self.numeric.then_some("numeric")] autocomplete=[self.autocomplete]
                spellcheck=[(!self.spellcheck).then_some("false")] aria-describedby=[w.described_by()];
        };
        w.group(&html! {
            (w.label_for(&w.name)) (w.hint_and_error())
            @if let Some(unit) = self.suffix {
                div class="govuk-input__wrapper" { (field) div class="govuk-input__suffix" aria-hidden="true" { (unit) } }
            } @else { (field) }
        })
    }
}

/// Many lines, with a count of the characters left where there is a limit.
#[derive(Debug)]
pub struct TextArea {
    words: Words,
    value: String,
    rows: u8,
    limit: Option<u32>,
}
words!(TextArea);

/// A field for many lines of text.
pub fn textarea(f: &Filled, name: &str, label: &str) -> TextArea {
    TextArea { words: Words::new(f, name, label), value: f.get(name).to_owned(), rows: 5, limit: None }
}

impl TextArea {
    /// Height in lines.
    pub fn rows(mut self, rows: u8) -> TextArea {
        self.rows = rows;
        self
    }
    /// Shows how many characters are left. The limit is kept where the form is read, not by the browser: nothing is cut off.
    pub fn limit(mut self, characters: u32) -> TextArea {
        self.limit = Some(characters);
        self
    }
}

impl Render for TextArea {
    fn render(&self) -> Markup {
        let w = &self.words;
        let error = if w.error.is_some() { " govuk-textarea--error" } else { "" };
        let info = self.limit.map(|_| format!("{}-info", w.name));
        let described: Vec<String> = w.described_by().into_iter().chain(info.clone()).collect();
        let count = if info.is_some() { " govuk-js-character-count" } else { "" };
        // A line break right after <textarea> is dropped by browsers; the first one is given so that the person's own stays.
        let area = html! {
            textarea class={ "govuk-textarea" (error) (count) } id=(w.name) name=(w.name) rows=(self.rows)
                aria-describedby=[(!described.is_empty()).then(|| described.join(" "))] { "\n" (self.value) }
        };
        match (self.limit, info) {
            (Some(limit), Some(info)) => html! {
                div class="govuk-character-count" data-module="govuk-character-count" data-maxlength=(limit) {
                    (w.group(&html! { (w.label_for(&w.name)) (w.hint_and_error()) (area) }))
                    div id=(info) class="govuk-hint govuk-character-count__message" { "You can enter up to " (limit) " characters" }
                }
            },
            (None, _) | (_, None) => w.group(&html! { (w.label_for(&w.name)) (w.hint_and_error()) (area) }),
        }
    }
}

/// A file to send. The form round it must be made by [`super::upload_form`].
#[derive(Debug)]
pub struct FileInput {
    words: Words,
    accept: Option<&'static str>,
}
words!(FileInput);

/// A field for a file.
pub fn file(f: &Filled, name: &str, label: &str) -> FileInput {
    FileInput { words: Words::new(f, name, label), accept: None }
}

impl FileInput {
    /// File endings that the browser offers first: `.pdf,.docx`. What was really sent is checked where it is read.
    pub fn accept(mut self, endings: &'static str) -> FileInput {
        self.accept = Some(endings);
        self
    }
}

impl Render for FileInput {
    fn render(&self) -> Markup {
        let w = &self.words;
        let class = if w.error.is_some() { "govuk-file-upload govuk-file-upload--error" } else { "govuk-file-upload" };
        w.group(&html! {
            (w.label_for(&w.name)) (w.hint_and_error())
            input class=(class) id=(w.name) name=(w.name) type="file" accept=[self.accept] aria-describedby=[w.described_by()];
        })
    }
}
