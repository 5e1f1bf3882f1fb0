//! The pages of a reading of the draft. Whatever is recorded about one is asked on a page of its own: what is typed there is not lost by
//! doing something else.

use crate::access::Grant;
use crate::access::right::{EditFamily, SeeDraft, SeeFamily};
use crate::parties::{Desk, look, work};
use crate::reports::{self, VersionRow, changes};
use crate::ui::{Answer, Ask, Filled, Guard, Page, Problem, Route, Seal, done, get, post};

use super::pages::to_change;
use super::{
    Comment, CommentAnswer, CommentId, FamilyPerson, Reading, ReadingEnd, ReadingId, comments, forms, people, reading_times,
    readings, view,
};

/// The rows of the routes table for readings of the draft.
pub(super) fn routes() -> Vec<Route> {
    let (see, edit) = (Guard::Review("SeeFamily"), Guard::Review("EditFamily"));
    vec![
        get("/reviews/:review/family/:person/reading", edit, new_reading),
        post("/reviews/:review/family/:person/reading", edit, offer),
        get("/reviews/:review/family/readings/:reading", see, reading),
        get("/reviews/:review/family/readings/:reading/finish", edit, finish_form),
        post("/reviews/:review/family/readings/:reading/finish", edit, finish),
        get("/reviews/:review/family/readings/:reading/times", edit, times_form),
        post("/reviews/:review/family/readings/:reading/times", edit, change_times),
        get("/reviews/:review/family/readings/:reading/take-back", edit, take_back_form),
        post("/reviews/:review/family/readings/:reading/take-back", edit, take_back),
        get("/reviews/:review/family/readings/:reading/comments", edit, comment_form),
        post("/reviews/:review/family/readings/:reading/comments", edit, comment),
        get("/reviews/:review/family/readings/:reading/told", edit, told_form),
        post("/reviews/:review/family/readings/:reading/told", edit, told),
        get("/reviews/:review/family/comments/:comment", edit, answer_form),
        post("/reviews/:review/family/comments/:comment", edit, answer),
        get("/reviews/:review/family/comments/:comment/made", edit, made_form),
        post("/reviews/:review/family/comments/:comment/made", edit, made),
    ]
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

async fn read_of(desk: &mut Desk<SeeFamily>, id: ReadingId) -> Result<Reading, Problem> {
    let all = readings::readings(&mut desk.tx, &desk.grant).await?;
    all.into_iter().find(|one| one.id == id).ok_or(Problem::NotThere)
}

async fn reading(ask: Ask) -> Answer {
    let mut desk = work::<SeeFamily>(&ask).await?;
    let one = read_of(&mut desk, ask.param("reading")?).await?;
    let said = comments::comments(&mut desk.tx, &desk.grant, one.id).await?;
    let earlier = reading_times::earlier_times(&mut desk.tx, &desk.grant, one.id).await?;
    let page = view::reading::one(&desk, &one, &said, &earlier);
    desk.tx.commit().await?;
    ask.show(page)
}

/// The page of a form about a reading, as it is first shown.
type ReadingForm = fn(&Desk<SeeFamily>, &Seal, &Reading, &Filled) -> Page;

/// Something that is recorded about a reading: the right to it, and the reading as it stands.
async fn to_record(ask: &Ask, mut desk: Desk<SeeFamily>) -> Result<(Desk<SeeFamily>, Grant<EditFamily>, Reading), Problem> {
    let edit = desk.also::<EditFamily>().await?;
    let one = read_of(&mut desk, ask.param("reading")?).await?;
    Ok((desk, edit, one))
}

async fn blank(ask: Ask, form: ReadingForm) -> Answer {
    let (desk, _, one) = to_record(&ask, look(&ask).await?).await?;
    ask.show(form(&desk, &ask.seal(), &one, &Filled::new()))
}

async fn finish_form(ask: Ask) -> Answer {
    blank(ask, view::reading::finish).await
}

async fn comment_form(ask: Ask) -> Answer {
    blank(ask, view::reading::write_down).await
}

async fn told_form(ask: Ask) -> Answer {
    blank(ask, view::reading::told).await
}

async fn finish(mut ask: Ask) -> Answer {
    let (mut desk, edit, one) = to_record(&ask, work(&ask).await?).await?;
    let (mut f, today) = (ask.filled(), desk.tx.today());
    let how = f.one_of("how", "how the reading ended", ReadingEnd::OF_ITSELF, ReadingEnd::as_str);
    let on = f.past_date("ended_on", "the day", today);
    if let (Some(how), Some(on)) = (how, on) {
        match readings::finish_reading(&mut desk.tx, &edit, (one.id, f.version()), how, on).await {
            Ok(()) => {
                let to = desk.at("/family");
                desk.tx.commit().await?;
                return Ok(done(to, "The reading has ended."));
            }
            Err(problem) => problem.on_form_at("ended_on", "ended_on-day", &mut f)?,
        }
    }
    ask.refill(view::reading::finish(&desk, &ask.seal(), &one, &f), &f)
}

/// Whose reading it is.
async fn reader(desk: &mut Desk<SeeFamily>, reading: &Reading) -> Result<FamilyPerson, Problem> {
    let all = people::people(&mut desk.tx, &desk.grant).await?;
    all.into_iter().find(|one| one.id == reading.person).ok_or(Problem::NotThere)
}

async fn times_form(ask: Ask) -> Answer {
    let (mut desk, _, one) = to_record(&ask, work(&ask).await?).await?;
    let person = reader(&mut desk, &one).await?;
    let f = view::reading::begin_times(&desk, &one);
    let page = view::reading::times(&desk, &ask.seal(), (&one, &person), &f);
    desk.tx.commit().await?;
    ask.show(page)
}

async fn change_times(mut ask: Ask) -> Answer {
    let (mut desk, edit, one) = to_record(&ask, work(&ask).await?).await?;
    let person = reader(&mut desk, &one).await?;
    let mut f = ask.filled();
    let (time, why) = (forms::time(&mut f), f.prose("why", "why the days are changed"));
    if let (Some(()), Some(time), Some(why)) = (f.good(), time, why) {
        let at = (one.id, f.version());
        match reading_times::change_times(&mut desk.tx, &ask.app.keyring, &edit, at, &time, &why).await {
            Ok(()) => {
                let to = desk.at(&format!("/family/readings/{}", one.id));
                desk.tx.commit().await?;
                return Ok(done(to, "The days of the reading are changed. Tell them."));
            }
            Err(problem) => problem.on_form_at("closes_on", "closes_on-day", &mut f)?,
        }
    }
    ask.refill(view::reading::times(&desk, &ask.seal(), (&one, &person), &f), &f)
}

async fn take_back_form(ask: Ask) -> Answer {
    blank(ask, view::reading::take_back).await
}

async fn take_back(mut ask: Ask) -> Answer {
    let (mut desk, edit, one) = to_record(&ask, work(&ask).await?).await?;
    let mut f = ask.filled();
    if let Some(why) = f.prose("why", "why it is taken back") {
        match reading_times::take_back(&mut desk.tx, &ask.app.keyring, &edit, (one.id, f.version()), &why).await {
            Ok(()) => {
                let to = desk.at(&format!("/family/readings/{}", one.id));
                desk.tx.commit().await?;
                return Ok(done(to, "The reading is taken back."));
            }
            Err(problem) => problem.on_form("why", &mut f)?,
        }
    }
    ask.refill(view::reading::take_back(&desk, &ask.seal(), &one, &f), &f)
}

async fn comment(mut ask: Ask) -> Answer {
    let (mut desk, edit, one) = to_record(&ask, work(&ask).await?).await?;
    let mut f = ask.filled();
    let Some(new) = forms::comment(&mut f) else {
        return ask.refill(view::reading::write_down(&desk, &ask.seal(), &one, &f), &f);
    };
    comments::add_comment(&mut desk.tx, &ask.app.keyring, &edit, one.id, &new).await?;
    let to = desk.at(&format!("/family/readings/{}", one.id));
    desk.tx.commit().await?;
    Ok(done(to, "The comment is written down."))
}

async fn told(mut ask: Ask) -> Answer {
    let (mut desk, edit, one) = to_record(&ask, work(&ask).await?).await?;
    let (mut f, today) = (ask.filled(), desk.tx.today());
    if let Some(on) = f.past_date("told_on", "the day on which they were told", today) {
        match comments::told_of_answer(&mut desk.tx, &edit, (one.id, f.version()), on).await {
            Ok(_) => {
                let to = desk.at(&format!("/family/readings/{}", one.id));
                desk.tx.commit().await?;
                return Ok(done(to, "It is recorded that they were told."));
            }
            Err(problem) => problem.on_form_at("told_on", "told_on-day", &mut f)?,
        }
    }
    ask.refill(view::reading::told(&desk, &ask.seal(), &one, &f), &f)
}

/// A comment that is to be answered.
async fn said(ask: &Ask) -> Result<(Desk<SeeFamily>, Grant<EditFamily>, Comment), Problem> {
    let mut desk = work::<SeeFamily>(ask).await?;
    let edit = desk.also::<EditFamily>().await?;
    let id: CommentId = ask.param("comment")?;
    let reading = comments::reading_of(&mut desk.tx, &edit, id).await?;
    let all = comments::comments(&mut desk.tx, &desk.grant, reading).await?;
    let one = all.into_iter().find(|one| one.id == id).ok_or(Problem::NotThere)?;
    Ok((desk, edit, one))
}

async fn answer_form(ask: Ask) -> Answer {
    let (desk, _, one) = said(&ask).await?;
    let page = view::reading::answer(&desk, &ask.seal(), &one, &Filled::new());
    desk.tx.commit().await?;
    ask.show(page)
}

async fn answer(mut ask: Ask) -> Answer {
    let (mut desk, edit, one) = said(&ask).await?;
    let mut f = ask.filled();
    let chosen = f.one_of("answer", "what becomes of the comment", CommentAnswer::ALL, CommentAnswer::as_str);
    let why = f.optional_prose("reason", "the reason");
    if let (Some(chosen), Some(why)) = (chosen, why) {
        let at = (one.id, f.version());
        match comments::answer_comment(&mut desk.tx, &ask.app.keyring, &edit, at, chosen, why.as_ref()).await {
            Ok(()) => {
                let to = desk.at(&format!("/family/readings/{}", one.reading));
                desk.tx.commit().await?;
                return Ok(done(to, "The comment is answered."));
            }
            Err(problem) => problem.on_form("reason", &mut f)?,
        }
    }
    ask.refill(view::reading::answer(&desk, &ask.seal(), &one, &f), &f)
}

async fn made_form(ask: Ask) -> Answer {
    let (desk, _, one) = said(&ask).await?;
    let page = view::reading::made(&desk, &ask.seal(), &one, &Filled::new());
    desk.tx.commit().await?;
    ask.show(page)
}

async fn made(mut ask: Ask) -> Answer {
    let (mut desk, edit, one) = said(&ask).await?;
    let reading = read_of(&mut desk, one.reading).await?;
    let mut f = ask.filled();
    let since = (reading.opens_on, "the reading began");
    let Some(made) = changes::read(&mut desk.tx, &mut f, desk.front.id, since).await? else {
        return ask.refill(view::reading::made(&desk, &ask.seal(), &one, &f), &f);
    };
    comments::comment_made(&mut desk.tx, &edit, (one.id, f.version()), made).await?;
    let to = desk.at(&format!("/family/readings/{}", one.reading));
    desk.tx.commit().await?;
    Ok(done(to, "It is recorded where the draft was changed."))
}
