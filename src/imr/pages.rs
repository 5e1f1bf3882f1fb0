//! The pages of returns: ask, act, answer.

use crate::access::right::{EditReturns, SeeReview};
use crate::access::{Actor, if_theirs, permit};
use crate::documents;
use crate::ids::{DocumentId, OrganisationId, ReviewId};
use crate::parties::{labels_for, register_for_tying};
use crate::redaction::{CaseText, Hit};
use crate::reviews::{self, Front};
use crate::store::Tx;
use crate::ui::{Answer, Ask, Download, Filled, Guard, Problem, Reply, Route, done, get, post, upload};

use super::answer::missing;
use super::read::{RequestId, Secures};
use super::rights::{self, Sight};
use super::secured::asks_at;
use super::view::Safety;
use super::{answer, ask as asking, forms, judge as judging, names, read, signature, view};

/// The slice's rows of the routes table.
pub fn routes() -> Vec<Route> {
    let (see, edit) = (Guard::Review("SeeReturns"), Guard::Review("EditReturns"));
    let (write, sign, judges) = (Guard::Review("EditImrDraft"), Guard::Review("SignImr"), Guard::Review("ApproveImr"));
    vec![
        get("/reviews/:review/returns", see, list),
        get("/reviews/:review/returns/new", edit, new),
        post("/reviews/:review/returns/new", edit, ask),
        get("/reviews/:review/returns/:request", see, one),
        get("/reviews/:review/returns/:request/write", write, write_page),
        post("/reviews/:review/returns/:request/write", write, save),
        get("/reviews/:review/returns/:request/file", write, file_page),
        upload("/reviews/:review/returns/:request/file", write, add_file),
        get("/reviews/:review/returns/:request/files/:document", see, take_file),
        get("/reviews/:review/returns/:request/declare", write, declare_page),
        post("/reviews/:review/returns/:request/declare", write, declare),
        get("/reviews/:review/returns/:request/sign", sign, sign_page),
        post("/reviews/:review/returns/:request/sign", sign, do_sign),
        get("/reviews/:review/returns/:request/judge", judges, judge_page),
        post("/reviews/:review/returns/:request/judge", judges, judge),
        post("/reviews/:review/returns/:request/release", judges, release),
        get("/reviews/:review/returns/:request/excuse", edit, excuse_page),
        post("/reviews/:review/returns/:request/excuse", edit, excuse),
        get("/reviews/:review/secure-records", see, secured_page),
        post("/reviews/:review/secure-records", edit, secure),
    ]
}

async fn head(tx: &mut Tx, actor: &Actor, review: ReviewId) -> Result<Front, Problem> {
    let grant = permit::<SeeReview>(tx, actor, review).await?;
    Ok(reviews::front(tx, &grant).await?)
}

async fn list(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.read().await?;
    let grant = permit::<SeeReview>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let all = read::requests(&mut tx, ask.actor()?, review).await?;
    let asks = asks_at(front.regime, front.stage) && if_theirs(rights::asker(&mut tx, ask.actor()?, review).await)?.is_some();
    let own = !all.is_empty() && !asks && !ask.actor()?.agencies().is_empty();
    let today = tx.today();
    ask.show(view::list(&front, grant.held(), &all, (asks, own), today))
}

async fn new(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.read().await?;
    rights::asker(&mut tx, ask.actor()?, review).await?;
    let front = head(&mut tx, ask.actor()?, review).await?;
    let agencies = read::directory(&mut tx, front.partnership).await?;
    let f = Filled::new().with_date("asked_on", Some(tx.today()));
    ask.show(view::ask(&ask.seal(), &front, &agencies, &f))
}

async fn ask(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.write().await?;
    let front = head(&mut tx, ask.actor()?, review).await?;
    rights::asker(&mut tx, ask.actor()?, review).await?;
    let agencies = read::directory(&mut tx, front.partnership).await?;
    let register = register_for_tying(&mut tx, &ask.app.keyring, ask.actor()?, review).await?;
    let mut f = ask.filled();
    let days = (asking::earliest(&mut tx, review).await?, tx.today());
    let Some(asked) = forms::asked(&mut f, &register, &agencies, days) else {
        return ask.refill(view::ask(&ask.seal(), &front, &agencies, &f), &f);
    };
    asking::ask(&mut tx, ask.actor()?, review, asked).await?;
    tx.commit().await?;
    Ok(done(format!("/reviews/{review}/returns"), "The agency is asked, and its people are told."))
}

