//! What people ask of what runs beside, and its answers.

use crate::access::right::{EditProceedings, SeeProceedings};
use crate::parties::{self, Desk, look, work};
use crate::ui::{Answer, Ask, Filled, Guard, Problem, Route, done, get, post};

use super::{CoronerRequest, Kind, Proceeding, ProceedingId, RequestId, forms, report_pages, store, to_answer, told, view};

/// The pages of reviews and proceedings beside.
#[must_use]
pub fn routes() -> Vec<Route> {
    let edit = Guard::Review("EditProceedings");
    vec![
        get("/reviews/:review/proceedings", Guard::Review("SeeProceedings"), list),
        get("/reviews/:review/proceedings/new", edit, new),
        post("/reviews/:review/proceedings/new", edit, add),
        get("/reviews/:review/proceedings/coroner/new", edit, new_request),
        post("/reviews/:review/proceedings/coroner/new", edit, add_request),
        get("/reviews/:review/proceedings/coroner/:request", edit, request),
        post("/reviews/:review/proceedings/coroner/:request", edit, save_request),
        get("/reviews/:review/proceedings/reports/new", edit, report_pages::new),
        post("/reviews/:review/proceedings/reports/new", edit, report_pages::receive),
        get("/reviews/:review/proceedings/reports/:report", edit, report_pages::change),
        post("/reviews/:review/proceedings/reports/:report", edit, report_pages::save),
        get("/reviews/:review/proceedings/:proceeding", edit, change),
        post("/reviews/:review/proceedings/:proceeding", edit, save),
    ]
}

const SAVED: &str = "It is saved. If a date moved, look at the holds and the agreed dates.";

async fn list(ask: Ask) -> Answer {
    let mut desk = look::<SeeProceedings>(&ask).await?;
    let all = store::proceedings(&mut desk.tx, &desk.grant).await?;
    let requests = store::coroner_requests(&mut desk.tx, &desk.grant).await?;
    let reports = to_answer::reports_to_answer(&mut desk.tx, &desk.grant).await?;
    let on_record = all.iter().any(|one| one.kind == Kind::Crim);
    let people = parties::people(&mut desk.tx, desk.grant.review()).await?;
    let charged = !on_record && people.iter().any(|one| one.finding.is_of_a_court());
    let told = told::told(&mut desk.tx, &desk.grant, &all).await?;
    ask.show(view::list(&desk, charged, (&all, &told), &requests, &reports))
}

async fn new(ask: Ask) -> Answer {
    let mut desk = look::<EditProceedings>(&ask).await?;
    let (today, kind) = (desk.tx.today(), ask.query("kind").parse::<Kind>().ok());
    let f = Filled::new().with("kind", kind.map(Kind::as_str).unwrap_or_default()).with_date("known_on", Some(today));
    let told = told::told(&mut desk.tx, &desk.grant, &[]).await?.into_iter().find(|one| Some(one.kind) == kind);
    let f = told.map_or(f, |one| one.begun(&desk.labels, today));
    ask.show(view::edit(&desk, &ask.seal(), None, &f))
}

async fn add(mut ask: Ask) -> Answer {
    let mut desk = work::<EditProceedings>(&ask).await?;
    let (mut f, today) = (ask.filled(), desk.tx.today());
    let Some(new) = forms::proceeding(&mut f, None, today) else {
        return ask.refill(view::edit(&desk, &ask.seal(), None, &f), &f);
    };
    store::add(&mut desk.tx, &ask.app.keyring, &desk.grant, &new).await?;
    let to = desk.at("/proceedings");
    desk.tx.commit().await?;
    Ok(done(to, SAVED))
}

async fn found(desk: &mut Desk<EditProceedings>, ask: &Ask) -> Result<Proceeding, Problem> {
    let id: ProceedingId = ask.param("proceeding")?;
    let see = desk.also::<SeeProceedings>().await?;
    let all = store::proceedings(&mut desk.tx, &see).await?;
    all.into_iter().find(|one| one.id == id).ok_or(Problem::NotThere)
}

async fn change(ask: Ask) -> Answer {
    let mut desk = look::<EditProceedings>(&ask).await?;
    let one = found(&mut desk, &ask).await?;
    let f = forms::begin(&desk.labels, &one);
    ask.show(view::edit(&desk, &ask.seal(), Some(&one), &f))
}

async fn save(mut ask: Ask) -> Answer {
    let mut desk = work::<EditProceedings>(&ask).await?;
    let one = found(&mut desk, &ask).await?;
    let (mut f, today) = (ask.filled(), desk.tx.today());
    let Some(new) = forms::proceeding(&mut f, Some(one.kind), today) else {
        return ask.refill(view::edit(&desk, &ask.seal(), Some(&one), &f), &f);
    };
    store::change(&mut desk.tx, &ask.app.keyring, &desk.grant, (one.id, f.version()), &new).await?;
    let to = desk.at("/proceedings");
    desk.tx.commit().await?;
    Ok(done(to, SAVED))
}

async fn new_request(ask: Ask) -> Answer {
    let desk = look::<EditProceedings>(&ask).await?;
    let f = Filled::new().with_date("asked_on", Some(desk.tx.today()));
    ask.show(view::request(&desk, &ask.seal(), None, &f))
}

async fn add_request(mut ask: Ask) -> Answer {
    let mut desk = work::<EditProceedings>(&ask).await?;
    let (mut f, today) = (ask.filled(), desk.tx.today());
    let Some(new) = forms::request(&mut f, today) else {
        return ask.refill(view::request(&desk, &ask.seal(), None, &f), &f);
    };
    store::ask_of_coroner(&mut desk.tx, &ask.app.keyring, &desk.grant, &new).await?;
    let to = desk.at("/proceedings");
    desk.tx.commit().await?;
    Ok(done(to, "The request is logged. Tell the agencies and the family."))
}

async fn found_request(desk: &mut Desk<EditProceedings>, ask: &Ask) -> Result<CoronerRequest, Problem> {
    let id: RequestId = ask.param("request")?;
    let see = desk.also::<SeeProceedings>().await?;
    let all = store::coroner_requests(&mut desk.tx, &see).await?;
    all.into_iter().find(|one| one.id == id).ok_or(Problem::NotThere)
}

async fn request(ask: Ask) -> Answer {
    let mut desk = look::<EditProceedings>(&ask).await?;
    let one = found_request(&mut desk, &ask).await?;
    let f = forms::begin_request(&desk.labels, &one);
    ask.show(view::request(&desk, &ask.seal(), Some(&one), &f))
}

async fn save_request(mut ask: Ask) -> Answer {
    let mut desk = work::<EditProceedings>(&ask).await?;
    let one = found_request(&mut desk, &ask).await?;
    let (mut f, today) = (ask.filled(), desk.tx.today());
    let Some(new) = forms::request(&mut f, today) else {
        return ask.refill(view::request(&desk, &ask.seal(), Some(&one), &f), &f);
    };
    store::update_request(&mut desk.tx, &ask.app.keyring, &desk.grant, (one.id, f.version()), &new).await?;
    let to = desk.at("/proceedings");
    desk.tx.commit().await?;
    Ok(done(to, "The request is saved."))
}
