//! Who was asked, and what they said.

use chrono::NaiveDate;

use super::bodies::{contacts, name_in_directory};
use super::questions::{Kind, NOT_ASKED, OWN, RECORDED, REPLY, SILENCE, View};
use crate::access::Grant;
use crate::access::right::{EditCase, Right};
use crate::audit::{self, Deed};
use crate::base::calendar::{Calendar, Length};
use crate::ids::{OrganisationId, PersonId, ReviewId};
use crate::imr;
use crate::keyring::Keyring;
use crate::notification::{CaseProblem, answers};
use crate::outbox::{self, Mail, To};
use crate::parties;
use crate::process::{Role, Stage};
use crate::reviews::{self, Front};
use crate::store::{FromRow, Stored, Tx, sql};
use crate::ui::Filled;
use crate::ui::asked::{Asked, Sheet, read};

crate::base::id!(ConsulteeId, "somebody who is consulted");

/// Somebody consulted, with what they said so far.
#[derive(Clone, Debug, FromRow)]
pub struct Consultee {
    /// Which.
    pub id: ConsulteeId,
    /// Their part.
    pub kind: Kind,
    /// The body in the directory, if it is there.
    pub organisation: Option<OrganisationId>,
    /// What the body is called.
    pub body: String,
    /// `mail`, `letter`, or `none` where nobody was asked.
    pub way: String,
    /// When they were asked.
    pub asked_on: Option<NaiveDate>,
    /// By when a reply was wanted.
    pub due_on: Option<NaiveDate>,
    /// When they replied.
    pub replied_on: Option<NaiveDate>,
    /// Who replied.
    pub replied_by_name: String,
    /// Their view.
    pub view: Option<View>,
    /// When their silence was explained.
    pub explained_on: Option<NaiveDate>,
    /// Grows with every change.
    pub version: i64,
    /// What they wrote, or why they did not.
    #[sqlx(skip)]
    pub sheet: Sheet,
}

const COLUMNS: &str = "SELECT id, kind, organisation, body, way, asked_on, due_on, replied_on, replied_by_name, view, explained_on, version \
                       FROM consultee WHERE review = $1 ORDER BY id";

fn page(id: ConsulteeId) -> String {
    format!("consultation/{id}")
}

/// Everybody consulted whom the grant reaches: all of them, or one's own agency.
///
/// # Errors
/// When the database refuses.
pub async fn consultees<R: Right>(tx: &mut Tx, grant: &Grant<R>) -> Stored<Vec<Consultee>> {
    let mut rows: Vec<Consultee> = sql(COLUMNS).bind(grant.review()).all(tx).await?;
    rows.retain(|one| grant.covers(one.organisation, false));
    let mut pages = answers::pages(tx, grant.review(), "consultation/").await?;
    for one in &mut rows {
        one.sheet = pages.remove(&page(one.id)).unwrap_or_default();
    }
    Ok(rows)
}

/// Parts that must be consulted; for a suicide the public health lead too.
#[must_use]
pub fn required(suicide: bool) -> Vec<Kind> {
    Kind::ALL
        .iter()
        .copied()
        .filter(|kind| match kind {
            Kind::SuicideLead => suicide,
            Kind::Other => false,
            Kind::Police
            | Kind::AdultSocialCare
            | Kind::Childrens
            | Kind::Health
            | Kind::Probation
            | Kind::DaService
            | Kind::AdultsBoard
            | Kind::ChildrenPartnership
            | Kind::DaBoardChair => true,
        })
        .collect()
}

/// How far the consultation is, for the process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Parts that must be consulted and are neither asked nor explained.
    pub not_asked: Vec<Kind>,
    /// Asked, without a reply or an explanation.
    pub outstanding: usize,
    /// The specialist domestic abuse service has replied, or its silence is explained.
    pub specialist: bool,
}

