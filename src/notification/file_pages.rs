//! The pages on which files are added to a notification, and from which they are taken.

use super::drafts::{Held, draft};
use super::files::{
    Coming, Paper, WHAT, WHY, add, add_to_draft, of_draft, of_review, remove_from_draft, remove_from_review, take_from_draft,
};
use crate::access::right::{EditCase, SeeCase};
use crate::access::{Grant, permit_all};
use crate::base::london_day;
use crate::documents::{self, Kept};
use crate::ids::{DocumentId, ReviewId};
use crate::reviews::{self, Front};
use crate::store::Tx;
use crate::ui::*;

/// Files come before the review is opened and after.
pub(super) fn routes() -> Vec<Route> {
    let ours = Guard::Partnership("Coordinator");
    vec![
        get("/notifications/:draft/files", ours, of_a_draft),
        upload("/notifications/:draft/files", ours, add_to_a_draft),
        get("/notifications/:draft/files/:document", ours, take_from_a_draft),
        get("/notifications/:draft/files/:document/remove", ours, ask_remove_from_draft),
        post("/notifications/:draft/files/:document/remove", ours, remove_one_from_draft),
        get("/reviews/:review/notification/files", Guard::Review("EditCase"), form_of),
        upload("/reviews/:review/notification/files", Guard::Review("EditCase"), add_one),
        get("/reviews/:review/notification/files/:document", Guard::Review("SeeCase"), take_one),
        get("/reviews/:review/notification/files/:document/remove", Guard::Review("EditCase"), ask_remove),
        post("/reviews/:review/notification/files/:document/remove", Guard::Review("EditCase"), remove_one),
    ]
}

async fn held(tx: &mut Tx, ask: &Ask) -> Result<Held, Problem> {
    let id: ReviewId = ask.param("draft")?;
    Ok(draft(tx, &ask.app.keyring, ask.actor()?, id).await?)
}

async fn of_a_draft(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let held = held(&mut tx, &ask).await?;
    let papers = of_draft(&mut tx, &held).await?;
    ask.show(draft_page(&ask.seal(), &held, &papers, &Filled::new()))
}

/// What a file is, with its bytes sealed; what is wrong is said in `f`.
async fn coming(ask: &Ask, f: &mut Filled, place: (ReviewId, DocumentId)) -> Result<Option<Coming>, Problem> {
    let part = f.one_of("part", "what the file is", &WHAT, |(code, _)| code);
    let sent = documents::sent(&ask.app, f, place, part).await?;
    Ok(sent.map(|((_, title), sealed)| Coming { title, sealed }))
}

async fn add_to_a_draft(mut ask: Ask) -> Answer {
    // Nobody's file is looked into who may not add one, and none is read or sealed while a transaction lasts: others wait for it.
    let mut tx = ask.read().await?;
    let place = (held(&mut tx, &ask).await?.review, tx.id());
    drop(tx);
    let mut f = ask.filled();
    let coming = coming(&ask, &mut f, place).await?;
    let mut tx = ask.write().await?;
    let held = held(&mut tx, &ask).await?;
    let Some(coming) = coming else {
        let papers = of_draft(&mut tx, &held).await?;
        return ask.refill(draft_page(&ask.seal(), &held, &papers, &f), &f);
    };
    add_to_draft(&mut tx, ask.actor()?, &held, coming).await?;
    tx.commit().await?;
    Ok(done(format!("/notifications/{}/files", held.review), "The file is added."))
}

async fn take_from_a_draft(ask: Ask) -> Answer {
    let id: DocumentId = ask.param("document")?;
    let mut tx = ask.write().await?;
    let held = held(&mut tx, &ask).await?;
    let kept = take_from_draft(&mut tx, &ask.app.keyring, ask.actor()?, &held, id).await?;
    tx.commit().await?;
    Ok(file_of("notification", kept))
}

