//! Notification: a death is reported, page by page, until a review can be opened on it.
//!
//! What is typed lies sealed from the first word. When the review opens, whatever points to a person goes into the identity
//! register, and everything else is kept as answers that speak of people by reference.

mod account;
pub mod answers;
mod check;
mod draft;
mod drafts;
mod file_pages;
mod files;
mod opening;
mod pages;
mod people;
mod problem;
mod questions;
mod section;
pub(crate) mod view;
pub(crate) mod wording;

pub use account::{Account, account, as_received, correct, died_on};
pub(crate) use account::{account_if_any, account_of};

pub use draft::{Draft, Standing};

pub use drafts::{Held, Listed, begin, begin_for, discard, draft, drafts, mark, save, seen as draft_seen};
pub use files::{Paper, of_draft, of_review, unsound_files};
pub use opening::{Twin, open, twins};
pub(crate) use pages::homes;
pub use pages::routes;
pub use problem::CaseProblem;
pub(crate) use questions::{MANNERS, RELATIONSHIPS};
pub(crate) use section::MOST;
pub use section::{Section, Whom};
