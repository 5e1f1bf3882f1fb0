//! A file that a form sends.

use crate::ui::{Filled, Problem};

use super::{FileType, LARGEST, Refused, recognise_aside};

/// What a file of a form is, by its bytes, and these; before the transaction that keeps it. What is wrong with it is recorded in `f`.
///
/// # Errors
/// When the file cannot be looked into.
pub async fn sent(f: &mut Filled, largest: u64) -> Result<Option<(FileType, Vec<u8>)>, Problem> {
    let largest = largest.min(LARGEST);
    let found = match f.take_upload("file") {
        None => Err(Refused::Empty),
        Some(sent) if u64::try_from(sent.bytes.len()).unwrap_or(u64::MAX) > largest => {
            Err(Refused::TooLarge(largest / 1024 / 1024))
        }
        Some(sent) => {
            let (kind, bytes) = recognise_aside(sent.file_name, sent.bytes).await?;
            kind.map(|kind| (kind, bytes))
        }
    };
    Ok(found.map_err(|refused| f.wrong("file", refused.to_string())).ok())
}
