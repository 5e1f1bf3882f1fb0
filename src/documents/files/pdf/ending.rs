//! Where a PDF ends (ISO 32000-1, 7.5.5 and 7.5.6): nothing follows but what was added by saving it again, and no other kind of file begins
//! in it. A reader of PDFs leaves out what follows, and another program opens it.

use super::super::kinds::Refused;
use super::measure::white;

const END: &[u8] = b"%%EOF";
/// The record with which an archive ends, the longest remark behind it and the length of the record without one.
const ARCHIVE: &[u8] = b"PK\x05\x06";
const REMARK: usize = 0xffff;
const RECORD: usize = 22;

/// Whether a PDF ends with its own last line, and every part of it before that is one of a PDF.
///
/// # Errors
/// When something else follows.
pub(super) fn is_last(bytes: &[u8]) -> Result<(), Refused> {
    let last = bytes.windows(END.len()).rposition(|window| window == END).ok_or(Refused::Unreadable)?;
    let after = bytes.get(last + END.len()..).unwrap_or_default();
    if !after.iter().all(|byte| white(*byte)) || !ends(bytes).all(goes_on) || is_archive(bytes) {
        return Err(Refused::Trailed);
    }
    Ok(())
}

/// What follows each end that the file itself gives as one: after the word that says where its table is. Others stand in a page or a font.
fn ends(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let places = bytes.windows(END.len()).enumerate().filter(|(_, window)| *window == END).map(|(at, _)| at);
    places.filter_map(|at| {
        let mut words = bytes.get(..at)?.rsplit(|byte| white(*byte)).filter(|word| !word.is_empty());
        let (place, word) = (words.next()?, words.next()?);
        let own = place.iter().all(u8::is_ascii_digit) && word.ends_with(b"startxref");
        own.then(|| bytes.get(at + END.len()..).unwrap_or_default())
    })
}

/// Whether what follows an end is nothing, or what a program adds that saves the file again: remarks, then an object or a table.
fn goes_on(rest: &[u8]) -> bool {
    let mut rest = rest;
    loop {
        rest = rest.trim_ascii_start();
        match rest {
            [b'%', ..] => {
                let line = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(rest.len());
                rest = rest.get(line..).unwrap_or_default();
            }
            [0 | 12, after @ ..] => rest = after,
            _ => break,
        }
    }
    let mut words = rest.split(|byte| white(*byte)).filter(|word| !word.is_empty());
    let number = |word: Option<&[u8]>| word.is_some_and(|word| word.iter().all(u8::is_ascii_digit));
    rest.is_empty()
        || rest.starts_with(b"xref")
        || rest.starts_with(b"startxref")
        || number(words.next()) && number(words.next()) && words.next().is_some_and(|word| word.starts_with(b"obj"))
}

/// Whether a program for archives would open it: it looks for the last record of one near the end, and for the list where that says.
fn is_archive(bytes: &[u8]) -> bool {
    let from = bytes.len().saturating_sub(REMARK + RECORD);
    let near = bytes.get(from..).unwrap_or_default();
    near.windows(ARCHIVE.len()).enumerate().filter(|(_, window)| *window == ARCHIVE).any(|(at, _)| {
        let number = |place: usize| near.get(at + place..at + place + 4)?.try_into().ok().map(u32::from_le_bytes);
        let length = number(12).and_then(|length| usize::try_from(length).ok());
        // The places in it count from where the archive begins, which need not be where the file does: the list ends where the record begins.
        let list = length.and_then(|length| (from + at).checked_sub(length)).and_then(|list| bytes.get(list..from + at));
        list.is_some_and(|list| list.starts_with(b"PK\x01\x02"))
    })
}