/// How far the consultation is.
///
/// # Errors
/// When the database refuses.
pub async fn standing(tx: &mut Tx, review: ReviewId) -> Stored<Standing> {
    let suicide: bool =
        sql("SELECT EXISTS (SELECT 1 FROM case_answer WHERE review = $1 AND sheet = 'triage/T1' AND name = 'manner' \
         AND value = 'suicide') OR EXISTS (SELECT 1 FROM notification WHERE review = $1 AND manner = 'suicide' \
         AND NOT EXISTS (SELECT 1 FROM triage_answer WHERE review = $1 AND question = 'T1'))")
        .bind(review)
        .scalar(tx)
        .await?;
    let rows: Vec<Consultee> = sql(COLUMNS).bind(review).all(tx).await?;
    let settled = |one: &Consultee| one.replied_on.is_some() || one.explained_on.is_some();
    let there = |kind: Kind| rows.iter().any(|one| one.kind == kind && (one.asked_on.is_some() || one.explained_on.is_some()));
    Ok(Standing {
        not_asked: required(suicide).into_iter().filter(|kind| !there(*kind)).collect(),
        outstanding: rows.iter().filter(|one| one.asked_on.is_some() && !settled(one)).count(),
        specialist: rows.iter().any(|one| one.kind == Kind::DaService && one.asked_on.is_some() && settled(one)),
    })
}

fn at_its_time(stage: Stage) -> Result<(), CaseProblem> {
    if stage.is_undecided() {
        return Ok(());
    }
    Err(CaseProblem::Said("The decision has been made. Reopen it to consult again.".into()))
}

/// The body of the directory that was chosen, if one was.
fn of_directory(f: &mut Filled) -> Option<OrganisationId> {
    match f.get("organisation") {
        "" => None,
        _ => f.id("organisation", "a body from the directory, or enter its name"),
    }
}

/// Asks somebody: by mail through dardr when the body is in the directory and has people here, or by a letter of one's own that is logged.
///
/// # Errors
/// [`CaseProblem::Form`] when `f` says what is wrong; [`CaseProblem::Said`] after the decision; else when the database refuses.
pub async fn ask(tx: &mut Tx, grant: &Grant<EditCase>, f: &mut Filled) -> Result<ConsulteeId, CaseProblem> {
    let front = reviews::front(tx, grant).await?;
    at_its_time(front.stage)?;
    let today = tx.today();
    let kind = f.one_of("kind", "their part", Kind::ALL, Kind::as_str);
    let organisation = of_directory(f);
    let body = f.optional_line("body", "the name of the body");
    let way = f.one_of("way", "how they are asked", &["mail", "letter"], |way| way);
    let asked_on = if way == Some("letter") { f.past_date("asked_on", "the date of the letter", today) } else { Some(today) };
    let known = match organisation {
        Some(id) => name_in_directory(tx, grant.partnership(), id).await?,
        None => None,
    };
    let people = match (organisation, &known) {
        (Some(id), Some(_)) => contacts(tx, id, today).await?,
        (Some(_) | None, _) => Vec::new(),
    };
    if known.is_none() && (organisation.is_some() || body.as_ref().is_some_and(Option::is_none)) {
        f.wrong("organisation", "Select a body from the directory, or enter its name");
    }
    if way == Some("mail") && people.is_empty() && f.is_good() {
        f.wrong("way", "Nobody of that body signs in here. Write to them and choose a letter, or invite their contact first");
    }
    let (Some(()), Some(kind), Some(way), Some(asked_on)) = (f.good(), kind, way, asked_on) else {
        return Err(CaseProblem::Form);
    };
    let organisation = organisation.filter(|_| known.is_some());
    let body = known.or_else(|| body.flatten().map(crate::base::Line::into_string)).unwrap_or_default();
    let due = Calendar::england_and_wales().due(asked_on, Length::WorkingDays(10)).unwrap_or(asked_on + chrono::Days::new(14));
    let id = insert(tx, grant, (kind, organisation, &body, way), Some(asked_on), Some(due)).await?;
    if let Some(organisation) = organisation {
        imr::let_in(tx, &grant.doer(), front.id, organisation).await?;
    }
    if way == "mail" {
        tell(tx, &front, (id, due), people).await?;
    }
    note(tx, grant, "consultee_asked", kind, asked_on).await?;
    Ok(id)
}

