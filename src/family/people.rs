//! Who of the family and friends is known, and what they wish.

use chrono::NaiveDate;
use serde_json::json;

use crate::access::right::{EditFamily, SeeFamily};
use crate::access::{Grant, Reach};
use crate::audit::{self, Deed, Subject};
use crate::base::Prose;
use crate::ids::{EntryId, PersonId, ReviewId};
use crate::keyring::Keyring;
use crate::panel;
use crate::parties::{self, KeepProblem, RegisterProblem, register_for_change, register_for_tying};
use crate::process::Role;
use crate::redaction::Register;
use crate::reviews;
use crate::store::{Codes, FromRow, Stored, Tx, sql};

use super::{AdvocateKind, FamilyId, Medium, NewFamily, Part, RoleId, Wish};

/// Somebody on record.
#[derive(Clone, Debug, FromRow)]
pub struct FamilyPerson {
    /// Their id.
    pub id: FamilyId,
    /// Their entry in the register.
    pub entry: EntryId,
    /// The code of that entry.
    pub code: String,
    /// The relationship.
    pub relationship: String,
    /// What they are to the person who died.
    pub part: Part,
    /// A rift or a side.
    pub apart: String,
    /// Whether they are a witness.
    pub witness: bool,
    /// When the police agreed that they may be asked what they saw.
    pub sio_agreed_on: Option<NaiveDate>,
    /// Who stands by them.
    pub advocate_kind: AdvocateKind,
    /// The advocate.
    pub advocate: String,
    /// The advocate's account.
    pub advocate_account: Option<PersonId>,
    /// The family liaison officer.
    pub liaison: String,
    /// What they need.
    pub needs: String,
    /// How they prefer to be in touch.
    pub medium: Medium,
    /// Days on which nobody should write or call.
    pub dates_to_avoid: String,
    /// What they wish.
    #[sqlx(try_from = "String")]
    pub wishes: Codes<Wish>,
    /// The lawful basis.
    pub lawful_basis: String,
    /// Whether they must be asked at each stage.
    pub close: bool,
    /// Whether they are to be left alone.
    pub leave_be: bool,
    /// When it was settled what they say of the terms of reference.
    pub terms_settled_on: Option<NaiveDate>,
    /// When it was settled whether they read the draft.
    pub draft_settled_on: Option<NaiveDate>,
    /// The version of the row.
    pub version: i64,
}

impl FamilyPerson {
    /// What they wish who are left alone, in words; nothing of others.
    pub(super) fn wishes_no_more(&self) -> Option<&'static str> {
        let wishes = |wish: Wish| self.leave_be && self.wishes.contains(&wish);
        if wishes(Wish::NoContact) {
            Some("Wishes not to be contacted")
        } else if wishes(Wish::OnlyPublished) {
            Some("Wishes to have only the published report")
        } else {
            None
        }
    }

    /// What is written of them, as it is kept.
    fn texts(&self) -> [&str; 7] {
        let Self { relationship, apart, advocate, liaison, needs, dates_to_avoid, lawful_basis, .. } = self;
        [relationship, apart, advocate, liaison, needs, dates_to_avoid, lawful_basis].map(String::as_str)
    }

    /// Whether they must not be asked what they saw, because they are a witness and the police have not agreed.
    #[must_use]
    pub fn is_held_back(&self) -> bool {
        self.witness && self.sio_agreed_on.is_none()
    }

    /// Whether they were held back on that day: before the police agreed.
    pub(super) fn was_held_back(&self, day: NaiveDate) -> bool {
        self.witness && self.sio_agreed_on.is_none_or(|agreed| agreed > day)
    }

    /// The person as a panel sees them: who they are and what they wish, without notes on them.
    fn in_summary(mut self) -> Self {
        for note in [
            &mut self.apart,
            &mut self.advocate,
            &mut self.liaison,
            &mut self.needs,
            &mut self.dates_to_avoid,
            &mut self.lawful_basis,
        ] {
            note.clear();
        }
        self
    }
}

