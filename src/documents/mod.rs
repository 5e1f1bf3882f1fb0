//! Files that people hand in, and papers that are typeset.

pub mod boards;
mod files;
pub mod papers;
mod printed;

pub use files::{FileType, Kept, LARGEST, NewFile, Refused, keep, recognise, recognise_aside, take, unsound};
