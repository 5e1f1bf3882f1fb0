//! What is published together, and whether each paper of it was searched as the review stands now.
//!
//! The Home Office, the Commissioner and the public get the same three papers, so none may leave before all were searched.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::base::hex;
use crate::ids::{DocumentId, ReviewId};
use crate::process::{Act, Event, Stage};
use crate::redaction::{Hit, Scan};
use crate::reviews::{self, Front, standing};
use crate::store::{FromRow, Json, Stored, Tx, sql};

use super::answers::answered;
use super::kinds::{Audience, PaperKind};

/// The report, its summary and its plan: what a review publishes (domain sections 2.14 and 2.16).
pub const PUBLISHED: [PaperKind; 3] = [PaperKind::OverviewReport, PaperKind::ExecutiveSummary, PaperKind::ActionPlan];

/// Whether what is published leaves from this stage. The Commissioner has it before it is published, so nothing leaves afterwards.
const fn is_sent_from(stage: Stage) -> bool {
    matches!(stage, Stage::CspSignoff | Stage::WithHo | Stage::Amending | Stage::Cleared)
}

/// What a search left on record with the paper.
#[derive(Serialize, Deserialize)]
pub(super) struct Searched {
    pub(super) hits: usize,
    pub(super) clean: bool,
    /// What a person must answer before the paper is clean, a digest each (`answers.rs`).
    #[serde(default)]
    pub(super) asks: BTreeSet<String>,
    pub(super) at: DateTime<Utc>,
    #[serde(flatten)]
    pub(super) mark: Mark,
}

impl Searched {
    /// What a search found, of a paper that is not stopped.
    pub(super) fn of(found: &Scan, at: DateTime<Utc>, mark: Mark) -> Self {
        let asks = found.hits.iter().filter(|hit| !hit.rule.stops()).map(Hit::question).collect();
        Self { hits: found.hits.len(), clean: found.is_clean(), asks, at, mark }
    }

    /// How many words still wait for an answer. A paper that is not clean and asks nothing was searched before there were answers.
    pub(super) fn open(&self, answered: &BTreeSet<String>) -> usize {
        if self.clean { 0 } else { self.asks.difference(answered).count() }
    }

    fn is_clean(&self, answered: &BTreeSet<String>) -> bool {
        self.clean || (!self.asks.is_empty() && self.open(answered) == 0)
    }
}

/// How far what is printed has come: the identity register, the report's texts, the recommendations, panel, appointments, terms, the
/// Home Office's letter and proceedings. A search is good for one such state. Nothing of it is ever deleted and a version only grows, so any change shows in the sums.
/// What has no version that grows with it alone is kept as a digest of what is said.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Mark {
    /// How many there are.
    parts: i64,
    /// How often they were changed.
    changes: i64,
    /// How many entries the identity register has. It is counted apart, because what was published stands while recommendations go on
    /// being reported on, and is nobody's to read once the register knows a name that it was not searched for.
    entries: i64,
    /// How often they were changed.
    entry_changes: i64,
    /// When the partnership agreed the report, which is printed; before that a paper says that it is a draft.
    agreed: Option<NaiveDate>,
    /// Whether an embargo on publication stands, which is printed.
    embargoed: bool,
    /// SHA-256, in hexadecimal, of the partnership's name and letterhead, what the review is called, its legal basis, the day of the
    /// death, the agencies that contributed and what the family are to the person who died.
    said: String,
    /// The same parts and changes, room by room, to say what changed. A paper that was searched before they were counted has none.
    by: BTreeMap<String, (i64, i64)>,
}

/// Room by room, since one room may have lost what another gained. A paper that was searched before rooms were counted has the sums alone.
impl PartialEq for Mark {
    fn eq(&self, other: &Self) -> bool {
        let all = |one: &Self| (one.parts, one.changes, one.entries, one.entry_changes, one.agreed, one.embargoed);
        let rooms = self.by.is_empty() || other.by.is_empty() || self.by == other.by;
        all(self) == all(other) && self.said == other.said && rooms
    }
}

/// The room of the identity register, as the query names it.
const REGISTER: &str = "register";

