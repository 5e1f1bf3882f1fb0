//! The contact log: every attempt, whatever came of it.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use crate::access::right::{EditFamily, Object, SeeFamily, Verb};
use crate::access::{Grant, Held, Reach};
use crate::audit::{self, Deed};
use crate::ids::{PersonId, ReviewId};
use crate::keyring::Keyring;
use crate::parties::{KeepProblem, register_for_tying};
use crate::process::{Role, TaskKind};
use crate::reviews::{self, Cause};
use crate::store::{FromRow, Stored, Tx, sql};

use super::people::{FamilyPerson, all, one};
use super::{About, ContactId, FamilyId, Medium, NewContact, Outcome, ReadingEnd, silence_counts};

/// A contact on record.
#[derive(Clone, Debug, FromRow)]
pub struct Contact {
    /// With whom.
    pub person: FamilyId,
    /// The day.
    pub held_on: NaiveDate,
    /// By whom.
    pub by_name: String,
    /// By whose account.
    pub by_person: Option<PersonId>,
    /// How.
    pub medium: Medium,
    /// About what.
    pub about: About,
    /// What came of it.
    pub outcome: Outcome,
    /// What was said; empty where it is withheld.
    pub note: String,
    /// Whether what was said is kept from whoever reads.
    #[sqlx(skip)]
    pub withheld: bool,
    /// What was promised next.
    pub next: String,
    /// By when.
    pub next_on: Option<NaiveDate>,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
}

/// The contacts with one person or with everybody, the latest first, and on record as seen. An advocate sees those with the people
/// whom they stand by; who sees the family in summary sees none. What somebody saw and knew is withheld from a coordinator who did not
/// write it down: of the family the coordinator reads the contact only (field notes, section 3.2).
///
/// # Errors
/// When the database refuses.
pub async fn contacts(tx: &mut Tx, grant: &Grant<SeeFamily>, person: Option<FamilyId>) -> Stored<Vec<Contact>> {
    let rows: Vec<Contact> =
        sql("SELECT person, held_on, by_name, by_person, medium, about, outcome, note, next, next_on, recorded_at \
         FROM family_contact WHERE review = $1 ORDER BY held_on DESC, id DESC")
        .bind(grant.review())
        .all(tx)
        .await?;
    let own: Vec<FamilyId> = match grant.reach() {
        Reach::All => all(tx, grant.review()).await?.into_iter().map(|one| one.id).collect(),
        Reach::Own => {
            let stood_by = all(tx, grant.review()).await?.into_iter();
            stood_by.filter(|one| one.advocate_account == Some(grant.actor().person)).map(|one| one.id).collect()
        }
        Reach::Released | Reach::Status => Vec::new(),
    };
    let mut seen: Vec<Contact> =
        rows.into_iter().filter(|row| own.contains(&row.person) && person.is_none_or(|wanted| wanted == row.person)).collect();
    if contact_only(grant) {
        for row in seen.iter_mut().filter(|row| row.about == About::Contribute && row.by_person != Some(grant.actor().person)) {
            row.withheld = !row.note.is_empty();
            row.note.clear();
        }
    }
    audit::record(tx, &grant.doer(), Deed::FamilyNotesSeen, json!({ "contacts": seen.len(), "person": person })).await?;
    Ok(seen)
}

/// Whether somebody reaches the whole family as a coordinator alone.
fn contact_only(grant: &Grant<SeeFamily>) -> bool {
    let whole = |held: &&Held| held.may(Object::Family, Verb::See) == Some(Reach::All);
    grant.reach() == Reach::All && grant.held().iter().filter(whole).all(|held| held.role == Role::Coordinator)
}

/// Logs a contact. An answer about the terms or the draft settles that question for the person, as do three attempts in more than
/// one way without a reply; a later answer opens or settles it again.
///
/// # Errors
/// When the day lies ahead; when a witness would be asked what they saw before the police agreed; when somebody wishes no contact;
/// when the key is not there or the database refuses.
pub async fn log_contact(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditFamily>,
    person: FamilyId,
    new: &NewContact,
) -> Result<ContactId, KeepProblem> {
    let review = grant.review();
    let found = one(tx, review, person).await?;
    if new.on > tx.today() {
        return Err(KeepProblem::rule("The date must be today or in the past: a contact is logged when it has happened"));
    }
    if new.about == About::Contribute && new.outcome != Outcome::HeldBack {
        may_be_asked(tx, review, &found, new.on).await?;
    }
    let register = register_for_tying(tx, keyring, grant.actor(), review).await?;
    let (id, now): (ContactId, _) = (tx.id(), tx.now());
    sql("INSERT INTO family_contact (id, review, person, held_on, by_name, by_person, medium, about, outcome, note, next, next_on, recorded_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)")
    .bind(id)
    .bind(review)
    .bind(person)
    .bind(new.on)
    .bind(grant.actor().name.as_str())
    .bind(grant.actor().person)
    .bind(new.medium)
    .bind(new.about)
    .bind(new.outcome)
    .bind(register.kept(new.note.as_ref()))
    .bind(register.kept(new.next.as_ref()))
    .bind(new.next_on)
    .bind(now)
    .run(tx)
    .await?;
    settle(tx, person, new).await?;
    if new.about == About::MoreTime && new.outcome.is_answer() && new.outcome != Outcome::Declined {
        reviews::raise(tx, review, Cause::FamilyAsked, "").await?;
    }
    reviews::note(tx, &grant.doer(), review, "contact_with_family_or_friends", new.on, new.about.label()).await?;
    let detail = json!({ "person": person, "contact": id, "about": new.about, "outcome": new.outcome });
    audit::record(tx, &grant.doer(), Deed::FamilyNotesChanged, detail).await?;
    Ok(id)
}