/// The name on disk names nobody: what its sender called it may.
fn file_of(about: &str, kept: Kept) -> Reply {
    let name = format!("{about}-notification.{}", kept.file_type);
    Reply::File(Download { name, media_type: kept.file_type.media_type(), bytes: kept.bytes, inline: false })
}

async fn form_of(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.read().await?;
    let grant = permit_all::<EditCase>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    ask.show(review_page(&ask.seal(), &front, &Filled::new()))
}

async fn add_one(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.read().await?;
    permit_all::<EditCase>(&mut tx, ask.actor()?, review).await?;
    let place = (review, tx.id());
    drop(tx);
    let mut f = ask.filled();
    let coming = coming(&ask, &mut f, place).await?;
    let mut tx = ask.write().await?;
    let grant = permit_all::<EditCase>(&mut tx, ask.actor()?, review).await?;
    let Some(coming) = coming else {
        let front = reviews::front(&mut tx, &grant).await?;
        return ask.refill(review_page(&ask.seal(), &front, &f), &f);
    };
    add(&mut tx, &grant, coming).await?;
    tx.commit().await?;
    Ok(done(format!("/reviews/{review}/notification"), "The file is added."))
}

async fn take_one(ask: Ask) -> Answer {
    let (review, id): (ReviewId, DocumentId) = (ask.param("review")?, ask.param("document")?);
    let mut tx = ask.write().await?;
    let grant = permit_all::<SeeCase>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    if !of_review(&mut tx, &grant).await?.iter().any(|paper| paper.id == id) {
        return Err(Problem::NotThere);
    }
    let kept = documents::take(&mut tx, &ask.app.keyring, &grant.doer(), review, id).await?;
    tx.commit().await?;
    Ok(file_of(&front.reference, kept))
}

fn why(f: &mut Filled) -> Option<(&'static str, &'static str)> {
    f.one_of("why", "why it is taken out", &WHY, |(code, _)| code)
}

async fn of_id(tx: &mut Tx, held: &Held, id: DocumentId) -> Result<Paper, Problem> {
    of_draft(tx, held).await?.into_iter().find(|paper| paper.id == id).ok_or(Problem::NotThere)
}

async fn ask_remove_from_draft(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let held = held(&mut tx, &ask).await?;
    let paper = of_id(&mut tx, &held, ask.param("document")?).await?;
    let back = format!("/notifications/{}/files", held.review);
    ask.show(removal(&ask.seal(), &paper, GONE, (&back, &back), &Filled::new()))
}

async fn remove_one_from_draft(mut ask: Ask) -> Answer {
    let mut f = ask.filled();
    let mut tx = ask.write().await?;
    let held = held(&mut tx, &ask).await?;
    let paper = of_id(&mut tx, &held, ask.param("document")?).await?;
    let back = format!("/notifications/{}/files", held.review);
    let Some((code, _)) = why(&mut f) else { return ask.refill(removal(&ask.seal(), &paper, GONE, (&back, &back), &f), &f) };
    remove_from_draft(&mut tx, ask.actor()?, &held, paper.id, code).await?;
    tx.commit().await?;
    Ok(done(back, "The file is taken out."))
}

async fn paper_of(tx: &mut Tx, ask: &Ask) -> Result<(Grant<EditCase>, Paper), Problem> {
    let (review, id): (ReviewId, DocumentId) = (ask.param("review")?, ask.param("document")?);
    let grant = permit_all::<EditCase>(tx, ask.actor()?, review).await?;
    let paper = of_review(tx, &grant).await?.into_iter().find(|paper| paper.id == id).ok_or(Problem::NotThere)?;
    Ok((grant, paper))
}

async fn ask_remove(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let (grant, paper) = paper_of(&mut tx, &ask).await?;
    let back = format!("/reviews/{}/notification", grant.review());
    ask.show(removal(&ask.seal(), &paper, STAYS, (&format!("{back}/files"), &back), &Filled::new()))
}

