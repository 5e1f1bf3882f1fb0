//! Requests and returns as each person may see them.

use chrono::{DateTime, NaiveDate, Utc};

use crate::access::{Actor, Denied, if_theirs};
use crate::ids::{DocumentId, OrganisationId, PersonId, ReviewId};
use crate::process::Rule;
use crate::redaction::CaseText;
use crate::store::{Codes, FromRow, StoreError, Stored, Tx, sql};

use super::kinds::{Excuse, Level, ReturnReason, State, Verdict, wanted_by};
use super::rights::{Eyes, Sight, eyes, keeper};
use super::secured::{still_secures, told};

crate::base::id!(RequestId, "a request to an agency");
crate::base::id!(ReturnId, "an agency’s return");

/// What an agency was asked for.
#[derive(Clone, Debug, FromRow)]
pub struct Request {
    /// The request.
    pub id: RequestId,
    /// In which review.
    pub review: ReviewId,
    /// Of which agency.
    pub organisation: OrganisationId,
    /// Its name.
    pub agency: String,
    /// How much.
    pub level: Level,
    /// What in particular.
    #[sqlx(try_from = "String")]
    pub asks: CaseText,
    /// When it was asked.
    pub asked_on: NaiveDate,
    /// The clock that the due date comes from.
    pub rule: Rule,
    /// By when: by the day that the chair named on sending it back, or as first asked.
    pub due: NaiveDate,
    /// How it stands.
    pub state: State,
    /// When the chronology came, where one was asked for.
    pub chronology_on: Option<NaiveDate>,
    /// Why the agency was excused.
    pub excused_why: Option<Excuse>,
    /// More words on it.
    #[sqlx(try_from = "String")]
    pub excused_words: CaseText,
    /// Grows with every change.
    pub version: i64,
}

/// One round of an agency's answer.
#[derive(Clone, Debug, FromRow)]
pub struct Return {
    /// The round's own id.
    pub id: ReturnId,
    /// From 1; the next begins when the chair sends one back.
    pub round: i64,
    /// The words.
    #[sqlx(try_from = "String")]
    pub body: CaseText,
    /// No record of anybody was found.
    pub nil_return: bool,
    /// The systems that were searched.
    #[sqlx(try_from = "String")]
    pub systems: CaseText,
    /// What was searched for.
    #[sqlx(try_from = "String")]
    pub identifiers: CaseText,
    /// Who wrote it.
    pub author: Option<PersonId>,
    /// Their name.
    pub author_name: String,
    /// Their post.
    pub author_post: String,
    /// When they declared their independence.
    pub declared_at: Option<DateTime<Utc>>,
    /// Who signed for the agency.
    pub signatory_name: String,
    /// Their post.
    pub signatory_post: String,
    /// What they reserve.
    #[sqlx(try_from = "String")]
    pub reservations: CaseText,
    /// The day on which it was signed.
    pub signed_on: Option<NaiveDate>,
    /// When the signature was entered, which locked it.
    pub signed_at: Option<DateTime<Utc>>,
    /// What the chair made of it.
    pub verdict: Option<Verdict>,
    /// The reasons for sending it back.
    #[sqlx(try_from = "String")]
    pub verdict_reasons: Codes<ReturnReason>,
    /// The chair's words.
    #[sqlx(try_from = "String")]
    pub verdict_words: CaseText,
    /// By when it is wanted again.
    pub again_by: Option<NaiveDate>,
    /// When the chair released it to the panel.
    pub released_at: Option<DateTime<Utc>>,
    /// Grows with every change.
    pub version: i64,
}

/// A file of a return.
#[derive(Clone, Debug, FromRow)]
pub struct ReturnFile {
    /// The file.
    pub document: DocumentId,
    /// What it is called.
    #[sqlx(try_from = "String")]
    pub title: CaseText,
    /// `report` or `chronology`.
    pub part: String,
    /// Its size.
    pub bytes: i64,
    /// When it came.
    pub made_at: DateTime<Utc>,
}

/// A request as somebody sees it: its rounds only where they may read them.
#[derive(Clone, Debug)]
pub struct Secures {
    /// The request.
    pub request: Request,
    /// How much of it they see.
    pub sight: Sight,
    /// The rounds that they may read, the latest first.
    pub rounds: Vec<Return>,
    /// The files of the latest of these.
    pub files: Vec<ReturnFile>,
    /// Whether the latest round is released.
    pub released: bool,
    /// Whether they act for this agency.
    pub theirs: bool,
}