/// Asks the people of a body by mail, each with the way to the reply.
async fn tell(tx: &mut Tx, front: &Front, (id, due): (ConsulteeId, NaiveDate), people: Vec<PersonId>) -> Stored<()> {
    let mail = |person: PersonId| Mail {
        to: To::Person(person),
        kind: outbox::Kind::ConsultationAsked,
        partnership: Some(front.partnership),
        review: Some(front.id),
        facts: outbox::Facts {
            reference: front.reference.clone(),
            due: Some(due),
            path: format!("/reviews/{}/consultation/{id}/reply", front.id),
            count: 0,
        },
        dedupe: Some(format!("consultation/{id}/{person}")),
        digest: false,
    };
    outbox::queue_all(tx, people.into_iter().map(mail).collect()).await
}

/// How many were asked or explained so far: it tells who explains why somebody is not asked whether somebody was quicker.
///
/// # Errors
/// When the database refuses.
pub async fn so_far(tx: &mut Tx, review: ReviewId) -> Stored<i64> {
    sql("SELECT COUNT(*) FROM consultee WHERE review = $1").bind(review).scalar(tx).await
}

/// Puts on record why a part that is usually consulted was not asked.
///
/// # Errors
/// As [`explain`]; [`CaseProblem::Stale`] when somebody was asked or explained since the person looked.
pub async fn not_needed(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditCase>,
    kind: Kind,
    f: &mut Filled,
) -> Result<(), CaseProblem> {
    at_its_time(reviews::front(tx, grant).await?.stage)?;
    if so_far(tx, grant.review()).await? != f.version() {
        return Err(CaseProblem::Stale(
            "A body has been asked, or it was explained why one is not asked, since you opened this page. Nothing was saved.",
        ));
    }
    let today = tx.today();
    if kind == Kind::DaService {
        f.wrong("silence", "The local specialist domestic abuse service is always asked");
    }
    let sheet = read(f, NOT_ASKED, today);
    if !f.is_good() {
        return Err(CaseProblem::Form);
    }
    let id = insert(tx, grant, (kind, None, kind.label(), "none"), None, None).await?;
    keep(tx, keyring, grant, id, SILENCE, &sheet).await?;
    explained(tx, grant, id, 1).await?;
    note(tx, grant, "consultee_not_asked", kind, today).await
}

