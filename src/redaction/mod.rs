//! Texts about people that hold no name: references to the identity register stand where names were typed.

mod text;

pub use text::{CaseText, Labels, Named, Part, Register, Shown};
