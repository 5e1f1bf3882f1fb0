//! Who calls: the person whose token it is, with the posts that they hold today.

use poem_openapi::SecurityScheme;
use poem_openapi::auth::Bearer;

use crate::access::{self, Actor, tokens};
use crate::app::App;

use super::fault::Fault;

/// A token that a person made on their account page.
#[derive(SecurityScheme)]
#[oai(ty = "bearer", rename = "token")]
pub(super) struct Token(Bearer);

impl Token {
    /// The person for whom the token acts.
    ///
    /// # Errors
    /// 401 when the token is not good now.
    pub(super) async fn caller(&self, app: &App) -> Result<Actor, Fault> {
        let mut tx = app.store.read().await?;
        let found = tokens::find(&mut tx, &self.0.token).await?.ok_or_else(Fault::no_token)?;
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
}
