//! The organisations that a partnership works with: agencies, boards, regional bodies. Each partnership keeps a directory of
//! its own, so that nobody's change of a name or of a duty reaches another partnership's letters.

mod directory;
mod forms;
mod pages;
mod store;
mod view;

pub use directory::{Directory, Entry, Found, compare};
pub use pages::routes;
pub use store::{Listed, New, add, change, get, in_directory, succeed};

use crate::store::text_enum;

text_enum!(
    /// What an organisation is to a partnership. The partnership itself is an organisation of its own kind.
    pub enum Kind {
        /// Gives information, answers for what it did, carries actions.
        Agency = "agency",
        /// Looks after the partnership's learning: a domestic abuse partnership board, a safeguarding board, a scrutiny committee.
        Board = "board",
        /// Looks across several partnerships: a police and crime commissioner's office, a regional group.
        Regional = "regional",
        /// A community safety partnership.
        Partnership = "partnership",
    }
);

impl Kind {
    /// What a directory may hold.
    pub const IN_DIRECTORY: [Self; 3] = [Self::Agency, Self::Board, Self::Regional];

    /// What people read.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Agency => "Agency",
            Self::Board => "Board or committee",
            Self::Regional => "Regional body",
            Self::Partnership => "Partnership",
        }
    }
}

macro_rules! agency_types {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $label:literal, $listed:literal;)+) => {
        text_enum!(
            /// What kind of agency. The kind decides whether section 9(4)(a) and section 8A(6) of the Domestic Violence, Crime
            /// and Victims Act 2004 list it, and with that whether a letter may speak of a duty.
            pub enum AgencyType { $($(#[$doc])* $name = $code),+ }
        );
        impl AgencyType {
            /// What people read.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $label),+ }
            }

            /// Whether the Act lists it among those who must have regard to the guidance. All others take part by agreement.
            #[must_use]
            pub const fn is_listed(self) -> bool {
                match self { $(Self::$name => $listed),+ }
            }
        }
    };
}

agency_types! {
    /// A chief officer of police.
    Police = "police", "Police force", true;
    /// A district, county, London borough, Welsh county or county borough council.
    LocalAuthority = "local_authority", "Local authority", true;
    /// NHS England.
    NhsEngland = "nhs_england", "NHS England", true;
    /// An integrated care board.
    IntegratedCareBoard = "integrated_care_board", "Integrated care board", true;
    /// A provider of probation services.
    Probation = "probation", "Probation services", true;
    /// A Local Health Board in Wales.
    LocalHealthBoard = "local_health_board", "Local Health Board (Wales)", true;
    /// An NHS trust established under section 25 of the NHS Act 2006 or section 18 of the NHS (Wales) Act 2006.
    NhsTrust = "nhs_trust", "NHS trust", true;
    /// An NHS foundation trust, which the Act does not list.
    NhsFoundationTrust = "nhs_foundation_trust", "NHS foundation trust", false;
    /// A general practice.
    GeneralPractice = "general_practice", "General practice", false;
    /// A fire and rescue service.
    FireAndRescue = "fire_and_rescue", "Fire and rescue service", false;
    /// A prison.
    Prison = "prison", "Prison", false;
    /// The Crown Prosecution Service.
    Prosecution = "prosecution", "Crown Prosecution Service", false;
    /// Courts and tribunals, Cafcass.
    Courts = "courts", "Courts, tribunals or Cafcass", false;
    /// A school, a college, a university.
    Education = "education", "School, college or university", false;
    /// A housing association.
    HousingAssociation = "housing_association", "Housing association", false;
    /// A specialist service for those subjected to domestic or sexual abuse.
    DomesticAbuseService = "domestic_abuse_service", "Domestic or sexual abuse service", false;
    /// Another voluntary organisation.
    Voluntary = "voluntary", "Voluntary organisation", false;
    /// A provider under contract: drug and alcohol services, private health care.
    PrivateProvider = "private_provider", "Provider under contract", false;
    /// An employer.
    Employer = "employer", "Employer", false;
    /// A faith body.
    Faith = "faith", "Faith body", false;
    /// Immigration and other services of the state.
    OtherPublic = "other_public", "Other public body", false;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Section 1.1 of the field notes: what the Act lists, and what it does not.
    #[test]
    fn the_duty_is_that_of_the_act() {
        let listed: Vec<&str> = AgencyType::ALL.iter().filter(|kind| kind.is_listed()).map(|kind| kind.as_str()).collect();
        assert_eq!(
            listed,
            ["police", "local_authority", "nhs_england", "integrated_care_board", "probation", "local_health_board", "nhs_trust"]
        );
    }
}
