//! The pages of a partnership's plans.

use crate::ids::OrganisationId;
use crate::store::{Stored, Tx, sql};
use crate::ui::{Answer, Ask, Filled, Problem, done, redirect};

use super::plans::{self, PlanFileId};
use super::rights::{Steward, partnerships, steward};
use super::{forms, view};

async fn stewarded(tx: &mut Tx, ask: &Ask) -> Result<Vec<(OrganisationId, String)>, Problem> {
    let mut found = Vec::new();
    for partnership in partnerships(ask.actor()?) {
        if steward(ask.actor()?, partnership).is_ok() {
            found.push((partnership, name(tx, partnership).await?));
        }
    }
    Ok(found)
}

async fn name(tx: &mut Tx, organisation: OrganisationId) -> Stored<String> {
    sql("SELECT name FROM organisation WHERE id = $1").bind(organisation).scalar(tx).await
}

pub(super) async fn list(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let all = plans::plans(&mut tx, ask.actor()?).await?;
    let brings = !stewarded(&mut tx, &ask).await?.is_empty();
    ask.show(view::plans(&all, brings))
}

pub(super) async fn bring(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let theirs = stewarded(&mut tx, &ask).await?;
    if theirs.is_empty() {
        return Err(Problem::NotThere);
    }
    ask.show(view::bring(&ask.seal(), &theirs, &Filled::new()))
}

pub(super) async fn brought(mut ask: Ask) -> Answer {
    let mut looked = ask.read().await?;
    let theirs = stewarded(&mut looked, &ask).await?;
    // A long file is read while nobody waits to write.
    drop(looked);
    if theirs.is_empty() {
        return Err(Problem::NotThere);
    }
    let mut f = ask.filled();
    let Some((partnership, title, code, bytes)) = forms::file(&mut f, &theirs) else {
        return ask.refill(view::bring(&ask.seal(), &theirs, &f), &f);
    };
    let mut tx = ask.write().await?;
    let steward = steward(ask.actor()?, partnership)?;
    let file = plans::bring(&mut tx, &steward, (title, code), &bytes).await?;
    tx.commit().await?;
    Ok(redirect(format!("/plans/files/{file}")))
}

async fn steward_of(tx: &mut Tx, ask: &Ask, file: PlanFileId) -> Result<Steward, Problem> {
    let partnership = plans::partnership_of(tx, file).await?;
    Ok(steward(ask.actor()?, partnership)?)
}

pub(super) async fn look(ask: Ask) -> Answer {
    let file: PlanFileId = ask.param("file")?;
    let mut tx = ask.read().await?;
    let steward = steward_of(&mut tx, &ask, file).await?;
    let brought = plans::look(&mut tx, &steward, file).await?;
    ask.show(view::look(&ask.seal(), &brought))
}

pub(super) async fn enter(ask: Ask) -> Answer {
    let file: PlanFileId = ask.param("file")?;
    let mut tx = ask.write().await?;
    let steward = steward_of(&mut tx, &ask, file).await?;
    let plan = plans::enter(&mut tx, &steward, file).await?;
    tx.commit().await?;
    Ok(done(format!("/plans/{plan}"), "The plan has entered the register."))
}

pub(super) async fn plan(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let plan = plans::plan(&mut tx, ask.actor()?, ask.param("plan")?).await?;
    let today = tx.today();
    ask.show(view::plan(&plan, today))
}
