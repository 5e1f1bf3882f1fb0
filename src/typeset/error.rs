//! Why a document could not be typeset.

/// Why a document could not be typeset. What it says is fit for the person who asked; it never repeats the document's text.
#[derive(thiserror::Error)]
pub enum TypesetError {
    /// The time limit ran out.
    #[error("The document took too long to typeset. Shorten the longest section, or split it, and try again.")]
    TookTooLong,
    /// The memory limit was reached.
    #[error("The document is too big to typeset. Shorten the longest section, or split it, and try again.")]
    TooBig,
    /// The template refused the data. A fault of ours, not of the person's.
    #[error(
        "The document could not be typeset: its template has a fault at {place}. Nothing was changed or lost. Tell those who run this service."
    )]
    Template {
        /// The template file and line.
        place: String,
        /// What the typesetter said, which may repeat words of the document. See [`TypesetError::detail`].
        detail: String,
    },
    /// The program was built without its fonts.
    #[error("The document could not be typeset: this build has no fonts. Run scripts/build-assets and build again.")]
    NoFonts,
    /// The child process could not be started or spoken to.
    #[error("The document could not be typeset just now. Try again in a minute.")]
    Child(#[source] std::io::Error),
    /// The child ended in a way that nobody foresaw.
    #[error(
        "The document could not be typeset: the typesetter stopped unexpectedly. Try again, and tell those who run this service if it happens twice."
    )]
    Stopped,
}

impl TypesetError {
    /// What the typesetter said, which may repeat words of the document: for tests and designers, never for a log.
    #[must_use]
    pub fn detail(&self) -> Option<&str> {
        match self {
            Self::Template { detail, .. } => Some(detail),
            Self::TookTooLong | Self::TooBig | Self::NoFonts | Self::Child(_) | Self::Stopped => None,
        }
    }
}

/// Without the detail: errors are logged.
impl std::fmt::Debug for TypesetError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Child(cause) => write!(f, "{self} ({cause})"),
            Self::TookTooLong | Self::TooBig | Self::Template { .. } | Self::NoFonts | Self::Stopped => write!(f, "{self}"),
        }
    }
}
