//! One question for all of it: a front page asks it each time.

use chrono::NaiveDate;

use super::{Duty, ItemId, Kind};
use crate::access::right::{Object, Right, Verb};
use crate::access::{Actor, Grant, Reach, may, without_conflict};
use crate::base::calendar::Calendar;
use crate::family::comment_open;
use crate::ids::ReviewId;
use crate::imr::{Level, must_secure, outstanding, wanted_by};
use crate::process::{Due, Role, Rule, Stage};
use crate::reports::check_settled;
use crate::reviews::{Clocked, directed_missing};
use crate::store::{FromRow, Stored, Tx, sql};

#[derive(FromRow)]
struct Row {
    kind: Kind,
    item: ItemId,
    role: Role,
    review: ReviewId,
    reference: String,
    partnership: String,
    stage: Stage,
    agency: String,
    detail: String,
    due: Option<NaiveDate>,
}

/// The reviews in which the person acts today, for which agency, as what and since when; those that they oversee, on a board or in the
/// partnership that leads; the Home Office's letter that waits for what it asks; then what is open there, a kind a line.
macro_rules! duties {
    ($($here:literal)?) => {
        concat!(
            "WITH mine AS (SELECT a.review, p.organisation, p.role, a.begins AS since FROM post p JOIN review_agency a ON a.organisation = p.organisation \
               WHERE p.person = $1 AND p.begins <= $2 AND (p.ends IS NULL OR p.ends >= $2) \
               AND a.begins <= $2 AND (a.ends IS NULL OR a.ends >= $2) AND ", without_conflict!("a.review", "$1"), " ", $("AND a.review = ", $here,)?
            " UNION SELECT a.review, a.organisation, a.role, a.begins FROM review_role a WHERE a.person = $1 AND a.conflicted_at IS NULL \
               AND a.begins <= $2 AND (a.ends IS NULL OR a.ends >= $2) ", $("AND a.review = ", $here,)? "), \
             overseers AS (SELECT b.review, p.role FROM post p JOIN oversees v ON v.body = p.organisation \
               JOIN review_partnership b ON b.partnership = v.partnership AND b.part = 'lead' AND b.ended_on IS NULL \
               WHERE p.person = $1 AND p.role = 'board_member' AND p.begins <= $2 AND (p.ends IS NULL OR p.ends >= $2) ", $("AND b.review = ", $here,)?
            " UNION SELECT b.review, p.role FROM post p JOIN review_partnership b ON b.partnership = p.organisation AND b.part = 'lead' AND b.ended_on IS NULL \
               WHERE p.person = $1 AND p.role IN ('csp_chair', 'coordinator', 'board_member') \
               AND p.begins <= $2 AND (p.ends IS NULL OR p.ends >= $2) ", $("AND b.review = ", $here,)? "), \
             letter AS (SELECT l.id, l.review FROM outcome_letter l JOIN review w ON w.id = l.review \
               WHERE l.review IN (SELECT review FROM mine UNION SELECT review FROM overseers) \
               AND ((w.stage = 'amending' AND l.outcome = 'clear_subject_to_changes') \
                 OR (w.stage = 'drafting' AND l.outcome = 'return_for_resubmission')) \
               AND NOT EXISTS (SELECT 1 FROM outcome_letter n WHERE n.review = l.review AND n.id > l.id)), \
             round AS (SELECT t.request, t.declared_at FROM agency_return t JOIN agency_request q ON q.id = t.request \
               WHERE q.review IN (SELECT review FROM mine) \
               AND t.round = (SELECT MAX(l.round) FROM agency_return l WHERE l.request = t.request)) \
             SELECT d.kind, d.item, d.role, d.review, v.reference, n.name AS partnership, v.stage, d.agency, d.detail, d.due FROM ( \
               SELECT 'reply' AS kind, c.id AS item, m.role, m.review, c.body AS agency, '' AS detail, c.due_on AS due \
                 FROM consultee c JOIN mine m ON m.review = c.review AND m.organisation = c.organisation \
                 WHERE c.asked_on IS NOT NULL AND c.replied_on IS NULL AND c.explained_on IS NULL \
               UNION ALL SELECT 'risk', w.id, m.role, m.review, '', '', CAST(NULL AS DATE) \
                 FROM overseers m JOIN review w ON w.id = m.review WHERE m.role = 'coordinator' \
                 AND EXISTS (SELECT 1 FROM case_answer a WHERE a.review = m.review AND a.sheet = 'notification/risk' AND a.name = 'at_risk' AND a.value = 'yes') \
                 AND NOT EXISTS (SELECT 1 FROM triage_answer t WHERE t.review = m.review AND t.question = 'T19') \
               UNION ALL SELECT 'declaration', e.id, m.role, m.review, '', '', CAST(NULL AS DATE) \
                 FROM panel_member e JOIN mine m ON m.review = e.review AND m.organisation = e.organisation \
                 WHERE e.person = $1 AND e.ends IS NULL AND e.declared_on IS NULL \
               UNION ALL SELECT 'conflict', e.id, m.role, m.review, o.name, e.name, CAST(NULL AS DATE) \
                 FROM panel_member e JOIN mine m ON m.review = e.review AND m.organisation IS NULL JOIN organisation o ON o.id = e.organisation \
                 WHERE e.conflict AND e.accepted_on IS NULL AND e.ends IS NULL AND (e.person IS NULL OR e.person <> $1) \
               UNION ALL SELECT 'direction', x.id, m.role, m.review, x.body, '', x.deadline \
                 FROM decision_direction x JOIN overseers m ON m.review = x.review JOIN review w ON w.id = x.review \
                 WHERE m.role = 'coordinator' AND ", directed_missing!(), " AND w.stage IN ('setup', 'scoping', 'gathering', 'analysis', \
                   'drafting', 'family_reading', 'csp_signoff') \
               UNION ALL SELECT 'records', o.id, m.role, m.review, o.name, '', CAST(NULL AS DATE) \
                 FROM mine m JOIN organisation o ON o.id = m.organisation \
                 WHERE ", must_secure!("m.review", "m.organisation"), " \
                 AND EXISTS (SELECT 1 FROM review_event e WHERE e.review = m.review AND e.event = 'secure_records_sent') \
                 AND NOT EXISTS (SELECT 1 FROM review_event e WHERE e.review = m.review AND e.event = 'records_secured' \
                   AND e.stands_on IS NOT NULL AND e.latest_on >= m.since) \
                 AND NOT EXISTS (SELECT 1 FROM records_secured s WHERE s.review = m.review AND s.organisation = m.organisation) \
               UNION ALL SELECT CASE WHEN r.declared_at IS NULL OR q.state <> 'writing' THEN 'return' ELSE 'signature' END, \
                 q.id, m.role, m.review, o.name, q.level, ", wanted_by!(), " \
                 FROM agency_request q JOIN mine m ON m.review = q.review AND m.organisation = q.organisation \
                 JOIN organisation o ON o.id = q.organisation LEFT JOIN round r ON r.request = q.id \
                 WHERE q.state IN ", outstanding!(), " \
               UNION ALL SELECT 'reading', q.id, m.role, m.review, o.name, q.level, CAST(NULL AS DATE) \
                 FROM agency_request q JOIN mine m ON m.review = q.review AND m.organisation IS NULL \
                 JOIN organisation o ON o.id = q.organisation WHERE q.state = 'signed' \
               UNION ALL SELECT 'hold_look', h.id, m.role, m.review, '', '', h.review_on \
                 FROM hold h JOIN overseers m ON m.review = h.review \
                 WHERE m.role = 'coordinator' AND h.ended_on IS NULL AND h.review_on <= $2 \
               UNION ALL SELECT 'check', f.id, m.role, m.review, o.name, '', f.due \
                 FROM fact_check f JOIN mine m ON m.review = f.review AND m.organisation = f.organisation \
                 JOIN organisation o ON o.id = f.organisation WHERE f.answer IS NULL \
               UNION ALL SELECT 'corrections', f.id, m.role, m.review, o.name, '', CAST(NULL AS DATE) \
                 FROM fact_check f JOIN mine m ON m.review = f.review AND m.organisation IS NULL \
                 JOIN organisation o ON o.id = f.organisation WHERE f.answer = 'corrections' AND NOT ", check_settled!("f"), " \
               UNION ALL SELECT 'changes', l.id, m.role, m.review, '', '', CAST(NULL AS DATE) \
                 FROM letter l JOIN mine m ON m.review = l.review AND m.organisation IS NULL \
                 WHERE EXISTS (SELECT 1 FROM outcome_point p WHERE p.letter = l.id AND p.answer IS NULL) \
                 OR NOT EXISTS (SELECT 1 FROM outcome_point p WHERE p.letter = l.id) \
               UNION ALL SELECT 'points', l.id, m.role, m.review, '', '', CAST(NULL AS DATE) \
                 FROM letter l JOIN overseers m ON m.review = l.review \
                 WHERE EXISTS (SELECT 1 FROM outcome_point p WHERE p.letter = l.id AND p.answer IS NULL) \
               UNION ALL SELECT CASE WHEN e.state = 'draft' THEN 'answer' ELSE 'action' END, e.id, m.role, m.review, o.name, \
                 e.reference, CASE WHEN e.state = 'draft' THEN NULL ELSE e.first_due END \
                 FROM recommendation e JOIN mine m ON m.review = e.review AND m.organisation = e.lead_body \
                 JOIN organisation o ON o.id = e.lead_body WHERE e.state IN ('draft', 'approved', 'open', 'in_progress') \
               UNION ALL SELECT 'judgement', e.id, b.role, b.review, COALESCE(o.name, e.lead_words), e.reference, CAST(NULL AS DATE) \
                 FROM recommendation e JOIN overseers b ON b.review = e.review LEFT JOIN organisation o ON o.id = e.lead_body \
                 WHERE e.state = 'claimed' AND (e.claimed_by IS NULL OR e.claimed_by <> $1) \
               UNION ALL SELECT 'approval', e.id, b.role, b.review, COALESCE(o.name, e.lead_words), e.reference, CAST(NULL AS DATE) \
                 FROM recommendation e JOIN overseers b ON b.review = e.review LEFT JOIN organisation o ON o.id = e.lead_body \
                 WHERE e.state = 'agreed' AND EXISTS (SELECT 1 FROM review_event g WHERE g.review = e.review \
                   AND g.event = 'report_completed' AND g.about = '' AND g.stands_on IS NOT NULL) \
               UNION ALL SELECT 'comments', g.id, b.role, b.review, '', '', CAST(NULL AS DATE) \
                 FROM family_reading g JOIN overseers b ON b.review = g.review JOIN review w ON w.id = g.review \
                 JOIN family_person h ON h.id = g.person WHERE w.stage IN ('csp_signoff', 'with_ho', 'amending', 'cleared', 'published', 'monitoring', 'closed') \
                 AND EXISTS (SELECT 1 FROM family_comment c WHERE c.reading = g.id AND ", comment_open!("c", "h"), ") \
             ) d JOIN review v ON v.id = d.review JOIN organisation n ON n.id = v.partnership \
             WHERE v.closed_at IS NULL OR d.kind IN ('action', 'judgement', 'comments')"
        )
    };
}

