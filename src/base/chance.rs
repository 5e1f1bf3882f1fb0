//! Chance comes in as an argument, so that a test meets the same ids and tokens each time it runs.

use std::sync::{Mutex, PoisonError};

/// Where random bytes come from.
pub trait Chance: Send + Sync {
    /// Fills `bytes` with random bytes.
    fn fill(&self, bytes: &mut [u8]);
}

/// The operating system's random bytes: fit for keys, tokens and passwords.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsChance;

impl Chance for OsChance {
    /// # Panics
    /// When the operating system has no random bytes to give. Nothing sound can be done then: a key of zeros would be worse than a stop.
    #[expect(clippy::disallowed_methods, reason = "the one place where the machine is asked for chance")]
    fn fill(&self, bytes: &mut [u8]) {
        if let Err(error) = getrandom::fill(bytes) {
            panic!("the operating system gave no random bytes: {error}");
        }
    }
}

/// The same bytes for the same seed, so never for a key that guards anything: for tests only.
#[derive(Debug)]
pub struct SeededChance(Mutex<u64>);

impl SeededChance {
    /// Chance that begins at `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(seed))
    }
}

impl Chance for SeededChance {
    /// SplitMix64 (Steele, Lea and Flood 2014): short, and no two seeds share a beginning.
    fn fill(&self, bytes: &mut [u8]) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for chunk in bytes.chunks_mut(8) {
            *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = *state;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^= z >> 31;
            chunk.copy_from_slice(&z.to_le_bytes()[..chunk.len()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_bytes_each_time_and_others_next_time() {
        let draw = |chance: &SeededChance| {
            let mut bytes = [0; 21];
            chance.fill(&mut bytes);
            bytes
        };
        let (one, again, other) = (SeededChance::new(7), SeededChance::new(7), SeededChance::new(8));
        let first = draw(&one);
        assert_eq!(first, draw(&again));
        assert_ne!(first, draw(&other));
        assert_ne!(first, draw(&one));
    }

    #[test]
    fn the_operating_system_does_not_repeat_itself() {
        let (mut one, mut two) = ([0; 32], [0; 32]);
        OsChance.fill(&mut one);
        OsChance.fill(&mut two);
        assert_ne!(one, two);
    }
}
