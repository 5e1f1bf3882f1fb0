use super::super::office::recognise;
use super::super::office::tests::{docx, typed, xlsx};
use super::super::{FileType, Refused};

const HEADER: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml";

/// A field with this code, cut into these pieces.
fn field(pieces: &[&str]) -> String {
    let mark = |of: &str| format!("<w:r><w:fldChar w:fldCharType=\"{of}\"/></w:r>");
    let code: String =
        pieces.iter().map(|piece| format!("<w:r><w:instrText xml:space=\"preserve\">{piece}</w:instrText></w:r>")).collect();
    format!("{}{code}{}<w:r><w:t>x</w:t></w:r>{}", mark("begin"), mark("separate"), mark("end"))
}

fn word(body: &str) -> Result<FileType, Refused> {
    let text = format!("<?xml version=\"1.0\"?><w:hdr><!-- a > b --><w:p>{body}</w:p></w:hdr>");
    let of = ["header1", "footer1", "footnotes", "endnotes", "comments", "glossary/document"]
        .map(|part| recognise(&typed(&format!("word/{part}.xml"), text.as_bytes(), HEADER)));
    assert!(of.iter().all(|found| *found == of[0]), "{of:?}");
    of[0].clone()
}

/// A code with a field in it.
fn around(before: &str, inner: &str, behind: &str) -> String {
    format!("{before}</w:instrText></w:r>{inner}<w:r><w:instrText>{behind}")
}

#[test]
fn a_part_that_is_not_well_formed_is_none() {
    for body in ["<w:r><w:t>a&nbsp;b</w:t></w:r>", "<w:r><w:t>a & b</w:t></w:r>", "<w:r><w:t>a</w:r>", "<w:r a=b/>"] {
        assert_eq!(word(body), Err(Refused::Broken), "{body}");
    }
    assert_eq!(word("<w:r><w:t>a &amp; b&#160;</w:t></w:r>"), Ok(FileType::Docx));
}

fn simple(code: &str) -> String {
    format!("<w:fldSimple w:dirty='true' w:instr=\"{code}\"><w:r><w:t>x</w:t></w:r></w:fldSimple>")
}

#[test]
fn ordinary_fields_are_taken() {
    for code in [
        " PAGE ",
        " TOC \\o &quot;1-3&quot; \\h \\z \\u ",
        " HYPERLINK \"https://example.org/dde-in-words\" \\t \"_blank\" ",
        " HYPERLINK \\l \"_Toc1\" \\o \"C:\\\\in words\" ",
        " HYPERLINK mailto:a@example.org ",
        " INCLUDEPICTURE \"\" \\* MERGEFORMATINET ",
        " REF _Ref1 \\h ",
        " MERGEFIELD Name \\* MERGEFORMAT ",
        " DATE \\@ \"d MMMM yyyy\" ",
        " SEQ Figure \\* ARABIC ",
        " QUOTE \"added\" ",
        "",
    ] {
        assert_eq!(word(&field(&[code])), Ok(FileType::Docx), "{code}");
        assert_eq!(word(&simple(&code.replace('"', "&quot;"))), Ok(FileType::Docx), "{code}");
    }
    let inner = field(&[" MERGEFIELD a "]);
    assert_eq!(word(&field(&[&around(" IF ", &inner, " = 1 \"a\" \"b\" ")])), Ok(FileType::Docx));
    let inner = format!("<mc:Choice Requires=\"wps\">{inner}</mc:Choice><mc:Fallback>{inner}</mc:Fallback>");
    assert_eq!(word(&format!("{inner}{}", field(&[" PAGE "]))), Ok(FileType::Docx), "a text box, for old programs and new");
    assert_eq!(word("<w:r><w:t>DDEAUTO is a word here, and INCLUDETEXT \\\\a\\b too</w:t></w:r>"), Ok(FileType::Docx));
}

