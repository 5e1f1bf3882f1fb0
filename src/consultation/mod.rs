//! Consultation: who must be asked before a decision, what each replied and when, and why somebody did not.

mod bodies;
mod pages;
mod questions;
mod store;
mod view;

pub(crate) use bodies::directory;
pub use pages::routes;
pub use questions::{Kind, View};
pub(crate) use questions::{REPLY, SILENCE};
pub(crate) use store::last_reply;
pub use store::{Consultee, ConsulteeId, Standing, ask, consultees, explain, not_needed, reply, required, so_far, standing};
pub(crate) use view::table_of;
