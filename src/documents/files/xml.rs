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

/// Whether a part is well-formed (XML 1.0, section 2.1): one element with all others in it, each closed by its own name, and nothing that stands
/// for something else but what every part knows. A program that reads on past a fault may find another document than the one that was read here.
pub(super) fn is_whole(text: &str) -> bool {
    let mut rest = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (mut open, mut begun): (Vec<&str>, bool) = (Vec::new(), false);
    while !rest.is_empty() {
        let Some(inner) = rest.strip_prefix('<') else {
            let (words, after) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
            if open.is_empty() && !words.trim().is_empty() || !is_known(words) || words.contains("]]>") {
                return false;
            }
            rest = after;
            continue;
        };
        let skipped = [("!--", "-->"), ("?", "?>"), ("![CDATA[", "]]>")];
        if let Some((begins, ends)) = skipped.into_iter().find(|(begins, _)| inner.starts_with(begins)) {
            let Some((_, after)) = inner[begins.len()..].split_once(ends) else { return false };
            if begins.len() > 3 && open.is_empty() {
                return false;
            }
            rest = after;
            continue;
        }
        let end = end_of(inner);
        let (tag, after) = inner.split_at(end);
        let Some(after) = after.strip_prefix('>') else { return false };
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name.trim_end()) {
                return false;
            }
            continue;
        }
        let (tag, alone) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, attributes) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        if begun && open.is_empty() || !is_name(name) || !are_attributes(attributes) {
            return false;
        }
        begun = true;
        if !alone {
            open.push(name);
        }
    }
    begun && open.is_empty()
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '-' | '.' | '·'))
}

/// Whether each attribute has a name and a value between marks, and no two have one name.
fn are_attributes(mut text: &str) -> bool {
    let mut names = Vec::new();
    loop {
        text = text.trim_start();
        if text.is_empty() {
            names.sort_unstable();
            return names.windows(2).all(|pair| pair[0] != pair[1]);
        }
        let Some((name, after)) = text.split_once('=') else { return false };
        let after = after.trim_start();
        let Some(mark) = after.chars().next().filter(|mark| matches!(mark, '"' | '\'')) else { return false };
        let Some((value, after)) = after[1..].split_once(mark) else { return false };
        if !is_name(name.trim_end()) || value.contains('<') || !is_known(value) {
            return false;
        }
        names.push(name.trim_end());
        text = after;
    }
}

/// Whether all that stands for something else in a text is known to every part.
fn is_known(text: &str) -> bool {
    text.split('&').skip(1).all(|piece| {
        let name = piece.split_once(';').map_or("", |(name, _)| name);
        let number = name.strip_prefix('#').and_then(|number| {
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        });
        number.is_some() || matches!(name, "amp" | "lt" | "gt" | "quot" | "apos")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_whole_or_it_is_none() {
        for whole in [
            "<a/>",
            "\u{feff}<?xml version=\"1.0\"?>\r\n<!-- a > b --><w:a xmlns:w='x' w:b = \"c>d\"><b>&amp;&#160;&#xA0;<![CDATA[<&x;]]></b ></w:a>\n",
        ] {
            assert!(is_whole(whole), "{whole}");
        }
        for broken in [
            "",
            "a",
            "<a>",
            "<a></b>",
            "<a/><b/>",
            "<a>&nbsp;</a>",
            "<a>b & c</a>",
            "<a b='&x;'/>",
            "<a b=c/>",
            "<a b='1' b='2'/>",
            "<a b='<'/>",
            "<a b/>",
            "<a",
            "<a><!-- b</a>",
            "<a/>b",
            "<1/>",
            "<a>&#x110000;</a>",
        ] {
            assert!(!is_whole(broken), "{broken}");
        }
    }
}
