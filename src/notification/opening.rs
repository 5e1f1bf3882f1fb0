//! Opening the review: names into the register, the account tied against it, clocks started, all in one transaction.

use chrono::{Datelike, NaiveDate};

use super::answers;
use super::check;
use super::draft::Draft;
use super::drafts::{Held, draft, remove, unseal};
use super::files;
use super::people::{everybody, names_of_deceased};
use super::problem::CaseProblem;
use super::section::{Section, Whom};
use crate::access::right::EditNames;
use crate::access::{Actor, permit};
use crate::ids::{OrganisationId, ReviewId};
use crate::keyring::Keyring;
use crate::parties;
use crate::process::Role;
use crate::process::scope::{RegimeFacts, RegimeSettings, regime_for};
use crate::reviews::{self, NewReview};
use crate::store::{FromRow, Stored, Tx, sql};
use crate::ui::asked::Sheet;

/// A review of the partnership that may be about the same death.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twin {
    /// Which.
    pub review: ReviewId,
    /// Its reference.
    pub reference: String,
}

#[derive(FromRow)]
struct TwinRow {
    review: ReviewId,
    reference: String,
    sealed: Vec<u8>,
}

/// Reviews of the same partnership with a death in the same month and a matching name. A warning: two people can share a name.
///
/// # Errors
/// When key or database refuse.
pub async fn twins(tx: &mut Tx, keyring: &Keyring, held: &Held) -> Result<Vec<Twin>, CaseProblem> {
    let today = tx.today();
    let Some(died) = held.draft.day(Section::Death, "died", today) else { return Ok(Vec::new()) };
    let names = names_of_deceased(&held.draft, today);
    let mut found = Vec::new();
    for row in same_month(tx, held.partnership, died).await? {
        let other = unseal(keyring, row.review, &row.sealed)?;
        if names_of_deceased(&other, today).iter().any(|name| names.contains(name)) {
            found.push(Twin { review: row.review, reference: row.reference });
        }
    }
    Ok(found)
}

async fn same_month(tx: &mut Tx, partnership: OrganisationId, died: NaiveDate) -> Stored<Vec<TwinRow>> {
    let first = died.with_day(1).unwrap_or(died);
    let last = first + chrono::Months::new(1);
    sql("SELECT n.review, r.reference, n.sealed FROM notification n JOIN review r ON r.id = n.review \
         WHERE r.partnership = $1 AND n.died_on >= $2 AND n.died_on < $3 ORDER BY r.reference")
    .bind(partnership)
    .bind(first)
    .bind(last)
    .all(tx)
    .await
}

/// Opens the review of a finished draft. Gives its reference. The draft is gone afterwards; what it said is kept, sealed, with the review.
///
/// # Errors
/// [`CaseProblem::Said`] with the pages that are not finished; [`CaseProblem::NotThere`] when there is no such draft for this person;
/// else when key or database refuse.
pub async fn open(
    tx: &mut Tx,
    keyring: &Keyring,
    law: &RegimeSettings,
    actor: &Actor,
    review: ReviewId,
) -> Result<String, CaseProblem> {
    let today = tx.today();
    let held = draft(tx, keyring, actor, review).await?;
    let unfinished = held.draft.unfinished(today);
    if !unfinished.is_empty() {
        let titles: Vec<String> = unfinished.iter().map(|section| section.title()).collect();
        return Err(CaseProblem::Said(format!("Finish these pages first: {}.", titles.join("; "))));
    }
    let new = new_review(&held, law, today).ok_or_else(|| CaseProblem::Said("Enter the date of death first.".into()))?;
    let by = actor.doer(Role::Coordinator.code(), Some(held.partnership));
    // A case that was handed over is open already, and waited for its notification.
    let standing: Option<(String,)> = sql("SELECT reference FROM review WHERE id = $1").bind(review).maybe(tx).await?;
    let reference = match standing {
        Some((reference,)) => reference,
        None => reviews::open(tx, &by, &new).await?,
    };
    let grant = permit::<EditNames>(tx, actor, review).await?;
    let (pages, entries): (Vec<_>, Vec<_>) =
        everybody(&held.draft, today).into_iter().map(|coming| (coming.page, coming.entry)).unzip();
    let added = parties::add_entries(tx, keyring, &grant, entries).await?;
    let codes = pages.into_iter().zip(added).filter_map(|(page, person)| Some((page?, person.code)));
    let register = parties::register_for_tying(tx, keyring, grant.actor(), review).await?;
    for section in held.draft.sections() {
        let mut sheet = held.draft.sheet(section, today);
        if let Section::Person(..) = section {
            let died = held.draft.day(Section::Death, "died", today);
            if let Some(age) = check::draft_age(&sheet, died) {
                sheet.set("age", vec![age.to_string()]);
            }
        }
        answers::keep(tx, &register, (review, &page(section)), section.questions(), &sheet).await?;
    }
    for (section, code) in codes {
        answers::note(tx, review, &page(section), "code", &code).await?;
    }
    insert(tx, keyring, review, &held.draft, today).await?;
    files::move_over(tx, &by, review).await?;
    remove(tx, review).await?;
    Ok(reference)
}

