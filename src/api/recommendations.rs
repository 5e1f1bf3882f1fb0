//! Recommendations of a review and what was said and done about each.

use std::sync::Arc;

use chrono::NaiveDate;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use crate::access::right::{EditRecommendations, SeeRecommendations};
use crate::access::{Reach, if_theirs, permit};
use crate::recommendations::{
    self as room, Hand, Level, Mechanism, Move, RecommendationId, Row, Sector, State, Theme, WhenKind, Whose,
};
use crate::redaction::Labels;

use super::body::Sent;
use super::caller::Token;
use super::code::Code;
use super::fault::Fault;
use super::lists::{Choice, Page, choice, paged};
use super::press::{Desk, Outcome};
use super::recommendations_shapes::{NewMove, NewRecommendation, NewReport, NewWords};

/// Operations on recommendations.
pub(super) struct Recommendations(pub(super) Arc<Desk>);

/// A recommendation on the register.
#[derive(Debug, Object)]
struct Recommendation {
    /// Its id.
    id: String,
    /// Its reference, which never changes.
    reference: String,
    /// The reference that it came with.
    source_ref: String,
    /// What is to be done.
    body: String,
    /// The learning that it rests on.
    rationale: String,
    /// How far it reaches.
    level: Code<Level>,
    /// What kind of change it asks for.
    mechanism: Option<Code<Mechanism>>,
    /// To whom it is made.
    sector: Option<Code<Sector>>,
    /// What it is about.
    theme: Option<Code<Theme>>,
    /// The id of the body that leads, when dardr knows it.
    lead: Option<String>,
    /// Who leads, in words.
    lead_words: String,
    /// Who supports.
    support: String,
    /// Who oversees.
    oversight: String,
    /// When, as written.
    when: String,
    /// What kind of time that is.
    when_kind: Code<WhenKind>,
    /// The day first promised, which never changes.
    first_due: Option<NaiveDate>,
    /// The day that was agreed later.
    new_due: Option<NaiveDate>,
    /// What will show the difference.
    measure: String,
    /// Where it stands.
    state: Code<State>,
    /// Since when.
    state_since: NaiveDate,
    /// Its colour today: Red, Amber, Green, Grey or Blue; left out while it has none.
    colour: Option<String>,
    /// Why it has that colour, or none.
    colour_why: String,
    /// The evidence.
    evidence: String,
    /// What is different for victims.
    outcome: String,
    /// Why it ended without being done.
    ended_words: String,
    /// When a check found that it does not hold, until the board accepts evidence again.
    not_passed_on: Option<NaiveDate>,
    /// To be sent back when it is moved on or reported on.
    version: i64,
}

/// The room.
#[derive(Debug, Object)]
struct RecommendationRoom {
    /// The recommendations that you may see, in order.
    recommendations: Vec<Recommendation>,
    /// Where this page of them stands.
    #[oai(flatten)]
    at: Page,
    /// Bodies that may lead, for those who may add a recommendation.
    leads: Vec<Choice>,
    /// Whether you may add only your agency's own early learning.
    early_only: bool,
}

/// Something that was said or done.
#[derive(Debug, Object)]
struct Entry {
    /// On which day.
    on: NaiveDate,
    /// In words.
    said: String,
    /// What was done, if it was more than a report.
    moved: Option<Code<Move>>,
    /// The new date.
    new_due: Option<NaiveDate>,
    /// Why a check of the impact was made before its time.
    early_why: String,
    /// By whom.
    by_name: String,
    /// Whose words a report is.
    whose: Code<Whose>,
}

/// Something that you may do.
#[derive(Debug, Object)]
struct Offered {
    /// The code of the move.
    #[oai(rename = "move")]
    step: Code<Move>,
    /// What it is.
    label: String,
    /// What its words must give.
    asks: Option<String>,
}

/// One recommendation with its story.
#[derive(Debug, Object)]
struct RecommendationSeen {
    /// The recommendation.
    recommendation: Recommendation,
    /// What was said and done, the latest first.
    story: Vec<Entry>,
    /// Where this page of the story stands.
    #[oai(flatten)]
    at: Page,
    /// What you may do now.
    moves: Vec<Offered>,
    /// The first day on which the next check of its impact can be recorded.
    check_first: Option<NaiveDate>,
    /// The day from which that check needs no reason for coming early.
    check_from: Option<NaiveDate>,
    /// What took its place, where you may see it.
    replaced_by: Option<Choice>,
    /// Those of which it took the place and that you may see.
    replaces: Vec<Choice>,
    /// Those that could take its place, for those who may say so.
    others: Vec<Choice>,
    /// Whether you may report progress.
    may_report: bool,
}

