//! Uploads as programs write them, and as nobody honest does.

use super::*;
use crate::documents::files::zip::tests::{Maker, archive, deflated, swelled, trailed};

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

fn types(main: (&str, &str), more: &str) -> String {
    let (part, of) = main;
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/{part}\" ContentType=\"{of}\"/>{more}</Types>"
    )
}

fn office(main: (&str, &str), more: &str, parts: &[(&str, &[u8])]) -> Vec<u8> {
    let types = types(main, more);
    let mut all: Vec<(&str, &[u8])> = vec![(TYPES, types.as_bytes()), (main.0, b"<xml/>")];
    all.extend_from_slice(parts);
    archive(&all)
}

pub(crate) fn docx(parts: &[(&str, &[u8])]) -> Vec<u8> {
    office(("word/document.xml", WORD), "", parts)
}

pub(crate) fn xlsx(parts: &[(&str, &[u8])]) -> Vec<u8> {
    office(("xl/workbook.xml", SHEET), "", parts)
}

/// A Word document with a part of this name, these bytes and this type.
pub(crate) fn typed(name: &str, bytes: &[u8], of: &str) -> Vec<u8> {
    let more = format!("<Override ContentType='{of}'  PartName='/{name}' />");
    office(("word/document.xml", WORD), &more, &[(name, bytes)])
}

#[test]
fn macros_are_known_by_their_type_whatever_they_are_called() {
    assert_eq!(recognise(&docx(&[("word/vbaProject.bin", b"")])), Err(Refused::Macros));
    assert_eq!(recognise(&xlsx(&[("xl/macrosheets/sheet1.xml", b"<xml/>")])), Err(Refused::Macros));
    let renamed = typed("word/media/picture.bin", b"\xd0\xcf\x11\xe0", "application/vnd.ms-office.vbaProject");
    assert_eq!(recognise(&renamed), Err(Refused::Macros));
    let louder = typed("word/theme/one.xml", b"<xml/>", "APPLICATION/VND.MS-OFFICE.VBAPROJECT");
    assert_eq!(recognise(&louder), Err(Refused::Macros));
    let main = office(("word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml"), "", &[]);
    assert_eq!(recognise(&main), Err(Refused::Macros));
    let ending = "<Default Extension=\"dat\" ContentType=\"application/vnd.ms-office.vbaProject\"/>";
    let by_ending = office(("xl/workbook.xml", SHEET), ending, &[("xl/one.dat", b"anything")]);
    assert_eq!(recognise(&by_ending), Err(Refused::Macros));
    let unused = office(("xl/workbook.xml", SHEET), ending, &[("xl/printerSettings/one.bin", b"A4")]);
    assert_eq!(recognise(&unused), Ok(FileType::Xlsx), "a type that no part has is no macro");
}

#[test]
fn a_list_of_types_that_is_written_to_be_misread_is_no_list() {
    let main = ("word/document.xml", WORD);
    for more in ["<!DOCTYPE x>", "<Override PartName=\"/word/a.bin\" ContentType=\"application/vnd.ms-office.vba&#80;roject\"/>"]
    {
        assert_eq!(recognise(&office(main, more, &[("word/a.bin", b"x")])), Err(Refused::Broken), "{more}");
    }
    let wide: Vec<u8> = types(main, "").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(recognise(&archive(&[(TYPES, &wide), (main.0, b"<xml/>")])), Err(Refused::Broken));
    let plain = types(main, "");
    let twice = archive(&[(TYPES, plain.as_bytes()), (main.0, b"<xml/>"), ("[content_types].xml", b"<Types/>")]);
    assert_eq!(recognise(&twice), Err(Refused::Broken), "which of the two counts, nobody knows");
}

