//! The notification of a review that is open: read by those who hold the right, and corrected page by page.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::answers;
use super::check;
use super::draft::Draft;
use super::drafts::unseal;
use super::opening::{page, police_identified, police_wrote};
use super::problem::CaseProblem;
use super::section::Section;
use crate::access::Grant;
use crate::access::right::{EditCase, Right, SeeNames};
use crate::audit::{self, Deed, Subject};
use crate::ids::ReviewId;
use crate::keyring::Keyring;
use crate::parties;
use crate::process::Event;
use crate::redaction::Labels;
use crate::reviews;
use crate::store::{FromRow, Stored, Tx, sql};
use crate::ui::Filled;
use crate::ui::asked::{Sheet, Sort};

/// The notification without anything that points to a person.
#[derive(Clone, Debug)]
pub struct Account {
    /// The day of the death.
    pub died: NaiveDate,
    /// How they died, as a code of `process::scope::Manner`.
    pub manner: String,
    /// Whether it is complete, with what came by phone confirmed in writing.
    pub complete: bool,
    /// Whether it is settled which partnership leads.
    pub lead_settled: bool,
    /// Grows with every correction.
    pub version: i64,
    /// The answers by page, as `notification/death`. A person's page also says their code.
    pub pages: BTreeMap<String, Sheet>,
}

impl Account {
    /// Everything that was written in words of one's own, as whoever reads with these labels reads it.
    #[must_use]
    pub fn words(&self, labels: &Labels) -> String {
        let mut words = String::new();
        for section in self.sections() {
            let sheet = self.sheet(section);
            for asked in
                section.questions().iter().filter(|asked| !asked.sealed && matches!(asked.sort, Sort::Line | Sort::Prose))
            {
                for one in sheet.all(asked.name) {
                    words.push_str(&labels.show(one));
                    words.push('\n');
                }
            }
        }
        words
    }

    /// The answers of one page.
    #[must_use]
    pub fn sheet(&self, section: Section) -> Sheet {
        self.pages.get(&page(section)).cloned().unwrap_or_default()
    }

    /// The pages that this notification has.
    #[must_use]
    pub fn sections(&self) -> Vec<Section> {
        let parse = |address: &String| address.strip_prefix("notification/").and_then(|name| name.parse().ok());
        let mut sections: Vec<Section> = self.pages.keys().filter_map(parse).filter(|one| *one != Section::Contacts).collect();
        sections.sort_unstable();
        sections
    }
}

/// The day of the death, where it is known.
///
/// # Errors
/// When the database refuses.
pub async fn died_on(tx: &mut Tx, review: ReviewId) -> Stored<Option<NaiveDate>> {
    let row: Option<(Option<NaiveDate>,)> =
        sql("SELECT died_on FROM notification WHERE review = $1").bind(review).maybe(tx).await?;
    Ok(row.and_then(|(died,)| died))
}

#[derive(FromRow)]
struct Row {
    sealed: Vec<u8>,
    died_on: NaiveDate,
    manner: String,
    complete: bool,
    lead_settled: bool,
    version: i64,
}

async fn row(tx: &mut Tx, review: ReviewId) -> Stored<Option<Row>> {
    sql("SELECT sealed, died_on, manner, complete, lead_settled, version FROM notification WHERE review = $1")
        .bind(review)
        .maybe(tx)
        .await
}

/// The notification. The grant must reach the whole case: see `access::permit_all`.
///
/// # Errors
/// [`CaseProblem::NotThere`] when the review has none; else when the database refuses.
pub async fn account<R: Right>(tx: &mut Tx, grant: &Grant<R>) -> Result<Account, CaseProblem> {
    account_of(tx, grant.review()).await
}

/// The same for a rule that runs by itself and shows it to nobody.
pub(crate) async fn account_of(tx: &mut Tx, review: ReviewId) -> Result<Account, CaseProblem> {
    account_if_any(tx, review).await?.ok_or(CaseProblem::NotThere)
}

/// The same, where the review may have none.
pub(crate) async fn account_if_any(tx: &mut Tx, review: ReviewId) -> Stored<Option<Account>> {
    let Some(row) = row(tx, review).await? else { return Ok(None) };
    let pages = answers::pages(tx, review, "notification/").await?;
    let Row { died_on, manner, complete, lead_settled, version, .. } = row;
    Ok(Some(Account { died: died_on, manner, complete, lead_settled, version, pages }))
}

