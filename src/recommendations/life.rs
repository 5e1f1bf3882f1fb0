//! Moving a recommendation on, and reporting on it.

use chrono::NaiveDate;
use serde_json::json;

use crate::access::Actor;
use crate::audit::{self, Deed, Doer, Subject};
use crate::ids::ReviewId;
use crate::process::{Act, Event, Stage};
use crate::redaction::CaseText;
use crate::reviews;
use crate::store::{Stored, Tx, sql};
use crate::ui::{Problem, too_early};

use super::impact::Check;
use super::kinds::Whose;
use super::rights::{Hands, hands};
use super::state::{Hand, Move, State};
use super::store::{RecommendationId, Row, of_review, row};
use super::story::{Said, say};
use super::{impact, links, mail};

pub(super) fn stale() -> Problem {
    Problem::Stale { sentence: "This recommendation has changed since you opened the page. Look there at what was said and done meanwhile; if your step is still right, take it again.".into() }
}

/// What happened on the day before which it cannot be moved on, as words within a sentence.
pub(super) const LAST_MOVED: &str = "it was last moved on";

/// What is said with a move.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    /// The reason or the evidence.
    pub words: CaseText,
    /// Why a check of the impact was made before its time.
    pub early_why: CaseText,
    /// What takes its place, where that is on a register here.
    pub replaced_by: Option<RecommendationId>,
}

impl From<CaseText> for Ground {
    fn from(words: CaseText) -> Self {
        Self { words, ..Self::default() }
    }
}

/// Makes a move, with the words that it asks for.
///
/// # Errors
/// When it is not open from where the recommendation stands, not theirs to make, or lacks its words; when a check of the impact is
/// not later than the board's last word, or comes before its time and does not say why; when what takes its place is not for them
/// to choose.
pub async fn make(
    tx: &mut Tx,
    actor: &Actor,
    (id, version): (RecommendationId, i64),
    (step, on): (Move, NaiveDate),
    ground: impl Into<Ground>,
) -> Result<(), Problem> {
    let seen = row(tx, id).await?;
    let may = hands(tx, actor, &seen).await?;
    // Which recommendation takes the place of which is one question over all plans and reviews of a partnership, so its moves are made
    // one after the other: two that take each other's place would each look right alone. Held before anything is recorded, and after the
    // review, as everybody does who holds both.
    tx.hold(seen.partnership).await?;
    let now = row(tx, id).await?;
    allowed(&now, &may, actor, step)?;
    still_open(tx, &now, step).await?;
    let ground = fitting(tx, (actor, &may), &now, step, ground.into()).await?;
    let words = &ground.words;
    if on > tx.today() {
        return Err(Problem::not_now("The date must be today or in the past."));
    }
    if let Some(sentence) = too_early(on, now.state_since, LAST_MOVED) {
        return Err(Problem::not_now(sentence));
    }
    if let Some(asked) = step.asks().filter(|_| words.is_empty()) {
        return Err(Problem::not_now(format!("Enter {asked}.")));
    }
    if matches!(step, Move::PassCheck | Move::CheckAgain)
        && let Some(check) = impact::next_check(tx, &now).await?
        && let Some((_, wrong)) = impact::wrong(&check, on, !ground.early_why.is_empty())
    {
        return Err(Problem::not_now(format!("{wrong}.")));
    }
    let claimed = (step == Move::Claim).then_some(actor.person).or(now.claimed_by.filter(|_| step != Move::Reopen));
    // What was said of how it ended is in its story; it stands no longer where it is open again.
    let pick = |when: bool, old: &CaseText| match step {
        Move::Reopen => CaseText::default(),
        _ if when => words.clone(),
        _ => old.clone(),
    };
    let ends = step.to().finished() && step != Move::Close;
    let changed = sql(
        "UPDATE recommendation SET state = $3, state_since = $4, queried = $5, claimed_by = $6, evidence = $7, outcome = $8, \
         ended_words = $9, not_passed_on = $10, replaced_by = $11, version = version + 1 WHERE id = $1 AND version = $2",
    )
    .bind(id)
    .bind(version)
    .bind(step.to())
    .bind(if step.to() == now.state { now.state_since } else { on })
    .bind(step == Move::Query)
    .bind(claimed)
    .bind(pick(step == Move::Claim, &now.evidence))
    .bind(pick(step == Move::Close, &now.outcome))
    .bind(pick(ends, &now.ended_words))
    .bind(not_passed(&now, step, on))
    .bind(ground.replaced_by)
    .run_for_record(Subject::Recommendation, tx)
    .await?;
    if changed == 0 {
        return Err(stale());
    }
    say(tx, id, actor, Said { moved: Some(step), early_why: Some(&ground.early_why), ..Said::that(on, words) }).await?;
    let detail =
        json!({ "recommendation": id, "move": step, "from": now.state, "to": step.to(), "replaced_by": ground.replaced_by });
    audit::record(tx, &may.doer, Deed::RecommendationChanged, detail).await?;
    if step == Move::FailCheck {
        mail::not_passed(tx, actor, &now).await?;
    }
    tell_the_review(tx, &now, &may, step, on).await
}

