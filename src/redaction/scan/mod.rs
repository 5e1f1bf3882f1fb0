//! The search of a finished file for what must not be in it.
//!
//! A document for an audience is built without what that audience may not see; this is the proof. Everything in the file
//! is searched: the text as drawn and in the order of the tags, alternate text, bookmarks, properties, attachments,
//! annotations, every string that no reader shows, the bytes as they lie, and the file's own name.

mod addresses;
mod alike;
mod around;
mod days;
mod form;
mod gaps;
mod letters;
mod near;
mod needles;
mod numbers;
mod page_text;
mod pdf;
mod places;
mod practices;
mod rule;
mod shape;
mod signs;
mod sound;
mod spellings;
mod streets;
mod stutter;
mod titled;
mod tokens;

pub use pdf::text_of as pdf_text;
pub use rule::Rule;

use std::collections::BTreeSet;

use sha2::{Digest as _, Sha256};

use crate::base::hex;

use needles::Needles;

/// A file on its way out.
#[derive(Clone)]
pub struct Finished {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The name that it will carry.
    pub file_name: String,
    /// What it is.
    pub kind: FileKind,
}

/// What a finished file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A PDF.
    Pdf,
    /// Text in UTF-8: HTML, CSV, JSON or plain.
    Text,
}

/// A term of the register: what must not be found.
#[derive(Clone)]
pub struct Term {
    /// The entry that it belongs to, such as `V1`.
    pub entry: String,
    /// The term.
    pub text: String,
    /// What it is, which says in which forms it is looked for.
    pub kind: TermKind,
}

/// What a term is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TermKind {
    /// A name, nickname or maiden name, in full or in part.
    Name,
    /// A date, written `YYYY-MM-DD`: found in dozens of forms.
    Date,
    /// A telephone number: found in other groupings and with or without the country's code.
    Phone,
    /// An address: the whole, its first line, its street and its postcode are each looked for.
    Address,
    /// A mail address.
    Email,
    /// Any other number or reference: NHS, PNC, crime reference, operation, vehicle.
    Number,
    /// A school, an employer, a place: looked for as written, and a surgery or a school under another word for one.
    Other,
    /// What papers call somebody in place of a name: looked for nowhere, and no misspelt name of anybody.
    Called,
}

/// Where something was found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// On a page, counted from 1.
    Page(u32),
    /// In the order in which the tags are read aloud.
    Tags,
    /// In the alternate text of a picture.
    AlternateText,
    /// In a bookmark.
    Bookmark,
    /// In the file's properties.
    Metadata,
    /// In an attachment or its name.
    Attachment,
    /// In an annotation or a link.
    Annotation,
    /// In a string that no reader shows.
    Hidden,
    /// In the bytes as they lie.
    Bytes,
    /// In the text of a file that has no pages.
    Text,
    /// In the file's name.
    FileName,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Page(number) => write!(f, "page {number}"),
            Self::Tags => f.write_str("the text as it is read aloud"),
            Self::AlternateText => f.write_str("the description of a picture"),
            Self::Bookmark => f.write_str("a bookmark"),
            Self::Metadata => f.write_str("the file’s properties"),
            Self::Attachment => f.write_str("an attachment"),
            Self::Annotation => f.write_str("an annotation or a link"),
            Self::Hidden => f.write_str("a hidden part of the file"),
            Self::Bytes => f.write_str("the bytes of the file"),
            Self::Text => f.write_str("the text"),
            Self::FileName => f.write_str("the file’s name"),
        }
    }
}

impl Place {
    /// Whether people read what stands there: what only programs read says many things by chance.
    fn is_read(&self) -> bool {
        !matches!(self, Self::Metadata | Self::Attachment | Self::Hidden | Self::Bytes)
    }
}

