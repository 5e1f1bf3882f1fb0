//! Sections and their texts.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::access::right::{EditDraft, SeeDraft};
use crate::access::{Grant, Reach};
use crate::audit::{self, Deed};
use crate::ids::{PersonId, ReviewId};
use crate::process::{Event, Stage};
use crate::redaction::CaseText;
use crate::reviews;
use crate::store::{FromRow, Stored, Tx, sql};
use crate::ui::Problem;

use super::section::{Section, State};

crate::base::id!(SectionId, "a section of a report");

/// A section as it stands.
#[derive(Clone, Debug, FromRow)]
pub struct SectionRow {
    /// Which.
    pub section: Section,
    /// Whose it is to write.
    pub owner: Option<PersonId>,
    /// What they are called.
    pub owner_name: Option<String>,
    /// How far it is.
    pub state: State,
    /// The number of the text that stands; 0 when nothing is written.
    pub stands: i64,
    /// The text that stands.
    #[sqlx(try_from = "String")]
    pub body: CaseText,
    /// Texts that wait beside it to be joined.
    pub beside: i64,
    /// How many times it was given to somebody to write, or to nobody in particular.
    pub assigned: i64,
}

/// A text that was saved.
#[derive(Clone, Debug, FromRow)]
pub struct TextRow {
    /// Its number in the section.
    pub n: i64,
    /// The words.
    #[sqlx(try_from = "String")]
    pub body: CaseText,
    /// Who saved it.
    pub written_by_name: String,
    /// When.
    pub written_at: DateTime<Utc>,
    /// Whether somebody else had saved meanwhile.
    pub beside: bool,
    /// The text in which it was joined with what stood.
    pub joined_in: Option<i64>,
}

/// Where a text that was saved went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// It stands, under this number.
    Stands(i64),
    /// Somebody else had saved meanwhile: it is kept beside theirs, under this number, until somebody joins the two.
    Beside(i64),
}

/// The draft may be read in whole; an agency's right to check its own facts does not open it.
pub(super) fn whole(grant: &Grant<SeeDraft>) -> Result<ReviewId, Problem> {
    if grant.reach() == Reach::All {
        Ok(grant.review())
    } else {
        Err(Problem::NotYours("The draft report is open to the panel. You are sent the parts that are for you.".into()))
    }
}

/// The sections that somebody has touched.
///
/// # Errors
/// When the draft is not theirs to read, or the database refuses.
pub async fn sections(tx: &mut Tx, grant: &Grant<SeeDraft>) -> Result<Vec<SectionRow>, Problem> {
    Ok(standing(tx, whole(grant)?).await?)
}

/// The sections as they stand, for papers. The caller answers for who gets them.
///
/// # Errors
/// When the database refuses.
pub async fn standing(tx: &mut Tx, review: ReviewId) -> Stored<Vec<SectionRow>> {
    sql("SELECT s.section, s.owner, p.name AS owner_name, s.state, s.stands, s.assigned, COALESCE(t.body, '') AS body, \
         (SELECT COUNT(*) FROM report_text b WHERE b.section = s.id AND b.beside = $2 AND b.joined_in IS NULL) AS beside \
         FROM report_section s LEFT JOIN person p ON p.id = s.owner \
         LEFT JOIN report_text t ON t.section = s.id AND t.n = s.stands WHERE s.review = $1 ORDER BY s.section")
    .bind(review)
    .bind(true)
    .all(tx)
    .await
}

