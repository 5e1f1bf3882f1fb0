//! The page on which the words of a recommendation are changed, and the words that it had before.

use crate::access::right::EditRecommendations;
use crate::access::{Grant, permit};
use crate::base::london_day;
use crate::ids::ReviewId;
use crate::parties::{labels_to, register_for_change};
use crate::redaction::{CaseText, Labels};
use crate::store::Tx;
use crate::ui::*;

use super::store::{RecommendationId, Row};
use super::words::{Earlier, Words, kept, reword, when_is_open};
use super::{forms, read};

/// The rows of the routes table.
pub(super) fn routes() -> Vec<Route> {
    let edit = Guard::Review("EditRecommendations");
    vec![
        get("/reviews/:review/recommendations/:recommendation/words", edit, ask_words),
        post("/reviews/:review/recommendations/:recommendation/words", edit, save),
    ]
}

/// The words that it had before, under the story of the recommendation.
pub(super) fn earlier(all: &[Earlier], labels: &Labels) -> Markup {
    html! {
        @if !all.is_empty() {
            (section_heading("Earlier words"))
            @for one in all {
                (details(&format!("Until {}, changed by {}", day(london_day(one.changed_at)), one.changed_by_name), &summary_list(&[
                    prose_row("What was to be done", &one.body.show(labels)),
                    prose_row("The learning", &one.rationale.show(labels)),
                    prose_row("What would show the difference", &one.measure.show(labels)),
                    row("When", one.when_words.clone()),
                    prose_row("Why it was changed", &one.why.show(labels)),
                ])))
            }
        }
    }
}

/// The recommendation, where this person may change its words now.
async fn found(tx: &mut Tx, ask: &Ask) -> Result<(Row, Grant<EditRecommendations>), Problem> {
    let (review, id) = (ask.param::<ReviewId>("review")?, ask.param::<RecommendationId>("recommendation")?);
    // Who has no part in the review learns nothing of it, whatever the recommendation.
    let grant = permit::<EditRecommendations>(tx, ask.actor()?, review).await?;
    let (row, _, hands) = read::one(tx, ask.actor()?, id).await?;
    if row.review != Some(review) {
        return Err(Problem::NotThere);
    }
    kept(tx, &row, &hands).await?;
    Ok((row, grant))
}

fn page(ask: &Ask, row: &Row, f: &Filled) -> Page {
    let back = ask.path().trim_end_matches("/words").to_owned();
    let version = f.version_seen(row.version);
    let body = html! {
        (heading_in(&row.reference, "Change the words"))
        (para("Until the partnership has agreed the report. The words before stay on record. Whoever agreed to other words is asked again."))
        (form(&ask.seal(), ask.path(), &html! {
            (hidden("version", version))
            (textarea(f, "body", "What is to be done?").rows(4))
            (textarea(f, "rationale", "Which learning does it rest on?").rows(4).optional())
            @if when_is_open(row.state) { (text(f, "when", "When?").hint("As a plan says it: “by October 2027”, “once per annum”, “spring 2027”. It can be said anew until the recommendation is open to be done")) }
            (textarea(f, "measure", "What will show the difference?").rows(4).optional())
            (textarea(f, "why", "Why are the words changed?").rows(2))
            (button_row(&html! { (button("Save the words")) (link("Cancel", &back)) }))
        }))
    };
    Page::new("Change the words of a recommendation", body).about(&row.reference).back(back)
}

async fn ask_words(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let (row, grant) = found(&mut tx, &ask).await?;
    let labels = labels_to(&mut tx, grant.held(), grant.review()).await?;
    let f = Filled::new()
        .with("body", row.body.show(&labels))
        .with("rationale", row.rationale.show(&labels))
        .with("measure", row.measure.show(&labels))
        .with("when", row.when_words.as_str());
    ask.show(page(&ask, &row, &f))
}

async fn save(mut ask: Ask) -> Answer {
    let mut tx = ask.write().await?;
    let (row, grant) = found(&mut tx, &ask).await?;
    let review = grant.review();
    let mut f = ask.filled();
    let body = f.prose("body", "what is to be done");
    let rationale = f.optional_prose("rationale", "the learning");
    let measure = f.optional_prose("measure", "what will show the difference");
    let why = f.prose("why", "why the words are changed");
    // A program that leaves it out leaves it as it is.
    let asked = f.pairs().any(|(name, _)| name == "when");
    let when = asked.then(|| forms::when(&mut f));
    let texts = [&row.body, &row.rationale, &row.measure].map(CaseText::as_str);
    let register = register_for_change(&mut tx, &ask.app.keyring, &grant, texts).await?;
    register.refuse_in(&mut f, &["when"]);
    let (Some(()), Some(body), Some(rationale), Some(measure), Some(why)) = (f.good(), body, rationale, measure, why) else {
        return ask.refill(page(&ask, &row, &f), &f);
    };
    let words = Words {
        body: register.tie(&body),
        rationale: register.kept(rationale.as_ref()).into(),
        measure: register.kept(measure.as_ref()).into(),
        when: when.flatten().map(|when| when.to_string()),
    };
    let why = register.tie(&why);
    reword(&mut tx, ask.actor()?, (row.id, f.version()), words, why).await?;
    tx.commit().await?;
    Ok(done(format!("/reviews/{review}/recommendations/{}", row.id), "The words are changed. Those before stay on record."))
}
