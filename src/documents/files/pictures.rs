//! Where a picture ends (ISO/IEC 15948, 5.6; ITU-T T.81, B.2): nothing follows but bytes that say nothing. A program that shows pictures leaves out
//! what follows, and another program opens it.

use super::kinds::{FileType, Refused};

/// How a PNG begins, before its first chunk.
const HEAD: usize = 8;
/// The length, the name and the check of a chunk.
const ROUND: usize = 12;
/// The byte with which a marker of a JPEG begins, and the markers of its beginning, its end and its lines.
const MARK: u8 = 0xff;
const BEGINS: u8 = 0xd8;
const ENDS: u8 = 0xd9;
const LINES: u8 = 0xda;

/// Whether a picture ends with itself. Other kinds of file are looked at elsewhere.
///
/// # Errors
/// When its end is not there, or something follows it.
pub(super) fn end(bytes: &[u8], kind: FileType) -> Result<(), Refused> {
    let after = match kind {
        FileType::Png => behind_png(bytes),
        FileType::Jpeg => behind_jpegs(bytes),
        FileType::Pdf | FileType::Docx | FileType::Xlsx | FileType::Csv | FileType::Txt => return Ok(()),
    };
    match after {
        None => Err(Refused::PictureBroken),
        Some(rest) if rest.iter().all(|byte| *byte == 0) => Ok(()),
        Some(_) => Err(Refused::PictureTrailed),
    }
}

/// What follows the last chunk of a PNG.
fn behind_png(bytes: &[u8]) -> Option<&[u8]> {
    let mut rest = bytes.get(HEAD..)?;
    loop {
        let length = u32::from_be_bytes(rest.get(..4)?.try_into().ok()?);
        let last = rest.get(4..8)? == b"IEND";
        rest = rest.get(ROUND.checked_add(usize::try_from(length).ok()?)?..)?;
        if last {
            return Some(rest);
        }
    }
}

/// What follows the last of the JPEG pictures in a file: a telephone writes smaller ones behind the first (CIPA DC-007).
fn behind_jpegs(bytes: &[u8]) -> Option<&[u8]> {
    let mut rest = behind_jpeg(bytes)?;
    loop {
        let next = rest.get(rest.iter().position(|byte| *byte != 0).unwrap_or(rest.len())..)?;
        if !next.starts_with(&[MARK, BEGINS, MARK]) {
            return Some(rest);
        }
        rest = behind_jpeg(next)?;
    }
}

/// What follows the end of one JPEG.
fn behind_jpeg(bytes: &[u8]) -> Option<&[u8]> {
    let mut rest = bytes.strip_prefix(&[MARK, BEGINS])?;
    loop {
        // Any number of the same byte may stand before a marker.
        let marked = rest.strip_prefix(&[MARK])?;
        let (marker, behind) = marked.get(marked.iter().position(|byte| *byte != MARK)?..)?.split_first()?;
        rest = match *marker {
            ENDS => return Some(behind),
            // Markers that stand alone.
            0x01 | 0xd0..=0xd7 => behind,
            0x00 | BEGINS => return None,
            marker => {
                let length = usize::from(u16::from_be_bytes(behind.get(..2)?.try_into().ok()?));
                let behind = behind.get(length.max(2)..)?;
                if marker == LINES { behind_lines(behind)? } else { behind }
            }
        };
    }
}

/// What follows the lines of a picture: there the byte that begins a marker is followed by a zero, or by a count of where a program may begin again.
fn behind_lines(bytes: &[u8]) -> Option<&[u8]> {
    let marker = |pair: &[u8]| pair[0] == MARK && !matches!(pair[1], 0x00 | 0xd0..=0xd7 | MARK);
    bytes.get(bytes.windows(2).position(marker)?..)
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::recognise;
    use super::*;

    /// A JPEG with a small one inside its first segment, lines with a restart and a byte that is no marker, and its end.
    pub(in crate::documents::files) fn jpeg() -> Vec<u8> {
        let inside = [MARK, BEGINS, MARK, 0xdb, 0, 2, MARK, ENDS];
        let mut bytes = vec![MARK, BEGINS, MARK, 0xe1, 0, u8::try_from(2 + inside.len()).unwrap()];
        bytes.extend(inside);
        bytes.extend([MARK, MARK, 0xc4, 0, 3, 7, MARK, LINES, 0, 3, 1, 5, MARK, 0, 6, MARK, 0xd0, 7]);
        bytes.extend([MARK, LINES, 0, 2, 9, 9, MARK, ENDS]);
        bytes
    }

    fn png() -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
        for (name, data) in [(b"IHDR", b"0123456789abc".as_slice()), (b"IDAT", b"IEND in words"), (b"IEND", b"")] {
            bytes.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
            bytes.extend(name);
            bytes.extend(data);
            bytes.extend([0; 4]);
        }
        bytes
    }

    fn followed(picture: &[u8], by: &[u8]) -> Vec<u8> {
        [picture, by].concat()
    }

    #[test]
    fn a_picture_ends_with_itself() {
        for (name, picture) in [("a.png", png()), ("a.jpg", jpeg())] {
            assert!(recognise(name, &picture).is_ok(), "{name}");
            assert!(recognise(name, &followed(&picture, &[0; 700])).is_ok(), "{name}, filled up with zeros");
            for tail in [b"PK\x03\x04 and so on".as_slice(), b"\0\0MZ", b"<script>", b"\n", b"\xff\xd9", b"%PDF-1.7"] {
                assert_eq!(recognise(name, &followed(&picture, tail)), Err(Refused::PictureTrailed), "{name} {tail:?}");
            }
            for cut in [picture.len() - 1, picture.len() / 2, 9] {
                assert_eq!(recognise(name, &picture[..cut]), Err(Refused::PictureBroken), "{name} {cut}");
            }
        }
        let said = Refused::PictureTrailed.to_string();
        assert!(said.ends_with("save a copy as a plain PNG or JPEG, and send the copy"), "{said}");
    }

    #[test]
    fn a_telephone_writes_smaller_pictures_behind_a_photograph() {
        let second = followed(&jpeg(), &followed(&[0; 40], &jpeg()));
        assert_eq!(recognise("a.jpeg", &second), Ok(FileType::Jpeg));
        assert_eq!(recognise("a.jpeg", &followed(&second, &[0; 9])), Ok(FileType::Jpeg));
        assert_eq!(recognise("a.jpeg", &followed(&second, b"PK\x03\x04")), Err(Refused::PictureTrailed));
        assert_eq!(recognise("a.jpeg", &followed(&jpeg(), b"\xff\xd8\xff and no picture")), Err(Refused::PictureBroken));
        assert_eq!(recognise("a.png", &followed(&png(), &jpeg())), Err(Refused::PictureTrailed), "behind a PNG stands none");
    }
}
