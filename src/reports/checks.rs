//! Agencies check the facts about themselves: each is sent its own passages of the draft, answers, and the author says what
//! became of its corrections (field notes, section 2.13). A later round stands beside the earlier ones, and the latest counts.

use chrono::NaiveDate;
use serde_json::json;

use crate::access::right::{EditDraft, Object, SeeDraft};
use crate::access::{Grant, holders_at};
use crate::audit::{self, Deed, Subject};
use crate::base::calendar::{Calendar, Length};
use crate::base::within_a_sentence;
use crate::ids::{OrganisationId, ReviewId};
use crate::imr::come_in;
use crate::outbox::{self, Facts, Kind, Mail, To};
use crate::process::{Event, Role};
use crate::redaction::CaseText;
use crate::reviews;
use crate::store::{FromRow, Stored, Tx, sql, worded_enum};
use crate::ui::{Problem, too_early};

use super::{Change, Made};

crate::base::id!(CheckId, "a check of the facts");

/// Time that an agency is given: our default (letter L35).
pub(super) const TIME: Length = Length::WorkingDays(10);

worded_enum! {
    /// What an agency says of its passages, or why it says nothing.
    pub enum Said {
        Correct = "correct", "The facts are right";
        Corrections = "corrections", "Something must be corrected";
        NoReply = "no_reply", "No reply came, and the chair goes on without one";
    }
}

worded_enum! {
    /// What the author makes of corrections.
    pub enum Decision {
        Accepted = "accepted", "Accepted";
        Part = "part", "Accepted in part";
        Rejected = "rejected", "Not accepted";
    }
}

impl Decision {
    /// Whether something is to be changed in the draft.
    #[must_use]
    pub const fn is_accepted(self) -> bool {
        matches!(self, Self::Accepted | Self::Part)
    }
}

/// A check of the facts.
#[derive(Clone, Debug, FromRow)]
pub struct FactCheck {
    /// Its id.
    pub id: CheckId,
    /// The agency.
    pub organisation: OrganisationId,
    /// Its name.
    pub agency: String,
    /// From 1.
    pub round: i64,
    /// What it was sent.
    pub passages: String,
    /// When.
    pub sent_on: NaiveDate,
    /// By when it is asked to answer.
    pub due: NaiveDate,
    /// What it said.
    pub answer: Option<Said>,
    /// In words.
    pub said: String,
    /// When.
    pub answered_on: Option<NaiveDate>,
    /// What the author made of it.
    pub decision: Option<Decision>,
    /// Why.
    pub reason: String,
    /// Where in the draft a correction that was accepted was made.
    #[sqlx(flatten)]
    pub change: Change,
    /// Grows with every change.
    pub version: i64,
}

impl FactCheck {
    /// Whether a correction was accepted, whole or in part, and is not in the draft yet.
    #[must_use]
    pub fn is_to_be_made(&self) -> bool {
        self.change.waits(self.decision.is_some_and(Decision::is_accepted))
    }
}

/// Whether nothing more is waited for of a check: nothing was to be corrected, or what was is refused or in the draft.
macro_rules! check_settled {
    ($check:literal) => {
        concat!(
            "(COALESCE(",
            $check,
            ".answer, '') IN ('correct', 'no_reply') OR COALESCE(",
            $check,
            ".decision, '') = 'rejected' OR ",
            $check,
            ".made_on IS NOT NULL)"
        )
    };
}
pub(crate) use check_settled;

/// Agencies whose work the report rests on: a return that says something is in.
macro_rules! contributed {
    () => {
        concat!(
            "q.review = $1 AND q.state IN ",
            come_in!(),
            " AND EXISTS (SELECT 1 FROM agency_return t \
         WHERE t.request = q.id AND t.nil_return = $2 AND t.round = (SELECT MAX(u.round) FROM agency_return u WHERE u.request = q.id))"
        )
    };
}

/// How many agencies contributed, and how many of them have not checked the facts about themselves: not asked, not answered, or with
/// corrections that nobody has decided on, or that were accepted and are not in the draft.
///
/// # Errors
/// When the database refuses.
pub async fn checking(tx: &mut Tx, review: ReviewId) -> Stored<(usize, usize)> {
    let (all, open): (i64, i64) = sql(concat!(
        "SELECT COUNT(DISTINCT q.organisation), COUNT(DISTINCT CASE WHEN \
         NOT EXISTS (SELECT 1 FROM fact_check f WHERE f.review = q.review AND f.organisation = q.organisation \
         AND ",
        check_settled!("f"),
        " AND f.round = (SELECT MAX(g.round) FROM fact_check g WHERE g.review = f.review AND g.organisation = f.organisation)) \
         THEN q.organisation END) FROM agency_request q WHERE ",
        contributed!()
    ))
    .bind(review)
    .bind(false)
    .one(tx)
    .await?;
    let size = |count: i64| usize::try_from(count).unwrap_or_default();
    Ok((size(all), size(open)))
}

