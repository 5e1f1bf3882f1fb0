//! What every test stands on: a world of its own, with a database of its own, on SQLite and on PostgreSQL.

mod cluster;
mod postgres;
mod program;
mod scratch;
mod sqlite;
mod town;
mod visit;

use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use dardr::base::{Chance, Clock, FixedClock, SeededChance};
use dardr::store::Store;
use futures_util::FutureExt;

pub use cluster::Cluster;
pub use program::command;
pub use town::let_in;
pub use visit::{sent_again_and_again, showing};

/// When a world begins, unless its test says otherwise: a Friday in winter, so that London is at UTC.
pub const BEGINNING: &str = "2026-03-06T09:00:00Z";

/// A world for one test: an empty, migrated database that no other test sees, and time and chance that do as they are told.
#[derive(Clone)]
pub struct World {
    /// The database.
    pub store: Store,
    /// Its address, for a test that starts a program of its own.
    pub url: String,
    /// The time. Stands at [`BEGINNING`].
    pub clock: Arc<FixedClock>,
    /// Chance, the same in each run.
    pub chance: Arc<SeededChance>,
    directory: Arc<tempfile::TempDir>,
}

/// Makes two tests of one: `both!(async fn a_promise_is_kept(world: World) { … });` is run as `a_promise_is_kept::sqlite` and
/// `a_promise_is_kept::postgres`, each with a [`World`] of its own.
macro_rules! both {
    ($(#[$meta:meta])* async fn $name:ident($world:ident: World) $body:block) => {
        async fn $name($world: $crate::support::World) $body

        mod $name {
            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                $crate::support::World::sqlite().await.live(super::$name).await;
            }

            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                $crate::support::World::postgres().await.live(super::$name).await;
            }
        }
    };
}

impl World {
    /// A world on SQLite: a copy of a file that was migrated once.
    pub async fn sqlite() -> Self {
        let directory = scratch::directory();
        let url = sqlite::fresh(directory.path()).await;
        Self::at(url, directory).await
    }

    /// A world on PostgreSQL: a copy of a database that was migrated once.
    pub async fn postgres() -> Self {
        Self::at(postgres::fresh().await, scratch::directory()).await
    }

    /// A folder that goes when the world does.
    pub fn directory(&self) -> &Path {
        self.directory.path()
    }

    /// A world on a PostgreSQL of the test's own, which it may stop. Its database is not migrated yet.
    pub async fn on(url: String) -> Self {
        Self::at(url, scratch::directory()).await
    }

    /// Another instance on the same database: connections of its own, the same keys and time.
    pub async fn second(&self) -> Self {
        Self { store: self.another_store().await, ..self.clone() }
    }

    /// Another store on the same database, as a second instance of the program has.
    pub async fn another_store(&self) -> Store {
        open(&self.url, &self.clock, &self.chance).await
    }

    async fn at(url: String, directory: tempfile::TempDir) -> Self {
        let clock = Arc::new(FixedClock::at(beginning()));
        let chance = Arc::new(SeededChance::new(1));
        let store = open(&url, &clock, &chance).await;
        Self { store, url, clock, chance, directory: Arc::new(directory) }
    }

    /// Runs a test in this world and takes the world down after it, also when the test fails.
    pub async fn live<F: Future<Output = ()>>(self, story: impl FnOnce(Self) -> F) {
        let ended = AssertUnwindSafe(story(self.clone())).catch_unwind().await;
        // A test that left a transaction open must not keep the others waiting.
        drop(tokio::time::timeout(Duration::from_secs(2), self.store.close()).await);
        if !self.store.is_sqlite() {
            postgres::remove(&self.url).await;
        }
        if let Err(panic) = ended {
            resume_unwind(panic);
        }
    }
}

fn beginning() -> DateTime<Utc> {
    BEGINNING.parse().unwrap()
}

async fn open(url: &str, clock: &Arc<FixedClock>, chance: &Arc<SeededChance>) -> Store {
    let clock: Arc<dyn Clock> = Arc::clone(clock) as _;
    let chance: Arc<dyn Chance> = Arc::clone(chance) as _;
    Store::open(url, clock, chance).await.unwrap()
}

/// Where the project is.
pub fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
