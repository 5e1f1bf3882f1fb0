//! Walks the whole chain and says what is wrong with it, if anything.

use crate::base::hex;
use crate::keyring::Keyring;
use crate::store::{FromRow, Stored, Tx, sql};

use super::chain::{self, Link};

const PAGE: i64 = 2_000;

/// One thing wrong with the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The row's own content does not give its digest: it was changed.
    Changed(i64),
    /// The row does not follow from the one before it: something was removed, slipped in or moved.
    Broken(i64),
    /// The record says it is longer than the rows that are there, or shorter.
    CutShort {
        /// The last row that is there.
        last: i64,
        /// The last row that there should be.
        expected: i64,
    },
    /// A seal does not fit the row under which it was set.
    SealBroken(i64),
}

impl std::fmt::Display for Finding {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Changed(seq) => write!(out, "row {seq} was changed after it was written"),
            Self::Broken(seq) => {
                write!(out, "row {seq} does not follow from the row before it: a row was removed, added or moved")
            }
            Self::CutShort { last, expected } => {
                write!(out, "the record ends at row {last}, and its head says that it ends at row {expected}")
            }
            Self::SealBroken(seq) => write!(out, "the seal under row {seq} does not fit: the record was written anew"),
        }
    }
}

/// What the walk found.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// How many rows were read.
    pub rows: i64,
    /// How many seals were tried; none when no keyring was given.
    pub seals: i64,
    /// The last row that is under a seal that was tried; 0 when there is none. What stands above it can be forged by who writes to the database.
    pub sealed_to: i64,
    /// The digest of the last row, in hexadecimal: whoever writes it down can tell later that nothing before it was lost.
    pub head: String,
    /// What is wrong, in order; empty when the record is whole.
    pub findings: Vec<Finding>,
}

#[derive(FromRow)]
struct Stated {
    seq: i64,
    digest: Vec<u8>,
}

#[derive(FromRow)]
struct Seal {
    seq: i64,
    digest: Vec<u8>,
    seal: Vec<u8>,
}

/// Reads every row in order, and tries every seal. Without a keyring the seals are not tried, and the verdict says so by their number.
///
/// # Errors
/// When the database refuses.
pub async fn verify(tx: &mut Tx, keyring: Option<&Keyring>) -> Stored<Verdict> {
    let mut findings = Vec::new();
    let mut previous = vec![0_u8; 32];
    let mut last = 0;
    loop {
        let links: Vec<Link> =
            sql("SELECT seq, at, person, person_name, acting_as, partnership, review, deed, detail, previous \
                                    FROM audit WHERE seq > $1 ORDER BY seq LIMIT $2")
            .bind(last)
            .bind(PAGE)
            .all(tx)
            .await?;
        let digests: Vec<Stated> =
            sql("SELECT seq, digest FROM audit WHERE seq > $1 ORDER BY seq LIMIT $2").bind(last).bind(PAGE).all(tx).await?;
        if links.is_empty() {
            break;
        }
        for (link, stated) in links.iter().zip(&digests) {
            if link.seq != last + 1 || link.previous != previous {
                findings.push(Finding::Broken(link.seq));
            }
            if link.digest() != stated.digest {
                findings.push(Finding::Changed(link.seq));
            }
            previous.clone_from(&stated.digest);
            last = link.seq;
        }
    }
    let head: Option<Stated> = sql("SELECT seq, digest FROM audit_head WHERE one = 1").maybe(tx).await?;
    let (expected, digest) = head.map_or((0, vec![0; 32]), |head| (head.seq, head.digest));
    if expected != last {
        findings.push(Finding::CutShort { last, expected });
    } else if digest != previous {
        findings.push(Finding::Changed(last));
    }
    let (seals, sealed_to) = match keyring {
        Some(keyring) => try_seals(tx, keyring, &mut findings).await?,
        None => (0, 0),
    };
    Ok(Verdict { rows: last, seals, sealed_to, head: hex(&previous), findings })
}

/// Whether one of the rows has this digest, in hexadecimal. In a record that is whole, nothing before that row was changed or taken away
/// since the digest was written down.
///
/// # Errors
/// When the database refuses.
pub async fn holds(tx: &mut Tx, digest: &str) -> Stored<bool> {
    let digest = digest.trim().to_ascii_lowercase();
    let pairs = digest.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).ok());
    let Some(bytes) = pairs.map(|pair| u8::from_str_radix(pair?, 16).ok()).collect::<Option<Vec<u8>>>() else { return Ok(false) };
    sql("SELECT EXISTS (SELECT 1 FROM audit WHERE digest = $1)").bind(bytes).scalar(tx).await
}

async fn try_seals(tx: &mut Tx, keyring: &Keyring, findings: &mut Vec<Finding>) -> Stored<(i64, i64)> {
    let seals: Vec<Seal> = sql("SELECT s.seq, COALESCE(a.digest, s.digest) AS digest, s.seal FROM audit_seal s \
                                LEFT JOIN audit a ON a.seq = s.seq ORDER BY s.seq")
    .all(tx)
    .await?;
    let last: i64 = sql("SELECT COALESCE(MAX(seq), 0) AS last FROM audit").scalar(tx).await?;
    for seal in &seals {
        if seal.seq > last || chain::seal(keyring, seal.seq, &seal.digest).as_slice() != seal.seal {
            findings.push(Finding::SealBroken(seal.seq));
        }
    }
    Ok((i64::try_from(seals.len()).unwrap_or(i64::MAX), seals.last().map_or(0, |seal| seal.seq)))
}
