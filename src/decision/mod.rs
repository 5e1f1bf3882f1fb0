//! Decision: the briefing, the record with its reasons, what the Home Office says to it, and the ways back.
//!
//! A record that was made is never written over: the next one supersedes it and both stay.

mod after;
mod chair;
mod deciding;
mod directed;
mod pages;
mod questions;
mod record;
mod released;
mod view;

pub use after::{Direction, DirectionId, Scrutinised, direct, directions, reopen, scrutinies, scrutinise, takes_part};
pub use deciding::decide;
pub use pages::routes;
pub use questions::{Outcome, Part, Scrutiny, local_form};
pub use record::{Record, prepare, record, records};
pub(crate) use released::released_to;
pub use released::{CasePart, Release, may_release, permit_part, release, releases};
