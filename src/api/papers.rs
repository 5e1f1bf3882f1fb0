//! Papers typeset from a review's own data, each for its audience.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::types::{ParseFromJSON as _, ToJSON as _};
use poem_openapi::{Object, OpenApi};

use super::body::Sent;
use super::caller::Token;
use super::code::Code;
use super::fault::Fault;
use super::files::Pdf;
use super::lists::{Choice, Page, choice, paged};
use super::press::{Desk, Outcome};
use crate::access::right::{EditPapers, SeePapers};
use crate::access::{if_theirs, permit};
use crate::documents::papers::{self as room, Audience, PaperKind, Standing};
use crate::ui::Filled;

/// Operations on papers.
pub(super) struct Papers(pub(super) Arc<Desk>);

/// A paper that was made.
#[derive(Debug, Object)]
struct Paper {
    /// Its id.
    id: String,
    /// What it is.
    kind: String,
    /// The name of its file, without the ending.
    title: String,
    /// Whom it is for.
    audience: String,
    /// Its size in bytes.
    bytes: i64,
    /// Who made it.
    made_by: String,
    /// When.
    made_at: DateTime<Utc>,
    /// How many words in it may be a name and wait for an answer.
    words: u64,
    /// Whether the identity register has changed since it was searched, so that only those who make papers read it.
    old: bool,
}

/// How a paper that is published stands.
#[derive(Debug, Object)]
struct PublishedPaper {
    /// Which.
    kind: Code<PaperKind>,
    /// When it was last made and searched.
    searched_at: Option<DateTime<Utc>>,
    /// Whether that was from the review as it is now, and no name was found.
    stands: bool,
    /// Where it was made from the review as it is now and words in it may be a name: the document whose words wait for an answer.
    waits: Option<String>,
}

/// Words of a paper, wherever they stand as they do.
#[derive(Debug, Object)]
struct PaperPassage {
    /// The words around what was found.
    words: String,
    /// Where in the paper.
    places: Vec<String>,
}

/// Words of a finished paper that may be a name.
#[derive(Debug, Object)]
struct PaperWords {
    /// What an answer refers to.
    code: String,
    /// The entry of the identity register.
    entry: String,
    /// Every place in the paper where it was found.
    passages: Vec<PaperPassage>,
    /// Who answered that they are not the person; nothing while they wait.
    answered_by: Option<String>,
    /// When.
    answered_at: Option<DateTime<Utc>>,
}

/// What a paper asks.
#[derive(Debug, Object)]
struct PaperAsks {
    /// Each question once, those without an answer first.
    words: Vec<PaperWords>,
    /// Whether something of the register is in the paper that no answer lets leave.
    stopped: bool,
    /// Whether the paper was submitted or published, so that its answers stay.
    left: bool,
}

/// An answer to take back.
#[derive(Debug, Object)]
struct PaperAnswerBack {
    /// The code of the words.
    asked: String,
    /// When it was answered, as it was read.
    answered_at: DateTime<Utc>,
}

/// An answer.
#[derive(Debug, Object)]
struct PaperAnswer {
    /// The codes of the words that are not the person.
    asked: Vec<String>,
    /// How you know.
    reason: Option<String>,
    /// `not_the_person`, or `change` to take the paper back so that its text is changed.
    said: String,
}

/// The room.
#[derive(Debug, Object)]
struct PaperRoom {
    /// The papers that you may read, the latest first.
    papers: Vec<Paper>,
    /// Where this page of them stands.
    #[oai(flatten)]
    at: Page,
    /// The papers that are published, for those who may make them, from when the report is with the partnership until it is published.
    for_publication: Vec<PublishedPaper>,
    /// What can be made, for those who may.
    kinds: Vec<Code<PaperKind>>,
    /// Agencies to which a letter can go, for those who may make one.
    agencies: Vec<Choice>,
}

