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

impl From<CaseProblem> for Problem {
    fn from(problem: CaseProblem) -> Self {
        match problem {
            CaseProblem::Said(sentence) => Self::not_now(sentence),
            CaseProblem::Step(problem) => problem.into(),
            CaseProblem::Stale(sentence) => Self::Stale { sentence: sentence.to_owned() },
            CaseProblem::NotThere => Self::NotThere,
            CaseProblem::Denied(denied) => denied.into(),
            CaseProblem::Store(error) => error.into(),
            CaseProblem::Register(problem) => problem.into(),
            CaseProblem::Keyring(error) => error.into(),
            CaseProblem::Form | CaseProblem::Unreadable => Self::internal(problem),
        }
    }
}
