//! The papers of a review: what there is, making one, taking one away.

use chrono::{DateTime, Utc};

use crate::access::right::{EditPapers, Object, SeePapers};
use crate::access::{Grant, Reach, permit};
use crate::base::Prose;
use crate::documents::take;
use crate::ids::{DocumentId, EntryId, OrganisationId, ReviewId};
use crate::process::Stage;
use crate::reviews::{self, Front};
use crate::store::{FromRow, Stored, Tx, sql};
use crate::typeset::papers::Layout;
use crate::ui::{Answer, Ask, Download, Filled, Guard, Problem, Reply, Route, done, get, post};

use super::fields::{FieldKind, begin, fields};
use super::gather::gather;
use super::kinds::{Audience, PaperKind};
use super::letters::Added;
use super::make::{Made, Wanted, make};
use super::view::{self, Choices};

/// The pages of papers.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![
        get("/reviews/:review/papers", Guard::Review("SeePapers"), list),
        get("/reviews/:review/papers/new/:kind", Guard::Review("EditPapers"), ask_for),
        post("/reviews/:review/papers/new/:kind", Guard::Review("EditPapers"), make_one),
        get("/reviews/:review/papers/:document", Guard::Review("SeePapers"), take_one),
    ]
}

/// A paper among the papers.
#[derive(Clone, Debug, FromRow)]
pub(super) struct PaperRow {
    pub(super) id: DocumentId,
    pub(super) kind: String,
    pub(super) title: String,
    pub(super) audience: String,
    pub(super) bytes: i64,
    pub(super) made_by: String,
    pub(super) made_at: DateTime<Utc>,
}

/// Whether a paper of this audience is for the holder. Letters with names are for those who see everything. The panel reads
/// what was made for it. Everybody else waits until the partnership has published: until then even a version for
/// publication is an unpublished report.
fn is_for(audience: &str, grant: &Grant<SeePapers>, published: bool) -> bool {
    let on_panel = grant.reach() == Reach::Released && grant.sees_all(Object::Draft);
    match grant.reach() {
        Reach::All => true,
        Reach::Released | Reach::Own | Reach::Status => match audience {
            "panel" => on_panel,
            "publication" => on_panel || published,
            _ => false,
        },
    }
}

/// The papers that the holder may read, the latest first.
async fn papers(tx: &mut Tx, grant: &Grant<SeePapers>, stage: Stage) -> Stored<Vec<PaperRow>> {
    let published = matches!(stage, Stage::Published | Stage::Monitoring | Stage::Closed);
    let rows: Vec<PaperRow> =
        sql("SELECT d.id, d.kind, d.title, d.audience, d.bytes, p.name AS made_by, d.made_at FROM document d \
         JOIN person p ON p.id = d.made_by WHERE d.review = $1 AND d.withdrawn_at IS NULL \
         AND d.audience IN ('named', 'panel', 'home_office', 'publication') ORDER BY d.made_at DESC, d.id DESC")
        .bind(grant.review())
        .all(tx)
        .await?;
    Ok(rows.into_iter().filter(|row| is_for(&row.audience, grant, published)).collect())
}

async fn list(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.app.store.read().await?;
    let grant = permit::<SeePapers>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let rows = papers(&mut tx, &grant, front.stage).await?;
    let may_make = permit::<EditPapers>(&mut tx, ask.actor()?, review).await.is_ok();
    ask.show(view::list(&front, grant.held(), &rows, may_make))
}

async fn take_one(ask: Ask) -> Answer {
    let (review, id): (ReviewId, DocumentId) = (ask.param("review")?, ask.param("document")?);
    let mut tx = ask.app.store.write().await?;
    let grant = permit::<SeePapers>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let row = papers(&mut tx, &grant, front.stage).await?.into_iter().find(|row| row.id == id).ok_or(Problem::NotThere)?;
    let kept = take(&mut tx, &ask.app.keyring, &grant.doer(), review, id).await?;
    tx.commit().await?;
    Ok(Reply::File(Download {
        name: format!("{}.pdf", row.title),
        media_type: "application/pdf",
        bytes: kept.bytes,
        inline: true,
    }))
}

/// The agencies of the partnership's directory, for a letter to one of them.
async fn agencies(tx: &mut Tx, front: &Front) -> Stored<Vec<(OrganisationId, String)>> {
    sql("SELECT o.id, o.name FROM directory d JOIN organisation o ON o.id = d.organisation WHERE d.partnership = $1 AND o.kind = 'agency' \
         ORDER BY lower(o.name), o.id")
    .bind(front.partnership)
    .all(tx)
    .await
}

async fn ask_for(ask: Ask) -> Answer {
    let (review, kind): (ReviewId, PaperKind) = (ask.param("review")?, ask.param("kind")?);
    let mut tx = ask.app.store.read().await?;
    let grant = permit::<EditPapers>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let of = gather(&mut tx, &grant).await?;
    let choices =
        Choices { agencies: agencies(&mut tx, &front).await?, recipients: of.recipients(), no_review: of.is_no_review() };
    ask.show(view::new(&ask.seal(), &front, kind, &choices, &begin(&of, ask.actor()?, kind)))
}

