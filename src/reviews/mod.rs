//! One review: how it is opened, how it moves on, and what is known of it. The only writer of its stage, its days and its timeline.

mod advance;
mod facts;
mod front;
mod open;
mod timeline;

pub use advance::{Advanced, StepProblem, Taking, advance, record};
pub use facts::facts;
pub use front::{Front, front};
pub use open::{NewReview, edition, open};
pub use timeline::{Happening, note, timeline};
