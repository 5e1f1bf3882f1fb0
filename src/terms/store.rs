//! Versions of the terms, and their questions.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use crate::access::right::{EditTerms, SeeTerms, TakeStep};
use crate::access::{Grant, Reach};
use crate::audit::{self, Deed};
use crate::base::Prose;
use crate::ids::ReviewId;
use crate::keyring::Keyring;
use crate::parties::{KeepProblem, register_for_change, register_for_tying};
use crate::process::Act;
use crate::reviews::{self, Taking, advance};
use crate::store::{FromRow, Stored, Tx, sql};
use crate::ui::too_early;

use super::{KeyLineId, NewTerms, TermsId, forms};

/// A version on record.
#[derive(Clone, Debug, FromRow)]
pub struct Terms {
    /// Its id.
    pub id: TermsId,
    /// Its number, from 1.
    pub number: i64,
    /// What the review is for.
    pub purpose: String,
    /// First day of the time that is looked at.
    pub period_from: NaiveDate,
    /// Last day.
    pub period_to: NaiveDate,
    /// Why that time.
    pub period_why: String,
    /// Areas and partnerships concerned.
    pub areas: String,
    /// Agencies and what is asked of each.
    pub agencies: String,
    /// Questions of the family.
    pub family_questions: String,
    /// Equality and diversity.
    pub equality: String,
    /// Experts and research.
    pub experts: String,
    /// Reviews and proceedings beside.
    pub parallel: String,
    /// How people are contacted.
    pub contact_plan: String,
    /// Media.
    pub media: String,
    /// Legal advice.
    pub legal: String,
    /// Disclosure.
    pub disclosure: String,
    /// The timetable.
    pub timetable: String,
    /// Whoever disagrees, and why.
    pub dissent: String,
    /// What is different from the version before.
    pub changes: String,
    /// When the panel agreed it.
    pub panel_agreed_on: Option<NaiveDate>,
    /// Who drafted it.
    pub drafted_by: String,
    /// When.
    pub drafted_at: DateTime<Utc>,
    /// When it was issued; a draft has no such day.
    pub issued_on: Option<NaiveDate>,
    /// The version of the row.
    pub version: i64,
}

/// A question of a version.
#[derive(Clone, Debug, FromRow)]
pub struct KeyLine {
    /// Its number.
    pub number: i64,
    /// The question.
    pub question: String,
    /// The code of the suggestion that it began as; empty for one of the review's own.
    pub bank: String,
}

/// Every version, the newest first; a right to what was released shows those that were issued.
///
/// # Errors
/// When the database refuses.
pub async fn versions(tx: &mut Tx, grant: &Grant<SeeTerms>) -> Stored<Vec<Terms>> {
    let mut all = all(tx, grant.review()).await?;
    if grant.reach() != Reach::All {
        all.retain(|one| one.issued_on.is_some());
    }
    Ok(all)
}

async fn all(tx: &mut Tx, review: ReviewId) -> Stored<Vec<Terms>> {
    sql("SELECT id, number, purpose, period_from, period_to, period_why, areas, agencies, family_questions, equality, experts, parallel, \
         contact_plan, media, legal, disclosure, timetable, dissent, changes, panel_agreed_on, drafted_by, drafted_at, issued_on, version \
         FROM terms WHERE review = $1 ORDER BY number DESC")
    .bind(review)
    .all(tx)
    .await
}

/// What a version says, with its questions: the form of the next one begins with it.
async fn texts(tx: &mut Tx, terms: &Terms) -> Stored<Vec<String>> {
    let questions: Vec<(String,)> = sql("SELECT question FROM terms_key_line WHERE terms = $1").bind(terms.id).all(tx).await?;
    let said = forms::texts(terms).map(|(_, text)| text);
    let said = said.into_iter().chain([terms.purpose.as_str(), terms.period_why.as_str()]).map(str::to_owned);
    Ok(said.chain(questions.into_iter().map(|(question,)| question)).collect())
}

/// The questions of a version, in order.
///
/// # Errors
/// When the database refuses.
pub async fn key_lines(tx: &mut Tx, grant: &Grant<SeeTerms>, terms: TermsId) -> Stored<Vec<KeyLine>> {
    sql("SELECT number, question, bank FROM terms_key_line WHERE review = $1 AND terms = $2 ORDER BY number")
        .bind(grant.review())
        .bind(terms)
        .all(tx)
        .await
}

#[derive(FromRow)]
struct LatestRow {
    id: TermsId,
    number: i64,
    issued_on: Option<NaiveDate>,
    panel_agreed_on: Option<NaiveDate>,
    version: i64,
}

async fn latest(tx: &mut Tx, grant: &Grant<EditTerms>) -> Stored<Option<LatestRow>> {
    sql("SELECT id, number, issued_on, panel_agreed_on, version FROM terms WHERE review = $1 ORDER BY number DESC LIMIT 1")
        .bind(grant.review())
        .maybe(tx)
        .await
}

