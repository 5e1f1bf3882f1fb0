//! Removes what has run out. Nothing of a case is ever among it.

use chrono::TimeDelta;

use crate::access::sessions::{self, Limits};
use crate::access::{invitations, throttle};
use crate::app::App;
use crate::store::{Stored, sql};

/// A form that is sent again after this long is a new one.
const FORM_KEYS: TimeDelta = TimeDelta::days(2);

pub(super) async fn up(app: &App) -> Stored<()> {
    let web = &app.settings.web;
    let mut tx = app.store.write().await?;
    let now = tx.now();
    sessions::forget(&mut tx, Limits { idle: web.session_idle, absolute: web.session_absolute }).await?;
    throttle::forget(&mut tx).await?;
    invitations::forget(&mut tx).await?;
    sql("DELETE FROM once WHERE at < $1").bind(now - FORM_KEYS).run(&mut tx).await?;
    tx.commit().await
}
