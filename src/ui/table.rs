//! Tables with a caption and scoped headers. The first cell of a row is its header.

use maud::{Markup, Render, html};

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
/// one is a column of links and buttons.
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

    fn cell(&self, at: usize, cell: &Markup) -> Markup {
        let number = self.heads.get(at).is_some_and(|(_, number)| *number);
        let numeric = if number { " govuk-table__cell--numeric" } else { "" };
        html! {
            @if at == 0 { th scope="row" class="govuk-table__header" { (cell) } }
            @else { td class={ "govuk-table__cell" (numeric) } { (cell) } }
        }
    }
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
        // A wide table scrolls inside its own region at a narrow width; a region that scrolls must be reachable by keyboard.
        html! {
            div class={ "d-table" @if self.heads.len() > 3 { " d-table--wide" } } role="region" tabindex="0" aria-label=(self.caption) {
                table class={ "govuk-table" @if self.small { " govuk-table--small-text-until-tablet d-small" } } {
                    caption class=(caption) { (self.caption) }
                    thead class="govuk-table__head" { tr class="govuk-table__row" {
                        @for (words, number) in &self.heads {
                            th scope="col" class={ "govuk-table__header" @if *number { " govuk-table__header--numeric" } } { @if words.is_empty() { span class="govuk-visually-hidden" { "What can be done" } } @else { (words) } }
                        }
                    } }
                    tbody class="govuk-table__body" {
                        @for cells in &self.rows {
                            tr class="govuk-table__row" { @for (at, cell) in cells.iter().enumerate() { (self.cell(at, cell)) } }
                        }
                    }
                }
            }
        }
    }
}
