//! A code out of a short list. The document names the whole list; whether a code may stand where it was sent is for the form to say.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use poem::web::Field;
use poem_openapi::registry::{MetaSchema, MetaSchemaRef};
use poem_openapi::types::{ParseError, ParseFromJSON, ParseFromMultipartField, ParseFromParameter, ParseResult, ToJSON, Type};
use serde_json::Value;

use crate::base::Codes;

/// One of the codes of `T`, or what was sent instead of one.
pub(super) struct Code<T> {
    word: String,
    of: PhantomData<fn() -> T>,
}

impl<T> Code<T> {
    fn sent(word: impl Into<String>) -> Self {
        Self { word: word.into(), of: PhantomData }
    }

    /// What was sent.
    pub(super) fn as_str(&self) -> &str {
        &self.word
    }
}

impl<T: Codes> From<T> for Code<T> {
    fn from(value: T) -> Self {
        Self::sent(value.to_string())
    }
}

impl<T> fmt::Debug for Code<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.word, out)
    }
}

impl<T: Codes> Type for Code<T> {
    const IS_REQUIRED: bool = true;
    type RawValueType = Self;
    type RawElementValueType = Self;

    fn name() -> Cow<'static, str> {
        format!("code({})", T::CODES.join("|")).into()
    }

    fn schema_ref() -> MetaSchemaRef {
        let enum_items = T::CODES.iter().map(|code| Value::from(*code)).collect();
        MetaSchemaRef::Inline(Box::new(MetaSchema { enum_items, ..MetaSchema::new("string") }))
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }

    fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
        Box::new(std::iter::once(self))
    }
}

impl<T: Codes> ParseFromJSON for Code<T> {
    fn parse_from_json(value: Option<Value>) -> ParseResult<Self> {
        match value {
            Some(Value::String(word)) => Ok(Self::sent(word)),
            other => Err(ParseError::expected_type(other.unwrap_or_default())),
        }
    }
}

impl<T: Codes> ToJSON for Code<T> {
    fn to_json(&self) -> Option<Value> {
        Some(Value::String(self.word.clone()))
    }
}

impl<T: Codes> ParseFromParameter for Code<T> {
    fn parse_from_parameter(value: &str) -> ParseResult<Self> {
        Ok(Self::sent(value))
    }
}

impl<T: Codes> ParseFromMultipartField for Code<T> {
    async fn parse_from_multipart(field: Option<Field>) -> ParseResult<Self> {
        match field {
            Some(field) => field.text().await.map(Self::sent).map_err(ParseError::custom),
            None => Err(ParseError::expected_input()),
        }
    }
}
