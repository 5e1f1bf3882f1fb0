//! Several people at once: nothing is lost, nobody is refused because another was quicker.

use std::time::Duration;

use dardr::store::{Store, sql};

use super::{NoteId, note, with_notes};
use crate::support::World;

const TASKS: i64 = 8;
const EACH: i64 = 50;

/// Reads a number, adds one and writes it, guarded by the version; a stale write is tried again, as a person would.
async fn add_one(store: &Store, id: NoteId) {
    loop {
        let mut tx = store.write().await.unwrap();
        let (n, version) = sql("SELECT n, version FROM note WHERE id = $1").bind(id).one::<(i64, i64)>(&mut tx).await.unwrap();
        let changed = sql("UPDATE note SET n = $1, version = version + 1 WHERE id = $2 AND version = $3")
            .bind(n + 1)
            .bind(id)
            .bind(version)
            .run(&mut tx)
            .await
            .unwrap();
        if changed == 1 {
            return tx.commit().await.unwrap();
        }
    }
}

async fn all_at_once(stores: Vec<Store>, id: NoteId) {
    let tasks: Vec<_> = stores
        .into_iter()
        .map(|store| {
            tokio::spawn(async move {
                for _ in 0..EACH {
                    add_one(&store, id).await;
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
}

async fn count(store: &Store, id: NoteId) -> i64 {
    let mut tx = store.read().await.unwrap();
    sql("SELECT n FROM note WHERE id = $1").bind(id).scalar(&mut tx).await.unwrap()
}

both!(
    async fn writers_at_once_lose_nothing(world: World) {
        with_notes(&world.store).await;
        let id = note(&world.store, 0).await;
        all_at_once((0..TASKS).map(|_| world.store.clone()).collect(), id).await;
        assert_eq!(count(&world.store, id).await, TASKS * EACH);
    }
);

both!(
    async fn two_instances_lose_nothing(world: World) {
        with_notes(&world.store).await;
        let id = note(&world.store, 0).await;
        let other = world.another_store().await;
        all_at_once(vec![world.store.clone(), other.clone(), world.store.clone(), other.clone()], id).await;
        assert_eq!(count(&other, id).await, 4 * EACH);
        other.close().await;
    }
);

both!(
    async fn a_stale_update_changes_nothing(world: World) {
        with_notes(&world.store).await;
        let id = note(&world.store, 1).await;
        for (version, changed) in [(1, 1), (1, 0), (2, 1)] {
            let mut tx = world.store.write().await.unwrap();
            let rows = sql("UPDATE note SET version = version + 1 WHERE id = $1 AND version = $2")
                .bind(id)
                .bind(version)
                .run(&mut tx)
                .await
                .unwrap();
            assert_eq!(rows, changed, "version {version}");
            tx.commit().await.unwrap();
        }
    }
);

both!(
    async fn a_reader_sees_one_state_throughout(world: World) {
        with_notes(&world.store).await;
        let id = note(&world.store, 1).await;
        let mut reading = world.store.read().await.unwrap();
        let n = "SELECT n FROM note WHERE id = $1";
        assert_eq!(sql(n).bind(id).scalar::<i64>(&mut reading).await.unwrap(), 1);
        add_one(&world.store, id).await;
        assert_eq!(sql(n).bind(id).scalar::<i64>(&mut reading).await.unwrap(), 1);
        drop(reading);
        assert_eq!(count(&world.store, id).await, 2);
    }
);

both!(
    /// v5.0.0-2.3.3: an act is done whole or not at all.
    async fn what_is_not_committed_never_was(world: World) {
        with_notes(&world.store).await;
        let id = note(&world.store, 1).await;
        for _ in 0..20 {
            let mut tx = world.store.write().await.unwrap();
            sql("UPDATE note SET n = 99 WHERE id = $1").bind(id).run(&mut tx).await.unwrap();
        }
        assert_eq!(count(&world.store, id).await, 1);
    }
);

// Without a version: who holds the note is alone with it.
both!(
    /// v5.0.0-15.4.2: what was looked at is still so when it is acted on.
    async fn who_holds_it_is_alone_with_it(world: World) {
        with_notes(&world.store).await;
        let id = note(&world.store, 0).await;
        let tasks: Vec<_> = (0..TASKS)
            .map(|_| {
                let store = world.store.clone();
                tokio::spawn(async move {
                    for _ in 0..EACH {
                        let mut tx = store.write().await.unwrap();
                        tx.hold(id).await.unwrap();
                        let n = sql("SELECT n FROM note WHERE id = $1").bind(id).scalar::<i64>(&mut tx).await.unwrap();
                        sql("UPDATE note SET n = $1 WHERE id = $2").bind(n + 1).bind(id).run(&mut tx).await.unwrap();
                        tx.commit().await.unwrap();
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(count(&world.store, id).await, TASKS * EACH);
    }
);

/// A person who closes the page while their transaction begins must not leave one open that the next person gets.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_goes_away_while_it_begins_leaves_nothing_open() {
    World::postgres().await.live(going_away).await;
}

async fn going_away(world: World) {
    for wait in 0..400 {
        let patience = Duration::from_micros(wait * 3);
        match wait % 2 {
            0 => drop(tokio::time::timeout(patience, world.store.read()).await),
            _ => drop(tokio::time::timeout(patience, world.store.write()).await),
        }
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    let open: i64 =
        sql("SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'")
            .scalar(&mut world.store.read().await.unwrap())
            .await
            .unwrap();
    assert_eq!(open, 0);
}
