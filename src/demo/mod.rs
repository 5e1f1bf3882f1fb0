//! The demonstration: two invented partnerships whose reviews were carried through the pages by invented people, day after day.
//!
//! No row is inserted for a review: each came to be as a person's own would. Whoever wants to know how a page is used can read the
//! stories. The tests tell the same stories on both databases and ask after every date in them.

mod browser;
mod html;
mod shift;
mod stories;
mod story;
mod town;

pub use browser::{Browser, Filling, Page, Stuck};
pub use shift::{Shift, ShiftedClock};
pub use stories::{all, brenda, gerald, leah, marta, office, rhys, tamsin};
pub use story::{Broken, Case, Chapter, Scene, Story, Teller, Telling, day};
pub use town::{Place, SIGN_INS, SignIn, Town, raise};

/// Stands above every page of a demonstration.
pub const NOTICE: &str =
    "This is a demonstration. Every person, place and organisation in it is invented. Enter nothing about real people.";

/// The password of everybody in the demonstration.
pub const PASSWORD: &str = "copper kettle orchard 9";
