//! What an Office document holds, by what its parts are and not by what they are called: the types that it gives them itself
//! (ECMA-376 part 2, content types), their first bytes, and last their names.

use std::collections::HashMap;

use super::kinds::{FileType, Refused};
use super::zip::{self, Budget};
use super::{asks, lists, relations};

/// The part that gives every other one its type.
const TYPES: &str = "[Content_Types].xml";
/// As much of a part as tells what it is.
const HEAD: usize = 4096;

/// What the archive is.
///
/// # Errors
/// When it is no Word document or workbook, holds what can run, or has more in it than a file may have.
pub(super) fn recognise(bytes: &[u8]) -> Result<FileType, Refused> {
    recognise_within(bytes, &mut Budget::of_an_upload(), false)
}

fn recognise_within(bytes: &[u8], budget: &mut Budget, inside: bool) -> Result<FileType, Refused> {
    let parts = zip::parts(bytes, budget)?;
    let mut names: Vec<String> = parts.iter().map(|part| part.name.to_ascii_lowercase()).collect();
    names.sort_unstable();
    // Which of two parts of one name is opened depends on the program.
    if names.windows(2).any(|pair| pair[0] == pair[1]) || !names.iter().all(|name| plain(name)) {
        return Err(Refused::Broken);
    }
    let holds = |folder: &str, main: &str| parts.iter().any(|part| is_main(&part.name, folder, main));
    let kind = match (parts.iter().any(|part| part.name == TYPES), holds("word/", "document"), holds("xl/", "workbook")) {
        (true, true, false) => FileType::Docx,
        (true, false, true) => FileType::Xlsx,
        _ => return Err(Refused::Unknown),
    };
    let types = parts.iter().find(|part| part.name == TYPES).ok_or(Refused::Broken)?.whole()?;
    budget.list(&types)?;
    let types = Types::read(&types).ok_or(Refused::Broken)?;
    for part in &parts {
        let name = part.name.to_ascii_lowercase();
        let of = types.of(&name).unwrap_or_default();
        by_type(of)?;
        by_name(&name)?;
        let whole = part.whole()?;
        by_head(&whole[..whole.len().min(HEAD)], &name)?;
        asks::nothing(&whole, of)?;
        if relations::is_list(&name) {
            budget.list(&whole)?;
            relations::read(&whole)?;
        }
        if whole.starts_with(b"PK\x03\x04") {
            within(&whole, budget, inside)?;
        }
    }
    Ok(kind)
}