pub(super) async fn all(tx: &mut Tx, review: ReviewId) -> Stored<Vec<FamilyPerson>> {
    sql(
        "SELECT f.id, f.entry, e.code, f.relationship, f.part, f.apart, f.witness, f.sio_agreed_on, f.advocate_kind, f.advocate, \
         f.advocate_account, f.liaison, f.needs, f.medium, f.dates_to_avoid, f.wishes, f.lawful_basis, f.close, f.leave_be, \
         f.terms_settled_on, f.draft_settled_on, f.version FROM family_person f JOIN register_entry e ON e.id = f.entry \
         WHERE f.review = $1 ORDER BY f.id",
    )
    .bind(review)
    .all(tx)
    .await
}

/// What somebody of the family or the friends is to the person who died.
#[derive(Clone, Debug, FromRow)]
pub(crate) struct Relation {
    /// Their entry in the register.
    pub(crate) entry: EntryId,
    /// From the list.
    pub(crate) part: Part,
    /// In words, as it is kept.
    pub(crate) relationship: String,
}

/// What everybody of the family and the friends is to the person who died: the table of pseudonyms says it. Who asks makes a paper, and
/// has been asked already; none of what else is known of them is read.
pub(crate) async fn relations(tx: &mut Tx, review: ReviewId) -> Stored<Vec<Relation>> {
    sql("SELECT entry, part, relationship FROM family_person WHERE review = $1 ORDER BY id").bind(review).all(tx).await
}

pub(super) async fn one(tx: &mut Tx, review: ReviewId, person: FamilyId) -> Result<FamilyPerson, KeepProblem> {
    all(tx, review).await?.into_iter().find(|found| found.id == person).ok_or(KeepProblem::NotThere)
}

/// Everybody, as far as the right goes, and on record as seen. To the panel they are shown in summary, to an advocate only those
/// whom they stand by, and who may see only the index sees nobody.
///
/// # Errors
/// When the database refuses.
pub async fn people(tx: &mut Tx, grant: &Grant<SeeFamily>) -> Stored<Vec<FamilyPerson>> {
    let everybody = all(tx, grant.review()).await?;
    let actor = grant.actor().person;
    let seen: Vec<FamilyPerson> = match grant.reach() {
        Reach::All => everybody,
        Reach::Released => everybody.into_iter().map(FamilyPerson::in_summary).collect(),
        Reach::Own => everybody.into_iter().filter(|one| one.advocate_account == Some(actor)).collect(),
        Reach::Status => Vec::new(),
    };
    audit::record(
        tx,
        &grant.doer(),
        Deed::FamilyNotesSeen,
        json!({ "people": seen.len(), "reach": format!("{:?}", grant.reach()) }),
    )
    .await?;
    Ok(seen)
}

/// How somebody can be reached without danger; on record as seen.
///
/// # Errors
/// [`KeepProblem::NotThere`] when the right does not reach it; else when the key is not there or the database refuses.
pub async fn safe_contact(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<SeeFamily>,
    person: FamilyId,
) -> Result<String, KeepProblem> {
    if grant.reach() != Reach::All {
        return Err(KeepProblem::NotThere);
    }
    let sealed: Option<(Vec<u8>,)> = sql("SELECT safe_contact FROM family_person WHERE id = $1 AND review = $2")
        .bind(person)
        .bind(grant.review())
        .maybe(tx)
        .await?;
    let Some((sealed,)) = sealed else { return Err(KeepProblem::NotThere) };
    let plain = keyring.unseal(grant.review(), &place(person), &sealed).map_err(RegisterProblem::from)?;
    audit::record(tx, &grant.doer(), Deed::FamilyNotesSeen, json!({ "person": person, "safe_contact": true })).await?;
    Ok(String::from_utf8_lossy(&plain).into_owned())
}

/// Why an account cannot be an advocate's.
pub(super) const NO_ADVOCATE: &str = "Select an advocate from the list: somebody without a post in the partnership, in a board, in a public body or in an agency that is asked, and without another part in this review";

fn place(person: FamilyId) -> String {
    format!("family_person/{person}/safe_contact")
}