#[OpenApi]
impl Recommendations {
    /// The recommendations of a review that you may see.
    #[oai(path = "/reviews/:review/recommendations", method = "get")]
    async fn room(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<RecommendationRoom>, Fault> {
        let mut desk = self.0.look::<SeeRecommendations>(&token, &review).await?;
        let all = room::register(&mut desk.tx, desk.grant.actor(), desk.front.id).await?;
        let edits = if_theirs(permit::<EditRecommendations>(&mut desk.tx, desk.grant.actor(), desk.front.id).await)?;
        let leads = match &edits {
            Some(grant) => room::leads(&mut desk.tx, grant).await?,
            None => Vec::new(),
        };
        let (all, at) = paged(all, page.0);
        let today = desk.tx.today();
        Ok(Json(RecommendationRoom {
            recommendations: all.iter().map(|row| recommendation(row, &desk.labels, today)).collect(),
            at,
            leads: leads.into_iter().map(|(id, name)| choice(id, name)).collect(),
            early_only: edits.is_some_and(|grant| grant.reach() != Reach::All),
        }))
    }

    /// Put a recommendation on the register.
    #[oai(path = "/reviews/:review/recommendations", method = "post")]
    async fn add(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        new: Sent<NewRecommendation>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/recommendations/new", &[("review", &review)], &new.0).await
    }

    /// One recommendation with its story and what you may do.
    #[oai(path = "/reviews/:review/recommendations/:recommendation", method = "get")]
    async fn one(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the recommendation.
        recommendation: Path<String>,
        /// The page of the story, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<RecommendationSeen>, Fault> {
        let id: RecommendationId = recommendation.parse().map_err(|_| Fault::not_there())?;
        let mut desk = self.0.look::<SeeRecommendations>(&token, &review).await?;
        let (row, entries, hands) = room::one(&mut desk.tx, desk.grant.actor(), id).await?;
        if row.review != Some(desk.front.id) {
            return Err(Fault::not_there());
        }
        let check = room::next_check(&mut desk.tx, &row).await?;
        let moves = room::offered(&mut desk.tx, desk.grant.actor(), (&row, check), &hands).await?;
        let links = room::links(&mut desk.tx, desk.grant.actor(), &row).await?;
        let one_of = |other: room::Other| choice(other.id, other.label);
        let others = room::others(&mut desk.tx, desk.grant.actor(), &row, &hands).await?;
        let offered =
            |step: Move| Offered { label: step.label().into(), asks: step.asks().map(str::to_owned), step: step.into() };
        let (entries, at) = paged(entries, page.0);
        Ok(Json(RecommendationSeen {
            recommendation: self::recommendation(&row, &desk.labels, desk.tx.today()),
            story: entries.into_iter().map(|one| entry(one, &desk.labels)).collect(),
            at,
            moves: moves.into_iter().map(offered).collect(),
            check_first: check.map(|check| check.first()),
            check_from: check.map(|check| check.from),
            replaced_by: links.replaced_by.map(one_of),
            replaces: links.replaces.into_iter().map(one_of).collect(),
            others: others.into_iter().map(one_of).collect(),
            may_report: hands.has(Hand::Owner) && !row.state.finished(),
        }))
    }

    /// Move a recommendation on.
    #[oai(path = "/reviews/:review/recommendations/:recommendation/move", method = "post")]
    async fn make(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the recommendation.
        recommendation: Path<String>,
        new: Sent<NewMove>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("recommendation", recommendation.as_str())];
        self.0.send(&token, "/reviews/:review/recommendations/:recommendation/move", &at, &new.0).await
    }

    /// Change the words of a recommendation, until the partnership has agreed the report. Those before stay on record.
    #[oai(path = "/reviews/:review/recommendations/:recommendation/words", method = "post")]
    async fn reword(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the recommendation.
        recommendation: Path<String>,
        new: Sent<NewWords>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("recommendation", recommendation.as_str())];
        self.0.send(&token, "/reviews/:review/recommendations/:recommendation/words", &at, &new.0).await
    }

    /// Report progress on a recommendation.
    #[oai(path = "/reviews/:review/recommendations/:recommendation/report", method = "post")]
    async fn report(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the recommendation.
        recommendation: Path<String>,
        new: Sent<NewReport>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("recommendation", recommendation.as_str())];
        self.0.send(&token, "/reviews/:review/recommendations/:recommendation/report", &at, &new.0).await
    }
}

fn recommendation(row: &Row, labels: &Labels, today: NaiveDate) -> Recommendation {
    let rating = row.rating(today);
    Recommendation {
        id: row.id.to_string(),
        reference: row.reference.clone(),
        source_ref: row.source_ref.clone(),
        body: row.body.show(labels),
        rationale: row.rationale.show(labels),
        level: row.level.into(),
        mechanism: row.mechanism.map(Code::from),
        sector: row.sector.map(Code::from),
        theme: row.theme.map(Code::from),
        lead: row.lead_body.map(|id| id.to_string()),
        lead_words: labels.show(&row.lead_words),
        support: labels.show(&row.support),
        oversight: labels.show(&row.oversight),
        when: row.when_words.clone(),
        when_kind: row.when_kind.into(),
        first_due: row.first_due,
        new_due: row.new_due,
        measure: row.measure.show(labels),
        state: row.state.into(),
        state_since: row.state_since,
        colour: rating.rag.map(|rag| rag.label().to_owned()),
        colour_why: rating.why,
        evidence: row.evidence.show(labels),
        outcome: row.outcome.show(labels),
        ended_words: row.ended_words.show(labels),
        not_passed_on: row.not_passed_on,
        version: row.version,
    }
}

fn entry(one: room::Entry, labels: &Labels) -> Entry {
    Entry {
        on: one.on_date,
        said: one.said.show(labels),
        moved: one.moved.map(Code::from),
        new_due: one.new_due,
        early_why: one.early_why.show(labels),
        by_name: one.by_name,
        whose: one.whose.into(),
    }
}
