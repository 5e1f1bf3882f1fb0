//! The way in from the network: the accept loop, what every request meets before a page function and every answer after it.

mod api_errors;
mod assets;
mod body;
mod cookies;
mod door;
mod headers;
mod house;
mod metrics;
mod once;
mod origin;
mod problems;
mod reply;
pub mod routes;
mod seen;
mod serve;
mod service;
mod visit;
mod who;

pub use house::{Outer, endpoint};
pub use serve::{Patience, serve};
