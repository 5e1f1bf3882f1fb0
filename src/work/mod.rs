//! The timetable: what is done without anybody asking. Each job may be run twice without harm, and is claimed by one instance at a time.

mod claim;
mod clean;
mod held;
mod holidays;
mod late;
mod law;
mod occasion;
mod promised;
mod remind;

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Days, NaiveTime, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Europe::London;
use tokio::sync::watch;

use crate::app::App;
use crate::base::london_day;
use crate::store::Stored;
use crate::{audit, outbox};

/// How often it is looked whether something is to be done.
const LOOK: Duration = Duration::from_secs(5);

crate::base::text_enum! {
    /// One job of the timetable, in the order in which those that are due together are done.
    pub enum Job {
        /// Tells administrators a year ahead that the known bank holidays end.
        WatchHolidays = "watch_holidays",
        /// Asks whether reviews move to the law that their dates lead to.
        WatchLaw = "watch_law",
        /// Tells people which clocks of their reviews run out soon, or have.
        Remind = "remind",
        /// Folds what waits into one mail a person.
        FoldDigests = "fold_digests",
        /// Sets the deployment's key under the record.
        SealRecord = "seal_record",
        /// Removes sessions, sign-in failures, used links and form keys that have run out.
        CleanUp = "clean_up",
    }
}

/// When a job is due.
#[derive(Clone, Copy, Debug)]
enum Every {
    /// This long after it last ran.
    Span(TimeDelta),
    /// Each day at this time in London.
    Day(NaiveTime),
}

/// Six in the morning: early enough for what it finds to stand in the digest.
const EARLY: NaiveTime = clock(6);
/// When people begin to read.
const MORNING: NaiveTime = clock(7);

const fn clock(hour: u32) -> NaiveTime {
    match NaiveTime::from_hms_opt(hour, 0, 0) {
        Some(time) => time,
        None => NaiveTime::MIN,
    }
}

impl Job {
    const fn every(self) -> Every {
        match self {
            Self::WatchHolidays | Self::WatchLaw | Self::Remind => Every::Day(EARLY),
            Self::FoldDigests => Every::Day(MORNING),
            Self::SealRecord => Every::Span(TimeDelta::minutes(1)),
            Self::CleanUp => Every::Span(TimeDelta::hours(1)),
        }
    }

    /// The last instant at which it became due: it is done unless it was done since.
    fn due_since(self, now: DateTime<Utc>) -> DateTime<Utc> {
        match self.every() {
            Every::Span(span) => now - span,
            Every::Day(time) => {
                let today = london_day(now);
                let on =
                    |day: chrono::NaiveDate| London.from_local_datetime(&day.and_time(time)).earliest().map(|at| at.to_utc());
                let yesterday = today.checked_sub_days(Days::new(1)).unwrap_or(today);
                on(today).filter(|at| *at <= now).or_else(|| on(yesterday)).unwrap_or(now)
            }
        }
    }

    async fn run(self, app: &App) -> Stored<()> {
        match self {
            Self::WatchHolidays => holidays::watch(app).await,
            Self::WatchLaw => law::watch(app).await,
            Self::Remind => remind::people(app).await,
            Self::FoldDigests => {
                let mut tx = app.store.write().await?;
                outbox::fold(&mut tx).await?;
                tx.commit().await
            }
            Self::SealRecord => {
                let mut tx = app.store.write().await?;
                audit::seal(&mut tx, &app.keyring).await?;
                tx.commit().await
            }
            Self::CleanUp => clean::up(app).await,
        }
    }
}

/// Does what is due at the app's present instant, and tells which jobs were done. One that fails is logged and tried again
/// a minute later; the others go on.
///
/// # Errors
/// When the database cannot be asked what is due.
pub async fn run_due(app: &App) -> Stored<Vec<Job>> {
    let mut done = Vec::new();
    for job in Job::ALL.iter().copied() {
        let Some(claim) = claim::take(&app.store, job, job.due_since(app.clock.now())).await? else { continue };
        match job.run(app).await {
            Ok(()) => {
                claim.done(&app.store).await?;
                done.push(job);
            }
            Err(problem) => {
                tracing::error!(%job, %problem, "a job failed");
                claim.failed(&app.store).await?;
            }
        }
    }
    Ok(done)
}

/// Sends mail and does what is due until told to stop. Ends after what is under way.
pub async fn until_stopped(app: Arc<App>, stop: watch::Receiver<bool>) {
    tokio::join!(send_mail(&app, stop.clone()), keep_time(&app, stop));
}

async fn keep_time(app: &App, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        if let Err(problem) = run_due(app).await {
            tracing::error!(%problem, "the timetable could not be kept");
        }
        pause(&mut stop).await;
    }
}

/// Mail has a loop of its own: a server that hangs must hold up no other job.
async fn send_mail(app: &App, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        match outbox::send_due(&app.store, &app.mailer, &app.settings.web.public).await {
            Ok(round) if round == outbox::Round::default() => {}
            Ok(round) => tracing::info!(sent = round.sent, postponed = round.postponed, given_up = round.given_up, "mail"),
            Err(problem) => tracing::error!(%problem, "mail could not be sent"),
        }
        pause(&mut stop).await;
    }
}

async fn pause(stop: &mut watch::Receiver<bool>) {
    // An end of the channel is an end of the program.
    let _ = tokio::time::timeout(LOOK, stop.wait_for(|stop| *stop)).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn the_morning_is_the_morning_of_london() {
        let job = Job::FoldDigests;
        assert_eq!(job.due_since(at("2026-01-15T07:00:00Z")), at("2026-01-15T07:00:00Z"));
        assert_eq!(job.due_since(at("2026-01-15T06:59:59Z")), at("2026-01-14T07:00:00Z"));
        assert_eq!(job.due_since(at("2026-07-15T06:00:00Z")), at("2026-07-15T06:00:00Z"));
        assert_eq!(job.due_since(at("2026-03-29T06:30:00Z")), at("2026-03-29T06:00:00Z"), "the day the clocks go forward");
    }
}
