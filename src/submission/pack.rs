//! What a submission must hold (domain section 2.14), computed where dardr knows it and declared where a person must say it.

use serde_json::json;

use crate::access::Grant;
use crate::access::right::EditQuality;
use crate::audit::{self, Deed};
use crate::base::within_a_sentence;
use crate::documents::papers::{PaperKind, Standing};
use crate::ids::ReviewId;
use crate::proceedings;
use crate::process::{Dates, Event, Facts};
use crate::redaction::CaseText;
use crate::reports::{Paper, Section};
use crate::store::{FromRow, Stored, Tx, sql, text_enum};
use crate::ui::Problem;

text_enum!(
    /// A part of the pack.
    pub enum Part {
        /// The overview report.
        Overview = "overview",
        /// The executive summary.
        Summary = "summary",
        /// The action plan.
        Plan = "plan",
        /// The Home Office's data form.
        DataForm = "data_form",
        /// The cover letter with the reasons for lateness.
        Cover = "cover",
        /// The statement on the family's involvement.
        Family = "family",
        /// The certificate of anonymity: what leaves was searched for everything in the identity register.
        Anonymity = "anonymity",
        /// The list of parallel reviews.
        Parallel = "parallel",
        /// The copy to the Commissioner.
        Commissioner = "commissioner",
    }
);

impl Part {
    /// Those that a person declares.
    pub const DECLARED: [Self; 3] = [Self::DataForm, Self::Cover, Self::Parallel];

    /// The paper that it leaves as, where it leaves as one of its own.
    const fn paper(self) -> Option<PaperKind> {
        match self {
            Self::Overview => Some(PaperKind::OverviewReport),
            Self::Summary => Some(PaperKind::ExecutiveSummary),
            Self::Plan => Some(PaperKind::ActionPlan),
            Self::DataForm | Self::Cover | Self::Family | Self::Anonymity | Self::Parallel | Self::Commissioner => None,
        }
    }

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Overview => "Overview report",
            Self::Summary => "Executive summary",
            Self::Plan => "Action plan",
            Self::DataForm => "Data collection form",
            Self::Cover => "Cover letter, with the reasons if it is late",
            Self::Family => "Statement on the family’s involvement",
            Self::Anonymity => "Certificate of anonymity",
            Self::Parallel => "List of parallel reviews",
            Self::Commissioner => "Copy to the Domestic Abuse Commissioner",
        }
    }
}

/// Whether a part of the pack is there.
#[derive(Clone, Debug)]
pub struct PackPart {
    /// Which.
    pub part: Part,
    /// Whether it is there.
    pub there: bool,
    /// What is missing, or what was declared.
    pub words: String,
    /// How often it was declared: to be sent back with the next word on it.
    pub version: i64,
}

impl PackPart {
    /// How the paper of a part stands that is written and that leaves as a paper of its own: a text alone is not ready to be sent.
    #[must_use]
    pub fn standing(&self, papers: &[(PaperKind, Standing)]) -> Option<Standing> {
        let kind = self.part.paper().filter(|_| self.there)?;
        papers.iter().find(|(one, _)| *one == kind).map(|(_, standing)| standing.clone())
    }
}

#[derive(FromRow)]
struct Declared {
    part: Part,
    words: String,
    version: i64,
}

#[derive(FromRow)]
struct Plan {
    whole: i64,
    bare: i64,
}

/// The parts of the pack, by all that is known of the review. `unwritten` are the required sections that have no text.
///
/// # Errors
/// When the database refuses.
pub async fn pack(tx: &mut Tx, review: ReviewId, facts: &Facts, unwritten: &[Section]) -> Stored<Vec<PackPart>> {
    // What was published was searched then; what changes after it is for the next submission.
    let searched = facts.scan_clean || facts.dates.stands(Event::Published);
    parts(tx, (review, &facts.dates), unwritten, searched).await
}

/// Whether everything of the pack is there but the search for names, which a submission asks for by itself.
///
/// # Errors
/// When the database refuses.
pub async fn pack_complete(tx: &mut Tx, review: ReviewId, dates: &Dates, unwritten: &[Section]) -> Stored<bool> {
    Ok(parts(tx, (review, dates), unwritten, true).await?.iter().all(|part| part.there))
}