/// Whether this person could be asked on that day what they saw and knew.
async fn may_be_asked(tx: &mut Tx, review: ReviewId, person: &FamilyPerson, on: NaiveDate) -> Result<(), KeepProblem> {
    if person.was_held_back(on) {
        return Err(KeepProblem::rule(
            "This person is a witness. Record that the senior investigating officer agrees before anyone asks what they saw",
        ));
    }
    if reviews::facts_for_clocks(tx, review).await?.0.paused_on(TaskKind::FamilyInterviews, on).is_some() {
        return Err(KeepProblem::rule(
            "A hold paused interviews with the family on that day. Record that the police asked you to wait, or lift the hold first",
        ));
    }
    Ok(())
}

/// The ways in which somebody was tried about something without a reply, since they last said anything of it or read a draft.
async fn attempts_since_they_answered(tx: &mut Tx, person: FamilyId, about: About) -> Stored<Vec<Medium>> {
    let read: Option<NaiveDate> = sql("SELECT MAX(ended_on) FROM family_reading WHERE person = $1 AND ended_how <> $2")
        .bind(person)
        .bind(ReadingEnd::TakenBack)
        .scalar(tx)
        .await?;
    let contacts: Vec<(Medium, Outcome, NaiveDate)> = sql(
        "SELECT medium, outcome, held_on FROM family_contact WHERE person = $1 AND about = $2 ORDER BY held_on DESC, id DESC",
    )
    .bind(person)
    .bind(about)
    .all(tx)
    .await?;
    let since = contacts.into_iter().take_while(|(_, outcome, on)| !outcome.is_answer() && read.is_none_or(|read| read < *on));
    Ok(since.filter(|(_, outcome, _)| *outcome == Outcome::NoReply).map(|(medium, ..)| medium).collect())
}

async fn settle(tx: &mut Tx, person: FamilyId, new: &NewContact) -> Result<(), KeepProblem> {
    let silent = new.outcome == Outcome::NoReply && silence_counts(&attempts_since_they_answered(tx, person, new.about).await?);
    let held = new.outcome == Outcome::HeldBack;
    if new.about == About::Terms && (new.outcome.is_answer() || silent || held) {
        sql("UPDATE family_person SET terms_settled_on = $2, version = version + 1 WHERE id = $1")
            .bind(person)
            .bind(new.on)
            .run(tx)
            .await?;
    }
    if new.about == About::Draft && (silent || new.outcome == Outcome::Declined) {
        sql("UPDATE family_person SET draft_settled_on = $2, version = version + 1 WHERE id = $1")
            .bind(person)
            .bind(new.on)
            .run(tx)
            .await?;
    }
    if new.about == About::Draft && new.outcome == Outcome::Accepted {
        sql("UPDATE family_person SET wants_draft = $2, draft_settled_on = NULL, version = version + 1 WHERE id = $1")
            .bind(person)
            .bind(true)
            .run(tx)
            .await?;
    }
    Ok(())
}

/// A draft that is shared again is another than the one that was read: whoever read that has not read this one. Who chose not to read, at their
/// last reading or since, is not asked twice.
///
/// # Errors
/// When the database refuses.
pub async fn read_anew(tx: &mut Tx, review: ReviewId) -> Stored<()> {
    sql("UPDATE family_person SET draft_settled_on = NULL, version = version + 1 WHERE review = $1 AND draft_settled_on IS NOT NULL \
         AND EXISTS (SELECT 1 FROM family_reading r WHERE r.person = family_person.id AND r.ended_on IS NOT NULL AND r.ended_how NOT IN ($2, $3) \
         AND NOT EXISTS (SELECT 1 FROM family_reading l WHERE l.person = r.person AND l.id > r.id AND l.ended_how = $2) \
         AND NOT EXISTS (SELECT 1 FROM family_contact k WHERE k.person = r.person AND k.held_on > r.ended_on \
         AND k.about = $4 AND k.outcome = $5))")
    .bind(review)
    .bind(ReadingEnd::Declined)
    .bind(ReadingEnd::TakenBack)
    .bind(About::Draft)
    .bind(Outcome::Declined)
    .run(tx)
    .await?;
    Ok(())
}
