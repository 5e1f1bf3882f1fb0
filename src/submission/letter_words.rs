//! The words of the Home Office's letter: the published report carries the letter as an appendix (domain section 5.1).

use chrono::NaiveDate;
use serde_json::json;

use crate::access::right::{EditQuality, SeeQuality};
use crate::access::{Grant, permit};
use crate::audit::{self, Deed};
use crate::ids::ReviewId;
use crate::parties::{labels_to, register_for_tying};
use crate::process::{QaOutcome, Stage};
use crate::redaction::CaseText;
use crate::reviews::{self, Front};
use crate::store::{Stored, Tx, sql};
use crate::ui::{
    Answer, Ask, Filled, Markup, Page, Problem, button, button_row, day, done, form, heading_in, hidden, html, link, para,
    textarea,
};

use super::letters::{LetterId, LetterRow, letters};

/// Whether the words can still come into the report: what was published stays as it is.
pub(super) const fn are_open(stage: Stage) -> bool {
    matches!(stage, Stage::WithHo | Stage::Amending | Stage::Cleared)
}

/// Keeps the words of a letter.
///
/// # Errors
/// When the letter is not of this review, the report is published, or somebody changed them since the page was drawn.
pub async fn keep(
    tx: &mut Tx,
    grant: &Grant<EditQuality>,
    (letter, version): (LetterId, i64),
    words: CaseText,
) -> Result<(), Problem> {
    if !are_open(reviews::front(tx, grant).await?.stage) {
        let sentence = "The letter is bound into the report before it is published. What was published stays as it is.";
        return Err(Problem::not_now(sentence));
    }
    let changed =
        sql("UPDATE outcome_letter SET words = $4, version = version + 1 WHERE id = $1 AND review = $2 AND version = $3")
            .bind(letter)
            .bind(grant.review())
            .bind(version)
            .bind(words)
            .run(tx)
            .await?;
    if changed == 0 {
        return Err(Problem::Stale {
            sentence: "The words of the letter have changed since you opened the page. Nothing was saved.".into(),
        });
    }
    Ok(audit::record(tx, &grant.doer(), Deed::CaseChanged, json!({ "letter": letter, "words": true })).await?)
}

/// The letter that is bound into the report, with its date: the latest that clears it, once its words are kept.
///
/// # Errors
/// When the database refuses.
pub async fn bound(tx: &mut Tx, grant: &Grant<SeeQuality>) -> Stored<Option<(NaiveDate, CaseText)>> {
    let clears = |one: &LetterRow| matches!(one.outcome, QaOutcome::Clear | QaOutcome::ClearSubjectToChanges);
    let latest = letters(tx, grant).await?.into_iter().find(clears);
    Ok(latest.filter(|one| !one.words.is_empty()).map(|one| (one.letter_on, one.words)))
}

/// What stands with a letter about its words.
pub(super) fn standing(letter: &LetterRow, address: &str, edits: bool) -> Markup {
    let (says, asks) = if letter.words.is_empty() {
        ("Its words are not here yet. They are bound into the report as an appendix.", "Add the words of the letter")
    } else {
        ("Its words are bound into the report as an appendix.", "Change the words of the letter")
    };
    html! { p class="govuk-body" { (says) @if edits { " " (link(asks, address)) } } }
}

struct Desk {
    tx: Tx,
    grant: Grant<EditQuality>,
    front: Front,
    letter: LetterRow,
}

impl Desk {
    async fn of(ask: &Ask, mut tx: Tx) -> Result<Self, Problem> {
        let (review, id) = (ask.param::<ReviewId>("review")?, ask.param::<LetterId>("letter")?);
        let grant = permit::<EditQuality>(&mut tx, ask.actor()?, review).await?;
        let see = permit::<SeeQuality>(&mut tx, ask.actor()?, review).await?;
        let front = reviews::front(&mut tx, &grant).await?;
        let letter = letters(&mut tx, &see).await?.into_iter().find(|one| one.id == id).ok_or(Problem::NotThere)?;
        Ok(Self { tx, grant, front, letter })
    }

    fn home(&self) -> String {
        format!("/reviews/{}/submission", self.front.id)
    }

    fn page(&self, ask: &Ask, f: &Filled) -> Page {
        let title = "The words of the letter";
        let body = html! {
            (heading_in(&self.front.reference, title))
            (para(&format!("The Home Office’s letter of {}. It is printed in the overview report as an appendix, so it is searched for names with the report.", day(self.letter.letter_on))))
            (form(&ask.seal(), &format!("{}/letters/{}/words", self.home(), self.letter.id), &html! {
                (textarea(f, "letter_words", "What does the letter say?").rows(20).hint("In full, without the names of officials and their signatures"))
                (hidden("version", f.version_seen(self.letter.version)))
                (button_row(&html! { (button("Save")) (link("Cancel", &self.home())) }))
            }))
        };
        Page::new(title, body).about(&self.front.reference).back(self.home())
    }
}

pub(super) async fn page(ask: Ask) -> Answer {
    let mut desk = Desk::of(&ask, ask.read().await?).await?;
    let labels = labels_to(&mut desk.tx, desk.grant.held(), desk.front.id).await?;
    let f = Filled::new().with("letter_words", desk.letter.words.show(&labels));
    ask.show(desk.page(&ask, &f))
}

pub(super) async fn save(mut ask: Ask) -> Answer {
    let mut desk = Desk::of(&ask, ask.write().await?).await?;
    let register = register_for_tying(&mut desk.tx, &ask.app.keyring, desk.front.id).await?;
    let mut f = ask.filled();
    let Some(words) = f.prose("letter_words", "the words of the letter") else {
        return ask.refill(desk.page(&ask, &f), &f);
    };
    let at = (desk.letter.id, f.version());
    keep(&mut desk.tx, &desk.grant, at, register.tie(&words)).await?;
    let home = desk.home();
    desk.tx.commit().await?;
    Ok(done(home, "The words of the letter are kept."))
}
