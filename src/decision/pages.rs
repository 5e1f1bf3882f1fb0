//! What people ask of the decision.

use super::after::{direct, directions, reopen, scrutinies, scrutinise};
use super::chair;
use super::deciding::decide;
use super::directed;
use super::questions::{DIRECTION, Outcome, Part, REOPENING, SCRUTINY};
use super::record::{Record, prepare, record, records};
use super::released::{self, CasePart, may_release, permit_part};
use super::view;
use crate::access::right::{DecideCase, EditCase, SeeCase, SeeProceedings, TakeStep};
use crate::access::{Reach, if_theirs, permit, permit_all};
use crate::consultation::consultees;
use crate::ids::ReviewId;
use crate::notification::{self, CaseProblem};
use crate::parties;
use crate::proceedings;
use crate::process::Role;
use crate::process::scope::TransitionKey;
use crate::reviews;
use crate::triage;
use crate::ui::{Answer, Ask, Filled, Guard, Problem, Route, done, get, post, redirect};

/// The routes of the decision.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![
        get("/reviews/:review/decision", Guard::Review("SeeCase"), briefing),
        get("/reviews/:review/decision/record", Guard::Review("SeeCase"), pages_of_record),
        get("/reviews/:review/decision/record/:part", Guard::Review("EditCase"), part),
        post("/reviews/:review/decision/record/:part", Guard::Review("EditCase"), save),
        post("/reviews/:review/decision/sign", Guard::Review("DecideCase"), sign),
        get("/reviews/:review/decision/reopen", Guard::Review("TakeStep"), reopen_form),
        post("/reviews/:review/decision/reopen", Guard::Review("TakeStep"), send_reopen),
        get("/reviews/:review/decision/direction", Guard::Review("TakeStep"), direction_form),
        post("/reviews/:review/decision/direction", Guard::Review("TakeStep"), send_direction),
        get("/reviews/:review/decision/direction/:direction", Guard::Review("TakeStep"), directed::show),
        post("/reviews/:review/decision/direction/:direction", Guard::Review("TakeStep"), directed::record),
        get("/reviews/:review/decision/released", Guard::Review("TakeStep"), released::show),
        post("/reviews/:review/decision/released", Guard::Review("TakeStep"), released::act),
        get("/reviews/:review/decision/scrutiny", Guard::Review("EditCase"), scrutiny_form),
        post("/reviews/:review/decision/scrutiny", Guard::Review("EditCase"), send_scrutiny),
    ]
}

async fn briefing(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.read().await?;
    let grant = permit_part(&mut tx, ask.actor()?, review, CasePart::Decision).await?;
    if grant.reach() == Reach::Released {
        let labels = parties::labels_to(&mut tx, grant.held(), review).await?;
        let (front, records) = (reviews::front(&mut tx, &grant).await?, records(&mut tx, &grant).await?);
        return ask.show(view::released(&front, &records, &labels, grant.held()));
    }
    let account = match notification::account(&mut tx, &grant).await {
        Ok(account) => Some(account),
        Err(CaseProblem::NotThere) => None,
        Err(problem) => return Err(problem.into()),
    };
    let parallel = match if_theirs(permit_all::<SeeProceedings>(&mut tx, ask.actor()?, review).await)? {
        Some(grant) => proceedings::proceedings(&mut tx, &grant).await?,
        None => Vec::new(),
    };
    let seen = view::Briefing {
        front: reviews::front(&mut tx, &grant).await?,
        account,
        answers: triage::answers(&mut tx, &grant).await?,
        tested: triage::tested(&mut tx, &grant).await?,
        consultees: consultees(&mut tx, &grant).await?,
        parallel,
        records: records(&mut tx, &grant).await?,
        scrutinies: scrutinies(&mut tx, &grant).await?,
        directions: directions(&mut tx, &grant).await?,
        labels: parties::labels_to(&mut tx, grant.held(), review).await?,
        today: tx.today(),
        releases: may_release(&grant.roles()),
        steps: grant.roles().iter().any(|role| matches!(role, Role::Coordinator | Role::CspChair)),
    };
    ask.show(view::briefing(&seen, grant.held()))
}

async fn pages_of_record(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.read().await?;
    let grant = permit_all::<SeeCase>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let latest = record(&mut tx, &grant).await?;
    let labels = parties::labels_to(&mut tx, grant.held(), review).await?;
    let decides = if_theirs(permit::<DecideCase>(&mut tx, ask.actor()?, review).await)?.is_some();
    let prepares = if_theirs(permit_all::<EditCase>(&mut tx, ask.actor()?, review).await)?.is_some();
    let law = &ask.app.settings.law;
    let dated = latest.as_ref().filter(|one| one.is_open()).and_then(|one| one.decided_on);
    let other = match dated.filter(|_| law.s8a_transition_key == TransitionKey::DateOfDecision) {
        Some(on) => triage::another(&mut tx, &grant, law, Some(on)).await?,
        None => None,
    };
    let seen = view::Recorded { front: &front, latest: latest.as_ref(), labels: &labels, other, today: tx.today() };
    ask.show(view::record(&ask.seal(), &seen, (decides, prepares)))
}