async fn make_one(mut ask: Ask) -> Answer {
    let (review, kind): (ReviewId, PaperKind) = (ask.param("review")?, ask.param("kind")?);
    let mut f = ask.filled();
    let mut tx = ask.app.store.read().await?;
    let grant = permit::<EditPapers>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let of = gather(&mut tx, &grant).await?;
    let choices =
        Choices { agencies: agencies(&mut tx, &front).await?, recipients: of.recipients(), no_review: of.is_no_review() };
    drop(tx);
    let Some(wanted) = wanted(&mut f, kind, choices.no_review) else {
        return ask.refill(view::new(&ask.seal(), &front, kind, &choices, &f), &f);
    };
    match make(&ask.app, ask.actor()?, review, &wanted).await? {
        Made::Kept { notice: None, .. } => Ok(done(format!("/reviews/{review}/papers"), "The paper is made and kept here.")),
        Made::Kept { notice: Some(_), .. } => Ok(done(
            format!("/reviews/{review}/papers"),
            "The paper is made. Some characters could not be shown: a note such as [U+6C49] stands in their place.",
        )),
        Made::NotYet(sentence) => {
            f.wrong("audience", sentence);
            ask.refill(view::new(&ask.seal(), &front, kind, &choices, &f), &f)
        }
        Made::Stopped(hits, unread) => ask.show(view::stopped(&front, kind, &hits, &unread)),
    }
}

fn wanted(f: &mut Filled, kind: PaperKind, no_review: bool) -> Option<Wanted> {
    let audience = match kind.audiences() {
        [only] => Some(*only),
        several => f.one_of("audience", "whom it is for", several, Audience::as_str),
    };
    let layout = match kind {
        PaperKind::ActionPlan => f.one_of("layout", "the layout", &view::LAYOUTS, view::layout_code),
        PaperKind::OverviewReport
        | PaperKind::ExecutiveSummary
        | PaperKind::TermsOfReference
        | PaperKind::DecisionNotice
        | PaperKind::FamilyLetter
        | PaperKind::SecureRecords
        | PaperKind::DelayNotice
        | PaperKind::SubmissionCover => Some(Layout::HomeOffice),
    };
    let agency = match kind {
        PaperKind::SecureRecords => f.id::<OrganisationId>("agency", "the agency").map(Some),
        PaperKind::OverviewReport
        | PaperKind::ExecutiveSummary
        | PaperKind::ActionPlan
        | PaperKind::TermsOfReference
        | PaperKind::DecisionNotice
        | PaperKind::FamilyLetter
        | PaperKind::DelayNotice
        | PaperKind::SubmissionCover => Some(None),
    };
    let added = if kind.is_letter() { letter(f, kind, no_review) } else { Some(Added::default()) };
    f.good()?;
    Some(Wanted { kind, audience: audience?, layout: layout?, agency: agency?, added: added? })
}

fn letter(f: &mut Filled, kind: PaperKind, no_review: bool) -> Option<Added> {
    let recipient = match kind {
        PaperKind::FamilyLetter if !f.get("recipient").is_empty() => {
            f.id::<EntryId>("recipient", "whom the letter is to").map(Some)
        }
        _ => Some(None),
    };
    // A letter to somebody of the register, or to an agency, can take the name from there.
    let to = match kind {
        PaperKind::SecureRecords => f.optional_line("to", "to whom the letter goes"),
        PaperKind::FamilyLetter if recipient.flatten().is_some() => f.optional_line("to", "to whom the letter goes"),
        _ => f.line("to", "to whom the letter goes").map(Some),
    };
    let lines = f.optional_prose("lines", "the address");
    let salutation = f.optional_line("salutation", "how the letter begins");
    let signed = f.line("signed", "who signs");
    let post = f.line("post", "the post of whoever signs");
    let telephone = f.optional_line("telephone", "the telephone number");
    let email = f.optional_email("email");
    let mut added = Added::default();
    for field in fields(kind, no_review) {
        match field.kind {
            FieldKind::Date => {
                let day = if field.required {
                    f.date(field.name, field.what).map(Some)
                } else {
                    f.optional_date(field.name, field.what)
                };
                added.dates.extend(day.flatten().map(|day| (field.name, day)));
            }
            FieldKind::Line | FieldKind::Prose => {
                let text = if field.required {
                    f.prose(field.name, field.what).map(Some)
                } else {
                    f.optional_prose(field.name, field.what)
                };
                added.passages.extend(text.flatten().map(|text| (field.name, text.as_str().to_owned())));
            }
        }
    }
    f.good()?;
    let text = |text: Option<Prose>| text.map(|text| text.as_str().lines().map(str::to_owned).collect()).unwrap_or_default();
    Some(Added {
        recipient: recipient?,
        to: to?.map(|line| line.to_string()).unwrap_or_default(),
        lines: text(lines?),
        salutation: salutation?.map(|line| line.to_string()).unwrap_or_default(),
        signed: signed?.to_string(),
        post: post?.to_string(),
        telephone: telephone?.map(|line| line.to_string()).unwrap_or_default(),
        email: email?.map(|mail| mail.to_string()).unwrap_or_default(),
        ..added
    })
}
