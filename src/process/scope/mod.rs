//! Which law a case falls under, and whether a death is in scope of it. Both scope tests are always evaluated, and both answers kept:
//! household members and neglect are in section 9 alone, and only section 8A asks that both people were 16 or over.

mod facts;
mod regime;

use serde::{Deserialize, Serialize};

use super::coded::coded;

pub use facts::{AbuseKind, Answer, Connection, CriminalOutcome, Manner, ScopeFacts};
pub use regime::{Nation, RegimeChoice, RegimeFacts, RegimeSettings, TransitionKey, regime_for};

coded! {
    /// What a scope test says. It helps people to decide; it decides nothing.
    Outcome;
    Yes = "yes", "In scope";
    Arguable = "arguable", "Arguable";
    Consider = "consider", "Consider further";
    AskHomeOffice = "ask_home_office", "Ask the Home Office";
    No = "no", "Not in scope";
}

coded! {
    /// Another review or proceeding that may run beside this one or in its place.
    ParallelReview;
    Sar = "sar", "Safeguarding adults review";
    Rapid = "rapid", "Rapid review";
    Lcspr = "lcspr", "Local child safeguarding practice review";
    Cdr = "cdr", "Child death review";
    Mhhr = "mhhr", "Independent mental health homicide investigation";
    Owhr = "owhr", "Offensive weapons homicide review";
    Sfo = "sfo", "Serious further offence review";
    MappaScr = "mappa_scr", "MAPPA serious case review";
    Leder = "leder", "Learning disability and autism mortality review";
    Ppo = "ppo", "Prisons and Probation Ombudsman investigation";
    Iopc = "iopc", "IOPC investigation";
    Psd = "psd", "Police professional standards investigation";
    Psii = "psii", "Patient safety incident investigation";
    Cqc = "cqc", "Care Quality Commission";
    Hse = "hse", "Health and Safety Executive";
    EmployerHr = "employer_hr", "Employer’s own inquiry";
    ServiceInquiry = "service_inquiry", "Armed forces service inquiry";
    Crim = "crim", "Criminal proceedings";
    Inquest = "inquest", "Inquest";
    FamilyCourt = "family_court", "Family court proceedings";
    Appeal = "appeal", "Appeal or Criminal Cases Review Commission";
}

impl ParallelReview {
    /// Whether it is a review to which a death can be referred. What courts, coroners, police and regulators do is none.
    #[must_use]
    pub const fn is_review(self) -> bool {
        self.can_be_joint() || matches!(self, Self::Rapid | Self::Sfo | Self::Leder)
    }

    /// Whether one joint review can answer it and this one.
    #[must_use]
    pub const fn can_be_joint(self) -> bool {
        matches!(self, Self::Sar | Self::Lcspr | Self::Mhhr | Self::Owhr | Self::MappaScr | Self::Cdr)
    }
}

/// What one test says, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The answer.
    pub outcome: Outcome,
    /// A sentence for each part of the test.
    pub reasons: Vec<String>,
}

/// Both tests on the same facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeTests {
    /// Section 9(1) of the Domestic Violence, Crime and Victims Act 2004.
    pub s9: Finding,
    /// Section 8A(1) of the same Act, with sections 1 and 2 of the Domestic Abuse Act 2021.
    pub s8a: Finding,
    /// Other reviews to think of.
    pub also: Vec<ParallelReview>,
    /// What to bear in mind whatever the answers are.
    pub advice: Vec<String>,
}

