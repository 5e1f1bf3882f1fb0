//! The report: its sections, every text that was saved in one, and the versions of the whole.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use crate::access::right::{EditDraft, SeeDraft, SeeNames};
use crate::access::{if_theirs, permit};
use crate::parties;
use crate::redaction::{CaseText, Labels};
use crate::reports::{self as room, Kind, Section, SectionRow, State, TextRow};

use super::body::Sent;
use super::caller::Token;
use super::code::Code;
use super::fault::Fault;
use super::lists::{Choice, Page, choice, paged};
use super::press::{Desk, Outcome};

/// Operations on the report.
pub(super) struct Report(pub(super) Arc<Desk>);

/// A section of the report.
#[derive(Debug, Object)]
struct SectionSeen {
    /// Which.
    section: Code<Section>,
    /// Its heading.
    label: String,
    /// The paper that it is a part of.
    paper: String,
    /// What belongs in it.
    hint: String,
    /// Whether the paper is not complete without it.
    required: bool,
    /// Who writes it.
    owner: Option<String>,
    /// To be sent back when it is given to somebody to write.
    owner_version: i64,
    /// How far it is.
    state: Code<State>,
    /// How many texts wait to be joined with the one that stands.
    beside: i64,
    /// The number of the text that stands, 0 when nothing is written: to be sent back with a new text.
    version: i64,
}

/// A version of the whole report.
#[derive(Debug, Object)]
struct Version {
    /// Its label, such as P1.
    label: String,
    /// For whom it was made.
    kind: Code<Kind>,
    /// What it is for.
    why: String,
    /// Who made it.
    made_by: String,
    /// When.
    made_at: DateTime<Utc>,
}

/// A section as it stood in a version.
#[derive(Debug, Object)]
struct SectionThen {
    /// Which.
    section: Code<Section>,
    /// Its heading.
    label: String,
    /// The paper that it is a part of.
    paper: String,
    /// The text.
    body: String,
}

/// A version with the text that each section had in it.
#[derive(Debug, Object)]
struct VersionWhole {
    /// The version.
    #[oai(flatten)]
    version: Version,
    /// The sections that had any, in the order of the papers.
    sections: Vec<SectionThen>,
}

/// The room.
#[derive(Debug, Object)]
struct ReportRoom {
    /// Every section, in the order of the report.
    sections: Vec<SectionSeen>,
    /// Versions, the latest first.
    versions: Vec<Version>,
    /// Where this page of versions stands.
    #[oai(flatten)]
    at: Page,
}

/// A text that was saved in a section.
#[derive(Debug, Object)]
struct Text {
    /// Its number in the section.
    number: i64,
    /// The words.
    body: String,
    /// Who saved it.
    written_by: String,
    /// When.
    written_at: DateTime<Utc>,
    /// Whether somebody else had saved meanwhile, so that it waits to be joined.
    beside: bool,
    /// The text in which it was joined with what stood.
    joined_in: Option<i64>,
}

/// A section with its texts.
#[derive(Debug, Object)]
struct SectionWhole {
    /// The section.
    #[oai(flatten)]
    section: SectionSeen,
    /// The text that stands.
    body: String,
    /// For who writes it: the same text as it is kept, with references such as {{V1}} instead of names. Change this and send it back.
    #[oai(skip_serializing_if_is_none)]
    kept: Option<String>,
    /// Every text that was saved, the latest first.
    texts: Vec<Text>,
    /// Where this page of texts stands.
    #[oai(flatten)]
    at: Page,
    /// Who may be given the section to write, for those who may.
    writers: Vec<Choice>,
}

/// A text to save.
#[derive(Debug, Object)]
struct NewText {
    /// The text. Names that the identity register knows become references. An empty line begins a paragraph.
    #[oai(default)]
    body: String,
    /// How far the section is.
    state: Code<State>,
    /// This text takes up the others that wait beside.
    #[oai(default)]
    joins: bool,
    /// The number of the text that you had before you. When another stands by now, both are kept.
    version: i64,
}

/// Who writes a section.
#[derive(Debug, Object)]
struct Owner {
    /// The id of a person among its writers; nobody in particular when it is left out.
    owner: Option<String>,
    /// The `owner_version` of the section that you saw.
    version: i64,
}

/// A version to make.
#[derive(Debug, Object)]
struct NewVersion {
    /// For whom: D, the author's draft, or P, for the panel. The others are made by steps of the process.
    kind: Code<Kind>,
    /// What it is for.
    #[oai(default)]
    why: String,
}

