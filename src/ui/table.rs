//! Tables with a caption and scoped headers. The first cell of a row is its header. On a narrow screen a row of three cells or more
//! becomes a card: its header above, and each cell beside the words of its column.

use maud::{Markup, Render, html};

use super::words::is_reference;

/// A table being built. Made by [`table`].
#[derive(Debug)]
pub struct Table {
    caption: String,
    quiet_caption: bool,
    heads: Vec<(String, bool)>,
    rows: Vec<Vec<Markup>>,
    empty: &'static str,
    small: bool,
}

/// A table: the caption says what it holds, the heads name its columns. A head that ends in `#` is a column of numbers; an empty
/// one after the first is a column of links and buttons.
pub fn table(caption: impl Into<String>, heads: &[&str]) -> Table {
    let heads = heads.iter().map(|head| head.strip_suffix('#').map_or((*head, false), |words| (words, true)));
    Table {
        caption: caption.into(),
        quiet_caption: false,
        heads: heads.map(|(words, number)| (words.to_owned(), number)).collect(),
        rows: Vec::new(),
        empty: "Nothing is recorded here yet.",
        small: false,
    }
}

impl Table {
    /// Adds a row; as many cells as there are heads.
    pub fn row(mut self, cells: impl IntoIterator<Item = Markup>) -> Table {
        self.rows.push(cells.into_iter().collect());
        self
    }
    /// Adds rows.
    pub fn rows(mut self, rows: impl IntoIterator<Item = Vec<Markup>>) -> Table {
        self.rows.extend(rows);
        self
    }
    /// The caption is only read out, because a heading right above says the same.
    pub fn quiet_caption(mut self) -> Table {
        self.quiet_caption = true;
        self
    }
    /// The sentence that stands in place of a table without rows.
    pub fn when_empty(mut self, sentence: &'static str) -> Table {
        self.empty = sentence;
        self
    }
    /// Smaller text, for a table with many columns.
    pub fn small(mut self) -> Table {
        self.small = true;
        self
    }

    /// A cell. Its column's words stand in an attribute, from which the stylesheet takes them where rows become cards; and it says
    /// what part of a table it is, because a browser forgets that of what is no longer laid out as one.
    fn cell(&self, at: usize, cell: &Markup) -> Markup {
        let (label, number) = self.heads.get(at).map_or(("", false), |(words, number)| (words.as_str(), *number));
        let numeric = if number { " govuk-table__cell--numeric" } else { "" };
        let kind = match cell.0.as_str() {
            "" => " d-empty",
            words if is_date(words) || is_reference(words) => " d-nowrap",
            _ => "",
        };
        let label = (!label.is_empty()).then_some(label);
        html! {
            @if at == 0 { th scope="row" role="rowheader" class="govuk-table__header" { (cell) } }
            @else { td role="cell" class={ "govuk-table__cell" (numeric) (kind) } data-label=[label] { div { (cell) } } }
        }
    }

    fn head(&self, at: usize, words: &str, number: bool) -> Markup {
        html! {
            th scope="col" role="columnheader" class={ "govuk-table__header" @if number { " govuk-table__header--numeric" } } {
                @if !words.is_empty() { (words) }
                @else { span class="govuk-visually-hidden" { @if at == 0 { "About" } @else { "What can be done" } } }
            }
        }
    }

    /// How it is laid out where there is little room: two columns stay, more become cards, many do so earlier.
    const fn width(&self) -> &'static str {
        match self.heads.len() {
            0..=2 => "d-table",
            3..=4 => "d-table d-table--cards",
            _ => "d-table d-table--cards d-table--wide",
        }
    }
}

/// Whether a cell is a date and nothing else: "6 March 2025". It stays on one line.
fn is_date(words: &str) -> bool {
    let mut parts = words.split(' ');
    let number = |part: Option<&str>, digits: std::ops::RangeInclusive<usize>| {
        part.is_some_and(|part| digits.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    number(parts.next(), 1..=2) && parts.next().is_some() && number(parts.next(), 4..=4) && parts.next().is_none()
}

impl Render for Table {
    fn render(&self) -> Markup {
        if self.rows.is_empty() {
            return html! {
                @if !self.quiet_caption { h2 class="govuk-heading-s" { (self.caption) } }
                p class="govuk-body d-quiet" { (self.empty) }
            };
        }
        let caption = if self.quiet_caption {
            "govuk-table__caption govuk-visually-hidden"
        } else {
            "govuk-table__caption govuk-table__caption--m"
        };
        // A table that is still too wide scrolls inside its own region; a region that scrolls must be reachable by keyboard.
        html! {
            div class=(self.width()) role="region" tabindex="0" aria-label=(self.caption) {
                table role="table" class={ "govuk-table" @if self.small { " govuk-table--small-text-until-tablet d-small" } } {
                    caption class=(caption) { (self.caption) }
                    thead role="rowgroup" class="govuk-table__head" { tr role="row" class="govuk-table__row" {
                        @for (at, (words, number)) in self.heads.iter().enumerate() { (self.head(at, words, *number)) }
                    } }
                    tbody role="rowgroup" class="govuk-table__body" {
                        @for cells in &self.rows {
                            tr role="row" class="govuk-table__row" { @for (at, cell) in cells.iter().enumerate() { (self.cell(at, cell)) } }
                        }
                    }
                }
            }
        }
    }
}
