//! What a PDF does beside showing its pages (ISO 32000-1, sections 7.7, 12.5 and 12.6): a file that is taken starts nothing, sends
//! nothing, fetches nothing and carries nothing else.

use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Document, LoadOptions, Object, Stream};

use super::kinds::Refused;

/// No stream that holds a PDF's structure unpacks to more. Those of real files stay under a megabyte or two.
const UNPACKED: usize = 16 << 20;
/// Nor do all of them together.
const ALL_UNPACKED: usize = 64 << 20;

/// Actions that run or start something, send what is filled in, or take rows in (table 198).
const ACTING: [&[u8]; 6] = [b"JavaScript", b"Launch", b"SubmitForm", b"ImportData", b"Rendition", b"RichMediaExecute"];
/// Actions that lead into another file or to a page of the web.
const LEADING_OUT: [&[u8]; 3] = [b"GoToR", b"GoToE", b"URI"];
/// How many actions may follow one from another.
const CHAIN: u8 = 20;
/// What no PDF that only shows its pages spells out, wherever in it, even where its tables are damaged or say otherwise.
const NEVER: [&[u8]; 5] = [b"JavaScript", b"Launch", b"SubmitForm", b"ImportData", b"RichMedia"];

/// Whether a PDF only shows its pages. An ordinary link is no deed of its own. One that needs a password is told by what is written
/// plainly in it: nobody but who knows the password sees the rest.
///
/// # Errors
/// With the reason why it is not taken.
pub(super) fn quiet(bytes: &[u8]) -> Result<(), Refused> {
    spelled(bytes)?;
    let Ok(document) = Document::load_mem_with_options(bytes, LoadOptions::with_max_decompressed_size(UNPACKED)) else {
        // Without a packed part everything was seen above.
        let packed = bytes.windows(6).any(|window| window == b"stream");
        return if packed { Err(Refused::Unreadable) } else { Ok(()) };
    };
    if document.is_encrypted() {
        return Ok(());
    }
    let mut room = ALL_UNPACKED;
    for object in document.objects.values() {
        if let Object::Stream(stream) = object
            && stream.dict.has(b"First")
            && stream.dict.has(b"N")
        {
            unpacked(stream, &mut room)?;
        }
        within(&document, object)?;
    }
    let seen = |container: &u32| document.objects.get(&(*container, 0)).is_some_and(|object| object.as_stream().is_ok());
    let whole = document.reference_table.entries.values().all(|entry| match entry {
        XrefEntry::Compressed { container, .. } => seen(container),
        XrefEntry::Normal { .. } | XrefEntry::Free | XrefEntry::UnusableFree => true,
    });
    if whole { entries(&document, &document.trailer) } else { Err(Refused::Unreadable) }
}

/// A packed part with objects in it, read for itself: what the tables do not name may be found by a reader that rebuilds them.
fn unpacked(stream: &Stream, room: &mut usize) -> Result<(), Refused> {
    let plain = stream.get_plain_content_with_limit(UNPACKED.min(*room)).map_err(|_| Refused::Unreadable)?;
    *room = room.checked_sub(plain.len()).ok_or(Refused::Unreadable)?;
    spelled(&plain)
}

/// An object that lies in the file by itself, and all that lies in it. The parser bounds how deep that goes.
fn within(document: &Document, object: &Object) -> Result<(), Refused> {
    match object {
        Object::Array(items) => items.iter().try_for_each(|item| within(document, item)),
        Object::Dictionary(fields) => entries(document, fields),
        Object::Stream(stream) => {
            // The bytes of a stream may lie in another file (7.3.8.2).
            if stream.dict.get(b"F").is_ok_and(|file| matches!(file, Object::String(..) | Object::Dictionary(_))) {
                return Err(Refused::LeadsOut);
            }
            entries(document, &stream.dict)
        }
        Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Name(_)
        | Object::String(..)
        | Object::Reference(_) => Ok(()),
    }
}