/// The agencies that contributed and have no check that is still open: those whom the author can send their passages. What was accepted of
/// an earlier round is put into the draft before the next.
pub(crate) async fn to_send(tx: &mut Tx, review: ReviewId) -> Stored<Vec<(OrganisationId, String)>> {
    sql(concat!(
        "SELECT DISTINCT o.id, o.name FROM agency_request q JOIN organisation o ON o.id = q.organisation WHERE ",
        contributed!(),
        " AND NOT EXISTS (SELECT 1 FROM fact_check f WHERE f.review = q.review AND f.organisation = q.organisation \
         AND NOT ",
        check_settled!("f"),
        ") ORDER BY o.name"
    ))
    .bind(review)
    .bind(false)
    .all(tx)
    .await
}

/// The checks that the person may read, the latest first: the panel all, an agency its own.
///
/// # Errors
/// When the database refuses.
pub async fn checks(tx: &mut Tx, grant: &Grant<SeeDraft>) -> Stored<Vec<FactCheck>> {
    let mut all: Vec<FactCheck> = sql(
        "SELECT f.id, f.organisation, o.name AS agency, f.round, f.passages, f.sent_on, f.due, f.answer, f.said, f.answered_on, \
         f.decision, f.reason, f.made_in, f.made_on, f.version FROM fact_check f JOIN organisation o ON o.id = f.organisation WHERE f.review = $1 \
         ORDER BY f.sent_on DESC, o.name, f.round DESC",
    )
    .bind(grant.review())
    .all(tx)
    .await?;
    all.retain(|one| grant.covers(Some(one.organisation), false));
    Ok(all)
}

/// Why passages cannot have been sent on this day, where they cannot: nobody checks a report before its terms.
///
/// # Errors
/// When the database refuses.
pub(super) async fn too_soon(tx: &mut Tx, review: ReviewId, on: NaiveDate) -> Stored<Option<String>> {
    let (facts, _) = reviews::facts_for_clocks(tx, review).await?;
    let follows = facts.dates.last_of(&[Event::CameToAttention, Event::TermsIssued]);
    Ok(follows.and_then(|(event, since)| too_early(on, since, &within_a_sentence(event.label()))))
}

/// Sends an agency its passages, and the mail that says so.
///
/// # Errors
/// When the agency has not contributed, or still has a check open.
pub async fn send(
    tx: &mut Tx,
    grant: &Grant<EditDraft>,
    organisation: OrganisationId,
    passages: CaseText,
    on: NaiveDate,
) -> Result<CheckId, Problem> {
    let review = grant.review();
    if on > tx.today() {
        return Err(Problem::not_now("The day on which it was sent must be today or in the past."));
    }
    if let Some(sentence) = too_soon(tx, review, on).await? {
        return Err(Problem::not_now(sentence));
    }
    let Some((_, agency)) = to_send(tx, review).await?.into_iter().find(|(id, _)| *id == organisation) else {
        return Err(Problem::not_now(
            "This agency has not contributed, is still checking what it was sent, or waits for a correction that was accepted to be in the draft.",
        ));
    };
    let due = Calendar::england_and_wales().count(on, TIME).due;
    let before: i64 =
        sql("SELECT COALESCE(MAX(round), CAST(0 AS BIGINT)) FROM fact_check WHERE review = $1 AND organisation = $2")
            .bind(review)
            .bind(organisation)
            .scalar(tx)
            .await?;
    let id = tx.id::<CheckId>();
    sql("INSERT INTO fact_check (id, review, organisation, round, passages, sent_on, due) VALUES ($1, $2, $3, $4, $5, $6, $7)")
        .bind(id)
        .bind(review)
        .bind(organisation)
        .bind(before + 1)
        .bind(passages)
        .bind(on)
        .bind(due)
        .run_for_record(Subject::FactCheck, tx)
        .await?;
    audit::record(tx, &grant.doer(), Deed::CaseChanged, json!({ "fact_check": id, "organisation": organisation })).await?;
    reviews::note(tx, &grant.doer(), review, "facts_sent_to_be_checked", on, &agency).await?;
    let reference = reviews::front(tx, grant).await?.reference;
    let mail = |person| Mail {
        to: To::Person(person),
        kind: Kind::FactsToCheck,
        partnership: Some(grant.partnership()),
        review: Some(review),
        facts: Facts {
            reference: reference.clone(),
            due: Some(due),
            path: format!("/reviews/{review}/report/checks/{id}"),
            count: 0,
        },
        dedupe: Some(format!("fact_check/{id}/{person}")),
        digest: false,
    };
    let people = holders_at(tx, review, &[Role::AgencySpoc, Role::SeniorSignatory], organisation).await?;
    outbox::queue_all(tx, people.into_iter().map(mail).collect()).await?;
    Ok(id)
}

