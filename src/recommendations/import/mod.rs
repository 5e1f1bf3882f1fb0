//! A partnership's action plan, read from the file that it was published as.
//!
//! Everything odd is told row by row before anything enters; a plan enters whole or not at all.

mod findings;
mod sheet;

pub(super) use findings::place_of_words;
pub use findings::{Finding, Oddity, findings, placeholders};
pub use sheet::{Entry, Sheet, Unreadable};