/// Adds somebody whose name is in the register.
///
/// # Errors
/// When they are there already or are not in this review's register; when the key is not there or the database refuses.
pub async fn add_person(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditFamily>,
    new: &NewFamily,
) -> Result<FamilyId, KeepProblem> {
    let review = grant.review();
    if all(tx, review).await?.iter().any(|one| one.entry == new.entry) {
        return Err(KeepProblem::rule("This person is in the list already"));
    }
    let Some(entry) = parties::people(tx, review).await?.into_iter().find(|one| one.id == new.entry) else {
        return Err(KeepProblem::rule("Select somebody from the identity register"));
    };
    if !entry.kind.may_be_family() {
        return Err(KeepProblem::rule("Select a child, a relative, a friend or somebody else who is no professional"));
    }
    let id: FamilyId = tx.id();
    let sealed = keyring.seal(review, &place(id), b"").map_err(RegisterProblem::from)?;
    sql("INSERT INTO family_person (id, review, entry, relationship, part, apart, witness, advocate_kind, advocate, liaison, safe_contact, \
         needs, medium, dates_to_avoid, wishes, lawful_basis, close, wants_draft, leave_be) \
         VALUES ($1, $2, $3, $4, $5, '', $6, $7, '', '', $8, '', $9, '', '', '', $6, $6, $6)")
    .bind(id)
    .bind(review)
    .bind(new.entry)
    .bind("")
    .bind(new.part)
    .bind(false)
    .bind(new.advocate_kind)
    .bind(sealed)
    .bind(new.medium)
    .run(tx)
    .await?;
    let register = register_for_tying(tx, keyring, grant.actor(), review).await?;
    let found = one(tx, review, id).await?;
    write(tx, keyring, grant, (&register, &found), new, true).await?;
    let today = tx.today();
    reviews::note(tx, &grant.doer(), review, "family_member_or_friend_added", today, "").await?;
    Ok(id)
}

/// Changes what is known of somebody. How they can be reached is kept when nothing new is given.
///
/// # Errors
/// [`KeepProblem::Stale`] when somebody else changed it since; else as [`add_person`].
pub async fn change_person(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditFamily>,
    (person, version): (FamilyId, i64),
    new: &NewFamily,
) -> Result<(), KeepProblem> {
    let found = one(tx, grant.review(), person).await?;
    if found.version != version {
        return Err(KeepProblem::Stale);
    }
    let register = register_for_change(tx, keyring, grant, found.texts()).await?;
    write(tx, keyring, grant, (&register, &found), new, false).await
}

async fn write(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditFamily>,
    (register, found): (&Register, &FamilyPerson),
    new: &NewFamily,
    first: bool,
) -> Result<(), KeepProblem> {
    if new.advocate_account != found.advocate_account
        && let Some(account) = new.advocate_account
        && !panel::advocates(tx, grant).await?.iter().any(|one| one.id == account)
    {
        return Err(KeepProblem::rule(NO_ADVOCATE));
    }
    let wishes = new.wishes.iter().map(|wish| wish.as_str()).collect::<Vec<_>>().join(" ");
    sql("UPDATE family_person SET relationship = $2, part = $3, apart = $4, witness = $5, sio_agreed_on = $6, advocate_kind = $7, \
         advocate = $8, advocate_account = $9, liaison = $10, needs = $11, medium = $12, dates_to_avoid = $13, wishes = $14, \
         lawful_basis = $15, close = $16, wants_draft = $17, leave_be = $18, version = version + 1 WHERE id = $1")
    .bind(found.id)
    .bind(register.kept(Some(&new.relationship)))
    .bind(new.part)
    .bind(register.kept(new.apart.as_ref()))
    .bind(new.witness)
    .bind(new.sio_agreed_on)
    .bind(new.advocate_kind)
    .bind(register.kept(new.advocate.as_ref()))
    .bind(new.advocate_account)
    .bind(register.kept(new.liaison.as_ref()))
    .bind(register.kept(new.needs.as_ref()))
    .bind(new.medium)
    .bind(register.kept(new.dates_to_avoid.as_ref()))
    .bind(wishes)
    .bind(register.kept(new.lawful_basis.as_ref()))
    .bind(new.part.is_close())
    .bind(new.wishes.contains(&Wish::ReadDraft))
    .bind(new.leave_be())
    .run(tx)
    .await?;
    if let Some(safe) = &new.safe_contact {
        let sealed = keyring.seal(grant.review(), &place(found.id), safe.as_str().as_bytes()).map_err(RegisterProblem::from)?;
        sql("UPDATE family_person SET safe_contact = $2 WHERE id = $1").bind(found.id).bind(sealed).run(tx).await?;
    }
    if new.advocate_account != found.advocate_account {
        advocate_changes(tx, grant, found.advocate_account, new.advocate_account).await?;
    }
    let what = if first { "added" } else { "changed" };
    Ok(audit::record(tx, &grant.doer(), Deed::FamilyNotesChanged, json!({ "person": found.id, "what": what })).await?)
}

