//! Who people are, what they hold, and what that lets them do to one review.
//!
//! A permission is a value that one holds: whatever changes or reveals case data asks for a [`Grant`], and only
//! [`permit`] makes one. An administrator's posts reach no object of a case, so no grant can come of them.

mod actor;
mod gate;
mod grant;
pub mod invitations;
mod known;
pub mod partnerships;
pub mod password;
pub mod people;
mod policy;
mod post_mail;
pub mod right;
pub mod second_factor;
pub mod sessions;
pub mod sign_in;
pub mod strength;
pub mod throttle;
pub mod tokens;

pub use actor::{Actor, Post, actor, holders, holders_at};
pub(crate) use actor::{in_conflict, without_conflict};
pub use gate::{Must, is_required as second_factor_is_required, must, opens_to_tokens};
pub use grant::{DECLARE_FIRST, Denied, Grant, Held, if_theirs, permit, permit_all, roles_in};
pub(crate) use known::stranger;
pub use policy::{Reach, may, print as print_matrix};
pub use post_mail::RUN_PEOPLE;

#[cfg(test)]
mod tests;
