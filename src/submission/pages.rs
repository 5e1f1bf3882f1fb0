//! The pages of submission and publication.

use crate::access::right::{EditDraft, EditQuality, Object, Right, SeeQuality, TakeStep};
use crate::access::{if_theirs, permit};
use crate::documents::papers;
use crate::ids::ReviewId;
use crate::parties::{KeepProblem, labels_to, register_for_tying};
use crate::people;
use crate::process::publication::{about_the_anniversary, before_their_time};
use crate::process::{Act, Need, Stage, offers};
use crate::reports;
use crate::reviews::{self, StepProblem, permit_step};
use crate::store::Tx;
use crate::ui::{Answer, Ask, Filled, Guard, Problem, Route, done, get, post};

use super::form_view::{self, Form};
use super::letters::{self, NotRecorded, PointId};
use super::view::{self, Shown};
use super::{forms, late, letter_words, pack, publish, send};

/// The slice's rows of the routes table.
pub fn routes() -> Vec<Route> {
    let (see, edit, steps) = (Guard::Review("SeeQuality"), Guard::Review("EditQuality"), Guard::Review("TakeStep"));
    vec![
        get("/reviews/:review/submission", see, page),
        get("/reviews/:review/submission/pack", edit, |ask| blank::<EditQuality>(ask, Form::Pack)),
        post("/reviews/:review/submission/pack", edit, declare),
        get("/reviews/:review/submission/agree", steps, |ask| blank::<TakeStep>(ask, Form::Agree)),
        post("/reviews/:review/submission/agree", steps, agree),
        get("/reviews/:review/submission/submit", steps, |ask| blank::<TakeStep>(ask, Form::Submit)),
        post("/reviews/:review/submission/submit", steps, submit),
        get("/reviews/:review/submission/letter", edit, |ask| blank::<EditQuality>(ask, Form::Letter)),
        post("/reviews/:review/submission/letter", edit, letter),
        get("/reviews/:review/submission/letters/:letter/words", edit, letter_words::page),
        post("/reviews/:review/submission/letters/:letter/words", edit, letter_words::save),
        get("/reviews/:review/submission/points/:point", edit, point_form),
        post("/reviews/:review/submission/points/:point", edit, point),
        get("/reviews/:review/submission/amended", steps, |ask| blank::<TakeStep>(ask, Form::Amended)),
        post("/reviews/:review/submission/amended", steps, amended),
        get("/reviews/:review/submission/publish", steps, |ask| blank::<TakeStep>(ask, Form::Publish)),
        post("/reviews/:review/submission/publish", steps, do_publish),
        get("/reviews/:review/submission/hold-back", steps, |ask| blank::<TakeStep>(ask, Form::HoldBack)),
        post("/reviews/:review/submission/hold-back", steps, hold_back),
        get("/reviews/:review/submission/withdraw", steps, |ask| blank::<TakeStep>(ask, Form::Withdraw)),
        post("/reviews/:review/submission/withdraw", steps, withdraw),
    ]
}

async fn shown(tx: &mut Tx, ask: &Ask) -> Result<Shown, Problem> {
    let review: ReviewId = ask.param("review")?;
    let grant = permit::<SeeQuality>(tx, ask.actor()?, review).await?;
    let facts = reviews::facts(tx, review).await?;
    let unwritten = reports::unwritten(tx, review).await?;
    let front = reviews::front(tx, &grant).await?;
    let stage = front.stage;
    let clocks = late::clocks(tx, &grant, send::act_at(stage)).await?;
    Ok(Shown {
        late: late::missed(&clocks, tx.today()),
        until: [
            (Need::FamilyHadTime, before_their_time(&facts, facts.today)),
            (Need::AnniversaryAvoided, about_the_anniversary(&facts, facts.today)),
        ],
        avoid: publish::to_avoid(tx, review).await?,
        ask_first: publish::to_ask(tx, review).await?,
        died_on: facts.died_on.filter(|_| grant.sees_all(Object::Case)),
        papers: papers::sending(tx, &front).await?,
        front,
        labels: labels_to(tx, grant.held(), review).await?,
        pack: pack::pack(tx, review, &facts, &unwritten).await?,
        submissions: send::submissions(tx, &grant).await?,
        letters: letters::letters(tx, &grant).await?,
        points: letters::points(tx, &grant).await?,
        publications: publish::publications(tx, &grant).await?,
        offers: offers(&facts, &grant.roles()),
        changes: matches!(stage, Stage::Amending | Stage::Drafting)
            && if_theirs(permit::<EditDraft>(tx, ask.actor()?, review).await)?.is_some(),
        edits: if_theirs(permit::<EditQuality>(tx, ask.actor()?, review).await)?.is_some(),
        held: grant.held().to_vec(),
    })
}

