//! What a file is, told from its bytes.

use std::borrow::Cow;

use tokio::sync::Semaphore;

use crate::store::text_enum;
use crate::ui::Problem;

use super::{cells, office, pdf, pictures};

/// As many files are told or sealed at a time: who sends many at once waits for their own, and leaves the machine to others.
static TURNS: Semaphore = Semaphore::const_new(2);

text_enum!(
    /// The kinds of file that are taken.
    pub enum FileType {
        /// PDF.
        Pdf = "pdf",
        /// A Word document without macros.
        Docx = "docx",
        /// An Excel workbook without macros.
        Xlsx = "xlsx",
        /// Values separated by commas or semicolons.
        Csv = "csv",
        /// Plain text.
        Txt = "txt",
        /// A PNG picture.
        Png = "png",
        /// A JPEG picture.
        Jpeg = "jpeg",
    }
);

impl FileType {
    /// The media type that it is sent with.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Txt => "text/plain; charset=utf-8",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }

    /// In words, with its article.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Pdf => "a PDF",
            Self::Docx => "a Word document",
            Self::Xlsx => "an Excel workbook",
            Self::Csv => "a CSV file",
            Self::Txt => "a text file",
            Self::Png => "a PNG picture",
            Self::Jpeg => "a JPEG picture",
        }
    }

    fn named(ending: &str) -> Option<Self> {
        match ending {
            "jpg" => Some(Self::Jpeg),
            other => other.parse().ok(),
        }
    }

    fn is_text(self) -> bool {
        matches!(self, Self::Csv | Self::Txt)
    }
}

/// Why a file is not taken. The sentence is for the person who sent it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// No file, or one without a byte.
    #[error("Choose a file that is not empty")]
    Empty,
    /// Larger than the limit.
    #[error("The file is larger than {0} MB. Divide it, or make its pictures smaller")]
    TooLarge(u64),
    /// Of a kind that is not taken.
    #[error("The file must be a PDF, Word (.docx), Excel (.xlsx), CSV, text, PNG or JPEG file")]
    Unknown,
    /// Its name says one thing and its bytes another.
    #[error("The file is named as {claimed} but it is {real}. Give it the right name, or choose the right file")]
    Lies {
        /// What the name says.
        claimed: &'static str,
        /// What it is.
        real: &'static str,
    },
    /// Macros can run when it is opened.
    #[error("The file holds macros. Save it without them, as .docx or .xlsx, and send it again")]
    Macros,
    /// Another file is inside it, of whatever kind.
    #[error("The file has another file or program embedded in it. Take it out, save the file, and send the other one by itself")]
    Embedded,
    /// A program is inside it.
    #[error("The file has a program inside it. Take it out, save the file, and send it again")]
    Program,
    /// Something runs when it is opened.
    #[error("The PDF holds a script, plays a film or a sound, or starts a program. Print it to a new PDF and send that one")]
    Active,
    /// It leads into another file, or fetches something from another place.
    #[error(
        "The PDF leads into another file or another place when it is opened or read. Print it to a new PDF and send that one"
    )]
    LeadsOut,
    /// A link of a PDF opens a file or a program.
    #[error(
        "The PDF has a link that leads neither to a page of the web nor into a mail, and may open a file or a program: “{0}”. Take the link out of the document that the PDF was made from, or print it to a new PDF, and send that one"
    )]
    LinkOpens(String),
    /// Other files hang on a PDF.
    #[error("The PDF has a file attached to it. Take the attachment out of the PDF and send it by itself")]
    Attached,
    /// A form that its reader builds as it runs.
    #[error("The PDF is a form of the kind that runs when it is opened (XFA). Print it to a new PDF and send that one")]
    LiveForm,
    /// A PDF that does not hold together, or unpacks to more than one may.
    #[error("The PDF does not open, so what is in it cannot be told. Print it to a new PDF and send that one")]
    Unreadable,
    /// A PDF with a password, or locked in a way that this program does not open.
    #[error(
        "The PDF is protected by a password or locked, so what is in it cannot be told. Save a copy without a password, and send the copy"
    )]
    Locked,
    /// Bytes follow the end of a PDF, or it is an archive as well.
    #[error("The PDF goes on after its own end, so another file may be hidden in it. Print it to a new PDF and send that one")]
    Trailed,
    /// Bytes follow the end of a picture.
    #[error(
        "The picture goes on after its own end, so another file may be hidden in it. Moving photographs of a telephone do so too. Open it, save a copy as a plain PNG or JPEG, and send the copy"
    )]
    PictureTrailed,
    /// A picture whose end is not there.
    #[error("The picture does not hold together: its end is missing. Open it, save a copy as PNG or JPEG, and send the copy")]
    PictureBroken,
    /// More is in a PDF than one may have.
    #[error("The PDF has too much inside it to be looked through. Print it to a new PDF, or divide it, and send that")]
    Crowded,
    /// A cell of a file of values is a formula to whoever opens it.
    #[error(
        "Row {row}, column {column} of the CSV file begins {begins}, and a spreadsheet may take such a cell for a formula and run it. Begin the cell with a word or an apostrophe, look at the cells after it too, save the file and send it again"
    )]
    Acts {
        /// The row, the headings counted, as a spreadsheet does.
        row: usize,
        /// The column by its letters.
        column: String,
        /// How the cell begins.
        begins: &'static str,
    },
    /// An office file of the old kind, or one with a password.
    #[error("The file is protected by a password or in an old Office format. Save it without a password as .docx or .xlsx")]
    OldOffice,
    /// Its template lies in another file, which is fetched when it is opened.
    #[error(
        "The file fetches its template from another file or another place when it is opened. Save a copy without the template, and send the copy"
    )]
    Template,
    /// Something else is fetched when it is opened.
    #[error(
        "The file takes in something from another file or another place when it is opened, such as a picture or the rows of a chart. Break the links, or put a copy into the file, save it, and send it again"
    )]
    Outside,
    /// A link leads to a file of some machine, and not to the web or into a mail.
    #[error(
        "The file has a link to a file on a computer or a shared drive: “{0}”. Take the link out, or let it lead to a page of the web, look at its other links too, save the file and send it again"
    )]
    LinksToFile(String),
    /// A field of Word asks another program or another place.
    #[error(
        "The file has a field that takes in something from another program, another file or another place, such as DDE, LINK or INCLUDEPICTURE. Click on each in Word, also in headers, footers and notes, press Ctrl+Shift+F9, save the file and send it again"
    )]
    Field,
    /// Letters for many people, whose names and addresses lie in another file.
    #[error(
        "The file is a mail merge: it fetches its rows from another file or another place. In Word, choose Mailings, Start Mail Merge, Normal Word Document, save the file and send it again"
    )]
    MailMerge,
    /// A formula of Excel asks another program or another place.
    #[error(
        "The file has a formula that asks another program or another place, such as WEBSERVICE or CUBEVALUE. Copy its cells in Excel, paste them as values, save the file and send it again"
    )]
    Formula,
    /// A connection of Excel does.
    #[error(
        "The file has a connection that fetches rows from another place. Delete it in Excel under Data, Queries and Connections, paste a pivot table on it as values, save the file and send it again"
    )]
    Connection,
    /// A whole file is run into it when it is opened.
    #[error("The file takes in another file when it is opened. Open it in Word, save it anew, and send it again")]
    Merged,
    /// More is in an office file than one may have.
    #[error(
        "The file has too much inside it: more than 64 MB, 2,000 parts or 50 workbooks. Divide it and send the pieces one by one"
    )]
    Swollen,
    /// An office file that does not hold together, or says of itself what is not so.
    #[error("The file does not open as an Office file. Open it, save it anew, and send it again")]
    Broken,
}

