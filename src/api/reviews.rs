//! Reviews: the list, one review with its clocks and what can be done, its story, its steps.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use crate::access::permit_all;
use crate::access::right::SeeReview;
use crate::ids::ReviewId;
use crate::process::{Act, Offer, Regime, Stage, offers};
use crate::reviews::{self as rooms, Front, PAGE, Wanted};

use super::body::Sent;
use super::caller::Token;
use super::clock::Clock;
use super::code::Code;
use super::fault::Fault;
use super::lists::{Page, paged};
use super::press::{Desk, Outcome};

/// Operations on reviews.
pub(super) struct Reviews(pub(super) Arc<Desk>);

/// A review in the list.
#[derive(Debug, Object)]
struct Listed {
    /// Its id.
    id: String,
    /// Its reference, such as WYK-2025-a.
    reference: String,
    /// The partnership that leads.
    partnership: String,
    /// What such a review is called there.
    display_term: String,
    /// The code of its legal basis.
    regime: String,
    /// The code of its stage.
    stage: String,
    /// Since when.
    stage_since: NaiveDate,
    /// Whether everything waits.
    on_hold: bool,
    /// How many clocks have run out.
    overdue: u64,
    /// The clock that runs out first.
    next: Option<Clock>,
}

/// A page of the list.
#[derive(Debug, Object)]
struct ReviewPage {
    /// The reviews.
    reviews: Vec<Listed>,
    /// How many there are in all.
    total: i64,
    /// This page, from 1.
    page: u32,
    /// The size of a page.
    page_size: i64,
}

/// Something that can be done.
#[derive(Debug, Object)]
pub(super) struct Task {
    /// The code of the act.
    act: String,
    /// What it is.
    label: String,
    /// Whether nothing but its own form stands before it.
    ready: bool,
    /// What is missing.
    missing: Vec<String>,
    /// What the note must give.
    asks: Vec<String>,
}

/// A review.
#[derive(Debug, Object)]
struct Review {
    /// Its id.
    id: String,
    /// Its reference.
    reference: String,
    /// The partnership that leads.
    partnership: String,
    /// What such a review is called there.
    display_term: String,
    /// The code of its legal basis.
    regime: String,
    /// The edition of the rules that it was opened under.
    edition: String,
    /// The code of its stage.
    stage: String,
    /// Since when.
    stage_since: NaiveDate,
    /// To be sent back with every change.
    version: i64,
    /// Every clock that has started.
    clocks: Vec<Clock>,
    /// What the caller can do, ready or not.
    tasks: Vec<Task>,
}

/// Something that happened.
#[derive(Debug, Object)]
struct Happening {
    /// Its place in the story.
    seq: i64,
    /// What, as a code.
    what: String,
    /// The act, if it was a step.
    act: Option<String>,
    /// The stage before.
    from_stage: Option<String>,
    /// The stage after.
    to_stage: Option<String>,
    /// The day.
    on: NaiveDate,
    /// Who recorded it.
    by: String,
    /// As whom.
    acting_as: String,
    /// In people's own words, with pseudonyms.
    note: String,
    /// When it was recorded.
    at: DateTime<Utc>,
}

/// A page of the story.
#[derive(Debug, Object)]
struct StoryPage {
    /// What happened, the latest first.
    happenings: Vec<Happening>,
    /// Where this page stands.
    #[oai(flatten)]
    at: Page,
}

/// The day on which a step happened, in place of the one recorded.
#[derive(Debug, Object)]
struct RightDay {
    /// The day on which it happened.
    on: NaiveDate,
    /// Why another day was recorded.
    reason: String,
    /// The version of the review that you saw.
    version: i64,
}

/// A step to take.
#[derive(Debug, Object)]
struct NewStep {
    /// The day on which it happened.
    on: NaiveDate,
    /// A word on it; the reason, where the step asks one.
    #[oai(default)]
    note: String,
    /// The day of publication, where the step says that the family agreed to it.
    day: Option<NaiveDate>,
    /// The version of the review that you saw.
    version: i64,
}

#[OpenApi]
impl Reviews {
    /// The reviews that you have a part in, those opened last first.
    #[oai(path = "/reviews", method = "get")]
    async fn list(
        &self,
        token: Token,
        /// The page, from 1.
        page: Query<Option<u32>>,
        /// Closed reviews too.
        ended: Query<Option<bool>>,
    ) -> Result<Json<ReviewPage>, Fault> {
        let actor = token.caller();
        let page = page.0.unwrap_or(1).max(1);
        let wanted = Wanted { partnership: None, ended: ended.0.unwrap_or(false), offset: i64::from(page - 1) * PAGE };
        let mut tx = self.0.app.store.read().await?;
        let listing = rooms::list(&mut tx, actor, &wanted).await?;
        let reviews = listing.reviews.into_iter().map(listed).collect();
        Ok(Json(ReviewPage { reviews, total: listing.total, page, page_size: PAGE }))
    }

