//! What may be done to a review now, by whom, and why not.

use std::fmt;

use crate::base::within_a_sentence;

use super::publication::{had_their_time, outside_the_anniversary};
use super::{Act, Facts, Need, QaOutcome, Regime, Role, Stage, Step, TaskKind, table};

/// A step that exists where the review stands, and what is still missing for it.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The step.
    pub step: &'static Step,
    /// What must hold first and does not. Empty when the step can be taken.
    pub missing: Vec<Need>,
    /// What its own form will ask for.
    pub asks: Vec<Need>,
}

impl Offer {
    /// Whether nothing but its own form stands before the step.
    #[must_use]
    pub fn ready(&self) -> bool {
        self.missing.is_empty()
    }
}

/// Why a step cannot be taken. Written out, it is the sentence for the person who tried.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The process has no such step where the review stands.
    NotAStepHere {
        /// What was tried.
        act: Act,
        /// Where the review stands.
        stage: Stage,
        /// Under which legal basis.
        regime: Regime,
    },
    /// Others may take it.
    NotYours {
        /// What was tried.
        act: Act,
        /// Who may.
        by: &'static [Role],
        /// Under which legal basis, for the words.
        regime: Regime,
    },
    /// It may be taken once these hold.
    NotYet {
        /// What was tried.
        act: Act,
        /// What is missing; never empty.
        missing: Vec<Need>,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAStepHere { act, stage, regime } if table::steps(*regime).any(|step| step.act == *act) => {
                write!(f, "You cannot {} now: the review is at the stage “{}”.", order(*act), stage.label_in(*regime))
            }
            Self::NotAStepHere { act, regime, .. } => {
                write!(f, "You cannot {}: that is no part of a review of this kind: {}.", order(*act), regime.label())
            }
            Self::NotYours { act, by, regime } => {
                let who: Vec<String> = by.iter().map(|role| within_a_sentence(role.label_in(*regime))).collect();
                write!(f, "You cannot {}. It is for the {}.", order(*act), who.join(" or the "))
            }
            Self::NotYet { act, missing } => {
                let missing: Vec<String> = missing.iter().map(|need| within_a_sentence(need.sentence())).collect();
                write!(f, "You cannot {} yet: {}.", order(*act), missing.join("; "))
            }
        }
    }
}

/// An act in the middle of a sentence.
fn order(act: Act) -> String {
    within_a_sentence(act.label())
}

/// What people with these roles may do where the review stands, ready or not.
#[must_use]
pub fn offers(facts: &Facts, roles: &[Role]) -> Vec<Offer> {
    steps_here(facts).filter(|step| is_for(step, roles)).map(|step| offer(step, facts)).collect()
}

/// What anybody may do where the review stands: for a page that says whom the review waits for.
#[must_use]
pub fn offers_to_all(facts: &Facts) -> Vec<Offer> {
    steps_here(facts).map(|step| offer(step, facts)).collect()
}

/// The step that this act is, if it may be taken now by someone with these roles.
///
/// # Errors
/// A [`Refusal`] that says why not.
pub fn take(facts: &Facts, act: Act, roles: &[Role]) -> Result<&'static Step, Refusal> {
    let (stage, regime) = (facts.stage, facts.regime);
    let step = steps_here(facts).find(|step| step.act == act).ok_or(Refusal::NotAStepHere { act, stage, regime })?;
    if !is_for(step, roles) {
        return Err(Refusal::NotYours { act, by: step.by, regime });
    }
    let missing = missing(step, facts);
    if missing.is_empty() { Ok(step) } else { Err(Refusal::NotYet { act, missing }) }
}

fn steps_here(facts: &Facts) -> impl Iterator<Item = &'static Step> {
    let stage = facts.stage;
    table::steps(facts.regime).filter(move |step| step.from.contains(&stage))
}

fn is_for(step: &Step, roles: &[Role]) -> bool {
    step.by.iter().any(|role| roles.contains(role))
}

fn missing(step: &Step, facts: &Facts) -> Vec<Need> {
    step.needs.iter().copied().filter(|need| !holds(*need, facts)).collect()
}

fn offer(step: &'static Step, facts: &Facts) -> Offer {
    let (asks, missing) = missing(step, facts).into_iter().partition(|need| need.given_with_the_step());
    Offer { step, missing, asks }
}

/// Whether there is anything that a condition could ask for in this review: without partners in a joint review none has to agree, without
/// a criminal court there is nothing that it found, without an agency that contributed nobody checks the facts about itself, without a
/// direction no body was told to take part, and a family that said nothing of the draft waits for no answer.
#[must_use]
pub fn applies(need: Need, facts: &Facts) -> bool {
    match need {
        Need::JointPartnersAgreed => facts.joint_partners > 0,
        Need::CourtFindingsKept => facts.criminal_proceedings > 0,
        Need::FactsChecked => facts.fact_checks > 0,
        Need::DirectedBodiesTakePart => facts.directed_bodies > 0,
        Need::FamilyCommentsAnswered => facts.family_comments > 0,
        _ => true,
    }
}