/// A part of a test: its answer, and the sentence for it.
type Limb = (Outcome, &'static str);

/// Evaluates both tests for one person who died and one person alleged to be responsible.
#[must_use]
pub fn evaluate(facts: &ScopeFacts) -> ScopeTests {
    ScopeTests {
        s9: finding(&[abroad(facts), sole_death(facts), age_of_deceased(facts), connected_s9(facts), abuse_s9(facts)]),
        s8a: finding(&[
            abroad(facts),
            sole_death(facts),
            age_of_deceased(facts),
            age_of_alleged(facts),
            connected_s8a(facts),
            abuse_s8a(facts),
        ]),
        also: also(facts),
        advice: advice(facts),
    }
}

/// The answer of a test is that of its weakest part. Every part gives its reason.
fn finding(limbs: &[Option<Limb>]) -> Finding {
    let limbs: Vec<Limb> = limbs.iter().flatten().copied().collect();
    Finding {
        outcome: limbs.iter().map(|(outcome, _)| *outcome).max().unwrap_or(Outcome::Consider),
        reasons: limbs.iter().map(|(_, reason)| (*reason).to_owned()).collect(),
    }
}

fn abroad(facts: &ScopeFacts) -> Option<Limb> {
    match facts.died_abroad {
        Answer::Yes => Some((Outcome::AskHomeOffice, "The death was abroad, and whether the duty reaches it is uncertain.")),
        Answer::No | Answer::Unknown => None,
    }
}

/// The death of the person who was alleged to have used the abuse, alone, unless there is evidence that they were subjected to it too.
fn sole_death(facts: &ScopeFacts) -> Option<Limb> {
    match (facts.alleged_died_alone, facts.evidence_alleged_was_victim) {
        (false, Answer::Yes | Answer::No | Answer::Unknown) | (true, Answer::Yes) => None,
        (true, Answer::No | Answer::Unknown) => Some((
            Outcome::No,
            "The only person who died is the one alleged to be responsible, and nothing yet shows that they were subjected to abuse too.",
        )),
    }
}

fn age_of_deceased(facts: &ScopeFacts) -> Option<Limb> {
    Some(match facts.deceased_age {
        Some(0..16) => (Outcome::No, "The person who died was under 16."),
        Some(_) => (Outcome::Yes, "The person who died was 16 or over."),
        None => (Outcome::Consider, "The age of the person who died is not known."),
    })
}

fn age_of_alleged(facts: &ScopeFacts) -> Option<Limb> {
    Some(match facts.alleged_age {
        Some(0..16) => (Outcome::No, "The person alleged to be responsible was under 16."),
        Some(_) => (Outcome::Yes, "The person alleged to be responsible was 16 or over."),
        None => (Outcome::Consider, "The age of the person alleged to be responsible is not known."),
    })
}

fn connected_s9(facts: &ScopeFacts) -> Option<Limb> {
    let by_relationship = match facts.connection {
        Some(Connection::Partner | Connection::FormerPartner | Connection::Engaged) => {
            Some((Outcome::Yes, "They were, or had been, in an intimate personal relationship."))
        }
        Some(Connection::Relative) => Some((Outcome::Yes, "They were related.")),
        Some(Connection::ParentsOfSameChild) => Some((
            Outcome::Arguable,
            "They had a child together; section 9 asks that they were related or in an intimate personal relationship.",
        )),
        Some(Connection::PaidCarer | Connection::ThroughAnother | Connection::Acquaintance | Connection::Stranger) | None => None,
    };
    let unknown = facts.connection.is_none();
    Some(match (by_relationship, facts.same_household) {
        (Some((Outcome::Yes, reason)), Answer::Yes | Answer::No | Answer::Unknown) => (Outcome::Yes, reason),
        (Some(_) | None, Answer::Yes) => (Outcome::Yes, "They were members of the same household."),
        (Some(limb), Answer::No | Answer::Unknown) => limb,
        (None, Answer::Unknown) => (Outcome::Consider, "Whether they were members of the same household is not known."),
        (None, Answer::No) if unknown => (Outcome::Consider, "How they were connected is not known."),
        (None, Answer::No) => (
            Outcome::No,
            "They were not related, not in an intimate personal relationship, and not members of the same household.",
        ),
    })
}

/// "Personally connected" in section 2 of the Domestic Abuse Act 2021. Sharing a household is not enough.
fn connected_s8a(facts: &ScopeFacts) -> Option<Limb> {
    Some(match facts.connection {
        Some(
            Connection::Partner
            | Connection::FormerPartner
            | Connection::Engaged
            | Connection::ParentsOfSameChild
            | Connection::Relative,
        ) => (Outcome::Yes, "They were personally connected."),
        Some(Connection::PaidCarer | Connection::ThroughAnother | Connection::Acquaintance | Connection::Stranger) => {
            (Outcome::No, "They were not personally connected.")
        }
        None => (Outcome::Consider, "How they were connected is not known."),
    })
}

fn abuse_s9(facts: &ScopeFacts) -> Option<Limb> {
    Some(match resulted(facts) {
        Answer::No => (Outcome::No, "Nothing suggests that the death resulted from violence, abuse or neglect."),
        Answer::Unknown => {
            (Outcome::Consider, "Whether the death appears to have resulted from violence, abuse or neglect is not settled.")
        }
        Answer::Yes if facts.only(AbuseKind::Economic) => {
            (Outcome::Arguable, "The abuse was economic alone; section 9 says “abuse” and does not name it.")
        }
        Answer::Yes => (Outcome::Yes, "The death has, or appears to have, resulted from violence, abuse or neglect."),
    })
}

fn abuse_s8a(facts: &ScopeFacts) -> Option<Limb> {
    Some(match resulted(facts) {
        Answer::No => (Outcome::No, "Nothing suggests that the death resulted from domestic abuse."),
        Answer::Unknown => (Outcome::Consider, "Whether the death appears to have resulted from domestic abuse is not settled."),
        Answer::Yes if facts.only(AbuseKind::Neglect) => {
            (Outcome::Arguable, "There was neglect alone, which the definition of domestic abuse does not name.")
        }
        Answer::Yes => (Outcome::Yes, "The death has, or appears to have, resulted from domestic abuse."),
    })
}

/// To be killed is violence, whatever else is known. Otherwise there must be abuse that the death appears to have resulted from.
fn resulted(facts: &ScopeFacts) -> Answer {
    if facts.manner == Manner::Killed {
        return Answer::Yes;
    }
    match (facts.abuse.is_empty(), facts.appears_to_have_resulted) {
        (false, appears) => appears,
        (true, Answer::Yes | Answer::Unknown) => Answer::Unknown,
        (true, Answer::No) => Answer::No,
    }
}

fn also(facts: &ScopeFacts) -> Vec<ParallelReview> {
    let child = |age: Option<u8>| age.is_some_and(|age| age < 18);
    let own_hand = facts.manner == Manner::Suicide || facts.manner == Manner::Unexplained;
    let no_trial = facts.criminal_outcome == CriminalOutcome::AllegedDead;
    [
        (ParallelReview::Sar, facts.care_and_support_needs),
        (ParallelReview::Rapid, child(facts.deceased_age) || facts.child_died_or_harmed || facts.perhaps_under_18),
        (ParallelReview::Lcspr, child(facts.deceased_age) || child(facts.alleged_age) || facts.child_died_or_harmed),
        (ParallelReview::Cdr, child(facts.deceased_age)),
        (ParallelReview::Mhhr, facts.mental_health_care),
        (ParallelReview::Owhr, facts.offensive_weapon),
        (ParallelReview::Sfo, facts.under_probation),
        (ParallelReview::MappaScr, facts.under_mappa),
        (ParallelReview::Leder, facts.learning_disability),
        (ParallelReview::Ppo, facts.in_custody),
        (ParallelReview::Iopc, facts.police_contact),
        (ParallelReview::Cqc, facts.connection == Some(Connection::PaidCarer)),
        (ParallelReview::Inquest, own_hand || no_trial),
    ]
    .into_iter()
    .filter(|(_, applies)| *applies)
    .map(|(review, _)| review)
    .collect()
}

fn advice(facts: &ScopeFacts) -> Vec<String> {
    let decided_without_conviction = matches!(
        facts.criminal_outcome,
        CriminalOutcome::NoFurtherAction | CriminalOutcome::Acquitted | CriminalOutcome::NoCharge
    );
    let lived_elsewhere = facts.resident_here == Answer::No;
    let wales = facts.nation == Some(Nation::Wales) && facts.resident_here != Answer::Yes;
    [
        (decided_without_conviction, "The lack of a charge or a conviction is no reason not to review."),
        (
            facts.manner == Manner::Suicide,
            "The absence of a police record is no reason not to review. Ask what health, housing and support services knew.",
        ),
        (
            facts.manner == Manner::Suicide,
            "Tell those who keep the local suicide surveillance, in public health, so that they count the death and can share what they know.",
        ),
        (facts.manner == Manner::Unexplained, "Test again after the inquest."),
        (
            facts.connection == Some(Connection::ThroughAnother),
            "Think of a voluntary local review, or of extending a linked case.",
        ),
        (facts.alleged_died_alone, "Ask whether the person who died was subjected to abuse too."),
        (facts.deceased_count > 1, "One review can cover everyone who died. Test each of them."),
        (facts.child_died_or_harmed, "Agree one plan for contact with the family across the reviews."),
        (facts.died_abroad == Answer::Yes, "Ask the Home Office before deciding."),
        (
            facts.honour_or_forced_marriage,
            "Ask a specialist in honour-based abuse and forced marriage to advise, before anybody speaks to the family or the community.",
        ),
        (
            facts.incident_before_death,
            "The death came after the day of the incident. Count the age at death from the day of death, and the period to be reviewed back from the incident.",
        ),
        (
            facts.perhaps_under_18,
            "Find out whether the person who died was 16 or 17: then a rapid review is due at once.",
        ),
        (
            wales,
            "The person who died was normally resident in Wales, so a Single Unified Safeguarding Review there leads. Tell both: the safeguarding board there and the partnership where they died.",
        ),
        (
            lived_elsewhere && !wales,
            "The partnership in whose area the person who died was normally resident leads. Tell both partnerships, and record who agreed.",
        ),
    ]
    .into_iter()
    .filter(|(applies, _)| *applies)
    .map(|(_, sentence)| sentence.to_owned())
    .collect()
}

#[cfg(test)]
mod tests;
