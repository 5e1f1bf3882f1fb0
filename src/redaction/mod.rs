//! Texts about people that hold no name: references to the identity register stand where names were typed.
//! And the proof that none got through: the search of every finished file.

mod common;
mod forms;
mod labels;
mod marks;
mod normal;
mod refuse;
mod scan;
mod shown;
mod text;
mod vague;
mod whole;
mod words;

pub use labels::{Labels, Shown};
pub use marks::Typed;
pub use normal::squeezed;
pub use scan::{
    FileKind, Finished, Hit, OnPurpose, Place, Rule, Scan, Term, TermKind, in_clear, pdf_text, scan, scan_beside,
    scan_for_publication,
};
pub use text::{CaseText, Named, Part, Register};
pub use vague::{Naming, naming};
