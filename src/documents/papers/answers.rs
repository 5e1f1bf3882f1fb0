//! Words of a finished paper that may be somebody's name or a word like any other, and who answered that they are not the person.
//!
//! A question is known by a digest of the words (`Hit::question`), so that nothing of them is kept in the open; the words are read from
//! the finished file when somebody answers. An answer holds for the file that it was given on and for the same words when the paper is made
//! again. A whole name asks nothing: it stops the paper.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::access::right::{EditPapers, SeeNames};
use crate::access::{Grant, permit_all};
use crate::app::App;
use crate::audit::{self, Deed, Subject};
use crate::documents::take;
use crate::ids::{DocumentId, ReviewId};
use crate::parties;
use crate::redaction::{CaseText, FileKind, Finished, Hit, Rule, Scan, scan_for_publication};
use crate::store::{FromRow, Json, Stored, Tx, sql};
use crate::ui::Problem;

use super::gather::gather;
use super::publication::{Left, Searched};

/// Words that may be a name.
pub struct Question {
    /// What an answer refers to.
    pub code: String,
    /// The entry of the register.
    pub entry: String,
    /// The same in words: a name behind a title is of no entry.
    pub whose: String,
    /// What they have to do with it, in words.
    pub why: String,
    /// Every place in the paper where it was found.
    pub passages: Vec<Passage>,
    /// Who answered that it is not the person.
    pub answer: Option<Answered>,
}

/// Words of the paper, wherever they stand as they do.
pub struct Passage {
    /// The words around what was found.
    pub words: String,
    /// Where in the paper, in words.
    pub places: Vec<String>,
}

/// An answer that was given.
#[derive(Clone, FromRow)]
pub struct Answered {
    question: String,
    /// Whose answer.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Why it is not the person, with references where names were typed.
    pub reason: String,
}

/// What a paper asks.
pub struct Asked {
    /// The code of its kind.
    pub kind: String,
    /// The name of its file, without the ending.
    pub title: String,
    /// Each question once, the unanswered first.
    pub questions: Vec<Question>,
    /// Whether the register has grown since, so that the paper must not leave at all and is made again.
    pub stopped: bool,
    /// Whether it was published, or was there to be.
    pub published: bool,
    /// Whether it was published or submitted: no answer that was given on it is taken back.
    pub left: bool,
    sha256: String,
}

impl Asked {
    /// How many wait for an answer.
    #[must_use]
    pub fn open(&self) -> usize {
        self.questions.iter().filter(|one| one.answer.is_none()).count()
    }
}

/// The questions of a review that were answered, by digest.
pub(super) async fn answered(tx: &mut Tx, review: ReviewId) -> Stored<BTreeSet<String>> {
    let all: Vec<(String,)> = sql("SELECT question FROM paper_answer WHERE review = $1").bind(review).all(tx).await?;
    Ok(all.into_iter().map(|(question,)| question).collect())
}

#[derive(FromRow)]
struct Row {
    kind: String,
    title: String,
    audience: String,
    made_at: DateTime<Utc>,
    sha256: String,
    scan: Json<Searched>,
}

