//! How much is in a PDF, and which names stand in it, told from its bytes before anything is built of them.

use super::super::kinds::Refused;

/// What no PDF that only shows its pages spells out, wherever in it, even where its tables are damaged or say otherwise.
const NEVER: [&[u8]; 5] = [b"JavaScript", b"Launch", b"SubmitForm", b"ImportData", b"RichMedia"];

/// What all of one PDF may come to, its packed parts unpacked. A manual of a thousand pages has a hundredth of it.
pub(super) struct Room {
    unpacked: usize,
    names: usize,
    references: usize,
    pieces: usize,
}

impl Room {
    /// No part that holds a PDF's structure unpacks to more bytes. Those of real files stay under a megabyte or two.
    const ONE_UNPACKED: usize = 16 << 20;

    pub(super) const fn of_an_upload() -> Self {
        Self { unpacked: 64 << 20, names: 1_000_000, references: 500_000, pieces: 4_000_000 }
    }

    /// How many bytes the next packed part may come to.
    pub(super) fn left(&self) -> usize {
        self.unpacked.min(Self::ONE_UNPACKED)
    }

    /// A packed part, read for itself: what the tables do not name may be found by a reader that rebuilds them.
    pub(super) fn unpacked(&mut self, plain: &[u8]) -> Result<(), Refused> {
        self.unpacked = self.unpacked.checked_sub(plain.len()).ok_or(Refused::Crowded)?;
        self.read(plain)
    }

    /// Goes through bytes once. Those of pictures and pages are counted too, and by chance come to little.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Result<(), Refused> {
        let mut before = b' ';
        for (at, byte) in bytes.iter().enumerate() {
            let kind = match byte {
                b'/' => &mut self.names,
                b'R' if white(before) && bytes.get(at + 1).is_none_or(|next| ends(*next)) => &mut self.references,
                b'[' | b'<' | b'(' => &mut self.pieces,
                b'0'..=b'9' | b'+' | b'-' | b'.' | b't' | b'f' | b'n' if ends(before) => &mut self.pieces,
                _ => {
                    before = *byte;
                    continue;
                }
            };
            *kind = kind.checked_sub(1).ok_or(Refused::Crowded)?;
            if *byte == b'/' {
                let name = bytes.get(at + 1..).unwrap_or_default();
                if NEVER.iter().any(|never| begins(name, never)) {
                    return Err(Refused::Active);
                }
            }
            before = *byte;
        }
        Ok(())
    }
}

/// Where a name stands in these bytes, behind its stroke.
pub(super) fn places(bytes: &[u8], name: &[u8]) -> Vec<usize> {
    let strokes = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/').map(|(at, _)| at + 1);
    strokes.filter(|at| bytes.get(*at..).is_some_and(|rest| begins(rest, name))).collect()
}

/// Whether the name at the beginning of these bytes is this one, to its end, escaped or not (7.3.5: "#61" is an "a").
fn begins(bytes: &[u8], name: &[u8]) -> bool {
    let mut rest = bytes;
    for letter in name {
        let (found, after) = match rest {
            [b'#', high, low, after @ ..] => match (char::from(*high).to_digit(16), char::from(*low).to_digit(16)) {
                (Some(high), Some(low)) => (high * 16 + low, after),
                _ => return false,
            },
            [found, after @ ..] => (u32::from(*found), after),
            [] => return false,
        };
        if found != u32::from(*letter) {
            return false;
        }
        rest = after;
    }
    rest.first().is_none_or(|next| ends(*next))
}

pub(super) fn white(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

/// Whether a word or name is at its end before this byte (7.2.2).
fn ends(byte: u8) -> bool {
    white(byte) || matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}
