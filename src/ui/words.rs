//! Headings, paragraphs, lists and dates as people read them.

use chrono::{Datelike, NaiveDate};
use maud::{Markup, html};

/// Whether this is a reference such as WYK-2025-a or PLAN25-R07, which is never broken at its hyphens: a word with a hyphen and a figure.
pub(super) fn is_reference(word: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    word.contains('-') && word.contains(|c: char| c.is_ascii_digit()) && word.len() <= 24 && word.chars().all(plain)
}

/// Words in which a reference is never broken.
pub fn whole(words: &str) -> Markup {
    // Each piece is a run of letters, figures and hyphens with the sign after it.
    let pieces = words.split_inclusive(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    html! {
        @for piece in pieces {
            @let word = piece.trim_end_matches(|c: char| !c.is_ascii_alphanumeric() && c != '-');
            @if is_reference(word) { span class="d-nowrap" { (word) } (piece[word.len()..]) } @else { (piece) }
        }
    }
}

/// The page's heading. A page has exactly one, this or a field of `Size::Heading` or a panel.
pub fn heading(words: &str) -> Markup {
    html! { h1 class="govuk-heading-l" { (whole(words)) } }
}

/// The page's heading with what it belongs to above it: the review's reference, the name of the section.
pub fn heading_in(caption: &str, words: &str) -> Markup {
    html! { h1 class="govuk-heading-l" { span class="govuk-caption-l" { (whole(caption)) } (whole(words)) } }
}

/// The heading of a section.
pub fn section_heading(words: &str) -> Markup {
    html! { h2 class="govuk-heading-m" { (whole(words)) } }
}

/// The heading of a part of a section.
pub fn small_heading(words: &str) -> Markup {
    html! { h3 class="govuk-heading-s" { (whole(words)) } }
}

/// A paragraph of our own words.
pub fn para(words: &str) -> Markup {
    html! { p class="govuk-body" { (whole(words)) } }
}

/// A paragraph that introduces the page.
pub fn lead(words: &str) -> Markup {
    html! { p class="govuk-body-l" { (whole(words)) } }
}

/// Points.
pub fn bullets<M: maud::Render>(points: impl IntoIterator<Item = M>) -> Markup {
    html! { ul class="govuk-list govuk-list--bullet" { @for each in points { li { (each) } } } }
}

/// Text as the person typed it: an empty line begins a paragraph, a line break stays.
pub fn prose(text: &str) -> Markup {
    let paragraphs = text.split("\n\n").map(|each| each.trim_matches('\n')).filter(|each| !each.trim().is_empty());
    html! { @for each in paragraphs { p class="govuk-body d-prose" dir="auto" { (each) } } }
}

/// A date: "6 March 2025".
pub fn day(date: NaiveDate) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = MONTHS.get(date.month0() as usize).copied().unwrap_or_default();
    format!("{} {month} {}", date.day(), date.year())
}

/// What is wrong with a day that must not come before another: nothing, or the sentence for beside its field. `what` is what happened on
/// that other day, as words within a sentence.
pub fn too_early(on: NaiveDate, since: NaiveDate, what: &str) -> Option<String> {
    (on < since).then(|| format!("The date cannot be before {}: on that day {what}.", day(since)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_keeps_what_was_typed_and_nothing_of_it_is_markup() {
        let shown = prose("One.\nTwo <b>.\n\n\nThree.").into_string();
        assert_eq!(shown.matches("<p").count(), 2);
        assert!(shown.contains("One.\nTwo &lt;b&gt;."));
    }

    #[test]
    fn a_reference_is_never_broken() {
        let shown = |words| whole(words).into_string();
        assert_eq!(shown("DHR WYK-2025-a: by-and-for"), "DHR <span class=\"d-nowrap\">WYK-2025-a</span>: by-and-for");
        assert_eq!(shown("“WYK-2025-a-R01”–<b>"), "“<span class=\"d-nowrap\">WYK-2025-a-R01</span>”–&lt;b&gt;");
        assert_eq!(shown("Nothing to keep"), "Nothing to keep");
    }

    #[test]
    fn a_date_reads_as_people_say_it() {
        assert_eq!(NaiveDate::from_ymd_opt(2025, 3, 6).map(day).as_deref(), Some("6 March 2025"));
    }

    #[test]
    fn a_day_is_too_early_only_before_what_it_follows() {
        let on = |text: &str| text.parse::<NaiveDate>().unwrap();
        let wrong = |day: &str| too_early(on(day), on("2025-03-06"), "the reading began");
        assert_eq!(
            wrong("2025-03-05").as_deref(),
            Some("The date cannot be before 6 March 2025: on that day the reading began.")
        );
        assert_eq!(wrong("2025-03-06"), None);
    }
}
