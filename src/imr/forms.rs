//! What people type about returns, read and tied to the register.

use chrono::NaiveDate;

use crate::base::Prose;
use crate::documents::{NewFile, Sealed};
use crate::ids::OrganisationId;
use crate::redaction::{CaseText, Register};
use crate::ui::Filled;

use super::answer::{Draft, Search, Securing};
use super::ask::{Asked, misdated};
use super::judge::Judged;
use super::kinds::{Excuse, Level, ReturnReason, Verdict};

fn tied(register: &Register, typed: Option<Prose>) -> CaseText {
    typed.map(|prose| register.tie(&prose)).unwrap_or_default()
}

/// What an agency is asked for; `earliest` is the day before which it cannot have been.
pub(super) fn asked(
    f: &mut Filled,
    register: &Register,
    agencies: &[(OrganisationId, String)],
    (earliest, today): (Option<NaiveDate>, NaiveDate),
) -> Option<Asked> {
    let organisation = f.id::<OrganisationId>("agency", "the agency");
    if organisation.is_some_and(|one| agencies.iter().all(|(known, _)| *known != one)) {
        f.wrong("agency", "Select an agency of this partnership’s directory");
    }
    let level = f.one_of("level", "what you ask for", Level::ALL, Level::as_str);
    let asks = f.optional_prose("asks", "what you ask in particular");
    let on = match f.optional_date("asked_on", "the day of the asking") {
        Some(None) => Some(today),
        Some(Some(on)) => f.not_after("asked_on", "the day of the asking", on, today, "today"),
        None => None,
    };
    if let Some(sentence) = on.and_then(|on| misdated(on, earliest)) {
        f.wrong_at("asked_on", "asked_on-day", sentence);
    }
    f.good()?;
    Some(Asked { organisation: organisation?, level: level?, asks: tied(register, asks?), on: on? })
}

pub(super) fn draft(f: &mut Filled, register: &Register) -> Option<Draft> {
    let body = f.optional_prose("body", "the return");
    let nil_return = f.ticked("nil");
    let systems = f.optional_prose("systems", "the systems searched");
    let identifiers = f.optional_prose("identifiers", "what was searched for");
    if nil_return && systems == Some(None) {
        f.wrong("systems", "Name the systems that were searched: without them a nil return tells nothing");
    }
    if nil_return && identifiers == Some(None) {
        f.wrong("identifiers", "Say what was searched for: names, dates of birth, addresses, numbers");
    }
    f.good()?;
    let search = Search { systems: tied(register, systems?), identifiers: tied(register, identifiers?) };
    Some(Draft { body: tied(register, body?), nil_return, search })
}

/// The day of a signature, today where none is given, and the reservations that stand beside it.
pub(super) fn signed(f: &mut Filled, register: &Register, today: NaiveDate) -> Option<(NaiveDate, CaseText)> {
    let on = f.optional_date("signed_on", "the day of the signature");
    let reservations = f.optional_prose("reservations", "the reservations");
    f.good()?;
    Some((on?.unwrap_or(today), tied(register, reservations?)))
}

pub(super) fn excuse(f: &mut Filled, register: &Register) -> Option<(Excuse, CaseText)> {
    let why = f.one_of("why", "why the agency is excused", Excuse::ALL, Excuse::as_str);
    let words = f.optional_prose("words", "more about it");
    if why == Some(Excuse::Other) && words == Some(None) {
        f.wrong("words", "Say what the reason is");
    }
    f.good()?;
    Some((why?, tied(register, words?)))
}

/// Why what stands in clear in a return that is accepted may stand there; nothing where there is none or it is sent back.
pub(super) fn why_named(f: &mut Filled, register: &Register, named: bool) -> Option<CaseText> {
    if !named || f.get("verdict") == Verdict::SentBack.as_str() {
        return None;
    }
    let why = f.optional_prose("names_why", "why the words may stand");
    if why == Some(None) {
        f.wrong(
            "names_why",
            "Enter the people in the identity register or ask for other words, or say why what is listed may stand",
        );
    }
    Some(tied(register, why.flatten()))
}

pub(super) fn judged(f: &mut Filled, register: &Register, today: NaiveDate) -> Option<Judged> {
    let verdict = f.one_of("verdict", "what you make of the return", Verdict::ALL, Verdict::as_str);
    let reasons = f.many_of("reasons", "the reasons", ReturnReason::ALL, ReturnReason::as_str);
    let words = f.optional_prose("words", "your words to the agency");
    let again_by = f.optional_date("again_by", "the date by which you want it again");
    match verdict {
        Some(Verdict::SentBack) => {
            if reasons.as_ref().is_some_and(Vec::is_empty) {
                f.wrong("reasons", "Select at least one reason for sending it back");
            }
            match again_by {
                Some(None) => f.wrong("again_by", "Enter the date by which you want it again"),
                Some(Some(day)) if day < today => {
                    f.wrong("again_by", "The date by which you want it again must not be in the past")
                }
                Some(Some(_)) | None => {}
            }
        }
        Some(Verdict::AcceptedWithQueries) if words == Some(None) => f.wrong("words", "Write your queries"),
        Some(Verdict::AcceptedWithQueries | Verdict::Accepted) | None => {}
    }
    f.good()?;
    let back = verdict? == Verdict::SentBack;
    let (reasons, again_by) = if back { (reasons?, again_by?) } else { (Vec::new(), None) };
    Some(Judged { verdict: verdict?, reasons, words: tied(register, words?), again_by })
}

pub(super) fn securing(f: &mut Filled, register: &Register, today: NaiveDate) -> Option<Securing> {
    let systems = f.prose("systems", "the systems that were searched");
    let identifiers = f.prose("identifiers", "what was searched for");
    let paper = f.optional_prose("paper", "where paper files are, and who sealed them");
    let electronic_locked = f.yes_no("electronic", "electronic records are locked or their use is logged");
    let destruction_suspended = f.yes_no("destruction", "destruction of records is suspended");
    let other = f.optional_prose("other", "systems of others and old systems");
    let on = f.past_date("on", "the date on which the records were secured", today);
    f.good()?;
    Some(Securing {
        search: Search { systems: register.tie(&systems?), identifiers: register.tie(&identifiers?) },
        paper: tied(register, paper?),
        electronic_locked: electronic_locked?,
        destruction_suspended: destruction_suspended?,
        other_systems: tied(register, other?),
        on: on?,
    })
}

/// The file to keep; `what` becomes its title, because the name on the sender's disk may name a person.
pub(super) fn file(sealed: Sealed, what: &'static str) -> NewFile {
    let title = CaseText::from(what.to_owned());
    NewFile { kind: "return", title, audience: "agency", organisation: None, sealed }
}
