//! Whose names a right shows: the rows of the permission matrix for the register, put together for one person.

use crate::access::right::{Object, SeeNames, Verb};
use crate::access::{Grant, Held, Reach};
use crate::ids::ReviewId;
use crate::imr::{outstanding, stood_down};
use crate::process::{Role, Stage};
use crate::store::{Stored, Tx, sql};

use super::entry::Audience;

/// What somebody may see of the register.
#[derive(Clone, Debug)]
pub(super) enum Sight {
    /// Every entry.
    Whole,
    /// The entries open to these.
    OpenTo(Vec<Audience>),
}

impl Sight {
    /// Whether an entry that is open to these is shown.
    pub(super) fn shows(&self, seen_by: &[Audience]) -> bool {
        match self {
            Self::Whole => true,
            Self::OpenTo(audiences) => audiences.iter().any(|one| seen_by.contains(one)),
        }
    }

    /// Whether the pseudonym of an entry that is open to these is shown beside the name. An agency searches for a name, and reads a report: who sits on
    /// the panel as well reads the names that are open to their agency alone without what the report calls them.
    pub(super) fn pairs(&self, seen_by: &[Audience]) -> bool {
        match self {
            Self::Whole => true,
            Self::OpenTo(audiences) => audiences.iter().any(|one| *one != Audience::Agencies && seen_by.contains(one)),
        }
    }
}

/// What may be shown of one person to somebody who types the name, or what they are called in the report.
#[derive(Clone, Copy)]
pub(super) struct Seen {
    /// Whom the name means.
    pub name: bool,
    /// Whom the pseudonym means.
    pub pseudonym: bool,
}

/// What this right shows today.
pub(super) async fn sight(tx: &mut Tx, grant: &Grant<SeeNames>) -> Stored<Sight> {
    sight_of(tx, grant.held(), grant.review()).await
}

/// What the names' right shows today to who holds these roles. Agencies see names while they search their records and write what they know: until the analysis is
/// done, and after it as long as a return of theirs is outstanding. Of whom nothing more is asked, they search for nobody.
pub(super) async fn sight_of(tx: &mut Tx, held: &[Held], review: ReviewId) -> Stored<Sight> {
    let Some(mut audiences) = released_to(held) else { return Ok(Sight::Whole) };
    if search_goes_on(tx, held, review).await? {
        audiences.push(Audience::Agencies);
    }
    Ok(Sight::OpenTo(audiences))
}

/// To whom an entry is open when it is released to who holds these roles; nothing where they see every entry.
pub(super) fn released_to(held: &[Held]) -> Option<Vec<Audience>> {
    let mut audiences = Vec::new();
    for held in held {
        match held.may(Object::Identity, Verb::See) {
            Some(Reach::All) => return None,
            Some(Reach::Released) if held.role == Role::DisclosureOfficer => audiences.push(Audience::Disclosure),
            Some(Reach::Released) => audiences.push(Audience::Panel),
            Some(Reach::Own | Reach::Status) | None => {}
        }
    }
    Some(audiences)
}

/// Whether these roles are of people who write for an agency or a board, and no others. What they type is tied to the whole register;
/// shown back under pseudonyms, it would tell them who in the report is whom, so their pages call people by code.
pub(super) fn works_by_code(held: &[Held]) -> bool {
    let writes_from_outside = |held: &Held| match held.role {
        Role::AgencySpoc
        | Role::ImrAuthor
        | Role::SeniorSignatory
        | Role::ActionOwner
        | Role::BoardMember
        | Role::Scrutiny
        | Role::LearningLead
        | Role::PccOffice => true,
        Role::CspChair
        | Role::Coordinator
        | Role::IndepChair
        | Role::Author
        | Role::PanelMember
        | Role::DaSpecialist
        | Role::Expert
        | Role::IgLegal
        | Role::DisclosureOfficer
        | Role::FamilyMember
        | Role::Advocate
        | Role::Auditor
        | Role::SysAdmin => false,
    };
    !held.is_empty() && held.iter().all(writes_from_outside)
}

async fn search_goes_on(tx: &mut Tx, held: &[Held], review: ReviewId) -> Stored<bool> {
    let stage: Stage = sql("SELECT stage FROM review WHERE id = $1").bind(review).scalar(tx).await?;
    for held in held.iter().filter(|held| held.may(Object::Identity, Verb::See) == Some(Reach::Own)) {
        let Some(organisation) = held.organisation else { continue };
        if stage <= Stage::Analysis && !stood_down(tx, review, organisation).await? {
            return Ok(true);
        }
        let asked: i64 = sql(concat!(
            "SELECT COUNT(*) FROM agency_request WHERE review = $1 AND organisation = $2 AND state IN ",
            outstanding!()
        ))
        .bind(review)
        .bind(organisation)
        .scalar(tx)
        .await?;
        if asked > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}