/// Keeps a draft as a new version. The newest version stays as it is, whether it was issued or not: `seen` is its number as the
/// writer saw it, 0 when there was none.
///
/// # Errors
/// When the draft is wrong in itself, when a newer version is there, or the database refuses.
pub async fn draft(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditTerms>,
    new: &NewTerms,
    seen: i64,
) -> Result<TermsId, KeepProblem> {
    if let Some((_, sentence)) = new.wrong(tx.today()) {
        return Err(KeepProblem::rule(sentence));
    }
    let newest = all(tx, grant.review()).await?.into_iter().next();
    let before = newest.as_ref().map_or(0, |one| one.number);
    if before != seen {
        return Err(KeepProblem::Stale);
    }
    let kept = match &newest {
        Some(newest) => texts(tx, newest).await?,
        None => Vec::new(),
    };
    let register = register_for_change(tx, keyring, grant, kept).await?;
    let (id, now): (TermsId, _) = (tx.id(), tx.now());
    sql("INSERT INTO terms (id, review, number, purpose, period_from, period_to, period_why, areas, agencies, family_questions, equality, \
         experts, parallel, contact_plan, media, legal, disclosure, timetable, dissent, changes, panel_agreed_on, drafted_by, drafted_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)")
    .bind(id)
    .bind(grant.review())
    .bind(before + 1)
    .bind(register.tie(&new.purpose))
    .bind(new.period_from)
    .bind(new.period_to)
    .bind(register.tie(&new.period_why))
    .bind(register.kept(new.areas.as_ref()))
    .bind(register.kept(new.agencies.as_ref()))
    .bind(register.kept(new.family_questions.as_ref()))
    .bind(register.kept(new.equality.as_ref()))
    .bind(register.kept(new.experts.as_ref()))
    .bind(register.kept(new.parallel.as_ref()))
    .bind(register.kept(new.contact_plan.as_ref()))
    .bind(register.kept(new.media.as_ref()))
    .bind(register.kept(new.legal.as_ref()))
    .bind(register.kept(new.disclosure.as_ref()))
    .bind(register.kept(new.timetable.as_ref()))
    .bind(register.kept(new.dissent.as_ref()))
    .bind(register.kept(new.changes.as_ref()))
    .bind(new.panel_agreed_on)
    .bind(grant.actor().name.as_str())
    .bind(now)
    .run(tx)
    .await?;
    for (number, line) in (1_i64..).zip(&new.key_lines) {
        let key: KeyLineId = tx.id();
        sql("INSERT INTO terms_key_line (id, review, terms, number, question, bank) VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(key)
            .bind(grant.review())
            .bind(id)
            .bind(number)
            .bind(register.tie(&line.question))
            .bind(line.bank.unwrap_or_default())
            .run(tx)
            .await?;
    }
    audit::record(tx, &grant.doer(), Deed::CaseChanged, json!({ "terms": before + 1, "key_lines": new.key_lines.len() })).await?;
    Ok(id)
}

/// Issues the newest version and takes the step that belongs to it. `seen` is the number of the version that was looked at,
/// `version` the review's.
///
/// # Errors
/// When there is no draft, when a newer version is there, when the process refuses the step, or the database does.
pub async fn agree(
    tx: &mut Tx,
    grant: &Grant<EditTerms>,
    step: &Grant<TakeStep>,
    seen: i64,
    on: NaiveDate,
    version: i64,
) -> Result<(), KeepProblem> {
    issue(tx, grant, seen, on).await?;
    advance(tx, step, Taking::new(Act::AgreeTerms, on, version)).await?;
    Ok(())
}

/// Issues a later version, with the reason for the change.
///
/// # Errors
/// As [`agree`].
pub async fn revise(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditTerms>,
    step: &Grant<TakeStep>,
    (seen, why): (i64, &Prose),
    on: NaiveDate,
    version: i64,
) -> Result<(), KeepProblem> {
    issue(tx, grant, seen, on).await?;
    let register = register_for_tying(tx, keyring, grant.actor(), grant.review()).await?;
    let note = register.tie(why).as_str().to_owned();
    advance(tx, step, Taking { note, ..Taking::new(Act::ReviseTerms, on, version) }).await?;
    reviews::note(tx, &grant.doer(), grant.review(), "terms_changed", on, "").await?;
    Ok(())
}

/// Gives the version that was issued on a day the right one, with its step.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn redate(tx: &mut Tx, review: ReviewId, (was, on): (NaiveDate, NaiveDate)) -> Stored<()> {
    sql("UPDATE terms SET issued_on = $3, version = version + 1 WHERE review = $1 AND issued_on = $2 \
         AND number = (SELECT MIN(number) FROM terms WHERE review = $1 AND issued_on IS NOT NULL)")
    .bind(review)
    .bind(was)
    .bind(on)
    .run(tx)
    .await
    .map(drop)
}

async fn issue(tx: &mut Tx, grant: &Grant<EditTerms>, seen: i64, on: NaiveDate) -> Result<(), KeepProblem> {
    let Some(newest) = latest(tx, grant).await? else {
        return Err(KeepProblem::rule("Draft the terms of reference first"));
    };
    if newest.number != seen {
        return Err(KeepProblem::Stale);
    }
    if newest.issued_on.is_some() {
        return Err(KeepProblem::rule("This version has been issued already. Draft a new version to change the terms"));
    }
    if let Some(sentence) = newest.panel_agreed_on.and_then(|agreed| too_early(on, agreed, "the panel agreed this version")) {
        return Err(KeepProblem::rule(sentence));
    }
    sql("UPDATE terms SET issued_on = $2, version = version + 1 WHERE id = $1 AND version = $3")
        .bind(newest.id)
        .bind(on)
        .bind(newest.version)
        .run(tx)
        .await?;
    Ok(audit::record(tx, &grant.doer(), Deed::Released, json!({ "terms": newest.number })).await?)
}
