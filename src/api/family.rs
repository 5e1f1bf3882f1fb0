//! Family and friends: who they are, what they wish, every contact with them, and what they said of the draft.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use crate::access::right::{Object as Room, SeeFamily, Verb};
use crate::family::{
    self as room, About, AdvocateKind, CommentAnswer, CommentKind, FamilyId, Medium, Outcome as CameOf, Part, ReadingEnd,
    ReadingId, Wish,
};
use crate::panel;
use crate::parties;
use crate::redaction::Labels;
use crate::ui::Filled;

use super::caller::Token;
use super::code::Code;
use super::fault::Fault;
use super::lists::{Choice, Page, choice, paged};
use super::press::{Desk, Outcome};

/// Operations on family and friends.
pub(super) struct Family(pub(super) Arc<Desk>);

/// Somebody of the family or a friend. Who sees the family in summary gets no notes on them: those are empty.
#[derive(Debug, Object)]
struct FamilyPerson {
    /// Their id.
    id: String,
    /// The id of their entry in the identity register.
    entry: String,
    /// What they are called in texts.
    name: String,
    /// Whether they are of the close family, who are asked at each stage.
    close: bool,
    /// Whether they are to be left alone.
    leave_be: bool,
    /// Whether nobody may ask them what they saw, because they are a witness and the police have not agreed.
    held_back: bool,
    /// When it was settled what they say of the terms of reference.
    terms_settled_on: Option<NaiveDate>,
    /// When it was settled whether they read the draft.
    draft_settled_on: Option<NaiveDate>,
    /// What is known of them.
    #[oai(flatten)]
    known: Known,
    /// To be sent back with a change.
    version: i64,
}

/// What is known of somebody.
#[derive(Debug, Object)]
struct Known {
    /// The relationship in words: "older sister".
    relationship: String,
    /// What they are to the person who died.
    part: Code<Part>,
    /// What they wish.
    #[oai(default)]
    wishes: Vec<Code<Wish>>,
    /// How they prefer to be in touch.
    medium: Code<Medium>,
    /// What they need: language, access, times.
    #[oai(default)]
    needs: String,
    /// Days on which nobody should write or call.
    #[oai(default)]
    dates_to_avoid: String,
    /// A rift in the family, or a side taken, so that people are met apart.
    #[oai(default)]
    apart: String,
    /// Who stands by them.
    advocate_kind: Option<Code<AdvocateKind>>,
    /// The advocate and how to reach them.
    #[oai(default)]
    advocate: String,
    /// The id of the advocate's account, when they sign in.
    advocate_account: Option<String>,
    /// The family liaison officer.
    #[oai(default)]
    liaison: String,
    /// Whether they are a witness in criminal proceedings.
    #[oai(default)]
    witness: bool,
    /// When the senior investigating officer agreed that they may be asked what they saw.
    sio_agreed_on: Option<NaiveDate>,
    /// Consent, or another lawful basis for keeping what they say.
    #[oai(default)]
    lawful_basis: String,
}

/// Why there is nobody to ask.
#[derive(Debug, Object)]
struct Nobody {
    /// The reason.
    reason: String,
    /// Who recorded it.
    recorded_by: String,
    /// When.
    recorded_on: NaiveDate,
}

/// A reading of the draft.
#[derive(Debug, Object)]
struct Reading {
    /// Its id.
    id: String,
    /// The id of the person who reads.
    person: String,
    /// What was offered.
    #[oai(flatten)]
    offer: Offer,
    /// When it ended.
    ended_on: Option<NaiveDate>,
    /// How it ended.
    ended_how: Option<Code<ReadingEnd>>,
    /// To be sent back when it ends.
    version: i64,
}

/// The room.
#[derive(Debug, Object)]
struct FamilyRoom {
    /// Everybody whom you may see.
    people: Vec<FamilyPerson>,
    /// Why there is nobody to ask, if that is on record.
    nobody: Option<Nobody>,
    /// Readings of the draft, the latest first.
    readings: Vec<Reading>,
    /// Entries of the identity register to choose from, for those who may add somebody.
    register: Vec<Choice>,
    /// Accounts that an advocate may have, for those who may add somebody.
    advocates: Vec<Choice>,
}