/// A paper to make. Which fields it has depends on its kind; the others are left out.
#[derive(Debug, Default, Object)]
#[oai(default)]
pub(super) struct NewPaper {
    /// Whom it is for, where there is a choice.
    audience: Option<Code<Audience>>,
    /// Of an action plan: `home_office`, `priorities` or `boards`.
    layout: Option<String>,
    /// Of a secure-records letter: the id of the agency.
    agency: Option<String>,
    /// Of a letter to the family: the id of an entry of the identity register, whose name and address it takes.
    recipient: Option<String>,
    /// Of a letter: the name or office to which it goes.
    to: Option<String>,
    /// Of a letter: the address.
    lines: Option<String>,
    /// Of a letter: how it begins.
    salutation: Option<String>,
    /// Of a letter: who signs.
    signed: Option<String>,
    /// Of a letter: the post of whoever signs.
    post: Option<String>,
    /// Of a letter: the telephone number.
    telephone: Option<String>,
    /// Of a letter: the email address.
    email: Option<String>,
    /// Of a decision notice or a letter to the family: reasons, where there is to be no review.
    reasons: Option<String>,
    /// Of a decision notice: what is learnt instead, and how.
    other_learning: Option<String>,
    /// Of a decision notice: what else was considered.
    alternatives: Option<String>,
    /// Of a decision notice: what the family say.
    family: Option<String>,
    /// Of a letter to the family: how the letter is given.
    method: Option<String>,
    /// Of a letter to the family: pronoun of the person who died.
    pronoun: Option<String>,
    /// Of a letter to the family: possessive.
    possessive: Option<String>,
    /// Of a letter to the family: personal words.
    personal: Option<String>,
    /// Of a letter to the family: what the family should know of a trial or an inquest.
    proceedings: Option<String>,
    /// Of a letter to the family: what is done instead.
    instead: Option<String>,
    /// Of a secure-records letter: records from.
    period_from: Option<NaiveDate>,
    /// Of a secure-records letter: records to.
    period_to: Option<NaiveDate>,
    /// Of a delay notice: work done so far.
    work_done: Option<String>,
    /// Of a delay notice: what has been learned and changed already.
    interim_learning: Option<String>,
    /// Of a delay notice: when the family were told.
    family_told: Option<NaiveDate>,
    /// Of a delay notice: when you write next.
    next_update: Option<NaiveDate>,
    /// Of a submission cover: reasons for lateness.
    lateness: Option<String>,
    /// Of a submission cover: how the family were involved.
    family_involvement: Option<String>,
    /// Of a submission cover: how anonymity was checked.
    anonymity: Option<String>,
}

/// A paper as its form begins.
#[derive(Debug, Object)]
struct PaperBegun {
    /// What the review knows already: change it where this reader needs other words, and send it.
    begins: NewPaper,
    /// What the letter must say besides.
    required: Vec<String>,
    /// People of the identity register to whom a letter may go, without their names.
    recipients: Vec<Choice>,
}

#[OpenApi]
impl Papers {
    /// The papers that you may read.
    #[oai(path = "/reviews/:review/papers", method = "get")]
    async fn room(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<PaperRoom>, Fault> {
        let mut desk = self.0.look::<SeePapers>(&token, &review).await?;
        let rows = room::papers(&mut desk.tx, &desk.grant).await?;
        let makes = if_theirs(permit::<EditPapers>(&mut desk.tx, desk.grant.actor(), desk.front.id).await)?.is_some();
        let agencies = if makes { room::agencies(&mut desk.tx, &desk.front).await? } else { Vec::new() };
        let sending = if makes { room::sending(&mut desk.tx, &desk.front).await? } else { Vec::new() };
        let (rows, at) = paged(rows, page.0);
        Ok(Json(PaperRoom {
            for_publication: sending.into_iter().map(published).collect(),
            papers: rows.into_iter().map(paper).collect(),
            at,
            kinds: PaperKind::ALL.iter().filter(|_| makes).map(|kind| Code::from(*kind)).collect(),
            agencies: agencies.into_iter().map(|(id, name)| choice(id, name)).collect(),
        }))
    }

    /// Make the report, the summary and the action plan for publication, those of them that were not made and searched as the review is now.
    #[oai(path = "/reviews/:review/papers/for-publication", method = "post")]
    async fn make_for_publication(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
    ) -> Outcome {
        self.0.send_filled(&token, "/reviews/:review/papers/for-publication", &[("review", &review)], Filled::new()).await
    }

    /// A paper as its form begins, for those who may make one.
    #[oai(path = "/reviews/:review/papers/new/:kind", method = "get")]
    async fn begun(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// What to make.
        kind: Path<Code<PaperKind>>,
    ) -> Result<Json<PaperBegun>, Fault> {
        let kind: PaperKind = kind.as_str().parse().map_err(|_| Fault::not_there())?;
        let mut desk = self.0.look::<EditPapers>(&token, &review).await?;
        let begun = room::begun(&mut desk.tx, &desk.grant, kind).await?;
        Ok(Json(PaperBegun {
            begins: begins(begun.values)?,
            required: begun.required.into_iter().map(str::to_owned).collect(),
            recipients: begun.recipients.into_iter().map(|(id, who)| choice(id, who)).collect(),
        }))
    }

    /// Make a paper. What is made under pseudonyms is searched for every entry of the identity register, and is not kept if one is found.
    #[oai(path = "/reviews/:review/papers/new/:kind", method = "post")]
    async fn make(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// What to make.
        kind: Path<Code<PaperKind>>,
        new: Sent<NewPaper>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("kind", kind.as_str())];
        self.0.send(&token, "/reviews/:review/papers/new/:kind", &at, &new.0).await
    }

