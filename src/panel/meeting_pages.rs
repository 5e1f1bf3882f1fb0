//! The pages of meetings of the panel and of their minutes.

use crate::access::right::{ApprovePanel, EditPanel, SeePanel, TakeStep};
use crate::parties::{Desk, look, work};
use crate::ui::{Answer, Ask, Filled, Guard, Problem, Route, done, get, post};

use super::{Meeting, MeetingId, Member, forms, meetings, members, view};

/// The rows of the routes table for meetings.
pub(super) fn routes() -> Vec<Route> {
    let (see, edit) = (Guard::Review("SeePanel"), Guard::Review("EditPanel"));
    vec![
        get("/reviews/:review/panel/meetings/new", edit, new_meeting),
        post("/reviews/:review/panel/meetings/new", edit, add_meeting),
        get("/reviews/:review/panel/meetings/:meeting", see, meeting),
        get("/reviews/:review/panel/meetings/:meeting/minutes", edit, minutes_form),
        post("/reviews/:review/panel/meetings/:meeting/minutes", edit, write_minutes),
        post("/reviews/:review/panel/meetings/:meeting/minutes/approve", Guard::Review("ApprovePanel"), approve_minutes),
    ]
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
    let one = held(&mut desk, &ask).await?;
    let came = meetings::attendance(&mut desk.tx, &desk.grant, one.id).await?;
    let versions = meetings::minutes(&mut desk.tx, &desk.grant, one.id).await?;
    ask.show(view::meeting::one(&desk, &ask.seal(), &one, &came, &versions))
}

async fn held(desk: &mut Desk<SeePanel>, ask: &Ask) -> Result<Meeting, Problem> {
    let id: MeetingId = ask.param("meeting")?;
    let all = meetings::meetings(&mut desk.tx, &desk.grant).await?;
    all.into_iter().find(|one| one.id == id).ok_or(Problem::NotThere)
}

/// A new version of the minutes begins with the one before it.
async fn minutes_form(ask: Ask) -> Answer {
    let mut desk = look::<SeePanel>(&ask).await?;
    desk.also::<EditPanel>().await?;
    let one = held(&mut desk, &ask).await?;
    let versions = meetings::minutes(&mut desk.tx, &desk.grant, one.id).await?;
    let latest = versions.first();
    let f = Filled::new()
        .with("seen", latest.map_or(0, |one| one.number).to_string())
        .with_some("body", latest.map(|one| desk.labels.show(&one.body)));
    ask.show(view::meeting::write(&desk, &ask.seal(), &one, &f))
}

async fn write_minutes(mut ask: Ask) -> Answer {
    let mut desk = work::<SeePanel>(&ask).await?;
    let edit = desk.also::<EditPanel>().await?;
    let one = held(&mut desk, &ask).await?;
    let mut f = ask.filled();
    let seen = f.get("seen").parse().unwrap_or(-1);
    let Some(body) = f.prose("body", "the minutes") else {
        return ask.refill(view::meeting::write(&desk, &ask.seal(), &one, &f), &f);
    };
    meetings::write_minutes(&mut desk.tx, &ask.app.keyring, &edit, one.id, &body, seen).await?;
    let to = desk.at(&format!("/panel/meetings/{}", one.id));
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