#[OpenApi]
impl Report {
    /// The sections of the report and the versions of the whole.
    #[oai(path = "/reviews/:review/report", method = "get")]
    async fn room(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The page of versions, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<ReportRoom>, Fault> {
        let mut desk = self.0.look::<SeeDraft>(&token, &review).await?;
        let rows = room::sections(&mut desk.tx, &desk.grant).await?;
        let versions = room::versions(&mut desk.tx, &desk.grant).await?;
        let (versions, at) = paged(versions, page.0);
        let row = |wanted: Section| rows.iter().find(|row| row.section == wanted);
        let sections = Section::ALL.iter().map(|one| section(*one, row(*one))).collect();
        let versions = versions.into_iter().map(|one| version(one, &desk.labels)).collect();
        Ok(Json(ReportRoom { sections, versions, at }))
    }

    /// One version with the text that each section had in it.
    #[oai(path = "/reviews/:review/report/versions/:version", method = "get")]
    async fn version(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The label of the version, such as F1.
        version: Path<String>,
    ) -> Result<Json<VersionWhole>, Fault> {
        let mut desk = self.0.look::<SeeDraft>(&token, &review).await?;
        let found = room::version(&mut desk.tx, &desk.grant, version.as_str()).await?;
        let (row, texts) = found.ok_or_else(Fault::not_there)?;
        let then = |(section, text): (Section, CaseText)| SectionThen {
            section: section.into(),
            label: section.label().into(),
            paper: section.paper().label().into(),
            body: text.show(&desk.labels),
        };
        Ok(Json(VersionWhole { version: self::version(row, &desk.labels), sections: texts.into_iter().map(then).collect() }))
    }

    /// One section with its texts.
    #[oai(path = "/reviews/:review/report/:section", method = "get")]
    async fn one(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The code of the section.
        section: Path<Code<Section>>,
        /// With real names instead of pseudonyms, which goes on record.
        names: Query<Option<bool>>,
        /// The page of texts, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<SectionWhole>, Fault> {
        let which: Section = section.as_str().parse().map_err(|_| Fault::not_there())?;
        let named = names.0.unwrap_or(false);
        let mut desk = match named {
            true => self.0.look_on_record::<SeeDraft>(&token, &review).await?,
            false => self.0.look::<SeeDraft>(&token, &review).await?,
        };
        let rows = room::sections(&mut desk.tx, &desk.grant).await?;
        let texts = room::texts(&mut desk.tx, &desk.grant, which).await?;
        if named {
            let names = desk.also::<SeeNames>().await?;
            desk.labels = parties::real_labels(&mut desk.tx, &self.0.app.keyring, &names).await?;
        }
        let writes = if_theirs(permit::<EditDraft>(&mut desk.tx, desk.grant.actor(), desk.front.id).await)?.is_some();
        let writers = if writes { room::writers(&mut desk.tx, desk.front.id).await? } else { Vec::new() };
        let row = rows.iter().find(|row| row.section == which);
        let (texts, at) = paged(texts, page.0);
        let whole = SectionWhole {
            section: self::section(which, row),
            body: row.map(|row| row.body.show(&desk.labels)).unwrap_or_default(),
            kept: writes.then(|| row.map(|row| row.body.as_str().to_owned()).unwrap_or_default()),
            texts: texts.into_iter().map(|one| text(one, &desk.labels)).collect(),
            at,
            writers: writers.into_iter().map(|(id, name)| choice(id, name)).collect(),
        };
        if named {
            desk.tx.commit().await?;
        }
        Ok(Json(whole))
    }

    /// Save a text in a section. No text is ever overwritten: when somebody else saved meanwhile, both are kept.
    #[oai(path = "/reviews/:review/report/:section", method = "post")]
    async fn write(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The code of the section.
        section: Path<Code<Section>>,
        new: Sent<NewText>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("section", section.as_str())];
        self.0.send(&token, "/reviews/:review/report/:section", &at, &new.0).await
    }

    /// Give a section to somebody to write.
    #[oai(path = "/reviews/:review/report/:section/owner", method = "post")]
    async fn assign(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The code of the section.
        section: Path<Code<Section>>,
        owner: Sent<Owner>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("section", section.as_str())];
        self.0.send(&token, "/reviews/:review/report/:section/owner", &at, &owner.0).await
    }

    /// Make a version, which keeps every section as it stands.
    #[oai(path = "/reviews/:review/report/versions", method = "post")]
    async fn make_version(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        new: Sent<NewVersion>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/report/versions", &[("review", &review)], &new.0).await
    }
}

fn version(one: room::VersionRow, labels: &Labels) -> Version {
    Version {
        label: one.label,
        kind: one.kind.into(),
        why: labels.show(&one.why),
        made_by: one.made_by_name,
        made_at: one.made_at,
    }
}

fn section(section: Section, row: Option<&SectionRow>) -> SectionSeen {
    SectionSeen {
        section: section.into(),
        label: section.label().into(),
        paper: section.paper().label().into(),
        hint: section.hint().into(),
        required: section.required(),
        owner: row.and_then(|row| row.owner_name.clone()),
        owner_version: row.map_or(0, |row| row.assigned),
        state: row.map_or(State::NotStarted, |row| row.state).into(),
        beside: row.map_or(0, |row| row.beside),
        version: row.map_or(0, |row| row.stands),
    }
}

fn text(one: TextRow, labels: &Labels) -> Text {
    Text {
        number: one.n,
        body: one.body.show(labels),
        written_by: one.written_by_name,
        written_at: one.written_at,
        beside: one.beside,
        joined_in: one.joined_in,
    }
}
