//! What people ask of the register, and its answers.

use crate::access::right::{ChoosePseudonyms, EditNames, SeeNames};
use crate::ids::EntryId;
use crate::ui::{Answer, Ask, Filled, Guard, Problem, Route, done, get, post};

use super::desk::{look, work};
use super::entry::Kind;
use super::{RegisterProblem, forms, store, view};

/// The pages of the identity register.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![
        get("/reviews/:review/people", Guard::Review("SeeNames"), list),
        get("/reviews/:review/people/new", Guard::Review("EditNames"), new),
        post("/reviews/:review/people/new", Guard::Review("EditNames"), add),
        get("/reviews/:review/people/:entry", Guard::Review("EditNames"), change),
        post("/reviews/:review/people/:entry", Guard::Review("EditNames"), save),
        get("/reviews/:review/people/:entry/pseudonym", Guard::Review("ChoosePseudonyms"), pseudonym),
        post("/reviews/:review/people/:entry/pseudonym", Guard::Review("ChoosePseudonyms"), choose),
    ]
}

async fn list(ask: Ask) -> Answer {
    let mut desk = work::<SeeNames>(&ask).await?;
    let entries = store::register(&mut desk.tx, &ask.app.keyring, &desk.grant).await?;
    let page = view::list(&desk, &entries);
    desk.tx.commit().await?;
    ask.show(page)
}

async fn new(ask: Ask) -> Answer {
    let desk = look::<EditNames>(&ask).await?;
    ask.show(match ask.query("kind").parse::<Kind>() {
        Ok(kind) => view::new(&desk, &ask.seal(), &forms::begin_new(kind)),
        Err(_) => view::choose_kind(&desk),
    })
}

async fn add(mut ask: Ask) -> Answer {
    let mut desk = work::<EditNames>(&ask).await?;
    let mut f = ask.filled();
    let today = desk.tx.today();
    let Some(entry) = forms::entry(&mut f, None, today) else {
        return ask.refill(view::new(&desk, &ask.seal(), &f), &f);
    };
    store::add_entry(&mut desk.tx, &ask.app.keyring, &desk.grant, entry).await?;
    let to = desk.at("/people");
    desk.tx.commit().await?;
    Ok(done(to, "The entry is added. Every text of the review that held the name has the code instead."))
}

async fn change(ask: Ask) -> Answer {
    let mut desk = work::<EditNames>(&ask).await?;
    let see = desk.also::<SeeNames>().await?;
    let id: EntryId = ask.param("entry")?;
    let entry = store::entry(&mut desk.tx, &ask.app.keyring, &see, id).await?;
    let page = view::change(&desk, &ask.seal(), &entry, &forms::begin(&entry));
    desk.tx.commit().await?;
    ask.show(page)
}

async fn save(mut ask: Ask) -> Answer {
    let mut desk = work::<EditNames>(&ask).await?;
    let see = desk.also::<SeeNames>().await?;
    let id: EntryId = ask.param("entry")?;
    let entry = store::entry(&mut desk.tx, &ask.app.keyring, &see, id).await?;
    let mut f = ask.filled();
    if f.has("safe", "asked") {
        // What was typed so far stays, and what was asked for comes to it.
        let safe = store::safe_addresses(&mut desk.tx, &ask.app.keyring, &see, id).await?;
        let page = view::change(&desk, &ask.seal(), &entry, &forms::with_safe(f, &safe));
        desk.tx.commit().await?;
        return ask.show(page);
    }
    let today = desk.tx.today();
    let Some(mut new) = forms::entry(&mut f, Some(entry.kind), today) else {
        return ask.refill(view::change(&desk, &ask.seal(), &entry, &f), &f);
    };
    let shown = f.has("safe", "shown") || entry.safe_addresses == 0;
    let safe = shown.then(|| std::mem::take(&mut new.details.safe_addresses));
    store::change_entry(&mut desk.tx, &ask.app.keyring, &desk.grant, (id, f.version()), new, safe).await?;
    let to = desk.at("/people");
    desk.tx.commit().await?;
    Ok(done(to, "The entry is changed."))
}

async fn pseudonym(ask: Ask) -> Answer {
    let mut desk = work::<ChoosePseudonyms>(&ask).await?;
    let see = desk.also::<SeeNames>().await?;
    let entry = store::entry(&mut desk.tx, &ask.app.keyring, &see, ask.param("entry")?).await?;
    let f = Filled::new().with_some("pseudonym", entry.pseudonym.as_ref().map(|one| one.as_str()));
    let page = view::pseudonym(&desk, &ask.seal(), &entry, (false, &f));
    desk.tx.commit().await?;
    ask.show(page)
}

async fn choose(mut ask: Ask) -> Answer {
    let mut desk = work::<ChoosePseudonyms>(&ask).await?;
    let see = desk.also::<SeeNames>().await?;
    let entry = store::entry(&mut desk.tx, &ask.app.keyring, &see, ask.param("entry")?).await?;
    let mut f = ask.filled();
    let Some((name, by)) = forms::pseudonym(&mut f) else {
        return ask.refill(view::pseudonym(&desk, &ask.seal(), &entry, (false, &f)), &f);
    };
    let at = (entry.id, f.version());
    match store::choose_pseudonym(&mut desk.tx, &ask.app.keyring, &desk.grant, at, name, by).await {
        Ok(()) => {}
        Err(problem @ (RegisterProblem::Pseudonym(_) | RegisterProblem::SharedPseudonym)) => {
            f.wrong("pseudonym", problem.to_string());
            let shared = matches!(problem, RegisterProblem::SharedPseudonym);
            return ask.refill(view::pseudonym(&desk, &ask.seal(), &entry, (shared, &f)), &f);
        }
        Err(problem) => return Err(Problem::from(problem)),
    }
    let to = desk.at("/people");
    desk.tx.commit().await?;
    Ok(done(to, "The pseudonym is saved."))
}
