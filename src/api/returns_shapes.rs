//! What is sent and shown about returns of agencies.

use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::{Multipart, Object};

use super::code::Code;
use super::files::SentFile;
use super::lists::{Choice, Page, paged};
use crate::imr::{self as room, Excuse, Level, Request, Return, ReturnReason, Secures, Sight, State, Verdict};
use crate::redaction::Labels;

/// What an agency was asked for.
#[derive(Debug, Object)]
pub(super) struct Asked {
    /// The id of the request.
    pub(super) id: String,
    /// The id of the agency.
    pub(super) organisation: String,
    /// Its name.
    pub(super) agency: String,
    /// How much.
    pub(super) level: Code<Level>,
    /// What in particular.
    pub(super) asks: String,
    /// When it was asked.
    pub(super) asked_on: NaiveDate,
    /// By when; in a second round, by when it is wanted again is in the round before.
    pub(super) due: NaiveDate,
    /// How it stands.
    pub(super) state: Code<State>,
    /// Why the agency was excused.
    pub(super) excused_why: Option<Code<Excuse>>,
    /// More words on that.
    pub(super) excused_words: String,
    /// To be sent back when the agency is excused.
    pub(super) version: i64,
}

/// The room.
#[derive(Debug, Object)]
pub(super) struct ReturnRoom {
    /// What agencies were asked for, as far as you may know of it, in the order of their names.
    pub(super) requests: Vec<Asked>,
    /// Where this page of them stands.
    #[oai(flatten)]
    pub(super) at: Page,
    /// Agencies to choose from, for those who may ask one.
    pub(super) agencies: Vec<Choice>,
}

/// What a return says.
#[derive(Debug, Object)]
pub(super) struct Words {
    /// The words.
    #[oai(default)]
    pub(super) body: String,
    /// No record of anybody was found in any system searched.
    #[oai(default)]
    pub(super) nil: bool,
    /// The systems searched; a nil return must name them.
    #[oai(default)]
    pub(super) systems: String,
    /// What was searched for; a nil return must say so.
    #[oai(default)]
    pub(super) identifiers: String,
}

/// One round of an agency's answer.
#[derive(Debug, Object)]
pub(super) struct Round {
    /// From 1.
    pub(super) round: i64,
    /// What it says, with pseudonyms.
    #[oai(flatten)]
    pub(super) words: Words,
    /// Who wrote it.
    pub(super) author_name: String,
    /// Their post.
    pub(super) author_post: String,
    /// When they declared their independence.
    pub(super) declared_at: Option<DateTime<Utc>>,
    /// Who signed for the agency.
    pub(super) signatory_name: String,
    /// Their post.
    pub(super) signatory_post: String,
    /// What they reserve.
    pub(super) reservations: String,
    /// The day on which it was signed.
    pub(super) signed_on: Option<NaiveDate>,
    /// When the signature was entered, which locked it.
    pub(super) signed_at: Option<DateTime<Utc>>,
    /// What the chair made of it.
    pub(super) verdict: Option<Code<Verdict>>,
    /// Why it was sent back.
    pub(super) verdict_reasons: Vec<Code<ReturnReason>>,
    /// The chair's words.
    pub(super) verdict_words: String,
    /// By when it is wanted again.
    pub(super) again_by: Option<NaiveDate>,
    /// When it was released to the panel.
    pub(super) released_at: Option<DateTime<Utc>>,
    /// Of the latest round: to be sent back with what is written, declared, signed or judged.
    pub(super) version: i64,
}

/// A file of a return.
#[derive(Debug, Object)]
pub(super) struct ReturnFile {
    /// Its id.
    pub(super) document: String,
    /// What it is called here.
    pub(super) title: String,
    /// `report` or `chronology`.
    pub(super) part: String,
    /// Its size in bytes.
    pub(super) bytes: i64,
    /// When it came.
    pub(super) made_at: DateTime<Utc>,
}

/// What you may do with a request, whatever its state.
#[derive(Debug, Object)]
pub(super) struct May {
    /// Write the return, hand in files, declare.
    pub(super) write: bool,
    /// Sign it for the agency.
    pub(super) sign: bool,
    /// Accept it, send it back, release it.
    pub(super) judge: bool,
    /// Excuse the agency.
    pub(super) ask: bool,
}

/// A request with what you may read of the answer.
#[derive(Debug, Object)]
pub(super) struct ReturnSeen {
    /// The request.
    pub(super) request: Asked,
    /// Whether you may read what is written; otherwise you see how far it is.
    pub(super) readable: bool,
    /// The rounds that you may read, the latest first.
    pub(super) rounds: Vec<Round>,
    /// Where this page of rounds stands.
    #[oai(flatten)]
    pub(super) at: Page,
    /// The files of the latest of these.
    pub(super) files: Vec<ReturnFile>,
    /// Where this page of files stands.
    pub(super) files_at: Page,
    /// For who writes it: the words of the latest round, to be changed and sent back. Whom a name in them means stays known as long as its
    /// sentence is sent back as it was.
    #[oai(skip_serializing_if_is_none)]
    pub(super) kept: Option<Words>,
    /// Why it cannot be signed yet.
    pub(super) missing: Vec<String>,
    /// What you may do.
    pub(super) may: May,
}

