//! A part of an Office document, element by element, as far as it takes to find what the part asks for.

use std::borrow::Cow;

/// What comes next in a part. Names are without a prefix: which one a program chose says nothing.
pub(super) enum Next<'a> {
    /// An element begins.
    Begins(&'a str, Attributes<'a>),
    /// An element is at its end.
    Ends(&'a str),
    /// Text, with what stands for something else put back.
    Text(Cow<'a, str>),
}

/// The prefix of an element and its attributes, as they stand.
#[derive(Clone, Copy)]
pub(super) struct Attributes<'a>(pub(super) &'a str, &'a str);

impl<'a> Attributes<'a> {
    /// The values of the attributes of this name, whatever their prefix.
    pub(super) fn values(self, wanted: &str) -> impl Iterator<Item = Cow<'a, str>> {
        self.all().filter(move |(name, _)| local(name) == wanted).map(|(_, value)| unescaped(value))
    }

    /// All of them, with their values as they stand.
    pub(super) fn all(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let mut rest = self.1;
        std::iter::from_fn(move || {
            let (name, after) = rest.split_once('=')?;
            let after = after.trim_start();
            let mark = after.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
            let (value, after) = after.get(1..)?.split_once(mark)?;
            rest = after;
            Some((name.trim(), value))
        })
    }
}

/// What is in a part, from its beginning to its end.
pub(super) fn read(mut text: &str) -> impl Iterator<Item = Next<'_>> {
    let mut empty = None;
    std::iter::from_fn(move || {
        if let Some(name) = empty.take() {
            return Some(Next::Ends(name));
        }
        loop {
            if text.is_empty() {
                return None;
            }
            let Some(inner) = text.strip_prefix('<') else {
                let (words, rest) = text.split_at(text.find('<').unwrap_or(text.len()));
                text = rest;
                return Some(Next::Text(unescaped(words)));
            };
            if let Some(words) = inner.strip_prefix("![CDATA[") {
                let (words, rest) = words.split_once("]]>").unwrap_or((words, ""));
                text = rest;
                return Some(Next::Text(Cow::Borrowed(words)));
            }
            let skipped = [("!--", "-->"), ("?", "?>")].into_iter().find_map(|(begins, ends)| {
                inner.strip_prefix(begins).map(|rest| rest.split_once(ends).map_or("", |(_, rest)| rest))
            });
            if let Some(rest) = skipped {
                text = rest;
                continue;
            }
            let end = end_of(inner);
            let (tag, rest) = inner.split_at(end);
            text = rest.strip_prefix('>').unwrap_or(rest);
            if let Some(name) = tag.strip_prefix('/') {
                return Some(Next::Ends(local(name.trim_end())));
            }
            let (tag, alone) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
            let (name, attributes) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
            empty = alone.then(|| local(name));
            let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
            return Some(Next::Begins(local(name), Attributes(prefix, attributes)));
        }
    })
}

/// Where a tag ends: a ">" in a value is none.
fn end_of(tag: &str) -> usize {
    let mut mark = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (mark, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => mark = Some(byte),
            (Some(open), byte) if open == byte => mark = None,
            _ => {}
        }
    }
    tag.len()
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The text without what stands for something else: the five names that every part knows, and numbers.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut pieces = text.split('&');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once(';').unwrap_or(("", piece));
        let number = name.strip_prefix('#').and_then(|number| {
            let hex = number.strip_prefix('x').map(|hex| u32::from_str_radix(hex, 16));
            char::from_u32(hex.unwrap_or_else(|| number.parse()).ok()?)
        });
        out.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => number.unwrap_or('\u{fffd}'),
        });
        out.push_str(rest);
    }
    Cow::Owned(out)
}
