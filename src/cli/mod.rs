//! The commands.

pub mod backup;
mod files;
