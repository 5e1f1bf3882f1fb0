//! A PDF with all that its tables name in hand, or none: what its parser leaves out, another reader may not.

use std::borrow::Cow;
use std::collections::HashMap;

use lopdf::xref::XrefEntry;
use lopdf::{Document, LoadOptions, Object, ObjectId, ObjectStream, Stream, dictionary};

use super::super::kinds::Refused;
use super::measure::{Room, places, white};

/// No table packed in a stream unpacks to more bytes: those of three hundred thousand objects do not.
const TABLE: usize = 2 << 20;
/// Nor do all of them together. A file that was saved again and again has many small ones.
const ALL_TABLES: usize = 4 << 20;
/// What a packed part is called until it is unpacked here, within its room.
const PACKED: &[u8] = b"Packed";
/// What the entry that names the keys is called while the objects are read: they are opened afterwards, when they are all in hand.
const ASIDE: &[u8] = b"Encrypu";

/// Reads all of it; with its table built anew where that leads to no page, as readers do.
///
/// # Errors
/// When it cannot be read as a whole, or has no page.
pub(super) fn open(bytes: &[u8], room: &mut Room) -> Result<Document, Refused> {
    let keyed = places(bytes, b"Encrypt");
    let mut bytes = Cow::Borrowed(bytes);
    for at in &keyed {
        // Nobody honest escapes these letters.
        match bytes.to_mut().get_mut(*at..*at + ASIDE.len()) {
            Some(name) if *name == *b"Encrypt" => name.copy_from_slice(ASIDE),
            _ => return Err(Refused::Locked),
        }
    }
    for anew in [false, true] {
        let document = read(&bytes, !keyed.is_empty(), anew, room)?;
        if document.page_iter().next().is_some() {
            return Ok(document);
        }
    }
    Err(Refused::Unreadable)
}

fn read(bytes: &[u8], keyed: bool, anew: bool, room: &mut Room) -> Result<Document, Refused> {
    let tables = places(bytes, b"XRef").len().max(1);
    let options = LoadOptions {
        filter: Some(leave_packed),
        max_decompressed_size: Some(TABLE.min(ALL_TABLES / tables)),
        force_reconstruct: anew,
        ..LoadOptions::default()
    };
    let unread = if keyed { Refused::Locked } else { Refused::Unreadable };
    let mut document = Document::load_mem_with_options(bytes, options).map_err(|_| unread)?;
    if keyed {
        unlock(&mut document)?;
    }
    let packed = unpack(&mut document, room)?;
    whole(bytes, &document, &packed)?;
    Ok(document)
}

/// Keeps the parser from unpacking: how much of it there is, it would not ask. It keeps the object as it is left here.
#[expect(clippy::unnecessary_wraps, reason = "the parser asks whether to keep the object")]
fn leave_packed(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    if let Object::Stream(stream) = object
        && stream.dict.has_type(b"ObjStm")
    {
        stream.dict.set("Type", Object::Name(PACKED.to_vec()));
    }
    Some((id, Object::Null))
}

/// Opens the objects with the password that is none, as every reader does first.
fn unlock(document: &mut Document) -> Result<(), Refused> {
    let id = document.trailer.remove(ASIDE).and_then(|keys| keys.as_reference().ok()).ok_or(Refused::Locked)?;
    let keys = document.objects.get(&id).cloned().ok_or(Refused::Locked)?;
    document.trailer.set("Encrypt", id);
    // A text that does not open is no reason: a packed part that does not is found below.
    let _ = document.decrypt("");
    if document.encryption_state.is_none() {
        return Err(Refused::Locked);
    }
    // The parser takes the keys away, and other objects may refer to them.
    document.objects.insert(id, keys);
    Ok(())
}

/// Unpacks the packed parts and puts their objects where the table says; the numbers of the objects of each, as they lie in it.
fn unpack(document: &mut Document, room: &mut Room) -> Result<HashMap<u32, Vec<u32>>, Refused> {
    let (mut all, mut found) = (HashMap::new(), Vec::new());
    for (id, object) in &document.objects {
        let Object::Stream(stream) = object else { continue };
        if !(stream.dict.has_type(PACKED) || stream.dict.has(b"First") && stream.dict.has(b"N")) {
            continue;
        }
        let plain = stream.get_plain_content_with_limit(room.left()).map_err(|_| Refused::Unreadable)?;
        room.unpacked(&plain)?;
        let objects = objects(stream, &plain).ok_or(Refused::Unreadable)?;
        all.insert(id.0, objects.iter().map(|(number, _)| *number).collect());
        found.extend(objects.into_iter().filter(|(number, _)| match document.reference_table.get(*number) {
            Some(XrefEntry::Compressed { container, .. }) => *container == id.0,
            Some(XrefEntry::Normal { .. } | XrefEntry::Free | XrefEntry::UnusableFree) => false,
            None => true,
        }));
    }
    for (number, object) in found {
        if let Some(object) = object {
            document.objects.entry((number, 0)).or_insert(object);
        }
    }
    Ok(all)
}

