//! The report: its sections, every text that was saved in one, and the versions of the whole.
//!
//! No text is ever overwritten. When two people meet in one section, both texts are kept until somebody joins them.

pub(crate) mod changes;
mod check_pages;
mod checks;
mod forms;
mod layout;
mod pages;
mod section;
mod store;
mod version;
mod view;

pub use changes::{Change, Made};
pub(crate) use checks::check_settled;
pub(crate) use checks::to_send;
pub use checks::{CheckId, Decision, FactCheck, Said, answer, checking, checks, decide, made, send};
pub use layout::{by_line, terms_explained};
pub use pages::routes;
pub use section::{Paper, Section, State};
pub use store::{SectionRow, TextRow, Written, assign, of_label, sections, standing, texts, unwritten, write, writers};
pub use version::{Kind, VersionRow, label, mark, newest, redate, spoken, version, versions};