#[test]
fn a_field_that_asks_is_refused_however_it_is_cut() {
    for code in [
        "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe \"/k calc.exe\"",
        " dde excel a b",
        " D&#68;E excel a b",
        "INCLUDEPICTURE \"C:\\\\Pictures\\\\logo.png\" \\d \\* MERGEFORMAT ",
        "INCLUDETEXT \"chapter.docx\" ",
        "LINK Excel.Sheet.12 \"C:\\\\Sheets\\\\a.xlsx\" \"Sheet1!R1C1:R2C2\" \\a \\p ",
        "INCLUDEPICTURE \"http://a.example/t.png\" \\d",
        "INCLUDEPICTURE https://a.example/t.png",
        "INCLUDETEXT \"\\\\\\\\a.example\\\\share\\\\a.docx\"",
        "INCLUDETEXT \"\\\\a.example\\share\\a.docx\"",
        "INCLUDETEXT \"file://a.example/a.docx\"",
        "IMPORT \"//a.example/a.png\"",
        "LINK Excel.Sheet.12 \"\\\\\\\\a.example\\\\a.xlsx\" \"A1\" \\a",
        "DATABASE \\d \"\\\\\\\\a.example\\\\a.mdb\" \\s \"SELECT 1\"",
    ] {
        assert_eq!(word(&field(&[code])), Err(Refused::Field), "{code}");
        assert_eq!(word(&simple(&code.replace('"', "&quot;"))), Err(Refused::Field), "{code}");
        let cut = code.char_indices().filter(|(at, _)| !code.contains('&') && *at > 0);
        for (at, _) in cut.take(6) {
            assert_eq!(word(&field(&[&code[..at], &code[at..]])), Err(Refused::Field), "{code} at {at}");
        }
    }
    let computed = field(&[" QUOTE 68 68 69 "]);
    assert_eq!(word(&field(&[&around("", &computed, " cmd \"/c\" ")])), Err(Refused::Field));
    let path = field(&[" QUOTE \"http:\" "]);
    assert_eq!(word(&field(&[&around("INCLUDETEXT \"", &path, "//a\" ")])), Err(Refused::Field));
    // What one program leaves out and another does not.
    for between in [
        "<x:fldChar x:fldCharType=\"end\"/>",
        "<w:fldChar xmlns:w=\"a\" w:fldCharType=\"end\"/>",
        "<w:fldChar w:fldCharType=\"separate\" x:fldCharType=\"end\"/>",
        "<mc:Choice Requires=\"x\"><w:fldChar w:fldCharType=\"end\"/></mc:Choice>",
        "<mc:Choice Requires=\"x\"><w:fldChar w:fldCharType=\"begin\"/></mc:Choice>",
    ] {
        let torn = format!(
            "<w:body xmlns:w=\"w\">{}</w:body>",
            field(&["D", &format!("</w:instrText>{between}<w:instrText>DEAUTO cmd")])
        );
        assert_eq!(word(&torn), Err(Refused::Broken), "{between}");
    }
    let decoy = "<w:fldSimple x:instr=\"PAGE\" w:instr=\"DDEAUTO cmd\"/>";
    assert_eq!(word(decoy), Err(Refused::Field));
    assert_eq!(word(&field(&["<![CDATA[DDE]]><!-- a -->AUTO cmd"])), Err(Refused::Field));
    let wide: Vec<u8> = field(&["DDEAUTO cmd"]).encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(recognise(&typed("word/header1.xml", &wide, HEADER)), Err(Refused::Broken), "letters of two bytes");
    assert_eq!(word("<!DOCTYPE a>"), Err(Refused::Broken));
    let said = Refused::Field.to_string();
    assert!(said.contains("press Ctrl+Shift+F9"), "{said}");
}

#[test]
fn a_field_that_is_a_link_leads_to_no_file() {
    for code in [
        "HYPERLINK \"file:///C:\\\\a.docx\"",
        "HYPERLINK \"\\\\\\\\198.51.100.7\\\\share\\\\a.docx\" \\o \"https://example.org\"",
        "hyperlink \\o \"more\" \"C:\\\\a.docx\"",
        "HYPERLINK \\n \"policy.docx\"",
        "HYPERLINK policy.docx",
    ] {
        assert!(matches!(word(&field(&[code])), Err(Refused::LinksToFile(_))), "{code}");
        assert!(matches!(word(&simple(&code.replace('"', "&quot;"))), Err(Refused::LinksToFile(_))), "{code}");
    }
    for formula in
        ["HYPERLINK(\"\\\\198.51.100.7\\a.xlsx\",\"more\")", "1+hyperlink (\"file:///C:/a\")", "HYPERLINK(\"C:\\a\"&A1)"]
    {
        assert!(matches!(sheet(&format!("<c><f>{formula}</f></c>")), Err(Refused::LinksToFile(_))), "{formula}");
    }
    assert_eq!(sheet("<c><f>IF(A1=\"C:\\a\",1,2)</f></c>"), Ok(FileType::Xlsx), "words that are no link");
}

