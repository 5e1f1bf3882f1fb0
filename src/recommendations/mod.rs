//! Recommendations and the actions under them: from a report, from an agency's own review, or from a partnership's strategy.

pub mod import;
mod kinds;
mod rating;
mod state;
mod when;

pub use kinds::{Level, Mechanism, Sector, Theme};
pub use rating::{Rag, Rating, Standing, rate};
pub use state::{Hand, Move, State};
pub use when::{Schedule, When, WhenKind};
