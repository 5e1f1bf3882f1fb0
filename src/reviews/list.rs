//! The reviews that a person has a part in, with what is due next in each: one query for a page, however many reviews.

use chrono::NaiveDate;

use crate::access::{Actor, without_conflict};
use crate::base::calendar::Calendar;
use crate::ids::{OrganisationId, ReviewId};
use crate::process::{Due, DueState, Event, Facts, Lengths, Regime, Stage, due};
use crate::store::{FromRow, Stored, Tx, sql};

use super::facts::{Lines, days_in_a_line, lines, no_chronologies, nobody_to_tell, promised};
use super::standing;
use super::waiting::by_request;

/// Reviews on one page.
pub const PAGE: i64 = 50;

/// One review in the list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The review.
    pub id: ReviewId,
    /// Its reference.
    pub reference: String,
    /// The partnership that leads.
    pub partnership: String,
    /// What such a review is called there.
    pub display_term: String,
    /// Its legal basis.
    pub regime: Regime,
    /// Where it stands.
    pub stage: Stage,
    /// Since when.
    pub stage_since: NaiveDate,
    /// When its local learning was closed.
    pub learning_closed_on: Option<NaiveDate>,
    /// Whether it is on hold.
    pub held: bool,
    /// The clock that runs out first, if any is running.
    pub next: Option<Due>,
    /// How many clocks have run out.
    pub overdue: usize,
}

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Only reviews of this partnership.
    pub partnership: Option<OrganisationId>,
    /// Closed and ended ones too.
    pub ended: bool,
    /// From this one on.
    pub offset: i64,
}

/// A page of the list, and how many there are in all.
#[derive(Clone, Debug)]
pub struct Listing {
    /// The page.
    pub reviews: Vec<Listed>,
    /// All that match.
    pub total: i64,
}

#[derive(FromRow)]
struct Row {
    id: ReviewId,
    reference: String,
    partnership_name: String,
    display_term: String,
    regime: Regime,
    stage: Stage,
    stage_since: NaiveDate,
    total: i64,
    #[sqlx(flatten)]
    lines: Lines,
}

/// The reviews that `actor` has a part in today, those opened last first.
///
/// # Errors
/// When the database refuses.
pub async fn list(tx: &mut Tx, actor: &Actor, wanted: &Wanted) -> Stored<Listing> {
    let today = tx.today();
    let page = rows(tx, actor, wanted, PAGE).await?;
    let total = match page.first() {
        Some(row) => row.total,
        // Past the last page no row is left to say how many there are.
        None => rows(tx, actor, &Wanted { offset: 0, ..wanted.clone() }, 1).await?.first().map_or(0, |row| row.total),
    };
    let asked = only_asked(actor);
    let reviews = page.into_iter().map(|row| listed(row, today, asked)).collect::<Stored<_>>()?;
    Ok(Listing { reviews, total })
}

/// A review with the clocks that run in it.
#[derive(Clone, Debug)]
pub struct Clocked {
    /// The review.
    pub review: ReviewId,
    /// Its reference.
    pub reference: String,
    /// The partnership that leads it.
    pub partnership: String,
    /// Its legal basis.
    pub regime: Regime,
    /// Where it stands.
    pub stage: Stage,
    /// The clocks that run in it.
    pub clocks: Vec<Due>,
}

/// The clocks that run in every review that `actor` has a part in, ended ones too.
///
/// # Errors
/// When the database refuses.
pub async fn clocked(tx: &mut Tx, actor: &Actor) -> Stored<Vec<Clocked>> {
    let today = tx.today();
    let rows = rows(tx, actor, &Wanted { ended: true, ..Wanted::default() }, i64::MAX).await?;
    rows.into_iter().map(|row| with_clocks(row, today)).collect()
}

/// The clocks that run in every review of a partnership, those that it leads and those that it shares: for counting, whoever reads the
/// counts.
///
/// # Errors
/// When the database refuses.
pub async fn clocked_in(tx: &mut Tx, partnership: OrganisationId) -> Stored<Vec<Clocked>> {
    let today = tx.today();
    let rows: Vec<Row> = sql(concat!(
        "SELECT r.id, r.reference, o.name AS partnership_name, r.display_term, r.regime, r.stage, r.stage_since, COUNT(*) OVER () AS total, ",
        lines!("$2"),
        " FROM review r JOIN organisation o ON o.id = r.partnership JOIN review_partnership p ON p.review = r.id \
          WHERE p.partnership = $1 AND p.ended_on IS NULL ORDER BY r.id"
    ))
    .bind(partnership)
    .bind(today)
    .all(tx)
    .await?;
    rows.into_iter().map(|row| with_clocks(row, today)).collect()
}

