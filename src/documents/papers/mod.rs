//! Papers typeset from a review's own data, each for its audience.
//!
//! A paper is built without what its audience may not see: texts hold references, and the labels of the audience say what
//! they become. What goes outside under pseudonyms is searched as a finished file, and does not leave if a name is found.

mod again;
mod answers;
mod case;
mod case_words;
mod family;
mod fields;
mod fits;
mod gather;
mod held_back;
mod kinds;
mod letters;
mod make;
mod notices;
mod pages;
mod plan_rows;
mod publication;
mod read;
mod report;
mod stopped;
mod support;
mod terms;
mod view;
mod who;
mod words;
mod written_at;

pub use answers::{Answered, Asked, Passage, Question, asked};
pub use kinds::{Audience, PaperKind};
pub use letters::Added;
pub use make::{Made, Wanted, make};
pub use pages::routes;
pub(super) use plan_rows::{action, colour};
pub use publication::{Standing, all_clean, for_publication, sending, waiting};
pub use read::{Begun, PaperRow, agencies, begun, field_names, papers};
