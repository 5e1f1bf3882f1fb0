//! In and out, and the links that mail brings.

use std::net::{IpAddr, Ipv4Addr};

use crate::access::invitations::{self, Purpose};
use crate::access::sign_in::{SignedIn, sign_in as try_to_sign_in};
use crate::access::throttle::{self, Subject};
use crate::access::{password, people, sessions, strength};
use crate::audit::{self, Deed, Doer};
use crate::base::Email;
use crate::process::Role;
use crate::ui::*;

use super::sign_in_view as view;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/", Guard::SignedIn, home),
        get("/sign-in", Guard::Public, sign_in),
        post("/sign-in", Guard::Public, let_in),
        post("/sign-out", Guard::SignedIn, sign_out),
        get("/forgotten-password", Guard::Public, forgotten),
        post("/forgotten-password", Guard::Public, send_link),
        get("/invitation/:token", Guard::Public, invited),
        post("/invitation/:token", Guard::Public, choose_password),
    ]
}

/// Where the request came from; a connection without an address counts as one place with others like it.
pub(super) fn origin(ask: &Ask) -> IpAddr {
    ask.peer.parse().unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}

async fn home(ask: Ask) -> Answer {
    let actor = ask.actor()?;
    let only_administers = !actor.posts.is_empty() && actor.posts.iter().all(|post| post.role == Role::SysAdmin);
    Ok(redirect(if only_administers { "/partnership" } else { "/reviews" }))
}

async fn sign_in(ask: Ask) -> Answer {
    if ask.who.is_some() {
        return Ok(redirect("/"));
    }
    let next = ask.query("next").to_owned();
    ask.show(view::sign_in(&ask.seal(), &Filled::new().with("next", next)))
}

async fn let_in(mut ask: Ask) -> Answer {
    let mut f = ask.filled();
    let email = f.email("email");
    let password = f.get("password").to_owned();
    if password.is_empty() {
        f.wrong("password", "Enter your password");
    }
    let Some(email) = email.filter(|_| f.is_good()) else { return ask.refill(view::sign_in(&ask.seal(), &f), &f) };
    let before = ask.who.as_ref().and_then(|who| who.session.as_ref());
    match try_to_sign_in((&ask.app.store, &ask.app.keyring), &email, &password, origin(&ask), before)
        .await
        .map_err(Problem::internal)?
    {
        SignedIn::In(word) => {
            let next = own_path(f.get("next")).to_owned();
            Ok(Reply::Redirect { to: next, told: None, session: Cookie::Set(word) })
        }
        SignedIn::Wrong => {
            f.wrong("email", "The email address or the password is not right");
            ask.refill(view::sign_in(&ask.seal(), &f), &f)
        }
        SignedIn::TooSoon(wait) => Err(Problem::TooOften(wait.to_string())),
    }
}

async fn sign_out(ask: Ask) -> Answer {
    let mut tx = ask.write().await?;
    sessions::end(&mut tx, ask.session()?).await?;
    audit::record(&mut tx, &ask.actor()?.doer("self", None), Deed::SignedOut, serde_json::json!({})).await?;
    tx.commit().await?;
    Ok(Reply::Redirect { to: "/sign-in".into(), told: Some("You are signed out."), session: Cookie::Clear })
}

async fn forgotten(ask: Ask) -> Answer {
    ask.show(view::forgotten(&ask.seal(), &Filled::new()))
}

/// Answers the same whether anybody has the address or not: who uses this service is nobody's business.
async fn send_link(mut ask: Ask) -> Answer {
    let mut f = ask.filled();
    let Some(email) = f.email("email") else { return ask.refill(view::forgotten(&ask.seal(), &f), &f) };
    let mut tx = ask.write().await?;
    // Every request counts, also those that are answered: a mailbox is not to be filled.
    if let Err(wait) = throttle::begin(&mut tx, &[Subject::Forgotten(&email), Subject::ForgottenFrom(origin(&ask))]).await? {
        return Err(Problem::TooOften(wait.to_string()));
    }
    let account = people::by_email(&mut tx, &email).await?.filter(|account| account.disabled_at.is_none());
    if let Some(account) = account {
        let purpose = if account.has_password { Purpose::PasswordReset } else { Purpose::Invitation };
        invitations::send(&mut tx, &ask.app.keyring, &Doer::stranger(), (account.id, purpose), None).await?;
    }
    tx.commit().await?;
    ask.show(view::link_sent(email.as_str()))
}

async fn invited(ask: Ask) -> Answer {
    let token: String = ask.param("token")?;
    let mut tx = ask.read().await?;
    match invitations::find(&mut tx, &ask.app.keyring, &token).await? {
        Some(invited) => ask.show(view::choose_password(&ask.seal(), ask.path(), &invited, &Filled::new())),
        None => ask.show(view::link_over()),
    }
}

async fn choose_password(mut ask: Ask) -> Answer {
    let token: String = ask.param("token")?;
    let mut f = ask.filled();
    let mut tx = ask.read().await?;
    let Some(invited) = invitations::find(&mut tx, &ask.app.keyring, &token).await? else { return ask.show(view::link_over()) };
    let mut about = vec![invited.name.clone(), invited.email.clone()];
    about.extend(people::places_of(&mut tx, invited.person).await?);
    drop(tx);
    let Some(typed) = new_password(&mut f, &about) else {
        return ask.refill(view::choose_password(&ask.seal(), ask.path(), &invited, &f), &f);
    };
    let hashed = password::hash(&typed, &*ask.app.chance).await.map_err(Problem::internal)?;
    let mut tx = ask.write().await?;
    if !invitations::accept(&mut tx, &ask.app.keyring, &token, &hashed).await? {
        return ask.show(view::link_over());
    }
    tx.commit().await?;
    Ok(Reply::Redirect { to: "/sign-in".into(), told: Some("Your password is set. Sign in with it."), session: Cookie::Clear })
}

/// A new password, typed once and shown on demand by the browser: typing it twice finds no more mistakes than it makes.
pub(super) fn new_password(f: &mut Filled, about: &[String]) -> Option<String> {
    let typed = f.get("new-password").to_owned();
    if typed.is_empty() {
        f.wrong("new-password", "Enter a new password");
    } else if let Some(sentence) = strength::weakness(&typed, about) {
        f.wrong("new-password", sentence);
    }
    f.good()?;
    Some(typed)
}

/// What others know of a person, for [`strength::weakness`].
pub(super) async fn known_of(ask: &Ask) -> Result<Vec<String>, Problem> {
    let person = ask.actor()?.person;
    let mut tx = ask.read().await?;
    let account = people::get(&mut tx, person).await?;
    let mut about = vec![account.name, Email::to_string(&account.email)];
    about.extend(people::places_of(&mut tx, person).await?);
    Ok(about)
}