/// An advocate's role lasts as long as there is somebody whom they stand by.
async fn advocate_changes(
    tx: &mut Tx,
    grant: &Grant<EditFamily>,
    before: Option<PersonId>,
    after: Option<PersonId>,
) -> Result<(), KeepProblem> {
    let (review, today) = (grant.review(), tx.today());
    let still = all(tx, review).await?;
    if let Some(person) = before.filter(|person| !still.iter().any(|one| one.advocate_account == Some(*person))) {
        sql("UPDATE review_role SET ends = $3 WHERE review = $1 AND person = $2 AND role = 'advocate' AND ends IS NULL")
            .bind(review)
            .bind(person)
            .bind(today.pred_opt().unwrap_or(today))
            .run_for_record(Subject::ReviewRole, tx)
            .await?;
        audit::record(tx, &grant.doer(), Deed::RoleEnded, json!({ "person": person, "role": Role::Advocate })).await?;
    }
    if let Some(person) = after {
        let held: i64 =
            sql("SELECT COUNT(*) FROM review_role WHERE review = $1 AND person = $2 AND role = 'advocate' AND ends IS NULL")
                .bind(review)
                .bind(person)
                .scalar(tx)
                .await?;
        if held == 0 {
            let id: RoleId = tx.id();
            sql("INSERT INTO review_role (id, review, person, role, begins) VALUES ($1, $2, $3, $4, $5)")
                .bind(id)
                .bind(review)
                .bind(person)
                .bind(Role::Advocate)
                .bind(today)
                .run_for_record(Subject::ReviewRole, tx)
                .await?;
            audit::record(tx, &grant.doer(), Deed::RoleGiven, json!({ "person": person, "role": Role::Advocate })).await?;
        }
    }
    Ok(())
}

/// Records that there is nobody in the family to ask or to tell, and why.
///
/// # Errors
/// When somebody of the close family is in the list; when the key is not there or the database refuses.
pub async fn record_nobody(tx: &mut Tx, keyring: &Keyring, grant: &Grant<EditFamily>, reason: &Prose) -> Result<(), KeepProblem> {
    let review = grant.review();
    if all(tx, review).await?.iter().any(|one| one.close && !one.leave_be) {
        return Err(KeepProblem::rule("Somebody of the close family is in the list. Record their wishes instead"));
    }
    let register = register_for_tying(tx, keyring, grant.actor(), review).await?;
    let today = tx.today();
    sql("INSERT INTO family_nobody (review, reason, recorded_by, recorded_on) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (review) DO UPDATE SET reason = excluded.reason, recorded_by = excluded.recorded_by, recorded_on = excluded.recorded_on")
    .bind(review)
    .bind(register.tie(reason))
    .bind(grant.actor().name.as_str())
    .bind(today)
    .run(tx)
    .await?;
    reviews::note(tx, &grant.doer(), review, "nobody_in_the_family_to_ask", today, "").await?;
    Ok(audit::record(tx, &grant.doer(), Deed::FamilyNotesChanged, json!({ "what": "nobody to ask" })).await?)
}

/// The reason why there is nobody to ask, who recorded it and when.
///
/// # Errors
/// When the database refuses.
pub async fn nobody(tx: &mut Tx, grant: &Grant<SeeFamily>) -> Stored<Option<(String, String, NaiveDate)>> {
    sql("SELECT reason, recorded_by, recorded_on FROM family_nobody WHERE review = $1").bind(grant.review()).maybe(tx).await
}
