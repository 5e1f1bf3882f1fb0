//! The pages that say what of the identity register was found in a paper, and where it is written.

use maud::{Markup, html};

use crate::access::permit;
use crate::access::right::EditPapers;
use crate::redaction::Hit;
use crate::reviews::Front;
use crate::ui::{Ask, FieldError, Page, Problem, Reply, bullets, heading_in, link, para, table, warning};

use super::gather::gather;
use super::kinds::PaperKind;
use super::view::base;
use super::written_at::Origins;

/// What was found, and where the words are written.
struct Found<'a> {
    hits: &'a [Hit],
    unread: &'a [&'static str],
    origins: Origins,
}

/// What stopped a paper, with each place: nothing was kept.
///
/// # Errors
/// When the person may not make papers any more, or the database refuses.
pub(super) async fn stopped(
    ask: &Ask,
    front: &Front,
    kind: PaperKind,
    (hits, unread): (&[Hit], &[&'static str]),
) -> Result<Reply, Problem> {
    let found = Found { hits, unread, origins: origins(ask, front).await? };
    let said = format!(
        "The finished file ({}) was searched for every entry of the identity register. Change the text where it stands, then make the paper again.",
        kind.in_a_sentence()
    );
    let heading = "Stopped: something from the identity register was found";
    let page = page(front, ("Stopped: a name was found", heading, "The paper was not kept. Nothing has left."), &said, &found);
    Ok(refill(ask, page, hits, unread))
}

/// What a kept paper holds of the register as it is now, with each place: nobody else reads it.
///
/// # Errors
/// When the person may not make papers any more, or the database refuses.
pub(super) async fn held_back(ask: &Ask, front: &Front, (hits, unread): (&[Hit], &[&'static str])) -> Result<Reply, Problem> {
    let found = Found { hits, unread, origins: origins(ask, front).await? };
    let said = "The paper was searched for every entry of the identity register as it is now. Change the text where it stands, and make the paper again. \
        A published paper is taken down by withdrawing the publication.";
    let heading = "Held back: something from the identity register was found";
    let warned = "Only those who make papers read this paper. If it has left, tell whoever has it.";
    let page = page(front, ("Held back: a name was found", heading, warned), said, &found);
    Ok(refill(ask, page, hits, unread))
}

async fn origins(ask: &Ask, front: &Front) -> Result<Origins, Problem> {
    let mut tx = ask.read().await?;
    let grant = permit::<EditPapers>(&mut tx, ask.actor()?, front.id).await?;
    Ok(Origins::of(&gather(&mut tx, &grant).await?))
}

fn refill(ask: &Ask, page: Page, hits: &[Hit], unread: &[&'static str]) -> Reply {
    Reply::Refill {
        page: page.show(&ask.frame),
        errors: hits.iter().map(told).chain(unread.iter().copied().map(sentence)).collect(),
    }
}

/// What stopped a paper, for those who are not shown the page: every place, with the code of the register's entry. The words
/// that stand there hold the very name, and stay on the page of whoever may change them.
fn told(hit: &Hit) -> FieldError {
    sentence(match hit.entry_in_register() {
        Some(entry) => format!("{}: a detail of {entry}", hit.place),
        None => format!("{}: a name of nobody in the identity register", hit.place),
    })
}

fn sentence(sentence: impl Into<String>) -> FieldError {
    FieldError { field: "audience".into(), target: "audience".into(), sentence: sentence.into() }
}

fn page(front: &Front, (title, heading, warned): (&str, &str, &str), said: &str, found: &Found) -> Page {
    Page::new(
        title,
        html! {
            (heading_in(&front.reference, heading))
            (warning(warned))
            (para(said))
            (was_found(found))
            (found.origins.elsewhere(front, found.hits))
            @if !found.unread.is_empty() { (bullets(found.unread.iter())) }
            p class="govuk-body" { (link("Back to the papers", &base(front))) }
        },
    )
    .about(&front.reference)
    .back(base(front))
}

/// What was found, each with its place; and what it has to do with a name, where it is not written as one.
fn was_found(found: &Found) -> Markup {
    let words = |hit: &Hit| html! { (hit.passage) @if hit.is_alike() { br; span class="d-quiet" { (hit.why()) } } };
    let rows =
        found.hits.iter().map(|hit| vec![html! { (hit.place) }, html! { (hit.whose()) }, words(hit), found.origins.links(hit)]);
    html! { (table("What was found", &["Where", "Entry", "In these words", "Written under"]).rows(rows)) }
}