macro_rules! requests {
    ($tail:literal) => {
        concat!(
            "SELECT q.id, q.review, q.organisation, o.name AS agency, q.level, q.asks, q.asked_on, q.rule, ",
            wanted_by!(),
            " AS due, q.state, q.chronology_on, q.excused_why, q.excused_words, q.version FROM agency_request q \
             JOIN organisation o ON o.id = q.organisation ",
            $tail
        )
    };
}

macro_rules! returns {
    ($tail:literal) => {
        concat!(
            "SELECT id, round, body, nil_return, systems, identifiers, author, author_name, author_post, declared_at, \
             signatory_name, signatory_post, reservations, signed_on, signed_at, verdict, verdict_reasons, verdict_words, again_by, \
             released_at, version FROM agency_return ",
            $tail
        )
    };
}

pub(super) async fn request(tx: &mut Tx, review: ReviewId, id: RequestId) -> Stored<Request> {
    sql(requests!("WHERE q.id = $1 AND q.review = $2")).bind(id).bind(review).one(tx).await
}

pub(super) async fn latest(tx: &mut Tx, request: RequestId) -> Stored<Return> {
    sql(returns!("WHERE request = $1 ORDER BY round DESC LIMIT 1")).bind(request).one(tx).await
}

#[derive(FromRow)]
struct Standing {
    request: RequestId,
    signed: bool,
    released: bool,
}

/// Every request of a review that the person may know of, in the order of the agencies' names.
///
/// # Errors
/// [`Denied`] when they have no part in it.
pub async fn requests(tx: &mut Tx, actor: &Actor, review: ReviewId) -> Result<Vec<(Request, Sight)>, Denied> {
    let eyes = eyes(tx, actor, review).await?;
    let all: Vec<Request> = sql(requests!("WHERE q.review = $1 ORDER BY o.name, q.level")).bind(review).all(tx).await?;
    let standing: Vec<Standing> =
        sql("SELECT r.request, r.signed_at IS NOT NULL AS signed, r.released_at IS NOT NULL AS released \
         FROM agency_return r JOIN agency_request q ON q.id = r.request WHERE q.review = $1 \
         AND r.round = (SELECT MAX(l.round) FROM agency_return l WHERE l.request = r.request)")
        .bind(review)
        .all(tx)
        .await?;
    let seen = |request: Request| {
        let now = standing.iter().find(|row| row.request == request.id);
        let (signed, released) = now.map_or((false, false), |row| (row.signed, row.released));
        let sight = eyes.sight(request.organisation, request.level, signed, released);
        (sight > Sight::Nothing).then_some((request, sight))
    };
    Ok(all.into_iter().filter_map(seen).collect())
}

/// One request with what the person may read of it.
///
/// # Errors
/// [`Denied::NotThere`] when it is not there or not for them to know of.
pub async fn one(tx: &mut Tx, actor: &Actor, review: ReviewId, id: RequestId) -> Result<Secures, Denied> {
    let eyes = eyes(tx, actor, review).await?;
    let request = match request(tx, review, id).await {
        Ok(request) => request,
        Err(StoreError::NotThere) => return Err(Denied::NotThere),
        Err(error) => return Err(error.into()),
    };
    seen(tx, &eyes, request).await
}

async fn seen(tx: &mut Tx, eyes: &Eyes, request: Request) -> Result<Secures, Denied> {
    let all: Vec<Return> = sql(returns!("WHERE request = $1 ORDER BY round DESC")).bind(request.id).all(tx).await?;
    let sight =
        |round: &Return| eyes.sight(request.organisation, request.level, round.signed_at.is_some(), round.released_at.is_some());
    let released = all.iter().any(|round| round.released_at.is_some());
    let whole = all.iter().map(sight).max().unwrap_or(Sight::Nothing);
    let theirs = eyes.is_theirs(request.organisation);
    let rounds: Vec<Return> = all.into_iter().filter(|round| sight(round) == Sight::Words).collect();
    if whole == Sight::Nothing {
        return Err(Denied::NotThere);
    }
    let files = match rounds.first() {
        Some(round) => files(tx, round.id).await?,
        None => Vec::new(),
    };
    Ok(Secures { request, sight: whole, rounds, files, released, theirs })
}

