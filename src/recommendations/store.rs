//! The register's rows.

use chrono::NaiveDate;
use serde_json::json;

use crate::access::right::EditRecommendations;
use crate::access::{Grant, Reach};
use crate::audit::{self, Deed, Subject};
use crate::base::within_a_sentence;
use crate::ids::{OrganisationId, PersonId, ReviewId};
use crate::imr;
use crate::process::Event;
use crate::redaction::CaseText;
use crate::reviews;
use crate::store::{FromRow, Stored, Tx, sql};
use crate::ui::{Problem, too_early};

use super::kinds::{Level, Mechanism, Sector, Theme};
use super::rating::next_time;
use super::story::{Said, say};
use super::{Rating, Schedule, Standing, State, When, WhenKind, rate};

crate::base::id!(RecommendationId, "a recommendation");
crate::base::id!(PlanId, "a plan");

/// A recommendation to put on the register.
#[derive(Clone, Debug)]
pub struct New {
    /// What is to be done.
    pub body: CaseText,
    /// Why: the learning that it rests on.
    pub rationale: CaseText,
    /// How far it reaches.
    pub level: Level,
    /// What kind of change it asks for.
    pub mechanism: Option<Mechanism>,
    /// To whom.
    pub sector: Option<Sector>,
    /// What about.
    pub theme: Option<Theme>,
    /// The agency that leads, when dardr knows it.
    pub lead: Option<OrganisationId>,
    /// Who leads, in words.
    pub lead_words: String,
    /// Who supports.
    pub support: String,
    /// The board that oversees it.
    pub oversight: String,
    /// When, as written.
    pub when: String,
    /// What will show the difference.
    pub measure: CaseText,
    /// The reference that it came with.
    pub source_ref: String,
    /// An agency's own early learning is open from the day on which it is signed, long before the report.
    pub early: bool,
    /// The day on which it was written, where that is not today.
    pub added_on: Option<NaiveDate>,
}

/// A recommendation on the register.
#[derive(Clone, Debug, FromRow)]
pub struct Row {
    /// Which.
    pub id: RecommendationId,
    /// The partnership whose register it is on.
    pub partnership: OrganisationId,
    /// The review that made it, or nothing.
    pub review: Option<ReviewId>,
    /// The plan that it is in, or nothing.
    pub plan: Option<PlanId>,
    /// Our own reference, which never changes: `WYK-2025-a-R01`.
    pub reference: String,
    /// The reference that it came with.
    pub source_ref: String,
    /// The priority of the plan under which it stands.
    pub priority: String,
    /// What is to be done.
    #[sqlx(try_from = "String")]
    pub body: CaseText,
    /// Why.
    #[sqlx(try_from = "String")]
    pub rationale: CaseText,
    /// How far it reaches.
    pub level: Level,
    /// What kind of change.
    pub mechanism: Option<Mechanism>,
    /// To whom.
    pub sector: Option<Sector>,
    /// What about.
    pub theme: Option<Theme>,
    /// The agency that leads.
    pub lead_body: Option<OrganisationId>,
    /// Who leads, in words.
    pub lead_words: String,
    /// Who supports.
    pub support: String,
    /// Who oversees.
    pub oversight: String,
    /// When, as written.
    pub when_words: String,
    /// What kind of time that is.
    pub when_kind: WhenKind,
    /// The first day on which there should be something to see.
    pub earliest_check: Option<NaiveDate>,
    /// Months from one look to the next.
    pub review_every: i64,
    /// The day first promised. It never changes once it is open.
    pub first_due: Option<NaiveDate>,
    /// The day that was agreed later.
    pub new_due: Option<NaiveDate>,
    /// What will show the difference.
    #[sqlx(try_from = "String")]
    pub measure: CaseText,
    /// Where it stands.
    pub state: State,
    /// Since when.
    pub state_since: NaiveDate,
    /// When it came on the register.
    pub opened_on: NaiveDate,
    /// When the partnership approved it, last where it did so again.
    pub approved_on: Option<NaiveDate>,
    /// When it was last opened for action, begun or claimed as done.
    pub moved_on: Option<NaiveDate>,
    /// The board asked for better evidence.
    pub queried: bool,
    /// When its owner last reported.
    pub last_update: Option<NaiveDate>,
    /// Who claimed that it is done.
    pub claimed_by: Option<PersonId>,
    /// The evidence.
    #[sqlx(try_from = "String")]
    pub evidence: CaseText,
    /// What is different for victims.
    #[sqlx(try_from = "String")]
    pub outcome: CaseText,
    /// Why it ended without being done.
    #[sqlx(try_from = "String")]
    pub ended_words: CaseText,
    /// When a check found that it does not hold, until the board accepts evidence again.
    pub not_passed_on: Option<NaiveDate>,
    /// What took its place, or what it was merged into, where that is on a register here.
    pub replaced_by: Option<RecommendationId>,
    /// Grows with every change.
    pub version: i64,
}

impl Row {
    /// Who leads. A plan that was read from a file has two spaces where its table began a new line, for the next of several.
    #[must_use]
    pub fn leads(&self) -> String {
        let each = self.lead_words.split("  ").map(str::trim).filter(|one| !one.is_empty());
        each.collect::<Vec<_>>().join("; ")
    }

