//! The stories of the demonstration.

mod brenda;
mod deeds;
mod leah;
mod marta;
mod office;
mod others;
mod rhys;

pub use brenda::brenda;
pub use leah::leah;
pub use marta::marta;
pub use office::office;
pub use others::{gerald, tamsin};
pub use rhys::rhys;

use super::story::{Story, day};

/// Every story, so told that on the day `until` each stands where it is worth looking at: Marta published and monitored, Leah in
/// drafting before an inquest, Brenda while agencies write and one is late, Gerald notified days ago, Tamsin and Rhys closed, the one after local learning and the other after a
/// review whose recommendations were carried out.
#[must_use]
pub fn all(until: chrono::NaiveDate) -> Vec<Story> {
    vec![
        office().standing(day(2026, 11, 1), until),
        tamsin().standing(day(2026, 11, 1), until),
        rhys().standing(day(2026, 11, 1), until),
        marta().standing(day(2027, 11, 1), until),
        leah().standing(day(2027, 1, 1), until),
        brenda().standing(day(2026, 11, 1), until),
        gerald(until),
    ]
}
