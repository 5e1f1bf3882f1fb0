//! What the steps from a stage ask for, and where each of it is read: a page or a step reads those tables and no others.
//!
//! The process table says what is asked for, so a new row of it is read for without anything being changed here.

use std::collections::BTreeSet;

use crate::process::{Need, Regime, Stage, table};

/// A query, or a few that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    /// The days of the review and what lies over it, which are always read, or what the form of the step brings.
    Always,
    /// Notification, triage, decision.
    Casework,
    /// Those who must be consulted.
    Consultation,
    /// Register, panel, terms, family, proceedings.
    People,
    /// Returns, recommendations, partners, outcome letters.
    Endings,
    /// The report's sections.
    Sections,
    /// The pack of a submission, which is judged by the sections too.
    Pack,
    /// The search for real names.
    Scan,
    /// The agencies' checks of the facts.
    Checks,
}

impl Source {
    /// Every one.
    pub(super) const ALL: [Self; 9] = [
        Self::Always,
        Self::Casework,
        Self::Consultation,
        Self::People,
        Self::Endings,
        Self::Sections,
        Self::Pack,
        Self::Scan,
        Self::Checks,
    ];
}

/// Where is read what the steps from `stage` ask for.
pub(super) fn sources(regime: Regime, stage: Stage) -> BTreeSet<Source> {
    let here = table::steps(regime).filter(|step| step.from.contains(&stage));
    here.flat_map(|step| step.needs).map(|need| source(*need)).collect()
}

#[expect(clippy::too_many_lines, reason = "every condition in one exhaustive match, a line a condition")]
fn source(need: Need) -> Source {
    match need {
        Need::RegimeConfirmed
        | Need::DeferralReasoned
        | Need::OtherReviewNamed
        | Need::ReceivingPartnershipAgreed
        | Need::ReopeningReasoned
        | Need::RebasingReasoned
        | Need::NonPublicationAgreed
        | Need::WithdrawalReasoned
        | Need::DirectionAtHand
        | Need::DirectedBodiesTakePart
        | Need::PanelMet
        | Need::LearningEventHeld
        | Need::ReportAgreed
        | Need::ReportNotAgreed
        | Need::CommissionerSent
        | Need::ReportPublished
        | Need::ReportNotPublished
        | Need::NotOnHold
        | Need::StaffInterviewsNotPaused
        | Need::AnalysisNotPaused
        | Need::DraftingNotPaused
        | Need::PublicationNotPaused
        | Need::NoEmbargo
        | Need::NotRestricted => Source::Always,
        Need::NotificationComplete
        | Need::LeadPartnershipSettled
        | Need::TriageAnswered
        | Need::ScopeTested
        | Need::DecisionReasoned
        | Need::DirectionRecorded => Source::Casework,
        Need::ConsulteesAsked | Need::ConsulteesRepliedOrExplained | Need::DaSpecialistConsulted => Source::Consultation,
        Need::ChairIndependent
        | Need::PanelHasDaSpecialist
        | Need::PanelConflictsSettled
        | Need::KeyLinesSet
        | Need::FamilyAskedAboutTerms
        | Need::FamilyReadOrDeclined
        | Need::FamilyCommentsAnswered
        | Need::FamilyTold
        | Need::FamilyToldWhatChanged
        | Need::FamilyHadTime
        | Need::AnniversaryAvoided
        | Need::PseudonymsChosen
        | Need::CourtFindingsKept
        | Need::NoActiveProceedings => Source::People,
        Need::AgenciesAsked
        | Need::ReturnsInOrExcused
        | Need::ReturnsRead
        | Need::RecommendationsAnswered
        | Need::RecommendationsFinished
        | Need::JointPartnersAgreed
        | Need::OutcomeLetterRecorded
        | Need::LetterAsksChanges
        | Need::LetterReturnsReport
        | Need::OutcomePointsAnswered
        | Need::LetterWithReport
        | Need::HoLetterClear => Source::Endings,
        Need::SectionsWritten => Source::Sections,
        Need::PackComplete => Source::Pack,
        Need::ScanClean => Source::Scan,
        Need::FactsChecked => Source::Checks,
    }
}

#[cfg(test)]
mod tests {
    use super::{Source, sources};
    use crate::process::{Regime, Stage};

    /// A step of a long review is as cheap as its stage lets it be: nothing of the report is read before there is one.
    #[test]
    fn a_stage_reads_what_its_steps_ask_for() {
        let of = |stage| sources(Regime::DhrS9, stage).into_iter().filter(|one| *one != Source::Always).collect::<Vec<_>>();
        assert_eq!(of(Stage::Notified), [Source::Casework]);
        assert_eq!(of(Stage::Gathering), [Source::People, Source::Endings]);
        assert_eq!(of(Stage::CspSignoff), [Source::People, Source::Endings, Source::Pack, Source::Scan, Source::Checks]);
        assert_eq!(of(Stage::Cleared), [Source::People, Source::Endings, Source::Scan]);
    }
}
