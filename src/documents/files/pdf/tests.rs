use lopdf::content::{Content, Operation};
use lopdf::{Document, EncryptionState, EncryptionVersion, Object, Permissions, SaveOptions, Stream, StringFormat, dictionary};

use super::super::kinds::{FileType, Refused, recognise};
use super::*;

/// A PDF of one page with these entries in its catalog and these objects beside it.
fn pdf(catalog: Dictionary, beside: Vec<Object>, packed: bool) -> Vec<u8> {
    written(document(catalog, beside), packed)
}

/// The least that is a PDF.
pub(in super::super) fn plain() -> Vec<u8> {
    pdf(dictionary! {}, vec![], false)
}

fn document(catalog: Dictionary, beside: Vec<Object>) -> Document {
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let content = Content { operations: vec![Operation::new("q", vec![]), Operation::new("Q", vec![])] };
    let content = document.add_object(Stream::new(dictionary! {}, content.encode().expect("a page")));
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content, "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    });
    document.objects.insert(pages, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }.into());
    for object in beside {
        document.add_object(object);
    }
    let mut root = dictionary! { "Type" => "Catalog", "Pages" => pages };
    root.extend(&catalog);
    let root = document.add_object(root);
    document.trailer.set("Root", root);
    document
}

fn written(mut document: Document, packed: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    if packed {
        document.save_with_options(&mut bytes, SaveOptions::builder().use_object_streams(true).use_xref_streams(true).build())
    } else {
        document.save_to(&mut bytes)
    }
    .expect("a PDF");
    bytes
}

fn action(deed: &str, with: &str, value: impl Into<Object>) -> Dictionary {
    dictionary! { "S" => deed, with => value }
}

fn text(words: &str) -> Object {
    Object::String(words.as_bytes().to_vec(), StringFormat::Literal)
}

#[test]
fn a_pdf_that_only_shows_its_pages_is_taken() {
    let link = dictionary! { "Type" => "Annot", "Subtype" => "Link", "A" => action("URI", "URI", text("https://www.gov.uk")) };
    let opens = dictionary! { "OpenAction" => action("GoTo", "D", vec![1.into(), "Fit".into()]) };
    let nothing = dictionary! { "Names" => dictionary! { "EmbeddedFiles" => dictionary! { "Names" => Vec::<Object>::new() } } };
    let manual = dictionary! { "F" => text("../other/manual.pdf"), "UF" => text("\u{0}.\u{0}.\u{0}/\u{0}a") };
    let refers = [text("manual.pdf"), manual.into()].map(|file| Object::from(dictionary! { "A" => action("GoToR", "F", file) }));
    for packed in [false, true] {
        assert_eq!(recognise("a.pdf", &pdf(dictionary! {}, refers.to_vec(), packed)), Ok(FileType::Pdf));
        for catalog in [dictionary! {}, opens.clone(), nothing.clone()] {
            assert_eq!(recognise("a.pdf", &pdf(catalog, vec![link.clone().into()], packed)), Ok(FileType::Pdf));
        }
    }
}

