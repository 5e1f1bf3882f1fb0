//! One's own account: name, password, second factor, sessions.

use crate::access::sign_in::{Again, password_again};
use crate::access::{invitations, password, people, second_factor, second_factor_is_required, sessions, tokens};
use crate::audit::{self, Deed};
use crate::ui::*;

use super::gate_pages::trouble;
use super::sign_in::{known_of, new_password};
use super::{account_view as view, forms};

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/account", Guard::SignedIn, account),
        get("/account/name", Guard::SignedIn, name),
        post("/account/name", Guard::SignedIn, rename),
        get("/account/password", Guard::SignedIn, password_page),
        post("/account/password", Guard::SignedIn, change_password),
        post("/account/sign-out-everywhere", Guard::SignedIn, sign_out_everywhere),
        get("/account/second-factor", Guard::SignedIn, second_factor_page),
        post("/account/second-factor/begin", Guard::SignedIn, begin),
        get("/account/second-factor/confirm", Guard::SignedIn, secret),
        post("/account/second-factor/confirm", Guard::SignedIn, confirm),
        post("/account/second-factor/codes", Guard::SignedIn, new_codes),
        post("/account/second-factor/remove", Guard::SignedIn, remove),
    ]
}

fn limits(ask: &Ask) -> sessions::Limits {
    let web = &ask.app.settings.web;
    sessions::Limits { idle: web.session_idle, absolute: web.session_absolute }
}

async fn account(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let person = ask.actor()?.person;
    let account = people::get(&mut tx, person).await?;
    let posts = people::posts_of(&mut tx, person).await?;
    let standing = second_factor::standing(&mut tx, person).await.map_err(trouble)?;
    let living = sessions::living(&mut tx, ask.session()?, limits(&ask)).await?;
    ask.show(view::account(&ask.seal(), &account, &posts, standing, &living))
}

async fn name(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let account = people::get(&mut tx, ask.actor()?.person).await?;
    let f = Filled::new()
        .with("name", account.name)
        .with("job-title", account.job_title)
        .with("version", account.version.to_string());
    ask.show(view::name(&ask.seal(), &f))
}

async fn rename(mut ask: Ask) -> Answer {
    let mut f = ask.filled();
    let Some((name, title)) = forms::own_name(&mut f) else { return ask.refill(view::name(&ask.seal(), &f), &f) };
    let actor = ask.actor()?;
    let mut tx = ask.write().await?;
    if !people::rename(&mut tx, &actor.doer("self", None), actor.person, &name, title.as_ref(), f.version()).await? {
        return Err(Problem::Stale { sentence: "Your account was changed in another window.".into() });
    }
    tx.commit().await?;
    Ok(done("/account", "Your name is changed."))
}

/// Whether the form's `password` is that of the person who sends it: asked again before something grave, and no more often
/// than at sign-in. When it is not, that is said beside the field. No transaction may be open.
///
/// # Errors
/// When they tried too often, or the database does not answer.
pub(crate) async fn is_theirs(ask: &Ask, f: &mut Filled) -> Result<bool, Problem> {
    let typed = f.get("password").to_owned();
    if typed.is_empty() {
        f.wrong("password", "Enter your password");
        return Ok(false);
    }
    match password_again(&ask.app.store, ask.actor()?.person, &typed).await.map_err(Problem::internal)? {
        Again::Right => Ok(true),
        Again::Wrong => {
            f.wrong("password", "This is not your password");
            Ok(false)
        }
        Again::TooSoon(wait) => Err(Problem::TooOften(wait.to_string())),
    }
}

async fn password_page(ask: Ask) -> Answer {
    ask.show(view::password(&ask.seal(), &Filled::new()))
}

async fn change_password(mut ask: Ask) -> Answer {
    let mut f = ask.filled();
    let theirs = is_theirs(&ask, &mut f).await?;
    let typed = new_password(&mut f, &known_of(&ask).await?);
    let Some(typed) = typed.filter(|_| theirs) else { return ask.refill(view::password(&ask.seal(), &f), &f) };
    let hashed = password::hash(&typed, &*ask.app.chance).await.map_err(Problem::internal)?;
    let actor = ask.actor()?;
    let mut tx = ask.write().await?;
    invitations::set_password(&mut tx, &actor.doer("self", None), actor.person, &hashed).await?;
    sessions::end_others(&mut tx, ask.session()?).await?;
    let word = sessions::renew(&mut tx, &ask.app.keyring, ask.session()?, ask.session()?.second_factor_passed).await?;
    tx.commit().await?;
    let told = Some("Your password is changed. You are signed out everywhere else.");
    Ok(Reply::Redirect { to: "/account".into(), told, session: Cookie::Set(word) })
}

