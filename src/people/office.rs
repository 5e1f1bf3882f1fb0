//! Who runs what of a partnership. Settings, people and lengths are no part of any review: a post in the partnership
//! decides, and the matrix of rights has no row for them.

use crate::access::{Actor, RUN_PEOPLE};
use crate::ids::OrganisationId;
use crate::process::Role;
use crate::store::FromRow;
use crate::ui::Problem;

/// A part of running a partnership.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Office {
    /// Name, letterhead, reference scheme, whether a second factor is required.
    Settings,
    /// Who works for it, and as what.
    People,
    /// Its own lengths for clocks that are local practice.
    Lengths,
    /// The organisations that it works with.
    Directory,
}

impl Office {
    /// Who may, by a post in the partnership.
    #[must_use]
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Self::Settings => &[Role::SysAdmin],
            Self::People | Self::Directory => &RUN_PEOPLE,
            // A length is practice, not machinery: those who answer for reviews set it.
            Self::Lengths => &[Role::Coordinator, Role::CspChair],
        }
    }

    const fn refusal(self) -> &'static str {
        match self {
            Self::Settings => "Only a system administrator of this partnership can change its settings.",
            Self::People => "Only the partnership’s chair, its coordinator or its system administrator can do this.",
            Self::Lengths => "Only the partnership’s chair or its coordinator can set lengths.",
            Self::Directory => {
                "Only the partnership’s chair, its coordinator or its system administrator can change the directory."
            }
        }
    }
}

/// Whether this person runs this part of this partnership.
///
/// # Errors
/// Not there for whoever has no post that reaches the partnership; not theirs for other posts in it.
pub fn runs(actor: &Actor, partnership: OrganisationId, office: Office) -> Result<(), Problem> {
    let here = |role: &Role| actor.posts.iter().any(|post| post.organisation == partnership && post.role == *role);
    if office.roles().iter().any(here) {
        return Ok(());
    }
    let knows = actor.posts.iter().any(|post| post.partnerships.contains(&partnership));
    Err(if knows { Problem::NotYours(office.refusal().to_owned()) } else { Problem::NotThere })
}

/// What kind of organisation a post is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    /// The partnership itself.
    Partnership,
    /// An agency.
    Agency,
    /// A board or a regional body.
    Body,
}

/// The posts there are in an organisation of this kind. Other roles are held in single reviews and given there.
#[must_use]
pub const fn posts_in(seat: Seat) -> &'static [Role] {
    match seat {
        Seat::Partnership => &[
            Role::CspChair,
            Role::Coordinator,
            Role::IgLegal,
            Role::DisclosureOfficer,
            Role::LearningLead,
            Role::Auditor,
            Role::SysAdmin,
        ],
        Seat::Agency => &[Role::AgencySpoc, Role::ImrAuthor, Role::SeniorSignatory, Role::ActionOwner],
        Seat::Body => &[Role::BoardMember, Role::Scrutiny, Role::PccOffice],
    }
}

/// Who has led a partnership.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromRow)]
pub struct Led {
    /// Somebody is or ever was its coordinator or its chair.
    pub ever: bool,
    /// Somebody is its chair today.
    pub chaired: bool,
}

/// The posts that this person may give in an organisation of this kind. An administrator, who sees no case, gives no post
/// that reaches one: except the first coordinator of a partnership that has nobody yet to do it. The chair, who decides whether a review
/// is held, is not made by those who prepare the decision as long as there is a chair to do it.
#[must_use]
pub fn posts_to_give(actor: &Actor, partnership: OrganisationId, seat: Seat, led: Led) -> Vec<Role> {
    let here = |role: Role| actor.posts.iter().any(|post| post.organisation == partnership && post.role == role);
    let chairs = here(Role::CspChair);
    let leads = here(Role::Coordinator) || chairs;
    let administers = here(Role::SysAdmin);
    let may = |role: &Role| match role {
        Role::SysAdmin => leads || administers,
        Role::Coordinator => leads || (administers && !led.ever),
        Role::CspChair => chairs || (leads && !led.chaired),
        Role::IndepChair
        | Role::Author
        | Role::PanelMember
        | Role::AgencySpoc
        | Role::ImrAuthor
        | Role::SeniorSignatory
        | Role::DaSpecialist
        | Role::Expert
        | Role::IgLegal
        | Role::DisclosureOfficer
        | Role::FamilyMember
        | Role::Advocate
        | Role::ActionOwner
        | Role::BoardMember
        | Role::Scrutiny
        | Role::LearningLead
        | Role::PccOffice
        | Role::Auditor => leads,
    };
    posts_in(seat).iter().copied().filter(|role| may(role)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Post;
    use crate::base::Id as _;
    use crate::ids::PersonId;

    fn place(n: u128) -> OrganisationId {
        OrganisationId::from_uuid(uuid::Uuid::from_u128(n))
    }

    fn actor(role: Role, organisation: OrganisationId) -> Actor {
        let post = Post { organisation, place: "Wyreham".into(), role, partnerships: vec![organisation] };
        let person = PersonId::from_uuid(uuid::Uuid::from_u128(9));
        Actor { person, name: "Ines Okoro".into(), job_title: String::new(), posts: vec![post] }
    }

    /// v5.0.0-8.4.1: what another partnership runs is not there.
    #[test]
    fn another_partnership_is_not_there() {
        for office in [Office::Settings, Office::People, Office::Lengths, Office::Directory] {
            for role in Role::ALL {
                assert!(matches!(runs(&actor(*role, place(1)), place(2), office), Err(Problem::NotThere)), "{role:?} {office:?}");
                let own = runs(&actor(*role, place(1)), place(1), office);
                assert_eq!(own.is_ok(), office.roles().contains(role), "{role:?} {office:?}");
            }
        }
    }

    #[test]
    fn an_administrator_gives_no_post_that_reaches_a_case() {
        let administrator = actor(Role::SysAdmin, place(1));
        let led = Led { ever: true, chaired: false };
        let chaired = Led { ever: true, chaired: true };
        assert_eq!(posts_to_give(&administrator, place(1), Seat::Partnership, led), [Role::SysAdmin]);
        assert_eq!(
            posts_to_give(&administrator, place(1), Seat::Partnership, Led::default()),
            [Role::Coordinator, Role::SysAdmin]
        );
        assert!(posts_to_give(&administrator, place(1), Seat::Agency, led).is_empty());
        assert_eq!(posts_to_give(&actor(Role::Coordinator, place(1)), place(1), Seat::Agency, led).len(), 4);
        assert!(posts_to_give(&actor(Role::Coordinator, place(1)), place(2), Seat::Agency, led).is_empty());
        let gives_chair =
            |role, led| posts_to_give(&actor(role, place(1)), place(1), Seat::Partnership, led).contains(&Role::CspChair);
        assert!(gives_chair(Role::Coordinator, led) && gives_chair(Role::CspChair, chaired));
        assert!(!gives_chair(Role::Coordinator, chaired));
    }
}
