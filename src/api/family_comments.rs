//! What is said of the draft by those who read it, as programs see it.

use chrono::NaiveDate;
use poem_openapi::Object;

use super::code::Code;
use super::family_shapes::{EarlierTimes, Reading};
use super::lists::Page;
use crate::family::{self as room, CommentAnswer, CommentKind};
use crate::redaction::Labels;
use crate::reports::Section;

/// A comment on the draft.
#[derive(Debug, Object)]
pub(super) struct NewComment {
    /// Where in the draft.
    #[oai(default)]
    pub(super) passage: String,
    /// What it is about.
    pub(super) kind: Code<CommentKind>,
    /// The comment, in their words.
    pub(super) comment: String,
}

/// A comment on record.
#[derive(Debug, Object)]
pub(super) struct Comment {
    /// Its id.
    pub(super) id: String,
    /// Its number in the reading.
    pub(super) number: i64,
    /// What was written down.
    #[oai(flatten)]
    pub(super) what: NewComment,
    /// What became of it.
    pub(super) answer: Option<Code<CommentAnswer>>,
    /// Why, for what was not accepted whole.
    pub(super) reason: String,
    /// Who answered.
    pub(super) answered_by: String,
    /// When.
    pub(super) answered_on: Option<NaiveDate>,
    /// When the person was told.
    pub(super) told_on: Option<NaiveDate>,
    /// The section in which what was accepted was changed.
    pub(super) made_in: Option<Code<Section>>,
    /// When.
    pub(super) made_on: Option<NaiveDate>,
    /// To be sent back with the answer.
    pub(super) version: i64,
}

/// A reading with what was said of the draft.
#[derive(Debug, Object)]
pub(super) struct ReadingSeen {
    /// The reading.
    pub(super) reading: Reading,
    /// The days that it had before, the latest first.
    pub(super) earlier: Vec<EarlierTimes>,
    /// Where this page of those days stands.
    pub(super) earlier_at: Page,
    /// The comments, in order.
    pub(super) comments: Vec<Comment>,
    /// Where this page of comments stands.
    #[oai(flatten)]
    pub(super) at: Page,
}

/// What becomes of a comment.
#[derive(Debug, Object)]
pub(super) struct Answer {
    /// What becomes of it.
    pub(super) answer: Code<CommentAnswer>,
    /// Why: needed unless it is accepted whole, because the family will be told.
    #[oai(default)]
    pub(super) reason: String,
    /// The version of the comment that you saw.
    pub(super) version: i64,
}

/// That the family were told what became of their comments.
#[derive(Debug, Object)]
pub(super) struct Told {
    /// The day.
    pub(super) told_on: NaiveDate,
    /// The version of the reading that you saw.
    pub(super) version: i64,
}

pub(super) fn comment(one: room::Comment, labels: &Labels) -> Comment {
    Comment {
        id: one.id.to_string(),
        number: one.number,
        what: NewComment { passage: labels.show(&one.passage), kind: one.kind.into(), comment: labels.show(&one.comment) },
        answer: one.answer.map(Code::from),
        reason: labels.show(&one.reason),
        answered_by: one.answered_by,
        answered_on: one.answered_on,
        told_on: one.told_on,
        made_in: one.change.made_in.map(Code::from),
        made_on: one.change.made_on,
        version: one.version,
    }
}