#[test]
fn a_pdf_that_acts_is_refused_however_it_is_packed() {
    let share = "\\\\203.0.113.9\\share\\a.pdf";
    let annotation = |subtype: &str| dictionary! { "Type" => "Annot", "Subtype" => subtype };
    let file = Stream::new(dictionary! { "Type" => "EmbeddedFile" }, b"MZ".to_vec());
    let mut then = action("Named", "N", "NextPage");
    then.set("Next", vec![action("URI", "URI", text("https://a.example")).into()]);
    let cases: Vec<(Dictionary, Vec<Object>, Refused)> = vec![
        (dictionary! { "OpenAction" => action("JavaScript", "JS", text("app.alert(1)")) }, vec![], Refused::Active),
        (dictionary! { "OpenAction" => action("SubmitForm", "F", text("https://a.example")) }, vec![], Refused::Active),
        (dictionary! { "OpenAction" => action("ImportData", "F", text(share)) }, vec![], Refused::Active),
        (dictionary! { "OpenAction" => action("Launch", "F", text("a.exe")) }, vec![], Refused::Active),
        (dictionary! { "OpenAction" => action("GoToR", "F", text(share)) }, vec![], Refused::LeadsOut),
        (dictionary! { "OpenAction" => action("GoToE", "F", text(share)) }, vec![], Refused::LeadsOut),
        (dictionary! { "OpenAction" => action("URI", "URI", text("https://a.example")) }, vec![], Refused::LeadsOut),
        (dictionary! { "OpenAction" => action("GoToR", "F", text("beside.pdf")) }, vec![], Refused::LeadsOut),
        (dictionary! {}, vec![action("GoToR", "F", text(share)).into()], Refused::LeadsOut),
        (dictionary! {}, vec![action("GoToR", "F", text("//203.0.113.9/share/a.pdf")).into()], Refused::LeadsOut),
        (dictionary! {}, vec![action("GoToR", "F", dictionary! { "FS" => "URL", "F" => text("a") }).into()], Refused::LeadsOut),
        (dictionary! { "AA" => dictionary! { "O" => then } }, vec![], Refused::LeadsOut),
        (dictionary! {}, vec![Stream::new(dictionary! { "F" => text(share) }, vec![]).into()], Refused::LeadsOut),
        (dictionary! {}, vec![annotation("RichMedia").into()], Refused::Active),
        (dictionary! {}, vec![annotation("Movie").into()], Refused::Active),
        (dictionary! {}, vec![annotation("Sound").into()], Refused::Active),
        (dictionary! {}, vec![action("Movie", "T", text("a")).into()], Refused::Active),
        (dictionary! {}, vec![action("Thread", "F", text("beside.pdf")).into()], Refused::LeadsOut),
        (
            dictionary! {},
            vec![dictionary! { "Subtype" => "Form", "Ref" => dictionary! { "F" => text(share), "Page" => 0 } }.into()],
            Refused::LeadsOut,
        ),
        (dictionary! {}, vec![dictionary! { "OPI" => dictionary! { "2.0" => dictionary! {} } }.into()], Refused::LeadsOut),
        (dictionary! { "AF" => vec![dictionary! { "F" => text("a.exe") }.into()] }, vec![], Refused::Attached),
        (dictionary! { "Collection" => dictionary! { "View" => "D" } }, vec![], Refused::Attached),
        (dictionary! {}, vec![annotation("FileAttachment").into()], Refused::Attached),
        (dictionary! {}, vec![file.into()], Refused::Attached),
        (dictionary! { "AcroForm" => dictionary! { "XFA" => vec![text("template")] } }, vec![], Refused::LiveForm),
    ];
    for (catalog, beside, refused) in cases {
        for packed in [false, true] {
            let found = recognise("a.pdf", &pdf(catalog.clone(), beside.clone(), packed));
            assert_eq!(found, Err(refused.clone()), "{packed} {catalog:?} {beside:?}");
        }
    }
}