/// The rooms as the query names them, in the words of a sentence.
const ROOMS: [(&str, &str); 8] = [
    (REGISTER, "the identity register"),
    ("report", "the text of the report"),
    ("recommendations", "a recommendation"),
    ("panel", "the panel"),
    ("appointments", "who chairs or writes"),
    ("terms", "the terms of reference"),
    ("letter", "the Home Office’s letter"),
    ("proceedings", "what runs beside"),
];

#[derive(FromRow)]
struct Room {
    room: String,
    parts: i64,
    changes: i64,
}

#[derive(FromRow)]
struct Now {
    agreed: Option<NaiveDate>,
    embargoed: bool,
    said: String,
}

impl Mark {
    /// As the review stands now.
    pub(super) async fn of(tx: &mut Tx, review: ReviewId) -> Stored<Self> {
        let today = tx.today();
        let Now { agreed, embargoed, said } =
            sql(concat!(
            "SELECT (SELECT MAX(stands_on) FROM review_event WHERE review = $1 AND event = $2) AS agreed, \
             ",
            standing!("$1", "publication_embargo", "$3"),
            " > 0 AS embargoed, \
             (SELECT o.name || '|' || CAST(h.letterhead AS TEXT) || '|' || w.display_term || '|' || w.regime || '|' \
               || COALESCE(CAST(d.died_on AS TEXT), '') || '|' || COALESCE((SELECT string_agg(a.name || ' ' || q.level, '|' ORDER BY q.id) \
               FROM agency_request q JOIN organisation a ON a.id = q.organisation WHERE q.review = w.id AND q.state <> 'excused'), '') \
               || '|' || COALESCE((SELECT string_agg(f.part || ' ' || f.relationship, '|' ORDER BY f.id) FROM family_person f \
               WHERE f.review = w.id), '') \
               FROM review w JOIN partnership h ON h.organisation = w.partnership JOIN organisation o ON o.id = w.partnership \
               LEFT JOIN notification d ON d.review = w.id WHERE w.id = $1) AS said"
            ))
            .bind(review)
            .bind(Event::ReportCompleted)
            .bind(today)
            .one(tx)
            .await?;
        let rooms: Vec<Room> = sql(
            "SELECT p.room, COUNT(*) AS parts, COALESCE(CAST(SUM(p.version) AS BIGINT), CAST(0 AS BIGINT)) AS changes FROM (\
             SELECT 'register' AS room, version FROM register_entry WHERE review = $1 \
             UNION ALL SELECT 'report', t.n FROM report_text t JOIN report_section s ON s.id = t.section WHERE s.review = $1 \
             UNION ALL SELECT 'recommendations', version FROM recommendation WHERE review = $1 \
             UNION ALL SELECT 'panel', version FROM panel_member WHERE review = $1 \
             UNION ALL SELECT 'appointments', version FROM panel_appointment WHERE review = $1 \
             UNION ALL SELECT 'terms', version FROM terms WHERE review = $1 \
             UNION ALL SELECT 'letter', version FROM outcome_letter WHERE review = $1 AND (words <> '' OR version > 1) \
             UNION ALL SELECT 'proceedings', version FROM proceeding WHERE review = $1) p GROUP BY p.room",
        )
        .bind(review)
        .all(tx)
        .await?;
        let by: BTreeMap<String, (i64, i64)> = rooms.into_iter().map(|one| (one.room, (one.parts, one.changes))).collect();
        let (entries, entry_changes) = by.get(REGISTER).copied().unwrap_or_default();
        let (parts, changes) = by.values().fold((0, 0), |(parts, changes), one| (parts + one.0, changes + one.1));
        Ok(Self { parts, changes, entries, entry_changes, agreed, embargoed, said: hex(&Sha256::digest(said)), by })
    }

