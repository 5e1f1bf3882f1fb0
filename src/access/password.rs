//! Passwords are kept as Argon2id hashes. Hashing takes memory and time on purpose, so it happens on threads of its own,
//! a few at a time, and never inside a transaction.

use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

use crate::base::Chance;

/// Nineteen mebibytes, two passes, one lane: the first choice of the OWASP Password Storage Cheat Sheet for Argon2id.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// How many are hashed side by side: a crowd at the door waits its turn instead of taking the machine's memory.
static TURNS: Semaphore = Semaphore::const_new(4);

/// Why a password could not be hashed or compared: no memory, or the program is stopping.
#[derive(Debug, thiserror::Error)]
#[error("a password could not be hashed: {0}")]
pub struct PasswordError(String);

/// The hash of a password, in the PHC string format.
#[derive(Clone, PartialEq, Eq)]
pub struct Hashed(String);

impl Hashed {
    /// The text that is kept.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What was kept.
    #[must_use]
    pub fn kept(text: String) -> Self {
        Self(text)
    }
}

impl std::fmt::Debug for Hashed {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Hashed(…)")
    }
}

/// The hash that an unknown address is compared with, so that its answer takes as long as a known one's.
static NOBODY: LazyLock<Result<Hashed, PasswordError>> = LazyLock::new(|| hash_now(b"nobody has this password", &[7; 16]));

fn hash_now(password: &[u8], salt: &[u8; 16]) -> Result<Hashed, PasswordError> {
    let wrong = |error: &dyn std::fmt::Display| PasswordError(error.to_string());
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|error| wrong(&error))?;
    let hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash = hasher.hash_password_with_salt(password, salt).map_err(|error| wrong(&error))?;
    Ok(Hashed(hash.to_string()))
}

async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, PasswordError> {
    let _turn = TURNS.acquire().await.map_err(|error| PasswordError(error.to_string()))?;
    tokio::task::spawn_blocking(work).await.map_err(|error| PasswordError(error.to_string()))
}

/// Hashes a password that passed [`super::strength::weakness`].
///
/// # Errors
/// When there is no memory for it.
pub async fn hash(password: &str, chance: &dyn Chance) -> Result<Hashed, PasswordError> {
    let mut salt = [0; 16];
    chance.fill(&mut salt);
    let password = Zeroizing::new(password.as_bytes().to_vec());
    in_turn(move || hash_now(&password, &salt)).await?
}

/// Whether `password` is the one that was hashed. With nothing to compare it with the answer is no, after the same work.
///
/// # Errors
/// When there is no memory for it.
pub async fn verify(password: &str, hashed: Option<Hashed>) -> Result<bool, PasswordError> {
    let password = Zeroizing::new(password.as_bytes().to_vec());
    in_turn(move || {
        let known = hashed.is_some();
        let hashed = match (hashed, &*NOBODY) {
            (Some(hashed), _) => hashed,
            (None, Ok(nobody)) => nobody.clone(),
            (None, Err(problem)) => return Err(PasswordError(problem.0.clone())),
        };
        let parsed = PasswordHash::new(hashed.as_str()).map_err(|error| PasswordError(error.to_string()))?;
        // The parameters are those of the hash, so older hashes keep working when the constants above change.
        Ok(Argon2::default().verify_password(&password, &parsed).is_ok() && known)
    })
    .await?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SeededChance;

    /// v5.0.0-11.4.2: a password is kept by a function made for it, with the parameters that are recommended.
    #[tokio::test]
    async fn asvs_11_4_2_a_password_is_kept_as_argon2id_with_the_recommended_parameters() {
        let chance = SeededChance::new(4);
        let hashed = hash("willow bark 44 lantern", &chance).await.unwrap();
        assert!(hashed.as_str().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", hashed.as_str());
        assert_ne!(hashed, hash("willow bark 44 lantern", &chance).await.unwrap(), "each has a salt of its own");
        assert!(verify("willow bark 44 lantern", Some(hashed.clone())).await.unwrap());
        assert!(!verify("willow bark 44 Lantern", Some(hashed)).await.unwrap());
    }

    /// v5.0.0-6.3.8: an address that is not known is answered after the same work.
    #[tokio::test]
    async fn nobody_is_refused_after_the_same_work() {
        assert!(!verify("nobody has this password", None).await.unwrap());
        assert!(NOBODY.as_ref().is_ok_and(|hash| hash.as_str().contains("m=19456,t=2,p=1")));
    }
}
