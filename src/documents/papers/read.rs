//! The papers as each person may see them.

use chrono::{DateTime, Utc};

use crate::access::right::{EditPapers, Object, SeePapers};
use crate::access::{Grant, Reach};
use crate::ids::{DocumentId, EntryId, OrganisationId};
use crate::process::Event;
use crate::reviews::{self, Front};
use crate::store::{FromRow, Json, Stored, Tx, sql};
use crate::ui::{Filled, Problem};

use super::answers::answered;
use super::fields::{begin, fields};
use super::gather::gather;
use super::kinds::PaperKind;
use super::publication::Searched;

#[derive(FromRow)]
struct Row {
    id: DocumentId,
    kind: String,
    title: String,
    audience: String,
    bytes: i64,
    made_by: String,
    made_at: DateTime<Utc>,
    scan: Option<Json<Searched>>,
}

/// A paper among the papers.
#[derive(Clone, Debug)]
pub struct PaperRow {
    /// Its id.
    pub id: DocumentId,
    /// The code of its kind.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// The code of its audience.
    pub audience: String,
    /// Its size.
    pub bytes: i64,
    /// Who made it.
    pub made_by: String,
    /// When.
    pub made_at: DateTime<Utc>,
    /// How many words in it wait for an answer: they may be a name.
    pub words: usize,
}

/// Whether a paper of this audience is for the holder. Letters with names are for those who see everything. The panel reads
/// what was made for it. Everybody else waits until the partnership has published, and reads while that stands: a version for
/// publication of a report that is held back or withdrawn is an unpublished report.
fn is_for(audience: &str, grant: &Grant<SeePapers>, published: bool) -> bool {
    let on_panel = grant.reach() == Reach::Released && grant.sees_all(Object::Draft);
    match grant.reach() {
        Reach::All => true,
        Reach::Released | Reach::Own | Reach::Status => match audience {
            "panel" => on_panel,
            "publication" => on_panel || published,
            _ => false,
        },
    }
}

/// The papers that the holder may read, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn papers(tx: &mut Tx, grant: &Grant<SeePapers>) -> Stored<Vec<PaperRow>> {
    let published = reviews::facts_for_clocks(tx, grant.review()).await?.0.dates.stands(Event::Published);
    let rows: Vec<Row> =
        sql("SELECT d.id, d.kind, d.title, d.audience, d.bytes, p.name AS made_by, d.made_at, d.scan FROM document d \
         JOIN person p ON p.id = d.made_by WHERE d.review = $1 AND d.withdrawn_at IS NULL \
         AND d.audience IN ('named', 'panel', 'home_office', 'publication') ORDER BY d.made_at DESC, d.id DESC")
        .bind(grant.review())
        .all(tx)
        .await?;
    let answered = answered(tx, grant.review()).await?;
    let paper = |row: Row| {
        let words = row.scan.map_or(0, |Json(found)| found.open(&answered));
        let Row { id, kind, title, audience, bytes, made_by, made_at, .. } = row;
        PaperRow { id, kind, title, audience, bytes, made_by, made_at, words }
    };
    // What may hold a name is nobody's to read but theirs who may see names, until somebody has answered.
    let may_read = |row: &PaperRow| is_for(&row.audience, grant, published) && (row.words == 0 || grant.reach() == Reach::All);
    Ok(rows.into_iter().map(paper).filter(may_read).collect())
}

/// The agencies of the partnership's directory, for a letter to one of them.
///
/// # Errors
/// When the database refuses.
pub async fn agencies(tx: &mut Tx, front: &Front) -> Stored<Vec<(OrganisationId, String)>> {
    sql("SELECT o.id, o.name FROM directory d JOIN organisation o ON o.id = d.organisation WHERE d.partnership = $1 AND o.kind = 'agency' \
         ORDER BY lower(o.name), o.id")
    .bind(front.partnership)
    .all(tx)
    .await
}

/// The form of a paper as it begins.
pub struct Begun {
    /// What the review knows already.
    pub values: Filled,
    /// The fields that must be given.
    pub required: Vec<&'static str>,
    /// People of the register to whom a letter may go, without their names.
    pub recipients: Vec<(EntryId, String)>,
}

/// How the form of this paper begins.
///
/// # Errors
/// When the database refuses.
pub async fn begun(tx: &mut Tx, grant: &Grant<EditPapers>, kind: PaperKind) -> Result<Begun, Problem> {
    let of = gather(tx, grant).await?;
    let required = fields(kind, of.is_no_review()).iter().filter(|field| field.required).map(|field| field.name).collect();
    Ok(Begun { values: begin(&of, grant.actor(), kind), required, recipients: of.recipients() })
}

/// The names of the fields that a letter of this kind has beside what all have.
pub fn field_names(kind: PaperKind) -> impl Iterator<Item = &'static str> {
    fields(kind, true).iter().chain(fields(kind, false)).map(|field| field.name)
}
