//! What must stand nowhere: a review's names outside its register, and anything of a case in a mail.

use sqlx::postgres::PgConnection;
use sqlx::sqlite::SqliteConnection;
use sqlx::{AssertSqlSafe, Connection, Row};

use crate::support::World;

/// No table holds one of these names in the open.
pub async fn names_stand_nowhere(world: &World, names: &[&str]) {
    for name in names {
        let found = if world.store.is_sqlite() { in_sqlite(world, name).await } else { in_postgres(world, name).await };
        assert_eq!(found, Vec::<String>::new(), "{name} stands in the open");
    }
}

async fn in_sqlite(world: &World, name: &str) -> Vec<String> {
    let mut connection = SqliteConnection::connect(&world.url).await.unwrap();
    let columns = "SELECT m.name AS t, c.name AS c FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'";
    let columns = sqlx::query(columns).fetch_all(&mut connection).await.unwrap();
    let mut found = Vec::new();
    for row in columns {
        let (table, column): (String, String) = (row.get("t"), row.get("c"));
        let text = format!("SELECT COUNT(*) FROM \"{table}\" WHERE instr(lower(CAST(\"{column}\" AS TEXT)), lower(?)) > 0");
        let count: i64 = sqlx::query_scalar(AssertSqlSafe(text)).bind(name).fetch_one(&mut connection).await.unwrap();
        if count > 0 {
            found.push(format!("{table}.{column}"));
        }
    }
    found
}

async fn in_postgres(world: &World, name: &str) -> Vec<String> {
    let mut connection = PgConnection::connect(&world.url).await.unwrap();
    let tables = "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'";
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(&mut connection).await.unwrap();
    let mut found = Vec::new();
    for table in tables {
        let text = format!("SELECT COUNT(*) FROM \"{table}\" t WHERE position(lower($1) in lower(t::text)) > 0");
        let count: i64 = sqlx::query_scalar(AssertSqlSafe(text)).bind(name).fetch_one(&mut connection).await.unwrap();
        if count > 0 {
            found.push(table);
        }
    }
    found
}

/// What is queued as mail holds a reference, a day, a count and a link, and nothing in anybody's words.
pub async fn mail_says_nothing(world: &World) {
    let mut tx = world.store.read().await.unwrap();
    let mails: Vec<(String, String)> =
        dardr::store::sql("SELECT kind, CAST(facts AS TEXT) FROM outbox").all(&mut tx).await.unwrap();
    assert!(mails.len() > 5, "{} mails", mails.len());
    for (kind, facts) in mails {
        let facts: serde_json::Value = serde_json::from_str(&facts).unwrap();
        for (key, value) in facts.as_object().unwrap() {
            let fits = match key.as_str() {
                "reference" => value.as_str().is_some_and(|text| text.len() <= 20 && !text.contains(' ')),
                "path" => value.as_str().is_some_and(|text| text.is_empty() || text.starts_with('/')),
                "due" => value.is_null() || value.as_str().is_some_and(|text| text.len() == 10),
                "count" => value.is_i64() || value.is_u64(),
                _ => false,
            };
            assert!(fits, "{kind}: {key} is {value}");
        }
    }
}
