//! A body that the Secretary of State directed to take part: how it does so, where neither the panel nor a return says it.

use super::after::{Direction, DirectionId, directions, takes_part};
use super::questions::TAKES_PART;
use crate::access::permit_all;
use crate::access::right::SeeCase;
use crate::ids::ReviewId;
use crate::notification::CaseProblem;
use crate::parties;
use crate::process::Act;
use crate::redaction::Labels;
use crate::reviews::{self, permit_step};
use crate::store::Tx;
use crate::ui::asked::draw;
use crate::ui::*;

/// The letter, and whether the body takes part.
pub(super) fn card(one: &Direction, labels: &Labels) -> Markup {
    let establishes = one.kind == "establish";
    let mut all = vec![
        row("Letter", day(one.letter_on)),
        row("Directs", format!("{} to {}", one.body, if establishes { "hold a review" } else { "take part in a review" })),
        prose_row("It says", &labels.show(&one.said)),
        row("Deadline", one.deadline.map(day).unwrap_or_default()),
        row("Recorded by", one.recorded_by_name.as_str()),
    ];
    if !establishes {
        all.push(prose_row("Takes part", &part(one, labels)));
    }
    summary_card("Direction by the Secretary of State", &[], &all)
}

fn part(one: &Direction, labels: &Labels) -> String {
    match one.met_on {
        Some(on) => format!("Since {}, recorded by {}. {}", day(on), one.met_by_name, labels.show(&one.met_how)),
        None if one.missing => "Not yet: it is not on the panel, and its return has not come in".into(),
        None => "Yes: it is on the panel, or its return has come in".into(),
    }
}

async fn page(tx: &mut Tx, ask: &Ask, f: Option<Filled>) -> Result<Page, Problem> {
    let (review, id): (ReviewId, DirectionId) = (ask.param("review")?, ask.param("direction")?);
    permit_step(tx, ask.actor()?, review, Act::RecordDirection).await?;
    let grant = permit_all::<SeeCase>(tx, ask.actor()?, review).await?;
    let front = reviews::front(tx, &grant).await?;
    let labels = parties::labels_to(tx, grant.held(), review).await?;
    let one = directions(tx, &grant).await?.into_iter().find(|one| one.id == id).ok_or(Problem::NotThere)?;
    let f = f.unwrap_or_else(|| Filled::new().with("version", front.version.to_string()).with_date("on", Some(tx.today())));
    let (base, title) = (format!("/reviews/{review}"), "A body directed to take part");
    let body = html! {
        (heading_in(&front.reference, title))
        (card(&one, &labels))
        @if one.missing {
            (para("The task ends by itself when a member for this body sits on the panel, or when its return has come in. The terms are not agreed, and the report is not sent for sign-off or agreed, before it takes part."))
            (bullets([link("Add a panel member", &format!("{base}/panel/members/new")), link("The agencies’ returns", &format!("{base}/returns"))]))
            (section_heading("It takes part in another way"))
            (form(&ask.seal(), &format!("{base}/decision/direction/{id}"), &html! {
                (hidden("version", f.version()))
                (draw(&f, TAKES_PART))
                (button_row(&html! { (button("Record that it takes part")) (second_link_button("Cancel", &base)) }))
            }))
        }
    };
    Ok(Page::new(title, body).about(&front.reference).back(format!("{base}/decision")))
}

pub(super) async fn show(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let page = page(&mut tx, &ask, None).await?;
    ask.show(page)
}

pub(super) async fn record(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut f = ask.filled();
    let mut tx = ask.write().await?;
    let step = permit_step(&mut tx, ask.actor()?, review, Act::RecordDirection).await?;
    permit_all::<SeeCase>(&mut tx, ask.actor()?, review).await?;
    match takes_part(&mut tx, &ask.app.keyring, &step, ask.param("direction")?, &mut f).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(done(format!("/reviews/{review}/decision"), "It is on record how the body takes part."))
        }
        Err(CaseProblem::Form) => {
            let page = page(&mut tx, &ask, Some(f.clone())).await?;
            ask.refill(page, &f)
        }
        Err(problem) => Err(problem.into()),
    }
}
