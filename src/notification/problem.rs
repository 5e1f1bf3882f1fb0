//! What can stop work on a case before there is a decision.

use crate::access::Denied;
use crate::keyring::KeyringError;
use crate::parties::RegisterProblem;
use crate::reviews::StepProblem;
use crate::store::StoreError;
use crate::ui::Problem;

/// Why something was not done. Nothing was kept.
#[derive(Debug, thiserror::Error)]
pub enum CaseProblem {
    /// What was typed does not do; the form says what is wrong with each field.
    #[error("what was typed does not do")]
    Form,
    /// A sentence for the person, about the whole.
    #[error("{0}")]
    Said(String),
    /// Somebody else was first.
    #[error("{0}")]
    Stale(&'static str),
    /// There is no such thing, or it is not for this person to know of.
    #[error("there is no such page")]
    NotThere,
    /// The right is missing.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The step was not taken.
    #[error(transparent)]
    Step(#[from] StepProblem),
    /// The register would not do.
    #[error(transparent)]
    Register(#[from] RegisterProblem),
    /// The key would not do.
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    /// The database would not do.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A draft is sealed in a form that this program does not know.
    #[error("a notification is in a form that this program does not know")]
    Unreadable,
}

impl CaseProblem {
    /// The sentence, when the page itself can say it above its form.
    #[must_use]
    pub fn sentence(&self) -> Option<String> {
        match self {
            Self::Said(sentence) => Some(sentence.clone()),
            Self::Step(StepProblem::Refused(refusal)) => Some(refusal.to_string()),
            Self::Step(StepProblem::Day(sentence)) => Some(sentence.clone()),
            Self::Form
            | Self::Stale(_)
            | Self::NotThere
            | Self::Denied(_)
            | Self::Step(StepProblem::Stale | StepProblem::Store(_))
            | Self::Register(_)
            | Self::Keyring(_)
            | Self::Store(_)
            | Self::Unreadable => None,
        }
    }
}

impl From<CaseProblem> for Problem {
    fn from(problem: CaseProblem) -> Self {
        if let Some(sentence) = problem.sentence() {
            return Self::Stale { sentence };
        }
        match problem {
            CaseProblem::Stale(sentence) => Self::Stale { sentence: sentence.to_owned() },
            CaseProblem::NotThere => Self::NotThere,
            CaseProblem::Denied(denied) => denied.into(),
            CaseProblem::Step(StepProblem::Store(error)) | CaseProblem::Store(error) => error.into(),
            CaseProblem::Step(stale @ (StepProblem::Stale | StepProblem::Refused(_) | StepProblem::Day(_))) => {
                Self::Stale { sentence: stale.to_string() }
            }
            CaseProblem::Register(problem) => problem.into(),
            CaseProblem::Keyring(error) => error.into(),
            CaseProblem::Form | CaseProblem::Said(_) | CaseProblem::Unreadable => Self::internal(problem),
        }
    }
}