#[test]
fn one_part_has_one_type_and_one_name() {
    let main = ("word/document.xml", WORD);
    let picture = "<Override PartName=\"/word/a.dat\" ContentType=\"image/png\"/>";
    assert_eq!(recognise(&office(main, picture, &[("word/a.dat", b"x")])), Ok(FileType::Docx));
    let macros = "application/vnd.ms-office.vbaProject";
    for second in [
        format!("<Override PartName=\"/word/a.dat\" ContentType=\"{macros}\"/>"),
        format!("<Override PartName=\"//WORD/A.DAT\" ContentType=\"{macros}\"/>"),
        format!("<Override PartName=\"/word/a.dat \" ContentType=\"{macros}\"/>"),
        format!("<Override PartName=\"/word/%61.dat\" ContentType=\"{macros}\"/>"),
        format!("<Default Extension=\"XML\" ContentType=\"{macros}\"/>"),
        format!("<?a <Override PartName=\"/word/b.dat\" ContentType=\"{macros}\"/>?>"),
    ] {
        let more = format!("{picture}{second}");
        assert_eq!(recognise(&office(main, &more, &[("word/a.dat", b"x")])), Err(Refused::Broken), "{second}");
    }
    for name in
        ["word/a%2eexe", "word/a.exe ", "word/a.exe.", "word/a.exe./b", "word/../a", "word\\a", "word/a.exe\u{a0}", "word/a\n"]
    {
        assert_eq!(recognise(&docx(&[(name, b"x")])), Err(Refused::Broken), "{name:?}");
    }
}

#[test]
fn what_runs_is_known_by_its_ending_too() {
    for ending in
        ["pif", "jar", "iqy", "settingcontent-ms", "scr", "hta", "lnk", "vbs", "js", "exe", "dll", "bat", "cmd", "ps1", "MSI"]
    {
        assert_eq!(recognise(&docx(&[(&format!("word/media/a.{ending}"), b"x")])), Err(Refused::Program), "{ending}");
    }
    for ending in ["docm", "xlsm", "pptm", "DotM"] {
        assert_eq!(recognise(&docx(&[(&format!("word/media/a.{ending}"), b"x")])), Err(Refused::Macros), "{ending}");
    }
}

#[test]
fn a_program_is_found_wherever_it_lies() {
    for (name, bytes) in [
        ("word/embeddings/tool.exe", b"".as_slice()),
        ("word/media/image1.png", b"MZ\x90\0\x03"),
        ("word/fonts/odd.xml", b"\x7fELF\x02"),
        ("customXml/item1.xml", b"#!/bin/sh"),
        ("docProps/thumbnail.jpeg", b"\xcf\xfa\xed\xfe"),
        ("word/media/run.LNK", b""),
    ] {
        assert_eq!(recognise(&docx(&[(name, bytes)])), Err(Refused::Program), "{name}");
        assert_eq!(recognise(&docx(&[("word/x.xml", b"<x/>"), (name, bytes)])), Err(Refused::Program), "{name}, packed");
    }
    let mut windows = vec![0_u8; 0x84];
    windows[..2].copy_from_slice(b"MZ");
    windows[0x3c] = 0x80;
    windows[0x80..].copy_from_slice(b"PE\0\0");
    assert_eq!(recognise(&docx(&[("word/fonts/font1.odttf", &windows)])), Err(Refused::Program));
    assert_eq!(recognise(&docx(&[("word/fonts/font1.odttf", b"MZ by chance")])), Ok(FileType::Docx));
    let said = Refused::Program.to_string();
    assert_eq!(said, "The file has a program inside it. Take it out, save the file, and send it again");
}

