//! What the parts of an Office document refer to (ECMA-376 part 2, relationships): a link may lead out of it, and nothing else may.

use super::kinds::Refused;
use super::lists::{self, Element};

/// Whether a part is a list of what another one refers to.
pub(super) fn is_list(name: &str) -> bool {
    name.ends_with(".rels")
}

/// Reads such a list.
///
/// # Errors
/// When something is fetched or run in when the document is opened, or when the list could be read in two ways.
pub(super) fn read(bytes: &[u8]) -> Result<(), Refused> {
    let text = lists::text(bytes).ok_or(Refused::Broken)?;
    for element in lists::elements(&text) {
        let element = element.ok_or(Refused::Broken)?;
        if element.tag == "relationship" {
            one(&element)?;
        }
    }
    Ok(())
}

fn one(element: &Element<'_>) -> Result<(), Refused> {
    let of = element.value("type").ok_or(Refused::Broken)?.trim();
    let mode = element.value("targetmode").unwrap_or("internal").trim();
    // An address may be written with entities; what it is and where it leads never is.
    if of.contains('&') || mode.contains('&') {
        return Err(Refused::Broken);
    }
    let kept_here = || is_local(element.value("target").unwrap_or_default());
    match of.rsplit('/').next().unwrap_or(of) {
        "afchunk" => Err(Refused::Merged),
        "hyperlink" => Ok(()),
        _ if mode == "internal" => Ok(()),
        // Where the council keeps its template and its pictures: on the machine of whoever opens the file, or nowhere.
        "attachedtemplate" | "image" | "externallinkpath" | "externallinkpathmissing" | "xlpathmissing" if kept_here() => Ok(()),
        "attachedtemplate" => Err(Refused::Template),
        _ => Err(Refused::Outside),
    }
}

