//! Documents in, checked PDF out. The only place that names typst.
//!
//! A document is data plus a template: what people wrote reaches the template as JSON strings and never as markup.
//! The server does not typeset: it starts the same program as a child with a limit on time and memory ([`Typesetter`]),
//! because a compile cannot be cancelled and a failed allocation ends the whole process.

pub mod child;
mod clean;
mod error;
mod fonts;
pub mod papers;
pub mod press;
mod template;
mod typesetter;

pub use error::TypesetError;
pub use template::Template;
pub use typesetter::{Pdf, Typesetter};
