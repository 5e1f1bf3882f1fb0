//! The pages on which files are added to a notification, and from which they are taken.

use super::drafts::{Held, draft};
use super::files::{Coming, Paper, WHAT, add, add_to_draft, of_draft, of_review, take_from_draft};
use crate::access::permit_all;
use crate::access::right::{EditCase, SeeCase};
use crate::base::london_day;
use crate::documents::{self, Kept, sent};
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
        get("/reviews/:review/notification/files", Guard::Review("EditCase"), form_of),
        upload("/reviews/:review/notification/files", Guard::Review("EditCase"), add_one),
        get("/reviews/:review/notification/files/:document", Guard::Review("SeeCase"), take_one),
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

/// What a file is, with its bytes; what is wrong is said in `f`.
async fn coming(ask: &Ask, f: &mut Filled) -> Result<Option<Coming>, Problem> {
    let part = f.one_of("part", "what the file is", &WHAT, |(code, _)| code);
    let sent = sent(f, ask.app.settings.web.upload_limit).await?;
    Ok(part.zip(sent).map(|((_, title), (file_type, bytes))| Coming { title, file_type, bytes }))
}

async fn add_to_a_draft(mut ask: Ask) -> Answer {
    // Nobody's file is looked into who may not add one, and none while a transaction lasts: others wait for it.
    let mut tx = ask.read().await?;
    held(&mut tx, &ask).await?;
    drop(tx);
    let mut f = ask.filled();
    let coming = coming(&ask, &mut f).await?;
    let mut tx = ask.write().await?;
    let held = held(&mut tx, &ask).await?;
    let Some(coming) = coming else {
        let papers = of_draft(&mut tx, &held).await?;
        return ask.refill(draft_page(&ask.seal(), &held, &papers, &f), &f);
    };
    add_to_draft(&mut tx, &ask.app.keyring, ask.actor()?, &held, coming).await?;
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
    drop(tx);
    let mut f = ask.filled();
    let coming = coming(&ask, &mut f).await?;
    let mut tx = ask.write().await?;
    let grant = permit_all::<EditCase>(&mut tx, ask.actor()?, review).await?;
    let Some(coming) = coming else {
        let front = reviews::front(&mut tx, &grant).await?;
        return ask.refill(review_page(&ask.seal(), &front, &f), &f);
    };
    add(&mut tx, &ask.app.keyring, &grant, coming).await?;
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

/// The files with who added them and when; `at` is where they are taken from.
pub(super) fn list(papers: &[Paper], at: &str) -> Markup {
    let mut list =
        table("Files that came with the notification", &["File", "Size", "Added by", "Added"]).when_empty("There is none.");
    for paper in papers {
        list = list.row([
            html! { (link(&paper.title, &format!("{at}/{}", paper.id))) },
            html! { ((paper.bytes + 1023) / 1024) " kB" },
            html! { (paper.added_by) },
            html! { (day(london_day(paper.added_at))) },
        ]);
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
        (list(papers, &at))
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