/// The address of a page's answers.
pub(super) fn page(section: Section) -> String {
    format!("notification/{section}")
}

fn new_review(held: &Held, law: &RegimeSettings, today: NaiveDate) -> Option<NewReview> {
    let told = held.draft.sheet(Section::Told, today);
    let (received, attention) = (told.day("received")?, told.day("attention")?);
    let died = held.draft.day(Section::Death, "died", today)?;
    let first = held.draft.sheet(Section::Person(Whom::Deceased, 1), today);
    let case = RegimeFacts {
        nation: first.parsed("nation").unwrap_or_default(),
        date_of_death: Some(died),
        date_aware: Some(attention),
        date_of_decision: None,
    };
    let choice = regime_for(&case, law);
    Some(NewReview {
        id: held.review,
        partnership: held.partnership,
        year_of_death: died.year(),
        regime: choice.regime,
        regime_reason: choice.reason,
        came_to_attention: attention,
        received,
        police_identified: police_identified(&told),
        police_wrote: police_wrote(&told),
        transferred_from: held.transferred_from,
    })
}

/// The day on which the police recognised a death that may qualify. Where it is not given and they gave the notice, they had done so by then:
/// their clock for writing starts with every notice of theirs.
pub(super) fn police_identified(told: &Sheet) -> Option<NaiveDate> {
    told.day("police_identified").or_else(|| told.day("received").filter(|_| told.is("source", "police")))
}

/// The day on which the police gave notice in writing, if they did.
pub(super) fn police_wrote(told: &Sheet) -> Option<NaiveDate> {
    match (told.get("source"), told.get("channel")) {
        ("police", "email" | "form" | "letter") => told.day("received"),
        ("police", "phone") => told.day("written_on"),
        _ => None,
    }
}

async fn insert(tx: &mut Tx, keyring: &Keyring, review: ReviewId, draft: &Draft, today: NaiveDate) -> Result<(), CaseProblem> {
    let plain = zeroize::Zeroizing::new(serde_json::to_vec(draft).map_err(|_| CaseProblem::Unreadable)?);
    let sealed = keyring.seal(review, "notification_draft", &plain)?;
    let death = draft.sheet(Section::Death, today);
    sql("INSERT INTO notification (review, sealed, died_on, manner, complete, lead_settled) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(review)
        .bind(sealed)
        .bind(death.day("died"))
        .bind(death.get("manner"))
        .bind(check::in_writing(&draft.sheet(Section::Told, today)))
        .bind(check::lead_settled(&draft.sheet(Section::Lead, today)))
        .run(tx)
        .await?;
    Ok(())
}
