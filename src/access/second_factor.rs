//! The second factor: six figures that an authenticator app makes from a shared secret and the time (RFC 6238), and ten
//! recovery codes for the day the telephone is lost.

use qrcode::{Color, EcLevel, QrCode};
use serde_json::json;
use totp_rs::{Builder, Totp};
use zeroize::Zeroizing;

use crate::audit::{self, Deed, Doer, Subject};
use crate::ids::PersonId;
use crate::keyring::{Keyring, KeyringError};
use crate::store::{FromRow, StoreError, Tx, sql};

/// How many recovery codes a person is given.
pub const CODES: usize = 10;
/// Seconds that a code of the app stands for. The one before and the one after are taken too: clocks differ.
const STEP: u64 = 30;
/// The letters of RFC 4648 base 32, which apps take secrets in and people can read out.
const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// Why the second factor could not be asked.
#[derive(Debug, thiserror::Error)]
pub enum SecondFactorError {
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The secret does not open: the deployment's key is another one.
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    /// The kept secret is not one.
    #[error("the secret of a second factor is damaged")]
    Damaged,
}

type Asked<T> = Result<T, SecondFactorError>;

/// The secret, to be shown once while it is set up.
pub struct Secret(Zeroizing<[u8; 20]>);

impl Secret {
    /// In groups of four letters, for those who cannot take a picture of the screen.
    #[must_use]
    pub fn in_words(&self) -> String {
        grouped(&base32(&*self.0))
    }

    /// As apps read it from a picture.
    #[must_use]
    pub fn address(&self, account: &str) -> String {
        let account: String = form_urlencoded::byte_serialize(account.as_bytes()).collect();
        format!("otpauth://totp/dardr:{account}?secret={}&issuer=dardr&algorithm=SHA1&digits=6&period={STEP}", base32(&*self.0))
    }

    /// The address as a picture: the outline of its dark squares, for the `d` of an SVG path, and the width in squares.
    #[must_use]
    pub fn picture(&self, account: &str) -> Option<(String, usize)> {
        let code = QrCode::with_error_correction_level(self.address(account), EcLevel::M).ok()?;
        let width = code.width();
        let dark = code.to_colors().into_iter().enumerate().filter(|(_, colour)| *colour == Color::Dark);
        Some((dark.map(|(at, _)| format!("M{} {}h1v1h-1z", at % width, at / width)).collect(), width))
    }

    fn totp(&self) -> Asked<Totp> {
        Builder::new().with_secret(totp_rs::Secret::new_stack(*self.0)).build().map_err(|_| SecondFactorError::Damaged)
    }
}

/// How a person's second factor stands.
#[derive(Clone, Copy, Debug, FromRow)]
pub struct Standing {
    /// Whether it is set up.
    pub set_up: bool,
    /// Recovery codes that are left.
    pub codes: i64,
}

/// How a person's second factor stands.
///
/// # Errors
/// When the database refuses.
pub async fn standing(tx: &mut Tx, person: PersonId) -> Asked<Standing> {
    let found = sql("SELECT p.totp_confirmed_at IS NOT NULL AS set_up, \
                     (SELECT COUNT(*) FROM recovery_code c WHERE c.person = p.id AND c.used_at IS NULL) AS codes FROM person p WHERE p.id = $1")
    .bind(person)
    .one(tx)
    .await?;
    Ok(found)
}

fn place(person: PersonId) -> String {
    format!("person/{person}/second factor")
}

/// Makes a secret for a person who has no second factor yet. It counts once they have shown that their app has it.
/// Answers whether it was made.
///
/// # Errors
/// When the database refuses.
pub async fn begin(tx: &mut Tx, keyring: &Keyring, person: PersonId) -> Asked<bool> {
    let secret: Zeroizing<[u8; 20]> = Zeroizing::new(tx.random());
    let sealed = keyring.seal_for_deployment(&place(person), &*secret);
    let changed = sql("UPDATE person SET totp_secret = $2, totp_last_step = NULL WHERE id = $1 AND totp_confirmed_at IS NULL")
        .bind(person)
        .bind(sealed)
        .run(tx)
        .await?;
    Ok(changed == 1)
}

#[derive(FromRow)]
struct Row {
    totp_secret: Option<Vec<u8>>,
    confirmed: bool,
    totp_last_step: Option<i64>,
}

async fn kept(tx: &mut Tx, keyring: &Keyring, person: PersonId) -> Asked<Option<(Secret, Row)>> {
    let row: Row =
        sql("SELECT totp_secret, totp_confirmed_at IS NOT NULL AS confirmed, totp_last_step FROM person WHERE id = $1")
            .bind(person)
            .one(tx)
            .await?;
    let Some(sealed) = &row.totp_secret else { return Ok(None) };
    let opened = Zeroizing::new(keyring.unseal_for_deployment(&place(person), sealed)?);
    let bytes = opened.as_slice().try_into().map_err(|_| SecondFactorError::Damaged)?;
    Ok(Some((Secret(Zeroizing::new(bytes)), row)))
}

/// The secret that waits to be confirmed, if there is one.
///
/// # Errors
/// When the database or the keyring refuses.
pub async fn waiting(tx: &mut Tx, keyring: &Keyring, person: PersonId) -> Asked<Option<Secret>> {
    Ok(kept(tx, keyring, person).await?.filter(|(_, row)| !row.confirmed).map(|(secret, _)| secret))
}

