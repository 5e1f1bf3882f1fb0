//! Triage: twenty questions, two scope tests on their answers, and the legal basis that a person confirms.

mod clash;
mod pages;
mod questions;
mod regime;
mod scope;
mod store;
mod told;
mod view;

pub use clash::misfits;
pub use pages::routes;
pub use questions::{ALL, COMMON, Question, Spec};
pub use regime::{another, confirm, standing, suggested, to_look_at};
pub use scope::scope_facts;
pub use store::{Answered, Tested, account, answer, answers, tested};
pub use told::suggestion;
pub use view::{section_8a, tests_side_by_side};