async fn remove_one(mut ask: Ask) -> Answer {
    let mut f = ask.filled();
    let mut tx = ask.write().await?;
    let (grant, paper) = paper_of(&mut tx, &ask).await?;
    let back = format!("/reviews/{}/notification", grant.review());
    let Some(why) = why(&mut f) else {
        return ask.refill(removal(&ask.seal(), &paper, STAYS, (&format!("{back}/files"), &back), &f), &f);
    };
    remove_from_review(&mut tx, &grant, paper.id, why).await?;
    tx.commit().await?;
    Ok(done(back, "The file is taken out."))
}

/// What becomes of a file of a draft.
const GONE: &str = "The file is deleted. That it was here, and who took it out, stays on the record.";

/// What becomes of a file of a review.
const STAYS: &str =
    "Nobody can take the file any more. It is kept under seal with the review, and the timeline tells that it was taken out.";

/// `files` is where the files lie, and `back` where they are listed.
fn removal(seal: &Seal, paper: &Paper, becomes: &str, (files, back): (&str, &str), f: &Filled) -> Page {
    let title = "Take a file out of the notification";
    Page::new(
        title,
        html! {
            (heading(title))
            (para(&format!("{}, {}, added by {} on {}.", paper.title, size(paper), paper.added_by, day(london_day(paper.added_at)))))
            (para(becomes))
            (form(seal, &format!("{files}/{}/remove", paper.id), &html! {
                (radios(f, "why", "Why is it taken out?", WHY.iter().map(|(code, words)| choice(*code, *words)).collect()).size(Size::Small))
                (button_row(&html! { (warning_button("Take it out")) (link("Keep it", back)) }))
            }))
        },
    )
    .back(back)
}

fn size(paper: &Paper) -> String {
    format!("{} kB", (paper.bytes + 1023) / 1024)
}

/// The files with who added them and when; `at` is where they are taken from. Who may change the case can take one out.
pub(super) fn list(papers: &[Paper], at: &str, may_change: bool) -> Markup {
    let mut heads = vec!["File", "Size", "Added by", "Added"];
    if may_change && !papers.is_empty() {
        heads.push("Wrong file?");
    }
    let mut list = table("Files that came with the notification", &heads).when_empty("There is none.");
    for paper in papers {
        let it = format!("{at}/{}", paper.id);
        let mut cells = vec![
            html! { (link(&paper.title, &it)) },
            html! { (size(paper)) },
            html! { (paper.added_by) },
            html! { (day(london_day(paper.added_at))) },
        ];
        if may_change {
            cells.push(html! { a class="govuk-link" href=(format!("{it}/remove")) { "Take it out" span class="govuk-visually-hidden" { ": " (paper.title) } } });
        }
        list = list.row(cells);
    }
    list.render()
}

fn fields(f: &Filled, back: &str) -> Markup {
    html! {
        (radios(f, "part", "What is it?", WHAT.iter().map(|(code, words)| choice(*code, *words)).collect()).size(Size::Small))
        (file(f, "file", "Choose the file").hint("PDF, Word, Excel, CSV, text or a picture, up to 25 MB"))
        (button_row(&html! { (button("Add the file")) (link("Back to the notification", back)) }))
    }
}

fn draft_page(seal: &Seal, held: &Held, papers: &[Paper], f: &Filled) -> Page {
    let back = format!("/notifications/{}", held.review);
    let at = format!("{back}/files");
    let inside = html! {
        (heading_in("Notification of a death", "Files that came with the notification"))
        (list(papers, &at, true))
        (upload_form(seal, &at, &fields(f, &back)))
    };
    Page::new("Files that came with the notification", inside).back(back)
}

fn review_page(seal: &Seal, front: &Front, f: &Filled) -> Page {
    let back = format!("/reviews/{}/notification", front.id);
    let inside = html! {
        (heading_in(&front.reference, "Add a file to the notification"))
        (para("A file is kept as it came, with the names that it holds. Those who may read the notification can take it."))
        (upload_form(seal, &format!("{back}/files"), &fields(f, &back)))
    };
    Page::new("Add a file to the notification", inside).about(&front.reference).back(back)
}
