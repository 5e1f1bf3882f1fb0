//! “Marta”: killed at home by her former partner; the trial holds the review up for ten months.

mod ending;
mod letters;
mod monitoring;
mod opening;
mod plan;
mod report;
mod returns;
mod talks;
mod trial;
mod work;

use super::deeds::{judged, progress_told};
use crate::demo::Shift;
use crate::demo::story::{Chapter, Story, day};

const COORDINATOR: &str = "amina.holt@wyreham.example";
const CSP_CHAIR: &str = "gwen.pryor@wyreham.example";
const CHAIR: &str = "rosalind.keane@chairs.example";

/// The story, from the police's notice to what the family are told of what changed.
#[must_use]
pub fn marta() -> Story {
    let chapters: Vec<Chapter> = vec![
        (day(2025, 2, 12), opening::notified),
        (day(2025, 2, 13), opening::triaged),
        (day(2025, 2, 26), opening::heard),
        (day(2025, 3, 6), opening::decided),
        (day(2025, 3, 11), opening::told),
        (day(2025, 4, 4), work::chaired),
        (day(2025, 4, 24), work::held),
        (day(2025, 5, 8), work::scoped),
        (day(2025, 5, 12), returns::asked),
        (day(2025, 6, 10), returns::returned),
        (day(2025, 7, 2), returns::more_returns),
        (day(2025, 7, 18), returns::last_return),
        (day(2025, 8, 1), trial::delayed),
        (day(2025, 9, 15), trial::adjourned),
        (day(2025, 11, 20), trial::conduct_reported),
        (day(2026, 1, 30), trial::convicted),
        (day(2026, 2, 13), trial::sentenced),
        (day(2026, 2, 16), trial::resumed),
        (day(2026, 3, 9), talks::analysed),
        (day(2026, 4, 2), talks::family_spoke),
        (day(2026, 5, 11), ending::drafted),
        (day(2026, 5, 20), ending::checked),
        (day(2026, 5, 21), ending::met_over_the_draft),
        (day(2026, 6, 2), ending::shared),
        (day(2026, 6, 16), ending::read),
        (day(2026, 6, 30), ending::sent_for_sign_off),
        (day(2026, 7, 14), ending::agreed),
        (day(2026, 7, 17), ending::submitted),
        (day(2026, 10, 13), progress_told),
        (day(2026, 10, 21), judged),
        (day(2026, 12, 9), ending::answered_by_home_office),
        (day(2027, 1, 12), progress_told),
        (day(2027, 1, 22), ending::amended),
        (day(2027, 1, 27), ending::family_told),
        (day(2027, 2, 25), ending::published),
        (day(2027, 3, 1), monitoring::begun),
        (day(2027, 4, 8), progress_told),
        (day(2027, 6, 10), monitoring::first_quarter),
        (day(2027, 7, 8), monitoring::first_board),
        (day(2027, 9, 9), monitoring::second_quarter),
        (day(2028, 1, 14), monitoring::second_board),
        (day(2028, 2, 25), monitoring::what_changed),
    ];
    Story { name: "Marta", chapters, shift: Shift::default() }
}
