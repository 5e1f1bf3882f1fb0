//! The review process, pure: who may do what, when, after what, and by when. No database, no web, no clock of its own.

mod act;
mod coded;
mod event;
mod need;
mod notice;
mod overlay;
mod regime;
mod role;
mod rule;
mod stage;

pub use act::Act;
pub use event::{Event, Origin};
pub use need::Need;
pub use notice::Notice;
pub use overlay::{HoldReason, Overlay, QaOutcome, ReopenReason, TaskKind};
pub use regime::Regime;
pub use role::Role;
pub use rule::{Level, Rule};
pub use stage::Stage;
