//! What people ask of family and friends, and its answers.

use crate::access::right::{EditFamily, EditInterviews, SeeFamily, SeeInterviews};
use crate::panel::{self, Colleague};
use crate::parties::{self, Desk, look, work};
use crate::ui::{Answer, Ask, Filled, Guard, Page, Problem, Route, done, get, post};

use super::view::person::Choose;
use super::{FamilyId, FamilyPerson, InterviewId, contacts, forms, interviews, people, reading_pages, readings, view};

/// The pages of family and friends.
#[must_use]
pub fn routes() -> Vec<Route> {
    let (see, edit) = (Guard::Review("SeeFamily"), Guard::Review("EditFamily"));
    let mut routes = reading_pages::routes();
    routes.extend([
        get("/reviews/:review/family", see, list),
        post("/reviews/:review/family/nobody", edit, nobody),
        get("/reviews/:review/family/new", edit, new),
        post("/reviews/:review/family/new", edit, add),
        get("/reviews/:review/family/:person", see, person),
        get("/reviews/:review/family/:person/change", edit, change),
        post("/reviews/:review/family/:person/change", edit, save),
        get("/reviews/:review/family/:person/contact", edit, new_contact),
        post("/reviews/:review/family/:person/contact", edit, contact),
        get("/reviews/:review/interviews", Guard::Review("SeeInterviews"), notes),
        get("/reviews/:review/interviews/new", Guard::Review("EditInterviews"), new_note),
        post("/reviews/:review/interviews/new", Guard::Review("EditInterviews"), add_note),
        post("/reviews/:review/interviews/:interview/release", Guard::Review("EditInterviews"), release),
    ]);
    routes
}

async fn list_page(desk: &mut Desk<SeeFamily>, ask: &Ask, f: &Filled) -> Result<Page, Problem> {
    let people = people::people(&mut desk.tx, &desk.grant).await?;
    let nobody = people::nobody(&mut desk.tx, &desk.grant).await?;
    let readings = readings::readings(&mut desk.tx, &desk.grant).await?;
    let sight = view::Sight { people: &people, nobody: nobody.as_ref(), readings: &readings };
    Ok(view::list(desk, &ask.seal(), &sight, f))
}

async fn list(ask: Ask) -> Answer {
    let mut desk = work::<SeeFamily>(&ask).await?;
    let page = list_page(&mut desk, &ask, &Filled::new()).await?;
    desk.tx.commit().await?;
    ask.show(page)
}

async fn nobody(mut ask: Ask) -> Answer {
    let mut desk = work::<SeeFamily>(&ask).await?;
    let edit = desk.also::<EditFamily>().await?;
    let mut f = ask.filled();
    if let Some(reason) = f.prose("reason", "why there is nobody to ask") {
        match people::record_nobody(&mut desk.tx, &ask.app.keyring, &edit, &reason).await {
            Ok(()) => {
                let to = desk.at("/family");
                desk.tx.commit().await?;
                return Ok(done(to, "It is recorded."));
            }
            Err(problem) => problem.on_form("reason", &mut f)?,
        }
    }
    let page = list_page(&mut desk, &ask, &f).await?;
    ask.refill(page, &f)
}

/// Who can stand by somebody, and who does so now.
async fn advocates(desk: &mut Desk<EditFamily>, one: Option<&FamilyPerson>) -> Result<Vec<Colleague>, Problem> {
    let mut offered = panel::advocates(&mut desk.tx, &desk.grant).await?;
    let now = one.and_then(|one| one.advocate_account).filter(|now| offered.iter().all(|each| each.id != *now));
    if let Some(now) = now {
        offered.extend(panel::colleagues(&mut desk.tx, &desk.grant).await?.into_iter().find(|each| each.id == now));
    }
    Ok(offered)
}

async fn edit_page(desk: &mut Desk<EditFamily>, ask: &Ask, one: Option<&FamilyPerson>, f: &Filled) -> Result<Page, Problem> {
    let mut register = parties::people(&mut desk.tx, desk.front.id).await?;
    register.retain(|one| one.kind.may_be_family());
    let advocates = advocates(desk, one).await?;
    let choose = Choose { one, register: &register, advocates: &advocates };
    Ok(view::person::edit(desk, &ask.seal(), &choose, f))
}

async fn new(ask: Ask) -> Answer {
    let mut desk = look::<EditFamily>(&ask).await?;
    let page = edit_page(&mut desk, &ask, None, &Filled::new()).await?;
    ask.show(page)
}

async fn add(mut ask: Ask) -> Answer {
    let mut desk = work::<EditFamily>(&ask).await?;
    let (mut f, today) = (ask.filled(), desk.tx.today());
    let offered = advocates(&mut desk, None).await?;
    if let Some(new) = forms::person(&mut f, None, &offered, today) {
        match people::add_person(&mut desk.tx, &ask.app.keyring, &desk.grant, &new).await {
            Ok(id) => {
                let to = desk.at(&format!("/family/{id}"));
                desk.tx.commit().await?;
                return Ok(done(to, "They are added."));
            }
            Err(problem) => problem.on_form("entry", &mut f)?,
        }
    }
    let page = edit_page(&mut desk, &ask, None, &f).await?;
    ask.refill(page, &f)
}

async fn found(desk: &mut Desk<SeeFamily>, id: FamilyId) -> Result<FamilyPerson, Problem> {
    let all = people::people(&mut desk.tx, &desk.grant).await?;
    all.into_iter().find(|one| one.id == id).ok_or(Problem::NotThere)
}

