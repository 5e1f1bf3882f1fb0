//! What a PDF does beside showing its pages (ISO 32000-1, sections 7.7, 12.5 and 12.6): a file that is taken starts nothing, sends
//! nothing, fetches nothing and carries nothing else.

mod ending;
mod measure;
mod opened;

use lopdf::{Dictionary, Document, Object};

use self::measure::Room;
use self::opened::open;
use super::kinds::Refused;

/// Actions that run or start something, send what is filled in, or take rows in (table 198).
const ACTING: [&[u8]; 6] = [b"JavaScript", b"Launch", b"SubmitForm", b"ImportData", b"Rendition", b"RichMediaExecute"];
/// Actions that lead into another file or to a page of the web.
const LEADING_OUT: [&[u8]; 3] = [b"GoToR", b"GoToE", b"URI"];
/// How many actions may follow one from another, those that lie side by side counted too.
const CHAIN: u8 = 100;

/// Whether a PDF only shows its pages. An ordinary link is no deed of its own.
///
/// # Errors
/// With the reason why it is not taken. One that cannot be read as a whole, or only with a password, is never taken on trust.
pub(super) fn quiet(bytes: &[u8]) -> Result<(), Refused> {
    let mut room = Room::of_an_upload();
    room.read(bytes)?;
    ending::is_last(bytes)?;
    let document = open(bytes, &mut room)?;
    for object in document.objects.values() {
        within(&document, object)?;
    }
    entries(&document, &document.trailer)
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
    let opens = fields.get_deref(b"OpenAction", document).is_ok_and(|action| leads_out(document, action));
    let reacts = fields
        .get_deref(b"AA", document)
        .and_then(Object::as_dict)
        .is_ok_and(|actions| actions.iter().any(|(_, action)| leads_out(document, action)));
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
fn leads_out(document: &Document, action: &Object) -> bool {
    let (mut next, mut seen) = (vec![action], 0);
    while let Some(action) = next.pop() {
        seen += 1;
        if seen > CHAIN {
            return true;
        }
        match document.dereference(action) {
            Ok((_, Object::Dictionary(fields))) => {
                let deed = fields.get_deref(b"S", document).and_then(Object::as_name);
                if deed.is_ok_and(|deed| LEADING_OUT.contains(&deed)) {
                    return true;
                }
                next.extend(fields.get(b"Next").ok());
            }
            // A list of actions; what leads to a place in the file is a list too, without actions in it.
            Ok((_, Object::Array(actions))) if seen > 1 => {
                next.extend(actions.iter().filter(|action| matches!(action, Object::Reference(_) | Object::Dictionary(_))));
            }
            Ok(_) | Err(_) => {}
        }
    }
    false
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

#[cfg(test)]
pub(super) mod tests;