/// The objects of a packed part (7.5.7), each read from its own bytes and no others.
fn objects(stream: &Stream, plain: &[u8]) -> Option<Vec<(u32, Option<Object>)>> {
    let number = |key: &[u8]| usize::try_from(stream.dict.get(key).and_then(Object::as_i64).ok()?).ok();
    let (first, count) = (number(b"First")?, number(b"N")?);
    let head = std::str::from_utf8(plain.get(..first)?).ok()?;
    let numbers: Vec<u32> = head.split_ascii_whitespace().map_while(|number| number.parse().ok()).collect();
    let (pairs, _) = numbers.as_chunks::<2>();
    let pairs = pairs.get(..count)?;
    let mut starts: Vec<usize> =
        pairs.iter().map(|[_, at]| usize::try_from(*at).ok()?.checked_add(first)).collect::<Option<_>>()?;
    let mut known: Vec<u32> = pairs.iter().map(|[number, _]| *number).collect();
    starts.push(plain.len());
    starts.sort_unstable();
    known.sort_unstable();
    // Of two objects of one number, one reader takes the first and another the last; and what is read twice costs twice.
    if known.windows(2).any(|two| two[0] == two[1]) || starts.windows(2).any(|two| two[0] == two[1]) {
        return None;
    }
    let each = pairs.iter().map(|[number, at]| {
        let at = first + usize::try_from(*at).ok()?;
        let end = starts.get(starts.partition_point(|start| *start <= at)).copied().unwrap_or(plain.len());
        Some((*number, alone(*number, plain.get(at..end)?)))
    });
    each.collect()
}

fn alone(number: u32, bytes: &[u8]) -> Option<Object> {
    let mut content = format!("{number} 0 ").into_bytes();
    let first = i64::try_from(content.len()).ok()?;
    content.extend_from_slice(bytes);
    let stream = Stream::new(dictionary! { "N" => 1, "First" => first }, content);
    ObjectStream::new_with_limit(&stream, None).ok()?.objects.remove(&(number, 0))
}

/// Whether every object that the table names was found where it says, and is the one that it says.
fn whole(bytes: &[u8], document: &Document, packed: &HashMap<u32, Vec<u32>>) -> Result<(), Refused> {
    let missing = document.reference_table.entries.iter().find(|(number, entry)| match entry {
        XrefEntry::Normal { offset, generation } => {
            let headed = usize::try_from(*offset).ok().and_then(|at| bytes.get(at..)).and_then(header);
            let id = (**number, *generation);
            !(headed == Some(id) && document.objects.contains_key(&id) || *offset == 0 && first_in_its_place(bytes, document))
        }
        XrefEntry::Compressed { container, index } => {
            let listed = packed.get(container).and_then(|numbers| numbers.get(usize::from(*index)));
            listed != Some(*number) || !document.objects.contains_key(&(**number, 0))
        }
        XrefEntry::Free | XrefEntry::UnusableFree => false,
    });
    if missing.is_none() { Ok(()) } else { Err(Refused::Unreadable) }
}

/// Whether an object that the table puts at the file's very beginning, as some programs write those that they do not use, is none: the parser
/// takes the first in the file for it, which then must be where the table says.
fn first_in_its_place(bytes: &[u8], document: &Document) -> bool {
    let mut at = 0;
    while let Some(byte) = bytes.get(at).filter(|byte| **byte == b'%' || white(**byte)) {
        let rest = bytes.get(at..).unwrap_or_default();
        let line = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(rest.len());
        at += if *byte == b'%' { line } else { 1 };
    }
    let first = bytes.get(at..).and_then(header).and_then(|(number, _)| document.reference_table.get(number));
    matches!(first, Some(XrefEntry::Normal { offset, .. }) if usize::try_from(*offset) == Ok(at))
}

/// The number and generation with which an object begins.
fn header(bytes: &[u8]) -> Option<ObjectId> {
    let mut words = bytes.split(|byte| white(*byte)).filter(|word| !word.is_empty());
    let (number, generation) = (words.next()?, words.next()?);
    let number = std::str::from_utf8(number).ok()?.parse().ok()?;
    let generation = std::str::from_utf8(generation).ok()?.parse().ok()?;
    words.next()?.starts_with(b"obj").then_some((number, generation))
}
