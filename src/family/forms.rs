//! What people type about family and friends, parsed.

use chrono::NaiveDate;

use crate::ids::{EntryId, PersonId};
use crate::panel::Colleague;
use crate::redaction::Labels;
use crate::reports::VersionRow;
use crate::ui::Filled;

use super::people::NO_ADVOCATE;
use super::{
    About, AdvocateKind, CommentKind, FamilyPerson, InterviewKind, InterviewState, Medium, NewComment, NewContact, NewFamily,
    NewInterview, NewReading, Outcome, Part, Time, Wish,
};

/// Somebody; `entry` is given when it cannot be changed any more, `advocates` are those who may stand by them.
pub(super) fn person(f: &mut Filled, entry: Option<EntryId>, advocates: &[Colleague], today: NaiveDate) -> Option<NewFamily> {
    let entry = entry.or_else(|| f.id("entry", "somebody from the identity register"));
    let relationship = f.line("relationship", "the relationship");
    let part = f.one_of("part", "what they are to the person who died", Part::ALL, Part::as_str);
    let apart = f.optional_line("apart", "a rift in the family");
    let sio = f.optional_date("sio_agreed_on", "the day on which the police agreed");
    if let Some(Some(on)) = sio {
        f.not_after("sio_agreed_on", "the day on which the police agreed", on, today, "today");
    }
    let kind = f.maybe_one_of("advocate_kind", "who stands by them", AdvocateKind::ALL, AdvocateKind::as_str);
    let (advocate, liaison) =
        (f.optional_line("advocate", "the advocate"), f.optional_line("liaison", "the family liaison officer"));
    let account = match f.get("advocate_account") {
        "" => Some(None),
        _ => f.id::<PersonId>("advocate_account", "the advocate").map(Some),
    };
    if account.flatten().is_some_and(|id| advocates.iter().all(|one| one.id != id)) {
        f.wrong("advocate_account", NO_ADVOCATE);
    }
    let safe_contact = f.optional_prose("safe_contact", "how they can be reached");
    let needs = f.optional_prose("needs", "what they need");
    let medium = f.one_of("medium", "how they prefer to be in touch", Medium::ALL, Medium::as_str);
    let dates = f.optional_prose("dates_to_avoid", "days to avoid");
    let wishes = f.many_of("wishes", "what they wish", Wish::ALL, Wish::as_str);
    let basis = f.optional_line("lawful_basis", "the lawful basis");
    f.good()?;
    Some(NewFamily {
        apart: apart?,
        witness: f.ticked("witness"),
        sio_agreed_on: sio?,
        advocate_kind: kind?.unwrap_or(AdvocateKind::None),
        advocate: advocate?,
        advocate_account: account?,
        liaison: liaison?,
        safe_contact: safe_contact?,
        needs: needs?,
        medium: medium?,
        dates_to_avoid: dates?,
        wishes: wishes?,
        lawful_basis: basis?,
        ..NewFamily::new(entry?, relationship?, part?)
    })
}

/// The form as somebody on record begins it.
pub(super) fn begin(labels: &Labels, one: &FamilyPerson) -> Filled {
    let mut f = Filled::new()
        .with("relationship", labels.show(&one.relationship))
        .with("part", one.part.as_str())
        .with("apart", labels.show(&one.apart))
        .with_date("sio_agreed_on", one.sio_agreed_on)
        .with("advocate_kind", one.advocate_kind.as_str())
        .with("advocate", labels.show(&one.advocate))
        .with_some("advocate_account", one.advocate_account.map(|id| id.to_string()))
        .with("liaison", labels.show(&one.liaison))
        .with("needs", labels.show(&one.needs))
        .with("medium", one.medium.as_str())
        .with("dates_to_avoid", labels.show(&one.dates_to_avoid))
        .with("lawful_basis", labels.show(&one.lawful_basis));
    if one.witness {
        f = f.with("witness", "yes");
    }
    one.wishes.iter().fold(f, |f, wish| f.with("wishes", wish.as_str()))
}

pub(super) fn contact(f: &mut Filled, today: NaiveDate) -> Option<NewContact> {
    let on = f.past_date("held_on", "the day", today);
    let medium = f.one_of("by", "how you were in touch", Medium::ALL, Medium::as_str);
    let about = f.one_of("about", "what it was about", About::ALL, About::as_str);
    let outcome = f.one_of("outcome", "what came of it", Outcome::ALL, Outcome::as_str);
    let (note, next) = (f.optional_prose("note", "what was said"), f.optional_line("next", "what was promised"));
    let next_on = f.optional_date("next_on", "by when");
    f.good()?;
    Some(NewContact { on: on?, medium: medium?, about: about?, outcome: outcome?, note: note?, next: next?, next_on: next_on? })
}

/// A reading of one of the report's versions.
pub(super) fn reading(f: &mut Filled, drafts: &[VersionRow]) -> Option<NewReading> {
    let time = time(f);
    let (place, support) = (f.optional_line("place", "the place"), f.optional_line("support", "who is with them"));
    let draft = f.line("draft", "which draft they read");
    if draft.as_ref().is_some_and(|draft| drafts.iter().all(|one| one.label != draft.as_str())) {
        f.wrong("draft", "Select which draft they read from the list");
    }
    f.good()?;
    Some(NewReading { time: time?, place: place?, support: support?, draft: draft? })
}

/// The days of a reading, with the reasons that some of them need.
pub(super) fn time(f: &mut Filled) -> Option<Time> {
    let (opens_on, closes_on) = (f.date("opens_on", "the first day"), f.date("closes_on", "the last day"));
    let short_why = f.optional_prose("short_why", "why a shorter time was agreed with them");
    let avoid_why = f.optional_prose("avoid_why", "why a day that they wish to avoid was agreed with them");
    Some(Time { opens_on: opens_on?, closes_on: closes_on?, short_why: short_why?, avoid_why: avoid_why? })
}

pub(super) fn comment(f: &mut Filled) -> Option<NewComment> {
    let passage = f.optional_line("passage", "where it is");
    let kind = f.one_of("kind", "what it is about", CommentKind::ALL, CommentKind::as_str);
    let comment = f.prose("comment", "the comment");
    f.good()?;
    Some(NewComment { passage: passage?, kind: kind?, comment: comment? })
}

pub(super) fn interview(f: &mut Filled, today: NaiveDate) -> Option<NewInterview> {
    let entry = f.id("entry", "somebody from the identity register");
    let kind = f.one_of("kind", "with whom it was", InterviewKind::ALL, InterviewKind::as_str);
    let organisation = match f.get("organisation") {
        "" => Some(None),
        _ => f.id("organisation", "the agency").map(Some),
    };
    let state = f.one_of("state", "what came of it", InterviewState::ALL, InterviewState::as_str);
    let held_on = f.past_date("held_on", "the day", today);
    let present = f.optional_line("present", "who else was there");
    let sio = f.optional_date("sio_agreed_on", "the day on which the police agreed");
    let note = f.optional_prose("note", "the notes");
    f.good()?;
    Some(NewInterview {
        entry: entry?,
        kind: kind?,
        organisation: organisation?,
        state: state?,
        held_on: held_on?,
        present: present?,
        sio_agreed_on: sio?,
        note: note?,
    })
}
