//! The pages for boards.

use crate::ids::OrganisationId;
use crate::store::sql;
use crate::ui::{Answer, Ask, Guard, Problem, Route, get, redirect};

use super::store::{readable, summary};
use super::view;

/// The slice's rows of the routes table.
pub fn routes() -> Vec<Route> {
    vec![get("/board", Guard::SignedIn, choose), get("/board/:partnership", Guard::Partnership("board summary"), board)]
}

async fn choose(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let mut all = Vec::new();
    for partnership in readable(ask.actor()?) {
        let name: String = sql("SELECT name FROM organisation WHERE id = $1").bind(partnership).scalar(&mut tx).await?;
        all.push((partnership.to_string(), name));
    }
    match all.as_slice() {
        [] => Err(Problem::NotYours("Board summaries are for boards, chairs and coordinators.".into())),
        [(only, _)] => Ok(redirect(format!("/board/{only}"))),
        _ => ask.show(view::choose(&all)),
    }
}

async fn board(ask: Ask) -> Answer {
    let partnership: OrganisationId = ask.param("partnership")?;
    let mut tx = ask.read().await?;
    let found = summary(&mut tx, ask.actor()?, partnership).await?;
    ask.show(view::summary(&found))
}
