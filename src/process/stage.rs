//! Where a review stands.

use super::Regime;
use super::coded::coded;

coded! {
    /// The stage of a review. Holds, embargoes, restrictions, joint reviews and legal holds lie over a stage; they are not stages.
    #[derive(Default)]
    Stage;
    #[default]
    Notified = "notified", "Notified";
    Triage = "triage", "Triage";
    Consultation = "consultation", "Consultation";
    Decision = "decision", "Decision";
    Setup = "setup", "Setting up";
    Scoping = "scoping", "Scoping";
    Gathering = "gathering", "Gathering information";
    Analysis = "analysis", "Analysis";
    Drafting = "drafting", "Drafting";
    FamilyReading = "family_reading", "Family reading";
    CspSignoff = "csp_signoff", "Partnership sign-off";
    WithHo = "with_ho", "With the Home Office";
    Amending = "amending", "Making changes";
    Cleared = "cleared", "Cleared for publication";
    Published = "published", "Published";
    Monitoring = "monitoring", "Monitoring actions";
    Closed = "closed", "Closed";
    NotDhrReferred = "not_dhr_referred", "Referred to another statutory review";
    LocalLearning = "local_learning", "Local learning";
    NoReview = "no_review", "No review";
    Transferred = "transferred", "Transferred to another partnership";
}

impl Stage {
    /// Whether nothing more has to happen here. A way back may still lead out of it: a decision can be reopened, a
    /// published report withdrawn.
    #[must_use]
    pub fn is_end(self) -> bool {
        Self::ENDS.contains(&self)
    }

    /// The stages in which a case can rest for good.
    pub const ENDS: &'static [Self] =
        &[Self::Closed, Self::NotDhrReferred, Self::LocalLearning, Self::NoReview, Self::Transferred];

    /// The stages before the decision whether to hold a review.
    pub const UNDECIDED: &'static [Self] = &[Self::Notified, Self::Triage, Self::Consultation, Self::Decision];

    /// Whether the decision is still to be made: until then answers and views can change.
    #[must_use]
    pub fn is_undecided(self) -> bool {
        Self::UNDECIDED.contains(&self)
    }

    /// What people who work under this regime call the stage.
    #[must_use]
    pub fn label_in(self, regime: Regime) -> &'static str {
        OTHER_WORDS
            .iter()
            .find(|(where_said, stage, _)| *where_said == regime && *stage == self)
            .map_or(self.label(), |(_, _, label)| label)
    }
}

/// In Wales a regional safeguarding board takes the place of the partnership.
const OTHER_WORDS: &[(Regime, Stage, &str)] = &[
    (Regime::SusrDhr, Stage::Consultation, "Case review group"),
    (Regime::SusrDhr, Stage::CspSignoff, "Board sign-off"),
    (Regime::SusrDhr, Stage::Transferred, "Transferred to another board"),
];
