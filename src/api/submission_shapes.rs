//! What is sent and shown about submission and publication.

use chrono::NaiveDate;
use poem_openapi::Object;

use super::code::Code;
use super::lists::Page;
use super::reviews::Task;
use crate::documents::papers::{PaperKind, Standing};
use crate::process::QaOutcome;
use crate::redaction::Labels;
use crate::submission::{
    self as room, LetterRow, Mode, PackPart, Part, PointRow, PublicationRow, SubmissionRow, WithdrawalReason,
};

/// A part of the pack.
#[derive(Debug, Object)]
pub(super) struct PartSeen {
    /// Which.
    pub(super) part: Code<Part>,
    /// What it is.
    pub(super) label: String,
    /// Whether it is there.
    pub(super) there: bool,
    /// What is missing, or what was declared.
    pub(super) words: String,
    /// How the paper stands that it leaves as, once it is written and while it is still to leave: `not_made`, `old` where something that it
    /// prints has changed since, `waits` for an answer about a word, or `ready`.
    pub(super) paper: Option<String>,
    /// Whether a person declares it.
    pub(super) declared: bool,
    /// How often it was declared, to be sent back when it is declared again.
    pub(super) version: i64,
}

/// A submission that was made.
#[derive(Debug, Object)]
pub(super) struct Submitted {
    /// From 1.
    pub(super) number: i64,
    /// The body that judges it.
    pub(super) body: String,
    /// When.
    pub(super) sent_on: NaiveDate,
    /// How.
    pub(super) how: String,
    /// Why it was late.
    pub(super) lateness: String,
    /// The version of the report.
    pub(super) report_label: String,
}

/// A point of a letter.
#[derive(Debug, Object)]
pub(super) struct Point {
    /// Its id.
    pub(super) id: String,
    /// Its place in the letter.
    pub(super) number: i64,
    /// What it asks.
    pub(super) words: String,
    /// What was done.
    pub(super) answer: Option<Code<room::Answer>>,
    /// In words.
    pub(super) answer_words: String,
    /// To be sent back with the answer.
    pub(super) version: i64,
}

/// An outcome letter.
#[derive(Debug, Object)]
pub(super) struct Letter {
    /// Its id.
    pub(super) id: String,
    /// When the board met.
    pub(super) met_on: Option<NaiveDate>,
    /// Its date.
    pub(super) letter_on: NaiveDate,
    /// When it came.
    pub(super) received_on: NaiveDate,
    /// What it says.
    pub(super) outcome: Code<QaOutcome>,
    /// Whether it apologises for delay.
    pub(super) apologises: bool,
    /// What it praises.
    pub(super) positives: String,
    /// What it asks, point by point.
    pub(super) points: Vec<Point>,
    /// The letter in full, as it is bound into the report; empty until somebody adds it.
    pub(super) words: String,
    /// Why the report is published without the letter, where somebody said so.
    pub(super) left_out: String,
    /// To be sent back with the words.
    pub(super) version: i64,
}

/// A publication, or the decision against one.
#[derive(Debug, Object)]
pub(super) struct Published {
    /// How much.
    pub(super) mode: Code<Mode>,
    /// When.
    pub(super) published_on: Option<NaiveDate>,
    /// Where.
    pub(super) address: String,
    /// Why not in full, or not at all.
    pub(super) reason: String,
    /// The Home Office's agreement to that.
    pub(super) agreement: String,
    /// The version of the report.
    pub(super) report_label: String,
    /// When it was withdrawn.
    pub(super) withdrawn_on: Option<NaiveDate>,
    /// Why.
    pub(super) withdrawn_why: Option<Code<WithdrawalReason>>,
    /// In words.
    pub(super) withdrawn_words: String,
}

/// The room.
#[derive(Debug, Object)]
pub(super) struct SubmissionRoom {
    /// The version of the review, to be sent back with steps.
    pub(super) version: i64,
    /// What a submission must hold.
    pub(super) pack: Vec<PartSeen>,
    /// Submissions.
    pub(super) submissions: Vec<Submitted>,
    /// Where this page of submissions stands.
    pub(super) submissions_at: Page,
    /// Outcome letters, the latest first.
    pub(super) letters: Vec<Letter>,
    /// Where this page of letters stands.
    #[oai(flatten)]
    pub(super) at: Page,
    /// Publications.
    pub(super) publications: Vec<Published>,
    /// Where this page of publications stands.
    pub(super) publications_at: Page,
    /// The steps of this room that you may take, ready or not.
    pub(super) tasks: Vec<Task>,
}

/// A part of the pack that is ready.
#[derive(Debug, Object)]
pub(super) struct Declared {
    /// Which: `data_form`, `cover` or `parallel`. The others show by themselves whether they are there.
    pub(super) part: Code<Part>,
    /// A word on it.
    #[oai(default)]
    pub(super) part_words: String,
    /// The version of the part that you saw.
    pub(super) version: i64,
}

/// The partnership's agreement.
#[derive(Debug, Object)]
pub(super) struct ReportAgreement {
    /// When the partnership agreed the report.
    pub(super) agreed_on: NaiveDate,
    /// The version of the review that you saw.
    pub(super) version: i64,
}

/// The changes that a letter asked for.
#[derive(Debug, Object)]
pub(super) struct Amendment {
    /// When they were made.
    pub(super) amended_on: NaiveDate,
    /// The version of the review that you saw.
    pub(super) version: i64,
}

