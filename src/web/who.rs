//! Who is at the other end, and what stands round every page for them.

use std::sync::Arc;

use http::HeaderMap;

use crate::access::{self, Actor, sessions};
use crate::app::App;
use crate::overview;
use crate::process::Role;
use crate::recommendations;
use crate::store::{Stored, Tx};
use crate::ui::{NavItem, Who};

use super::cookies;
use super::seen::Seen;

/// Somebody whose session is alive.
pub struct Come {
    /// Who.
    pub who: Who,
    /// The name of the one partnership or agency that they work for.
    pub place: Option<String>,
    /// The transaction in which that was read.
    pub tx: Tx,
}

/// The person whose session the cookie names.
pub async fn find(app: &Arc<App>, seen: &Seen, headers: &HeaderMap) -> Stored<Option<Come>> {
    let Some(token) = cookies::find(headers, cookies::SESSION).filter(|token| !token.is_empty()) else { return Ok(None) };
    let limits = sessions::Limits { idle: app.settings.web.session_idle, absolute: app.settings.web.session_absolute };
    let mut tx = app.store.read().await?;
    let found = sessions::find_used(&mut tx, &app.keyring, token, limits, |session| seen.last(session)).await?;
    let Some(sessions::Found { session, actor, stale }) = found else { return Ok(None) };
    let place = match actor.posts.as_slice() {
        [first, rest @ ..] if rest.iter().all(|post| post.organisation == first.organisation) => Some(first.place.clone()),
        [] | [_, ..] => None,
    };
    let must = access::must(&mut tx, &session).await?;
    if stale {
        seen.note(app, session.mark(), tx.now());
    }
    Ok(Some(Come { who: Who { actor, session: Some(session), must }, place, tx }))
}

/// Whether the person holds nothing but the administration, which sees no case.
fn only_administers(actor: &Actor) -> bool {
    !actor.posts.is_empty() && actor.posts.iter().all(|post| post.role == Role::SysAdmin)
}

/// Whether the person is a system administrator anywhere.
pub fn administers(actor: &Actor) -> bool {
    actor.posts.iter().any(|post| post.role == Role::SysAdmin)
}

/// Whether the person runs a partnership: its settings, its people, its directory.
fn runs_a_partnership(actor: &Actor) -> bool {
    actor.posts.iter().any(|post| matches!(post.role, Role::SysAdmin | Role::Coordinator | Role::CspChair))
}

/// Whether things are asked of the person or of an agency of theirs, or they answer for clocks.
fn asked(actor: &Actor) -> bool {
    let answers = |role: Role| matches!(role, Role::BoardMember | Role::Coordinator | Role::CspChair);
    actor.posts.is_empty() || !actor.agencies().is_empty() || actor.posts.iter().any(|post| answers(post.role))
}

/// The navigation for a person: only what there is, and only what they have a use for.
pub fn nav(actor: &Actor, there: impl Fn(&str) -> bool) -> Vec<NavItem> {
    let cases = !only_administers(actor);
    let all = [
        (cases, "Reviews", "/reviews"),
        (cases && asked(actor), "My work", "/my-work"),
        (!recommendations::partnerships(actor).is_empty(), "Plans", "/plans"),
        (!overview::readable(actor).is_empty(), "Board summary", "/board"),
        (cases, "Organisations", "/organisations"),
        (runs_a_partnership(actor), "Partnership", "/partnership"),
    ];
    let theirs = all.into_iter().filter(|(useful, _, href)| *useful && there(href));
    theirs.map(|(_, label, href)| NavItem { label, href }).collect()
}

/// The links at the foot of every page, of which only those are shown that are there.
pub fn foot(there: impl Fn(&str) -> bool) -> Vec<NavItem> {
    const LINKS: [(&str, &str); 4] = [
        ("Help", "/help"),
        ("How a review proceeds", "/help/process"),
        ("Accessibility", "/help/accessibility"),
        ("Privacy", "/help/privacy"),
    ];
    LINKS.into_iter().filter(|(_, href)| there(href)).map(|(label, href)| NavItem { label, href }).collect()
}
