//! XChaCha20-Poly1305: its nonce is long enough to be drawn at random for every value.

use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305};
use zeroize::Zeroizing;

use crate::base::{Chance, hex};

const NONCE: usize = 24;

/// Thirty-two bytes that are wiped from memory when dropped.
#[derive(Clone)]
pub(super) struct Key(Zeroizing<[u8; 32]>);

impl Key {
    pub(super) fn fresh(chance: &dyn Chance) -> Self {
        let mut bytes = Zeroizing::new([0; 32]);
        chance.fill(&mut *bytes);
        Self(bytes)
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Some(Self(Zeroizing::new(bytes.try_into().ok()?)))
    }

    pub(super) fn from_hex(text: &str) -> Option<Self> {
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        let mut bytes = Zeroizing::new([0; 32]);
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Self(bytes))
    }

    pub(super) fn to_hex(&self) -> String {
        hex(&*self.0)
    }

    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Nonce, then ciphertext and tag; `context` is bound in and must be given again to open.
    pub(super) fn seal(&self, chance: &dyn Chance, context: &[u8], plain: &[u8]) -> Vec<u8> {
        let mut nonce = [0; NONCE];
        chance.fill(&mut nonce);
        let cipher = XChaCha20Poly1305::new(self.bytes().into());
        // The one failure that the library knows is a text longer than memory can hold.
        let sealed = cipher.encrypt((&nonce).into(), Payload { msg: plain, aad: context }).unwrap_or_default();
        [&nonce[..], &sealed].concat()
    }

    pub(super) fn unseal(&self, context: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, text) = sealed.split_at_checked(NONCE)?;
        let nonce: [u8; NONCE] = nonce.try_into().ok()?;
        XChaCha20Poly1305::new(self.bytes().into()).decrypt((&nonce).into(), Payload { msg: text, aad: context }).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SeededChance;

    #[test]
    fn opens_only_in_its_own_place_and_unchanged() {
        let chance = SeededChance::new(1);
        let key = Key::fresh(&chance);
        let sealed = key.seal(&chance, b"register_entry/V1", b"a name");
        assert_eq!(key.unseal(b"register_entry/V1", &sealed).as_deref(), Some(&b"a name"[..]));
        assert_eq!(key.unseal(b"register_entry/V2", &sealed), None);
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert_eq!(key.unseal(b"register_entry/V1", &changed), None, "byte {place}");
        }
        assert_eq!(Key::fresh(&chance).unseal(b"register_entry/V1", &sealed), None);
    }

    #[test]
    fn a_key_survives_its_text_form() {
        let key = Key::fresh(&SeededChance::new(2));
        assert_eq!(Key::from_hex(&key.to_hex()).unwrap().bytes(), key.bytes());
        assert!(Key::from_hex("not a key").is_none());
    }
}
