//! Rows of what runs beside, and what a change of them sets off.

use chrono::NaiveDate;
use serde_json::json;

use crate::access::Grant;
use crate::access::right::{EditProceedings, SeeProceedings};
use crate::audit::{self, Deed, Subject};
use crate::ids::ReviewId;
use crate::keyring::Keyring;
use crate::parties::{KeepProblem, register_for_change, register_for_tying};
use crate::process::{Event, Overlay};
use crate::redaction::Register;
use crate::reviews::{self, Cause};
use crate::store::{FromRow, Stored, Tx, sql};

use super::{Gate, Kind, NewProceeding, NewRequest, OverlayId, ProceedingId, RequestId, State};

/// One that runs beside, on record.
#[derive(Clone, Debug, FromRow)]
pub struct Proceeding {
    /// Its id.
    pub id: ProceedingId,
    /// What it is.
    pub kind: Kind,
    /// Its name in clocks and in the timeline, as `SAR-1`.
    pub reference: String,
    /// Who leads it.
    pub led_by: String,
    /// Whom to ask there.
    pub contact: String,
    /// What it is about.
    pub matter: String,
    /// How far it is.
    pub state: State,
    /// Since when it is known of.
    pub known_on: NaiveDate,
    /// When it began.
    pub began_on: Option<NaiveDate>,
    /// The next date.
    pub next_on: Option<NaiveDate>,
    /// What happens then.
    pub next_what: String,
    /// When it ended.
    pub concluded_on: Option<NaiveDate>,
    /// How it ended.
    pub outcome: String,
    /// The last day for leave to appeal.
    pub appeal_until: Option<NaiveDate>,
    /// What it keeps waiting.
    #[sqlx(rename = "gates")]
    pub gate: Gate,
    /// Whether one joint review answers both.
    pub joint: bool,
    /// When the national child safeguarding panel was notified.
    pub panel_notified_on: Option<NaiveDate>,
    /// The version of the row.
    pub version: i64,
}

impl Proceeding {
    /// Whether it keeps the report from being published today.
    #[must_use]
    pub fn stops_publication(&self, today: NaiveDate) -> bool {
        let open = match self.state {
            State::Expected | State::Active => true,
            State::Concluded => self.appeal_until.is_some_and(|until| until >= today),
            State::NotPursued | State::NotResumed => false,
        };
        self.gate == Gate::Stops && open
    }
}

const READ: &str = "SELECT id, kind, reference, led_by, contact, matter, state, known_on, began_on, next_on, next_what, concluded_on, \
                    outcome, appeal_until, gates, joint, panel_notified_on, version FROM proceeding WHERE review = $1 ORDER BY id";

/// Everything that runs or ran beside, in the order in which it was recorded.
///
/// # Errors
/// When the database refuses.
pub async fn proceedings(tx: &mut Tx, grant: &Grant<SeeProceedings>) -> Stored<Vec<Proceeding>> {
    sql(READ).bind(grant.review()).all(tx).await
}

/// Records one.
///
/// # Errors
/// When it is wrong in itself, or the database refuses.
pub async fn add(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditProceedings>,
    new: &NewProceeding,
) -> Result<ProceedingId, KeepProblem> {
    if let Some((_, sentence)) = new.wrong(tx.today()) {
        return Err(KeepProblem::rule(sentence));
    }
    let review = grant.review();
    let register = register_for_tying(tx, keyring, grant.actor(), review).await?;
    let before: i64 =
        sql("SELECT COUNT(*) FROM proceeding WHERE review = $1 AND kind = $2").bind(review).bind(new.kind).scalar(tx).await?;
    let reference = format!("{}-{}", new.kind, before + 1);
    let id: ProceedingId = tx.id();
    sql("INSERT INTO proceeding (id, review, kind, reference, known_on, led_by, contact, matter, state, next_what, outcome, gates, joint) \
         VALUES ($1, $2, $3, $4, $5, '', '', '', $6, '', '', $7, $8)")
    .bind(id)
    .bind(review)
    .bind(new.kind)
    .bind(reference.as_str())
    .bind(new.known_on)
    .bind(new.state)
    .bind(new.gate)
    .bind(false)
    .run(tx)
    .await?;
    if let [Some(event), ..] = new.kind.events() {
        reviews::record(tx, review, event, new.known_on, &reference).await?;
    }
    let found = one(tx, review, id).await?;
    write(tx, &register, &found, new).await?;
    reviews::note(tx, &grant.doer(), review, "runs_beside_this_review", new.known_on, new.kind.label()).await?;
    follow(tx, grant, &found, new).await?;
    // Before the decision there is no plan that it could move.
    let stage = reviews::front(tx, grant).await?.stage;
    if matches!(new.state, State::Expected | State::Active) && !stage.is_undecided() && !stage.is_end() {
        reviews::raise(tx, review, Cause::RelatedCase, &found.reference).await?;
    }
    Ok(id)
}

