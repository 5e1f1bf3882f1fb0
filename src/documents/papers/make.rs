//! Making a paper: read, typeset outside any transaction, search the finished file, keep it.

use std::sync::Arc;

use serde_json::json;

use crate::access::right::{EditPapers, SeeFamily, SeeNames};
use crate::access::{Actor, Grant, permit};
use crate::app::App;
use crate::audit::{self, Deed};
use crate::documents::{FileType, NewFile, Sealed, keep};
use crate::family;
use crate::ids::{DocumentId, OrganisationId, ReviewId};
use crate::parties::{self, Kind};
use crate::redaction::{FileKind, Finished, Hit, scan_for_publication};
use crate::reviews;
use crate::store::{Tx, Value, sql};
use crate::submission;
use crate::typeset::papers::{Layout, Paper};
use crate::typeset::{Pdf, TypesetError};
use crate::ui::Problem;

use super::answers::answered;
use super::gather::{Gathered, TOLD_OF_DELAY, gather, held};
use super::kinds::{Audience, PaperKind};
use super::letters::Added;
use super::notices;
use super::publication::{Mark, Searched, is_made};
use super::read::agencies;
use super::view::layout_code;

/// A paper as somebody asks for it.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Which.
    pub kind: PaperKind,
    /// For whom.
    pub audience: Audience,
    /// The layout of an action plan.
    pub layout: Layout,
    /// The agency that a secure-records letter goes to.
    pub agency: Option<OrganisationId>,
    /// What the person adds.
    pub added: Added,
}

