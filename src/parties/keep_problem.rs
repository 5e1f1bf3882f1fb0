//! What can go wrong when something about a case is to be kept.

use crate::reviews::StepProblem;
use crate::store::StoreError;
use crate::ui::{Filled, Problem};

use super::RegisterProblem;

/// Why something about a case was not kept. Then the transaction must be dropped.
#[derive(Debug, thiserror::Error)]
pub enum KeepProblem {
    /// A rule of the work stands against it; the sentence says what to do.
    #[error("{0}")]
    Rule(String),
    /// Somebody else changed it since the page was drawn.
    #[error(
        "This has changed since you opened the page: somebody else changed it, or you did in another window. Nothing was saved. Look at what changed, then try again."
    )]
    Stale,
    /// It is not there, or not for this person.
    #[error("it is not there")]
    NotThere,
    /// The register would not do.
    #[error(transparent)]
    Register(#[from] RegisterProblem),
    /// The step that belongs to it was not taken.
    #[error(transparent)]
    Step(#[from] StepProblem),
    /// The database would not do.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl KeepProblem {
    /// A rule, in a sentence.
    pub(crate) fn rule(sentence: impl Into<String>) -> Self {
        Self::Rule(sentence.into())
    }

    /// Puts beside `field` what the person can put right; anything else is given back as a problem.
    pub(crate) fn on_form(self, field: &str, f: &mut Filled) -> Result<(), Problem> {
        self.on_form_at(field, field, f)
    }

    /// The same, with the id of the element to lead to.
    pub(crate) fn on_form_at(self, field: &str, target: &str, f: &mut Filled) -> Result<(), Problem> {
        let sentence = match self {
            Self::Rule(sentence) => sentence,
            Self::Step(problem @ (StepProblem::Refused(_) | StepProblem::Day(_))) => problem.to_string(),
            Self::Register(RegisterProblem::Pseudonym(sentence)) => sentence.to_owned(),
            other => return Err(other.into()),
        };
        f.wrong_at(field, target, sentence);
        Ok(())
    }
}

impl From<KeepProblem> for Problem {
    fn from(problem: KeepProblem) -> Self {
        match problem {
            KeepProblem::Rule(sentence) => Self::not_now(sentence),
            KeepProblem::Step(problem) => problem.into(),
            KeepProblem::Stale => Self::Stale { sentence: problem.to_string() },
            KeepProblem::NotThere => Self::NotThere,
            KeepProblem::Register(problem) => problem.into(),
            KeepProblem::Store(error) => error.into(),
        }
    }
}
