//! Versions of the whole report: a label that names the text of every section at that moment (domain section 2.13).

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use crate::access::Grant;
use crate::access::right::{EditDraft, SeeDraft};
use crate::audit::{self, Deed, Doer};
use crate::base::london_day;
use crate::ids::ReviewId;
use crate::process::Act;
use crate::redaction::CaseText;
use crate::store::{FromRow, Stored, Tx, sql, text_enum};
use crate::ui::Problem;

use super::section::{Paper, Section};
use super::store::{of_label, whole};

crate::base::id!(VersionId, "a version of a report");

text_enum!(
    /// For whom a version was made.
    pub enum Kind {
        /// The author's own: D0.1, D0.2.
        Draft = "D",
        /// The panel's: P1.
        Panel = "P",
        /// The family's: F1.
        Family = "F",
        /// As the partnership agreed it: C1.
        Partnership = "C",
        /// As submitted: S1.
        Submitted = "S",
        /// As revised after the outcome letter: R1.
        Revised = "R",
        /// As published: PUB, and PUB2 if it is ever replaced.
        Published = "PUB",
    }
);

impl Kind {
    /// The label of the `n`th of its kind.
    #[must_use]
    pub fn name(self, n: i64) -> String {
        match (self, n) {
            (Self::Draft, n) => format!("D0.{n}"),
            (Self::Published, 1) => "PUB".to_owned(),
            (kind, n) => format!("{kind}{n}"),
        }
    }

    /// What people say of a version of this kind.
    const fn in_words(self) -> &'static str {
        match self {
            Self::Draft => "Author’s draft",
            Self::Panel => "Panel version",
            Self::Family => "Family version",
            Self::Partnership => "Agreed version",
            Self::Submitted => "Submitted version",
            Self::Revised => "Revised version",
            Self::Published => "Published version",
        }
    }
}

/// The label of a version as people say it: "Family version 1" for F1, "Author’s draft 2" for D0.2. What is no label stays as it is.
#[must_use]
pub fn spoken(label: &str) -> String {
    let (code, count) = label.split_at(label.find(|c: char| c.is_ascii_digit()).unwrap_or(label.len()));
    let count = count.strip_prefix("0.").unwrap_or(count);
    match code.parse::<Kind>() {
        Ok(kind) => [kind.in_words(), count].join(" ").trim_end().to_owned(),
        Err(_) => label.to_owned(),
    }
}

/// The steps of the process at which the report is labelled by itself.
const MARKS: &[(Act, Kind)] = &[
    (Act::ShareWithFamily, Kind::Family),
    (Act::AgreeReport, Kind::Partnership),
    (Act::Submit, Kind::Submitted),
    (Act::ConfirmAmended, Kind::Revised),
    (Act::Resubmit, Kind::Revised),
    (Act::Publish, Kind::Published),
];

/// A version.
#[derive(Clone, Debug, FromRow)]
pub struct VersionRow {
    /// Its label.
    pub label: String,
    /// For whom.
    pub kind: Kind,
    /// Why it was made.
    pub why: String,
    /// By whom.
    pub made_by_name: String,
    /// When.
    pub made_at: DateTime<Utc>,
    /// The day on which it was given to whom it is for, where a step gave it: it is often recorded later.
    pub given_on: Option<NaiveDate>,
}

impl VersionRow {
    /// The day that it bears: of the step that gave it, or else of its making.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        self.given_on.unwrap_or_else(|| london_day(self.made_at))
    }
}

/// The versions of a review's report, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn versions(tx: &mut Tx, grant: &Grant<SeeDraft>) -> Stored<Vec<VersionRow>> {
    sql("SELECT label, kind, why, made_by_name, made_at, given_on FROM report_version WHERE review = $1 ORDER BY made_at DESC, label")
        .bind(grant.review())
        .all(tx)
        .await
}

/// One version with the text that each section had in it, in the order of the papers; nothing when there is no such version.
///
/// # Errors
/// When the draft is not theirs to read, or the database refuses.
pub async fn version(
    tx: &mut Tx,
    grant: &Grant<SeeDraft>,
    label: &str,
) -> Result<Option<(VersionRow, Vec<(Section, CaseText)>)>, Problem> {
    let review = whole(grant)?;
    let Some(row) = versions(tx, grant).await?.into_iter().find(|row| row.label == label) else { return Ok(None) };
    let texts = of_label(tx, review, label).await?;
    let of = |section: &Section| {
        let text = texts.iter().find(|(one, text)| one == section && !text.is_empty());
        text.map(|(one, text)| (*one, text.clone()))
    };
    let papers = Paper::ALL.iter().flat_map(|paper| paper.sections());
    Ok(Some((row, papers.filter_map(|section| of(&section)).collect())))
}

