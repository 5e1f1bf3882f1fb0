//! What was said about recommendations and done to them, in order.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::access::Actor;
use crate::ids::OrganisationId;
use crate::redaction::CaseText;
use crate::store::{FromRow, Stored, Tx, sql};

use super::kinds::Whose;
use super::state::Move;
use super::store::RecommendationId;

/// One thing that was said about a recommendation or done to it.
#[derive(Clone, Debug, FromRow)]
pub struct Entry {
    /// On which day.
    pub on_date: NaiveDate,
    /// In words.
    #[sqlx(try_from = "String")]
    pub said: CaseText,
    /// What was done.
    #[sqlx(rename = "move")]
    pub moved: Option<Move>,
    /// The new date.
    pub new_due: Option<NaiveDate>,
    /// Why it was done before its time.
    #[sqlx(try_from = "String")]
    pub early_why: CaseText,
    /// By whom.
    pub by_name: String,
    /// Whose words they are.
    pub whose: Whose,
}

/// What was said and done, by its day, the latest first; of one day what was recorded last.
pub(super) async fn entries(tx: &mut Tx, id: RecommendationId) -> Stored<Vec<Entry>> {
    sql("SELECT on_date, said, move, new_due, early_why, by_name, whose FROM recommendation_entry WHERE recommendation = $1 \
         ORDER BY on_date DESC, seq DESC")
    .bind(id)
    .all(tx)
    .await
}

/// What was last said on each recommendation of a partnership, with its day.
pub(crate) type LastWords = BTreeMap<RecommendationId, (NaiveDate, String)>;

/// What whoever leads said last: a report of theirs, or what they said with a move that is made on their word ([`super::Hand::Owner`]).
/// That work began is said even where no word came with it. A note of the partnership or the board is none of it.
pub(crate) async fn last_said(tx: &mut Tx, partnership: OrganisationId) -> Stored<LastWords> {
    let rows: Vec<(RecommendationId, NaiveDate, String)> =
        sql("SELECT e.recommendation, e.on_date, CASE WHEN e.said = '' THEN 'Work began.' ELSE e.said END FROM recommendation_entry e \
         JOIN recommendation r ON r.id = e.recommendation WHERE r.partnership = $1 AND (e.said <> '' OR e.move = 'start') \
         AND ((e.move IS NULL AND e.whose = 'lead') OR e.move IN ('agree', 'dispute', 'start', 'claim')) \
         ORDER BY e.recommendation, e.on_date, e.seq")
        .bind(partnership)
        .all(tx)
        .await?;
    Ok(rows.into_iter().map(|(id, on, said)| (id, (on, said))).collect())
}

/// What the check of its impact found, for each recommendation where it was not passed: the last such check, with its day.
pub(crate) async fn last_found(tx: &mut Tx, partnership: OrganisationId) -> Stored<LastWords> {
    let rows: Vec<(RecommendationId, NaiveDate, String)> =
        sql("SELECT e.recommendation, e.on_date, e.said FROM recommendation_entry e \
         JOIN recommendation r ON r.id = e.recommendation WHERE r.partnership = $1 AND r.not_passed_on IS NOT NULL \
         AND e.move = 'fail_check' ORDER BY e.recommendation, e.seq")
        .bind(partnership)
        .all(tx)
        .await?;
    Ok(rows.into_iter().map(|(id, on, said)| (id, (on, said))).collect())
}

/// One thing of a recommendation's story that a plan may print: a move, or a word of the lead or to it.
#[derive(Clone, Debug, FromRow)]
pub(crate) struct Told {
    recommendation: RecommendationId,
    /// On which day.
    pub(crate) on_date: NaiveDate,
    /// What was done.
    #[sqlx(rename = "move")]
    pub(crate) moved: Option<Move>,
    /// Whose words they are.
    pub(crate) whose: Whose,
    /// In words.
    #[sqlx(try_from = "String")]
    pub(crate) said: CaseText,
}

impl Told {
    /// A move with its words.
    #[cfg(test)]
    pub(crate) fn of(on_date: NaiveDate, moved: Move, said: &str) -> Self {
        Self { moved: Some(moved), ..Self::word(on_date, Whose::Lead, said) }
    }

    /// A word without a move.
    #[cfg(test)]
    pub(crate) fn word(on_date: NaiveDate, whose: Whose, said: &str) -> Self {
        let (recommendation, said) = (crate::base::Id::from_uuid(uuid::Uuid::nil()), CaseText::from(said.to_owned()));
        Self { recommendation, on_date, moved: None, whose, said }
    }
}

/// What plans print of the story of each recommendation of a partnership, in the order in which it was recorded. A note of those who keep the
/// register is none of it.
pub(crate) async fn told(tx: &mut Tx, partnership: OrganisationId) -> Stored<BTreeMap<RecommendationId, Vec<Told>>> {
    let rows: Vec<Told> = sql("SELECT e.recommendation, e.on_date, e.move, e.whose, e.said FROM recommendation_entry e \
         JOIN recommendation r ON r.id = e.recommendation \
         WHERE r.partnership = $1 AND (e.move IS NOT NULL OR (e.whose <> 'own' AND e.said <> '')) ORDER BY e.recommendation, e.seq")
    .bind(partnership)
    .all(tx)
    .await?;
    let mut found = BTreeMap::<_, Vec<_>>::new();
    for one in rows {
        found.entry(one.recommendation).or_default().push(one);
    }
    Ok(found)
}

pub(super) struct Said<'a> {
    pub(super) on: NaiveDate,
    pub(super) words: &'a CaseText,
    pub(super) moved: Option<Move>,
    pub(super) new_due: Option<NaiveDate>,
    pub(super) early_why: Option<&'a CaseText>,
    pub(super) whose: Whose,
}

impl<'a> Said<'a> {
    /// What was said, and no more than that.
    pub(super) fn that(on: NaiveDate, words: &'a CaseText) -> Self {
        Self { on, words, moved: None, new_due: None, early_why: None, whose: Whose::Lead }
    }
}

pub(super) async fn say(tx: &mut Tx, id: RecommendationId, actor: &Actor, said: Said<'_>) -> Stored<()> {
    let at = tx.now();
    sql("INSERT INTO recommendation_entry (recommendation, seq, on_date, said, move, to_state, new_due, by_person, by_name, at, early_why, whose) \
         SELECT $1, COALESCE(MAX(seq), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11 FROM recommendation_entry WHERE recommendation = $1")
    .bind(id)
    .bind(said.on)
    .bind(said.words.clone())
    .bind(said.moved)
    .bind(said.moved.map(Move::to))
    .bind(said.new_due)
    .bind(actor.person)
    .bind(actor.name.clone())
    .bind(at)
    .bind(said.early_why.cloned().unwrap_or_default())
    .bind(said.whose)
    .run(tx)
    .await?;
    Ok(())
}
