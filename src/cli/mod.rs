//! The commands.

pub mod backup;
pub mod due;
mod files;
pub mod process;
