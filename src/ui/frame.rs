//! The frame round every page: title, skip link, header, navigation, the page itself, footer.
//!
//! A page's title names the page and, at most, the review's reference: it stands in the browser's history and on shared screens.

use maud::{DOCTYPE, Markup, html};

use super::form::{Seal, button_form};
use super::notes::unseen_names;
use super::{Filled, assets, back_link, breadcrumbs, error_summary, success_banner};

/// One place that the navigation leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavItem {
    /// What it is called.
    pub label: &'static str,
    /// Its address; the item is current on every page whose path begins with it.
    pub href: &'static str,
}

/// What stands round the page, whatever the page.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// The name of the person signed in.
    pub person: Option<String>,
    /// The partnership or agency that they work for here.
    pub place: Option<String>,
    /// The navigation for this person.
    pub nav: Vec<NavItem>,
    /// The links at its foot.
    pub foot: Vec<NavItem>,
    /// The path of the page, to mark where it stands in the navigation.
    pub path: String,
    /// A line above every page: that this is a demonstration.
    pub notice: Option<String>,
    /// For the forms of the frame.
    pub seal: Seal,
    /// Lets the page's own scripts run and no others.
    pub nonce: String,
    /// What has just been done, said once.
    pub told: Option<String>,
}

/// A page, without its frame.
#[derive(Debug)]
pub struct Page {
    title: String,
    about: Option<String>,
    back: Option<String>,
    crumbs: Vec<(String, String)>,
    wide: bool,
    body: Markup,
}

impl Page {
    /// A page. Its body holds exactly one first-level heading, usually with the same words as the title.
    pub fn new(title: impl Into<String>, body: Markup) -> Page {
        Page { title: title.into(), about: None, back: None, crumbs: Vec::new(), wide: false, body }
    }
    /// The review's reference, for the title. Never a name.
    pub fn about(mut self, reference: impl Into<String>) -> Page {
        self.about = Some(reference.into());
        self
    }
    /// A back link.
    pub fn back(mut self, href: impl Into<String>) -> Page {
        self.back = Some(href.into());
        self
    }
    /// A breadcrumb, outermost first; use either breadcrumbs or a back link.
    pub fn crumb(mut self, label: impl Into<String>, href: impl Into<String>) -> Page {
        self.crumbs.push((label.into(), href.into()));
        self
    }
    /// The body takes the whole width instead of a column for reading: tables, pictures, boards.
    pub fn wide(mut self) -> Page {
        self.wide = true;
        self
    }

    /// The whole document.
    pub fn show(&self, frame: &Frame) -> Markup {
        self.document(frame, None)
    }

    /// The whole document again, with what is wrong in the form above the page.
    pub fn show_errors(&self, frame: &Frame, f: &Filled) -> Markup {
        self.document(frame, Some(f))
    }

    fn document(&self, frame: &Frame, errors: Option<&Filled>) -> Markup {
        let width = if self.wide { "govuk-grid-column-full" } else { "govuk-grid-column-two-thirds" };
        html! {
            (DOCTYPE)
            html lang="en-GB" class="govuk-template" {
                (self.head(errors.is_some_and(|f| !f.is_good())))
                body class="govuk-template__body" {
                    script nonce=(frame.nonce) {
                        "document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '');"
                    }
                    a href="#main-content" class="govuk-skip-link" data-module="govuk-skip-link" { "Skip to main content" }
                    (header(frame))
                    div class="govuk-width-container" {
                        @if let Some(back) = &self.back { (back_link(back)) }
                        @if !self.crumbs.is_empty() { (breadcrumbs(&self.crumbs)) }
                        main class="govuk-main-wrapper" id="main-content" {
                            div class="govuk-grid-row" { div class=(width) {
                                @if let Some(told) = &frame.told { (success_banner(told)) }
                                @if let Some(f) = errors { (error_summary(f)) }
                                @if let Some(why) = unseen_names(&self.body.0) { (why) }
                                (self.body)
                            } }
                        }
                    }
                    (footer(frame))
                    script nonce=(frame.nonce) type="module" src=(assets::href("app.js")) {}
                }
            }
        }
    }

    fn head(&self, errors: bool) -> Markup {
        html! {
            head {
                meta charset="utf-8";
                title {
                    @if errors { "Error: " }
                    (self.title) @if let Some(about) = &self.about { " – " (about) } " – dardr"
                }
                meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
                meta name="theme-color" content="#f1f5f3";
                meta name="robots" content="noindex, nofollow";
                link rel="icon" href=(assets::href("favicon.svg")) type="image/svg+xml";
                link rel="stylesheet" href=(assets::href("app.css"));
            }
        }
    }
}

fn header(frame: &Frame) -> Markup {
    html! {
        header class="d-header" {
            div class="govuk-width-container" {
                div class="d-header__row" {
                    p class="d-header__name" {
                        a class="d-header__mark" href="/" { "dardr" }
                        @if let Some(place) = &frame.place { span class="d-header__place" { (place) } }
                    }
                    @if let Some(person) = &frame.person {
                        div class="d-header__person" {
                            a class="govuk-link" href="/account" { (person) span class="govuk-visually-hidden" { ": your account" } }
                            (button_form(&frame.seal, "/sign-out", &html! { button type="submit" class="d-link-button" { "Sign out" } }))
                        }
                    }
                }
            }
            @if !frame.nav.is_empty() { (navigation(frame)) }
            @if let Some(notice) = &frame.notice { div class="d-notice" { p class="govuk-width-container" { (notice) } } }
        }
    }
}

fn navigation(frame: &Frame) -> Markup {
    html! {
        div class="govuk-service-navigation" data-module="govuk-service-navigation" {
            div class="govuk-width-container" { div class="govuk-service-navigation__container" {
                nav aria-label="Menu" class="govuk-service-navigation__wrapper" {
                    button type="button" class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle"
                        aria-controls="navigation" hidden aria-hidden="true" { "Menu" }
                    ul class="govuk-service-navigation__list" id="navigation" {
                        @for item in &frame.nav { (nav_item(item, &frame.path)) }
                    }
                }
            } }
        }
    }
}

fn nav_item(item: &NavItem, path: &str) -> Markup {
    let rest = path.strip_prefix(item.href);
    let within = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let current = within.then_some(if rest == Some("") { "page" } else { "true" });
    html! {
        li class={ "govuk-service-navigation__item" @if within { " govuk-service-navigation__item--active" } } {
            a class="govuk-service-navigation__link" href=(item.href) aria-current=[current] {
                @if within { strong class="govuk-service-navigation__active-fallback" { (item.label) } } @else { (item.label) }
            }
        }
    }
}

fn footer(frame: &Frame) -> Markup {
    html! {
        footer class="govuk-footer" {
            div class="govuk-width-container" {
                @if !frame.foot.is_empty() {
                    nav aria-label="Help and support" {
                        ul class="govuk-footer__inline-list" {
                            @for item in &frame.foot {
                                li class="govuk-footer__inline-list-item" { a class="govuk-footer__link" href=(item.href) { (item.label) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
