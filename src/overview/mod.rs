//! What a board reads: the register by colour and age, what is late, new and settled, and how many reviews stand where.

mod pages;
mod store;
mod told;
mod view;

pub use pages::routes;
pub use store::{Clocks, Summary, readable, summary};
pub use told::Count;