    /// What is different now, in words that follow one another in a sentence.
    fn changed(&self, now: &Self) -> Vec<&'static str> {
        let counted = !self.by.is_empty();
        let rooms = ROOMS.iter().filter(|(room, _)| counted && self.by.get(*room) != now.by.get(*room)).map(|(_, words)| *words);
        let others = [
            (!counted && !self.same_register(now), "the identity register"),
            (self.agreed != now.agreed, "the day on which the report was agreed"),
            (self.embargoed != now.embargoed, "the embargo on publication"),
            (
                self.said != now.said,
                "the letterhead, the legal basis, the day of the death, the agencies that contributed or what the family are to the person who died",
            ),
        ];
        rooms.chain(others.into_iter().filter(|(is, _)| *is).map(|(_, words)| words)).collect()
    }

    /// This state with the identity register of another: a paper that was searched again.
    pub(super) fn with_register_of(self, other: &Self) -> Self {
        let mut by = self.by;
        if let Some(register) = other.by.get(REGISTER) {
            by.insert(REGISTER.into(), *register);
        }
        Self { entries: other.entries, entry_changes: other.entry_changes, by, ..self }
    }

    /// Whether the identity register stands as it does here: what was searched for one was searched for every name of the other.
    pub(super) fn same_register(&self, other: &Self) -> bool {
        (self.entries, self.entry_changes) == (other.entries, other.entry_changes)
    }
}

/// How a paper for publication stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It was never made.
    NotMade,
    /// It was made, and since then something that it prints has changed: what, as far as it is known.
    Old(DateTime<Utc>, Vec<&'static str>),
    /// It was made from the review as it is now, and words in it may be a name: somebody has to answer for them.
    Waits {
        /// When it was made.
        at: DateTime<Utc>,
        /// Which document.
        document: DocumentId,
        /// How many words wait.
        words: usize,
    },
    /// It was made from the review as it is now, and no name was found, or somebody answered for each word that might be one.
    Clean(DateTime<Utc>),
}

impl Standing {
    /// Whether it may leave as it is.
    #[must_use]
    pub const fn is_clean(&self) -> bool {
        matches!(self, Self::Clean(_))
    }

    /// Whether it was made from the review as it is now, so that making it again would change nothing.
    #[must_use]
    pub const fn is_made(&self) -> bool {
        matches!(self, Self::Clean(_) | Self::Waits { .. })
    }
}

/// Until when papers left, each with what was newest then.
#[derive(Clone, Copy)]
pub(super) struct Left {
    submitted: Option<DateTime<Utc>>,
    published: Option<DateTime<Utc>>,
}

impl Left {
    /// What is on record of this review. A publication that was withdrawn is none. One that no step of this program made has no moment: all
    /// that is kept counts as published then.
    pub(super) async fn of(tx: &mut Tx, review: ReviewId) -> Stored<Self> {
        let stands = reviews::facts_for_clocks(tx, review).await?.0.dates.stands(Event::Published);
        let (submitted, published): (Option<DateTime<Utc>>, Option<DateTime<Utc>>) = sql(
            "SELECT MAX(CASE WHEN act IN ($2, $3) THEN at END) AS submitted, MAX(CASE WHEN act = $4 THEN at END) AS published \
                 FROM happening WHERE review = $1",
        )
        .bind(review)
        .bind(Act::Submit)
        .bind(Act::Resubmit)
        .bind(Act::Publish)
        .one(tx)
        .await?;
        Ok(Self { submitted, published: stands.then(|| published.unwrap_or(DateTime::<Utc>::MAX_UTC)) })
    }

    /// Whether a paper of this audience was published, or was there to be.
    pub(super) fn published(&self, audience: &str, made_at: DateTime<Utc>) -> bool {
        audience == Audience::Publication.as_str() && self.published.is_some_and(|on| made_at <= on)
    }

    /// Whether it was published or submitted. The Home Office has what is published, and its own.
    pub(super) fn has(&self, audience: &str, made_at: DateTime<Utc>) -> bool {
        let sent = [Audience::Publication, Audience::HomeOffice].iter().any(|one| one.as_str() == audience);
        self.published(audience, made_at) || (sent && self.submitted.is_some_and(|on| made_at <= on))
    }
}

#[derive(FromRow)]
struct Latest {
    id: DocumentId,
    kind: PaperKind,
    scan: Json<Searched>,
}

