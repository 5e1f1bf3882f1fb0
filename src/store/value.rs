//! What can be bound to a statement, and how each database holds it.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::postgres::PgArguments;
use sqlx::sqlite::SqliteArguments;
use sqlx::types::Json;
use sqlx::{Arguments, error::BoxDynError};
use uuid::Uuid;

/// A value on its way to the database. A NULL keeps its type, so that PostgreSQL need not guess.
#[derive(Clone, PartialEq)]
pub enum Value {
    /// INTEGER 0 or 1; BOOLEAN.
    Bool(Option<bool>),
    /// INTEGER; BIGINT.
    Int(Option<i64>),
    /// TEXT; TEXT. Without NUL, which PostgreSQL cannot keep.
    Text(Option<String>),
    /// TEXT `2026-03-06`; DATE.
    Date(Option<NaiveDate>),
    /// TEXT `2026-03-06T09:00:00.000000Z`, which sorts as time does; TIMESTAMPTZ.
    Instant(Option<DateTime<Utc>>),
    /// TEXT with hyphens; UUID.
    Id(Option<Uuid>),
    /// TEXT; JSONB, which orders keys in its own way: hash a text, never this.
    Json(Option<serde_json::Value>),
    /// BLOB; BYTEA.
    Bytes(Option<Vec<u8>>),
}

impl Value {
    /// JSON of anything that serde can write.
    ///
    /// # Errors
    /// When `data` has no JSON form, for instance a map whose keys are not text.
    pub fn json(data: &impl serde::Serialize) -> Result<Self, super::StoreError> {
        serde_json::to_value(data)
            .map(|json| Self::Json(Some(json)))
            .map_err(|_| super::StoreError::Unkeepable("JSON of this kind"))
    }

    pub(super) fn add_to_sqlite(self, to: &mut SqliteArguments) -> Result<(), BoxDynError> {
        match self {
            Self::Bool(it) => to.add(it),
            Self::Int(it) => to.add(it),
            Self::Text(it) => to.add(it),
            Self::Date(it) => to.add(it.map(|day| day.format("%Y-%m-%d").to_string())),
            Self::Instant(it) => to.add(it.map(|at| at.format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string())),
            Self::Id(it) => to.add(it.map(Uuid::hyphenated)),
            Self::Json(it) => to.add(it.map(Json)),
            Self::Bytes(it) => to.add(it),
        }
    }

    pub(super) fn add_to_postgres(self, to: &mut PgArguments) -> Result<(), BoxDynError> {
        match self {
            Self::Bool(it) => to.add(it),
            Self::Int(it) => to.add(it),
            Self::Text(it) => to.add(it),
            Self::Date(it) => to.add(it),
            Self::Instant(it) => to.add(it),
            Self::Id(it) => to.add(it),
            Self::Json(it) => to.add(it.map(Json)),
            Self::Bytes(it) => to.add(it),
        }
    }
}

/// What can be bound to a statement. Ids and stored codes are bindable through their macros.
pub trait Bind {
    /// The NULL of this type.
    const NULL: Value;

    /// This, as a value.
    fn value(self) -> Value;
}

impl<T: Bind> Bind for Option<T> {
    const NULL: Value = T::NULL;

    fn value(self) -> Value {
        self.map_or(T::NULL, T::value)
    }
}

impl<T: Bind + Clone> Bind for &T {
    const NULL: Value = T::NULL;

    fn value(self) -> Value {
        self.clone().value()
    }
}

impl Bind for &str {
    const NULL: Value = Value::Text(None);

    fn value(self) -> Value {
        Value::Text(Some(self.to_owned()))
    }
}

impl Bind for &[u8] {
    const NULL: Value = Value::Bytes(None);

    fn value(self) -> Value {
        Value::Bytes(Some(self.to_vec()))
    }
}

impl<const N: usize> Bind for [u8; N] {
    const NULL: Value = Value::Bytes(None);

    fn value(self) -> Value {
        Value::Bytes(Some(self.to_vec()))
    }
}

impl Bind for Value {
    /// A value that is bound as it is knows its own kind of NULL; this one is only reached by `Option<Value>`, which has no use.
    const NULL: Value = Value::Text(None);

    fn value(self) -> Value {
        self
    }
}

macro_rules! bind {
    ($($from:ty => $kind:ident, $it:ident => $as:expr;)+) => {
        $(impl Bind for $from {
            const NULL: Value = Value::$kind(None);

            fn value(self) -> Value {
                let $it = self;
                Value::$kind(Some($as))
            }
        })+
    };
}

bind! {
    bool => Bool, it => it;
    i64 => Int, it => it;
    i32 => Int, it => i64::from(it);
    u32 => Int, it => i64::from(it);
    u16 => Int, it => i64::from(it);
    u8 => Int, it => i64::from(it);
    String => Text, it => it;
    crate::base::Line => Text, it => it.into_string();
    crate::base::Prose => Text, it => it.into_string();
    crate::base::Email => Text, it => it.into_string();
    NaiveDate => Date, it => it;
    DateTime<Utc> => Instant, it => it;
    Uuid => Id, it => it;
    serde_json::Value => Json, it => it;
    Vec<u8> => Bytes, it => it;
}
