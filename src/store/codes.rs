//! Several codes of one kind in one column.

use std::ops::Deref;
use std::str::FromStr;

/// The codes of a column, with blanks between them. A code that nobody knows is an error when the row is read, as it is in a column of
/// one code: what it allowed or forbade must not be lost silently.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codes<T>(Vec<T>);

impl<T> Deref for Codes<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T: FromStr> FromStr for Codes<T> {
    type Err = T::Err;

    fn from_str(text: &str) -> Result<Self, T::Err> {
        text.split_whitespace().map(str::parse).collect::<Result<_, _>>().map(Self)
    }
}

impl<T: FromStr> TryFrom<String> for Codes<T> {
    type Error = T::Err;

    fn try_from(text: String) -> Result<Self, T::Err> {
        text.parse()
    }
}
