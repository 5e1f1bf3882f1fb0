//! Who takes part in a review.

use super::Regime;
use super::coded::coded;

coded! {
    /// A role that a person holds in one review or in one organisation. The Home Office and the Commissioner have none: they
    /// are sent sealed exports.
    Role;
    CspChair = "csp_chair", "Partnership chair";
    Coordinator = "coordinator", "Coordinator";
    IndepChair = "indep_chair", "Independent chair";
    Author = "author", "Author";
    PanelMember = "panel_member", "Panel member";
    AgencySpoc = "agency_spoc", "Agency single point of contact";
    ImrAuthor = "imr_author", "IMR author";
    SeniorSignatory = "senior_signatory", "Senior signatory";
    DaSpecialist = "da_specialist", "Domestic abuse specialist";
    Expert = "expert", "Expert";
    IgLegal = "ig_legal", "Information governance or legal adviser";
    DisclosureOfficer = "disclosure_officer", "Disclosure officer";
    FamilyMember = "family_member", "Family member";
    Advocate = "advocate", "Advocate";
    ActionOwner = "action_owner", "Action owner";
    BoardMember = "board_member", "Board member";
    Scrutiny = "scrutiny", "Scrutiny";
    LearningLead = "learning_lead", "Learning lead";
    PccOffice = "pcc_office", "Police and crime commissioner’s office";
    Auditor = "auditor", "Auditor";
    SysAdmin = "sys_admin", "System administrator";
}

impl Role {
    /// What people who work under this regime call the role.
    #[must_use]
    pub fn label_in(self, regime: Regime) -> &'static str {
        OTHER_WORDS
            .iter()
            .find(|(where_said, role, _)| *where_said == regime && *role == self)
            .map_or(self.label(), |(_, _, label)| label)
    }

    /// Whether who holds it answers for what an agency is asked: its contact, the author of its return, and who signs that.
    #[must_use]
    pub const fn answers_for_an_agency(self) -> bool {
        matches!(self, Self::AgencySpoc | Self::ImrAuthor | Self::SeniorSignatory)
    }
}

/// In Wales the regional safeguarding board, its business unit and reviewers take these parts.
const OTHER_WORDS: &[(Regime, Role, &str)] = &[
    (Regime::SusrDhr, Role::CspChair, "Board chair"),
    (Regime::SusrDhr, Role::Coordinator, "Business unit"),
    (Regime::SusrDhr, Role::IndepChair, "Review chair"),
    (Regime::SusrDhr, Role::Author, "Reviewer"),
];
