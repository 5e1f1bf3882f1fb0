//! All the text of a PDF: as drawn, as tagged, and beside the pages.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

use super::page_text::{Drawn, drawn};
use super::{Piece, Place, places};

/// No stream of a report unpacks to more.
const UNPACKED: usize = 256 << 20;
/// How deep tags may be nested.
const DEPTH: u16 = 200;

/// The pieces of a PDF's text. What cannot be read is told in `unread`.
pub(super) fn pieces(bytes: &[u8], unread: &mut Vec<&'static str>) -> Vec<Piece> {
    let Ok(document) = Document::load_mem_with_options(bytes, LoadOptions::with_max_decompressed_size(UNPACKED)) else {
        unread.push("The file could not be read as a PDF.");
        return Vec::new();
    };
    if document.is_encrypted() || document.was_encrypted() {
        unread.push("The file is encrypted.");
    }
    if document.revision_count() > 1 {
        unread.push("The file holds earlier versions of itself.");
    }
    let pages = read_pages(&document, unread);
    let mut pieces = places::strings(&document, unread);
    pieces.extend(page_pieces(&pages));
    pieces.push(Piece { place: Place::Tags, text: tagged(&document, &pages) });
    pieces
}

/// The text of a PDF for people to compare: page by page as it is drawn, decoration left out, then the title.
#[must_use]
pub fn text_of(bytes: &[u8]) -> Option<String> {
    let document = Document::load_mem_with_options(bytes, LoadOptions::with_max_decompressed_size(UNPACKED)).ok()?;
    let pages = read_pages(&document, &mut Vec::new());
    let mut text = String::new();
    for (number, (_, page)) in pages.iter().enumerate() {
        text.push_str(&format!("--- page {} of {}\n", number + 1, pages.len()));
        let (decoration, body): (Vec<_>, Vec<_>) = page.spans.iter().partition(|span| span.artifact);
        for part in [body, decoration] {
            text.extend(part.iter().map(|span| span.text.as_str()));
            text.push('\n');
        }
    }
    let lines: Vec<&str> = text.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    Some(lines.join("\n") + "\n")
}

type Pages = Vec<(ObjectId, Drawn)>;

fn read_pages(document: &Document, unread: &mut Vec<&'static str>) -> Pages {
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let read = pages.into_iter().map(|id| (id, drawn(document, id, unread))).collect();
    unread.dedup();
    read
}

/// Each page by itself, with its decoration, and the body of every two pages that meet: a name may be split between them.
fn page_pieces(pages: &[(ObjectId, Drawn)]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut before: Option<String> = None;
    for ((_, page), number) in pages.iter().zip(1_u32..) {
        let part = |decoration: bool| {
            page.spans.iter().filter(|span| span.artifact == decoration).map(|span| span.text.as_str()).collect::<String>()
        };
        let body = part(false);
        if let Some(before) = before {
            let seam = format!("{}\n{}", end_of(&before), start_of(&body));
            pieces.push(Piece { place: Place::Page(number - 1), text: seam });
        }
        pieces.push(Piece { place: Place::Page(number), text: body.clone() });
        pieces.push(Piece { place: Place::Page(number), text: part(true) });
        pieces.push(Piece { place: Place::Page(number), text: page.covered.clone() });
        before = Some(body);
    }
    pieces
}

/// How far a page is read beyond its edge, in letters: longer than any name.
const SEAM: usize = 200;

/// The last words of a page, from the beginning of one: a part of a word can look like a name.
fn end_of(text: &str) -> &str {
    let at = text.char_indices().rev().nth(SEAM).map_or(0, |(at, _)| at);
    let cut = text.get(at..).unwrap_or_default();
    if at == 0 { cut } else { cut.find(char::is_whitespace).and_then(|edge| cut.get(edge..)).unwrap_or(cut) }
}

/// The first words of a page, to the end of one.
fn start_of(text: &str) -> &str {
    let Some((at, _)) = text.char_indices().nth(SEAM) else { return text };
    let cut = text.get(..at).unwrap_or_default();
    cut.rfind(char::is_whitespace).and_then(|edge| cut.get(..edge)).unwrap_or(cut)
}

/// The text in the order of the tags, which is the order in which it is read aloud.
fn tagged(document: &Document, pages: &[(ObjectId, Drawn)]) -> String {
    let mut marked: BTreeMap<(ObjectId, i64), String> = BTreeMap::new();
    for (page, drawn) in pages {
        for span in &drawn.spans {
            if let Some(mark) = span.mark {
                marked.entry((*page, mark)).or_default().push_str(&span.text);
            }
        }
    }
    let mut text = String::new();
    let root = document.catalog().and_then(|catalog| catalog.get_deref(b"StructTreeRoot", document)).and_then(Object::as_dict);
    if let Ok(root) = root {
        let mut tags = Tags { document, marked, text: &mut text };
        tags.children(root, None, DEPTH);
    }
    text
}

struct Tags<'a> {
    document: &'a Document,
    marked: BTreeMap<(ObjectId, i64), String>,
    text: &'a mut String,
}

impl Tags<'_> {
    fn children(&mut self, element: &Dictionary, page: Option<ObjectId>, depth: u16) {
        let page = element.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        let document = self.document;
        if let Ok(kids) = element.get_deref(b"K", document) {
            self.kid(kids, page, depth);
        }
        let within = element
            .get(b"S")
            .and_then(Object::as_name)
            .is_ok_and(|name| matches!(name, b"Span" | b"Link" | b"Em" | b"Strong" | b"Lbl"));
        if !within {
            self.text.push('\n');
        }
    }

    fn kid(&mut self, kid: &Object, page: Option<ObjectId>, depth: u16) {
        let Some(depth) = depth.checked_sub(1) else { return };
        let document = self.document;
        match kid {
            Object::Integer(mark) => self.mark(page, *mark),
            Object::Array(kids) => kids.iter().for_each(|kid| self.kid(kid, page, depth)),
            Object::Reference(id) => {
                if let Ok(kid) = document.get_object(*id) {
                    self.kid(kid, page, depth);
                }
            }
            Object::Dictionary(fields) => match fields.get(b"MCID").and_then(Object::as_i64) {
                Ok(mark) => self.mark(fields.get(b"Pg").and_then(Object::as_reference).ok().or(page), mark),
                Err(_) => self.children(fields, page, depth),
            },
            Object::Null | Object::Boolean(_) | Object::Real(_) | Object::Name(_) | Object::String(..) | Object::Stream(_) => {}
        }
    }

    fn mark(&mut self, page: Option<ObjectId>, mark: i64) {
        if let Some(words) = page.and_then(|page| self.marked.get(&(page, mark))) {
            self.text.push_str(words);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_cut_between_words() {
        let long = format!("{}listened", "one ".repeat(49));
        assert!(long.len() > SEAM && !start_of(&long).contains("lis"));
        let long = format!("Danuta{}", " one".repeat(50));
        assert!(!end_of(&long).contains("uta") && end_of(&long).ends_with("one one"));
        assert_eq!((start_of("short"), end_of("short")), ("short", "short"));
    }
}