fn changed(rows: u64) -> Result<(), Problem> {
    if rows > 0 {
        return Ok(());
    }
    Err(Problem::Stale { sentence: "This has changed since you opened the page. Nothing was saved.".into() })
}

/// Keeps what an agency says of its passages. It is for the agency itself, and for chair and author when it answered them in
/// another way; that no reply came is for them alone to say.
///
/// # Errors
/// When it is not theirs to answer, has been answered, or words are missing.
pub async fn answer(
    tx: &mut Tx,
    grant: &Grant<SeeDraft>,
    (check, version): (&FactCheck, i64),
    (answer, said): (Said, CaseText),
    on: NaiveDate,
) -> Result<(), Problem> {
    let writes = grant.edits(Object::Draft);
    let own = grant.speaks_for(check.organisation);
    if !(writes || own && answer != Said::NoReply) {
        return Err(Problem::NotYours("This is for the agency itself to answer, or for the chair.".into()));
    }
    if answer != Said::Correct && said.is_empty() {
        return Err(Problem::not_now("Enter what must be corrected, or how often the agency was asked."));
    }
    if on > tx.today() || on < check.sent_on {
        return Err(Problem::not_now("The day of the answer must lie between the day of sending and today."));
    }
    let rows = sql("UPDATE fact_check SET answer = $4, said = $5, answered_on = $6, version = version + 1 \
         WHERE id = $1 AND review = $2 AND version = $3 AND answer IS NULL")
    .bind(check.id)
    .bind(grant.review())
    .bind(version)
    .bind(answer)
    .bind(said)
    .bind(on)
    .run_for_record(Subject::FactCheck, tx)
    .await?;
    changed(rows)?;
    audit::record(tx, &grant.doer(), Deed::CaseChanged, json!({ "fact_check": check.id, "answer": answer })).await?;
    Ok(reviews::note(tx, &grant.doer(), grant.review(), "facts_checked", on, &check.agency).await?)
}

/// Keeps what the author makes of corrections, and why.
///
/// # Errors
/// When no corrections wait, or somebody decided meanwhile.
pub async fn decide(
    tx: &mut Tx,
    grant: &Grant<EditDraft>,
    (check, version): (CheckId, i64),
    decision: Decision,
    reason: CaseText,
) -> Result<(), Problem> {
    if decision != Decision::Accepted && reason.is_empty() {
        return Err(Problem::not_now("Say why a correction is not taken over."));
    }
    let rows = sql("UPDATE fact_check SET decision = $4, reason = $5, version = version + 1 \
         WHERE id = $1 AND review = $2 AND version = $3 AND answer = 'corrections' AND decision IS NULL")
    .bind(check)
    .bind(grant.review())
    .bind(version)
    .bind(decision)
    .bind(reason)
    .run_for_record(Subject::FactCheck, tx)
    .await?;
    changed(rows)?;
    Ok(audit::record(tx, &grant.doer(), Deed::CaseChanged, json!({ "fact_check": check, "decision": decision })).await?)
}

/// Keeps where in the draft a correction that was accepted was made.
///
/// # Errors
/// When nothing that was accepted waits, or somebody recorded it meanwhile.
pub async fn made(tx: &mut Tx, grant: &Grant<EditDraft>, (check, version): (CheckId, i64), made: Made) -> Result<(), Problem> {
    let rows = sql("UPDATE fact_check SET made_in = $4, made_on = $5, version = version + 1 \
         WHERE id = $1 AND review = $2 AND version = $3 AND decision IN ('accepted', 'part') AND made_on IS NULL")
    .bind(check)
    .bind(grant.review())
    .bind(version)
    .bind(made.section)
    .bind(made.on)
    .run_for_record(Subject::FactCheck, tx)
    .await?;
    changed(rows)?;
    Ok(audit::record(tx, &grant.doer(), Deed::CaseChanged, json!({ "fact_check": check, "made_in": made.section })).await?)
}