fn with_clocks(row: Row, today: NaiveDate) -> Stored<Clocked> {
    let (facts, lengths) = facts(&row, today)?;
    Ok(Clocked {
        review: row.id,
        reference: row.reference,
        partnership: row.partnership_name,
        regime: row.regime,
        stage: row.stage,
        clocks: running(&facts, &lengths),
    })
}

async fn rows(tx: &mut Tx, actor: &Actor, wanted: &Wanted, limit: i64) -> Stored<Vec<Row>> {
    let today = tx.today();
    sql(concat!(
        "SELECT r.id, r.reference, r.partnership_name, r.display_term, r.regime, r.stage, r.stage_since, r.total, ",
        lines!("$2"),
        " FROM (SELECT r.id, r.reference, r.partnership, o.name AS partnership_name, r.display_term, r.regime, r.stage, r.stage_since, ",
        "r.opened_at, COUNT(*) OVER () AS total FROM review r JOIN organisation o ON o.id = r.partnership WHERE r.id IN (",
        "SELECT rp.review FROM review_partnership rp JOIN post p ON p.organisation = rp.partnership WHERE p.person = $1 ",
        "AND p.role <> 'sys_admin' AND p.begins <= $2 AND (p.ends IS NULL OR p.ends >= $2) AND rp.ended_on IS NULL UNION ALL ",
        "SELECT rp.review FROM review_partnership rp JOIN oversees v ON v.partnership = rp.partnership ",
        "JOIN post p ON p.organisation = v.body WHERE p.person = $1 AND p.begins <= $2 AND (p.ends IS NULL OR p.ends >= $2) ",
        "AND rp.ended_on IS NULL UNION ALL ",
        "SELECT x.review FROM review_role x WHERE x.person = $1 AND x.conflicted_at IS NULL AND x.begins <= $2 ",
        "AND (x.ends IS NULL OR x.ends >= $2) UNION ALL ",
        "SELECT a.review FROM review_agency a JOIN post p ON p.organisation = a.organisation WHERE p.person = $1 ",
        "AND p.begins <= $2 AND (p.ends IS NULL OR p.ends >= $2) AND a.begins <= $2 AND (a.ends IS NULL OR a.ends >= $2) ",
        "AND ", without_conflict!("a.review", "$1"), ") ",
        "AND ($3 IS NULL OR r.partnership = $3) AND ($4 OR r.closed_at IS NULL) ",
        "ORDER BY r.opened_at DESC, r.id DESC LIMIT $5 OFFSET $6) r ORDER BY r.opened_at DESC, r.id DESC"
    ))
    .bind(actor.person)
    .bind(today)
    .bind(wanted.partnership)
    .bind(wanted.ended)
    .bind(limit)
    .bind(wanted.offset)
    .all(tx)
    .await
}

fn facts(row: &Row, today: NaiveDate) -> Stored<(Facts, Lengths)> {
    let known = row.lines.read()?;
    let facts = Facts {
        regime: row.regime,
        stage: row.stage,
        today,
        dates: known.dates.into_iter().collect(),
        holds: known.holds,
        agreed: known.agreed,
        embargoes: known.embargoes,
        nobody_to_tell: known.nobody_to_tell,
        no_chronologies: known.no_chronologies,
        asked_for: known.asked_for,
        promised: known.promised,
        ..Facts::default()
    };
    Ok((facts, known.lengths))
}

/// Whether somebody comes to reviews for an agency alone: they go by the date of their own return, and not by the clock of them all.
fn only_asked(actor: &Actor) -> bool {
    let all_in_agencies = actor.posts.iter().all(|post| post.partnerships.is_empty());
    all_in_agencies && actor.posts.iter().any(|post| post.role.answers_for_an_agency())
}

fn listed(row: Row, today: NaiveDate, only_asked: bool) -> Stored<Listed> {
    let (facts, lengths) = facts(&row, today)?;
    let mut running = running(&facts, &lengths);
    running.retain(|due| !(only_asked && by_request(due.clock.rule)));
    let overdue = running.iter().filter(|due| due.state == DueState::Overdue).count();
    running.retain(|due| due.state != DueState::Unasked);
    let next = running.into_iter().min_by_key(Due::working_date);
    let held = facts.on_hold().is_some();
    let learning_closed_on =
        facts.dates.latest(Event::LocalLearningClosed).filter(|_| facts.dates.stands(Event::LocalLearningClosed));
    let Row { id, reference, partnership_name: partnership, display_term, regime, stage, stage_since, .. } = row;
    Ok(Listed { id, reference, partnership, display_term, regime, stage, stage_since, learning_closed_on, held, next, overdue })
}

/// The clocks that are running, or that ran out and were not met.
fn running(facts: &Facts, lengths: &Lengths) -> Vec<Due> {
    let all = due(facts, Calendar::england_and_wales(), lengths);
    all.into_iter().filter(Due::runs).collect()
}
