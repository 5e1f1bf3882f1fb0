//! The search of a kept paper for the identity register as it is now.
//!
//! A name that is added after a paper was published was not looked for in it, so nobody else reads it (`read.rs`). It is what was published:
//! making it anew would make another paper. So its bytes are searched once more, by whoever makes papers.

use serde_json::json;

use crate::access::right::EditPapers;
use crate::access::{Actor, permit};
use crate::app::App;
use crate::audit::{self, Deed};
use crate::documents::take;
use crate::ids::{DocumentId, ReviewId};
use crate::parties;
use crate::redaction::{FileKind, Finished, Hit, scan_for_publication};
use crate::store::{FromRow, Json, Value, sql};
use crate::ui::Problem;

use super::answers::answered;
use super::gather::gather;
use super::publication::{Mark, Searched};

/// What came of it.
pub(super) enum Again {
    /// Nothing was found, or somebody answered for it already.
    Clean,
    /// Words in it wait for an answer.
    Asks,
    /// Something of the register is in it: it stays nobody else's to read.
    Stopped(Vec<Hit>, Vec<&'static str>),
}

#[derive(FromRow)]
struct Row {
    title: String,
    scan: Json<Searched>,
}

/// Searches the paper and keeps what was found, on the record.
///
/// # Errors
/// When the person may not, when there is no such paper or it was never searched, when the register changes meanwhile, and when the database
/// or the keyring refuses.
pub(super) async fn search(app: &App, actor: &Actor, review: ReviewId, id: DocumentId) -> Result<Again, Problem> {
    let mut tx = app.store.write().await?;
    let grant = permit::<EditPapers>(&mut tx, actor, review).await?;
    let row: Option<Row> =
        sql("SELECT title, scan FROM document WHERE id = $1 AND review = $2 AND withdrawn_at IS NULL AND scan IS NOT NULL")
            .bind(id)
            .bind(review)
            .maybe(&mut tx)
            .await?;
    let Some(Row { title, scan: Json(before) }) = row else { return Err(Problem::NotThere) };
    let kept = take(&mut tx, &app.keyring, &grant.doer(), review, id).await?;
    let terms = parties::terms_to_find(&mut tx, &app.keyring, review).await?;
    let named = gather(&mut tx, &grant).await?.named_on_purpose();
    let mark = Mark::of(&mut tx, review).await?;
    tx.commit().await?;
    let file = Finished { bytes: kept.bytes, file_name: format!("{title}.pdf"), kind: FileKind::Pdf };
    let found =
        tokio::task::spawn_blocking(move || scan_for_publication(&file, &terms, &named)).await.map_err(Problem::internal)?;
    let mut tx = app.store.write().await?;
    let grant = permit::<EditPapers>(&mut tx, actor, review).await?;
    if !mark.same_register(&Mark::of(&mut tx, review).await?) {
        return Err(Problem::not_now("The identity register was changed while the paper was searched. Search it once more."));
    }
    if found.stops() {
        let detail = json!({ "document": id, "hits": found.hits.len() });
        audit::record(&mut tx, &grant.doer(), Deed::DocumentStopped, detail).await?;
        tx.commit().await?;
        return Ok(Again::Stopped(found.hits, found.unread));
    }
    // What it was made from stays what it was: only the register is another.
    let searched = Searched::of(&found, tx.now(), before.mark.with_register_of(&mark));
    let open = searched.open(&answered(&mut tx, review).await?);
    sql("UPDATE document SET scan = $2 WHERE id = $1").bind(id).bind(Value::json(&searched)?).run(&mut tx).await?;
    let detail = json!({ "document": id, "hits": found.hits.len(), "waiting": open });
    audit::record(&mut tx, &grant.doer(), Deed::DocumentSearched, detail).await?;
    tx.commit().await?;
    Ok(if open > 0 { Again::Asks } else { Again::Clean })
}