async fn insert(
    tx: &mut Tx,
    grant: &Grant<EditCase>,
    (kind, organisation, body, way): (Kind, Option<OrganisationId>, &str, &str),
    asked_on: Option<NaiveDate>,
    due_on: Option<NaiveDate>,
) -> Stored<ConsulteeId> {
    let id: ConsulteeId = tx.id();
    sql("INSERT INTO consultee (id, review, kind, organisation, body, way, asked_on, asked_by_name, due_on) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
    .bind(id)
    .bind(grant.review())
    .bind(kind)
    .bind(organisation)
    .bind(body)
    .bind(way)
    .bind(asked_on)
    .bind(grant.actor().name.as_str())
    .bind(due_on)
    .run(tx)
    .await?;
    Ok(id)
}

async fn note(tx: &mut Tx, grant: &Grant<EditCase>, what: &'static str, kind: Kind, on: NaiveDate) -> Result<(), CaseProblem> {
    let by = grant.doer();
    audit::record(tx, &by, Deed::CaseChanged, serde_json::json!({ "what": what, "kind": kind })).await?;
    Ok(reviews::note(tx, &by, grant.review(), what, on, kind.label()).await?)
}

async fn one(tx: &mut Tx, grant: &Grant<EditCase>, id: ConsulteeId, version: i64) -> Result<Consultee, CaseProblem> {
    at_its_time(reviews::front(tx, grant).await?.stage)?;
    let found = consultees(tx, grant).await?.into_iter().find(|one| one.id == id).ok_or(CaseProblem::NotThere)?;
    if found.version != version {
        return Err(CaseProblem::Stale("A reply has been recorded since you opened this page. Yours was not saved."));
    }
    Ok(found)
}

/// Keeps what somebody wrote, with the names in it tied.
async fn keep(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditCase>,
    id: ConsulteeId,
    questions: &[Asked],
    sheet: &Sheet,
) -> Result<(), CaseProblem> {
    let before = answers::page(tx, grant.review(), &page(id)).await?;
    let texts = questions.iter().flat_map(|asked| before.all(asked.name));
    let register = parties::register_for_change(tx, keyring, grant, texts).await?;
    Ok(answers::keep(tx, &register, (grant.review(), &page(id)), questions, sheet).await?)
}

/// Keeps a reply: the agency's own, or one that came by letter and is written down by the coordinator. The part of an agency that knew
/// nobody, and of which nothing else is asked, ends with it.
///
/// # Errors
/// [`CaseProblem::Form`] when `f` says what is wrong; [`CaseProblem::NotThere`] when it is another agency's; [`CaseProblem::Stale`] when
/// somebody replied since; else when key or database refuse.
pub async fn reply(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditCase>,
    id: ConsulteeId,
    f: &mut Filled,
) -> Result<(), CaseProblem> {
    let found = one(tx, grant, id, f.version()).await?;
    let today = tx.today();
    let own = grant.role() == Role::AgencySpoc;
    let head = read(f, if own { OWN } else { RECORDED }, today);
    let sheet = read(f, REPLY, today);
    if let (Some(first), Some(last)) = (sheet.day("first_contact"), sheet.day("last_contact")) {
        f.not_after("first_contact", "the date of the first contact", first, last, "the last contact");
    }
    let on = head.day("replied_on").or_else(|| own.then_some(today));
    if let (Some(on), Some(asked)) = (on, found.asked_on)
        && on < asked
    {
        f.wrong_at(
            "replied_on",
            "replied_on-day",
            format!("The reply must not be before they were asked, {}", crate::ui::day(asked)),
        );
    }
    let (Some(()), Some(on)) = (f.good(), on) else { return Err(CaseProblem::Form) };
    let by = if own { grant.actor().name.clone() } else { head.get("replied_by").to_owned() };
    keep(tx, keyring, grant, id, REPLY, &sheet).await?;
    sql("UPDATE consultee SET replied_on = $2, replied_by_name = $3, view = $4, version = version + 1 WHERE id = $1")
        .bind(id)
        .bind(on)
        .bind(by)
        .bind(sheet.get("view"))
        .run(tx)
        .await?;
    note(tx, grant, "consultee_replied", found.kind, on).await?;
    match found.organisation {
        // Who said that it knew nobody and finds that it did is let in again.
        Some(organisation) if sheet.get("known") != "no" => {
            Ok(imr::let_in_again(tx, &grant.doer(), grant.review(), organisation).await?)
        }
        Some(organisation) => Ok(imr::let_go(tx, &grant.doer(), grant.review(), organisation).await?),
        None => Ok(()),
    }
}

/// The last reply: of which body, and on which day. A decision rests on all of them.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn last_reply(tx: &mut Tx, review: ReviewId) -> Stored<Option<(String, NaiveDate)>> {
    sql("SELECT body, replied_on FROM consultee WHERE review = $1 AND replied_on IS NOT NULL ORDER BY replied_on DESC, id LIMIT 1")
        .bind(review)
        .maybe(tx)
        .await
}

/// Explains why somebody who was asked has not replied.
///
/// # Errors
/// As [`reply`].
pub async fn explain(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditCase>,
    id: ConsulteeId,
    f: &mut Filled,
) -> Result<(), CaseProblem> {
    let found = one(tx, grant, id, f.version()).await?;
    let today = tx.today();
    let sheet = read(f, SILENCE, today);
    if !f.is_good() {
        return Err(CaseProblem::Form);
    }
    keep(tx, keyring, grant, id, SILENCE, &sheet).await?;
    explained(tx, grant, id, found.version).await?;
    note(tx, grant, "consultee_silent", found.kind, today).await
}

async fn explained(tx: &mut Tx, grant: &Grant<EditCase>, id: ConsulteeId, version: i64) -> Stored<()> {
    let today = tx.today();
    sql("UPDATE consultee SET explained_on = $3, explained_by_name = $4, version = version + 1 WHERE id = $1 AND version = $2")
        .bind(id)
        .bind(version)
        .bind(today)
        .bind(grant.actor().name.as_str())
        .run(tx)
        .await
        .map(drop)
}
