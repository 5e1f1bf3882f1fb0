//! Lists that can grow, a page at a time, and lists to choose from.

use poem_openapi::Object;

/// The size of a page.
pub(super) const SIZE: usize = 50;

/// Where a page of a list stands.
#[derive(Debug, Object)]
pub(super) struct Page {
    /// How many there are in all.
    total: usize,
    /// This page, from 1.
    page: usize,
    /// The size of a page.
    page_size: usize,
}

impl Page {
    /// Where a page of a list of this many stands.
    pub(super) fn of(total: usize, page: Option<u32>) -> Self {
        Self { total, page: page.map_or(1, |page| page.max(1) as usize), page_size: SIZE }
    }

    /// How many come before it.
    pub(super) fn skips(&self) -> usize {
        SIZE.saturating_mul(self.page - 1)
    }
}

/// One page of a whole list, and where it stands. The lists of one review are hundreds at most, so that they are cut here and not where they
/// are read: what a right does not reach is left out before anything is counted.
pub(super) fn paged<T>(all: Vec<T>, page: Option<u32>) -> (Vec<T>, Page) {
    let at = Page::of(all.len(), page);
    let rows = all.into_iter().skip(at.skips()).take(SIZE).collect();
    (rows, at)
}

/// Something to choose.
#[derive(Debug, Object)]
pub(super) struct Choice {
    /// Its id, to be sent.
    id: String,
    /// What it is called.
    name: String,
}

/// Something to choose, by its id and what it is called.
pub(super) fn choice(id: impl ToString, name: impl Into<String>) -> Choice {
    Choice { id: id.to_string(), name: name.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_a_part_of_the_list_and_says_how_long_that_is() {
        let (rows, page) = paged((0..120).collect(), Some(3));
        assert_eq!((rows.first(), rows.len()), (Some(&100), 20));
        assert_eq!((page.total, page.page, page.page_size), (120, 3, SIZE));
        let (rows, page) = paged(vec![1], Some(u32::MAX));
        assert!(rows.is_empty() && page.total == 1, "past the last page the list is as long as it was");
        assert_eq!(paged(vec![1], Some(0)).1.page, 1);
    }
}