/// Whether an address is one on the machine of whoever opens the file, so that nothing is asked of another one: `file:///C:\Templates\a.dotx`,
/// `Normal.dotm`, `/Users/a/b.xlsx`. A name of a machine begins with two strokes of either kind, wherever they are hidden.
pub(super) fn is_local(target: &str) -> bool {
    let stroke = |c: char| matches!(c, '/' | '\\');
    let target = target.trim();
    let file = target.strip_prefix("file:///").or_else(|| target.strip_prefix("file://localhost/"));
    let path = file.unwrap_or(target);
    let (drive, rest) = path.split_once(':').unwrap_or(("", path));
    let on_a_drive = drive.len() == 1 && drive.bytes().all(|byte| byte.is_ascii_lowercase());
    let path = if on_a_drive { rest } else { path };
    // Of one that begins with a stroke the machine may be named before it or behind it.
    let begun = path.starts_with(|c| if file.is_some() { stroke(c) } else { c == '\\' }) && !on_a_drive;
    let of_a_machine = begun || path.as_bytes().windows(2).any(|two| two.iter().all(|byte| stroke(char::from(*byte))));
    let written_otherwise =
        ["%2f", "%5c", "%00", "&#", "?"].iter().any(|odd| path.contains(odd)) || path.contains(char::is_control);
    let scheme = path
        .split_once(':')
        .is_some_and(|(before, _)| before.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')));
    !(path.is_empty() || of_a_machine || written_otherwise || scheme)
}

#[cfg(test)]
mod tests {
    use super::super::office::{recognise, tests::docx, tests::xlsx};
    use super::super::{FileType, Refused};

    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    fn list(relations: &str) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n\
             <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relations}</Relationships>"
        )
    }

    fn external(of: &str, to: &str) -> String {
        list(&format!("<Relationship Id=\"rId1\" Type=\"{OFFICE}/{of}\" Target=\"{to}\" TargetMode=\"External\"/>"))
    }

    fn sent(list: &str) -> Result<FileType, Refused> {
        recognise(&docx(&[("word/_rels/document.xml.rels", list.as_bytes())]))
    }

    #[test]
    fn a_link_leads_out_and_nothing_else_does() {
        assert_eq!(sent(&external("hyperlink", "https://example.org/?a=1&amp;b='2'>")), Ok(FileType::Docx));
        assert_eq!(sent(&external("hyperlink", "mailto:office@wyreham.example")), Ok(FileType::Docx));
        for of in [
            "image",
            "oleObject",
            "frame",
            "subDocument",
            "externalLinkPath",
            "externalLink",
            "video",
            "myhyperlink",
            "mailMergeSource",
        ] {
            assert_eq!(sent(&external(of, "\\\\198.51.100.7\\share\\a.png")), Err(Refused::Outside), "{of}");
        }
        let upper = external("image", "https://example.org/a.png").to_ascii_uppercase().replace("UTF-8", "utf-8");
        assert_eq!(sent(&upper), Err(Refused::Outside));
        let prefixed = list(&format!(
            "<r:Relationship\n  TargetMode = 'External' Target='https://example.org' Type='{OFFICE}/image' Id='a'/>"
        ));
        assert_eq!(sent(&prefixed), Err(Refused::Outside));
        let workbook =
            recognise(&xlsx(&[("xl/externalLinks/_rels/a.xml.rels", external("externalLinkPath", "//a/b.xlsx").as_bytes())]));
        assert_eq!(workbook, Err(Refused::Outside));
        let inside = xlsx(&[("xl/worksheets/_rels/sheet1.xml.rels", external("image", "https://example.org/a").as_bytes())]);
        assert_eq!(recognise(&docx(&[("word/embeddings/a.xlsx", &inside)])), Err(Refused::Outside), "behind a chart");
        let said = Refused::Outside.to_string();
        assert!(said.contains("Break the links"), "{said}");
    }

    #[test]
    fn a_template_from_elsewhere_and_a_file_to_be_merged_are_refused_with_what_to_do() {
        let template = external("attachedTemplate", "https://example.org/a.dotm");
        let settings = recognise(&docx(&[("word/_rels/settings.xml.rels", template.as_bytes())]));
        assert_eq!(settings, Err(Refused::Template));
        assert!(Refused::Template.to_string().ends_with("Save a copy without the template, and send the copy"));
        let merged = list(&format!("<Relationship Id=\"a\" Type=\"{OFFICE}/aFChunk\" Target=\"/word/page.html\"/>"));
        assert_eq!(sent(&merged), Err(Refused::Merged));
        assert_eq!(sent(&external("aFChunk", "https://example.org/page.html")), Err(Refused::Merged));
    }

    #[test]
    fn what_lies_on_the_machine_of_whoever_opens_the_file_is_no_other_place() {
        for of in ["attachedTemplate", "image", "externalLinkPath"] {
            for to in [
                "Normal.dotm",
                "file:///C:\\Users\\a\\AppData\\Roaming\\Microsoft\\Templates\\Panel%20report.dotx",
                "file:///D:/reports/logo.png",
                "C:\\Templates\\a.dot",
                "/Users/a/b.xlsx",
                "../Downloads/b.xlsx",
                "file://localhost/Users/a/logo.png",
                "Macintosh%20HD:Users:a:Templates:a.dotx",
                "$report&amp;macros.dotm",
            ] {
                assert_eq!(sent(&external(of, to)), Ok(FileType::Docx), "{of} {to}");
            }
            for to in [
                "https://example.org/a.dotx",
                "HTTP:a",
                "\\\\198.51.100.7\\share\\a.dotx",
                "//198.51.100.7/share/a",
                "\\/198.51.100.7/a",
                "/\\198.51.100.7/a",
                "file:///\\\\198.51.100.7\\share\\a.dotx",
                "file:////198.51.100.7/a",
                "file://///198.51.100.7/a",
                "file://198.51.100.7/a",
                "file:\\\\198.51.100.7\\a",
                "file:///C:\\\\198.51.100.7\\a",
                "C:%5c%5c198.51.100.7%5ca",
                "%2f%2f198.51.100.7/a",
                "&#92;&#92;198.51.100.7/a",
                "\\??\\UNC\\198.51.100.7\\a",
                "mhtml:a",
                "",
            ] {
                assert!(sent(&external(of, to)).is_err(), "{of} {to}");
            }
        }
        for of in ["mailMergeSource", "oleObject", "frame", "subDocument"] {
            assert_eq!(sent(&external(of, "file:///C:\\a.docx")), Err(Refused::Outside), "{of}");
        }
    }

    #[test]
    fn a_list_that_can_be_read_in_two_ways_is_none() {
        let image = format!("{OFFICE}/image");
        for relation in [
            format!("<Relationship Type=\"{image}\" Target=\"a\" TargetMode=\"Ext&#101;rnal\"/>"),
            format!("<Relationship type=\"{OFFICE}/hyperlink\" Type=\"{image}\" Target=\"a\" TargetMode=\"External\"/>"),
            format!("<Relationship x Type=\"{image}\" Target=\"a\" TargetMode=\"External\"/>"),
            format!("<Relationship Type=\"{image}\" Target=\"a\" TargetMode=External/>"),
            "<Relationship Target=\"a\" TargetMode=\"External\"/>".to_owned(),
            "<!--a-->".to_owned(),
            "<?a b?>".to_owned(),
        ] {
            assert_eq!(sent(&list(&relation)), Err(Refused::Broken), "{relation}");
        }
        let other = external("image", "a").replace("UTF-8", "utf-7");
        assert_eq!(sent(&other), Err(Refused::Broken));
        let wide: Vec<u8> = external("image", "a").encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(recognise(&docx(&[("word/_rels/a.rels", &wide)])), Err(Refused::Broken));
    }

    #[test]
    fn a_document_as_people_write_them_is_taken() {
        let relations = list(&format!(
            "<Relationship Id=\"rId1\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/>\
             <Relationship Id=\"rId2\" Type=\"{OFFICE}/image\" Target=\"media/image1.png\"/>\
             <Relationship Id=\"rId3\" Type=\"{OFFICE}/comments\" Target=\"comments.xml\" TargetMode=\"Internal\"/>\
             <Relationship Id=\"rId4\" Type=\"{OFFICE}/hyperlink\" Target=\"https://example.org/?a=b&amp;c=d\" TargetMode=\"External\"/>\
             <Relationship Id=\"rId5\" Type=\"{OFFICE}/customXml\" Target=\"../customXml/item1.xml\"/>"
        ));
        let fonts = list(&format!("<Relationship Id=\"rId1\" Type=\"{OFFICE}/font\" Target=\"fonts/font1.odttf\"/>"));
        let settings = format!("\u{feff}{}", list(""));
        let parts: [(&str, &[u8]); 9] = [
            ("word/_rels/document.xml.rels", relations.as_bytes()),
            ("word/_rels/fontTable.xml.rels", fonts.as_bytes()),
            ("word/_rels/settings.xml.rels", settings.as_bytes()),
            ("word/fonts/font1.odttf", b"MZ by chance"),
            ("word/media/image1.png", b"\x89PNG\r\n\x1a\n"),
            ("word/comments.xml", b"<w:comments/>"),
            ("customXml/item1.xml", b"<b:Sources/>"),
            ("customXml/_rels/item1.xml.rels", b"<Relationships/>"),
            ("word/media/", b""),
        ];
        assert_eq!(recognise(&docx(&parts)), Ok(FileType::Docx));
    }
}