async fn one(tx: &mut Tx, review: ReviewId, id: ProceedingId) -> Result<Proceeding, KeepProblem> {
    let rows: Vec<Proceeding> = sql(READ).bind(review).all(tx).await?;
    rows.into_iter().find(|found| found.id == id).ok_or(KeepProblem::NotThere)
}

/// Changes one. A date that moves, an end and an outcome are noted in the timeline as a reason to plan again.
///
/// # Errors
/// [`KeepProblem::Stale`] when somebody else changed it since; when it is wrong in itself; or the database refuses.
pub async fn change(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditProceedings>,
    (id, version): (ProceedingId, i64),
    new: &NewProceeding,
) -> Result<(), KeepProblem> {
    if let Some((_, sentence)) = new.wrong(tx.today()) {
        return Err(KeepProblem::rule(sentence));
    }
    let found = one(tx, grant.review(), id).await?;
    if found.version != version {
        return Err(KeepProblem::Stale);
    }
    let texts = [&found.led_by, &found.contact, &found.matter, &found.next_what, &found.outcome];
    let register = register_for_change(tx, keyring, grant, texts).await?;
    write(tx, &register, &found, new).await?;
    follow(tx, grant, &found, new).await
}

async fn write(tx: &mut Tx, register: &Register, found: &Proceeding, new: &NewProceeding) -> Stored<()> {
    sql("UPDATE proceeding SET led_by = $2, contact = $3, matter = $4, state = $5, known_on = $6, began_on = $7, next_on = $8, \
         next_what = $9, concluded_on = $10, outcome = $11, appeal_until = $12, gates = $13, joint = $14, panel_notified_on = $15, version = version + 1 \
         WHERE id = $1")
    .bind(found.id)
    .bind(register.kept(new.led_by.as_ref()))
    .bind(register.kept(new.contact.as_ref()))
    .bind(register.kept(new.matter.as_ref()))
    .bind(new.state)
    .bind(new.known_on)
    .bind(new.began_on)
    .bind(new.next_on)
    .bind(register.kept(new.next_what.as_ref()))
    .bind(new.concluded_on)
    .bind(register.kept(new.outcome.as_ref()))
    .bind(new.appeal_until)
    .bind(new.gate)
    .bind(new.joint)
    .bind(new.panel_notified_on)
    .run(tx)
    .await
    .map(drop)
}

/// What a change sets off: events of the process, the joint review's overlay, and notes that say why to plan again.
async fn follow(tx: &mut Tx, grant: &Grant<EditProceedings>, old: &Proceeding, new: &NewProceeding) -> Result<(), KeepProblem> {
    let (review, by, today) = (grant.review(), grant.doer(), tx.today());
    let label = new.kind.label();
    let [known, begins, ends] = new.kind.events();
    let days = [
        (known, Some(old.known_on), Some(new.known_on)),
        (begins, old.began_on, new.began_on),
        (ends, old.concluded_on, new.concluded_on),
    ];
    // A clock counts from the day as it was put right.
    for (event, _, now) in days.into_iter().filter(|(_, was, now)| was != now) {
        if let Some(event) = event {
            reviews::set_day(tx, review, event, &old.reference, now).await?;
        }
    }
    if new.panel_notified_on != old.panel_notified_on {
        reviews::set_day(tx, review, Event::ChildPanelNotified, &old.reference, new.panel_notified_on).await?;
        if let Some(on) = new.panel_notified_on {
            reviews::note(tx, &by, review, "national_panel_notified", on, label).await?;
        }
    }
    if new.next_on != old.next_on && (old.next_on.is_some() || new.next_on.is_some()) {
        let what = if old.next_on.is_none() { "next_date_listed" } else { "next_date_moved" };
        reviews::note(tx, &by, review, what, today, label).await?;
        let cause = if old.next_on.is_none() { Cause::DateListed } else { Cause::DateMoved };
        reviews::raise(tx, review, cause, &old.reference).await?;
    }
    if new.state != old.state {
        let what = match new.state {
            State::Concluded => "concluded",
            State::Active => "under_way",
            State::NotPursued => "not_pursued",
            State::NotResumed => "not_resumed",
            State::Expected => "expected",
        };
        reviews::note(tx, &by, review, what, new.concluded_on.unwrap_or(today), label).await?;
        if matches!(new.state, State::Concluded | State::NotResumed | State::NotPursued) {
            reviews::raise(tx, review, Cause::Concluded, &old.reference).await?;
        }
    }
    if new.joint != old.joint {
        link(tx, grant, new).await?;
        let cause = if new.joint { Cause::JointJoined } else { Cause::JointLeft };
        reviews::raise(tx, review, cause, &old.reference).await?;
    }
    Ok(audit::record(tx, &by, Deed::CaseChanged, json!({ "proceeding": old.reference, "state": new.state })).await?)
}

