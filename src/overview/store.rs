//! The figures.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use chrono::{Months, NaiveDate};

use crate::access::{Actor, Denied};
use crate::ids::{OrganisationId, ReviewId};
use crate::parties;
use crate::process::{Due, Role, Rule, Stage};
use crate::recommendations::{self, Rag, Row, State, to_check};
use crate::redaction::Labels;
use crate::reviews::clocked_in;
use crate::store::{FromRow, Stored, Tx, sql};

use super::told::{self, Count};

/// How the six months of guidance stand over a partnership's reviews.
#[derive(Clone, Debug)]
pub struct Clocks {
    /// Reviews whose report is not yet agreed.
    pub running: Count,
    /// Of these, beyond the six months that the guidance gives (DL-12).
    pub late: Count,
}

/// What a board reads.
#[derive(Clone)]
pub struct Summary {
    /// The partnership.
    pub partnership: OrganisationId,
    /// Its name.
    pub name: String,
    /// The day the figures are of.
    pub as_at: NaiveDate,
    /// What is open or settled, by colour, the gravest first.
    pub colours: Vec<(Rag, usize)>,
    /// What is open by the age of its first date: up to three months late, up to a year, longer.
    pub ages: [usize; 3],
    /// What is late, the oldest first.
    pub overdue: Vec<Row>,
    /// What a check found not to hold, the longest known first.
    pub not_passed: Vec<Row>,
    /// What its addressee has agreed and the partnership has not approved yet.
    pub agreed: Vec<Row>,
    /// What came on the register in the last three months.
    pub new: Vec<Row>,
    /// What is red and not overdue: two cycles of silence, or not accepted.
    pub red: Vec<Row>,
    /// What came to be blue in the last three months.
    pub settled: Vec<Row>,
    /// How many more are blue, and were so before.
    pub settled_before: usize,
    /// What ended in the last three months without being done, and has no colour.
    pub ended: Vec<Row>,
    /// What is to be done and says not when, or not by whom.
    pub unclear: Vec<Row>,
    /// Reviews by stage, in words.
    pub stages: Vec<(String, Count)>,
    /// The six months.
    pub clocks: Clocks,
    /// Whether small numbers are withheld from this reader.
    pub suppressed: bool,
    /// What people are called, for the reviews whose recommendations speak of somebody.
    pub labels: BTreeMap<ReviewId, Labels>,
}

impl Summary {
    /// The words of a recommendation for a reader: people of its review by their pseudonyms.
    #[must_use]
    pub fn shown(&self, row: &Row, words: &str) -> String {
        row.review.and_then(|review| self.labels.get(&review)).map_or_else(|| words.to_owned(), |labels| labels.show(words))
    }

    /// Why something is red, with what was said where it was not accepted: the same on the page and in the paper.
    #[must_use]
    pub fn why_red(&self, row: &Row) -> String {
        let why = row.rating(self.as_at).why;
        match row.ended_words.as_str().trim() {
            "" => format!("{why}."),
            more => format!("{why}: {}", self.shown(row, more)),
        }
    }

    /// Why fewer are listed as settled than are blue.
    #[must_use]
    pub fn settled_earlier(&self) -> String {
        match self.settled_before {
            1 => "One more is blue. It was settled before that.".into(),
            before => format!("{before} more are blue. They were settled before that."),
        }
    }

    /// What somebody should check in the register, a sentence each, the same on the page and in the paper.
    #[must_use]
    pub fn to_check(&self) -> Vec<String> {
        self.unclear.iter().flat_map(|row| to_check(row, &row.reference)).collect()
    }
}

/// Who works on cases sees small numbers; a board does not.
const KNOWS: &[Role] = &[Role::CspChair, Role::Coordinator];
const READS: &[Role] = &[Role::BoardMember, Role::Scrutiny, Role::LearningLead];

/// The partnerships whose summary the person may read.
#[must_use]
pub fn readable(actor: &Actor) -> Vec<OrganisationId> {
    actor.partnerships_as(&[KNOWS, READS].concat())
}

