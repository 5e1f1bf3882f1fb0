//! Short lists of codes: what is kept as a word in the database and is an enum in the program.

/// A code that is not in its list: the database or a form holds a word that this program does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not one of the known codes of {0}")]
pub struct UnknownCode(pub &'static str);

/// A short list of codes, for what speaks of any of them: the API's document names each.
pub trait Codes: std::fmt::Display {
    /// Every code, in the order of declaration.
    const CODES: &'static [&'static str];
}

/// Declares an enum whose values have a code each: `ALL`, `as_str`, `Display`, `FromStr`, `TryFrom<String>` and serde by code.
///
/// This one is pure, for the process. What is kept in the database too is declared by `store::text_enum!`,
/// or joins it later with `store::keep_code!(Name);`.
#[doc(hidden)]
#[macro_export]
macro_rules! __codes {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$each:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name { $($(#[$each])* $variant),+ }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code, as kept and sent.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
        }

        impl $crate::base::Codes for $name {
            const CODES: &'static [&'static str] = &[$($code),+];
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::base::UnknownCode;

            fn from_str(code: &str) -> Result<Self, Self::Err> {
                match code {
                    $($code => Ok(Self::$variant),)+
                    _ => Err($crate::base::UnknownCode(stringify!($name))),
                }
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::base::UnknownCode;

            fn try_from(code: String) -> Result<Self, Self::Error> {
                code.parse()
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                <::std::string::String as ::serde::Deserialize>::deserialize(from)?
                    .parse()
                    .map_err(::serde::de::Error::custom)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    crate::base::text_enum! {
        /// How tea is taken.
        pub(crate) enum Tea {
            /// Without milk.
            Black = "black",
            /// With milk.
            WithMilk = "with-milk",
        }
    }

    #[test]
    fn a_code_reads_back_what_it_wrote() {
        for tea in Tea::ALL {
            assert_eq!(tea.as_str().parse(), Ok(*tea));
            assert_eq!(Tea::try_from(tea.to_string()), Ok(*tea));
            let json = serde_json::to_string(tea).unwrap();
            assert_eq!(serde_json::from_str::<Tea>(&json).unwrap(), *tea);
        }
        assert_eq!("green".parse::<Tea>().unwrap_err().to_string(), "not one of the known codes of Tea");
    }
}
