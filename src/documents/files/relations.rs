//! What the parts of an Office document refer to (ECMA-376 part 2, relationships): a link may lead out of it, and nothing else may.

use super::kinds::Refused;
use super::lists::{self, Element};
use super::xml::unescaped;

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
    let target = unescaped(element.value("target").unwrap_or_default());
    let inside = mode == "internal" && !target.contains("://") && !target.contains('\\');
    match of.rsplit('/').next().unwrap_or(of) {
        "afchunk" => Err(Refused::Merged),
        "hyperlink" if inside || leads_to_the_web(&target) => Ok(()),
        "hyperlink" => Err(Refused::LinksToFile(shortened(&target))),
        _ if inside => Ok(()),
        // What programs write for a picture that was linked once and is gone.
        "image" if target.trim() == "null" => Ok(()),
        "attachedtemplate" => Err(Refused::Template),
        _ => Err(Refused::Outside),
    }
}

/// Whether a link leads to a page of the web, into a mail, to a telephone number or to a place in the document itself. Whoever follows one that
/// leads to a file shows another machine who they are, or runs what lies on their own.
pub(super) fn leads_to_the_web(target: &str) -> bool {
    let target = target.trim().to_ascii_lowercase();
    let to = |scheme: &str| target.strip_prefix(scheme).is_some_and(|rest| !rest.starts_with(['/', '\\']) && !rest.is_empty());
    let place = target.is_empty() || target.starts_with('#') || target == "about:blank";
    place || ["http://", "https://", "mailto:", "tel:"].into_iter().any(to)
}

/// As much of an address as tells which link is meant.
pub(super) fn shortened(target: &str) -> String {
    const MOST: usize = 80;
    let shown: String = target.trim().chars().filter(|c| !c.is_control()).take(MOST).collect();
    if target.chars().count() > MOST { format!("{shown}…") } else { shown }
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
    fn what_lies_in_another_file_is_refused_wherever_that_is() {
        let elsewhere = [
            "Normal.dotm",
            "file:///C:\\Users\\a\\AppData\\Roaming\\Microsoft\\Templates\\Panel%20report.dotx",
            "file:///D:/reports/logo.png",
            "C:\\Templates\\a.dot",
            "/Users/a/b.xlsx",
            "../Downloads/b.xlsx",
            "file://localhost/Users/a/logo.png",
            "Macintosh%20HD:Users:a:Templates:a.dotx",
            "$report&amp;macros.dotm",
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
        ];
        for to in elsewhere {
            assert_eq!(sent(&external("attachedTemplate", to)), Err(Refused::Template), "{to}");
            for of in ["image", "externalLinkPath", "xlPathMissing", "mailMergeSource", "oleObject", "frame", "subDocument"] {
                assert_eq!(sent(&external(of, to)), Err(Refused::Outside), "{of} {to}");
            }
        }
        assert_eq!(sent(&external("image", "NULL")), Ok(FileType::Docx), "a linked picture that is gone");
        for to in ["file:///C:\\a.png", "\\\\198.51.100.7\\a.png", "https://example.org/a.png"] {
            let inside = external("image", to).replace("External", "Internal");
            assert_eq!(sent(&inside), Err(Refused::Outside), "{to} is no part of the document, whatever is said of it");
        }
    }

    #[test]
    fn a_link_leads_to_the_web_or_into_a_mail_and_to_no_file() {
        for to in [
            "http://example.org",
            "HTTPS://example.org/a?b=c&amp;d=e#f",
            "mailto:a@example.org?subject=b",
            "tel:+44151",
            "#a",
            "",
        ] {
            assert_eq!(sent(&external("hyperlink", to)), Ok(FileType::Docx), "{to}");
            let sheet = external("hyperlink", to);
            let sheet = xlsx(&[("xl/worksheets/_rels/sheet1.xml.rels", sheet.as_bytes())]);
            assert_eq!(recognise(&sheet), Ok(FileType::Xlsx), "{to}");
        }
        for to in [
            "file:///C:\\Users\\a\\policy.docx",
            "file://198.51.100.7/share/a.docx",
            "&#102;ile:///C:\\a.exe",
            "\\\\198.51.100.7\\share\\a.docx",
            "//198.51.100.7/a",
            "C:\\a.exe",
            "policy.docx",
            "../Downloads/policy.docx",
            "http:\\\\198.51.100.7\\a",
            "http:///a",
            "https://",
            "javascript:alert(1)",
            "ms-word:ofe|u|https://example.org/a.docx",
            "search-ms:query=a",
        ] {
            assert!(matches!(sent(&external("hyperlink", to)), Err(Refused::LinksToFile(_))), "{to}");
            let sheet = external("hyperlink", to);
            let sheet = xlsx(&[("xl/worksheets/_rels/sheet1.xml.rels", sheet.as_bytes())]);
            assert!(matches!(recognise(&sheet), Err(Refused::LinksToFile(_))), "{to}");
        }
        let said = sent(&external("hyperlink", "file:///S:\\Shared\\policy.docx")).unwrap_err().to_string();
        assert_eq!(
            said,
            "The file has a link to a file on a computer or a shared drive: “file:///s:\\shared\\policy.docx”. Take the link out, \
             or let it lead to a page of the web, look at its other links too, save the file and send it again"
        );
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
