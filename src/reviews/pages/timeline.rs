//! Everything that happened, and the record of who did and saw what.

use std::collections::BTreeSet;

use crate::access::right::{SeeAudit, SeeReview, TakeStep};
use crate::access::{if_theirs, permit, permit_all};
use crate::audit::{self, Deed};
use crate::ids::ReviewId;
use crate::reviews::put_right::rightable;
use crate::reviews::{front, timeline as story, view};
use crate::ui::{Answer, Ask};

const PAGE: i64 = 100;

fn before(ask: &Ask) -> i64 {
    ask.query("before").parse().ok().filter(|seq| *seq > 0).unwrap_or(i64::MAX)
}

pub(super) async fn timeline(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.read().await?;
    let grant = permit_all::<SeeReview>(&mut tx, ask.actor()?, review).await?;
    let front = front(&mut tx, &grant).await?;
    let labels = crate::parties::labels_to(&mut tx, grant.held(), review).await?;
    let story = story(&mut tx, &grant, before(&ask), PAGE + 1).await?;
    let size = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let steps = if_theirs(permit::<TakeStep>(&mut tx, ask.actor()?, review).await)?;
    let rightable = match steps {
        Some(steps) => rightable(&mut tx, &steps).await?,
        None => BTreeSet::new(),
    };
    ask.show(view::timeline::page(&front, grant.held(), (&story, size), &rightable, &labels))
}

pub(super) async fn audit(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.write().await?;
    let grant = permit_all::<SeeAudit>(&mut tx, ask.actor()?, review).await?;
    let front = front(&mut tx, &grant).await?;
    let rows = audit::of_review(&mut tx, review, before(&ask), PAGE + 1).await?;
    audit::record(&mut tx, &grant.doer(), Deed::AuditSeen, serde_json::json!({})).await?;
    tx.commit().await?;
    let size = usize::try_from(PAGE).unwrap_or(usize::MAX);
    ask.show(view::record::record(&front, grant.held(), &rows, size))
}
