//! What can go wrong with the register.

use crate::keyring::KeyringError;
use crate::store::StoreError;
use crate::ui::Problem;

/// Why the register could not be read or changed. No sentence here holds anything of an entry.
#[derive(Debug, thiserror::Error)]
pub enum RegisterProblem {
    /// There is no such entry, or the right does not reach it.
    #[error("there is no such entry in the identity register")]
    NotThere,
    /// Somebody else changed the entry since the page was drawn.
    #[error(
        "This entry of the identity register has changed since you opened the page: somebody else changed it, or you did in another window. Nothing was saved. Look at what changed, then try again."
    )]
    Stale,
    /// The pseudonym would not be safe; the sentence is for the person.
    #[error("{0}")]
    Pseudonym(&'static str),
    /// Another review uses the pseudonym that the family chose, and nobody has said that it is to be used all the same.
    #[error(
        "Another review already uses this pseudonym, and the two people could be taken for one another. Tell the family. If they still wish it, tick the box below and save again"
    )]
    SharedPseudonym,
    /// An entry is sealed in a form that this program does not know.
    #[error("an entry of the identity register is in a form that this program does not know")]
    Unreadable,
    /// The key would not do.
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    /// The database would not do.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<RegisterProblem> for Problem {
    fn from(problem: RegisterProblem) -> Self {
        match problem {
            RegisterProblem::NotThere => Self::NotThere,
            RegisterProblem::Stale => Self::Stale { sentence: problem.to_string() },
            RegisterProblem::Pseudonym(sentence) => Self::not_now(sentence),
            RegisterProblem::SharedPseudonym => Self::not_now(problem.to_string()),
            RegisterProblem::Store(error) => error.into(),
            RegisterProblem::Unreadable | RegisterProblem::Keyring(_) => Self::internal(problem),
        }
    }
}
