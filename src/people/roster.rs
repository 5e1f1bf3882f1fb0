//! The people of a partnership: who they are, what posts they hold, how they come and go.

use crate::access::invitations::{self, Purpose};
use crate::access::people::{self, NewPost, PostHeld, PostId};
use crate::ids::{OrganisationId, PersonId};
use crate::organisations;
use crate::process::Role;
use crate::store::Tx;
use crate::ui::*;

use super::office::{Office, Seat, posts_to_give, runs};
use super::roster_view::{self as view, Offer};
use super::{forms, store};

pub(super) fn routes() -> Vec<Route> {
    let guard = Guard::Partnership("People");
    vec![
        get("/partnership/:partnership/people", guard, list),
        get("/partnership/:partnership/people/new", guard, new),
        post("/partnership/:partnership/people/new", guard, invite),
        get("/partnership/:partnership/people/:person", guard, one),
        post("/partnership/:partnership/people/:person/posts", guard, give),
        post("/partnership/:partnership/people/:person/posts/:post/end", guard, end),
        post("/partnership/:partnership/people/:person/link", guard, send_link),
        get("/partnership/:partnership/people/:person/remove", guard, ask_to_remove),
        post("/partnership/:partnership/people/:person/remove", guard, remove),
    ]
}

fn entered(ask: &Ask) -> Result<OrganisationId, Problem> {
    let id: OrganisationId = ask.param("partnership")?;
    runs(ask.actor()?, id, Office::People)?;
    Ok(id)
}

/// The posts that this person may give: in the partnership, and in each organisation of its directory.
async fn offers(tx: &mut Tx, ask: &Ask, id: OrganisationId) -> Result<Vec<Offer>, Problem> {
    let actor = ask.actor()?;
    let led = store::led(tx, id).await?;
    let own = store::partnership(tx, id).await?;
    let mut offers = vec![Offer { organisation: id, name: own.name, roles: posts_to_give(actor, id, Seat::Partnership, led) }];
    for each in organisations::in_directory(tx, id).await? {
        let seat = if each.kind == organisations::Kind::Agency { Seat::Agency } else { Seat::Body };
        offers.push(Offer { organisation: each.id, name: each.name, roles: posts_to_give(actor, id, seat, led) });
    }
    offers.retain(|offer| !offer.roles.is_empty());
    Ok(offers)
}

async fn list(ask: Ask) -> Answer {
    let id = entered(&ask)?;
    let mut tx = ask.read().await?;
    let known = people::known(&mut tx, id).await?;
    let posts = people::posts(&mut tx, id).await?;
    ask.show(view::list(id, &known, &posts))
}

async fn new(ask: Ask) -> Answer {
    let id = entered(&ask)?;
    ask.show(view::new(&ask.seal(), id, &Filled::new()))
}

async fn invite(mut ask: Ask) -> Answer {
    let id = entered(&ask)?;
    let mut f = ask.filled();
    let Some(new) = forms::new_person(&mut f) else { return ask.refill(view::new(&ask.seal(), id, &f), &f) };
    let by = ask.actor()?.doer("partnership", Some(id));
    let mut tx = ask.write().await?;
    let person = people::find_or_add(&mut tx, &by, &new).await?;
    people::make_known(&mut tx, &by, id, person, Some(&new.name)).await?;
    if !people::get(&mut tx, person).await?.has_password {
        invitations::send(&mut tx, &ask.app.keyring, &by, (person, Purpose::Invitation), Some(id)).await?;
    }
    tx.commit().await?;
    Ok(done(format!("/partnership/{id}/people/{person}"), "They are invited. Give them a post, or a role in a review."))
}

async fn one(ask: Ask) -> Answer {
    show(&ask, &Filled::new()).await
}

async fn show(ask: &Ask, f: &Filled) -> Answer {
    let id = entered(ask)?;
    let person: PersonId = ask.param("person")?;
    let mut tx = ask.read().await?;
    let known = people::known_one(&mut tx, id, person).await?.ok_or(Problem::NotThere)?;
    let posts = people::posts(&mut tx, id).await?.into_iter().filter(|post| post.person == person).collect::<Vec<_>>();
    let offers = offers(&mut tx, ask, id).await?;
    let page = view::one(&ask.seal(), id, &known, &posts, &offers, f);
    if f.is_good() { ask.show(page) } else { ask.refill(page, f) }
}

