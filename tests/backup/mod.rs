//! A backup of a running deployment is whole, and one command brings it back.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use dardr::base::{Clock, FixedClock, SeededChance};
use dardr::cli::backup::{BackupError, backup, restore};
use dardr::store::{Store, sql};

use crate::support::World;

/// A deployment that was in use: two numbers are always written together, so a copy between them would show.
struct Deployment {
    world: World,
    keys: PathBuf,
}

impl Deployment {
    async fn new() -> Self {
        let world = World::sqlite().await;
        let keys = world.directory().join("keys");
        fs::create_dir_all(keys.join("reviews")).unwrap();
        fs::write(keys.join("reviews/one.key"), [1; 32]).unwrap();
        fs::write(keys.join("master.key"), [2; 32]).unwrap();
        let mut tx = world.store.write().await.unwrap();
        let table = "CREATE TABLE pair (n INTEGER NOT NULL, half TEXT NOT NULL, PRIMARY KEY (n, half)) STRICT";
        sql(table).run(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        Self { world, keys }
    }

    fn place(&self, name: &str) -> PathBuf {
        self.world.directory().join(name)
    }

    async fn backup(&self, to: &Path, keys_to: Option<&Path>) -> Result<String, BackupError> {
        backup(&self.world.url, &self.keys, to, keys_to, &*self.world.clock).await.map(|report| report.to_string())
    }

    async fn restore(&self, from: &Path, keys_from: Option<&Path>) -> Result<String, BackupError> {
        restore(&self.world.url, &self.keys, from, keys_from, &*self.world.clock).await.map(|report| report.to_string())
    }
}

async fn write_pair(store: &Store, n: i64) {
    let mut tx = store.write().await.unwrap();
    for half in ["first", "second"] {
        sql("INSERT INTO pair (n, half) VALUES ($1, $2)").bind(n).bind(half).run(&mut tx).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// How many pairs there are, having looked that each is whole and none is missing.
async fn whole_pairs(store: &Store) -> i64 {
    let mut tx = store.read().await.unwrap();
    let (rows, pairs, last) =
        sql("SELECT COUNT(*), COUNT(DISTINCT n), coalesce(MAX(n), 0) FROM pair").one::<(i64, i64, i64)>(&mut tx).await.unwrap();
    assert_eq!((rows, last), (2 * pairs, pairs));
    pairs
}

async fn open(url: &str) -> Store {
    let clock = FixedClock::at("2026-03-07T09:00:00Z".parse().unwrap());
    Store::open(url, Arc::new(clock), Arc::new(SeededChance::new(3))).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_backed_up_while_people_work_is_whole() {
    let here = Deployment::new().await;
    let (written, stop) = (Arc::new(AtomicI64::new(0)), Arc::new(AtomicBool::new(false)));
    let writer = tokio::spawn({
        let (store, written, stop) = (here.world.store.clone(), Arc::clone(&written), Arc::clone(&stop));
        async move {
            while !stop.load(Ordering::SeqCst) {
                write_pair(&store, written.load(Ordering::SeqCst) + 1).await;
                written.fetch_add(1, Ordering::SeqCst);
            }
        }
    });
    let mut before = Vec::new();
    for day in 1..=5 {
        while written.load(Ordering::SeqCst) < day * 40 {
            tokio::task::yield_now().await;
        }
        before.push(written.load(Ordering::SeqCst));
        here.backup(&here.place(&format!("day-{day}")), None).await.unwrap();
    }
    stop.store(true, Ordering::SeqCst);
    writer.await.unwrap();
    let all = whole_pairs(&here.world.store).await;

    for (day, before) in (1..=5).zip(before) {
        let url = format!("sqlite:{}", here.place(&format!("restored-{day}.db")).display());
        let from = here.place(&format!("day-{day}"));
        restore(&url, &here.keys, &from, None, &*here.world.clock).await.unwrap();
        let store = open(&url).await;
        let pairs = whole_pairs(&store).await;
        assert!((before..=all).contains(&pairs), "{before} were written before, {all} in all, {pairs} were restored");
        store.migrate().await.unwrap();
        write_pair(&store, pairs + 1).await;
        store.close().await;
    }
}

#[tokio::test]
async fn a_deployment_and_its_keys_come_back_and_what_was_there_stays_beside() {
    let here = Deployment::new().await;
    write_pair(&here.world.store, 1).await;
    let (data, keys) = (here.place("data"), here.place("elsewhere"));
    let said = here.backup(&data, Some(&keys)).await.unwrap();
    assert!(said.contains("2 key files"), "{said}");
    for path in [&data, &keys, &data.join("dardr.db"), &keys.join("reviews/one.key")] {
        assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o077, 0, "others can read {}", path.display());
    }

    write_pair(&here.world.store, 2).await;
    here.world.store.close().await;
    fs::remove_dir_all(&here.keys).unwrap();
    let said = here.restore(&data, Some(&keys)).await.unwrap();
    assert!(said.contains("6 March 2026 at 09:00 UTC") && said.contains("2 key files"), "{said}");
    assert_eq!(fs::read(here.keys.join("reviews/one.key")).unwrap(), [1; 32]);
    let restored = open(&here.world.url).await;
    assert_eq!(whole_pairs(&restored).await, 1);
    restored.close().await;
    let kept = open(&format!("{}.before-20260306T090000Z", here.world.url)).await;
    assert_eq!(whole_pairs(&kept).await, 2);
}

#[tokio::test]
async fn a_database_in_use_is_not_replaced() {
    let here = Deployment::new().await;
    here.backup(&here.place("data"), None).await.unwrap();
    write_pair(&here.world.store, 1).await;
    let error = here.restore(&here.place("data"), None).await.unwrap_err();
    assert!(matches!(error, BackupError::InUse(_)), "{error}");
    write_pair(&here.world.store, 2).await;
    assert_eq!(whole_pairs(&here.world.store).await, 2);
}

#[tokio::test]
async fn a_backup_that_was_touched_is_refused() {
    let here = Deployment::new().await;
    write_pair(&here.world.store, 1).await;
    let data = here.place("data");
    here.backup(&data, None).await.unwrap();
    here.world.store.close().await;
    let mut bytes = fs::read(data.join("dardr.db")).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(data.join("dardr.db"), bytes).unwrap();
    let error = here.restore(&data, None).await.unwrap_err();
    assert!(matches!(error, BackupError::Damaged(_)), "{error}");
    fs::remove_file(data.join("backup.json")).unwrap();
    let error = here.restore(&data, None).await.unwrap_err();
    assert!(matches!(error, BackupError::NotABackup(_)), "{error}");
    assert_eq!(whole_pairs(&open(&here.world.url).await).await, 1);
}

#[tokio::test]
async fn a_newer_backup_is_refused() {
    let here = Deployment::new().await;
    let mut tx = here.world.store.write().await.unwrap();
    sql("INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
        VALUES (9999, 'of tomorrow', TRUE, X'00', 0)")
    .run(&mut tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let error = here.backup(&here.place("data"), None).await.unwrap_err();
    assert_eq!(error.to_string(), "the database could not be brought up to date: it was made by a newer dardr than this one");
    assert!(!here.place("data").join("dardr.db").exists());
}

#[tokio::test]
async fn keys_are_kept_apart_and_never_overwritten() {
    let here = Deployment::new().await;
    let (data, keys) = (here.place("data"), here.place("elsewhere"));
    for inside in ["data", "data/keys", "data/a/b", "data/../data"] {
        let error = here.backup(&data, Some(&here.place(inside))).await.unwrap_err();
        assert!(matches!(error, BackupError::KeysWithData), "{inside}: {error}");
        // Only empty folders are taken away again, and none above them.
        fs::remove_dir_all(&data).unwrap_or_default();
    }
    let said = here.backup(&data, Some(&keys)).await.unwrap();
    assert!(!said.contains("not in it"), "{said}");
    let error = here.backup(&data, None).await.unwrap_err();
    assert!(matches!(error, BackupError::NotEmpty(_)), "{error}");

    here.world.store.close().await;
    fs::write(here.keys.join("reviews/one.key"), [9; 32]).unwrap();
    fs::write(here.keys.join("reviews/two.key"), [3; 32]).unwrap();
    let error = here.restore(&data, Some(&keys)).await.unwrap_err();
    assert!(matches!(error, BackupError::OtherKey(_)), "{error}");
    fs::remove_file(here.keys.join("reviews/one.key")).unwrap();
    here.restore(&data, Some(&keys)).await.unwrap();
    assert_eq!(fs::read(here.keys.join("reviews/two.key")).unwrap(), [3; 32]);
}

#[tokio::test]
async fn a_stopped_deployment_is_backed_up_too() {
    let here = Deployment::new().await;
    write_pair(&here.world.store, 1).await;
    here.world.store.close().await;
    let said = here.backup(&here.place("data"), None).await.unwrap();
    assert!(said.contains("are not in it"), "{said}");
}

#[tokio::test]
async fn what_cannot_be_backed_up_is_said() {
    let here = Deployment::new().await;
    let clock = &*here.world.clock;
    let error = backup("postgres://localhost/dardr", &here.keys, &here.place("a"), None, clock).await.unwrap_err();
    assert!(error.to_string().contains("pg_dump"), "{error}");
    let error = restore("postgres://localhost/dardr", &here.keys, &here.place("a"), None, clock).await.unwrap_err();
    assert!(error.to_string().contains("pg_restore"), "{error}");
    let error = backup("sqlite:/nowhere/dardr.db", &here.keys, &here.place("a"), None, clock).await.unwrap_err();
    assert!(matches!(error, BackupError::NoDatabase(_)), "{error}");
    assert!(!here.place("a").exists());
    assert_eq!(clock.today().to_string(), "2026-03-06");
}