#[test]
fn a_file_in_a_file_is_a_workbook_behind_a_chart_or_it_is_refused() {
    let chart = xlsx(&[]);
    assert_eq!(recognise(&docx(&[("word/embeddings/Sheet1.xlsx", &chart)])), Ok(FileType::Docx));
    let armed = xlsx(&[("xl/vbaProject.bin", b"")]);
    assert_eq!(recognise(&docx(&[("word/embeddings/Sheet1.xlsx", &armed)])), Err(Refused::Macros));
    let other = archive(&[("readme.txt", b"hello")]);
    assert_eq!(recognise(&docx(&[("word/media/image1.png", &other)])), Err(Refused::Embedded));
    let deep = docx(&[("word/embeddings/Sheet1.xlsx", &chart)]);
    assert_eq!(recognise(&docx(&[("word/embeddings/two.docx", &deep)])), Err(Refused::Embedded));
    assert_eq!(recognise(&docx(&[("word/embeddings/oleObject1.bin", b"x")])), Err(Refused::Embedded));
    let object = typed("word/media/two.dat", b"x", "application/vnd.openxmlformats-officedocument.oleObject");
    assert_eq!(recognise(&object), Err(Refused::Embedded));
    let renamed = docx(&[("word/media/three.xml", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")]);
    assert_eq!(recognise(&renamed), Err(Refused::Embedded));
}

#[test]
fn what_is_no_office_file_is_none() {
    assert_eq!(recognise(b"PK\x03\x04 cut in half"), Err(Refused::Broken));
    assert_eq!(recognise(&archive(&[("readme.txt", b"hello")])), Err(Refused::Unknown));
    let types = types(("word/document.xml", WORD), "");
    let parts: [(&str, &[u8]); 2] = [(TYPES, types.as_bytes()), ("word/document.xml", b"<xml/>")];
    assert_eq!(recognise(&swelled(&parts, 1)), Err(Refused::Broken), "sizes that are not so");
    assert_eq!(recognise(&swelled(&parts, 2_000_000_000)), Err(Refused::Swollen));
    assert_eq!(recognise(&trailed(&parts)), Ok(FileType::Docx), "as LibreOffice and Google Docs write it");
    let mut sealed = docx(&[]);
    let row = sealed.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    sealed[row + 8] = 1;
    assert_eq!(recognise(&sealed), Err(Refused::Broken));
}

#[test]
fn files_that_share_their_bytes_are_refused_before_one_is_unpacked() {
    let inner = xlsx(&[("xl/worksheets/sheet1.xml", &vec![b' '; 24_000_000])]);
    let (packed, names) = (deflated(&inner), (0..500).map(|n| format!("word/embeddings/s{n:03}.xlsx")).collect::<Vec<_>>());
    let types = types(("word/document.xml", WORD), "");
    let mut maker = Maker::default();
    maker.add(TYPES, types.as_bytes(), 0, 0);
    maker.add("word/document.xml", b"<xml/>", 0, 0);
    // The extra field of each header reaches over all the others to the one stream behind them.
    let (each, from) = (30 + names[0].len(), maker.out.len());
    for (n, name) in names.iter().enumerate() {
        maker.header(name, 8, each * (names.len() - n - 1));
        maker.row(name, 8, (packed.len(), 9), from + n * each);
    }
    maker.out.extend(packed);
    let bytes = maker.close();
    assert!(bytes.len() < 200_000, "{}", bytes.len());
    assert_eq!(recognise(&bytes), Err(Refused::Broken));
}

#[test]
fn all_that_is_in_an_upload_comes_to_no_more_than_a_file_may_have() {
    let chart = xlsx(&[("xl/worksheets/sheet1.xml", b"<xml/>")]);
    let names: Vec<String> = (0..2_000).map(|n| format!("word/embeddings/s{n:03}.xlsx")).collect();
    let of = |count: usize, bytes: &[u8]| {
        let parts: Vec<(&str, &[u8])> = names.iter().take(count).map(|name| (name.as_str(), bytes)).collect();
        recognise(&docx(&parts))
    };
    assert_eq!(of(50, &chart), Ok(FileType::Docx));
    assert_eq!(of(51, &chart), Err(Refused::Swollen), "too many files in the file");
    assert_eq!(of(1_998, b"<xml/>"), Ok(FileType::Docx));
    assert_eq!(of(1_999, b"<xml/>"), Err(Refused::Swollen), "too many parts");
    let many: Vec<(&str, &[u8])> = names.iter().take(50).map(|name| (name.as_str(), b"<xml/>".as_slice())).collect();
    assert_eq!(of(30, &xlsx(&many)), Ok(FileType::Docx));
    assert_eq!(of(40, &xlsx(&many)), Err(Refused::Swollen), "too many parts in the files in the file");
    let megabyte = vec![b' '; 1024 * 1024];
    assert_eq!(of(63, &megabyte), Ok(FileType::Docx));
    assert_eq!(of(64, &megabyte), Err(Refused::Swollen), "too much in all");
    let packed = |length: usize| xlsx(&[("xl/styles.xml", b"<xml/>"), ("xl/worksheets/sheet1.xml", &vec![b' '; length])]);
    let large = packed(15 * 1024 * 1024);
    assert_eq!(of(4, &large), Ok(FileType::Docx));
    assert_eq!(of(5, &large), Err(Refused::Swollen), "too much in the files in the file");
    let wide = xlsx(&[("xl/worksheets/sheet1.xml", &vec![b' '; 8 * 1024 * 1024])]);
    assert_eq!(of(1, &wide), Err(Refused::Swollen), "too large a file in the file");
    let said = Refused::Swollen.to_string();
    assert_eq!(
        said,
        "The file has too much inside it: more than 64 MB, 2,000 parts or 50 workbooks. Divide it and send the pieces one by one"
    );
}

#[test]
fn a_document_with_all_that_word_puts_into_one_is_taken() {
    let name = |part: &str| format!("word/{part}.xml");
    let others =
        ["glossary/document", "comments", "commentsExtended", "footnotes", "endnotes", "people", "theme/theme1", "numbering"];
    let others: Vec<String> = others.iter().map(|part| name(part)).collect();
    let mut parts: Vec<(&str, &[u8])> = others.iter().map(|name| (name.as_str(), b"<xml/>".as_slice())).collect();
    parts.extend([
        ("word/media/image1.emf", b"\x01\0\0\0\x6c\0\0\0".as_slice()),
        ("word/media/image2.webp", b"RIFF\x1a\0\0\0WEBPVP8L"),
        ("word/media/image3.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("word/media/image4.wmf", b"\xd7\xcd\xc6\x9a"),
        ("word/fonts/font1.odttf", b"MZ by chance"),
        ("docProps/thumbnail.jpeg", b"\xff\xd8\xff\xe0"),
        ("docProps/core.xml", b"<xml/>"),
        ("docProps/custom.xml", b"<xml/>"),
        ("customXml/item1.xml", b"<xml/>"),
        ("word/printerSettings/printerSettings1.bin", b"A4"),
        ("[trash]/0000.dat", b"\0\0"),
        ("word/", b""),
    ]);
    assert_eq!(recognise(&docx(&parts)), Ok(FileType::Docx));
    // As Word and Excel on the web call it.
    assert_eq!(recognise(&office(("word/document2.xml", WORD), "", &parts)), Ok(FileType::Docx));
    assert_eq!(recognise(&office(("xl/workbook22.xml", SHEET), "", &[])), Ok(FileType::Xlsx));
    let macros = "application/vnd.ms-word.document.macroEnabled.main+xml";
    assert_eq!(recognise(&office(("word/document2.xml", macros), "", &[])), Err(Refused::Macros));
    assert_eq!(recognise(&office(("word/documents.xml", WORD), "", &[])), Err(Refused::Unknown));
}

#[test]
fn a_cell_that_asks_another_program_is_refused() {
    let link = |words: &[u8]| recognise(&xlsx(&[("xl/externalLinks/externalLink1.xml", words)]));
    assert_eq!(
        link(b"<externalLink><ddeLink ddeService=\"cmd\" ddeTopic=\"/c calc\"/></externalLink>"),
        Err(Refused::Connection)
    );
    assert_eq!(link(b"<externalLink><externalBook/></externalLink>"), Ok(FileType::Xlsx));
}
