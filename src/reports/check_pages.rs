//! The pages on which agencies check the facts about themselves.

use crate::access::Reach;
use crate::access::right::{EditDraft, Object, SeeDraft, Verb};
use crate::parties::{Desk, look, register_for_tying, work};
use crate::ui::*;

use super::changes;
use super::checks::{self, CheckId, Decision, FactCheck, Said};

/// The rows of the routes table for checks of the facts.
pub(super) fn routes() -> Vec<Route> {
    let (see, edit) = (Guard::Review("SeeDraft"), Guard::Review("EditDraft"));
    vec![
        get("/reviews/:review/report/checks", see, list),
        post("/reviews/:review/report/checks", edit, send),
        get("/reviews/:review/report/checks/:check", see, one),
        post("/reviews/:review/report/checks/:check", see, answer),
        post("/reviews/:review/report/checks/:check/decision", edit, decide),
        post("/reviews/:review/report/checks/:check/made", edit, made),
    ]
}

async fn list_page(desk: &mut Desk<SeeDraft>, seal: &Seal, f: &Filled) -> Result<Page, Problem> {
    let all = checks::checks(&mut desk.tx, &desk.grant).await?;
    let sends = desk.may(Object::Draft, Verb::Edit);
    let agencies = if sends { checks::to_send(&mut desk.tx, desk.front.id).await? } else { Vec::new() };
    let rows = all.iter().map(|one| {
        vec![
            html! { (link(&one.agency, &desk.at(&format!("/report/checks/{}", one.id)))) @if one.round > 1 { ", round " (one.round) } },
            html! { (day(one.sent_on)) },
            html! { (day(one.due)) },
            html! { (state(one, desk.tx.today())) },
        ]
    });
    let body = html! {
        (para("Before the report goes for sign-off, each agency that contributed checks the facts about itself. It is sent its own passages and no more."))
        (table("Checks of the facts", &["Agency", "Sent", "Answer by", "State"]).quiet_caption().rows(rows).when_empty("Nothing has been sent yet."))
        @if !agencies.is_empty() {
            (section_heading("Send an agency its passages"))
            (form(seal, &desk.at("/report/checks"), &html! {
                (select(f, "agency", "To which agency?", agencies.iter().map(|(id, name)| choice(id.to_string(), name)).collect()))
                (date(f, "sent_on", "When are they sent?").hint("The agency has ten working days"))
                (textarea(f, "passages", "Its passages of the draft").rows(10).hint("Only what is said about this agency"))
                (button("Send the passages"))
            }))
        } @else if sends { (para("No other agency that contributed waits for its passages.")) }
    };
    // An agency is sent its own passages only: the report is not open to it, so its way back is to the review.
    let back = if desk.grant.reach() == Reach::All { "/report" } else { "" };
    Ok(desk.inner(back, "Checks of the facts", &body))
}

/// What the agency answered, and what became of it.
fn answered(one: &FactCheck, shown: impl Fn(&str) -> String) -> Vec<Row> {
    let mut rows = vec![
        row("Answer", one.answer.map_or("", Said::label)),
        row("On", one.answered_on.map(day).unwrap_or_default()),
        prose_row("In its words", &shown(&one.said)),
    ];
    if one.answer == Some(Said::Corrections) {
        rows.push(row("What the author makes of it", one.decision.map_or("", Decision::label)));
        rows.push(prose_row("Why", &shown(&one.reason)));
    }
    rows.extend(one.change.standing(one.decision.is_some_and(Decision::is_accepted)));
    rows
}

fn state(one: &FactCheck, today: chrono::NaiveDate) -> Markup {
    match (one.answer, one.decision) {
        (None, _) if one.due < today => tag("Late", Colour::Red),
        (None, _) => tag("Asked", Colour::Blue),
        (Some(Said::Corrections), None) => tag("Corrections to decide on", Colour::Yellow),
        (Some(said), None) => tag(said.label(), Colour::Green),
        (Some(_), Some(_)) if one.is_to_be_made() => tag("Accepted and not in the draft yet", Colour::Yellow),
        (Some(_), Some(decision)) => {
            tag(&format!("Corrections: {}", crate::base::within_a_sentence(decision.label())), Colour::Green)
        }
    }
}

