//! What the chair makes of a signed return, and when the panel may read it.

use chrono::NaiveDate;
use serde_json::json;

use crate::access::Actor;
use crate::audit::{self, Deed};
use crate::ids::ReviewId;
use crate::outbox::Kind;
use crate::process::Role;
use crate::redaction::CaseText;
use crate::reviews;
use crate::store::{Stored, Tx, sql};
use crate::ui::Problem;

use super::kinds::{ReturnReason, State, Verdict};
use super::mail::tell;
use super::read::{Request, RequestId, Return, ReturnId, latest, request};
use super::rights;

/// A verdict with what belongs to it.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The verdict.
    pub verdict: Verdict,
    /// Why it is sent back: at least one then.
    pub reasons: Vec<ReturnReason>,
    /// Queries, or what must change.
    pub words: CaseText,
    /// By when it is wanted again.
    pub again_by: Option<NaiveDate>,
}

fn stale() -> Problem {
    Problem::Stale { sentence: "This return has changed since you opened the page. Nothing was saved.".into() }
}

/// Accepts a signed return, with or without queries, or sends it back: then the next round begins from its words.
///
/// # Errors
/// When it is not theirs to judge, is not signed, was judged already, or lacks its reasons.
pub async fn judge(
    tx: &mut Tx,
    actor: &Actor,
    review: ReviewId,
    (id, version): (RequestId, i64),
    judged: Judged,
) -> Result<(), Problem> {
    let asked = request(tx, review, id).await?;
    let by = rights::judge(tx, actor, review, asked.level).await?;
    let now = latest(tx, id).await?;
    if now.signed_at.is_none() {
        return Err(Problem::not_now("This return is not signed, so there is nothing to judge yet."));
    }
    if judged.verdict == Verdict::SentBack && (judged.reasons.is_empty() || judged.again_by.is_none()) {
        return Err(Problem::not_now("To send a return back, give at least one reason and a date."));
    }
    let reasons = judged.reasons.iter().map(|reason| reason.as_str()).collect::<Vec<_>>().join(" ");
    let at = tx.now();
    let changed = sql("UPDATE agency_return SET verdict = $3, verdict_reasons = $4, verdict_words = $5, verdict_by = $6, \
         verdict_at = $7, again_by = $8, version = version + 1 WHERE id = $1 AND version = $2 \
         AND (verdict IS NULL OR verdict = 'accepted_with_queries')")
    .bind(now.id)
    .bind(version)
    .bind(judged.verdict)
    .bind(reasons.clone())
    .bind(judged.words)
    .bind(by.person)
    .bind(at)
    .bind(judged.again_by)
    .run(tx)
    .await?;
    if changed == 0 {
        return Err(stale());
    }
    sql("UPDATE agency_request SET state = $2, version = version + 1 WHERE id = $1")
        .bind(id)
        .bind(judged.verdict.leads_to())
        .run(tx)
        .await?;
    let detail = json!({ "request": id, "round": now.round, "verdict": judged.verdict, "reasons": reasons });
    audit::record(tx, &by.doer, Deed::CaseChanged, detail).await?;
    let today = tx.today();
    let said = format!("{}: {}", asked.agency, judged.verdict.leads_to().label());
    reviews::note(tx, &by.doer, review, "return_judged", today, &said).await?;
    if judged.verdict == Verdict::SentBack {
        next_round(tx, &now, judged.again_by).await?;
        let told = Request { version: asked.version + 1, ..asked };
        let due = judged.again_by.unwrap_or(told.due);
        tell(tx, &told, &[Role::AgencySpoc, Role::ImrAuthor, Role::SeniorSignatory], Kind::ReturnSentBack, due).await?;
    }
    Ok(())
}

async fn next_round(tx: &mut Tx, now: &Return, again_by: Option<NaiveDate>) -> Stored<()> {
    let next = tx.id::<ReturnId>();
    sql("INSERT INTO agency_return (id, request, round, body, nil_return, systems, identifiers, again_by) \
         SELECT $1, request, round + 1, body, nil_return, systems, identifiers, $3 FROM agency_return WHERE id = $2")
    .bind(next)
    .bind(now.id)
    .bind(again_by)
    .run(tx)
    .await?;
    sql("INSERT INTO agency_return_file (return_id, document, part) SELECT $1, document, part FROM agency_return_file WHERE return_id = $2")
        .bind(next)
        .bind(now.id)
        .run(tx)
        .await?;
    Ok(())
}

/// Releases an accepted return to the panel. It is an act of its own, on the record, and cannot be taken back: what was read was read.
///
/// # Errors
/// When it is not theirs to release, the return is not accepted, or was released or changed since the person looked.
pub async fn release(tx: &mut Tx, actor: &Actor, review: ReviewId, (id, version): (RequestId, i64)) -> Result<(), Problem> {
    let asked = request(tx, review, id).await?;
    let by = rights::judge(tx, actor, review, asked.level).await?;
    let now = latest(tx, id).await?;
    if !matches!(asked.state, State::Accepted | State::AcceptedWithQueries) {
        return Err(Problem::not_now("Accept the return before you release it to the panel."));
    }
    let at = tx.now();
    let released = sql("UPDATE agency_return SET released_at = $3, released_by = $4, version = version + 1 \
         WHERE id = $1 AND version = $2 AND released_at IS NULL")
    .bind(now.id)
    .bind(version)
    .bind(at)
    .bind(by.person)
    .run(tx)
    .await?;
    if released == 0 {
        return Err(stale());
    }
    audit::record(tx, &by.doer, Deed::Released, json!({ "return": now.id, "request": id })).await?;
    let today = tx.today();
    Ok(reviews::note(tx, &by.doer, review, "return_released", today, &asked.agency).await?)
}
