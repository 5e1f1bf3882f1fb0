//! The things that a digest lists: those that would read alike stand together and are counted, because a mail does not say which is which.

use chrono::NaiveDate;

use crate::base::within_a_sentence;
use crate::settings::PublicAddress;

use super::words::{Say, day, say, several};
use super::{Kind, Thing};

/// Things of one kind in one review.
struct Group<'a> {
    kind: Kind,
    things: Vec<&'a Thing>,
}

impl Group<'_> {
    /// The page of the thing or, for several, the room that holds them all.
    fn path(&self) -> &str {
        let paths: Vec<&str> = self.things.iter().map(|thing| thing.facts.path.as_str()).collect();
        match paths.as_slice() {
            [] => "",
            [first, rest @ ..] if rest.iter().all(|path| path == first) => first,
            [first, ..] => room(first),
        }
    }

    fn first_due(&self) -> Option<NaiveDate> {
        self.things.iter().filter_map(|thing| thing.facts.due).min()
    }
}

/// The room of a page: its path without the last part.
fn room(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(room, _)| room)
}

/// Whether two things differ in nothing that a mail says.
fn alike(one: &Thing, other: &Thing) -> bool {
    let (a, b) = (&one.facts, &other.facts);
    let near = a.path == b.path || room(&a.path) == room(&b.path);
    one.kind == other.kind && a.reference == b.reference && near && several(one.kind, 2).is_some()
}

/// What a digest lists, a part a kind and review, in the order in which the first of each stands.
pub(super) fn parts(things: &[Thing], public: &PublicAddress, written: NaiveDate) -> Vec<String> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for thing in things {
        match groups.iter_mut().find(|group| group.things.iter().any(|one| alike(one, thing))) {
            Some(group) => group.things.push(thing),
            None => groups.push(Group { kind: thing.kind, things: vec![thing] }),
        }
    }
    groups.iter().map(|group| part(group, public, written)).collect()
}

fn part(group: &Group<'_>, public: &PublicAddress, written: NaiveDate) -> String {
    let Some(first) = group.things.first() else { return String::new() };
    let many = group.things.len() > 1;
    let plural = several(group.kind, group.things.len()).filter(|_| many);
    let Say { subject, asks, .. } = plural.unwrap_or_else(|| say(group.kind, &first.facts));
    let reference = &first.facts.reference;
    let mut lines = vec![if reference.is_empty() { subject } else { format!("{reference}: {}", within_a_sentence(&subject)) }];
    lines.extend(asks.map(|asks| format!("  What to do: {asks}")));
    lines.extend(group.first_due().map(|due| dated(due, due < written, (group.kind, many))));
    if !group.path().is_empty() {
        lines.push(format!("  {}", public.link(group.path())));
    }
    lines.join("\n")
}

/// The day, of several the first. What is late, or whose day has passed when the mail is written, was due on it.
fn dated(due: NaiveDate, passed: bool, (kind, many): (Kind, bool)) -> String {
    let late = passed || matches!(kind, Kind::Overdue(_) | Kind::ReturnLate);
    let said = match (late, many) {
        (true, true) => "The first was due on",
        (true, false) => "Was due on",
        (false, true) => "The first by",
        (false, false) => "By",
    };
    let colon = if late || many { "" } else { ":" };
    format!("  {said}{colon} {}", day(due))
}