/// The label of the newest version, and whether the report still stands word for word as it did in it.
///
/// # Errors
/// When the database refuses.
pub async fn newest(tx: &mut Tx, review: ReviewId) -> Stored<Option<(String, bool)>> {
    sql("SELECT v.label, NOT EXISTS (SELECT 1 FROM report_section s WHERE s.review = v.review AND s.stands > 0 AND NOT EXISTS (\
         SELECT 1 FROM report_version_text t WHERE t.version = v.id AND t.section = s.id AND t.n = s.stands)) AS same \
         FROM report_version v WHERE v.review = $1 ORDER BY v.made_at DESC, v.id DESC LIMIT 1")
    .bind(review)
    .maybe(tx)
    .await
}

/// Labels the report as it stands, for the author or the panel. Gives the label.
///
/// # Errors
/// When the database refuses.
pub async fn label(tx: &mut Tx, grant: &Grant<EditDraft>, kind: Kind, why: &str) -> Stored<String> {
    make(tx, &grant.doer(), grant.review(), (kind, None), why).await
}

/// Labels the report when a step of the process asks for it, with the day of the step: called in the step's own transaction.
///
/// # Errors
/// When the database refuses.
pub async fn mark(tx: &mut Tx, by: &Doer, review: ReviewId, act: Act, on: NaiveDate) -> Stored<()> {
    match MARKS.iter().find(|(each, _)| *each == act) {
        Some((_, kind)) => make(tx, by, review, (*kind, Some(on)), "").await.map(drop),
        None => Ok(()),
    }
}

/// Gives the version that a step labelled the day of the step as it was put right.
///
/// # Errors
/// When the database refuses.
pub async fn redate(tx: &mut Tx, review: ReviewId, act: Act, (was, on): (NaiveDate, NaiveDate)) -> Stored<()> {
    let Some((_, kind)) = MARKS.iter().find(|(each, _)| *each == act) else { return Ok(()) };
    sql("UPDATE report_version SET given_on = $4 WHERE review = $1 AND kind = $2 AND given_on = $3")
        .bind(review)
        .bind(*kind)
        .bind(was)
        .bind(on)
        .run(tx)
        .await
        .map(drop)
}

async fn make(
    tx: &mut Tx,
    by: &Doer,
    review: ReviewId,
    (kind, given_on): (Kind, Option<NaiveDate>),
    why: &str,
) -> Stored<String> {
    let before: i64 = sql("SELECT COALESCE(MAX(n), CAST(0 AS BIGINT)) FROM report_version WHERE review = $1 AND kind = $2")
        .bind(review)
        .bind(kind)
        .scalar(tx)
        .await?;
    let (id, at, name) = (tx.id::<VersionId>(), tx.now(), kind.name(before + 1));
    sql("INSERT INTO report_version (id, review, kind, n, label, why, made_by, made_by_name, made_at, given_on) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)")
    .bind(id)
    .bind(review)
    .bind(kind)
    .bind(before + 1)
    .bind(name.clone())
    .bind(why)
    .bind(by.person)
    .bind(by.name.clone())
    .bind(at)
    .bind(given_on)
    .run(tx)
    .await?;
    sql("INSERT INTO report_version_text (version, section, n) SELECT v.id, s.id, s.stands FROM report_section s \
         JOIN report_version v ON v.review = s.review WHERE v.id = $1 AND s.stands > 0")
    .bind(id)
    .run(tx)
    .await?;
    audit::record(tx, by, Deed::CaseChanged, json!({ "report_version": name })).await?;
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_read_as_the_field_writes_them() {
        assert_eq!(Kind::Draft.name(2), "D0.2");
        assert_eq!(Kind::Panel.name(1), "P1");
        assert_eq!(Kind::Published.name(1), "PUB");
        assert_eq!(Kind::Published.name(2), "PUB2");
    }

    #[test]
    fn labels_are_said_in_words() {
        let said = |kind: Kind, n| spoken(&kind.name(n));
        assert_eq!(said(Kind::Draft, 2), "Author’s draft 2");
        assert_eq!(said(Kind::Family, 1), "Family version 1");
        assert_eq!(said(Kind::Published, 1), "Published version");
        assert_eq!(said(Kind::Published, 2), "Published version 2");
        assert_eq!(spoken("The one of 3 May"), "The one of 3 May");
    }
}
