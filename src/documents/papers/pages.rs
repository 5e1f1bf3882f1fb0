//! The papers of a review: what there is, making one, taking one away.

use crate::access::right::{EditPapers, SeePapers};
use crate::access::{if_theirs, permit};
use crate::base::Prose;
use crate::documents::take;
use crate::ids::{DocumentId, EntryId, OrganisationId, ReviewId};
use crate::reviews;
use crate::typeset::papers::Layout;
use crate::ui::{Answer, Ask, Download, Filled, Guard, Problem, Reply, Route, done, get, post};

use super::again::{self, Again};
use super::fields::{FieldKind, begin, fields};
use super::gather::{Gathered, gather};
use super::kinds::{Audience, PaperKind};
use super::letters::Added;
use super::make::{Made, Wanted, make, make_missing};
use super::publication::{Standing, for_publication, sending};
use super::read::papers;
use super::view::{self, Choices};
use super::{stopped, words};

/// The pages of papers.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![
        get("/reviews/:review/papers", Guard::Review("SeePapers"), list),
        post("/reviews/:review/papers/for-publication", Guard::Review("EditPapers"), make_for_publication),
        get("/reviews/:review/papers/new/:kind", Guard::Review("EditPapers"), ask_for),
        post("/reviews/:review/papers/new/:kind", Guard::Review("EditPapers"), make_one),
        get("/reviews/:review/papers/:document", Guard::Review("SeePapers"), take_one),
        post("/reviews/:review/papers/:document/search", Guard::Review("EditPapers"), search_again),
        get("/reviews/:review/papers/:document/words", Guard::Review("EditPapers"), words::ask_about),
        post("/reviews/:review/papers/:document/words", Guard::Review("EditPapers"), words::settle),
        post("/reviews/:review/papers/:document/words/take-back", Guard::Review("EditPapers"), words::take_answer),
    ]
}

async fn list(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.read().await?;
    let grant = permit::<SeePapers>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let rows = papers(&mut tx, &grant).await?;
    let (offered, sending, notes) = match if_theirs(permit::<EditPapers>(&mut tx, ask.actor()?, review).await)? {
        Some(edit) => {
            let of = gather(&mut tx, &edit).await?;
            let mut notes = of.to_read_first(PaperKind::OverviewReport);
            notes.extend(of.not_whole(PaperKind::ExecutiveSummary));
            (offered(&of), sending(&mut tx, &front).await?, notes)
        }
        None => Default::default(),
    };
    ask.show(view::list(&ask.seal(), &front, grant.held(), &rows, &offered, (&sending, &notes)))
}

/// Every paper, each with why it has nothing to say where the review stands.
fn offered(of: &Gathered) -> Vec<(PaperKind, Option<String>)> {
    PaperKind::ALL.iter().map(|kind| (*kind, of.no_longer_fits(*kind))).collect()
}

/// Makes what is published and does not stand as the review does, one paper after another; each is whole when it is kept.
async fn make_for_publication(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.read().await?;
    let grant = permit::<EditPapers>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let standing = for_publication(&mut tx, review).await?;
    drop(tx);
    let mut made_here = 0;
    for (kind, _) in standing.into_iter().filter(|(_, standing)| !standing.is_made()) {
        match make_missing(&ask.app, ask.actor()?, review, kind).await? {
            Made::Kept { .. } => made_here += 1,
            Made::Already => {}
            Made::NotYet(why) => return Err(Problem::not_now(format!("{}: {why}", kind.label()))),
            Made::Unfit(wrong) => {
                return Err(Problem::not_now(wrong.into_iter().map(|(_, why)| why).collect::<Vec<_>>().join(" ")));
            }
            Made::Stopped(hits, unread) => return stopped::stopped(&ask, &front, kind, (&hits, &unread)).await,
        }
    }
    let mut tx = ask.read().await?;
    let waits = for_publication(&mut tx, review).await?.iter().any(|(_, standing)| matches!(standing, Standing::Waits { .. }));
    let told = if waits {
        "The papers are made. Some words in them may be a name: say of each whether it is, before the papers leave."
    } else if made_here > 0 {
        "The report, the summary and the action plan are made for publication and searched."
    } else {
        "The report, the summary and the action plan were made already from the review as it is now, and searched. None was made again."
    };
    Ok(done(format!("/reviews/{review}/papers"), told))
}

async fn take_one(ask: Ask) -> Answer {
    let (review, id): (ReviewId, DocumentId) = (ask.param("review")?, ask.param("document")?);
    let mut tx = ask.write().await?;
    let grant = permit::<SeePapers>(&mut tx, ask.actor()?, review).await?;
    let row = papers(&mut tx, &grant).await?.into_iter().find(|row| row.id == id).ok_or(Problem::NotThere)?;
    let kept = take(&mut tx, &ask.app.keyring, &grant.doer(), review, id).await?;
    tx.commit().await?;
    Ok(Reply::File(Download {
        name: format!("{}.pdf", row.title),
        media_type: "application/pdf",
        bytes: kept.bytes,
        inline: true,
    }))
}

