//! Holds, embargoes and restrictions.

use chrono::NaiveDate;

use crate::access::right::{EditClocks, Object, SeeReview};
use crate::access::{Grant, permit};
use crate::base::within_a_sentence;
use crate::ids::ReviewId;
use crate::process::{Event, HoldReason, HoldScope, Overlay, TaskKind};
use crate::reviews::clocks::{seen, suggestions};
use crate::reviews::facts::dates;
use crate::reviews::holds::{self, HoldId, HoldRow, NewHold, OverlayId};
use crate::reviews::{front, view};
use crate::store::{Stored, Tx};
use crate::ui::{Answer, Ask, Filled, Problem, day, done, too_early};

pub(super) const STALE: &str = "It has been changed or ended since you opened the page. Nothing was saved.";

/// What can be laid over a review on this page; a hold has a page of its own, a joint review too.
pub(in crate::reviews) const LAID: &[Overlay] =
    &[Overlay::PublicationEmbargo, Overlay::DisclosureRestriction, Overlay::LegalHold];

pub(super) async fn list(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.read().await?;
    let grant = permit::<SeeReview>(&mut tx, ask.actor()?, review).await?;
    let front = front(&mut tx, &grant).await?;
    let held = holds::holds(&mut tx, &grant).await?;
    let looks = holds::looks(&mut tx, &grant).await?;
    let laid = holds::overlays(&mut tx, &grant).await?;
    let labels = crate::parties::labels_to(&mut tx, grant.held(), review).await?;
    let (facts, dues) = seen(&mut tx, &grant, &front).await?;
    let suggestions = suggestions(&facts, &dues);
    let may_edit = grant.edits(Object::Clocks);
    let sight = view::holds::Sight {
        front: &front,
        roles: grant.held(),
        held: &held,
        looks: &looks,
        laid: &laid,
        suggestions: &suggestions,
        labels: &labels,
        may_edit,
        today: tx.today(),
    };
    ask.show(view::holds::page(&ask.seal(), &sight))
}

pub(super) async fn ask(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.read().await?;
    let grant = permit::<EditClocks>(&mut tx, ask.actor()?, review).await?;
    let front = front(&mut tx, &grant).await?;
    let f = Filled::new().with_date("starts", Some(tx.today()));
    ask.show(view::holds::new(&ask.seal(), &front, &f))
}

/// Refuses a day on which there was nothing to hold yet: the death had come to nobody's attention.
async fn no_earlier_than_known(tx: &mut Tx, review: ReviewId, f: &mut Filled, on: NaiveDate) -> Stored<()> {
    let known = dates(tx, review).await?.last_of(&[Event::CameToAttention]);
    if let Some((event, since)) = known
        && let Some(sentence) = too_early(on, since, &within_a_sentence(event.label()))
    {
        f.wrong_at("starts", "starts-day", sentence);
    }
    Ok(())
}

pub(super) async fn act(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut f = ask.filled();
    let mut tx = ask.write().await?;
    let grant = permit::<EditClocks>(&mut tx, ask.actor()?, review).await?;
    let front = front(&mut tx, &grant).await?;
    let reason = f.one_of("reason", "why the review is held", HoldReason::ALL, HoldReason::code);
    let scope = scope(&mut f);
    let requested_by = f.line("requested_by", "who asked for the hold");
    let advice = f.prose("advice", "the legal basis or the advice");
    let starts = f.past_date("starts", "the first day of the hold", tx.today());
    let expected_end = f.optional_date("expected_end", "the day on which it is expected to end");
    if let Some(starts) = starts {
        no_earlier_than_known(&mut tx, review, &mut f, starts).await?;
        if let Some(Some(end)) = expected_end
            && end < starts
        {
            f.wrong("expected_end", "The day on which the hold is expected to end must not be before its first day");
        }
    }
    let all = (f.good(), reason, scope, requested_by, advice, starts, expected_end);
    let (Some(()), Some(reason), Some(scope), Some(requested_by), Some(advice), Some(starts), Some(expected_end)) = all else {
        return ask.refill(view::holds::new(&ask.seal(), &front, &f), &f);
    };
    let register = crate::parties::register_for_tying(&mut tx, &ask.app.keyring, ask.actor()?, review).await?;
    let requested_by = register.tie_str(requested_by.as_str()).into_owned().into();
    let new = NewHold { reason, scope, requested_by, advice: register.tie(&advice), starts, expected_end };
    if holds::stands(&mut tx, &grant, &new).await? {
        let (label, since) = (new.reason.label(), day(new.starts));
        f.wrong(
            "reason",
            format!("A hold of the same work stands already: {label}, from {since}. Look at that one again, or lift it"),
        );
        return ask.refill(view::holds::new(&ask.seal(), &front, &f), &f);
    }
    holds::set(&mut tx, &grant, new).await?;
    tx.commit().await?;
    Ok(done(
        format!("/reviews/{review}/holds"),
        "The hold is set. By when it is looked at again stands with it, and the coordinator is reminded.",
    ))
}

