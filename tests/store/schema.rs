//! Two folders of migrations, one schema: what one database has, the other has too.

use std::collections::BTreeSet;

use dardr::store::{FromRow, Store, sql};

use crate::support::{World, project};

fn files(database: &str) -> BTreeSet<String> {
    std::fs::read_dir(project().join("migrations").join(database))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".sql"))
        .collect()
}

#[test]
fn both_databases_have_the_same_migrations() {
    assert_eq!(files("sqlite"), files("postgres"));
}

#[derive(FromRow)]
struct Column {
    of: String,
    name: String,
    kind: String,
    required: bool,
}

/// One line for each column, key, uniqueness and reference, in the words that both databases share.
async fn sqlite_schema(store: &Store) -> BTreeSet<String> {
    let mut tx = store.read().await.unwrap();
    let mut lines = BTreeSet::new();
    let columns = sql("SELECT t.name AS of, c.name, lower(c.type) AS kind, (c.\"notnull\" = 1 OR c.pk > 0) AS required
        FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE '\\_sqlx%' ESCAPE '\\'
        AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
    .all::<Column>(&mut tx)
    .await
    .unwrap();
    lines.extend(columns.iter().map(|c| format!("{}.{} {}{}", c.of, c.name, c.kind, if c.required { " required" } else { "" })));
    let keys = sql("SELECT t.name, 'key ' || group_concat(c.name, ',' ORDER BY c.pk)
        FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' AND c.pk > 0 GROUP BY t.name
        UNION ALL SELECT t.name, CASE WHEN i.partial = 1 THEN 'partly unique ' ELSE 'unique ' END
            || (SELECT group_concat(coalesce(x.name, '*'), ',' ORDER BY x.seqno) FROM pragma_index_info(i.name) x)
        FROM sqlite_master t, pragma_index_list(t.name) i WHERE t.type = 'table' AND i.\"unique\" = 1 AND i.origin <> 'pk'
        UNION ALL SELECT t.name, f.\"from\" || ' refers to ' || f.\"table\" || '.' || coalesce(f.\"to\", 'id') || ' ' || lower(f.on_delete)
        FROM sqlite_master t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'")
    .all::<(String, String)>(&mut tx)
    .await
    .unwrap();
    lines.extend(keys.iter().map(|(table, key)| format!("{table} {key}")));
    lines.retain(|line| !line.starts_with("_sqlx"));
    lines
}

async fn postgres_schema(store: &Store) -> BTreeSet<String> {
    let mut tx = store.read().await.unwrap();
    let mut lines = BTreeSet::new();
    let columns =
        sql("SELECT CAST(table_name AS TEXT) AS of, CAST(column_name AS TEXT) AS name, CAST(data_type AS TEXT) AS kind,
        is_nullable = 'NO' AS required FROM information_schema.columns WHERE table_schema = 'public'")
        .all::<Column>(&mut tx)
        .await
        .unwrap();
    lines.extend(
        columns
            .iter()
            .map(|c| format!("{}.{} {}{}", c.of, c.name, as_sqlite_keeps(&c.kind), if c.required { " required" } else { "" })),
    );
    let keys = sql("SELECT CAST(t.relname AS TEXT), CASE WHEN i.indisprimary THEN 'key ' WHEN i.indpred IS NOT NULL THEN 'partly unique ' ELSE 'unique ' END
            || string_agg(CAST(coalesce(a.attname, '*') AS TEXT), ',' ORDER BY k.place)
        FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace s ON s.oid = t.relnamespace AND s.nspname = 'public'
        CROSS JOIN LATERAL unnest(CAST(i.indkey AS SMALLINT[])) WITH ORDINALITY AS k(number, place)
        LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number AND k.number > 0
        WHERE i.indisunique GROUP BY t.relname, i.indexrelid, i.indisprimary, (i.indpred IS NOT NULL)
        UNION ALL SELECT CAST(t.relname AS TEXT), a.attname || ' refers to ' || r.relname || '.' || b.attname || ' ' ||
            CASE c.confdeltype WHEN 'a' THEN 'no action' WHEN 'r' THEN 'restrict' WHEN 'c' THEN 'cascade' WHEN 'n' THEN 'set null' ELSE 'set default' END
        FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class r ON r.oid = c.confrelid
        CROSS JOIN LATERAL unnest(c.conkey, c.confkey) AS k(own, other)
        JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.own JOIN pg_attribute b ON b.attrelid = r.oid AND b.attnum = k.other
        WHERE c.contype = 'f'")
    .all::<(String, String)>(&mut tx)
    .await
    .unwrap();
    lines.extend(keys.iter().map(|(table, key)| format!("{table} {key}")));
    lines.retain(|line| !line.starts_with("_sqlx"));
    lines
}

/// How the SQLite half holds a PostgreSQL type.
fn as_sqlite_keeps(kind: &str) -> &str {
    match kind {
        "uuid" | "date" | "timestamp with time zone" | "jsonb" | "text" => "text",
        "boolean" | "bigint" => "integer",
        "bytea" => "blob",
        other => other,
    }
}

#[tokio::test]
async fn both_databases_have_the_same_schema() {
    let (sqlite, postgres) = (World::sqlite().await, World::postgres().await);
    let (one, other) = (sqlite_schema(&sqlite.store).await, postgres_schema(&postgres.store).await);
    let only_sqlite: Vec<_> = one.difference(&other).collect();
    let only_postgres: Vec<_> = other.difference(&one).collect();
    assert!(
        only_sqlite.is_empty() && only_postgres.is_empty(),
        "only on SQLite: {only_sqlite:#?}\nonly on PostgreSQL: {only_postgres:#?}"
    );
    postgres.live(async |_| {}).await;
}

/// A bool is INTEGER on SQLite, which would take a 7: each has its CHECK. And every table is STRICT, so that a number is a number.
#[tokio::test]
async fn sqlite_is_as_strict_as_postgresql() {
    let (sqlite, postgres) = (World::sqlite().await, World::postgres().await);
    let mut tx = postgres.store.read().await.unwrap();
    let bools = sql("SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns
        WHERE table_schema = 'public' AND data_type = 'boolean'")
    .all::<(String, String)>(&mut tx)
    .await
    .unwrap();
    drop(tx);
    let mut tx = sqlite.store.read().await.unwrap();
    let tables = sql("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        AND name NOT LIKE '\\_sqlx%' ESCAPE '\\'")
    .all::<(String, String)>(&mut tx)
    .await
    .unwrap();
    for (table, text) in &tables {
        assert!(text.trim_end().ends_with("STRICT"), "{table} is not STRICT");
        let text = text.split_whitespace().collect::<String>().to_lowercase();
        for (_, column) in bools.iter().filter(|(of, column)| of == table && !column.starts_with("_sqlx")) {
            assert!(text.contains(&format!("check({column}in(0,1))")), "{table}.{column} takes other numbers than 0 and 1");
        }
    }
    drop(tx);
    postgres.live(async |_| {}).await;
}
