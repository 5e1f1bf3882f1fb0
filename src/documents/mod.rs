//! Files that people hand in, and papers that are typeset.

pub mod boards;
mod files;
pub mod papers;
mod printed;

pub use files::{
    FileType, Kept, LARGEST, NewFile, Refused, keep, open_pieces, recognise, recognise_aside, seal_pieces, sent, take, unsound,
};