    /// When, in the words of its plan. Words that only repeat who leads say of no time: somebody who reads a name under a date looks for it in vain.
    #[must_use]
    pub fn when_said(&self) -> String {
        if self.repeats_its_lead() { String::new() } else { self.when_words.clone() }
    }

    /// Why there is no time, where its plan has something else in its place.
    #[must_use]
    pub fn no_date_because(&self) -> Option<&'static str> {
        self.repeats_its_lead().then_some("No date: the plan repeats here who leads")
    }

    fn repeats_its_lead(&self) -> bool {
        let (when, lead) = (self.when_words.trim(), self.lead_words.trim());
        self.when_kind == WhenKind::Unclear && !when.is_empty() && when.eq_ignore_ascii_case(lead)
    }

    /// Whether it is done again and again and was not done yet. The report with which work on it began is none of a round.
    #[must_use]
    pub fn waits_for_its_first_round(&self) -> bool {
        let only_begun = match self.state {
            State::Open => self.last_update.is_none(),
            State::InProgress => self.last_update.is_none_or(|on| on <= self.state_since),
            _ => false,
        };
        self.when_kind == WhenKind::Recurring && self.claimed_by.is_none() && only_begun
    }

    /// Its colour today, and why.
    #[must_use]
    pub fn rating(&self, today: NaiveDate) -> Rating {
        rate(&self.standing(), today)
    }

    fn standing(&self) -> Standing {
        let schedule = Schedule {
            earliest_check: self.earliest_check,
            review_every: u32::try_from(self.review_every).unwrap_or(3),
            hard_due: self.first_due,
            repeats: self.when_kind == WhenKind::Recurring,
        };
        Standing {
            state: self.state,
            schedule,
            new_due: self.new_due,
            since: self.opened_on,
            last_update: self.last_update,
            moved_on: self.moved_on,
            waits_since: self.waits_for_its_first_round().then(|| self.approved_on.unwrap_or(self.opened_on)),
            queried: self.queried,
            not_passed: self.not_passed_on,
        }
    }

    /// Whether it is past its date, first promised, or past its next time, and is not done.
    #[must_use]
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.overdue(today) || next_time(&self.standing()).is_some_and(|due| due < today)
    }

    /// Whether its date, first promised, has passed and it is not done. A draft is nobody's promise yet.
    #[must_use]
    pub fn overdue(&self, today: NaiveDate) -> bool {
        !self.state.done() && self.state != State::Draft && self.first_due.is_some_and(|due| due < today)
    }
}

macro_rules! rows {
    ($tail:literal) => {
        concat!(
            "SELECT id, partnership, review, plan, reference, source_ref, priority, body, rationale, level, mechanism, sector, theme, \
             lead_body, lead_words, support, oversight, when_words, when_kind, earliest_check, review_every, first_due, new_due, \
             measure, state, state_since, opened_on, queried, last_update, claimed_by, evidence, outcome, ended_words, \
             not_passed_on, replaced_by, version, \
             (SELECT MAX(e.on_date) FROM recommendation_entry e WHERE e.recommendation = recommendation.id AND e.move = 'approve') AS approved_on, \
             (SELECT MAX(e.on_date) FROM recommendation_entry e WHERE e.recommendation = recommendation.id \
               AND e.move IN ('open', 'reopen', 'start', 'claim')) AS moved_on \
             FROM recommendation ",
            $tail
        )
    };
}

/// Those of a review, in order. Who asks has been asked already.
pub(super) async fn of_review(tx: &mut Tx, review: ReviewId) -> Stored<Vec<Row>> {
    sql(rows!("WHERE review = $1 ORDER BY n")).bind(review).all(tx).await
}

/// Those of a plan, in order.
pub(super) async fn of_plan(tx: &mut Tx, plan: PlanId) -> Stored<Vec<Row>> {
    sql(rows!("WHERE plan = $1 ORDER BY n")).bind(plan).all(tx).await
}

/// The whole register of a partnership. Who asks has been asked already.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn of_partnership(tx: &mut Tx, partnership: OrganisationId) -> Stored<Vec<Row>> {
    sql(rows!("WHERE partnership = $1 ORDER BY reference")).bind(partnership).all(tx).await
}

/// What took the place of one, and those of which it took the place, by reference.
pub(super) async fn tied_to(tx: &mut Tx, row: &Row) -> Stored<Vec<Row>> {
    sql(rows!("WHERE partnership = $1 AND (id = $2 OR replaced_by = $3) ORDER BY reference"))
        .bind(row.partnership)
        .bind(row.replaced_by)
        .bind(row.id)
        .all(tx)
        .await
}

pub(super) async fn row(tx: &mut Tx, id: RecommendationId) -> Stored<Row> {
    sql(rows!("WHERE id = $1")).bind(id).one(tx).await
}

