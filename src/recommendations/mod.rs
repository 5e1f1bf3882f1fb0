//! Recommendations and the actions under them: from a report, from an agency's own review, or from a partnership's strategy.

mod forms;
mod impact;
pub mod import;
mod kinds;
mod life;
mod links;
mod mail;
mod one_pages;
mod pages;
mod plan_pages;
mod plans;
mod rating;
mod read;
mod rights;
mod state;
mod store;
mod view;
mod when;
mod word_pages;
mod words;

pub use impact::{Check, next_check};
pub use kinds::{Level, Mechanism, Sector, Theme, Whose};
pub use life::{Ground, Progress, follow, make, report};
pub use links::{Links, Other, links, others};
pub use pages::routes;
pub use plans::{Brought, Plan, PlanFileId, PlanRow, bring, enter, look, partnership_of, plan, plans};
pub use rating::{Rag, Rating, Standing, rate};
pub use read::{leads, one, register};
pub use rights::{Hands, Steward, hands, partnerships, steward};
pub use state::{Hand, Move, State};
pub use store::{Entry, New, PlanId, RecommendationId, Row, add};
pub(crate) use store::{LastWords, last_found, last_said, moves, of_partnership};
pub(crate) use view::rag as rag_tag;
pub use when::{Schedule, When, WhenKind};
pub use words::{Earlier, Words, reword};
