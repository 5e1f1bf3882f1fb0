//! Files that people hand in, and papers that are typeset.

mod files;
pub mod papers;

pub use files::{FileType, Kept, LARGEST, NewFile, Refused, keep, recognise, take, unsound};
