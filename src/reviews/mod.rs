//! One review: how it is opened, how it moves on, and what is known of it. The only writer of its stage, its days and its timeline.

mod advance;
mod asks;
mod basis;
mod clocks;
mod facts;
mod follow_up;
mod front;
mod holds;
mod lengths;
mod list;
mod next;
mod open;
mod pages;
mod partners;
mod places;
mod put_right;
mod replan;
mod sharing;
mod timeline;
mod view;
mod waiting;

pub use advance::{Advanced, Fits, StepProblem, Taking, advance, beside, permit_step, record, set_day};
pub use basis::{Partner, Transfer, TransferProblem, others, partners, rebase, transfer};
pub use clocks::{NewDate, agree, agreed_before, agreed_so_far, seen as clocks_seen, suggestions};
pub(crate) use facts::{directed_missing, standing};
pub use facts::{facts, facts_for_clocks};
pub use front::{Front, front};
pub use holds::{
    HoldId, HoldRow, Look, NewHold, OverlayId, OverlayRow, end as end_overlay, holds, lay, lift, look, looks, overlays,
    set as set_hold,
};
pub use lengths::lengths;
pub use list::{Clocked, Listed, Listing, PAGE, Wanted, clocked, clocked_in, list};
pub use next::{Next, next_for};
pub use open::{NewReview, edition, edition_in_words, open};
pub use pages::routes;
pub use partners::{Agreement, agree_report, agreements};
pub use places::{place_for, place_of, room, sub_nav};
pub use replan::{Answered, Cause, Replan, ReplanId, dates_since, raise, raise_once, replans, settle};
pub use sharing::{Joining, Leaving, join, leave, may_share};
pub use timeline::{Happening, note, noted_since, timeline};
pub use waiting::{Waiting, answers_for, asked_one_by_one, occasion, waiting};