/// The summary of a partnership.
///
/// # Errors
/// [`Denied::NotThere`] when it is not for them.
pub async fn summary(tx: &mut Tx, actor: &Actor, partnership: OrganisationId) -> Result<Summary, Denied> {
    if !readable(actor).contains(&partnership) {
        return Err(Denied::NotThere);
    }
    let suppressed = !KNOWS.iter().any(|role| actor.is(*role, partnership));
    let today = tx.today();
    let name: String = sql("SELECT name FROM organisation WHERE id = $1").bind(partnership).scalar(tx).await?;
    // What is not yet agreed by its addressee is between the panel and them.
    let hidden = |state: State| matches!(state, State::Draft | State::Disputed);
    let rows: Vec<Row> =
        recommendations::of_partnership(tx, partnership).await?.into_iter().filter(|row| !hidden(row.state)).collect();
    let colour = |rag: Rag| rows.iter().filter(|row| row.rating(today).rag == Some(rag)).count();
    let colours = Rag::ALL.iter().map(|rag| (*rag, colour(*rag))).collect();
    let since = today.checked_sub_months(Months::new(3)).unwrap_or(today);
    let mut overdue: Vec<Row> = rows.iter().filter(|row| row.overdue(today)).cloned().collect();
    overdue.sort_by(|a, b| (a.first_due, &a.reference).cmp(&(b.first_due, &b.reference)));
    let new = rows.iter().filter(|row| row.opened_on >= since).cloned().collect();
    let has = |row: &Row, rag: Option<Rag>| row.rating(today).rag == rag;
    let red = rows.iter().filter(|row| has(row, Some(Rag::Red)) && !row.overdue(today)).cloned().collect();
    let (settled, before): (Vec<&Row>, Vec<&Row>) =
        rows.iter().filter(|row| has(row, Some(Rag::Blue))).partition(|row| row.state_since >= since);
    let ended = rows.iter().filter(|row| has(row, None) && row.state_since >= since).cloned().collect();
    let mut not_passed: Vec<Row> = rows.iter().filter(|row| row.not_passed_on.is_some()).cloned().collect();
    not_passed.sort_by(|a, b| (a.not_passed_on, &a.reference).cmp(&(b.not_passed_on, &b.reference)));
    let by_stage = stages(tx, partnership).await?;
    Ok(Summary {
        partnership,
        name,
        as_at: today,
        colours,
        ages: ages(&overdue, today),
        overdue,
        not_passed,
        agreed: rows.iter().filter(|row| row.state == State::Agreed).cloned().collect(),
        new,
        red,
        settled: settled.into_iter().cloned().collect(),
        settled_before: before.len(),
        ended,
        unclear: rows.iter().filter(|row| unclear(row)).cloned().collect(),
        stages: told::by_stage(&by_stage, suppressed),
        clocks: clocks(tx, partnership, &by_stage, suppressed).await?,
        suppressed,
        labels: labels(tx, &rows).await?,
    })
}

/// The labels of the reviews of which a text refers to somebody. Most refer to nobody, and cost nothing.
async fn labels(tx: &mut Tx, rows: &[Row]) -> Stored<BTreeMap<ReviewId, Labels>> {
    let refers = |row: &&Row| {
        [row.body.as_str(), row.outcome.as_str(), row.evidence.as_str(), row.ended_words.as_str(), row.lead_words.as_str()]
            .iter()
            .any(|text| text.contains("{{"))
    };
    let mut found = BTreeMap::new();
    for review in rows.iter().filter(refers).filter_map(|row| row.review) {
        if let Entry::Vacant(place) = found.entry(review) {
            place.insert(parties::stand_ins(tx, review).await?);
        }
    }
    Ok(found)
}

fn unclear(row: &Row) -> bool {
    !row.state.done() && !to_check(row, "").is_empty()
}

fn ages(overdue: &[Row], today: NaiveDate) -> [usize; 3] {
    let beyond = |row: &Row, months: u32| {
        row.first_due.and_then(|due| due.checked_add_months(Months::new(months))).is_some_and(|limit| today > limit)
    };
    let (over_three, over_twelve) =
        (overdue.iter().filter(|row| beyond(row, 3)).count(), overdue.iter().filter(|row| beyond(row, 12)).count());
    [overdue.len() - over_three, over_three - over_twelve, over_twelve]
}

#[derive(FromRow)]
struct StageRow {
    stage: Stage,
    reviews: i64,
}

async fn stages(tx: &mut Tx, partnership: OrganisationId) -> Stored<Vec<(Stage, i64)>> {
    let rows: Vec<StageRow> =
        sql("SELECT r.stage, COUNT(*) AS reviews FROM review r JOIN review_partnership p ON p.review = r.id \
         WHERE p.partnership = $1 AND p.ended_on IS NULL GROUP BY r.stage")
        .bind(partnership)
        .all(tx)
        .await?;
    let found = |stage: Stage| rows.iter().find(|row| row.stage == stage).map(|row| (stage, row.reviews));
    Ok(Stage::ALL.iter().copied().filter_map(found).collect())
}

async fn clocks(tx: &mut Tx, partnership: OrganisationId, by_stage: &[(Stage, i64)], suppressed: bool) -> Stored<Clocks> {
    let today = tx.today();
    let all = clocked_in(tx, partnership).await?;
    let running: Vec<&Due> = all.iter().flat_map(|one| &one.clocks).filter(|due| due.clock.rule == Rule::Dl12).collect();
    let late = running.iter().filter(|due| due.computed_due < today).count();
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let (running, late) = told::running(number(running.len()), number(late), by_stage, suppressed);
    Ok(Clocks { running, late })
}