async fn person(ask: Ask) -> Answer {
    let mut desk = work::<SeeFamily>(&ask).await?;
    let one = found(&mut desk, ask.param("person")?).await?;
    let log = contacts::contacts(&mut desk.tx, &desk.grant, Some(one.id)).await?;
    let safe = match ask.query("safe") {
        "shown" => Some(people::safe_contact(&mut desk.tx, &ask.app.keyring, &desk.grant, one.id).await?),
        _ => None,
    };
    let sight = view::person::Sight { one: &one, contacts: &log, safe: safe.as_deref() };
    let page = view::person::one(&desk, &sight);
    desk.tx.commit().await?;
    ask.show(page)
}

pub(super) async fn to_change(desk: &mut Desk<EditFamily>, ask: &Ask) -> Result<FamilyPerson, Problem> {
    let id: FamilyId = ask.param("person")?;
    let see = desk.also::<SeeFamily>().await?;
    let all = people::people(&mut desk.tx, &see).await?;
    all.into_iter().find(|one| one.id == id).ok_or(Problem::NotThere)
}

async fn change(ask: Ask) -> Answer {
    let mut desk = work::<EditFamily>(&ask).await?;
    let one = to_change(&mut desk, &ask).await?;
    let f = forms::begin(&desk.labels, &one);
    let page = edit_page(&mut desk, &ask, Some(&one), &f).await?;
    desk.tx.commit().await?;
    ask.show(page)
}

async fn save(mut ask: Ask) -> Answer {
    let mut desk = work::<EditFamily>(&ask).await?;
    let one = to_change(&mut desk, &ask).await?;
    let (mut f, today) = (ask.filled(), desk.tx.today());
    let offered = advocates(&mut desk, Some(&one)).await?;
    let Some(new) = forms::person(&mut f, Some(one.entry), &offered, today) else {
        let page = edit_page(&mut desk, &ask, Some(&one), &f).await?;
        return ask.refill(page, &f);
    };
    people::change_person(&mut desk.tx, &ask.app.keyring, &desk.grant, (one.id, f.version()), &new).await?;
    let to = desk.at(&format!("/family/{}", one.id));
    desk.tx.commit().await?;
    Ok(done(to, "It is saved."))
}

async fn new_contact(ask: Ask) -> Answer {
    let mut desk = work::<EditFamily>(&ask).await?;
    let one = to_change(&mut desk, &ask).await?;
    let f = Filled::new().with_date("held_on", Some(desk.tx.today()));
    let page = view::person::contact(&desk, &ask.seal(), &one, &f);
    desk.tx.commit().await?;
    ask.show(page)
}

async fn contact(mut ask: Ask) -> Answer {
    let mut desk = work::<EditFamily>(&ask).await?;
    let one = to_change(&mut desk, &ask).await?;
    let (mut f, today) = (ask.filled(), desk.tx.today());
    if let Some(new) = forms::contact(&mut f, today) {
        match contacts::log_contact(&mut desk.tx, &ask.app.keyring, &desk.grant, one.id, &new).await {
            Ok(_) => {
                let to = desk.at(&format!("/family/{}", one.id));
                desk.tx.commit().await?;
                return Ok(done(to, "The contact is logged."));
            }
            Err(problem) => problem.on_form("about", &mut f)?,
        }
    }
    ask.refill(view::person::contact(&desk, &ask.seal(), &one, &f), &f)
}

async fn notes(ask: Ask) -> Answer {
    let mut desk = work::<SeeInterviews>(&ask).await?;
    let all = interviews::interviews(&mut desk.tx, &desk.grant).await?;
    let page = view::interview::list(&desk, &ask.seal(), &all);
    desk.tx.commit().await?;
    ask.show(page)
}

async fn note_page(desk: &mut Desk<EditInterviews>, ask: &Ask, f: &Filled) -> Result<Page, Problem> {
    let people = parties::people(&mut desk.tx, desk.front.id).await?;
    let agencies = panel::agencies(&mut desk.tx, &desk.grant).await?;
    Ok(view::interview::new(desk, &ask.seal(), (&people, &agencies), f))
}

async fn new_note(ask: Ask) -> Answer {
    let mut desk = look::<EditInterviews>(&ask).await?;
    let page = note_page(&mut desk, &ask, &Filled::new()).await?;
    ask.show(page)
}

async fn add_note(mut ask: Ask) -> Answer {
    let mut desk = work::<EditInterviews>(&ask).await?;
    let (mut f, today) = (ask.filled(), desk.tx.today());
    if let Some(new) = forms::interview(&mut f, today) {
        match interviews::record_interview(&mut desk.tx, &ask.app.keyring, &desk.grant, &new).await {
            Ok(_) => {
                let to = desk.at("/interviews");
                desk.tx.commit().await?;
                return Ok(done(to, "The interview is recorded."));
            }
            Err(problem) => problem.on_form("state", &mut f)?,
        }
    }
    let page = note_page(&mut desk, &ask, &f).await?;
    ask.refill(page, &f)
}

async fn release(mut ask: Ask) -> Answer {
    let mut desk = work::<EditInterviews>(&ask).await?;
    let id: InterviewId = ask.param("interview")?;
    interviews::release_interview(&mut desk.tx, &desk.grant, (id, ask.filled().version())).await?;
    let to = desk.at("/interviews");
    desk.tx.commit().await?;
    Ok(done(to, "Their agency may read these notes."))
}
