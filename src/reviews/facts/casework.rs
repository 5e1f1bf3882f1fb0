//! From notification to decision.

use crate::ids::ReviewId;
use crate::process::Facts;
use crate::store::{FromRow, Stored, Tx, sql};

#[derive(FromRow)]
struct Row {
    complete: bool,
    lead_settled: bool,
    answered: i64,
    tested: bool,
    reasoned: bool,
    directed: bool,
}

pub(super) async fn read(tx: &mut Tx, review: ReviewId, facts: &mut Facts) -> Stored<()> {
    let row: Row = sql("SELECT EXISTS (SELECT 1 FROM notification n WHERE n.review = $1 AND n.complete) AS complete, \
         EXISTS (SELECT 1 FROM notification n WHERE n.review = $1 AND n.lead_settled) AS lead_settled, \
         (SELECT COUNT(*) FROM triage_answer t WHERE t.review = $1) AS answered, \
         EXISTS (SELECT 1 FROM scope_test s WHERE s.review = $1) AS tested, \
         EXISTS (SELECT 1 FROM decision d WHERE d.review = $1 AND d.reasoned AND d.superseded_by IS NULL \
         AND NOT EXISTS (SELECT 1 FROM decision e WHERE e.review = d.review AND e.number > d.number)) AS reasoned, \
         EXISTS (SELECT 1 FROM decision_direction l WHERE l.review = $1 AND l.kind <> 'participate') AS directed")
    .bind(review)
    .one(tx)
    .await?;
    facts.notification_complete = row.complete;
    facts.lead_partnership_settled = row.lead_settled;
    facts.triage_answered = row.answered >= 20;
    // On answers of which some are still missing the tests say nothing yet.
    facts.scope_tested = row.tested && facts.triage_answered;
    facts.decision_reasoned = row.reasoned;
    facts.direction_recorded = row.directed;
    Ok(())
}

pub(super) async fn consultation(tx: &mut Tx, review: ReviewId, facts: &mut Facts) -> Stored<()> {
    let consulted = crate::consultation::standing(tx, review).await?;
    facts.consultees_asked = consulted.not_asked.is_empty();
    facts.consultees_outstanding = consulted.outstanding + consulted.not_asked.len();
    facts.da_specialist_consulted = consulted.specialist;
    Ok(())
}
