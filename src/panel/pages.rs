//! What people ask of the panel, and its answers.

use crate::access::right::{EditPanel, SeePanel, TakeStep};
use crate::parties::{Desk, look, work};
use crate::ui::{Answer, Ask, Filled, Guard, Problem, Route, done, get, post};

use super::view::appointment::For;
use super::{AppointmentId, appoint, choose, forms, meeting_pages, meetings, member_pages, members, view};

/// The pages of the panel.
#[must_use]
pub fn routes() -> Vec<Route> {
    let (see, edit) = (Guard::Review("SeePanel"), Guard::Review("EditPanel"));
    let mut routes = vec![
        get("/reviews/:review/panel", see, list),
        get("/reviews/:review/panel/chair", edit, new_chair),
        post("/reviews/:review/panel/chair", edit, appoint_chair),
        get("/reviews/:review/panel/author", edit, new_author),
        post("/reviews/:review/panel/author", edit, appoint_author),
        get("/reviews/:review/panel/appointments/:appointment", see, appointment),
        post("/reviews/:review/panel/appointments/:appointment/end", edit, end_appointment),
    ];
    routes.extend(member_pages::routes());
    routes.extend(meeting_pages::routes());
    routes
}

async fn list(ask: Ask) -> Answer {
    let mut desk = look::<SeePanel>(&ask).await?;
    let appointments = appoint::appointments(&mut desk.tx, &desk.grant).await?;
    let members = members::members(&mut desk.tx, &desk.grant).await?;
    let meetings = meetings::meetings(&mut desk.tx, &desk.grant).await?;
    let agencies = choose::agencies(&mut desk.tx, &desk.grant).await?;
    let bodies: Vec<_> = agencies.into_iter().filter(|one| one.asked && one.statutory_duty).collect();
    let checks = super::checks(&members, &bodies);
    let sight = view::Sight { appointments: &appointments, members: &members, meetings: &meetings, checks: &checks };
    ask.show(view::list(&desk, &sight))
}

/// Whether the review has a chair, so that the form replaces one.
async fn chair_form(desk: &mut Desk<EditPanel>) -> Result<For, Problem> {
    let see = desk.also::<SeePanel>().await?;
    let appointments = appoint::appointments(&mut desk.tx, &see).await?;
    let chaired = appointments.iter().any(|one| one.ends.is_none() && one.post.chairs());
    Ok(if chaired { For::NextChair } else { For::Chair })
}

async fn new_chair(ask: Ask) -> Answer {
    let mut desk = look::<EditPanel>(&ask).await?;
    let what = chair_form(&mut desk).await?;
    let people = choose::independent(&mut desk.tx, &desk.grant).await?;
    let f = Filled::new().with_date("begins", Some(desk.tx.today()));
    ask.show(view::appointment::new(&desk, &ask.seal(), &people, what, &f))
}

async fn appoint_chair(mut ask: Ask) -> Answer {
    let mut desk = work::<EditPanel>(&ask).await?;
    let what = chair_form(&mut desk).await?;
    let people = choose::independent(&mut desk.tx, &desk.grant).await?;
    let step = desk.also::<TakeStep>().await?;
    let (mut f, today) = (ask.filled(), desk.tx.today());
    let why = if what == For::NextChair { f.prose("why", "why the chair is replaced") } else { None };
    let new = forms::appointment(&mut f, what.posts(), today);
    let (Some(new), true) = (new, f.is_good()) else {
        return ask.refill(view::appointment::new(&desk, &ask.seal(), &people, what, &f), &f);
    };
    let (keyring, version) = (&ask.app.keyring, f.version());
    let kept = match &why {
        Some(why) => appoint::replace_chair(&mut desk.tx, keyring, &desk.grant, &step, &new, why, version).await,
        None => appoint::appoint_chair(&mut desk.tx, keyring, &desk.grant, &step, &new, version).await,
    };
    if let Err(problem) = kept {
        problem.on_form("begins", &mut f)?;
        return ask.refill(view::appointment::new(&desk, &ask.seal(), &people, what, &f), &f);
    }
    let to = desk.at("/panel");
    desk.tx.commit().await?;
    Ok(done(to, "The chair is appointed and can sign in to this review."))
}

async fn new_author(ask: Ask) -> Answer {
    let mut desk = look::<EditPanel>(&ask).await?;
    let people = choose::independent(&mut desk.tx, &desk.grant).await?;
    let f = Filled::new().with_date("begins", Some(desk.tx.today()));
    ask.show(view::appointment::new(&desk, &ask.seal(), &people, For::Author, &f))
}

async fn appoint_author(mut ask: Ask) -> Answer {
    let mut desk = work::<EditPanel>(&ask).await?;
    let people = choose::independent(&mut desk.tx, &desk.grant).await?;
    let (mut f, today) = (ask.filled(), desk.tx.today());
    let Some(new) = forms::appointment(&mut f, For::Author.posts(), today) else {
        return ask.refill(view::appointment::new(&desk, &ask.seal(), &people, For::Author, &f), &f);
    };
    appoint::appoint_author(&mut desk.tx, &ask.app.keyring, &desk.grant, &new).await?;
    let to = desk.at("/panel");
    desk.tx.commit().await?;
    Ok(done(to, "The appointment is recorded."))
}

async fn appointment(ask: Ask) -> Answer {
    let mut desk = look::<SeePanel>(&ask).await?;
    let id: AppointmentId = ask.param("appointment")?;
    let all = appoint::appointments(&mut desk.tx, &desk.grant).await?;
    let one = all.iter().find(|one| one.id == id).ok_or(Problem::NotThere)?;
    ask.show(view::appointment::one(&desk, &ask.seal(), one, &Filled::new()))
}

async fn end_appointment(mut ask: Ask) -> Answer {
    let mut desk = work::<EditPanel>(&ask).await?;
    let id: AppointmentId = ask.param("appointment")?;
    let see = desk.also::<SeePanel>().await?;
    let all = appoint::appointments(&mut desk.tx, &see).await?;
    let one = all.iter().find(|one| one.id == id).ok_or(Problem::NotThere)?;
    let (mut f, today) = (ask.filled(), desk.tx.today());
    let Some((on, why)) = forms::ending(&mut f, today) else {
        return ask.refill(view::appointment::one(&desk, &ask.seal(), one, &f), &f);
    };
    appoint::end_appointment(&mut desk.tx, &ask.app.keyring, &desk.grant, (id, f.version()), on, &why).await?;
    let to = desk.at("/panel");
    desk.tx.commit().await?;
    Ok(done(to, "The appointment has ended."))
}
