//! What people are called where their names are not shown, and where they are.

use std::collections::{BTreeMap, BTreeSet};

use super::marks::{Sign, mark_of, shown_mark};

/// What a person is called where each part of their name was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// For the whole name.
    pub whole: String,
    /// For the given name.
    pub given: String,
    /// For the family name.
    pub family: String,
}

/// What people are called, by code: pseudonyms, or real names for those who may see them.
#[derive(Clone, Default)]
pub struct Labels {
    people: BTreeMap<String, Shown>,
    real: bool,
    /// Whether a family name that is not shown says whose it is.
    says_whose: bool,
    /// For whom a reference with a mark says who is meant.
    open: Open,
}

/// Of whom a reference with a mark says who is meant.
#[derive(Clone)]
enum Open {
    /// Of everybody.
    All,
    /// Of these, where somebody typed the name who may not see it.
    Seen(BTreeSet<String>),
    /// Of these, however the mark came to be.
    Only(BTreeSet<String>),
}

impl Default for Open {
    fn default() -> Self {
        Self::Only(BTreeSet::new())
    }
}

/// How a family name begins that several people share and that is not shown, and what follows where it says whose it is.
pub(super) const SHARED: &str = "[family name";
pub(super) const OF: &str = " of ";

impl Labels {
    /// Labels that call everybody by one name, as pseudonyms do.
    #[must_use]
    pub fn pseudonyms(people: impl IntoIterator<Item = (String, String)>) -> Self {
        let shown = |name: String| Shown { whole: name.clone(), given: name.clone(), family: name };
        Self { people: people.into_iter().map(|(code, name)| (code, shown(name))).collect(), open: Open::All, ..Self::default() }
    }

    /// These labels for a page, where a text is read to be changed: a family name that several people share says whose it is, so that what is
    /// saved refers to the same people. A paper says only that it is a family name.
    #[must_use]
    pub fn for_pages(self) -> Self {
        Self { says_whose: true, ..self }
    }

    /// What people are called when names are shown.
    pub(super) fn real(people: BTreeMap<String, Shown>) -> Self {
        Self { people, real: true, says_whose: true, open: Open::All }
    }

    /// These labels for somebody who may see the names of these and of nobody else: a name that was typed by such a person is shown to them as
    /// a mark, which does not say whose it is.
    #[must_use]
    pub fn for_who_sees(self, codes: impl IntoIterator<Item = String>) -> Self {
        Self { open: Open::Seen(codes.into_iter().collect()), ..self }
    }

    /// As [`Labels::for_who_sees`] nobody, and with a mark for a name that was typed before it was in the register as well: for those who write
    /// from outside.
    #[must_use]
    pub fn for_who_sees_nobody(self) -> Self {
        Self { open: Open::default(), ..self }
    }

    /// These labels, with others instead where they know somebody.
    #[must_use]
    pub fn with(mut self, others: Self) -> Self {
        if let (Open::Seen(codes) | Open::Only(codes), true) = (&mut self.open, others.real) {
            codes.extend(others.people.keys().cloned());
        }
        self.people.extend(others.people);
        self
    }

    /// What the person behind a code is called.
    #[must_use]
    pub fn of(&self, code: &str) -> Option<&str> {
        self.people.get(code).map(|shown| shown.whole.as_str())
    }

    /// The text for a reader. A reference to nobody in the register stays as it is.
    #[must_use]
    pub fn show(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find("{{") {
            let (before, from) = rest.split_at(at);
            out.push_str(before);
            match from.find("}}").and_then(|end| Some((self.reference(&from[2..end])?, end))) {
                Some((name, end)) => {
                    out.push_str(&name);
                    rest = &from[end + 2..];
                }
                None => {
                    out.push_str("{{");
                    rest = &from[2..];
                }
            }
        }
        out.push_str(rest);
        out
    }

    /// Whether a mark with this sign says nothing of whom it is.
    fn conceals(&self, sign: Sign, codes: &str) -> bool {
        let (open, always) = match &self.open {
            Open::All => return false,
            Open::Seen(open) => (open, false),
            Open::Only(open) => (open, true),
        };
        (always || sign == Sign::Unseen) && !codes.split('/').all(|code| open.contains(code))
    }

    fn reference(&self, inside: &str) -> Option<String> {
        let (inside, mark) = mark_of(inside);
        let (codes, part) = inside.split_once(':').unwrap_or((inside, ""));
        if let Some((_, number)) = mark.filter(|(sign, _)| self.conceals(*sign, codes)) {
            return Some(shown_mark(number));
        }
        let people = codes.split('/').map(|code| self.people.get(code)).collect::<Option<Vec<_>>>()?;
        let called = |shown: &&Shown| match part {
            "given" => Some(shown.given.clone()),
            "family" => Some(shown.family.clone()),
            "" => Some(shown.whole.clone()),
            _ => None,
        };
        let names = people.iter().map(called).collect::<Option<Vec<_>>>()?;
        // A name that several people share is one word when names are shown, and nobody's own when they are not.
        match names.as_slice() {
            // Of "Wilk-O'Dell" and "Wilk", what they share is the shorter.
            [_, _, ..] if self.real => names.iter().min_by_key(|name| name.chars().count()).cloned(),
            [_, _, ..] if part == "family" && self.says_whose => Some(format!("{SHARED}{OF}{}]", listed(codes))),
            [_, _, ..] if part == "family" => Some(format!("{SHARED}]")),
            _ => Some(names.join(" or ")),
        }
    }
}

/// The codes of a reference as a sentence lists them.
fn listed(codes: &str) -> String {
    let codes: Vec<&str> = codes.split('/').collect();
    match codes.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        _ => codes.join(""),
    }
}
