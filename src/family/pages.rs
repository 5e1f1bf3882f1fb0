//! What people ask of family and friends, and its answers.

use crate::access::right::{EditFamily, EditInterviews, SeeDraft, SeeFamily, SeeInterviews};
use crate::panel::{self, Colleague};
use crate::parties::{self, Desk, look, work};
use crate::reports::{self, VersionRow};
use crate::ui::{Answer, Ask, Filled, Guard, Page, Problem, Route, done, get, post};

use super::view::person::Choose;
use super::{
    CommentAnswer, CommentId, FamilyId, FamilyPerson, InterviewId, Reading, ReadingEnd, ReadingId, contacts, forms, interviews,
    people, readings, view,
};

/// The pages of family and friends.
#[must_use]
pub fn routes() -> Vec<Route> {
    let (see, edit) = (Guard::Review("SeeFamily"), Guard::Review("EditFamily"));
    vec![
        get("/reviews/:review/family", see, list),
        post("/reviews/:review/family/nobody", edit, nobody),
        get("/reviews/:review/family/new", edit, new),
        post("/reviews/:review/family/new", edit, add),
        get("/reviews/:review/family/:person", see, person),
        get("/reviews/:review/family/:person/change", edit, change),
        post("/reviews/:review/family/:person/change", edit, save),
        post("/reviews/:review/family/:person/contact", edit, contact),
        get("/reviews/:review/family/:person/reading", edit, new_reading),
        post("/reviews/:review/family/:person/reading", edit, offer),
        get("/reviews/:review/family/readings/:reading", see, reading),
        post("/reviews/:review/family/readings/:reading/finish", edit, finish),
        post("/reviews/:review/family/readings/:reading/comments", edit, comment),
        post("/reviews/:review/family/readings/:reading/told", edit, told),
        post("/reviews/:review/family/comments/:comment", edit, answer),
        get("/reviews/:review/interviews", Guard::Review("SeeInterviews"), notes),
        get("/reviews/:review/interviews/new", Guard::Review("EditInterviews"), new_note),
        post("/reviews/:review/interviews/new", Guard::Review("EditInterviews"), add_note),
        post("/reviews/:review/interviews/:interview/release", Guard::Review("EditInterviews"), release),
    ]
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

async fn person_page(desk: &mut Desk<SeeFamily>, ask: &Ask, f: &Filled) -> Result<Page, Problem> {
    let one = found(desk, ask.param("person")?).await?;
    let log = contacts::contacts(&mut desk.tx, &desk.grant, Some(one.id)).await?;
    let safe = match ask.query("safe") {
        "shown" => Some(people::safe_contact(&mut desk.tx, &ask.app.keyring, &desk.grant, one.id).await?),
        _ => None,
    };
    let sight = view::person::Sight { one: &one, contacts: &log, safe: safe.as_deref() };
    Ok(view::person::one(desk, &ask.seal(), &sight, f))
}

async fn person(ask: Ask) -> Answer {
    let mut desk = work::<SeeFamily>(&ask).await?;
    let f = Filled::new().with_date("held_on", Some(desk.tx.today()));
    let page = person_page(&mut desk, &ask, &f).await?;
    desk.tx.commit().await?;
    ask.show(page)
}

async fn to_change(desk: &mut Desk<EditFamily>, ask: &Ask) -> Result<FamilyPerson, Problem> {
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

async fn contact(mut ask: Ask) -> Answer {
    let mut desk = work::<SeeFamily>(&ask).await?;
    let edit = desk.also::<EditFamily>().await?;
    let id: FamilyId = ask.param("person")?;
    let (mut f, today) = (ask.filled(), desk.tx.today());
    if let Some(new) = forms::contact(&mut f, today) {
        match contacts::log_contact(&mut desk.tx, &ask.app.keyring, &edit, id, &new).await {
            Ok(_) => {
                let to = desk.at(&format!("/family/{id}"));
                desk.tx.commit().await?;
                return Ok(done(to, "The contact is logged."));
            }
            Err(problem) => problem.on_form("about", &mut f)?,
        }
    }
    let page = person_page(&mut desk, &ask, &f).await?;
    ask.refill(page, &f)
}

async fn new_reading(ask: Ask) -> Answer {
    let mut desk = work::<EditFamily>(&ask).await?;
    let one = to_change(&mut desk, &ask).await?;
    let drafts = drafts(&mut desk).await?;
    let length = readings::time_to_read(&mut desk.tx, &desk.grant).await?;
    let page = view::reading::offer(&desk, &ask.seal(), &one, (&drafts, length), &Filled::new());
    desk.tx.commit().await?;
    ask.show(page)
}

/// The versions of the report, the latest first: what somebody reads is one of them.
async fn drafts(desk: &mut Desk<EditFamily>) -> Result<Vec<VersionRow>, Problem> {
    let see = desk.also::<SeeDraft>().await?;
    Ok(reports::versions(&mut desk.tx, &see).await?)
}

async fn offer(mut ask: Ask) -> Answer {
    let mut desk = work::<EditFamily>(&ask).await?;
    let one = to_change(&mut desk, &ask).await?;
    let drafts = drafts(&mut desk).await?;
    let length = readings::time_to_read(&mut desk.tx, &desk.grant).await?;
    let mut f = ask.filled();
    if let Some(new) = forms::reading(&mut f, &drafts) {
        match readings::offer_reading(&mut desk.tx, &ask.app.keyring, &desk.grant, (one.id, f.version()), &new).await {
            Ok(id) => {
                let to = desk.at(&format!("/family/readings/{id}"));
                desk.tx.commit().await?;
                return Ok(done(to, "The reading is offered."));
            }
            Err(problem) => problem.on_form_at("closes_on", "closes_on-day", &mut f)?,
        }
    }
    ask.refill(view::reading::offer(&desk, &ask.seal(), &one, (&drafts, length), &f), &f)
}

async fn reading_page(desk: &mut Desk<SeeFamily>, ask: &Ask, id: ReadingId, f: &Filled) -> Result<Page, Problem> {
    let all = readings::readings(&mut desk.tx, &desk.grant).await?;
    let one: &Reading = all.iter().find(|one| one.id == id).ok_or(Problem::NotThere)?;
    let said = readings::comments(&mut desk.tx, &desk.grant, id).await?;
    Ok(view::reading::one(desk, &ask.seal(), one, &said, f))
}

async fn reading(ask: Ask) -> Answer {
    let mut desk = work::<SeeFamily>(&ask).await?;
    let page = reading_page(&mut desk, &ask, ask.param("reading")?, &Filled::new()).await?;
    desk.tx.commit().await?;
    ask.show(page)
}

async fn finish(mut ask: Ask) -> Answer {
    let mut desk = work::<SeeFamily>(&ask).await?;
    let edit = desk.also::<EditFamily>().await?;
    let id: ReadingId = ask.param("reading")?;
    let (mut f, today) = (ask.filled(), desk.tx.today());
    let how = f.one_of("how", "how the reading ended", ReadingEnd::ALL, ReadingEnd::as_str);
    let on = f.past_date("ended_on", "the day", today);
    if let (Some(how), Some(on)) = (how, on) {
        match readings::finish_reading(&mut desk.tx, &edit, (id, f.version()), how, on).await {
            Ok(()) => {
                let to = desk.at("/family");
                desk.tx.commit().await?;
                return Ok(done(to, "The reading has ended."));
            }
            Err(problem) => problem.on_form_at("ended_on", "ended_on-day", &mut f)?,
        }
    }
    let page = reading_page(&mut desk, &ask, id, &f).await?;
    ask.refill(page, &f)
}

async fn comment(mut ask: Ask) -> Answer {
    let mut desk = work::<SeeFamily>(&ask).await?;
    let edit = desk.also::<EditFamily>().await?;
    let id: ReadingId = ask.param("reading")?;
    let mut f = ask.filled();
    let Some(new) = forms::comment(&mut f) else {
        let page = reading_page(&mut desk, &ask, id, &f).await?;
        return ask.refill(page, &f);
    };
    readings::add_comment(&mut desk.tx, &ask.app.keyring, &edit, id, &new).await?;
    let to = desk.at(&format!("/family/readings/{id}"));
    desk.tx.commit().await?;
    Ok(done(to, "The comment is written down."))
}

async fn told(mut ask: Ask) -> Answer {
    let mut desk = work::<SeeFamily>(&ask).await?;
    let edit = desk.also::<EditFamily>().await?;
    let id: ReadingId = ask.param("reading")?;
    let (mut f, today) = (ask.filled(), desk.tx.today());
    let Some(on) = f.past_date("told_on", "the day on which they were told", today) else {
        let page = reading_page(&mut desk, &ask, id, &f).await?;
        return ask.refill(page, &f);
    };
    if let Err(problem) = readings::told_of_answer(&mut desk.tx, &edit, (id, f.version()), on).await {
        problem.on_form_at("told_on", "told_on-day", &mut f)?;
        let page = reading_page(&mut desk, &ask, id, &f).await?;
        return ask.refill(page, &f);
    }
    let to = desk.at(&format!("/family/readings/{id}"));
    desk.tx.commit().await?;
    Ok(done(to, "It is recorded that they were told."))
}

async fn answer(mut ask: Ask) -> Answer {
    let mut desk = work::<SeeFamily>(&ask).await?;
    let edit = desk.also::<EditFamily>().await?;
    let id: CommentId = ask.param("comment")?;
    let reading = readings::reading_of(&mut desk.tx, &edit, id).await?;
    let mut f = ask.filled();
    // Every comment on the page has fields of its own, so that an error leads to the right one.
    let number = f.get("number").to_owned();
    let (answer, reason) = (format!("answer-{number}"), format!("reason-{number}"));
    let chosen = f.one_of(&answer, "what becomes of the comment", CommentAnswer::ALL, CommentAnswer::as_str);
    let why = f.optional_prose(&reason, "the reason");
    if let (Some(chosen), Some(why)) = (chosen, why) {
        let at = (id, f.version());
        match readings::answer_comment(&mut desk.tx, &ask.app.keyring, &edit, at, chosen, why.as_ref()).await {
            Ok(()) => {
                let to = desk.at(&format!("/family/readings/{reading}"));
                desk.tx.commit().await?;
                return Ok(done(to, "The comment is answered."));
            }
            Err(problem) => problem.on_form(&reason, &mut f)?,
        }
    }
    let page = reading_page(&mut desk, &ask, reading, &f).await?;
    ask.refill(page, &f)
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
                return Ok(done(to, "The talk is recorded."));
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
