//! Who calls: the person whose token it is, with the posts that they hold today.

use std::sync::Arc;

use poem::Request;
use poem_openapi::SecurityScheme;
use poem_openapi::auth::Bearer;

use crate::access::{self, Actor, tokens};
use crate::app::App;

use super::fault::Fault;

/// A token that a person made on their account page. It is looked up before anything else of the request is read, so what a stranger sends
/// is not worked on.
#[derive(SecurityScheme)]
#[oai(ty = "bearer", rename = "token", checker = "known")]
pub(super) struct Token(Actor);

impl Token {
    /// The person for whom the token acts.
    pub(super) fn caller(&self) -> &Actor {
        &self.0
    }
}

async fn known(request: &Request, brought: Bearer) -> poem::Result<Actor> {
    let app = request.data::<Arc<App>>().ok_or_else(|| Fault::internal("the API stands without its app"))?;
    Ok(caller(app, &brought.token).await?)
}

/// # Errors
/// 401 when the token is not good now.
async fn caller(app: &App, token: &str) -> Result<Actor, Fault> {
    let mut tx = app.store.read().await?;
    let found = tokens::find(&mut tx, token).await?.ok_or_else(Fault::no_token)?;
    if !access::opens_to_tokens(&mut tx, found.person).await? {
        return Err(Fault::no_token());
    }
    let today = tx.today();
    let actor = access::actor(&mut tx, found.person, today).await?.ok_or_else(Fault::no_token)?;
    let stale = found.is_stale(tx.now());
    drop(tx);
    if stale {
        let mut tx = app.store.write().await?;
        tokens::touch(&mut tx, found.id).await?;
        tx.commit().await?;
    }
    Ok(actor)
}