fn entries(document: &Document, fields: &Dictionary) -> Result<(), Refused> {
    let named = |key: &[u8]| fields.get_deref(key, document).and_then(Object::as_name).unwrap_or_default();
    let (deed, kind, form) = (named(b"S"), named(b"Type"), named(b"Subtype"));
    if ACTING.contains(&deed)
        || (fields.has(b"JS") && fields.has(b"S"))
        || fields.has(b"JavaScript")
        || fields.has(b"OnInstantiate")
    {
        return Err(Refused::Active);
    }
    if form == b"RichMedia" || fields.has(b"RichMediaContent") {
        return Err(Refused::Active);
    }
    if deed == b"GoToE" || (deed == b"GoToR" && !beside(document, fields)) {
        return Err(Refused::LeadsOut);
    }
    // A link is followed by whoever clicks on it, and never by the file itself when it or a page of it opens.
    let opens = fields.get_deref(b"OpenAction", document).is_ok_and(|action| leads_out(document, action, CHAIN));
    let reacts = fields
        .get_deref(b"AA", document)
        .and_then(Object::as_dict)
        .is_ok_and(|actions| actions.iter().any(|(_, action)| leads_out(document, action, CHAIN)));
    if opens || reacts {
        return Err(Refused::LeadsOut);
    }
    if kind == b"EmbeddedFile" || form == b"FileAttachment" || fields.has(b"EF") {
        return Err(Refused::Attached);
    }
    if fields.has(b"XFA") {
        return Err(Refused::LiveForm);
    }
    fields.iter().try_for_each(|(_, value)| within(document, value))
}

/// Whether an action or one that follows it leads out of the file. One without an end does.
fn leads_out(document: &Document, action: &Object, chain: u8) -> bool {
    let Some(chain) = chain.checked_sub(1) else { return true };
    match document.dereference(action) {
        Ok((_, Object::Dictionary(fields))) => {
            let deed = fields.get_deref(b"S", document).and_then(Object::as_name);
            let next = fields.get(b"Next");
            deed.is_ok_and(|deed| LEADING_OUT.contains(&deed)) || next.is_ok_and(|next| leads_out(document, next, chain))
        }
        // A list of actions; what leads to a place in the file is a list too, without actions in it.
        Ok((_, Object::Array(actions))) if chain < CHAIN - 1 => actions.iter().any(|action| leads_out(document, action, chain)),
        Ok(_) | Err(_) => false,
    }
}

/// Whether the file into which an action leads lies beside this one or below: a manual refers to another so. A path that begins at a root or
/// on another machine shows that machine who opens it.
fn beside(document: &Document, action: &Dictionary) -> bool {
    let near = |object: &Object| match document.dereference(object) {
        Ok((_, Object::String(path, _))) => {
            let path: Vec<u8> = path.iter().copied().filter(u8::is_ascii_graphic).collect();
            !path.is_empty() && !path.starts_with(b"/") && !path.contains(&b'\\') && !path.contains(&b':')
        }
        Ok(_) | Err(_) => false,
    };
    match action.get_deref(b"F", document) {
        Ok(Object::Dictionary(file)) => {
            let paths: Vec<_> =
                [&b"F"[..], b"UF", b"DOS", b"Mac", b"Unix"].into_iter().filter_map(|key| file.get(key).ok()).collect();
            !file.has(b"FS") && !paths.is_empty() && paths.into_iter().all(near)
        }
        Ok(path) => near(path),
        Err(_) => false,
    }
}

/// Whether these bytes spell a name that must not be in a file, escaped or not (7.3.5: "#61" is an "a").
fn spelled(bytes: &[u8]) -> Result<(), Refused> {
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|b| *b == b'/') {
        rest = rest.get(at + 1..).unwrap_or_default();
        if NEVER.iter().any(|never| begins(rest, never)) {
            return Err(Refused::Active);
        }
    }
    Ok(())
}

/// Whether the name at the beginning of these bytes is this one, to its end.
fn begins(bytes: &[u8], name: &[u8]) -> bool {
    let mut rest = bytes;
    for letter in name {
        let (found, after) = match rest {
            [b'#', high, low, after @ ..] => match (char::from(*high).to_digit(16), char::from(*low).to_digit(16)) {
                (Some(high), Some(low)) => (high * 16 + low, after),
                _ => return false,
            },
            [found, after @ ..] => (u32::from(*found), after),
            [] => return false,
        };
        if found != u32::from(*letter) {
            return false;
        }
        rest = after;
    }
    rest.first().is_none_or(|next| {
        next.is_ascii_whitespace() || matches!(next, 0 | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'/' | b'%')
    })
}

#[cfg(test)]
mod tests;
