//! Files that people hand in: known by what they hold and not by what they are called, sealed piece by piece with the review's key.

mod asks;
mod cells;
mod kinds;
mod lists;
mod office;
mod pdf;
mod pictures;
mod relations;
mod sent;
mod sound;
mod store;
mod xml;
mod zip;

pub use kinds::{FileType, Refused, recognise, recognise_aside, values};
pub use sent::sent;
pub use sound::unsound;
pub use store::{Kept, LARGEST, NewFile, Piece, Row, Sealed, keep, take};
