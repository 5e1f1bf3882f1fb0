//! What is sent and shown about family and friends.

use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::Object;

use super::code::Code;
use super::lists::{Choice, Page};
use crate::family::{self as room, About, AdvocateKind, Medium, Outcome as CameOf, Part, ReadingEnd, Wish};
use crate::redaction::Labels;

/// Somebody of the family or a friend. Who sees the family in summary gets no notes on them: those are empty.
#[derive(Debug, Object)]
pub(super) struct FamilyPerson {
    /// Their id.
    pub(super) id: String,
    /// The id of their entry in the identity register.
    pub(super) entry: String,
    /// What they are called in texts.
    pub(super) name: String,
    /// Whether they are of the close family, who are asked at each stage.
    pub(super) close: bool,
    /// Whether they are to be left alone.
    pub(super) leave_be: bool,
    /// Whether nobody may ask them what they saw, because they are a witness and the police have not agreed.
    pub(super) held_back: bool,
    /// When it was settled what they say of the terms of reference.
    pub(super) terms_settled_on: Option<NaiveDate>,
    /// When it was settled whether they read the draft.
    pub(super) draft_settled_on: Option<NaiveDate>,
    /// What is known of them.
    #[oai(flatten)]
    pub(super) known: Known,
    /// To be sent back with a change.
    pub(super) version: i64,
}

/// What is known of somebody.
#[derive(Debug, Object)]
pub(super) struct Known {
    /// The relationship in words: "older sister".
    pub(super) relationship: String,
    /// What they are to the person who died.
    pub(super) part: Code<Part>,
    /// What they wish.
    #[oai(default)]
    pub(super) wishes: Vec<Code<Wish>>,
    /// How they prefer to be in touch.
    pub(super) medium: Code<Medium>,
    /// What they need: language, access, times.
    #[oai(default)]
    pub(super) needs: String,
    /// Days on which nobody should write or call.
    #[oai(default)]
    pub(super) dates_to_avoid: String,
    /// A rift in the family, or a side taken, so that people are met apart.
    #[oai(default)]
    pub(super) apart: String,
    /// Who stands by them.
    pub(super) advocate_kind: Option<Code<AdvocateKind>>,
    /// The advocate and how to reach them.
    #[oai(default)]
    pub(super) advocate: String,
    /// The id of the advocate's account, when they sign in.
    pub(super) advocate_account: Option<String>,
    /// The family liaison officer.
    #[oai(default)]
    pub(super) liaison: String,
    /// Whether they are a witness in criminal proceedings.
    #[oai(default)]
    pub(super) witness: bool,
    /// When the senior investigating officer agreed that they may be asked what they saw.
    pub(super) sio_agreed_on: Option<NaiveDate>,
    /// Consent, or another lawful basis for keeping what they say.
    #[oai(default)]
    pub(super) lawful_basis: String,
}

/// Why there is nobody to ask.
#[derive(Debug, Object)]
pub(super) struct Nobody {
    /// The reason.
    pub(super) reason: String,
    /// Who recorded it.
    pub(super) recorded_by: String,
    /// When.
    pub(super) recorded_on: NaiveDate,
}

/// A reading of the draft.
#[derive(Debug, Object)]
pub(super) struct Reading {
    /// Its id.
    pub(super) id: String,
    /// The id of the person who reads.
    pub(super) person: String,
    /// What was offered.
    #[oai(flatten)]
    pub(super) offer: Offer,
    /// When it ended.
    pub(super) ended_on: Option<NaiveDate>,
    /// How it ended.
    pub(super) ended_how: Option<Code<ReadingEnd>>,
    /// Why it was taken back.
    pub(super) ended_why: String,
    /// To be sent back when it ends, and when they were told what became of their comments.
    pub(super) version: i64,
}

