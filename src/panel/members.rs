//! The panel's members, what they declared, and what follows from it.

use chrono::NaiveDate;
use serde_json::json;

use crate::access::right::{ApprovePanel, EditPanel, SeePanel};
use crate::access::{Actor, Grant, Reach};
use crate::audit::{self, Deed, Doer, Subject};
use crate::base::Prose;
use crate::ids::{OrganisationId, PersonId, ReviewId};
use crate::keyring::Keyring;
use crate::parties::{KeepProblem, register_for_change, register_for_tying};
use crate::reviews;
use crate::store::{FromRow, Stored, Tx, sql};
use crate::ui::too_early;

use super::{Declaration, MemberId, RecordId};

/// A member on record.
#[derive(Clone, Debug, FromRow)]
pub struct Member {
    /// Their id.
    pub id: MemberId,
    /// Their account.
    pub person: Option<PersonId>,
    /// Their name.
    pub name: String,
    /// The agency that they speak for.
    pub organisation: OrganisationId,
    /// Its name.
    pub agency: String,
    /// Their job title.
    pub job_title: String,
    /// What they bring.
    pub expertise: String,
    /// Whether their agency has the duty under the Act.
    pub statutory: bool,
    /// Whether they are the specialist in domestic abuse.
    pub da_specialist: bool,
    /// For whom they stand in.
    pub deputy_for: Option<MemberId>,
    /// The first day.
    pub begins: NaiveDate,
    /// The last day.
    pub ends: Option<NaiveDate>,
    /// Why it ended.
    pub ended_why: String,
    /// When they last declared their interests.
    pub declared_on: Option<NaiveDate>,
    /// What they declared.
    pub declaration: String,
    /// Whether it names a conflict.
    pub conflict: bool,
    /// How it is met.
    pub mitigation: String,
    /// When the chair accepted that.
    pub accepted_on: Option<NaiveDate>,
    /// Who accepted it.
    pub accepted_by: String,
    /// When they signed the confidentiality agreement.
    pub confidentiality_on: Option<NaiveDate>,
    /// The version of the row.
    pub version: i64,
}

impl Member {
    /// Whether a conflict is declared and not settled: such a member has no access.
    #[must_use]
    pub fn in_conflict(&self) -> bool {
        self.conflict && self.accepted_on.is_none()
    }
}

/// Every member the review has had, those of today first.
///
/// # Errors
/// When the database refuses.
pub async fn members(tx: &mut Tx, grant: &Grant<SeePanel>) -> Stored<Vec<Member>> {
    let mut all = all(tx, grant.review()).await?;
    if grant.reach() != Reach::All {
        // Who sits there is printed in the report; what they declared is the panel's own.
        for member in &mut all {
            for words in [&mut member.declaration, &mut member.mitigation, &mut member.ended_why] {
                words.clear();
            }
        }
    }
    Ok(all)
}

pub(super) async fn all(tx: &mut Tx, review: ReviewId) -> Stored<Vec<Member>> {
    sql("SELECT m.id, m.person, m.name, m.organisation, o.name AS agency, m.job_title, m.expertise, m.statutory, m.da_specialist, \
         m.deputy_for, m.begins, m.ends, m.ended_why, m.declared_on, m.declaration, m.conflict, m.mitigation, m.accepted_on, \
         m.accepted_by, m.confidentiality_on, m.version FROM panel_member m JOIN organisation o ON o.id = m.organisation \
         WHERE m.review = $1 ORDER BY CASE WHEN m.ends IS NULL THEN 0 ELSE 1 END, o.name, m.id")
    .bind(review)
    .all(tx)
    .await
}

async fn one(tx: &mut Tx, review: ReviewId, member: MemberId) -> Result<Member, KeepProblem> {
    all(tx, review).await?.into_iter().find(|found| found.id == member).ok_or(KeepProblem::NotThere)
}

/// Records what a member declared, for those who keep the panel's papers.
///
/// # Errors
/// [`KeepProblem::NotThere`] when there is no such member; else when the database refuses.
pub async fn declare(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditPanel>,
    member: MemberId,
    declaration: &Declaration,
) -> Result<(), KeepProblem> {
    let member = one(tx, grant.review(), member).await?;
    keep_declaration(tx, keyring, (grant.actor(), grant.review()), &grant.doer(), &member, declaration).await
}

