//! Who calls: the person whose token it is, with the posts that they hold today.

use std::sync::Arc;

use poem::Request;
use poem_openapi::SecurityScheme;
use poem_openapi::auth::Bearer;

use crate::access::right::SeeReview;
use crate::access::tokens::{self, TokenId};
use crate::access::{self, Actor, permit};
use crate::app::App;
use crate::ids::ReviewId;
use crate::notification;
use crate::store::{Store, Stored};
use crate::ui::Problem;

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

/// Whether the caller may know of the review or draft in the address, for what is answered before the operation asks for its own right.
///
/// # Errors
/// 401 without a good token; 404 when there is none, or it is not for them to know of.
pub(super) async fn may_know(request: &Request) -> Result<(), Fault> {
    let app = request.data::<Arc<App>>().ok_or_else(|| Fault::internal("the API stands without its app"))?;
    let word = request.header("authorization").and_then(|brought| brought.split_whitespace().next_back());
    let actor = caller(app, word.ok_or_else(Fault::no_token)?).await?;
    let mut parts = request.uri().path().split('/').skip_while(|part| !["reviews", "notifications"].contains(part));
    let (Some(room), Some(id)) = (parts.next(), parts.next()) else { return Ok(()) };
    let id: ReviewId = id.parse().map_err(|_| Fault::not_there())?;
    let mut tx = app.store.read().await?;
    if room == "reviews" {
        permit::<SeeReview>(&mut tx, &actor, id).await?;
    } else {
        notification::draft(&mut tx, &app.keyring, &actor, id).await.map_err(Problem::from)?;
    }
    Ok(())
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