/// What came of it.
#[derive(Debug)]
pub enum Made {
    /// It is kept among the papers.
    Kept {
        /// Under which id.
        id: DocumentId,
        /// What to tell the person, when some characters could not be shown.
        notice: Option<String>,
        /// How many words in it wait for an answer: they may be a name.
        words: usize,
    },
    /// It was made already, from the review as it is now: by somebody else, or while this one was typeset.
    Already,
    /// A name, a date or a number of the register is in it: it was not kept. Each place is named.
    Stopped(Vec<Hit>, Vec<&'static str>),
    /// The review does not have yet what the paper needs; the sentence says what.
    NotYet(&'static str),
    /// It would say what is not so in this review today: which field of its form, and why.
    Unfit(Vec<(&'static str, String)>),
}

impl From<TypesetError> for Problem {
    fn from(error: TypesetError) -> Self {
        // The person reads what they can do, and those who run the service find it in the log. What it says repeats no word of the document.
        match error {
            TypesetError::TookTooLong | TypesetError::TooBig => tracing::warn!(?error, "a paper was not typeset"),
            TypesetError::Template { .. } | TypesetError::NoFonts | TypesetError::Child(_) | TypesetError::Stopped => {
                tracing::error!(?error, "a paper was not typeset");
            }
        }
        Self::not_now(error.to_string())
    }
}

/// The data of the paper, or why there is none yet.
async fn data(
    tx: &mut Tx,
    app: &App,
    grant: &Grant<EditPapers>,
    of: &Gathered,
    wanted: &Wanted,
) -> Result<Result<serde_json::Value, &'static str>, Problem> {
    let (audience, added) = (wanted.audience, &wanted.added);
    let draft = match of.agreed_report() {
        Some(_) => None,
        None => Some(of.draft.as_str()),
    };
    Ok(match wanted.kind {
        PaperKind::OverviewReport | PaperKind::ExecutiveSummary if !of.has_text() => {
            Err("No section of the report has been written yet. Write the first one, then make the paper.")
        }
        PaperKind::OverviewReport => value(Some(of.overview(audience, draft))).ok_or(""),
        PaperKind::ExecutiveSummary => value(Some(of.summary(audience, draft))).ok_or(""),
        PaperKind::ActionPlan if of.recommended.is_empty() => {
            Err("There are no recommendations yet. Add the first one, then make the plan.")
        }
        PaperKind::ActionPlan => value(Some(of.plan((audience, draft), wanted.layout))).ok_or(""),
        PaperKind::TermsOfReference => {
            value(of.terms_of_reference(audience)).ok_or("There are no terms of reference yet. Write them first.")
        }
        PaperKind::DecisionNotice => value(of.decision_notice(added)).ok_or("The partnership has not decided yet."),
        PaperKind::DelayNotice => value(of.delay_notice(added))
            .ok_or("No date is agreed beside the computed one. Agree a date for “Complete the overview report” first."),
        PaperKind::SubmissionCover => {
            let pack = submission::pack(tx, grant.review(), &of.facts, &of.unwritten).await?;
            value(of.submission_cover(&pack, added)).ok_or("The partnership has not agreed the report yet.")
        }
        PaperKind::FamilyLetter => {
            let names = permit::<SeeNames>(tx, grant.actor(), grant.review()).await?;
            let register = parties::register(tx, &app.keyring, &names).await?;
            let deceased = register.iter().find(|entry| entry.kind == Kind::Deceased);
            let person = deceased.map(|entry| entry.details.given_name().to_owned()).unwrap_or_default();
            let offered = of.recipients();
            let to = register
                .iter()
                .find(|entry| Some(entry.id) == added.recipient && offered.iter().any(|(one, _)| *one == entry.id));
            let family = match held::<SeeFamily>(tx, grant).await? {
                Some(see) => family::people(tx, &see).await?,
                None => Vec::new(),
            };
            let theirs = family.iter().find(|one| Some(one.entry) == added.recipient);
            value(of.family_letter(&person, theirs, &added.to_somebody(to.map(|entry| &entry.details))))
                .ok_or("The partnership has not decided yet.")
        }
        PaperKind::SecureRecords => {
            let names = permit::<SeeNames>(tx, grant.actor(), grant.review()).await?;
            let mut subjects = parties::register(tx, &app.keyring, &names).await?;
            subjects.retain(|one| matches!(one.kind, Kind::Deceased | Kind::AllegedPerpetrator | Kind::Child));
            let Some(agency) = wanted.agency else { return Ok(Err("Choose the agency that the letter goes to.")) };
            let agency: (String, bool) =
                sql("SELECT name, statutory_duty FROM organisation WHERE id = $1").bind(agency).one(tx).await?;
            value(Some(of.secure_records((&agency.0, agency.1), &subjects, &added.to_body(&agency.0)))).ok_or("")
        }
    })
}

fn value<P: Paper>(paper: Option<P>) -> Option<serde_json::Value> {
    serde_json::to_value(paper?).ok()
}

fn template(kind: PaperKind) -> crate::typeset::Template {
    use crate::typeset::Template as T;
    match kind {
        PaperKind::OverviewReport => T::OverviewReport,
        PaperKind::ExecutiveSummary => T::ExecutiveSummary,
        PaperKind::ActionPlan => T::ActionPlan,
        PaperKind::TermsOfReference => T::TermsOfReference,
        PaperKind::DecisionNotice => T::DecisionNotice,
        PaperKind::FamilyLetter => T::FamilyLetter,
        PaperKind::SecureRecords => T::SecureRecordsLetter,
        PaperKind::DelayNotice => T::DelayNotice,
        PaperKind::SubmissionCover => T::SubmissionCover,
    }
}

/// Makes a paper and keeps it among the review's papers.
///
/// # Errors
/// When the person may not, the typesetter fails, or the database does.
pub async fn make(app: &Arc<App>, actor: &Actor, review: ReviewId, wanted: &Wanted) -> Result<Made, Problem> {
    made(app, actor, review, wanted, false).await
}

/// Makes a paper for publication where there is none of the review as it is now. Whoever else does so at the same time, one is kept.
///
/// # Errors
/// As [`make`].
pub(super) async fn make_missing(app: &Arc<App>, actor: &Actor, review: ReviewId, kind: PaperKind) -> Result<Made, Problem> {
    let wanted =
        Wanted { kind, audience: Audience::Publication, layout: Layout::HomeOffice, agency: None, added: Added::default() };
    made(app, actor, review, &wanted, true).await
}

async fn made(app: &Arc<App>, actor: &Actor, review: ReviewId, wanted: &Wanted, once: bool) -> Result<Made, Problem> {
    let mut tx = app.store.write().await?;
    let grant = permit::<EditPapers>(&mut tx, actor, review).await?;
    if once && is_made(&mut tx, review, wanted.kind).await? {
        return Ok(Made::Already);
    }
    let of = gather(&mut tx, &grant).await?;
    // Asked of what the paper is made from, and not of what stood on the page.
    let unfit = unfit(&of, wanted, &agencies(&mut tx, &of.front).await?);
    if !unfit.is_empty() {
        return Ok(Made::Unfit(unfit));
    }
    let data = match data(&mut tx, app, &grant, &of, wanted).await? {
        Ok(data) => data,
        Err(why) => return Ok(Made::NotYet(why)),
    };
    let terms = parties::terms_to_find(&mut tx, &app.keyring, review).await?;
    let named = of.named_on_purpose();
    // Read with the data, so that what is written while the paper is typeset and searched makes it old.
    let mark = Mark::of(&mut tx, review).await?;
    // What was read of names is on the record even if the typesetter fails.
    tx.commit().await?;
    let set = app.typesetter.typeset(template(wanted.kind), &data, of.today).await;
    let pdf: Pdf = set.map_err(|error| not_set(error, &of, wanted.kind))?;
    let mut title = format!("{}-{}-{}", of.front.reference, wanted.kind.as_str(), wanted.audience.as_str());
    if wanted.kind == PaperKind::ActionPlan {
        title = format!("{title}-{}", layout_code(wanted.layout));
    }
    let (notice, pages) = (pdf.notice(), pdf.pages);
    let file = Finished { bytes: pdf.bytes, file_name: format!("{title}.pdf"), kind: FileKind::Pdf };
    let (file, found) = tokio::task::spawn_blocking(move || {
        let found = scan_for_publication(&file, &terms, &named);
        (file, found)
    })
    .await
    .map_err(Problem::internal)?;
    let mut tx = app.store.write().await?;
    let grant = permit::<EditPapers>(&mut tx, actor, review).await?;
    // Asked again under the turn to write and the hold on the review, which those who keep the same paper take one after the other.
    if once && is_made(&mut tx, review, wanted.kind).await? {
        return Ok(Made::Already);
    }
    if wanted.audience.is_searched() && found.stops() {
        let detail = json!({ "paper": wanted.kind, "audience": wanted.audience, "hits": found.hits.len() });
        audit::record(&mut tx, &grant.doer(), Deed::DocumentStopped, detail).await?;
        tx.commit().await?;
        return Ok(Made::Stopped(found.hits, found.unread));
    }
    let searched = wanted.audience.is_searched().then(|| Searched::of(&found, tx.now(), mark));
    let words = match &searched {
        Some(searched) => searched.open(&answered(&mut tx, review).await?),
        None => 0,
    };
    let id = kept(&mut tx, app, &grant, wanted, (title, file.bytes, pages), searched).await?;
    remember_what_was_said(&mut tx, app, &grant, &of, (id, wanted)).await?;
    tx.commit().await?;
    Ok(Made::Kept { id, notice, words })
}

/// The next notice of delay takes up what this one said; when the family were told, the story of the review has too.
async fn remember_what_was_said(
    tx: &mut Tx,
    app: &App,
    grant: &Grant<EditPapers>,
    of: &Gathered,
    (id, wanted): (DocumentId, &Wanted),
) -> Result<(), Problem> {
    if wanted.kind != PaperKind::DelayNotice {
        return Ok(());
    }
    let register = parties::register_for_tying(tx, &app.keyring, grant.actor(), grant.review()).await?;
    notices::keep(tx, (grant.review(), id), &register, &wanted.added).await?;
    let told = wanted.added.dates.get("family_told").copied();
    let Some(on) = told.filter(|on| of.told_of_delay != Some(*on)) else {
        return Ok(());
    };
    reviews::note(tx, &grant.doer(), grant.review(), TOLD_OF_DELAY, on, "").await?;
    Ok(())
}

/// What a paper cannot say of this review today, with the field of its form that asks for it.
fn unfit(of: &Gathered, wanted: &Wanted, agencies: &[(OrganisationId, String)]) -> Vec<(&'static str, String)> {
    let added = &wanted.added;
    let stranger = wanted.agency.is_some_and(|id| agencies.iter().all(|(one, _)| *one != id));
    let nobody = added.recipient.is_some_and(|id| of.recipients().iter().all(|(one, _)| *one != id));
    let past = added.dates.get("next_update").is_some_and(|day| *day <= of.today);
    [
        stranger.then(|| ("agency", "Select an agency of the partnership’s directory".to_owned())),
        nobody.then(|| ("recipient", "Select somebody to whom a letter may go".to_owned())),
        past.then(|| ("next_update", "The day on which you write next must be later than today".to_owned())),
        of.no_longer_fits(wanted.kind).map(|why| ("audience", why)),
        of.not_whole(wanted.kind).filter(|_| wanted.audience.is_outside()).map(|why| ("audience", why)),
        of.nameless(wanted.kind).filter(|_| wanted.audience == Audience::Publication).map(|why| ("audience", why)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What the person is told when there is no paper; of a report that is too long, which section is the longest.
fn not_set(error: TypesetError, of: &Gathered, kind: PaperKind) -> Problem {
    let long = matches!(error, TypesetError::TookTooLong | TypesetError::TooBig)
        && matches!(kind, PaperKind::OverviewReport | PaperKind::ExecutiveSummary);
    let longest = of.sections.iter().max_by_key(|row| row.body.as_str().len()).filter(|_| long);
    match (Problem::from(error), longest) {
        (Problem::NotNow { sentence, missing }, Some(row)) => {
            Problem::NotNow { sentence: format!("{sentence} The longest is “{}”.", row.section.label()), missing }
        }
        (problem, _) => problem,
    }
}

/// Keeps a finished paper with what its search found, on the record.
async fn kept(
    tx: &mut Tx,
    app: &App,
    grant: &Grant<EditPapers>,
    wanted: &Wanted,
    (title, bytes, pages): (String, Vec<u8>, usize),
    searched: Option<Searched>,
) -> Result<DocumentId, Problem> {
    let place = (grant.review(), tx.id());
    let new = NewFile {
        kind: wanted.kind.as_str(),
        title: title.into(),
        audience: wanted.audience.as_str(),
        organisation: wanted.agency,
        sealed: Sealed::of(&app.keyring, place, FileType::Pdf, &bytes).map_err(Problem::internal)?,
    };
    let id = keep(tx, &grant.doer(), new).await?;
    if let Some(searched) = searched {
        sql("UPDATE document SET scan = $2 WHERE id = $1").bind(id).bind(Value::json(&searched)?).run(tx).await?;
    }
    let detail = json!({ "document": id, "paper": wanted.kind, "audience": wanted.audience, "pages": pages });
    audit::record(tx, &grant.doer(), Deed::DocumentMade, detail).await?;
    Ok(id)
}