/// How each paper that is published stands.
///
/// # Errors
/// When the database refuses.
pub async fn for_publication(tx: &mut Tx, review: ReviewId) -> Stored<Vec<(PaperKind, Standing)>> {
    let kept: Vec<Latest> =
        sql("SELECT id, kind, scan FROM document WHERE review = $1 AND kind IN ($2, $3, $4) AND audience = $5 \
         AND withdrawn_at IS NULL AND scan IS NOT NULL ORDER BY made_at DESC, id DESC")
        .bind(review)
        .bind(PUBLISHED[0])
        .bind(PUBLISHED[1])
        .bind(PUBLISHED[2])
        .bind(Audience::Publication)
        .all(tx)
        .await?;
    let now = Mark::of(tx, review).await?;
    let answered = answered(tx, review).await?;
    let standing = |kind: PaperKind| match kept.iter().find(|row| row.kind == kind) {
        None => Standing::NotMade,
        Some(Latest { scan: Json(found), .. }) if found.mark != now => Standing::Old(found.at, found.mark.changed(&now)),
        Some(Latest { scan: Json(found), .. }) if found.is_clean(&answered) => Standing::Clean(found.at),
        Some(Latest { scan: Json(found), .. }) if found.asks.is_empty() => Standing::Old(found.at, Vec::new()),
        Some(Latest { id, scan: Json(found), .. }) => {
            Standing::Waits { at: found.at, document: *id, words: found.open(&answered) }
        }
    };
    Ok(PUBLISHED.into_iter().map(|kind| (kind, standing(kind))).collect())
}

/// Whether this paper was made from the review as it is now, and is clean or waits only for answers.
pub(super) async fn is_made(tx: &mut Tx, review: ReviewId, kind: PaperKind) -> Stored<bool> {
    Ok(for_publication(tx, review).await?.iter().any(|(one, standing)| *one == kind && standing.is_made()))
}

/// The same, from when the report is with the partnership until it is published: before and after there is nothing to show.
///
/// # Errors
/// When the database refuses.
pub async fn sending(tx: &mut Tx, front: &Front) -> Stored<Vec<(PaperKind, Standing)>> {
    if is_sent_from(front.stage) { for_publication(tx, front.id).await } else { Ok(Vec::new()) }
}

/// Whether papers for publication are made of the review as it is now, and are still to leave: a change of what they print outdates them.
///
/// # Errors
/// When the database refuses.
pub async fn waiting(tx: &mut Tx, review: ReviewId) -> Stored<bool> {
    let (facts, _) = reviews::facts_for_clocks(tx, review).await?;
    if !is_sent_from(facts.stage) || !facts.dates.stands(Event::ReportCompleted) {
        return Ok(false);
    }
    Ok(for_publication(tx, review).await?.iter().any(|(_, standing)| standing.is_made()))
}

/// Whether everything that is published was searched as it stands now and may leave; and whether all of it is made, and what is missing is
/// only somebody's answer.
///
/// # Errors
/// When the database refuses.
pub async fn all_clean(tx: &mut Tx, review: ReviewId) -> Stored<(bool, bool)> {
    let all = for_publication(tx, review).await?;
    let clean = all.iter().all(|(_, standing)| standing.is_clean());
    Ok((clean, !clean && all.iter().all(|(_, standing)| standing.is_made())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(rooms: &[(&str, i64, i64)]) -> Mark {
        let by: BTreeMap<String, (i64, i64)> =
            rooms.iter().map(|(room, parts, changes)| ((*room).to_owned(), (*parts, *changes))).collect();
        let (parts, changes) = by.values().fold((0, 0), |(parts, changes), one| (parts + one.0, changes + one.1));
        Mark { parts, changes, by, ..Mark::default() }
    }

    #[test]
    fn what_one_room_lost_another_does_not_make_up_for() {
        let (searched, now) = (mark(&[("letter", 1, 2), ("report", 9, 9)]), mark(&[("report", 9, 9), ("proceedings", 1, 2)]));
        assert!((searched.parts, searched.changes) == (now.parts, now.changes) && searched != now);
        assert!(searched == mark(&[("letter", 1, 2), ("report", 9, 9)]));
        assert!(mark(&[]) == Mark::default(), "one that was searched before rooms were counted");
    }
}
