//! The list of reviews.

use crate::ids::OrganisationId;
use crate::reviews::list::{PAGE, Wanted, list as find};
use crate::reviews::view;
use crate::ui::{Answer, Ask};

pub(super) async fn list(ask: Ask) -> Answer {
    let page = ask.page_number();
    let wanted = Wanted {
        partnership: ask.query("partnership").parse::<OrganisationId>().ok(),
        ended: ask.query("ended") == "yes",
        offset: i64::try_from(page - 1).unwrap_or(0).saturating_mul(PAGE),
    };
    let mut tx = ask.read().await?;
    let actor = ask.actor()?;
    let listing = find(&mut tx, actor, &wanted).await?;
    let may_notify = !actor.partnerships_as(&[crate::process::Role::Coordinator]).is_empty();
    let today = tx.today();
    ask.show(view::list::page(&listing, &wanted, page, may_notify, today))
}