/// What the file is. `name` is what its sender calls it: it must agree, and decides only between kinds of text.
///
/// # Errors
/// When it is not taken, with the sentence why.
pub fn recognise(name: &str, bytes: &[u8]) -> Result<FileType, Refused> {
    if bytes.is_empty() {
        return Err(Refused::Empty);
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    if office::WITH_MACROS.contains(&ending.as_str()) {
        return Err(Refused::Macros);
    }
    let claimed = FileType::named(&ending);
    let real = match by_its_head(bytes)? {
        Some(real) => real,
        None => {
            let text = as_text(bytes).ok_or(Refused::Unknown)?;
            let real = claimed.filter(|kind| kind.is_text()).unwrap_or(FileType::Txt);
            if real == FileType::Csv {
                cells::still(&text)?;
            }
            real
        }
    };
    match claimed {
        Some(claimed) if claimed == real => pictures::end(bytes, real).map(|()| real),
        Some(claimed) => Err(Refused::Lies { claimed: claimed.words(), real: real.words() }),
        None => Err(Refused::Unknown),
    }
}

/// What the file is, told on a thread of its own, with its bytes. Call it before a transaction that writes: what has to be unpacked takes
/// its time, and nobody else writes meanwhile.
///
/// # Errors
/// When the work breaks down. What is not taken is no error.
pub async fn recognise_aside(name: String, bytes: Vec<u8>) -> Result<(Result<FileType, Refused>, Vec<u8>), Problem> {
    aside(move || (recognise(&name, &bytes), bytes)).await
}

/// Work on a whole file, on a thread of its own and in its turn.
pub(super) async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
    let _turn = TURNS.acquire().await.map_err(Problem::internal)?;
    tokio::task::spawn_blocking(work).await.map_err(Problem::internal)
}

fn by_its_head(bytes: &[u8]) -> Result<Option<FileType>, Refused> {
    if bytes.starts_with(b"%PDF-") {
        return pdf::quiet(bytes).map(|()| Some(FileType::Pdf));
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Ok(Some(FileType::Png));
    }
    if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        return Ok(Some(FileType::Jpeg));
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        return Err(Refused::OldOffice);
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return Ok(None);
    }
    office::recognise(bytes).map(Some)
}