/// The required sections of a paper that are still without text, and every section of which two texts wait to be joined: nobody knows yet
/// which of them is meant.
///
/// # Errors
/// When the database refuses.
pub async fn unwritten(tx: &mut Tx, review: ReviewId) -> Stored<Vec<Section>> {
    let apart: Vec<(Section,)> = sql("SELECT s.section FROM report_section s WHERE s.review = $1 \
         AND EXISTS (SELECT 1 FROM report_text b WHERE b.section = s.id AND b.beside = $2 AND b.joined_in IS NULL)")
    .bind(review)
    .bind(true)
    .all(tx)
    .await?;
    let held: Vec<(Section,)> =
        sql("SELECT s.section FROM report_section s JOIN report_text t ON t.section = s.id AND t.n = s.stands \
                                     WHERE s.review = $1 AND t.body <> ''")
        .bind(review)
        .all(tx)
        .await?;
    let among = |all: &[(Section,)], section: &Section| all.iter().any(|(one,)| one == section);
    let missing = |section: &Section| (section.required() && !among(&held, section)) || among(&apart, section);
    Ok(Section::ALL.iter().copied().filter(missing).collect())
}

/// Every text of a section, the latest first.
///
/// # Errors
/// When the draft is not theirs to read, or the database refuses.
pub async fn texts(tx: &mut Tx, grant: &Grant<SeeDraft>, section: Section) -> Result<Vec<TextRow>, Problem> {
    let review = whole(grant)?;
    Ok(sql("SELECT t.n, t.body, t.written_by_name, t.written_at, t.beside, t.joined_in FROM report_text t \
            JOIN report_section s ON s.id = t.section WHERE s.review = $1 AND s.section = $2 ORDER BY t.n DESC")
    .bind(review)
    .bind(section)
    .all(tx)
    .await?)
}

/// The texts of a labelled version, as `S1`.
///
/// # Errors
/// When the database refuses.
pub async fn of_label(tx: &mut Tx, review: ReviewId, label: &str) -> Stored<Vec<(Section, CaseText)>> {
    #[derive(FromRow)]
    struct Row {
        section: Section,
        body: String,
    }
    let rows: Vec<Row> = sql("SELECT s.section, t.body FROM report_version v JOIN report_version_text vt ON vt.version = v.id \
         JOIN report_section s ON s.id = vt.section JOIN report_text t ON t.section = vt.section AND t.n = vt.n \
         WHERE v.review = $1 AND v.label = $2 ORDER BY s.section")
    .bind(review)
    .bind(label)
    .all(tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.section, CaseText::from(row.body))).collect())
}

#[derive(FromRow)]
struct Head {
    id: SectionId,
    stands: i64,
    texts: i64,
    assigned: i64,
}

async fn head(tx: &mut Tx, review: ReviewId, section: Section) -> Stored<Head> {
    let id = tx.id::<SectionId>();
    sql("INSERT INTO report_section (id, review, section, state) VALUES ($1, $2, $3, $4) ON CONFLICT (review, section) DO NOTHING")
        .bind(id)
        .bind(review)
        .bind(section)
        .bind(State::NotStarted)
        .run(tx)
        .await?;
    sql("SELECT id, stands, texts, assigned FROM report_section WHERE review = $1 AND section = $2")
        .bind(review)
        .bind(section)
        .one(tx)
        .await
}

/// Why the report's text stays as it is, if it does, and what would open it again. What the partnership agreed is what the Home Office
/// is sent, what it cleared is what is published, and what was published is what stands here.
///
/// # Errors
/// When the database refuses.
pub async fn settled(tx: &mut Tx, review: ReviewId) -> Stored<Option<&'static str>> {
    let (facts, _) = reviews::facts_for_clocks(tx, review).await?;
    let happened = |event| facts.dates.stands(event);
    Ok(match facts.stage {
        Stage::CspSignoff if !happened(Event::ReportCompleted) => None,
        Stage::CspSignoff | Stage::WithHo => {
            Some("The partnership has agreed this report, so its text stays as it is. Return the report to drafting to change it")
        }
        Stage::Cleared => Some(
            "The Home Office has cleared this report, so its text stays as it is. Return the report to drafting to change it",
        ),
        Stage::Published | Stage::Monitoring | Stage::Closed if happened(Event::Published) => {
            Some("This report is published, so its text stays as it is. Withdraw it to change it")
        }
        Stage::Published | Stage::Monitoring | Stage::Closed => Some("This report is finished, so its text stays as it is"),
        _ => None,
    })
}

