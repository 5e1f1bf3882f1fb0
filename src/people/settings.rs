//! The settings of a partnership.

use crate::ids::OrganisationId;
use crate::store::StoreError;
use crate::ui::*;

use super::office::{Office, runs};
use super::partnership_view as view;
use super::{forms, store};

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/partnership/:partnership/settings", Guard::Partnership("Settings"), settings),
        post("/partnership/:partnership/settings", Guard::Partnership("Settings"), change),
    ]
}

async fn settings(ask: Ask) -> Answer {
    let id: OrganisationId = ask.param("partnership")?;
    runs(ask.actor()?, id, Office::Settings)?;
    let mut tx = ask.read().await?;
    let partnership = store::partnership(&mut tx, id).await?;
    let paper = partnership.letterhead();
    let f = Filled::new()
        .with("name", &partnership.name)
        .with("short-name", &partnership.short_name)
        .with("code", &partnership.code)
        .with("nation", partnership.nation.code())
        .with("display-term", &partnership.display_term)
        .with("host", paper.host)
        .with("address", paper.address.join("\n"))
        .with("telephone", paper.telephone)
        .with("letter-email", paper.email)
        .with("website", paper.website)
        .with("second-factor", if partnership.second_factor_required { "yes" } else { "no" })
        .with("version", partnership.version.to_string());
    ask.show(view::settings(&ask.seal(), id, &f))
}

async fn change(mut ask: Ask) -> Answer {
    let id: OrganisationId = ask.param("partnership")?;
    runs(ask.actor()?, id, Office::Settings)?;
    let mut f = ask.filled();
    let Some(new) = forms::settings(&mut f) else { return ask.refill(view::settings(&ask.seal(), id, &f), &f) };
    let mut tx = ask.write().await?;
    match store::change(&mut tx, ask.actor()?, id, &new, f.version()).await {
        Ok(true) => tx.commit().await?,
        Ok(false) => return Err(Problem::Stale { sentence: "The settings were changed meanwhile.".into() }),
        Err(StoreError::Taken(_)) => {
            f.wrong("code", "Another partnership of this deployment uses these letters. Choose others");
            return ask.refill(view::settings(&ask.seal(), id, &f), &f);
        }
        Err(other) => return Err(other.into()),
    }
    Ok(done(format!("/partnership/{id}"), "The settings are changed."))
}
