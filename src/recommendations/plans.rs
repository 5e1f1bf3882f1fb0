//! A partnership's own plans: brought in as a file, looked at, entered whole, and handed out for print.

use chrono::{DateTime, Utc};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::access::{Actor, Denied};
use crate::audit::{self, Deed};
use crate::base::{Line, hex};
use crate::ids::OrganisationId;
use crate::redaction::CaseText;
use crate::store::{FromRow, Stored, Tx, sql};
use crate::ui::Problem;

use super::State;
use super::import::{Entry, Finding, Sheet, findings, place_of_words};
use super::kinds::Level;
use super::rights::{Steward, partnerships};
use super::store::{New, Place, PlanId, RecommendationId, Row, insert, of_plan};
use super::story::{Said, say};

crate::base::id!(PlanFileId, "a plan’s file");

/// A plan.
#[derive(Clone, Debug, FromRow)]
pub struct PlanRow {
    /// Which.
    pub id: PlanId,
    /// Whose.
    pub partnership: OrganisationId,
    /// The partnership's name.
    pub partnership_name: String,
    /// Its title.
    pub title: String,
    /// Its code in our references.
    pub code: String,
    /// When it entered.
    pub entered_at: DateTime<Utc>,
    /// How many actions it has.
    pub actions: i64,
}

/// A plan with its actions under their priorities, in the plan's own order.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Its head.
    pub head: PlanRow,
    /// The priorities with their actions.
    pub priorities: Vec<(String, Vec<Row>)>,
}

const PLANS: &str = "SELECT p.id, p.partnership, o.name AS partnership_name, p.title, p.code, p.entered_at, \
     (SELECT COUNT(*) FROM recommendation r WHERE r.plan = p.id) AS actions FROM plan p JOIN organisation o ON o.id = p.partnership \
     WHERE p.partnership = $1 ORDER BY p.entered_at DESC, p.id DESC";

/// The plans that the person may read.
///
/// # Errors
/// When the database refuses.
pub async fn plans(tx: &mut Tx, actor: &Actor) -> Stored<Vec<PlanRow>> {
    let mut found = Vec::new();
    for partnership in partnerships(actor) {
        found.extend(sql(PLANS).bind(partnership).all::<PlanRow>(tx).await?);
    }
    Ok(found)
}

/// One plan with its actions, for its page and for print.
///
/// # Errors
/// [`Denied::NotThere`] when it is not there or not for them.
pub async fn plan(tx: &mut Tx, actor: &Actor, id: PlanId) -> Result<Plan, Denied> {
    let head = plans(tx, actor).await?.into_iter().find(|plan| plan.id == id).ok_or(Denied::NotThere)?;
    let mut priorities: Vec<(String, Vec<Row>)> = Vec::new();
    for row in of_plan(tx, id).await? {
        match priorities.iter_mut().find(|(name, _)| *name == row.priority) {
            Some((_, rows)) => rows.push(row),
            None => priorities.push((row.priority.clone(), vec![row])),
        }
    }
    Ok(Plan { head, priorities })
}

/// A file that was brought in.
#[derive(Clone, Debug)]
pub struct Brought {
    /// Which.
    pub id: PlanFileId,
    /// The title of the plan to be.
    pub title: String,
    /// The code of the plan to be.
    pub code: String,
    /// What is in it.
    pub sheet: Sheet,
    /// What is odd in it.
    pub findings: Vec<Finding>,
    /// The plan that it entered as.
    pub entered_as: Option<PlanId>,
}

impl Brought {
    /// Whether it can enter as it is.
    #[must_use]
    pub fn can_enter(&self) -> bool {
        self.entered_as.is_none() && self.findings.iter().all(|finding| !finding.oddity.stops())
    }
}