/// What waits: everything, or the kinds of work that are ticked. A hold that pauses nothing is none.
fn scope(f: &mut Filled) -> Option<HoldScope> {
    if f.one_of("scope", "what waits", &[true, false], |full| if full { "full" } else { "partial" })? {
        return Some(HoldScope::Full);
    }
    let kinds = f.many_of("pauses", "what waits", TaskKind::ALL, TaskKind::code)?;
    if kinds.is_empty() {
        f.wrong("pauses", "Select what waits. If nothing has to wait, no hold is needed");
        return None;
    }
    Some(HoldScope::Partial(kinds))
}

/// A hold that can still be changed, and the day on which it was looked at last.
pub(super) async fn standing(
    tx: &mut Tx,
    grant: &Grant<EditClocks>,
    hold: HoldId,
) -> Result<(HoldRow, Option<NaiveDate>), Problem> {
    let (row, last) = holds::one(tx, grant, hold).await?.ok_or(Problem::NotThere)?;
    if row.ended_on.is_some() {
        return Err(Problem::Stale { sentence: STALE.into() });
    }
    Ok((row, last))
}

pub(super) async fn ask_lift(ask: Ask) -> Answer {
    let (review, hold): (ReviewId, HoldId) = (ask.param("review")?, ask.param("hold")?);
    let mut tx = ask.read().await?;
    let grant = permit::<EditClocks>(&mut tx, ask.actor()?, review).await?;
    let front = front(&mut tx, &grant).await?;
    let (row, _) = standing(&mut tx, &grant, hold).await?;
    let f = Filled::new().with_date("lifted_on", Some(tx.today()));
    ask.show(view::looks::lift(&ask.seal(), &front, &row, &f))
}

pub(super) async fn lift(mut ask: Ask) -> Answer {
    let (review, hold): (ReviewId, HoldId) = (ask.param("review")?, ask.param("hold")?);
    let mut f = ask.filled();
    let mut tx = ask.write().await?;
    let grant = permit::<EditClocks>(&mut tx, ask.actor()?, review).await?;
    let (row, last) = standing(&mut tx, &grant, hold).await?;
    let on = f.past_date("lifted_on", "the day on which the hold was lifted", tx.today());
    let (since, what) = last.map_or((row.starts, "the hold began"), |last| (last, "it was looked at and went on"));
    if let Some(sentence) = on.and_then(|on| too_early(on, since, what)) {
        f.wrong_at("lifted_on", "lifted_on-day", sentence);
    }
    let (Some(()), Some(on)) = (f.good(), on) else {
        let front = front(&mut tx, &grant).await?;
        return ask.refill(view::looks::lift(&ask.seal(), &front, &row, &f), &f);
    };
    if !holds::lift(&mut tx, &grant, hold, f.version(), on).await? {
        return Err(Problem::Stale { sentence: STALE.into() });
    }
    tx.commit().await?;
    Ok(done(
        format!("/reviews/{review}/holds"),
        "The hold is lifted. Where it kept a clock back, a new date is suggested below for the partnership to agree.",
    ))
}

pub(super) async fn ask_lay(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.read().await?;
    let grant = permit::<EditClocks>(&mut tx, ask.actor()?, review).await?;
    let front = front(&mut tx, &grant).await?;
    ask.show(view::holds::lay(&ask.seal(), &front, &Filled::new()))
}

pub(super) async fn lay(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut f = ask.filled();
    let mut tx = ask.write().await?;
    let grant = permit::<EditClocks>(&mut tx, ask.actor()?, review).await?;
    let front = front(&mut tx, &grant).await?;
    let kind = f.one_of("kind", "what it is", LAID, Overlay::code);
    let reason = f.prose("laid_reason", "the reason");
    let starts = f.date("laid_starts", "its first day");
    let ends = f.optional_date("laid_ends", "its last day");
    if let (Some(starts), Some(Some(ends))) = (starts, ends)
        && ends < starts
    {
        f.wrong("laid_ends", "Its last day must not be before its first day");
    }
    let (Some(()), Some(kind), Some(reason), Some(starts), Some(ends)) = (f.good(), kind, reason, starts, ends) else {
        return ask.refill(view::holds::lay(&ask.seal(), &front, &f), &f);
    };
    let register = crate::parties::register_for_tying(&mut tx, &ask.app.keyring, ask.actor()?, review).await?;
    let reason = register.tie(&reason);
    if holds::lies(&mut tx, &grant, kind, &reason, starts).await? {
        let (label, since) = (kind.label(), day(starts));
        f.wrong(
            "kind",
            format!(
                "The same is recorded already: {label}, from {since}, for this reason. End that one, or give the other reason"
            ),
        );
        return ask.refill(view::holds::lay(&ask.seal(), &front, &f), &f);
    }
    holds::lay(&mut tx, &grant, kind, &reason, starts, ends).await?;
    tx.commit().await?;
    Ok(done(format!("/reviews/{review}/holds"), "It is recorded."))
}

pub(super) async fn end(mut ask: Ask) -> Answer {
    let (review, overlay): (ReviewId, OverlayId) = (ask.param("review")?, ask.param("overlay")?);
    let f = ask.filled();
    let mut tx = ask.write().await?;
    let grant = permit::<EditClocks>(&mut tx, ask.actor()?, review).await?;
    let today = tx.today();
    if !holds::end(&mut tx, &grant, overlay, f.version(), today).await? {
        return Err(Problem::Stale { sentence: STALE.into() });
    }
    tx.commit().await?;
    Ok(done(format!("/reviews/{review}/holds"), "It is ended."))
}