async fn seen(tx: &mut Tx, ask: &Ask) -> Result<(Front, Secures), Problem> {
    let (review, request) = (ask.param::<ReviewId>("review")?, ask.param::<RequestId>("request")?);
    let front = head(tx, ask.actor()?, review).await?;
    Ok((front, read::one(tx, ask.actor()?, review, request).await?))
}

async fn one(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let (front, seen) = seen(&mut tx, &ask).await?;
    let (actor, request) = (ask.actor()?, &seen.request);
    let may = rights::may(&mut tx, actor, request).await?;
    let (labels, today) = (labels_for(&mut tx, actor, front.id).await?, tx.today());
    ask.show(view::one(&ask.seal(), &front, &seen, &labels, &may, today))
}

/// The page of somebody who writes or signs: the version that they saw goes with the form.
async fn form_of(tx: &mut Tx, ask: &Ask) -> Result<(Front, Secures, Filled), Problem> {
    let (front, seen) = seen(tx, ask).await?;
    let version = seen.rounds.first().map_or(-1, |round| round.version);
    Ok((front, seen, Filled::new().with("version", version.to_string())))
}

async fn write_page(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let (front, seen, f) = form_of(&mut tx, &ask).await?;
    rights::writer(&mut tx, ask.actor()?, front.id, seen.request.organisation, seen.request.level).await?;
    let Some(round) = seen.rounds.first() else { return Err(Problem::NotThere) };
    let labels = labels_for(&mut tx, ask.actor()?, front.id).await?;
    let shown = |text: &CaseText| text.show(&labels);
    let f =
        f.with("body", shown(&round.body)).with("systems", shown(&round.systems)).with("identifiers", shown(&round.identifiers));
    let f = if round.nil_return { f.with("nil", "yes") } else { f };
    ask.show(view::write(&ask.seal(), &front, &seen.request, &f))
}

async fn save(mut ask: Ask) -> Answer {
    let mut tx = ask.write().await?;
    let (front, seen, _) = form_of(&mut tx, &ask).await?;
    let register = register_for_tying(&mut tx, &ask.app.keyring, ask.actor()?, front.id).await?;
    let kept = seen.rounds.first().map(|round| [&round.body, &round.systems, &round.identifiers].map(CaseText::as_str));
    let labels = labels_for(&mut tx, ask.actor()?, front.id).await?;
    let register = register.remembering(&labels, kept.into_iter().flatten());
    let mut f = ask.filled();
    let Some(draft) = forms::draft(&mut f, &register) else {
        return ask.refill(view::write(&ask.seal(), &front, &seen.request, &f), &f);
    };
    answer::save(&mut tx, ask.actor()?, front.id, (seen.request.id, f.version()), draft).await?;
    tx.commit().await?;
    Ok(done(at(&seen), "The return is saved."))
}

fn at(seen: &Secures) -> String {
    format!("/reviews/{}/returns/{}", seen.request.review, seen.request.id)
}

async fn file_page(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let (front, seen) = may_write(&mut tx, &ask).await?;
    ask.show(view::add_file(&ask.seal(), &front, &seen.request, &Filled::new()))
}

async fn may_write(tx: &mut Tx, ask: &Ask) -> Result<(Front, Secures), Problem> {
    let (front, seen) = seen(tx, ask).await?;
    rights::writer(tx, ask.actor()?, front.id, seen.request.organisation, seen.request.level).await?;
    Ok((front, seen))
}

async fn add_file(mut ask: Ask) -> Answer {
    // Nobody's file is looked into who may not add one, and none is read or sealed while a transaction lasts: others wait for it.
    let mut tx = ask.read().await?;
    let place = (may_write(&mut tx, &ask).await?.0.id, tx.id());
    drop(tx);
    let mut f = ask.filled();
    let part = f.one_of("part", "what the file is", &["report", "chronology"], |part| part);
    let sent = documents::sent(&ask.app, &mut f, place, part).await?;
    let mut tx = ask.write().await?;
    let (front, seen) = may_write(&mut tx, &ask).await?;
    let Some((part, sealed)) = sent else {
        return ask.refill(view::add_file(&ask.seal(), &front, &seen.request, &f), &f);
    };
    let file = forms::file(sealed, if part == "chronology" { "Chronology" } else { "Return" });
    answer::add_file(&mut tx, ask.actor()?, (front.id, seen.request.id), part, file).await?;
    tx.commit().await?;
    Ok(done(at(&seen), "The file is added."))
}

