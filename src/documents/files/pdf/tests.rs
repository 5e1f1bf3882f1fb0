use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, SaveOptions, StringFormat, dictionary};

use super::super::kinds::{FileType, Refused, recognise};
use super::*;

/// A PDF of one page with these entries in its catalog and these objects beside it.
fn pdf(catalog: Dictionary, beside: Vec<Object>, packed: bool) -> Vec<u8> {
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
    assert_eq!(recognise("a.pdf", b"%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF"), Ok(FileType::Pdf));
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
fn an_escaped_name_is_the_name() {
    let escaped = b"%PDF-1.7\n1 0 obj <</S/J#61vaScript/J#53(app.alert\\(1\\))>> endobj";
    assert_eq!(recognise("a.pdf", escaped), Err(Refused::Active));
    assert_eq!(recognise("a.pdf", b"%PDF-1.7\n1 0 obj <</S/L#61#75nch/F(a.exe)>> endobj"), Err(Refused::Active));
    assert_eq!(recognise("a.pdf", b"%PDF-1.7\n1 0 obj <</Launching 1>> endobj"), Ok(FileType::Pdf));
}

#[test]
fn what_cannot_be_seen_through_is_refused_and_never_taken_on_trust() {
    assert_eq!(recognise("a.pdf", b"%PDF-1.7\n1 0 obj <</Length 9>> stream\nxxxxxxxxx\nendstream"), Err(Refused::Unreadable));
    let mut damaged = pdf(dictionary! { "OpenAction" => action("JavaScript", "JS", text("app.alert(1)")) }, vec![], true);
    let at = damaged.windows(6).position(|window| window == b"ObjStm").expect("a packed part");
    let at = at + damaged[at..].windows(7).position(|window| window == b"stream\n").expect("its bytes") + 12;
    damaged[at..at + 6].fill(0xff);
    assert!(recognise("a.pdf", &damaged).is_err());
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
