//! The form element itself, with what every form carries.

use maud::{Markup, html};

/// What ties a form to the session and to one showing of the page. Comes from [`super::Ask::seal`].
#[derive(Clone, Debug, Default)]
pub struct Seal {
    /// The session's token against requests forged by other sites; empty before sign-in.
    pub token: String,
    /// A value made anew for every showing, so that the same form sent twice does its work once.
    pub once: String,
}

/// A form that posts to `action`.
pub fn form(seal: &Seal, action: &str, inside: &Markup) -> Markup {
    html! { form method="post" action=(action) novalidate { (hidden_seal(seal)) (inside) } }
}

/// A form that posts files too.
pub fn upload_form(seal: &Seal, action: &str, inside: &Markup) -> Markup {
    html! { form method="post" action=(action) enctype="multipart/form-data" novalidate { (hidden_seal(seal)) (inside) } }
}

/// A form that is one button.
pub fn button_form(seal: &Seal, action: &str, button: &Markup) -> Markup {
    html! { form method="post" action=(action) class="d-button-form" { (hidden_seal(seal)) (button) } }
}

/// A hidden field.
pub fn hidden(name: &str, value: impl std::fmt::Display) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

fn hidden_seal(seal: &Seal) -> Markup {
    html! {
        @if !seal.token.is_empty() { (hidden("_token", &seal.token)) }
        (hidden("_once", &seal.once))
    }
}

/// A group of fields under one legend.
pub fn fieldset(legend: &str, inside: &Markup) -> Markup {
    html! {
        fieldset class="govuk-fieldset" {
            legend class="govuk-fieldset__legend govuk-fieldset__legend--m" { (legend) }
            (inside)
        }
    }
}
