//! What is sent and shown about papers.

use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::Object;
use poem_openapi::types::{ParseFromJSON as _, ToJSON as _};

use crate::documents::papers::{self as room, Audience, PaperKind, Standing};
use crate::ui::Filled;

use super::code::Code;
use super::fault::Fault;
use super::lists::{Choice, Page};

/// A paper that was made.
#[derive(Debug, Object)]
pub(super) struct Paper {
    /// Its id.
    pub(super) id: String,
    /// What it is.
    pub(super) kind: String,
    /// The name of its file, without the ending.
    pub(super) title: String,
    /// Whom it is for.
    pub(super) audience: String,
    /// The name of the agency that a letter goes to.
    pub(super) agency: Option<String>,
    /// Its size in bytes.
    pub(super) bytes: i64,
    /// Who made it.
    pub(super) made_by: String,
    /// When.
    pub(super) made_at: DateTime<Utc>,
    /// How many words in it may be a name and wait for an answer.
    pub(super) words: u64,
    /// Whether the identity register has changed since it was searched, so that only those who make papers read it.
    pub(super) old: bool,
}

/// How a paper that is published stands.
#[derive(Debug, Object)]
pub(super) struct PublishedPaper {
    /// Which.
    pub(super) kind: Code<PaperKind>,
    /// When it was last made and searched.
    pub(super) searched_at: Option<DateTime<Utc>>,
    /// Whether that was from the review as it is now, and no name was found.
    pub(super) stands: bool,
    /// Where it was made from the review as it is now and words in it may be a name: the document whose words wait for an answer.
    pub(super) waits: Option<String>,
    /// What has changed since it was made, in words; empty where nothing has, or where it is not known what.
    pub(super) changed: Vec<String>,
}

/// Words of a paper, wherever they stand as they do.
#[derive(Debug, Object)]
pub(super) struct PaperPassage {
    /// The words around what was found.
    pub(super) words: String,
    /// Where in the paper.
    pub(super) places: Vec<String>,
}

/// Words of a finished paper that may be a name.
#[derive(Debug, Object)]
pub(super) struct PaperWords {
    /// What an answer refers to.
    pub(super) code: String,
    /// The entry of the identity register; `nobody` for a name behind a title that no entry has.
    pub(super) entry: String,
    /// Every place in the paper where it was found.
    pub(super) passages: Vec<PaperPassage>,
    /// Who answered that they are not the person; nothing while they wait.
    pub(super) answered_by: Option<String>,
    /// When.
    pub(super) answered_at: Option<DateTime<Utc>>,
}

/// What a paper asks.
#[derive(Debug, Object)]
pub(super) struct PaperAsks {
    /// Each question once, those without an answer first.
    pub(super) words: Vec<PaperWords>,
    /// Where this page of questions stands.
    #[oai(flatten)]
    pub(super) at: Page,
    /// Whether something of the register is in the paper that no answer lets leave.
    pub(super) stopped: bool,
    /// Whether the paper was submitted or published, so that its answers stay.
    pub(super) left: bool,
}

/// An answer to take back.
#[derive(Debug, Object)]
pub(super) struct PaperAnswerBack {
    /// The code of the words.
    pub(super) asked: String,
    /// When it was answered, as it was read.
    pub(super) answered_at: DateTime<Utc>,
}

/// An answer.
#[derive(Debug, Object)]
pub(super) struct PaperAnswer {
    /// The codes of the words that are not the person.
    pub(super) asked: Vec<String>,
    /// How you know.
    pub(super) reason: Option<String>,
    /// `not_the_person`, or `change` to take the paper back so that its text is changed.
    pub(super) said: String,
}

/// The room.
#[derive(Debug, Object)]
pub(super) struct PaperRoom {
    /// The papers that you may read, the latest first.
    pub(super) papers: Vec<Paper>,
    /// Where this page of them stands.
    #[oai(flatten)]
    pub(super) at: Page,
    /// The papers that are published, for those who may make them, from when the report is with the partnership until it is published.
    pub(super) for_publication: Vec<PublishedPaper>,
    /// What can be made, for those who may.
    pub(super) kinds: Vec<Code<PaperKind>>,
    /// Agencies to which a letter can go, for those who may make one.
    pub(super) agencies: Vec<Choice>,
}