async fn take_file(ask: Ask) -> Answer {
    let id: DocumentId = ask.param("document")?;
    let mut tx = ask.write().await?;
    let (front, seen) = seen(&mut tx, &ask).await?;
    let found = seen.files.iter().find(|file| file.document == id).filter(|_| seen.sight == Sight::Words);
    let Some(file) = found else { return Err(Problem::NotThere) };
    let doer = permit::<SeeReview>(&mut tx, ask.actor()?, front.id).await?.doer();
    let kept = documents::take(&mut tx, &ask.app.keyring, &doer, front.id, id).await?;
    tx.commit().await?;
    // The name on disk says what it is and in which review; agencies' own file names may name people.
    let name = format!("{}-{}.{}", front.reference, file.part, kept.file_type);
    Ok(Reply::File(Download { name, media_type: kept.file_type.media_type(), bytes: kept.bytes, inline: false }))
}

async fn declare_page(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let (front, seen, f) = form_of(&mut tx, &ask).await?;
    rights::writer(&mut tx, ask.actor()?, front.id, seen.request.organisation, seen.request.level).await?;
    ask.show(view::declare(&ask.seal(), &front, &seen.request, &f))
}

async fn declare(mut ask: Ask) -> Answer {
    let mut tx = ask.write().await?;
    let (front, seen, _) = form_of(&mut tx, &ask).await?;
    let mut f = ask.filled();
    let both = (f.has("declared", "involvement"), f.has("declared", "management"));
    if both != (true, true) {
        f.wrong("declared", "Tick both declarations. If you cannot, another author must write this return");
        return ask.refill(view::declare(&ask.seal(), &front, &seen.request, &f), &f);
    }
    answer::declare(&mut tx, ask.actor()?, front.id, (seen.request.id, f.version()), both).await?;
    tx.commit().await?;
    Ok(done(at(&seen), "Your independence is declared."))
}

async fn sign_page(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let (front, seen, f) = form_of(&mut tx, &ask).await?;
    rights::signatory(&mut tx, ask.actor()?, front.id, seen.request.organisation, seen.request.level).await?;
    let missing = seen.rounds.first().map(|round| missing(round, seen.files.len())).unwrap_or_default();
    let f = f.with_date("signed_on", Some(tx.today()));
    ask.show(view::sign(&ask.seal(), &front, &seen.request, &missing, &f))
}

async fn do_sign(mut ask: Ask) -> Answer {
    let mut tx = ask.write().await?;
    let (front, seen, _) = form_of(&mut tx, &ask).await?;
    let register = register_for_tying(&mut tx, &ask.app.keyring, ask.actor()?, front.id).await?;
    let mut f = ask.filled();
    let signed = forms::signed(&mut f, &register, tx.today());
    if let Some((on, _)) = &signed
        && let Some(sentence) = signature::misdated(&mut tx, &seen.request, *on).await?
    {
        f.wrong_at("signed_on", "signed_on-day", sentence);
    }
    let Some(signed) = signed.filter(|_| f.is_good()) else {
        return ask.refill(view::sign(&ask.seal(), &front, &seen.request, &[], &f), &f);
    };
    answer::sign(&mut tx, ask.actor()?, front.id, (seen.request.id, f.version()), signed).await?;
    tx.commit().await?;
    Ok(done(at(&seen), "The return is signed and locked."))
}

async fn judge_page(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let (front, seen, f) = form_of(&mut tx, &ask).await?;
    rights::judge(&mut tx, ask.actor()?, front.id, seen.request.level).await?;
    let names = names_in(&mut tx, &ask, &seen).await?;
    let labels = labels_for(&mut tx, ask.actor()?, front.id).await?;
    ask.show(view::judge(&ask.seal(), &front, &seen.request, (&names, &labels), &f))
}

/// What stands in clear in the latest round and nobody has answered for, for whoever accepts it.
async fn names_in(tx: &mut Tx, ask: &Ask, seen: &Secures) -> Result<Vec<Hit>, Problem> {
    match seen.rounds.first().filter(|round| round.signed_at.is_some()) {
        Some(round) => names::asked(tx, &ask.app.keyring, &seen.request, round).await,
        None => Ok(Vec::new()),
    }
}