/// What this paper asks, read from the finished file, for those who may see names; that they saw it is on the record.
///
/// # Errors
/// When the review has no such paper or the person may not see names, and what the database or the keyring refuse.
pub async fn asked(tx: &mut Tx, app: &App, grant: &Grant<EditPapers>, id: DocumentId) -> Result<Asked, Problem> {
    let review = grant.review();
    let names = permit_all::<SeeNames>(tx, grant.actor(), review).await?;
    let row: Option<Row> =
        sql("SELECT kind, title, audience, made_at, sha256, scan FROM document WHERE id = $1 AND review = $2 AND withdrawn_at IS NULL \
         AND scan IS NOT NULL")
        .bind(id)
        .bind(review)
        .maybe(tx)
        .await?;
    let Some(Row { kind, title, audience, made_at, sha256, scan: Json(searched) }) = row else { return Err(Problem::NotThere) };
    let left = Left::of(tx, review).await?;
    let (published, left) = (left.published(&audience, made_at), left.has(&audience, made_at));
    let kept = take(tx, &app.keyring, &grant.doer(), review, id).await?;
    let terms = parties::terms_to_find(tx, &app.keyring, review).await?;
    let named = gather(tx, grant).await?.named_on_purpose();
    let file = Finished { bytes: kept.bytes, file_name: format!("{title}.pdf"), kind: FileKind::Pdf };
    let found =
        tokio::task::spawn_blocking(move || scan_for_publication(&file, &terms, &named)).await.map_err(Problem::internal)?;
    let answers: Vec<Answered> =
        sql("SELECT a.question, p.name AS by, a.answered_at AS at, a.reason FROM paper_answer a JOIN person p ON p.id = a.answered_by \
             WHERE a.review = $1")
        .bind(review)
        .all(tx)
        .await?;
    // A name behind a title is of nobody in the register, which has grown by none then.
    let grown = |hit: &&Hit| hit.rule != Rule::Titled && !searched.asks.contains(&hit.question());
    let stopped = found.stops() || found.hits.iter().any(|hit| grown(&hit));
    let questions = questions(&found, &searched.asks, &answers);
    let entries: BTreeSet<&str> = questions.iter().map(|one| one.entry.as_str()).collect();
    audit::record(tx, &names.doer(), Deed::NamesSeen, json!({ "entries": entries, "document": id })).await?;
    Ok(Asked { kind, title, questions, stopped, published, left, sha256 })
}

fn questions(found: &Scan, asks: &BTreeSet<String>, answers: &[Answered]) -> Vec<Question> {
    let mut all: BTreeMap<String, Question> = BTreeMap::new();
    for hit in found.hits.iter().filter(|hit| !hit.rule.stops() && asks.contains(&hit.question())) {
        let code = hit.question();
        let answer = answers.iter().find(|one| one.question == code).cloned();
        let (entry, whose) = (hit.entry.clone(), hit.whose().to_owned());
        let new = Question { code: code.clone(), entry, whose, why: hit.why(), passages: Vec::new(), answer };
        let one = all.entry(code).or_insert(new);
        let place = match hit.times {
            0 | 1 => hit.place.to_string(),
            times => format!("{}, {times} times", hit.place),
        };
        match one.passages.iter_mut().find(|passage| passage.words == hit.passage) {
            Some(passage) if passage.places.contains(&place) => {}
            Some(passage) => passage.places.push(place),
            None => one.passages.push(Passage { words: hit.passage.clone(), places: vec![place] }),
        }
    }
    let mut all: Vec<Question> = all.into_values().collect();
    let first = |one: &Question| one.passages.first().map(|passage| passage.words.clone());
    all.sort_by_cached_key(|one| (one.answer.is_some(), one.entry.clone(), first(one)));
    all
}

/// Keeps that these words are not the person, with who said so and why, in the paper's record and on the audit record.
///
/// # Errors
/// When the paper must not leave whatever is answered, and what the database refuses.
pub(super) async fn answer(
    tx: &mut Tx,
    grant: &Grant<EditPapers>,
    id: DocumentId,
    (paper, chosen): (&Asked, &[&Question]),
    reason: &CaseText,
) -> Result<(), Problem> {
    if paper.stopped {
        return Err(Problem::not_now(STOPPED));
    }
    let now = tx.now();
    for question in chosen {
        sql("INSERT INTO paper_answer (review, question, document, sha256, entry, reason, answered_by, answered_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (review, question) DO NOTHING")
        .bind(grant.review())
        .bind(question.code.as_str())
        .bind(id)
        .bind(paper.sha256.as_str())
        .bind(question.entry.as_str())
        .bind(reason.clone())
        .bind(grant.actor().person)
        .bind(now)
        .run(tx)
        .await?;
    }
    let entries: BTreeSet<&str> = chosen.iter().map(|one| one.entry.as_str()).collect();
    let detail = json!({ "document": id, "sha256": paper.sha256, "entries": entries, "answers": chosen.len() });
    Ok(audit::record(tx, &grant.doer(), Deed::WordsAnswered, detail).await?)
}