async fn page(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let shown = shown(&mut tx, &ask).await?;
    ask.show(view::page(&shown))
}

/// A form as it begins; while it cannot be filled in, why not.
async fn blank<R: Right>(ask: Ask, form: Form) -> Answer {
    let mut tx = ask.read().await?;
    let shown = shown(&mut tx, &ask).await?;
    permit::<R>(&mut tx, ask.actor()?, shown.front.id).await?;
    if let Some(act) = form.act(&shown) {
        permit_step(&mut tx, ask.actor()?, shown.front.id, act).await?;
    }
    if !form.is_open(&shown) {
        return ask.show(form_view::closed(&shown, form));
    }
    let today = tx.today();
    let f = ["agreed_on", "sent_on", "received_on", "amended_on", "published_on", "held_on", "withdrawn_on"]
        .iter()
        .fold(Filled::new().with("body", "Home Office Quality Assurance Board"), |f, name| f.with_date(name, Some(today)));
    ask.show(form_view::page(&ask.seal(), &shown, form, &f))
}

async fn again(tx: &mut Tx, ask: &Ask, form: Form, f: &Filled) -> Answer {
    let shown = shown(tx, ask).await?;
    ask.refill(form_view::page(&ask.seal(), &shown, form, f), f)
}

/// The form again, with a day that cannot be right said beside it; anything else is a problem.
async fn again_dated(ask: &Ask, tx: &mut Tx, form: Form, (problem, field): (KeepProblem, &str), mut f: Filled) -> Answer {
    match problem {
        KeepProblem::Rule(sentence) | KeepProblem::Step(StepProblem::Day(sentence)) => {
            f.wrong_at(field, &format!("{field}-day"), sentence);
        }
        other => return Err(other.into()),
    }
    again(tx, ask, form, &f).await
}

fn home(review: ReviewId) -> String {
    format!("/reviews/{review}/submission")
}

async fn declare(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.write().await?;
    let grant = permit::<EditQuality>(&mut tx, ask.actor()?, review).await?;
    let register = register_for_tying(&mut tx, &ask.app.keyring, ask.actor()?, review).await?;
    let mut f = ask.filled();
    let Some((part, words)) = forms::declared(&mut f, &register) else { return again(&mut tx, &ask, Form::Pack, &f).await };
    pack::declare(&mut tx, &grant, part, words).await?;
    tx.commit().await?;
    Ok(done(home(review), "The part is declared."))
}

/// A step that asks for a day only.
async fn dated(mut ask: Ask, (form, act): (Form, Act), field: &str, what: &str, told: &'static str) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.write().await?;
    let grant = permit_step(&mut tx, ask.actor()?, review, act).await?;
    let (mut f, today) = (ask.filled(), tx.today());
    let Some(on) = f.past_date(field, what, today) else { return again(&mut tx, &ask, form, &f).await };
    if let Err(problem) = send::step(&mut tx, &grant, act, on, f.version()).await {
        return again_dated(&ask, &mut tx, form, (problem.into(), field), f).await;
    }
    tx.commit().await?;
    Ok(done(home(review), told))
}

async fn agree(ask: Ask) -> Answer {
    dated(ask, (Form::Agree, Act::AgreeReport), "agreed_on", "the day on which the partnership agreed", "The report is agreed.")
        .await
}

async fn amended(ask: Ask) -> Answer {
    dated(
        ask,
        (Form::Amended, Act::ConfirmAmended),
        "amended_on",
        "the day on which the changes were made",
        "The changes are confirmed.",
    )
    .await
}

