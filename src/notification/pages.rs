//! What people ask of notifications, and what they are answered.

use chrono::Datelike;

use super::account::{account, as_received, correct};
use super::check;
use super::drafts::{Held, begin, begin_for, discard, draft, drafts, keep, mark, save, seen};
use super::files::{of_draft, of_review};
use super::opening::{open, twins};
use super::problem::CaseProblem;
use super::section::{Section, Whom};
use super::view;
use crate::access::right::{EditCase, SeeCase, SeeNames, SeeReview};
use crate::access::{Actor, Reach, if_theirs, permit, permit_all};
use crate::decision::{CasePart, permit_part};
use crate::ids::{OrganisationId, ReviewId};
use crate::parties::{self, left_in_clear};
use crate::process::Role;
use crate::redaction::TermKind;
use crate::reviews;
use crate::store::{FromRow, Stored, Tx, sql};
use crate::ui::{Answer, Ask, Guard, Problem, Reply, Route, done, get, post, redirect};

const OURS: Guard = Guard::Partnership("Coordinator");

/// The routes of notifications.
#[must_use]
pub fn routes() -> Vec<Route> {
    let mut all = vec![
        get("/notifications", OURS, list),
        post("/notifications", OURS, start),
        get("/notifications/:draft", OURS, tasks),
        get("/notifications/:draft/check", OURS, check_answers),
        post("/notifications/:draft/check", OURS, open_review),
        get("/notifications/:draft/discard", OURS, ask_discard),
        post("/notifications/:draft/discard", OURS, throw_away),
        get("/notifications/:draft/:section", OURS, section),
        post("/notifications/:draft/:section", OURS, save_section),
        post("/notifications/:draft/:section/remove", OURS, remove_person),
        get("/reviews/:review/notification", Guard::Review("SeeCase"), show),
        post("/reviews/:review/notification", Guard::Review("EditCase"), enter),
        get("/reviews/:review/notification/received", Guard::Review("SeeNames"), received),
        get("/reviews/:review/notification/:section", Guard::Review("EditCase"), amend),
        post("/reviews/:review/notification/:section", Guard::Review("EditCase"), save_amended),
    ];
    all.extend(super::file_pages::routes());
    all
}

/// A partnership to begin a notification for.
#[derive(FromRow)]
pub(crate) struct Home {
    pub(crate) id: OrganisationId,
    pub(crate) name: String,
}

/// The partnerships for which a person can begin one.
pub(crate) async fn homes(tx: &mut Tx, actor: &Actor) -> Stored<Vec<Home>> {
    let mut found = Vec::new();
    for id in actor.partnerships_as(&[Role::Coordinator]) {
        found.push(home(tx, id).await?);
    }
    Ok(found)
}

async fn home(tx: &mut Tx, id: OrganisationId) -> Stored<Home> {
    sql("SELECT id, name FROM organisation WHERE id = $1").bind(id).one(tx).await
}

async fn list(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let homes = homes(&mut tx, ask.actor()?).await?;
    if homes.is_empty() {
        return Err(Problem::NotYours("Only a coordinator of a partnership enters notifications. Ask yours.".into()));
    }
    let drafts = drafts(&mut tx, ask.actor()?).await?;
    ask.show(view::list(&ask.seal(), &homes, &drafts))
}

async fn start(mut ask: Ask) -> Answer {
    let mut f = ask.filled();
    let partnership: OrganisationId = f.id("partnership", "the partnership").ok_or(Problem::NotThere)?;
    let mut tx = ask.write().await?;
    let draft = begin(&mut tx, &ask.app.keyring, ask.actor()?, partnership).await?;
    tx.commit().await?;
    Ok(redirect(format!("/notifications/{draft}/told")))
}

async fn held(tx: &mut Tx, ask: &Ask) -> Result<Held, Problem> {
    let id: ReviewId = ask.param("draft")?;
    Ok(draft(tx, &ask.app.keyring, ask.actor()?, id).await?)
}

/// The draft, or the way to the review that was opened from it: whoever goes back in their browser comes to an address of the draft again.
async fn held_or_opened(tx: &mut Tx, ask: &Ask) -> Result<Result<Held, Reply>, Problem> {
    match held(tx, ask).await {
        Err(Problem::NotThere) => {
            let review: ReviewId = ask.param("draft")?;
            match if_theirs(permit::<SeeReview>(tx, ask.actor()?, review).await)? {
                Some(_) => Ok(Err(redirect(format!("/reviews/{review}")))),
                None => Err(Problem::NotThere),
            }
        }
        found => Ok(Ok(found?)),
    }
}

