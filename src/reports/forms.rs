//! What people type into the report.

use crate::redaction::{CaseText, Register};
use crate::ui::Filled;

use super::section::State;
use super::version::Kind;

pub(super) struct Typed {
    pub(super) basis: i64,
    pub(super) body: CaseText,
    pub(super) state: State,
    pub(super) joins: bool,
}

pub(super) fn text(f: &mut Filled, register: &Register) -> Option<Typed> {
    let body = f.optional_prose("body", "the section");
    let state = f.one_of("state", "how far it is", &State::ALL[1..], State::as_str);
    if state == Some(State::Done) && body == Some(None) {
        f.wrong("body", "A section that is done has some text");
    }
    f.good()?;
    let body = body?.map(|prose| register.tie(&prose)).unwrap_or_default();
    Some(Typed { basis: f.version(), body, state: state?, joins: f.ticked("joins") })
}

pub(super) fn label(f: &mut Filled, register: &Register) -> Option<(Kind, String)> {
    let kind = f.one_of("kind", "for whom the version is", &[Kind::Draft, Kind::Panel], Kind::as_str);
    let why = f.optional_line("why", "what it is for");
    f.good()?;
    Some((kind?, register.kept(why?.as_ref())))
}
