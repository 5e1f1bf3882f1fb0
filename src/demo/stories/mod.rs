//! The stories of the demonstration.

mod deeds;
mod leah;
mod marta;

pub use leah::leah;
pub use marta::marta;

use super::story::Story;

/// Every story.
#[must_use]
pub fn all() -> Vec<Story> {
    vec![marta(), leah()]
}