/// Text in UTF-8, in UTF-16 with its mark or in one byte a letter, without the control characters that no text has, and no page or script
/// in disguise; nothing where it is none.
fn as_text(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let text = match bytes {
        [0xff, 0xfe, units @ ..] => Cow::Owned(wide(units, u16::from_le_bytes)?),
        [0xfe, 0xff, units @ ..] => Cow::Owned(wide(units, u16::from_be_bytes)?),
        // The mark of UTF-8 before the first letter hides nothing.
        [0xef, 0xbb, 0xbf, letters @ ..] => narrow(letters),
        letters => narrow(letters),
    };
    plain(text.as_bytes()).then_some(text)
}

/// UTF-8, or one byte a letter: which letter it is then matters to nobody here.
fn narrow(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// Whether a file of values that is read and not kept is one whose cells would act in a spreadsheet.
///
/// # Errors
/// With the first cell that would.
pub fn values(bytes: &[u8]) -> Result<(), Refused> {
    cells::still(&narrow(bytes))
}

/// UTF-16, which Windows calls "Unicode"; nothing when it is none.
fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (units, rest) = bytes.as_chunks::<2>();
    let units: Vec<u16> = units.iter().map(|pair| unit(*pair)).collect();
    rest.is_empty().then(|| String::from_utf16(&units).ok())?
}

fn plain(bytes: &[u8]) -> bool {
    let controls = bytes.iter().any(|b| matches!(b, 0..=8 | 11 | 12 | 14..=31 | 127));
    let head: Vec<u8> = bytes.iter().skip_while(|b| b.is_ascii_whitespace()).take(9).map(u8::to_ascii_lowercase).collect();
    let disguised = [b"<!doctype".as_slice(), b"<html", b"<script", b"<?xml", b"<svg", b"#!", b"{\\rtf"];
    !controls && !disguised.iter().any(|start| head.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::super::office::tests::{docx, xlsx};
    use super::super::pdf::tests::plain as plain_pdf;
    use super::super::pictures::tests::jpeg as picture;
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say() {
        assert_eq!(recognise("review.pdf", &plain_pdf()), Ok(FileType::Pdf));
        assert_eq!(recognise("a.JPG", &picture()), Ok(FileType::Jpeg));
        assert_eq!(recognise("rows.csv", b"a;b\r\n1;caf\xe9\r\n"), Ok(FileType::Csv));
        assert_eq!(recognise("imr.docx", &docx(&[])), Ok(FileType::Docx));
        assert_eq!(recognise("rows.xlsx", &xlsx(&[])), Ok(FileType::Xlsx));
    }

    #[test]
    fn a_file_that_lies_is_refused_with_a_sentence() {
        let lie = recognise("review.pdf", b"\x89PNG\r\n\x1a\n....").unwrap_err();
        assert_eq!(
            lie.to_string(),
            "The file is named as a PDF but it is a PNG picture. Give it the right name, or choose the right file"
        );
        assert_eq!(recognise("a.txt", b"<script>alert(1)</script>"), Err(Refused::Unknown));
        assert_eq!(recognise("a.pdf", b"MZ\x90\0"), Err(Refused::Unknown));
        assert_eq!(recognise("a.exe", b"hello"), Err(Refused::Unknown));
        assert_eq!(recognise("a.pdf", b""), Err(Refused::Empty));
    }

    #[test]
    fn a_text_of_sixteen_bits_a_letter_is_a_text() {
        let of = |text: &str, unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
        for unit in [u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes] {
            assert_eq!(recognise("a.txt", &of("\u{feff}12 March: she rang. Café, ёлка 😀\r\n", unit)), Ok(FileType::Txt));
            assert_eq!(recognise("a.csv", &of("\u{feff}a;b\r\n", unit)), Ok(FileType::Csv));
            assert_eq!(recognise("a.txt", &of("\u{feff}<!DOCTYPE html><script>", unit)), Err(Refused::Unknown));
            assert_eq!(recognise("a.txt", &of("\u{feff}a\0b", unit)), Err(Refused::Unknown));
            assert_eq!(recognise("a.txt", &of("no mark", unit)), Err(Refused::Unknown));
        }
        assert_eq!(recognise("a.txt", b"\xff\xfea\0b"), Err(Refused::Unknown), "half a letter");
    }

    #[test]
    fn macros_passwords_and_scripts_are_refused() {
        assert_eq!(recognise("a.docm", b"PK\x03\x04"), Err(Refused::Macros));
        assert_eq!(recognise("a.pdf", b"%PDF-1.7\n<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>"), Err(Refused::Active));
        assert_eq!(recognise("a.pdf", b"%PDF-1.7\n<</S /Launch /F (a.exe)>>"), Err(Refused::Active));
        assert_eq!(recognise("a.txt", b"\xef\xbb\xbf<!DOCTYPE html><script>"), Err(Refused::Unknown));
        assert_eq!(recognise("a.txt", b"\xef\xbb\xbfPlain words"), Ok(FileType::Txt));
        assert_eq!(recognise("a.docx", &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Err(Refused::OldOffice));
        assert_eq!(recognise("a.docx", b"PK\x03\x04 cut in half"), Err(Refused::Broken));
    }
}
