//! The directory of a partnership.

use crate::ids::OrganisationId;
use crate::people::{Office, runs};
use crate::process::Role;
use crate::ui::*;

use super::directory::{Directory, compare};
use super::store::{self, Listed};
use super::{forms, view};

/// Every page of the directory.
#[must_use]
pub fn routes() -> Vec<Route> {
    let guard = Guard::Partnership("Directory");
    vec![
        get("/organisations", Guard::SignedIn, every),
        get("/partnership/:partnership/organisations", guard, list),
        get("/partnership/:partnership/organisations/new", guard, new),
        post("/partnership/:partnership/organisations/new", guard, add),
        get("/partnership/:partnership/organisations/:organisation", guard, one),
        post("/partnership/:partnership/organisations/:organisation", guard, change),
        get("/partnership/:partnership/organisations/:organisation/succession", guard, succession),
        post("/partnership/:partnership/organisations/:organisation/succession", guard, succeed),
        get("/partnership/:partnership/directories/:directory", guard, preview),
        post("/partnership/:partnership/directories/:directory", guard, load),
    ]
}

fn entered(ask: &Ask) -> Result<OrganisationId, Problem> {
    let id: OrganisationId = ask.param("partnership")?;
    runs(ask.actor()?, id, Office::Directory)?;
    Ok(id)
}

async fn every(ask: Ask) -> Answer {
    let ids = ask.actor()?.partnerships_as(&[Role::SysAdmin, Role::Coordinator, Role::CspChair]);
    if let [one] = ids.as_slice() {
        return Ok(redirect(format!("/partnership/{one}/organisations")));
    }
    let mut tx = ask.read().await?;
    let mut directories = Vec::new();
    for id in ids {
        let name = crate::people::letterhead(&mut tx, id).await?.partnership;
        directories.push((id, name, store::in_directory(&mut tx, id).await?.len()));
    }
    ask.show(view::every(&directories))
}

async fn list(ask: Ask) -> Answer {
    let id = entered(&ask)?;
    let listed = store::in_directory(&mut ask.read().await?, id).await?;
    ask.show(view::list(id, &listed))
}

async fn new(ask: Ask) -> Answer {
    let id = entered(&ask)?;
    ask.show(view::new(&ask.seal(), id, &Filled::new()))
}

async fn add(mut ask: Ask) -> Answer {
    let id = entered(&ask)?;
    let mut f = ask.filled();
    let mut tx = ask.write().await?;
    let others = store::in_directory(&mut tx, id).await?;
    let Some(new) = forms::organisation(&mut f, None, &others) else { return ask.refill(view::new(&ask.seal(), id, &f), &f) };
    store::add(&mut tx, ask.actor()?, id, &new, "").await?;
    tx.commit().await?;
    Ok(done(format!("/partnership/{id}/organisations"), "The organisation is added."))
}

fn as_kept(listed: &Listed) -> Filled {
    Filled::new()
        .with("name", &listed.name)
        .with("short-name", &listed.short_name)
        .with_some("agency-type", listed.agency_type.map(super::AgencyType::as_str))
        .with("version", listed.version.to_string())
}

async fn one(ask: Ask) -> Answer {
    let id = entered(&ask)?;
    let mut tx = ask.read().await?;
    let listed = store::get(&mut tx, id, ask.param("organisation")?).await?;
    ask.show(view::one(&ask.seal(), id, &listed, &as_kept(&listed)))
}

async fn change(mut ask: Ask) -> Answer {
    let id = entered(&ask)?;
    let mut f = ask.filled();
    let mut tx = ask.write().await?;
    let listed = store::get(&mut tx, id, ask.param("organisation")?).await?;
    let others = store::in_directory(&mut tx, id).await?;
    let rest: Vec<Listed> = others.into_iter().filter(|each| each.id != listed.id).collect();
    let Some(new) = forms::organisation(&mut f, Some(listed.kind), &rest) else {
        return ask.refill(view::one(&ask.seal(), id, &listed, &f), &f);
    };
    if !store::change(&mut tx, ask.actor()?, id, listed.id, &new, f.version()).await? {
        return Err(Problem::Stale { sentence: "The organisation was changed meanwhile.".into() });
    }
    tx.commit().await?;
    Ok(done(format!("/partnership/{id}/organisations"), "The organisation is changed."))
}

async fn succession(ask: Ask) -> Answer {
    let id = entered(&ask)?;
    let mut tx = ask.read().await?;
    let listed = store::get(&mut tx, id, ask.param("organisation")?).await?;
    let others = store::in_directory(&mut tx, id).await?;
    ask.show(view::succession(&ask.seal(), id, &listed, &others, &Filled::new()))
}

async fn succeed(mut ask: Ask) -> Answer {
    let id = entered(&ask)?;
    let mut f = ask.filled();
    let mut tx = ask.write().await?;
    let listed = store::get(&mut tx, id, ask.param("organisation")?).await?;
    let others = store::in_directory(&mut tx, id).await?;
    let by = f.id::<OrganisationId>("successor", "which organisation took its place");
    let on = f.date("succeeded-on", "the day it took its place");
    let fits = |by: &OrganisationId| {
        *by != listed.id && others.iter().any(|each| each.id == *by && each.succeeded_by != Some(listed.id))
    };
    if by.as_ref().is_some_and(|by| !fits(by)) {
        f.wrong("successor", "Choose another organisation of your directory, and none whose place this one took");
    }
    let (Some(by), Some(on), true) = (by, on, f.is_good()) else {
        return ask.refill(view::succession(&ask.seal(), id, &listed, &others, &f), &f);
    };
    if !store::succeed(&mut tx, ask.actor()?, id, listed.id, by, on, f.version()).await? {
        return Err(Problem::Stale { sentence: "The organisation was changed meanwhile.".into() });
    }
    tx.commit().await?;
    Ok(done(format!("/partnership/{id}/organisations"), "The succession is recorded."))
}

async fn preview(ask: Ask) -> Answer {
    let id = entered(&ask)?;
    let directory: Directory = ask.param("directory")?;
    let there = store::in_directory(&mut ask.read().await?, id).await?;
    ask.show(view::preview(&ask.seal(), id, directory, &compare(directory, &there)))
}

/// Loads what is not there yet. Sent twice, it finds everything there and adds nothing.
async fn load(mut ask: Ask) -> Answer {
    let id = entered(&ask)?;
    let directory: Directory = ask.param("directory")?;
    let f = ask.filled();
    let mut tx = ask.write().await?;
    // Two people who load at once: the second waits, and then finds what the first has loaded.
    tx.hold(id).await?;
    let there = store::in_directory(&mut tx, id).await?;
    for found in compare(directory, &there).into_iter().filter(|found| found.already.is_none()) {
        if f.has("take", found.entry.new.name.as_str()) {
            store::add(&mut tx, ask.actor()?, id, &found.entry.new, directory.source()).await?;
        }
    }
    tx.commit().await?;
    Ok(done(format!("/partnership/{id}/organisations"), "The organisations that you chose are in your directory."))
}
