//! The list of names at the end of a ZIP archive, read without unpacking anything.

/// Most files of an office document.
const MOST: u16 = 5_000;
/// Most bytes that an office document may unpack to: what it says itself, which is enough to refuse it.
const LARGEST: u64 = 500 * 1024 * 1024;

/// The names in the archive; nothing when it does not hold together, or is larger inside than anything real.
pub(super) fn names(bytes: &[u8]) -> Option<Vec<String>> {
    // The end record is the last 22 bytes and a comment of at most 65,535.
    let from = bytes.len().saturating_sub(22 + 65_535);
    let end = from + bytes.get(from..)?.windows(4).rposition(|window| window == b"PK\x05\x06")?;
    let count = short(bytes, end + 10)?;
    let mut at = usize::try_from(long(bytes, end + 16)?).ok()?;
    if count > MOST {
        return None;
    }
    let (mut names, mut unpacked) = (Vec::with_capacity(usize::from(count)), 0_u64);
    for _ in 0..count {
        if bytes.get(at..at + 4)? != b"PK\x01\x02" {
            return None;
        }
        unpacked += u64::from(long(bytes, at + 24)?);
        if unpacked > LARGEST {
            return None;
        }
        let (name, extra, comment) = (short(bytes, at + 28)?, short(bytes, at + 30)?, short(bytes, at + 32)?);
        let start = at + 46;
        let stop = start + usize::from(name);
        names.push(String::from_utf8_lossy(bytes.get(start..stop)?).into_owned());
        at = stop + usize::from(extra) + usize::from(comment);
    }
    Some(names)
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
pub(super) mod tests {
    use super::names;

    /// An archive whose files are empty, each saying that it unpacks to `size` bytes.
    pub(crate) fn archive(files: &[&str], size: u32) -> Vec<u8> {
        let mut out = b"PK\x03\x04".to_vec();
        let start = out.len();
        for name in files {
            let mut header = [0_u8; 46];
            header[..4].copy_from_slice(b"PK\x01\x02");
            header[24..28].copy_from_slice(&size.to_le_bytes());
            header[28..30].copy_from_slice(&u16::try_from(name.len()).unwrap().to_le_bytes());
            out.extend(header);
            out.extend(name.bytes());
        }
        let mut end = [0_u8; 22];
        end[..4].copy_from_slice(b"PK\x05\x06");
        end[10..12].copy_from_slice(&u16::try_from(files.len()).unwrap().to_le_bytes());
        end[16..20].copy_from_slice(&u32::try_from(start).unwrap().to_le_bytes());
        out.extend(end);
        out
    }

    #[test]
    fn names_are_read_and_nonsense_is_not() {
        assert_eq!(names(&archive(&["a", "b/c"], 1)).unwrap(), ["a", "b/c"]);
        let mut broken = archive(&["a"], 1);
        let offset = broken.len() - 6;
        broken[offset] = 0xff;
        assert_eq!(names(&broken), None);
        assert_eq!(names(b"PK"), None);
    }
}