/// The moves that this person can make now, where `check` is the check of the impact that comes next. It is among them from the first day
/// on which it can be recorded.
///
/// # Errors
/// When the database refuses.
pub async fn offered(tx: &mut Tx, actor: &Actor, (now, check): (&Row, Option<Check>), may: &Hands) -> Stored<Vec<Move>> {
    let today = tx.today();
    let in_time =
        |step: Move| !matches!(step, Move::PassCheck | Move::CheckAgain) || check.is_none_or(|check| check.first() <= today);
    let ended = review_closed(tx, now).await?;
    let open = |step: &Move| in_time(*step) && !(ended && *step == Move::Reopen) && allowed(now, may, actor, *step).is_ok();
    Ok(now.state.moves().filter(open).collect())
}

/// What is said with a move, without what another move would ask.
async fn fitting(tx: &mut Tx, (actor, may): (&Actor, &Hands), now: &Row, step: Move, said: Ground) -> Result<Ground, Problem> {
    let early_why = if matches!(step, Move::PassCheck | Move::CheckAgain) { said.early_why } else { CaseText::default() };
    let replaced_by = said.replaced_by.filter(|_| step.has_another());
    if let Some(other) = replaced_by
        && !links::others(tx, actor, now, may).await?.iter().any(|one| one.id == other)
    {
        return Err(Problem::not_now("Select what takes its place from the list."));
    }
    Ok(Ground { words: said.words, early_why, replaced_by })
}

/// Since when the change is known not to hold: until the board accepts evidence again, or ends the recommendation.
fn not_passed(now: &Row, step: Move, on: NaiveDate) -> Option<NaiveDate> {
    match step {
        Move::FailCheck => Some(on),
        Move::AcceptEvidence | Move::Reopen => None,
        _ => now.not_passed_on.filter(|_| !step.to().finished()),
    }
}

/// Approves with the report what its addressees have accepted (domain section 7.1), takes the approval back where the step took the
/// partnership's agreement back with it, and opens what was agreed or approved when the review comes to its actions: called in the step's own
/// transaction.
///
/// # Errors
/// When the database refuses.
pub async fn follow(
    tx: &mut Tx,
    actor: &Actor,
    by: &Doer,
    review: ReviewId,
    (act, taken_back): (Act, bool),
    on: NaiveDate,
) -> Stored<()> {
    let (step, to, from): (Move, State, &[State]) = match act {
        Act::AgreeReport => (Move::Approve, State::Approved, &[State::Agreed]),
        Act::BeginMonitoring => (Move::Open, State::Open, &[State::Agreed, State::Approved]),
        _ if taken_back => (Move::Unapprove, State::Agreed, &[State::Approved]),
        _ => return Ok(()),
    };
    let why = if taken_back {
        "The report that the partnership agreed is written again. It approves this with the report."
    } else {
        ""
    };
    let words = CaseText::from(why.to_owned());
    for now in of_review(tx, review).await?.into_iter().filter(|now| from.contains(&now.state)) {
        // Accepted later than the day that is recorded for the step: nothing of its own story comes before that.
        let on = on.max(now.state_since);
        sql("UPDATE recommendation SET state = $2, state_since = $3, version = version + 1 WHERE id = $1")
            .bind(now.id)
            .bind(to)
            .bind(on)
            .run_for_record(Subject::Recommendation, tx)
            .await?;
        say(tx, now.id, actor, Said { moved: Some(step), ..Said::that(on, &words) }).await?;
        let detail = json!({ "recommendation": now.id, "move": step, "from": now.state, "to": to });
        audit::record(tx, by, Deed::RecommendationChanged, detail).await?;
    }
    Ok(())
}

/// A review is closed when every recommendation has ended, so none is opened again in a closed one.
async fn still_open(tx: &mut Tx, now: &Row, step: Move) -> Result<(), Problem> {
    if step == Move::Reopen && review_closed(tx, now).await? {
        let sentence = "The review is closed, and all that it recommended has ended. What is still to be done becomes an action of the partnership’s plan.";
        return Err(Problem::not_now(sentence));
    }
    Ok(())
}

/// Whether it is of a review that is closed.
async fn review_closed(tx: &mut Tx, now: &Row) -> Stored<bool> {
    let Some(review) = now.review else { return Ok(false) };
    sql("SELECT stage = $2 FROM review WHERE id = $1").bind(review).bind(Stage::Closed).scalar(tx).await
}

