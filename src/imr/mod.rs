//! What agencies are asked for and what they answer: management reviews, short reports, summaries of engagement.
//!
//! An agency's words are its own until it has signed them; other agencies see them when the chair releases them, and not before.

mod answer;
mod ask;
mod forms;
mod judge;
mod kinds;
mod mail;
mod names;
mod pages;
mod part;
mod read;
mod rights;
mod secured;
mod signature;
mod view;

pub use answer::{Draft, Search, Securing, add_file, declare, missing, save, secure, sign};
pub(crate) use ask::count_again;
pub use ask::{Asked, ask, excuse};
pub use judge::{Judged, judge, release};
pub use kinds::{Excuse, Level, ReturnReason, State, Verdict};
pub(crate) use kinds::{come_in, must_secure, outstanding, reviewing, wanted_by};
pub use pages::routes;
pub(crate) use part::{let_go, let_in, let_in_again, stood_down};
pub use read::{Request, RequestId, Return, ReturnFile, ReturnId, Secured, Secures, directory, keeps, one, requests, secured};
pub use rights::{May, Sight, may, may_ask};
pub use secured::{Keeper, asked_to_secure};
pub(crate) use secured::{let_written_in, letters_made, some_have_not_secured, still_to_secure, told as told_of_records};