/// Keeps a file to be looked at. Nothing enters the register yet.
///
/// # Errors
/// When the file is no plan, or a plan has its code already: the sentence says why.
pub async fn bring(tx: &mut Tx, steward: &Steward, (title, code): (Line, Line), bytes: &[u8]) -> Result<PlanFileId, Problem> {
    Sheet::read(bytes).map_err(|unreadable| Problem::not_now(format!("{unreadable}.")))?;
    let there: i64 = sql("SELECT COUNT(*) FROM plan WHERE partnership = $1 AND code = $2")
        .bind(steward.partnership)
        .bind(code.clone())
        .scalar(tx)
        .await?;
    if there > 0 {
        return Err(taken(code.as_str()));
    }
    let body = String::from_utf8_lossy(bytes).into_owned();
    let (id, at) = (tx.id::<PlanFileId>(), tx.now());
    let sha256 = hex(&Sha256::digest(bytes));
    sql("INSERT INTO plan_file (id, partnership, title, code, sha256, body, brought_by, brought_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
        .bind(id)
        .bind(steward.partnership)
        .bind(title)
        .bind(code)
        .bind(sha256)
        .bind(body)
        .bind(steward.actor.person)
        .bind(at)
        .run(tx)
        .await?;
    Ok(id)
}

fn taken(code: &str) -> Problem {
    Problem::not_now(format!("There is a plan with the code {code} already. Choose another."))
}

#[derive(FromRow)]
struct FileRow {
    partnership: OrganisationId,
    title: String,
    code: String,
    body: String,
    entered_as: Option<PlanId>,
}

#[derive(FromRow)]
struct Body {
    id: OrganisationId,
    name: String,
    short_name: String,
}

async fn directory(tx: &mut Tx, partnership: OrganisationId) -> Stored<Vec<Body>> {
    sql("SELECT o.id, o.name, o.short_name FROM organisation o WHERE o.id = $1 OR o.id IN \
         (SELECT d.organisation FROM directory d WHERE d.partnership = $1) ORDER BY o.name")
    .bind(partnership)
    .all(tx)
    .await
}

/// The partnership of a file, so that its steward can be asked for.
///
/// # Errors
/// When there is no such file.
pub async fn partnership_of(tx: &mut Tx, id: PlanFileId) -> Stored<OrganisationId> {
    sql("SELECT partnership FROM plan_file WHERE id = $1").bind(id).scalar(tx).await
}

/// The file with everything odd in it, row by row.
///
/// # Errors
/// When there is no such file in the steward's partnership.
pub async fn look(tx: &mut Tx, steward: &Steward, id: PlanFileId) -> Result<Brought, Problem> {
    let row: FileRow =
        sql("SELECT partnership, title, code, body, entered_as FROM plan_file WHERE id = $1").bind(id).one(tx).await?;
    if row.partnership != steward.partnership {
        return Err(Problem::NotThere);
    }
    let sheet = Sheet::read(row.body.as_bytes()).map_err(Problem::internal)?;
    let bodies = directory(tx, row.partnership).await?;
    let names: Vec<String> = bodies.into_iter().flat_map(|body| [body.name, body.short_name]).collect();
    let findings = findings(&sheet, &names);
    Ok(Brought { id, title: row.title, code: row.code, sheet, findings, entered_as: row.entered_as })
}

/// Enters the file: every row or none. A second press finds the plan that the first one made.
///
/// # Errors
/// When something in it keeps it out, or its code is taken.
pub async fn enter(tx: &mut Tx, steward: &Steward, id: PlanFileId) -> Result<PlanId, Problem> {
    // Two who press at once: the second waits, and then finds the plan.
    tx.hold(steward.partnership).await?;
    let file = look(tx, steward, id).await?;
    if let Some(plan) = file.entered_as {
        return Ok(plan);
    }
    if !file.can_enter() {
        return Err(Problem::not_now("Mend what keeps the plan out and send the file again."));
    }
    let (plan, at) = (tx.id::<PlanId>(), tx.now());
    let made = sql(
        "INSERT INTO plan (id, partnership, title, code, source, entered_by, entered_at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
         ON CONFLICT (partnership, code) DO NOTHING",
    )
    .bind(plan)
    .bind(steward.partnership)
    .bind(file.title.clone())
    .bind(file.code.clone())
    .bind(id.to_string())
    .bind(steward.actor.person)
    .bind(at)
    .run(tx)
    .await?;
    if made == 0 {
        return Err(taken(&file.code));
    }
    let bodies = directory(tx, steward.partnership).await?;
    let code: String = sql("SELECT code FROM partnership WHERE organisation = $1").bind(steward.partnership).scalar(tx).await?;
    for (n, entry) in (1_i64..).zip(&file.sheet.entries) {
        let place = Place {
            partnership: steward.partnership,
            review: None,
            plan: Some(plan),
            n,
            reference: format!("{code}-{}-R{n:02}", file.code),
            priority: entry.priority.clone(),
            state: State::Open,
        };
        let recommendation = tx.id::<RecommendationId>();
        insert(tx, recommendation, &place, &as_new(entry, &bodies)).await?;
        let today = tx.today();
        say(tx, recommendation, &steward.actor, Said::that(today, &CaseText::default())).await?;
    }
    sql("UPDATE plan_file SET entered_as = $2 WHERE id = $1").bind(id).bind(plan).run(tx).await?;
    let detail = json!({ "plan": plan, "rows": file.sheet.entries.len(), "findings": file.findings.len() });
    audit::record(tx, &steward.doer, Deed::ImportDone, detail).await?;
    Ok(plan)
}

/// A row in the register's own terms. A plan is about no one's case, so its words are kept as they were published.
fn as_new(entry: &Entry, bodies: &[Body]) -> New {
    let place = |body: &Body| {
        let names = [&body.name, &body.short_name].into_iter().filter(|name| name.len() > 2);
        names.filter_map(|name| place_of_words(&entry.who, name)).min()
    };
    let lead = bodies.iter().filter_map(|body| Some((place(body)?, body.id))).min().map(|(_, id)| id);
    New {
        body: CaseText::from(entry.action.clone()),
        rationale: CaseText::from(entry.rationale.clone()),
        level: Level::MultiAgency,
        mechanism: None,
        sector: None,
        theme: None,
        lead,
        lead_words: entry.who.clone(),
        support: String::new(),
        oversight: String::new(),
        when: entry.when.clone(),
        measure: CaseText::from(entry.measure.clone()),
        source_ref: entry.reference.clone(),
        early: true,
        added_on: None,
    }
}
