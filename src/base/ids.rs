//! Ids: each kind of thing has its own, so that a person's id cannot be handed over where a review's is asked for.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use uuid::{Builder, Uuid};

/// An id of some kind of thing, made by [`id!`](crate::base::id). UUID version 7: ids made later sort later.
pub trait Id: Copy + fmt::Display + FromStr {
    /// What the id is an id of, with its article, for sentences: "a review".
    const OF: &'static str;

    /// The id that a UUID stands for.
    fn from_uuid(uuid: Uuid) -> Self;

    /// The UUID of this id.
    fn uuid(self) -> Uuid;
}

/// What was given is not the id of the thing that it should be the id of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("that is not the id of {0}")]
pub struct NotAnId(pub &'static str);

/// A version 7 UUID (RFC 9562 section 5.7) made at `at`. `turn` counts the ids made in one transaction, so that they keep their
/// order within the same millisecond; it wraps at 4,096.
pub(crate) fn uuid_v7(at: DateTime<Utc>, turn: u16, mut chance: [u8; 10]) -> Uuid {
    [chance[0], chance[1]] = turn.to_be_bytes();
    let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
    Builder::from_unix_timestamp_millis(millis, &chance).into_uuid()
}

/// Declares a kind of id: `id!(ReviewId, "a review");`. It is written with hyphens, and kept as TEXT on SQLite and UUID on PostgreSQL.
#[doc(hidden)]
#[macro_export]
macro_rules! __id {
    ($name:ident, $of:literal) => {
        #[doc = concat!("The id of ", $of, ".")]
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize, ::serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(::uuid::Uuid);

        impl $crate::base::Id for $name {
            const OF: &'static str = $of;

            fn from_uuid(uuid: ::uuid::Uuid) -> Self {
                Self(uuid)
            }

            fn uuid(self) -> ::uuid::Uuid {
                self.0
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0.hyphenated(), f)
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0.hyphenated())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::base::NotAnId;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                ::uuid::Uuid::try_parse(text).map(Self).map_err(|_| $crate::base::NotAnId($of))
            }
        }

        // The store's half is expanded where the id is declared, which is above the store; this room itself declares no id.
        $crate::store::keep_id!($name);
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    crate::base::id!(TeaId, "a cup of tea");

    #[test]
    fn ids_of_one_transaction_keep_their_order_within_a_millisecond() {
        let at = "2026-03-06T09:00:00.123Z".parse().unwrap();
        let early = uuid_v7(at, 0, [255; 10]);
        let late = uuid_v7(at, 1, [0; 10]);
        assert!(early < late);
        assert_eq!(early.get_version_num(), 7);
        assert!(late < uuid_v7(at + chrono::TimeDelta::milliseconds(1), 0, [0; 10]));
    }

    #[test]
    fn an_id_reads_back_what_it_wrote() {
        let id = TeaId::from_uuid(uuid_v7("2026-03-06T09:00:00Z".parse().unwrap(), 0, [7; 10]));
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(format!("{id:?}"), format!("TeaId({id})"));
        assert_eq!(serde_json::to_string(&id).unwrap(), format!("\"{id}\""));
        assert_eq!("tea".parse::<TeaId>().unwrap_err().to_string(), "that is not the id of a cup of tea");
    }
}