#[test]
fn a_picture_of_an_old_drawing_lies_in_the_document() {
    let picture = |from: &str| word(&format!("<w:pict><v:shape><v:imagedata r:id=\"rId1\" {from}/></v:shape></w:pict>"));
    for from in ["", "o:title=\"a\"", "src=\"image1.png\"", "o:href=\"cid:a\""] {
        assert_eq!(picture(from), Ok(FileType::Docx), "{from}");
    }
    for from in ["src=\"https://a.example/a.png\"", "src=\"\\\\198.51.100.7\\a.png\"", "src='file:a'", "src='C:\\a.png'"] {
        assert_eq!(picture(from), Err(Refused::Outside), "{from}");
    }
}

fn sheet(body: &str) -> Result<FileType, Refused> {
    let text = format!("<?xml version=\"1.0\"?><worksheet>{body}</worksheet>");
    recognise(&xlsx(&[("xl/worksheets/sheet1.xml", text.as_bytes())]))
}

#[test]
fn a_formula_that_asks_is_refused() {
    for formula in [
        "SUM(A1:A9)*2",
        "HYPERLINK(\"https://example.org\",\"more\")",
        "IF(A1=\"a|b\",'North|South'!A1,\"WEBSERVICE(1)\")",
        "MYIMAGE(A1)+IMAGE",
        "_xlfn.XLOOKUP(A1,B:B,C:C)",
        "[1]Sheet1!A1",
        "_xlfn.LET(_xlpm.f,_xleta.SUM,_xlpm.f(A1:A9))",
        "SUM(RTD:RTD)+Call!A1+Rows[Image]",
        "CUBE(A1)+MYCUBESET(A1)",
    ] {
        assert_eq!(sheet(&format!("<c><f>{}</f><v>0</v></c>", formula.replace('"', "&quot;"))), Ok(FileType::Xlsx), "{formula}");
    }
    for formula in [
        "_xlfn.WEBSERVICE(\"http://a.example/\")",
        "1+webservice (A1)",
        "SUM(_xlfn.IMAGE(A1))",
        "RTD(\"a\",,\"b\")",
        "WEB<!-- -->SERVICE(A1)",
        "WEB<x:f/>SERVICE(A1)",
        "&#87;EBSERVICE(A1)",
        "cmd|'/c calc'!A0",
        "'cmd'|'/c calc'!A0",
        "'\\\\a.example\\share\\[b.xlsx]S'!A1",
        "_xlfn.LET(_xlpm.f,_xlfn.WEBSERVICE,_xlpm.f(A1))",
        "LET(f,WEBSERVICE,f(A1))",
        "_xlfn.MAP(A1:A9,_xleta.RTD)",
        "_xlfn.REDUCE(,A1:A9,_xleta._xlfn.IMAGE)",
        "CUBEVALUE(\"a\",\"[Measures].[b]\")",
        "cubemember (\"a\",\"b\")",
        "CUBESETCOUNT(CUBESET(A1,A2))",
    ] {
        assert_eq!(sheet(&format!("<c><f t='a>b'>{formula}</f></c>")), Err(Refused::Formula), "{formula}");
        assert_eq!(sheet(&format!("<definedName name=\"a\">{formula}</definedName>")), Err(Refused::Formula), "{formula}");
        assert_eq!(sheet(&format!("<x14:formula1><xm:f>{formula}</xm:f></x14:formula1>")), Err(Refused::Formula), "{formula}");
    }
    let inside = xlsx(&[("xl/worksheets/sheet1.xml", b"<c><f>WEBSERVICE(A1)</f></c>")]);
    assert_eq!(recognise(&docx(&[("word/embeddings/a.xlsx", &inside)])), Err(Refused::Formula), "behind a chart");
    let said = Refused::Formula.to_string();
    assert!(said.contains("paste them as values"), "{said}");
}

