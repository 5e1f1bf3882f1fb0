//! What goes wrong is said clearly, without the data, and passes.

use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;

use dardr::base::{FixedClock, SeededChance};
use dardr::store::{Store, StoreError, sql};

use super::{NoteId, Standing, note, with_notes};
use crate::support::{BEGINNING, Cluster, World};

both!(
    async fn one_that_is_there_already_is_refused_by_name(world: World) {
        with_notes(&world.store).await;
        note(&world.store, 5).await;
        let mut tx = world.store.write().await.unwrap();
        let error =
            sql("INSERT INTO note (id, n) VALUES ($1, $2)").bind(tx.id::<NoteId>()).bind(5).run(&mut tx).await.unwrap_err();
        assert!(error.is_unique_violation(), "{error}");
        assert!(error.to_string().contains("note"), "{error}");
    }
);

both!(
    async fn a_rule_of_the_schema_is_kept(world: World) {
        with_notes(&world.store).await;
        let id = note(&world.store, 1).await;
        let mut tx = world.store.write().await.unwrap();
        let error = sql("UPDATE note SET version = $1 WHERE id = $2").bind(None::<i64>).bind(id).run(&mut tx).await;
        assert!(matches!(error, Err(StoreError::Refused(_))), "{error:?}");
    }
);

both!(
    async fn a_reader_cannot_write(world: World) {
        with_notes(&world.store).await;
        let mut tx = world.store.read().await.unwrap();
        assert_eq!(sql("DELETE FROM note").run(&mut tx).await, Err(StoreError::ReadOnly));
    }
);

both!(
    async fn a_missing_value_is_noticed(world: World) {
        with_notes(&world.store).await;
        let mut tx = world.store.write().await.unwrap();
        let error = sql("SELECT n FROM note WHERE n = $1 OR n = $2").bind(1).all::<(i64,)>(&mut tx).await.unwrap_err();
        assert_eq!(error.to_string(), "1 values for 2 places in: SELECT n FROM note WHERE n = $1 OR n = $2");
        // Nothing was sent, so the transaction is whole.
        sql("SELECT n FROM note").all::<(i64,)>(&mut tx).await.unwrap();
    }
);

both!(
    async fn a_nul_is_refused_before_it_is_sent(world: World) {
        with_notes(&world.store).await;
        let mut tx = world.store.write().await.unwrap();
        let error = sql("UPDATE note SET said = $1").bind("a\0b").run(&mut tx).await.unwrap_err();
        assert_eq!(error.to_string(), "the database cannot keep text with a NUL in it");
    }
);

both!(
    async fn an_error_shows_no_data(world: World) {
        with_notes(&world.store).await;
        let mut tx = world.store.write().await.unwrap();
        sql("INSERT INTO note (id, standing) VALUES ($1, $2)")
            .bind(tx.id::<NoteId>())
            .bind("Zoe Quill of 3 Mill Lane")
            .run(&mut tx)
            .await
            .unwrap();
        let error = sql("SELECT standing FROM note").scalar::<Standing>(&mut tx).await.unwrap_err();
        assert_eq!(format!("{error:?}"), "StoreError(column 0 does not hold what was expected)");
        let error = sql("SELECT CAST(said AS BIGINT) + CAST($1 AS BIGINT) FROM note").bind("Quill").all::<(i64,)>(&mut tx).await;
        assert!(!format!("{error:?}").contains("Quill"), "{error:?}");
    }
);

#[tokio::test]
async fn an_address_that_is_none_is_said_to_be() {
    for url in ["", "mysql://here/there", "sqlite::memory:", "postgres:///x?sslmode=perhaps"] {
        let error = open(url).await.err().unwrap();
        assert!(matches!(error, StoreError::Address(_)), "{url}: {error}");
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_made_is_said_to_be() {
    let error = open("sqlite:/nowhere/at/all/dardr.db").await.err().unwrap();
    assert!(error.is_away(), "{error}");
}

/// The program is older than the database: it does not touch it.
#[tokio::test]
async fn a_database_of_a_newer_program_is_left_alone() {
    let world = World::sqlite().await;
    let mut tx = world.store.write().await.unwrap();
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (9999, 'x', TRUE, X'00', 0)";
    sql(newer).run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let error = world.store.migrate().await.unwrap_err();
    assert_eq!(error.to_string(), "the database could not be brought up to date: it was made by a newer dardr than this one");
}

/// A file that others on the machine cannot read, and neither the two beside it.
#[tokio::test]
async fn a_new_file_is_for_oneself_alone() {
    let world = World::sqlite().await;
    let file = world.directory().join("new.db");
    let store = open(&format!("sqlite:{}", file.display())).await.unwrap();
    with_notes(&store).await;
    for end in ["", "-wal", "-shm"] {
        let path = format!("{}{end}", file.display());
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600, "{path}");
    }
}

/// A full disk, as SQLite sees it: no page more.
#[tokio::test]
async fn a_full_disk_is_said_to_be_full_and_loses_nothing() {
    let world = World::sqlite().await;
    with_notes(&world.store).await;
    let id = note(&world.store, 1).await;
    let mut tx = world.store.write().await.unwrap();
    sql("PRAGMA max_page_count = 1").scalar::<i64>(&mut tx).await.unwrap();
    let error = sql("UPDATE note SET file = $1 WHERE id = $2").bind(vec![7; 1_000_000]).bind(id).run(&mut tx).await.unwrap_err();
    assert_eq!(error, StoreError::Full);
    drop(tx);
    let mut tx = world.store.read().await.unwrap();
    assert_eq!(sql("SELECT n FROM note WHERE file IS NULL").all::<(i64,)>(&mut tx).await.unwrap(), [(1,)]);
    drop(tx);
    // The limit goes with the connection that had it.
    note(&world.store, 2).await;
}

/// A PostgreSQL that restarts: a clear sentence while it is away, and then all goes on, with what was committed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_postgresql_that_restarts_is_found_again() {
    let cluster = Cluster::start();
    let store = open(&cluster.url("postgres")).await.unwrap();
    with_notes(&store).await;
    note(&store, 1).await;
    let mut broken = store.write().await.unwrap();
    let id = broken.id::<NoteId>();
    sql("INSERT INTO note (id, n) VALUES ($1, 2)").bind(id).run(&mut broken).await.unwrap();

    cluster.stop();
    let error = broken.commit().await.err().unwrap();
    assert!(error.is_away(), "{error:?}");
    let error = store.write().await.err().unwrap();
    assert!(error.is_away(), "{error:?}");
    assert!(error.to_string().starts_with("the database cannot be reached. Try again in a minute"));

    cluster.start_again();
    store.check().await.unwrap();
    let mut tx = store.read().await.unwrap();
    assert_eq!(sql("SELECT n FROM note").all::<(i64,)>(&mut tx).await.unwrap(), [(1,)]);
    drop(tx);
    note(&store, 3).await;

    // Nobody asks while it is away, so that every connection in the pool is broken and none of them is known to be.
    let mut several = Vec::new();
    for _ in 0..3 {
        several.push(store.read().await.unwrap());
    }
    drop(several);
    cluster.stop();
    cluster.start_again();
    store.check().await.unwrap();
    note(&store, 4).await;
}

async fn open(url: &str) -> Result<Store, StoreError> {
    Store::open(url, Arc::new(FixedClock::at(BEGINNING.parse().unwrap())), Arc::new(SeededChance::new(1))).await
}