async fn list(ask: Ask) -> Answer {
    let mut desk = look::<SeeDraft>(&ask).await?;
    let f = Filled::new().with_date("sent_on", Some(desk.tx.today()));
    let page = list_page(&mut desk, &ask.seal(), &f).await?;
    ask.show(page)
}

async fn send(mut ask: Ask) -> Answer {
    let mut desk = work::<SeeDraft>(&ask).await?;
    let edit = desk.also::<EditDraft>().await?;
    let (mut f, today) = (ask.filled(), desk.tx.today());
    let agency = f.id("agency", "the agency");
    let on = f.past_date("sent_on", "the day of sending", today);
    let passages = f.prose("passages", "its passages");
    if let Some(on) = on
        && let Some(sentence) = checks::too_soon(&mut desk.tx, desk.front.id, on).await?
    {
        f.wrong_at("sent_on", "sent_on-day", sentence);
    }
    let (Some(()), Some(agency), Some(on), Some(passages)) = (f.good(), agency, on, passages) else {
        let page = list_page(&mut desk, &ask.seal(), &f).await?;
        return ask.refill(page, &f);
    };
    let register = register_for_tying(&mut desk.tx, &ask.app.keyring, ask.actor()?, desk.front.id).await?;
    checks::send(&mut desk.tx, &edit, agency, register.tie(&passages), on).await?;
    let to = desk.at("/report/checks");
    desk.tx.commit().await?;
    Ok(done(to, "The passages are sent."))
}

async fn found(desk: &mut Desk<SeeDraft>, ask: &Ask) -> Result<FactCheck, Problem> {
    let id: CheckId = ask.param("check")?;
    let all = checks::checks(&mut desk.tx, &desk.grant).await?;
    all.into_iter().find(|one| one.id == id).ok_or(Problem::NotThere)
}

fn one_page(desk: &Desk<SeeDraft>, seal: &Seal, one: &FactCheck, f: &Filled) -> Page {
    let writes = desk.may(Object::Draft, Verb::Edit);
    let own = desk.grant.speaks_for(one.organisation);
    let here = desk.at(&format!("/report/checks/{}", one.id));
    let shown = |text: &str| desk.labels.show(text);
    let answers: Vec<Said> = Said::ALL.iter().copied().filter(|said| writes || *said != Said::NoReply).collect();
    let version = f.version_seen(one.version);
    let body = html! {
        (summary_list(&[
            row("Agency", one.agency.as_str()),
            row("Sent", day(one.sent_on)),
            row("Answer by", day(one.due)),
            row("State", state(one, desk.tx.today())),
        ]))
        (section_heading("The passages"))
        (prose(&shown(&one.passages)))
        @if one.answer.is_some() {
            (section_heading("The agency’s answer"))
            (summary_list(&answered(one, shown)))
        } @else if writes || own {
            (form(seal, &here, &html! {
                (hidden("version", version))
                (radios(f, "answer", "Are the facts right?", choices(&answers, Said::as_str, Said::label)))
                (textarea(f, "said", "What must be corrected?").rows(6).hint("Needed unless the facts are right"))
                (date(f, "answered_on", "Day of the answer"))
                (button("Save the answer"))
            }))
        }
        @if writes && one.answer == Some(Said::Corrections) && one.decision.is_none() {
            (form(seal, &format!("{here}/decision"), &html! {
                (hidden("version", version))
                (radios(f, "decision", "Are the corrections taken over?", choices(Decision::ALL, Decision::as_str, Decision::label)))
                (textarea(f, "reason", "Why, or why not?").rows(4).hint("Needed unless every correction is taken over"))
                (button("Save the decision"))
            }))
        }
        @if writes && one.is_to_be_made() {
            (section_heading("Where it was changed"))
            (form(seal, &format!("{here}/made"), &html! {
                (hidden("version", version))
                (changes::fields(f))
                (button("Record that it is in the draft"))
            }))
        }
    };
    desk.inner("/report/checks", "Check of the facts", &body)
}

