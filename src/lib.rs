//! dardr carries each review of a domestic abuse related death from notification to the last recommendation closed.
//!
//! The rooms of the house, from the ground up; a room may use those above it in this list and never those below.

pub mod base;
pub mod store;

pub mod process;

pub mod typeset;

pub mod ui;

pub mod cli;