#[test]
fn a_link_leads_to_the_web_or_into_a_mail() {
    let link = |to: Object| {
        let link = dictionary! { "Type" => "Annot", "Subtype" => "Link", "A" => action("URI", "URI", to) };
        recognise("a.pdf", &pdf(dictionary! {}, vec![link.into()], true))
    };
    for to in [
        "HTTPS://www.gov.uk/a?b=c:d",
        "http://a.example",
        "mailto:a@example.org",
        "tel:+441632960001",
        "www.gov.uk",
        "#page=2",
        "",
    ] {
        assert_eq!(link(text(to)), Ok(FileType::Pdf), "{to}");
    }
    let wide: Vec<u8> = [0xfe, 0xff].into_iter().chain("file:///c:/a.exe".encode_utf16().flat_map(u16::to_be_bytes)).collect();
    assert!(matches!(link(Object::String(wide, StringFormat::Literal)), Err(Refused::LinkOpens(_))));
    for to in [
        "file:///c:/windows/a.exe",
        "\\\\203.0.113.9\\share\\a.pdf",
        "//203.0.113.9/share",
        "%5c%5c203.0.113.9%5cshare",
        "java\nscript:alert(1)",
        "ms-msdt:/id a",
        "search-ms:query=a",
        "c:\\a.exe",
        "http:\\\\a.example",
    ] {
        assert!(matches!(link(text(to)), Err(Refused::LinkOpens(_))), "{to}");
    }
    // In a bookmark, and for all links of the file.
    let bookmark = dictionary! { "Title" => text("a"), "A" => action("URI", "URI", text("file:a")) };
    assert!(matches!(recognise("a.pdf", &pdf(dictionary! {}, vec![bookmark.into()], false)), Err(Refused::LinkOpens(_))));
    for (base, taken) in [("https://www.gov.uk/", true), ("file:///c:/", false)] {
        let catalog = dictionary! { "URI" => dictionary! { "Base" => text(base) } };
        assert_eq!(recognise("a.pdf", &pdf(catalog, vec![], false)).is_ok(), taken, "{base}");
    }
    let said = Refused::LinkOpens("file:a".to_owned()).to_string();
    assert!(said.contains("“file:a”") && said.ends_with("and send that one"), "{said}");
}

#[test]
fn an_escaped_name_is_the_name() {
    let escaped = b"%PDF-1.7\n1 0 obj <</S/J#61vaScript/J#53(app.alert\\(1\\))>> endobj";
    assert_eq!(recognise("a.pdf", escaped), Err(Refused::Active));
    assert_eq!(recognise("a.pdf", b"%PDF-1.7\n1 0 obj <</S/L#61#75nch/F(a.exe)>> endobj"), Err(Refused::Active));
    assert_eq!(recognise("a.pdf", &pdf(dictionary! { "Launching" => 1 }, vec![], false)), Ok(FileType::Pdf));
}

#[test]
fn what_cannot_be_seen_through_is_refused_and_never_taken_on_trust() {
    assert_eq!(recognise("a.pdf", b"%PDF-1.7\n1 0 obj <</Length 9>> stream\nxxxxxxxxx\nendstream"), Err(Refused::Unreadable));
    assert_eq!(recognise("a.pdf", b"%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF"), Err(Refused::Unreadable), "without a page");
    let mut damaged = pdf(dictionary! { "OpenAction" => action("JavaScript", "JS", text("app.alert(1)")) }, vec![], true);
    let at = damaged.windows(6).position(|window| window == b"ObjStm").expect("a packed part");
    let at = at + damaged[at..].windows(7).position(|window| window == b"stream\n").expect("its bytes") + 12;
    damaged[at..at + 6].fill(0xff);
    assert!(recognise("a.pdf", &damaged).is_err());
}

/// A document locked with these passwords, of the owner and of who reads it.
fn locked(mut document: Document, user: &str, packed: bool) -> Vec<u8> {
    let id = text("sixteen letters!");
    document.trailer.set("ID", vec![id.clone(), id]);
    let version = EncryptionVersion::V2 {
        document: &document,
        owner_password: "o",
        user_password: user,
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).expect("a lock");
    document.encrypt(&state).expect("a locked document");
    written(document, packed)
}

