//! What everything above is handed: built one way by the program and another by the tests.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::base::{Chance, Clock};
use crate::keyring::{Keyring, KeyringError};
use crate::outbox::{Mailer, MailerError};
use crate::settings::Settings;
use crate::store::{Store, StoreError};
use crate::typeset::Typesetter;

/// The means of a deployment.
pub struct App {
    /// The database.
    pub store: Store,
    /// The keys.
    pub keyring: Keyring,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub chance: Arc<dyn Chance>,
    /// The press.
    pub typesetter: Typesetter,
    /// The way that mail takes.
    pub mailer: Mailer,
    /// What the deployment chose.
    pub settings: Settings,
}

/// Why the means of a deployment could not be made ready.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The database cannot be opened.
    #[error("the database cannot be opened: {0}")]
    Store(#[from] StoreError),
    /// The keys cannot be opened.
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    /// The way that mail takes cannot be made ready.
    #[error(transparent)]
    Mailer(#[from] MailerError),
}

impl App {
    /// Opens what the settings name. Does not migrate. `program` is what typesets, as `program typeset`: this program itself.
    ///
    /// # Errors
    /// When the database, the keys or the way that mail takes cannot be opened.
    pub async fn open(
        settings: Settings,
        clock: Arc<dyn Clock>,
        chance: Arc<dyn Chance>,
        program: PathBuf,
    ) -> Result<Self, OpenError> {
        let store = Store::open(settings.database.reveal(), Arc::clone(&clock), Arc::clone(&chance)).await?;
        let keyring = Keyring::open(&settings.keys, &settings.deployment_key, Arc::clone(&chance))?;
        let mailer = Mailer::open(&settings.mail)?;
        let limits = settings.typesetting;
        let memory = limits.memory_mib * 1024 * 1024;
        let typesetter = Typesetter::new(program).within(Duration::from_secs(limits.seconds), memory, limits.at_once);
        Ok(Self { store, keyring, clock, chance, typesetter, mailer, settings })
    }
}
