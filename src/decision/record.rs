//! Decision records: one being prepared, and those that were made.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::chair;
use super::questions::{Outcome, Part, Scrutiny};
use crate::access::Grant;
use crate::access::right::{EditCase, Right};
use crate::audit::{self, Deed, Doer, Subject};
use crate::consultation;
use crate::ids::{PersonId, ReviewId};
use crate::keyring::Keyring;
use crate::notification::{CaseProblem, answers};
use crate::parties;
use crate::process::scope::ScopeTests;
use crate::process::{Event, Stage};
use crate::reviews;
use crate::store::{FromRow, Json, Stored, Tx, sql};
use crate::ui::Filled;
use crate::ui::asked::{Sheet, read};

crate::base::id!(DecisionId, "a decision record");

/// A decision record.
#[derive(Clone, Debug, FromRow)]
pub struct Record {
    /// Which.
    pub id: DecisionId,
    /// Counted from 1.
    pub number: i64,
    /// When it was signed; nothing while it is being prepared.
    pub made_at: Option<DateTime<Utc>>,
    /// What was decided.
    pub outcome: Option<Outcome>,
    /// On which day.
    pub decided_on: Option<NaiveDate>,
    /// Whether every page of it is complete.
    pub reasoned: bool,
    /// Who signed.
    pub signed_by: Option<PersonId>,
    /// Their name as it stood.
    pub signed_name: String,
    /// Both scope tests as they stood then.
    pub tests: Option<Json<ScopeTests>>,
    /// The record that superseded it.
    pub superseded_by: Option<DecisionId>,
    /// What the Home Office said to it last.
    pub scrutiny: Option<Scrutiny>,
    /// Grows with every change.
    pub version: i64,
    /// Its pages.
    #[sqlx(skip)]
    pub sheets: BTreeMap<Part, Sheet>,
}

impl Record {
    /// The answers of one page.
    #[must_use]
    pub fn sheet(&self, part: Part) -> Sheet {
        self.sheets.get(&part).cloned().unwrap_or_default()
    }

    /// Whether everything that the page must say is there.
    #[must_use]
    pub fn is_complete(&self, part: Part, today: NaiveDate) -> bool {
        wanting(&self.sheet(part), part, today).is_empty()
    }

    /// Whether it can be signed: every page is complete or, for a deferral, the page that says so.
    #[must_use]
    pub fn is_ready(&self, today: NaiveDate) -> bool {
        self.reasoned || (self.outcome == Some(Outcome::Deferred) && self.is_complete(Part::Outcome, today))
    }

    /// Whether it may still be changed.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.made_at.is_none()
    }
}

/// What a record, or one that nobody has begun, still wants before it can be signed, page by page. A deferral wants only the page that
/// says so.
pub(super) fn missing(record: Option<&Record>, today: NaiveDate) -> Vec<(Part, Vec<String>)> {
    let deferred = record.is_some_and(|record| record.outcome == Some(Outcome::Deferred));
    let sheet = |part| record.map(|record| record.sheet(part)).unwrap_or_default();
    let asked = Part::ALL.iter().copied().filter(|part| !deferred || *part == Part::Outcome);
    let wanted = asked.map(|part| (part, wanting(&sheet(part), part, today)));
    wanted.filter(|(_, sentences)| !sentences.is_empty()).collect()
}

/// What a page still wants before the decision can be signed, a sentence each, in the order of the page.
fn wanting(sheet: &Sheet, part: Part, today: NaiveDate) -> Vec<String> {
    let mut f = sheet.fill(part.questions());
    read(&mut f, part.questions(), today);
    f.errors().iter().map(|error| error.sentence.clone()).collect()
}

pub(super) fn page(id: DecisionId, part: Part) -> String {
    format!("decision/{id}/{part}")
}