/// What waits for this person in this review, which stands at `stage` and has the clocks `dues`, the most pressing first. `waits` says
/// whether a hold stands, or a body that was directed to take part does not.
///
/// # Errors
/// When the database refuses.
pub async fn here<R: Right>(tx: &mut Tx, grant: &Grant<R>, (stage, waits): (Stage, bool), dues: &[Due]) -> Stored<Vec<Duty>> {
    // A partnership's own people open most pages, and little is asked of them by this road.
    let asked = |role: Role| match role {
        Role::IndepChair | Role::Author | Role::BoardMember => true,
        Role::Coordinator => {
            waits || stage.is_undecided() || stage == Stage::Drafting || (Stage::CspSignoff..=Stage::Closed).contains(&stage)
        }
        Role::CspChair => stage >= Stage::CspSignoff,
        _ => false,
    };
    if !grant.held().iter().any(|held| held.organisation.is_some() || asked(held.role)) {
        return Ok(Vec::new());
    }
    let rows: Vec<Row> = sql(duties!("$3")).bind(grant.actor().person).bind(tx.today()).bind(grant.review()).all(tx).await?;
    Ok(theirs(rows, |_, rule| dated(dues, rule)))
}

/// What waits for this person in every review of every partnership, whose clocks are `clocked`, the most pressing first.
///
/// # Errors
/// When the database refuses.
pub async fn everywhere(tx: &mut Tx, actor: &Actor, clocked: &[Clocked]) -> Stored<Vec<Duty>> {
    let mut rows: Vec<Row> = sql(duties!()).bind(actor.person).bind(tx.today()).all(tx).await?;
    rows.extend(late_returns(tx, actor).await?);
    Ok(theirs(rows, |review, rule| clocked.iter().find(|one| one.review == review).and_then(|one| dated(&one.clocks, rule))))
}

