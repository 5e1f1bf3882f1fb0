//! People and the partnerships they work for: signing in, one's own account, and the administration of a partnership.

mod account;
mod account_view;
mod forms;
mod gate_pages;
mod lengths;
mod office;
mod partnership;
mod partnership_view;
mod roster;
mod roster_view;
mod settings;
mod sign_in;
mod sign_in_view;
mod store;
mod tokens;

pub(crate) use account::is_theirs;
pub use office::{Led, Office, posts_to_give, runs};
pub use store::letterhead;

use crate::ui::Route;

/// Every page about people and partnerships.
#[must_use]
pub fn routes() -> Vec<Route> {
    [
        sign_in::routes(),
        gate_pages::routes(),
        account::routes(),
        tokens::routes(),
        partnership::routes(),
        lengths::routes(),
        roster::routes(),
    ]
    .concat()
}
