//! Clocks, agreed dates, holds, embargoes and restrictions.

use std::sync::Arc;

use chrono::NaiveDate;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use crate::access::right::SeeReview;
use crate::process::deadlines::Suggestion;
use crate::process::{Due, HoldReason, Overlay, Rule, TaskKind};
use crate::redaction::Labels;
use crate::reviews as rooms;

use super::body::Sent;
use super::caller::Token;
use super::clock::Clock;
use super::code::Code;
use super::fault::Fault;
use super::lists::{Page, paged};
use super::press::{Desk, Outcome};

/// Operations on clocks and holds.
pub(super) struct Clocks(pub(super) Arc<Desk>);

/// A page of the clocks.
#[derive(Debug, Object)]
struct ClockPage {
    /// The clocks.
    clocks: Vec<Clock>,
    /// Where this page stands.
    #[oai(flatten)]
    at: Page,
}

/// A date that the partnership agrees.
#[derive(Debug, Object)]
struct NewAgreedDate {
    /// What the clock is about; empty for the review as a whole.
    #[oai(default)]
    about: String,
    /// The agreed date.
    due: NaiveDate,
    /// Who agreed to it.
    by: String,
    /// When.
    on: NaiveDate,
    /// Why the computed date cannot be kept.
    reason: String,
    /// The ids of the reasons to plan again that it answers.
    #[oai(default)]
    answers: Vec<String>,
    /// The version of the clock that you saw.
    version: i64,
}

/// A hold to set.
#[derive(Debug, Object)]
struct NewHold {
    /// Why.
    reason: Code<HoldReason>,
    /// `full` when everything waits, `partial` when some work does.
    scope: String,
    /// What waits, when some work does.
    #[oai(default)]
    pauses: Vec<Code<TaskKind>>,
    /// Who asked for it.
    requested_by: String,
    /// The legal basis or the advice.
    advice: String,
    /// The first day.
    starts: NaiveDate,
    /// When it is expected to end.
    expected_end: Option<NaiveDate>,
}

/// A hold.
#[derive(Debug, Object)]
struct Hold {
    /// Its id.
    id: String,
    /// What was set; who asked and the advice are empty for who sees only how far the review is.
    #[oai(flatten)]
    set: NewHold,
    /// When it is looked at again.
    review_on: NaiveDate,
    /// The times that it was looked at again and went on, the latest first.
    looks: Vec<Look>,
    /// When it was lifted.
    ended_on: Option<NaiveDate>,
    /// To be sent back when it is lifted or looked at again.
    version: i64,
}

/// One look at a hold, after which it went on.
#[derive(Debug, Object)]
struct Look {
    /// The day of the look.
    on: NaiveDate,
    /// When it was to be looked at next.
    next_on: NaiveDate,
    /// Why it goes on; empty for who sees only how far the review is.
    why: String,
    /// Who recorded it, as named then.
    by: String,
}

/// That a hold was looked at again and goes on.
#[derive(Debug, Object)]
struct NewLook {
    /// The day of the look: no earlier than the hold began or was last looked at, and not in the future.
    looked_on: NaiveDate,
    /// When it is looked at next: after the day of this look; left out, four weeks after it.
    next_on: Option<NaiveDate>,
    /// Why it goes on.
    why: String,
    /// The version of the hold that you saw.
    version: i64,
}

/// That a hold is lifted.
#[derive(Debug, Object)]
struct Lifting {
    /// The day on which it was lifted: not before it began, and not in the future.
    lifted_on: NaiveDate,
    /// The version of the hold that you saw.
    version: i64,
}

/// An embargo, a restriction or a legal hold to lay over the review.
#[derive(Debug, Object)]
struct NewOverlay {
    /// What it is. A joint review is not laid here.
    kind: Code<Overlay>,
    /// Why.
    laid_reason: String,
    /// Its first day.
    laid_starts: NaiveDate,
    /// Its last day, if known.
    laid_ends: Option<NaiveDate>,
}

/// An embargo, a restriction or a legal hold.
#[derive(Debug, Object)]
struct OverlaySeen {
    /// Its id.
    id: String,
    /// What was laid; the reason is empty for who sees only how far the review is.
    #[oai(flatten)]
    laid: NewOverlay,
    /// When it was ended.
    ended_on: Option<NaiveDate>,
    /// To be sent back when it is ended.
    version: i64,
}

/// A date to propose since a hold was lifted. It counts only when the partnership agrees it.
#[derive(Debug, Object)]
struct Suggested {
    /// The number of the clock.
    rule: Code<Rule>,
    /// What the clock is about; empty for the review as a whole.
    about: String,
    /// The date.
    due: NaiveDate,
    /// Why.
    why: String,
}

/// The room of holds.
#[derive(Debug, Object)]
struct HoldRoom {
    /// Holds, the latest first.
    holds: Vec<Hold>,
    /// Where this page of holds stands.
    #[oai(flatten)]
    at: Page,
    /// Embargoes, restrictions and legal holds, the latest first.
    overlays: Vec<OverlaySeen>,
    /// Where this page of overlays stands.
    overlays_at: Page,
    /// Dates to propose since a hold was lifted.
    suggestions: Vec<Suggested>,
}

/// The version of something that is to be ended.
#[derive(Debug, Object)]
struct Seen {
    /// The version that you saw.
    version: i64,
}