async fn tasks(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let held = match held_or_opened(&mut tx, &ask).await? {
        Ok(held) => held,
        Err(opened) => return Ok(opened),
    };
    let home = home(&mut tx, held.partnership).await?;
    let files = of_draft(&mut tx, &held).await?.len();
    ask.show(view::tasks((&held, files), &home.name, tx.today()))
}

fn section_of(ask: &Ask) -> Result<Section, Problem> {
    ask.param::<String>("section")?.parse().map_err(|()| Problem::NotThere)
}

async fn section(ask: Ask) -> Answer {
    let section = section_of(&ask)?;
    let mut tx = ask.write().await?;
    let held = match held_or_opened(&mut tx, &ask).await? {
        Ok(held) => held,
        Err(opened) => return Ok(opened),
    };
    seen(&mut tx, ask.actor()?, &held, Some(section)).await?;
    tx.commit().await?;
    let f = held.draft.filled(section).with("version", mark(&held.draft, section).to_string());
    ask.show(view::section(&ask.seal(), &held, section, &f))
}

async fn save_section(mut ask: Ask) -> Answer {
    let section = section_of(&ask)?;
    let mut f = ask.filled();
    let id: ReviewId = ask.param("draft")?;
    let mut tx = ask.write().await?;
    let held = save(&mut tx, &ask.app.keyring, ask.actor()?, (id, f.version()), section, &f).await?;
    let today = tx.today();
    tx.commit().await?;
    if f.get("then") == "later" {
        return Ok(done(format!("/notifications/{id}"), "What you typed is saved. You can come back to it."));
    }
    check::page(&held.draft, section, &mut f, today);
    if f.is_good() {
        return Ok(redirect(next_page(&held, section)));
    }
    // It is kept already, so the page that is shown again must carry the mark of what is kept now.
    let mut shown = held.draft.filled(section).with("version", mark(&held.draft, section).to_string());
    for error in f.errors() {
        shown.wrong_at(&error.field, &error.target, error.sentence.clone());
    }
    ask.refill(view::section(&ask.seal(), &held, section, &shown), &shown)
}

/// Where "Save and continue" leads: to the next page that has nothing in it yet, or back to the list.
fn next_page(held: &Held, section: Section) -> String {
    let id = held.review;
    if let Section::Person(whom, n) = section
        && (n > 1 || whom != Whom::Deceased)
    {
        return format!("/notifications/{id}");
    }
    let sections = held.draft.sections();
    let after = sections.iter().skip_while(|each| **each != section).skip(1).find(|each| !held.draft.has(**each));
    after.map_or_else(|| format!("/notifications/{id}"), |next| format!("/notifications/{id}/{next}"))
}

async fn remove_person(mut ask: Ask) -> Answer {
    let Section::Person(whom, n) = section_of(&ask)? else { return Err(Problem::NotThere) };
    let mut tx = ask.write().await?;
    let mut held = held(&mut tx, &ask).await?;
    if mark(&held.draft, Section::Person(whom, n)) != ask.filled().version() {
        return Err(Problem::Stale {
            sentence: "A colleague has changed this page since you opened it. Nobody was taken out. Open the page again.".into(),
        });
    }
    held.draft.remove(whom, n);
    keep(&mut tx, &ask.app.keyring, &held).await?;
    tx.commit().await?;
    Ok(done(format!("/notifications/{}", held.review), "The person is taken out of the notification."))
}

async fn check_answers(ask: Ask) -> Answer {
    let mut tx = ask.write().await?;
    let held = match held_or_opened(&mut tx, &ask).await? {
        Ok(held) => held,
        Err(opened) => return Ok(opened),
    };
    let today = tx.today();
    if !held.draft.unfinished(today).is_empty() {
        return Ok(redirect(format!("/notifications/{}", held.review)));
    }
    let twins = twins(&mut tx, &ask.app.keyring, &held).await?;
    let home = home(&mut tx, held.partnership).await?;
    let year = held.draft.day(Section::Death, "died", today).map(|died| died.year());
    let papers = of_draft(&mut tx, &held).await?;
    seen(&mut tx, ask.actor()?, &held, None).await?;
    tx.commit().await?;
    ask.show(view::check(&ask.seal(), (&held, &papers), &home.name, &twins, year, today))
}