async fn give(mut ask: Ask) -> Answer {
    let id = entered(&ask)?;
    let person: PersonId = ask.param("person")?;
    let mut f = ask.filled();
    let mut tx = ask.write().await?;
    tx.hold(id).await?;
    people::known_one(&mut tx, id, person).await?.ok_or(Problem::NotThere)?;
    if person == ask.actor()?.person {
        return Err(Problem::NotYours("Nobody gives themselves a post. Ask another who runs this partnership.".into()));
    }
    let chosen = f.get("post").split_once(' ').and_then(|(place, role)| Some((place.parse().ok()?, role.parse::<Role>().ok()?)));
    let ends = f.optional_date("ends", "the last day");
    let today = tx.today();
    if let Some(Some(ends)) = ends
        && ends < today
    {
        f.wrong("ends", "The last day must be today or later");
    }
    let offers = offers(&mut tx, &ask, id).await?;
    let chosen =
        chosen.filter(|(place, role)| offers.iter().any(|offer| offer.organisation == *place && offer.roles.contains(role)));
    if chosen.is_none() {
        f.wrong("post", "Choose a post");
    }
    let (Some((organisation, role)), Some(ends), true) = (chosen, ends, f.is_good()) else {
        drop(tx);
        return show(&ask, &f).await;
    };
    let by = ask.actor()?.doer("partnership", Some(id));
    people::give_post(&mut tx, &by, id, NewPost { person, organisation, role, begins: today, ends }).await?;
    tx.commit().await?;
    Ok(done(format!("/partnership/{id}/people/{person}"), "The post is given."))
}

/// Nobody could give a post that reaches a case when nobody leads: the last one stays until there is another.
async fn still_led(tx: &mut Tx, id: OrganisationId, before: bool) -> Result<(), Problem> {
    if !before || store::somebody_leads(tx, id).await? {
        return Ok(());
    }
    Err(Problem::not_now(
        "Nobody else is coordinator or chair of the partnership. Give one of the two posts to somebody first. Nothing was changed.",
    ))
}

/// Who would give the next chair does not end the one there is: of a coordinator's two steps to a chair of their own, this is the first.
async fn may_end(tx: &mut Tx, ask: &Ask, id: OrganisationId, ends: impl Fn(&PostHeld) -> bool) -> Result<(), Problem> {
    let held = people::posts(tx, id).await?;
    let of_the_chair = held.iter().any(|post| post.organisation == id && post.role == Role::CspChair && ends(post));
    let actor = ask.actor()?;
    if !of_the_chair || actor.is(Role::CspChair, id) {
        return Ok(());
    }
    Err(Problem::NotYours(
        "The post of chair is ended by a chair of the partnership. Where there is none who can, whoever runs dardr gives the post to the next (dardr user add). Nothing was changed.".into(),
    ))
}

async fn end(ask: Ask) -> Answer {
    let id = entered(&ask)?;
    let (person, post): (PersonId, PostId) = (ask.param("person")?, ask.param("post")?);
    let by = ask.actor()?.doer("partnership", Some(id));
    let mut tx = ask.write().await?;
    tx.hold(id).await?;
    may_end(&mut tx, &ask, id, |held| held.id == post).await?;
    let led = store::somebody_leads(&mut tx, id).await?;
    if !people::end_post(&mut tx, &by, id, post).await? {
        return Err(Problem::NotThere);
    }
    still_led(&mut tx, id, led).await?;
    tx.commit().await?;
    Ok(done(format!("/partnership/{id}/people/{person}"), "The post has ended."))
}

async fn send_link(ask: Ask) -> Answer {
    let id = entered(&ask)?;
    let person: PersonId = ask.param("person")?;
    let by = ask.actor()?.doer("partnership", Some(id));
    let mut tx = ask.write().await?;
    let known = people::known_one(&mut tx, id, person).await?.ok_or(Problem::NotThere)?;
    let purpose = if known.has_password { Purpose::PasswordReset } else { Purpose::Invitation };
    invitations::send(&mut tx, &ask.app.keyring, &by, (person, purpose), Some(id)).await?;
    tx.commit().await?;
    Ok(done(format!("/partnership/{id}/people/{person}"), "A link is on its way to them."))
}

async fn ask_to_remove(ask: Ask) -> Answer {
    let id = entered(&ask)?;
    let known = people::known_one(&mut ask.read().await?, id, ask.param("person")?).await?.ok_or(Problem::NotThere)?;
    ask.show(view::remove(&ask.seal(), id, &known))
}

async fn remove(ask: Ask) -> Answer {
    let id = entered(&ask)?;
    let person: PersonId = ask.param("person")?;
    if person == ask.actor()?.person {
        return Err(Problem::NotYours("Nobody takes themselves out. Ask another who runs this partnership.".into()));
    }
    let by = ask.actor()?.doer("partnership", Some(id));
    let mut tx = ask.write().await?;
    tx.hold(id).await?;
    people::known_one(&mut tx, id, person).await?.ok_or(Problem::NotThere)?;
    may_end(&mut tx, &ask, id, |held| held.person == person).await?;
    let led = store::somebody_leads(&mut tx, id).await?;
    people::remove(&mut tx, &by, id, person).await?;
    still_led(&mut tx, id, led).await?;
    tx.commit().await?;
    Ok(done(format!("/partnership/{id}/people"), "They no longer work for this partnership. Their posts and roles have ended."))
}