/// Every record of the review, the first one first. The grant must reach the whole case.
///
/// # Errors
/// When the database refuses.
pub async fn records<R: Right>(tx: &mut Tx, grant: &Grant<R>) -> Stored<Vec<Record>> {
    load(tx, grant.review()).await
}

/// The record that is being prepared, or was made last.
///
/// # Errors
/// When the database refuses.
pub async fn record<R: Right>(tx: &mut Tx, grant: &Grant<R>) -> Stored<Option<Record>> {
    Ok(load(tx, grant.review()).await?.pop())
}

pub(super) async fn load(tx: &mut Tx, review: ReviewId) -> Stored<Vec<Record>> {
    let mut rows: Vec<Record> =
        sql("SELECT id, number, made_at, outcome, decided_on, reasoned, signed_by, signed_name, tests, superseded_by, \
         scrutiny, version FROM decision WHERE review = $1 ORDER BY number")
        .bind(review)
        .all(tx)
        .await?;
    let mut pages = answers::pages(tx, review, "decision/").await?;
    for row in &mut rows {
        for part in Part::ALL {
            if let Some(sheet) = pages.remove(&page(row.id, *part)) {
                row.sheets.insert(*part, sheet);
            }
        }
    }
    Ok(rows)
}

/// The record to write in: the open one, or a new one that begins with the reasons of the last.
pub(super) async fn open_one(tx: &mut Tx, by: &Doer, review: ReviewId) -> Stored<Record> {
    let mut all = load(tx, review).await?;
    let last = all.pop();
    if let Some(open) = last.as_ref().filter(|last| last.is_open()) {
        return Ok(open.clone());
    }
    let (id, number): (DecisionId, _) = (tx.id(), last.as_ref().map_or(1, |last| last.number + 1));
    sql("INSERT INTO decision (id, review, number, reasoned) VALUES ($1, $2, $3, $4)")
        .bind(id)
        .bind(review)
        .bind(number)
        .bind(false)
        .run_for_record(Subject::Decision, tx)
        .await?;
    audit::record(tx, by, Deed::CaseChanged, serde_json::json!({ "what": "decision", "record": number, "begun": true })).await?;
    if let Some(last) = last {
        for part in [Part::Reasons, Part::Telling] {
            sql("INSERT INTO case_answer (review, sheet, name, n, sort, value) \
                 SELECT review, $3, name, n, sort, value FROM case_answer WHERE review = $1 AND sheet = $2")
            .bind(review)
            .bind(page(last.id, part))
            .bind(page(id, part))
            .run(tx)
            .await?;
        }
    }
    let all = load(tx, review).await?;
    all.into_iter().next_back().ok_or(crate::store::StoreError::NotThere)
}

/// A record is prepared from the consultation on, and after a direction until the decision that follows it is recorded.
pub(super) fn at_its_time(stage: Stage) -> Result<(), CaseProblem> {
    if matches!(stage, Stage::Consultation | Stage::Decision | Stage::Setup) {
        return Ok(());
    }
    let sentence = if matches!(stage, Stage::Notified | Stage::Triage) {
        "The decision record is prepared when the consultation has begun."
    } else {
        "The decision has been made. Its record stays as it is. Reopen the decision to make another."
    };
    Err(CaseProblem::Said(sentence.to_owned()))
}