#[test]
fn a_connection_that_fetches_when_the_file_is_opened_is_refused() {
    let found = |body: &str| {
        let text = format!("<connections><connection id=\"1\" {body}</connection></connections>");
        recognise(&xlsx(&[("xl/connections.xml", text.as_bytes())]))
    };
    for honest in [
        "type=\"6\" refreshOnLoad=\"0\"><textPr sourceFile=\"C:\\rows.csv\"/>",
        "name=\"ThisWorkbookDataModel\" type=\"5\"><dbPr connection=\"Data Model Connection\"/>",
        "type=\"5\"><dbPr connection=\"Provider=Microsoft.Mashup.OleDb.1;Data Source=$Workbook$;Location=Rows\" command=\"SELECT * FROM [Rows]\"/>",
    ] {
        assert_eq!(found(honest), Ok(FileType::Xlsx), "{honest}");
    }
    for asking in [
        "type=\"4\"><webPr sourceData=\"1\" url=\"a\"/>",
        "type=\"5\" refreshOnLoad=\"1\"><dbPr connection=\"DSN=a\"/>",
        "type=\"5\" x:refreshOnLoad=\"0\" refreshOnLoad=\"1\"><dbPr connection=\"DSN=a\"/>",
        "type=\"5\" interval=\"5\"><dbPr connection=\"DSN=a\"/>",
        "type=\"6\"><textPr sourceFile=\"\\\\a.example\\rows.csv\"/>",
        "type=\"5\" odcFile=\"https&#58;//a.example/a.odc\">",
        "type=\"5\"><dbPr connection=\"Provider=SQLOLEDB;Data Source=a.example;Initial Catalog=b\"/>",
        "type=\"1\"><dbPr connection=\"DSN=a\"/>",
        "type=\"5\"><olapPr connection=\"Provider=MSOLAP; Data Source = a\"/>",
        "type=\"5\"><dbPr connection=\"Provider=a;Data Source=$Workbook$;Data Source=a\"/>",
    ] {
        assert_eq!(found(asking), Err(Refused::Connection), "{asking}");
    }
    let said = Refused::Connection.to_string();
    assert!(said.contains("Queries and Connections"), "{said}");
}

#[test]
fn a_pivot_table_over_a_connection_is_not_refreshed_when_the_file_is_opened() {
    let pivot = |of: &str, source: &str| {
        let text = format!("<pivotCacheDefinition xmlns:r=\"r\" {of}>{source}</pivotCacheDefinition>");
        recognise(&xlsx(&[("xl/pivotCache/pivotCacheDefinition1.xml", text.as_bytes())]))
    };
    let rows = "<cacheSource type=\"worksheet\"><worksheetSource ref=\"A1:B9\" sheet=\"Rows\"/></cacheSource>";
    let outside = "<cacheSource type='external' connectionId=\"1\"/>";
    assert_eq!(pivot("refreshOnLoad=\"1\"", rows), Ok(FileType::Xlsx), "rows of the workbook itself");
    assert_eq!(pivot("refreshOnLoad=\"0\"", outside), Ok(FileType::Xlsx));
    assert_eq!(pivot("", outside), Ok(FileType::Xlsx));
    for of in ["refreshOnLoad=\"1\"", "refreshOnLoad='true'", "refreshOnLoad = \"&#49;\""] {
        assert_eq!(pivot(of, outside), Err(Refused::Connection), "{of}");
        assert_eq!(pivot(of, "<x:cacheSource connectionId=\"2\"/>"), Err(Refused::Connection), "{of}");
    }
}

#[test]
fn a_mail_merge_fetches_no_rows() {
    const SETTINGS: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml";
    let merge = |inside: &str| {
        let text = format!("<w:settings><w:zoom w:percent=\"100\"/><w:mailMerge>{inside}</w:mailMerge></w:settings>");
        recognise(&typed("word/settings.xml", text.as_bytes(), SETTINGS))
    };
    let kind = "<w:mainDocumentType w:val=\"formLetters\"/><w:dataType w:val=\"textFile\"/><w:query w:val=\"\"/>";
    assert_eq!(merge(kind), Ok(FileType::Docx), "a letter without rows");
    for asking in [
        "<w:connectString w:val=\"Provider=Microsoft.ACE.OLEDB.12.0;Data Source=\\\\198.51.100.7\\a.accdb\"/>",
        "<w:query w:val=\"SELECT * FROM `Rows$`\"/>",
        "<w:odso><w:udl w:val=\"Provider=SQLOLEDB;Data Source=a.example\"/><w:table w:val=\"a\"/></w:odso>",
        "<x:odso><x:udl x:val='&#92;&#92;a.example&#92;b.udl'/></x:odso>",
    ] {
        assert_eq!(merge(asking), Err(Refused::MailMerge), "{asking}");
    }
    let said = Refused::MailMerge.to_string();
    assert!(said.contains("Normal Word Document"), "{said}");
}
