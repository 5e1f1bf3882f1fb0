//! The notification and the record of the decision, released to the panel: an act of its own, on record, that can be taken back. Until then the
//! panel sees neither (field notes, section 3.2).

use chrono::NaiveDate;
use serde_json::json;

use super::record::{Record, load};
use crate::access::right::{Object, SeeCase, TakeStep, Verb};
use crate::access::{Actor, Grant, Held, Reach, permit, permit_all};
use crate::audit::{self, Deed, Subject};
use crate::base::within_a_sentence;
use crate::ids::ReviewId;
use crate::process::Role;
use crate::reviews;
use crate::store::{FromRow, Stored, Tx, sql, worded_enum};
use crate::ui::*;

crate::base::id!(ReleaseId, "a release to the panel");

worded_enum! {
    /// What can be released.
    pub enum CasePart {
        Notification = "notification", "The notification";
        Decision = "decision", "The record of the decision";
    }
}

/// A release on record.
#[derive(Clone, Debug, FromRow)]
pub struct Release {
    /// What.
    pub part: CasePart,
    /// When.
    pub released_on: NaiveDate,
    /// By whom.
    pub released_by: String,
    /// When it was taken back.
    pub taken_back_on: Option<NaiveDate>,
    /// By whom.
    pub taken_back_by: String,
}

/// Every release, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn releases(tx: &mut Tx, review: ReviewId) -> Stored<Vec<Release>> {
    sql("SELECT part, released_on, released_by, taken_back_on, taken_back_by FROM case_release WHERE review = $1 ORDER BY id DESC")
        .bind(review)
        .all(tx)
        .await
}

fn stands(all: &[Release], part: CasePart) -> bool {
    all.iter().any(|one| one.part == part && one.taken_back_on.is_none())
}

/// What of the case somebody reads who sees only what was released: nothing for others, who read all of it or none.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn released_to(tx: &mut Tx, held: &[Held], review: ReviewId) -> Stored<Vec<CasePart>> {
    let reach = held.iter().filter_map(|held| held.may(Object::Case, Verb::See)).max();
    if reach != Some(Reach::Released) {
        return Ok(Vec::new());
    }
    let all = releases(tx, review).await?;
    Ok(CasePart::ALL.iter().copied().filter(|part| stands(&all, *part)).collect())
}

/// The right to read this part: all of the case, or this part as it was released.
///
/// # Errors
/// As [`permit_all`], while it is not released.
pub async fn permit_part(tx: &mut Tx, actor: &Actor, review: ReviewId, part: CasePart) -> Result<Grant<SeeCase>, Problem> {
    let grant = permit::<SeeCase>(tx, actor, review).await?;
    if grant.reach() == Reach::Released && stands(&releases(tx, review).await?, part) {
        return Ok(grant);
    }
    Ok(permit_all::<SeeCase>(tx, actor, review).await?)
}

/// Whether these roles release to the panel: those who lead the review and who run it.
#[must_use]
pub fn may_release(roles: &[Role]) -> bool {
    roles.iter().any(|role| matches!(role, Role::Coordinator | Role::IndepChair))
}

async fn releaser(tx: &mut Tx, ask: &Ask, review: ReviewId) -> Result<Grant<TakeStep>, Problem> {
    let grant = permit::<TakeStep>(tx, ask.actor()?, review).await?;
    if may_release(&grant.roles()) {
        return Ok(grant);
    }
    Err(Problem::NotYours(
        "Only the independent chair and the coordinator release the notification and the decision to the panel.".into(),
    ))
}

