//! The papers as each person may see them.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::access::right::{EditPapers, Object, SeePapers};
use crate::access::{Grant, Reach};
use crate::ids::{DocumentId, EntryId, OrganisationId};
use crate::reviews::Front;
use crate::store::{FromRow, Json, Stored, Tx, sql};
use crate::ui::{Filled, Problem};

use super::answers::answered;
use super::fields::{begin, fields};
use super::gather::gather;
use super::kinds::{Audience, PaperKind};
use super::publication::{Left, Mark, PUBLISHED, Searched};

#[derive(FromRow)]
struct Row {
    id: DocumentId,
    kind: String,
    title: String,
    audience: String,
    agency: Option<String>,
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
    /// The agency that a letter goes to.
    pub agency: Option<String>,
    /// Its size.
    pub bytes: i64,
    /// Who made it.
    pub made_by: String,
    /// When.
    pub made_at: DateTime<Utc>,
    /// How many words in it wait for an answer: they may be a name.
    pub words: usize,
    /// Whether it was searched and the identity register has changed since: it may hold a name that nobody looked for.
    pub old: bool,
}

/// Somebody who reads papers and makes none.
struct Reader {
    on_panel: bool,
    now: Mark,
    left: Left,
    answered: BTreeSet<String>,
}

impl Reader {
    /// Whether one of the review's papers, the latest of which comes first, is for them. Letters with names are for those who see everything.
    /// What was searched is read while the register is the one that it was searched for and no word of it waits. The panel reads what was made
    /// for it, and of what is made for publication the newest of each kind, while that is as the review is. Everybody else waits until the
    /// partnership has published, and then reads what was published and nothing older or newer: a version for publication of a report that is
    /// held back or withdrawn is an unpublished report.
    fn may_read(&self, all: &[Row], at: usize) -> bool {
        let Some((newer, row)) = all.get(..at).zip(all.get(at)) else { return false };
        let Some(Json(searched)) = &row.scan else { return false };
        if !searched.mark.same_register(&self.now) || searched.open(&self.answered) > 0 {
            return false;
        }
        let published = |row: &Row| self.left.published(&row.audience, row.made_at);
        let newest_of = |within: &dyn Fn(&Row) -> bool| {
            within(row) && !newer.iter().any(|one| one.kind == row.kind && one.audience == row.audience && within(one))
        };
        let was_published = || PUBLISHED.iter().any(|kind| kind.as_str() == row.kind) && newest_of(&published);
        let as_it_is = || searched.mark == self.now && newest_of(&|_| true);
        match row.audience.parse() {
            Ok(Audience::Panel) => self.on_panel,
            Ok(Audience::Publication) => was_published() || (self.on_panel && as_it_is()),
            Ok(Audience::Named | Audience::HomeOffice) | Err(_) => false,
        }
    }
}

/// The papers that the holder may read, the latest first. A list and whatever gives one of them ask here.
///
/// # Errors
/// When the database refuses.
pub async fn papers(tx: &mut Tx, grant: &Grant<SeePapers>) -> Stored<Vec<PaperRow>> {
    let review = grant.review();
    let rows: Vec<Row> =
        sql("SELECT d.id, d.kind, d.title, d.audience, o.name AS agency, d.bytes, p.name AS made_by, d.made_at, d.scan FROM document d \
         JOIN person p ON p.id = d.made_by LEFT JOIN organisation o ON o.id = d.organisation WHERE d.review = $1 AND d.withdrawn_at IS NULL \
         AND d.audience IN ('named', 'panel', 'home_office', 'publication') ORDER BY d.made_at DESC, d.id DESC")
        .bind(review)
        .all(tx)
        .await?;
    let on_panel = grant.reach() == Reach::Released && grant.sees_all(Object::Draft);
    let reader = Reader {
        on_panel,
        now: Mark::of(tx, review).await?,
        left: Left::of(tx, review).await?,
        answered: answered(tx, review).await?,
    };
    let theirs: Vec<bool> = (0..rows.len()).map(|at| grant.reach() == Reach::All || reader.may_read(&rows, at)).collect();
    let paper = |row: Row| {
        let (words, old) =
            row.scan.map_or((0, false), |Json(found)| (found.open(&reader.answered), !found.mark.same_register(&reader.now)));
        let Row { id, kind, title, audience, agency, bytes, made_by, made_at, .. } = row;
        PaperRow { id, kind, title, audience, agency, bytes, made_by, made_at, words, old }
    };
    Ok(rows.into_iter().zip(theirs).filter(|(_, theirs)| *theirs).map(|(row, _)| paper(row)).collect())
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
    let called = (kind == PaperKind::FamilyLetter).then_some("salutation");
    let asked = fields(kind, of.is_no_review()).iter().filter(|field| field.required).map(|field| field.name);
    let required = called.into_iter().chain(asked).collect();
    Ok(Begun { values: begin(&of, grant.actor(), kind), required, recipients: of.recipients() })
}

/// The names of the fields that a letter of this kind has beside what all have.
pub fn field_names(kind: PaperKind) -> impl Iterator<Item = &'static str> {
    fields(kind, true).iter().chain(fields(kind, false)).map(|field| field.name)
}