/// Takes an answer back that was given in error: the words wait again, in every paper in which they stand. The record keeps who had given it.
///
/// # Errors
/// When somebody else did so first, when a paper with these words has left and no newer one took its place, and what the database refuses.
pub(super) async fn take_answer_back(
    tx: &mut Tx,
    grant: &Grant<EditPapers>,
    id: DocumentId,
    (paper, code): (&Asked, &str),
    given_at: Option<DateTime<Utc>>,
) -> Result<(), Problem> {
    let one = paper.questions.iter().find(|one| one.code == code).ok_or(Problem::NotThere)?;
    if one.answer.as_ref().map(|answer| answer.at) != given_at || given_at.is_none() {
        return Err(Problem::Stale {
            sentence: "These words have been answered for, or the answer was taken back, since you opened the page.".into(),
        });
    }
    if paper.left || stands_elsewhere(tx, grant.review(), code).await? {
        return Err(Problem::not_now(LEFT));
    }
    sql("DELETE FROM paper_answer WHERE review = $1 AND question = $2").bind(grant.review()).bind(code).run(tx).await?;
    let detail = json!({ "document": id, "sha256": paper.sha256, "entry": one.entry, "given_at": given_at });
    Ok(audit::record(tx, &grant.doer(), Deed::AnswerTakenBack, detail).await?)
}

#[derive(FromRow)]
struct Held {
    kind: String,
    audience: String,
    made_at: DateTime<Utc>,
    scan: Json<Searched>,
}

/// Whether these words stand in a paper that was published, or in one that was submitted and is still the newest of its kind.
async fn stands_elsewhere(tx: &mut Tx, review: ReviewId, code: &str) -> Stored<bool> {
    let all: Vec<Held> = sql(
        "SELECT kind, audience, made_at, scan FROM document WHERE review = $1 AND withdrawn_at IS NULL AND scan IS NOT NULL \
             ORDER BY made_at DESC, id DESC",
    )
    .bind(review)
    .all(tx)
    .await?;
    let left = Left::of(tx, review).await?;
    let mut newest = BTreeSet::new();
    Ok(all.iter().any(|one| {
        let is_newest = newest.insert((one.kind.as_str(), one.audience.as_str()));
        let gone = left.published(&one.audience, one.made_at) || (is_newest && left.has(&one.audience, one.made_at));
        gone && one.scan.0.asks.contains(code)
    }))
}

/// Takes a paper back, because a word in it is the person: the text is changed and the paper made again.
///
/// # Errors
/// When it is published and nothing in it waits for an answer, and what the database refuses.
pub(super) async fn take_back(tx: &mut Tx, grant: &Grant<EditPapers>, id: DocumentId, paper: &Asked) -> Result<(), Problem> {
    if paper.published && paper.open() == 0 {
        return Err(Problem::not_now(PUBLISHED_STAYS));
    }
    let now = tx.now();
    sql("UPDATE document SET withdrawn_at = $3 WHERE id = $1 AND review = $2 AND withdrawn_at IS NULL")
        .bind(id)
        .bind(grant.review())
        .bind(now)
        .run_for_record(Subject::Document, tx)
        .await?;
    Ok(audit::record(tx, &grant.doer(), Deed::DocumentTakenBack, json!({ "document": id })).await?)
}

/// Why a paper is not taken back.
const PUBLISHED_STAYS: &str = "This paper is published, and no word of it waits for an answer. It is not taken back here. If a word of it is a person, \
     withdraw the publication first.";

/// Why an answer is not taken back.
const LEFT: &str = "A paper with these words was submitted or published as it was answered for. The answer stays. If it is the person, change the text and make \
     the paper again.";

/// Why nothing can be answered.
pub(super) const STOPPED: &str = "The identity register has changed since this paper was made, and something of it is in the paper. No answer lets it leave. \
     Change the text, then make the paper again.";
