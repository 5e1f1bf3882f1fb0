//! A ZIP archive, looked into within a budget: what an upload says and what it does must agree, and neither may be beyond measure.

use std::borrow::Cow;
use std::io::Read as _;
use std::ops::Range;

use flate2::Crc;
use flate2::read::DeflateDecoder;

use super::kinds::Refused;

const MIB: usize = 1024 * 1024;

/// What all of one upload may come to, with the files inside it.
pub(super) struct Budget {
    /// Bytes, unpacked.
    bytes: usize,
    /// Parts.
    parts: usize,
    /// Office files in the file.
    files: usize,
    /// Bytes of lists that are read word by word.
    lists: usize,
}

impl Budget {
    /// The largest file in a file, in bytes.
    const LARGEST_INSIDE: usize = 8 * MIB;
    /// The longest list, in bytes. A long report's has some thousands.
    const LONGEST: usize = MIB;

    pub(super) const fn of_an_upload() -> Self {
        Self { bytes: 64 * MIB, parts: 2_000, files: 50, lists: 8 * MIB }
    }

    fn parts(&mut self, parts: &[Part<'_>]) -> Result<(), Refused> {
        let bytes = parts.iter().try_fold(0_usize, |sum, part| sum.checked_add(part.size));
        self.parts = self.parts.checked_sub(parts.len()).ok_or(Refused::Swollen)?;
        self.bytes = bytes.and_then(|bytes| self.bytes.checked_sub(bytes)).ok_or(Refused::Swollen)?;
        Ok(())
    }

    /// One more Office file in the file.
    pub(super) fn file(&mut self, bytes: &[u8]) -> Result<(), Refused> {
        self.files = self.files.checked_sub(1).filter(|_| bytes.len() <= Self::LARGEST_INSIDE).ok_or(Refused::Swollen)?;
        Ok(())
    }

    /// One more list to be read.
    pub(super) fn list(&mut self, bytes: &[u8]) -> Result<(), Refused> {
        let left = self.lists.checked_sub(bytes.len()).filter(|_| bytes.len() <= Self::LONGEST);
        self.lists = left.ok_or(Refused::Swollen)?;
        Ok(())
    }
}

/// A file in the archive.
pub(super) struct Part<'a> {
    /// Its name as it stands in the list.
    pub(super) name: String,
    /// How many bytes it unpacks to, as the list says.
    size: usize,
    /// The sum of its bytes, as the list says.
    sum: u32,
    deflated: bool,
    packed: &'a [u8],
    /// Where it lies, from its own header to its last byte.
    lies: Range<usize>,
    /// Its sizes may stand once more behind it, as whoever writes without going back writes them.
    trailed: bool,
}

impl Part<'_> {
    /// All its bytes, which are as many as the list says and come to its sum. A program that does not look at the sum opens what another one
    /// takes for broken.
    ///
    /// # Errors
    /// When they are others; not one more is unpacked than tells.
    pub(super) fn whole(&self) -> Result<Cow<'_, [u8]>, Refused> {
        let whole = self.unpacked()?;
        let mut sum = Crc::new();
        sum.update(&whole);
        if sum.sum() == self.sum { Ok(whole) } else { Err(Refused::Broken) }
    }

    fn unpacked(&self) -> Result<Cow<'_, [u8]>, Refused> {
        if !self.deflated {
            return if self.packed.len() == self.size { Ok(Cow::Borrowed(self.packed)) } else { Err(Refused::Broken) };
        }
        let most = u64::try_from(self.size).map_err(|_| Refused::Broken)?.saturating_add(1);
        let mut whole = Vec::new();
        match DeflateDecoder::new(self.packed).take(most).read_to_end(&mut whole) {
            Ok(read) if read == self.size => Ok(Cow::Owned(whole)),
            _ => Err(Refused::Broken),
        }
    }
}

/// The files in the archive, paid for from the budget.
///
/// # Errors
/// When it does not hold together, could be taken for another archive, is protected by a password, or has more in it than the budget.
pub(super) fn parts<'a>(bytes: &'a [u8], budget: &mut Budget) -> Result<Vec<Part<'a>>, Refused> {
    let parts = listed(bytes).ok_or(Refused::Broken)?;
    budget.parts(&parts)?;
    Ok(parts)
}

