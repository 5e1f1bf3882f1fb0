//! The daily digest: everything of a person's that could wait becomes one mail.

use std::collections::BTreeMap;

use crate::ids::PersonId;
use crate::store::{FromRow, Json, Stored, Tx, sql};

use super::{Facts, Kept, Kind, Mail, MailId, Thing, To, insert};

#[derive(FromRow)]
struct Waiting {
    id: MailId,
    person: PersonId,
    #[sqlx(try_from = "String")]
    kind: Kind,
    facts: Json<Kept>,
}

/// Folds what waits into one mail a person, and tells how many mails that makes. A thing is folded once: what is
/// queued later waits for the next day.
///
/// # Errors
/// When the database refuses.
pub async fn fold(tx: &mut Tx) -> Stored<u64> {
    let waiting: Vec<Waiting> =
        sql("SELECT id, person, kind, facts FROM outbox WHERE digest = $1 AND sent_at IS NULL AND given_up_at IS NULL \
                                     AND person IS NOT NULL ORDER BY created_at, id")
        .bind(true)
        .all(tx)
        .await?;
    let mut people: BTreeMap<PersonId, Vec<Thing>> = BTreeMap::new();
    let now = tx.now();
    for Waiting { id, person, kind, facts } in waiting {
        let marked = sql("UPDATE outbox SET sent_at = $1 WHERE id = $2 AND sent_at IS NULL").bind(now).bind(id).run(tx).await?;
        // Another instance was quicker.
        if marked == 1 {
            people.entry(person).or_default().push(Thing { kind, facts: facts.0.facts });
        }
    }
    let digests: Vec<(Mail, Vec<Thing>)> = people.into_iter().map(|(person, things)| digest(person, things)).collect();
    let made = digests.len() as u64;
    insert(tx, digests).await?;
    Ok(made)
}

fn digest(person: PersonId, mut things: Vec<Thing>) -> (Mail, Vec<Thing>) {
    // What is due first stands first; what has no date stands last.
    things.sort_by_key(|thing| (thing.facts.due.is_none(), thing.facts.due));
    let facts = Facts { count: i64::try_from(things.len()).unwrap_or(i64::MAX), path: "/".into(), ..Facts::default() };
    let to = To::Person(person);
    (Mail { to, kind: Kind::Digest, partnership: None, review: None, facts, dedupe: None, digest: false }, things)
}
