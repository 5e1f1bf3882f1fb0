//! The fonts built into the program, and which characters they can show.
//!
//! Atkinson Hyperlegible Next is drawn for readers with low vision; the Noto fonts stand behind it for the scripts
//! in which people of England and Wales write their names. There is no Chinese, Japanese or Korean: 16 MB each.

use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets/built/fonts");

/// The shelf of fonts, read once a process.
pub(super) struct Shelf {
    /// What typst chooses from.
    pub book: LazyHash<FontBook>,
    /// The fonts, in the book's order.
    pub fonts: Vec<Font>,
}

pub(super) static SHELF: LazyLock<Shelf> = LazyLock::new(|| {
    let mut files: Vec<_> = BUILT_IN.files().filter(|file| file.path().extension().is_some_and(|end| end == "ttf")).collect();
    files.sort_by_key(|file| file.path());
    let fonts: Vec<Font> = files.into_iter().flat_map(|file| Font::iter(Bytes::new(file.contents()))).collect();
    Shelf { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
});

impl Shelf {
    /// May this character be shown by at least one font?
    pub fn covers(&self, character: char) -> bool {
        (0..self.fonts.len()).filter_map(|at| self.book.info(at)).any(|font| font.coverage.contains(u32::from(character)))
    }
}