/// A contact on record.
#[derive(Debug, Object)]
struct Contact {
    /// What was logged.
    #[oai(flatten)]
    what: NewContact,
    /// Who was in touch.
    by_name: String,
    /// When it was recorded.
    recorded_at: DateTime<Utc>,
}

/// One person with the contacts.
#[derive(Debug, Object)]
struct PersonSeen {
    /// The person.
    person: FamilyPerson,
    /// How they can be reached without danger; only when it was asked for.
    safe_contact: Option<String>,
    /// The contacts with them, the latest first.
    contacts: Vec<Contact>,
    /// Where this page of contacts stands.
    #[oai(flatten)]
    at: Page,
}

/// Somebody to add.
#[derive(Debug, Object)]
struct NewPerson {
    /// The id of their entry in the identity register, where their name is.
    entry: String,
    /// What is known of them.
    #[oai(flatten)]
    known: Known,
    /// How they can be reached without danger, and in which language. It is kept sealed.
    #[oai(default)]
    safe_contact: String,
}

/// Somebody as they are changed.
#[derive(Debug, Object)]
struct ChangedPerson {
    /// What is known of them.
    #[oai(flatten)]
    known: Known,
    /// How they can be reached without danger; what is recorded is kept when this is empty.
    #[oai(default)]
    safe_contact: String,
    /// The version that you saw.
    version: i64,
}

/// A contact or an attempt.
#[derive(Debug, Object)]
struct NewContact {
    /// The day.
    held_on: NaiveDate,
    /// How.
    by: Code<Medium>,
    /// About what.
    about: Code<About>,
    /// What came of it.
    outcome: Code<CameOf>,
    /// What was said, in words that the person may read one day.
    #[oai(default)]
    note: String,
    /// What was promised next.
    #[oai(default)]
    next: String,
    /// By when.
    next_on: Option<NaiveDate>,
}

/// A reading to offer.
#[derive(Debug, Object)]
struct Offer {
    /// The first day.
    opens_on: NaiveDate,
    /// The last day.
    closes_on: NaiveDate,
    /// Where, in private.
    #[oai(default)]
    place: String,
    /// Who is with them.
    #[oai(default)]
    support: String,
    /// Which version of the draft.
    draft: String,
}

/// The end of a reading.
#[derive(Debug, Object)]
struct End {
    /// How it ended.
    how: Code<ReadingEnd>,
    /// The day.
    ended_on: NaiveDate,
    /// The version of the reading that you saw.
    version: i64,
}

/// A comment on the draft.
#[derive(Debug, Object)]
struct NewComment {
    /// Where in the draft.
    #[oai(default)]
    passage: String,
    /// What it is about.
    kind: Code<CommentKind>,
    /// The comment, in their words.
    comment: String,
}

/// A comment on record.
#[derive(Debug, Object)]
struct Comment {
    /// Its id.
    id: String,
    /// Its number in the reading.
    number: i64,
    /// What was written down.
    #[oai(flatten)]
    what: NewComment,
    /// What became of it.
    answer: Option<Code<CommentAnswer>>,
    /// Why, for what was not accepted whole.
    reason: String,
    /// Who answered.
    answered_by: String,
    /// When.
    answered_on: Option<NaiveDate>,
    /// When the person was told.
    told_on: Option<NaiveDate>,
    /// To be sent back with the answer.
    version: i64,
}

/// A reading with what was said of the draft.
#[derive(Debug, Object)]
struct ReadingSeen {
    /// The reading.
    reading: Reading,
    /// The comments, in order.
    comments: Vec<Comment>,
}

/// What becomes of a comment.
#[derive(Debug, Object)]
struct Answer {
    /// What becomes of it.
    answer: Code<CommentAnswer>,
    /// Why: needed unless it is accepted whole, because the family will be told.
    #[oai(default)]
    reason: String,
    /// The version of the comment that you saw.
    version: i64,
}

/// That the family were told what became of their comments.
#[derive(Debug, Object)]
struct Told {
    /// The day.
    told_on: NaiveDate,
}

/// A reason in words.
#[derive(Debug, Object)]
struct Reason {
    /// Why there is nobody to ask.
    reason: String,
}

