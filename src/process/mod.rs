//! The review process, pure: who may do what, when, after what, and by when. No database, no web, no clock of its own.
//!
//! [`table`] says everything; [`engine`] and [`deadlines`] read it for one review, of which [`Facts`] holds what they must know.

mod act;
mod coded;
pub mod deadlines;
pub mod draw;
pub mod engine;
mod event;
mod facts;
mod need;
mod notice;
mod onward;
mod overlay;
pub mod print;
pub mod publication;
mod regime;
mod role;
mod rule;
pub mod scope;
mod stage;
pub mod table;

pub use act::Act;
pub use deadlines::{Due, DueState, Lengths, due};
pub use engine::{Offer, Refusal, offers, take};
pub use event::{Event, Origin};
pub use facts::{Agreed, AskedFor, Change, Dates, Facts, Happened, Hold, HoldScope};
pub use need::Need;
pub use notice::Notice;
pub use onward::leads_on;
pub use overlay::{HoldReason, Overlay, QaOutcome, ReopenReason, TaskKind};
pub use regime::Regime;
pub use role::Role;
pub use rule::{Level, Rule};
pub use stage::Stage;
pub use table::{Deadline, Step};
