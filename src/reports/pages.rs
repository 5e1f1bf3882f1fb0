//! The pages of the report.

use crate::access::right::{EditDraft, SeeDraft, SeeNames};
use crate::access::{Reach, if_theirs, permit};
use crate::ids::{PersonId, ReviewId};
use crate::parties::{labels_to, left_in_clear, real_labels, register_for_tying};
use crate::reviews;
use crate::store::Tx;
use crate::ui::{Answer, Ask, Filled, Guard, Page, Problem, Route, done, get, post, redirect};

use super::section::{Section, State};
use super::store::{self, Written, writers};
use super::version::{self, label, versions};
use super::{check_pages, forms, view};

/// The slice's rows of the routes table.
pub fn routes() -> Vec<Route> {
    let (see, edit) = (Guard::Review("SeeDraft"), Guard::Review("EditDraft"));
    let mut routes = check_pages::routes();
    routes.extend([
        get("/reviews/:review/report", see, list),
        post("/reviews/:review/report/versions", edit, make_version),
        get("/reviews/:review/report/versions/:version", see, version),
        get("/reviews/:review/report/:section", see, section),
        post("/reviews/:review/report/:section", edit, write),
        get("/reviews/:review/report/:section/owner", edit, owner),
        post("/reviews/:review/report/:section/owner", edit, assign),
    ]);
    routes
}

async fn list_page(tx: &mut Tx, ask: &Ask, f: &Filled) -> Result<Page, Problem> {
    let review: ReviewId = ask.param("review")?;
    let grant = permit::<SeeDraft>(tx, ask.actor()?, review).await?;
    let front = reviews::front(tx, &grant).await?;
    let rows = store::sections(tx, &grant).await?;
    let versions = versions(tx, &grant).await?;
    let edits = if_theirs(permit::<EditDraft>(tx, ask.actor()?, review).await)?.is_some();
    let labels = labels_to(tx, grant.held(), review).await?;
    let whole = view::Whole { held: grant.held(), rows: &rows, versions: &versions, labels: &labels, edits };
    Ok(view::list(&ask.seal(), &front, &whole, f))
}

async fn list(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let review: ReviewId = ask.param("review")?;
    if permit::<SeeDraft>(&mut tx, ask.actor()?, review).await?.reach() == Reach::Own {
        // What an agency has of the report is the check of its own passages.
        return Ok(redirect(format!("/reviews/{review}/report/checks")));
    }
    let page = list_page(&mut tx, &ask, &Filled::new()).await?;
    ask.show(page)
}

async fn make_version(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.write().await?;
    let grant = permit::<EditDraft>(&mut tx, ask.actor()?, review).await?;
    let mut f = ask.filled();
    let register = register_for_tying(&mut tx, &ask.app.keyring, ask.actor()?, review).await?;
    let Some((kind, why)) = forms::label(&mut f, &register) else {
        let page = list_page(&mut tx, &ask, &f).await?;
        return ask.refill(page, &f);
    };
    label(&mut tx, &grant, kind, &why).await?;
    tx.commit().await?;
    Ok(done(format!("/reviews/{review}/report"), "The version is made."))
}

/// A version as it was given to whom it was for.
async fn version(ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut tx = ask.read().await?;
    let grant = permit::<SeeDraft>(&mut tx, ask.actor()?, review).await?;
    let front = reviews::front(&mut tx, &grant).await?;
    let label: String = ask.param("version")?;
    let (row, texts) = version::version(&mut tx, &grant, &label).await?.ok_or(Problem::NotThere)?;
    let labels = labels_to(&mut tx, grant.held(), review).await?;
    ask.show(view::version(&front, &row, &texts, &labels))
}