async fn one(ask: Ask) -> Answer {
    let mut desk = look::<SeeDraft>(&ask).await?;
    let one = found(&mut desk, &ask).await?;
    let f = Filled::new().with_date("answered_on", Some(desk.tx.today()));
    ask.show(one_page(&desk, &ask.seal(), &one, &f))
}

async fn answer(mut ask: Ask) -> Answer {
    let mut desk = work::<SeeDraft>(&ask).await?;
    let one = found(&mut desk, &ask).await?;
    let (mut f, today) = (ask.filled(), desk.tx.today());
    let said = f.one_of("answer", "whether the facts are right", Said::ALL, Said::as_str);
    let words = f.optional_prose("said", "what must be corrected");
    let on = f.past_date("answered_on", "the day of the answer", today);
    if said.is_some_and(|said| said != Said::Correct) && words == Some(None) {
        f.wrong("said", "Enter what must be corrected, or how the agency was asked");
    }
    if on.is_some_and(|on| on < one.sent_on) {
        f.wrong("answered_on", "The day of the answer must not be before the day of sending");
    }
    let (Some(()), Some(said), Some(words), Some(on)) = (f.good(), said, words, on) else {
        return ask.refill(one_page(&desk, &ask.seal(), &one, &f), &f);
    };
    let register = register_for_tying(&mut desk.tx, &ask.app.keyring, ask.actor()?, desk.front.id).await?;
    let words = register.kept(words.as_ref()).into();
    checks::answer(&mut desk.tx, &desk.grant, (&one, f.version()), (said, words), on).await?;
    let to = desk.at("/report/checks");
    desk.tx.commit().await?;
    Ok(done(to, "The answer is saved."))
}

async fn decide(mut ask: Ask) -> Answer {
    let mut desk = work::<SeeDraft>(&ask).await?;
    let edit = desk.also::<EditDraft>().await?;
    let one = found(&mut desk, &ask).await?;
    let mut f = ask.filled();
    let decision = f.one_of("decision", "what you make of the corrections", Decision::ALL, Decision::as_str);
    let reason = f.optional_prose("reason", "why");
    if decision.is_some_and(|decision| decision != Decision::Accepted) && reason == Some(None) {
        f.wrong("reason", "Say why a correction is not taken over");
    }
    let (Some(()), Some(decision), Some(reason)) = (f.good(), decision, reason) else {
        return ask.refill(one_page(&desk, &ask.seal(), &one, &f), &f);
    };
    let register = register_for_tying(&mut desk.tx, &ask.app.keyring, ask.actor()?, desk.front.id).await?;
    let reason = register.kept(reason.as_ref()).into();
    checks::decide(&mut desk.tx, &edit, (one.id, f.version()), decision, reason).await?;
    let to = desk.at("/report/checks");
    desk.tx.commit().await?;
    Ok(done(to, "The decision is saved."))
}

async fn made(mut ask: Ask) -> Answer {
    let mut desk = work::<SeeDraft>(&ask).await?;
    let edit = desk.also::<EditDraft>().await?;
    let one = found(&mut desk, &ask).await?;
    let mut f = ask.filled();
    let since = (one.answered_on.unwrap_or(one.sent_on), "the agency answered");
    let Some(made) = changes::read(&mut desk.tx, &mut f, desk.front.id, since).await? else {
        return ask.refill(one_page(&desk, &ask.seal(), &one, &f), &f);
    };
    checks::made(&mut desk.tx, &edit, (one.id, f.version()), made).await?;
    let to = desk.at("/report/checks");
    desk.tx.commit().await?;
    Ok(done(to, "It is recorded where the correction was made."))
}
