//! A file that a form sends.

use std::sync::Arc;

use crate::app::App;
use crate::ids::{DocumentId, ReviewId};
use crate::ui::{Filled, Problem};

use super::kinds::aside;
use super::{FileType, LARGEST, Refused, Sealed, recognise_aside};

/// The file of a form, sealed on a thread of its own for the place where it will lie (see [`Sealed`]), with what the form says of it.
/// What is wrong with the file is recorded in `f`.
///
/// # Errors
/// When the file cannot be looked into, the review's key is not there, or the work breaks down.
pub async fn sent<T>(
    app: &Arc<App>,
    f: &mut Filled,
    place: (ReviewId, DocumentId),
    said: Option<T>,
) -> Result<Option<(T, Sealed)>, Problem> {
    let sent = recognised(f, app.settings.web.upload_limit).await?;
    let Some((said, (file_type, bytes))) = said.zip(sent) else { return Ok(None) };
    let app = Arc::clone(app);
    let sealed = aside(move || Sealed::of(&app.keyring, place, file_type, &bytes)).await?.map_err(Problem::internal)?;
    Ok(Some((said, sealed)))
}

/// What a file of a form is, by its bytes, and these; before the transaction that keeps it. What is wrong with it is recorded in `f`.
///
/// # Errors
/// When the file cannot be looked into.
async fn recognised(f: &mut Filled, largest: u64) -> Result<Option<(FileType, Vec<u8>)>, Problem> {
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