async fn parts(tx: &mut Tx, (review, dates): (ReviewId, &Dates), unwritten: &[Section], searched: bool) -> Stored<Vec<PackPart>> {
    let declared: Vec<Declared> =
        sql("SELECT part, words, version FROM pack_part WHERE review = $1").bind(review).all(tx).await?;
    let plan: Plan = sql("SELECT COUNT(*) AS whole, COUNT(CASE WHEN lead_words = '' OR when_words = '' THEN 1 END) AS bare \
                          FROM recommendation WHERE review = $1 AND state NOT IN ('not_accepted', 'superseded', 'merged')")
    .bind(review)
    .one(tx)
    .await?;
    let beside = proceedings::not_recorded(tx, review).await?;
    let one = |part: Part| -> PackPart {
        let missing = match part {
            Part::Overview => lacking(Paper::Overview, unwritten),
            Part::Summary => lacking(Paper::Summary, unwritten),
            Part::Plan if plan.whole == 0 => Some("There is no recommendation in the register".to_owned()),
            Part::Plan if plan.bare > 0 => Some(format!("{} without a lead or a time", plan.bare)),
            Part::Family if unwritten.contains(&Section::Involvement) => {
                Some("Its section of the report is not written".to_owned())
            }
            Part::Commissioner if !dates.stands(Event::ReportSentToCommissioner) => {
                Some("It is not recorded that the report was sent to the Commissioner".to_owned())
            }
            Part::Anonymity if !searched => Some("The papers that leave are not all made and searched for names".to_owned()),
            Part::Plan | Part::Family | Part::Anonymity | Part::Commissioner => None,
            Part::Parallel if !beside.is_empty() => Some(format!(
                "The notification tells of this, and it is not recorded under Proceedings: {}",
                beside.iter().map(|kind| within_a_sentence(kind.label())).collect::<Vec<_>>().join(", ")
            )),
            Part::DataForm | Part::Cover | Part::Parallel => {
                declared.iter().all(|row| row.part != part).then(|| "Not declared yet".to_owned())
            }
        };
        let (said, version) =
            declared.iter().find(|row| row.part == part).map(|row| (row.words.clone(), row.version)).unwrap_or_default();
        PackPart { part, there: missing.is_none(), words: missing.unwrap_or(said), version }
    };
    Ok(Part::ALL.iter().copied().map(one).collect())
}

fn lacking(paper: Paper, unwritten: &[Section]) -> Option<String> {
    let names: Vec<&str> = unwritten.iter().filter(|section| section.paper() == paper).map(|section| section.label()).collect();
    (!names.is_empty()).then(|| format!("Not written yet: {}", names.join(", ")))
}

/// Declares that a part is ready, with a word on it, over the version that the person saw: 0 while nobody has declared it.
///
/// # Errors
/// When somebody declared it since, or the database refuses.
pub async fn declare(
    tx: &mut Tx,
    grant: &Grant<EditQuality>,
    (part, version): (Part, i64),
    words: CaseText,
) -> Result<(), Problem> {
    let at = tx.now();
    let statement = match version {
        0 => sql(
            "INSERT INTO pack_part (review, part, words, done_by, done_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (review, part) DO NOTHING",
        ),
        _ => sql("UPDATE pack_part SET words = $3, done_by = $4, done_at = $5, version = version + 1 \
             WHERE review = $1 AND part = $2 AND version = $6"),
    };
    let statement = statement.bind(grant.review()).bind(part).bind(words).bind(grant.actor().person).bind(at);
    let statement = if version == 0 { statement } else { statement.bind(version) };
    if statement.run(tx).await? == 0 {
        let sentence = "This part has been declared since you opened the page. Nothing was saved.";
        return Err(Problem::Stale { sentence: sentence.into() });
    }
    Ok(audit::record(tx, &grant.doer(), Deed::CaseChanged, json!({ "pack": part })).await?)
}
