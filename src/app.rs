//! What every handler is handed: built one way by the program, another by tests.

use std::sync::Arc;

use crate::base::{Chance, Clock};
use crate::keyring::Keyring;
use crate::store::Store;
use crate::typeset::Typesetter;

/// The program's parts.
pub struct App {
    /// The database.
    pub store: Store,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub chance: Arc<dyn Chance>,
    /// The keys of reviews, apart from their data.
    pub keyring: Keyring,
    /// Makes documents.
    pub typesetter: Typesetter,
}
