//! What agencies, the report, the Home Office and the recommendations add to the facts.

use crate::ids::ReviewId;
use crate::imr::outstanding;
use crate::process::{Facts, QaOutcome};
use crate::reports::{self, Paper};
use crate::store::{FromRow, Stored, Tx, sql};
use crate::submission;

use super::super::partners::{joint_partners, last_agreed, partners_outstanding};

#[derive(FromRow)]
struct Row {
    asked: i64,
    returns: i64,
    unread: i64,
    recommendations: i64,
    unanswered: i64,
    unfinished: i64,
    outcome: Option<QaOutcome>,
    points: i64,
    unbound: i64,
    joint: i64,
    partners: i64,
}

pub(super) async fn endings(tx: &mut Tx, review: ReviewId, facts: &mut Facts) -> Stored<()> {
    let row: Row = sql(concat!(
        "SELECT \
         (SELECT COUNT(*) FROM agency_request q WHERE q.review = $1) AS asked, \
         (SELECT COUNT(*) FROM agency_request q WHERE q.review = $1 AND q.state IN ", outstanding!(), ") AS returns, \
         (SELECT COUNT(*) FROM agency_request q WHERE q.review = $1 AND q.state IN ('signed', 'sent_back')) AS unread, \
         (SELECT COUNT(*) FROM recommendation r WHERE r.review = $1) AS recommendations, \
         (SELECT COUNT(*) FROM recommendation r WHERE r.review = $1 AND r.state = 'draft') AS unanswered, \
         (SELECT COUNT(*) FROM recommendation r WHERE r.review = $1 AND r.state NOT IN \
           ('closed', 'not_accepted', 'superseded', 'merged', 'no_longer_applicable')) AS unfinished, \
         (SELECT l.outcome FROM outcome_letter l JOIN submission s ON s.id = l.submission WHERE l.review = $1 \
           AND s.n = (SELECT MAX(n) FROM submission WHERE review = $1) ORDER BY l.recorded_at DESC, l.id DESC LIMIT 1) AS outcome, \
         (SELECT COUNT(*) FROM outcome_point p JOIN outcome_letter l ON l.id = p.letter WHERE l.review = $1 AND p.answer IS NULL) AS points, \
         (SELECT COUNT(*) FROM outcome_letter l WHERE l.words = '' AND l.left_out = '' AND l.id = (SELECT x.id FROM outcome_letter x \
           WHERE x.review = $1 AND x.outcome IN ('clear', 'clear_subject_to_changes') ORDER BY x.recorded_at DESC, x.id DESC LIMIT 1)) AS unbound, ",
        "(SELECT COUNT(*) FROM (", joint_partners!(), ") j) AS joint, ",
        partners_outstanding!(),
        " AS partners"
    ))
    .bind(review)
    .one(tx)
    .await?;
    let size = |count: i64| usize::try_from(count).unwrap_or_default();
    facts.agencies_asked = size(row.asked);
    facts.returns_outstanding = size(row.returns);
    facts.returns_unread = size(row.unread);
    facts.recommendations = size(row.recommendations);
    facts.recommendations_unanswered = size(row.unanswered);
    facts.recommendations_unfinished = size(row.unfinished);
    facts.outcome = row.outcome;
    facts.outcome_points_unanswered = size(row.points);
    facts.letters_unbound = size(row.unbound);
    facts.joint_partners = size(row.joint);
    facts.joint_partners_outstanding = size(row.partners);
    Ok(())
}

pub(super) async fn sections(tx: &mut Tx, review: ReviewId, facts: &mut Facts) -> Stored<()> {
    let unwritten = reports::unwritten(tx, review).await?;
    facts.sections_written = !unwritten.iter().any(|section| section.paper() == Paper::Overview);
    Ok(())
}

pub(super) async fn pack(tx: &mut Tx, review: ReviewId, facts: &mut Facts) -> Stored<()> {
    let unwritten = reports::unwritten(tx, review).await?;
    facts.pack_complete = submission::pack_complete(tx, review, &facts.dates, &unwritten).await?;
    Ok(())
}