/// The day that a clock of the review sets, while it runs.
fn dated(dues: &[Due], rule: Rule) -> Option<NaiveDate> {
    dues.iter().find(|due| due.clock.rule == rule && due.runs()).map(Due::act_date)
}

/// Working days after which the partnership's chair asks for a return too (field notes, section 2.17: our default).
pub(crate) const CHAIR_ASKS_AFTER: usize = 20;

/// The returns that are late where this person is the partnership's coordinator or, when they are very late, its chair.
async fn late_returns(tx: &mut Tx, actor: &Actor) -> Stored<Vec<Row>> {
    let today = tx.today();
    let rows: Vec<Row> = sql(concat!(
        "SELECT 'chase' AS kind, q.id AS item, p.role, q.review, v.reference, n.name AS partnership, v.stage, o.name AS agency, \
         q.level AS detail, ",
        wanted_by!(),
        " AS due FROM agency_request q JOIN review v ON v.id = q.review JOIN organisation n ON n.id = v.partnership \
         JOIN organisation o ON o.id = q.organisation JOIN review_partnership b ON b.review = q.review AND b.part = 'lead' AND b.ended_on IS NULL \
         JOIN post p ON p.organisation = b.partnership AND p.person = $1 AND p.role IN ('coordinator', 'csp_chair') \
         AND p.begins <= $2 AND (p.ends IS NULL OR p.ends >= $2) WHERE v.closed_at IS NULL AND q.state IN ",
        outstanding!(),
        " AND ",
        wanted_by!(),
        " < $2 AND ",
        without_conflict!("q.review", "$1")
    ))
    .bind(actor.person)
    .bind(today)
    .all(tx)
    .await?;
    let calendar = Calendar::england_and_wales();
    let chairs = |due: NaiveDate| calendar.working_days_late(due, today) >= CHAIR_ASKS_AFTER;
    Ok(rows.into_iter().filter(|row| row.role == Role::Coordinator || row.due.is_some_and(chairs)).collect())
}