fn allowed(now: &Row, may: &Hands, actor: &Actor, step: Move) -> Result<(), Problem> {
    if step == Move::Close && now.state == State::Evidenced {
        let sentence = "Nobody has checked the impact yet. Record that the impact check passed, with what it found, then close the recommendation.";
        return Err(Problem::not_now(sentence));
    }
    if !step.from().contains(&now.state) {
        let sentence = format!("It stands at “{}”, so this cannot be done now.", now.state.label());
        return Err(Problem::not_now(sentence));
    }
    let who = match step.hand() {
        Hand::Owner => "the agency that leads it",
        Hand::Keeper => "the coordinator, the independent chair, the author or the partnership’s chair",
        Hand::Board => "the board or the partnership’s chair",
    };
    if !may.has(step.hand()) {
        return Err(Problem::NotYours(format!("This is for {who} to do.")));
    }
    // Whoever claims that something is done does not mark their own homework.
    if step.hand() == Hand::Board && now.claimed_by == Some(actor.person) {
        return Err(Problem::NotYours("You claimed this as done, so somebody else must judge it.".into()));
    }
    Ok(())
}

async fn tell_the_review(tx: &mut Tx, now: &Row, may: &Hands, step: Move, on: NaiveDate) -> Result<(), Problem> {
    let Some(review) = now.review else { return Ok(()) };
    match step {
        Move::AcceptEvidence => reviews::record(tx, review, Event::ActionCompleted, on, &now.reference).await?,
        Move::PassCheck => reviews::record(tx, review, Event::ImpactChecked, on, &now.reference).await?,
        Move::CheckAgain => reviews::record(tx, review, Event::ImpactCheckedAgain, on, &now.reference).await?,
        Move::Close => reviews::record(tx, review, Event::RecommendationClosed, on, &now.reference).await?,
        // It is not complete after all, so there is nothing whose impact could be checked.
        Move::Reopen | Move::FailCheck => {
            for event in [Event::ActionCompleted, Event::ImpactChecked, Event::ImpactCheckedAgain, Event::RecommendationClosed] {
                reviews::set_day(tx, review, event, &now.reference, None).await?;
            }
        }
        Move::Agree
        | Move::Dispute
        | Move::Unapprove
        | Move::Approve
        | Move::Open
        | Move::Start
        | Move::Claim
        | Move::Query
        | Move::NotAccept
        | Move::Supersede
        | Move::Merge
        | Move::SetAside => {}
    }
    let said = format!("{}: {}", now.reference, step.told());
    Ok(reviews::note(tx, &may.doer, review, "recommendation_moved", on, &said).await?)
}

/// What is reported on a recommendation.
#[derive(Clone, Debug)]
pub struct Progress {
    /// What has been done.
    pub said: CaseText,
    /// When it is expected now, if it takes longer.
    pub new_due: Option<NaiveDate>,
    /// Whose words they are, from somebody who does not speak for whoever leads.
    pub whose: Option<Whose>,
}

/// Reports progress as a new entry; what was said before stays. A new date stands beside the first one. A note of those who keep the
/// register is no word of whoever leads: it begins no work and breaks no silence. What was
/// not begun yet has begun with a word of the lead.
///
/// # Errors
/// When it is not theirs to report on, they do not say whose words it is, or the page was stale.
pub async fn report(
    tx: &mut Tx,
    actor: &Actor,
    (id, version): (RecommendationId, i64),
    Progress { said, new_due, whose }: Progress,
) -> Result<(), Problem> {
    let now = row(tx, id).await?;
    let may = hands(tx, actor, &now).await?;
    if !may.has(Hand::Owner) {
        return Err(Problem::NotYours(
            "Progress is reported by the agency that leads, or written down by the coordinator.".into(),
        ));
    }
    if now.state.finished() {
        return Err(Problem::not_now(format!("It stands at “{}”, so there is nothing to report.", now.state.label())));
    }
    let asked = || Problem::not_now("Say whose words these are: the lead’s, or a note of your own.");
    let whose = if may.leads() { Whose::Lead } else { whose.ok_or_else(asked)? };
    let (today, heard) = (tx.today(), whose == Whose::Lead);
    // Who reports that something has been done has begun, as the table of moves has it.
    let begun = (heard && Move::Start.from().contains(&now.state)).then_some(Move::Start);
    let changed =
        sql("UPDATE recommendation SET last_update = $3, new_due = COALESCE($4, new_due), state = $5, state_since = $6, \
         version = version + 1 WHERE id = $1 AND version = $2")
        .bind(id)
        .bind(version)
        .bind(if heard { Some(today) } else { now.last_update })
        .bind(new_due)
        .bind(begun.map_or(now.state, Move::to))
        .bind(begun.map_or(now.state_since, |_| today))
        .run_for_record(Subject::Recommendation, tx)
        .await?;
    if changed == 0 {
        return Err(stale());
    }
    say(tx, id, actor, Said { new_due, whose, moved: begun, ..Said::that(today, &said) }).await?;
    let detail = json!({ "recommendation": id, "progress": true, "whose": whose, "new_due": new_due, "move": begun });
    audit::record(tx, &may.doer, Deed::RecommendationChanged, detail).await?;
    match begun {
        Some(step) => tell_the_review(tx, &now, &may, step, today).await,
        None => Ok(()),
    }
}
