//! Strings of a PDF outside its pages, each with the place that a person would look for it.

use lopdf::{Dictionary, Document, Object};

use super::{Piece, Place};

/// The text of a PDF string: UTF-16 with a mark, UTF-8 with a mark, or the PDF's own Latin.
pub(super) fn pdf_string(bytes: &[u8]) -> String {
    let wide = |bytes: &[u8], read: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| read([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// Every string and name of the document that is not on a page. What cannot be unpacked is told in `unread`.
pub(super) fn strings(document: &Document, unread: &mut Vec<&'static str>) -> Vec<Piece> {
    let information = document.trailer.get(b"Info").and_then(Object::as_reference).ok();
    let mut pieces = Vec::new();
    for (id, object) in &document.objects {
        let place = if Some(*id) == information { Place::Metadata } else { Place::Hidden };
        walk(object, &place, b"", &mut pieces);
        if let Object::Stream(stream) = object {
            let named = |key: &[u8]| stream.dict.get(key).and_then(Object::as_name).ok();
            let place = match (named(b"Type"), named(b"Subtype")) {
                (Some(b"Metadata"), _) => Place::Metadata,
                (Some(b"EmbeddedFile"), _) => Place::Attachment,
                _ => continue,
            };
            // What does not unpack comes back as nothing and is no error.
            let unpacked = stream.get_plain_content().ok().filter(|bytes| !bytes.is_empty() || stream.content.is_empty());
            let Some(bytes) = unpacked else {
                unread.push("The file’s properties or an attachment could not be read.");
                continue;
            };
            let text = String::from_utf8_lossy(&bytes).into_owned();
            pieces.push(Piece { place: place.clone(), text: without_tags(&text) });
            pieces.push(Piece { place, text });
        }
    }
    pieces
}

/// What a PDF says of its own parts with names of the format, such as `/Type /Page` (ISO 32000-1, 7.3.5): no word of the document, and no Ms Page.
const OF_THE_FORMAT: &[&[u8]] = &[
    b"AFRelationship",
    b"AS",
    b"BM",
    b"BaseEncoding",
    b"BaseFont",
    b"BlockAlign",
    b"BorderStyle",
    b"CS",
    b"ColorSpace",
    b"D",
    b"Direction",
    b"Dest",
    b"Duplex",
    b"Encoding",
    b"FT",
    b"Filter",
    b"FontName",
    b"H",
    b"Height",
    b"InlineAlign",
    b"Intent",
    b"LineHeight",
    b"ListNumbering",
    b"N",
    b"NonFullScreenPageMode",
    b"O",
    b"OpenAction",
    b"PageLayout",
    b"PageMode",
    b"Placement",
    b"PrintScaling",
    b"ProcSet",
    b"RoleMap",
    b"RubyAlign",
    b"RubyPosition",
    b"S",
    b"Scope",
    b"Subtype",
    b"TR",
    b"Tabs",
    b"TextAlign",
    b"TextDecorationType",
    b"Trapped",
    b"Type",
    b"Width",
    b"WritingMode",
];

fn walk(object: &Object, place: &Place, key: &[u8], pieces: &mut Vec<Piece>) {
    match object {
        Object::String(bytes, _) => pieces.push(Piece { place: place.clone(), text: pdf_string(bytes) }),
        Object::Name(name) if name.len() > 3 && !OF_THE_FORMAT.contains(&key) => {
            pieces.push(Piece { place: place.clone(), text: String::from_utf8_lossy(name).into_owned() })
        }
        Object::Array(items) => items.iter().for_each(|item| walk(item, place, key, pieces)),
        Object::Dictionary(fields) => walk_fields(fields, place, key, pieces),
        Object::Stream(stream) => walk_fields(&stream.dict, place, key, pieces),
        Object::Name(_) | Object::Null | Object::Boolean(_) | Object::Integer(_) | Object::Real(_) | Object::Reference(_) => {}
    }
}

fn walk_fields(fields: &Dictionary, place: &Place, under: &[u8], pieces: &mut Vec<Piece>) {
    let kind = fields.get(b"Type").and_then(Object::as_name).ok();
    // A font's own names are not the document's words.
    if matches!(kind, Some(b"Font" | b"FontDescriptor")) {
        return;
    }
    let bookmark = fields.has(b"Title") && fields.has(b"Parent");
    let annotation = kind == Some(b"Annot") || fields.has(b"Rect") || fields.has(b"URI");
    for (key, value) in fields.iter() {
        let own = match key.as_slice() {
            _ if *place == Place::Metadata => Place::Metadata,
            b"Alt" => Place::AlternateText,
            b"ActualText" | b"E" => Place::Tags,
            b"Title" if bookmark => Place::Bookmark,
            b"F" | b"UF" | b"Desc" => Place::Attachment,
            b"T" if kind == Some(b"StructElem") => Place::Tags,
            _ if annotation => Place::Annotation,
            _ => place.clone(),
        };
        // What the tags of a program are called is for it to say; what they stand for is the format's.
        let key = if under == b"RoleMap" { under } else { key.as_slice() };
        walk(value, &own, key, pieces);
    }
}

/// Markup as a reader sees it: tags gone, entities turned into characters.
pub(super) fn without_tags(markup: &str) -> String {
    let mut shown = String::with_capacity(markup.len());
    let mut rest = markup;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(at);
        shown.push_str(before);
        let close = from.find(if from.starts_with('<') { '>' } else { ';' }).filter(|close| from.starts_with('<') || *close < 12);
        let Some(close) = close else {
            shown.push_str(from.get(..1).unwrap_or_default());
            rest = from.get(1..).unwrap_or_default();
            continue;
        };
        let inner = from.get(1..close).unwrap_or_default();
        if from.starts_with('&') {
            match entity(inner) {
                Some(character) => shown.push(character),
                None => shown.push_str(from.get(..=close).unwrap_or_default()),
            }
        } else if breaks(inner) {
            shown.push('\n');
        }
        rest = from.get(close + 1..).unwrap_or_default();
    }
    shown.push_str(rest);
    shown
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        "shy" => Some('\u{AD}'),
        other => {
            let digits = other.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

/// Tags that end a stretch of words; within words, such as `<b>`, nothing ends.
fn breaks(tag: &str) -> bool {
    let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
    !matches!(
        name.to_ascii_lowercase().as_str(),
        "a" | "abbr" | "b" | "em" | "i" | "mark" | "small" | "span" | "strong" | "sub" | "sup" | "u" | "wbr"
    )
}
