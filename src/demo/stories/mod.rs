//! The stories of the demonstration.

mod deeds;
mod leah;
mod marta;
mod others;

pub use leah::leah;
pub use marta::marta;
pub use others::{gerald, tamsin};

use super::story::Story;

/// Every story, for a demonstration that stands on the day `until`.
#[must_use]
pub fn all(until: chrono::NaiveDate) -> Vec<Story> {
    vec![marta(), leah(), tamsin(), gerald(until)]
}
