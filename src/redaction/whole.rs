//! Names that were tied in two steps, because the second person of a family entered the register later than the text.

use std::borrow::Cow;

use super::text::{Part, Register};

/// A reference in a text: what it begins and ends with, its codes and its part.
struct Reference<'a> {
    from: usize,
    to: usize,
    codes: Vec<&'a str>,
    part: Part,
}

fn reference_at(text: &str, from: usize) -> Option<Reference<'_>> {
    let inside = text.get(from..)?.strip_prefix("{{")?;
    let inside = &inside[..inside.find("}}")?];
    let (codes, part) = match inside.split_once(':') {
        None => (inside, Part::Whole),
        Some((codes, "given")) => (codes, Part::Given),
        Some((codes, "family")) => (codes, Part::Family),
        Some(_) => return None,
    };
    Some(Reference { from, to: from + inside.len() + 4, codes: codes.split('/').collect(), part })
}

impl Register {
    /// The text with one reference where a given name stands before a family name that was tied while nobody but somebody else of the
    /// family was known: "Maureen {{V1:family}}" became "{{F1:given}} {{V1:family}}", and is "{{F1}}".
    pub(super) fn whole_again<'a>(&self, text: Cow<'a, str>) -> Cow<'a, str> {
        let mut out = String::new();
        let (mut kept, mut at) = (0, 0);
        while let Some(found) = text.get(at..).and_then(|rest| rest.find("{{")) {
            let from = at + found;
            let Some(given) = reference_at(&text, from) else {
                at = from + 2;
                continue;
            };
            at = given.to;
            if let Some(family) = self.same_person(&text, &given) {
                out.push_str(&text[kept..given.from]);
                out.push_str(&format!("{{{{{}}}}}", given.codes[0]));
                (kept, at) = (family, family);
            }
        }
        if kept == 0 {
            return text;
        }
        out.push_str(&text[kept..]);
        Cow::Owned(out)
    }

    /// Where the family name behind a given name ends, when it is that person's as well.
    fn same_person(&self, text: &str, given: &Reference) -> Option<usize> {
        let [code] = given.codes[..] else { return None };
        let behind = &text[given.to..];
        let next = given.to + (behind.len() - behind.trim_start().len());
        let family = reference_at(text, next).filter(|family| next > given.to && family.part == Part::Family)?;
        let shared = |held: &[String]| {
            held.iter().any(|one| one == code) && family.codes.iter().all(|other| held.iter().any(|one| one == other))
        };
        let others = !family.codes.contains(&code);
        (given.part == Part::Given && others && self.family_names().any(shared)).then_some(family.to)
    }
}
