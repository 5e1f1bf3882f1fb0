//! What a PDF does beside showing its pages (ISO 32000-1, sections 7.7, 12.5 and 12.6): a file that is taken starts nothing, sends
//! nothing, fetches nothing and carries nothing else.

mod ending;
mod measure;
mod opened;

use lopdf::{Dictionary, Document, Object};

use self::measure::Room;
use self::opened::open;
use super::kinds::Refused;
use super::relations::{leads_to_the_web, shortened};

/// Actions that run or start something, send what is filled in, or take rows in (table 198).
const ACTING: [&[u8]; 8] =
    [b"JavaScript", b"Launch", b"SubmitForm", b"ImportData", b"Rendition", b"RichMediaExecute", b"Movie", b"Sound"];
/// Annotations that play something.
const PLAYING: [&[u8]; 3] = [b"RichMedia", b"Movie", b"Sound"];
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
    if PLAYING.contains(&form) || fields.has(b"RichMediaContent") {
        return Err(Refused::Active);
    }
    if deed == b"GoToE" || (deed == b"GoToR" && !beside(document, fields)) || (deed == b"Thread" && fields.has(b"F")) {
        return Err(Refused::LeadsOut);
    }
    // A page of another file in place of what is drawn (8.10.4), and a picture that a printer fetches (14.11.7).
    let refers = fields.get_deref(b"Ref", document).and_then(Object::as_dict).is_ok_and(|to| to.has(b"F"));
    if refers || fields.has(b"OPI") {
        return Err(Refused::LeadsOut);
    }
    links(document, fields)?;
    // A link is followed by whoever clicks on it, and never by the file itself when it or a page of it opens.
    let opens = fields.get_deref(b"OpenAction", document).is_ok_and(|action| leads_out(document, action));
    let reacts = fields
        .get_deref(b"AA", document)
        .and_then(Object::as_dict)
        .is_ok_and(|actions| actions.iter().any(|(_, action)| leads_out(document, action)));
    if opens || reacts {
        return Err(Refused::LeadsOut);
    }
    let belongs = match fields.get_deref(b"AF", document) {
        Ok(Object::Array(files)) => !files.is_empty(),
        Ok(file) => matches!(file, Object::Dictionary(_)),
        Err(_) => false,
    };
    let portfolio = fields.get_deref(b"Collection", document).and_then(Object::as_dict).is_ok();
    if kind == b"EmbeddedFile" || form == b"FileAttachment" || fields.has(b"EF") || belongs || portfolio {
        return Err(Refused::Attached);
    }
    if fields.has(b"XFA") {
        return Err(Refused::LiveForm);
    }
    fields.iter().try_for_each(|(_, value)| within(document, value))
}

/// Whether the links of an action or of the whole file lead to the web, into a mail or to a telephone, or on from the file's own place.
fn links(document: &Document, fields: &Dictionary) -> Result<(), Refused> {
    let to = match fields.get_deref(b"URI", document) {
        Ok(Object::Dictionary(base)) => base.get_deref(b"Base", document),
        to => to,
    };
    let Ok(Object::String(to, _)) = to else { return Ok(()) };
    // In sixteen bits a letter every other byte is none.
    let to: String = to.iter().filter(|byte| byte.is_ascii_graphic()).map(|byte| char::from(*byte)).collect();
    let on_from_here = !to.contains([':', '\\']) && !to.starts_with(['/', '%']);
    if leads_to_the_web(&to) || on_from_here { Ok(()) } else { Err(Refused::LinkOpens(shortened(&to))) }
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
