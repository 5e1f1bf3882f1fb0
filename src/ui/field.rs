//! What every field of a form shares: its group, label, hint and error.

use maud::{Markup, html};

/// How large a label or legend stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Size {
    /// Body text; for a field among others.
    #[default]
    Plain,
    /// Bold; for a question among others.
    Small,
    /// For a question among others that has parts of its own.
    Medium,
    /// The question is the whole page: the label is the page's heading, `<h1>`.
    Heading,
}

impl Size {
    fn class(self, block: &str) -> String {
        match self {
            Size::Plain => block.to_owned(),
            Size::Small => format!("{block} {block}--s"),
            Size::Medium => format!("{block} {block}--m"),
            Size::Heading => format!("{block} {block}--l"),
        }
    }
}

/// What a field says about itself, whatever its kind.
#[derive(Clone, Debug)]
pub(super) struct Words {
    pub name: String,
    pub label: String,
    pub hint: Option<String>,
    pub error: Option<String>,
    pub size: Size,
    pub optional: bool,
}

impl Words {
    pub fn new(f: &super::Filled, name: &str, label: &str) -> Words {
        Words {
            name: name.to_owned(),
            label: label.to_owned(),
            hint: None,
            error: f.error(name).map(str::to_owned),
            size: Size::Plain,
            optional: false,
        }
    }

    fn wording(&self) -> Markup {
        html! { (self.label) @if self.optional { " (optional)" } }
    }

    pub fn label_for(&self, id: &str) -> Markup {
        let label = html! { label class=(self.size.class("govuk-label")) for=(id) { (self.wording()) } };
        match self.size {
            Size::Heading => html! { h1 class="govuk-label-wrapper" { (label) } },
            Size::Plain | Size::Small | Size::Medium => label,
        }
    }

    pub fn legend(&self) -> Markup {
        html! {
            legend class=(self.size.class("govuk-fieldset__legend")) {
                @if self.size == Size::Heading { h1 class="govuk-fieldset__heading" { (self.wording()) } }
                @else { (self.wording()) }
            }
        }
    }

    /// Hint and error, each with the id that `described_by` names.
    pub fn hint_and_error(&self) -> Markup {
        html! {
            @if let Some(hint) = &self.hint { div id={ (self.name) "-hint" } class="govuk-hint" { (hint) } }
            @if let Some(error) = &self.error {
                p id={ (self.name) "-error" } class="govuk-error-message" {
                    span class="govuk-visually-hidden" { "Error: " } (error)
                }
            }
        }
    }

    pub fn described_by(&self) -> Option<String> {
        let mut ids = Vec::new();
        if self.hint.is_some() {
            ids.push(format!("{}-hint", self.name));
        }
        if self.error.is_some() {
            ids.push(format!("{}-error", self.name));
        }
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    pub fn group(&self, inside: &Markup) -> Markup {
        let class = if self.error.is_some() { "govuk-form-group govuk-form-group--error" } else { "govuk-form-group" };
        html! { div class=(class) { (inside) } }
    }
}

/// The chained words that every kind of field takes.
macro_rules! words {
    ($field:ident) => {
        impl $field {
            /// A sentence under the label that helps to answer.
            pub fn hint(mut self, hint: &str) -> Self {
                self.words.hint = Some(hint.to_owned());
                self
            }
            /// Says "(optional)" after the label. Whether it is optional is decided where the form is read.
            pub fn optional(mut self) -> Self {
                self.words.optional = true;
                self
            }
            /// How large the label stands; `Size::Heading` where the question is the whole page.
            pub fn size(mut self, size: crate::ui::Size) -> Self {
                self.words.size = size;
                self
            }
        }
    };
}
pub(super) use words;