/// Keeps one page of the record that is being prepared. `version` in the form is that of the record, or 0 while there is none.
///
/// # Errors
/// [`CaseProblem::Form`] when `f` says what is wrong; [`CaseProblem::Stale`] when somebody else changed the record, or decided, since;
/// [`CaseProblem::Said`] at the wrong stage; else when key or database refuse.
pub async fn prepare(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditCase>,
    part: Part,
    f: &mut Filled,
) -> Result<(), CaseProblem> {
    let review = grant.review();
    let front = reviews::front(tx, grant).await?;
    at_its_time(front.stage)?;
    let last = load(tx, review).await?.pop();
    let seen = last.as_ref().filter(|last| last.is_open()).map_or(0, |last| last.version);
    if seen != f.version() {
        return Err(CaseProblem::Stale(
            "The decision record has changed, or the decision was made, since you opened this page. What you sent from here was not saved.",
        ));
    }
    let today = tx.today();
    *f = chair::filled_in(tx, grant, part, std::mem::take(f)).await?;
    let sheet = read(f, part.questions(), today);
    if part == Part::Meeting
        && let Some(on) = sheet.day("decided_on")
    {
        not_before_consulting(tx, review, on, f).await?;
        if let Some(sentence) = before_a_reply(tx, review, on).await? {
            f.wrong_at("decided_on", "decided_on-day", sentence);
        }
    }
    if let Some(again) = sheet.day("again_on")
        && again <= today
    {
        f.wrong_at("again_on", "again_on-day", "The day on which it is looked at again must lie ahead");
    }
    if !f.is_good() {
        return Err(CaseProblem::Form);
    }
    let open = open_one(tx, &grant.doer(), review).await?;
    let register = parties::register_for_tying(tx, keyring, grant.actor(), review).await?;
    answers::keep(tx, &register, (review, &page(open.id, part)), part.questions(), &sheet).await?;
    let kept = load(tx, review).await?.pop().ok_or(CaseProblem::NotThere)?;
    let reasoned = Part::ALL.iter().all(|part| kept.is_complete(*part, today));
    let outcome: Option<Outcome> = kept.sheet(Part::Outcome).parsed("outcome");
    sql("UPDATE decision SET reasoned = $2, outcome = $3, decided_on = $4, version = version + 1 WHERE id = $1")
        .bind(open.id)
        .bind(reasoned)
        .bind(outcome)
        .bind(kept.sheet(Part::Meeting).day("decided_on"))
        .run_for_record(Subject::Decision, tx)
        .await?;
    let detail = serde_json::json!({ "what": "decision", "page": part, "record": open.number });
    Ok(audit::record(tx, &grant.doer(), Deed::CaseChanged, detail).await?)
}

async fn not_before_consulting(tx: &mut Tx, review: ReviewId, on: NaiveDate, f: &mut Filled) -> Stored<()> {
    let (facts, _) = reviews::facts_for_clocks(tx, review).await?;
    if let Some(begun) = facts.dates.first(Event::ConsultationBegun).filter(|begun| on < *begun) {
        let sentence = format!("The decision must not be before the consultation, which began on {}", crate::ui::day(begun));
        f.wrong_at("decided_on", "decided_on-day", sentence);
    }
    Ok(())
}

/// That a decision of this day would come before a reply that it rests on.
pub(super) async fn before_a_reply(tx: &mut Tx, review: ReviewId, on: NaiveDate) -> Stored<Option<String>> {
    let last = consultation::last_reply(tx, review).await?.filter(|(_, replied)| on < *replied);
    Ok(last.map(|(body, replied)| {
        format!(
            "The decision must not be before the reply of {body} on {}: it rests on what everybody consulted said. Check both days",
            crate::ui::day(replied)
        )
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deferral_wants_only_the_page_that_says_so() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 6).unwrap();
        let mut record = Record {
            id: "0195e5a0-0000-7000-8000-000000000001".parse().unwrap(),
            number: 1,
            made_at: None,
            outcome: None,
            decided_on: None,
            reasoned: false,
            signed_by: None,
            signed_name: String::new(),
            tests: None,
            superseded_by: None,
            scrutiny: None,
            version: 1,
            sheets: BTreeMap::new(),
        };
        assert_eq!(missing(None, today), missing(Some(&record), today));
        assert!(missing(None, today).len() > 1);
        record.outcome = Some(Outcome::Deferred);
        let pages: Vec<Part> = missing(Some(&record), today).into_iter().map(|(part, _)| part).collect();
        assert_eq!(pages, [Part::Outcome]);
    }
}
