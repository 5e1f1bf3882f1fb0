//! Enumerations with a code for the database and a label for people.

/// A code that stands for nothing in the enumeration it was read as. It does not repeat what was given, which may be anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no {0} with that code")]
pub struct UnknownCode(pub &'static str);

/// Defines an enumeration whose every variant has a stable code (stored, sent by the API, printed in golden files) and a
/// label (read by people). The code of a variant never changes once a release has stored it.
macro_rules! coded {
    (
        $(#[$meta:meta])*
        $name:ident, $what:literal;
        $( $(#[$variant_meta:meta])* $variant:ident = $code:literal, $label:literal; )+
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $( $(#[$variant_meta])* #[doc = $label] $variant, )+
        }

        impl $name {
            /// Every value, in the order in which people should meet them.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )+ ];

            /// The stable text for the database, the API and the golden files.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $( Self::$variant => $code, )+ }
            }

            /// What people read.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $( Self::$variant => $label, )+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::process::UnknownCode;

            fn from_str(code: &str) -> Result<Self, Self::Err> {
                Self::ALL
                    .iter()
                    .copied()
                    .find(|value| value.code() == code)
                    .ok_or($crate::process::UnknownCode($what))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let code = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
                code.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

pub(crate) use coded;