/// A submission to record.
#[derive(Debug, Object)]
pub(super) struct NewSubmission {
    /// The body that judges it, by its name of the day.
    pub(super) body: String,
    /// When it was sent.
    pub(super) sent_on: NaiveDate,
    /// How.
    pub(super) how: String,
    /// Why it is late: needed when it is.
    #[oai(default)]
    pub(super) lateness: String,
    /// The version of the review that you saw.
    pub(super) version: i64,
}

/// An outcome letter to record, with the step that it brings.
#[derive(Debug, Object)]
pub(super) struct NewLetter {
    /// When the board met.
    pub(super) met_on: Option<NaiveDate>,
    /// Its date.
    pub(super) letter_on: NaiveDate,
    /// When it came.
    pub(super) received_on: NaiveDate,
    /// What it says.
    pub(super) outcome: Code<QaOutcome>,
    /// Whether it apologises for delay.
    #[oai(default)]
    pub(super) apologises: bool,
    /// What it praises.
    #[oai(default)]
    pub(super) positives: String,
    /// What it asks, each point on a line of its own.
    #[oai(default)]
    pub(super) points: String,
    /// The version of the review that you saw.
    pub(super) version: i64,
}

/// The words of a letter.
#[derive(Debug, Object)]
pub(super) struct LetterWords {
    /// The letter in full, without the names of officials and their signatures.
    #[oai(default)]
    pub(super) letter_words: String,
    /// Why the report is published without the letter, where it is; then without the words.
    #[oai(default)]
    pub(super) left_out: String,
    /// The version of the letter that you saw.
    pub(super) version: i64,
}

/// What was done about a point.
#[derive(Debug, Object)]
pub(super) struct PointAnswer {
    /// What was done.
    pub(super) answer: Code<room::Answer>,
    /// How, and where in the report; or why it is contested.
    pub(super) how: String,
    /// The version of the point that you saw.
    pub(super) version: i64,
}

/// A publication to record.
#[derive(Debug, Object)]
pub(super) struct NewPublication {
    /// What is published. That nothing is has an operation of its own.
    pub(super) mode: Code<Mode>,
    /// When.
    pub(super) published_on: NaiveDate,
    /// The address of the page, beginning with https://.
    pub(super) address: String,
    /// Why not in full, if not.
    #[oai(default)]
    pub(super) publish_reason: String,
    /// The caller's own password: what is published is read and copied at once, and withdrawing it takes no copy back, so a token alone does not publish.
    pub(super) password: String,
    /// The version of the review that you saw.
    pub(super) version: i64,
}

/// A decision not to publish.
#[derive(Debug, Object)]
pub(super) struct HeldBack {
    /// When it was decided.
    pub(super) held_on: NaiveDate,
    /// The compelling reason.
    pub(super) held_reason: String,
    /// Date and reference of the Home Office's agreement.
    pub(super) agreement: String,
    /// The version of the review that you saw.
    pub(super) version: i64,
}

/// A withdrawal.
#[derive(Debug, Object)]
pub(super) struct Withdrawal {
    /// When.
    pub(super) withdrawn_on: NaiveDate,
    /// Why.
    pub(super) withdrawn_why: Code<WithdrawalReason>,
    /// What happened.
    pub(super) withdrawn_words: String,
    /// The version of the review that you saw.
    pub(super) version: i64,
}

pub(super) fn part(one: PackPart, papers: &[(PaperKind, Standing)], labels: &Labels) -> PartSeen {
    let paper = one.standing(papers).map(|standing| match standing {
        Standing::NotMade => "not_made",
        Standing::Old(..) => "old",
        Standing::Waits { .. } => "waits",
        Standing::Clean(_) => "ready",
    });
    PartSeen {
        paper: paper.map(str::to_owned),
        label: one.part.label().into(),
        there: one.there,
        words: labels.show(&one.words),
        declared: Part::DECLARED.contains(&one.part),
        version: one.version,
        part: one.part.into(),
    }
}

pub(super) fn submitted(one: SubmissionRow, labels: &Labels) -> Submitted {
    Submitted {
        number: one.n,
        body: one.body,
        sent_on: one.sent_on,
        how: one.how,
        lateness: one.lateness.show(labels),
        report_label: one.report_label,
    }
}

pub(super) fn letter(one: &LetterRow, points: &[PointRow], labels: &Labels) -> Letter {
    let point = |point: &PointRow| Point {
        id: point.id.to_string(),
        number: point.n,
        words: point.words.show(labels),
        answer: point.answer.map(Code::from),
        answer_words: point.answer_words.show(labels),
        version: point.version,
    };
    Letter {
        id: one.id.to_string(),
        met_on: one.met_on,
        letter_on: one.letter_on,
        received_on: one.received_on,
        outcome: one.outcome.into(),
        apologises: one.apologises,
        positives: one.positives.show(labels),
        points: points.iter().filter(|each| each.letter == one.id).map(point).collect(),
        words: one.words.show(labels),
        left_out: one.left_out.show(labels),
        version: one.version,
    }
}

pub(super) fn published(one: PublicationRow, labels: &Labels) -> Published {
    Published {
        mode: one.mode.into(),
        published_on: one.published_on,
        address: one.address,
        reason: one.reason.show(labels),
        agreement: one.agreement,
        report_label: one.report_label,
        withdrawn_on: one.withdrawn_on,
        withdrawn_why: one.withdrawn_why.map(Code::from),
        withdrawn_words: one.withdrawn_words.show(labels),
    }
}
