//! The page on which somebody says of each word found in a finished paper whether it is the person of the register.

use maud::html;

use crate::access::permit;
use crate::access::right::EditPapers;
use crate::ids::{DocumentId, ReviewId};
use crate::parties;
use crate::reviews::{self, Front};
use crate::store::text_enum;
use crate::ui::{
    Answer, Ask, Filled, Markup, Page, Seal, bullets, button, button_row, checkboxes, choice, day, done, form, heading_in, link,
    para, radios, second_link_button, section_heading, table, textarea, warning,
};

use super::answers::{Asked, Question, STOPPED, answer, asked, take_back};
use super::kinds::PaperKind;

text_enum!(
    /// What somebody answers.
    enum Said {
        /// None of what they chose is the person.
        NotThePerson = "not_the_person",
        /// It is: the text has to change.
        Change = "change",
    }
);

/// The words of a paper that may be a name.
pub(super) async fn ask_about(ask: Ask) -> Answer {
    let (review, id): (ReviewId, DocumentId) = (ask.param("review")?, ask.param("document")?);
    let mut tx = ask.write().await?;
    let grant = permit::<EditPapers>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let paper = asked(&mut tx, &ask.app, &grant, id).await?;
    let labels = parties::labels_to(&mut tx, grant.held(), review).await?;
    tx.commit().await?;
    ask.show(page(&ask.seal(), &front, id, &paper, &labels, &Filled::new()))
}

/// Keeps the answer.
pub(super) async fn settle(mut ask: Ask) -> Answer {
    let (review, id): (ReviewId, DocumentId) = (ask.param("review")?, ask.param("document")?);
    let mut f = ask.filled();
    let mut tx = ask.write().await?;
    let grant = permit::<EditPapers>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let paper = asked(&mut tx, &ask.app, &grant, id).await?;
    let said = f.one_of("said", "what you answer", Said::ALL, Said::as_str);
    if said == Some(Said::Change) {
        take_back(&mut tx, &grant, id).await?;
        tx.commit().await?;
        let told = "The paper is taken back. Change the text where the name stands, then make the paper again.";
        return Ok(done(format!("/reviews/{review}/papers"), told));
    }
    let chosen: Vec<&Question> = paper.questions.iter().filter(|one| one.answer.is_none() && f.has("asked", &one.code)).collect();
    if said.is_some() && chosen.is_empty() {
        f.wrong("asked", "Select the words that are not the person");
    }
    if paper.stopped {
        f.wrong("asked", STOPPED);
    }
    let reason = f.prose("reason", "how you know");
    let Some(reason) = reason.filter(|_| f.is_good()) else {
        let labels = parties::labels_to(&mut tx, grant.held(), review).await?;
        tx.commit().await?;
        return ask.refill(page(&ask.seal(), &front, id, &paper, &labels, &f), &f);
    };
    let reason = parties::register_for_tying(&mut tx, &ask.app.keyring, review).await?.tie(&reason);
    answer(&mut tx, &grant, id, (&paper, &chosen), &reason).await?;
    tx.commit().await?;
    let left = paper.open() - chosen.len();
    let (to, told) = if left > 0 {
        (format!("/reviews/{review}/papers/{id}/words"), "Your answer is on record. Other words still wait for one.")
    } else {
        (format!("/reviews/{review}/papers"), "Your answer is on record. No word of this paper waits for an answer.")
    };
    Ok(done(to, told))
}

fn page(seal: &Seal, front: &Front, id: DocumentId, paper: &Asked, labels: &crate::redaction::Labels, f: &Filled) -> Page {
    let base = format!("/reviews/{}/papers", front.id);
    let called = paper.kind.parse::<PaperKind>().map_or_else(|_| paper.kind.clone(), PaperKind::in_a_sentence);
    let title = "Words that may be a name";
    let answers = paper.questions.iter().filter_map(|one| one.answer.as_ref().map(|answer| (one, answer)));
    let answered: Vec<Vec<Markup>> = answers
        .map(|(one, answer)| {
            vec![
                html! { "“" (one.passage) "”" br; span class="d-quiet" { (one.entry) } },
                html! { (labels.show(&answer.reason)) },
                html! { (answer.by) br; span class="d-quiet" { (day(crate::base::london_day(answer.at))) } },
            ]
        })
        .collect();
    let body = html! {
        (heading_in(&front.reference, title))
        (para(&format!("The finished file ({called}) was searched for every entry of the identity register. These words are a name of the register, and they are \
            ordinary words as well, or stand in the name of somebody whom the paper names on purpose. Nothing leaves before somebody has answered for each.")))
        @if paper.stopped { (warning(STOPPED)) }
        @if paper.open() > 0 {
            (form(seal, &format!("{base}/{id}/words"), &html! {
                (checkboxes(f, "asked", "Which of these are not the person?", paper.questions.iter().filter(|one| one.answer.is_none()).map(offered).collect()))
                (textarea(f, "reason", "How do you know?").rows(3).hint("For example: it is the month. Kept with your name and the day. The same words ask nobody again"))
                (radios(f, "said", "What do you answer?", vec![
                    choice(Said::NotThePerson.as_str(), "What I selected is not the person"),
                    choice(Said::Change.as_str(), "One is the person, or could be taken for them: take the paper back, and the text is changed"),
                ]))
                (button_row(&html! { (button("Record the answer")) (second_link_button("Cancel", &base)) }))
            }))
        } @else {
            (para("No word of this paper waits for an answer."))
        }
        @if !answered.is_empty() {
            (section_heading("Answered"))
            (table("What was answered", &["In these words", "Why it is not the person", "By"]).quiet_caption().rows(answered))
        }
        (bullets([link("The paper", &format!("{base}/{id}")), link("The report", &format!("/reviews/{}/report", front.id))]))
    };
    Page::new(title, body).about(&front.reference).back(base)
}

/// A question as something to select: where it stands, in which words, and whose name it may be.
fn offered(one: &Question) -> crate::ui::Choice {
    choice(one.code.clone(), format!("“{}” ({}; may be {})", one.passage, one.places.join(", "), one.entry))
}