/// Something found. It holds case text: show it to those who may see the register, and log nothing of it but the entry's code.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// Where.
    pub place: Place,
    /// The entry of the register.
    pub entry: String,
    /// How.
    pub rule: Rule,
    /// What stands there.
    pub found: String,
    /// The words around it.
    pub passage: String,
    /// What is written there and around it, on one line: the same wherever the lines of the paper break.
    pub written: String,
    /// How often it stands there in the same words.
    pub times: usize,
}

impl Hit {
    /// What a person answers for, as a digest: this entry of the register in these words, with their digits, marks and capitals. Nothing can be
    /// read back from it. A paper that is made again asks the same in the same words; other words are another question.
    #[must_use]
    pub fn question(&self) -> String {
        hex(&Sha256::digest(format!("{}|{}", self.entry, self.written)))
    }

    /// The entry of the register, if it is one of it.
    #[must_use]
    pub fn entry_in_register(&self) -> Option<&str> {
        (!matches!(self.rule, Rule::Titled | Rule::Letters)).then_some(self.entry.as_str())
    }

    /// The entry of the register, in words where there is none.
    #[must_use]
    pub fn whose(&self) -> &str {
        if self.rule == Rule::Letters {
            return "The search cannot tell";
        }
        self.entry_in_register().unwrap_or("Nobody in the identity register")
    }

    /// Whether what stands there is not written as the register has it, so that it says little by itself.
    #[must_use]
    pub fn is_alike(&self) -> bool {
        self.rule.is_alike()
    }

    /// What it has to do with the entry, in words. They hold what stands in the paper and nothing that stands in the register alone.
    #[must_use]
    pub fn why(&self) -> String {
        let (found, entry) = (&self.found, &self.entry);
        match self.rule {
            Rule::Shape | Rule::Looks => format!("“{found}” looks like a name of {entry}"),
            Rule::OneLetter => format!("“{found}” is one letter from a name of {entry}"),
            Rule::Alphabet => format!("“{found}” reads like a name of {entry} in another alphabet"),
            Rule::Backwards => format!("“{found}” is a name of {entry} backwards"),
            Rule::InShort => format!("“{found}” may be an address, a place, a day or a number of {entry} in short"),
            Rule::Street => format!("“{found}” is one letter from a street of {entry}"),
            Rule::Letters => format!(
                "“{found}” is in letters that the search for names does not read, or of several alphabets: somebody who can read it says whether it is a name"
            ),
            Rule::Titled => format!("“{found}” is written as a name is, and nobody in the identity register has it"),
            Rule::Exact | Rule::Possessive | Rule::Split | Rule::Spacing | Rule::Number | Rule::Date => format!("is {entry}"),
            Rule::Namesake | Rule::CommonWord | Rule::Chance => format!("may be {entry}"),
        }
    }
}

impl std::fmt::Debug for Hit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} in {} ({:?})", self.entry, self.place, self.rule)
    }
}

/// What a search found, and what it could not read.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// What was found, by place.
    pub hits: Vec<Hit>,
    /// What could not be searched, a sentence each. A file with any does not leave either.
    pub unread: Vec<&'static str>,
}

impl Scan {
    /// May the file leave without a person's answer?
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.hits.is_empty() && self.unread.is_empty()
    }

    /// Must the file not leave, whatever a person says?
    #[must_use]
    pub fn stops(&self) -> bool {
        !self.unread.is_empty() || self.hits.iter().any(|hit| hit.rule.stops())
    }
}

/// A piece of a file's text.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Piece {
    place: Place,
    text: String,
}

/// Whom and what a paper names on purpose.
#[derive(Clone, Debug, Default)]
pub struct OnPurpose {
    /// Its panel, its chair and authors.
    pub people: Vec<String>,
    /// The agencies and the partnership.
    pub bodies: Vec<String>,
}

impl OnPurpose {
    /// All of them.
    #[must_use]
    pub fn all(&self) -> Vec<String> {
        [self.people.as_slice(), &self.bodies].concat()
    }
}

