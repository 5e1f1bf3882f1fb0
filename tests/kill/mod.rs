//! What can go wrong under the program: it is killed at any instant while people write, its disk is full, its database restarts, others
//! work beside it. Afterwards nothing is half done and nothing that was acknowledged is lost.
//!
//! Here pages are written by sessions that outlive every kill; `steps` does the same through the API, on both databases; `away` fills
//! the disk and restarts PostgreSQL; `several` runs two instances on one database.
//!
//! `DARDR_TEST_KILLS=200 cargo test kill::` kills more often than the twelve times of an ordinary run.

mod away;
mod http;
mod several;
mod steps;

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use dardr::base::{Chance, SeededChance};
use dardr::store::sql;

use crate::support::World;
use http::Visitor;

/// How many sessions write side by side.
const SESSIONS: usize = 3;

struct Deployment {
    folder: PathBuf,
    port: u16,
    database: Option<String>,
}

impl Deployment {
    /// A demonstration, of which a review notified in those days is written to.
    fn new(folder: &Path, database: Option<String>) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let deployment = Self { folder: folder.join("demo"), port, database };
        let mut command = deployment.command("demo");
        command.args(["--make-only", "--day", "2025-02-13", "--data"]).arg(&deployment.folder);
        if let Some(database) = &deployment.database {
            command.args(["--database", database]);
        }
        let made = command.output().unwrap();
        let said = String::from_utf8_lossy(&made.stdout);
        assert!(made.status.success() && !said.contains("could not be told"), "{said}{}", String::from_utf8_lossy(&made.stderr));
        deployment
    }

    fn command(&self, name: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dardr"));
        command.arg(name).env("DARDR_LOG", "off").stdin(Stdio::null());
        command
    }

    fn start(&self) -> Running {
        let mut command = self.command("demo");
        command.args(["--listen", &format!("127.0.0.1:{}", self.port), "--data"]).arg(&self.folder);
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let running = Running(child);
        let patience = Instant::now();
        while Visitor::new(self.port).get("/health").is_none_or(|page| page.status != 200) {
            assert!(patience.elapsed() < Duration::from_secs(300), "the server did not come up");
            thread::sleep(Duration::from_millis(30));
        }
        running
    }

    fn url(&self) -> String {
        let file = || format!("sqlite:{}", self.folder.join("dardr.db").display());
        self.database.clone().unwrap_or_else(file)
    }

    /// What `dardr verify` says is wrong.
    fn verify(&self) {
        let mut command = self.command("verify");
        command.args(["--database", &self.url(), "--keys"]).arg(self.folder.join("keys"));
        command.arg("--deployment-key").arg(self.folder.join("deployment.key"));
        let looked = command.output().unwrap();
        let said = String::from_utf8_lossy(&looked.stdout);
        assert!(looked.status.success(), "{said}{}", String::from_utf8_lossy(&looked.stderr));
    }
}

/// A server that is killed without a word when it is let go.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

/// What the server said it had done.
#[derive(Default)]
struct Acknowledged {
    notes: Vec<String>,
    drafts: Vec<String>,
    /// What else was answered, for the message when nothing was acknowledged.
    other: Vec<String>,
}

/// People who are in. Their sessions outlive every kill. Nobody is killed meanwhile: a sign-in that is cut off counts as a failed one,
/// and too many of those are slowed down.
fn come_in(deployment: &Deployment) -> Vec<Visitor> {
    let _running = deployment.start();
    let mut visitors: Vec<Visitor> = (0..SESSIONS).map(|_| Visitor::new(deployment.port)).collect();
    for visitor in &mut visitors {
        let fields = [("email", "amina.holt@wyreham.example"), ("password", dardr::demo::PASSWORD)];
        assert_eq!(visitor.send("/sign-in", &fields), Some(303));
    }
    visitors
}