#[test]
fn a_locked_pdf_is_looked_into_or_refused() {
    let evil = || dictionary! { "OpenAction" => action("URI", "URI", text("https://a.example")) };
    let share = || vec![Stream::new(dictionary! { "Type" => "EmbeddedFile" }, b"MZ".to_vec()).into()];
    assert_eq!(recognise("a.pdf", &locked(document(dictionary! {}, vec![]), "", false)), Ok(FileType::Pdf));
    assert_eq!(recognise("a.pdf", &locked(document(evil(), vec![]), "", false)), Err(Refused::LeadsOut));
    assert_eq!(recognise("a.pdf", &locked(document(dictionary! {}, share()), "", false)), Err(Refused::Attached));
    assert_eq!(recognise("a.pdf", &locked(document(dictionary! {}, vec![]), "secret", false)), Err(Refused::Locked));
    let said = Refused::Locked.to_string();
    assert!(said.ends_with("Save a copy without a password, and send the copy"), "{said}");
    // The keys in the trailer itself, where the parser does not look for them.
    let mut direct = document(evil(), vec![]);
    direct.trailer.set(
        "Encrypt",
        dictionary! { "Filter" => "Standard", "V" => 2, "R" => 3, "O" => text("o"), "U" => text("u"), "P" => -4 },
    );
    let direct = written(direct, false);
    assert_eq!(recognise("a.pdf", &direct), Err(Refused::Locked));
    let escaped = String::from_utf8_lossy(&direct).replace("/Encrypt", "/#45ncrypt");
    assert_eq!(recognise("a.pdf", escaped.as_bytes()), Err(Refused::Locked));
}

#[test]
fn what_the_parser_leaves_out_is_no_way_in() {
    let deep = |levels: usize| {
        let deep = (0..levels).fold(Object::Null, |inner, _| vec![inner].into());
        let fields = dictionary! { "S" => "URI", "URI" => text("https://a.example"), "Z" => deep };
        let link: Object = dictionary! { "Type" => "Annot", "Subtype" => "Link", "A" => fields }.into();
        [false, true].map(|packed| recognise("a.pdf", &pdf(dictionary! {}, vec![link.clone()], packed)))
    };
    assert_eq!(deep(20), [Ok(FileType::Pdf), Ok(FileType::Pdf)]);
    assert_eq!(deep(130), [Err(Refused::Unreadable), Err(Refused::Unreadable)]);
    // Two objects of one number: the table leads to each, and the parser keeps the last.
    let bytes = pdf(dictionary! {}, vec![dictionary! { "A" => 1 }.into(), dictionary! { "B" => 2 }.into()], false);
    assert_eq!(recognise("a.pdf", &bytes), Ok(FileType::Pdf));
    let mut twice = bytes;
    let at = twice.windows(7).position(|window| window == b"5 0 obj").expect("an object");
    twice[at] = b'4';
    assert_eq!(recognise("a.pdf", &twice), Err(Refused::Unreadable));
    let mut empty = document(dictionary! {}, vec![]);
    let pages = empty.catalog().and_then(|root| root.get(b"Pages")).and_then(Object::as_reference).expect("pages");
    empty.objects.insert(pages, dictionary! { "Type" => "Pages", "Kids" => Vec::<Object>::new(), "Count" => 0 }.into());
    assert_eq!(recognise("a.pdf", &written(empty, false)), Err(Refused::Unreadable));
}

#[test]
fn a_packed_part_with_one_number_twice_is_none() {
    let part = |head: &str| {
        let stream = Stream::new(dictionary! { "N" => 2, "First" => 8 }, format!("{head} 1 2 ").into_bytes());
        recognise("a.pdf", &pdf(dictionary! {}, vec![stream.into()], false))
    };
    assert_eq!(part("8 0 9 2 "), Ok(FileType::Pdf));
    assert_eq!(part("8 0 8 2 "), Err(Refused::Unreadable));
    assert_eq!(part("8 0 9 0 "), Err(Refused::Unreadable));
}

