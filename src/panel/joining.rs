//! How somebody comes on to a panel.

use serde_json::json;

use crate::access::Grant;
use crate::access::right::EditPanel;
use crate::audit::{self, Deed, Subject};
use crate::ids::PersonId;
use crate::outbox::{self, Facts, Kind, Mail, To};
use crate::parties::KeepProblem;
use crate::process::Role;
use crate::reviews;
use crate::store::{Stored, Tx, sql};

use super::choose::{can_sit, works_here};
use super::members::{Member, all, take_roles_away};
use super::{MemberId, NewMember, RoleId};

/// Adds a member and, when they sign in, gives them the role.
///
/// # Errors
/// When they sit on the panel already, stand in for somebody who does not, or the database refuses.
pub async fn add_member(tx: &mut Tx, grant: &Grant<EditPanel>, new: &NewMember) -> Result<MemberId, KeepProblem> {
    let review = grant.review();
    let (sitting, gone): (Vec<Member>, Vec<Member>) =
        all(tx, review).await?.into_iter().partition(|member| member.ends.is_none());
    if new.person.is_some() && sitting.iter().any(|member| member.person == new.person) {
        return Err(KeepProblem::rule("This person is on the panel already"));
    }
    if new.deputy_for.is_some_and(|whom| sitting.iter().all(|member| member.id != whom)) {
        return Err(KeepProblem::rule("They can stand in only for somebody who sits on this panel"));
    }
    works_here(tx, grant, new.organisation).await?;
    if let Some(person) = new.person {
        can_sit(tx, grant, person).await?;
    }
    let name = match new.person {
        Some(person) => {
            sql("SELECT name FROM person WHERE id = $1 AND disabled_at IS NULL").bind(person).scalar::<String>(tx).await?
        }
        None => new.name.to_string(),
    };
    let statutory: bool = sql("SELECT statutory_duty FROM organisation WHERE id = $1").bind(new.organisation).scalar(tx).await?;
    let id: MemberId = tx.id();
    sql("INSERT INTO panel_member (id, review, person, name, organisation, job_title, expertise, statutory, da_specialist, deputy_for, \
         begins) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
    .bind(id)
    .bind(review)
    .bind(new.person)
    .bind(name)
    .bind(new.organisation)
    .bind(new.job_title.as_ref().map_or("", |one| one.as_str()))
    .bind(new.expertise.as_ref().map_or("", |one| one.as_str()))
    .bind(statutory)
    .bind(new.da_specialist)
    .bind(new.deputy_for)
    .bind(new.begins)
    .run_for_record(Subject::PanelMember, tx)
    .await?;
    match new.person {
        Some(person) => {
            give_role(tx, grant, new, person).await?;
            invite(tx, grant, person, id).await?;
            if let Some(before) = gone.iter().find(|one| one.person == Some(person) && one.in_conflict()) {
                stays_in_conflict(tx, grant, (id, person), before).await?;
            }
        }
        None => audit::record(tx, &grant.doer(), Deed::CaseChanged, json!({ "panel_member": id, "what": "added" })).await?,
    }
    let agency: String = sql("SELECT name FROM organisation WHERE id = $1").bind(new.organisation).scalar(tx).await?;
    reviews::note(tx, &grant.doer(), review, "panel_member_added", new.begins, &agency).await?;
    Ok(id)
}

async fn give_role(tx: &mut Tx, grant: &Grant<EditPanel>, new: &NewMember, person: PersonId) -> Stored<()> {
    let role = if new.da_specialist { Role::DaSpecialist } else { Role::PanelMember };
    let held: RoleId = tx.id();
    sql("INSERT INTO review_role (id, review, person, role, organisation, begins) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(held)
        .bind(grant.review())
        .bind(person)
        .bind(role)
        .bind(new.organisation)
        .bind(new.begins)
        .run_for_record(Subject::ReviewRole, tx)
        .await?;
    let detail = json!({ "person": person, "role": role, "organisation": new.organisation });
    audit::record(tx, &grant.doer(), Deed::RoleGiven, detail).await
}

/// Who left the panel with a conflict that nobody accepted has it still when they come back: the chair looks at it first.
async fn stays_in_conflict(
    tx: &mut Tx,
    grant: &Grant<EditPanel>,
    (member, person): (MemberId, PersonId),
    before: &Member,
) -> Stored<()> {
    sql("UPDATE panel_member SET declared_on = $2, declaration = $3, conflict = $4, mitigation = $5 WHERE id = $1")
        .bind(member)
        .bind(before.declared_on)
        .bind(before.declaration.as_str())
        .bind(true)
        .bind(before.mitigation.as_str())
        .run_for_record(Subject::PanelMember, tx)
        .await?;
    take_roles_away(tx, grant.review(), person).await?;
    audit::record(tx, &grant.doer(), Deed::ConflictDeclared, json!({ "panel_member": member, "since": before.id })).await
}

/// The invitation of somebody who signs in (letter L20): that they are asked, and where, and no word of the case.
async fn invite(tx: &mut Tx, grant: &Grant<EditPanel>, person: PersonId, member: MemberId) -> Stored<()> {
    let front = reviews::front(tx, grant).await?;
    let path = format!("/reviews/{}/panel", front.id);
    let mail = Mail {
        to: To::Person(person),
        kind: Kind::PanelInvitation,
        partnership: Some(front.partnership),
        review: Some(front.id),
        facts: Facts { reference: front.reference, due: None, path, count: 0 },
        dedupe: Some(format!("panel/{member}")),
        digest: false,
    };
    outbox::queue(tx, mail).await
}