/// Something to ask an agency for.
#[derive(Debug, Object)]
pub(super) struct NewRequest {
    /// The id of the agency.
    pub(super) agency: String,
    /// How much.
    pub(super) level: Code<Level>,
    /// What in particular.
    #[oai(default)]
    pub(super) asks: String,
    /// On which day; today if you do not say.
    pub(super) asked_on: Option<NaiveDate>,
}

/// A return as its author has it so far.
#[derive(Debug, Object)]
pub(super) struct Draft {
    /// What it says.
    #[oai(flatten)]
    pub(super) words: Words,
    /// The version of the latest round that you saw.
    pub(super) version: i64,
}

/// A file for a return: PDF, Word, Excel, CSV, text or a picture.
#[derive(Debug, Multipart)]
pub(super) struct NewFile {
    /// `report` for the return itself, or `chronology`.
    pub(super) part: String,
    /// The file. Its name must say what it is.
    pub(super) file: SentFile,
}

/// The author's declaration.
#[derive(Debug, Object)]
pub(super) struct Declaration {
    /// Both `involvement` (I have had no involvement with anybody in this review) and `management` (I do not manage anybody who had).
    pub(super) declared: Vec<String>,
    /// The version of the latest round that you saw.
    pub(super) version: i64,
}

/// A signature for the agency.
#[derive(Debug, Object)]
pub(super) struct ReturnSignature {
    /// The day on which it was signed, today where you leave it out: not before the agency was asked, and not in the future.
    pub(super) signed_on: Option<NaiveDate>,
    /// Anything that the agency does not accept, and why.
    #[oai(default)]
    pub(super) reservations: String,
    /// The version of the latest round that you saw.
    pub(super) version: i64,
}

/// What the chair makes of a return.
#[derive(Debug, Object)]
pub(super) struct Judgement {
    /// The answer.
    pub(super) verdict: Code<Verdict>,
    /// Why it is sent back.
    #[oai(default)]
    pub(super) reasons: Vec<Code<ReturnReason>>,
    /// The queries, or what must change.
    #[oai(default)]
    pub(super) words: String,
    /// By when it is wanted again.
    pub(super) again_by: Option<NaiveDate>,
    /// Why names of people who are not in the identity register, and what of the register stands in clear, may stand, where the return holds
    /// some and you accept it. The page for it lists them.
    #[oai(default)]
    pub(super) names_why: String,
    /// The version of the latest round that you saw.
    pub(super) version: i64,
}

/// Why an agency is excused.
#[derive(Debug, Object)]
pub(super) struct NewExcuse {
    /// Why.
    pub(super) why: Code<Excuse>,
    /// More about it.
    #[oai(default)]
    pub(super) words: String,
    /// The version of the request that you saw.
    pub(super) version: i64,
}

/// The version of a return that is to be released.
#[derive(Debug, Object)]
pub(super) struct RoundSeen {
    /// The version of the latest round that you saw.
    pub(super) version: i64,
}

pub(super) fn asked(one: &Request, labels: &Labels) -> Asked {
    Asked {
        id: one.id.to_string(),
        organisation: one.organisation.to_string(),
        agency: one.agency.clone(),
        level: one.level.into(),
        asks: one.asks.show(labels),
        asked_on: one.asked_on,
        due: one.due,
        state: one.state.into(),
        excused_why: one.excused_why.map(Code::from),
        excused_words: one.excused_words.show(labels),
        version: one.version,
    }
}

pub(super) fn seen(found: &Secures, may: room::May, labels: &Labels, page: Option<u32>) -> ReturnSeen {
    let latest = found.rounds.first();
    let open = latest.filter(|round| round.signed_at.is_none());
    let missing = open.map(|round| room::missing(round, found.files.len())).unwrap_or_default();
    let (rounds, at) = paged(found.rounds.iter().map(|one| round(one, labels)).collect(), page);
    let (files, files_at) = paged(found.files.iter().map(|one| file(one, labels)).collect(), page);
    ReturnSeen {
        request: asked(&found.request, labels),
        readable: found.sight == Sight::Words,
        rounds,
        at,
        files,
        files_at,
        kept: open.filter(|_| may.write).map(|one| round(one, labels).words),
        missing: missing.into_iter().map(str::to_owned).collect(),
        may: May { write: may.write, sign: may.sign, judge: may.judge, ask: may.ask },
    }
}

pub(super) fn round(one: &Return, labels: &Labels) -> Round {
    Round {
        round: one.round,
        words: Words {
            body: one.body.show(labels),
            nil: one.nil_return,
            systems: one.systems.show(labels),
            identifiers: one.identifiers.show(labels),
        },
        author_name: one.author_name.clone(),
        author_post: one.author_post.clone(),
        declared_at: one.declared_at,
        signatory_name: one.signatory_name.clone(),
        signatory_post: one.signatory_post.clone(),
        reservations: one.reservations.show(labels),
        signed_on: one.signed_on,
        signed_at: one.signed_at,
        verdict: one.verdict.map(Code::from),
        verdict_reasons: one.verdict_reasons.iter().copied().map(Code::from).collect(),
        verdict_words: one.verdict_words.show(labels),
        again_by: one.again_by,
        released_at: one.released_at,
        version: one.version,
    }
}

pub(super) fn file(one: &room::ReturnFile, labels: &Labels) -> ReturnFile {
    ReturnFile {
        document: one.document.to_string(),
        title: one.title.show(labels),
        part: one.part.clone(),
        bytes: one.bytes,
        made_at: one.made_at,
    }
}