async fn submit(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.write().await?;
    let grant = permit_step(&mut tx, ask.actor()?, review, Act::Submit).await?;
    let register = register_for_tying(&mut tx, &ask.app.keyring, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let clocks = late::clocks(&mut tx, &grant, send::act_at(front.stage)).await?;
    let (mut f, today) = (ask.filled(), tx.today());
    let Some(sending) = forms::sending(&mut f, &register, today, &clocks) else {
        return again(&mut tx, &ask, Form::Submit, &f).await;
    };
    if let Err(problem) = send::submit(&mut tx, &grant, sending, f.version()).await {
        return again_dated(&ask, &mut tx, Form::Submit, (problem, "sent_on"), f).await;
    }
    tx.commit().await?;
    Ok(done(home(review), "The submission is recorded."))
}

async fn letter(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.write().await?;
    let grant = permit::<EditQuality>(&mut tx, ask.actor()?, review).await?;
    let steps = permit::<TakeStep>(&mut tx, ask.actor()?, review).await?;
    let register = register_for_tying(&mut tx, &ask.app.keyring, ask.actor()?, review).await?;
    let (mut f, today) = (ask.filled(), tx.today());
    let sent = send::sent_last(&mut tx, review).await?;
    let Some(letter) = forms::letter(&mut f, &register, (sent, today)) else {
        return again(&mut tx, &ask, Form::Letter, &f).await;
    };
    if let Err(problem) = letters::record(&mut tx, &grant, &steps, letter, f.version()).await {
        let beside = match problem {
            NotRecorded::Meeting(problem) => (problem, "met_on"),
            NotRecorded::Letter(problem) => (problem, "received_on"),
        };
        return again_dated(&ask, &mut tx, Form::Letter, beside, f).await;
    }
    tx.commit().await?;
    Ok(done(home(review), "The letter is recorded."))
}

async fn point_form(ask: Ask) -> Answer {
    let (review, id) = (ask.param::<ReviewId>("review")?, ask.param::<PointId>("point")?);
    let mut tx = ask.read().await?;
    permit::<EditQuality>(&mut tx, ask.actor()?, review).await?;
    let shown = shown(&mut tx, &ask).await?;
    let point = shown.points.iter().find(|point| point.id == id).ok_or(Problem::NotThere)?;
    ask.show(form_view::point(&ask.seal(), &shown, point, &Filled::new()))
}

async fn point(mut ask: Ask) -> Answer {
    let (review, id) = (ask.param::<ReviewId>("review")?, ask.param::<PointId>("point")?);
    let mut tx = ask.write().await?;
    let grant = permit::<EditQuality>(&mut tx, ask.actor()?, review).await?;
    let shown = shown(&mut tx, &ask).await?;
    let register = register_for_tying(&mut tx, &ask.app.keyring, ask.actor()?, review).await?;
    let mut f = ask.filled();
    let Some(point) = shown.points.iter().find(|point| point.id == id) else { return Err(Problem::NotThere) };
    let Some((answer, words)) = forms::answer(&mut f, &register) else {
        return ask.refill(form_view::point(&ask.seal(), &shown, point, &f), &f);
    };
    letters::answer(&mut tx, &grant, (id, f.version()), answer, words).await?;
    tx.commit().await?;
    Ok(done(home(review), "The point is answered."))
}

async fn do_publish(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut f = ask.filled();
    // Who may not take the step is not asked for a password, which would tell whether it is right.
    permit_step(&mut ask.read().await?, ask.actor()?, review, Act::Publish).await?;
    // What is published is read by anybody and cannot be taken back: a screen left open must not be enough (v5.0.0-7.5.3).
    people::is_theirs(&ask, &mut f).await?;
    let mut tx = ask.write().await?;
    let grant = permit_step(&mut tx, ask.actor()?, review, Act::Publish).await?;
    let register = register_for_tying(&mut tx, &ask.app.keyring, ask.actor()?, review).await?;
    let today = tx.today();
    let Some(what) = forms::publication(&mut f, &register, today) else {
        return again(&mut tx, &ask, Form::Publish, &f).await;
    };
    if let Err(problem) = publish::publish(&mut tx, &grant, what, f.version()).await {
        return again_dated(&ask, &mut tx, Form::Publish, (problem, "published_on"), f).await;
    }
    tx.commit().await?;
    Ok(done(home(review), "The publication is recorded."))
}

async fn hold_back(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.write().await?;
    let grant = permit_step(&mut tx, ask.actor()?, review, Act::HoldBackReport).await?;
    let register = register_for_tying(&mut tx, &ask.app.keyring, ask.actor()?, review).await?;
    let (mut f, today) = (ask.filled(), tx.today());
    let Some((on, reason, agreement)) = forms::held_back(&mut f, &register, today) else {
        return again(&mut tx, &ask, Form::HoldBack, &f).await;
    };
    if let Err(problem) = publish::hold_back(&mut tx, &grant, on, (reason, agreement), f.version()).await {
        return again_dated(&ask, &mut tx, Form::HoldBack, (problem, "held_on"), f).await;
    }
    tx.commit().await?;
    Ok(done(home(review), "The decision not to publish is recorded."))
}

async fn withdraw(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.write().await?;
    let grant = permit_step(&mut tx, ask.actor()?, review, Act::Withdraw).await?;
    let register = register_for_tying(&mut tx, &ask.app.keyring, ask.actor()?, review).await?;
    let (mut f, today) = (ask.filled(), tx.today());
    let Some((on, why, words)) = forms::withdrawal(&mut f, &register, today) else {
        return again(&mut tx, &ask, Form::Withdraw, &f).await;
    };
    if let Err(problem) = publish::withdraw(&mut tx, &grant, on, (why, words), f.version()).await {
        return again_dated(&ask, &mut tx, Form::Withdraw, (problem, "withdrawn_on"), f).await;
    }
    tx.commit().await?;
    Ok(done(home(review), "The withdrawal is recorded."))
}
