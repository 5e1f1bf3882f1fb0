//! Mail as rows: queued in the transaction of the change it speaks of, sent later, once, and tried again when a server is away.
//!
//! No mail carries case content: a reference, what is asked, by when, and a link. See `docs/decisions/0007-mail-by-outbox.md`.

mod digest;
mod kind;
mod lease;
mod listed;
mod mailer;
mod notices;
mod send;
mod smtp;
mod words;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::base::Email;
use crate::ids::{OrganisationId, PersonId, ReviewId};
use crate::store::{FromRow, OneRow, Rows, Stored, Tx, Value, sql};

pub use digest::fold;
pub use kind::Kind;
pub use mailer::{Mailer, MailerError, Problem, Sent};
pub use send::{Round, send_due};
pub use words::{Letter, letter};

crate::base::id!(MailId, "a mail");

/// One mail to queue.
#[derive(Clone, Debug)]
pub struct Mail {
    /// To whom.
    pub to: To,
    /// What about: its words are in one place, for every kind.
    pub kind: Kind,
    /// The partnership in whose work it is sent.
    pub partnership: Option<OrganisationId>,
    /// The review it speaks of.
    pub review: Option<ReviewId>,
    /// All that the words may hold.
    pub facts: Facts,
    /// Mail with the same key is queued once, however often it is asked for.
    pub dedupe: Option<String>,
    /// Whether it may wait for the daily digest. Mail to an address alone never does.
    pub digest: bool,
}

/// To whom a mail goes.
#[derive(Clone, Debug)]
pub enum To {
    /// Somebody who signs in; the address is looked up when the mail leaves.
    Person(PersonId),
    /// An address that a partnership typed.
    Address(Email),
}

/// All that a mail may say. None of it is case content.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The review's reference, or nothing.
    #[serde(default)]
    pub reference: String,
    /// By when.
    #[serde(default)]
    pub due: Option<NaiveDate>,
    /// Where to go: a path that begins with a slash, or nothing.
    #[serde(default)]
    pub path: String,
    /// How many things, where that is said.
    #[serde(default)]
    pub count: i64,
}

/// What the row keeps: the facts, and the things that a digest lists.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Kept {
    #[serde(flatten)]
    facts: Facts,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    things: Vec<Thing>,
}

/// One of the things that a digest lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thing {
    /// What about.
    pub kind: Kind,
    /// Reference, date and link.
    pub facts: Facts,
}

/// Queues a mail in the caller's transaction: it is sent if and only if the change it speaks of is kept.
///
/// # Errors
/// When the database refuses.
pub async fn queue(tx: &mut Tx, mail: Mail) -> Stored<()> {
    queue_all(tx, vec![mail]).await
}

/// Queues mails as [`queue`] does, together.
///
/// # Errors
/// When the database refuses.
pub async fn queue_all(tx: &mut Tx, mails: Vec<Mail>) -> Stored<()> {
    insert(tx, mails.into_iter().map(|mail| (mail, Vec::new())).collect()).await
}

/// `things` are those that a digest lists.
async fn insert(tx: &mut Tx, mails: Vec<(Mail, Vec<Thing>)>) -> Stored<()> {
    let mut rows = Rows::into(
        "INSERT INTO outbox (id, kind, person, address, partnership, review, facts, dedupe, digest, due_at, created_at)",
    );
    for (mail, things) in mails {
        let (id, now) = (tx.id::<MailId>(), tx.now());
        let (person, address) = match mail.to {
            To::Person(person) => (Some(person), None),
            To::Address(address) => (None, Some(address)),
        };
        let row = OneRow::default()
            .bind(id)
            .bind(mail.kind.to_string())
            .bind(person)
            .bind(address)
            .bind(mail.partnership)
            .bind(mail.review)
            .bind(Value::json(&Kept { facts: mail.facts, things })?)
            .bind(mail.dedupe)
            .bind(mail.digest && person.is_some())
            .bind(now)
            .bind(now);
        rows.add(row);
    }
    rows.run("ON CONFLICT (dedupe) DO NOTHING", tx).await.map(drop)
}

/// How the outbox stands: for the metrics and for those who run dardr.
#[derive(Clone, Debug, FromRow)]
pub struct Standing {
    /// Mail that is still to be sent, without what waits for a digest.
    pub waiting: i64,
    /// Mail that was given up after many tries.
    pub given_up: i64,
    /// Since when the oldest mail has been ready to leave.
    pub oldest: Option<DateTime<Utc>>,
}

/// How the outbox stands now.
///
/// # Errors
/// When the database refuses.
pub async fn standing(tx: &mut Tx) -> Stored<Standing> {
    sql("SELECT COUNT(CASE WHEN given_up_at IS NULL THEN 1 END) AS waiting, COUNT(given_up_at) AS given_up, \
         MIN(CASE WHEN given_up_at IS NULL THEN created_at END) AS oldest FROM outbox WHERE sent_at IS NULL AND digest = $1")
    .bind(false)
    .one(tx)
    .await
}

/// A mail that was given up: what can be told about it without naming anybody.
#[derive(Clone, Debug, FromRow)]
pub struct GivenUp {
    /// Which.
    pub id: MailId,
    /// What about, as its code.
    pub kind: String,
    /// When it was queued.
    pub created_at: DateTime<Utc>,
    /// How often it was tried.
    pub attempts: i64,
    /// What went wrong the last time.
    pub last_problem: Option<String>,
}

/// The mail that was given up, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn given_up(tx: &mut Tx) -> Stored<Vec<GivenUp>> {
    sql("SELECT id, kind, created_at, attempts, last_problem FROM outbox WHERE given_up_at IS NOT NULL AND sent_at IS NULL \
         ORDER BY created_at DESC, id DESC")
    .all(tx)
    .await
}

/// Lets mail that was given up be tried again from the start, and tells how many there were.
///
/// # Errors
/// When the database refuses.
pub async fn try_again(tx: &mut Tx) -> Stored<u64> {
    let now = tx.now();
    sql("UPDATE outbox SET given_up_at = NULL, attempts = 0, due_at = $1 WHERE given_up_at IS NOT NULL AND sent_at IS NULL")
        .bind(now)
        .run(tx)
        .await
}