/// The room.
#[derive(Debug, Object)]
pub(super) struct FamilyRoom {
    /// Everybody whom you may see.
    pub(super) people: Vec<FamilyPerson>,
    /// Where this page of people stands.
    #[oai(flatten)]
    pub(super) at: Page,
    /// Why there is nobody to ask, if that is on record.
    pub(super) nobody: Option<Nobody>,
    /// Readings of the draft, the latest first.
    pub(super) readings: Vec<Reading>,
    /// Where this page of readings stands.
    pub(super) readings_at: Page,
    /// Entries of the identity register to choose from, for those who may add somebody.
    pub(super) register: Vec<Choice>,
    /// Accounts that an advocate may have, for those who may add somebody.
    pub(super) advocates: Vec<Choice>,
}

/// A contact on record.
#[derive(Debug, Object)]
pub(super) struct Contact {
    /// What was logged.
    #[oai(flatten)]
    pub(super) what: NewContact,
    /// Who was in touch.
    pub(super) by_name: String,
    /// Whether what was said is kept from whoever reads.
    pub(super) withheld: bool,
    /// When it was recorded.
    pub(super) recorded_at: DateTime<Utc>,
}

/// One person with the contacts.
#[derive(Debug, Object)]
pub(super) struct PersonSeen {
    /// The person.
    pub(super) person: FamilyPerson,
    /// How they can be reached without danger; only when it was asked for.
    pub(super) safe_contact: Option<String>,
    /// The contacts with them, the latest first.
    pub(super) contacts: Vec<Contact>,
    /// Where this page of contacts stands.
    #[oai(flatten)]
    pub(super) at: Page,
}

/// Somebody to add.
#[derive(Debug, Object)]
pub(super) struct NewPerson {
    /// The id of their entry in the identity register, where their name is.
    pub(super) entry: String,
    /// What is known of them.
    #[oai(flatten)]
    pub(super) known: Known,
    /// How they can be reached without danger, and in which language. It is kept sealed.
    #[oai(default)]
    pub(super) safe_contact: String,
}

/// Somebody as they are changed.
#[derive(Debug, Object)]
pub(super) struct ChangedPerson {
    /// What is known of them.
    #[oai(flatten)]
    pub(super) known: Known,
    /// How they can be reached without danger; what is recorded is kept when this is empty.
    #[oai(default)]
    pub(super) safe_contact: String,
    /// The version that you saw.
    pub(super) version: i64,
}

/// A contact or an attempt.
#[derive(Debug, Object)]
pub(super) struct NewContact {
    /// The day.
    pub(super) held_on: NaiveDate,
    /// How.
    pub(super) by: Code<Medium>,
    /// About what.
    pub(super) about: Code<About>,
    /// What came of it.
    pub(super) outcome: Code<CameOf>,
    /// What was said, in words that the person may read one day.
    #[oai(default)]
    pub(super) note: String,
    /// What was promised next.
    #[oai(default)]
    pub(super) next: String,
    /// By when.
    pub(super) next_on: Option<NaiveDate>,
}

/// What is offered to somebody who reads.
#[derive(Debug, Object)]
pub(super) struct Offer {
    /// The first day.
    pub(super) opens_on: NaiveDate,
    /// The last day.
    pub(super) closes_on: NaiveDate,
    /// Where, in private.
    #[oai(default)]
    pub(super) place: String,
    /// Who is with them.
    #[oai(default)]
    pub(super) support: String,
    /// Which version of the draft.
    pub(super) draft: String,
    /// Why less time than the partnership gives, ten working days unless it set another, was agreed with them.
    #[oai(default)]
    pub(super) short_why: String,
    /// Why a day that they wish to avoid, as far as days can be read from their words, lies within the time.
    #[oai(default)]
    pub(super) avoid_why: String,
}

/// A reading to offer, and to whom.
#[derive(Debug, Object)]
pub(super) struct NewReading {
    /// What is offered.
    #[oai(flatten)]
    pub(super) offer: Offer,
    /// The version of the person that you saw.
    pub(super) version: i64,
}

