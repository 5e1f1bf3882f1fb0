//! The identity register: the one place where the real names of a review's people are, sealed with the review's own key.
//!
//! Everything else speaks of people by code or pseudonym. [`register_for_tying`] turns typed names into references before
//! a text is kept, [`labels`] turns references into what a reader may see, and [`register`] shows the names themselves to those
//! who hold the right, on the record.

mod desk;
mod entry;
mod forms;
mod keep_problem;
mod labels;
mod pages;
mod problem;
mod pseudonym;
mod search;
mod sight;
mod sound;
mod store;
mod texts;
mod tying;
mod view;

pub(crate) use desk::{Desk, look, work};
pub(crate) use entry::of_a_court;
pub use entry::{Audience, Choice, ChosenBy, Details, Entry, Finding, Kind, NewEntry, Person};
pub use keep_problem::KeepProblem;
pub use labels::{labels_for, labels_in_papers, labels_to, stand_ins};
pub use pages::routes;
pub use problem::RegisterProblem;
pub use search::{left_in_clear, terms_of, terms_to_find};
pub use sound::unsound;
pub use store::{add_entries, add_entry, change_entry, choose_pseudonym, entry, people, real_labels, register, safe_addresses};
pub use tying::{register_for_change, register_for_tying};
