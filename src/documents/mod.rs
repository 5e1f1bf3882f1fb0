//! Files that people hand in, and papers that are typeset.

pub mod boards;
mod files;
pub mod papers;
mod printed;

pub use files::{
    FileType, Kept, LARGEST, NewFile, Piece as FilePiece, Refused, Row as FileRow, Sealed, keep, recognise, recognise_aside,
    sent, take, unsound, values,
};