#[OpenApi]
impl Family {
    /// Family and friends, as far as your right goes. That you looked is on the audit record.
    #[oai(path = "/reviews/:review/family", method = "get")]
    async fn room(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
    ) -> Result<Json<FamilyRoom>, Fault> {
        let mut desk = self.0.look_on_record::<SeeFamily>(&token, &review).await?;
        let people = room::people(&mut desk.tx, &desk.grant).await?;
        let nobody = room::nobody(&mut desk.tx, &desk.grant).await?;
        let readings = room::readings(&mut desk.tx, &desk.grant).await?;
        let (mut register, mut advocates) = (Vec::new(), Vec::new());
        if desk.may(Room::Family, Verb::Edit) {
            register = parties::people(&mut desk.tx, desk.front.id).await?;
            advocates = panel::colleagues(&mut desk.tx, &desk.grant).await?;
        }
        let labels = &desk.labels;
        let nobody =
            nobody.map(|(reason, recorded_by, recorded_on)| Nobody { reason: labels.show(&reason), recorded_by, recorded_on });
        let seen = FamilyRoom {
            people: people.into_iter().map(|one| person(one, labels)).collect(),
            nobody,
            readings: readings.into_iter().map(|one| reading(one, labels)).collect(),
            register: register.iter().map(|one| choice(one.id, one.described())).collect(),
            advocates: advocates.into_iter().map(|one| choice(one.id, one.name)).collect(),
        };
        desk.tx.commit().await?;
        Ok(Json(seen))
    }

    /// Add somebody whose name is in the identity register.
    #[oai(path = "/reviews/:review/family", method = "post")]
    async fn add(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        new: Json<NewPerson>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/family/new", &[("review", &review)], &new.0).await
    }

    /// Record that there is nobody in the family to ask or to tell.
    #[oai(path = "/reviews/:review/family/nobody", method = "post")]
    async fn nobody(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        why: Json<Reason>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/family/nobody", &[("review", &review)], &why.0).await
    }

    /// One person with the contacts. That you looked is on the audit record.
    #[oai(path = "/reviews/:review/family/:person", method = "get")]
    async fn one(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the person.
        person: Path<String>,
        /// Also how they can be reached without danger, which goes on record by itself.
        safe: Query<Option<bool>>,
        /// The page of contacts, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<PersonSeen>, Fault> {
        let id: FamilyId = person.parse().map_err(|_| Fault::not_there())?;
        let mut desk = self.0.look_on_record::<SeeFamily>(&token, &review).await?;
        let all = room::people(&mut desk.tx, &desk.grant).await?;
        let found = all.into_iter().find(|one| one.id == id).ok_or_else(Fault::not_there)?;
        let contacts = room::contacts(&mut desk.tx, &desk.grant, Some(id)).await?;
        let safe_contact = match safe.0 {
            Some(true) => Some(room::safe_contact(&mut desk.tx, &self.0.app.keyring, &desk.grant, id).await?),
            Some(false) | None => None,
        };
        let (contacts, at) = paged(contacts, page.0);
        let contacts = contacts.into_iter().map(|one| contact(one, &desk.labels)).collect();
        let seen = PersonSeen { person: self::person(found, &desk.labels), safe_contact, contacts, at };
        desk.tx.commit().await?;
        Ok(Json(seen))
    }