async fn link(tx: &mut Tx, grant: &Grant<EditProceedings>, new: &NewProceeding) -> Result<(), KeepProblem> {
    let (review, today) = (grant.review(), tx.today());
    if new.joint {
        let id: OverlayId = tx.id();
        sql("INSERT INTO overlay (id, review, kind, reason, starts) VALUES ($1, $2, $3, $4, $5)")
            .bind(id)
            .bind(review)
            .bind(Overlay::JointReview)
            .bind(new.kind.label())
            .bind(today)
            .run_for_record(Subject::Overlay, tx)
            .await?;
        reviews::note(tx, &grant.doer(), review, "joint_review_joined", today, new.kind.label()).await?;
        audit::record(tx, &grant.doer(), Deed::OverlaySet, json!({ "kind": Overlay::JointReview })).await?;
    } else {
        sql("UPDATE overlay SET ended_on = $3, version = version + 1 WHERE review = $1 AND kind = $2 AND reason = $4 AND ended_on IS NULL")
            .bind(review)
            .bind(Overlay::JointReview)
            .bind(today)
            .bind(new.kind.label())
            .run_for_record(Subject::Overlay, tx)
            .await?;
        reviews::note(tx, &grant.doer(), review, "joint_review_left", today, new.kind.label()).await?;
        audit::record(tx, &grant.doer(), Deed::OverlayEnded, json!({ "kind": Overlay::JointReview })).await?;
    }
    Ok(())
}

/// What the coroner asked for, on record.
#[derive(Clone, Debug, FromRow)]
pub struct CoronerRequest {
    /// Its id.
    pub id: RequestId,
    /// The day of the request.
    pub asked_on: NaiveDate,
    /// What was asked for.
    pub items: String,
    /// Legal advice.
    pub advice: String,
    /// When it was provided.
    pub provided_on: Option<NaiveDate>,
    /// What was provided.
    pub provided: String,
    /// When the agencies were told.
    pub agencies_told_on: Option<NaiveDate>,
    /// When the family were told.
    pub family_told_on: Option<NaiveDate>,
    /// The version of the row.
    pub version: i64,
}

/// Every request of the coroner, the oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn coroner_requests(tx: &mut Tx, grant: &Grant<SeeProceedings>) -> Stored<Vec<CoronerRequest>> {
    sql("SELECT id, asked_on, items, advice, provided_on, provided, agencies_told_on, family_told_on, version FROM coroner_request \
         WHERE review = $1 ORDER BY asked_on, id")
    .bind(grant.review())
    .all(tx)
    .await
}

/// Logs a request of the coroner.
///
/// # Errors
/// When it is wrong in itself, or the database refuses.
pub async fn ask_of_coroner(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditProceedings>,
    new: &NewRequest,
) -> Result<RequestId, KeepProblem> {
    let id: RequestId = tx.id();
    let (review, none) = (grant.review(), "");
    sql("INSERT INTO coroner_request (id, review, asked_on, items, advice, provided) VALUES ($1, $2, $3, $4, $4, $4)")
        .bind(id)
        .bind(review)
        .bind(new.asked_on)
        .bind(none)
        .run(tx)
        .await?;
    reviews::note(tx, &grant.doer(), review, "the_coroner_asked_for_papers", new.asked_on, "").await?;
    update_request(tx, keyring, grant, (id, 1), new).await?;
    Ok(id)
}

/// Keeps what was advised, provided and told about a request.
///
/// # Errors
/// [`KeepProblem::Stale`] when somebody else changed it since; when it is wrong in itself; or the database refuses.
pub async fn update_request(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditProceedings>,
    (id, version): (RequestId, i64),
    new: &NewRequest,
) -> Result<(), KeepProblem> {
    if let Some((_, sentence)) = new.wrong() {
        return Err(KeepProblem::rule(sentence));
    }
    let kept: Option<(String, String, String)> =
        sql("SELECT items, advice, provided FROM coroner_request WHERE id = $1 AND review = $2")
            .bind(id)
            .bind(grant.review())
            .maybe(tx)
            .await?;
    let texts = kept.map(<[String; 3]>::from).into_iter().flatten();
    let register = register_for_change(tx, keyring, grant, texts).await?;
    let changed = sql("UPDATE coroner_request SET asked_on = $4, items = $5, advice = $6, provided_on = $7, provided = $8, \
         agencies_told_on = $9, family_told_on = $10, version = version + 1 WHERE id = $1 AND review = $2 AND version = $3")
    .bind(id)
    .bind(grant.review())
    .bind(version)
    .bind(new.asked_on)
    .bind(register.tie(&new.items))
    .bind(register.kept(new.advice.as_ref()))
    .bind(new.provided_on)
    .bind(register.kept(new.provided.as_ref()))
    .bind(new.agencies_told_on)
    .bind(new.family_told_on)
    .run(tx)
    .await?;
    if changed == 0 {
        return Err(KeepProblem::Stale);
    }
    Ok(audit::record(tx, &grant.doer(), Deed::CaseChanged, json!({ "coroner_request": id })).await?)
}
