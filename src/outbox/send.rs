//! One round of sending: everything that is ready, a few mails side by side.

use std::time::Duration;

use chrono::TimeDelta;
use futures_util::future::try_join_all;

use crate::base::{Email, london_day};
use crate::settings::PublicAddress;
use crate::store::{Store, Stored};

use super::lease::{self, Fate, Leased};
use super::mailer::{Mailer, Problem};
use super::words::letter;

/// How many mails are sent side by side: one that hangs holds up a quarter of the others at most.
const SIDE_BY_SIDE: usize = 4;

/// Most mails of one round for each of those side by side, so that a round ends and the program can stop between two.
const AT_MOST: u64 = 50;

/// How often it is tried to write down that a mail left before it is left to the lease to run out, and the mail to be sent again.
const MARKING: u32 = 6;

/// What a round did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Mails that left.
    pub sent: u64,
    /// Mails that did not, and are tried again later.
    pub postponed: u64,
    /// Mails that are not tried again.
    pub given_up: u64,
}

/// Sends everything that is ready. No transaction is open while a server is waited for. Several instances may do this at once:
/// a mail is leased by one of them, and a lease outlasts every wait.
///
/// A mail is sent twice only when the program dies, or the database stays away, between the server's yes and the mark; the second has the
/// same Message-ID, by which servers and people can know it.
///
/// # Errors
/// When the database refuses; mail that does not leave is no error here.
pub async fn send_due(store: &Store, mailer: &Mailer, public: &PublicAddress) -> Stored<Round> {
    // Looking costs no write: on SQLite, writers wait for each other.
    if !lease::any_ready(&mut store.read().await?).await? {
        return Ok(Round::default());
    }
    let rounds = try_join_all((0..SIDE_BY_SIDE).map(|_| one_after_another(store, mailer, public))).await?;
    let sum = |round: Round, other: &Round| Round {
        sent: round.sent + other.sent,
        postponed: round.postponed + other.postponed,
        given_up: round.given_up + other.given_up,
    };
    Ok(rounds.iter().fold(Round::default(), sum))
}

async fn one_after_another(store: &Store, mailer: &Mailer, public: &PublicAddress) -> Stored<Round> {
    let mut round = Round::default();
    // Beyond the longest wait for the server there is the time for the marks.
    let lasts = TimeDelta::from_std(mailer.patience()).unwrap_or(TimeDelta::minutes(5)) + TimeDelta::minutes(2);
    for _ in 0..AT_MOST {
        let mut tx = store.write().await?;
        let taken = lease::take(&mut tx, lasts).await?;
        tx.commit().await?;
        let Some(mail) = taken else { break };
        match carry(store, mailer, public, &mail).await? {
            Fate::Sent => round.sent += 1,
            Fate::Postponed => round.postponed += 1,
            Fate::GivenUp => round.given_up += 1,
        }
    }
    Ok(round)
}

async fn carry(store: &Store, mailer: &Mailer, public: &PublicAddress, mail: &Leased) -> Stored<Fate> {
    let Some(to) = &mail.address else {
        let mut tx = store.write().await?;
        let fate = lease::give_up(&mut tx, mail, "the person’s account is closed").await?;
        tx.commit().await?;
        return Ok(fate);
    };
    let outcome = hand_over(mailer, public, mail, to).await;
    if let Err(problem) = &outcome {
        tracing::warn!(mail = %mail.id, kind = %mail.kind, attempt = mail.attempts, %problem, "a mail did not leave");
    }
    let mut tries = 0;
    loop {
        match write_down(store, mailer, mail, &outcome).await {
            Ok(fate) => return Ok(fate),
            Err(problem) if tries < MARKING => {
                tracing::warn!(mail = %mail.id, %problem, "what became of a mail could not be written down yet");
                tokio::time::sleep(Duration::from_millis(200 << tries)).await;
                tries += 1;
            }
            Err(problem) => return Err(problem),
        }
    }
}

async fn hand_over(mailer: &Mailer, public: &PublicAddress, mail: &Leased, to: &Email) -> Result<(), Problem> {
    let words = letter(mail.kind, &mail.facts.0.facts, &mail.facts.0.things, public, london_day(mail.created_at));
    mailer.send(mail.id, to, words, mail.created_at).await
}

async fn write_down(store: &Store, mailer: &Mailer, mail: &Leased, outcome: &Result<(), Problem>) -> Stored<Fate> {
    let mut tx = store.write().await?;
    let fate = match outcome {
        Ok(()) => lease::sent(&mut tx, mail, &mailer.message_id(mail.id)).await?,
        Err(problem) => lease::failed(&mut tx, mail, problem).await?,
    };
    tx.commit().await?;
    Ok(fate)
}