    /// The words of a paper that may be a name. That you saw them is on the audit record.
    #[oai(path = "/reviews/:review/papers/:document/words", method = "get")]
    async fn words(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the paper.
        document: Path<String>,
    ) -> Result<Json<PaperAsks>, Fault> {
        let document = document.parse().map_err(|_| Fault::not_there())?;
        let mut desk = self.0.look_on_record::<EditPapers>(&token, &review).await?;
        let asked = room::asked(&mut desk.tx, &self.0.app, &desk.grant, document).await?;
        desk.tx.commit().await?;
        Ok(Json(PaperAsks { stopped: asked.stopped, left: asked.left, words: asked.questions.into_iter().map(words).collect() }))
    }

    /// Answer that words of a paper are not the person, or take the paper back.
    #[oai(path = "/reviews/:review/papers/:document/words", method = "post")]
    async fn answer(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the paper.
        document: Path<String>,
        answer: Sent<PaperAnswer>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("document", document.as_str())];
        self.0.send(&token, "/reviews/:review/papers/:document/words", &at, &answer.0).await
    }

    /// Search a kept paper once more, for the identity register as it is now: its readers read it again when nothing is found.
    #[oai(path = "/reviews/:review/papers/:document/search", method = "post")]
    async fn search_again(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the paper.
        document: Path<String>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("document", document.as_str())];
        self.0.send_filled(&token, "/reviews/:review/papers/:document/search", &at, Filled::new()).await
    }

    /// Take back an answer that was given in error, while the paper is not submitted or published. The words wait for one again.
    #[oai(path = "/reviews/:review/papers/:document/words/take-back", method = "post")]
    async fn take_answer_back(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the paper.
        document: Path<String>,
        answer: Sent<PaperAnswerBack>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("document", document.as_str())];
        self.0.send(&token, "/reviews/:review/papers/:document/words/take-back", &at, &answer.0).await
    }

    /// A paper as a PDF. That you took it is on the audit record.
    #[oai(path = "/reviews/:review/papers/:document", method = "get")]
    async fn take(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the paper.
        document: Path<String>,
    ) -> Result<Pdf, Fault> {
        let at = [("review", review.as_str()), ("document", document.as_str())];
        Ok(self.0.file(&token, "/reviews/:review/papers/:document", &at).await?.into())
    }
}

fn published((kind, standing): (PaperKind, Standing)) -> PublishedPaper {
    let (searched_at, stands, waits) = match standing {
        Standing::NotMade => (None, false, None),
        Standing::Old(at) => (Some(at), false, None),
        Standing::Waits { at, document, .. } => (Some(at), false, Some(document.to_string())),
        Standing::Clean(at) => (Some(at), true, None),
    };
    PublishedPaper { kind: Code::from(kind), searched_at, stands, waits }
}

fn words(one: room::Question) -> PaperWords {
    let (answered_by, answered_at) = one.answer.map(|answer| (answer.by, answer.at)).unzip();
    let passages = one.passages.into_iter().map(|one| PaperPassage { words: one.words, places: one.places }).collect();
    PaperWords { code: one.code, entry: one.entry, passages, answered_by, answered_at }
}

/// The values of a form as the object that can be sent.
fn begins(mut f: Filled) -> Result<NewPaper, Fault> {
    let mut object = NewPaper::default().to_json().unwrap_or_default();
    for (name, value) in object.as_object_mut().into_iter().flatten() {
        match f.optional_date(name, "") {
            Some(Some(day)) => *value = day.to_string().into(),
            Some(None) | None if !f.get(name).is_empty() => *value = f.get(name).into(),
            Some(None) | None => {}
        }
    }
    NewPaper::parse_from_json(Some(object)).map_err(|_| Fault::internal("a paper's form begins with what it cannot hold"))
}

fn paper(row: room::PaperRow) -> Paper {
    Paper {
        id: row.id.to_string(),
        kind: row.kind,
        title: row.title,
        audience: row.audience,
        bytes: row.bytes,
        made_by: row.made_by,
        made_at: row.made_at,
        words: u64::try_from(row.words).unwrap_or(u64::MAX),
        old: row.old,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_letter_asks_can_be_sent() {
        let sent = NewPaper::default().to_json().unwrap();
        for kind in PaperKind::ALL {
            for name in room::field_names(*kind) {
                assert!(sent.get(name).is_some(), "{kind} asks for {name}");
            }
        }
    }
}
