//! What people type, made safe to keep: parsed once on the way in, and then carried as a type that says so.
//!
//! `Debug` shows only the length of each: these are names, addresses and accounts of abuse, and a log must not hold them.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

/// Longest [`Line`], in characters.
const LINE: usize = 200;
/// Longest [`Prose`], in characters.
const PROSE: usize = 200_000;
/// Longest address that mail can carry, in octets (RFC 5321 section 4.5.3.1.3, less the angle brackets).
const EMAIL: usize = 254;

/// One line of text of 1 to 200 characters: a name, a title, a reference. Line breaks and tabs that were pasted in become spaces.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Line(String);

/// Text of 1 to 200,000 characters with line breaks (`\n`).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Prose(String);

/// An address for mail, in lower case, so that one person has one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

/// Names with which labels begin, and which keep their capital.
const NAMES: [&str; 5] = ["England", "Home Office", "Secretary of State", "Wales", "Welsh"];

/// A sentence or a label as it stands in the middle of a sentence: its first letter small, unless it begins with an abbreviation or a name.
#[must_use]
pub fn within_a_sentence(words: &str) -> String {
    if NAMES.iter().any(|name| words.starts_with(name)) {
        return words.to_owned();
    }
    let mut letters = words.chars();
    match (letters.next(), words.chars().nth(1)) {
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(letters).collect(),
        _ => words.to_owned(),
    }
}

/// Words as they stand at the head of a sentence: the first letter as a capital.
#[must_use]
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A number with what it counts: "1 review", "2 reviews", "0 reviews".
#[must_use]
pub fn counted<N: fmt::Display + PartialEq + From<u8>>(number: N, one: &str, many: &str) -> String {
    let what = noun(&number, one, many);
    format!("{number} {what}")
}

/// What a number counts, as it stands after it: "review" after 1, and otherwise "reviews".
#[must_use]
pub fn noun<'a, N: PartialEq + From<u8>>(number: &N, one: &'a str, many: &'a str) -> &'a str {
    if *number == N::from(1) { one } else { many }
}

impl Line {
    /// Reads a line as it was typed.
    ///
    /// # Errors
    /// A sentence for the person who typed it.
    pub fn parse(typed: &str) -> Result<Self, &'static str> {
        let words = clean(typed).replace(['\n', '\t'], " ").trim().to_owned();
        match words.chars().count() {
            0 => Err("Enter some text"),
            1..=LINE => Ok(Self(words)),
            _ => Err("Use 200 characters or fewer"),
        }
    }
}

impl Prose {
    /// Reads text as it was typed.
    ///
    /// # Errors
    /// A sentence for the person who typed it.
    pub fn parse(typed: &str) -> Result<Self, &'static str> {
        let text = clean(typed).trim().to_owned();
        match text.chars().count() {
            0 => Err("Enter some text"),
            1..=PROSE => Ok(Self(text)),
            _ => Err("Use 200,000 characters or fewer"),
        }
    }
}

impl Email {
    /// Reads an address as it was typed. What passes can be written to: quoted and international addresses are refused,
    /// because the mail programs of public bodies do not all carry them.
    ///
    /// # Errors
    /// A sentence for the person who typed it.
    pub fn parse(typed: &str) -> Result<Self, &'static str> {
        const WRONG: &str = "Enter an email address in the correct format, like name@example.com";
        let address = typed.trim().to_ascii_lowercase();
        if address.is_empty() {
            return Err("Enter an email address");
        }
        let (local, domain) = address.split_once('@').ok_or(WRONG)?;
        let dotted =
            |part: &str, allowed: fn(u8) -> bool| part.split('.').all(|word| !word.is_empty() && word.bytes().all(allowed));
        let local_is_right =
            local.len() <= 64 && dotted(local, |b| b.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&b));
        let domain_is_right = domain.contains('.')
            && dotted(domain, |b| b.is_ascii_alphanumeric() || b == b'-')
            && domain.split('.').all(|label| label.len() <= 63 && !label.starts_with('-') && !label.ends_with('-'));
        if local_is_right && domain_is_right && address.len() <= EMAIL { Ok(Self(address)) } else { Err(WRONG) }
    }
}

/// Takes out what no one can see and what can mislead: NUL and the other controls (PostgreSQL cannot keep a NUL, typst refuses some),
/// the marks that reorder text so that it reads as what it is not (U+202A to U+202E, U+2066 to U+2069), byte order marks and the
/// code points that are no characters. Letters, emoji and the joiners that scripts need stay. One spelling for each letter (NFC) and for each line break (`\n`).
/// Text in which there is nothing to see is no text.
fn clean(typed: &str) -> String {
    if typed.chars().all(unseen) {
        return String::new();
    }
    typed
        .replace("\r\n", "\n")
        .chars()
        .map(|c| match c {
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
            other => other,
        })
        .filter(|&c| {
            let reorders = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            let not_a_character = matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe;
            let control = c.is_control() && c != '\n' && c != '\t';
            !(reorders || not_a_character || control || c == '\u{feff}')
        })
        .nfc()
        .collect()
}