/// Searches a kept paper for the identity register as it is now.
async fn search_again(ask: Ask) -> Answer {
    let (review, id): (ReviewId, DocumentId) = (ask.param("review")?, ask.param("document")?);
    let to = format!("/reviews/{review}/papers");
    match again::search(&ask.app, ask.actor()?, review, id).await? {
        Again::Clean => Ok(done(
            to,
            "The paper was searched for the identity register as it is now. Nothing was found, and its readers read it again.",
        )),
        Again::Asks => Ok(done(
            format!("{to}/{id}/words"),
            "The paper was searched for the identity register as it is now. Some words in it may be a name: say of each whether it is.",
        )),
        Again::Stopped(hits, unread) => {
            let mut tx = ask.read().await?;
            let grant = permit::<EditPapers>(&mut tx, ask.actor()?, review).await?;
            let front = reviews::front(&mut tx, &grant).await?;
            drop(tx);
            stopped::held_back(&ask, &front, (&hits, &unread)).await
        }
    }
}

async fn ask_for(ask: Ask) -> Answer {
    let (review, kind): (ReviewId, PaperKind) = (ask.param("review")?, ask.param("kind")?);
    let mut tx = ask.read().await?;
    let grant = permit::<EditPapers>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let of = gather(&mut tx, &grant).await?;
    let choices = Choices::of(&mut tx, &front, &of, kind).await?;
    if let Some(why) = of.no_longer_fits(kind) {
        return ask.show(view::past(&front, kind, &why));
    }
    let f = begin(&of, ask.actor()?, kind);
    ask.show(view::new(&ask.seal(), &front, kind, &choices, &f))
}

async fn make_one(mut ask: Ask) -> Answer {
    let (review, kind): (ReviewId, PaperKind) = (ask.param("review")?, ask.param("kind")?);
    let mut f = ask.filled();
    let mut tx = ask.read().await?;
    let grant = permit::<EditPapers>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let of = gather(&mut tx, &grant).await?;
    let choices = Choices::of(&mut tx, &front, &of, kind).await?;
    drop(tx);
    let Some(wanted) = wanted(&mut f, kind, choices.no_review) else {
        return ask.refill(view::new(&ask.seal(), &front, kind, &choices, &f), &f);
    };
    match make(&ask.app, ask.actor()?, review, &wanted).await? {
        Made::Kept { id, words: 1.., .. } => Ok(done(
            format!("/reviews/{review}/papers/{id}/words"),
            "The paper is made. Some words in it may be a name: say of each whether it is.",
        )),
        Made::Already | Made::Kept { notice: None, .. } => {
            Ok(done(format!("/reviews/{review}/papers"), "The paper is made and kept here."))
        }
        Made::Kept { notice: Some(_), .. } => Ok(done(
            format!("/reviews/{review}/papers"),
            "The paper is made. Some characters could not be shown: a note such as [U+6C49] stands in their place.",
        )),
        Made::NotYet(sentence) => {
            f.wrong("audience", sentence);
            ask.refill(view::new(&ask.seal(), &front, kind, &choices, &f), &f)
        }
        Made::Unfit(wrong) => {
            for (field, sentence) in wrong {
                f.wrong(field, sentence);
            }
            ask.refill(view::new(&ask.seal(), &front, kind, &choices, &f), &f)
        }
        Made::Stopped(hits, unread) => stopped::stopped(&ask, &front, kind, (&hits, &unread)).await,
    }
}

fn wanted(f: &mut Filled, kind: PaperKind, no_review: bool) -> Option<Wanted> {
    let audience = match kind.audiences() {
        [only] if f.get("audience").is_empty() => Some(*only),
        several => f.one_of("audience", "whom it is for", several, Audience::as_str),
    };
    let layout = if kind == PaperKind::ActionPlan {
        f.one_of("layout", "the layout", &view::LAYOUTS, view::layout_code)
    } else {
        Some(Layout::HomeOffice)
    };
    let agency =
        if kind == PaperKind::SecureRecords { f.id::<OrganisationId>("agency", "the agency").map(Some) } else { Some(None) };
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
    // A family is called as they wish to be: nobody’s title is guessed from a register.
    let salutation = match kind {
        PaperKind::FamilyLetter => f.line("salutation", "how they wish to be called").map(Some),
        _ => f.optional_line("salutation", "how the letter begins"),
    };
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