async fn sign_out_everywhere(ask: Ask) -> Answer {
    let actor = ask.actor()?;
    let mut tx = ask.write().await?;
    sessions::end_all(&mut tx, actor.person).await?;
    tokens::revoke_all(&mut tx, actor.person).await?;
    audit::record(&mut tx, &actor.doer("self", None), Deed::SignedOutEverywhere, serde_json::json!({})).await?;
    tx.commit().await?;
    Ok(Reply::Redirect { to: "/sign-in".into(), told: Some("You are signed out everywhere."), session: Cookie::Clear })
}

async fn second_factor_page(ask: Ask) -> Answer {
    show_second_factor(&ask, Filled::new()).await
}

async fn show_second_factor(ask: &Ask, f: Filled) -> Answer {
    let mut tx = ask.read().await?;
    let person = ask.actor()?.person;
    let standing = second_factor::standing(&mut tx, person).await.map_err(trouble)?;
    let required = second_factor_is_required(&mut tx, person).await?;
    let page = view::second_factor(&ask.seal(), standing, required, &f);
    if f.is_good() { ask.show(page) } else { ask.refill(page, &f) }
}

async fn begin(mut ask: Ask) -> Answer {
    let mut f = ask.filled();
    if !is_theirs(&ask, &mut f).await? {
        return show_second_factor(&ask, f).await;
    }
    let mut tx = ask.write().await?;
    let made = second_factor::begin(&mut tx, &ask.app.keyring, ask.actor()?.person).await.map_err(trouble)?;
    tx.commit().await?;
    Ok(redirect(if made { "/account/second-factor/confirm" } else { "/account/second-factor" }))
}

async fn secret(ask: Ask) -> Answer {
    show_secret(&ask, Filled::new()).await
}

async fn show_secret(ask: &Ask, f: Filled) -> Answer {
    let mut tx = ask.read().await?;
    let account = people::get(&mut tx, ask.actor()?.person).await?;
    let waiting = second_factor::waiting(&mut tx, &ask.app.keyring, account.id).await.map_err(trouble)?;
    let Some(secret) = waiting else { return Ok(redirect("/account/second-factor")) };
    let page = view::secret(&ask.seal(), &secret, account.email.as_str(), &f);
    if f.is_good() { ask.show(page) } else { ask.refill(page, &f) }
}

async fn confirm(mut ask: Ask) -> Answer {
    let mut f = ask.filled();
    let actor = ask.actor()?.clone();
    let mut tx = ask.write().await?;
    let by = actor.doer("self", None);
    let codes = second_factor::confirm(&mut tx, &ask.app.keyring, &by, actor.person, f.get("code")).await.map_err(trouble)?;
    let Some(codes) = codes else {
        drop(tx);
        f.wrong("code", "The code is not right. Enter the six figures that your app shows now");
        return show_secret(&ask, f).await;
    };
    sessions::end_others(&mut tx, ask.session()?).await?;
    sessions::pass(&mut tx, &ask.app.keyring, ask.session()?).await?;
    tx.commit().await?;
    ask.show(view::codes(&codes))
}

async fn new_codes(mut ask: Ask) -> Answer {
    let mut f = ask.filled();
    if !is_theirs(&ask, &mut f).await? {
        return show_second_factor(&ask, f).await;
    }
    let mut tx = ask.write().await?;
    let person = ask.actor()?.person;
    if !second_factor::standing(&mut tx, person).await.map_err(trouble)?.set_up {
        return Ok(redirect("/account/second-factor"));
    }
    let codes = second_factor::new_codes(&mut tx, &ask.app.keyring, person).await.map_err(trouble)?;
    tx.commit().await?;
    ask.show(view::codes(&codes))
}

async fn remove(mut ask: Ask) -> Answer {
    let mut f = ask.filled();
    let actor = ask.actor()?.clone();
    if !is_theirs(&ask, &mut f).await? {
        return show_second_factor(&ask, f).await;
    }
    let mut tx = ask.write().await?;
    if second_factor_is_required(&mut tx, actor.person).await? {
        return Err(Problem::NotYours(
            "A partnership that you work with asks everybody for a second factor. You can set up another one after those who run dardr \
             have taken this one away."
                .into(),
        ));
    }
    second_factor::remove(&mut tx, &actor.doer("self", None), actor.person).await.map_err(trouble)?;
    tx.commit().await?;
    Ok(done("/account", "Your second factor is taken away."))
}
