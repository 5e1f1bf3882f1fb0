//! Files that people hand in.

mod files;

pub use files::{FileType, Kept, LARGEST, NewFile, Refused, keep, recognise, take, unsound};