/// Whether this is the main part. Word and Excel on the web number it: `word/document2.xml`.
fn is_main(name: &str, folder: &str, main: &str) -> bool {
    let number = name.strip_prefix(folder).and_then(|name| name.strip_prefix(main)).and_then(|rest| rest.strip_suffix(".xml"));
    number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a part's name, in small letters, is the same to everybody who reads it: nothing in it stands for something else, and nothing is
/// left off from it.
fn plain(name: &str) -> bool {
    let odd = name.contains(|c: char| c.is_control() || matches!(c, '%' | '\\' | ':'));
    !odd && name.split('/').all(|step| step.trim() == step && !step.ends_with('.'))
}

/// The types of parts: for a part by its name, for the others by their ending. All in small letters, as no program tells them apart.
#[derive(Default)]
struct Types {
    named: HashMap<String, String>,
    ending: HashMap<String, String>,
}

impl Types {
    /// Reads them as every program writes them, without entities, and one for each.
    fn read(bytes: &[u8]) -> Option<Self> {
        let text = lists::text(bytes).filter(|text| !text.contains('&'))?;
        let mut types = Self::default();
        for element in lists::elements(&text) {
            let element = element?;
            let (all, name) = match element.tag {
                "override" => (&mut types.named, element.value("partname")?.trim_start_matches('/')),
                "default" => (&mut types.ending, element.value("extension")?),
                _ => continue,
            };
            // Of two types of one part, one program takes the first and another the last.
            if !plain(name) || all.insert(name.to_owned(), element.value("contenttype")?.to_owned()).is_some() {
                return None;
            }
        }
        Some(types)
    }

    fn of(&self, name: &str) -> Option<&str> {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        self.named.get(name).or_else(|| self.ending.get(ending)).map(String::as_str)
    }
}

fn by_type(of: &str) -> Result<(), Refused> {
    let says = |words: &[&str]| words.iter().any(|word| of.contains(word));
    // A main part whose macros are on, the project that holds them, and the sheets of macros that are as old as Excel 4.
    if says(&["macroenabled", "vbaproject", "vbadata", "macrosheet"]) {
        return Err(Refused::Macros);
    }
    if says(&["oleobject", "ole-object", "activex", "x-msdownload", "x-msdos-program", "x-executable"]) {
        return Err(Refused::Embedded);
    }
    Ok(())
}

/// Endings of Office files whose macros are on.
pub(super) const WITH_MACROS: [&str; 10] = ["docm", "dotm", "xlsm", "xltm", "xlam", "pptm", "potm", "ppsm", "ppam", "sldm"];

/// Endings of what runs, or fetches what runs, when it is opened.
const RUNS: [&str; 25] = [
    "exe",
    "dll",
    "com",
    "pif",
    "bat",
    "cmd",
    "js",
    "jse",
    "vbs",
    "vbe",
    "wsf",
    "wsh",
    "ps1",
    "lnk",
    "url",
    "scr",
    "cpl",
    "msi",
    "msp",
    "hta",
    "chm",
    "jar",
    "iqy",
    "slk",
    "settingcontent-ms",
];

fn by_name(name: &str) -> Result<(), Refused> {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    if name.ends_with("vbaproject.bin") || name.starts_with("xl/macrosheets/") || WITH_MACROS.contains(&ending) {
        return Err(Refused::Macros);
    }
    if RUNS.contains(&ending) {
        return Err(Refused::Program);
    }
    // A workbook behind a chart lies here too, under its own ending; a packed file is a `.bin`.
    if name.contains("/embeddings/") && ending == "bin" { Err(Refused::Embedded) } else { Ok(()) }
}

/// What a part is by its first bytes, whatever it is called.
fn by_head(head: &[u8], name: &str) -> Result<(), Refused> {
    let begins = |marks: &[&[u8]]| marks.iter().any(|mark| head.starts_with(mark));
    // Programs of Linux and of macOS, for one kind of processor or several, classes of Java, links and cabinets of Windows.
    let programs: [&[u8]; 8] = [
        b"\x7fELF",
        b"\xfe\xed\xfa\xce",
        b"\xfe\xed\xfa\xcf",
        b"\xce\xfa\xed\xfe",
        b"\xcf\xfa\xed\xfe",
        b"\xca\xfe\xba\xbe",
        b"L\0\0\0\x01\x14\x02\0",
        b"MSCF",
    ];
    // The beginning of a font in a document is scrambled, so two letters there are chance.
    let short = !name.ends_with(".odttf") && begins(&[b"MZ", b"#!"]);
    if short || begins(&programs) || windows_program(head) {
        return Err(Refused::Program);
    }
    // A compound file: a packed object, a macro project under another name, an old document.
    if begins(&[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"Rar!", b"7z\xbc\xaf\x27\x1c"]) {
        return Err(Refused::Embedded);
    }
    Ok(())
}

/// The workbook behind a chart is a file in the file: it is what it should be, or it is none. None lies in it in turn.
fn within(bytes: &[u8], budget: &mut Budget, inside: bool) -> Result<(), Refused> {
    if inside {
        return Err(Refused::Embedded);
    }
    budget.file(bytes)?;
    match recognise_within(bytes, budget, true) {
        Ok(_) => Ok(()),
        Err(Refused::Unknown | Refused::Broken) => Err(Refused::Embedded),
        Err(other) => Err(other),
    }
}

/// A program of Windows: its own mark, and where that says, the mark of what it holds.
fn windows_program(head: &[u8]) -> bool {
    let place = head.get(0x3c..0x40).and_then(|four| four.try_into().ok()).map(u32::from_le_bytes);
    let place = place.and_then(|place| usize::try_from(place).ok());
    head.starts_with(b"MZ") && place.and_then(|place| head.get(place..place.checked_add(4)?)) == Some(b"PE\0\0")
}

#[cfg(test)]
pub(super) mod tests;