    /// Change what is known of somebody.
    #[oai(path = "/reviews/:review/family/:person/change", method = "post")]
    async fn change(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the person.
        person: Path<String>,
        change: Json<ChangedPerson>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("person", person.as_str())];
        self.0.send(&token, "/reviews/:review/family/:person/change", &at, &change.0).await
    }

    /// Log a contact or an attempt.
    #[oai(path = "/reviews/:review/family/:person/contact", method = "post")]
    async fn contact(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the person.
        person: Path<String>,
        new: Json<NewContact>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("person", person.as_str())];
        self.0.send(&token, "/reviews/:review/family/:person/contact", &at, &new.0).await
    }

    /// Offer somebody a reading of the draft.
    #[oai(path = "/reviews/:review/family/:person/reading", method = "post")]
    async fn offer(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the person.
        person: Path<String>,
        new: Json<Offer>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("person", person.as_str())];
        self.0.send(&token, "/reviews/:review/family/:person/reading", &at, &new.0).await
    }

    /// A reading with what was said of the draft. That you looked is on the audit record.
    #[oai(path = "/reviews/:review/family/readings/:reading", method = "get")]
    async fn reading(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the reading.
        reading: Path<String>,
    ) -> Result<Json<ReadingSeen>, Fault> {
        let id: ReadingId = reading.parse().map_err(|_| Fault::not_there())?;
        let mut desk = self.0.look_on_record::<SeeFamily>(&token, &review).await?;
        let all = room::readings(&mut desk.tx, &desk.grant).await?;
        let found = all.into_iter().find(|one| one.id == id).ok_or_else(Fault::not_there)?;
        let said = room::comments(&mut desk.tx, &desk.grant, id).await?;
        let comments = said.into_iter().map(|one| comment(one, &desk.labels)).collect();
        let seen = ReadingSeen { reading: self::reading(found, &desk.labels), comments };
        desk.tx.commit().await?;
        Ok(Json(seen))
    }

    /// Write down a comment on the draft.
    #[oai(path = "/reviews/:review/family/readings/:reading/comments", method = "post")]
    async fn comment(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the reading.
        reading: Path<String>,
        new: Json<NewComment>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("reading", reading.as_str())];
        self.0.send(&token, "/reviews/:review/family/readings/:reading/comments", &at, &new.0).await
    }

    /// Answer a comment.
    #[oai(path = "/reviews/:review/family/comments/:comment", method = "post")]
    async fn answer(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the comment.
        comment: Path<String>,
        answer: Json<Answer>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("comment", comment.as_str())];
        // The page has a form for each comment, and ends the names of its fields with the comment's number.
        let body = Filled::new()
            .with("number", "1")
            .with("answer-1", answer.answer.as_str())
            .with("reason-1", answer.reason.as_str())
            .with("version", answer.version.to_string());
        let sent = self.0.send_filled(&token, "/reviews/:review/family/comments/:comment", &at, body).await;
        sent.map_err(|fault| fault.without("-1"))
    }

    /// Record that they were told what became of their comments.
    #[oai(path = "/reviews/:review/family/readings/:reading/told", method = "post")]
    async fn told(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the reading.
        reading: Path<String>,
        told: Json<Told>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("reading", reading.as_str())];
        self.0.send(&token, "/reviews/:review/family/readings/:reading/told", &at, &told.0).await
    }

    /// End a reading.
    #[oai(path = "/reviews/:review/family/readings/:reading/finish", method = "post")]
    async fn finish(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the reading.
        reading: Path<String>,
        end: Json<End>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("reading", reading.as_str())];
        self.0.send(&token, "/reviews/:review/family/readings/:reading/finish", &at, &end.0).await
    }
}

fn person(one: room::FamilyPerson, labels: &Labels) -> FamilyPerson {
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
            wishes: one.wishes().into_iter().map(Code::from).collect(),
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

fn reading(one: room::Reading, labels: &Labels) -> Reading {
    Reading {
        id: one.id.to_string(),
        person: one.person.to_string(),
        offer: Offer {
            opens_on: one.opens_on,
            closes_on: one.closes_on,
            place: labels.show(&one.place),
            support: labels.show(&one.support),
            draft: labels.show(&one.draft),
        },
        ended_on: one.ended_on,
        ended_how: one.ended_how.map(Code::from),
        version: one.version,
    }
}

fn contact(one: room::Contact, labels: &Labels) -> Contact {
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
        recorded_at: one.recorded_at,
    }
}

fn comment(one: room::Comment, labels: &Labels) -> Comment {
    Comment {
        id: one.id.to_string(),
        number: one.number,
        what: NewComment { passage: labels.show(&one.passage), kind: one.kind.into(), comment: labels.show(&one.comment) },
        answer: one.answer.map(Code::from),
        reason: labels.show(&one.reason),
        answered_by: one.answered_by,
        answered_on: one.answered_on,
        told_on: one.told_on,
        version: one.version,
    }
}
