//! “Rhys”: killed at home by his partner, who pleaded guilty. Nothing held the review up: it was finished on time, published, its three
//! recommendations were carried out, checked and closed, and so was the review.

mod ending;
mod opening;
mod work;
mod written;

use super::deeds::{judged, progress_told};
use crate::demo::Shift;
use crate::demo::story::{Chapter, Story, day};

const COORDINATOR: &str = "amina.holt@wyreham.example";
const CSP_CHAIR: &str = "gwen.pryor@wyreham.example";
const CHAIR: &str = "rosalind.keane@chairs.example";
const BOARD: &str = "yusuf.adeyemi@wyreham.example";

/// The story, from the police's notice to the day on which the review is closed, and a look at its place online after that.
#[must_use]
pub fn rhys() -> Story {
    let chapters: Vec<Chapter> = vec![
        (day(2024, 1, 10), opening::notified),
        (day(2024, 1, 11), opening::triaged),
        (day(2024, 1, 24), opening::heard),
        (day(2024, 2, 2), opening::decided),
        (day(2024, 2, 6), opening::told),
        (day(2024, 2, 23), work::chaired),
        (day(2024, 3, 20), work::scoped),
        (day(2024, 4, 12), work::returned),
        (day(2024, 4, 26), work::sentenced),
        (day(2024, 4, 29), work::offered),
        (day(2024, 5, 3), work::sister_met),
        (day(2024, 5, 8), work::read_together),
        (day(2024, 5, 13), work::drafted),
        (day(2024, 5, 15), work::recommended),
        (day(2024, 5, 24), work::checked),
        (day(2024, 5, 31), work::accepted),
        (day(2024, 6, 10), ending::shared),
        (day(2024, 6, 24), ending::read),
        (day(2024, 7, 9), ending::agreed),
        (day(2024, 7, 12), ending::submitted),
        (day(2024, 9, 18), judged),
        (day(2024, 10, 2), progress_told),
        (day(2024, 10, 16), ending::cleared),
        (day(2024, 11, 6), ending::published),
        (day(2024, 11, 11), ending::begun),
        (day(2024, 12, 18), progress_told),
        (day(2025, 3, 12), progress_told),
        (day(2025, 6, 11), ending::done),
        (day(2025, 7, 10), ending::seen),
        (day(2025, 9, 10), progress_told),
        (day(2025, 10, 22), ending::looked_at),
        (day(2025, 11, 6), ending::what_changed),
        (day(2025, 12, 10), progress_told),
        (day(2026, 1, 15), ending::checked),
        (day(2026, 2, 19), ending::closed),
        (day(2026, 10, 14), ending::looked_at),
    ];
    Story { name: "Rhys", chapters, shift: Shift::default() }
}
