//! “Leah”: died by suicide after coercive control; her sister asked, the partnership said no, and came to say yes.

mod letters;
mod opening;
mod reversed;
mod written;

use crate::demo::Shift;
use crate::demo::story::{Chapter, Story, day};

const COORDINATOR: &str = "bethan.cole@stourbourne.example";
const CSP_CHAIR: &str = "martin.sayle@stourbourne.example";
const CHAIR: &str = "rosalind.keane@chairs.example";

/// The story, from the sister's letter to the reports to prevent future deaths.
#[must_use]
pub fn leah() -> Story {
    let chapters: Vec<Chapter> = vec![
        (day(2026, 3, 30), opening::notified),
        (day(2026, 4, 1), opening::secured),
        (day(2026, 4, 7), opening::triaged),
        (day(2026, 4, 22), opening::heard),
        (day(2026, 4, 28), opening::refused),
        (day(2026, 5, 1), opening::told),
        (day(2026, 7, 3), reversed::asked_to_reconsider),
        (day(2026, 7, 15), reversed::decided_again),
        (day(2026, 7, 17), reversed::told),
        (day(2026, 8, 6), reversed::chaired),
        (day(2026, 9, 3), reversed::scoped),
        (day(2026, 9, 10), reversed::coroner_asks),
        (day(2026, 10, 29), written::returned),
        (day(2026, 11, 12), written::offered),
        (day(2026, 12, 3), written::analysed),
        (day(2026, 12, 17), written::begun),
        (day(2027, 1, 8), written::delayed),
        (day(2027, 3, 12), written::prevention),
    ];
    Story { name: "Leah", chapters, shift: Shift::default() }
}