    /// One review: where it stands, its clocks, what you can do and what keeps the rest.
    #[oai(path = "/reviews/:review", method = "get")]
    async fn one(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
    ) -> Result<Json<Review>, Fault> {
        let mut desk = self.0.look::<SeeReview>(&token, &review).await?;
        let (facts, dues) = rooms::clocks_seen(&mut desk.tx, &desk.grant, &desk.front).await?;
        let so_far = rooms::agreed_so_far(&mut desk.tx, desk.front.id).await?;
        let clocks = dues.iter().map(|due| Clock::whole(due, desk.front.regime, &so_far)).collect();
        let tasks = offers(&facts, &desk.grant.roles()).iter().map(task).collect();
        Ok(Json(whole(desk.front, clocks, tasks)))
    }

    /// Everything that happened, the latest first.
    #[oai(path = "/reviews/:review/timeline", method = "get")]
    async fn timeline(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// Only what came before this place in the story: sent with every page, it keeps what happens meanwhile from moving them.
        before: Query<Option<i64>>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<StoryPage>, Fault> {
        let actor = token.caller();
        let mut tx = self.0.app.store.read().await?;
        let grant = permit_all::<SeeReview>(&mut tx, actor, id(&review)?).await?;
        let labels = crate::parties::labels_to(&mut tx, grant.held(), grant.review()).await?;
        let story = rooms::timeline(&mut tx, &grant, before.0.unwrap_or(i64::MAX), i64::MAX).await?;
        let (story, at) = paged(story, page.0);
        Ok(Json(StoryPage { happenings: story.into_iter().map(|one| happening(one, &labels)).collect(), at }))
    }

    /// Take a step of the process that needs no more than a day and a word. A step with a form of its own is taken there.
    #[oai(path = "/reviews/:review/steps/:act", method = "post")]
    async fn step(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The code of the act.
        act: Path<Code<Act>>,
        step: Sent<NewStep>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("act", act.as_str())];
        self.0.send(&token, "/reviews/:review/steps/:act", &at, &step.0).await
    }

    /// Give a step of the story the day on which it happened. The story keeps both days and the reason.
    #[oai(path = "/reviews/:review/timeline/:seq/day", method = "post")]
    async fn put_right(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The step's place in the story.
        seq: Path<i64>,
        right: Sent<RightDay>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("seq", &seq.to_string())];
        self.0.send(&token, "/reviews/:review/timeline/:seq/day", &at, &right.0).await
    }
}

fn id(review: &Path<String>) -> Result<ReviewId, Fault> {
    review.parse().map_err(|_| Fault::not_there())
}

fn listed(one: rooms::Listed) -> Listed {
    let next = one.next.as_ref().map(|due| Clock::of(due, one.regime));
    let (regime, stage): (Regime, Stage) = (one.regime, one.stage);
    Listed {
        id: one.id.to_string(),
        reference: one.reference,
        partnership: one.partnership,
        display_term: one.display_term,
        regime: regime.code().into(),
        stage: stage.code().into(),
        stage_since: one.stage_since,
        on_hold: one.held,
        overdue: one.overdue as u64,
        next,
    }
}

pub(super) fn task(offer: &Offer) -> Task {
    let sentences = |needs: &[crate::process::Need]| needs.iter().map(|need| need.sentence().to_owned()).collect();
    Task {
        act: offer.step.act.code().into(),
        label: offer.step.act.label().into(),
        ready: offer.ready(),
        missing: sentences(&offer.missing),
        asks: sentences(&offer.asks),
    }
}

fn whole(front: Front, clocks: Vec<Clock>, tasks: Vec<Task>) -> Review {
    Review {
        id: front.id.to_string(),
        reference: front.reference,
        partnership: front.partnership_name,
        display_term: front.display_term,
        regime: front.regime.code().into(),
        edition: front.edition,
        stage: front.stage.code().into(),
        stage_since: front.stage_since,
        version: front.version,
        clocks,
        tasks,
    }
}

fn happening(one: rooms::Happening, labels: &crate::redaction::Labels) -> Happening {
    Happening {
        seq: one.seq,
        what: one.what,
        act: one.act.map(|act| act.code().into()),
        from_stage: one.from_stage.map(|stage| stage.code().into()),
        to_stage: one.to_stage.map(|stage| stage.code().into()),
        on: one.on_date,
        by: one.person_name,
        acting_as: one.acting_as,
        note: labels.show(&one.note),
        at: one.at,
    }
}