/// Saves a text in a section. `basis` is the number of the text that its writer had before them. When another stands by now, both
/// are kept. With `joins`, it takes up the texts that wait beside.
///
/// # Errors
/// When the database refuses.
pub async fn write(
    tx: &mut Tx,
    grant: &Grant<EditDraft>,
    (section, basis): (Section, i64),
    body: CaseText,
    (state, joins): (State, bool),
) -> Stored<Written> {
    let head = head(tx, grant.review(), section).await?;
    let (n, beside) = (head.texts + 1, head.stands != basis);
    let (at, actor) = (tx.now(), grant.actor());
    sql("INSERT INTO report_text (section, n, basis, body, written_by, written_by_name, written_at, beside) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
    .bind(head.id)
    .bind(n)
    .bind(basis)
    .bind(body)
    .bind(actor.person)
    .bind(actor.name.clone())
    .bind(at)
    .bind(beside)
    .run(tx)
    .await?;
    let stands = if beside { head.stands } else { n };
    sql("UPDATE report_section SET stands = $2, texts = $3, state = $4, version = version + 1 WHERE id = $1")
        .bind(head.id)
        .bind(stands)
        .bind(n)
        .bind(if beside { State::InProgress } else { state })
        .run(tx)
        .await?;
    if joins && !beside {
        sql("UPDATE report_text SET joined_in = $2 WHERE section = $1 AND beside = $3 AND joined_in IS NULL")
            .bind(head.id)
            .bind(n)
            .bind(true)
            .run(tx)
            .await?;
    }
    audit::record(tx, &grant.doer(), Deed::CaseChanged, json!({ "section": section, "text": n, "beside": beside })).await?;
    Ok(if beside { Written::Beside(n) } else { Written::Stands(n) })
}

/// Gives a section to somebody who may write it. `seen` is how many times it had been given when the person looked: a text that
/// somebody saves meanwhile is nothing against it.
///
/// # Errors
/// [`Problem::Stale`] when somebody else gave it meanwhile, [`Problem::NotThere`] when the person is not chair or author of the
/// review; else when the database refuses.
pub async fn assign(
    tx: &mut Tx,
    grant: &Grant<EditDraft>,
    (section, seen): (Section, i64),
    owner: Option<PersonId>,
) -> Result<(), Problem> {
    let head = head(tx, grant.review(), section).await?;
    if head.assigned != seen {
        return Err(Problem::Stale {
            sentence: "Who writes this section has been changed since you opened the page. Nothing was saved. Look at it again."
                .into(),
        });
    }
    let writes = match owner {
        Some(person) => writers(tx, grant.review()).await?.iter().any(|(writer, _)| *writer == person),
        None => true,
    };
    if !writes {
        return Err(Problem::NotThere);
    }
    sql("UPDATE report_section SET owner = $2, assigned = assigned + 1, version = version + 1 WHERE id = $1")
        .bind(head.id)
        .bind(owner)
        .run(tx)
        .await?;
    audit::record(tx, &grant.doer(), Deed::CaseChanged, json!({ "section": section, "owner": owner })).await?;
    Ok(())
}

/// Chair and author of the review, who write its report.
///
/// # Errors
/// When the database refuses.
pub async fn writers(tx: &mut Tx, review: ReviewId) -> Stored<Vec<(PersonId, String)>> {
    #[derive(FromRow)]
    struct Row {
        id: PersonId,
        name: String,
    }
    let today = tx.today();
    let rows: Vec<Row> = sql("SELECT DISTINCT p.id, p.name FROM review_role r JOIN person p ON p.id = r.person WHERE r.review = $1 \
         AND r.role IN ('indep_chair', 'author') AND r.conflicted_at IS NULL AND r.begins <= $2 AND (r.ends IS NULL OR r.ends >= $2) \
         ORDER BY p.name")
    .bind(review)
    .bind(today)
    .all(tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}