/// What leaves no mark on a page by itself: spaces, controls, what has no shape and what is no character.
fn unseen(c: char) -> bool {
    let not_a_character = matches!(c, '\u{fdd0}'..='\u{fdef}' | '\u{fff0}'..='\u{fff8}') || u32::from(c) & 0xfffe == 0xfffe;
    c.is_whitespace() || c.is_control() || shapeless(c) || not_a_character
}

/// What has no shape and is no space: joiners, the fillers of Hangul and Braille, marks of direction, variation selectors and tags.
pub(crate) fn shapeless(c: char) -> bool {
    let filler = matches!(c, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{2800}' | '\u{17b4}' | '\u{17b5}');
    let format = matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    let variant = matches!(c, '\u{180b}'..='\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}');
    filler || format || variant
}

macro_rules! text {
    ($name:ident) => {
        impl $name {
            /// Reads what may be left empty.
            ///
            /// # Errors
            /// A sentence for the person who typed it.
            pub fn parse_optional(typed: &str) -> Result<Option<Self>, &'static str> {
                if clean(typed).trim().is_empty() {
                    return Ok(None);
                }
                Self::parse(typed).map(Some)
            }

            /// What the store kept. It was parsed on the way in; a rule that became stricter since must not hide it.
            pub(crate) fn kept(text: String) -> Self {
                Self(text)
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text, given away.
            #[must_use]
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({} characters)", stringify!($name), self.0.chars().count())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = &'static str;

            fn from_str(typed: &str) -> Result<Self, Self::Err> {
                Self::parse(typed)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(&self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let typed = <String as serde::Deserialize>::deserialize(from)?;
                Self::parse(&typed).map_err(serde::de::Error::custom)
            }
        }
    };
}
text!(Line);
text!(Prose);
text!(Email);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_taken_out() {
        let typed = "A\u{0} name\u{202e}d\u{feff} \u{fffe}\u{1f}Zoe\u{308}\u{85}x\r\ny\rz\u{2028}";
        assert_eq!(Prose::parse(typed).unwrap().as_str(), "A named Zoë\nx\ny\nz");
    }

    #[test]
    fn scripts_and_emoji_stay() {
        for text in ["אבג \u{200f}!", "👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿", "می‌خواهم", "Nguyễn Thị Ánh", "اَلْعَرَبِيَّةُ"]
        {
            let nfc: String = text.nfc().collect();
            assert_eq!(Line::parse(text).unwrap().as_str(), nfc);
        }
    }

    #[test]
    fn lengths_are_counted_in_characters() {
        assert!(Line::parse(&"é".repeat(200)).is_ok());
        assert_eq!(Line::parse(&"é".repeat(201)), Err("Use 200 characters or fewer"));
        assert!(Prose::parse(&"é".repeat(200_000)).is_ok());
        assert_eq!(Prose::parse(&"é".repeat(200_001)), Err("Use 200,000 characters or fewer"));
    }

    #[test]
    fn abbreviations_and_names_stay_great_within_a_sentence() {
        let sentences = ["Send the report", "IMRs are in", "GP records", "Home Office told", "A view is given", "É", ""];
        let within = ["send the report", "IMRs are in", "GP records", "Home Office told", "a view is given", "É", ""];
        assert_eq!(sentences.map(within_a_sentence), within);
    }

    #[test]
    fn one_thing_is_counted_as_one() {
        assert_eq!([0, 1, 2].map(|n| counted(n, "review", "reviews")), ["0 reviews", "1 review", "2 reviews"]);
    }

    #[test]
    fn nothing_is_not_text() {
        assert_eq!(Line::parse(" \t\u{feff} "), Err("Enter some text"));
        assert_eq!(Prose::parse_optional(" \n\u{feff} "), Ok(None));
        for c in "\u{200b}\u{200c}\u{200d}\u{200e}\u{2060}\u{feff}\u{115f}\u{3164}\u{ffa0}\u{2800}\u{ad}\u{fe0f}\u{e0020}\u{180e}"
            .chars()
        {
            assert_eq!(Line::parse(&format!(" {c}{c}\u{200b}")), Err("Enter some text"), "U+{:04X}", u32::from(c));
            assert_eq!(Prose::parse_optional(&c.to_string()), Ok(None), "U+{:04X}", u32::from(c));
        }
        assert_eq!(Line::parse("one\ntwo\tthree").unwrap().as_str(), "one two three");
    }

    #[test]
    fn addresses() {
        assert_eq!(
            Email::parse(" Morgan.O'Hara+dhr@Council.Example.GOV.uk ").unwrap().as_str(),
            "morgan.o'hara+dhr@council.example.gov.uk"
        );
        for wrong in ["a", "a@b", "a@@b.c", "a b@c.d", ".a@b.c", "a..b@c.d", "a@-b.c", "a@b..c", "é@b.c", "a@b.c\nBcc: d@e.f"] {
            assert!(Email::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn debug_shows_no_text() {
        assert_eq!(format!("{:?}", Line::parse("Zoë Quill").unwrap()), "Line(9 characters)");
    }
}