#[OpenApi]
impl Clocks {
    /// Every clock that has started, with its source.
    #[oai(path = "/reviews/:review/clocks", method = "get")]
    async fn clocks(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<ClockPage>, Fault> {
        let mut desk = self.0.look::<SeeReview>(&token, &review).await?;
        let (_, dues) = rooms::clocks_seen(&mut desk.tx, &desk.grant, &desk.front).await?;
        let so_far = rooms::agreed_so_far(&mut desk.tx, desk.front.id).await?;
        let (dues, at) = paged(dues, page.0);
        Ok(Json(ClockPage { clocks: dues.iter().map(|due| Clock::whole(due, desk.front.regime, &so_far)).collect(), at }))
    }

    /// Put an agreed date beside a computed one.
    #[oai(path = "/reviews/:review/clocks/:rule", method = "post")]
    async fn agree(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The number of the clock, such as DL-12.
        rule: Path<Code<Rule>>,
        agreed: Sent<NewAgreedDate>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("rule", rule.as_str())];
        self.0.send(&token, "/reviews/:review/clocks/:rule", &at, &agreed.0).await
    }

    /// Holds, embargoes and restrictions.
    #[oai(path = "/reviews/:review/holds", method = "get")]
    async fn holds(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<HoldRoom>, Fault> {
        let mut desk = self.0.look::<SeeReview>(&token, &review).await?;
        let holds = rooms::holds(&mut desk.tx, &desk.grant).await?;
        let looks = rooms::looks(&mut desk.tx, &desk.grant).await?;
        let overlays = rooms::overlays(&mut desk.tx, &desk.grant).await?;
        let (facts, dues) = rooms::clocks_seen(&mut desk.tx, &desk.grant, &desk.front).await?;
        let suggestions = rooms::suggestions(&facts, &dues);
        let ((holds, at), (overlays, overlays_at)) = (paged(holds, page.0), paged(overlays, page.0));
        Ok(Json(HoldRoom {
            holds: holds.into_iter().map(|one| hold(one, &looks, &desk.labels)).collect(),
            at,
            overlays: overlays.into_iter().map(|one| overlay(one, &desk.labels)).collect(),
            overlays_at,
            suggestions: suggestions.into_iter().map(suggested).collect(),
        }))
    }

    /// Set a hold. It is looked at again in four weeks, and stops no clock of law or guidance.
    #[oai(path = "/reviews/:review/holds", method = "post")]
    async fn set_hold(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        new: Sent<NewHold>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/holds/new", &[("review", &review)], &new.0).await
    }

    /// Lift a hold, as of the day on which it was lifted.
    #[oai(path = "/reviews/:review/holds/:hold/lift", method = "post")]
    async fn lift(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the hold.
        hold: Path<String>,
        lifting: Sent<Lifting>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("hold", hold.as_str())];
        self.0.send(&token, "/reviews/:review/holds/:hold/lift", &at, &lifting.0).await
    }

    /// Record that a hold was looked at again and goes on.
    #[oai(path = "/reviews/:review/holds/:hold/look", method = "post")]
    async fn look(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the hold.
        hold: Path<String>,
        look: Sent<NewLook>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("hold", hold.as_str())];
        self.0.send(&token, "/reviews/:review/holds/:hold/look", &at, &look.0).await
    }

    /// Lay an embargo, a restriction or a legal hold over the review.
    #[oai(path = "/reviews/:review/overlays", method = "post")]
    async fn lay(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        new: Sent<NewOverlay>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/overlays/new", &[("review", &review)], &new.0).await
    }

    /// End an embargo, a restriction or a legal hold today.
    #[oai(path = "/reviews/:review/overlays/:overlay/end", method = "post")]
    async fn end(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of what is laid over it.
        overlay: Path<String>,
        seen: Sent<Seen>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("overlay", overlay.as_str())];
        self.0.send(&token, "/reviews/:review/overlays/:overlay/end", &at, &seen.0).await
    }
}

fn hold(row: rooms::HoldRow, looks: &[rooms::Look], labels: &Labels) -> Hold {
    let of = |one: &rooms::Look| Look {
        on: one.looked_on,
        next_on: one.next_on,
        why: labels.show(&one.why),
        by: one.recorded_name.clone(),
    };
    Hold {
        looks: looks.iter().filter(|one| one.hold == row.id).map(of).collect(),
        id: row.id.to_string(),
        set: NewHold {
            reason: row.kind.into(),
            pauses: row.pauses.iter().copied().map(Code::from).collect(),
            requested_by: labels.show(&row.requested_by),
            advice: labels.show(&row.advice),
            starts: row.starts,
            expected_end: row.expected_end,
            scope: row.scope,
        },
        review_on: row.review_on,
        ended_on: row.ended_on,
        version: row.version,
    }
}

fn overlay(row: rooms::OverlayRow, labels: &Labels) -> OverlaySeen {
    OverlaySeen {
        id: row.id.to_string(),
        laid: NewOverlay {
            kind: row.kind.into(),
            laid_reason: labels.show(&row.reason),
            laid_starts: row.starts,
            laid_ends: row.ends,
        },
        ended_on: row.ended_on,
        version: row.version,
    }
}

fn suggested((due, suggestion): (&Due, Suggestion)) -> Suggested {
    Suggested { rule: due.clock.rule.into(), about: due.about.clone(), due: suggestion.due, why: suggestion.why }
}