/// Whether a condition holds.
#[must_use]
#[expect(clippy::too_many_lines, reason = "every condition in one exhaustive match, a line a condition")]
pub fn holds(need: Need, facts: &Facts) -> bool {
    let given = facts.given.contains(&need);
    let happened = |need: Need| need.event().is_some_and(|event| facts.dates.stands(event));
    match need {
        Need::NotificationComplete => facts.notification_complete,
        Need::LeadPartnershipSettled => facts.lead_partnership_settled,
        Need::TriageAnswered => facts.triage_answered,
        Need::ScopeTested => facts.scope_tested,
        Need::RegimeConfirmed => facts.regime_confirmed,
        Need::ConsulteesAsked => facts.consultees_asked,
        Need::ConsulteesRepliedOrExplained => facts.consultees_outstanding == 0,
        Need::DaSpecialistConsulted => facts.da_specialist_consulted,
        Need::DecisionReasoned => facts.decision_reasoned,
        Need::DeferralReasoned => given,
        Need::OtherReviewNamed => given,
        Need::ReceivingPartnershipAgreed => given,
        Need::ReopeningReasoned => given,
        Need::DirectionAtHand => given,
        Need::DirectionRecorded => facts.direction_recorded,
        Need::DirectedBodiesTakePart => facts.directed_bodies_missing == 0,
        Need::RebasingReasoned => given,
        Need::ChairIndependent => facts.chair_independent,
        Need::PanelMet | Need::LearningEventHeld | Need::ReportAgreed | Need::CommissionerSent | Need::ReportPublished => {
            happened(need)
        }
        Need::PanelHasDaSpecialist => facts.panel_da_specialists > 0,
        Need::PanelConflictsSettled => facts.panel_members > 0 && facts.panel_conflicts_open == 0,
        Need::KeyLinesSet => facts.key_lines > 0,
        Need::FamilyAskedAboutTerms => facts.family_asked_about_terms,
        Need::AgenciesAsked => facts.agencies_asked > 0,
        Need::ReturnsInOrExcused => facts.agencies_asked > 0 && facts.returns_outstanding == 0,
        Need::ReturnsRead => facts.returns_unread == 0,
        Need::SectionsWritten => facts.sections_written,
        Need::PseudonymsChosen => facts.pseudonyms_chosen,
        Need::FactsChecked => facts.fact_checks_outstanding == 0,
        Need::RecommendationsAnswered => facts.recommendations_unanswered == 0,
        Need::FamilyReadOrDeclined => facts.family_read_or_declined,
        Need::FamilyCommentsAnswered => facts.family_comments_open == 0,
        Need::JointPartnersAgreed => facts.joint_partners_outstanding == 0,
        Need::PackComplete => facts.pack_complete,
        Need::CourtFindingsKept => facts.findings_outdated == 0,
        Need::ScanClean => facts.scan_clean,
        Need::OutcomeLetterRecorded => !matches!(facts.outcome, None | Some(QaOutcome::Awaiting)),
        Need::LetterAsksChanges => facts.outcome == Some(QaOutcome::ClearSubjectToChanges),
        Need::LetterReturnsReport => facts.outcome == Some(QaOutcome::ReturnForResubmission),
        Need::OutcomePointsAnswered => facts.outcome_points_unanswered == 0,
        Need::HoLetterClear => letter_clears(facts),
        Need::LetterWithReport => facts.letters_unbound == 0,
        Need::FamilyHadTime => holds(Need::FamilyTold, facts) && had_their_time(facts),
        Need::AnniversaryAvoided => outside_the_anniversary(facts).is_some(),
        Need::NoActiveProceedings => facts.active_proceedings == 0,
        Need::NoEmbargo => facts.embargoes == 0,
        Need::NotRestricted => facts.disclosure_restrictions == 0,
        Need::NonPublicationAgreed => given,
        Need::ReportNotPublished => !happened(Need::ReportPublished),
        Need::ReportNotAgreed => !happened(Need::ReportAgreed),
        Need::WithdrawalReasoned => given,
        Need::RecommendationsFinished => facts.recommendations_unfinished == 0,
        Need::FamilyTold | Need::FamilyToldWhatChanged => facts.nobody_to_tell || happened(need),
        Need::NotOnHold => facts.on_hold().is_none(),
        Need::StaffInterviewsNotPaused => facts.paused(TaskKind::StaffInterviews).is_none(),
        Need::AnalysisNotPaused => facts.paused(TaskKind::ImrAnalysis).is_none(),
        Need::DraftingNotPaused => facts.paused(TaskKind::Drafting).is_none(),
        Need::PublicationNotPaused => facts.paused(TaskKind::Publication).is_none(),
    }
}

/// A clear letter, or one whose changes have been made. While a letter that asks for changes is being recorded the report is not clear:
/// its points may not be written down yet.
fn letter_clears(facts: &Facts) -> bool {
    match facts.outcome {
        Some(QaOutcome::Clear) => true,
        Some(QaOutcome::ClearSubjectToChanges) => facts.stage != Stage::WithHo && facts.outcome_points_unanswered == 0,
        Some(QaOutcome::Awaiting | QaOutcome::Query | QaOutcome::ReturnForResubmission) | None => false,
    }
}
#[cfg(test)]
mod tests;
