//! Holds the last word of the record about each row beside the row.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use crate::ids::ReviewId;
use crate::store::{FromRow, Stored, Tx, sql};

use super::subject::{self, NOW, Subject};

const PAGE: i64 = 2_000;

#[derive(FromRow)]
struct Row {
    seq: i64,
    review: Option<ReviewId>,
    deed: String,
    detail: String,
}

#[derive(Deserialize)]
struct Told {
    of: String,
    id: String,
    is: BTreeMap<String, String>,
}

/// The last word of the record about a row.
struct Word {
    seq: i64,
    review: Option<ReviewId>,
    fields: BTreeMap<String, String>,
    /// Whether it says that the row is there, with all of its fields.
    whole: bool,
}

type Words = HashMap<(Subject, String), Word>;

/// Every row that is not as the record last said, one that is gone, and one of which it never told, a line each: with ids and codes.
///
/// # Errors
/// When the database refuses.
pub async fn differing(tx: &mut Tx) -> Stored<Vec<String>> {
    let (mut words, told) = (last_words(tx).await?, subject::told(tx).await?);
    let mut findings = Vec::new();
    for subject in Subject::ALL {
        let mut rows = subject::all(tx, *subject).await?;
        rows.sort_by(|one, other| (&one.about, &one.id).cmp(&(&other.about, &other.id)));
        for row in rows {
            let (at, called) = (&row.about, subject.called());
            match words.remove(&(*subject, row.id.clone())) {
                Some(word) => {
                    findings.extend(word.otherwise(&row.fields).map(|said| format!("{at}: {called} {}: {said}", row.id)))
                }
                None if told.contains(subject) => {
                    let given = row.fields.iter().filter(|(_, value)| !value.is_empty());
                    let has = given.map(|(name, value)| named(name, value)).collect::<Vec<_>>().join(", ");
                    let finding = "the record does not say that anybody made it";
                    findings.push(format!("{at}: {called} {}: the database has it ({has}), {finding}", row.id));
                }
                None => {}
            }
        }
    }
    findings.extend(gone(tx, words).await?);
    Ok(findings)
}

/// What the record told of and is not there any more. Nothing that it answers for is ever removed.
async fn gone(tx: &mut Tx, words: Words) -> Stored<Vec<String>> {
    let mut left: Vec<_> = words.into_iter().filter(|(_, word)| word.whole).collect();
    left.sort_by_key(|(_, word)| word.seq);
    let mut findings = Vec::with_capacity(left.len());
    for ((subject, id), word) in left {
        let reference: Option<(String,)> = match word.review {
            Some(review) => sql("SELECT reference FROM review WHERE id = $1").bind(review).maybe(tx).await?,
            None => None,
        };
        let about = reference.map_or_else(|| "no review".to_owned(), |(reference,)| reference);
        let (called, seq) = (subject.called(), word.seq);
        findings
            .push(format!("{about}: {called} {id}: row {seq} of the record says how it stands, the database does not have it"));
    }
    Ok(findings)
}

fn named(name: &str, value: &str) -> String {
    format!("{} {}", name.replace('_', " "), if value.is_empty() { "none" } else { value })
}

impl Word {
    fn otherwise<'w>(&'w self, row: &'w BTreeMap<String, String>) -> impl Iterator<Item = String> + 'w {
        let other = |(name, value): (&'w String, &'w String)| {
            let there = row.get(name)?;
            (there != value).then(|| {
                let (said, there) = (named(name, value), named(name, there));
                format!("row {} of the record says that it is “{said}”, the database says “{there}”", self.seq)
            })
        };
        self.fields.iter().filter_map(other)
    }
}

async fn last_words(tx: &mut Tx) -> Stored<Words> {
    let (mut words, mut last) = (Words::new(), 0);
    loop {
        let rows: Vec<Row> = sql("SELECT seq, review, deed, detail FROM audit WHERE seq > $1 ORDER BY seq LIMIT $2")
            .bind(last)
            .bind(PAGE)
            .all(tx)
            .await?;
        let Some(newest) = rows.last() else { return Ok(words) };
        last = newest.seq;
        for row in rows {
            hear(&mut words, &row);
        }
    }
}

fn hear(words: &mut Words, row: &Row) {
    let Ok(detail) = serde_json::from_str::<serde_json::Value>(&row.detail) else { return };
    let Some(now) = detail.get(NOW) else { return hear_older(words, row, &detail) };
    for told in Vec::<Told>::deserialize(now).unwrap_or_default() {
        if let Ok(subject) = told.of.parse() {
            let word = Word { seq: row.seq, review: row.review, fields: told.is, whole: true };
            words.insert((subject, told.id), word);
        }
    }
}

/// What deeds said of a row before they told how all of it stands.
fn hear_older(words: &mut Words, row: &Row, detail: &serde_json::Value) {
    let (subject, id, field, value) = match row.deed.as_str() {
        "document_added" => (Subject::Document, "document", "sha256", detail["sha256"].as_str()),
        "document_taken_out" | "document_taken_back" => (Subject::Document, "document", "taken_out", Some("yes")),
        _ => return,
    };
    if let (Some(id), Some(value)) = (detail[id].as_str(), value) {
        let empty = || Word { seq: row.seq, review: row.review, fields: BTreeMap::new(), whole: false };
        let word = words.entry((subject, id.to_owned())).or_insert_with(empty);
        word.fields.insert(field.to_owned(), value.to_owned());
        word.seq = row.seq;
    }
}