async fn files(tx: &mut Tx, of: ReturnId) -> Stored<Vec<ReturnFile>> {
    sql("SELECT f.document, d.title, f.part, d.bytes, d.made_at FROM agency_return_file f JOIN document d ON d.id = f.document \
         WHERE f.return_id = $1 AND d.withdrawn_at IS NULL ORDER BY d.made_at, f.document")
    .bind(of)
    .all(tx)
    .await
}

/// What an agency said about the safety of its records.
#[derive(Clone, Debug, FromRow)]
pub struct Secured {
    /// The agency.
    pub agency: String,
    /// The systems searched.
    #[sqlx(try_from = "String")]
    pub systems: CaseText,
    /// What was searched for.
    #[sqlx(try_from = "String")]
    pub identifiers: CaseText,
    /// Where paper files are, and who sealed them.
    #[sqlx(try_from = "String")]
    pub paper: CaseText,
    /// Electronic records are locked, or their audit is on.
    pub electronic_locked: bool,
    /// Destruction is suspended.
    pub destruction_suspended: bool,
    /// Systems of others, and old ones.
    #[sqlx(try_from = "String")]
    pub other_systems: CaseText,
    /// Since when.
    pub secured_on: NaiveDate,
    /// Who says so.
    pub by_name: String,
}

/// What agencies said about the safety of their records: all of it to those who ask agencies, one's own to an agency.
///
/// # Errors
/// [`Denied`] when the person has no part in the review.
pub async fn secured(tx: &mut Tx, actor: &Actor, review: ReviewId) -> Result<Vec<Secured>, Denied> {
    #[derive(FromRow)]
    struct Row {
        organisation: OrganisationId,
        #[sqlx(flatten)]
        secured: Secured,
    }
    let eyes = eyes(tx, actor, review).await?;
    let rows: Vec<Row> = sql("SELECT s.organisation, o.name AS agency, s.systems, s.identifiers, s.paper, s.electronic_locked, \
         s.destruction_suspended, s.other_systems, s.secured_on, s.by_name FROM records_secured s \
         JOIN organisation o ON o.id = s.organisation WHERE s.review = $1 ORDER BY o.name, s.at DESC")
    .bind(review)
    .all(tx)
    .await?;
    let visible = |row: &Row| eyes.sees_all() || eyes.is_theirs(row.organisation);
    Ok(rows.into_iter().filter(visible).map(|row| row.secured).collect())
}

/// Which agencies were asked to keep their records safe and have confirmed, in words: to those who ask agencies, and to nobody else.
///
/// # Errors
/// [`Denied`] when the person has no part in the review.
pub(super) async fn told_of_records(tx: &mut Tx, actor: &Actor, review: ReviewId) -> Result<Option<String>, Denied> {
    if !eyes(tx, actor, review).await?.sees_all() {
        return Ok(None);
    }
    Ok(Some(told(tx, review).await?))
}

/// The agencies of this person whose records they may confirm as secured and have not, with their names.
///
/// # Errors
/// When the database refuses.
pub async fn keeps(tx: &mut Tx, actor: &Actor, review: ReviewId) -> Stored<Vec<(OrganisationId, String)>> {
    let mut theirs = Vec::new();
    if !still_secures(tx, review).await? {
        return Ok(theirs);
    }
    for agency in actor.agencies() {
        if if_theirs(keeper(tx, actor, review, agency).await)?.is_some() && !confirmed(tx, review, agency).await? {
            let name: String = sql("SELECT name FROM organisation WHERE id = $1").bind(agency).scalar(tx).await?;
            theirs.push((agency, name));
        }
    }
    Ok(theirs)
}

/// Whether an agency has confirmed that its records are secured.
pub(super) async fn confirmed(tx: &mut Tx, review: ReviewId, agency: OrganisationId) -> Stored<bool> {
    sql("SELECT EXISTS (SELECT 1 FROM records_secured WHERE review = $1 AND organisation = $2)")
        .bind(review)
        .bind(agency)
        .scalar(tx)
        .await
}

/// The agencies of a partnership's directory, which its coordinator may ask, by name.
///
/// # Errors
/// When the database refuses.
pub async fn directory(tx: &mut Tx, partnership: OrganisationId) -> Stored<Vec<(OrganisationId, String)>> {
    sql("SELECT o.id, o.name FROM directory d JOIN organisation o ON o.id = d.organisation \
         WHERE d.partnership = $1 AND o.succeeded_by IS NULL ORDER BY o.name")
    .bind(partnership)
    .all(tx)
    .await
}