/// As [`scan_beside`], and for names behind a title that nobody in the register has, and words in letters that the search does not read.
#[must_use]
pub fn scan_for_publication(file: &Finished, register: &[Term], named: &OnPurpose) -> Scan {
    let mut found = scan_beside(file, register, &named.all());
    // What cannot be read is said by the search above.
    let pieces = pieces(file, &mut Vec::new());
    let mut hits = titled::in_pieces(&pieces, register, &named.people);
    hits.extend(letters::in_pieces(&pieces, register, named));
    hits.sort();
    hits.dedup();
    found.hits.extend(hits);
    found
}

/// What of the register stands in texts that are no file yet, and names behind a title that nobody in it has; each in its words once.
#[must_use]
pub fn in_clear(texts: &[&str], register: &[Term], named: &OnPurpose) -> Vec<Hit> {
    let needles = Needles::new(register, &named.all(), &mut Vec::new());
    let titled = titled::Titled::new(register, &named.people);
    let pieces: Vec<Piece> = texts.iter().map(|text| Piece { place: Place::Text, text: (*text).to_owned() }).collect();
    let of = |piece: &Piece| {
        let hits = needles.find(&piece.text, &piece.place);
        hits.into_iter().chain(titled.find(&piece.text, &piece.place)).collect::<Vec<_>>()
    };
    let mut hits = alike::without_words(pieces.iter().flat_map(of).collect(), &pieces);
    let mut asked = BTreeSet::new();
    hits.retain(|hit| asked.insert(hit.question()));
    hits
}

/// Searches a finished file for every term of the register.
#[must_use]
pub fn scan(file: &Finished, register: &[Term]) -> Scan {
    scan_beside(file, register, &[])
}

/// As [`scan`], of a paper that names these on purpose: its panel, its authors, the agencies. One word of a name within one of theirs asks a
/// person; a whole name stops the file there as anywhere.
#[must_use]
pub fn scan_beside(file: &Finished, register: &[Term], named: &[String]) -> Scan {
    let mut unread = Vec::new();
    let needles = Needles::new(register, named, &mut unread);
    let pieces = pieces(file, &mut unread);
    let mut hits: BTreeSet<Hit> = pieces.iter().flat_map(|piece| needles.find(&piece.text, &piece.place)).collect();
    hits.extend(needles.find_bytes(&file.bytes));
    // A page is read with its neighbours too: as often as it was met in one reading.
    let mut hits = alike::without_words(hits.into_iter().collect(), &pieces);
    hits.dedup_by(|next, kept| {
        let same = Hit { times: kept.times, ..next.clone() } == *kept;
        if same {
            kept.times = kept.times.max(next.times);
        }
        same
    });
    unread.sort_unstable();
    unread.dedup();
    Scan { hits, unread }
}

/// All that is in a file, each piece of text once for a place: a PDF says the same few names of its own parts thousands of times.
fn pieces(file: &Finished, unread: &mut Vec<&'static str>) -> Vec<Piece> {
    let mut pieces = match file.kind {
        FileKind::Pdf => pdf::pieces(&file.bytes, unread),
        FileKind::Text => text_pieces(&file.bytes, unread),
    };
    pieces.push(Piece { place: Place::FileName, text: file.file_name.replace(['_', '+'], " ") });
    pieces.sort();
    pieces.dedup();
    pieces
}

fn text_pieces(bytes: &[u8], unread: &mut Vec<&'static str>) -> Vec<Piece> {
    if std::str::from_utf8(bytes).is_err() {
        unread.push("The file is not text in UTF-8.");
    }
    let raw = String::from_utf8_lossy(bytes).into_owned();
    // Both as it lies and as a browser shows it: a name may be split by a tag, or written in entities.
    let shown = places::without_tags(&raw);
    [raw, shown].into_iter().map(|text| Piece { place: Place::Text, text }).collect()
}

#[cfg(test)]
mod tests;