/// Whether `code` is one that the person's app shows now, and none that was used before.
async fn is_right(tx: &mut Tx, keyring: &Keyring, person: PersonId, code: &str, confirmed: bool) -> Asked<bool> {
    let Some((secret, row)) = kept(tx, keyring, person).await? else { return Ok(false) };
    if row.confirmed != confirmed {
        return Ok(false);
    }
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let now = u64::try_from(tx.now().timestamp()).unwrap_or(0);
    let Some(step) = secret.totp()?.check(&code, now).and_then(|step| i64::try_from(step).ok()) else { return Ok(false) };
    // Two requests with one code at the same moment: only one of them moves the step.
    let moved = sql("UPDATE person SET totp_last_step = $2 WHERE id = $1 AND (totp_last_step IS NULL OR totp_last_step < $2)")
        .bind(person)
        .bind(step)
        .run(tx)
        .await?;
    Ok(moved == 1 && row.totp_last_step.is_none_or(|last| last < step))
}

/// Sets the second factor that waits, if `code` shows that the person's app has its secret, and gives the recovery codes:
/// the one time that they are seen.
///
/// # Errors
/// When the database or the keyring refuses.
pub async fn confirm(tx: &mut Tx, keyring: &Keyring, by: &Doer, person: PersonId, code: &str) -> Asked<Option<Vec<String>>> {
    if !is_right(tx, keyring, person, code, false).await? {
        return Ok(None);
    }
    let now = tx.now();
    sql("UPDATE person SET totp_confirmed_at = $2, version = version + 1 WHERE id = $1")
        .bind(person)
        .bind(now)
        .run_for_record(Subject::Account, tx)
        .await?;
    audit::record(tx, by, Deed::SecondFactorSet, json!({ "person": person })).await?;
    Ok(Some(new_codes(tx, keyring, person).await?))
}

/// Whether `code` is one that the person's app shows now. Each code is taken once.
///
/// # Errors
/// When the database or the keyring refuses.
pub async fn check(tx: &mut Tx, keyring: &Keyring, person: PersonId, code: &str) -> Asked<bool> {
    is_right(tx, keyring, person, code, true).await
}

/// Gives new recovery codes; the old ones are worth nothing from now on.
///
/// # Errors
/// When the database refuses.
pub async fn new_codes(tx: &mut Tx, keyring: &Keyring, person: PersonId) -> Asked<Vec<String>> {
    sql("DELETE FROM recovery_code WHERE person = $1").bind(person).run(tx).await?;
    let mut codes = Vec::with_capacity(CODES);
    for _ in 0..CODES {
        let code = base32(&tx.random::<10>());
        sql("INSERT INTO recovery_code (person, code_hash) VALUES ($1, $2)")
            .bind(person)
            .bind(digest(keyring, person, &code))
            .run(tx)
            .await?;
        codes.push(grouped(&code));
    }
    Ok(codes)
}

/// Uses a recovery code up, and tells whether it was one.
///
/// # Errors
/// When the database refuses.
pub async fn use_recovery_code(tx: &mut Tx, keyring: &Keyring, by: &Doer, person: PersonId, code: &str) -> Asked<bool> {
    let bare: String = code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    let now = tx.now();
    let used = sql("UPDATE recovery_code SET used_at = $3 WHERE person = $1 AND code_hash = $2 AND used_at IS NULL")
        .bind(person)
        .bind(digest(keyring, person, &bare))
        .bind(now)
        .run(tx)
        .await?;
    if used == 1 {
        audit::record(tx, by, Deed::RecoveryCodeUsed, json!({ "person": person })).await?;
    }
    Ok(used == 1)
}

/// Takes the second factor away, with its recovery codes.
///
/// # Errors
/// When the database refuses.
pub async fn remove(tx: &mut Tx, by: &Doer, person: PersonId) -> Asked<()> {
    sql("DELETE FROM recovery_code WHERE person = $1").bind(person).run(tx).await?;
    sql("UPDATE person SET totp_secret = NULL, totp_confirmed_at = NULL, totp_last_step = NULL, version = version + 1 WHERE id = $1")
        .bind(person)
        .run_for_record(Subject::Account, tx)
        .await?;
    audit::record(tx, by, Deed::SecondFactorRemoved, json!({ "person": person })).await?;
    Ok(())
}

/// Eighty random bits need no slow hash: nobody tries that many. Marked with the deployment's key and for one person, so that whoever
/// writes to the database makes none.
fn digest(keyring: &Keyring, person: PersonId, code: &str) -> Vec<u8> {
    keyring.mark("recovery code", format!("{person} {code}").as_bytes()).to_vec()
}

fn base32(bytes: &[u8]) -> String {
    let bits = bytes.iter().flat_map(|byte| (0..8).rev().map(move |place| byte >> place & 1)).collect::<Vec<_>>();
    bits.chunks(5).map(|five| char::from(LETTERS[five.iter().fold(0_usize, |sum, bit| sum << 1 | usize::from(*bit))])).collect()
}

fn grouped(letters: &str) -> String {
    letters.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vectors of RFC 6238, appendix B, cut to six figures, and of RFC 4648.
    #[test]
    fn asvs_6_5_5_codes_are_those_of_the_standard() {
        let secret = Secret(Zeroizing::new(*b"12345678901234567890"));
        let totp = secret.totp().unwrap();
        for (at, code) in [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")] {
            assert_eq!(totp.check(code, at), Some(at / STEP));
            assert_eq!(totp.check(code, at + 2 * STEP), None, "a code does not outlive the next");
        }
        assert_eq!(base32(b"fooba"), "MZXW6YTB");
        assert_eq!(secret.in_words(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert!(secret.address("a b@c.example").starts_with("otpauth://totp/dardr:a+b%40c.example?secret=GEZDGNBV"));
    }

    #[test]
    fn the_picture_is_a_square_of_squares() {
        let secret = Secret(Zeroizing::new([9; 20]));
        let (path, width) = secret.picture("ines.okoro@council.example").unwrap();
        assert!(path.starts_with("M0 0h1v1h-1z") && width > 30);
    }
}
