//! The store: one SQL text, two databases. Nothing outside this room names sqlx.
//!
//! ```ignore
//! let mut tx = store.write().await?;
//! sql("INSERT INTO note (id, review, said, at) VALUES ($1, $2, $3, $4)")
//!     .bind(tx.id::<NoteId>()).bind(review).bind(&text).bind(tx.now())
//!     .run(&mut tx).await?;
//! tx.commit().await?;
//! ```
//!
//! What keeps one text good on both (see `docs/decisions/0001-one-sql-text-two-databases.md`): `$1`, `RETURNING`,
//! `ON CONFLICT … DO UPDATE`, `WITH`, `CASE`, `EXISTS`; `CAST(SUM(x) AS BIGINT)`; `LIKE` on `lower(…)` of both sides.
//! Not: the database's clock, arithmetic on dates, operators on JSON, arrays.

mod codes;
mod copy;
mod error;
mod keep;
mod migrate;
mod open;
mod rows;
mod statement;
mod tx;
mod value;

pub use codes::Codes;
pub use copy::{check_sqlite, copy_sqlite, release_sqlite, sqlite_file};
pub use error::{StoreError, Stored};
#[doc(hidden)]
pub use keep::Held;
pub use open::Store;
pub use rows::{OneRow, Rows};
pub use sqlx::FromRow;
pub use sqlx::types::Json;
pub use statement::{Cell, Row, Statement, sql, sql_either};
pub use tx::{Last, Tx};
pub use value::{Bind, Value};

#[doc(inline)]
pub use crate::{__keep_code as keep_code, __keep_id as keep_id, __stored_codes as text_enum, __stored_words as worded_enum};