/// The files of the list. The archive is one, from its first byte to its last: first the files side by side, then the list of all of them,
/// then its end. Programs look for an archive from either side, and would find two where there are two.
fn listed(bytes: &[u8]) -> Option<Vec<Part<'_>>> {
    let (bytes, end) = match end(bytes) {
        Some(end) => (bytes, end),
        // A gateway for mail or a form ends what it hands on with a line's end.
        None => {
            let bytes = bytes.strip_suffix(b"\n")?;
            let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
            (bytes, end(bytes)?)
        }
    };
    let count = short(bytes, end + 10)?;
    let (size, from) = (place(bytes, end + 12)?, place(bytes, end + 16)?);
    let on_one_disk = short(bytes, end + 4)? == 0 && short(bytes, end + 6)? == 0 && short(bytes, end + 8)? == count;
    if !on_one_disk || from.checked_add(size)? != end {
        return None;
    }
    let (mut parts, mut at) = (Vec::new(), from);
    for _ in 0..count {
        if bytes.get(at..at + 4)? != b"PK\x01\x02" {
            return None;
        }
        let (name, extra, comment) = (short(bytes, at + 28)?, short(bytes, at + 30)?, short(bytes, at + 32)?);
        let start = at + 46;
        let stop = start + usize::from(name);
        parts.push(part(bytes, at, bytes.get(start..stop)?)?);
        at = stop + usize::from(extra) + usize::from(comment);
    }
    (at == end && side_by_side(&parts, from)).then_some(parts)
}

/// Where the end record begins: the last 22 bytes and a comment of at most 65,535, and no second one that fits as well.
fn end(bytes: &[u8]) -> Option<usize> {
    let from = bytes.len().saturating_sub(22 + 65_535);
    let mut ends =
        bytes.get(from..)?.windows(4).enumerate().filter(|(_, window)| *window == b"PK\x05\x06").map(|(at, _)| from + at);
    let fits = |at: &usize| short(bytes, at + 20).is_some_and(|comment| at + 22 + usize::from(comment) == bytes.len());
    let end = ends.next_back().filter(fits)?;
    (!ends.any(|at| fits(&at))).then_some(end)
}

/// Whether the files lie one after the other from the first byte to the list, and none shares a byte with another.
fn side_by_side(parts: &[Part<'_>], list: usize) -> bool {
    // Two sizes of eight bytes, a sum and a mark.
    const TRAILER: usize = 24;
    let mut places: Vec<(usize, usize, bool)> = parts.iter().map(|part| (part.lies.start, part.lies.end, part.trailed)).collect();
    places.sort_unstable();
    places.push((list, list, false));
    let (mut reached, mut trailed) = (0, false);
    for (from, to, next) in places {
        let most = if trailed { TRAILER } else { 0 };
        if from.checked_sub(reached).is_none_or(|between| between > most) {
            return false;
        }
        (reached, trailed) = (to, next);
    }
    true
}

/// The file of the row of the list that begins at `at`. One that is called one thing in the list and another where it lies is no part of
/// anything real, nor is one that is packed in one way here and in another there.
fn part<'a>(bytes: &'a [u8], at: usize, name: &[u8]) -> Option<Part<'a>> {
    const SEALED: u16 = 1;
    const TRAILED: u16 = 8;
    let (marks, method) = (short(bytes, at + 8)?, short(bytes, at + 10)?);
    let (packed, size, lies) = (place(bytes, at + 20)?, place(bytes, at + 24)?, place(bytes, at + 42)?);
    let readable = marks & SEALED == 0 && matches!(method, 0 | 8);
    if !readable || bytes.get(lies..lies.checked_add(4)?)? != b"PK\x03\x04" || short(bytes, lies + 8)? != method {
        return None;
    }
    let named = lies + 30;
    let data = named + usize::from(short(bytes, lies + 26)?);
    if bytes.get(named..data)? != name {
        return None;
    }
    let data = data + usize::from(short(bytes, lies + 28)?);
    let stop = data.checked_add(packed)?;
    Some(Part {
        name: String::from_utf8_lossy(name).into_owned(),
        size,
        sum: four(bytes, at + 16)?,
        deflated: method == 8 && packed > 0,
        packed: bytes.get(data..stop)?,
        lies: lies..stop,
        trailed: marks & TRAILED != 0,
    })
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn four(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

fn place(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(four(bytes, at)?).ok()
}

#[cfg(test)]
pub(super) mod tests;
