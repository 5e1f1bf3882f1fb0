//! One link after another.

use chrono::{DateTime, SecondsFormat, Utc};
use sha2::{Digest as _, Sha256};

use crate::ids::{OrganisationId, PersonId, ReviewId};
use crate::keyring::Keyring;
use crate::store::{FromRow, Stored, Tx, sql};

/// A row of the record with the digest of the row before it.
#[derive(FromRow)]
pub(super) struct Link {
    pub(super) seq: i64,
    pub(super) at: DateTime<Utc>,
    pub(super) person: Option<PersonId>,
    pub(super) person_name: String,
    pub(super) acting_as: String,
    pub(super) partnership: Option<OrganisationId>,
    pub(super) review: Option<ReviewId>,
    pub(super) deed: String,
    pub(super) detail: String,
    pub(super) previous: Vec<u8>,
}

#[derive(FromRow)]
pub(super) struct Head {
    pub(super) seq: i64,
    pub(super) digest: Vec<u8>,
}

impl Link {
    /// Every field is led by its length, so that no two rows can read as the same bytes.
    pub(super) fn digest(&self) -> Vec<u8> {
        let id = |id: Option<String>| id.unwrap_or_default();
        let fields = [
            self.seq.to_string(),
            self.at.to_rfc3339_opts(SecondsFormat::Micros, true),
            id(self.person.map(|id| id.to_string())),
            self.person_name.clone(),
            self.acting_as.clone(),
            id(self.partnership.map(|id| id.to_string())),
            id(self.review.map(|id| id.to_string())),
            self.deed.clone(),
            self.detail.clone(),
        ];
        let mut hash = Sha256::new();
        hash.update(&self.previous);
        for field in fields {
            hash.update((field.len() as u64).to_be_bytes());
            hash.update(field.as_bytes());
        }
        hash.finalize().to_vec()
    }
}

/// Takes the next place, and with it the turn: two writers never take the same one. Gives the place before it.
pub(super) async fn take_turn(tx: &mut Tx) -> Stored<Head> {
    sql("INSERT INTO audit_head (one, seq, digest) VALUES (1, 1, $1) ON CONFLICT (one) DO UPDATE SET seq = audit_head.seq + 1 \
         RETURNING seq - 1 AS seq, digest")
    .bind(vec![0_u8; 32])
    .one(tx)
    .await
}

/// The last link, if there is any.
pub(super) async fn head(tx: &mut Tx) -> Stored<Option<Head>> {
    sql("SELECT seq, digest FROM audit_head WHERE one = 1").maybe(tx).await
}

pub(super) async fn append(tx: &mut Tx, link: &Link) -> Stored<()> {
    let digest = link.digest();
    sql("INSERT INTO audit (seq, at, person, person_name, acting_as, partnership, review, deed, detail, previous, digest) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
    .bind(link.seq)
    .bind(link.at)
    .bind(link.person)
    .bind(link.person_name.clone())
    .bind(link.acting_as.clone())
    .bind(link.partnership)
    .bind(link.review)
    .bind(link.deed.clone())
    .bind(link.detail.clone())
    .bind(link.previous.clone())
    .bind(digest.clone())
    .run(tx)
    .await?;
    sql("UPDATE audit_head SET digest = $1 WHERE one = 1").bind(digest).run(tx).await?;
    Ok(())
}

/// The deployment's key, set under a link.
pub(super) fn seal(keyring: &Keyring, seq: i64, digest: &[u8]) -> [u8; 32] {
    keyring.mark("audit seal", &[&seq.to_be_bytes()[..], digest].concat())
}
