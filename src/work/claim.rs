//! Which instance does a job now: a row in `job`, leased.

use chrono::{DateTime, TimeDelta, Utc};

use crate::base::hex;
use crate::store::{Store, Stored, sql};

use super::Job;

/// Longer than any job takes; when the instance dies, another takes over after it.
const LASTS: TimeDelta = TimeDelta::minutes(15);
/// After a failure it is tried again this much later.
const REST: TimeDelta = TimeDelta::minutes(1);

/// The right to do a job once.
pub(super) struct Claim {
    job: Job,
    lease: String,
    began: DateTime<Utc>,
}

/// Claims a job that was not done since `due_since` and that no one else is doing.
pub(super) async fn take(store: &Store, job: Job, due_since: DateTime<Utc>) -> Stored<Option<Claim>> {
    // Looking costs no write: on SQLite, writers wait for each other.
    let mut tx = store.read().await?;
    let began = tx.now();
    let is_done: Option<(i64,)> =
        sql("SELECT CAST(1 AS BIGINT) FROM job WHERE name = $1 AND (last_run >= $2 OR leased_until > $3)")
            .bind(job.as_str())
            .bind(due_since)
            .bind(began)
            .maybe(&mut tx)
            .await?;
    drop(tx);
    if is_done.is_some() {
        return Ok(None);
    }
    let mut tx = store.write().await?;
    let lease = hex(&tx.random::<16>());
    sql("INSERT INTO job (name) VALUES ($1) ON CONFLICT (name) DO NOTHING").bind(job.as_str()).run(&mut tx).await?;
    let taken = sql("UPDATE job SET lease = $1, leased_until = $2 WHERE name = $3 AND (last_run IS NULL OR last_run < $4) \
                     AND (leased_until IS NULL OR leased_until <= $5)")
    .bind(lease.as_str())
    .bind(began + LASTS)
    .bind(job.as_str())
    .bind(due_since)
    .bind(began)
    .run(&mut tx)
    .await?;
    tx.commit().await?;
    Ok((taken == 1).then_some(Claim { job, lease, began }))
}

impl Claim {
    /// Writes down that the job was done when it began: what came in meanwhile is for the next time.
    pub(super) async fn done(self, store: &Store) -> Stored<()> {
        let mut tx = store.write().await?;
        sql("UPDATE job SET last_run = $1, lease = NULL, leased_until = NULL WHERE name = $2 AND lease = $3")
            .bind(self.began)
            .bind(self.job.as_str())
            .bind(self.lease)
            .run(&mut tx)
            .await?;
        tx.commit().await
    }

    /// Lets the job rest for a while before somebody tries again.
    pub(super) async fn failed(self, store: &Store) -> Stored<()> {
        let mut tx = store.write().await?;
        let rests = tx.now() + REST;
        sql("UPDATE job SET leased_until = $1 WHERE name = $2 AND lease = $3")
            .bind(rests)
            .bind(self.job.as_str())
            .bind(self.lease)
            .run(&mut tx)
            .await?;
        tx.commit().await
    }
}
