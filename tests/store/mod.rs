//! The store keeps its promises on both databases: what goes in comes out, nothing is lost, and errors say what to do.

mod concurrency;
mod failures;
mod schema;
mod values;

use dardr::store::{Store, sql, sql_either};

dardr::base::id!(NoteId, "a note");

dardr::store::text_enum! {
    /// Where a note stands.
    pub enum Standing {
        /// Written.
        Draft = "draft",
        /// Sent.
        Sent = "sent",
    }
}

/// A table with a column of every kind.
async fn with_notes(store: &Store) {
    let mut tx = store.write().await.unwrap();
    sql_either(
        "CREATE TABLE note (id TEXT PRIMARY KEY NOT NULL, open INTEGER CHECK (open IN (0,1)), n INTEGER, said TEXT, standing TEXT,
            day TEXT, at TEXT, data TEXT, file BLOB, version INTEGER NOT NULL DEFAULT 1, UNIQUE (n)) STRICT",
        "CREATE TABLE note (id UUID PRIMARY KEY, open BOOLEAN, n BIGINT, said TEXT, standing TEXT,
            day DATE, at TIMESTAMPTZ, data JSONB, file BYTEA, version BIGINT NOT NULL DEFAULT 1, UNIQUE (n))",
    )
    .run(&mut tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

/// A note with a number, by a transaction of its own.
async fn note(store: &Store, n: i64) -> NoteId {
    let mut tx = store.write().await.unwrap();
    let id = tx.id::<NoteId>();
    sql("INSERT INTO note (id, n) VALUES ($1, $2)").bind(id).bind(n).run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    id
}
