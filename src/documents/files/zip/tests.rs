//! Archives as programs write them, and archives that lie.

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
    /// The sum of the bytes of the next file.
    sum: u32,
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
        self.list.extend([if self.trailed { 8 } else { 0 }, 0, method, 0, 0, 0, 0, 0]);
        self.list.extend(self.sum.to_le_bytes());
        self.list.extend(four(packed).into_iter().chain(four(size)).chain(two(name.len())));
        self.list.extend([0; 12]);
        self.list.extend(four(lies).into_iter().chain(name.bytes()));
        self.count += 1;
    }

    pub(crate) fn add(&mut self, name: &str, bytes: &[u8], method: u8, more: usize) {
        let packed = if method == 8 { deflated(bytes) } else { bytes.to_vec() };
        let lies = self.out.len();
        let mut sum = Crc::new();
        sum.update(bytes);
        self.sum = sum.sum();
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
    assert_eq!(names(&[one.as_slice(), b"\r\n"].concat()).unwrap(), ["a", "b"], "a line's end that a gateway adds");
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
fn a_file_whose_bytes_are_others_than_its_sum_says_is_none() {
    for method in [0, 8] {
        let mut maker = Maker::default();
        maker.add("a", b"one", method, 0);
        let mut bytes = maker.close();
        let whole = |bytes: &[u8]| parts(bytes, &mut Budget::of_an_upload()).ok()?[0].whole().ok().map(Cow::into_owned);
        assert_eq!(whole(&bytes).as_deref(), Some(b"one".as_slice()));
        let at = bytes.windows(4).position(|four| four == b"PK\x01\x02").unwrap() + 16;
        bytes[at] ^= 1;
        assert_eq!(whole(&bytes), None);
    }
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
