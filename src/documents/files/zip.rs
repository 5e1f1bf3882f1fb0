//! A ZIP archive, looked into within a budget: what an upload says and what it does must agree, and neither may be beyond measure.

use std::borrow::Cow;
use std::io::Read as _;
use std::ops::Range;

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
    deflated: bool,
    packed: &'a [u8],
    /// Where it lies, from its own header to its last byte.
    lies: Range<usize>,
    /// Its sizes may stand once more behind it, as whoever writes without going back writes them.
    trailed: bool,
}

impl Part<'_> {
    /// All its bytes, which are as many as the list says.
    ///
    /// # Errors
    /// When they are more or fewer; not one more is unpacked than tells.
    pub(super) fn whole(&self) -> Result<Cow<'_, [u8]>, Refused> {
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
    let end = end(bytes)?;
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
        deflated: method == 8 && packed > 0,
        packed: bytes.get(data..stop)?,
        lies: lies..stop,
        trailed: marks & TRAILED != 0,
    })
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn place(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?)).ok()
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::DeflateEncoder;

    use super::*;

    pub(crate) fn deflated(bytes: &[u8]) -> Vec<u8> {
        let mut pack = DeflateEncoder::new(Vec::new(), Compression::default());
        pack.write_all(bytes).unwrap();
        pack.finish().unwrap()
    }

    fn four(n: usize) -> [u8; 4] {
        u32::try_from(n).unwrap().to_le_bytes()
    }

    fn two(n: usize) -> [u8; 2] {
        u16::try_from(n).unwrap().to_le_bytes()
    }

    /// An archive in the making, which may lie.
    #[derive(Clone, Default)]
    pub(crate) struct Maker {
        pub(crate) out: Vec<u8>,
        list: Vec<u8>,
        count: usize,
        /// Sizes stand behind each file, as LibreOffice and Google Docs write them.
        pub(crate) trailed: bool,
    }

    impl Maker {
        /// A file's own header, whose extra field is said to be so long.
        pub(crate) fn header(&mut self, name: &str, method: u8, extra: usize) {
            self.out.extend(b"PK\x03\x04\x14\0");
            self.out.extend([if self.trailed { 8 } else { 0 }, 0, method, 0]);
            self.out.extend([0; 16]);
            self.out.extend(two(name.len()).into_iter().chain(two(extra)).chain(name.bytes()));
        }

        /// A file's row of the list.
        pub(crate) fn row(&mut self, name: &str, method: u8, (packed, size): (usize, usize), lies: usize) {
            self.list.extend(b"PK\x01\x02\x14\0\x14\0");
            self.list.extend([if self.trailed { 8 } else { 0 }, 0, method, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
            self.list.extend(four(packed).into_iter().chain(four(size)).chain(two(name.len())));
            self.list.extend([0; 12]);
            self.list.extend(four(lies).into_iter().chain(name.bytes()));
            self.count += 1;
        }

        pub(crate) fn add(&mut self, name: &str, bytes: &[u8], method: u8, more: usize) {
            let packed = if method == 8 { deflated(bytes) } else { bytes.to_vec() };
            let lies = self.out.len();
            self.header(name, method, 0);
            self.out.extend(&packed);
            if self.trailed {
                self.out.extend(b"PK\x07\x08\0\0\0\0");
                self.out.extend(four(packed.len()).into_iter().chain(four(bytes.len())));
            }
            self.row(name, method, (packed.len(), bytes.len() + more), lies);
        }

        pub(crate) fn close(self) -> Vec<u8> {
            let mut out = self.out;
            let from = out.len();
            out.extend(&self.list);
            out.extend(b"PK\x05\x06\0\0\0\0");
            out.extend(two(self.count).into_iter().chain(two(self.count)).chain(four(self.list.len())).chain(four(from)));
            out.extend([0, 0]);
            out
        }
    }

    /// An archive of these files, every second of them deflated.
    pub(crate) fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
        swelled(files, 0)
    }

    /// The same, whose files say that each unpacks to so many bytes more than it does.
    pub(crate) fn swelled(files: &[(&str, &[u8])], more: usize) -> Vec<u8> {
        made(Maker::default(), files, more)
    }

    /// The same by a program that writes sizes behind each file.
    pub(crate) fn trailed(files: &[(&str, &[u8])]) -> Vec<u8> {
        made(Maker { trailed: true, ..Maker::default() }, files, 0)
    }

    fn made(mut maker: Maker, files: &[(&str, &[u8])], more: usize) -> Vec<u8> {
        for (at, (name, bytes)) in files.iter().enumerate() {
            maker.add(name, bytes, if at % 2 == 1 { 8 } else { 0 }, more);
        }
        maker.close()
    }

    fn names(bytes: &[u8]) -> Option<Vec<String>> {
        Some(parts(bytes, &mut Budget::of_an_upload()).ok()?.into_iter().map(|part| part.name).collect())
    }

    #[test]
    fn names_are_read_and_nonsense_is_not() {
        let two = archive(&[("a", b"one"), ("b/c", b"two")]);
        assert_eq!(names(&two).unwrap(), ["a", "b/c"]);
        assert_eq!(names(&trailed(&[("a", b"one"), ("b/c", b"two")])).unwrap(), ["a", "b/c"]);
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
    fn an_archive_is_one_from_its_first_byte_to_its_last() {
        let one = archive(&[("a", b"one"), ("b", b"two")]);
        let end = one.len() - 22;
        let changed = |at: usize, to: u8| {
            let mut other = one.clone();
            other[at] = to;
            other
        };
        assert_eq!(names(&[one.as_slice(), b"more"].concat()), None, "bytes behind its end");
        assert_eq!(names(&[b"more".as_slice(), &one].concat()), None, "bytes before it");
        let mut commented = changed(end + 20, 5);
        commented.extend(b"hello");
        assert_eq!(names(&commented).unwrap(), ["a", "b"]);
        assert_eq!(names(&changed(end + 8, 1)), None, "two numbers of files");
        let fewer = {
            let mut fewer = changed(end + 8, 1);
            fewer[end + 10] = 1;
            fewer
        };
        assert_eq!(names(&fewer), None, "a list that goes on");
        assert_eq!(names(&changed(end + 12, one[end + 12] - 1)), None, "a list that does not reach its end");
    }

    #[test]
    fn two_archives_in_one_are_none() {
        let first = archive(&[("a", b"one")]);
        let mut after = Maker { out: first.clone(), ..Maker::default() };
        after.add("b", b"two", 0, 0);
        assert_eq!(names(&after.close()), None, "the second one behind the first, with its places put right");

        // The first one's end takes the whole second one for its comment.
        let mut both = Maker::default();
        both.add("a", b"one", 0, 0);
        let list = both.clone().close();
        both.out = list.clone();
        both.add("b", b"two", 0, 0);
        let mut both = both.close();
        let comment = both.len() - list.len();
        both[list.len() - 2..list.len()].copy_from_slice(&two(comment));
        assert_eq!(names(&both), None);

        // Inside a file of the one stands the end of the other, and both end where the file does.
        let mut hidden = Maker::default();
        let mut inner = first;
        let at = inner.len();
        hidden.add("c", &inner, 0, 0);
        let (length, begins) = (hidden.clone().close().len(), 31);
        let rest = length - begins - at;
        inner[at - 2..].copy_from_slice(&two(rest));
        let mut hidden = Maker::default();
        hidden.add("c", &inner, 0, 0);
        assert_eq!(names(&hidden.close()), None);
    }

    #[test]
    fn files_that_share_a_byte_or_leave_some_are_none() {
        let mut apart = Maker::default();
        apart.add("a", b"one", 0, 0);
        apart.out.extend(b"between");
        apart.add("b", b"two", 0, 0);
        assert_eq!(names(&apart.close()), None);
        let mut shared = Maker::default();
        shared.add("a", b"one", 0, 0);
        shared.row("a", 0, (3, 3), 0);
        assert_eq!(names(&shared.close()), None);
    }

    #[test]
    fn a_file_unpacks_to_what_the_list_says() {
        let real = vec![b'x'; 3_000];
        for method in [0, 8] {
            for (said, more) in [(3_000, 0), (3_001, 1), (3_000_000, 2_997_000)] {
                let mut maker = Maker::default();
                maker.add("a", &real, method, more);
                let bytes = maker.close();
                let all = parts(&bytes, &mut Budget::of_an_upload()).unwrap();
                assert_eq!(all[0].whole().is_ok(), more == 0, "{method}: {said}");
            }
        }
        let mut maker = Maker::default();
        let packed = deflated(&vec![0_u8; 24_000_000]);
        maker.header("a", 8, 0);
        maker.out.extend(&packed);
        maker.row("a", 8, (packed.len(), 9), 0);
        let bytes = maker.close();
        assert_eq!(parts(&bytes, &mut Budget::of_an_upload()).unwrap()[0].whole(), Err(Refused::Broken));
    }
}