/// Those that one of the person's roles allows, each once, with the date of a clock of the review where they have none of their own.
fn theirs(rows: Vec<Row>, dated: impl Fn(ReviewId, Rule) -> Option<NaiveDate>) -> Vec<Duty> {
    let mut duties: Vec<Duty> = rows.into_iter().filter(allowed).map(Duty::from).collect();
    for duty in &mut duties {
        duty.due = duty.due.or_else(|| dated(duty.review, duty.kind.clock()?));
    }
    duties.sort_by(|a, b| {
        let when = |duty: &Duty| (duty.due.is_none(), duty.due);
        // Somebody who may come to harm comes before every date.
        (a.kind != Kind::Risk, when(a), &a.reference, a.kind.as_str(), &a.detail, a.item).cmp(&(
            b.kind != Kind::Risk,
            when(b),
            &b.reference,
            b.kind.as_str(),
            &b.detail,
            b.item,
        ))
    });
    duties.dedup_by(|a, b| a.kind == b.kind && a.item == b.item && a.review == b.review);
    duties
}

fn allowed(row: &Row) -> bool {
    let reaches = |object, verb, reach| may(row.role, object, verb) == Some(reach);
    let review = row.detail.parse().is_ok_and(Level::reviews);
    let (writing, signed) = if review { (Object::ImrDraft, Object::ImrSubmitted) } else { (Object::Returns, Object::Returns) };
    let contact = row.role == Role::AgencySpoc;
    match row.kind {
        Kind::Risk => row.stage.is_undecided(),
        Kind::Reply => row.stage.is_undecided() && reaches(Object::Case, Verb::Edit, Reach::Own),
        Kind::Declaration | Kind::Chase => true,
        Kind::Conflict => reaches(Object::Panel, Verb::Approve, Reach::All),
        Kind::Direction => reaches(Object::Case, Verb::Edit, Reach::All),
        Kind::Records => row.stage <= Stage::CspSignoff && reaches(Object::Returns, Verb::Edit, Reach::Own),
        // The agency's contact sees to it that somebody writes and somebody signs.
        Kind::Return => contact || reaches(writing, Verb::Edit, Reach::Own),
        Kind::Signature => contact || reaches(writing, Verb::Approve, Reach::Own),
        Kind::Reading => reaches(signed, Verb::Approve, Reach::All),
        Kind::HoldLook => reaches(Object::Clocks, Verb::Edit, Reach::All),
        Kind::Check => reaches(Object::Draft, Verb::See, Reach::Own),
        Kind::Corrections | Kind::Changes => reaches(Object::Draft, Verb::Edit, Reach::All),
        Kind::Comments => reaches(Object::Family, Verb::Edit, Reach::All),
        Kind::Points => reaches(Object::Quality, Verb::Edit, Reach::All),
        Kind::Answer => [Verb::Edit, Verb::Approve].into_iter().any(|verb| reaches(Object::Recommendations, verb, Reach::Own)),
        Kind::Judgement | Kind::Approval => {
            row.role == Role::BoardMember || reaches(Object::Recommendations, Verb::Approve, Reach::All)
        }
        Kind::Action => reaches(Object::Recommendations, Verb::Edit, Reach::Own),
    }
}

impl From<Row> for Duty {
    fn from(row: Row) -> Self {
        let Row { kind, review, reference, partnership, item, agency, detail, due, role, stage: _ } = row;
        Self { kind, review, reference, partnership, item, agency, detail, due, role }
    }
}