/// The page of one section; without `f`, its form begins with the text that stands.
async fn section_page(tx: &mut Tx, ask: &Ask, f: Option<&Filled>) -> Result<Page, Problem> {
    let (review, section) = (ask.param::<ReviewId>("review")?, ask.param::<Section>("section")?);
    let grant = permit::<SeeDraft>(tx, ask.actor()?, review).await?;
    let front = reviews::front(tx, &grant).await?;
    let rows = store::sections(tx, &grant).await?;
    let row = rows.iter().find(|row| row.section == section);
    let texts = store::texts(tx, &grant, section).await?;
    let names = if_theirs(permit::<SeeNames>(tx, ask.actor()?, review).await)?;
    let named = names.as_ref().filter(|_| tx.writes() && ask.query("names") == "shown");
    let labels = match named {
        Some(grant) => real_labels(tx, &ask.app.keyring, grant).await?,
        None => labels_to(tx, grant.held(), review).await?,
    };
    let start = row.map_or_else(Filled::new, |row| {
        Filled::new().with("body", row.body.as_str()).with("state", row.state.max(State::InProgress).as_str())
    });
    let start = start.with("version", row.map_or(0, |row| row.stands).to_string());
    let shown = view::Shown {
        section,
        row,
        texts: &texts,
        labels: &labels,
        named: named.is_some(),
        may_name: names.is_some(),
        edits: if_theirs(permit::<EditDraft>(tx, ask.actor()?, review).await)?.is_some(),
        // Who has just typed something keeps it before them, with the reason why it was not saved.
        settled: store::settled(tx, review).await?.filter(|_| f.is_none()),
        found: match (row, &names) {
            (Some(row), Some(grant)) => {
                let others = labels_to(tx, grant.held(), review).await?;
                left_in_clear(tx, &ask.app.keyring, grant, row.body.show(&others), |_| true).await?
            }
            _ => Vec::new(),
        },
    };
    let begun = f.cloned().unwrap_or(start);
    Ok(view::section(&ask.seal(), &front, &shown, &begun))
}

async fn section(ask: Ask) -> Answer {
    // Showing names goes on the record, so it needs a transaction that can write.
    let named = ask.query("names") == "shown";
    let mut tx = if named { ask.write().await? } else { ask.read().await? };
    let page = section_page(&mut tx, &ask, None).await?;
    if named {
        tx.commit().await?;
    }
    ask.show(page)
}

async fn write(mut ask: Ask) -> Answer {
    let (review, section) = (ask.param::<ReviewId>("review")?, ask.param::<Section>("section")?);
    let mut tx = ask.write().await?;
    let grant = permit::<EditDraft>(&mut tx, ask.actor()?, review).await?;
    let register = register_for_tying(&mut tx, &ask.app.keyring, ask.actor()?, review).await?;
    let mut f = ask.filled();
    let Some(typed) = forms::text(&mut f, &register) else {
        let page = section_page(&mut tx, &ask, Some(&f)).await?;
        return ask.refill(page, &f);
    };
    if let Some(why) = store::settled(&mut tx, review).await? {
        f.wrong("body", why);
        let page = section_page(&mut tx, &ask, Some(&f)).await?;
        return ask.refill(page, &f);
    }
    let written = store::write(&mut tx, &grant, (section, typed.basis), typed.body, (typed.state, typed.joins)).await?;
    tx.commit().await?;
    let address = format!("/reviews/{review}/report/{section}");
    Ok(match written {
        Written::Stands(_) => done(address, "The section is saved."),
        Written::Beside(_) => {
            done(address, "Somebody else saved this section while you wrote. Both texts are kept: join them below.")
        }
    })
}

/// Who writes a section is asked on a page of its own: a button beside the text would drop what is typed there.
async fn owner_page(tx: &mut Tx, ask: &Ask, f: Option<&Filled>) -> Result<Page, Problem> {
    let (review, section) = (ask.param::<ReviewId>("review")?, ask.param::<Section>("section")?);
    let grant = permit::<SeeDraft>(tx, ask.actor()?, review).await?;
    permit::<EditDraft>(tx, ask.actor()?, review).await?;
    let front = reviews::front(tx, &grant).await?;
    let rows = store::sections(tx, &grant).await?;
    let row = rows.iter().find(|row| row.section == section);
    let start = || {
        let owner = row.and_then(|row| row.owner).map(|id| id.to_string());
        Filled::new().with_some("owner", owner).with("version", row.map_or(0, |row| row.assigned).to_string())
    };
    let f = f.cloned().unwrap_or_else(start);
    Ok(view::owner(&ask.seal(), &front, section, &writers(tx, review).await?, &f))
}

async fn owner(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let page = owner_page(&mut tx, &ask, None).await?;
    ask.show(page)
}

async fn assign(mut ask: Ask) -> Answer {
    let (review, section) = (ask.param::<ReviewId>("review")?, ask.param::<Section>("section")?);
    let mut tx = ask.write().await?;
    let grant = permit::<EditDraft>(&mut tx, ask.actor()?, review).await?;
    let mut f = ask.filled();
    let owner = match f.get("owner") {
        "" => None,
        _ => f.id::<PersonId>("owner", "who writes it"),
    };
    if !f.is_good() {
        let page = owner_page(&mut tx, &ask, Some(&f)).await?;
        return ask.refill(page, &f);
    }
    store::assign(&mut tx, &grant, (section, f.version()), owner).await?;
    tx.commit().await?;
    Ok(done(format!("/reviews/{review}/report/{section}"), "Who writes the section is saved."))
}
