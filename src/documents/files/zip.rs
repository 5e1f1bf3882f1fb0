//! A ZIP archive, looked into without unpacking more of it than is asked for.

use std::io::Read as _;

use flate2::read::DeflateDecoder;

/// Most files of an office document.
const MOST: u16 = 5_000;
/// Most bytes that an office document may unpack to: what it says itself, which is enough to refuse it.
const LARGEST: u64 = 500 * 1024 * 1024;

/// A file in the archive.
pub(super) struct Part<'a> {
    /// Its name as it stands in the list.
    pub(super) name: String,
    deflated: bool,
    packed: &'a [u8],
}

impl Part<'_> {
    /// At most so many of its first bytes. What does not unpack ends where it breaks off.
    pub(super) fn head(&self, most: usize) -> Vec<u8> {
        if !self.deflated {
            return self.packed[..self.packed.len().min(most)].to_vec();
        }
        let (mut head, mut piece, mut open) = (Vec::new(), [0; 4096], DeflateDecoder::new(self.packed));
        while head.len() < most {
            match open.read(&mut piece) {
                Ok(0) | Err(_) => break,
                Ok(n) => head.extend_from_slice(&piece[..n]),
            }
        }
        head.truncate(most);
        head
    }
}

/// The files in the archive; nothing when it does not hold together, is protected by a password, or is larger inside than anything real.
/// A file that is called one thing in the list and another where it lies is no part of anything real either.
pub(super) fn parts(bytes: &[u8]) -> Option<Vec<Part<'_>>> {
    // The end record is the last 22 bytes and a comment of at most 65,535.
    let from = bytes.len().saturating_sub(22 + 65_535);
    let end = from + bytes.get(from..)?.windows(4).rposition(|window| window == b"PK\x05\x06")?;
    let count = short(bytes, end + 10)?;
    let mut at = usize::try_from(long(bytes, end + 16)?).ok()?;
    if count > MOST {
        return None;
    }
    let (mut parts, mut unpacked) = (Vec::with_capacity(usize::from(count)), 0_u64);
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
        parts.push(part(bytes, at, bytes.get(start..stop)?)?);
        at = stop + usize::from(extra) + usize::from(comment);
    }
    Some(parts)
}

/// The file of the row of the list that begins at `at`.
fn part<'a>(bytes: &'a [u8], at: usize, name: &[u8]) -> Option<Part<'a>> {
    const SEALED: u16 = 1;
    let deflated = match (short(bytes, at + 8)? & SEALED, short(bytes, at + 10)?) {
        (0, 0) => false,
        (0, 8) => true,
        _ => return None,
    };
    let (size, lies) = (usize::try_from(long(bytes, at + 20)?).ok()?, usize::try_from(long(bytes, at + 42)?).ok()?);
    if bytes.get(lies..lies.checked_add(4)?)? != b"PK\x03\x04" {
        return None;
    }
    let named = lies + 30;
    let data = named + usize::from(short(bytes, lies + 26)?);
    if bytes.get(named..data)? != name {
        return None;
    }
    let data = data + usize::from(short(bytes, lies + 28)?);
    let packed = bytes.get(data..data.checked_add(size)?)?;
    Some(Part { name: String::from_utf8_lossy(name).into_owned(), deflated, packed })
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::DeflateEncoder;

    use super::parts;

    /// An archive of these files, every second of them deflated.
    pub(crate) fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
        swelled(files, 0)
    }

    /// The same, whose files say that each unpacks to so many bytes more than it does.
    pub(crate) fn swelled(files: &[(&str, &[u8])], more: u32) -> Vec<u8> {
        let (mut out, mut list) = (Vec::new(), Vec::new());
        for (at, (name, bytes)) in files.iter().enumerate() {
            let deflated = at % 2 == 1;
            let packed = if deflated {
                let mut pack = DeflateEncoder::new(Vec::new(), Compression::default());
                pack.write_all(bytes).unwrap();
                pack.finish().unwrap()
            } else {
                bytes.to_vec()
            };
            let lies = u32::try_from(out.len()).unwrap();
            let (size, real) = (u32::try_from(packed.len()).unwrap(), u32::try_from(bytes.len()).unwrap());
            let length = u16::try_from(name.len()).unwrap();
            let mut local = [0_u8; 30];
            local[..4].copy_from_slice(b"PK\x03\x04");
            local[26..28].copy_from_slice(&length.to_le_bytes());
            out.extend(local.iter().copied().chain(name.bytes()).chain(packed));
            let mut row = [0_u8; 46];
            row[..4].copy_from_slice(b"PK\x01\x02");
            row[10] = if deflated { 8 } else { 0 };
            row[20..24].copy_from_slice(&size.to_le_bytes());
            row[24..28].copy_from_slice(&(real + more).to_le_bytes());
            row[28..30].copy_from_slice(&length.to_le_bytes());
            row[42..46].copy_from_slice(&lies.to_le_bytes());
            list.extend(row.iter().copied().chain(name.bytes()));
        }
        let mut end = [0_u8; 22];
        end[..4].copy_from_slice(b"PK\x05\x06");
        end[10..12].copy_from_slice(&u16::try_from(files.len()).unwrap().to_le_bytes());
        end[16..20].copy_from_slice(&u32::try_from(out.len()).unwrap().to_le_bytes());
        out.extend(list);
        out.extend(end);
        out
    }

    fn names(bytes: &[u8]) -> Option<Vec<String>> {
        Some(parts(bytes)?.into_iter().map(|part| part.name).collect())
    }

    #[test]
    fn names_are_read_and_nonsense_is_not() {
        let two = archive(&[("a", b"one"), ("b/c", b"two")]);
        assert_eq!(names(&two).unwrap(), ["a", "b/c"]);
        let mut broken = two.clone();
        let offset = broken.len() - 6;
        broken[offset] = 0xff;
        assert_eq!(names(&broken), None);
        assert_eq!(names(b"PK"), None);
        let mut masked = two;
        masked[30] = b'z';
        assert_eq!(names(&masked), None, "one name in the list, another where it lies");
    }

    #[test]
    fn a_head_is_no_longer_than_was_asked_for() {
        let bomb = vec![0_u8; 3_000_000];
        let file = archive(&[("a", b"hello"), ("b", &bomb)]);
        let parts = parts(&file).unwrap();
        assert_eq!((parts[0].head(4), parts[0].head(40)), (b"hell".to_vec(), b"hello".to_vec()));
        assert_eq!((parts[1].head(9).len(), parts[1].head(10_000).len()), (9, 10_000));
    }
}