/// The first day on which a recommendation of this review can have been written, and what happened on it: the analysis began or, for an
/// agency's own early learning, the agencies were asked. Where neither has happened, what the review began with.
///
/// # Errors
/// When the database refuses.
pub(super) async fn first_day(tx: &mut Tx, review: ReviewId, early: bool) -> Stored<Option<(NaiveDate, Event)>> {
    let dates = reviews::facts_for_clocks(tx, review).await?.0.dates;
    let of = if early { Event::AgenciesAsked } else { Event::AnalysisBegun };
    let begun = [of, Event::DecidedToReview, Event::Directed, Event::LocalReviewBegun, Event::DecidedLocalLearning];
    let known = begun.into_iter().find_map(|event| Some((dates.first(event)?, event)));
    Ok(known.or_else(|| dates.last_of(&[Event::CameToAttention]).map(|(event, on)| (on, event))))
}

/// What is wrong with the day on which a recommendation is said to have been written.
pub(super) fn wrong_day(on: NaiveDate, since: Option<(NaiveDate, Event)>) -> Option<String> {
    since.and_then(|(since, event)| too_early(on, since, &within_a_sentence(event.label())))
}

/// Puts a recommendation of a review on the register, under the next reference.
///
/// # Errors
/// When an agency would put one on for another, the report is agreed, its day is still to come or lies before what it belongs to, or the
/// database refuses.
pub async fn add(tx: &mut Tx, grant: &Grant<EditRecommendations>, new: New) -> Result<RecommendationId, Problem> {
    let own = new.lead.is_some() && grant.covers(new.lead, false) && new.early;
    if grant.reach() != Reach::All && !own {
        return Err(Problem::NotYours("Your agency can put its own early learning on the register, led by itself.".into()));
    }
    let review = grant.review();
    let front = reviews::front(tx, grant).await?;
    if reviews::facts_for_clocks(tx, review).await?.0.dates.stands(Event::ReportCompleted) {
        let sentence = "The partnership has agreed the report, and what it recommends with it. Return the report to drafting first, or bring the action in with a plan of the partnership.";
        return Err(Problem::not_now(sentence));
    }
    let n: i64 = sql("SELECT COALESCE(MAX(n), CAST(0 AS BIGINT)) + 1 FROM recommendation WHERE review = $1")
        .bind(review)
        .scalar(tx)
        .await?;
    let (id, today) = (tx.id::<RecommendationId>(), tx.today());
    let on = new.added_on.unwrap_or(today);
    if on > today {
        return Err(Problem::not_now("The date must be today or in the past."));
    }
    if let Some(sentence) = wrong_day(on, first_day(tx, review, new.early).await?) {
        return Err(Problem::not_now(sentence));
    }
    let place = Place {
        partnership: front.partnership,
        review: Some(review),
        plan: None,
        n,
        reference: format!("{}-R{n:02}", front.reference),
        priority: String::new(),
        state: if new.early { State::Open } else { State::Draft },
    };
    insert(tx, id, &place, &new).await?;
    if let Some(lead) = new.lead {
        imr::let_in_again(tx, &grant.doer(), review, lead).await?;
    }
    say(tx, id, grant.actor(), Said::that(on, &CaseText::default())).await?;
    audit::record(tx, &grant.doer(), Deed::RecommendationChanged, json!({ "recommendation": id, "added": place.reference }))
        .await?;
    reviews::note(tx, &grant.doer(), review, "recommendation_added", on, &place.reference).await?;
    Ok(id)
}

pub(super) struct Place {
    pub(super) partnership: OrganisationId,
    pub(super) review: Option<ReviewId>,
    pub(super) plan: Option<PlanId>,
    pub(super) n: i64,
    pub(super) reference: String,
    pub(super) priority: String,
    pub(super) state: State,
}

pub(super) async fn insert(tx: &mut Tx, id: RecommendationId, place: &Place, new: &New) -> Stored<()> {
    let when = When::beside(&new.when, &new.lead_words);
    let (schedule, on) = (when.schedule(), new.added_on.unwrap_or_else(|| tx.today()));
    sql("INSERT INTO recommendation (id, partnership, review, plan, n, reference, source_ref, priority, body, rationale, level, \
         mechanism, sector, theme, lead_body, lead_words, support, oversight, when_words, when_kind, earliest_check, review_every, \
         first_due, measure, state, state_since, opened_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, \
         $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $26)")
    .bind(id)
    .bind(place.partnership)
    .bind(place.review)
    .bind(place.plan)
    .bind(place.n)
    .bind(place.reference.clone())
    .bind(new.source_ref.clone())
    .bind(place.priority.clone())
    .bind(new.body.clone())
    .bind(new.rationale.clone())
    .bind(new.level)
    .bind(new.mechanism)
    .bind(new.sector)
    .bind(new.theme)
    .bind(new.lead)
    .bind(new.lead_words.clone())
    .bind(new.support.clone())
    .bind(new.oversight.clone())
    .bind(new.when.clone())
    .bind(when.kind())
    .bind(schedule.earliest_check)
    .bind(schedule.review_every)
    .bind(schedule.hard_due)
    .bind(new.measure.clone())
    .bind(place.state)
    .bind(on)
    .run_for_record(Subject::Recommendation, tx)
    .await?;
    Ok(())
}