/// Records what a member declares of themselves.
///
/// # Errors
/// [`KeepProblem::NotThere`] when it is not their own membership; else when the database refuses.
pub async fn declare_own(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<SeePanel>,
    member: MemberId,
    declaration: &Declaration,
) -> Result<(), KeepProblem> {
    let member = one(tx, grant.review(), member).await?;
    if member.person != Some(grant.actor().person) {
        return Err(KeepProblem::NotThere);
    }
    keep_declaration(tx, keyring, (grant.actor(), grant.review()), &grant.doer(), &member, declaration).await
}

/// A conflict takes every role in the review away in the same transaction. A later declaration without one does not give them
/// back by itself: the chair does, by accepting.
async fn keep_declaration(
    tx: &mut Tx,
    keyring: &Keyring,
    (actor, review): (&Actor, ReviewId),
    by: &Doer,
    member: &Member,
    new: &Declaration,
) -> Result<(), KeepProblem> {
    let register = register_for_tying(tx, keyring, actor, review).await?;
    let (words, mitigation) = (register.tie(&new.words), register.kept(new.mitigation.as_ref()));
    let (now, record): (_, RecordId) = (tx.now(), tx.id());
    sql("INSERT INTO panel_declaration (id, review, member, declared_on, declaration, conflict, mitigation, recorded_by, recorded_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
    .bind(record)
    .bind(review)
    .bind(member.id)
    .bind(new.on)
    .bind(words.clone())
    .bind(new.conflict)
    .bind(mitigation.as_str())
    .bind(by.name.as_str())
    .bind(now)
    .run_for_record(Subject::Declaration, tx)
    .await?;
    // Once in conflict, a member stays so until the chair has looked at it.
    let conflict = new.conflict || member.in_conflict();
    sql("UPDATE panel_member SET declared_on = $2, declaration = $3, conflict = $4, mitigation = $5, accepted_on = NULL, \
         accepted_by = '', version = version + 1 WHERE id = $1")
    .bind(member.id)
    .bind(new.on)
    .bind(words)
    .bind(conflict)
    .bind(mitigation)
    .run_for_record(Subject::PanelMember, tx)
    .await?;
    if conflict && let Some(person) = member.person {
        take_roles_away(tx, review, person).await?;
    }
    if new.conflict {
        audit::record(tx, by, Deed::ConflictDeclared, json!({ "panel_member": member.id })).await?;
        reviews::note(tx, by, review, "conflict_declared", new.on, "").await?;
    } else {
        audit::record(tx, by, Deed::CaseChanged, json!({ "panel_member": member.id, "what": "declared" })).await?;
    }
    Ok(())
}

/// Takes every role in the review from somebody in conflict, until the chair has looked at it.
pub(super) async fn take_roles_away(tx: &mut Tx, review: ReviewId, person: PersonId) -> Stored<()> {
    let now = tx.now();
    sql("UPDATE review_role SET conflicted_at = $3 WHERE review = $1 AND person = $2 AND conflicted_at IS NULL")
        .bind(review)
        .bind(person)
        .bind(now)
        .run_for_record(Subject::ReviewRole, tx)
        .await?;
    Ok(())
}

/// Accepts how a conflict is met: the member's roles are theirs again.
///
/// # Errors
/// When no conflict is open, when nothing says how it is met, when the chair would accept their own, or the database refuses.
pub async fn accept_mitigation(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<ApprovePanel>,
    (member, version): (MemberId, i64),
    mitigation: &Prose,
    on: NaiveDate,
) -> Result<(), KeepProblem> {
    let review = grant.review();
    let found = one(tx, review, member).await?;
    if found.version != version || !found.in_conflict() {
        return Err(KeepProblem::Stale);
    }
    if found.person == Some(grant.actor().person) {
        return Err(KeepProblem::rule("Somebody else must accept how your own conflict of interest is met"));
    }
    let register = register_for_change(tx, keyring, grant, [&found.mitigation]).await?;
    sql("UPDATE panel_member SET mitigation = $2, accepted_on = $3, accepted_by = $4, version = version + 1 WHERE id = $1")
        .bind(member)
        .bind(register.tie(mitigation))
        .bind(on)
        .bind(grant.actor().name.as_str())
        .run_for_record(Subject::PanelMember, tx)
        .await?;
    if let Some(person) = found.person {
        sql("UPDATE review_role SET conflicted_at = NULL WHERE review = $1 AND person = $2")
            .bind(review)
            .bind(person)
            .run_for_record(Subject::ReviewRole, tx)
            .await?;
    }
    audit::record(tx, &grant.doer(), Deed::RoleGiven, json!({ "panel_member": member, "conflict": "accepted" })).await?;
    reviews::note(tx, &grant.doer(), review, "conflict_settled", on, "").await?;
    Ok(())
}

/// Records that a member signed the confidentiality agreement.
///
/// # Errors
/// [`KeepProblem::Stale`] when the member changed since; else when the database refuses.
pub async fn sign_confidentiality(
    tx: &mut Tx,
    grant: &Grant<EditPanel>,
    (member, version): (MemberId, i64),
    on: NaiveDate,
) -> Result<(), KeepProblem> {
    let changed = sql(
        "UPDATE panel_member SET confidentiality_on = $4, version = version + 1 WHERE id = $1 AND review = $2 AND version = $3",
    )
    .bind(member)
    .bind(grant.review())
    .bind(version)
    .bind(on)
    .run_for_record(Subject::PanelMember, tx)
    .await?;
    if changed == 0 {
        return Err(KeepProblem::Stale);
    }
    let detail = json!({ "panel_member": member, "what": "confidentiality signed" });
    Ok(audit::record(tx, &grant.doer(), Deed::CaseChanged, detail).await?)
}

/// Ends a membership: the roles end with it.
///
/// # Errors
/// [`KeepProblem::Stale`] when the member changed since; when the day lies before their first; else when the database refuses.
pub async fn end_membership(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditPanel>,
    (member, version): (MemberId, i64),
    on: NaiveDate,
    why: &Prose,
) -> Result<(), KeepProblem> {
    let review = grant.review();
    let found = one(tx, review, member).await?;
    if let Some(sentence) = too_early(on, found.begins, "they joined the panel") {
        return Err(KeepProblem::Rule(sentence));
    }
    let register = register_for_tying(tx, keyring, grant.actor(), review).await?;
    let why = register.tie(why);
    let changed = sql("UPDATE panel_member SET ends = $3, ended_why = $4, version = version + 1 WHERE id = $1 AND version = $2 AND ends IS NULL")
        .bind(member)
        .bind(version)
        .bind(on)
        .bind(why.clone())
        .run_for_record(Subject::PanelMember, tx)
        .await?;
    if changed == 0 {
        return Err(KeepProblem::Stale);
    }
    if let Some(person) = found.person {
        sql("UPDATE review_role SET ends = $3, ended_why = $4 WHERE review = $1 AND person = $2 AND ends IS NULL \
             AND role IN ('panel_member', 'da_specialist')")
        .bind(review)
        .bind(person)
        .bind(on.pred_opt().unwrap_or(on))
        .bind(why)
        .run_for_record(Subject::ReviewRole, tx)
        .await?;
    }
    audit::record(tx, &grant.doer(), Deed::RoleEnded, json!({ "person": found.person, "panel_member": member })).await?;
    reviews::note(tx, &grant.doer(), review, "panel_member_left", on, "").await?;
    Ok(())
}

/// Every declaration of a member, the newest first: its day, the words, whether it named a conflict, and who recorded it.
///
/// # Errors
/// [`KeepProblem::NotThere`] when the panel has no such member; else when the database refuses.
pub async fn declarations(
    tx: &mut Tx,
    grant: &Grant<SeePanel>,
    member: MemberId,
) -> Result<Vec<(NaiveDate, String, bool, String)>, KeepProblem> {
    one(tx, grant.review(), member).await?;
    if grant.reach() != Reach::All {
        return Ok(Vec::new());
    }
    let told =
        sql("SELECT declared_on, declaration, conflict, recorded_by FROM panel_declaration WHERE review = $1 AND member = $2 \
         ORDER BY id DESC")
        .bind(grant.review())
        .bind(member)
        .all(tx)
        .await?;
    Ok(told)
}

/// Whether this person sits on the panel of the review.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn sits(tx: &mut Tx, review: ReviewId, person: PersonId) -> Stored<bool> {
    sql("SELECT EXISTS (SELECT 1 FROM panel_member WHERE review = $1 AND person = $2 AND ends IS NULL)")
        .bind(review)
        .bind(person)
        .scalar(tx)
        .await
}
