//! The lists in an Office document that are read word by word: of types, and of what a part refers to.
//!
//! Every program writes them alike. What is written otherwise is written to be misread, and is no list.

/// An element of a list, in small letters, as some programs do not tell them apart.
pub(super) struct Element<'a> {
    /// Its name, without a prefix.
    pub(super) tag: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
}

impl<'a> Element<'a> {
    /// The value of an attribute as it stands.
    pub(super) fn value(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }
}

/// The text of a list in small letters: UTF-8, without declarations of its own, comments or instructions.
pub(super) fn text(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?.to_ascii_lowercase();
    let list = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let body = list.strip_prefix("<?xml").unwrap_or(list);
    if body.contains("<!") || body.contains("<?") || body.contains('\0') {
        return None;
    }
    if body.len() < list.len() {
        let declared = attributes(body.split_once('<').map_or(body, |(first, _)| first))?;
        let encoding = declared.iter().find(|(name, _)| *name == "encoding").map_or("utf-8", |(_, value)| value);
        if !matches!(encoding, "utf-8" | "utf8" | "us-ascii") {
            return None;
        }
    }
    Some(text)
}

/// The elements of a list, one after the other; nothing for one that is not whole.
pub(super) fn elements(text: &str) -> impl Iterator<Item = Option<Element<'_>>> {
    text.split('<').skip(1).map(|element| {
        let (tag, rest) = element.split_once(|c: char| c.is_whitespace() || c == '>').unwrap_or((element, ""));
        let tag = tag.rsplit(':').next().unwrap_or(tag);
        Some(Element { tag, attributes: attributes(rest)? })
    })
}

/// The attributes of an element with their values, whichever quotation marks they have; none has two of one name.
fn attributes(mut text: &str) -> Option<Vec<(&str, &str)>> {
    let mut found = Vec::new();
    while let Some((name, rest)) = text.split_once('=') {
        let (name, rest) = (name.trim(), rest.trim_start());
        let mark = rest.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
        let (value, after) = rest[1..].split_once(mark)?;
        if name.contains(|c: char| c.is_whitespace() || matches!(c, '>' | '"' | '\'')) {
            return None;
        }
        found.push((name, value));
        text = after;
    }
    let mut names: Vec<&str> = found.iter().map(|(name, _)| *name).collect();
    names.sort_unstable();
    names.windows(2).all(|pair| pair[0] != pair[1]).then_some(found)
}
