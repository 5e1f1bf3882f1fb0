//! Where a partnership is run from.

use crate::base::calendar::Calendar;
use crate::ids::OrganisationId;
use crate::process::Role;
use crate::ui::*;

use super::office::Office;
use super::{partnership_view as view, settings, store};

pub(super) fn routes() -> Vec<Route> {
    let mut routes =
        vec![get("/partnership", Guard::SignedIn, every), get("/partnership/:partnership", Guard::Partnership("Any"), one)];
    routes.extend(settings::routes());
    routes
}

/// The parts of a partnership that this person runs.
fn offices(ask: &Ask, id: OrganisationId) -> Result<Vec<Office>, Problem> {
    let actor = ask.actor()?;
    let all = [Office::Settings, Office::People, Office::Lengths, Office::Directory];
    Ok(all.into_iter().filter(|office| super::office::runs(actor, id, *office).is_ok()).collect())
}

/// Somebody who runs several partnerships sees them all; somebody who runs one is led to it.
async fn every(ask: Ask) -> Answer {
    let ids = ask.actor()?.partnerships_as(&[Role::SysAdmin, Role::Coordinator, Role::CspChair]);
    if let [one] = ids.as_slice() {
        return Ok(redirect(format!("/partnership/{one}")));
    }
    let mut tx = ask.read().await?;
    let mut partnerships = Vec::new();
    for id in ids {
        partnerships.push(store::partnership(&mut tx, id).await?);
    }
    ask.show(view::every(&partnerships))
}

async fn one(ask: Ask) -> Answer {
    let id: OrganisationId = ask.param("partnership")?;
    let offices = offices(&ask, id)?;
    if offices.is_empty() {
        super::office::runs(ask.actor()?, id, Office::People)?;
    }
    let mut tx = ask.read().await?;
    let partnership = store::partnership(&mut tx, id).await?;
    let runs_out = Calendar::england_and_wales().warning(tx.today());
    ask.show(view::one(&partnership, &offices, runs_out.as_deref()))
}
