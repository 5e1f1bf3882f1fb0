//! Files, in and out.

use std::borrow::Cow;
use std::fmt;

use poem::web::Field;
use poem_openapi::ApiResponse;
use poem_openapi::payload::Binary;
use poem_openapi::registry::{MetaSchema, MetaSchemaRef};
use poem_openapi::types::{ParseError, ParseFromMultipartField, ParseResult, Type};

use crate::ui::{Download, Upload};

/// A file that is sent. It stays in memory until it is sealed: a file of a case is never laid down on the disk as it came.
pub(super) struct SentFile(Upload);

impl SentFile {
    /// The file as the form's field `field` would have sent it.
    pub(super) fn under(self, field: &str) -> Upload {
        Upload { field: field.to_owned(), ..self.0 }
    }
}

impl fmt::Debug for SentFile {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl Type for SentFile {
    const IS_REQUIRED: bool = true;
    type RawValueType = Self;
    type RawElementValueType = Self;

    fn name() -> Cow<'static, str> {
        "file".into()
    }

    fn schema_ref() -> MetaSchemaRef {
        MetaSchemaRef::Inline(Box::new(MetaSchema::new_with_format("string", "binary")))
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }

    fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
        Box::new(std::iter::once(self))
    }
}

impl ParseFromMultipartField for SentFile {
    async fn parse_from_multipart(field: Option<Field>) -> ParseResult<Self> {
        let Some(field) = field else { return Err(ParseError::expected_input()) };
        let file_name = field.file_name().unwrap_or_default().to_owned();
        let claimed_type = field.content_type().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(ParseError::custom)?;
        Ok(Self(Upload { field: String::new(), file_name, claimed_type, bytes }))
    }
}

/// A file that is taken out.
#[derive(ApiResponse)]
pub(super) enum File {
    /// The file, byte for byte as it was handed in.
    #[oai(status = 200)]
    Is(
        Binary<Vec<u8>>,
        /// What it is, told from its bytes when it came.
        #[oai(header = "Content-Type")]
        String,
        /// The name to save it under.
        #[oai(header = "Content-Disposition")]
        String,
    ),
}

/// A paper that was typeset.
#[derive(ApiResponse)]
pub(super) enum Pdf {
    /// The paper.
    #[oai(status = 200, content_type = "application/pdf")]
    Is(
        Binary<Vec<u8>>,
        /// The name to save it under.
        #[oai(header = "Content-Disposition")]
        String,
    ),
}

impl From<Download> for File {
    fn from(file: Download) -> Self {
        let disposition = file.disposition();
        Self::Is(Binary(file.bytes), file.media_type.to_owned(), disposition)
    }
}

impl From<Download> for Pdf {
    fn from(file: Download) -> Self {
        let disposition = file.disposition();
        Self::Is(Binary(file.bytes), disposition)
    }
}