async fn open_review(mut ask: Ask) -> Answer {
    let id: ReviewId = ask.param("draft")?;
    let seen = ask.filled().version();
    let mut tx = ask.write().await?;
    let now = draft(&mut tx, &ask.app.keyring, ask.actor()?, id).await;
    if now.is_ok_and(|held| held.version != seen) {
        return Err(Problem::Stale {
            sentence: "The draft has changed since you checked it, so no review was opened. Check the answers again.".into(),
        });
    }
    let opened = open(&mut tx, &ask.app.keyring, &ask.app.settings.law, ask.actor()?, id).await;
    match opened {
        Ok(_) => {
            tx.commit().await?;
            Ok(done(format!("/reviews/{id}"), "The review is open and its clocks are running. What to do first is below."))
        }
        // Sent twice: the first time has opened it.
        Err(CaseProblem::NotThere) => {
            permit::<SeeCase>(&mut tx, ask.actor()?, id).await?;
            Ok(redirect(format!("/reviews/{id}")))
        }
        Err(CaseProblem::Said(_)) => Ok(redirect(format!("/notifications/{id}"))),
        Err(problem) => Err(problem.into()),
    }
}

async fn ask_discard(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let held = match held_or_opened(&mut tx, &ask).await? {
        Ok(held) => held,
        Err(opened) => return Ok(opened),
    };
    ask.show(view::discard(&ask.seal(), &held))
}

async fn throw_away(mut ask: Ask) -> Answer {
    let id: ReviewId = ask.param("draft")?;
    let mut tx = ask.write().await?;
    let seen = ask.filled().version();
    discard(&mut tx, &ask.app.keyring, ask.actor()?, (id, seen)).await?;
    tx.commit().await?;
    Ok(done("/notifications", "The draft is thrown away."))
}

async fn show(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.read().await?;
    let grant = permit_part(&mut tx, ask.actor()?, review, CasePart::Notification).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let account = match account(&mut tx, &grant).await {
        Ok(account) => account,
        Err(CaseProblem::NotThere) if grant.reach() == Reach::All => {
            return ask.show(view::none(&ask.seal(), &front, grant.held()));
        }
        Err(problem) => return Err(problem.into()),
    };
    let labels = parties::labels_to(&mut tx, grant.held(), review).await?;
    let may_correct = if_theirs(permit_all::<EditCase>(&mut tx, ask.actor()?, review).await)?.is_some();
    let left = match if_theirs(permit::<SeeNames>(&mut tx, ask.actor()?, review).await)?.filter(|_| may_correct) {
        Some(names) => {
            let words = account.words(&labels);
            left_in_clear(&mut tx, &ask.app.keyring, &names, words, |kind| kind != TermKind::Date).await?
        }
        None => Vec::new(),
    };
    // A file shows what the police wrote, names included.
    let papers = if grant.reach() == Reach::All { of_review(&mut tx, &grant).await? } else { Vec::new() };
    ask.show(view::show(&front, grant.held(), (&account, &papers), &labels, (may_correct, &left)))
}

/// Begins the notification of a review that was handed over.
async fn enter(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.write().await?;
    let grant = permit_all::<EditCase>(&mut tx, ask.actor()?, review).await?;
    begin_for(&mut tx, &ask.app.keyring, &grant).await?;
    tx.commit().await?;
    Ok(redirect(format!("/notifications/{review}")))
}

/// Shows names, so it writes that they were seen.
async fn received(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.write().await?;
    let grant = permit_all::<SeeNames>(&mut tx, ask.actor()?, review).await?;
    permit_all::<SeeCase>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let draft = match as_received(&mut tx, &ask.app.keyring, &grant).await {
        Ok(draft) => draft,
        Err(CaseProblem::NotThere) => return ask.show(view::none(&ask.seal(), &front, grant.held())),
        Err(problem) => return Err(problem.into()),
    };
    let today = tx.today();
    tx.commit().await?;
    ask.show(view::received(&front, &draft, today))
}

async fn amend(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let section = section_of(&ask)?;
    if !Section::OPEN.contains(&section) {
        return Err(Problem::NotThere);
    }
    let mut tx = ask.read().await?;
    let grant = permit_all::<EditCase>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let account = account(&mut tx, &grant).await?;
    let people = parties::people(&mut tx, review).await?;
    let f = account.sheet(section).fill(section.questions()).with("version", account.version.to_string());
    ask.show(view::amend(&ask.seal(), &front, section, &people, &f))
}

async fn save_amended(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let section = section_of(&ask)?;
    let mut f = ask.filled();
    let mut tx = ask.write().await?;
    let grant = permit_all::<EditCase>(&mut tx, ask.actor()?, review).await?;
    match correct(&mut tx, &ask.app.keyring, &grant, section, &mut f).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(done(format!("/reviews/{review}/notification"), "The notification is corrected."))
        }
        Err(CaseProblem::Form) => {
            let front = reviews::front(&mut tx, &grant).await?;
            let people = parties::people(&mut tx, review).await?;
            ask.refill(view::amend(&ask.seal(), &front, section, &people, &f), &f)
        }
        Err(problem) => Err(problem.into()),
    }
}
