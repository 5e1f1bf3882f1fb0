//! PostgreSQL for tests: one server for the whole run, migrated once, a database copied for each test.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use dardr::base::{FixedClock, SeededChance};
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, Connection};
use tokio::sync::OnceCell;

use super::{Cluster, beginning, open};

struct Server {
    /// The address of a database that can always be reached.
    admin: String,
    template: String,
    /// Held for as long as the tests run.
    _cluster: Option<Cluster>,
}

static SERVER: OnceCell<Server> = OnceCell::const_new();
static NEXT: AtomicU32 = AtomicU32::new(0);

/// A migrated, empty database. Gives its address.
pub async fn fresh() -> String {
    let server = SERVER.get_or_init(start).await;
    let name = format!("dardr_test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    command(&server.admin, format!("CREATE DATABASE {name} TEMPLATE {}", server.template)).await;
    with_database(&server.admin, &name)
}

/// Removes a database that [`fresh`] made.
pub async fn remove(url: &str) {
    let name = url.split('?').next().and_then(|address| address.rsplit('/').next());
    if let (Some(server), Some(name)) = (SERVER.get(), name) {
        command(&server.admin, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
    }
}

async fn start() -> Server {
    let given = std::env::var("DARDR_TEST_POSTGRES").ok();
    let (admin, cluster) = match given {
        Some(url) => (url, None),
        None => {
            let cluster = Cluster::start();
            (cluster.url("postgres"), Some(cluster))
        }
    };
    let template = format!("dardr_template_{}", std::process::id());
    command(&admin, format!("DROP DATABASE IF EXISTS {template}")).await;
    command(&admin, format!("CREATE DATABASE {template} TEMPLATE template0 ENCODING 'UTF8'")).await;
    let (clock, chance) = (Arc::new(FixedClock::at(beginning())), Arc::new(SeededChance::new(0)));
    let store = open(&with_database(&admin, &template), &clock, &chance).await;
    store.migrate().await.unwrap();
    store.close().await;
    Server { admin, template, _cluster: cluster }
}

async fn command(url: &str, text: String) {
    let options: PgConnectOptions = url.parse().unwrap();
    let mut connection = PgConnection::connect_with(&options).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(text)).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

/// `url` with another database in it.
fn with_database(url: &str, name: &str) -> String {
    let (address, query) = url.split_once('?').map_or((url, String::new()), |(a, q)| (a, format!("?{q}")));
    let server = address.rsplit_once('/').map_or(address, |(server, _)| server);
    format!("{server}/{name}{query}")
}
