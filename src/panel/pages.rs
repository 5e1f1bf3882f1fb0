//! What people ask of the panel, and its answers.

use crate::access::right::{ApprovePanel, EditPanel, SeePanel, TakeStep};
use crate::parties::{Desk, look, register_for_tying, work};
use crate::ui::{Answer, Ask, Filled, Guard, Problem, Route, done, get, post};

use super::view::appointment::For;
use super::view::member::Looker;
use super::{AppointmentId, MeetingId, Member, MemberId, appoint, choose, forms, meetings, members, view};

/// The pages of the panel.
#[must_use]
pub fn routes() -> Vec<Route> {
    let (see, edit) = (Guard::Review("SeePanel"), Guard::Review("EditPanel"));
    vec![
        get("/reviews/:review/panel", see, list),
        get("/reviews/:review/panel/chair", edit, new_chair),
        post("/reviews/:review/panel/chair", edit, appoint_chair),
        get("/reviews/:review/panel/author", edit, new_author),
        post("/reviews/:review/panel/author", edit, appoint_author),
        get("/reviews/:review/panel/appointments/:appointment", see, appointment),
        post("/reviews/:review/panel/appointments/:appointment/end", edit, end_appointment),
        get("/reviews/:review/panel/members/new", edit, new_member),
        post("/reviews/:review/panel/members/new", edit, add_member),
        get("/reviews/:review/panel/members/:member", see, member),
        post("/reviews/:review/panel/members/:member/declare", see, declare),
        post("/reviews/:review/panel/members/:member/accept", Guard::Review("ApprovePanel"), accept),
        post("/reviews/:review/panel/members/:member/confidentiality", edit, confidentiality),
        post("/reviews/:review/panel/members/:member/end", edit, end_member),
        get("/reviews/:review/panel/meetings/new", edit, new_meeting),
        post("/reviews/:review/panel/meetings/new", edit, add_meeting),
        get("/reviews/:review/panel/meetings/:meeting", see, meeting),
        post("/reviews/:review/panel/meetings/:meeting/minutes", edit, write_minutes),
        post("/reviews/:review/panel/meetings/:meeting/minutes/approve", Guard::Review("ApprovePanel"), approve_minutes),
    ]
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

async fn new_member(ask: Ask) -> Answer {
    let mut desk = look::<EditPanel>(&ask).await?;
    let f = Filled::new().with_date("begins", Some(desk.tx.today()));
    let page = member_form(&mut desk, &ask, &f).await?;
    ask.show(page)
}

async fn member_form(desk: &mut Desk<EditPanel>, ask: &Ask, f: &Filled) -> Result<crate::ui::Page, Problem> {
    let see = desk.also::<SeePanel>().await?;
    let people = choose::colleagues(&mut desk.tx, &desk.grant).await?;
    let agencies = choose::agencies(&mut desk.tx, &desk.grant).await?;
    let sitting = members::members(&mut desk.tx, &see).await?;
    Ok(view::member::new(desk, &ask.seal(), (&people, &agencies, &sitting), f))
}

async fn add_member(mut ask: Ask) -> Answer {
    let mut desk = work::<EditPanel>(&ask).await?;
    let mut f = ask.filled();
    register_for_tying(&mut desk.tx, &ask.app.keyring, desk.front.id)
        .await?
        .refuse_in(&mut f, &["name", "job_title", "expertise"]);
    let see = desk.also::<SeePanel>().await?;
    let sitting = members::members(&mut desk.tx, &see).await?;
    if let Some(new) = forms::member(&mut f, &sitting) {
        match members::add_member(&mut desk.tx, &desk.grant, &new).await {
            Ok(_) => {
                let to = desk.at("/panel");
                desk.tx.commit().await?;
                return Ok(done(to, "The panel member is added. Ask them to declare their interests."));
            }
            Err(problem) => problem.on_form("person", &mut f)?,
        }
    }
    let page = member_form(&mut desk, &ask, &f).await?;
    ask.refill(page, &f)
}

async fn member(ask: Ask) -> Answer {
    let mut desk = look::<SeePanel>(&ask).await?;
    let page = member_page(&mut desk, &ask, &Filled::new()).await?;
    ask.show(page)
}

async fn found(desk: &mut Desk<SeePanel>, ask: &Ask) -> Result<Member, Problem> {
    let id: MemberId = ask.param("member")?;
    let all = members::members(&mut desk.tx, &desk.grant).await?;
    all.into_iter().find(|one| one.id == id).ok_or(Problem::NotThere)
}

async fn member_page(desk: &mut Desk<SeePanel>, ask: &Ask, f: &Filled) -> Result<crate::ui::Page, Problem> {
    let one = found(desk, ask).await?;
    let told = members::declarations(&mut desk.tx, &desk.grant, one.id).await?;
    let who = Looker { own: one.person == Some(desk.grant.actor().person), today: desk.tx.today() };
    Ok(view::member::one(desk, &ask.seal(), &one, &told, who, f))
}

async fn declare(mut ask: Ask) -> Answer {
    let mut desk = work::<SeePanel>(&ask).await?;
    let one = found(&mut desk, &ask).await?;
    let (mut f, today) = (ask.filled(), desk.tx.today());
    let Some(declaration) = forms::declaration(&mut f, today) else {
        let page = member_page(&mut desk, &ask, &f).await?;
        return ask.refill(page, &f);
    };
    let own = one.person == Some(desk.grant.actor().person);
    if own {
        members::declare_own(&mut desk.tx, &ask.app.keyring, &desk.grant, one.id, &declaration).await?;
    } else {
        let edit = desk.also::<EditPanel>().await?;
        members::declare(&mut desk.tx, &ask.app.keyring, &edit, one.id, &declaration).await?;
    }
    // Somebody who has just declared their own conflict cannot come back to the review.
    let to = if own && declaration.conflict { "/reviews".to_owned() } else { desk.at(&format!("/panel/members/{}", one.id)) };
    desk.tx.commit().await?;
    Ok(done(to, "The declaration is recorded. A conflict takes access away until the chair has settled it."))
}

async fn accept(mut ask: Ask) -> Answer {
    let mut desk = work::<SeePanel>(&ask).await?;
    let one = found(&mut desk, &ask).await?;
    let approve = desk.also::<ApprovePanel>().await?;
    let (mut f, today) = (ask.filled(), desk.tx.today());
    let Some(mitigation) = f.prose("accepted", "how the conflict is met") else {
        let page = member_page(&mut desk, &ask, &f).await?;
        return ask.refill(page, &f);
    };
    members::accept_mitigation(&mut desk.tx, &ask.app.keyring, &approve, (one.id, f.version()), &mitigation, today).await?;
    let to = desk.at("/panel");
    desk.tx.commit().await?;
    Ok(done(to, "The conflict is settled and the member has access again."))
}

async fn confidentiality(mut ask: Ask) -> Answer {
    let mut desk = work::<SeePanel>(&ask).await?;
    let one = found(&mut desk, &ask).await?;
    let edit = desk.also::<EditPanel>().await?;
    let (mut f, today) = (ask.filled(), desk.tx.today());
    let Some(on) = f.past_date("signed_on", "the day on which it was signed", today) else {
        let page = member_page(&mut desk, &ask, &f).await?;
        return ask.refill(page, &f);
    };
    members::sign_confidentiality(&mut desk.tx, &edit, (one.id, f.version()), on).await?;
    let to = desk.at("/panel");
    desk.tx.commit().await?;
    Ok(done(to, "It is recorded that the agreement is signed."))
}

async fn end_member(mut ask: Ask) -> Answer {
    let mut desk = work::<SeePanel>(&ask).await?;
    let one = found(&mut desk, &ask).await?;
    let edit = desk.also::<EditPanel>().await?;
    let (mut f, today) = (ask.filled(), desk.tx.today());
    let Some((on, why)) = forms::ending(&mut f, today) else {
        let page = member_page(&mut desk, &ask, &f).await?;
        return ask.refill(page, &f);
    };
    members::end_membership(&mut desk.tx, &ask.app.keyring, &edit, (one.id, f.version()), on, &why).await?;
    let to = desk.at("/panel");
    desk.tx.commit().await?;
    Ok(done(to, "The membership has ended."))
}

async fn new_meeting(ask: Ask) -> Answer {
    let mut desk = look::<EditPanel>(&ask).await?;
    let page = meeting_form(&mut desk, &ask, &Filled::new()).await?;
    ask.show(page)
}

async fn sitting(desk: &mut Desk<EditPanel>) -> Result<(Vec<Member>, bool), Problem> {
    let see = desk.also::<SeePanel>().await?;
    let mut all = members::members(&mut desk.tx, &see).await?;
    all.retain(|one| one.ends.is_none());
    let first = meetings::meetings(&mut desk.tx, &see).await?.is_empty();
    Ok((all, first))
}

async fn meeting_form(desk: &mut Desk<EditPanel>, ask: &Ask, f: &Filled) -> Result<crate::ui::Page, Problem> {
    let (members, first) = sitting(desk).await?;
    Ok(view::meeting::new(desk, &ask.seal(), &members, first, f))
}

async fn add_meeting(mut ask: Ask) -> Answer {
    let mut desk = work::<EditPanel>(&ask).await?;
    let (members, first) = sitting(&mut desk).await?;
    let step = desk.also::<TakeStep>().await?;
    let (mut f, today) = (ask.filled(), desk.tx.today());
    if let Some(new) = forms::meeting(&mut f, &members, today) {
        let version = f.version();
        match meetings::record_meeting(&mut desk.tx, &ask.app.keyring, &desk.grant, &step, &new, version).await {
            Ok(id) => {
                let to = desk.at(&format!("/panel/meetings/{id}"));
                desk.tx.commit().await?;
                return Ok(done(to, "The meeting is recorded."));
            }
            Err(problem) => problem.on_form("held_on", &mut f)?,
        }
    }
    ask.refill(view::meeting::new(&desk, &ask.seal(), &members, first, &f), &f)
}

async fn meeting(ask: Ask) -> Answer {
    let mut desk = look::<SeePanel>(&ask).await?;
    let page = meeting_page(&mut desk, &ask, &Filled::new()).await?;
    ask.show(page)
}

async fn meeting_page(desk: &mut Desk<SeePanel>, ask: &Ask, f: &Filled) -> Result<crate::ui::Page, Problem> {
    let id: MeetingId = ask.param("meeting")?;
    let all = meetings::meetings(&mut desk.tx, &desk.grant).await?;
    let one = all.iter().find(|one| one.id == id).ok_or(Problem::NotThere)?;
    let came = meetings::attendance(&mut desk.tx, &desk.grant, id).await?;
    let versions = meetings::minutes(&mut desk.tx, &desk.grant, id).await?;
    Ok(view::meeting::one(desk, &ask.seal(), one, &came, &versions, f))
}

async fn write_minutes(mut ask: Ask) -> Answer {
    let mut desk = work::<SeePanel>(&ask).await?;
    let edit = desk.also::<EditPanel>().await?;
    let id: MeetingId = ask.param("meeting")?;
    let mut f = ask.filled();
    let seen = f.get("seen").parse().unwrap_or(-1);
    let Some(body) = f.prose("body", "the minutes") else {
        let page = meeting_page(&mut desk, &ask, &f).await?;
        return ask.refill(page, &f);
    };
    meetings::write_minutes(&mut desk.tx, &ask.app.keyring, &edit, id, &body, seen).await?;
    let to = desk.at(&format!("/panel/meetings/{id}"));
    desk.tx.commit().await?;
    Ok(done(to, "This version of the minutes is kept."))
}

async fn approve_minutes(mut ask: Ask) -> Answer {
    let mut desk = work::<ApprovePanel>(&ask).await?;
    let id: MeetingId = ask.param("meeting")?;
    let (f, today) = (ask.filled(), desk.tx.today());
    let number = f.get("number").parse().unwrap_or(-1);
    meetings::approve_minutes(&mut desk.tx, &desk.grant, id, number, today).await?;
    let to = desk.at(&format!("/panel/meetings/{id}"));
    desk.tx.commit().await?;
    Ok(done(to, "The minutes are approved."))
}
