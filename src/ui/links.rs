//! Ways about: links, back link, breadcrumbs, pagination.

use maud::{Markup, html};

use super::words::whole;

/// A plain link.
pub fn link(label: &str, href: &str) -> Markup {
    html! { a class="govuk-link" href=(href) { (whole(label)) } }
}

/// A link whose words alone would not say where it leads: "Change" with, for a screen reader only, "the date of death".
pub fn link_about(label: &str, href: &str, about: &str) -> Markup {
    html! { a class="govuk-link" href=(href) { (whole(label)) span class="govuk-visually-hidden" { " " (about) } } }
}

/// A link that stands beside a form: it opens in a new tab, so that what is typed in the form is still there, and says so.
pub fn link_aside(label: &str, href: &str) -> Markup {
    html! { a class="govuk-link" href=(href) target="_blank" rel="noopener" { (label) " (opens in new tab)" } }
}

/// The back link above a page.
pub fn back_link(href: &str) -> Markup {
    html! { nav aria-label="Back" { a href=(href) class="govuk-back-link" { "Back" } } }
}

/// Where the page stands: pairs of label and address, outermost first; the page itself is not among them.
pub fn breadcrumbs(steps: &[(String, String)]) -> Markup {
    html! {
        nav class="govuk-breadcrumbs govuk-breadcrumbs--collapse-on-mobile" aria-label="Breadcrumb" {
            ol class="govuk-breadcrumbs__list" {
                @for (label, href) in steps {
                    li class="govuk-breadcrumbs__list-item" { a class="govuk-breadcrumbs__link" href=(href) { (label) } }
                }
            }
        }
    }
}

/// Pages of a long list. `address` makes the address of a page from its number, counted from 1.
pub fn pagination(current: usize, pages: usize, address: impl Fn(usize) -> String) -> Markup {
    html! {
        @if pages > 1 {
            nav class="govuk-pagination" aria-label="Pages of this list" {
                @if current > 1 {
                    div class="govuk-pagination__prev" {
                        a class="govuk-link govuk-pagination__link" href=(address(current - 1)) rel="prev" {
                            span class="govuk-pagination__link-title" { "Previous" span class="govuk-visually-hidden" { " page" } }
                        }
                    }
                }
                ul class="govuk-pagination__list" {
                    @for entry in shown_pages(current, pages) { (page_entry(entry, current, &address)) }
                }
                @if current < pages {
                    div class="govuk-pagination__next" {
                        a class="govuk-link govuk-pagination__link" href=(address(current + 1)) rel="next" {
                            span class="govuk-pagination__link-title" { "Next" span class="govuk-visually-hidden" { " page" } }
                        }
                    }
                }
            }
        }
    }
}

fn page_entry(entry: Option<usize>, current: usize, address: &impl Fn(usize) -> String) -> Markup {
    html! {
        @match entry {
            None => li class="govuk-pagination__item govuk-pagination__item--ellipsis" { "…" },
            Some(n) if n == current => li class="govuk-pagination__item govuk-pagination__item--current" {
                a class="govuk-link govuk-pagination__link" href=(address(n)) aria-label={ "Page " (n) } aria-current="page" { (n) }
            },
            Some(n) => li class="govuk-pagination__item" {
                a class="govuk-link govuk-pagination__link" href=(address(n)) aria-label={ "Page " (n) } { (n) }
            },
        }
    }
}

/// First, last and the neighbours of the current page; `None` stands for a gap.
fn shown_pages(current: usize, pages: usize) -> Vec<Option<usize>> {
    let mut shown = Vec::new();
    let mut last = 0;
    for n in 1..=pages {
        if n == 1 || n == pages || n.abs_diff(current) <= 1 {
            if n > last + 1 {
                shown.push(None);
            }
            shown.push(Some(n));
            last = n;
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_shows_its_ends_and_the_neighbours() {
        assert_eq!(shown_pages(5, 9), [Some(1), None, Some(4), Some(5), Some(6), None, Some(9)]);
        assert_eq!(shown_pages(1, 2), [Some(1), Some(2)]);
        assert_eq!(pagination(1, 1, |n| n.to_string()).into_string(), "");
    }
}