#[test]
fn nothing_follows_the_end_of_a_pdf() {
    use super::super::zip::tests::archive;
    let with = |after: &[u8]| recognise("a.pdf", &[plain().as_slice(), after].concat());
    for after in [&b""[..], b"\n", b"\r\n\r\n", b" \0\0"] {
        assert_eq!(with(after), Ok(FileType::Pdf), "{after:?}");
    }
    let zip = archive(&[("a.txt", b"words")]);
    // An end that is written behind what follows, to be taken for the end of it all.
    let ended = |what: &str| [what.as_bytes(), b"\nstartxref\n9\n%%EOF\n"].concat();
    for after in [&b"<html><script>a()</script>"[..], b"MZ", &zip, &ended("<html>"), &ended("9 0 <html>"), b"% <html> %%EOF\n x"]
    {
        assert_eq!(with(after), Err(Refused::Trailed), "{after:?}");
    }
    // An archive whose remark is the end of a PDF, put into a remark of its own before it.
    let mut hidden = [b"%", zip.as_slice(), b"\nstartxref\n9\n%%EOF\n"].concat();
    let record = hidden.windows(4).rposition(|window| window == b"PK\x05\x06").expect("its last record");
    let remark = u16::try_from(hidden.len() - record - 22).expect("a short remark");
    hidden[record + 20..record + 22].copy_from_slice(&remark.to_le_bytes());
    assert_eq!(with(&hidden), Err(Refused::Trailed));
    let said = Refused::Trailed.to_string();
    assert!(said.ends_with("Print it to a new PDF and send that one"), "{said}");
}

#[test]
fn a_pdf_that_was_saved_again_is_taken() {
    let first = plain();
    let at = first.windows(9).rposition(|window| window == b"startxref").expect("where its table is");
    let before: String = String::from_utf8_lossy(&first[at + 9..]).chars().filter(char::is_ascii_digit).collect();
    let mut again = Document::load_mem(&first).expect("a PDF");
    let object = again.new_object_id().0;
    let mut bytes = [first.as_slice(), b"\n% kept again\n"].concat();
    let place = bytes.len();
    bytes.extend_from_slice(format!("{object} 0 obj\n<</A 1>>\nendobj\n").as_bytes());
    let table = bytes.len();
    let root = again.trailer.get(b"Root").and_then(Object::as_reference).expect("a root").0;
    bytes.extend_from_slice(
        format!(
            "xref\n{object} 1\n{place:010} 00000 n \ntrailer\n<</Size {}/Root {root} 0 R/Prev {before}>>\nstartxref\n{table}\n%%EOF\n",
            object + 1
        )
        .as_bytes(),
    );
    assert_eq!(recognise("a.pdf", &bytes), Ok(FileType::Pdf));
}

#[test]
fn a_pdf_that_would_take_long_to_look_through_is_refused_at_once() {
    let with = |what: &str, times: usize| {
        let mut bytes = plain();
        bytes.extend_from_slice(what.repeat(times).as_bytes());
        recognise("a.pdf", &bytes)
    };
    assert_eq!(with("/", 1_100_000), Err(Refused::Crowded));
    assert_eq!(with(" 1 0 R", 600_000), Err(Refused::Crowded));
    assert_eq!(with("[", 4_100_000), Err(Refused::Crowded));
    let packed = |times: usize| {
        let references = Object::Array(vec![Object::Reference((1, 0)); times]);
        recognise("a.pdf", &pdf(dictionary! {}, vec![references], true))
    };
    assert_eq!(packed(600_000), Err(Refused::Crowded));
    assert_eq!(packed(6_000), Ok(FileType::Pdf));
    let said = Refused::Crowded.to_string();
    assert!(said.ends_with("Print it to a new PDF, or divide it, and send that"), "{said}");
    // Actions that follow one from another, each from many.
    let next: Vec<Object> = (100..200).map(|number| Object::Reference((number, 0))).collect();
    let opens = dictionary! { "OpenAction" => action("Named", "Next", next.clone()) };
    assert_eq!(recognise("a.pdf", &pdf(opens, vec![], false)), Err(Refused::LeadsOut));
}

/// Every PDF of this machine below the folder of `DARDR_PDFS`: `DARDR_PDFS=/usr/share cargo test honest -- --ignored --nocapture`.
#[test]
#[ignore = "for a developer with PDFs of others at hand"]
fn honest_pdfs_are_taken() {
    let mut folders = vec![std::path::PathBuf::from(std::env::var_os("DARDR_PDFS").expect("a folder"))];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "pdf") {
                let begun = std::time::Instant::now();
                let found = recognise("a.pdf", &std::fs::read(&path).expect("a file"));
                println!("{found:?} in {:?}: {}", begun.elapsed(), path.display());
            }
        }
    }
}
