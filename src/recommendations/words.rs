//! Changing the words of a recommendation while its report is still being made. The words before stay on record.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::access::Actor;
use crate::audit::{self, Deed, Subject};
use crate::process::Event;
use crate::redaction::CaseText;
use crate::reviews;
use crate::store::{FromRow, Stored, Tx, sql};
use crate::ui::Problem;

use super::life::stale;
use super::rights::{Hands, hands};
use super::state::State;
use super::store::{RecommendationId, Row, row};
use super::when::When;

/// What a recommendation says.
#[derive(Clone, Debug)]
pub struct Words {
    /// What is to be done.
    pub body: CaseText,
    /// The learning that it rests on.
    pub rationale: CaseText,
    /// What will show the difference.
    pub measure: CaseText,
    /// When it is to be done, where that is said anew.
    pub when: Option<String>,
}

/// What it said before.
#[derive(Clone, Debug, FromRow)]
pub struct Earlier {
    /// What was to be done.
    #[sqlx(try_from = "String")]
    pub body: CaseText,
    /// The learning.
    #[sqlx(try_from = "String")]
    pub rationale: CaseText,
    /// The measure.
    #[sqlx(try_from = "String")]
    pub measure: CaseText,
    /// When it was to be done; empty where it was changed before that was kept.
    pub when_words: String,
    /// Why it was changed.
    #[sqlx(try_from = "String")]
    pub why: CaseText,
    /// By whom.
    pub changed_by_name: String,
    /// When.
    pub changed_at: DateTime<Utc>,
}

/// The words that it had before, the latest first. Who asks has been asked already.
pub(super) async fn earlier(tx: &mut Tx, id: RecommendationId) -> Stored<Vec<Earlier>> {
    sql("SELECT body, rationale, measure, when_words, why, changed_by_name, changed_at FROM recommendation_words WHERE recommendation = $1 \
         ORDER BY n DESC")
    .bind(id)
    .all(tx)
    .await
}

/// Why the words cannot be changed by this person now, if they cannot.
pub(super) async fn kept(tx: &mut Tx, row: &Row, may: &Hands) -> Result<(), Problem> {
    let Some(review) = row.review else {
        return Err(Problem::not_now("The actions of a plan keep the words of the plan that was brought in."));
    };
    if !may.writes() {
        let sentence = "The words of a recommendation are for the coordinator, the independent chair and the author to change.";
        return Err(Problem::NotYours(sentence.into()));
    }
    if row.state.finished() {
        return Err(Problem::not_now("This recommendation has ended, and its words stay as they are."));
    }
    if row.state.done() || row.state == State::Claimed {
        let sentence =
            "What was claimed or accepted as done was judged in these words, so they stay. Supersede the recommendation instead.";
        return Err(Problem::not_now(sentence));
    }
    if reviews::facts_for_clocks(tx, review).await?.0.dates.stands(Event::ReportCompleted) {
        let sentence =
            "The partnership has agreed the report, so its words stay as they are. Supersede the recommendation instead.";
        return Err(Problem::not_now(sentence));
    }
    Ok(())
}

/// Whether it can be said anew when it is to be done: until it is open to be done, nobody has a date to keep. From then on another date
/// stands beside the first, with a report of progress.
pub(super) fn when_is_open(state: State) -> bool {
    matches!(state, State::Draft | State::Agreed | State::Disputed | State::Approved)
}

/// Changes the words until the partnership has agreed the report. Whoever had agreed to other words is asked again: the
/// recommendation goes back to being a draft. Early learning that is open stays open.
///
/// # Errors
/// When it is not theirs to change, the report is agreed, nothing is different, or somebody else changed it meanwhile.
pub async fn reword(
    tx: &mut Tx,
    actor: &Actor,
    (id, version): (RecommendationId, i64),
    words: Words,
    why: CaseText,
) -> Result<(), Problem> {
    let now = row(tx, id).await?;
    let may = hands(tx, actor, &now).await?;
    kept(tx, &now, &may).await?;
    let when = words.when.filter(|when| *when != now.when_words);
    if when.is_some() && !when_is_open(now.state) {
        return Err(Problem::not_now("It is open to be done, so its date stays. Give another with a report of progress."));
    }
    let same = |old: &CaseText, new: &CaseText| old.as_str() == new.as_str();
    let stays = same(&now.body, &words.body) && same(&now.rationale, &words.rationale) && same(&now.measure, &words.measure);
    if stays && when.is_none() {
        return Err(Problem::not_now("Nothing is different, so nothing was saved."));
    }
    let again = matches!(now.state, State::Agreed | State::Disputed | State::Approved);
    let today = tx.today();
    let changed = sql("UPDATE recommendation SET body = $3, rationale = $4, measure = $5, state = $6, state_since = $7, \
         version = version + 1 WHERE id = $1 AND version = $2")
    .bind(id)
    .bind(version)
    .bind(words.body)
    .bind(words.rationale)
    .bind(words.measure)
    .bind(if again { State::Draft } else { now.state })
    .bind(if again { today } else { now.state_since })
    .run_for_record(Subject::Recommendation, tx)
    .await?;
    if changed == 0 {
        return Err(stale());
    }
    if let Some(when) = when {
        set_when(tx, &now, &when).await?;
    }
    keep_earlier(tx, actor, &now, why).await?;
    let detail = json!({ "recommendation": id, "words_changed": true, "asked_again": again });
    audit::record(tx, &may.doer, Deed::RecommendationChanged, detail).await?;
    match now.review {
        Some(review) => Ok(reviews::note(tx, &may.doer, review, "words_of_recommendation_changed", today, &now.reference).await?),
        None => Ok(()),
    }
}

/// Says anew when it is to be done, with what is read from it.
async fn set_when(tx: &mut Tx, now: &Row, words: &str) -> Stored<()> {
    let when = When::beside(words, &now.lead_words);
    let schedule = when.schedule();
    sql("UPDATE recommendation SET when_words = $2, when_kind = $3, earliest_check = $4, review_every = $5, first_due = $6 WHERE id = $1")
        .bind(now.id)
        .bind(words)
        .bind(when.kind())
        .bind(schedule.earliest_check)
        .bind(schedule.review_every)
        .bind(schedule.hard_due)
        .run_for_record(Subject::Recommendation, tx)
        .await
        .map(drop)
}

/// Keeps what it said before it was changed.
async fn keep_earlier(tx: &mut Tx, actor: &Actor, now: &Row, why: CaseText) -> Stored<()> {
    let at = tx.now();
    sql("INSERT INTO recommendation_words (recommendation, n, body, rationale, measure, when_words, why, changed_by, changed_by_name, changed_at) \
         SELECT $1, COALESCE(MAX(n), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9 FROM recommendation_words WHERE recommendation = $1")
    .bind(now.id)
    .bind(now.body.clone())
    .bind(now.rationale.clone())
    .bind(now.measure.clone())
    .bind(now.when_words.clone())
    .bind(why)
    .bind(actor.person)
    .bind(actor.name.clone())
    .bind(at)
    .run(tx)
    .await
    .map(drop)
}
