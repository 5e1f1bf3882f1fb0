//! Buttons, and links that look like them.

use maud::{Markup, html};

/// The one main button of a form: "Save and continue".
pub fn button(label: &str) -> Markup {
    html! { button type="submit" class="govuk-button" data-module="govuk-button" data-prevent-double-click="true" { (label) } }
}

/// A second way on, beside the main button: it submits the same form with `name=value`.
pub fn second_button(label: &str, name: &str, value: &str) -> Markup {
    html! {
        button type="submit" name=(name) value=(value) class="govuk-button govuk-button--secondary"
            data-module="govuk-button" data-prevent-double-click="true" { (label) }
    }
}

/// A button for what cannot easily be taken back; a sentence before it must say what it does.
pub fn warning_button(label: &str) -> Markup {
    html! {
        button type="submit" class="govuk-button govuk-button--warning" data-module="govuk-button"
            data-prevent-double-click="true" { (label) }
    }
}

/// A link that starts something, drawn as the main button of a page.
pub fn link_button(label: &str, href: &str) -> Markup {
    html! { a href=(href) role="button" draggable="false" class="govuk-button" data-module="govuk-button" { (label) } }
}

/// A link drawn as a secondary button.
pub fn second_link_button(label: &str, href: &str) -> Markup {
    html! {
        a href=(href) role="button" draggable="false" class="govuk-button govuk-button--secondary"
            data-module="govuk-button" { (label) }
    }
}

/// Buttons and links in one row: the main button first, "Cancel" as a plain link last.
pub fn button_row(children: &Markup) -> Markup {
    html! { div class="govuk-button-group" { (children) } }
}
