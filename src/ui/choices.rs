//! Fields that are chosen from: radios, checkboxes, a select.

use maud::{Markup, Render, html};

use super::Filled;
use super::field::{Words, words};

/// One thing that can be chosen.
#[derive(Clone, Debug)]
pub struct Choice {
    value: String,
    label: String,
    hint: Option<String>,
    reveals: Option<Markup>,
    divider: bool,
}

/// A choice: what is posted and what is read.
pub fn choice(value: impl Into<String>, label: impl Into<String>) -> Choice {
    Choice { value: value.into(), label: label.into(), hint: None, reveals: None, divider: false }
}

/// All values of an enumeration as choices.
pub fn choices<T: Copy>(all: &[T], code: impl Fn(T) -> &'static str, label: impl Fn(T) -> &'static str) -> Vec<Choice> {
    all.iter().map(|each| choice(code(*each), label(*each))).collect()
}

/// The three answers of every triage question.
pub fn yes_no_unknown() -> Vec<Choice> {
    vec![choice("yes", "Yes"), choice("no", "No"), choice("unknown", "Not known")]
}

/// Yes and no.
pub fn yes_no() -> Vec<Choice> {
    vec![choice("yes", "Yes"), choice("no", "No")]
}

impl Choice {
    /// A sentence under the label.
    pub fn hint(mut self, hint: impl Into<String>) -> Choice {
        self.hint = Some(hint.into());
        self
    }
    /// Fields that matter only if this is chosen; without JavaScript they are always shown.
    pub fn reveals(mut self, fields: Markup) -> Choice {
        self.reveals = Some(fields);
        self
    }
    /// Set apart from those above it by "or": for "None of these".
    pub fn after_or(mut self) -> Choice {
        self.divider = true;
        self
    }
}

/// Which of the two kinds of buttons.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Radios,
    Checkboxes,
}

/// Radios or checkboxes. Made by [`radios`] and [`checkboxes`].
#[derive(Debug)]
pub struct Choices {
    words: Words,
    kind: Kind,
    choices: Vec<Choice>,
    chosen: Vec<String>,
    small: bool,
    inline: bool,
}
words!(Choices);

/// One of several.
pub fn radios(f: &Filled, name: &str, legend: &str, choices: Vec<Choice>) -> Choices {
    make(f, name, legend, choices, Kind::Radios)
}

/// Any of several.
pub fn checkboxes(f: &Filled, name: &str, legend: &str, choices: Vec<Choice>) -> Choices {
    make(f, name, legend, choices, Kind::Checkboxes)
}

fn make(f: &Filled, name: &str, legend: &str, choices: Vec<Choice>, kind: Kind) -> Choices {
    let mut words = Words::new(f, name, legend);
    words.size = super::Size::Small;
    Choices { words, kind, choices, chosen: f.all(name).map(str::to_owned).collect(), small: false, inline: false }
}

impl Choices {
    /// Smaller boxes, for a long list beside other things.
    pub fn small(mut self) -> Choices {
        self.small = true;
        self
    }
    /// Side by side, for two or three short answers.
    pub fn inline(mut self) -> Choices {
        self.inline = true;
        self
    }

    fn item(&self, at: usize, each: &Choice) -> Markup {
        let name = &self.words.name;
        let (block, kind) = match self.kind {
            Kind::Radios => ("govuk-radios", "radio"),
            Kind::Checkboxes => ("govuk-checkboxes", "checkbox"),
        };
        // The first one carries the bare id, which the error summary links to.
        let id = if at == 0 { name.clone() } else { format!("{name}-{}", at + 1) };
        let chosen = self.chosen.contains(&each.value);
        html! {
            @if each.divider { div class={ (block) "__divider" } { "or" } }
            div class={ (block) "__item" } {
                input class={ (block) "__input" } id=(id) name=(name) type=(kind) value=(each.value) checked[chosen]
                    data-aria-controls=[each.reveals.as_ref().map(|_| format!("{id}-more"))]
                    aria-describedby=[each.hint.as_ref().map(|_| format!("{id}-item-hint"))];
                label class={ "govuk-label " (block) "__label" } for=(id) { (each.label) }
                @if let Some(hint) = &each.hint {
                    div id={ (id) "-item-hint" } class={ "govuk-hint " (block) "__hint" } { (hint) }
                }
            }
            @if let Some(more) = &each.reveals {
                div id={ (id) "-more" } class={ (block) "__conditional" @if !chosen { " " (block) "__conditional--hidden" } } { (more) }
            }
        }
    }
}

impl Render for Choices {
    fn render(&self) -> Markup {
        let w = &self.words;
        let (block, module) = match self.kind {
            Kind::Radios => ("govuk-radios", "govuk-radios"),
            Kind::Checkboxes => ("govuk-checkboxes", "govuk-checkboxes"),
        };
        let small = if self.small { format!(" {block}--small") } else { String::new() };
        let inline = if self.inline { format!(" {block}--inline") } else { String::new() };
        w.group(&html! {
            fieldset class="govuk-fieldset" aria-describedby=[w.described_by()] {
                (w.legend()) (w.hint_and_error())
                div class={ (block) (small) (inline) } data-module=(module) {
                    @for (at, each) in self.choices.iter().enumerate() { (self.item(at, each)) }
                }
            }
        })
    }
}

/// A list to choose one from. Made by [`select`].
#[derive(Debug)]
pub struct Select {
    words: Words,
    choices: Vec<Choice>,
    chosen: String,
    empty: Option<&'static str>,
}
words!(Select);

/// One of many, as a list; radios are better for up to about ten.
pub fn select(f: &Filled, name: &str, label: &str, choices: Vec<Choice>) -> Select {
    Select { words: Words::new(f, name, label), choices, chosen: f.get(name).to_owned(), empty: Some("Choose") }
}

impl Select {
    /// What stands first and means that nothing was chosen.
    pub fn empty(mut self, words: &'static str) -> Select {
        self.empty = Some(words);
        self
    }
    /// Something is always chosen.
    pub fn never_empty(mut self) -> Select {
        self.empty = None;
        self
    }
}

impl Render for Select {
    fn render(&self) -> Markup {
        let w = &self.words;
        let class = if w.error.is_some() { "govuk-select govuk-select--error" } else { "govuk-select" };
        w.group(&html! {
            (w.label_for(&w.name)) (w.hint_and_error())
            select class=(class) id=(w.name) name=(w.name) aria-describedby=[w.described_by()] {
                @if let Some(words) = self.empty { option value="" { (words) } }
                @for each in &self.choices {
                    option value=(each.value) selected[each.value == self.chosen] { (each.label) }
                }
            }
        })
    }
}