/// A paper to make. Which fields it has depends on its kind; the others are left out.
#[derive(Debug, Default, Object)]
#[oai(default)]
pub(super) struct NewPaper {
    /// Whom it is for, where there is a choice.
    pub(super) audience: Option<Code<Audience>>,
    /// Of an action plan: `home_office`, `priorities` or `boards`.
    pub(super) layout: Option<String>,
    /// Of a secure-records letter: the id of the agency.
    pub(super) agency: Option<String>,
    /// Of a letter to the family: the id of an entry of the identity register, whose name and address it takes.
    pub(super) recipient: Option<String>,
    /// Of a letter: the name or office to which it goes.
    pub(super) to: Option<String>,
    /// Of a letter: the address.
    pub(super) lines: Option<String>,
    /// Of a letter: how it begins.
    pub(super) salutation: Option<String>,
    /// Of a letter: who signs.
    pub(super) signed: Option<String>,
    /// Of a letter: the post of whoever signs.
    pub(super) post: Option<String>,
    /// Of a letter: the telephone number.
    pub(super) telephone: Option<String>,
    /// Of a letter: the email address.
    pub(super) email: Option<String>,
    /// Of a decision notice or a letter to the family: reasons, where there is to be no review.
    pub(super) reasons: Option<String>,
    /// Of a decision notice: why it takes the place of an earlier decision, and what the family were told.
    pub(super) change: Option<String>,
    /// Of a decision notice: what is learnt instead, and how.
    pub(super) other_learning: Option<String>,
    /// Of a decision notice: what else was considered.
    pub(super) alternatives: Option<String>,
    /// Of a decision notice: what the family say.
    pub(super) family: Option<String>,
    /// Of a letter to the family: how the letter is given.
    pub(super) method: Option<String>,
    /// Of a letter to the family: pronoun of the person who died.
    pub(super) pronoun: Option<String>,
    /// Of a letter to the family: possessive.
    pub(super) possessive: Option<String>,
    /// Of a letter to the family: personal words.
    pub(super) personal: Option<String>,
    /// Of a letter to the family: what the family should know of a trial or an inquest.
    pub(super) proceedings: Option<String>,
    /// Of a letter to the family: what is done instead.
    pub(super) instead: Option<String>,
    /// Of a letter to the family: a sentence on what they had hoped for.
    pub(super) hoped: Option<String>,
    /// Of a secure-records letter: records from.
    pub(super) period_from: Option<NaiveDate>,
    /// Of a secure-records letter: records to.
    pub(super) period_to: Option<NaiveDate>,
    /// Of a delay notice: work done so far.
    pub(super) work_done: Option<String>,
    /// Of a delay notice: what has been learned and changed already.
    pub(super) interim_learning: Option<String>,
    /// Of a delay notice: when the family were told.
    pub(super) family_told: Option<NaiveDate>,
    /// Of a delay notice: who of the family was told, and how, without names.
    pub(super) family_who: Option<String>,
    /// Of a delay notice: when you write next.
    pub(super) next_update: Option<NaiveDate>,
    /// Of a submission cover: reasons for lateness.
    pub(super) lateness: Option<String>,
    /// Of a submission cover: how the family were involved.
    pub(super) family_involvement: Option<String>,
    /// Of a submission cover: how anonymity was checked.
    pub(super) anonymity: Option<String>,
}

/// A paper as its form begins.
#[derive(Debug, Object)]
pub(super) struct PaperBegun {
    /// What the review knows already: change it where this reader needs other words, and send it.
    pub(super) begins: NewPaper,
    /// What the letter must say besides.
    pub(super) required: Vec<String>,
    /// People of the identity register to whom a letter may go, without their names.
    pub(super) recipients: Vec<Choice>,
}

/// How one of them stands.
pub(super) fn published((kind, standing): (PaperKind, Standing)) -> PublishedPaper {
    let (searched_at, stands, waits, changed) = match standing {
        Standing::NotMade => (None, false, None, Vec::new()),
        Standing::Old(at, changed) => (Some(at), false, None, changed),
        Standing::Waits { at, document, .. } => (Some(at), false, Some(document.to_string()), Vec::new()),
        Standing::Clean(at) => (Some(at), true, None, Vec::new()),
    };
    let changed = changed.into_iter().map(str::to_owned).collect();
    PublishedPaper { kind: Code::from(kind), searched_at, stands, waits, changed }
}

/// A question with where it was found.
pub(super) fn words(one: room::Question) -> PaperWords {
    let (answered_by, answered_at) = one.answer.map(|answer| (answer.by, answer.at)).unzip();
    let passages = one.passages.into_iter().map(|one| PaperPassage { words: one.words, places: one.places }).collect();
    PaperWords { code: one.code, entry: one.entry, passages, answered_by, answered_at }
}

/// The values of a form as the object that can be sent.
pub(super) fn begins(mut f: Filled) -> Result<NewPaper, Fault> {
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

/// A paper as it is listed.
pub(super) fn paper(row: room::PaperRow) -> Paper {
    Paper {
        id: row.id.to_string(),
        kind: row.kind,
        title: row.title,
        audience: row.audience,
        agency: row.agency,
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
