//! What the scope tests ask about.

use serde::{Deserialize, Serialize};

use super::regime::Nation;
use crate::process::coded::coded;

coded! {
    /// An answer of the triage.
    #[derive(Default)]
    Answer;
    Yes = "yes", "Yes";
    No = "no", "No";
    #[default]
    Unknown = "unknown", "Not known";
}

coded! {
    /// How the person who died was connected with the person alleged to be responsible, as far as the two tests tell it apart.
    Connection;
    Partner = "partner", "Partner, spouse or civil partner";
    FormerPartner = "former_partner", "Former partner, spouse or civil partner";
    Engaged = "engaged", "Engaged, or agreed to enter a civil partnership, now or before";
    ParentsOfSameChild = "parents_of_same_child", "Parents of the same child";
    Relative = "relative", "Relative by blood, marriage or civil partnership, in-laws and first cousins too";
    PaidCarer = "paid_carer", "Paid carer";
    ThroughAnother = "through_another", "Known only through another person, as the new partner of a former spouse";
    Acquaintance = "acquaintance", "Friend, flatmate, lodger, neighbour or colleague, not related";
    Stranger = "stranger", "Stranger";
}

coded! {
    /// A kind of abuse. All but neglect are those of section 1(3) of the Domestic Abuse Act 2021.
    AbuseKind;
    PhysicalOrSexual = "physical_or_sexual", "Physical or sexual abuse";
    ViolentOrThreatening = "violent_or_threatening", "Violent or threatening behaviour";
    ControllingOrCoercive = "controlling_or_coercive", "Controlling or coercive behaviour";
    Economic = "economic", "Economic abuse";
    Psychological = "psychological", "Psychological, emotional or other abuse";
    Neglect = "neglect", "Neglect";
}

coded! {
    /// How the person died, as far as is known.
    #[derive(Default)]
    Manner;
    Killed = "killed", "Appears to have been killed by someone";
    Suicide = "suicide", "Appears to have died by suicide";
    Neglected = "neglected", "Appears to have died from want of care";
    #[default]
    Unexplained = "unexplained", "Unexplained";
    Other = "other", "Another cause";
}

coded! {
    /// Where criminal justice stands. It decides neither test.
    #[derive(Default)]
    CriminalOutcome;
    #[default]
    NotKnown = "not_known", "Not known";
    NoCharge = "no_charge", "No charge";
    Investigation = "investigation", "Under investigation";
    Charged = "charged", "Charged";
    NoFurtherAction = "no_further_action", "No further action";
    Acquitted = "acquitted", "Acquitted";
    Convicted = "convicted", "Convicted";
    AllegedDead = "alleged_dead", "The person alleged to be responsible has died";
}

/// What is known of one person who died and one person alleged to be responsible.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ScopeFacts {
    /// Age in years on the day of the death, not on the day of the incident.
    pub deceased_age: Option<u8>,
    /// They were 16 or over, and nothing says whether they were under 18.
    pub perhaps_under_18: bool,
    /// Age in years at the time of the acts.
    pub alleged_age: Option<u8>,
    /// How the two were connected; none when it is not known.
    pub connection: Option<Connection>,
    /// Whether they were members of the same household. Someone who does not live there but visits so often and for so long that it
    /// is reasonable counts; where the person who died lived in several, the one at the time of the act counts.
    pub same_household: Answer,
    /// The kinds of abuse known or alleged, whoever says so.
    pub abuse: Vec<AbuseKind>,
    /// There are signs of honour-based abuse or of a forced marriage.
    pub honour_or_forced_marriage: bool,
    /// How the person died.
    pub manner: Manner,
    /// Whether the death has, or appears to have, resulted from the abuse.
    pub appears_to_have_resulted: Answer,
    /// Whether the person died outside England and Wales while normally resident there.
    pub died_abroad: Answer,
    /// The nation of normal residence; none when it is not known.
    pub nation: Option<Nation>,
    /// Whether they were normally resident in the partnership's own area.
    pub resident_here: Answer,
    /// They died on a later day than that of the incident.
    pub incident_before_death: bool,
    /// The only person who died is the one alleged to have used the abuse.
    pub alleged_died_alone: bool,
    /// Whether there is evidence that this person was subjected to abuse too.
    pub evidence_alleged_was_victim: Answer,
    /// Where criminal justice stands.
    pub criminal_outcome: CriminalOutcome,
    /// How many people died.
    pub deceased_count: u8,
    /// A child died or was seriously harmed.
    pub child_died_or_harmed: bool,
    /// The person who died or the person alleged had care and support needs.
    pub care_and_support_needs: bool,
    /// The person alleged to be responsible was in mental health care in the six months before.
    pub mental_health_care: bool,
    /// An offensive weapon was used.
    pub offensive_weapon: bool,
    /// The person alleged to be responsible was supervised by probation.
    pub under_probation: bool,
    /// The person alleged to be responsible was managed under MAPPA.
    pub under_mappa: bool,
    /// The person who died had a learning disability or was autistic.
    pub learning_disability: bool,
    /// The death was in custody, in approved premises or soon after release.
    pub in_custody: bool,
    /// The police had contact with those concerned shortly before the death.
    pub police_contact: bool,
}

impl ScopeFacts {
    /// Whether this is the only kind of abuse known, and the person was not killed.
    pub(super) fn only(&self, kind: AbuseKind) -> bool {
        self.manner != Manner::Killed && !self.abuse.is_empty() && self.abuse.iter().all(|known| *known == kind)
    }
}
