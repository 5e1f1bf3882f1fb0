//! What is set apart from the running text: inset, warning, details, banner, panel.

use maud::{Markup, html};

/// Text set apart by a line at its side.
pub fn inset(inside: &Markup) -> Markup {
    html! { div class="govuk-inset-text" { (inside) } }
}

/// How a name begins that its reader may not see, before its number: "[name 3]".
pub const UNSEEN_NAME: &str = "[name ";

/// Says what "[name 3]" is, where a page has such a name.
pub(super) fn unseen_names(page: &str) -> Option<Markup> {
    let is_one = |behind: &str| behind.split_once(']').is_some_and(|(number, _)| number.parse::<u32>().is_ok());
    page.split(UNSEEN_NAME).skip(1).any(is_one).then(|| {
        inset(&html! {
            p class="govuk-body" {
                "Words such as “[name 1]” stand for names of the identity register that you may not see, or that whoever typed them may not. \
                The review’s coordinator and chair read who is meant. Leave them as they are when you change a text: one that is typed by hand, or \
                pasted from an older text, stands for nobody."
            }
        })
    })
}

/// A sentence that must not be missed: what happens if it is.
pub fn warning(sentence: &str) -> Markup {
    html! {
        div class="govuk-warning-text" {
            span class="govuk-warning-text__icon" aria-hidden="true" { "!" }
            strong class="govuk-warning-text__text" { span class="govuk-visually-hidden" { "Warning: " } (sentence) }
        }
    }
}

/// Something that only some people need; opened by its summary, and open on paper.
pub fn details(summary: &str, inside: &Markup) -> Markup {
    html! {
        details class="govuk-details" {
            summary class="govuk-details__summary" { span class="govuk-details__summary-text" { (summary) } }
            div class="govuk-details__text" { (inside) }
        }
    }
}

/// The banner that says that something was done.
pub fn success_banner(sentence: &str) -> Markup {
    html! {
        div class="govuk-notification-banner govuk-notification-banner--success" role="alert"
            aria-labelledby="told-title" data-module="govuk-notification-banner" {
            div class="govuk-notification-banner__header" {
                h2 class="govuk-notification-banner__title" id="told-title" { "Done" }
            }
            div class="govuk-notification-banner__content" { p class="govuk-notification-banner__heading" { (sentence) } }
        }
    }
}

/// The banner for something important that is not about this page alone: a hold, bank holidays that run out.
pub fn banner(title: &str, inside: &Markup) -> Markup {
    html! {
        section class="govuk-notification-banner" aria-label=(title) {
            div class="govuk-notification-banner__header" { h2 class="govuk-notification-banner__title" { (title) } }
            div class="govuk-notification-banner__content" { (inside) }
        }
    }
}

/// The panel of a confirmation page: what happened, and the reference if there is one. Its title is the page's heading.
pub fn panel(title: &str, inside: &Markup) -> Markup {
    html! {
        div class="govuk-panel govuk-panel--confirmation" {
            h1 class="govuk-panel__title" { (title) }
            div class="govuk-panel__body" { (inside) }
        }
    }
}

/// A picture, with the same facts as a table that opens under it. `title` names the picture for those who do not see it.
/// The drawing's colours come from classes in the stylesheet; it must hold no style of its own and no ids.
pub fn picture(title: &str, svg: &Markup, table: &Markup) -> Markup {
    html! {
        figure class="d-picture" {
            div class="d-picture__drawing" role="region" tabindex="0" aria-label=(title) {
                div role="img" aria-label={ (title) ". The same facts stand in the table below." } { (svg) }
            }
            figcaption {
                details class="govuk-details" {
                    summary class="govuk-details__summary" { span class="govuk-details__summary-text" { "The same in a table" span class="govuk-visually-hidden" { ": " (title) } } }
                    div class="govuk-details__text" { (table) }
                }
            }
        }
    }
}
