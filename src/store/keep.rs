//! How ids, codes and parsed text are read back from both databases.

use sqlx::error::BoxDynError;
use sqlx::postgres::{PgTypeInfo, PgValueRef, Postgres};
use sqlx::sqlite::{Sqlite, SqliteTypeInfo, SqliteValueRef};
use sqlx::types::uuid::fmt::Hyphenated;
use sqlx::{Decode, Type};
use uuid::Uuid;

use crate::base::{Email, Line, Prose};

macro_rules! keep_text {
    ($name:ident) => {
        impl<DB: sqlx::Database> Type<DB> for $name
        where
            String: Type<DB>,
        {
            fn type_info() -> DB::TypeInfo {
                <String as Type<DB>>::type_info()
            }

            fn compatible(held: &DB::TypeInfo) -> bool {
                <String as Type<DB>>::compatible(held)
            }
        }

        impl<'r, DB: sqlx::Database> Decode<'r, DB> for $name
        where
            String: Decode<'r, DB>,
        {
            fn decode(held: DB::ValueRef<'r>) -> Result<Self, BoxDynError> {
                <String as Decode<DB>>::decode(held).map(Self::kept)
            }
        }
    };
}
keep_text!(Line);
keep_text!(Prose);
keep_text!(Email);

/// An id as each database holds it: hyphenated text, so that a person can read the file, and UUID. For [`keep_id!`](crate::store::keep_id).
#[doc(hidden)]
pub struct Held(pub Uuid);

impl Type<Sqlite> for Held {
    fn type_info() -> SqliteTypeInfo {
        <Hyphenated as Type<Sqlite>>::type_info()
    }
}

impl Type<Postgres> for Held {
    fn type_info() -> PgTypeInfo {
        <Uuid as Type<Postgres>>::type_info()
    }
}

impl<'r> Decode<'r, Sqlite> for Held {
    fn decode(held: SqliteValueRef<'r>) -> Result<Self, BoxDynError> {
        <Hyphenated as Decode<Sqlite>>::decode(held).map(|id| Self(id.into_uuid()))
    }
}

impl<'r> Decode<'r, Postgres> for Held {
    fn decode(held: PgValueRef<'r>) -> Result<Self, BoxDynError> {
        <Uuid as Decode<Postgres>>::decode(held).map(Self)
    }
}

/// Lets a kind of id be bound and read back. [`id!`](crate::base::id) does this by itself.
#[doc(hidden)]
#[macro_export]
macro_rules! __keep_id {
    ($name:ident) => {
        impl $crate::store::Bind for $name {
            const NULL: $crate::store::Value = $crate::store::Value::Id(None);

            fn value(self) -> $crate::store::Value {
                $crate::store::Value::Id(Some($crate::base::Id::uuid(self)))
            }
        }

        impl<DB: ::sqlx::Database> ::sqlx::Type<DB> for $name
        where
            $crate::store::Held: ::sqlx::Type<DB>,
        {
            fn type_info() -> DB::TypeInfo {
                <$crate::store::Held as ::sqlx::Type<DB>>::type_info()
            }
        }

        impl<'r, DB: ::sqlx::Database> ::sqlx::Decode<'r, DB> for $name
        where
            $crate::store::Held: ::sqlx::Decode<'r, DB>,
        {
            fn decode(held: DB::ValueRef<'r>) -> Result<Self, ::sqlx::error::BoxDynError> {
                <$crate::store::Held as ::sqlx::Decode<DB>>::decode(held)
                    .map(|held| <Self as $crate::base::Id>::from_uuid(held.0))
            }
        }
    };
}

/// Lets an enum of `base::text_enum!` be bound and read back, by its code: `store::keep_code!(Stage);`.
#[doc(hidden)]
#[macro_export]
macro_rules! __keep_code {
    ($name:ty) => {
        impl $crate::store::Bind for $name {
            const NULL: $crate::store::Value = $crate::store::Value::Text(None);

            fn value(self) -> $crate::store::Value {
                $crate::store::Value::Text(Some(self.as_str().to_owned()))
            }
        }

        impl<DB: ::sqlx::Database> ::sqlx::Type<DB> for $name
        where
            String: ::sqlx::Type<DB>,
        {
            fn type_info() -> DB::TypeInfo {
                <String as ::sqlx::Type<DB>>::type_info()
            }

            fn compatible(held: &DB::TypeInfo) -> bool {
                <String as ::sqlx::Type<DB>>::compatible(held)
            }
        }

        impl<'r, DB: ::sqlx::Database> ::sqlx::Decode<'r, DB> for $name
        where
            &'r str: ::sqlx::Decode<'r, DB>,
        {
            fn decode(held: DB::ValueRef<'r>) -> Result<Self, ::sqlx::error::BoxDynError> {
                Ok(<&'r str as ::sqlx::Decode<DB>>::decode(held)?.parse::<Self>()?)
            }
        }
    };
}

/// Declares an enum that is kept as text: `base::text_enum!` and `store::keep_code!` in one.
#[doc(hidden)]
#[macro_export]
macro_rules! __stored_codes {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($body:tt)+ }) => {
        $crate::base::text_enum! { $(#[$meta])* $vis enum $name { $($body)+ } }
        $crate::store::keep_code!($name);
    };
}

/// As `text_enum!`, with the words that people read beside each code: `Kind { Friend = "friend", "Friend"; }`.
#[doc(hidden)]
#[macro_export]
macro_rules! __stored_words {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$each:meta])* $variant:ident = $code:literal, $label:literal;)+ }) => {
        $crate::store::text_enum! { $(#[$meta])* $vis enum $name { $($(#[$each])* #[doc = $label] $variant = $code),+ } }

        impl $name {
            /// What people read.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }
        }
    };
}