async fn judge(mut ask: Ask) -> Answer {
    let mut tx = ask.write().await?;
    let (front, seen, _) = form_of(&mut tx, &ask).await?;
    let by = rights::judge(&mut tx, ask.actor()?, front.id, seen.request.level).await?;
    let names = names_in(&mut tx, &ask, &seen).await?;
    let register = register_for_tying(&mut tx, &ask.app.keyring, ask.actor()?, front.id).await?;
    let (mut f, today) = (ask.filled(), tx.today());
    let why = forms::why_named(&mut f, &register, !names.is_empty());
    let Some(judged) = forms::judged(&mut f, &register, today) else {
        let labels = labels_for(&mut tx, ask.actor()?, front.id).await?;
        return ask.refill(view::judge(&ask.seal(), &front, &seen.request, (&names, &labels), &f), &f);
    };
    if let (Some(why), Some(round)) = (why, seen.rounds.first()) {
        names::answer(&mut tx, (&by, front.id), round, &names, &why).await?;
    }
    judging::judge(&mut tx, ask.actor()?, front.id, (seen.request.id, f.version()), judged).await?;
    tx.commit().await?;
    Ok(done(at(&seen), "Your answer to the agency is saved."))
}

async fn release(mut ask: Ask) -> Answer {
    let mut tx = ask.write().await?;
    let (front, seen) = seen(&mut tx, &ask).await?;
    let version = ask.filled().version();
    judging::release(&mut tx, ask.actor()?, front.id, (seen.request.id, version)).await?;
    tx.commit().await?;
    Ok(done(at(&seen), "The return is released to the panel."))
}

async fn excuse_page(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let (front, seen) = seen(&mut tx, &ask).await?;
    rights::asker(&mut tx, ask.actor()?, front.id).await?;
    let f = Filled::new().with("version", seen.request.version.to_string());
    ask.show(view::excuse(&ask.seal(), &front, &seen.request, &f))
}

async fn excuse(mut ask: Ask) -> Answer {
    let mut tx = ask.write().await?;
    let (front, seen) = seen(&mut tx, &ask).await?;
    let register = register_for_tying(&mut tx, &ask.app.keyring, ask.actor()?, front.id).await?;
    let mut f = ask.filled();
    let Some((why, words)) = forms::excuse(&mut f, &register) else {
        return ask.refill(view::excuse(&ask.seal(), &front, &seen.request, &f), &f);
    };
    asking::excuse(&mut tx, ask.actor()?, front.id, (seen.request.id, f.version()), why, words).await?;
    tx.commit().await?;
    Ok(done(at(&seen), "The agency is excused."))
}

async fn secured_parts(tx: &mut Tx, ask: &Ask) -> Result<Safety, Problem> {
    let actor = ask.actor()?;
    let front = head(tx, actor, ask.param("review")?).await?;
    Ok(Safety {
        theirs: read::keeps(tx, actor, front.id).await?,
        told: read::told_of_records(tx, actor, front.id).await?,
        all: read::secured(tx, actor, front.id).await?,
        labels: labels_for(tx, actor, front.id).await?,
        front,
    })
}

async fn secured_page(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let safety = secured_parts(&mut tx, &ask).await?;
    ask.show(view::secured(&ask.seal(), &safety, &Filled::new()))
}

async fn secure(mut ask: Ask) -> Answer {
    let mut tx = ask.write().await?;
    let safety = secured_parts(&mut tx, &ask).await?;
    let review = safety.front.id;
    // Before the form is read: who may not send it is told so, and not what is missing in it.
    permit::<EditReturns>(&mut tx, ask.actor()?, review).await?;
    let register = register_for_tying(&mut tx, &ask.app.keyring, ask.actor()?, review).await?;
    let (mut f, today) = (ask.filled(), tx.today());
    let agency = f.id::<OrganisationId>("agency", "your agency");
    let what = forms::securing(&mut f, &register, today);
    let (Some(agency), Some(what)) = (agency, what) else {
        return ask.refill(view::secured(&ask.seal(), &safety, &f), &f);
    };
    answer::secure(&mut tx, ask.actor()?, review, agency, what).await?;
    let stays = if_theirs(permit::<SeeReview>(&mut tx, ask.actor()?, review).await)?.is_some();
    tx.commit().await?;
    if !stays {
        return Ok(done(
            "/my-work",
            "Your agency’s records are confirmed as secured. Nothing more is asked of your agency in this review.",
        ));
    }
    Ok(done(format!("/reviews/{review}/secure-records"), "Your agency’s records are confirmed as secured."))
}
