//! The words of the Home Office's letter: the published report carries the letter as an appendix (domain section 5.1).

use chrono::NaiveDate;
use serde_json::json;

use crate::access::Grant;
use crate::access::right::{EditQuality, SeeQuality};
use crate::audit::{self, Deed};
use crate::base::Prose;
use crate::parties::{Desk, look, register_for_tying, work};
use crate::process::{QaOutcome, Stage};
use crate::redaction::{CaseText, Labels};
use crate::reviews;
use crate::store::{Stored, Tx, sql};
use crate::ui::{
    Answer, Ask, Filled, Markup, Page, Problem, button, button_row, day, done, form, hidden, html, inset, link, para, textarea,
};

use super::letters::{LetterId, LetterRow, letters};

/// Whether the words can still come into the report: what was published stays as it is.
pub(super) const fn are_open(stage: Stage) -> bool {
    matches!(stage, Stage::WithHo | Stage::Amending | Stage::Cleared)
}

/// The longest letter that is bound in, in characters: some twenty pages. The Home Office's are two to six.
const LONGEST: usize = 60_000;

/// Keeps the words of a letter, or why the report is published without them: the guidance that asks for them is departed from for a reason
/// on record.
///
/// # Errors
/// When the letter is not of this review, the report is published, or somebody changed them since the page was drawn.
pub async fn keep(
    tx: &mut Tx,
    grant: &Grant<EditQuality>,
    (letter, version): (LetterId, i64),
    (words, left_out): (CaseText, CaseText),
) -> Result<(), Problem> {
    if !are_open(reviews::front(tx, grant).await?.stage) {
        let sentence = "The letter is bound into the report before it is published. What was published stays as it is.";
        return Err(Problem::not_now(sentence));
    }
    let changed =
        sql("UPDATE outcome_letter SET words = $4, left_out = $5, version = version + 1 WHERE id = $1 AND review = $2 AND version = $3")
            .bind(letter)
            .bind(grant.review())
            .bind(version)
            .bind(words)
            .bind(left_out)
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
pub(super) fn standing(letter: &LetterRow, labels: &Labels, address: &str, edits: bool) -> Markup {
    let (says, asks) = match (letter.words.is_empty(), letter.left_out.is_empty()) {
        (false, _) => ("Its words are bound into the report as an appendix.", "Change the words of the letter"),
        (true, true) => (
            "Its words are not here yet. The published report carries them as an appendix: add them before you make the papers for publication, or say why it is published without them.",
            "Add the words of the letter",
        ),
        (true, false) => ("The report is published without its words.", "Add the words, or change the reason"),
    };
    html! {
        p class="govuk-body" { (says) @if edits { " " (link(asks, address)) } }
        @if letter.words.is_empty() && !letter.left_out.is_empty() { (inset(&html! { (letter.left_out.show(labels)) })) }
    }
}

async fn the_letter(ask: &Ask, desk: &mut Desk<EditQuality>) -> Result<LetterRow, Problem> {
    let id: LetterId = ask.param("letter")?;
    let see = desk.also::<SeeQuality>().await?;
    letters(&mut desk.tx, &see).await?.into_iter().find(|one| one.id == id).ok_or(Problem::NotThere)
}

fn form_of(ask: &Ask, desk: &Desk<EditQuality>, letter: &LetterRow, f: &Filled) -> Page {
    let home = desk.at("/submission");
    let inside = html! {
        (para(&format!("The Home Office’s letter of {}. It is printed in the overview report as an appendix, so it is searched for names with the report.", day(letter.letter_on))))
        (form(&ask.seal(), &format!("{home}/letters/{}/words", letter.id), &html! {
            (textarea(f, "letter_words", "What does the letter say?").rows(20).hint("In full, without the names of officials and their signatures. Names that the identity register knows become references such as {{V1}} when you save"))
            (textarea(f, "left_out", "If the report is published without the letter: why?").rows(4).optional().hint("The guidance asks for the letter to be published with the report, so it is left out for a reason alone. Leave this empty where you enter the words"))
            (hidden("version", f.version_seen(letter.version)))
            (button_row(&html! { (button("Save")) (link("Cancel", &home)) }))
        }))
    };
    desk.inner("/submission", "The words of the letter", &inside)
}

pub(super) async fn page(ask: Ask) -> Answer {
    let mut desk = look::<EditQuality>(&ask).await?;
    let letter = the_letter(&ask, &mut desk).await?;
    // With its references, as a section of the report: saved unchanged, it names the same people by the same part of their names.
    let f = Filled::new().with("letter_words", letter.words.as_str()).with("left_out", letter.left_out.as_str());
    ask.show(form_of(&ask, &desk, &letter, &f))
}

pub(super) async fn save(mut ask: Ask) -> Answer {
    let mut desk = work::<EditQuality>(&ask).await?;
    let letter = the_letter(&ask, &mut desk).await?;
    let register = register_for_tying(&mut desk.tx, &ask.app.keyring, ask.actor()?, desk.front.id).await?;
    let mut f = ask.filled();
    let (words, left_out) = said(&mut f);
    if f.get("letter_words").chars().count() > LONGEST {
        f.wrong("letter_words", "The words of the letter must be 60,000 characters or fewer. Keep the letter, and leave out what was enclosed with it");
    }
    if !f.is_good() {
        return ask.refill(form_of(&ask, &desk, &letter, &f), &f);
    }
    let tied = |typed: Option<Prose>| typed.map(|prose| register.tie(&prose)).unwrap_or_default();
    keep(&mut desk.tx, &desk.grant, (letter.id, f.version()), (tied(words), tied(left_out))).await?;
    let home = desk.at("/submission");
    desk.tx.commit().await?;
    Ok(done(home, "What you entered about the letter is kept."))
}

/// The words, or why there are none: one of the two.
fn said(f: &mut Filled) -> (Option<Prose>, Option<Prose>) {
    let left_out = f.optional_prose("left_out", "why the report is published without the letter").flatten();
    let words = match left_out {
        None => f.prose("letter_words", "the words of the letter"),
        Some(_) => f.optional_prose("letter_words", "the words of the letter").flatten(),
    };
    if words.is_some() && left_out.is_some() {
        f.wrong("left_out", "Enter the words of the letter, or why the report is published without them, and not both");
    }
    (words, left_out)
}
