//! Taking a mail to send so that no one else takes it, and saying what became of it.

use chrono::{DateTime, TimeDelta, Utc};

use crate::base::{Email, hex};
use crate::store::{FromRow, Json, Stored, Tx, sql, sql_either};

use super::mailer::Problem;
use super::{Kept, Kind, MailId};

/// How long is waited after each failure before the next try: about five days in all.
const WAITS: [TimeDelta; 10] = {
    const HOUR: i64 = 60;
    const DAY: i64 = 24 * HOUR;
    let minutes = [1, 5, 15, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, DAY, DAY];
    let mut waits = [TimeDelta::zero(); 10];
    let mut at = 0;
    while at < minutes.len() {
        waits[at] = TimeDelta::minutes(minutes[at]);
        at += 1;
    }
    waits
};

/// A server that refuses a mail will rarely change its mind; some do, when they were set up wrongly for an hour.
const REFUSALS: i64 = 4;

/// A mail that this instance may send, until the lease runs out.
#[derive(FromRow)]
pub(super) struct Leased {
    pub(super) id: MailId,
    #[sqlx(try_from = "String")]
    pub(super) kind: Kind,
    pub(super) facts: Json<Kept>,
    pub(super) attempts: i64,
    pub(super) created_at: DateTime<Utc>,
    pub(super) address: Option<Email>,
    lease: String,
}

/// Whether any mail is ready to be taken.
pub(super) async fn any_ready(tx: &mut Tx) -> Stored<bool> {
    let now = tx.now();
    sql("SELECT EXISTS (SELECT 1 FROM outbox WHERE sent_at IS NULL AND given_up_at IS NULL AND digest = $1 AND due_at <= $2 \
         AND (leased_until IS NULL OR leased_until <= $2))")
    .bind(false)
    .bind(now)
    .scalar(tx)
    .await
}

/// `$row` is how the row is asked for.
macro_rules! take {
    ($row:literal) => {
        concat!(
            "UPDATE outbox SET lease = $1, leased_until = $2, attempts = attempts + 1 WHERE id = ( \
               SELECT id FROM outbox WHERE sent_at IS NULL AND given_up_at IS NULL AND digest = $3 AND due_at <= $4 \
                 AND (leased_until IS NULL OR leased_until <= $4) ORDER BY due_at, id LIMIT 1",
            $row,
            ") RETURNING id, kind, facts, attempts, created_at, lease, \
               COALESCE(address, (SELECT email FROM person WHERE person.id = outbox.person AND person.disabled_at IS NULL)) AS address"
        )
    };
}

/// Takes the mail that has waited longest, if any is ready. On PostgreSQL a row that another is taking at this moment is passed over:
/// whoever waited for it would find it taken, and stop while others are ready. On SQLite one takes after the other.
pub(super) async fn take(tx: &mut Tx, lasts: TimeDelta) -> Stored<Option<Leased>> {
    let now = tx.now();
    let lease = hex(&tx.random::<16>());
    // An attempt is counted when it begins: a mail that makes the program die is given up like any other.
    sql_either(take!(""), take!(" FOR UPDATE SKIP LOCKED")).bind(lease).bind(now + lasts).bind(false).bind(now).maybe(tx).await
}

/// What became of a mail.
pub(super) enum Fate {
    /// It left.
    Sent,
    /// It did not, and is tried again.
    Postponed,
    /// It did not, and is not tried again unless somebody asks.
    GivenUp,
}

/// Writes down that the mail left. Its link, when it is a key, goes from the row: a copy of the database holds no way in.
pub(super) async fn sent(tx: &mut Tx, mail: &Leased, message_id: &str) -> Stored<Fate> {
    let now = tx.now();
    sql("UPDATE outbox SET sent_at = $1, message_id = $2, lease = NULL, leased_until = NULL, last_problem = NULL WHERE id = $3 AND lease = $4")
        .bind(now)
        .bind(message_id)
        .bind(mail.id)
        .bind(mail.lease.as_str())
        .run(tx)
        .await?;
    if mail.kind.carries_a_key() {
        forget_key(tx, mail).await?;
    }
    Ok(Fate::Sent)
}

async fn forget_key(tx: &mut Tx, mail: &Leased) -> Stored<()> {
    let mut kept = mail.facts.0.clone();
    kept.facts.path.clear();
    sql("UPDATE outbox SET facts = $1 WHERE id = $2").bind(crate::store::Value::json(&kept)?).bind(mail.id).run(tx).await?;
    Ok(())
}

/// Writes down that it did not leave, and when the next try is.
pub(super) async fn failed(tx: &mut Tx, mail: &Leased, problem: &Problem) -> Stored<Fate> {
    let refused = matches!(problem, Problem::Refused(_) | Problem::NotAMail);
    let wait =
        usize::try_from(mail.attempts - 1).ok().and_then(|at| WAITS.get(at)).filter(|_| !refused || mail.attempts < REFUSALS);
    let Some(wait) = wait else { return give_up(tx, mail, &problem.to_string()).await };
    let now = tx.now();
    sql("UPDATE outbox SET due_at = $1, last_problem = $2, lease = NULL, leased_until = NULL WHERE id = $3 AND lease = $4")
        .bind(now + *wait)
        .bind(problem.to_string())
        .bind(mail.id)
        .bind(mail.lease.as_str())
        .run(tx)
        .await?;
    Ok(Fate::Postponed)
}

/// Writes down that the mail is not tried again.
pub(super) async fn give_up(tx: &mut Tx, mail: &Leased, why: &str) -> Stored<Fate> {
    let now = tx.now();
    sql("UPDATE outbox SET given_up_at = $1, last_problem = $2, lease = NULL, leased_until = NULL WHERE id = $3 AND lease = $4")
        .bind(now)
        .bind(why)
        .bind(mail.id)
        .bind(mail.lease.as_str())
        .run(tx)
        .await?;
    Ok(Fate::GivenUp)
}