/// Writes for as long as anybody answers: steps of a review, and notifications that begin.
fn write(visitor: &mut Visitor, review: &str, me: &str, stop: &AtomicBool, acknowledged: &Mutex<Acknowledged>) {
    let step = format!("/reviews/{review}/steps/record_secure_records");
    for number in 0.. {
        if stop.load(Ordering::SeqCst) {
            return;
        }
        let note = format!("letter {number} of {me}");
        match visitor.send(&step, &[("on", "2025-02-13"), ("note", &note)]) {
            Some(303) => acknowledged.lock().unwrap().notes.push(note),
            Some(status) => acknowledged.lock().unwrap().other.push(format!("step: {status}")),
            None => return,
        }
        if number % 3 == 0
            && let Some(Some(to)) = visitor.send_for("/notifications", &[])
            && let Some(draft) = to.strip_prefix("/notifications/").and_then(|rest| rest.strip_suffix("/told"))
        {
            acknowledged.lock().unwrap().drafts.push(draft.to_owned());
        }
    }
}

async fn opened(world: &World, deployment: &Deployment) -> dardr::store::Store {
    dardr::store::Store::open(&deployment.url(), Arc::clone(&world.clock) as _, Arc::clone(&world.chance) as _).await.unwrap()
}

/// On a busy machine a server takes its time; one that is killed before it saved anything says nothing.
fn until_saved(saved: impl Fn() -> bool) {
    let begun = Instant::now();
    while !saved() && begun.elapsed() < Duration::from_secs(20) {
        thread::sleep(Duration::from_millis(10));
    }
}

async fn kill_and_look(world: World, database: Option<String>) {
    let rounds: usize = std::env::var("DARDR_TEST_KILLS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(12);
    let folder = world.directory().to_owned();
    let deployment = tokio::task::spawn_blocking(move || Deployment::new(&folder, database)).await.unwrap();
    let store = opened(&world, &deployment).await;
    let review: dardr::ids::ReviewId =
        sql("SELECT id FROM review WHERE reference = 'WYK-2025-a'").scalar(&mut store.read().await.unwrap()).await.unwrap();
    store.close().await;
    let said = tokio::task::spawn_blocking(move || {
        let chance = SeededChance::new(5);
        let acknowledged = Mutex::new(Acknowledged::default());
        let mut visitors = come_in(&deployment);
        for round in 0..rounds {
            let mut byte = [0];
            chance.fill(&mut byte);
            let running = deployment.start();
            let before = acknowledged.lock().unwrap().notes.len();
            let (stop, review) = (AtomicBool::new(false), review.to_string());
            thread::scope(|scope| {
                for (session, visitor) in visitors.iter_mut().enumerate() {
                    let (stop, review, acknowledged) = (&stop, &review, &acknowledged);
                    scope.spawn(move || {
                        write(visitor, review, &format!("session {session} in round {round}"), stop, acknowledged)
                    });
                }
                until_saved(|| acknowledged.lock().unwrap().notes.len() >= before + 2);
                thread::sleep(Duration::from_millis(6 * u64::from(byte[0])));
                drop(running);
                stop.store(true, Ordering::SeqCst);
            });
            deployment.verify();
        }
        (deployment, acknowledged.into_inner().unwrap())
    });
    let (deployment, acknowledged) = said.await.unwrap();
    assert!(
        acknowledged.notes.len() > rounds,
        "{} writes in {rounds} rounds are too few to tell; also {:?}",
        acknowledged.notes.len(),
        acknowledged.other
    );
    let store = opened(&world, &deployment).await;
    let mut tx = store.read().await.unwrap();
    let kept: Vec<(String,)> = sql("SELECT note FROM happening WHERE review = $1").bind(review).all(&mut tx).await.unwrap();
    for note in &acknowledged.notes {
        assert_eq!(kept.iter().filter(|(each,)| each == note).count(), 1, "{note}");
    }
    for draft in &acknowledged.drafts {
        let there: i64 = sql("SELECT COUNT(*) FROM notification_draft WHERE review = $1")
            .bind(draft.parse::<dardr::ids::ReviewId>().unwrap())
            .scalar(&mut tx)
            .await
            .unwrap();
        assert_eq!(there, 1, "the draft {draft}");
        assert!(deployment.folder.join("keys").exists());
    }
    drop(tx);
    store.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_on_sqlite() {
    World::sqlite().await.live(|world| kill_and_look(world, None)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_on_postgres() {
    World::postgres()
        .await
        .live(|world| {
            let url = world.url.clone();
            kill_and_look(world, Some(url))
        })
        .await;
}
