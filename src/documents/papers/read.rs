//! The papers as each person may see them.

use chrono::{DateTime, Utc};

use crate::access::right::{Object, SeePapers};
use crate::access::{Grant, Reach};
use crate::ids::{DocumentId, OrganisationId};
use crate::process::Stage;
use crate::reviews::Front;
use crate::store::{FromRow, Stored, Tx, sql};

/// A paper among the papers.
#[derive(Clone, Debug, FromRow)]
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
}

/// Whether a paper of this audience is for the holder. Letters with names are for those who see everything. The panel reads
/// what was made for it. Everybody else waits until the partnership has published: until then even a version for
/// publication is an unpublished report.
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
pub async fn papers(tx: &mut Tx, grant: &Grant<SeePapers>, stage: Stage) -> Stored<Vec<PaperRow>> {
    let published = matches!(stage, Stage::Published | Stage::Monitoring | Stage::Closed);
    let rows: Vec<PaperRow> =
        sql("SELECT d.id, d.kind, d.title, d.audience, d.bytes, p.name AS made_by, d.made_at FROM document d \
         JOIN person p ON p.id = d.made_by WHERE d.review = $1 AND d.withdrawn_at IS NULL \
         AND d.audience IN ('named', 'panel', 'home_office', 'publication') ORDER BY d.made_at DESC, d.id DESC")
        .bind(grant.review())
        .all(tx)
        .await?;
    Ok(rows.into_iter().filter(|row| is_for(&row.audience, grant, published)).collect())
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
