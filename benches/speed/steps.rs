//! One step of a review, taken as often as is asked for: the person's posts and roles are read, the right is asked for, and the step,
//! its history, its row on the record and its mail are committed. Each review had as many events before as its database is for.

use std::io::BufRead as _;
use std::sync::Arc;
use std::time::Instant;

use dardr::access::right::TakeStep;
use dardr::access::{actor, permit};
use dardr::app::App;
use dardr::ids::{PersonId, ReviewId};
use dardr::process::Act;
use dardr::reviews::{self, Taking};
use dardr::store::{Tx, sql};
use serde_json::json;

use super::{Arguments, Outcome, app_of_today, say};

/// It stays in its stage, needs nothing, tells everybody in the review, and a coordinator may take it from setup to sign-off.
const ACT: Act = Act::SendDelayNotice;
/// Steps in one transaction while a history is made.
const TOGETHER: i64 = 500;

/// Where steps are taken.
struct Place {
    app: Arc<App>,
    review: ReviewId,
    person: PersonId,
}

/// `speed steps --database URL --data FOLDER --events N`: brings a review to so many events, then for every line with a number
/// on standard input takes so many steps and says how long each took, in microseconds.
pub async fn steps(arguments: &Arguments) -> Outcome<()> {
    let app = app_of_today(arguments).await?;
    let events: i64 = arguments.get("events")?.parse()?;
    let mut tx = app.store.read().await?;
    // A review of the demonstration that has its panel, its agencies and its terms.
    let (review, person): (ReviewId, PersonId) = sql("SELECT r.id, p.person FROM review r \
         JOIN post p ON p.organisation = r.partnership AND p.role = 'coordinator' WHERE r.stage = 'gathering' ORDER BY r.id LIMIT 1")
    .one(&mut tx)
    .await?;
    drop(tx);
    let place = Place { app, review, person };
    place.fill(events).await?;
    let before = place.rows().await?;
    say(&json!({ "events": before[0] }))?;
    let mut taken = 0;
    for line in std::io::stdin().lock().lines() {
        let count: u32 = line?.trim().parse()?;
        let began = processor();
        let mut took = Vec::new();
        for _ in 0..count {
            let start = Instant::now();
            let mut tx = place.app.store.write().await?;
            place.take(&mut tx).await?;
            tx.commit().await?;
            took.push(start.elapsed().as_nanos() as f64 / 1000.0);
        }
        taken += i64::from(count);
        say(&json!({ "took": took, "processor": processor() - began }))?;
    }
    let after = place.rows().await?;
    let each: Vec<i64> = before.iter().zip(after).map(|(before, after)| (after - before) / taken.max(1)).collect();
    place.app.store.close().await;
    say(&json!({ "happening": each[0], "audit": each[1], "outbox": each[2] }))
}

impl Place {
    /// Takes steps, many in a transaction, until the review has had so many events.
    async fn fill(&self, events: i64) -> Outcome<()> {
        loop {
            let missing = events - self.rows().await?[0];
            if missing <= 0 {
                return Ok(());
            }
            let mut tx = self.app.store.write().await?;
            for _ in 0..missing.min(TOGETHER) {
                self.take(&mut tx).await?;
            }
            tx.commit().await?;
        }
    }

    async fn take(&self, tx: &mut Tx) -> Outcome<()> {
        let today = tx.today();
        let actor = actor(tx, self.person, today).await?.ok_or("the coordinator is disabled")?;
        let grant = permit::<TakeStep>(tx, &actor, self.review).await?;
        let version = reviews::front(tx, &grant).await?.version;
        reviews::advance(tx, &grant, Taking::new(ACT, today, version)).await?;
        Ok(())
    }

    /// How many rows of history, record and mail the review has.
    async fn rows(&self) -> Outcome<[i64; 3]> {
        let mut tx = self.app.store.read().await?;
        let (happening, audit, outbox): (i64, i64, i64) = sql("SELECT (SELECT COUNT(*) FROM happening WHERE review = $1), \
             (SELECT COUNT(*) FROM audit WHERE review = $1), (SELECT COUNT(*) FROM outbox WHERE review = $1)")
        .bind(self.review)
        .one(&mut tx)
        .await?;
        Ok([happening, audit, outbox])
    }
}

/// Microseconds of processor time that the threads of this program have had; 0 where Linux does not tell.
fn processor() -> f64 {
    let tasks = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let of = |task: std::fs::DirEntry| -> Option<f64> {
        std::fs::read_to_string(task.path().join("schedstat")).ok()?.split(' ').next()?.parse().ok()
    };
    tasks.filter_map(of).sum::<f64>() / 1000.0
}
