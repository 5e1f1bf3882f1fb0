//! Summary lists: what was answered, with a way to change it; also "check your answers".

use maud::{Markup, html};

/// One row of a summary list.
#[derive(Debug)]
pub struct Row {
    key: String,
    value: Markup,
    change: Option<(String, String)>,
}

/// A row: what it is and what it says. An empty value reads "Not given".
pub fn row(key: impl Into<String>, value: impl maud::Render) -> Row {
    let value = value.render();
    let value = if value.0.trim().is_empty() {
        html! { span class="d-quiet" { "Not given" } }
    } else {
        value
    };
    Row { key: key.into(), value, change: None }
}

/// A row with many lines as the person typed them.
pub fn prose_row(key: impl Into<String>, text: &str) -> Row {
    row(
        key,
        if text.trim().is_empty() {
            html! {}
        } else {
            super::prose(text)
        },
    )
}

impl Row {
    /// A "Change" link; the row's key tells a screen reader what would be changed.
    pub fn change(self, href: impl Into<String>) -> Row {
        self.action("Change", href)
    }
    /// A link with its own word: "View", "Remove".
    pub fn action(mut self, label: impl Into<String>, href: impl Into<String>) -> Row {
        self.change = Some((label.into(), href.into()));
        self
    }
}

/// A summary list.
pub fn summary_list(rows: &[Row]) -> Markup {
    let any = rows.iter().any(|each| each.change.is_some());
    html! {
        dl class="govuk-summary-list" {
            @for each in rows {
                div class={ "govuk-summary-list__row" @if any && each.change.is_none() { " govuk-summary-list__row--no-actions" } } {
                    dt class="govuk-summary-list__key" { (each.key) }
                    dd class="govuk-summary-list__value" { (each.value) }
                    @if let Some((label, href)) = &each.change {
                        dd class="govuk-summary-list__actions" {
                            (super::link_about(label, href, &crate::base::within_a_sentence(&each.key)))
                        }
                    }
                }
            }
        }
    }
}

/// A summary list in a card with a title, for one of several like things: a panel member, a linked review.
pub fn summary_card(title: &str, actions: &[(&str, String)], rows: &[Row]) -> Markup {
    html! {
        div class="govuk-summary-card" {
            div class="govuk-summary-card__title-wrapper" {
                h2 class="govuk-summary-card__title" { (title) }
                @if !actions.is_empty() {
                    ul class="govuk-summary-card__actions" {
                        @for (label, href) in actions {
                            li class="govuk-summary-card__action" {
                                a class="govuk-link" href=(href) { (label) span class="govuk-visually-hidden" { " (" (title) ")" } }
                            }
                        }
                    }
                }
            }
            div class="govuk-summary-card__content" { (summary_list(rows)) }
        }
    }
}
