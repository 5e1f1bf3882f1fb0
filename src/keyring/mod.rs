//! Keys, kept apart from the data and from its backups.
//!
//! Every review has a key of its own. What must be unreadable once that key is gone (the identity register, every file)
//! is sealed with it, so that destroying one small file at the end of the retention period empties every backup too.
//! The review keys lie in a folder, each wrapped under the deployment's key, which lies elsewhere again.

mod seal;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::base::Chance;
use crate::ids::ReviewId;
use seal::Key;

/// Why something could not be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum KeyringError {
    /// The review's key is not in the folder: destroyed, or the folder is not the right one.
    #[error("the key of review {0} is not in the key folder: restore it, or check DARDR_KEYS")]
    Missing(ReviewId),
    /// The bytes were changed, or were sealed under another key or for another place.
    #[error("a sealed value does not open with this key: it was changed, or the deployment key is another one")]
    DoesNotOpen,
    /// The key folder or the deployment key could not be read or written.
    #[error("the key folder {path}: {source}")]
    Folder {
        /// Where it was looked for.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The deployment key file does not hold 32 bytes written as 64 hexadecimal digits.
    #[error("{0} must hold the deployment key as 64 hexadecimal digits")]
    NotAKey(PathBuf),
}

/// The folder of review keys and the deployment's own key.
pub struct Keyring {
    folder: PathBuf,
    deployment: Key,
    chance: Arc<dyn Chance>,
    opened: Mutex<HashMap<ReviewId, Key>>,
}

impl Keyring {
    /// Opens the folder under the deployment key in `key_file`, making both when neither exists yet.
    ///
    /// # Errors
    /// When the file is no key, or when the folder already holds review keys and the deployment key is gone:
    /// a new key would open none of them.
    pub fn open(folder: &Path, key_file: &Path, chance: Arc<dyn Chance>) -> Result<Self, KeyringError> {
        let at = |path: &Path| {
            let path = path.to_owned();
            move |source| KeyringError::Folder { path, source }
        };
        std::fs::create_dir_all(folder).map_err(at(folder))?;
        let deployment = if key_file.exists() {
            let text = std::fs::read_to_string(key_file).map_err(at(key_file))?;
            Key::from_hex(text.trim()).ok_or_else(|| KeyringError::NotAKey(key_file.to_owned()))?
        } else {
            if std::fs::read_dir(folder).map_err(at(folder))?.next().is_some() {
                return Err(KeyringError::NotAKey(key_file.to_owned()));
            }
            let key = Key::fresh(&*chance);
            if let Some(parent) = key_file.parent() {
                std::fs::create_dir_all(parent).map_err(at(parent))?;
            }
            write_privately(key_file, key.to_hex().as_bytes()).map_err(at(key_file))?;
            key
        };
        Ok(Self { folder: folder.to_owned(), deployment, chance, opened: Mutex::default() })
    }

    /// Makes the key of a new review. Done before the review's row is committed: a key without a review harms nobody.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn make(&self, review: ReviewId) -> Result<(), KeyringError> {
        let key = Key::fresh(&*self.chance);
        let wrapped = self.deployment.seal(&*self.chance, review.to_string().as_bytes(), key.bytes());
        let path = self.path(review);
        write_privately(&path, &wrapped).map_err(|source| KeyringError::Folder { path, source })?;
        self.keep(review, key);
        Ok(())
    }

    /// Seals `plain` for one place: `context` names it, and the value opens nowhere else.
    ///
    /// # Errors
    /// When the review's key is not there.
    pub fn seal(&self, review: ReviewId, context: &str, plain: &[u8]) -> Result<Vec<u8>, KeyringError> {
        Ok(self.key(review)?.seal(&*self.chance, context.as_bytes(), plain))
    }

    /// Opens what [`Keyring::seal`] sealed for the same review and place.
    ///
    /// # Errors
    /// When the review's key is not there, or the value was changed.
    pub fn unseal(&self, review: ReviewId, context: &str, sealed: &[u8]) -> Result<Vec<u8>, KeyringError> {
        self.key(review)?.unseal(context.as_bytes(), sealed).ok_or(KeyringError::DoesNotOpen)
    }

    /// Seals a value of the deployment itself, such as the secret of a person's second factor.
    #[must_use]
    pub fn seal_for_deployment(&self, context: &str, plain: &[u8]) -> Vec<u8> {
        self.deployment.seal(&*self.chance, context.as_bytes(), plain)
    }

    /// Opens what [`Keyring::seal_for_deployment`] sealed.
    ///
    /// # Errors
    /// When the value was changed or the deployment key is another one.
    pub fn unseal_for_deployment(&self, context: &str, sealed: &[u8]) -> Result<Vec<u8>, KeyringError> {
        self.deployment.unseal(context.as_bytes(), sealed).ok_or(KeyringError::DoesNotOpen)
    }

    /// A mark that only a holder of the deployment key can make: HMAC-SHA-256. `purpose` keeps those of one kind from passing for those
    /// of another; it holds no NUL.
    #[must_use]
    pub fn mark(&self, purpose: &'static str, bytes: &[u8]) -> [u8; 32] {
        // A key shorter than the hash's block is filled up with zeros: the definition of HMAC (RFC 2104).
        let mut block = [0; 64];
        block[..32].copy_from_slice(self.deployment.bytes());
        let mut mac = Hmac::<Sha256>::new(&block.into());
        mac.update(format!("dardr {purpose}\0").as_bytes());
        mac.update(bytes);
        mac.finalize().into_bytes().into()
    }

    fn path(&self, review: ReviewId) -> PathBuf {
        self.folder.join(format!("{review}.key"))
    }

    fn key(&self, review: ReviewId) -> Result<Key, KeyringError> {
        if let Some(key) = self.opened.lock().unwrap_or_else(PoisonError::into_inner).get(&review) {
            return Ok(key.clone());
        }
        let path = self.path(review);
        let wrapped = match std::fs::read(&path) {
            Ok(wrapped) => wrapped,
            Err(problem) if problem.kind() == std::io::ErrorKind::NotFound => return Err(KeyringError::Missing(review)),
            Err(source) => return Err(KeyringError::Folder { path, source }),
        };
        let key = self.deployment.unseal(review.to_string().as_bytes(), &wrapped).and_then(|bytes| Key::from_bytes(&bytes));
        let key = key.ok_or(KeyringError::DoesNotOpen)?;
        self.keep(review, key.clone());
        Ok(key)
    }

    fn keep(&self, review: ReviewId, key: Key) {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner).insert(review, key);
    }
}

/// Writes to a neighbour first and renames, so that a killed process leaves the old file or the new one and never half a key.
fn write_privately(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let draft = path.with_extension("part");
    let mut file = std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&draft)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&draft, path)
}
