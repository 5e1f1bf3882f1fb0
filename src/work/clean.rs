//! Removes what has run out. Nothing of a case is ever among it.

use chrono::TimeDelta;

use crate::app::App;
use crate::store::{Stored, sql};

/// A form that is sent again after this long is a new one.
const FORM_KEYS: TimeDelta = TimeDelta::days(2);
/// Failed sign-ins are looked back at for less than this.
const FAILURES: TimeDelta = TimeDelta::days(2);
/// Links that were used or ran out are kept this long, so that whoever follows one is told why it does not work.
const LINKS: TimeDelta = TimeDelta::days(90);

pub(super) async fn up(app: &App) -> Stored<()> {
    let web = &app.settings.web;
    let mut tx = app.store.write().await?;
    let now = tx.now();
    sql("DELETE FROM session WHERE ended_at IS NOT NULL OR seen_at < $1 OR created_at < $2")
        .bind(now - web.session_idle)
        .bind(now - web.session_absolute)
        .run(&mut tx)
        .await?;
    sql("DELETE FROM once WHERE at < $1").bind(now - FORM_KEYS).run(&mut tx).await?;
    sql("DELETE FROM sign_in_failure WHERE at < $1").bind(now - FAILURES).run(&mut tx).await?;
    sql("DELETE FROM invitation WHERE expires_at < $1").bind(now - LINKS).run(&mut tx).await?;
    tx.commit().await
}
