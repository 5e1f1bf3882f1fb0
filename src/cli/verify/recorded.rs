//! What the rows say, beside what the record says was done with them. The record is chained and sealed, the rows are not: whoever changes a
//! row behind the program's back leaves the record as it was.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::access::people::PostId;
use crate::audit::{self, Deed};
use crate::ids::{OrganisationId, PersonId, ReviewId};
use crate::store::{FromRow, Stored, Tx, sql};

#[derive(Deserialize)]
struct Given {
    person: String,
    organisation: String,
    role: String,
    now: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Ended {
    post: String,
    now: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Taken {
    act: String,
    to: String,
    on: NaiveDate,
    seq: i64,
}

#[derive(FromRow)]
struct Row {
    review: ReviewId,
    seq: i64,
    act: Option<String>,
    to_stage: Option<String>,
    on_date: NaiveDate,
}

/// Everything that the rows say otherwise, a line each.
pub(super) async fn otherwise(tx: &mut Tx) -> Stored<Vec<String>> {
    let mut findings = audit::differing(tx).await?;
    findings.extend(posts(tx).await?);
    findings.extend(steps(tx).await?);
    findings.extend(bases(tx).await?);
    Ok(findings)
}

/// The rows of the record about a deed, with what they say; what says less was written by an older version.
async fn said<T: for<'a> Deserialize<'a>>(tx: &mut Tx, deed: &str) -> Stored<Vec<(i64, T)>> {
    let rows: Vec<(i64, String)> = sql("SELECT seq, detail FROM audit WHERE deed = $1 ORDER BY seq").bind(deed).all(tx).await?;
    Ok(rows.into_iter().filter_map(|(seq, detail)| Some((seq, serde_json::from_str(&detail).ok()?))).collect())
}

/// A post that was given is there, with its role, and one that was ended has an end: where the deed did not tell yet how the post stands.
async fn posts(tx: &mut Tx) -> Stored<Vec<String>> {
    let rows: Vec<(PostId, PersonId, OrganisationId, String, bool)> =
        sql("SELECT id, person, organisation, role, ends IS NULL FROM post").all(tx).await?;
    let open: HashSet<_> = rows.iter().filter(|(.., open)| *open).map(|(id, ..)| id.to_string()).collect();
    let held: HashSet<_> = rows.into_iter().map(|(_, person, of, role, _)| (person.to_string(), of.to_string(), role)).collect();
    let mut findings = Vec::new();
    for (seq, Given { person, organisation, role, now }) in said(tx, "post_given").await? {
        if now.is_none() && !held.contains(&(person, organisation, role.clone())) {
            findings.push(format!("the posts: row {seq} of the record gave somebody the role {role}, and there is no such post"));
        }
    }
    for (seq, Ended { post, now }) in said(tx, "post_ended").await? {
        if now.is_none() && open.contains(&post) {
            findings.push(format!("the posts: row {seq} of the record ended a post, and it has no end"));
        }
    }
    Ok(findings)
}

#[derive(Deserialize)]
struct Based {
    regime: String,
}

/// A review is led by the partnership that opened it, and stands on the legal basis that it was opened or last put on.
async fn bases(tx: &mut Tx) -> Stored<Vec<String>> {
    let rows: Vec<(String, String, bool, String)> = sql("SELECT r.reference, r.regime, r.partnership = a.partnership, a.detail \
         FROM audit a JOIN review r ON r.id = a.review WHERE a.deed IN ($1, $2) ORDER BY a.seq")
    .bind(Deed::ReviewOpened)
    .bind(Deed::RegimeConfirmed)
    .all(tx)
    .await?;
    let mut last = BTreeMap::new();
    let mut findings = BTreeSet::new();
    for (reference, regime, led, detail) in rows {
        if !led {
            findings.insert(format!("{reference}: the partnership that leads it is not the one that the record says"));
        }
        if let Ok(said) = serde_json::from_str::<Based>(&detail) {
            last.insert(reference, (said.regime, regime));
        }
    }
    let other = last.into_iter().filter(|(_, (said, regime))| said != regime);
    findings.extend(other.map(|(reference, (said, regime))| {
        format!("{reference}: the record says that its legal basis is {said}, the database says {regime}")
    }));
    Ok(findings.into_iter().collect())
}

/// A step of the timeline is the one that was taken, and of the same day.
async fn steps(tx: &mut Tx) -> Stored<Vec<String>> {
    let rows: Vec<Row> = sql("SELECT review, seq, act, to_stage, on_date FROM happening WHERE what = 'step'").all(tx).await?;
    let rows: HashMap<_, _> = rows.into_iter().map(|row| ((row.review, row.seq), (row.act, row.to_stage, row.on_date))).collect();
    let said: Vec<(ReviewId, Option<String>, String)> =
        sql("SELECT a.review, r.reference, a.detail FROM audit a LEFT JOIN review r ON r.id = a.review \
         WHERE a.deed = 'step_taken' AND a.review IS NOT NULL ORDER BY a.seq")
        .all(tx)
        .await?;
    let mut findings = Vec::new();
    let mut gone = HashSet::new();
    for (review, reference, detail) in said {
        let Some(reference) = reference else {
            if gone.insert(review) {
                findings.push(format!("the reviews: the record has steps of the review {review}, and there is no such review"));
            }
            continue;
        };
        let Ok(Taken { act, to, on, seq }) = serde_json::from_str(&detail) else { continue };
        if rows.get(&(review, seq)).is_none_or(|row| *row != (Some(act), Some(to), on)) {
            findings.push(format!(
                "{reference}: entry {seq} of the timeline is not the step that the record says was taken, not of its day, or not there"
            ));
        }
    }
    Ok(findings)
}