/// The notification exactly as it was written down, names included; on record as seen.
///
/// # Errors
/// As [`account`], and when the key refuses.
pub async fn as_received(tx: &mut Tx, keyring: &Keyring, grant: &Grant<SeeNames>) -> Result<Draft, CaseProblem> {
    let row = row(tx, grant.review()).await?.ok_or(CaseProblem::NotThere)?;
    audit::record(tx, &grant.doer(), Deed::NamesSeen, serde_json::json!({ "what": "notification" })).await?;
    unseal(keyring, grant.review(), &row.sealed)
}

/// Corrects one page. The notification as it was received stays as it is.
///
/// # Errors
/// [`CaseProblem::Form`] when `f` says what is wrong; [`CaseProblem::Stale`] when somebody else corrected it since; else when key or database refuse.
pub async fn correct(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditCase>,
    section: Section,
    f: &mut Filled,
) -> Result<(), CaseProblem> {
    let review = grant.review();
    let found = row(tx, review).await?.filter(|_| Section::OPEN.contains(&section)).ok_or(CaseProblem::NotThere)?;
    if found.version != f.version() {
        return Err(CaseProblem::Stale("The notification has been corrected since you opened this page. Yours was not saved."));
    }
    let today = tx.today();
    let mut whole = unseal(keyring, review, &found.sealed)?;
    for other in Section::OPEN {
        let sheet = answers::page(tx, review, &page(other)).await?;
        whole.keep(other, &sheet.fill(other.questions()));
    }
    let before = whole.sheet(section, today);
    let sheet = check::page(&whole, section, f, today);
    if section == Section::Told {
        clocks_stand(f, &before, &sheet);
    }
    if !f.is_good() {
        return Err(CaseProblem::Form);
    }
    whole.keep(section, f);
    let register = parties::register_for_tying(tx, keyring, grant.actor(), review).await?;
    answers::keep(tx, &register, (review, &page(section)), section.questions(), &sheet).await?;
    if section == Section::Told {
        restart(tx, grant, &before, &sheet).await?;
    }
    update(tx, review, &whole, today).await?;
    let by = grant.doer();
    audit::record(tx, &by, Deed::CaseChanged, serde_json::json!({ "what": "notification", "page": section.to_string() })).await?;
    Ok(reviews::note(tx, &by, review, "notification_corrected", today, &section.title()).await?)
}

/// The days that started a clock can be found to be earlier, and never later: nobody gains time by a correction.
fn clocks_stand(f: &mut Filled, before: &Sheet, after: &Sheet) {
    for (name, what) in [("received", "The day you were notified"), ("attention", "The day it came to attention")] {
        if let (Some(old), Some(new)) = (before.day(name), after.day(name))
            && new > old
        {
            let sentence = format!("{what} started a clock on {} and can only become earlier", crate::ui::day(old));
            f.wrong_at(name, &format!("{name}-day"), sentence);
        }
    }
}

async fn restart(tx: &mut Tx, grant: &Grant<EditCase>, before: &Sheet, after: &Sheet) -> Result<(), CaseProblem> {
    let review = grant.review();
    let changed = |name: &str| after.day(name).filter(|day| before.day(name) != Some(*day));
    if let Some(on) = changed("attention") {
        let front = reviews::front(tx, grant).await?;
        reviews::record(tx, review, Event::CameToAttention, on, &front.partnership_code).await?;
        sql("UPDATE review_partnership SET came_to_attention_on = $3 WHERE review = $1 AND partnership = $2")
            .bind(review)
            .bind(front.partnership)
            .bind(on)
            .run_for_record(Subject::Share, tx)
            .await?;
    }
    if let Some(on) = changed("received") {
        reviews::record(tx, review, Event::NotificationReceived, on, "").await?;
    }
    if let Some(on) = police_identified(after).filter(|on| police_identified(before) != Some(*on)) {
        reviews::record(tx, review, Event::PoliceIdentified, on, "").await?;
    }
    if let Some(on) = police_wrote(after).filter(|on| police_wrote(before) != Some(*on)) {
        reviews::record(tx, review, Event::PoliceNotifiedInWriting, on, "").await?;
    }
    Ok(())
}

async fn update(tx: &mut Tx, review: ReviewId, whole: &Draft, today: NaiveDate) -> Stored<()> {
    let death = whole.sheet(Section::Death, today);
    sql("UPDATE notification SET died_on = $2, manner = $3, complete = $4, lead_settled = $5, version = version + 1 WHERE review = $1")
        .bind(review)
        .bind(death.day("died"))
        .bind(death.get("manner"))
        .bind(check::in_writing(&whole.sheet(Section::Told, today)))
        .bind(check::lead_settled(&whole.sheet(Section::Lead, today)))
        .run(tx)
        .await
        .map(drop)
}
