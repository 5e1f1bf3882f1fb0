//! Legal basis and transfer.

use crate::access::Grant;
use crate::access::right::TakeStep;
use crate::base::Line;
use crate::ids::{OrganisationId, ReviewId};
use crate::process::{Act, Need, Refusal, Regime, take};
use crate::redaction::{CaseText, Register};
use crate::reviews::basis::{Transfer, TransferProblem, others, rebase, transfer};
use crate::reviews::{StepProblem, facts, front, permit_step, view};
use crate::store::Tx;
use crate::ui::{Answer, Ask, Filled, Problem, done};

impl From<TransferProblem> for Problem {
    fn from(problem: TransferProblem) -> Self {
        match problem {
            TransferProblem::Step(step) => step.into(),
            TransferProblem::Keyring(keyring) => keyring.into(),
            TransferProblem::Store(store) => store.into(),
        }
    }
}

/// Why this person cannot take the step that the form is for, whatever they write into it. Whose it is not, gets no page at all.
async fn refusal(tx: &mut Tx, grant: &Grant<TakeStep>, act: Act, given: Need) -> Result<Option<Refusal>, Problem> {
    let mut facts = facts(tx, grant.review()).await?;
    facts.given.push(given);
    match take(&facts, act, &grant.roles()) {
        Ok(_) => Ok(None),
        Err(refusal @ Refusal::NotYours { .. }) => Err(Problem::NotYours(refusal.to_string())),
        Err(refusal) => Ok(Some(refusal)),
    }
}

pub(super) fn tied(register: &Register, line: &Line) -> CaseText {
    register.tie_str(line.as_str()).into_owned().into()
}

pub(super) async fn ask_basis(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.read().await?;
    let grant = permit_step(&mut tx, ask.actor()?, review, Act::Rebase).await?;
    let front = front(&mut tx, &grant).await?;
    if let Some(refusal) = refusal(&mut tx, &grant, Act::Rebase, Need::RebasingReasoned).await? {
        return ask.show(view::step::refused(&front, Act::Rebase, &refusal, &grant.roles()));
    }
    let other = crate::triage::another(&mut tx, &grant, &ask.app.settings.law, None).await?;
    ask.show(view::basis::legal(&ask.seal(), &front, other.as_ref(), &Filled::new()))
}

pub(super) async fn change_basis(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut f = ask.filled();
    let mut tx = ask.write().await?;
    let grant = permit_step(&mut tx, ask.actor()?, review, Act::Rebase).await?;
    let front = front(&mut tx, &grant).await?;
    if let Some(refusal) = refusal(&mut tx, &grant, Act::Rebase, Need::RebasingReasoned).await? {
        return Err(StepProblem::Refused(refusal).into());
    }
    let to = f.one_of("regime", "the legal basis", Regime::ALL, Regime::code);
    let why = f.prose("why", "the reason");
    if to == Some(front.regime) {
        f.wrong("regime", "The review stands on this legal basis already");
    }
    let version = f.version();
    let (Some(()), Some(to), Some(why)) = (f.good(), to, why) else {
        let other = crate::triage::another(&mut tx, &grant, &ask.app.settings.law, None).await?;
        return ask.refill(view::basis::legal(&ask.seal(), &front, other.as_ref(), &f), &f);
    };
    let why = crate::parties::register_for_tying(&mut tx, &ask.app.keyring, ask.actor()?, review).await?.tie(&why);
    rebase(&mut tx, &grant, to, &why, version).await?;
    tx.commit().await?;
    Ok(done(
        format!("/reviews/{review}"),
        "The legal basis is changed. The edition that the review was opened under stays in its story.",
    ))
}

pub(super) async fn ask_transfer(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.read().await?;
    let grant = permit_step(&mut tx, ask.actor()?, review, Act::TransferCase).await?;
    let front = front(&mut tx, &grant).await?;
    if let Some(refusal) = refusal(&mut tx, &grant, Act::TransferCase, Need::ReceivingPartnershipAgreed).await? {
        return ask.show(view::step::refused(&front, Act::TransferCase, &refusal, &grant.roles()));
    }
    let others = others(&mut tx, review).await?;
    ask.show(view::basis::hand_over(&ask.seal(), &front, &others, &Filled::new().with_date("on", Some(tx.today()))))
}

pub(super) async fn hand_over(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut f = ask.filled();
    let mut tx = ask.write().await?;
    let grant = permit_step(&mut tx, ask.actor()?, review, Act::TransferCase).await?;
    let front = front(&mut tx, &grant).await?;
    if let Some(refusal) = refusal(&mut tx, &grant, Act::TransferCase, Need::ReceivingPartnershipAgreed).await? {
        return Err(StepProblem::Refused(refusal).into());
    }
    let others = others(&mut tx, review).await?;
    let to = partner(&mut f, &others);
    let agreed_by: Option<Line> = f.line("agreed_by", "who agreed there, and in what post");
    let on = f.past_date("on", "the day on which they agreed", tx.today());
    let came = f.past_date("came", "the day on which the death came to their attention", tx.today());
    let why = f.prose("why", "why the case is theirs");
    let version = f.version();
    let all = (f.good(), to, agreed_by, on, came, why);
    let (Some(()), Some(to), Some(agreed_by), Some(on), Some(came_to_attention), Some(why)) = all else {
        return ask.refill(view::basis::hand_over(&ask.seal(), &front, &others, &f), &f);
    };
    let register = crate::parties::register_for_tying(&mut tx, &ask.app.keyring, ask.actor()?, review).await?;
    let (agreed_by, why) = (tied(&register, &agreed_by), register.tie(&why));
    transfer(&mut tx, &ask.app.keyring, &grant, Transfer { to, agreed_by, on, why, came_to_attention, version }).await?;
    tx.commit().await?;
    Ok(done(
        format!("/reviews/{review}"),
        "The case is handed over. The receiving partnership has a review of its own, without any name.",
    ))
}

pub(super) fn partner(f: &mut Filled, others: &[(OrganisationId, String)]) -> Option<OrganisationId> {
    let id: OrganisationId = f.id("partnership", "the partnership")?;
    if others.iter().any(|(each, _)| *each == id) {
        Some(id)
    } else {
        f.wrong("partnership", "Choose a partnership from the list");
        None
    }
}
