//! Every kind of value comes back as it went in, from both databases.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use dardr::base::{Clock, Email, Line, Prose};
use dardr::store::{FromRow, Json, StoreError, Value, sql};
use serde::{Deserialize, Serialize};

use super::{NoteId, Standing, with_notes};
use crate::support::BEGINNING;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Data {
    words: Vec<String>,
    count: Option<i64>,
}

#[derive(Debug, PartialEq, FromRow)]
struct Note {
    id: NoteId,
    open: Option<bool>,
    n: Option<i64>,
    said: Option<Prose>,
    standing: Option<Standing>,
    day: Option<NaiveDate>,
    at: Option<DateTime<Utc>>,
    data: Option<Json<Data>>,
    file: Option<Vec<u8>>,
}

const INSERT: &str = "INSERT INTO note (id, open, n, said, standing, day, at, data, file)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    RETURNING id, open, n, said, standing, day, at, data, file";

fn full(id: NoteId) -> Note {
    Note {
        id,
        open: Some(true),
        n: Some(i64::MIN),
        said: Some(Prose::parse("Zoë said “no”;\n'); DROP TABLE note; -- 👩‍👧 אבג $1").unwrap()),
        standing: Some(Standing::Sent),
        day: NaiveDate::from_ymd_opt(1899, 12, 31),
        at: Some("2026-03-29T00:59:59.000001Z".parse().unwrap()),
        data: Some(Json(Data { words: vec!["\"quoted\" \\ \u{1}".into(), String::new()], count: None })),
        file: Some(vec![0, 255, b'\'', b'\\']),
    }
}

fn empty(id: NoteId) -> Note {
    Note { id, open: None, n: None, said: None, standing: None, day: None, at: None, data: None, file: None }
}

both!(
    /// v5.0.0-1.2.4: values are bound and never written into a statement.
    async fn every_kind_comes_back_as_it_went_in(world: World) {
        with_notes(&world.store).await;
        let mut tx = world.store.write().await.unwrap();
        for note in [full(tx.id()), empty(tx.id())] {
            let data = note.data.as_ref().map(|Json(data)| serde_json::to_value(data).unwrap());
            let back = sql(INSERT)
                .bind(note.id)
                .bind(note.open)
                .bind(note.n)
                .bind(&note.said)
                .bind(note.standing)
                .bind(note.day)
                .bind(note.at)
                .bind(data)
                .bind(&note.file)
                .one::<Note>(&mut tx)
                .await
                .unwrap();
            assert_eq!(back, note);
        }
        tx.commit().await.unwrap();

        let mut tx = world.store.read().await.unwrap();
        let notes = sql("SELECT * FROM note ORDER BY id").all::<Note>(&mut tx).await.unwrap();
        assert_eq!(notes, [full(notes[0].id), empty(notes[1].id)]);
    }
);

both!(
    async fn what_is_bound_can_be_compared(world: World) {
        with_notes(&world.store).await;
        let mut tx = world.store.write().await.unwrap();
        let at: DateTime<Utc> = BEGINNING.parse().unwrap();
        for n in 0..3 {
            sql("INSERT INTO note (id, n, day, at, open, standing) VALUES ($1, $2, $3, $4, $5, $6)")
                .bind(tx.id::<NoteId>())
                .bind(n)
                .bind(at.date_naive() + TimeDelta::days(n))
                .bind(at + TimeDelta::microseconds(n))
                .bind(n == 1)
                .bind(Standing::ALL[usize::from(n == 2)])
                .run(&mut tx)
                .await
                .unwrap();
        }
        for (place, text, value) in [
            ("day", "SELECT COUNT(*) FROM note WHERE day > $1", Value::Date(Some(at.date_naive()))),
            ("instant", "SELECT COUNT(*) FROM note WHERE at > $1", Value::Instant(Some(at))),
            ("bool", "SELECT COUNT(*) FROM note WHERE open <> $1", Value::Bool(Some(true))),
            ("code", "SELECT COUNT(*) FROM note WHERE standing = $1", Value::Text(Some("draft".into()))),
            ("null", "SELECT COUNT(*) - 1 FROM note WHERE $1 IS NULL OR n = $1", Value::Int(None)),
        ] {
            assert_eq!(sql(text).bind(value).scalar::<i64>(&mut tx).await.unwrap(), 2, "{place}");
        }
        assert!(sql("SELECT EXISTS (SELECT 1 FROM note WHERE n = $1)").bind(2).scalar::<bool>(&mut tx).await.unwrap());
        assert_eq!(sql("SELECT CAST(SUM(n) AS BIGINT) FROM note").scalar::<Option<i64>>(&mut tx).await.unwrap(), Some(3));
        assert_eq!(sql("SELECT MAX(at) FROM note WHERE n > 7").scalar::<Option<DateTime<Utc>>>(&mut tx).await.unwrap(), None);
    }
);

both!(
    async fn parsed_text_and_tuples_are_read_back(world: World) {
        with_notes(&world.store).await;
        let mut tx = world.store.write().await.unwrap();
        let id = tx.id::<NoteId>();
        sql("INSERT INTO note (id, said, n) VALUES ($1, $2, $3)")
            .bind(id)
            .bind(Email::parse("Coordinator@csp.example.org").unwrap())
            .bind(7)
            .run(&mut tx)
            .await
            .unwrap();
        let (back, n, said) = sql("SELECT id, n, said FROM note").one::<(NoteId, i64, Email)>(&mut tx).await.unwrap();
        assert_eq!((back, n, said.as_str()), (id, 7, "coordinator@csp.example.org"));
        assert_eq!(sql("SELECT said FROM note").scalar::<Line>(&mut tx).await.unwrap().as_str(), said.as_str());
        assert_eq!(sql("SELECT id FROM note WHERE n = 8").maybe::<(NoteId,)>(&mut tx).await.unwrap(), None);
        assert_eq!(sql("SELECT id FROM note WHERE n = 8").one::<(NoteId,)>(&mut tx).await, Err(StoreError::NotThere));
    }
);

both!(
    async fn a_transaction_has_one_instant_and_ids_in_order(world: World) {
        let mut tx = world.store.write().await.unwrap();
        world.clock.advance(TimeDelta::hours(1));
        assert_eq!(tx.now(), world.clock.now() - TimeDelta::hours(1));
        assert_eq!(tx.today(), world.clock.today());
        let ids: Vec<NoteId> = (0..100).map(|_| tx.id()).collect();
        assert!(ids.is_sorted());
        assert_ne!(tx.random::<32>(), tx.random::<32>());
    }
);

both!(
    async fn two_hundred_thousand_characters_and_an_upload_are_kept(world: World) {
        with_notes(&world.store).await;
        let mut tx = world.store.write().await.unwrap();
        let said = Prose::parse(&"é👩".repeat(100_000)).unwrap();
        let file = vec![7; 50 * 1024 * 1024];
        let (text, bytes) = sql("INSERT INTO note (id, said, file) VALUES ($1, $2, $3) RETURNING said, file")
            .bind(tx.id::<NoteId>())
            .bind(&said)
            .bind(&file)
            .one::<(Prose, Vec<u8>)>(&mut tx)
            .await
            .unwrap();
        assert!(text == said && bytes == file);
    }
);