/// Other days of a reading that runs.
#[derive(Debug, Object)]
pub(super) struct NewTimes {
    /// The first day.
    pub(super) opens_on: NaiveDate,
    /// The last day.
    pub(super) closes_on: NaiveDate,
    /// Why less time than the partnership gives was agreed with them.
    #[oai(default)]
    pub(super) short_why: String,
    /// Why a day that they wish to avoid lies within the time.
    #[oai(default)]
    pub(super) avoid_why: String,
    /// Why the days are changed.
    pub(super) why: String,
    /// The version of the reading that you saw.
    pub(super) version: i64,
}

/// That a reading was offered in error.
#[derive(Debug, Object)]
pub(super) struct TakenBack {
    /// Why it is taken back.
    pub(super) why: String,
    /// The version of the reading that you saw.
    pub(super) version: i64,
}

/// The days that a reading had before.
#[derive(Debug, Object)]
pub(super) struct EarlierTimes {
    /// The first day.
    opens_on: NaiveDate,
    /// The last day.
    closes_on: NaiveDate,
    /// Why they were changed.
    why: String,
    /// By whom.
    changed_by: String,
    /// When.
    changed_at: DateTime<Utc>,
}

pub(super) fn earlier(one: room::Was, labels: &Labels) -> EarlierTimes {
    EarlierTimes {
        opens_on: one.opens_on,
        closes_on: one.closes_on,
        why: labels.show(&one.why),
        changed_by: one.changed_by_name,
        changed_at: one.changed_at,
    }
}

/// The end of a reading.
#[derive(Debug, Object)]
pub(super) struct End {
    /// How it ended.
    pub(super) how: Code<ReadingEnd>,
    /// The day.
    pub(super) ended_on: NaiveDate,
    /// The version of the reading that you saw.
    pub(super) version: i64,
}

/// A reason in words.
#[derive(Debug, Object)]
pub(super) struct Reason {
    /// Why there is nobody to ask.
    pub(super) reason: String,
}

pub(super) fn person(one: room::FamilyPerson, labels: &Labels) -> FamilyPerson {
    let shown = |text: &str| labels.show(text);
    FamilyPerson {
        id: one.id.to_string(),
        entry: one.entry.to_string(),
        name: labels.of(&one.code).unwrap_or(&one.code).to_owned(),
        close: one.close,
        leave_be: one.leave_be,
        held_back: one.is_held_back(),
        terms_settled_on: one.terms_settled_on,
        draft_settled_on: one.draft_settled_on,
        known: Known {
            relationship: shown(&one.relationship),
            part: one.part.into(),
            wishes: one.wishes.iter().copied().map(Code::from).collect(),
            medium: one.medium.into(),
            needs: shown(&one.needs),
            dates_to_avoid: shown(&one.dates_to_avoid),
            apart: shown(&one.apart),
            advocate_kind: Some(one.advocate_kind.into()),
            advocate: shown(&one.advocate),
            advocate_account: one.advocate_account.map(|id| id.to_string()),
            liaison: shown(&one.liaison),
            witness: one.witness,
            sio_agreed_on: one.sio_agreed_on,
            lawful_basis: shown(&one.lawful_basis),
        },
        version: one.version,
    }
}

pub(super) fn reading(one: room::Reading, labels: &Labels) -> Reading {
    Reading {
        id: one.id.to_string(),
        person: one.person.to_string(),
        offer: Offer {
            opens_on: one.opens_on,
            closes_on: one.closes_on,
            place: labels.show(&one.place),
            support: labels.show(&one.support),
            draft: labels.show(&one.draft),
            short_why: labels.show(&one.short_why),
            avoid_why: labels.show(&one.avoid_why),
        },
        ended_on: one.ended_on,
        ended_how: one.ended_how.map(Code::from),
        ended_why: labels.show(&one.ended_why),
        version: one.version,
    }
}

pub(super) fn contact(one: room::Contact, labels: &Labels) -> Contact {
    Contact {
        what: NewContact {
            held_on: one.held_on,
            by: one.medium.into(),
            about: one.about.into(),
            outcome: one.outcome.into(),
            note: labels.show(&one.note),
            next: labels.show(&one.next),
            next_on: one.next_on,
        },
        by_name: one.by_name,
        withheld: one.withheld,
        recorded_at: one.recorded_at,
    }
}
