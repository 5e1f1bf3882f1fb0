//! The law changes while reviews are open: whoever plans a review is asked once whether it moves to the basis that its dates lead to now. Nothing
//! moves by itself (field notes, section 12, scenario B).

use crate::app::App;
use crate::notification::CaseProblem;
use crate::reviews::{Cause, raise_once};
use crate::store::{StoreError, Stored};
use crate::triage;

pub(super) async fn watch(app: &App) -> Stored<()> {
    let mut tx = app.store.write().await?;
    let found = match triage::to_look_at(&mut tx, &app.settings.law).await {
        Ok(found) => found,
        Err(CaseProblem::Store(error)) => return Err(error),
        Err(problem) => return Err(StoreError::Unreadable(problem.to_string().into())),
    };
    for review in found {
        raise_once(&mut tx, review, Cause::Commenced, "").await?;
    }
    tx.commit().await
}