/// Releases a part to the panel, or takes that back. False when somebody did so meanwhile; then nothing was written.
///
/// # Errors
/// When the database refuses.
pub async fn release(tx: &mut Tx, grant: &Grant<TakeStep>, part: CasePart, to_the_panel: bool) -> Stored<bool> {
    let (review, today, name) = (grant.review(), tx.today(), grant.actor().name.clone());
    tx.hold(review).await?;
    if stands(&releases(tx, review).await?, part) == to_the_panel {
        return Ok(false);
    }
    if to_the_panel {
        let id: ReleaseId = tx.id();
        sql("INSERT INTO case_release (id, review, part, released_on, released_by) VALUES ($1, $2, $3, $4, $5)")
            .bind(id)
            .bind(review)
            .bind(part)
            .bind(today)
            .bind(name)
            .run_for_record(Subject::Release, tx)
            .await?;
    } else {
        sql("UPDATE case_release SET taken_back_on = $3, taken_back_by = $4 WHERE review = $1 AND part = $2 AND taken_back_on IS NULL")
            .bind(review)
            .bind(part)
            .bind(today)
            .bind(name)
            .run_for_record(Subject::Release, tx)
            .await?;
    }
    audit::record(tx, &grant.doer(), Deed::Released, json!({ "part": part, "to_the_panel": to_the_panel })).await?;
    let what = if to_the_panel { "released_to_the_panel" } else { "release_taken_back" };
    reviews::note(tx, &grant.doer(), review, what, today, part.label()).await?;
    Ok(true)
}

async fn page(tx: &mut Tx, ask: &Ask, grant: &Grant<TakeStep>) -> Result<Page, Problem> {
    let review = grant.review();
    let front = reviews::front(tx, grant).await?;
    let (all, seal, base) = (releases(tx, review).await?, ask.seal(), format!("/reviews/{review}/decision"));
    let title = "Release to the panel";
    let one = |part: CasePart| {
        let (here, verb) = if stands(&all, part) { ("take_back", "Take back") } else { ("release", "Release") };
        html! {
            (button_form(&seal, &format!("{base}/released"), &html! {
                (hidden("part", part.as_str()))
                (hidden("act", here))
                (button_row(&html! { (button(&format!("{verb} {}", within_a_sentence(part.label())))) }))
            }))
        }
    };
    let rows = all.iter().map(|one| {
        vec![
            html! { (one.part.label()) },
            html! { (day(one.released_on)) ", " (one.released_by) },
            html! { @if let Some(on) = one.taken_back_on { (day(on)) ", " (one.taken_back_by) } },
        ]
    });
    let body = html! {
        (heading_in(&front.reference, title))
        (para("The panel sees neither the notification nor the decision until you release them. Members then read the notification’s answers and the signed record with pseudonyms, and no file, no triage and no reply of anybody who was consulted."))
        (table("Releases", &["What", "Released", "Taken back"]).quiet_caption().rows(rows).when_empty("Nothing has been released."))
        @for part in CasePart::ALL { (one(*part)) }
    };
    Ok(Page::new(title, body).about(&front.reference).back(base))
}

pub(super) async fn show(ask: Ask) -> Answer {
    let mut tx = ask.read().await?;
    let grant = releaser(&mut tx, &ask, ask.param("review")?).await?;
    let page = page(&mut tx, &ask, &grant).await?;
    ask.show(page)
}

pub(super) async fn act(mut ask: Ask) -> Answer {
    let review: ReviewId = ask.param("review")?;
    let mut f = ask.filled();
    let mut tx = ask.write().await?;
    let grant = releaser(&mut tx, &ask, review).await?;
    let part = f.one_of("part", "what is released", CasePart::ALL, CasePart::as_str);
    let to_the_panel = f.one_of("act", "what is done", &[true, false], |to| if to { "release" } else { "take_back" });
    let (Some(()), Some(part), Some(to_the_panel)) = (f.good(), part, to_the_panel) else {
        return ask.refill(page(&mut tx, &ask, &grant).await?, &f);
    };
    if part == CasePart::Decision && to_the_panel && load(&mut tx, review).await?.iter().all(Record::is_open) {
        return Err(Problem::not_now("No record of the decision is signed yet: release it when it is. Nothing was changed."));
    }
    if !release(&mut tx, &grant, part, to_the_panel).await? {
        return Err(Problem::Stale { sentence: "Somebody has released it, or taken it back, since you opened the page.".into() });
    }
    tx.commit().await?;
    let told =
        if to_the_panel { "The panel can read it now." } else { "The panel does not see it any more. What was read was read." };
    Ok(done(format!("/reviews/{review}/decision/released"), told))
}
