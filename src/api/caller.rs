//! Who calls: the person whose token it is, with the posts that they hold today.

use std::sync::Arc;

use poem::Request;
use poem_openapi::SecurityScheme;
use poem_openapi::auth::Bearer;

use crate::access::tokens::{self, TokenId};
use crate::access::{self, Actor};
use crate::app::App;
use crate::store::{Store, Stored};

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

/// Writes that a token was used now.
async fn written(store: Store, token: TokenId) -> Stored<()> {
    let mut tx = store.write().await?;
    tokens::touch(&mut tx, token).await?;
    tx.commit().await
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
        // Only shown to its owner: who asks need not wait for it, and one that cannot be written now is written with the next use.
        tokio::spawn(written(app.store.clone(), found.id));
    }
    Ok(actor)
}
