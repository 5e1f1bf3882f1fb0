//! The page on which somebody says of each word found in a finished paper whether it is the person of the register.

use maud::html;

use crate::access::permit;
use crate::access::right::EditPapers;
use crate::ids::{DocumentId, ReviewId};
use crate::parties;
use crate::reviews::{self, Front};
use crate::store::text_enum;
use crate::ui::{
    Answer, Ask, Filled, Markup, Page, Seal, bullets, button, button_form, button_row, checkboxes, choice, day, done, form,
    heading_in, hidden, link, para, radios, second_link_button, section_heading, table, textarea, warning,
};

use super::answers::{Answered, Asked, Passage, Question, STOPPED, answer, asked, take_answer_back, take_back};
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
        take_back(&mut tx, &grant, id, &paper).await?;
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
    let reason = parties::register_for_tying(&mut tx, &ask.app.keyring, ask.actor()?, review).await?.tie(&reason);
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

/// Takes an answer back: the words wait again.
pub(super) async fn take_answer(mut ask: Ask) -> Answer {
    let (review, id): (ReviewId, DocumentId) = (ask.param("review")?, ask.param("document")?);
    let f = ask.filled();
    let mut tx = ask.write().await?;
    let grant = permit::<EditPapers>(&mut tx, ask.actor()?, review).await?;
    let paper = asked(&mut tx, &ask.app, &grant, id).await?;
    take_answer_back(&mut tx, &grant, id, (&paper, f.get("asked")), f.get("answered_at").parse().ok()).await?;
    tx.commit().await?;
    Ok(done(format!("/reviews/{review}/papers/{id}/words"), "The answer is taken back. The paper waits for one again."))
}

fn page(seal: &Seal, front: &Front, id: DocumentId, paper: &Asked, labels: &crate::redaction::Labels, f: &Filled) -> Page {
    let base = format!("/reviews/{}/papers", front.id);
    let called = paper.kind.parse::<PaperKind>().map_or_else(|_| paper.kind.clone(), PaperKind::in_a_sentence);
    let title = "Words that may be a name";
    let body = html! {
        (heading_in(&front.reference, title))
        (para(&format!("The finished file ({called}) was searched for every entry of the identity register. Some of these words are a name of the register, and are \
            ordinary words as well, or stand in the name of somebody whom the paper names on purpose; or they are almost a name: one letter from it, backwards, in another alphabet, or an address, a surgery, a day or a number in short or in other words. Others stand behind a title, as a name does, and nobody in the register has them: staff are named by their role alone, so enter who it is in the register, or say why the name may stand. Nothing leaves before somebody has answered for each. An answer covers every place that is named beside the words.")))
        @if paper.stopped { (warning(STOPPED)) }
        @if paper.published && paper.open() == 0 {
            (para("This paper is published. What was answered stands."))
        } @else if paper.open() > 0 {
            (form(seal, &format!("{base}/{id}/words"), &html! {
                (checkboxes(f, "asked", "Which of these are not the person, or may stand?", paper.questions.iter().filter(|one| one.answer.is_none()).map(offered).collect()))
                (textarea(f, "reason", "How do you know?").rows(3).hint("For example: it is the month. Kept with your name and the day. The same words ask nobody again"))
                (radios(f, "said", "What do you answer?", vec![
                    choice(Said::NotThePerson.as_str(), "What I selected is not the person, or may stand"),
                    choice(Said::Change.as_str(), "One is the person, or could be taken for them: take the paper back, and the text is changed"),
                ]))
                (button_row(&html! { (button("Record the answer")) (second_link_button("Cancel", &base)) }))
            }))
        } @else {
            (para("No word of this paper waits for an answer."))
        }
        (answered(seal, &format!("{base}/{id}/words/take-back"), paper, labels))
        (bullets([link("The paper", &format!("{base}/{id}")), link("The report", &format!("/reviews/{}/report", front.id))]))
    };
    Page::new(title, body).about(&front.reference).back(base)
}

/// What was answered, each with the way to take it back while the paper has not left.
fn answered(seal: &Seal, back: &str, paper: &Asked, labels: &crate::redaction::Labels) -> Markup {
    let answers = paper.questions.iter().filter_map(|one| one.answer.as_ref().map(|answer| (one, answer)));
    let undo = |one: &Question, answer: &Answered| {
        let inside = html! {
            (hidden("asked", &one.code))
            (hidden("answered_at", answer.at.to_rfc3339()))
            button type="submit" class="d-link-button" {
                "Take the answer back " span class="govuk-visually-hidden" { "for " (one.whose) ", " (words(&one.passages)) }
            }
        };
        button_form(seal, back, &inside)
    };
    let rows: Vec<Vec<Markup>> = answers
        .map(|(one, answer)| {
            vec![
                html! { (words(&one.passages)) br; span class="d-quiet" { (one.whose) } },
                html! { (labels.show(&answer.reason)) @if !paper.left { (undo(one, answer)) } },
                html! { (answer.by) br; span class="d-quiet" { (day(crate::base::london_day(answer.at))) } },
            ]
        })
        .collect();
    html! {
        @if !rows.is_empty() {
            (section_heading("Answered"))
            (table("What was answered", &["In these words", "Why it is not the person", "By"]).quiet_caption().rows(rows))
        }
    }
}

/// Every passage, with where it stands.
fn words(passages: &[Passage]) -> String {
    let each = passages.iter().map(|one| format!("“{}” ({})", one.words, one.places.join(", ")));
    each.collect::<Vec<_>>().join("; ")
}

/// A question as something to select: in which words, where they stand, and what they have to do with whom.
fn offered(one: &Question) -> crate::ui::Choice {
    choice(one.code.clone(), format!("{}; {}", words(&one.passages), one.why))
}