async fn part(ask: Ask) -> Answer {
    let (review, part): (ReviewId, Part) = (ask.param("review")?, ask.param("part")?);
    let mut tx = ask.read().await?;
    let grant = permit_all::<EditCase>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let open = record(&mut tx, &grant).await?.filter(Record::is_open);
    let people = parties::people(&mut tx, review).await?;
    let f = match open {
        Some(open) => open.sheet(part).fill(part.questions()).with("version", open.version.to_string()),
        None => Filled::new().with("version", "0"),
    };
    let f = chair::filled_in(&mut tx, &grant, part, f).await?;
    ask.show(view::part(&ask.seal(), &front, part, &people, &f))
}

async fn save(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut f = ask.filled();
    let mut tx = ask.write().await?;
    let grant = permit_all::<EditCase>(&mut tx, ask.actor()?, review).await?;
    let part: Part = ask.param("part")?;
    match prepare(&mut tx, &ask.app.keyring, &grant, part, &mut f).await {
        Ok(()) => {
            tx.commit().await?;
            let next = Part::ALL.iter().skip_while(|each| **each != part).nth(1);
            let base = format!("/reviews/{review}/decision/record");
            Ok(redirect(next.map_or_else(|| base.clone(), |next| format!("{base}/{next}"))))
        }
        Err(CaseProblem::Form) => {
            let front = reviews::front(&mut tx, &grant).await?;
            let people = parties::people(&mut tx, review).await?;
            ask.refill(view::part(&ask.seal(), &front, part, &people, &f), &f)
        }
        Err(problem) => Err(problem.into()),
    }
}

async fn sign(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut f = ask.filled();
    let mut tx = ask.write().await?;
    let grant = permit::<DecideCase>(&mut tx, ask.actor()?, review).await?;
    let step = permit::<TakeStep>(&mut tx, ask.actor()?, review).await?;
    let record = f.number("record", "the record", 0..=i64::MAX).ok_or(Problem::NotThere)?;
    let outcome = decide(&mut tx, &grant, &step, &ask.app.settings.law, (record, f.version())).await?;
    tx.commit().await?;
    let told = match outcome {
        Outcome::Review | Outcome::JointReview => "A review is to be held. Tell the family and the Home Office next.",
        Outcome::NoReview => "The decision is made. Send the Home Office the reasons, and tell the family how to challenge it.",
        Outcome::OtherStatutory | Outcome::LocalLearning => "The decision is made. Tell the family and the Home Office next.",
        Outcome::Deferred => "The decision is deferred. The month for it goes on.",
    };
    Ok(done(format!("/reviews/{review}"), told))
}

macro_rules! step_page {
    ($form:ident, $send:ident, $right:ident, $show:ident, $questions:ident, $told:literal, |$tx:ident, $ask:ident, $step:ident, $f:ident| $act:block) => {
        async fn $form(ask: Ask) -> Answer {
            let review: ReviewId = ask.param("review")?;
            let mut tx = ask.read().await?;
            let grant = permit::<TakeStep>(&mut tx, ask.actor()?, review).await?;
            permit_all::<$right>(&mut tx, ask.actor()?, review).await?;
            let front = reviews::front(&mut tx, &grant).await?;
            let f = Filled::new().with("version", front.version.to_string());
            ask.show(view::$show(&ask.seal(), &front, $questions, &f))
        }

        async fn $send(mut ask: Ask) -> Answer {
            let review: ReviewId = ask.param("review")?;
            let mut f = ask.filled();
            let mut tx = ask.write().await?;
            let step = permit::<TakeStep>(&mut tx, ask.actor()?, review).await?;
            permit_all::<$right>(&mut tx, ask.actor()?, review).await?;
            let acted = {
                let ($tx, $ask, $step, $f) = (&mut tx, &ask, &step, &mut f);
                $act
            };
            match acted {
                Ok(()) => {
                    tx.commit().await?;
                    Ok(done(format!("/reviews/{review}/decision"), $told))
                }
                Err(CaseProblem::Form) => {
                    let front = reviews::front(&mut tx, &step).await?;
                    ask.refill(view::$show(&ask.seal(), &front, $questions, &f), &f)
                }
                Err(problem) => Err(problem.into()),
            }
        }
    };
}

step_page!(
    reopen_form,
    send_reopen,
    SeeCase,
    reopening,
    REOPENING,
    "The decision is open again. The first record stays.",
    |tx, ask, step, f| { reopen(tx, &ask.app.keyring, step, f).await }
);
step_page!(
    direction_form,
    send_direction,
    SeeCase,
    direction,
    DIRECTION,
    "The direction is on record. Tell the family.",
    |tx, ask, step, f| { direct(tx, &ask.app.keyring, step, f).await }
);
step_page!(
    scrutiny_form,
    send_scrutiny,
    EditCase,
    scrutiny,
    SCRUTINY,
    "It is on record what the Home Office said.",
    |tx, ask, step, f| {
        let grant = permit_all::<EditCase>(tx, ask.actor()?, step.review()).await?;
        scrutinise(tx, &ask.app.keyring, &grant, step, f).await
    }
);
